//! Tables of a plain text, set with tabs or with runs of spaces → their rows, each cell in its column.
//!
//! ```text
//! "Region    Homes   Cost ($ m)" / "North     1,250       3.4" / "South       980       2.1"
//! ```
//!
//! A table has at least two lines of numbers that stand one under the other, and words that head its columns or its rows.
//! Lines that cannot be laid out in columns stay prose: better no table than one with its cells in the wrong column.

use super::cuts::{self, Cut, Line, Look};
use super::grid::{Cell, Row};
use super::inline::Joined;
use super::ragged;
use crate::lexicon::Lexicon;
use crate::span::Span;

/// A line of heads, and for each of its cells the first column over which it stands and how many.
type Head<'l> = (&'l Line, Vec<(usize, usize)>);

/// No table has more columns.
const MOST_COLUMNS: usize = 64;
/// No table has more lines of heads.
const MOST_HEADS: usize = 3;
/// No head and no label that stands alone is longer, in characters.
const LONGEST: usize = 60;
/// So many lines without numbers may stand between two with them.
const MOST_IDLE: usize = 2;
/// A head stands no farther from its column than this, in characters.
const FARTHEST: usize = 4;

/// A table.
#[derive(Debug)]
pub(super) struct Found {
    /// The byte at which its first line begins.
    pub(super) start: usize,
    /// The byte at which its last line ends.
    pub(super) end: usize,
    pub(super) rows: Vec<Row<Joined>>,
}

/// The tables of `text` from byte `start` on, in their order; `plain` where marks are words, of a `printed` page only those
/// whose labels dots lead from.
pub(super) fn find(text: &str, start: usize, (plain, printed): (bool, bool), lexicon: &Lexicon) -> Vec<Found> {
    let bytes = text.as_bytes().get(start..).unwrap_or_default();
    let marks = ["\t", "  ", cuts::LEADER, cuts::WIDE_LEADER];
    if marks.iter().all(|mark| memchr::memmem::find(bytes, mark.as_bytes()).is_none()) {
        return Vec::new();
    }
    let lines = cuts::lines(text, start, printed);
    let (mut found, mut free, mut at) = (Vec::new(), 0, 0);
    while let Some(line) = lines.get(at) {
        if !line.is_data(text) {
            at += 1;
            continue;
        }
        let end = segment(text, &lines, at);
        let reader = Reader { text, plain, lexicon };
        let first = if is_labelled(text, lines.get(free..at).unwrap_or_default()) { at - 1 } else { at };
        let above = lines.get(free..first).unwrap_or_default();
        let body = lines.get(first..end).unwrap_or_default();
        if let Some(table) = reader.table(above, body) {
            found.push(table);
            free = end;
        }
        at = end;
    }
    found
}

/// The line behind the last of numbers that stands, without much between, below the one at `first`.
fn segment(text: &str, lines: &[Line], first: usize) -> usize {
    let tabbed = lines.get(first).is_some_and(|line| line.tabbed);
    let (mut end, mut idle, mut gap) = (first + 1, 0, false);
    for (index, line) in lines.iter().enumerate().skip(first + 1) {
        if line.is_data(text) && line.tabbed == tabbed {
            (end, idle, gap) = (index + 1, 0, false);
            continue;
        }
        let rule = line.rule;
        let label = line.cells.len() == 1 && !gap && is_short(line.cells[0].span.of(text));
        let blank = line.cells.is_empty() && !rule && !gap;
        let unknown = line.cells.len() > 1 && line.looks(text).skip(1).all(|look| look == Look::Blank);
        // "Ballyhale    n.a.    –    Private", set with tabs as the others.
        let width = lines.get(first).map_or(0, |line| line.cells.len());
        let unknown = unknown || tabbed && line.tabbed && width > 2 && line.cells.len() == width;
        idle += usize::from(!rule);
        gap |= blank;
        if idle > MOST_IDLE || !(rule || label || blank || unknown) {
            break;
        }
    }
    end
}

/// Whether the last of these lines is the label of the numbers below it, under a line of heads: "Water" over "Wells   40".
fn is_labelled(text: &str, above: &[Line]) -> bool {
    let Some((label, heads)) = above.split_last() else { return false };
    let heads = heads.iter().rev().find(|line| !line.rule);
    let (Some(head), [only]) = (heads, label.cells.as_slice()) else { return false };
    let under = head.cells.first().is_some_and(|first| only.from < first.to);
    under && head.cells.len() > 1 && !label.item && is_short(only.span.of(text))
}

/// Whether words may be a label or a head.
fn is_short(words: &str) -> bool {
    words.chars().count() <= LONGEST && !words.ends_with(['.', ';', '?', '!'])
}

/// The characters that a column takes.
#[derive(Debug, Clone, Copy)]
struct Column {
    from: usize,
    to: usize,
}

impl Column {
    fn overlaps(self, cut: &Cut) -> bool {
        cut.from < self.to && self.from < cut.to
    }

    fn distance(self, cut: &Cut) -> usize {
        cut.from.saturating_sub(self.to).max(self.from.saturating_sub(cut.to))
    }
}

struct Reader<'a> {
    text: &'a str,
    plain: bool,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    /// The table of these lines, of which the last holds numbers, and the heads that stand above them.
    fn table(&self, above: &[Line], body: &[Line]) -> Option<Found> {
        let text = self.text;
        let data: Vec<&Line> = body.iter().filter(|line| line.is_data(text)).collect();
        if data.iter().any(|line| line.item) {
            return None;
        }
        let columns = columns(&data)?;
        let looks = || data.iter().flat_map(|line| line.looks(text).skip(1)).filter(|look| *look != Look::Blank);
        let numbers = looks().filter(|look| *look != Look::Words).count();
        if !(2..=MOST_COLUMNS).contains(&columns.len()) || numbers * 2 < looks().count() {
            return None;
        }
        let heads = self.heads(above, &columns)?;
        if heads.is_empty() && !body.first()?.is_data(text) {
            return None;
        }
        if heads.is_empty() && !self.is_pairs(&data, &columns) || heads.len() + data.len() < 2 {
            return None;
        }
        // One line of numbers under its head makes a table where each of its cells has one.
        if data.len() == 1 && (columns.len() < 3 || looks().any(|look| look == Look::Words)) {
            return None;
        }
        let first = heads.first().map_or(body.first()?.span, |(line, _)| line.span);
        let mut rows: Vec<Row<Joined>> =
            heads.iter().map(|(line, places)| self.head(line, places, columns.len())).collect();
        self.rows(body, &columns, &mut rows)?;
        Some(Found { start: first.start, end: body.last()?.span.end, rows })
    }

    /// Adds the rows of the table.
    fn rows(&self, body: &[Line], columns: &[Column], rows: &mut Vec<Row<Joined>>) -> Option<()> {
        let mut pending: Option<&Cut> = None;
        for (index, line) in body.iter().enumerate() {
            let [only] = line.cells.as_slice() else {
                if !line.cells.is_empty() {
                    rows.push(self.row(line, columns, pending.take())?);
                }
                continue;
            };
            if !columns[0].overlaps(only) && !line.tabbed {
                rows.push(self.row(line, columns, None)?);
                continue;
            }
            // "Rural water supply and" over "sanitation    4.5", but "Water:" over "Wells    40".
            let words = only.span.of(self.text);
            let below =
                body.get(index + 1).and_then(|line| line.cells.first()).map_or("", |cut| cut.span.of(self.text));
            let goes_on = below.starts_with(char::is_lowercase) || ragged::hangs(words, self.lexicon);
            if goes_on {
                pending = Some(only);
            } else if !words.starts_with(char::is_lowercase) {
                rows.push(Row { cells: vec![self.cell(&[only])], ..Row::default() });
            }
        }
        Some(())
    }

    /// A row, `before` being the beginning of its label in the line above.
    fn row(&self, line: &Line, columns: &[Column], before: Option<&Cut>) -> Option<Row<Joined>> {
        let mut places: Vec<Vec<&Cut>> = vec![Vec::new(); columns.len()];
        places.first_mut()?.extend(before);
        let mut next = 0;
        for (index, cut) in line.cells.iter().enumerate() {
            let column =
                if line.tabbed { index } else { columns.iter().position(|column| column.overlaps(cut))?.max(next) };
            let apart = line.tabbed || columns.iter().filter(|column| column.overlaps(cut)).count() == 1;
            let place = places.get_mut(column).filter(|_| apart && column >= next)?;
            place.push(cut);
            next = column + 1;
        }
        Some(Row { cells: places.iter().map(|cuts| self.cell(cuts)).collect(), ..Row::default() })
    }

    fn cell(&self, cuts: &[&Cut]) -> Cell<Joined> {
        let mut words = Joined::new(self.plain);
        for cut in cuts {
            words.push(self.text, cut.span);
        }
        let span = cuts.iter().map(|cut| cut.span).reduce(Span::join);
        Cell::new(words, span.map_or("", |span| span.of(self.text)))
    }

    /// A line of heads whose cells stand over the columns told: the first of each, and how many.
    fn head(&self, line: &Line, places: &[(usize, usize)], width: usize) -> Row<Joined> {
        let (mut cells, mut next) = (Vec::new(), 0);
        for (cut, &(column, columns)) in line.cells.iter().zip(places) {
            cells.extend((next..column).map(|_| self.cell(&[])));
            cells.push(Cell { columns, ..self.cell(&[cut]) });
            next = column + columns;
        }
        cells.extend((next..width).map(|_| self.cell(&[])));
        Row { cells, head: true, ..Row::default() }
    }

    /// The lines of heads right above a table with their places; none where lines stand there that look like heads and
    /// cannot be told apart.
    fn heads<'l>(&self, above: &'l [Line], columns: &[Column]) -> Option<Vec<Head<'l>>> {
        let mut heads: Vec<Head<'l>> = Vec::new();
        let mut gap = false;
        for line in above.iter().rev() {
            if line.rule || line.cells.is_empty() && !gap && heads.is_empty() {
                gap |= !line.rule;
                continue;
            }
            // "Cost    $4 million" over "Start    1 May 2021" and "Length    36 months": a list, and no heads.
            if line.is_data(self.text) && !heads.is_empty() {
                return None;
            }
            let fits = line.cells.iter().all(|cut| is_short(cut.span.of(self.text))) && !line.item;
            let alone = line.cells.len() == 1 && (heads.is_empty() || columns[0].overlaps(&line.cells[0]));
            if heads.len() == MOST_HEADS || !fits || alone || line.cells.is_empty() {
                break;
            }
            match places(line, columns, !heads.is_empty()) {
                Some(places) => heads.insert(0, (line, places)),
                None if heads.is_empty() => return None,
                None => break,
            }
        }
        Some(heads)
    }

    /// Whether lines without heads are labels each with its number, and no list of pages.
    fn is_pairs(&self, data: &[&Line], columns: &[Column]) -> bool {
        let second = |line: &&Line| line.cells.get(1).map_or("", |cut| cut.span.of(self.text));
        let pages: Option<Vec<u32>> = data.iter().map(|line| second(line).parse().ok()).collect();
        let counts_up = pages.is_some_and(|pages| pages.is_sorted());
        let labelled =
            |line: &&Line| line.cells.first().is_some_and(|cut| cuts::look(cut.span.of(self.text)) == Look::Words);
        columns.len() == 2 && data.len() > 1 && !counts_up && data.iter().all(labelled)
    }
}

/// The columns of lines: those of their tabs, or the stretches that some cell of them takes.
fn columns(data: &[&Line]) -> Option<Vec<Column>> {
    if data.iter().any(|line| line.tabbed) {
        let width = data.iter().map(|line| line.cells.len()).max()?;
        let filled = data.iter().filter(|line| line.cells.len() == width).count();
        let places = (0..width).map(|from| Column { from, to: from + 1 });
        return (filled * 2 >= data.len()).then(|| places.collect());
    }
    let mut cuts: Vec<&Cut> = data.iter().flat_map(|line| &line.cells).collect();
    cuts.sort_unstable_by_key(|cut| cut.from);
    let mut columns: Vec<Column> = Vec::new();
    for cut in cuts {
        match columns.last_mut() {
            // Numbers of one column may stand a character apart.
            Some(last) if cut.from <= last.to + 1 => last.to = last.to.max(cut.to),
            _ => columns.push(Column { from: cut.from, to: cut.to }),
        }
    }
    Some(columns)
}

/// For each cell of a line of heads the first column that it heads, and how many; none where that is not sure. A line
/// with heads under it may hold heads of several columns.
fn places(line: &Line, columns: &[Column], over: bool) -> Option<Vec<(usize, usize)>> {
    let (cells, width) = (line.cells.len(), columns.len());
    if line.tabbed {
        return (cells <= width && cells > 1).then(|| (0..cells).map(|column| (column, 1)).collect());
    }
    let first = line.cells.first()?;
    let labelled = columns[0].overlaps(first) || first.from < columns[0].to;
    if cells == width || cells + 1 == width && !labelled {
        return Some((width - cells..width).map(|column| (column, 1)).collect());
    }
    // "2022" and "2023" over "Girls", "Boys", "Girls", "Boys".
    let each = if over && !labelled { (width - 1) / cells } else { 1 };
    if each > 1 && cells > 1 && each * cells == width - 1 {
        let places: Vec<(usize, usize)> = (0..cells).map(|cell| (1 + cell * each, each)).collect();
        let over = |(cut, &(column, _)): (&Cut, &(usize, usize))| {
            columns[column].from <= cut.to && cut.from <= columns[column + each - 1].to
        };
        return line.cells.iter().zip(&places).all(over).then_some(places);
    }
    let mut next = 0;
    let place = |cut: &Cut| {
        let mut over = columns.iter().enumerate().filter(|(_, column)| column.overlaps(cut)).map(|(index, _)| index);
        let near = || {
            let near = columns.iter().enumerate().min_by_key(|(_, column)| column.distance(cut))?;
            (near.1.distance(cut) <= FARTHEST).then_some(near.0)
        };
        let column = over.next().or_else(near)?;
        let taken = over.next().is_some() || column < next;
        next = column + 1;
        (!taken).then_some((column, 1))
    };
    let places: Vec<(usize, usize)> = line.cells.iter().map(place).collect::<Option<_>>()?;
    (over || places.len() * 2 >= width).then_some(places)
}

#[cfg(test)]
#[path = "columns_tests.rs"]
mod tests;
