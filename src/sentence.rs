//! Sentences inside a block: "U.S.", "approx." and "St." do not end one.
//!
//! ```
//! use quantifact::{figure::Lang, lexicon::Lexicon, sentence};
//! let text = "Sales rose 3.4% in the U.S. The U.S. Department of Labor (est. 1913) agreed. “Did Dr. Lago?”";
//! let sentences: Vec<_> = sentence::split(text, Lang::En, Lexicon::embedded()).iter().map(|s| s.of(text)).collect();
//! assert_eq!(sentences, [
//!     "Sales rose 3.4% in the U.S.",
//!     "The U.S. Department of Labor (est. 1913) agreed.",
//!     "“Did Dr. Lago?”",
//! ]);
//! ```

use crate::figure::Lang;
use crate::lexicon::{Ends, Lexicon};
use crate::span::Span;

/// No word longer than this, in bytes, is an abbreviation.
const LONGEST: usize = 16;

/// No sentence is longer than this, in bytes: what no person wrote as one must not cost as one (each figure of a sentence
/// is looked at against the others, and carries the whole of it).
const LARGEST: usize = 8 * 1024;

/// A number weighs as much as so many bytes: it is the figures of a sentence that cost.
const NUMBER: usize = 63;

/// The sentences of `text` in order, as bytes of it, without the space between them. They cover every word.
///
/// `text` is a block's text: white space folded. A sentence ends with a full stop, question or exclamation mark or
/// ellipsis, and the quotation marks and brackets that close after it, where white space follows and the next word
/// may open a sentence.
pub fn split(text: &str, lang: Lang, lexicon: &Lexicon) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = skip_space(text, 0);
    let mut at = start;
    while let Some(mark) = next_mark(text, at) {
        let mark_end = end_of(text, mark, |char| matches!(char, '.' | '?' | '!' | '…'));
        let end = end_of(text, mark_end, is_closer);
        at = end;
        let next = skip_space(text, end);
        let ends = if next > end {
            next < text.len() && ends_sentence(&text[start..mark_end], &text[next..], lang, lexicon)
        } else {
            // "agreed.The next": the space was lost.
            end == mark_end && is_glued(&text[start..mark], &text[end..])
        };
        if ends {
            push(text, Span::new(start, end), &mut sentences);
            start = next;
        }
    }
    let end = text.trim_end().len();
    if start < end {
        push(text, Span::new(start, end), &mut sentences);
    }
    sentences
}

/// Takes a sentence, in pieces where it is too long: behind a comma or semicolon if there is one, else at a space, else
/// at a mark or letter, where no figure is cut as far as that can be told.
fn push(text: &str, mut sentence: Span, out: &mut Vec<Span>) {
    while let Some(limit) = too_long(sentence.of(text)) {
        let head = &text[sentence.start..sentence.start + limit];
        // What lies far back would leave crumbs.
        let near = |at: &usize| *at > limit / 2;
        let behind = |mark: &str| head.rfind(mark).filter(near).map(|at| at + 1);
        let last = |fits: fn(char) -> bool| head.char_indices().rfind(|(_, c)| fits(*c)).filter(|(at, _)| near(at));
        let closed = || last(|c| matches!(c, ';' | '|' | '}' | ']' | ')' | '%')).map(|(at, _)| at + 1);
        let open = || last(|c| matches!(c, '$' | '€' | '£' | '(' | '[' | '{')).map(|(at, _)| at);
        let letter = || last(char::is_alphabetic).map(|(at, c)| at + c.len_utf8());
        let cut = behind(", ").or_else(|| behind("; ")).or_else(|| head.rfind(' ').filter(near));
        let cut = cut.or_else(closed).or_else(open).or_else(letter).unwrap_or(limit);
        out.push(Span::new(sentence.start, sentence.start + cut));
        sentence.start = skip_space(text, sentence.start + cut);
    }
    if !sentence.is_empty() {
        out.push(sentence);
    }
}

/// The bytes of a sentence that weigh as much as one may, where it weighs more.
fn too_long(sentence: &str) -> Option<usize> {
    let (mut weight, mut number) = (0, false);
    for (at, c) in sentence.char_indices() {
        let digit = c.is_ascii_digit();
        weight += c.len_utf8() + if digit && !number { NUMBER } else { 0 };
        number = digit || number && matches!(c, '.' | ',');
        if weight > LARGEST && at > 0 {
            return Some(at);
        }
    }
    None
}

/// The byte of the next mark that may end a sentence.
fn next_mark(text: &str, at: usize) -> Option<usize> {
    // The ellipsis is E2 80 A6; the first byte of it stands for no other mark that ends a sentence.
    let bytes = text.as_bytes().get(at..)?;
    let plain = memchr::memchr3(b'.', b'?', b'!', bytes);
    let ellipsis = memchr::memmem::find(&bytes[..plain.unwrap_or(bytes.len())], "…".as_bytes());
    ellipsis.or(plain).map(|found| at + found)
}

fn end_of(text: &str, at: usize, holds: impl Fn(char) -> bool) -> usize {
    let rest = &text[at..];
    at + rest.len() - rest.trim_start_matches(holds).len()
}

fn skip_space(text: &str, at: usize) -> usize {
    end_of(text, at, char::is_whitespace)
}

const fn is_closer(char: char) -> bool {
    matches!(char, ')' | ']' | '"' | '”' | '’' | '\'' | '»' | '›')
}

const fn is_opener(char: char) -> bool {
    matches!(char, '(' | '[' | '"' | '“' | '‘' | '\'' | '«' | '‹' | '¿' | '¡' | '•' | '*')
}

/// Whether `sentence`, which ends with its mark, ends there, `next` being what comes after the space.
fn ends_sentence(sentence: &str, next: &str, lang: Lang, lexicon: &Lexicon) -> bool {
    let opened = next.trim_start_matches(is_opener);
    let Some(first) = opened.chars().next() else { return true };
    // A dash goes on with the thought; a small letter goes on with the sentence.
    if first.is_lowercase() || matches!(first, '–' | '—' | '-' | ',' | ';' | ':' | '/' | '&') {
        return false;
    }
    if !sentence.ends_with('.') || sentence.ends_with("..") {
        return true;
    }
    let word = last_word(sentence);
    let body = word.trim_end_matches('.');
    // "1." opens a list item.
    if body.len() <= 3 && body.len() + 1 == sentence.len() && body.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    if word.len() > LONGEST {
        return true;
    }
    let word = word.to_lowercase();
    let ends =
        lexicon.abbreviations.ends(lang, &word).or_else(|| (is_initial(body) || is_dotted(body)).then_some(Ends::May));
    match ends {
        None => true,
        Some(Ends::Never) => false,
        Some(Ends::BeforeNumber) => !first.is_ascii_digit(),
        Some(Ends::May) => {
            let next_word = opened.split(|char: char| !char.is_alphabetic()).next().unwrap_or_default();
            next.len() > opened.len() && !matches!(next.chars().next(), Some('(' | '['))
                || lexicon.stopwords.starts_sentence(lang, &next_word.to_lowercase())
        }
    }
}

/// The word that ends `sentence`, with its full stop and those within it.
fn last_word(sentence: &str) -> &str {
    let window = sentence.len().saturating_sub(4 * LONGEST);
    let window = (window..=sentence.len()).find_map(|at| sentence.get(at..)).unwrap_or_default();
    let after = |cut: fn(char) -> bool| {
        let start = window.rfind(|char: char| cut(char) || is_opener(char) || matches!(char, '–' | '—'));
        let word = start.and_then(|at| window.get(at..)).unwrap_or(window);
        word.trim_start_matches(|char: char| !char.is_alphanumeric())
    };
    // The slash of "S/." belongs to it.
    Some(after(|char| char.is_whitespace() || char == '/'))
        .filter(|word| !word.is_empty())
        .unwrap_or_else(|| after(char::is_whitespace))
}

/// "R" in "Joseph R. Biden".
fn is_initial(body: &str) -> bool {
    let mut chars = body.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// "U.S" of "U.S.", "C.V" of "C.V."
fn is_dotted(body: &str) -> bool {
    body.contains('.')
        && body.split('.').all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
}

/// Whether a sentence ends where no space follows its mark: "agreed.The".
fn is_glued(before: &str, after: &str) -> bool {
    let small = |char: Option<char>| char.is_some_and(char::is_lowercase);
    let (mut back, mut ahead) = (before.chars().rev(), after.chars());
    small(back.next())
        && small(back.next())
        && small(back.next())
        && ahead.next().is_some_and(char::is_uppercase)
        && small(ahead.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_beyond_all_measure_comes_in_pieces() {
        let text = "They paid 500 farmers, ".repeat(2000);
        let sentences = split(&text, Lang::En, Lexicon::embedded());
        assert!(sentences.iter().all(|s| s.len() <= LARGEST && !s.is_empty()));
        let words: usize = sentences.iter().map(|s| s.of(&text).split_whitespace().count()).sum();
        assert_eq!(words, 8000);
        for text in ["x".repeat(20_000), "$5".repeat(20_000), "7,".repeat(20_000), "é".repeat(20_000)] {
            let sentences = split(&text, Lang::En, Lexicon::embedded());
            assert!(sentences.len() > 2 && sentences.iter().all(|s| s.len() <= LARGEST));
            assert_eq!(sentences.iter().map(|s| s.len()).sum::<usize>(), text.len());
        }
        let list = "Ohio 1,234 and Iowa 5.6, ".repeat(40);
        assert_eq!(split(&list, Lang::En, Lexicon::embedded()).len(), 1);
    }
    use proptest::prelude::*;

    #[track_caller]
    fn sentences(lang: Lang, text: &str) -> String {
        let spans = split(text, lang, Lexicon::embedded());
        spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn english() {
        // " / " stands where a sentence ends.
        for expected in [
            "One. / Two! / Three? / Four",
            "It grew 3.4 percent. / Then $5.",
            "President Joseph R. Biden met Dr. Lago in St. Louis.",
            "The U.S. Agency for International Development agreed.",
            "It is based in the U.S. / The program grew.",
            "It is based in the U.S. / In 2021, it grew.",
            "Inc. Magazine and Apple Inc. said so.",
            "It cost approx. 5 dollars, i.e. No. 5.",
            "The answer is no. / They left.",
            "On Sept. 12 it met; on Oct. 3 it ended.",
            "“We agree.” / “They do not!” he said.",
            "(It grew.) / It fell.",
            "It grew (by 5.) and fell.",
            "Wait… / What? and so on",
            "Wait… what",
            "It began at 5 p.m. / The rest is known.",
            "It began at 5 p.m. EST today.",
            "at gob.mx/dean and trade.gov/HLED.",
            "1. First, it grew. / It fell in 2021. / In 2022 it rose.",
            "It reached Washington, D.C. / This year it ends.",
            "the E.U. (the Union) and the U.K. Government.",
            "It ended.[1]",
            "",
        ] {
            assert_eq!(sentences(Lang::En, &expected.replace(" / ", " ")), expected);
        }
    }

    #[test]
    fn a_lost_space_ends_a_sentence_too() {
        assert_eq!(
            sentences(Lang::En, "They agreed.The next day it was Node.js at U.S.Steel."),
            "They agreed. / The next day it was Node.js at U.S.Steel."
        );
    }

    #[test]
    fn spanish() {
        for expected in [
            "El Sr. López Obrador habló. / ¿Cuánto? / ¡Mucho! / Así fue.",
            "Invirtió en EE.UU. / El programa creció.",
            "Invirtió en EE. UU. / La obra sigue.",
            "El art. 5 y la pág. 12.",
            "Creció 3.4 por ciento. / Después, 21 mil 256.",
            "Pemex, S.A. de C.V. invirtió.",
        ] {
            assert_eq!(sentences(Lang::Es, &expected.replace(" / ", " ")), expected);
        }
    }

    proptest! {
        #[test]
        fn sentences_cover_every_word(text in "([ab.?! ]|U\\.S\\. |…|”|“|Dr\\. |é|\\PC){0,40}") {
            let mut end = 0;
            for span in split(&text, Lang::En, Lexicon::embedded()) {
                prop_assert!(span.start >= end && text[end..span.start].trim().is_empty());
                prop_assert_eq!(span.of(&text).trim(), span.of(&text));
                prop_assert!(!span.is_empty());
                end = span.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
