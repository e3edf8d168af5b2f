//! Months that head a column or a row of a table, in the year that its caption or the head over them tells: "January" under
//! "2023".

use crate::figure::Period;
use crate::grammar::{self, HeadRow, Mention, Reading, Style};
use crate::lexicon::Lexicon;
use crate::scan;
use crate::span::Span;

/// No name of a month is longer, in bytes.
const LONGEST: usize = 12;

/// The year that a period is, if it is one.
pub(super) fn year(period: &Period) -> Option<i16> {
    let (start, end) = (period.start, period.end);
    let whole = start.year() == end.year() && (start.month(), start.day(), end.month(), end.day()) == (1, 1, 12, 31);
    whole.then(|| start.year())
}

/// The month that a cell is, as a date of that year.
pub(super) fn month(row: &str, cell: Span, year: i16, style: Style, lexicon: &Lexicon) -> Option<Mention> {
    let words = cell.of(row);
    let name = words.trim_end_matches('.');
    if !(3..=LONGEST).contains(&name.len()) || !name.chars().all(char::is_alphabetic) {
        return None;
    }
    let dated = format!("{name} {year}");
    let mut found = scan::mentions(&dated, style, lexicon).into_iter();
    let mention = found.next().filter(|mention| mention.span == Span::new(0, dated.len()))?;
    matches!(mention.reading, Reading::Date(_)).then_some(Mention { span: cell, modifier_span: None, ..mention })
}

/// Adds to the dates of head rows the months that stand under a year, `over` the one that the caption tells; gives each
/// with the number of its row.
pub(super) fn in_heads(
    rows: &mut [HeadRow<'_>],
    over: Option<i16>,
    published: Option<&Period>,
    style: Style,
    lexicon: &Lexicon,
) -> Vec<(usize, Mention)> {
    let mut added = Vec::new();
    for index in 0..rows.len() {
        let spans = grammar::cells(rows[index].text);
        let mut found: Vec<Mention> = Vec::new();
        for column in 0..rows[index].cells.len() {
            let Some(&cell) = rows[index].cells[column].and_then(|cell| spans.get(cell)) else { continue };
            if found.iter().any(|mention| mention.span == cell) {
                continue;
            }
            let above = rows[..index].iter().rev().find_map(|row| year_of(row, column, published));
            let dated = above.or(over).and_then(|year| month(rows[index].text, cell, year, style, lexicon));
            found.extend(dated);
        }
        added.extend(found.iter().cloned().map(|mention| (index, mention)));
        rows[index].dates.extend(found);
    }
    added
}

/// The year that the cell of a row over a column is.
fn year_of(row: &HeadRow<'_>, column: usize, published: Option<&Period>) -> Option<i16> {
    let cell = *grammar::cells(row.text).get((*row.cells.get(column)?)?)?;
    let date = row.dates.iter().find(|mention| cell.contains(mention.span))?;
    let Reading::Date(date) = &date.reading else { return None };
    year(&grammar::resolve(date, published)?)
}
