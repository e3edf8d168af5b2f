//! What a person may say to a finding, and what it would come to.

use crate::check::{Outcome, Report, Verdict};
use crate::expected::Column;

/// What a person says to one finding.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decision {
    /// The documents say what was found: expect it.
    Accept,
    /// Expect this instead, cell by cell; an empty text empties the cell.
    Edit(Vec<(Column, String)>),
    /// The finding is wrong: where it differs a correction is written, where it was not expected a row that says it
    /// must be absent; else the row stays as it is.
    Reject,
    /// Decide later.
    Skip,
}

/// What accepting a finding would do, in words; none where there is nothing to accept.
pub fn accepting(verdict: &Verdict<'_>) -> Option<&'static str> {
    match verdict.outcome {
        Outcome::Differs => Some("expect what was found"),
        Outcome::Missing if verdict.nearest.is_some() => Some("expect the nearest figure instead"),
        Outcome::Present => Some("expect the figure after all"),
        Outcome::Ambiguous => Some("mean the first of them"),
        Outcome::Unexpected => Some("add a row for it"),
        _ => None,
    }
}

/// What rejecting a finding would do, in words.
pub fn rejecting(verdict: &Verdict<'_>) -> &'static str {
    match verdict.outcome {
        Outcome::Differs => "the row is right: write a correction",
        Outcome::Unexpected => "it is no figure: add a row that it must be absent",
        _ => "the row is right: leave it",
    }
}

/// Accepts the findings of these names: of rows their `check_id`, of unexpected figures their `figure_id`.
///
/// # Errors
/// Names the first for which there is no finding, or nothing to accept.
pub fn accept<T: AsRef<str>>(report: &Report<'_>, ids: &[T]) -> Result<Vec<(usize, Decision)>, String> {
    let mut decisions = Vec::with_capacity(ids.len());
    for id in ids.iter().map(AsRef::as_ref) {
        let Some((at, verdict)) = report.verdicts.iter().enumerate().find(|(_, verdict)| verdict.id() == id) else {
            return Err(format!("no row and no unexpected figure is called `{id}`"));
        };
        if verdict.outcome.passes() {
            return Err(format!("`{id}` passes ({}): there is nothing to accept", verdict.outcome));
        }
        if accepting(verdict).is_none() {
            return Err(format!("`{id}` is {}, and no figure is like it: correct or delete the row", verdict.outcome));
        }
        decisions.push((at, Decision::Accept));
    }
    Ok(decisions)
}
