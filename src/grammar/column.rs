//! What stands around the numbers of a table: the heads of its columns and the lines above it, read once for all its rows.

use super::count::looks_like_year;
use super::head::{self, Says, caption, told};
use super::{DateReading, Mention, Reading, Style, resolve};
use crate::figure::{Modifier, Period};
use crate::lexicon::{Lexicon, Tags};
use crate::span::Span;

/// What stands around the rows of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around<'a> {
    /// The head row, cells parted by `|`; empty where the first row is one like the others.
    pub(crate) header: &'a str,
    /// The figures of the head row.
    pub(crate) dates: &'a [Mention],
    /// The lines right above the table, the nearest first.
    pub(crate) above: &'a [&'a str],
    /// The document's date.
    pub(crate) published: Option<&'a Period>,
}

/// What the heads of a table tell, column by column: read once for all its rows.
#[derive(Debug, Clone)]
pub struct Heads {
    pub(super) columns: Vec<Column>,
    /// The column that tells each row's unit.
    pub(super) units: Option<usize>,
    /// What is said over the whole table.
    pub(super) over: Says,
    pub(super) style: Style,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Its head without the unit.
    pub(crate) name: String,
    /// Whether the head says only how or when its figures stand: "Target", "Total number", "2022".
    pub(crate) how: bool,
    /// The time that the head tells.
    pub(crate) period: Option<Period>,
    pub(super) says: Says,
    /// Each number is one that looks like a year.
    pub(super) years: bool,
    /// Each number stands in brackets, which then are no minus.
    pub(super) bracketed: bool,
}

impl Heads {
    /// Reads what stands around the `rows` of a table, their cells parted by `|`.
    pub(crate) fn new<'a>(
        around: Around<'_>,
        rows: &(impl Iterator<Item = &'a str> + Clone),
        style: Style,
        lexicon: &Lexicon,
    ) -> Self {
        let cells = cells(around.header);
        let mut numbers: Vec<Vec<&str>> = vec![Vec::new(); cells.len()];
        for row in rows.clone() {
            for (column, cell) in numbers.iter_mut().zip(row.split('|')) {
                column.extend(Some(cell.trim()).filter(|cell| cell.contains(|c: char| c.is_ascii_digit())));
            }
        }
        let columns = cells.iter().zip(&numbers).enumerate();
        let columns =
            columns.map(|(index, (&cell, found))| Column::new(around, cell, index == 0, found, style, lexicon));
        let mut columns: Vec<_> = columns.filter(|_| !around.header.is_empty()).collect();
        let units = cells.iter().position(|cell| head::is_unit_head(cell.of(around.header), style, lexicon));
        let over = || around.above.iter().map(|line| caption(line, style, lexicon)).find(|says| *says != Says::Nothing);
        // "| US$ million | 2021 | 2022 |"
        let corner =
            columns.first_mut().filter(|corner| corner.name.is_empty() && matches!(corner.says, Says::Unit(_)));
        let labels = rows.clone().all(|row| !row.starts_with(|c: char| c.is_ascii_digit()));
        let corner = corner.filter(|_| labels).map(|corner| std::mem::replace(&mut corner.says, Says::Nothing));
        Self { columns, units, over: corner.or_else(over).unwrap_or(Says::Nothing), style }
    }

    /// The column of that number.
    pub(crate) fn column(&self, index: usize) -> Option<&Column> {
        self.columns.get(index)
    }

    /// A row's label without its unit.
    pub(crate) fn name<'a>(&self, label: &'a str, lexicon: &Lexicon) -> &'a str {
        let (name, says) = head::label(label, self.style, lexicon);
        if matches!(says, Says::Unit(_) | Says::Pair) && !name.is_empty() { name } else { label }
    }

    /// Whether bare words beside a number in this column leave open what it counts.
    pub(crate) fn has_unit(&self, index: usize) -> bool {
        self.columns.get(index).is_some_and(|column| matches!(column.says, Says::Unit(_) | Says::Unclear))
    }
}

impl Column {
    fn new(around: Around<'_>, cell: Span, first: bool, found: &[&str], style: Style, lexicon: &Lexicon) -> Self {
        let head = cell.of(around.header).trim();
        let (name, mut says) = told(head, style, lexicon);
        let several = found.len() > 1;
        let counts_up = several
            && found.iter().enumerate().all(|(index, cell)| cell.trim_end_matches(['.', ')']).parse() == Ok(index + 1));
        let running = head::is_running(head, style, lexicon);
        if running && (first || counts_up) || counts_up && first && !matches!(says, Says::Unit(_)) {
            says = Says::Key;
        }
        let mut dates =
            around.dates.iter().filter(|mention| cell.start <= mention.span.start && mention.span.end <= cell.end);
        let date = dates.next().filter(|_| dates.next().is_none()).and_then(|mention| match &mention.reading {
            Reading::Date(date) => Some((mention, date)),
            _ => None,
        });
        let (how, period) = time(around, cell, name, date, style, lexicon);
        Self {
            name: name.to_owned(),
            how,
            period,
            years: says != Says::Number && !found.is_empty() && found.iter().all(|cell| looks_like_year(cell)),
            bracketed: several && found.iter().all(|cell| cell.starts_with('(')),
            says,
        }
    }
}

/// Whether a head says only how or when its figures stand, and the period that it tells.
fn time(
    around: Around<'_>,
    cell: Span,
    name: &str,
    date: Option<(&Mention, &DateReading)>,
    style: Style,
    lexicon: &Lexicon,
) -> (bool, Option<Period>) {
    let tags = Tags::COLUMN.with(Tags::TARGET).with(Tags::PREP).with(Tags::DET);
    let plain = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || lexicon.words.tags(style.lang, &word.to_lowercase()).any(tags)
            || told(word, style, lexicon).1 == Says::Number
    };
    let words = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
        words.peek().is_some().then(|| words.all(plain))
    };
    let Some((mention, reading)) = date else { return (words(name) == Some(true), None) };
    let span = mention.span;
    let before = Span::new(cell.start, span.start).of(around.header);
    let (behind, _) = told(Span::new(span.end, cell.end).of(around.header), style, lexicon);
    let how = words(before).unwrap_or(true) && words(behind).unwrap_or(true);
    // "Jobs created in 2022", "Jobs (2022)", "Budget 2022", "2022 budget", but "Change since 2019", "Growth from 2019"
    let before = before.trim_end();
    let last = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let against = lexicon.words.tags(style.lang, &last).any(Tags::PREP.with(Tags::CONJ));
    let tied = [" in", " en", "(", ",", " during", " durante"].iter().any(|mark| before.ends_with(mark))
        || before.is_empty()
        || behind.is_empty() && !against && before.ends_with(char::is_alphabetic);
    let bound = matches!(mention.modifier, Modifier::Since | Modifier::Before | Modifier::After);
    let compared = bound || ["from", "vs", "vs.", "versus", "than", "desde"].contains(&last.as_str());
    let period = ((how || tied) && !compared).then(|| resolve(reading, around.published)).flatten();
    (how, period)
}

fn leading(cell: &str) -> usize {
    cell.len() - cell.trim_start().len()
}

/// The cells of a row, the bars and the white space beside them left out.
pub(super) fn cells(row: &str) -> Vec<Span> {
    let mut at = 0;
    row.split('|')
        .map(|cell| {
            let start = at + leading(cell);
            at += cell.len() + 1;
            Span::new(start, start + cell.trim().len())
        })
        .collect()
}
