//! Bare numbers: a count, a year, or neither.

use super::Cx;
use super::modifier::of_quantity;
use super::range::Read;
use super::refuse::is_no_count;
use super::{Amount, Reading};
use crate::figure::Modifier;
use crate::lexicon::{CalendarWord, Label, Tags};
use crate::span::Span;
use rust_decimal::Decimal;

/// Whether a number of nothing is a count of something.
pub(super) fn is_count(cx: &Cx<'_>, read: &Read) -> bool {
    let Reading::Count { amount } = &read.reading else { return true };
    let words = read.span.of(cx.text);
    let spelled = !words.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    // "one" is an article or pronoun, "zero" a name ("net zero").
    let vague = spelled && amount.value <= Decimal::ONE && amount.max.is_none();
    !vague && !is_no_count(cx, read.span, looks_like_year(words))
}

/// Four digits that may be a year.
pub(super) fn looks_like_year(words: &str) -> bool {
    words.len() == 4
        && (words.starts_with("19") || words.starts_with("20"))
        && words.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether four digits are a year by the words around them, and not a count.
pub(super) fn is_year(cx: &Cx<'_>, span: Span) -> bool {
    let words = span.of(cx.text);
    let (before, after) = (cx.before(span.start).trim_end_matches([' ', '(']), cx.tail(span.end));
    let labels = cx.lex.labels.get(cx.lang());
    if labels.at_end_where(before, |label| *label == Label::Reference).is_some() || is_no_count(cx, span, true) {
        return false;
    }
    let dated = cx.lex.calendar.get(cx.lang()).at_end_where(before, |word| *word == CalendarWord::Introduces).is_some();
    if !looks_like_year(words) {
        // "in 1848", "by 2100": the words must say it.
        let introduced = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
        let old = introduced(&["in", "since", "en", "desde", "de"]);
        let far = words == "2100" && introduced(&["by", "until", "through", "para", "hasta"]);
        return dated && (old || far) && !counts_something(after);
    }
    let reading = Reading::Count { amount: Amount { value: Decimal::ZERO, max: None, decimals: 0 } };
    let beside = of_quantity(cx, span, &reading, false);
    if beside.modifier != Modifier::Exact && !dated {
        // "through at least 2025"
        let start = beside.modifier_span.map_or(span.start, |bound| bound.start);
        let before = cx.before(start).trim_end();
        let introduced =
            cx.lex.calendar.get(cx.lang()).at_end_where(before, |word| *word == CalendarWord::Introduces).is_some();
        let since = ["since", "desde"].iter().any(|word| before.ends_with(word));
        let bound = start < span.start && introduced && (since || !words.ends_with("00")) && !counts_something(after);
        return bound || compares(cx, before, after);
    }
    dated || !(words.ends_with("00") && counts_something(after))
}

/// "50 percent below 2005 levels", "$400 above 2021": a year that something is set against, not a count.
fn compares(cx: &Cx<'_>, before: &str, after: &str) -> bool {
    let Some(rest) = after.strip_prefix(' ') else { return true };
    let levels = ["level", "levels", "baseline"];
    let word = |c: char| !c.is_alphanumeric();
    let mut words = rest.split(' ').take(3).map(|w| w.trim_end_matches(word)).filter(|w| !w.is_empty());
    let next = words.next().unwrap_or_default();
    let stops = next.is_empty() || cx.lex.words.tags(cx.lang(), next).any(Tags::PREP.with(Tags::CONJ));
    stops && !before.is_empty() || levels.contains(&next) || words.any(|w| levels.contains(&w))
}

/// Whether a plural noun in lower case follows, as after a count.
pub(super) fn counts_something(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(' ') else { return false };
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    word.starts_with(char::is_lowercase)
        && word.len() > 3
        && (word.ends_with('s') || word == "people" || word == "children")
}
