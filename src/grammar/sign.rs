//! Signs of a number: a minus, a plus, and the accountant's brackets, which mean a minus too.
//!
//! "-$5 million", "€−2.5bn", "minus five percent", "$(7.4) million", "($4.8) million", "(1.1)%". What is only set in
//! brackets ("(€2.1 million)") is not negative.

use super::Cx;
use crate::lexicon::{NumberClass, Tags};

/// So far ahead a dash that opens an aside may be closed, in bytes.
const ASIDE: usize = 160;

/// A hyphen, non-breaking hyphen, minus sign or en dash.
const fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2011}' | '−' | '–')
}

/// What follows a minus that `input` begins with, where a number or a currency's sign stands right behind it.
pub(super) fn strip_minus(input: &str) -> Option<&str> {
    let rest = input.strip_prefix(is_minus)?;
    rest.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '(' || c == '$' || c == '€' || c == '£')
        .then_some(rest)
}

/// The byte at which a minus directly before the quantity at `start` stands, in a sign or a word. A dash between words or
/// numbers is none: "2019-20", "a 10-year plan", "the fund – $5 million", "–5 in all–".
pub(super) fn minus_start(cx: &Cx<'_>, start: usize) -> Option<usize> {
    let before = cx.before(start);
    let Some(rest) = before.strip_suffix(is_minus) else { return minus_word(cx, before) };
    let free = rest.is_empty() || rest.ends_with(['(', '[']) || rest.ends_with(' ') && !joins(rest);
    (free && !opens_aside(cx, rest.len(), start)).then_some(rest.len())
}

/// Whether the text before a spaced minus ends with a number that it would join to the next: "15 -20 km".
fn joins(rest: &str) -> bool {
    rest.trim_end().ends_with(|c: char| c.is_ascii_digit() || matches!(c, '%' | '$' | '€' | '£'))
}

/// "el plan -5 millones de pesos- creció": a dash that another one, glued to a word too, closes.
fn opens_aside(cx: &Cx<'_>, dash: usize, number: usize) -> bool {
    let Some(mark) = cx.tail(dash).chars().next() else { return false };
    let tail = cx.tail(number);
    let limit = (0..=tail.len().min(ASIDE)).rev().find(|&at| tail.is_char_boundary(at)).unwrap_or_default();
    let tail = tail.get(..limit).unwrap_or_default();
    let tail = tail.find(". ").map_or(tail, |stop| tail.get(..stop).unwrap_or_default());
    tail.match_indices(mark).any(|(at, _)| {
        let glued = tail.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '%'));
        glued && !tail.get(at + mark.len_utf8()..).is_some_and(|after| after.starts_with(char::is_alphanumeric))
    })
}

/// "was minus five percent": the word, but not where it takes one thing from another ("revenue minus $5 million").
fn minus_word(cx: &Cx<'_>, before: &str) -> Option<usize> {
    let before = before.strip_suffix(' ')?;
    let numbers = cx.lex.numbers.get(cx.lang());
    let (start, _) = numbers.at_end_where(before, |word| word.class == NumberClass::Minus)?;
    // "al menos 4"
    if cx.lex.modifiers.get(cx.lang()).at_end(before).is_some_and(|(bound, _)| bound < start) {
        return None;
    }
    let word = before.get(..start)?.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let tags = cx.lex.words.tags(cx.lang(), &word.to_lowercase());
    let introduced = tags.any(Tags::PREP.with(Tags::BE).with(Tags::VERB).with(Tags::CONJ)) && !tags.any(Tags::NOUNISH)
        || word == "to";
    (word.is_empty() || introduced).then_some(start)
}

/// What stands between the accountant's brackets behind a currency's sign and after them: "$(7.4) million".
pub(super) fn bracketed(body: &str) -> Option<&str> {
    body.strip_prefix('(').filter(|inner| inner.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
}

/// What follows the bracket that closes right behind a number, where it opens right before the byte `start`.
pub(super) fn closes<'a>(cx: &Cx<'_>, start: usize, rest: &'a str) -> Option<&'a str> {
    rest.strip_prefix(')').filter(|_| cx.before(start).ends_with('('))
}
