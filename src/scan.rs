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

use crate::grammar::{Cx, Mention, Style, address_end, like_before, read_at, skip_digits, with_percent, with_unit};
use crate::lexicon::{Lexicon, Starters, first_word, lower};
use crate::sentence;
use crate::span::Span;

/// Every figure of `text`, in order, none overlapping another.
///
/// `text` is a block's text: white space folded, no mark-up. Spans are bytes of it.
pub fn mentions(text: &str, style: Style, lexicon: &Lexicon) -> Vec<Mention> {
    if text.len() <= WINDOW {
        return scan(text, style, lexicon);
    }
    let found = windows(text, style, lexicon).into_iter().map(|window| {
        let found = scan(window.of(text), style, lexicon);
        found.into_iter().map(move |mention| mention.behind(window.start))
    });
    found.flatten().collect()
}

/// The grammar looks no further around a figure than this, in bytes, so that a text without blanks, or without an end,
/// costs what its length says.
const WINDOW: usize = 8 * 1024;

/// A long text in pieces, each of whole sentences as far as those are shorter.
fn windows(text: &str, style: Style, lexicon: &Lexicon) -> Vec<Span> {
    let mut windows: Vec<Span> = Vec::new();
    for sentence in sentence::split(text, style.lang, lexicon) {
        match windows.last_mut().filter(|last| sentence.end - last.start <= WINDOW) {
            Some(last) => last.end = sentence.end,
            None => windows.push(sentence),
        }
    }
    windows
}

fn scan(text: &str, style: Style, lexicon: &Lexicon) -> Vec<Mention> {
    let cx = Cx { text, style, lex: lexicon };
    let starters = lexicon.starters(style.lang);
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
                // The base of a rate is no figure of its own: "per 100,000 people".
                let base = mention.per.as_ref().map_or(0, |(_, span)| span.end);
                at = at.max(mention.span.end).max(base);
                let mention = like_before(&cx, &found, mention);
                found.push(mention);
            }
        }
    }
    unsaid(&cx, &mut found);
    found
}

/// What the figures of a text say of each other's units.
fn unsaid(cx: &Cx<'_>, found: &mut [Mention]) {
    with_percent(cx, found);
    with_unit(cx, found);
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
            b'.' | b',' if is_decimal(bytes, at) => {
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

/// Whether a number begins with its decimal mark: ".5", ",89 €".
fn is_decimal(bytes: &[u8], at: usize) -> bool {
    let digit = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    let free = at.checked_sub(1).and_then(|before| bytes.get(before)).is_none_or(|before| *before == b' ');
    digit && if bytes.get(at) == Some(&b',') { free } else { !follows_word(bytes, at) }
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
    known.then(|| at + word_length(text, at))
}

/// The bytes of the word at `at`, or of its first character where that is no letter.
fn word_length(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let ascii = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if bytes.get(ascii).is_none_or(u8::is_ascii) {
        return ascii.max(1);
    }
    let rest = text.get(at..).unwrap_or_default();
    let word = rest.find(|c: char| !(c.is_alphabetic() || c.is_ascii_digit())).unwrap_or(rest.len());
    word.max(rest.chars().next().map_or(1, char::len_utf8))
}

/// Whether a letter or digit stands right before `at`.
fn follows_word(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Lang;
    use proptest::prelude::*;

    /// What the scanner finds if it tries every word and sign instead of the starters only.
    fn tried_everywhere(text: &str, style: Style) -> Vec<Mention> {
        let lexicon = Lexicon::embedded();
        let cx = Cx { text, style, lex: lexicon };
        let mut found: Vec<Mention> = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let digit = rest.starts_with(|c: char| c.is_ascii_digit())
                || rest.starts_with(['.', ',']) && is_decimal(text.as_bytes(), at);
            let start = if rest.starts_with('$') { sign_start(text, at) } else { at };
            let mut end = if digit { digits(text, at).end } else { at + word_length(text, at) };
            if rest.starts_with('$') {
                end = at + 1;
            }
            let anchored = digit || rest.starts_with('$') || !follows_word(text.as_bytes(), at);
            if anchored && !rest.starts_with(' ') {
                if let Some(past) = address_end(&cx, start) {
                    // The scanner looks for addresses at anchors only.
                    let quiet = !text[at..past].contains(|c: char| c.is_ascii_digit());
                    at = if quiet { end } else { past };
                    continue;
                }
                if digit && let Some(past) = skip_digits(&cx, at) {
                    at = past.max(end);
                    continue;
                }
                for mention in read_at(&cx, start) {
                    if found.last().is_none_or(|last| last.span.end <= mention.span.start) {
                        end = end.max(mention.span.end).max(mention.per.as_ref().map_or(0, |(_, span)| span.end));
                        let mention = like_before(&cx, &found, mention);
                        found.push(mention);
                    }
                }
            }
            at = end;
        }
        unsaid(&cx, &mut found);
        found
    }

    const WORDS: &[&str] = &[
        "two",
        "hundred",
        "and",
        "million",
        "a",
        "half",
        "dozen",
        "one",
        "in",
        "five",
        "of",
        "the",
        "people",
        "$",
        "US$",
        "C$",
        "€",
        "%",
        "percent",
        "years",
        "to",
        "-",
        "–",
        "May",
        "September",
        "12",
        "2022",
        "2023",
        "1,400",
        "3.4",
        ".5",
        "last",
        "next",
        "this",
        "first",
        "quarter",
        "fall",
        "FY",
        "Q1",
        "ago",
        "decade",
        "more",
        "than",
        "up",
        "(",
        ")",
        ",",
        ".",
        ";",
        "COVID-19",
        "21st",
        "Title",
        "42",
        "10:30",
        "9/12/2022",
        "mil",
        "millones",
        "de",
        "pesos",
        "dos",
        "año",
        "pasado",
        "últimos",
        "mayo",
        "y",
        "medio",
        "½",
        "MW",
        "km",
        "miles",
        "USD",
        "+",
        "—",
        "é",
        "state",
    ];

    fn sentence() -> impl Strategy<Value = String> {
        let word = (proptest::sample::select(WORDS), prop::bool::weighted(0.75));
        prop::collection::vec(word, 1..14).prop_map(|words| {
            words.into_iter().flat_map(|(word, space)| [word, if space { " " } else { "" }]).collect()
        })
    }

    fn styles() -> impl Strategy<Value = Style> {
        (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(spanish, decimal_comma, day_first)| Style {
            lang: if spanish { Lang::Es } else { Lang::En },
            decimal_comma,
            day_first,
            ..Style::default()
        })
    }

    #[test]
    fn numbers_at_the_end_of_what_a_value_holds_are_read() {
        for text in [
            "It paid $5 (70000000000000000000000000 thousand) then.",
            "It paid $70000000000000000000000000 thousand (5) and 9-70000000000000000000000000 tons.",
            "Two hundred dozen thousand million billion trillion of 79228162514264337593543950335 pesos 50/100.",
        ] {
            assert!(!mentions(text, Style::default(), Lexicon::embedded()).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_plus_within_an_amount_is_its_bound() {
        let text = "It paid 50+¢ and 20+ million.";
        let found = mentions(text, Style::default(), Lexicon::embedded());
        let bounds: Vec<_> = found.iter().filter_map(|mention| Some(mention.modifier_span?.of(text))).collect();
        assert_eq!(bounds, ["+", "+"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_starters_lose_nothing(text in sentence(), style in styles()) {
            let scanned = mentions(&text, style, Lexicon::embedded());
            prop_assert_eq!(scanned, tried_everywhere(&text, style));
        }

        #[test]
        fn spans_lie_in_order_on_characters(text in prop_oneof![sentence(), "\\PC{0,60}", "[0-9$%.,/ ()a-zé–-]{0,60}"], style in styles()) {
            let mut last = 0;
            for mention in mentions(&text, style, Lexicon::embedded()) {
                prop_assert!(last <= mention.span.start && mention.span.start < mention.span.end);
                prop_assert!(text.get(mention.span.start..mention.span.end).is_some(), "{:?}", mention.span);
                for beside in mention.modifier_span.into_iter().chain(mention.change_span) {
                    prop_assert!(text.get(beside.start..beside.end).is_some());
                }
                last = mention.span.end;
            }
        }
    }
}
