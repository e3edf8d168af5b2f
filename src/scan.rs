//! A block's text → anchors where a figure may start → grammar → overlaps resolved.
//!
//! ```
//! use quantifact::grammar::{Reading, Style};
//! use quantifact::{lexicon::Lexicon, scan};
//! let text = "The Bank mobilized nearly $30 million, benefitting more than 48,000 people by 2030.";
//! let found = scan::mentions(text, Style::default(), Lexicon::embedded());
//! let words: Vec<&str> = found.iter().map(|mention| mention.span.of(text)).collect();
//! assert_eq!(words, ["$30 million", "48,000", "2030"]);
//! assert!(matches!(found[2].reading, Reading::Date(_)));
//! ```

use crate::grammar::{Cx, Mention, Style, address_end, read_at, skip_digits};
use crate::lexicon::{Lexicon, Starters, first_word, lower};

/// Every figure of `text`, in order, none overlapping another.
///
/// `text` is a block's text: white space folded, no mark-up. Spans are bytes of it.
pub fn mentions(text: &str, style: Style, lexicon: &Lexicon) -> Vec<Mention> {
    let cx = Cx { text, style, lex: lexicon };
    let starters = lexicon.starters.get(style.lang);
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while let Some(anchor) = next_anchor(text, at, starters) {
        if let Some(end) = address_end(&cx, anchor.at) {
            at = end;
            continue;
        }
        if anchor.digit
            && let Some(end) = skip_digits(&cx, anchor.at)
        {
            at = end.max(anchor.end);
            continue;
        }
        let read = read_at(&cx, anchor.at);
        at = anchor.end;
        for mention in read {
            if found.last().is_none_or(|last| last.span.end <= mention.span.start) {
                at = at.max(mention.span.end);
                found.push(mention);
            }
        }
    }
    found
}

/// A place at which a figure may start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Anchor {
    at: usize,
    /// Where to look on if nothing starts here: after the word, sign or run of digits.
    end: usize,
    digit: bool,
}

/// The first anchor at or after the byte `from`, which lies where a word or run begins or ends.
fn next_anchor(text: &str, from: usize, starters: &Starters) -> Option<Anchor> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' => return Some(digits(text, at)),
            b'.' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) && !follows_word(bytes, at) => {
                return Some(digits(text, at));
            }
            b'$' => return Some(Anchor { at: sign_start(text, at), end: at + 1, digit: false }),
            b'A'..=b'Z' | b'a'..=b'z' | 0x80.. => {
                let length = word_length(text, at);
                let next = bytes.get(at + 1).copied().unwrap_or_default();
                if (byte >= 0x80 || starters.may_start(byte, next))
                    && !follows_word(bytes, at)
                    && let Some(end) = starter(text, at, starters)
                {
                    return Some(Anchor { at, end, digit: false });
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    None
}

/// The run of digits and marks at `at`.
fn digits(text: &str, at: usize) -> Anchor {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(rest.len());
    Anchor { at, end: at + length.max(1), digit: true }
}

/// Letters before a `$` belong to the sign: "C$", "MXN$".
fn sign_start(text: &str, dollar: usize) -> usize {
    let before = text.get(..dollar).unwrap_or_default();
    let letters = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    if (1..=3).contains(&letters) { dollar - letters } else { dollar }
}

/// The end of the word or sign at `at` if a figure may start with it.
fn starter(text: &str, at: usize, starters: &Starters) -> Option<usize> {
    let rest = text.get(at..)?;
    let word = first_word(rest);
    let mut buffer = [0; 32];
    let known = if word.starts_with(char::is_alphabetic) {
        starters.contains(lower(word, &mut buffer)?)
    } else {
        starters.has_sign(word)
    };
    known.then_some(at + word.len())
}

/// The bytes of the word at `at`, or of its first character where that is no letter.
fn word_length(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let ascii = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if bytes.get(ascii).is_none_or(u8::is_ascii) {
        return ascii.max(1);
    }
    let rest = text.get(at..).unwrap_or_default();
    let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    word.max(rest.chars().next().map_or(1, char::len_utf8))
}

/// Whether a letter or digit stands right before `at`.
fn follows_word(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_alphanumeric)
}
