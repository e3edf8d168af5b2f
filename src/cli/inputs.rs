//! Paths → the documents they hold, each with the id it will carry.
//!
//! A file named by itself is always read. Of a folder the documents are read, whatever their depth, in bytewise order
//! of their paths; tables (`.jsonl`, `.csv`, `.arrow`, `.parquet`) only where `--from` asks for them, hidden files never.

use super::failure::{Failure, reason, warn};
use crate::read::{Format, folder, shown};
use crate::report;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// A file (or stdin) that is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Input {
    /// Where to read it; none for stdin.
    pub(crate) path: Option<PathBuf>,
    /// What the tables call it: its path relative to the root, with `/` between names.
    pub(crate) name: String,
    /// The `doc_id`, where the file is one document.
    pub(crate) id: String,
    /// Why it cannot be read, where that is known before it is opened.
    pub(crate) problem: Option<String>,
}

/// What stood at the paths.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The files to read, in the order of the paths.
    pub(crate) inputs: Vec<Input>,
    /// What is wrong with a path: each becomes a line on stderr.
    pub(crate) mistakes: Vec<Failure>,
    /// How many files of each ending a folder held that are no documents.
    pub(crate) passed_over: BTreeMap<String, usize>,
}

/// Finds the documents at `paths`; `-` is stdin. Names are relative to `root` where they lie below it.
pub(crate) fn find(paths: &[PathBuf], from: Option<Format>, root: &Path) -> Found {
    let mut found = Found::default();
    let mut files: Vec<(Option<PathBuf>, Option<String>)> = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            files.push((None, None));
        } else if path.is_dir() {
            let held = in_folder(path, from, &mut found);
            if held.is_empty() {
                found.mistakes.push(Failure::advised(
                    format!("{}: no documents in this folder", path.display()),
                    "documents end in .txt, .md, .html, .pdf or .docx; a table is read where it is named itself",
                ));
            }
            files.extend(held.into_iter().map(|(path, problem)| (Some(path), problem)));
        } else {
            match std::fs::metadata(path) {
                Ok(_) => files.push((Some(path.clone()), None)),
                Err(error) => found.mistakes.push(Failure::new(format!("{}: {}", path.display(), reason(&error)))),
            }
        }
    }
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    for (path, problem) in files {
        let name = path.as_deref().map_or_else(|| "stdin".to_owned(), |path| name(path, root));
        if seen.insert((path.is_none(), name.clone())) {
            names.push(name.clone());
            found.inputs.push(Input { path, name, id: String::new(), problem });
        }
    }
    for (input, id) in found.inputs.iter_mut().zip(ids(&names)) {
        input.id = id;
    }
    found
}

/// The paths that a file names, one a line, or with zero bytes between them where it holds any; `-` is stdin.
///
/// # Errors
/// Where the file cannot be read or names nothing.
pub(crate) fn listed(file: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut bytes = Vec::new();
    let read = match file.to_str() {
        Some("-") => std::io::stdin().lock().read_to_end(&mut bytes),
        _ => File::open(file).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    read.map_err(|error| Failure::new(format!("{}: {}", file.display(), reason(&error))))?;
    let paths = paths(&bytes).map_err(|wrong| Failure::new(format!("{}: {wrong}", file.display())))?;
    if paths.is_empty() { Err(Failure::new(format!("{}: names no files", file.display()))) } else { Ok(paths) }
}

fn paths(bytes: &[u8]) -> Result<Vec<PathBuf>, String> {
    let zeros = bytes.contains(&0);
    let lines = bytes.split(|byte| *byte == if zeros { 0 } else { b'\n' });
    let names = lines.map(|line| if zeros { line } else { line.strip_suffix(b"\r").unwrap_or(line) });
    names.filter(|name| !name.is_empty()).map(path).collect()
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps)] // elsewhere a path must be a text
fn path(name: &[u8]) -> Result<PathBuf, String> {
    use std::os::unix::ffi::OsStrExt as _;
    Ok(PathBuf::from(std::ffi::OsStr::from_bytes(name)))
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> Result<PathBuf, String> {
    let text = std::str::from_utf8(name).map(PathBuf::from);
    text.map_err(|_| format!("expected paths in UTF-8, found {}", name.escape_ascii()))
}

/// Says on stderr what kinds of files in a folder were no documents.
pub(crate) fn tell_passed_over(passed_over: &BTreeMap<String, usize>) {
    if !passed_over.is_empty() {
        let kinds: Vec<String> = passed_over.iter().map(|(ending, count)| format!("{count} {ending}")).collect();
        warn(format!("passed over files that are no documents: {}", kinds.join(", ")));
    }
}

/// The documents below a folder, in bytewise order, and what cannot be read there with the reason: folders, links that
/// lead nowhere, and pipes called like documents.
fn in_folder(folder: &Path, from: Option<Format>, found: &mut Found) -> Vec<(PathBuf, Option<String>)> {
    let mut files = Vec::new();
    for folder::Entry { path, problem, .. } in folder::files(folder) {
        // What could not be looked at may have been a document.
        if problem.is_some() && !path.exists() || path.is_dir() || from.is_some() || is_document(&path) {
            files.push((path, problem.as_ref().map(reason)));
        } else {
            let ending = path.extension().map_or_else(
                || "without an ending".to_owned(),
                |ending| format!(".{}", ending.to_string_lossy().to_lowercase()),
            );
            *found.passed_over.entry(ending).or_default() += 1;
        }
    }
    files
}

/// Whether a file found in a folder is prose.
fn is_document(path: &Path) -> bool {
    match Format::of_path(path) {
        None => false,
        Some(Format::Html) => !is_report(path),
        Some(format) => !format.is_table(),
    }
}

/// Whether a page is a report that this program wrote: its figures are those of other documents.
fn is_report(path: &Path) -> bool {
    // A pipe would be waited for.
    if !path.is_file() {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && memchr::memmem::find(&head, report::GENERATOR.as_bytes()).is_some()
}

/// So many bytes of a page tell what wrote it.
const HEAD: u64 = 2048;

/// Refuses to write over a document that was named.
///
/// # Errors
/// Where the output is one of the paths.
pub(crate) fn spare(paths: &[PathBuf], output: &Path) -> Result<(), Failure> {
    if paths.iter().any(|path| is_same(path, output)) {
        return Err(Failure::advised(
            format!("{}: is one of the documents to be read", output.display()),
            "name another file to write",
        ));
    }
    Ok(())
}

/// Whether two paths lead to one file that is there.
pub(crate) fn is_same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b && a.is_file())
}

/// A path as the tables write it: relative to `root` where it lies below.
fn name(path: &Path, root: &Path) -> String {
    shown(path.strip_prefix(root).unwrap_or(path))
}

/// The id of each name: the file name without its ending; where two clash, with its ending, then the whole name.
fn ids(names: &[String]) -> Vec<String> {
    let forms: Vec<[&str; 3]> = names
        .iter()
        .map(|name| {
            let file = name.rsplit('/').next().unwrap_or(name);
            let packed = file.strip_suffix(".gz").filter(|inner| !inner.is_empty()).unwrap_or(file);
            let stem = packed.rsplit_once('.').map_or(packed, |(stem, _)| if stem.is_empty() { file } else { stem });
            [stem, file, name.as_str()]
        })
        .collect();
    let mut level = vec![0_usize; names.len()];
    loop {
        let mut count: HashMap<&str, usize> = HashMap::new();
        for (forms, &level) in forms.iter().zip(&level) {
            *count.entry(forms[level]).or_default() += 1;
        }
        let mut raised = false;
        for (forms, level) in forms.iter().zip(&mut level) {
            if *level < 2 && count.get(forms[*level]).is_some_and(|&count| count > 1) {
                *level += 1;
                raised = true;
            }
        }
        if !raised {
            return forms.iter().zip(&level).map(|(forms, &level)| forms[level].to_owned()).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids_of(names: &[&str]) -> Vec<String> {
        ids(&names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn an_id_is_as_short_as_it_can_be_alone() {
        assert_eq!(ids_of(&["in/a.txt", "in/b.v2.md", "in/c.txt.gz"]), ["a", "b.v2", "c"]);
        assert_eq!(ids_of(&["in/a.txt", "in/a.md", "in/b.md"]), ["a.txt", "a.md", "b"]);
        assert_eq!(ids_of(&["x/a.txt", "y/a.txt", "y/a.md"]), ["x/a.txt", "y/a.txt", "a.md"]);
        // A file name with its ending may be what another is without one.
        assert_eq!(ids_of(&["a.txt", "a.md", "a.txt.md"]), ["a.txt", "a.md", "a.txt.md"]);
        assert_eq!(ids_of(&[".hidden", "none"]), [".hidden", "none"]);
    }

    #[test]
    fn paths_are_listed_by_line_or_by_zero_byte() {
        assert_eq!(paths(b"a b.txt\r\n\nin/c.md").unwrap(), [Path::new("a b.txt"), Path::new("in/c.md")]);
        assert_eq!(paths(b"a\nb.txt\0c\r\0").unwrap(), [Path::new("a\nb.txt"), Path::new("c\r")]);
        assert!(paths(b"\n").unwrap().is_empty());
    }

    #[test]
    fn names_are_relative_and_plain() {
        assert_eq!(name(Path::new("./in//a.txt"), Path::new("")), "in/a.txt");
        assert_eq!(name(Path::new("/root/in/a.txt"), Path::new("/root")), "in/a.txt");
        assert_eq!(name(Path::new("/else/a.txt"), Path::new("/root")), "/else/a.txt");
    }

    #[test]
    fn a_folder_gives_its_documents_in_bytewise_order() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir(root.join("in")).unwrap();
        for file in ["in/b.txt", "in/B.md", "in/a.csv", "in/.hidden.txt", "in/.gitignore", "z.html"] {
            std::fs::write(root.join(file), "x").unwrap();
        }
        std::fs::write(root.join("in/.gitignore"), "*.txt").unwrap();
        let page = report::html(&report::ReportInput { title: "x", ..report::ReportInput::default() });
        std::fs::write(root.join("report.html"), page).unwrap();
        let found = find(&[root.to_owned(), root.join("in/b.txt"), root.join("none.txt")], None, root);
        let names: Vec<_> = found.inputs.iter().map(|input| input.name.as_str()).collect();
        assert_eq!(names, ["in/B.md", "in/b.txt", "z.html"]);
        assert_eq!(found.inputs.iter().map(|input| input.id.as_str()).collect::<Vec<_>>(), ["B", "b", "z"]);
        assert_eq!(found.mistakes.len(), 1);
        assert!(found.inputs.iter().all(|input| input.problem.is_none()));
        assert_eq!(found.passed_over, BTreeMap::from([(".csv".to_owned(), 1), (".html".to_owned(), 1)]));
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_read_is_an_input_with_its_problem() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::os::unix::fs::symlink("nowhere.txt", root.join("a.txt")).unwrap();
        std::os::unix::fs::symlink(root, root.join("again")).unwrap();
        std::os::unix::net::UnixListener::bind(root.join("b.txt")).unwrap();
        for name in [&b"caf\xE9.txt"[..], b"caf\xE8.txt"] {
            std::fs::write(root.join(OsStr::from_bytes(name)), "x").unwrap();
        }
        let found = find(&[root.to_owned()], None, root);
        let told: Vec<_> = found.inputs.iter().map(|i| (i.name.as_str(), i.problem.as_deref())).collect();
        let expected = [
            ("a.txt", Some("is a link that leads nowhere")),
            ("b.txt", Some("is no file but a pipe, socket or device")),
            ("caf\\xe8.txt", None),
            ("caf\\xe9.txt", None),
        ];
        assert_eq!(told, expected);
    }
}
