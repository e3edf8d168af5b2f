//! The ways to the figures that a row may speak of: through all of them, or by an index.

use crate::expected::{Column, Expectation};
use std::borrow::Cow;

/// Where the figures are found that a row speaks of, in their order.
pub(crate) trait Search {
    /// At least those that may answer the row, or must not.
    fn may_answer(&self, row: &Expectation) -> Cow<'_, [usize]>;
    /// Those of the documents that a `doc_id` names; all where it names none.
    fn of_documents(&self, pattern: &str) -> Cow<'_, [usize]>;
    /// Those that a row that nothing answers may have meant.
    fn near(&self, row: &Expectation) -> Cow<'_, [usize]> {
        self.of_documents(row.cell(Column::DocId))
    }
}
