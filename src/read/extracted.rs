//! Blocks taken out of a file that is no text → a document's text, and the blocks' places in it.
//!
//! The text is the blocks' own words, a blank line between two; the cells of a row stand a tab apart.

use super::facts;
use super::grid::{self, Laid, Row};
use super::heading::{self, Place};
use super::inline::{self, Joined};
use super::outline::Outline;
use crate::figure::{Block, BlockKind, RowCells};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// What a part of the file is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Heading(u8),
    Paragraph,
    /// The first paragraph of an item at this depth.
    Item(u8),
    /// A further paragraph of it.
    InItem(u8),
}

/// Stands between two blocks within a cell: a cell that is no row's is as many paragraphs.
pub(super) const PARTED: char = '\u{2029}';

/// Stands where a line is broken within a block.
pub(super) const BROKEN: char = '\u{2028}';

/// Words with the parts of them that are bold.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) bold: Vec<Span>,
}

impl Words {
    /// The words between the marks at these bytes, each mark of three bytes.
    fn split(&self, marks: impl Iterator<Item = usize>) -> Vec<Self> {
        let (mut start, mut bold) = (0, self.bold.iter().peekable());
        let mut parts = Vec::new();
        for end in marks.chain([self.text.len()]) {
            let within = |span: &&Span| span.start < end;
            let inner = |span: &Span| Span::new(span.start.max(start) - start, span.end.clamp(start, end) - start);
            let mut own = Vec::new();
            while let Some(span) = bold.next_if(within) {
                own.push(inner(span));
                // It goes on behind the mark.
                if span.end > end {
                    break;
                }
            }
            parts.push(Self { text: self.text[start..end].to_owned(), bold: own });
            start = (end + BROKEN.len_utf8()).min(self.text.len());
        }
        parts
    }

    /// What stands on lines of its own: a line that goes on in lower case in the middle of a sentence does not.
    fn lines(&self, role: Role) -> Option<Vec<Self>> {
        let text = &self.text;
        let parts = |&at: &usize| {
            let (before, after) = (text[..at].trim_end(), text[at + BROKEN.len_utf8()..].trim_start());
            let ended = before.ends_with(['.', ':', ';', '!', '?', BROKEN]) || after.starts_with(BROKEN);
            let bold = self.bold.iter().any(|span| span.end >= before.len() && span.end <= text.len() - after.len());
            !matches!(role, Role::Heading(_)) && (ended || bold || !after.starts_with(char::is_lowercase))
        };
        text.contains(BROKEN).then(|| self.split(text.match_indices(BROKEN).map(|(at, _)| at).filter(parts)))
    }
}

/// The text and its blocks so far.
#[derive(Debug)]
pub(super) struct Extracted<'a> {
    text: String,
    outline: Outline,
    lexicon: &'a Lexicon,
    /// The rows of the table that is being read.
    rows: Vec<Row<Words>>,
}

impl<'a> Extracted<'a> {
    pub(super) fn new(lexicon: &'a Lexicon) -> Self {
        Self { text: String::new(), outline: Outline::default(), lexicon, rows: Vec::new() }
    }

    /// Adds words; those without a letter or digit are left out.
    pub(super) fn add(&mut self, role: Role, words: &Words) {
        self.end_table();
        let Some(lines) = words.lines(role) else { return self.add_words(role, words) };
        let mut role = role;
        for mut line in lines {
            line.text = line.text.replace(BROKEN, " ");
            if line.text.chars().any(char::is_alphanumeric) {
                self.add_words(role, &line);
                role = if let Role::Item(depth) = role { Role::InItem(depth) } else { role };
            }
        }
    }

    fn add_words(&mut self, role: Role, words: &Words) {
        let Some(start) = self.begin(&words.text) else { return };
        self.text.push_str(words.text.trim());
        let trimmed = words.text.len() - words.text.trim_start().len();
        let mut joined = Joined::new(true);
        joined.push(&self.text, Span::new(start, self.text.len()));
        for mut piece in inline::clean(&joined) {
            let place = |at: usize| piece.map.block((at + start).saturating_sub(trimmed)).min(piece.text.len());
            let bold = words.bold.iter().map(|span| Span::new(place(span.start), place(span.end)));
            piece.bold = bold.filter(|span| !span.is_empty() && !span.of(&piece.text).is_empty()).collect();
            match role {
                Role::Heading(_) if facts::is_amount(&piece.text, self.lexicon) => {
                    self.outline.push(BlockKind::Paragraph, piece);
                }
                Role::Heading(level) => self.outline.push(BlockKind::Heading(level), piece),
                Role::Item(depth) => self.outline.push(BlockKind::ListItem(depth), piece),
                Role::InItem(depth) => self.outline.push_in_item(depth, piece),
                Role::Paragraph => {
                    let place = Place { plain: false, alone: true, first: self.outline.is_empty() };
                    let level = heading::level(&piece, place, self.lexicon);
                    let level = level.filter(|_| !facts::is_amount(&piece.text, self.lexicon));
                    self.outline.push(level.map_or(BlockKind::Paragraph, BlockKind::Heading), piece);
                }
            }
        }
    }

    /// Adds a row of a table.
    pub(super) fn add_row(&mut self, row: Row<Words>) {
        self.rows.push(row);
    }

    /// The table before, if any, is at its end.
    pub(super) fn end_table(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        for laid in grid::lay_out(std::mem::take(&mut self.rows)) {
            match laid {
                Laid::Prose(words) => self.add_parts(&words),
                Laid::Row(words, cells) => self.lay_row(&words, cells),
                Laid::End => self.outline.end_table(),
            }
        }
        self.outline.end_table();
    }

    /// Adds the paragraphs that a cell holds.
    fn add_parts(&mut self, words: &Words) {
        for part in words.split(words.text.match_indices(PARTED).map(|(at, _)| at)) {
            self.add_words(Role::Paragraph, &part);
        }
    }

    fn lay_row(&mut self, words: &[Option<Words>], cells: RowCells) {
        let mut joined = Vec::with_capacity(words.len());
        self.part();
        for (index, cell) in words.iter().enumerate() {
            if index > 0 {
                self.text.push('\t');
            }
            let start = self.text.len();
            self.text.push_str(cell.as_ref().map_or("", |cell| cell.text.trim()));
            let mut line = Joined::new(true);
            line.push(&self.text, Span::new(start, self.text.len()));
            joined.push(line);
        }
        if let Some(piece) = inline::clean_cells(&joined) {
            self.outline.row(piece, cells);
        }
    }

    /// The text and the blocks.
    pub(super) fn finish(mut self) -> (String, Vec<Block>) {
        self.end_table();
        (self.text, facts::join(self.outline.into_blocks(), self.lexicon))
    }

    /// The byte at which words begin in the text, a blank line after those before; none for words that say nothing.
    fn begin(&mut self, words: &str) -> Option<usize> {
        if !words.chars().any(char::is_alphanumeric) {
            return None;
        }
        self.part();
        Some(self.text.len())
    }

    /// Leaves a blank line behind the words before.
    fn part(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push_str("\n\n");
        }
    }
}
