//! What must hold of any rows and any figures.

use super::assign::verdicts_by;
use super::{Index, Options, Outcome, Search, run};
use crate::expected::testing::{figures, rows, varied_figures, varied_rows};
use crate::expected::{Column, Expectation, glob};
use crate::figure::Figure;
use proptest::prelude::*;
use std::borrow::Cow;

/// The search through all figures that the index stands in for.
pub(crate) struct Plain<'a>(pub(crate) &'a [Figure]);

impl Search for Plain<'_> {
    fn may_answer(&self, _row: &Expectation) -> Cow<'_, [usize]> {
        (0..self.0.len()).collect()
    }

    fn of_documents(&self, pattern: &str) -> Cow<'_, [usize]> {
        let named = |figure: &Figure| pattern.is_empty() || glob(pattern, &figure.doc_id);
        (0..self.0.len()).filter(|at| named(&self.0[*at])).collect()
    }
}

/// The most rows that figures can answer, by trying every way.
fn most(rows: &[Expectation], figures: &[Figure], used: &mut Vec<bool>) -> usize {
    let Some((row, rest)) = rows.split_first() else { return 0 };
    let mut best = most(rest, figures, used);
    for (at, figure) in figures.iter().enumerate() {
        let answers =
            glob(row.cell(Column::DocId), &figure.doc_id) && row.cell(Column::Value) == Column::Value.of(figure);
        if answers && !used[at] {
            used[at] = true;
            best = best.max(1 + most(rest, figures, used));
            used[at] = false;
        }
    }
    best
}

proptest! {
    #[test]
    fn as_many_rows_are_answered_as_can_be(rows in rows(), figures in figures()) {
        let report = run(&rows, &figures, Options::default());
        let answered = report.count(Outcome::Match);
        prop_assert_eq!(answered, most(&rows, &figures, &mut vec![false; figures.len()]));
    }

    #[test]
    fn the_index_finds_what_a_search_through_all_finds(rows in varied_rows(), figures in varied_figures()) {
        for strict in [false, true] {
            let plain = verdicts_by(&Plain(&figures), &rows, &figures, Options { strict });
            let indexed = verdicts_by(&Index::new(&figures), &rows, &figures, Options { strict });
            prop_assert_eq!(format!("{indexed:#?}"), format!("{plain:#?}"));
        }
    }
}
