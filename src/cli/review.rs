//! `check --update`: a person's decisions, written into the expected values and the corrections.

use super::failure::{Failure, reason};
use super::summary;
use crate::check::{Report, Source};
use crate::dataset;
use crate::review;
use crate::review::corrections::{Correction, append};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// Whether and how findings are decided on.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reviewing")]
pub(super) struct ReviewArgs {
    /// Decide on what was found: one by one on a terminal, else those of --accept
    #[arg(long)]
    update: bool,
    /// Expect what was found for this row (or figure that no row speaks of); may be repeated
    #[arg(long, value_name = "ID", requires = "update")]
    accept: Vec<String>,
    /// Where a rejected finding becomes a correction
    #[arg(long, value_name = "FILE", default_value = "data/corrections.csv")]
    corrections: PathBuf,
}

/// Asks for decisions, or takes those of `--accept`, and writes them. Says whether that was done; where it was not,
/// the report is to be printed as always.
///
/// # Errors
/// Names an id with nothing to accept, or the file that cannot be written.
pub(super) fn run(
    args: &ReviewArgs,
    expected: &Path,
    report: &Report<'_>,
    source: &Source<'_>,
) -> Result<bool, Failure> {
    let asks = args.accept.is_empty() && io::stdin().is_terminal() && io::stderr().is_terminal();
    if !args.update || (args.accept.is_empty() && !asks) {
        return Ok(false);
    }
    let decisions = if asks {
        review::ask(report, source, &mut io::stdin().lock(), &mut anstream::stderr())
            .map_err(|error| Failure::io(Path::new("stdin"), &error))?
    } else {
        review::accept(report, &args.accept).map_err(Failure::new)?
    };
    let name = expected.display().to_string();
    let bytes = std::fs::read(expected).map_err(|error| Failure::io(expected, &error))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::advised(format!("{name}: is in UTF-16, which is not written"), "save it as `CSV UTF-8` first")
    })?;
    let reviewed = review::apply(&name, &text, report, &decisions).map_err(|error| Failure::of(&error))?;
    // A table of corrections that does not read is told before anything is written.
    let corrected = with_corrections(&args.corrections, &reviewed.corrections)?;
    if reviewed.expected != text {
        dataset::write_whole(expected, reviewed.expected.as_bytes()).map_err(|error| Failure::of(&error))?;
    }
    summary::line("updated", &format!("{name}: {} rows", reviewed.rows));
    if !reviewed.corrections.is_empty() {
        dataset::write_whole(&args.corrections, corrected.as_bytes()).map_err(|error| Failure::of(&error))?;
        let count = reviewed.corrections.len();
        summary::line("corrected", &format!("{}: {count} cells, from the next run on", args.corrections.display()));
    }
    Ok(true)
}

/// The table of corrections with these at its end; it is begun where there is none.
fn with_corrections(path: &Path, corrections: &[Correction]) -> Result<String, Failure> {
    if corrections.is_empty() {
        return Ok(String::new());
    }
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Failure::new(format!("{}: {}", path.display(), reason(&error)))),
    };
    append(&path.display().to_string(), &text, corrections).map_err(|error| Failure::of(&error))
}
