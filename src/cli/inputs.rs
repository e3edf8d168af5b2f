//! Paths → the documents they hold, each with the id it will carry.
//!
//! A file named by itself is always read. Of a folder the documents are read, whatever their depth, in bytewise order
//! of their paths; tables (`.jsonl`, `.csv`) only where `--from` asks for them, hidden files never.

use super::failure::{Failure, reason, warn};
use crate::read::{Format, shown};
use ignore::WalkBuilder;
use std::collections::{BTreeMap, HashMap, HashSet};
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
}

/// What stood at the paths.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The files to read, in the order of the paths.
    pub(crate) inputs: Vec<Input>,
    /// What is wrong with a path: each becomes a line on stderr.
    pub(crate) mistakes: Vec<Failure>,
    /// What could not be looked into below a folder.
    pub(crate) unreadable: Vec<String>,
    /// How many files of each ending a folder held that are no documents.
    pub(crate) passed_over: BTreeMap<String, usize>,
}

/// Finds the documents at `paths`; `-` is stdin. Names are relative to `root` where they lie below it.
pub(crate) fn find(paths: &[PathBuf], from: Option<Format>, root: &Path) -> Found {
    let mut found = Found::default();
    let mut files: Vec<Option<PathBuf>> = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            files.push(None);
        } else if path.is_dir() {
            let held = in_folder(path, from, &mut found);
            if held.is_empty() {
                found.mistakes.push(Failure::advised(
                    format!("{}: no documents in this folder", path.display()),
                    "documents end in .txt, .md, .html, .pdf or .docx; a table is read where it is named itself",
                ));
            }
            files.extend(held.into_iter().map(Some));
        } else {
            match std::fs::metadata(path) {
                Ok(_) => files.push(Some(path.clone())),
                Err(error) => found.mistakes.push(Failure::new(format!("{}: {}", path.display(), reason(&error)))),
            }
        }
    }
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    for path in files {
        let name = path.as_deref().map_or_else(|| "stdin".to_owned(), |path| name(path, root));
        if seen.insert((path.is_none(), name.clone())) {
            names.push(name.clone());
            found.inputs.push(Input { path, name, id: String::new() });
        }
    }
    for (input, id) in found.inputs.iter_mut().zip(ids(&names)) {
        input.id = id;
    }
    found
}

/// Says on stderr what kinds of files in a folder were no documents.
pub(crate) fn tell_passed_over(passed_over: &BTreeMap<String, usize>) {
    if !passed_over.is_empty() {
        let kinds: Vec<String> = passed_over.iter().map(|(ending, count)| format!("{count} {ending}")).collect();
        warn(format!("passed over files that are no documents: {}", kinds.join(", ")));
    }
}

/// The documents below a folder, in bytewise order.
fn in_folder(folder: &Path, from: Option<Format>, found: &mut Found) -> Vec<PathBuf> {
    let mut files = Vec::new();
    // No ignore files: a document must not vanish because git does not track it.
    for entry in WalkBuilder::new(folder).standard_filters(false).hidden(true).follow_links(true).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let path = entry.into_path();
                if from.is_some() || is_document(&path) {
                    files.push(path);
                } else {
                    let ending = path.extension().map_or_else(
                        || "without an ending".to_owned(),
                        |ending| format!(".{}", ending.to_string_lossy().to_lowercase()),
                    );
                    *found.passed_over.entry(ending).or_default() += 1;
                }
            }
            Ok(_) => {}
            Err(error) => found.unreadable.push(error.to_string()),
        }
    }
    files.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
    files
}

/// Whether a file found in a folder is prose.
fn is_document(path: &Path) -> bool {
    !matches!(Format::of_path(path), None | Some(Format::Jsonl | Format::Csv))
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
            let stem = file.rsplit_once('.').map_or(file, |(stem, _)| if stem.is_empty() { file } else { stem });
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
        assert_eq!(ids_of(&["in/a.txt", "in/b.v2.md"]), ["a", "b.v2"]);
        assert_eq!(ids_of(&["in/a.txt", "in/a.md", "in/b.md"]), ["a.txt", "a.md", "b"]);
        assert_eq!(ids_of(&["x/a.txt", "y/a.txt", "y/a.md"]), ["x/a.txt", "y/a.txt", "a.md"]);
        // A file name with its ending may be what another is without one.
        assert_eq!(ids_of(&["a.txt", "a.md", "a.txt.md"]), ["a.txt", "a.md", "a.txt.md"]);
        assert_eq!(ids_of(&[".hidden", "none"]), [".hidden", "none"]);
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
        let found = find(&[root.to_owned(), root.join("in/b.txt"), root.join("none.txt")], None, root);
        let names: Vec<_> = found.inputs.iter().map(|input| input.name.as_str()).collect();
        assert_eq!(names, ["in/B.md", "in/b.txt", "z.html"]);
        assert_eq!(found.inputs.iter().map(|input| input.id.as_str()).collect::<Vec<_>>(), ["B", "b", "z"]);
        assert_eq!(found.mistakes.len(), 1);
        assert_eq!(found.passed_over, BTreeMap::from([(".csv".to_owned(), 1)]));
    }
}
