//! One object: whether it passed, the counts, and every verdict with its place and cells.

use super::message;
use super::source::Source;
use crate::check::verdict::{Outcome, Report, Verdict};
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, source: &Source<'_>, out: &mut dyn Write) -> io::Result<()> {
    let counts: serde_json::Map<String, Value> =
        Outcome::ALL.iter().map(|outcome| (outcome.to_string(), report.count(*outcome).into())).collect();
    let object = json!({
        "expected": source.expected,
        "figures": source.figures,
        "passed": !report.failed(),
        "counts": counts,
        "verdicts": report.verdicts.iter().map(|verdict| object(verdict, source)).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

fn object(verdict: &Verdict<'_>, source: &Source<'_>) -> Value {
    let place = source.place_of(verdict);
    let cells: Vec<Value> = verdict
        .cells
        .iter()
        .map(|cell| {
            json!({
                "column": cell.column.as_str(),
                "expected": cell.expected,
                "found": cell.found,
                "agreement": cell.agreement.as_str(),
            })
        })
        .collect();
    json!({
        "check_id": verdict.row.map(|row| row.check_id.as_str()),
        "outcome": verdict.outcome.as_str(),
        "passes": verdict.outcome.passes(),
        "severity": verdict.severity().as_str(),
        "message": message::message(verdict),
        "note": verdict.row.map(|row| row.note.as_str()).unwrap_or_default(),
        "expected_line": verdict.row.map(|row| row.line),
        "figure_id": verdict.figure.map(|figure| figure.figure_id.as_str()),
        "doc_id": verdict.figure.map(|figure| figure.doc_id.as_str()),
        "nearest": verdict.nearest.map(|figure| figure.figure_id.as_str()),
        "others": verdict.others.iter().map(|figure| figure.figure_id.as_str()).collect::<Vec<_>>(),
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "cells": cells,
        "advice": message::advice(verdict, source),
    })
}
