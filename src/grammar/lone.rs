//! A cell that holds a number and nothing else but the marks of notes.

use super::numeral::{Reads, numeral};
use super::{Amount, Cx};
use crate::span::Span;

/// A number that is all there is in a cell, but for the marks of notes.
pub(super) struct Lone {
    /// Its digits, with their minus.
    pub(super) span: Span,
    pub(super) amount: Amount,
    /// The power of ten of its own magnitude.
    pub(super) exponent: u32,
    /// The whole stands in brackets.
    pub(super) in_brackets: bool,
    /// A letter or a mark of a note stands behind it.
    pub(super) noted: bool,
    /// A second number in brackets behind it, which is no note.
    pub(super) bracket: Option<(Span, Amount)>,
}

/// The number that a cell is from the byte `start` on.
pub(super) fn lone(cx: &Cx<'_>, cell: Span, start: usize, reads: Reads) -> Option<Lone> {
    let text = Span::new(start.min(cell.end), cell.end).of(cx.text);
    let inner = text.trim_start();
    let at = cell.end - inner.len();
    let inside = inner.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let in_brackets = inside.is_some();
    let (at, body) = inside.map_or((at, inner), |inside| (at + 1, inside));
    let end = at + body.len();
    let unsigned = body.strip_prefix(['-', '−', '‑', '–']);
    let digits = unsigned.or_else(|| body.strip_prefix('+')).unwrap_or(body);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let own = Cx { text: cx.text.get(..end)?, ..*cx };
    let (rest, number) = numeral(&own, own.tail(end - digits.len()), reads).ok()?;
    let value = if unsigned.is_some() { -number.value } else { number.value };
    let span = Span::new(if unsigned.is_some() { at } else { end - digits.len() }, end - rest.len());
    let behind = rest.trim_start();
    let inner = [('(', ')'), ('[', ']')]
        .iter()
        .find_map(|&(open, close)| behind.strip_prefix(open).and_then(|inner| inner.strip_suffix(close)));
    let (noted, bracket) = match inner {
        _ if is_note(rest) => (!rest.is_empty(), None),
        Some(inner) => match numeral(&own, own.tail(end - inner.len() - 1), reads) {
            Ok((")" | "]" | "%)" | "%]", second)) => {
                let amount = Amount { value: second.value, max: None, decimals: second.decimals };
                (false, Some((Span::new(end - inner.len() - 1, end - 1), amount)))
            }
            _ => return None,
        },
        None => return None,
    };
    let amount = Amount { value: value.normalize(), max: None, decimals: number.decimals };
    Some(Lone { span, amount, exponent: number.exponent, in_brackets, noted, bracket })
}

/// Nothing, or the mark of a note: "*", "a", " (p)", "[1]", "†".
fn is_note(rest: &str) -> bool {
    let marks =
        |text: &str| text.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '^' | '¹' | '²' | '³' | '+' | ' '));
    let letter = |text: &str| text.len() == 1 && text.starts_with(['a', 'c', 'e', 'f', 'p', 'r']);
    let behind = rest.trim();
    let bracket = behind.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let square = behind.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
    let short = |inner: &str| {
        inner.len() <= 4 && !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.')
    };
    let number = |inner: &str| inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_digit());
    marks(rest)
        || letter(behind)
        || bracket.is_some_and(short)
        || square.is_some_and(|inner| short(inner) || number(inner))
}
