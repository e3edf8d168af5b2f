//! Blocks in reading order → the heading path above each, and what introduces it.

use super::heading::LONGEST;
use super::inline::Piece;
use crate::figure::{Block, BlockKind, RowCells};

/// Puts blocks in their place.
#[derive(Debug, Default)]
pub(super) struct Outline {
    blocks: Vec<Block>,
    /// Levels and texts of the headings above, the outermost first.
    headings: Vec<(u8, String)>,
    /// The path of the headings above.
    section: String,
    /// Depths and indices of the items above within the list.
    items: Vec<(u8, usize)>,
    /// The paragraph that introduces the list.
    lead_in: Option<usize>,
    /// The last block is part of a list.
    in_list: bool,
    /// The first row of the table.
    head_row: Option<usize>,
    /// A rule stands after the last block.
    ruled: bool,
}

impl Outline {
    /// Adds a block. A heading too long to be one is a paragraph.
    pub(super) fn push(&mut self, kind: BlockKind, piece: Piece) {
        match kind {
            BlockKind::Heading(_) if piece.text.len() > LONGEST => self.push(BlockKind::Paragraph, piece),
            BlockKind::Heading(level) => self.heading(level, piece),
            BlockKind::Paragraph => {
                self.leave_list();
                self.add(kind, piece, None);
            }
            BlockKind::ListItem(depth) => self.item(depth, piece),
            BlockKind::TableRow => self.row(piece, RowCells::default()),
        }
    }

    /// Adds a row of a table.
    pub(super) fn row(&mut self, piece: Piece, cells: RowCells) {
        self.leave_list();
        let head_row = self.head_row;
        self.add(BlockKind::TableRow, piece, head_row);
        self.head_row = Some(head_row.unwrap_or(self.blocks.len() - 1));
        if let Some(block) = self.blocks.last_mut() {
            block.cells = cells;
        }
    }

    /// Adds a further paragraph of the last item at this depth.
    pub(super) fn push_in_item(&mut self, depth: u8, piece: Piece) {
        let item = self.items.iter().rev().find(|&&(known, _)| known <= depth).map(|&(_, index)| index);
        self.add(BlockKind::Paragraph, piece, item);
        self.in_list = true;
    }

    /// A rule: what comes after is not introduced by what stands before.
    pub(super) fn rule(&mut self) {
        self.leave_list();
        self.ruled = true;
    }

    /// The table before, if any, is at its end.
    pub(super) fn end_table(&mut self) {
        self.head_row = None;
    }

    /// Whether no block was added yet.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The blocks.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        self.blocks
    }

    fn heading(&mut self, level: u8, piece: Piece) {
        self.leave_list();
        while self.headings.last().is_some_and(|&(above, _)| above >= level) {
            self.headings.pop();
        }
        self.section = self.path();
        self.headings.push((level, piece.text.clone()));
        self.add(BlockKind::Heading(level), piece, None);
        self.section = self.path();
    }

    fn path(&self) -> String {
        self.headings.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" > ")
    }

    fn item(&mut self, depth: u8, piece: Piece) {
        if !self.in_list {
            let before = self.blocks.last().filter(|_| !self.ruled);
            let introduces = before.is_some_and(|block| block.kind == BlockKind::Paragraph);
            self.lead_in = introduces.then(|| self.blocks.len() - 1);
        }
        while self.items.last().is_some_and(|&(above, _)| above >= depth) {
            self.items.pop();
        }
        let parent = self.items.last().map(|&(_, index)| index).or(self.lead_in);
        self.items.push((depth, self.blocks.len()));
        self.add(BlockKind::ListItem(depth), piece, parent);
        self.in_list = true;
    }

    fn leave_list(&mut self) {
        self.in_list = false;
        self.lead_in = None;
        self.items.clear();
    }

    fn add(&mut self, kind: BlockKind, piece: Piece, lead_in: Option<usize>) {
        if kind != BlockKind::TableRow {
            self.head_row = None;
        }
        self.ruled = false;
        let Piece { text, map, bold } = piece;
        self.blocks.push(Block {
            kind,
            text,
            map,
            section: self.section.clone(),
            lead_in,
            bold,
            cells: RowCells::default(),
        });
    }
}
