//! Headings → those that are numbered: "4 Grants paid" behind "3.1 Results" counts no grants.

use crate::figure::{Block, BlockKind};
use std::collections::HashSet;

/// How a heading begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    /// "4 Grants": a number of the chapter, or of grants.
    Bare(u16),
    /// "3.1 Results", "3. Results", "3) Results".
    Marked(u16),
}

/// The headings, by their place among the blocks, that begin with the number of a chapter which could be a figure: those
/// before and behind it are numbered, too.
pub(super) fn numbered(blocks: &[Block]) -> HashSet<usize> {
    let headings: Vec<(usize, u8, Number)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| match block.kind {
            BlockKind::Heading(level) => Some((index, level, number(&block.text)?)),
            _ => None,
        })
        .collect();
    let mut known: HashSet<(Option<u8>, u16)> = HashSet::new();
    for &(_, level, number) in &headings {
        known.insert(match number {
            Number::Bare(number) => (Some(level), number),
            Number::Marked(number) => (None, number),
        });
    }
    let is_numbered = |level: u8, number: u16| {
        let beside = [number.saturating_sub(1), number + 1];
        known.contains(&(None, number))
            || beside.iter().any(|&n| known.contains(&(None, n)) || known.contains(&(Some(level), n)))
    };
    let found = headings.into_iter().filter_map(|(index, level, number)| match number {
        Number::Bare(number) if is_numbered(level, number) => Some(index),
        _ => None,
    });
    found.collect()
}

/// The number that a heading begins with, if a capital stands behind it.
fn number(text: &str) -> Option<Number> {
    let digits = text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let number = text.get(..digits).filter(|_| digits <= 2)?.parse().ok()?;
    let rest = text.get(digits..)?;
    let marks =
        rest.len() - rest.trim_start_matches(|char: char| char.is_ascii_digit() || matches!(char, '.' | ')')).len();
    let capital = rest.get(marks..)?.strip_prefix(' ')?.trim_start().starts_with(char::is_uppercase);
    capital.then_some(if marks == 0 { Number::Bare(number) } else { Number::Marked(number) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(headings: &[&str]) -> Vec<usize> {
        let block = |text: &&str| Block {
            kind: BlockKind::Heading(2),
            text: (*text).to_owned(),
            map: crate::figure::SourceMap::default(),
            section: String::new(),
            lead_in: None,
            bold: Vec::new(),
            cells: crate::figure::RowCells::default(),
        };
        let mut found: Vec<_> = numbered(&headings.iter().map(block).collect::<Vec<_>>()).into_iter().collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn headings_with_a_number_among_others() {
        for (headings, expected) in [
            (&["3.1 Results", "4 Grants paid"][..], &[1][..]),
            (&["1 Wells", "2 Schools", "40 schools built"], &[0, 1]),
            (&["1. Wells", "2 Schools"], &[1]),
            (&["5 Wells built", "Results"], &[]),
            (&["3.1 Results", "40 Schools Built", "4 grants paid"], &[]),
            (&["2021 Results", "2022 Results"], &[]),
        ] {
            assert_eq!(found(headings), expected, "{headings:?}");
        }
    }
}
