//! What a person expects of documents, by hand or from an earlier extraction: rows of `expected.csv`, and how well a
//! figure agrees with one.
//!
//! ```
//! use quantifact::expected::{Column, Expectation};
//! let rows = Expectation::read_csv("expected.csv", "check_id,doc_id,exact,status\nsales,2023-*,$320 million,actual\n")?;
//! assert_eq!(rows[0].cells[1], (Column::Exact, "$320 million".to_owned()));
//! # Ok::<(), quantifact::expected::CheckError>(())
//! ```
//!
//! `rows` reads them out of a `sheet`; `column` says what each cell may hold, `agree` holds one against a figure's.

pub(crate) mod agree;
mod column;
mod error;
mod rows;
pub(crate) mod sheet;
#[cfg(test)]
pub(crate) mod testing;

pub use crate::series::glob_matches as glob;
pub use agree::Agreement;
pub use column::{Column, Role};
pub use error::CheckError;
pub use rows::{Expect, Expectation, Severity, Tolerance};
pub use sheet::decode;
