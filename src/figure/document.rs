//! A document as read: its text, its blocks, and the way back from a block's cleaned words to the text.

use super::{Lang, Period, words};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A document as read. Every offset that leaves the program points into [`Document::text`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Document {
    /// The `doc_id`: the file name without its ending, or as `read` tells where two clash.
    pub id: String,
    /// The id that its record bears in the file, where it is a record with one: [`Document::id`] may differ from it.
    pub source_id: String,
    /// The path as given, relative where it was found in a folder.
    pub path: String,
    /// The title, if the document states one.
    pub title: String,
    /// Who published it, if stated.
    pub publisher: String,
    /// When it was published, and how that is known.
    pub published: Option<Published>,
    /// Where it was published, if stated.
    pub url: String,
    /// ISO 3166-1 alpha-3 code of the country whose money and dates it writes, if it says so; else empty.
    pub country: String,
    /// The language of the document.
    pub lang: Lang,
    /// The English name of the language that it is in, if that is one that is not read: it then has no figures.
    pub foreign: Option<&'static str>,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// The text that offsets point into; for txt and md the file as decoded.
    pub text: String,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// The byte at which each page begins (PDF only, else empty).
    pub pages: Vec<usize>,
    /// What was read only in part, in words; empty where all was read. Why it could not be read, where there is no text.
    pub message: String,
    /// How long its reading took, where it is not one of many in a file: that counts to the time that it may take.
    pub(crate) spent: Duration,
}

impl Document {
    /// Adds to what is told of a document read in part.
    pub(crate) fn tell(&mut self, words: &str) {
        if !self.message.is_empty() {
            self.message.push_str("; ");
        }
        self.message.push_str(words);
    }
}

/// The date of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Published {
    /// The day, month or year.
    pub period: Period,
    /// How it is known.
    pub from: PublishedFrom,
}

impl Published {
    /// A date and how it is known.
    pub const fn new(period: Period, from: PublishedFrom) -> Self {
        Self { period, from }
    }
}

/// How a document's date is known, the most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PublishedFrom {
    /// Told by the caller (`--date`).
    Argument,
    /// The front matter, or the metadata of an HTML page.
    FrontMatter,
    /// A line of the text that holds only a date.
    DateLine,
    /// The file name.
    FileName,
    /// When the PDF or DOCX was made, by its own properties: often that of a later copy.
    FileProperties,
    /// The latest year the text speaks of.
    Inferred,
}

words!(PublishedFrom {
    Argument = "argument", FrontMatter = "front_matter", DateLine = "date_line", FileName = "file_name",
    FileProperties = "file_properties", Inferred = "inferred",
});

/// Whether a document of which so many figures stand in another one too, out of so many, is a near copy of it, reworded
/// or not.
pub(crate) const fn is_near_copy(shared: usize, of: usize) -> bool {
    shared >= 6 && shared * 100 >= 60 * of
}

/// What a block is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// A heading of this level, from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list at this depth, from 1.
    ListItem(u8),
    /// A row of a table, its cells joined by " | ".
    TableRow,
}

/// A run of prose that stands together: nothing said in it goes on in the next block.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Block {
    /// What it is on the page.
    pub kind: BlockKind,
    /// Its words without mark-up, each run of white space folded to one space, none at either end.
    pub text: String,
    /// The way from `text` back to the document's text.
    pub map: SourceMap,
    /// The headings above it, the outermost first, joined by " > ".
    pub section: String,
    /// The block that introduces it: the paragraph or parent item that a list hangs on, the head row of a table.
    /// An index into [`Document::blocks`].
    pub lead_in: Option<usize>,
    /// Parts of `text` set in bold, in order.
    pub bold: Vec<Span>,
    /// Of a table's row, where its cells come from.
    pub cells: RowCells,
}

impl Block {
    /// A block under no heading. Each offset of `text` leads into the document's text by `map`.
    pub fn new(kind: BlockKind, text: impl Into<String>, map: SourceMap) -> Self {
        let (section, cells) = (String::new(), RowCells::default());
        Self { kind, text: text.into(), map, section, lead_in: None, bold: Vec::new(), cells }
    }
}

/// The cells of a table's row. The row's text has a cell for each column up to the last that begins in the row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RowCells {
    /// The file marks the row as one of heads.
    pub head: bool,
    /// The file marks its first cell, and no other, as what heads the row.
    pub labelled: bool,
    /// It has one cell, which speaks of the rows below it.
    pub section: bool,
    /// For each cell, which one's words cover its place: of how many rows above, and of which column. Itself where no
    /// other spans it.
    pub from: Vec<(usize, usize)>,
    /// The column behind those that the last cell spans.
    pub until: usize,
}

/// Maps offsets of a block's text to offsets of the document's text, both in bytes.
///
/// Inside a run the two advance together; a new run begins wherever mark-up or white space was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    /// (offset in the block, offset in the document) at the start of each run, ascending in both.
    runs: Vec<(usize, usize)>,
}

impl SourceMap {
    /// Says that the block's bytes from `block` on stand in the document from `source` on.
    pub fn push(&mut self, block: usize, source: usize) {
        match self.runs.last() {
            Some(&(b, s)) if block >= b && source >= s && block - b == source - s => {}
            Some(&(b, _)) if b == block => {
                self.runs.pop();
                self.runs.push((block, source));
            }
            _ => self.runs.push((block, source)),
        }
    }

    /// The map of a part of the block.
    pub(crate) fn part(&self, span: Span) -> Self {
        let mut part = Self::default();
        part.push(0, self.source(span.start));
        let runs = self.runs.iter().skip(self.runs.partition_point(|&(b, _)| b <= span.start));
        for &(block, source) in runs.take_while(|(block, _)| *block < span.end) {
            part.push(block - span.start, source);
        }
        part
    }

    /// The document's byte at which this byte of the block stands.
    pub fn source(&self, block: usize) -> usize {
        let index = self.runs.partition_point(|&(b, _)| b <= block);
        match index.checked_sub(1).map(|index| self.runs[index]) {
            Some((b, s)) => s + (block - b),
            None => block,
        }
    }

    /// The document's span of a span of the block. The end is mapped from the last byte inside, so that mark-up
    /// after the span stays out.
    pub fn source_span(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.source(span.start);
            return Span::new(at, at);
        }
        Span::new(self.source(span.start), self.source(span.end - 1) + 1)
    }

    /// The block's byte at which this byte of the document stands, or that of the next run.
    pub fn block(&self, source: usize) -> usize {
        let index = self.runs.partition_point(|&(_, s)| s <= source);
        match index.checked_sub(1).map(|index| self.runs[index]) {
            Some((b, s)) => {
                let at = b + (source - s);
                self.runs.get(index).map_or(at, |&(next, _)| at.min(next))
            }
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_leads_back_over_dropped_markup() {
        // "**$3**  million" → "$3 million"
        let mut map = SourceMap::default();
        map.push(0, 2);
        map.push(2, 6);
        map.push(3, 8);
        assert_eq!(map.source_span(Span::new(0, 2)), Span::new(2, 4));
        assert_eq!(map.source_span(Span::new(0, 10)), Span::new(2, 15));
        assert_eq!(map.block(8), 3);
        assert_eq!(map.block(7), 3);
    }
}
