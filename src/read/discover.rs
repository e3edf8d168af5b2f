//! Paths → the files to be read, each with the id its document bears.

use super::{Format, ReadError};
use ignore::WalkBuilder;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The way to the file.
    pub path: PathBuf,
    /// Its path below the folder in which it was found, with `/`; the file name where it was named itself.
    pub relative: String,
    /// The file name without its ending; where two clash, with its ending, then `relative`, then `path`.
    pub doc_id: String,
    /// How it is to be read.
    pub format: Format,
}

/// The files that `paths` name, in that order; those of a folder sorted bytewise.
///
/// In a folder and those below it, hidden files and files whose ending tells no format (or another than `format`) are
/// passed over. A file named twice is taken once.
///
/// # Errors
/// Names the path that does not exist, the folder that holds no document or cannot be listed, or the file whose
/// format cannot be told.
pub fn discover(paths: &[PathBuf], format: Option<Format>) -> Result<Vec<Input>, ReadError> {
    let (mut inputs, mut seen) = (Vec::new(), HashSet::new());
    for path in paths {
        let found = if path.is_dir() {
            folder(path, format)?
        } else if path.exists() {
            let unknown = || ReadError::UnknownFormat { path: path.clone() };
            let format = format.or_else(|| Format::of_path(path)).ok_or_else(unknown)?;
            let relative = path.file_name().map_or_else(|| shown(path), |name| shown(Path::new(name)));
            vec![Input { path: path.clone(), relative, doc_id: String::new(), format }]
        } else {
            return Err(ReadError::Missing { path: path.clone() });
        };
        for input in found {
            let real = input.path.canonicalize().unwrap_or_else(|_| input.path.clone());
            if seen.insert(real) {
                inputs.push(input);
            }
        }
    }
    name(&mut inputs);
    Ok(inputs)
}

/// The documents in a folder and those below it.
fn folder(root: &Path, format: Option<Format>) -> Result<Vec<Input>, ReadError> {
    let mut inputs = Vec::new();
    for entry in WalkBuilder::new(root).standard_filters(false).hidden(true).build() {
        let entry = entry.map_err(|error| {
            let message = error.to_string();
            let source = error.into_io_error().unwrap_or_else(|| std::io::Error::other(message));
            ReadError::Io { path: root.to_owned(), source }
        })?;
        let path = entry.path();
        let told = Format::of_path(path).filter(|told| format.is_none_or(|format| format == *told));
        if let Some(format) = told.filter(|_| path.is_file()) {
            let relative = shown(path.strip_prefix(root).unwrap_or(path));
            inputs.push(Input { path: path.to_owned(), relative, doc_id: String::new(), format });
        }
    }
    if inputs.is_empty() {
        let endings: Vec<_> = Format::ENDINGS
            .iter()
            .filter(|(known, _)| format.is_none_or(|format| format == *known))
            .flat_map(|(_, endings)| endings.iter().map(|ending| format!(".{ending}")))
            .collect();
        return Err(ReadError::NoDocuments { path: root.to_owned(), wanted: endings.join(" ") });
    }
    inputs.sort_unstable_by(|a, b| a.relative.as_bytes().cmp(b.relative.as_bytes()));
    Ok(inputs)
}

/// Gives each input the shortest name that no other bears.
fn name(inputs: &mut [Input]) {
    let mut levels = vec![0; inputs.len()];
    loop {
        for (input, &level) in inputs.iter_mut().zip(&levels) {
            let part = |part: Option<&OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
            input.doc_id = match level {
                0 => part(input.path.file_stem()),
                1 => part(input.path.file_name()),
                2 => input.relative.clone(),
                _ => shown(&input.path),
            };
        }
        let mut bearers: HashMap<&str, usize> = HashMap::new();
        for input in inputs.iter() {
            *bearers.entry(&input.doc_id).or_default() += 1;
        }
        let mut clash = false;
        for (input, level) in inputs.iter().zip(&mut levels) {
            if *level < 3 && bearers.get(input.doc_id.as_str()).is_some_and(|&count| count > 1) {
                *level += 1;
                clash = true;
            }
        }
        if !clash {
            return;
        }
    }
}

/// A path as the tables show it: with `/`, without `./` before it.
pub(super) fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.components().filter(|part| *part != std::path::Component::CurDir).collect();
    let path: PathBuf = parts.into_iter().collect();
    let shown = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { shown.into_owned() } else { shown.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        root
    }

    fn ids(inputs: &[Input]) -> Vec<&str> {
        inputs.iter().map(|input| input.doc_id.as_str()).collect()
    }

    #[test]
    fn a_folder_is_read_in_order_and_clashes_are_told_apart() {
        let root = tree(&["b.md", "a.txt", "a.md", "sub/c.md", "sub/b.md", ".hidden.md", "notes.bin", "Z.html"]);
        let found = discover(&[root.path().to_owned()], None).unwrap();
        assert_eq!(ids(&found), ["Z", "a.md", "a.txt", "b.md", "sub/b.md", "c"]);
        let found = discover(&[root.path().to_owned()], Some(Format::Txt)).unwrap();
        assert_eq!(ids(&found), ["a"]);
    }

    #[test]
    fn files_are_kept_in_the_order_given_and_taken_once() {
        let root = tree(&["b.md", "a.dat"]);
        let (b, a) = (root.path().join("b.md"), root.path().join("a.dat"));
        let again = root.path().join(".").join("b.md");
        let found = discover(&[b.clone(), a.clone(), again], Some(Format::Md)).unwrap();
        assert_eq!(ids(&found), ["b", "a"]);
        assert_eq!(found[0].relative, "b.md");
    }

    #[test]
    fn what_cannot_be_found_is_named() {
        let root = tree(&["a.bin"]);
        for (path, expected) in [
            (root.path().join("none"), "none: no such file or folder"),
            (root.path().join("a.bin"), "a.bin: cannot tell the format"),
            (root.path().to_owned(), ": no document in this folder (.txt"),
        ] {
            let error = discover(&[path], None).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
