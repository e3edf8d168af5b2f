//! A line of a text → what it is: blank, a rule, a heading's mark, a list item, a table's line or plain words.

use super::inline::{is_blank, is_invisible};
use crate::span::Span;

/// A line and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// What it is.
    pub(super) kind: LineKind,
    /// The bytes of its words: no mark, no white space before them.
    pub(super) words: Span,
    /// The bytes of its words and its mark.
    pub(super) whole: Span,
    /// The columns before its first character that is no white space (a tab counts to the next multiple of 4).
    pub(super) indent: usize,
    /// Ends with two spaces or a backslash.
    pub(super) hard_break: bool,
    /// Stands after a `>`.
    pub(super) quoted: bool,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    Blank,
    /// `***`, `* * *`, `___`, a fence of code, a line without letters.
    Rule,
    /// `**` and no more: a stray mark of emphasis.
    Marks,
    /// `---`: a rule, or the line under a heading.
    Dashes(usize),
    /// `===`: the line under a heading.
    Equals(usize),
    /// `## Heading`
    Heading(u8),
    /// `- item`, `1. item`; its content begins at this column.
    Item(Marker, usize),
    /// `| a | b |`
    Bars,
    Words,
}

/// What marks an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// `-`, `*`, `+`, `•`, `–` …
    Bullet(char),
    /// `1.`, `1)`, `(1)`, `a)`
    Number(u16),
}

impl Line {
    /// Reads the line of `text` that lies in `span` (its line feed not included).
    pub(super) fn read(text: &str, span: Span) -> Self {
        let line = span.of(text);
        let mut quoted = false;
        let (mut indent, mut start) = white(line, 0, 0);
        // ">150 wells" is no quotation.
        while line[start..]
            .strip_prefix('>')
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '=' | '$' | '€' | '£')))
        {
            quoted = true;
            (indent, start) = white(line, start + 1, 0);
        }
        let body = line[start..].trim_end_matches(|char| is_blank(char) || is_invisible(char));
        let hard_break =
            line.trim_end_matches(['\r', '\n']).ends_with("  ") || body.ends_with('\\') && !body.ends_with("\\\\");
        let (kind, skip) = classify(body, indent);
        // "## Heading ##"
        let closed = body.trim_end_matches('#');
        let body = if matches!(kind, LineKind::Heading(_)) && closed.ends_with(' ') { closed.trim_end() } else { body };
        let words = Span::new(span.start + start + skip, span.start + start + body.len().max(skip));
        let whole = Span::new(span.start + start, words.end);
        Self { kind, words, whole, indent, hard_break, quoted }
    }
}

/// The column and byte after the white space at `start`.
fn white(line: &str, start: usize, column: usize) -> (usize, usize) {
    let (mut column, mut at) = (column, start);
    for char in line[start..].chars() {
        match char {
            '\t' => column = (column / 4 + 1) * 4,
            _ if is_invisible(char) => {}
            _ if is_blank(char) => column += 1,
            _ => break,
        }
        at += char.len_utf8();
    }
    (column, at)
}

/// What the words of a line, white space trimmed, say it is, and how many bytes of them are its mark.
fn classify(body: &str, indent: usize) -> (LineKind, usize) {
    let Some(first) = body.chars().next() else { return (LineKind::Blank, 0) };
    let only = |mark: char| body.chars().all(|char| char == mark || is_blank(char));
    match first {
        '-' if only('-') && body.len() >= 2 => return (LineKind::Dashes(body.len()), 0),
        '=' if only('=') && body.len() >= 2 => return (LineKind::Equals(body.len()), 0),
        '#' => {
            let level = body.bytes().take_while(|&byte| byte == b'#').count();
            let rest = &body[level..];
            if level <= 6 && rest.starts_with([' ', '\t']) {
                let skip = level + rest.len() - rest.trim_start().len();
                return (LineKind::Heading(level as u8), skip);
            }
        }
        '`' if body.starts_with("```") => return (LineKind::Rule, 0),
        '|' if body.len() > 1 => return (LineKind::Bars, 0),
        '*' | '_' if body.chars().all(|char| matches!(char, '*' | '_') || is_blank(char)) && !is_rule(body) => {
            return (LineKind::Marks, 0);
        }
        _ if !first.is_alphanumeric() && !body.chars().any(|char| char.is_alphanumeric() || char == '<') => {
            return (LineKind::Rule, 0);
        }
        _ => {}
    }
    match marker(body, first) {
        Some((marker, skip)) => (LineKind::Item(marker, indent + body[..skip].chars().count()), skip),
        None => (LineKind::Words, 0),
    }
}

/// `***` or `* * *`, but not `**` or `** **`.
fn is_rule(body: &str) -> bool {
    let marks = body.chars().filter(|&char| !is_blank(char)).count();
    marks >= 3 && (body.split(is_blank).count() == 1 || body.split(is_blank).all(|part| part.len() <= 1))
}

/// The marker at the start of a line and the bytes it and the space after it take.
fn marker(body: &str, first: char) -> Option<(Marker, usize)> {
    let (marker, length) = match first {
        '-' | '*' | '+' | '–' => (Marker::Bullet(first), first.len_utf8()),
        '•' | '◦' | '▪' | '‣' | '·' | '●' | '○' | '■' | '□' | '➢' | '➤' | '✓' | '✔' | '∙' | '⁃' | '\u{F0B7}'
        | '\u{F0A7}' => {
            // A printed bullet needs no space after it.
            let rest = &body[first.len_utf8()..];
            let skip = body.len() - rest.trim_start_matches(is_blank).len();
            return (skip < body.len()).then_some((Marker::Bullet(first), skip));
        }
        // Word processors' second bullet, a hollow circle.
        'o' if body[1..].trim_start().starts_with(char::is_uppercase) => (Marker::Bullet('o'), 1),
        '(' | '0'..='9' | 'a'..='z' => number(body)?,
        _ => return None,
    };
    let rest = &body[length..];
    let words = rest.trim_start_matches(is_blank);
    // "+ 5 percent" and "- 3" are signs, not bullets.
    let sign = matches!(first, '+' | '-' | '–')
        && words.starts_with(|char: char| char.is_ascii_digit())
        && rest.len() - words.len() == 1
        && first != '-';
    (words.len() < rest.len() && !words.is_empty() && !sign).then(|| (marker, body.len() - words.len()))
}

/// `12.`, `12)`, `(12)`, `(a)`, `b)`
fn number(body: &str) -> Option<(Marker, usize)> {
    let open = usize::from(body.starts_with('('));
    let bytes = body.as_bytes();
    let digits = bytes[open..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (value, end) = if (1..=3).contains(&digits) {
        (body[open..open + digits].parse().ok()?, open + digits)
    } else {
        let letter = *bytes.get(open).filter(|byte| byte.is_ascii_lowercase())?;
        (u16::from(letter - b'a') + 1, open + 1)
    };
    match bytes.get(end)? {
        b')' => Some((Marker::Number(value), end + 1)),
        b'.' if open == 0 && digits > 0 => Some((Marker::Number(value), end + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_line() {
        use LineKind::{Bars, Blank, Dashes, Equals, Heading, Item, Marks, Rule, Words};
        use Marker::{Bullet, Number};
        for (text, kind, words) in [
            ("", Blank, ""),
            (" \u{A0}\r", Blank, ""),
            ("words  ", Words, "words"),
            ("## Two", Heading(2), "Two"),
            ("## Two ##", Heading(2), "Two"),
            ("# C#", Heading(1), "C#"),
            ("#Two", Words, "#Two"),
            ("\\###", Rule, "\\###"),
            ("---", Dashes(3), "---"),
            ("=====", Equals(5), "====="),
            ("* * *", Rule, "* * *"),
            ("**", Marks, "**"),
            ("** **", Marks, "** **"),
            ("***", Rule, "***"),
            ("-   item", Item(Bullet('-'), 4), "item"),
            ("  • item", Item(Bullet('•'), 4), "item"),
            ("•item", Item(Bullet('•'), 1), "item"),
            ("**bold** words", Words, "**bold** words"),
            ("-5 degrees", Words, "-5 degrees"),
            ("+ 5 percent", Words, "+ 5 percent"),
            ("12. item", Item(Number(12), 4), "item"),
            ("(2) item", Item(Number(2), 4), "item"),
            ("b) item", Item(Number(2), 3), "item"),
            ("2021. It ended", Words, "2021. It ended"),
            ("2.3 billion", Words, "2.3 billion"),
            ("a. item", Words, "a. item"),
            ("o Item", Item(Bullet('o'), 2), "Item"),
            ("o item", Words, "o item"),
            ("oItem", Words, "oItem"),
            ("| a | b |", Bars, "| a | b |"),
            ("> quoted", Words, "quoted"),
        ] {
            let line = Line::read(text, Span::new(0, text.len()));
            assert_eq!((line.kind, line.words.of(text)), (kind, words), "{text:?}");
        }
    }

    #[test]
    fn hard_breaks() {
        for (text, expected) in [("a  ", true), ("a  \r", true), ("a \u{A0}", false), ("a\\", true), ("a ", false)] {
            assert_eq!(Line::read(text, Span::new(0, text.len())).hard_break, expected, "{text:?}");
        }
    }
}
