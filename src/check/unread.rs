//! Rows that speak of a document that could not be read: neither "as expected" nor "different" can be said of them.

use super::verdict::{Outcome, Report};
use crate::expected::{Column, Expectation, glob};
use crate::figure::{DocumentRow, DocumentStatus};

/// A document that could not be read, and the rows that name it.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
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

/// The rows that find no figure, as they expect, because no document is of their `doc_id`: neither one that holds a
/// figure nor one of `documents`.
pub fn nowhere<'a>(report: &Report<'a>, documents: &[DocumentRow]) -> Vec<&'a Expectation> {
    let empty = report.verdicts.iter().filter(|verdict| verdict.outcome == Outcome::Absent && verdict.no_document);
    let named = |row: &Expectation| documents.iter().any(|document| glob(row.cell(Column::DocId), &document.doc_id));
    empty.filter_map(|verdict| verdict.row).filter(|row| !row.cell(Column::DocId).is_empty() && !named(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Options, run};
    use crate::expected::testing::figure;

    #[test]
    fn a_row_of_no_document_is_told() {
        let rows = "check_id,doc_id,exact,expect\na,none,5,absent\nb,a*,5,absent\nc,,6,absent\nd,none,5,\n";
        let rows = Expectation::read_csv("e", rows).unwrap();
        let figures = [figure("abc", "count", "7", Some("7"))];
        let report = run(&rows, &figures, Options::default());
        let names: Vec<_> = nowhere(&report, &[]).iter().map(|row| row.check_id.as_str()).collect();
        assert_eq!(names, ["a"]);
    }
}
