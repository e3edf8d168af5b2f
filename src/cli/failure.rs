//! What stops a command: one line that names the file or key, and one that says what to do.

use crate::plain::visible;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

/// Why a command could not do what was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Whoever read our output has seen enough. Not an error.
    Closed,
    /// What is wrong, and what to do about it.
    Told {
        /// One line that names the file, key or argument.
        message: String,
        /// What to do, if that is known.
        help: Option<String>,
    },
}

impl Failure {
    /// A failure with nothing to advise.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Told { message: message.into(), help: None }
    }

    /// A failure with advice.
    pub(crate) fn advised(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Told { message: message.into(), help: Some(help.into()) }
    }

    /// A failure of the disk or of a pipe at `path`.
    pub(crate) fn io(path: &Path, error: &io::Error) -> Self {
        if is_closed_pipe(error) { Self::Closed } else { Self::new(format!("{}: {}", path.display(), reason(error))) }
    }

    /// Any other room's error as it words itself; a closed pipe anywhere below it is none.
    pub(crate) fn of(error: &(dyn std::error::Error + 'static)) -> Self {
        if is_closed_pipe(error) { Self::Closed } else { Self::new(error.to_string()) }
    }

    /// What is wrong; nothing where it is a closed pipe.
    pub(crate) fn message(&self) -> &str {
        if let Self::Told { message, .. } = self { message } else { "" }
    }

    /// Writes it on stderr.
    pub(crate) fn print(&self) {
        if let Self::Told { message, help } = self {
            let style = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Red.into()));
            tell(format_args!("{style}error{style:#}: {}", visible(message)));
            if let Some(help) = help {
                advise(help);
            }
        }
    }
}

/// Whether an error is, or stands for, that of a pipe whose reader has gone.
fn is_closed_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<io::Error>() {
        // What is wrapped is not a source of the wrapper.
        let wrapped = error.get_ref().is_some_and(|inner| is_closed_pipe(inner));
        return error.kind() == ErrorKind::BrokenPipe || wrapped;
    }
    // csv keeps its cause to itself.
    if let Some(csv::ErrorKind::Io(error)) = error.downcast_ref::<csv::Error>().map(csv::Error::kind) {
        return is_closed_pipe(error);
    }
    error.source().is_some_and(is_closed_pipe)
}

/// Writes a warning on stderr: something was left out, and the rest goes on.
pub(crate) fn warn(message: impl Display) {
    let style = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Yellow.into()));
    tell(format_args!("{style}warning{style:#}: {}", visible(&message.to_string())));
}

fn advise(help: impl Display) {
    let style = anstyle::Style::new().bold();
    tell(format_args!(" {style}help{style:#}: {}", visible(&help.to_string())));
}

/// Writes a line on stderr. Where that takes no more there is nobody to be told.
pub(crate) fn tell(line: std::fmt::Arguments<'_>) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// An input or output error in words, without the system's number.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "no permission".to_owned(),
        ErrorKind::IsADirectory => "is a folder, not a file".to_owned(),
        ErrorKind::NotADirectory => "is a file, not a folder".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_found_below_another_error() {
        let pipe = csv::Error::from(io::Error::from(ErrorKind::BrokenPipe));
        assert!(matches!(Failure::of(&pipe), Failure::Closed));
        assert!(matches!(Failure::io(Path::new("stdout"), &io::Error::other(pipe)), Failure::Closed));
        let full = csv::Error::from(io::Error::from(ErrorKind::StorageFull));
        assert!(matches!(Failure::of(&full), Failure::Told { .. }));
    }

    #[test]
    fn the_systems_words_are_made_plain() {
        assert_eq!(reason(&io::Error::from_raw_os_error(2)), "no such file or folder");
    }
}
