//! A row of a table with what stands around it: the head row, and the caption or heading right above.

use crate::figure::{Block, BlockKind, Document, Period};
use crate::grammar::{self, Around, Heads, Mention, Reading, Style};
use crate::lexicon::Lexicon;
use crate::scan;

/// The heads of the last table met, by the number of its first row among the blocks.
pub(super) type Known = Option<(usize, Heads)>;

/// The figures of the block of that number, and those of a table's row in the unit of its heads, which `known` then holds.
pub(super) fn mentions(
    document: &Document,
    index: usize,
    style: Style,
    lexicon: &Lexicon,
    known: &mut Known,
) -> Vec<Mention> {
    let blocks = document.blocks.as_slice();
    let Some(block) = blocks.get(index) else { return Vec::new() };
    let mut found = scan::mentions(&block.text, style, lexicon);
    // "February 30, 2021": no calendar has it.
    found.retain(|mention| !matches!(&mention.reading, Reading::Date(date) if grammar::is_impossible(date)));
    let Some(first) = first_row(blocks, index) else {
        let over = (index + 1..=index + 2).any(|next| first_row(blocks, next) == Some(next));
        return if over && is_line(block) { grammar::in_caption(found, &block.text) } else { found };
    };
    if known.as_ref().is_none_or(|&(of, _)| of != first) {
        let published = document.published.as_ref().map(|p| &p.period);
        *known = heads(blocks, first, published, style, lexicon).map(|heads| (first, heads));
    }
    match known.as_ref() {
        Some((_, heads)) if index > first || grammar::is_row(&block.text, style, lexicon) => {
            grammar::in_table(found, &block.text, heads, lexicon)
        }
        Some(_) => grammar::in_head(found, &block.text, style, lexicon),
        None => found,
    }
}

/// The heads of the table that the block of that number is a row of; none for the head row itself.
pub(super) fn heads_of<'a>(blocks: &[Block], index: usize, known: &'a Known) -> Option<&'a Heads> {
    let (first, heads) = known.as_ref()?;
    (first_row(blocks, index) == Some(*first) && (index > *first || heads.column(0).is_none())).then_some(heads)
}

/// The number of the first row of the table that the block of that number is a row of.
fn first_row(blocks: &[Block], index: usize) -> Option<usize> {
    let is_row = |block: &&Block| block.kind == BlockKind::TableRow;
    let block = blocks.get(index).filter(is_row)?;
    Some(block.lead_in.filter(|&at| blocks.get(at).as_ref().is_some_and(is_row)).unwrap_or(index))
}

/// The heads of the table whose first row has that number; none where it is the only row.
fn heads(blocks: &[Block], first: usize, published: Option<&Period>, style: Style, lexicon: &Lexicon) -> Option<Heads> {
    let row = blocks.get(first)?;
    let of_table = |block: &&Block| block.kind == BlockKind::TableRow && block.lead_in == Some(first);
    let rows = blocks.get(first + 1..)?.iter().take_while(of_table).map(|block| block.text.as_str());
    rows.clone().next()?;
    let header = if grammar::is_row(&row.text, style, lexicon) { "" } else { row.text.as_str() };
    let dates = scan::mentions(header, style, lexicon);
    let above: Vec<&str> = above(blocks, first);
    let around = Around { header, dates: &dates, above: &above, published };
    Some(Heads::new(around, &rows, style, lexicon))
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
