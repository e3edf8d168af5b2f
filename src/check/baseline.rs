//! What failed before: a check that is begun late fails only for what has changed since.

use super::verdict::{Outcome, Report, Verdict};
use crate::expected::{Agreement, Column};
use std::collections::HashSet;

/// What is wrong: the row or figure, how, of which words, and the cells that differ with what was found in them.
type Fault = (String, Outcome, String, Vec<(Column, String)>);

/// Marks the verdicts that do not pass and did not before in the same way: the same rows checked against the figures
/// of an earlier time. They are told, and fail the check no more; one that is wrong in another way still does.
pub fn as_before(report: &mut Report<'_>, before: &Report<'_>) {
    let known: HashSet<Fault> = before.verdicts.iter().filter_map(fault).collect();
    for verdict in &mut report.verdicts {
        verdict.known = fault(verdict).is_some_and(|fault| known.contains(&fault));
    }
}

fn fault(verdict: &Verdict<'_>) -> Option<Fault> {
    if verdict.outcome.passes() {
        return None;
    }
    let differing = verdict.cells.iter().filter(|cell| cell.agreement == Agreement::Differs);
    // The cells of a missing row are those of whatever is nearest.
    let cells = match verdict.figure {
        Some(_) => differing.map(|cell| (cell.column, cell.found.clone())).collect(),
        None => Vec::new(),
    };
    let words = verdict.figure.map(|figure| figure.exact.clone()).unwrap_or_default();
    Some((verdict.id().to_owned(), verdict.outcome, words, cells))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Expectation, Options, run};
    use crate::expected::testing::{figure, with};

    #[test]
    fn only_what_has_changed_fails() {
        let csv = "check_id,exact,status\nold,$5,actual\nnew,$6,actual\nworse,$7,actual\ngone,$8,\n";
        let rows = Expectation::read_csv("e", csv).unwrap();
        let money = |exact: &str, status: &str| with(figure("a", "money", exact, Some("5")), &[("status", status)]);
        let before = [money("$5", "target"), money("$6", "actual"), money("$7", "target")];
        let now = [money("$5", "target"), money("$6", "target"), money("$7", "commitment")];
        let before = run(&rows, &before, Options::default());
        let mut report = run(&rows, &now, Options::default());
        as_before(&mut report, &before);
        let failing: Vec<_> = report.verdicts.iter().filter(|v| v.fails()).map(Verdict::id).collect();
        assert_eq!(failing, ["new", "worse"]);
        assert_eq!(report.summary(), "4 rows checked: 3 differs, 1 missing (2 only warned of); 2 as before");
        as_before(&mut report, &run(&rows, &now, Options::default()));
        assert!(!report.failed());
    }
}
