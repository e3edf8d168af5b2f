//! What a verdict says in one sentence, and what to do next. Every format speaks with these words.

use super::source::Source;
use crate::check::verdict::{Outcome, Verdict};
use crate::expected::{Agreement, Column, Expectation};
use crate::figure::Figure;

impl Verdict<'_> {
    /// What it says, in one sentence without a full stop.
    pub fn message(&self) -> String {
        message(self)
    }
}

/// One sentence without a full stop.
pub(super) fn message(verdict: &Verdict<'_>) -> String {
    let asked = verdict.row.map(asked).unwrap_or_default();
    match (verdict.outcome, verdict.figure) {
        (Outcome::Differs, Some(figure)) => {
            let wrong: Vec<String> = verdict
                .cells
                .iter()
                .filter(|cell| cell.agreement == Agreement::Differs)
                .map(|cell| format!("{} is {}, expected {}", cell.column, shown(&cell.found), shown(cell.expected)))
                .collect();
            format!("\"{}\": {}", folded(&figure.exact), wrong.join("; "))
        }
        (Outcome::Missing, _) if verdict.no_document => format!("no {asked} found: no figure of such a document"),
        (Outcome::Missing, _) => match verdict.nearest {
            Some(figure) => format!("no {asked} found; nearest is {}", told(figure)),
            None => format!("no {asked} found"),
        },
        (Outcome::Present, Some(figure)) => format!("found {} where there must be no {asked}", told(figure)),
        (Outcome::Ambiguous, Some(figure)) => {
            let mut all = vec![told(figure)];
            all.extend(verdict.others.iter().take(3).map(|figure| told(figure)));
            format!("{} figures answer it equally well: {}", verdict.others.len() + 1, all.join(", "))
        }
        (Outcome::Unexpected, Some(figure)) => format!("no row speaks of {}", told(figure)),
        (Outcome::Consistent, Some(figure)) => format!("\"{}\" agrees within its precision", folded(&figure.exact)),
        (Outcome::Bound, Some(figure)) => {
            format!("\"{}\" ({}) is kept", folded(&figure.exact), figure.modifier)
        }
        (Outcome::Match, Some(figure)) => format!("\"{}\" as expected", folded(&figure.exact)),
        _ if verdict.no_document => format!("no {asked} found, as expected: no figure of such a document"),
        _ => format!("no {asked} found, as expected"),
    }
}

/// What a person can do about it, a line each.
pub(super) fn advice(verdict: &Verdict<'_>, source: &Source<'_>) -> Vec<String> {
    let accept = |what: &str, id: &str| {
        format!("to {what}: quantifact check {} --expected {} --update --accept {id}", source.figures, source.expected)
    };
    let mut lines = Vec::new();
    let id = verdict.id();
    match verdict.outcome {
        Outcome::Differs => lines.push(accept("expect what was found", id)),
        Outcome::Missing if verdict.nearest.is_some() => lines.push(accept("expect the nearest figure instead", id)),
        Outcome::Missing if verdict.no_document => {
            lines.push("see that the doc_id is right and that the document was read (documents.csv)".to_owned());
        }
        Outcome::Unexpected => lines.push(accept("add a row for it", id).replace(" --update", " --strict --update")),
        Outcome::Present => lines.push(accept("expect the figure after all", id)),
        Outcome::Ambiguous => {
            let told_apart: Vec<&str> = match verdict.figure {
                Some(figure) => {
                    [Column::What, Column::Unit, Column::Value, Column::Status, Column::PeriodEdtf, Column::Line]
                        .iter()
                        .filter(|column| verdict.others.iter().any(|other| column.of(other) != column.of(figure)))
                        .map(|column| column.as_str())
                        .collect()
                }
                None => Vec::new(),
            };
            lines.push(format!("fill in a column that tells them apart: {}", told_apart.join(", ")));
        }
        _ => {}
    }
    lines
}

/// The figure's document and line, for where no text is at hand.
pub(super) fn stands(figure: &Figure) -> String {
    match figure.page {
        Some(page) => format!("{}, page {page}, line {}", figure.doc_id, figure.line),
        None => format!("{}, line {}", figure.doc_id, figure.line),
    }
}

/// What a row looks for: `money "$3.4 billion" in 2022-*`.
fn asked(row: &Expectation) -> String {
    let mut words = Vec::new();
    match row.cell(Column::Kind) {
        "" => words.push("figure".to_owned()),
        kind => words.push(kind.to_owned()),
    }
    match (row.cell(Column::Exact), row.cell(Column::FigureId)) {
        ("", "") => {
            for column in [Column::Value, Column::Unit, Column::PeriodEdtf, Column::What] {
                let cell = row.cell(column);
                if !cell.is_empty() {
                    words.push(cell.to_owned());
                }
            }
        }
        ("", id) => words.push(id.to_owned()),
        (exact, _) => words.push(format!("\"{exact}\"")),
    }
    match row.cell(Column::DocId) {
        "" | "*" => {}
        doc => words.push(format!("in {doc}")),
    }
    words.join(" ")
}

/// A figure in short: `"$30 million" (money 30000000 USD) at 2023-09-hled:70`.
fn told(figure: &Figure) -> String {
    let reading = match figure.value {
        Some(_) => format!("{} {}", Column::Value.of(figure), figure.unit),
        None => figure.period_edtf.clone(),
    };
    let reading = format!("{} {reading}", figure.kind);
    format!("\"{}\" ({}) at {}:{}", folded(&figure.exact), reading.trim_end(), figure.doc_id, figure.line)
}

fn shown(text: &str) -> String {
    if text.is_empty() { "empty".to_owned() } else { format!("`{}`", folded(text)) }
}

/// White space folded to single spaces, so that a message stays on its line.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
