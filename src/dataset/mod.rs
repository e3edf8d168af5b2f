//! Figures, documents, series and claims → sorted rows → CSV, JSONL, XLSX, Parquet and `datapackage.json`, and read
//! back. One file a format; what the columns are is said once, in [`schema`].
//!
//! ```
//! use quantifact::dataset::{self, Dataset, WriteOptions};
//! let folder = std::env::temp_dir().join(format!("quantifact-doc-{}", std::process::id()));
//! dataset::write_all(&folder, &Dataset::default(), &WriteOptions::default())?;
//! assert_eq!(dataset::read_all(&folder)?, Dataset::default());
//! assert!(std::fs::read_to_string(folder.join("figures.csv"))?.starts_with("figure_id,doc_id,kind,exact,value,"));
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "arrow")]
pub mod arrow;
mod cell;
pub mod csv;
mod error;
pub mod jsonl;
pub mod package;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(test)]
mod round_trip;
mod rows;
pub mod schema;
mod store;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use cell::Cell;
pub(crate) use error::did_you_mean;
pub use error::{CellError, DatasetError};
pub use rows::{Fields, Row};
pub(crate) use store::add_all;
pub use store::{Extra, WriteOptions, read_all, write_all, write_whole};

use crate::figure::{ClaimRow, DocumentRow, Figure, SeriesRow};

/// The four tables of a run.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Dataset {
    /// One row a figure.
    pub figures: Vec<Figure>,
    /// One row a document, also one that could not be read.
    pub documents: Vec<DocumentRow>,
    /// One row a point of a series.
    pub series: Vec<SeriesRow>,
    /// One row a figure of a claim.
    pub claims: Vec<ClaimRow>,
}

impl Dataset {
    /// Puts every table into the order in which it is written, so that the same rows give the same bytes.
    ///
    /// Figures stand by document (bytewise), then by place in the text. Rows of a series stand by the time they are
    /// about, rows of a claim in the order they came.
    pub fn sort(&mut self) {
        self.figures.sort_by(|a, b| {
            let key = |f: &Figure| (f.char_start, f.char_end);
            a.doc_id.cmp(&b.doc_id).then(key(a).cmp(&key(b))).then_with(|| a.figure_id.cmp(&b.figure_id))
        });
        self.documents.sort_by(|a, b| (&a.doc_id, &a.path).cmp(&(&b.doc_id, &b.path)));
        self.series.sort_by(|a, b| {
            let key = |s: &SeriesRow| (s.period_start, s.period_end);
            let id = a.series_id.cmp(&b.series_id);
            let rest = |s: &SeriesRow| (s.published.clone(), s.doc_id.clone(), s.figure_id.clone());
            id.then(key(a).cmp(&key(b))).then_with(|| rest(a).cmp(&rest(b)))
        });
        self.claims.sort_by(|a, b| a.claim_id.cmp(&b.claim_id));
    }
}

/// Bytes as lower-case hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}
