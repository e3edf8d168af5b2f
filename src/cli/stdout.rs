//! Data on stdout, written whole.

use super::failure::Failure;
use std::io::{self, Write};
use std::path::Path;

/// Writes a page on stdout.
///
/// # Errors
/// Where stdout takes no more; a closed pipe is [`Failure::Closed`].
pub(super) fn print(page: impl AsRef<[u8]>) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(page.as_ref()).and_then(|()| out.flush()).map_err(|error| failure(&error))
}

/// Writes on stdout what `write` writes.
///
/// # Errors
/// As [`print`].
pub(super) fn print_with(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<(), Failure> {
    let mut page = Vec::new();
    write(&mut page).map_err(|error| failure(&error))?;
    print(page)
}

fn failure(error: &io::Error) -> Failure {
    Failure::io(Path::new("stdout"), error)
}
