//! One run at a time into a folder.

use super::failure::Failure;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// Held while a run works; the system lets go of it where the run is killed.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// The folders that were made for the lock, the innermost first.
    made: Vec<PathBuf>,
    // Dropped last: the file is gone before another run may take it.
    _file: File,
}

impl Lock {
    /// Takes the lock of a folder, which is made where it does not exist.
    ///
    /// # Errors
    /// Where another run holds it, or nothing can be written there.
    pub(super) fn take(folder: &Path) -> Result<Self, Failure> {
        let failed = |error| Failure::io(folder, &error);
        let made = folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let made = made.map(Path::to_owned).collect();
        fs::create_dir_all(folder).map_err(failed)?;
        let path = folder.join(".quantifact.lock");
        let file = File::create(&path).map_err(failed)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(busy(folder)),
            // The run that held it has just removed it.
            Ok(()) if !path.exists() => Err(busy(folder)),
            // A disk that knows no locks must do without.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Self { path, made, _file: file }),
        }
    }
}

fn busy(folder: &Path) -> Failure {
    Failure::advised(format!("{}: another run is writing here", folder.display()), "wait until it has ended")
}

impl Drop for Lock {
    fn drop(&mut self) {
        fs::remove_file(&self.path).ok();
        for folder in &self.made {
            // Only where nothing came of the run.
            fs::remove_dir(folder).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_run_at_a_time() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("data/out");
        let first = Lock::take(&folder).unwrap();
        match Lock::take(&folder) {
            Err(Failure::Told { message, .. }) => assert!(message.ends_with("out: another run is writing here")),
            other => panic!("{other:?}"),
        }
        drop(first);
        assert!(!root.path().join("data").exists());
        Lock::take(&folder).unwrap();
    }
}
