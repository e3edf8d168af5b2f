//! A block of many pages in pieces, for what is done block by block to stay within the limits of time and memory.

use crate::figure::{Block, BlockKind, Document};
use crate::span::Span;

/// A longer block is divided, in bytes. No paragraph that a person wrote is so long.
const LONGEST: usize = 64 << 10;
/// A piece ends behind a sentence where one ends in its last bytes, so many.
const SEARCHED: usize = 4 << 10;

/// Divides the blocks of a document that are too long; the rows of tables stay whole.
pub(super) fn divide(document: &mut Document) {
    let is_long = |block: &Block| block.kind != BlockKind::TableRow && block.text.len() > LONGEST;
    if !document.blocks.iter().any(is_long) {
        return;
    }
    let blocks = std::mem::take(&mut document.blocks);
    // Where each block has gone: what introduces another does so with its last words.
    let mut last = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        block.lead_in = block.lead_in.and_then(|lead| last.get(lead).copied());
        if is_long(&block) {
            let ends = ends(&block.text);
            let starts = std::iter::once(0).chain(ends.iter().copied());
            document.blocks.extend(starts.zip(&ends).map(|(start, &end)| piece(&block, Span::new(start, end))));
        } else {
            document.blocks.push(block);
        }
        last.push(document.blocks.len() - 1);
    }
}

/// The bytes at which the pieces of a text end: behind a sentence, else between words, else between characters.
fn ends(text: &str) -> Vec<usize> {
    let (mut ends, mut start) = (Vec::new(), 0);
    while text.len() - start > LONGEST {
        let most = text.floor_char_boundary(start + LONGEST);
        let from = text.floor_char_boundary(most - SEARCHED);
        let tail = &text[from..most];
        let found = [". ", "; ", ", ", " "].iter().find_map(|mark| tail.rfind(mark).map(|at| from + at + mark.len()));
        start = found.unwrap_or(most);
        ends.push(start);
    }
    ends.push(text.len());
    ends
}

/// The block of a part of another's text, without the white space at its ends.
fn piece(block: &Block, span: Span) -> Block {
    let words = span.of(&block.text);
    let start = span.start + (words.len() - words.trim_start().len());
    let text = words.trim();
    let map = block.map.part(Span::new(start, start + text.len()));
    let inside = |at: usize| at.clamp(start, start + text.len()) - start;
    let bold = block.bold.iter().map(|bold| Span::new(inside(bold.start), inside(bold.end)));
    Block {
        section: block.section.clone(),
        lead_in: block.lead_in,
        bold: bold.filter(|bold| !bold.is_empty()).collect(),
        ..Block::new(block.kind, text, map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_block_is_read_in_pieces_with_the_same_figures() {
        let sentence = "The fund paid $5 million to 30 farmers of the **north** in 2020. ";
        let text = format!("{}\n\nIt built 7 homes:\n\n- 8 roads.\n", sentence.repeat(4000));
        let options = crate::read::ReadOptions { format: Some(crate::read::Format::Md), ..Default::default() };
        let document = &crate::read::read(text.as_bytes(), std::path::Path::new("t"), &options).unwrap()[0];
        assert!(document.blocks.iter().all(|block| block.text.len() <= LONGEST));
        let [.., lead, item] = document.blocks.as_slice() else { panic!() };
        assert_eq!((lead.text.as_str(), item.lead_in), ("It built 7 homes:", Some(document.blocks.len() - 2)));
        for block in &document.blocks {
            let words = block.text.rfind("30 farmers").map(|at| Span::new(at, at + 10));
            assert!(words.is_none_or(|words| block.map.source_span(words).of(&document.text) == "30 farmers"));
            assert!(block.bold.iter().all(|bold| bold.of(&block.text) == "north"));
        }
        let figures = crate::extract::document(document, crate::lexicon::Lexicon::embedded());
        assert_eq!(figures.len(), 3 * 4000 + 2);
    }

    #[test]
    fn without_blanks_a_piece_ends_between_characters() {
        let text = "é".repeat(LONGEST);
        let ends = ends(&text);
        assert_eq!(ends.last(), Some(&text.len()));
        assert!(ends.iter().all(|&end| text.is_char_boundary(end)));
    }
}
