//! Whether a plain text is hard-wrapped, and at what width: two lines belong together where the first word of the
//! next would not have fitted on the line before.

use super::lines::{Line, LineKind};
use crate::span::Span;

/// The width at which a text is wrapped, in characters; none where each line is a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wrap {
    width: Option<usize>,
}

/// No text is wrapped wider or narrower than this on purpose.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=160;

impl Wrap {
    /// The width of the lines from byte `start` to the next blank one, as in a column of print. A full line may lack a
    /// quarter of it, since letters differ in width.
    pub(super) fn of_column(text: &str, start: usize) -> Self {
        let (mut at, mut width) = (start, 0);
        while let Some(span) = line_at(text, at) {
            let line = Line::read(text, span);
            if line.kind == LineKind::Blank {
                break;
            }
            width = width.max(line_length(text, line));
            at = span.end + 1;
        }
        Self { width: Some(width - width / 4) }
    }

    /// Measures the lines of `text` from byte `start` on.
    pub(super) fn measure(text: &str, start: usize) -> Self {
        let mut pairs: Vec<(usize, usize, bool)> = Vec::new();
        let mut lengths = Vec::new();
        let (mut at, mut before) = (start, None);
        while let Some(span) = line_at(text, at) {
            let line = Line::read(text, span);
            let words = matches!(line.kind, LineKind::Words | LineKind::Item(..));
            let length = line_length(text, line);
            if words {
                lengths.push(length);
            }
            if let (Some((before, ended)), LineKind::Words) = (before, line.kind) {
                pairs.push((before, first_word(text, line), ended));
            }
            let ended = line.words.of(text).ends_with(['.', '!', '?', ':', ';', '”', '"']);
            before = words.then_some((length, ended));
            at = span.end + 1;
        }
        lengths.sort_unstable();
        let fitting = lengths.partition_point(|length| WIDTHS.end() >= length);
        // Now and then a line is too long: an address, a heading.
        if (lengths.len() - fitting) * 20 > lengths.len() {
            return Self { width: None };
        }
        let width = lengths[..fitting].get(fitting.saturating_sub(1) * 98 / 100).copied().unwrap_or(0);
        let wrap = Self { width: WIDTHS.contains(&width).then_some(width) };
        // Lines that all end a sentence are paragraphs of like length.
        let (mut full, mut open) = (0, 0);
        for &(length, next, ended) in &pairs {
            let joins = wrap.joins(length, next);
            full += usize::from(joins);
            open += usize::from(joins && !ended);
        }
        if open == 0 || full * 2 < pairs.len() || open * 2 < full { Self { width: None } } else { wrap }
    }

    /// Whether a line this long goes on in a line whose first word is that long, in characters.
    pub(super) fn joins(self, length: usize, next_word: usize) -> bool {
        self.width.is_some_and(|width| length + 1 + next_word > width && length <= width + width / 2)
    }

    /// Whether lines are wrapped at all.
    pub(super) fn is_wrapped(self) -> bool {
        self.width.is_some()
    }
}

/// The length of a line in characters, with its indent.
pub(super) fn line_length(text: &str, line: Line) -> usize {
    line.indent + line.whole.of(text).chars().count()
}

/// The length of its first word in characters.
pub(super) fn first_word(text: &str, line: Line) -> usize {
    line.words.of(text).chars().take_while(|char| !char.is_whitespace()).count()
}

/// The line that begins at `at`, without its line feed.
pub(super) fn line_at(text: &str, at: usize) -> Option<Span> {
    let rest = text.as_bytes().get(at..).filter(|rest| !rest.is_empty())?;
    Some(Span::new(at, memchr::memchr(b'\n', rest).map_or(text.len(), |end| at + end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str) -> bool {
        Wrap::measure(text, 0).is_wrapped()
    }

    #[test]
    fn texts() {
        let sentence =
            "The two governments agreed to invest a combined sum in border infrastructure over five years.\n";
        let folded = "The two governments agreed to invest a combined sum\nin border infrastructure over the next five years and\nto meet again in the autumn.\n";
        for (text, expected) in [
            (folded.repeat(3), true),
            (folded.to_owned(), true),
            (sentence.repeat(2) + &"A much longer line. ".repeat(20), false),
            ("One\nTwo\nThree\nFour\n".to_owned(), false),
            (String::new(), false),
            ("word".to_owned(), false),
        ] {
            assert_eq!(wrapped(&text), expected, "{text}");
        }
    }
}
