//! Text of strangers as a terminal may show it: nothing in it moves the cursor, colours, hides or turns round what a
//! person reads.
//!
//! Control characters (C0 but for line ends and tabs, DEL, C1) and those that set the direction of writing (Unicode
//! Standard Annex 9) are written as `\u{1b}`.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with each unseen character that acts written out.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if acts(c) {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The same with a mark of as many bytes for each of them, so that offsets hold.
pub(crate) fn inert(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mark = |c: char| match c.len_utf8() {
        _ if !acts(c) => c,
        1 => '?',
        2 => '·',
        _ => '\u{FFFD}',
    };
    Cow::Owned(text.chars().map(mark).collect())
}

fn acts(c: char) -> bool {
    let direction =
        matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    direction || matches!(c, '\u{2028}' | '\u{2029}') || c.is_control() && !matches!(c, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_written_out() {
        assert_eq!(visible("\u{1b}]0;x\u{7} \u{9b}31m \u{202e}5$\r"), r"\u{1b}]0;x\u{7} \u{9b}31m \u{202e}5$\u{d}");
        assert_eq!(visible("año\n\t€5"), "año\n\t€5");
    }

    #[test]
    fn offsets_hold() {
        for text in ["a\u{1b}b", "a\u{9b}b", "a\u{61c}b", "a\u{202e}b", "plain"] {
            assert_eq!(inert(text).len(), text.len());
            assert!(!inert(text).contains(acts));
        }
    }
}
