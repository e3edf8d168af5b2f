//! The cells of a table as a file gives them → its rows with every cell in its column.
//!
//! A cell may span columns and rows. Columns at which no cell begins are left out, blank rows too. One cell alone in
//! its row is prose before the first row of several cells and behind the last; between them it heads the rows below.

use crate::figure::RowCells;

/// Cells beyond this column stand one beside the other, whatever spans them.
const MOST_COLUMNS: usize = 256;
/// So many places may cells span besides their own, and so many more for each cell: what spans more is no table.
const SPANNED: usize = 4096;
const SPANNED_EACH: usize = 8;

/// A cell with its words.
#[derive(Debug, Clone)]
pub(super) struct Cell<T> {
    pub(super) words: T,
    /// The words have no letter and no digit.
    pub(super) blank: bool,
    /// They begin with a number that is no year.
    pub(super) number: bool,
    /// How many columns and rows it spans; no rows: all below.
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// It goes on from the cell above, as Word says it.
    pub(super) continues: bool,
}

impl<T> Cell<T> {
    /// A cell of one column and row, whose words are `text`.
    pub(super) fn new(words: T, text: &str) -> Self {
        let start = text.trim_start_matches(|char: char| !char.is_alphanumeric());
        let digits = start.bytes().take_while(u8::is_ascii_digit).count();
        let year = digits == 4 && ["18", "19", "20", "21"].iter().any(|century| start.starts_with(century));
        Self { words, blank: start.is_empty(), number: digits > 0 && !year, columns: 1, rows: 1, continues: false }
    }
}

/// A row as the file gives it.
#[derive(Debug, Clone)]
pub(super) struct Row<T> {
    pub(super) cells: Vec<Cell<T>>,
    /// The file marks it as a row of heads.
    pub(super) head: bool,
    /// The file marks its first cell, and no other, as what heads it.
    pub(super) labelled: bool,
    /// Columns left free before the first cell.
    pub(super) skipped: usize,
}

impl<T> Default for Row<T> {
    fn default() -> Self {
        Self { cells: Vec::new(), head: false, labelled: false, skipped: 0 }
    }
}

/// A part of a table.
#[derive(Debug)]
pub(super) enum Laid<T> {
    /// One cell that is no row.
    Prose(T),
    /// The cells of a row, none where a cell beside or above spans the place.
    Row(Vec<Option<T>>, RowCells),
    /// Another head begins another table.
    End,
}

/// A cell in its place, or a place that another cell spans.
struct Slot<T> {
    column: usize,
    /// Row and column of the cell that covers it.
    of: (usize, usize),
    own: Option<Cell<T>>,
}

/// Lays out the rows of a table.
pub(super) fn lay_out<T>(rows: Vec<Row<T>>) -> Vec<Laid<T>> {
    let heads: Vec<bool> = rows.iter().map(|row| row.head).collect();
    let labelled: Vec<bool> = rows.iter().map(|row| row.labelled).collect();
    let (placed, starts) = place(rows);
    // The number of a column among those at which cells begin.
    let number: Vec<usize> = starts
        .iter()
        .scan(0, |sum, &starts| {
            let index = *sum;
            *sum += usize::from(starts);
            Some(index)
        })
        .collect();
    let width = starts.iter().filter(|starts| **starts).count();
    let number = |column: usize| number.get(column).copied().unwrap_or(width);
    let lone: Vec<Lone> = placed.iter().map(|row| Lone::of(row)).collect();
    let whole = |lone: &Lone| matches!(lone, Lone::Many);
    let (first, last) = (lone.iter().position(whole), lone.iter().rposition(whole));
    let mut kept = vec![None; placed.len()];
    let (mut count, mut body, mut out) = (0, false, Vec::with_capacity(placed.len()));
    for (index, row) in placed.into_iter().enumerate() {
        let outside = first.is_none_or(|first| index < first) || last.is_some_and(|last| index > last);
        let behind = first.is_some() && last.is_some_and(|last| index > last);
        let prose = match lone[index] {
            Lone::Blank => continue,
            Lone::Frame => outside,
            Lone::Label => outside && !behind && !heads[index],
            Lone::Many => false,
        };
        if prose {
            let words = row.into_iter().filter_map(|slot| slot.own).find(|cell| !cell.blank);
            out.extend(words.map(|cell| Laid::Prose(cell.words)));
            continue;
        }
        if heads[index] && body && whole(&lone[index]) && !holds_numbers(&row) {
            out.push(Laid::End);
            (kept, count, body) = (vec![None; kept.len()], 0, false);
        }
        body |= !heads[index] && whole(&lone[index]);
        kept[index] = Some(count);
        let until = row.last().map_or(0, |slot| {
            let columns = slot.own.as_ref().map_or(1, |cell| cell.columns);
            number(slot.column.saturating_add(columns).min(starts.len()))
        });
        let section =
            !outside && (matches!(lone[index], Lone::Frame) || !whole(&lone[index]) && (body || !heads[index]));
        let mut cells =
            RowCells { head: heads[index] && !section, labelled: labelled[index], section, from: Vec::new(), until };
        let mut words = Vec::with_capacity(row.len());
        cells.from.reserve_exact(row.len());
        for slot in row.into_iter().filter(|slot| starts.get(slot.column).is_none_or(|starts| *starts)) {
            let (up, column) = match kept.get(slot.of.0).copied().flatten() {
                Some(above) => (count - above, number(slot.of.1)),
                None => (0, words.len()),
            };
            cells.from.push((up, column));
            words.push(slot.own.map(|cell| cell.words));
        }
        cells.until = cells.until.max(words.len());
        count += 1;
        out.push(Laid::Row(words, cells));
    }
    out
}

/// How much a row holds.
enum Lone {
    Blank,
    /// One cell and no other.
    Frame,
    /// A first cell, the others blank.
    Label,
    Many,
}

impl Lone {
    fn of<T>(row: &[Slot<T>]) -> Self {
        let own = || row.iter().filter(|slot| slot.own.is_some());
        let mut filled = own().filter(|slot| slot.own.as_ref().is_some_and(|cell| !cell.blank));
        let spanned = row.iter().any(|slot| slot.of.0 != own().next().map_or(slot.of.0, |own| own.of.0));
        match (filled.next(), filled.next()) {
            (None, _) => Self::Blank,
            (Some(_), None) if own().count() == 1 && !spanned => Self::Frame,
            (Some(slot), None) if slot.column == 0 && !spanned => Self::Label,
            _ => Self::Many,
        }
    }
}

type Placed<T> = Vec<Vec<Slot<T>>>;

/// The rows with each cell in its column, and the columns at which cells begin.
fn place<T>(rows: Vec<Row<T>>) -> (Placed<T>, Vec<bool>) {
    // For each column the rows for which it is still spanned, and by which cell.
    let mut open: Vec<(usize, (usize, usize))> = Vec::new();
    let mut starts = Vec::new();
    let mut above: Vec<(usize, usize)> = Vec::new();
    let mut spare = SPANNED;
    let mut placed = Vec::with_capacity(rows.len());
    for (index, row) in rows.into_iter().enumerate() {
        let mut column = row.skipped.min(MOST_COLUMNS).min(spare);
        let mut slots: Vec<Slot<T>> = Vec::with_capacity(column + row.cells.len());
        spare -= column;
        slots.extend((0..column).map(|column| Slot { column, of: (index, column), own: None }));
        for mut cell in row.cells {
            while let Some((left, of)) = open.get_mut(column).filter(|(left, _)| *left > 0) {
                *left -= 1;
                if spare == 0 {
                    *left = 0;
                }
                spare = spare.saturating_sub(1);
                slots.push(Slot { column, of: *of, own: None });
                column += 1;
            }
            spare += SPANNED_EACH;
            cell.columns = cell.columns.clamp(1, MOST_COLUMNS.saturating_sub(column).max(1)).min(spare);
            spare -= cell.columns;
            let own = (index, column);
            let of = if cell.continues { above.get(column).copied().unwrap_or(own) } else { own };
            let (columns, below) = (cell.columns, cell.rows.wrapping_sub(1));
            if column + columns <= MOST_COLUMNS {
                starts.resize(starts.len().max(column + columns), false);
                starts[column] = true;
                open.resize(open.len().max(column + columns), (0, own));
                open[column..column + columns].fill((below, of));
            }
            slots.push(Slot { column, of, own: Some(cell) });
            slots.extend((1..columns).map(|more| Slot { column: column + more, of, own: None }));
            column += columns;
        }
        for (left, _) in open.iter_mut().skip(column) {
            *left = left.saturating_sub(1);
        }
        // What the last cell spans is told by its width.
        while slots.last().is_some_and(|slot| slot.own.is_none()) {
            slots.pop();
        }
        above.clear();
        above.resize(column.min(MOST_COLUMNS), (index, 0));
        for slot in &slots {
            let width = slot.own.as_ref().map_or(1, |cell| cell.columns);
            let end = above.len().min(slot.column + width);
            above[slot.column.min(end)..end].fill(slot.of);
        }
        placed.push(slots);
    }
    (placed, starts)
}

/// Whether any cell behind the first begins with a number.
fn holds_numbers<T>(row: &[Slot<T>]) -> bool {
    row.iter().skip(1).filter_map(|slot| slot.own.as_ref()).any(|cell| cell.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows parted by "/", cells by spaces: "a", "a+" spans two columns, "a^" two rows, "." is blank, "!" begins a head.
    #[track_caller]
    fn laid(table: &str) -> String {
        let rows = table.split('/').map(|row| {
            let (head, row) = row.strip_prefix('!').map_or((false, row), |row| (true, row));
            let cells = row.split_whitespace().map(|cell| {
                let words = cell.trim_matches(['+', '^', '.']);
                let mut made = Cell::new(words.to_owned(), words);
                made.columns += cell.matches('+').count();
                made.rows += cell.matches('^').count();
                made
            });
            Row { cells: cells.collect(), head, ..Row::default() }
        });
        let shown = |laid| match laid {
            Laid::Prose(words) => words,
            Laid::End => "end".to_owned(),
            Laid::Row(words, cells) => {
                let words: Vec<_> = words
                    .into_iter()
                    .zip(&cells.from)
                    .enumerate()
                    .map(|(index, (words, &from))| match from {
                        (0, of) if of == index => words.unwrap_or_default(),
                        (up, of) => format!("{up}:{of}"),
                    })
                    .collect();
                format!("{}[{}]{}", if cells.section { "s" } else { "" }, words.join(" "), cells.until)
            }
        };
        lay_out(rows.collect()).into_iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tables() {
        for (table, expected) in [
            ("a b/c d", "[a b]2 [c d]2"),
            ("r^ s+/x y/n 1 2", "[r s]3 [1:0 x y]3 [n 1 2]3"),
            ("r s++/n 1 2", "[r s]3 [n 1 2]3"),
            // No cell begins in the third column.
            ("r s+/n 1+", "[r s]2 [n 1]2"),
            ("title+/a b/c d/note+", "title [a b]2 [c d]2 note"),
            ("a b/part+/c d/part ./e f", "[a b]2 s[part]2 [c d]2 s[part ]2 [e f]2"),
            ("frame/frame", "frame frame"),
            ("a b/. ./c d", "[a b]2 [c d]2"),
            ("!a b/!c ./n 1", "[a b]2 [c ]2 [n 1]2"),
            ("!a b/n 1/!c d/m 2", "[a b]2 [n 1]2 end [c d]2 [m 2]2"),
            ("!a b/n 1/!total 2", "[a b]2 [n 1]2 [total 2]2"),
            ("!a b/!part+/c d", "[a b]2 s[part]2 [c d]2"),
            ("a^^ b/1/2", "[a b]2 [1:0 1]2 [2:0 2]2"),
        ] {
            assert_eq!(laid(table), expected, "{table}");
        }
    }

    #[test]
    fn a_cell_that_word_goes_on_with() {
        let mut row = Row { cells: vec![Cell::new("a", "a"), Cell::new("b", "b")], ..Row::default() };
        let first = row.clone();
        row.cells[0] = Cell { continues: true, ..Cell::new("", "") };
        let laid = lay_out(vec![first, row.clone(), row]);
        let from = |laid: &Laid<_>| matches!(laid, Laid::Row(_, cells) if cells.from[0] == (1, 0));
        assert!(from(&laid[1]), "{laid:?}");
        assert!(matches!(&laid[2], Laid::Row(_, cells) if cells.from[0] == (2, 0)), "{laid:?}");
    }

    #[test]
    fn wide_cells_cost_no_more_than_their_file() {
        let wide = || Cell { columns: usize::MAX, rows: 0, ..Cell::new((), "a") };
        let rows = (0..20_000).map(|_| Row { cells: vec![wide(), wide()], ..Row::default() });
        let first = Row { cells: (0..300).map(|_| wide()).collect(), ..Row::default() };
        let laid = lay_out(std::iter::once(first).chain(rows).collect());
        let slots: usize =
            laid.iter().map(|laid| if let Laid::Row(_, cells) = laid { cells.from.len() } else { 1 }).sum();
        assert!(slots < 500_000, "{slots}");
    }
}
