//! What a re-run changed: figures gone, new, and changed slot by slot.
//!
//! Figures are the same where their `figure_id` is (same document, kind, words and sentence); else where one of the
//! same document, kind and words is left over on both sides, so a sentence that was edited does not make a figure new.
//! Where a figure stands (offsets, line, page) is no change.

use crate::dataset::Row;
use crate::expected::{Column, sheet};
use crate::figure::{Figure, words};
use crate::plain::visible;
use serde::Serialize;
use std::collections::{HashMap, VecDeque};
use std::io::{self, Write};

/// How a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Sort {
    /// The figure is no longer found.
    Gone,
    /// The figure was not found before.
    New,
    /// The figure says something else.
    Changed,
}

words!(Sort { Gone = "gone", New = "new", Changed = "changed" });

/// One figure that is not as it was.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Difference<'a> {
    /// How it differs.
    pub sort: Sort,
    /// The figure: as it is, or where it is gone as it was.
    pub figure: &'a Figure,
    /// Column, before, after; only where changed.
    pub slots: Vec<(Column, String, String)>,
}

/// How the differences are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum DiffFormat {
    /// For people.
    #[default]
    Text,
    /// One object a line.
    Jsonl,
    /// One line a slot.
    Csv,
}

words!(DiffFormat { Text = "text", Jsonl = "jsonl", Csv = "csv" });

/// The differences in the order of `new`, those gone first.
pub fn diff<'a>(old: &'a [Figure], new: &'a [Figure]) -> Vec<Difference<'a>> {
    let mut before: Vec<Option<&Figure>> = vec![None; new.len()];
    let mut left: Vec<bool> = vec![true; old.len()];
    let keys: [fn(&Figure) -> [&str; 4]; 3] = [
        |f| [&f.doc_id, &f.figure_id, "", ""],
        |f| [&f.doc_id, f.kind.as_str(), &f.exact, &f.sentence],
        |f| [&f.doc_id, f.kind.as_str(), &f.exact, ""],
    ];
    for key in keys {
        let mut of_key: HashMap<[&str; 4], VecDeque<usize>> = HashMap::new();
        for (at, figure) in old.iter().enumerate().filter(|(at, _)| left[*at]) {
            of_key.entry(key(figure)).or_default().push_back(at);
        }
        for (at, figure) in new.iter().enumerate() {
            if before[at].is_none()
                && let Some(found) = of_key.get_mut(&key(figure)).and_then(VecDeque::pop_front)
            {
                left[found] = false;
                before[at] = Some(&old[found]);
            }
        }
    }
    let gone = old.iter().zip(&left).filter(|(_, left)| **left).map(|(figure, _)| Difference {
        sort: Sort::Gone,
        figure,
        slots: Vec::new(),
    });
    let now = new.iter().zip(&before).filter_map(|(figure, before)| match before {
        None => Some(Difference { sort: Sort::New, figure, slots: Vec::new() }),
        Some(before) => {
            let slots = slots(before, figure);
            (!slots.is_empty()).then_some(Difference { sort: Sort::Changed, figure, slots })
        }
    });
    gone.chain(now).collect()
}

fn slots(before: &Figure, after: &Figure) -> Vec<(Column, String, String)> {
    const PLACE: &[Column] =
        &[Column::FigureId, Column::CharStart, Column::CharEnd, Column::Line, Column::Page, Column::Confidence];
    let cells = before.cells().into_iter().zip(after.cells());
    let differ =
        Column::ALL.iter().zip(cells).filter(|(column, (before, after))| before != after && !PLACE.contains(column));
    differ.map(|(column, (before, after))| (*column, before.to_string(), after.to_string())).collect()
}

#[derive(Serialize)]
struct Entry<'a> {
    change: &'a str,
    figure_id: &'a str,
    doc_id: &'a str,
    kind: &'a str,
    exact: &'a str,
    line: usize,
    slots: Vec<Slot<'a>>,
}

#[derive(Serialize)]
struct Slot<'a> {
    column: &'a str,
    old: &'a str,
    new: &'a str,
}

/// Writes the differences.
///
/// # Errors
/// Only what `out` gives.
pub fn write(differences: &[Difference<'_>], format: DiffFormat, out: &mut dyn Write) -> io::Result<()> {
    match format {
        DiffFormat::Text => {
            let mut page = Vec::new();
            text(differences, &mut page)?;
            out.write_all(visible(&String::from_utf8_lossy(&page)).as_bytes())
        }
        DiffFormat::Jsonl => differences.iter().try_for_each(|difference| {
            let figure = difference.figure;
            let slots = difference.slots.iter().map(|(column, old, new)| Slot { column: column.as_str(), old, new });
            let entry = Entry {
                change: difference.sort.as_str(),
                figure_id: &figure.figure_id,
                doc_id: &figure.doc_id,
                kind: figure.kind.as_str(),
                exact: &figure.exact,
                line: figure.line,
                slots: slots.collect(),
            };
            serde_json::to_writer(&mut *out, &entry)?;
            writeln!(out)
        }),
        DiffFormat::Csv => {
            out.write_all(sheet::line(["change", "figure_id", "doc_id", "exact", "column", "old", "new"]).as_bytes())?;
            differences.iter().try_for_each(|difference| {
                let figure = difference.figure;
                let none = [(None, "", "")];
                let slots: Vec<(Option<Column>, &str, &str)> = difference
                    .slots
                    .iter()
                    .map(|(column, old, new)| (Some(*column), old.as_str(), new.as_str()))
                    .collect();
                let slots = if slots.is_empty() { &none[..] } else { &slots };
                slots.iter().try_for_each(|(column, old, new)| {
                    let column = column.map_or("", Column::as_str);
                    let id = [difference.sort.as_str(), &figure.figure_id, &figure.doc_id, &figure.exact];
                    out.write_all(sheet::line(id.into_iter().chain([column, old, new])).as_bytes())
                })
            })
        }
    }
}

fn text(differences: &[Difference<'_>], out: &mut dyn Write) -> io::Result<()> {
    for difference in differences {
        let figure = difference.figure;
        let sign = match difference.sort {
            Sort::Gone => '-',
            Sort::New => '+',
            Sort::Changed => '~',
        };
        let exact = figure.exact.split_whitespace().collect::<Vec<_>>().join(" ");
        let reading = match figure.value {
            Some(_) => format!("{} {}", Column::Value.of(figure), figure.unit),
            None => figure.period_edtf.clone(),
        };
        let reading = reading.trim_end();
        writeln!(out, "{sign} {}:{} \"{exact}\" {} {reading}", figure.doc_id, figure.line, figure.kind)?;
        for (column, old, new) in &difference.slots {
            let shown = |text: &str| if text.is_empty() { "(empty)".to_owned() } else { format!("`{text}`") };
            writeln!(out, "    {column}: {} → {}", shown(old), shown(new))?;
        }
    }
    let count = |sort: Sort| differences.iter().filter(|difference| difference.sort == sort).count();
    if differences.is_empty() {
        return writeln!(out, "no figure differs");
    }
    writeln!(out, "{} gone, {} new, {} changed", count(Sort::Gone), count(Sort::New), count(Sort::Changed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expected::testing::{figure, with};

    fn shown(old: &[Figure], new: &[Figure], format: DiffFormat) -> String {
        let mut out = Vec::new();
        write(&diff(old, new), format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn gone_new_and_changed() {
        let money = with(figure("a", "money", "$5", Some("5")), &[("unit", "USD"), ("status", "target")]);
        let date = with(figure("a", "date", "2022", None), &[("period_edtf", "2022")]);
        let old = [money.clone(), date, figure("a", "count", "7", Some("7"))];
        let mut moved = with(money, &[("status", "actual"), ("what", "sales")]);
        (moved.char_start, moved.line, moved.figure_id) = (90, 4, "other".into());
        moved.sentence = "An edited sentence.".into();
        let new = [figure("a", "count", "7", Some("7")), moved, figure("b", "count", "8", Some("8"))];
        insta::assert_snapshot!(shown(&old, &new, DiffFormat::Text), @r#"
    - a:1 "2022" date 2022
    ~ a:4 "$5" money 5 USD
        what: (empty) → `sales`
        status: `target` → `actual`
        sentence: (empty) → `An edited sentence.`
    + b:1 "8" count 8
    1 gone, 1 new, 1 changed
    "#);
        insta::assert_snapshot!(shown(&old, &new, DiffFormat::Csv), @r"
    change,figure_id,doc_id,exact,column,old,new
    gone,f-2022,a,2022,,,
    changed,other,a,$5,what,,sales
    changed,other,a,$5,status,target,actual
    changed,other,a,$5,sentence,,An edited sentence.
    new,f-8,b,8,,,
    ");
        insta::assert_snapshot!(shown(&old, &new, DiffFormat::Jsonl), @r#"
    {"change":"gone","figure_id":"f-2022","doc_id":"a","kind":"date","exact":"2022","line":1,"slots":[]}
    {"change":"changed","figure_id":"other","doc_id":"a","kind":"money","exact":"$5","line":4,"slots":[{"column":"what","old":"","new":"sales"},{"column":"status","old":"target","new":"actual"},{"column":"sentence","old":"","new":"An edited sentence."}]}
    {"change":"new","figure_id":"f-8","doc_id":"b","kind":"count","exact":"8","line":1,"slots":[]}
    "#);
    }

    #[test]
    fn the_same_figures_do_not_differ_whatever_their_order() {
        let a = figure("a", "count", "7", Some("7"));
        let b = figure("a", "count", "8", Some("8"));
        assert!(diff(&[a.clone(), b.clone()], &[b, a]).is_empty());
        assert_eq!(shown(&[], &[], DiffFormat::Text), "no figure differs\n");
    }

    #[test]
    fn two_alike_are_two() {
        let a = figure("a", "count", "7", Some("7"));
        let found = diff(std::slice::from_ref(&a), &[a.clone(), a.clone()]).len();
        assert_eq!(found, 1);
    }
}
