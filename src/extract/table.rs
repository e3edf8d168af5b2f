//! A row of a table with what stands around it: the head row, and the caption or heading right above.

use super::months;
use crate::figure::{Block, BlockKind, Document, Period};
use crate::grammar::{self, Around, HeadRow, Heads, Mention, Reading, Style};
use crate::lexicon::Lexicon;
use crate::scan;

/// No table has more head rows.
const MOST_HEADS: usize = 5;

/// What is known of the last table met.
#[derive(Debug)]
pub(super) struct Table {
    /// The numbers of its first row and of the first that is no head, among the blocks.
    first: usize,
    body: usize,
    heads: Heads,
    /// Months of head rows with their year, each with the number of its row.
    months: Vec<(usize, Mention)>,
    /// The last line across the table above the row read, and the number of that row.
    section: Option<usize>,
    read: usize,
}

/// Reads the figures of tables.
#[derive(Debug)]
pub(super) struct Tables<'a> {
    document: &'a Document,
    style: Style,
    lexicon: &'a Lexicon,
    last: Option<Table>,
    /// The words of units that were not understood, once for each number left out.
    pub(super) unread: Vec<String>,
}

impl<'a> Tables<'a> {
    pub(super) fn new(document: &'a Document, style: Style, lexicon: &'a Lexicon) -> Self {
        Self { document, style, lexicon, last: None, unread: Vec::new() }
    }

    /// The figures of the block of that number, and those of a table's row in the unit of its heads.
    pub(super) fn mentions(&mut self, index: usize) -> Vec<Mention> {
        let (style, lexicon) = (self.style, self.lexicon);
        let blocks = self.document.blocks.as_slice();
        let Some(block) = blocks.get(index) else { return Vec::new() };
        let first = first_row(blocks, index);
        if self.last.as_ref().is_none_or(|table| Some(table.first) != first) {
            self.last = first.and_then(|first| self.table(first));
        }
        let is_head = first.is_some() && self.last.as_ref().is_some_and(|table| index < table.body);
        let plain = is_head.then(|| grammar::plain_years(&block.text));
        let text = plain.as_ref().unwrap_or(&block.text);
        let mut found = scan::mentions(text, style, lexicon);
        // "February 30, 2021": no calendar has it.
        found.retain(|mention| !matches!(&mention.reading, Reading::Date(date) if grammar::is_impossible(date)));
        if first.is_none() {
            let over = (index + 1..=index + 2).any(|next| first_row(blocks, next) == Some(next));
            return if over && is_line(block) {
                grammar::in_caption(found, &block.text)
            } else {
                self.in_list(found, index)
            };
        }
        let published = self.document.published.as_ref().map(|published| &published.period);
        match &mut self.last {
            Some(table) if block.cells.section => {
                table.enter(blocks, index);
                grammar::in_caption(found, &block.text)
            }
            Some(table) if index >= table.body => {
                table.enter(blocks, index);
                table.scope(blocks, index, published, style, lexicon);
                let year = table.heads.row.period.as_ref().or(table.heads.period.as_ref()).and_then(months::year);
                let month = year.and_then(|year| {
                    let label = grammar::cells(text).into_iter().next()?;
                    months::month(text, label, year, style, lexicon)
                });
                found.splice(0..0, month);
                grammar::in_table(found, &block.text, &table.heads, lexicon, &mut self.unread)
            }
            Some(table) => {
                let of_row = table.months.iter().filter(|(row, _)| table.first + row == index);
                found.extend(of_row.map(|(_, mention)| mention.clone()));
                found.sort_by_key(|mention| mention.span.start);
                grammar::in_head(found, text, style, lexicon)
            }
            None => found,
        }
    }

    /// The figures of an item in the unit of the line that introduces its list, or of a number alone in that of the line
    /// above it.
    fn in_list(&self, found: Vec<Mention>, index: usize) -> Vec<Mention> {
        let blocks = self.document.blocks.as_slice();
        let Some(block) = blocks.get(index) else { return found };
        let over = match block.kind {
            BlockKind::ListItem(_) => {
                block.lead_in.and_then(|lead| blocks.get(lead)).filter(|over| over.text.ends_with(':'))
            }
            BlockKind::Paragraph if !block.text.contains(char::is_alphabetic) => {
                index.checked_sub(1).and_then(|before| blocks.get(before))
            }
            _ => None,
        };
        match over.filter(|over| is_line(over)) {
            Some(over) => grammar::under_unit(found, &block.text, &over.text, self.style, self.lexicon),
            None => found,
        }
    }

    /// The heads of the table that the block of that number, whose figures were read last, is a row of; none for a
    /// head and a line across the table.
    pub(super) fn heads(&self, index: usize) -> Option<&Heads> {
        let blocks = self.document.blocks.as_slice();
        let table = self.last.as_ref()?;
        let section = blocks.get(index)?.cells.section;
        (first_row(blocks, index) == Some(table.first) && index >= table.body && !section).then_some(&table.heads)
    }

    /// The table whose first row has that number; none where it has only heads.
    fn table(&self, first: usize) -> Option<Table> {
        let (style, lexicon) = (self.style, self.lexicon);
        let blocks = self.document.blocks.as_slice();
        let of_table = |block: &&Block| block.kind == BlockKind::TableRow && block.lead_in == Some(first);
        let rows = blocks.get(first + 1..)?.iter().take_while(of_table).count() + 1;
        let rows = blocks.get(first..first + rows)?;
        let count = self.head_rows(rows);
        if count == rows.len() {
            return None;
        }
        let (heads, body) = rows.split_at_checked(count)?;
        let plain: Vec<String> = heads.iter().map(|row| grammar::plain_years(&row.text)).collect();
        let mut heads: Vec<HeadRow<'_>> = heads
            .iter()
            .zip(&plain)
            .enumerate()
            .map(|(index, (row, text))| HeadRow {
                text,
                dates: scan::mentions(text, style, lexicon),
                cells: columns(row, index > 0, index + 1 < count),
            })
            .collect();
        let above: Vec<&str> = above(blocks, first);
        let published = self.document.published.as_ref().map(|published| &published.period);
        let over = above.first().filter(|line| !line.ends_with('.'));
        let period = over.and_then(|line| date_of(line, published, style, lexicon));
        let year = period.as_ref().and_then(months::year);
        let months = months::in_heads(&mut heads, year, published, style, lexicon);
        let around = Around { heads: &heads, above: &above, period, published };
        let texts = body.iter().filter(|row| !row.cells.section).map(|row| row.text.as_str());
        let heads = Heads::new(around, &texts, style, lexicon);
        Some(Table { first, body: first + count, heads, months, section: None, read: first + count })
    }

    /// Whether a cell behind the first is an amount with its unit, as no head is.
    fn holds_amounts(&self, row: &Block) -> bool {
        // "2020A" in a head is no current.
        let text = grammar::plain_years(&row.text);
        let fills = |mention: &Mention| {
            let before = text.get(..mention.span.start).unwrap_or_default().trim_end();
            let behind = text.get(mention.span.end..).unwrap_or_default().trim_start();
            let amount =
                matches!(mention.reading, Reading::Money { .. } | Reading::Percent { .. } | Reading::Measure { .. });
            amount && before.ends_with('|') && (behind.is_empty() || behind.starts_with('|'))
        };
        text.contains('|') && scan::mentions(&text, self.style, self.lexicon).iter().any(fills)
    }

    /// How many rows of a table are heads.
    fn head_rows(&self, rows: &[Block]) -> usize {
        let (style, lexicon) = (self.style, self.lexicon);
        let data = |row: &Block| grammar::is_row(&row.text, style, lexicon) || self.holds_amounts(row);
        let pair = |row: &Block| row.cells.labelled && row.cells.until == 2;
        let Some(first) = rows.first().filter(|row| !data(row) && !pair(row)) else { return 0 };
        let marked = rows.iter().take_while(|row| row.cells.head && !data(row)).count();
        let mut count = marked.max(1);
        while let Some(row) = rows.get(count).filter(|row| count < MOST_HEADS && !data(row) && !row.cells.section) {
            let above = rows.get(count - 1).unwrap_or(first);
            let units = free(row, 1)[0] && grammar::is_units(&row.text, style, lexicon);
            let spanned = row.cells.from.iter().any(|&(up, _)| (1..=count).contains(&up));
            // A head that spans several columns, or leaves some free, has heads under it.
            let cells = |row: &Block| row.text.split('|').count().max(row.cells.until);
            let (free, free_above) = (free(row, cells(row)), free(above, cells(above)));
            let open = spans_columns(above) || free_above.iter().skip(1).any(|free| *free);
            let filled = free.iter().skip(1).all(|free| !free);
            let under = open && filled && (free.first() == Some(&true) || free_above.first() == Some(&true));
            let head_like = row.text.split('|').skip(1).all(|cell| is_head_like(cell.trim()));
            if !(units || head_like && (spanned || under)) {
                break;
            }
            count += 1;
        }
        count.min((rows.len() - 1).max(1))
    }
}

impl Table {
    /// Notes the lines across the table down to the row of that number.
    fn enter(&mut self, blocks: &[Block], index: usize) {
        if self.read > index {
            (self.read, self.section) = (self.body, None);
        }
        let rows = blocks.get(self.read..=index).unwrap_or_default();
        let last = rows.iter().rposition(|row| row.cells.section);
        self.section = last.map(|at| self.read + at).or(self.section);
        self.read = index;
    }

    /// Takes what rows above say of the row of that number.
    fn scope(&mut self, blocks: &[Block], index: usize, published: Option<&Period>, style: Style, lexicon: &Lexicon) {
        let row = blocks.get(index);
        let from = row.and_then(|row| row.cells.from.first()).filter(|&&(up, _)| up > 0);
        let label = from.and_then(|&(up, column)| {
            let row = blocks.get(index.checked_sub(up).filter(|&row| row >= self.first)?)?;
            row.text.split('|').nth(column)
        });
        let label = label.unwrap_or_default().trim();
        let section = self.section.and_then(|at| blocks.get(at)).map_or("", |row| row.text.trim());
        if self.heads.row.label != label || !self.heads.row.is_of(section) {
            let date = |words: &str| date_of(words, published, style, lexicon);
            let period = date(label).or_else(|| date(section));
            self.heads.scope(label, section, period, lexicon);
        }
    }
}

/// The period of the one date that words hold.
fn date_of(words: &str, published: Option<&Period>, style: Style, lexicon: &Lexicon) -> Option<Period> {
    let mut dates = scan::mentions(words, style, lexicon).into_iter().filter_map(|mention| match mention.reading {
        Reading::Date(date) => Some(date),
        _ => None,
    });
    let date = dates.next().filter(|_| dates.next().is_none())?;
    grammar::resolve(&date, published)
}

/// For each column of a table the cell of a head row that heads it. `below`: a row above may span it. `over`: in a row
/// with heads under it a free cell belongs to the one on its left.
fn columns(row: &Block, below: bool, over: bool) -> Vec<Option<usize>> {
    let cells: Vec<&str> = row.text.split('|').map(str::trim).collect();
    let from = &row.cells.from;
    let width = row.cells.until.max(cells.len());
    let mut left = None;
    (0..width)
        .map(|column| {
            let (up, cell) = match from.get(column) {
                Some(&of) => of,
                None => (0, from.last().map_or(column, |&(_, last)| last)),
            };
            if up > 0 && below {
                left = None;
                return None;
            }
            let blank = cells.get(cell).is_none_or(|words| words.is_empty());
            if blank && over && column > 1 {
                return left;
            }
            left = Some(cell).filter(|&cell| cell > 0);
            Some(cell)
        })
        .collect()
}

/// Of each of a row's cells, as many as told, whether no words of its own stand in it.
fn free(row: &Block, cells: usize) -> Vec<bool> {
    let mut words = row.text.split('|');
    let is_free = |cell| {
        let blank = words.next().is_none_or(|words| words.trim().is_empty());
        blank || row.cells.from.get(cell).is_some_and(|&(up, _)| up > 0)
    };
    (0..cells).map(is_free).collect()
}

/// Whether a cell of a row behind the first spans several columns.
fn spans_columns(row: &Block) -> bool {
    let from = &row.cells.from;
    let twice = |pair: &[(usize, usize)]| matches!(pair, [a, b] if a == b && a.0 == 0);
    from.windows(2).any(twice) || row.cells.until > from.len().max(1) && from.len() > 1
}

/// Whether words may head a column: they hold no number but years.
fn is_head_like(cell: &str) -> bool {
    let numbers = cell.split(|char: char| !char.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let mut numbers = numbers.peekable();
    numbers.peek().is_none() || cell.len() < 24 && numbers.any(|digits| digits.len() == 4) && !cell.contains(',')
}

/// The number of the first row of the table that the block of that number is a row of.
fn first_row(blocks: &[Block], index: usize) -> Option<usize> {
    let is_row = |block: &&Block| block.kind == BlockKind::TableRow;
    let block = blocks.get(index).filter(is_row)?;
    Some(block.lead_in.filter(|&at| blocks.get(at).as_ref().is_some_and(is_row)).unwrap_or(index))
}

/// The caption or heading right above a table, and the line above a caption.
fn above(blocks: &[Block], first: usize) -> Vec<&str> {
    let before = blocks.get(..first).unwrap_or_default();
    let lines = before.iter().rev().take_while(|block| is_line(block)).map(|block| block.text.as_str());
    let mut lines = lines.take(2);
    let nearest = lines.next();
    // What stands over a sentence does not speak of the table under it.
    let farther = lines.next().filter(|_| nearest.is_some_and(|line| !line.ends_with('.')));
    nearest.into_iter().chain(farther).collect()
}

/// Whether a block may be a caption or a note over a table.
fn is_line(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph)
}

#[cfg(all(test, feature = "html"))]
#[path = "table_tests.rs"]
mod tests;
