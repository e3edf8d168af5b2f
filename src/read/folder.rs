//! A folder → what stands in it, whatever its depth, in bytewise order of the paths.
//!
//! Hidden files and folders are passed over; ignore files have no say, for a document must not vanish because git does
//! not track it. Links are followed, but for one to a folder that it stands in.

use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// A file below a folder, or what could not be looked at there.
#[derive(Debug)]
#[non_exhaustive]
pub struct Entry {
    /// Its path: that of the folder, and the way from there.
    pub path: PathBuf,
    /// Why it cannot be read: a folder that may not be listed, a link that leads nowhere, a pipe, which would have to be
    /// waited for.
    pub problem: Option<Error>,
}

/// The files below `folder`, and what could not be looked at, with the reason.
///
/// ```
/// let files = quantifact::read::folder::files("data/fact-sheets".as_ref());
/// assert!(files.iter().all(|entry| entry.problem.is_none()));
/// assert!(files[0].path.starts_with("data/fact-sheets"));
/// ```
pub fn files(folder: &Path) -> Vec<Entry> {
    let mut found = Vec::new();
    let own = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    walk(folder, &mut vec![own], &mut found);
    found.sort_by(|a, b| bytes(&a.path).cmp(bytes(&b.path)));
    found
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// Adds what is below `folder`; `above` are the folders that lead there, it included, without links.
fn walk(folder: &Path, above: &mut Vec<PathBuf>, found: &mut Vec<Entry>) {
    let unreadable = |path: &Path, error| Entry { path: path.to_owned(), problem: Some(error) };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return found.push(unreadable(folder, error)),
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.push(unreadable(folder, error));
                continue;
            }
        };
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        let link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        match fs::metadata(&path) {
            Ok(kind) if kind.is_dir() => {
                let own = if link { path.canonicalize().ok() } else { None };
                let own = own.or_else(|| Some(above.last()?.join(entry.file_name()))).unwrap_or_default();
                if !link || !above.contains(&own) {
                    above.push(own);
                    walk(&path, above, found);
                    above.pop();
                }
            }
            Ok(kind) if kind.is_file() => found.push(Entry { path, problem: None }),
            Ok(_) => {
                found.push(unreadable(&path, Error::other("is no file but a pipe, socket or device")));
            }
            Err(error) if link && error.kind() == ErrorKind::NotFound => {
                found.push(unreadable(&path, Error::other("is a link that leads nowhere")));
            }
            Err(error) => found.push(unreadable(&path, error)),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_are_followed_but_not_round_in_circles() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for below in ["a", "b/c", ".git"] {
            fs::create_dir_all(root.join(below)).unwrap();
        }
        for file in ["a/1.txt", "b/c/2.txt", ".git/3.txt", ".4.txt", "a-5.txt"] {
            fs::write(root.join(file), "x").unwrap();
        }
        symlink("../b", root.join("a/b")).unwrap();
        symlink("../../a", root.join("b/c/a")).unwrap();
        symlink("b/c/2.txt", root.join("6.txt")).unwrap();
        symlink("nowhere", root.join("7.txt")).unwrap();
        symlink("nowhere", root.join(".#8.txt")).unwrap();
        symlink(".", root.join("self")).unwrap();
        let told: Vec<(String, bool)> = files(root)
            .iter()
            .map(|entry| (entry.path.strip_prefix(root).unwrap().display().to_string(), entry.problem.is_some()))
            .collect();
        let expected = [
            ("6.txt", false),
            ("7.txt", true),
            ("a-5.txt", false),
            ("a/1.txt", false),
            ("a/b/c/2.txt", false),
            ("b/c/2.txt", false),
            ("b/c/a/1.txt", false),
        ];
        assert_eq!(told, expected.map(|(path, problem)| (path.to_owned(), problem)));
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let found = files(Path::new("no such folder"));
        assert_eq!(found[0].problem.as_ref().unwrap().kind(), ErrorKind::NotFound);
    }
}
