//! A report written for a person or a program, one file a format.
//!
//! `full` and `concise` and `github` tell what does not pass; `json`, `junit` and `csv` hold every row; `sarif` holds
//! what does not pass, as its readers expect.

mod concise;
mod csv;
mod full;
mod github;
mod json;
mod junit;
mod message;
mod sarif;
mod source;
#[cfg(test)]
mod tests;

pub(crate) use full::one;
pub use source::Source;

use super::verdict::Report;
use crate::figure::words;
use std::io::{self, Write};

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Format {
    /// The document's line with a caret, expected and found side by side, what to do next.
    #[default]
    Full,
    /// One line a failure: `path:line:column: outcome[check_id] message`.
    Concise,
    /// One object with the counts and every verdict.
    Json,
    /// `JUnit` XML as Jenkins' xUnit plugin reads it: one suite a document, one case a row.
    Junit,
    /// Workflow commands that GitHub Actions shows beside the lines.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// One line a verdict.
    Csv,
}

words!(Format {
    Full = "full", Concise = "concise", Json = "json", Junit = "junit", Github = "github", Sarif = "sarif", Csv = "csv",
});

/// Writes `report` in this format.
///
/// # Errors
/// Only what `out` gives.
pub fn write(report: &Report<'_>, format: Format, source: &Source<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Full => full::write(report, source, out),
        Format::Concise => concise::write(report, source, out),
        Format::Json => json::write(report, source, out),
        Format::Junit => junit::write(report, source, out),
        Format::Github => github::write(report, source, out),
        Format::Sarif => sarif::write(report, source, out),
        Format::Csv => csv::write(report, source, out),
    }
}
