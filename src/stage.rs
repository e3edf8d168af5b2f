//! Files that appear together, whole or not at all: each is written beside its place under a passing name, and all are
//! moved there at the end. What is not settled is removed, and the files that were there before stay as they were.
//!
//! A file keeps the mode of the one it replaces, and a link is followed to the file it leads to. What is no file (a
//! pipe, a terminal) is written straight away.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How passing names begin; the number of the process and a count follow.
const PASSING: &str = ".quantifact-";

/// Files written under passing names, each with the path it is to have.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    files: Vec<Staged>,
    /// What is to be no longer there.
    gone: Vec<PathBuf>,
}

#[derive(Debug)]
struct Staged {
    passing: PathBuf,
    /// Where it goes.
    place: PathBuf,
    /// What it was asked for as: the path of a link.
    path: PathBuf,
}

impl Stage {
    /// Writes a file; its folder is made where it does not exist.
    ///
    /// # Errors
    /// Those of the disk and of `write`; they are about `path`.
    pub(crate) fn add(&mut self, path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
        write(&mut self.open(path)?)
    }

    /// The file to write into; it is complete when the stage is settled.
    ///
    /// # Errors
    /// Those of the disk; they are about `path`.
    pub(crate) fn open(&mut self, path: &Path) -> io::Result<File> {
        if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
            return fs::OpenOptions::new().write(true).open(path);
        }
        let passing = self.reserve(path)?;
        File::create(passing)
    }

    /// The passing name of a file that somebody else writes.
    ///
    /// # Errors
    /// Where the folder cannot be made, or `path` is one.
    pub(crate) fn reserve(&mut self, path: &Path) -> io::Result<PathBuf> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let place = followed(path);
        if place.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let folder = place.parent().unwrap_or(Path::new(""));
        if !folder.as_os_str().is_empty() {
            fs::create_dir_all(folder)?;
        }
        // A file that may not be written is not replaced either.
        if place.exists() {
            fs::OpenOptions::new().append(true).open(&place)?;
        }
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let ending = place.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
        let passing = folder.join(format!("{PASSING}{}-{count}.part{ending}", std::process::id()));
        self.files.push(Staged { passing: passing.clone(), place, path: path.to_owned() });
        Ok(passing)
    }

    /// The paths of the files so far.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        self.files.iter().map(|file| file.path.clone()).collect()
    }

    /// Removes a file that was written before, when the stage is settled.
    pub(crate) fn remove(&mut self, path: PathBuf) {
        self.gone.push(path);
    }

    /// Moves every file to its place and gives their paths, in the order they were added.
    ///
    /// # Errors
    /// The path that failed. No file has changed then, unless moving one failed after others were moved.
    pub(crate) fn settle(mut self) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
        for file in &self.files {
            let made = File::open(&file.passing).and_then(|passing| passing.sync_all());
            let kept = made.and_then(|()| match fs::metadata(&file.place) {
                Ok(old) => fs::set_permissions(&file.passing, old.permissions()),
                Err(_) => Ok(()),
            });
            kept.map_err(|error| (file.path.clone(), error))?;
        }
        for file in &self.files {
            fs::rename(&file.passing, &file.place).map_err(|error| (file.path.clone(), error))?;
        }
        for path in &self.gone {
            // It is there only where a run before wrote it.
            fs::remove_file(path).ok();
        }
        Ok(self.files.drain(..).map(|file| file.path).collect())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for file in &self.files {
            // It may have been moved, or never have come to be.
            fs::remove_file(&file.passing).ok();
        }
    }
}

/// Writes one file whole or not at all.
///
/// # Errors
/// Those of the disk; the file then is as it was.
pub(crate) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut stage = Stage::default();
    stage.add(path, |out| out.write_all(content))?;
    stage.settle().map(drop).map_err(|(_, error)| error)
}

/// Removes from a folder what runs that were killed left there.
pub(crate) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let numbers = name.strip_prefix(PASSING).and_then(|rest| rest.split_once(".part")).map(|(numbers, _)| numbers);
        if numbers.is_some_and(|numbers| numbers.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')) {
            fs::remove_file(entry.path()).ok();
        }
    }
}

/// The file that a link leads to, also one that is not there yet; any other path as it is.
fn followed(path: &Path) -> PathBuf {
    let mut place = path.to_owned();
    // Links that lead round in a circle end somewhere on it.
    for _ in 0..40 {
        let Ok(target) = fs::read_link(&place) else { break };
        place = place.parent().unwrap_or(Path::new("")).join(target);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_appear_together_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a.txt"), folder.path().join("in/b.txt"));
        write(&a, b"old").unwrap();
        let mut stage = Stage::default();
        stage.add(&a, |out| out.write_all(b"new")).unwrap();
        let cut = stage.add(&b, |out| {
            out.write_all(b"ne")?;
            Err(io::Error::other("cut short"))
        });
        assert_eq!(cut.unwrap_err().to_string(), "cut short");
        drop(stage);
        assert_eq!(fs::read(&a).unwrap(), b"old");
        assert_eq!(
            (names(folder.path()), names(&folder.path().join("in"))),
            (vec!["a.txt".into(), "in".into()], vec![])
        );

        let mut stage = Stage::default();
        stage.add(&a, |out| out.write_all(b"new")).unwrap();
        stage.add(&b, |out| out.write_all(b"new")).unwrap();
        assert_eq!((fs::read(&a).unwrap().as_slice(), b.exists()), (&b"old"[..], false));
        assert_eq!(stage.settle().unwrap(), [a.clone(), b.clone()]);
        assert_eq!((fs::read(&a).unwrap(), fs::read(&b).unwrap()), (b"new".to_vec(), b"new".to_vec()));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_keeps_its_mode_and_a_link_is_followed() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "old").unwrap();
        fs::set_permissions(at("file"), fs::Permissions::from_mode(0o604)).unwrap();
        symlink("file", at("link")).unwrap();
        symlink("none", at("new")).unwrap();
        write(&at("link"), b"new").unwrap();
        write(&at("new"), b"new").unwrap();
        assert_eq!(fs::read(at("file")).unwrap(), b"new");
        assert_eq!(fs::metadata(at("file")).unwrap().permissions().mode() & 0o777, 0o604);
        assert!(fs::symlink_metadata(at("link")).unwrap().is_symlink());
        assert_eq!(names(folder.path()), ["file", "link", "new", "none"]);
        assert!(write(folder.path(), b"").is_err());
    }

    #[test]
    fn leftovers_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        for name in [".quantifact-17-0.part.csv", ".quantifact-9-4.part", ".quantifact-x.part", "a.part"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        sweep(folder.path());
        assert_eq!(names(folder.path()), [".quantifact-x.part", "a.part"]);
    }
}
