//! One self-contained HTML file: text, rows and charts linked.
//!
//! Takes the rows of the four tables, the documents' texts and the charts as SVG; gives one page that needs no
//! network, runs no script but its own (its Content-Security-Policy names it by its SHA-256) and shows nothing of a
//! document but as text. Equal input gives equal bytes: no clock, no path of this machine.
//!
//! ```
//! use quantifact::report::{ReportInput, html};
//! let mut input = ReportInput::default();
//! input.title = "Fact sheets";
//! let page = html(&input);
//! assert!(page.starts_with("<!doctype html>"));
//! assert!(page.contains("default-src &#39;none&#39;"));
//! ```
//!
//! A link `index.html#FIGURE_ID` opens the sentence of that figure, `#row/FIGURE_ID` its row, `#doc/DOC_ID` a
//! document, `#claim/CLAIM_ID` a claim (identifiers percent-encoded as in any URL). A query behind it says which figures
//! are shown and how: `#figures?q=jobs&kind=count&actor=USAID&sort=-value&page=2` (also `doc_id`, `category`, `status`,
//! `place`, where an empty value asks for empty cells; `series` and `ids`).
//!
//! | file | idea |
//! |---|---|
//! | `page.rs` | the HTML: policy, sections, what is readable without a script |
//! | `summary.rs` | the first section: totals, problems, charts |
//! | `data.rs` | the rows as one block of JSON |
//! | `place.rs` | where a figure and its sentence stand in the blocks, in the units of a browser's strings |
//! | `picture.rs` | a chart's SVG, reduced to shapes and words |
//! | `escape.rs` | text → HTML, JSON inside HTML, safe links |
//! | `assets/` | the style and the script |

mod data;
mod escape;
mod page;
mod picture;
mod place;
mod summary;

use crate::figure::{ClaimRow, Document, DocumentRow, Figure, SeriesRow};
use crate::stage;
use std::path::{Path, PathBuf};

/// All that a report is made from. Everything but `figures` and `documents` may be empty.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct ReportInput<'a> {
    /// What the report is called; empty gives "Figures in N documents".
    pub title: &'a str,
    /// The rows of `figures.csv`, in the order to show them.
    pub figures: &'a [Figure],
    /// The rows of `documents.csv`.
    pub documents: &'a [DocumentRow],
    /// The rows of `claims.csv`.
    pub claims: &'a [ClaimRow],
    /// The rows of `series.csv`.
    pub series: &'a [SeriesRow],
    /// The documents as read, which `char_start` and `char_end` point into. Without one its sentences are shown.
    pub texts: &'a [Document],
    /// The charts, in the order to show them.
    pub pictures: &'a [Picture],
    /// What a check against expected values found.
    pub verdicts: &'a [Verdict],
    /// Cells that a person corrected.
    pub corrections: &'a [Correction],
}

/// A chart. A shape with a `data-figure` attribute (figure ids, separated by spaces) leads to those rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Picture {
    /// The series it draws, if it draws one: its `series_id`.
    pub id: String,
    /// What it shows, in words, for those who cannot see it.
    pub title: String,
    /// The SVG for a light page.
    pub svg: String,
    /// The SVG for a dark page; without it the light one stands on white.
    pub svg_dark: Option<String>,
}

/// What a check found of one expected row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// The expected row.
    pub check_id: String,
    /// The figure it was held against; empty where there is none.
    pub figure_id: String,
    /// The verdict's word: match, differs, missing …
    pub verdict: String,
    /// Whether the expectation holds.
    pub holds: bool,
    /// What differs, in words; empty where nothing does.
    pub message: String,
}

/// A cell of `figures.csv` that a person corrected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Correction {
    /// The figure.
    pub figure_id: String,
    /// The column.
    pub column: String,
    /// What the extraction had read.
    pub was: String,
    /// Why it was corrected.
    pub note: String,
}

/// Why no report was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The file or its folder could not be written.
    #[error("cannot write the report {}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// How the element that tells what wrote a report begins; the version follows.
pub(crate) const GENERATOR: &str = "<meta name=\"generator\" content=\"quantifact";

/// The report as one HTML document.
pub fn html(input: &ReportInput) -> String {
    page::page(input)
}

/// Writes the report to `path`, making its folder.
///
/// # Errors
/// [`ReportError::Write`] where the folder or the file cannot be written.
pub fn write(path: &Path, input: &ReportInput) -> Result<(), ReportError> {
    stage::write(path, html(input).as_bytes()).map_err(|source| ReportError::Write { path: path.to_owned(), source })
}
