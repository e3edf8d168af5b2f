//! Whether the sentence around a date speaks of what has been or of what is to come.

use super::Cx;
use crate::figure::Lang;
use crate::lexicon::{Tags, Tense};
use crate::span::Span;

/// So many words on each side are looked at, and no more bytes than these.
const REACH: usize = 20;
const WINDOW: usize = 400;

/// What the words nearest to the date say; those before it count first.
pub(super) fn around(cx: &Cx<'_>, span: Span) -> Tense {
    let before = cx.before(span.start);
    let from = (before.len().saturating_sub(WINDOW)..=before.len()).find(|&at| before.is_char_boundary(at));
    let before = before.get(from.unwrap_or_default()..).unwrap_or_default();
    let before = last_stop(before).map_or(before, |stop| before.get(stop + 2..).unwrap_or_default());
    let after = cx.tail(span.end);
    let to = (0..=after.len().min(WINDOW)).rev().find(|&at| after.is_char_boundary(at));
    let after = after.get(..to.unwrap_or_default()).unwrap_or_default();
    let after = first_stop(after).map_or(after, |stop| after.get(..stop).unwrap_or_default());
    let back = nearest(cx, before, before.rsplit([' ', '—']), true);
    // "in May, and is expected": another clause.
    let parted = [", and ", ", but ", ", y ", ", pero "].iter().any(|and| after.starts_with(and));
    let after = if parted { "" } else { after };
    let ahead = nearest(cx, after, after.split([' ', '—']), false);
    if back.0 <= ahead.0.saturating_add(2) { back.1 } else { ahead.1 }
}

/// The first word that tells a tense, and how many words away it stands. Going `back`, a participle is what the words
/// just before it make of it: "will be issued", and "announced that" leaves the tense to the clause it opens.
fn nearest<'a>(cx: &Cx<'_>, text: &'a str, words: impl Iterator<Item = &'a str>, back: bool) -> (usize, Tense) {
    // Where a word stands in the text, so that "set to" is seen behind "set".
    let tail = |word: &'a str| text.get(word.as_ptr() as usize - text.as_ptr() as usize..).unwrap_or_default();
    let mut words = words.take(REACH).enumerate();
    let mut clause = false;
    let mut told = |(at, word): (usize, &'a str)| {
        clause |= matches!(word, "que" | "that");
        Some((at, of_word(cx, word, tail(word))?))
    };
    let Some((at, tense)) = words.find_map(&mut told) else {
        return (usize::MAX, Tense::Unknown);
    };
    if back && tense == Tense::Past && clause {
        return (at + REACH, tense);
    }
    let future = back
        && tense == Tense::Past
        && words.take(3).any(|(_, word)| of_word(cx, word, tail(word)) == Some(Tense::Future));
    (at, if future { Tense::Future } else { tense })
}

/// Whether the full stop at `at` ends a sentence: a short word or a capital before it is an abbreviation.
fn is_stop(text: &str, at: usize) -> bool {
    let word = text.get(..at).unwrap_or_default().rsplit(' ').next().unwrap_or_default();
    at == 0 || word.ends_with(|c: char| c.is_ascii_digit()) || word.len() > 3 && !word.ends_with(char::is_uppercase)
}

fn first_stop(text: &str) -> Option<usize> {
    text.match_indices(". ").map(|(at, _)| at).find(|&at| is_stop(text, at))
}

fn last_stop(text: &str) -> Option<usize> {
    text.rmatch_indices(". ").map(|(at, _)| at).find(|&at| is_stop(text, at))
}

/// What one word says by itself, or with those that follow it in `tail`.
fn of_word(cx: &Cx<'_>, word: &str, tail: &str) -> Option<Tense> {
    let tail = tail.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    if word.is_empty() {
        return None;
    }
    if let Some((length, tense)) = cx.lex.tenses.get(cx.lang()).at_start(tail)
        && length >= word.len()
    {
        return Some(*tense);
    }
    // "drew", "rose": past forms that no ending tells.
    let tags = cx.lex.words.tags(cx.lang(), word);
    if cx.lang() == Lang::En && tags.any(Tags::PAST) && !tags.any(Tags::BASE.with(Tags::AUX).with(Tags::PREP)) {
        return Some(Tense::Past);
    }
    let ends = |endings: &[&str]| word.chars().count() > 4 && endings.iter().any(|ending| word.ends_with(ending));
    match cx.lang() {
        Lang::En if ends(&["ed"]) => Some(Tense::Past),
        Lang::Es if ends(&["ará", "erá", "irá", "arán", "erán", "irán", "aremos", "eremos", "iremos"]) => {
            Some(Tense::Future)
        }
        Lang::Es if ends(&["aron", "ieron", "ió", "ó"]) => Some(Tense::Past),
        _ => None,
    }
}
