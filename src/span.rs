//! Places in a text: a [`Span`] counts bytes, a [`Locator`] turns bytes into code points, lines and columns.
//!
//! ```
//! use quantifact::span::{Locator, Span};
//! let text = "López\npaid $5";
//! let span = Span::new(12, 14);
//! assert_eq!(span.of(text), "$5");
//! let at = Locator::new(text);
//! assert_eq!((at.code_point(12), at.line(12), at.column(12)), (11, 2, 6));
//! ```

use memchr::memchr_iter;

/// A half-open range of bytes in a text; both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to but not including `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Its length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The words it stands for; empty where it lies outside `text` or inside a character.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same span, `by` bytes further on.
    pub const fn shift(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }
}

/// How many bytes lie between two noted code-point counts.
const STRIDE: usize = 256;

/// Turns byte offsets of one text into code points, lines and columns, and back. Building it is one pass.
#[derive(Debug, Clone)]
pub struct Locator<'a> {
    text: &'a [u8],
    /// Code points before byte `i * STRIDE`.
    counts: Vec<usize>,
    /// The first byte of each line.
    lines: Vec<usize>,
}

impl<'a> Locator<'a> {
    /// Indexes `text`.
    pub fn new(text: &'a str) -> Self {
        let text = text.as_bytes();
        let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut total = 0;
        for block in text.chunks(STRIDE) {
            counts.push(total);
            total += code_points(block);
        }
        let lines = std::iter::once(0).chain(memchr_iter(b'\n', text).map(|at| at + 1)).collect();
        Self { text, counts, lines }
    }

    /// How many code points stand before `byte` (clamped to the text).
    pub fn code_point(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        match self.counts.get(byte / STRIDE) {
            Some(before) => before + code_points(&self.text[byte / STRIDE * STRIDE..byte]),
            None => self
                .counts
                .last()
                .map_or(0, |before| before + code_points(&self.text[(self.counts.len() - 1) * STRIDE..byte])),
        }
    }

    /// The byte at which the code point with this index begins (clamped to the text).
    pub fn byte(&self, code_point: usize) -> usize {
        let block = self.counts.partition_point(|&count| count <= code_point).saturating_sub(1);
        let mut left = code_point - self.counts.get(block).copied().unwrap_or(0);
        let mut byte = block * STRIDE;
        while byte < self.text.len() {
            if is_first(self.text[byte]) {
                if left == 0 {
                    break;
                }
                left -= 1;
            }
            byte += 1;
        }
        byte
    }

    /// The line of `byte`, from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.lines.partition_point(|&start| start <= byte)
    }

    /// The column of `byte` in code points, from 1.
    pub fn column(&self, byte: usize) -> usize {
        let start = self.lines[self.line(byte) - 1];
        code_points(&self.text[start..byte.min(self.text.len())]) + 1
    }

    /// The bytes of a line counted from 1, without its line feed; empty past the end.
    pub fn line_span(&self, line: usize) -> Span {
        let Some(&start) = line.checked_sub(1).and_then(|index| self.lines.get(index)) else {
            return Span::new(self.text.len(), self.text.len());
        };
        let end = self.lines.get(line).map_or(self.text.len(), |next| next - 1);
        Span::new(start, end)
    }
}

const fn is_first(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| is_first(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_agree_with_the_standard_library() {
        let text = "aé€\n𝄞x\r\n".repeat(90);
        let at = Locator::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(at.code_point(byte), count);
            assert_eq!(at.byte(count), byte);
            assert_eq!(at.line(byte), text[..byte].matches('\n').count() + 1);
        }
        assert_eq!(at.code_point(text.len()), text.chars().count());
        assert_eq!(at.byte(text.chars().count()), text.len());
    }

    #[test]
    fn an_empty_text_has_one_line() {
        let at = Locator::new("");
        assert_eq!((at.code_point(0), at.byte(0), at.line(0), at.column(0)), (0, 0, 1, 1));
        assert_eq!(at.line_span(1), Span::new(0, 0));
    }
}
