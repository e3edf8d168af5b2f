//! Rows that speak of a document that could not be read: neither "as expected" nor "different" can be said of them.

use super::{Column, Expectation, glob};
use crate::figure::{DocumentRow, DocumentStatus};

/// A document that could not be read, and the rows that name it.
#[derive(Debug, PartialEq, Eq)]
pub struct Unread<'a> {
    /// The document.
    pub document: &'a DocumentRow,
    /// The `check_id` of each row, in the file's order.
    pub rows: Vec<&'a str>,
}

/// The documents that could not be read and that a row names by its `doc_id`, in their order.
pub fn unread<'a>(expected: &'a [Expectation], documents: &'a [DocumentRow]) -> Vec<Unread<'a>> {
    let names = |row: &Expectation, document: &DocumentRow| {
        row.cells.iter().any(|(column, cell)| *column == Column::DocId && glob(cell, &document.doc_id))
    };
    let failed = documents.iter().filter(|document| document.status == DocumentStatus::Failed);
    failed
        .map(|document| Unread {
            document,
            rows: expected.iter().filter(|row| names(row, document)).map(|row| row.check_id.as_str()).collect(),
        })
        .filter(|unread| !unread.rows.is_empty())
        .collect()
}
