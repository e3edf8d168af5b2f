//! Fact boxes: a number that stands alone beside its words, "87 %" over "of districts" → one block that joins them.
//!
//! ```text
//! "87 %" / "of districts"                     → "87 % of districts"
//! "Staff" / "340" / "Total budget" / "$7m"    → the rows "Staff | 340", "Total budget | $7m"
//! a table's "87 % | of districts"             → "87 % of districts", as of the row "87 % | 4,500" over its words
//! ```
//!
//! Where words stand on both sides of a number and nothing tells whose they are, they are left alone.

use crate::figure::{Block, BlockKind, Lang, RowCells, SourceMap};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// No number and no label is longer, in bytes.
const LONGEST_AMOUNT: usize = 30;
const LONGEST_LABEL: usize = 80;

/// Joins numbers with their words.
pub(super) fn join(blocks: Vec<Block>, lexicon: &Lexicon) -> Vec<Block> {
    let number = |block: &Block| amount(block.text.split('|').next().unwrap_or_default(), lexicon).is_some();
    if !blocks.iter().any(number) {
        return blocks;
    }
    let mut joiner = Joiner { blocks, lexicon, done: Vec::new(), moved: Vec::new() };
    let mut at = 0;
    while let Some(block) = joiner.blocks.get(at) {
        at = match block.kind {
            BlockKind::TableRow => joiner.table(at),
            BlockKind::Paragraph | BlockKind::ListItem(_) => joiner.run(at),
            BlockKind::Heading(_) => joiner.keep(at),
        };
    }
    let moved = joiner.moved;
    for block in &mut joiner.done {
        block.lead_in = block.lead_in.and_then(|lead| moved.get(lead).copied());
    }
    joiner.done
}

/// What a block of a fact box is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A number, and whether any words may follow it.
    Amount(bool),
    /// Words without a number, and whether they go on from one.
    Label(bool),
}

struct Joiner<'a> {
    blocks: Vec<Block>,
    lexicon: &'a Lexicon,
    done: Vec<Block>,
    /// The place of each block among those done.
    moved: Vec<usize>,
}

impl Joiner<'_> {
    fn keep(&mut self, at: usize) -> usize {
        self.moved.push(self.done.len());
        self.done.extend(self.blocks.get(at).cloned());
        at + 1
    }

    /// A run of numbers and labels that begins at `at`, or one block that is neither.
    fn run(&mut self, at: usize) -> usize {
        let parts: Vec<Part> = self.blocks.iter().skip(at).map_while(|block| self.part(block)).collect();
        let amount = |index: usize| matches!(parts.get(index), Some(Part::Amount(_)));
        let Some(end) = at.checked_add(parts.len()).filter(|&end| end > at) else { return self.keep(at) };
        let goes_on = |index: usize| match (parts.get(index), index.checked_sub(1).and_then(|before| parts.get(before)))
        {
            (Some(Part::Label(lower)), Some(Part::Amount(_))) => Some(*lower),
            _ => None,
        };
        let mut behind = (0..parts.len()).filter_map(goes_on).peekable();
        let ends = amount(parts.len() - 1);
        let lower = behind.peek().is_some() && behind.all(|lower| lower);
        let labels_first = !amount(0) && ends && !lower;
        let numbers_first = amount(0) || lower;
        let mut index = 0;
        while index < parts.len() {
            let first = at + index;
            let pair = match (parts.get(index), parts.get(index + 1)) {
                (Some(Part::Amount(free)), Some(Part::Label(lower))) if numbers_first && (*free || *lower) => Some(" "),
                (Some(Part::Label(false)), Some(Part::Amount(true))) if labels_first => Some(" | "),
                _ => None,
            };
            if let Some(mark) = pair {
                self.pair(first, first + 1, mark);
                index += 2;
            } else {
                self.keep(first);
                index += 1;
            }
        }
        end
    }

    /// Joins two blocks.
    fn pair(&mut self, first: usize, second: usize, mark: &str) {
        let at = self.done.len();
        self.moved.extend([at, at]);
        let (Some(a), Some(b)) = (self.blocks.get(first), self.blocks.get(second)) else { return };
        let whole = |block: &Block| Span::new(0, block.text.len());
        let mut block = joined(a, whole(a), b, whole(b), mark);
        if mark != " " {
            block.kind = BlockKind::TableRow;
            block.cells = RowCells { from: vec![(0, 0), (0, 1)], until: 2, ..RowCells::default() };
        }
        self.done.push(block);
    }

    /// The table that begins at `at`.
    fn table(&mut self, at: usize) -> usize {
        let of_table = |block: &&Block| block.kind == BlockKind::TableRow && block.lead_in == Some(at);
        let end = at + 1 + self.blocks.iter().skip(at + 1).take_while(of_table).count();
        let rows = self.blocks.get(at..end).unwrap_or_default();
        let facts = self.beside(rows).or_else(|| self.above(rows));
        match facts {
            Some(facts) => {
                self.moved.extend((at..end).map(|_| self.done.len()));
                self.done.extend(facts);
            }
            None => {
                for row in at..end {
                    self.keep(row);
                }
            }
        }
        end
    }

    /// Rows of numbers each with its words behind it.
    fn beside(&self, rows: &[Block]) -> Option<Vec<Block>> {
        let mut facts = Vec::new();
        for row in rows {
            let cells = cells(row);
            let pairs = cells.chunks_exact(2);
            if !pairs.remainder().is_empty() || cells.len() > 2 && rows.len() > 1 {
                return None;
            }
            for pair in pairs {
                let [number, label] = pair else { return None };
                if self.amount(number.of(&row.text)).is_none() || label_of(label.of(&row.text)).is_none() {
                    return None;
                }
                facts.push(joined(row, *number, row, *label, " "));
            }
        }
        Some(facts)
    }

    /// A row of numbers over one of words.
    fn above(&self, rows: &[Block]) -> Option<Vec<Block>> {
        let [numbers, labels] = rows else { return None };
        let (above, below) = (cells(numbers), cells(labels));
        let facts = above.iter().zip(&below).map(|(number, label)| {
            self.amount(number.of(&numbers.text))?;
            label_of(label.of(&labels.text))?;
            Some(joined(numbers, *number, labels, *label, " "))
        });
        facts.collect::<Option<_>>().filter(|_| above.len() == below.len())
    }

    fn part(&self, block: &Block) -> Option<Part> {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem(_)) {
            return None;
        }
        let amount = self.amount(&block.text).map(Part::Amount);
        amount.or_else(|| label_of(&block.text).filter(|_| block.kind == BlockKind::Paragraph).map(Part::Label))
    }

    fn amount(&self, text: &str) -> Option<bool> {
        amount(text, self.lexicon)
    }
}

/// Whether a text is nothing but a number with its sign or magnitude, and no year.
pub(super) fn is_amount(text: &str, lexicon: &Lexicon) -> bool {
    amount(text, lexicon) == Some(true)
}

/// Whether a number alone, which a text is, may be a figure whatever follows; a small bare one numbers a page or a step
/// as often.
fn amount(text: &str, lexicon: &Lexicon) -> Option<bool> {
    let text = text.trim();
    if text.len() > LONGEST_AMOUNT || !text.contains(|char: char| char.is_ascii_digit()) {
        return None;
    }
    let money = |rest: &str| {
        Lang::ALL.iter().find_map(|&lang| lexicon.currencies.get(lang).at_start(rest)).map(|found| found.0)
    };
    let scale =
        |rest: &str| Lang::ALL.iter().find_map(|&lang| lexicon.scales.get(lang).at_start(rest)).map(|found| found.0);
    let body = text.trim_start_matches(['>', '<', '~', '≈', '+', '-', '−', '≥', '≤', ' ']);
    let opened = body.get(money(body).unwrap_or(0)..)?.trim_start();
    let end =
        opened.find(|char: char| !matches!(char, '0'..='9' | '.' | ',' | ' ' | '\u{A0}' | '\u{202F}' | '\'' | '’'));
    let (digits, mut rest) = opened.split_at_checked(end.unwrap_or(opened.len()))?;
    let digits = digits.trim();
    if !digits.starts_with(|char: char| char.is_ascii_digit()) || digits.ends_with(['.', ',']) {
        return None;
    }
    let bare = opened.len() == text.len() && rest.is_empty();
    while !rest.is_empty() {
        let length = rest.chars().next().filter(|char| matches!(char, '%' | '+' | ' ' | '\u{A0}')).map(char::len_utf8);
        rest = rest.get(length.or_else(|| scale(rest)).or_else(|| money(rest))?..)?;
    }
    let plain = bare && digits.bytes().all(|byte| byte.is_ascii_digit());
    let year = plain && digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    (!year).then_some(!plain || digits.len() > 2)
}

/// Whether words may be what a number alone counts or tells, and then whether they go on from it.
fn label_of(text: &str) -> Option<bool> {
    let text = text.trim();
    let fits = text.len() <= LONGEST_LABEL
        && text.contains(char::is_alphabetic)
        && !text.contains(|char: char| char.is_ascii_digit())
        && !text.ends_with([':', '?', '!', ';']);
    fits.then(|| text.starts_with(char::is_lowercase))
}

/// The cells of a row.
fn cells(row: &Block) -> Vec<Span> {
    let mut at = 0;
    row.text
        .split('|')
        .map(|cell| {
            let start = at + cell.len() - cell.trim_start().len();
            at += cell.len() + 1;
            Span::new(start, start + cell.trim().len())
        })
        .collect()
}

/// The words of two spans of blocks as one paragraph, or as one item where the first block is one.
fn joined(a: &Block, first: Span, b: &Block, second: Span, mark: &str) -> Block {
    let (mut text, mut map) = (String::with_capacity(first.len() + second.len() + mark.len()), SourceMap::default());
    let mut end = a.map.source(first.start);
    for (block, span) in [(a, first), (b, second)] {
        if !text.is_empty() {
            for char in mark.chars() {
                map.push(text.len(), end);
                text.push(char);
            }
        }
        for (at, char) in span.of(&block.text).char_indices() {
            map.push(text.len(), block.map.source(span.start + at));
            text.push(char);
        }
        end = block.map.source_span(span).end;
    }
    let kind = if a.kind == BlockKind::TableRow { BlockKind::Paragraph } else { a.kind };
    let lead_in = a.lead_in.filter(|_| kind != BlockKind::Paragraph);
    Block { kind, text, map, section: a.section.clone(), lead_in, bold: Vec::new(), cells: RowCells::default() }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::{self, Markup};
    use super::*;

    #[track_caller]
    fn joined(text: &str) -> String {
        let blocks = blocks::read(text, 0, Markup::Md, Lexicon::embedded());
        for block in &blocks {
            for (at, char) in block.text.char_indices() {
                let there = text.get(block.map.source(at)..).and_then(|rest| rest.chars().next());
                assert!(matches!(char, ' ' | '|') || there == Some(char), "{}", block.text);
            }
        }
        blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn numbers_and_their_words() {
        for (text, expected) in [
            ("87 %\n\nof districts\n\n4,500\n\npeople trained", "87 % of districts; 4,500 people trained"),
            ("**$3.2 million**\n\nInvested", "$3.2 million Invested"),
            ("## 62%\n\nof homes", "62% of homes"),
            ("Staff\n\n340\n\nBudget\n\n$7 million", "Staff | 340; Budget | $7 million"),
            ("Results\n\n87 %\n\nof districts", "Results; 87 % of districts"),
            // Whose words?
            ("Results\n\n340\n\nStaff", "Results; 340; Staff"),
            // A year, a page, a step.
            ("2021\n\nStaff", "2021; Staff"),
            ("12\n\nAnnex", "12; Annex"),
            ("12\n\nschools built", "12 schools built"),
            ("4,500\n\nThe plan was made in 2019.", "4,500; The plan was made in 2019."),
            ("| 87 % | of districts |\n| 40 | schools |", "87 % of districts; 40 schools"),
            ("| 87 % | 4,500 |\n|---|---|\n| of districts | people |", "87 % of districts; 4,500 people"),
            ("| 87 % | 4,500 |\n|---|---|\n| of districts | 5,000 |", "87 % | 4,500; of districts | 5,000"),
        ] {
            assert_eq!(joined(text), expected, "{text}");
        }
    }
}
