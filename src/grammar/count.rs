//! Bare numbers: a count, a year, or neither.

use super::Cx;
use super::modifier::of_quantity;
use super::named::is_no_count;
use super::range::Read;
use super::{Amount, Reading};
use crate::figure::{Lang, Modifier};
use crate::lexicon::{CalendarWord, Label, Tags, first_word};
use crate::span::Span;
use rust_decimal::Decimal;

/// Whether a number of nothing is a count of something.
pub(super) fn is_count(cx: &Cx<'_>, read: &Read) -> bool {
    let Reading::Count { amount } = &read.reading else { return true };
    let words = read.span.of(cx.text);
    let spelled = !words.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    // "one" is an article or pronoun, "zero" a name ("net zero").
    // "there were zero cases", not "net zero emissions"
    let before =
        cx.before(read.span.start).trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let told = cx.lex.words.tags(cx.lang(), &before.to_lowercase()).any(Tags::AUX.with(Tags::VERB).with(Tags::CONJ));
    let zero = amount.value.is_zero() && told && counts_something(cx.tail(read.span.end));
    let vague = spelled && amount.value.abs() <= Decimal::ONE && amount.max.is_none() && !zero;
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
        let named = [" year", " año"].iter().any(|year| before.ends_with(year));
        return (dated && (old || far) || named) && !counts_something(after);
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
    !counts(cx, before, after)
}

/// Whether the word before four digits makes them a year whatever follows.
pub(super) fn is_dated(cx: &Cx<'_>, span: Span) -> bool {
    let words = cx.lex.calendar.get(cx.lang());
    words.at_end_where(cx.before(span.start).trim_end(), |word| *word == CalendarWord::YearAfter).is_some()
}

/// Whether four digits that may be a year count the noun behind them: "trained 2016 people", "500 docentes y 2000
/// estudiantes"; not "in 2016 people", "the 2016 elections", "2019 levels", "its 2022 graduates".
fn counts(cx: &Cx<'_>, before: &str, after: &str) -> bool {
    let words = cx.lex.calendar.get(cx.lang());
    let Some(body) = after.strip_prefix(' ') else { return false };
    let tags = |word: &str| cx.lex.words.tags(cx.lang(), word);
    // "2016 new teachers"
    let adjective = first_word(body);
    let described = tags(adjective).any(Tags::ADJECTIVE.with(Tags::ING).with(Tags::PART))
        && !cx.lex.words.is_plural(cx.lang(), adjective);
    let body = if described { body.get(adjective.len()..).map_or(body, str::trim_start) } else { body };
    let noun = first_word(body);
    let closed = Tags::PREP.with(Tags::CONJ).with(Tags::AUX).with(Tags::DET).with(Tags::PRON).with(Tags::ADV);
    // "Vision 2030 foresees"
    let verb = tags(noun).any(Tags::THIRD) && !tags(noun).any(Tags::NOUNISH);
    let plural = noun.starts_with(char::is_lowercase)
        && cx.lex.words.is_plural(cx.lang(), noun)
        && !verb
        && !tags(noun).any(closed);
    let before = before.trim_end_matches(')');
    let of_a_year = words.at_start_where(body, |word| *word == CalendarWord::OfYear).is_some();
    if !plural || of_a_year || words.at_end_where(before, |word| *word == CalendarWord::YearAfter).is_some() {
        return false;
    }
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    // "Vision 2030 plans", "2040 effects of"
    let name =
        before.rsplit(' ').next().is_some_and(|last| last.len() < before.len() && last.starts_with(char::is_uppercase));
    let opens = word.is_empty() && !tags(noun).any(Tags::WHO);
    let owned = name || opens || before.ends_with("'s") || before.ends_with("’s") || before.ends_with("s’");
    let article = tags(&word).any(Tags::DET.with(Tags::POSS)) && cx.lang() == Lang::En;
    !owned && !article
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
