//! Figures against what a person expects of the documents: rows of `expected.csv` → a verdict each.
//!
//! ```
//! use quantifact::check::{self, Expectation, Options, Outcome};
//! # use quantifact::figure::*;
//! let expected = Expectation::read_csv("expected.csv", "\
//! check_id,doc_id,exact,status
//! sales,2023-*,$320 million,actual
//! trap,*,21st,
//! ")?;
//! let figures: Vec<Figure> = vec![];
//! let report = check::run(&expected, &figures, Options::default());
//! assert_eq!(report.verdicts[0].outcome, Outcome::Missing);
//! assert!(report.failed());
//! # Ok::<(), check::CheckError>(())
//! ```
//!
//! A row's `figure_id`, `doc_id` (a pattern), `kind`, `unit` and `exact` select the figures it may speak of; its other
//! cells say what the figure must be. Of the figures selected it takes the one with most cells right. Two rows that
//! select by the same cells want two figures, so a value that stands twice in a document must be found twice; rows
//! that select differently may speak of the same figure.

mod assign;
mod baseline;
mod format;
mod index;
#[cfg(test)]
pub(crate) mod properties;
mod search;
mod unread;
mod verdict;

pub use crate::expected::{
    Agreement, CheckError, Column, Expect, Expectation, Role, Severity, Tolerance, decode, glob,
};
pub use baseline::as_before;
pub(crate) use format::one;
pub use format::{Format, Source, write};
pub(crate) use index::Index;
pub(crate) use search::Search;
pub use unread::{Unread, nowhere, unread};
pub use verdict::{CellVerdict, Options, Outcome, Report, Verdict};

use crate::figure::Figure;

/// Judges `figures` by `expected`. Neither needs an order; the verdicts come in the rows' order.
pub fn run<'a>(expected: &'a [Expectation], figures: &'a [Figure], options: Options) -> Report<'a> {
    Report { verdicts: assign::verdicts(expected, figures, options) }
}
