//! Rows ↔ JSON lines: the names of the tables, raw text, numbers as JSON numbers with every digit, `null` where a cell
//! is empty.
//!
//! A figure carries five names more: `byte_start` and `byte_end` (UTF-8 bytes of the document's text), `rule` (the
//! grammar rule that read it), `evidence`, a list of `{"slot", "start", "end"}`: the bytes of the words that each
//! slot was read from, and `probability`, of each slot that had to be decided how likely its cell is right.

use super::cell::Cell;
use super::error::{DatasetError, shorten};
use super::rows::{Fields, Row};
use super::schema::Table;
use crate::figure::Evidence;
use crate::span::Span;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

/// Writes one row as one line.
///
/// # Errors
/// Those of `out`.
pub fn write_row<R: Row>(row: &R, mut out: impl Write) -> io::Result<()> {
    let mut line = String::from("{");
    for (column, cell) in R::TABLE.columns.iter().zip(row.cells()) {
        push_name(&mut line, column.name);
        match cell {
            Cell::Empty => line.push_str("null"),
            Cell::Number(_) | Cell::Integer(_) => line.push_str(&cell.to_string()),
            Cell::Text(_) | Cell::Date(_) => line.push_str(&quoted(&cell.to_string())),
        }
    }
    if let Some((span, evidence)) = row.places() {
        push_places(&mut line, span, evidence);
    }
    line.push_str("}\n");
    out.write_all(line.as_bytes())
}

/// Writes rows, one a line.
///
/// # Errors
/// Those of `out`.
pub fn write<R: Row>(rows: &[R], mut out: impl Write) -> io::Result<()> {
    rows.iter().try_for_each(|row| write_row(row, &mut out))?;
    out.flush()
}

fn push_name(line: &mut String, name: &str) {
    if !line.ends_with('{') {
        line.push(',');
    }
    line.push_str(&quoted(name));
    line.push(':');
}

fn push_places(line: &mut String, span: Span, evidence: &Evidence) {
    for (name, value) in [("byte_start", span.start), ("byte_end", span.end)] {
        push_name(line, name);
        line.push_str(&value.to_string());
    }
    push_name(line, "rule");
    line.push_str(&quoted(evidence.rule));
    push_name(line, "evidence");
    let slot = |(slot, span): &(&str, Span)| {
        format!("{{\"slot\":{},\"start\":{},\"end\":{}}}", quoted(slot), span.start, span.end)
    };
    let slots: Vec<String> = evidence.slots.iter().map(slot).collect();
    line.push('[');
    line.push_str(&slots.join(","));
    line.push(']');
    push_name(line, "probability");
    let odds = |(slot, odds): &(&str, u8)| format!("{}:{}", quoted(slot), f32::from(*odds) / 100.0);
    let odds: Vec<String> = evidence.odds.iter().map(odds).collect();
    line.push('{');
    line.push_str(&odds.join(","));
    line.push('}');
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Reads rows from a file. An unknown name is passed over, a missing one is empty. `rule` is not read back.
///
/// # Errors
/// Names the file, the line and the column.
pub fn read<R: Row>(path: &Path) -> Result<Vec<R>, DatasetError> {
    let file = File::open(path).map_err(|source| DatasetError::io(path, source))?;
    read_from(BufReader::new(file), path)
}

/// Reads rows from `input`; `path` is what the messages call it. Blank lines are passed over.
///
/// # Errors
/// Names the file, the line and the column.
pub fn read_from<R: Row>(input: impl BufRead, path: &Path) -> Result<Vec<R>, DatasetError> {
    let mut rows = Vec::new();
    for (number, line) in (1..).zip(input.lines()) {
        let line = line.map_err(|source| DatasetError::io(path, source))?;
        if line.trim().is_empty() {
            continue;
        }
        let wrong = |message| DatasetError::Line { path: path.to_owned(), line: number, message };
        let object: HashMap<Cow<'_, str>, &RawValue> =
            serde_json::from_str(&line).map_err(|error| wrong(format!("expected a JSON object: {error}")))?;
        let cells = R::TABLE.columns.iter().map(|column| cell(column.name, &object)).collect::<Result<_, _>>();
        let mut row = R::from_fields(&mut Fields::new(R::TABLE, cells.map_err(wrong)?))
            .map_err(|cell| DatasetError::Cell { path: path.to_owned(), line: number, cell })?;
        if row.places().is_some() {
            let (span, evidence) = places(R::TABLE, &object).map_err(wrong)?;
            row.set_places(span, evidence);
        }
        rows.push(row);
    }
    Ok(rows)
}

/// The text of a value: a string's own, a number as written, nothing for null.
fn cell(name: &str, object: &HashMap<Cow<'_, str>, &RawValue>) -> Result<Cow<'static, str>, String> {
    let raw = object.get(name).map_or("null", |raw| raw.get());
    match raw.as_bytes().first() {
        Some(b'n') => Ok(Cow::Borrowed("")),
        Some(b'"') => serde_json::from_str(raw).map(Cow::Owned).map_err(|error| format!("column `{name}`: {error}")),
        Some(b'-' | b'0'..=b'9') => Ok(Cow::Owned(raw.to_owned())),
        _ => Err(format!("column `{name}`: expected a string, a number or null, found `{}`", shorten(raw))),
    }
}

#[derive(Deserialize)]
struct Slot {
    #[serde(rename = "slot")]
    column: String,
    start: usize,
    end: usize,
}

fn places(table: &Table, object: &HashMap<Cow<'_, str>, &RawValue>) -> Result<(Span, Evidence), String> {
    let number = |name: &str| -> Result<usize, String> {
        let Some(raw) = object.get(name) else { return Ok(0) };
        serde_json::from_str(raw.get()).map_err(|error| format!("`{name}`: {error}"))
    };
    let slots: Vec<Slot> = match object.get("evidence") {
        Some(raw) => serde_json::from_str(raw.get()).map_err(|error| format!("`evidence`: {error}"))?,
        None => Vec::new(),
    };
    let slots = slots
        .into_iter()
        .map(|slot| match table.column(&slot.column) {
            Some(column) => Ok((column.name, Span::new(slot.start, slot.end))),
            None => Err(format!("`evidence`: no column `{}`", slot.column)),
        })
        .collect::<Result<_, _>>()?;
    let told: BTreeMap<String, f32> = match object.get("probability") {
        Some(raw) => serde_json::from_str(raw.get()).map_err(|error| format!("`probability`: {error}"))?,
        None => BTreeMap::new(),
    };
    let hundredths = |odds: f32| (odds.clamp(0.0, 1.0) * 100.0).round() as u8;
    let mut odds: Vec<(&str, u8)> = Vec::new();
    for column in table.columns {
        odds.extend(told.get(column.name).map(|&share| (column.name, hundredths(share))));
    }
    Ok((Span::new(number("byte_start")?, number("byte_end")?), Evidence { rule: "", slots, odds }))
}

#[cfg(test)]
mod tests {
    use super::super::rows::tests::sample;
    use super::*;
    use crate::figure::{ClaimRow, Figure};

    #[test]
    fn rows_come_back_with_their_places() {
        let long = "12345678901234567890.123456789".parse().unwrap();
        let rows = vec![sample(), Figure { value: Some(long), what: "\u{2028}\"\t".into(), ..sample() }];
        let mut out = Vec::new();
        write(&rows, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("\"value\":12345678901234567890.123456789,"));
        assert!(text.contains("\"byte_start\":11,\"byte_end\":33,\"rule\":\"\",\"evidence\":[{\"slot\":\"place\",\"start\":40,\"end\":56}],\"probability\":{\"place\":0.93}}"));
        assert!(text.contains("\"actor\":\"'-quoted\""));
        assert_eq!(read_from::<Figure>(text.as_bytes(), Path::new("f.jsonl")).unwrap(), rows);
    }

    #[test]
    fn complaints_name_the_place() {
        let complaint = |text: &str| {
            read_from::<ClaimRow>(text.as_bytes(), Path::new("c.jsonl")).expect_err("it must not read").to_string()
        };
        assert!(complaint("\n[]\n").starts_with("c.jsonl:2: expected a JSON object: "));
        assert_eq!(
            complaint("{\"claim_id\":[1]}"),
            "c.jsonl:1: column `claim_id`: expected a string, a number or null, found `[1]`"
        );
        assert_eq!(
            complaint("{\"claim_id\":\"c1\",\"relation\":\"same\"}"),
            "c.jsonl:1: column `relation`: expected one of repeated, updated, revised, conflicting, found `same`"
        );
    }
}
