//! Where a figure, its sentence and its evidence stand in the blocks of a document, in UTF-16 units as a browser's
//! strings are counted.
//!
//! The tables count code points of the source, mark-up and all; the page shows the blocks' words. A figure whose words
//! do not stand at its offsets (the document has changed since) has no place.

use crate::figure::{Block, Document, Figure};
use crate::span::{Locator, Span};
use std::cell::OnceCell;

/// A figure's place in one block, in UTF-16 units. Where its sentence is not found, the sentence is the figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// An index into [`Document::blocks`].
    pub(super) block: usize,
    pub(super) words: (usize, usize),
    pub(super) sentence: (usize, usize),
    /// The column of each slot, and the block and units of the words that filled it.
    pub(super) evidence: Vec<(&'static str, usize, usize, usize)>,
}

/// A document, and the way from its source to the words of its blocks.
pub(super) struct Places<'a> {
    document: &'a Document,
    locator: Locator<'a>,
    /// The source's byte at which each block begins, with the block, ascending.
    starts: Vec<(usize, usize)>,
    /// Of each long block the units before every [`STRIDE`]th byte: counted from its start for each figure, they would take
    /// time by the square.
    units: Vec<OnceCell<Vec<usize>>>,
}

/// Bytes between places whose units are known.
const STRIDE: usize = 1024;

impl<'a> Places<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let begun = |(index, block): (usize, &Block)| (block.map.source(0), index);
        let mut starts: Vec<_> = document.blocks.iter().enumerate().map(begun).collect();
        starts.sort_unstable();
        let units = vec![OnceCell::new(); document.blocks.len()];
        Self { document, locator: Locator::new(&document.text), starts, units }
    }

    /// The place of a figure; none where its words do not stand there.
    pub(super) fn of(&self, figure: &Figure) -> Option<Place> {
        if figure.exact.is_empty() || figure.char_end < figure.char_start {
            return None;
        }
        let source = Span::new(self.locator.byte(figure.char_start), self.locator.byte(figure.char_end));
        if source.of(&self.document.text) != figure.exact {
            return None;
        }
        let (block, words) = self.in_block(source)?;
        let text = &self.document.blocks[block].text;
        let quoted = figure.sentence.as_str();
        let uncut = quoted.strip_prefix("… ").unwrap_or(quoted);
        let uncut = uncut.strip_suffix(" …").unwrap_or(uncut);
        let sentence = around(text, quoted, words).or_else(|| around(text, uncut, words)).unwrap_or(words);
        let evidence = figure.evidence.slots.iter().filter_map(|&(column, source)| {
            let (block, words) = self.in_block(source)?;
            let (start, end) = self.units(block, words);
            Some((column, block, start, end))
        });
        let (words, sentence) = (self.units(block, words), self.units(block, sentence));
        Some(Place { block, words, sentence, evidence: evidence.collect() })
    }

    /// A span of a block in UTF-16 units.
    fn units(&self, block: usize, span: Span) -> (usize, usize) {
        let text = self.document.blocks[block].text.as_str();
        let known = self.units[block].get_or_init(|| {
            let ends = (1..=text.len() / STRIDE).map(|stride| text.floor_char_boundary(stride * STRIDE));
            let (mut from, mut all, mut known) = (0, 0, vec![0]);
            for end in ends {
                all += text[from..end].encode_utf16().count();
                known.push(all);
                from = end;
            }
            known
        });
        let at = |at: usize| {
            let from = text.floor_char_boundary(at / STRIDE * STRIDE);
            known[at / STRIDE] + text.get(from..at).map_or(0, |text| text.encode_utf16().count())
        };
        (at(span.start.min(text.len())), at(span.end.min(text.len())))
    }

    /// The block that holds a span of the source, and the span of its words there; none where it holds none of it.
    fn in_block(&self, source: Span) -> Option<(usize, Span)> {
        let after = self.starts.partition_point(|&(start, _)| start <= source.start);
        let (_, index) = *self.starts.get(after.checked_sub(1)?)?;
        let block = &self.document.blocks[index];
        if source.is_empty() || source.end > self.document.text.len() {
            return None;
        }
        // The last character may be longer than a byte: its end is that of its first byte and its length.
        let last = source.of(&self.document.text).chars().next_back()?.len_utf8();
        let words = Span::new(block.map.block(source.start), block.map.block(source.end - last) + last);
        (words.start < words.end && block.text.get(words.start..words.end).is_some()).then_some((index, words))
    }
}

/// Where `said` stands in `text` around `words`. Only what is near enough is searched: a paragraph may hold megabytes.
fn around(text: &str, said: &str, words: Span) -> Option<Span> {
    let from = text.floor_char_boundary(words.end.saturating_sub(said.len()));
    let to = text.ceil_char_boundary(words.start + said.len());
    let found = text.get(from..to)?.match_indices(said).map(|(at, _)| Span::new(from + at, from + at + said.len()));
    found.into_iter().find(|found| found.contains(words))
}

/// A span of `text` in UTF-16 units.
pub(super) fn units(text: &str, span: Span) -> (usize, usize) {
    let count = |text: &str| text.encode_utf16().count();
    let start = text.get(..span.start).map_or(0, count);
    (start, start + count(span.of(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, read};
    use std::path::Path;

    fn document(text: &str) -> Document {
        read(text.as_bytes(), Path::new("d1.md"), &ReadOptions::default()).unwrap().remove(0)
    }

    fn figure(text: &str, exact: &str, sentence: &str) -> Figure {
        let start = text.find(exact).unwrap();
        Figure {
            exact: exact.into(),
            sentence: sentence.into(),
            char_start: text[..start].chars().count(),
            char_end: text[..start + exact.len()].chars().count(),
            ..super::super::data::tests::figure()
        }
    }

    #[test]
    fn a_figure_and_its_sentence_are_found_without_their_markup() {
        let text = "---\ntitle: T\n---\n\nHello.\n\nOne 𝄞.  They **paid\n  over \\$3 million** to\n [farms](https://a.b/c9) in 2022. Two.\n";
        let document = document(text);
        let mut figure = figure(text, "\\$3 million", "They paid over $3 million to farms in 2022.");
        let farms = text.find("farms").unwrap();
        figure.evidence.slots = vec![("what", Span::new(farms, farms + 5)), ("actor", Span::new(900, 905))];
        let place = Places::new(&document).of(&figure).unwrap();
        let units: Vec<u16> = document.blocks[place.block].text.encode_utf16().collect();
        let words = |(start, end): (usize, usize)| String::from_utf16(&units[start..end]).unwrap();
        assert_eq!(words(place.words), "$3 million");
        assert_eq!(words(place.sentence), figure.sentence);
        let [(column, block, start, end)] = place.evidence[..] else { panic!("{:?}", place.evidence) };
        assert_eq!((column, block, words((start, end)).as_str()), ("what", place.block, "farms"));
    }

    #[test]
    fn a_sentence_that_is_cut_is_found_where_its_figure_stands() {
        let long = "𝄞 They paid for trees ".repeat(100);
        let text = format!("{long}and $3 for more {long}.");
        let document = document(&text);
        let figure = figure(&text, "$3", "… trees and $3 for more 𝄞 They …");
        let place = Places::new(&document).of(&figure).unwrap();
        let units: Vec<u16> = document.blocks[place.block].text.encode_utf16().collect();
        let words = |(start, end): (usize, usize)| String::from_utf16(&units[start..end]).unwrap();
        assert_eq!(
            (words(place.words).as_str(), words(place.sentence).as_str()),
            ("$3", "trees and $3 for more 𝄞 They")
        );
    }

    #[test]
    fn another_text_is_not_taken_for_the_sentence() {
        let text = "They paid $3 for 5 of 5 trees.";
        let document = document(text);
        let places = Places::new(&document);
        let found = places.of(&figure(text, "$3", "We paid $3.")).unwrap();
        assert_eq!(found.sentence, found.words);
        let moved = Figure { char_start: 0, char_end: 2, ..figure(text, "$3", text) };
        assert_eq!(places.of(&moved), None);
        let gone = Figure { char_start: 70, char_end: 80, ..figure(text, "$3", text) };
        assert_eq!(places.of(&gone), None);
    }
}
