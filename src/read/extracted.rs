//! Blocks taken out of a file that is no text → a document's text, and the blocks' places in it.
//!
//! The text is the blocks' own words, a blank line between two; the cells of a row stand a tab apart.

use super::heading::{self, Place};
use super::inline::{self, Joined};
use super::outline::Outline;
use crate::figure::{Block, BlockKind};
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

/// Words with the parts of them that are bold.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) bold: Vec<Span>,
}

/// The text and its blocks so far.
#[derive(Debug)]
pub(super) struct Extracted<'a> {
    text: String,
    outline: Outline,
    lexicon: &'a Lexicon,
}

impl<'a> Extracted<'a> {
    pub(super) fn new(lexicon: &'a Lexicon) -> Self {
        Self { text: String::new(), outline: Outline::default(), lexicon }
    }

    /// Adds words; those without a letter or digit are left out.
    pub(super) fn add(&mut self, role: Role, words: &Words) {
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
                Role::Heading(level) => self.outline.push(BlockKind::Heading(level), piece),
                Role::Item(depth) => self.outline.push(BlockKind::ListItem(depth), piece),
                Role::InItem(depth) => self.outline.push_in_item(depth, piece),
                Role::Paragraph => {
                    let place = Place { plain: false, alone: true, first: self.outline.is_empty() };
                    let level = heading::level(&piece, place, self.lexicon);
                    self.outline.push(level.map_or(BlockKind::Paragraph, BlockKind::Heading), piece);
                }
            }
        }
    }

    /// Adds a row of a table; one cell alone is a paragraph.
    pub(super) fn add_row(&mut self, cells: &[Words]) {
        if let [cell] = cells {
            return self.add(Role::Paragraph, cell);
        }
        if cells.iter().all(|cell| self.begin(&cell.text).is_none()) {
            return;
        }
        let mut joined = Vec::with_capacity(cells.len());
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.text.push('\t');
            }
            let start = self.text.len();
            self.text.push_str(cell.text.trim());
            let mut line = Joined::new(true);
            line.push(&self.text, Span::new(start, self.text.len()));
            joined.push(line);
        }
        if let Some(piece) = inline::clean_cells(&joined) {
            self.outline.push(BlockKind::TableRow, piece);
        }
    }

    /// The table before is at its end.
    pub(super) fn end_table(&mut self) {
        self.outline.end_table();
    }

    /// The text and the blocks.
    pub(super) fn finish(self) -> (String, Vec<Block>) {
        (self.text, self.outline.into_blocks())
    }

    /// The byte at which words begin in the text, a blank line after those before; none for words that say nothing.
    fn begin(&mut self, words: &str) -> Option<usize> {
        if !words.chars().any(char::is_alphanumeric) {
            return None;
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push_str("\n\n");
        }
        Some(self.text.len())
    }
}
