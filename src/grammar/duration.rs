//! Lengths of time: which are none, for they tell an age ("64 years old", "children under 5 years") or hold an article.

use super::named::is_no_duration;
use super::proper::tags;
use super::range::Read;
use super::relative::is_of_a_thing;
use super::{Amount, Cx, Reading};
use crate::figure::Lang;
use crate::lexicon::{CalendarWord, Label, Tags, is_hyphen};
use rust_decimal::Decimal;

/// Whether a length of time is one.
pub(super) fn is_duration(cx: &Cx<'_>, read: &Read) -> bool {
    let Reading::Duration { amount, unit } = &read.reading else { return true };
    let (before, after) = (cx.before(read.span.start).trim_end(), cx.tail(read.span.end));
    let age = matches!(*unit, "year" | "month") && is_age(cx, before, after);
    !age && !is_no_duration(cx, read.span, amount.value, unit)
        && !holds_article(cx, read, amount, unit, before)
        && !closes_a_thing(cx, before, after)
}

/// "one day" and "un año" hold an article, but for "It took one day".
fn holds_article(cx: &Cx<'_>, read: &Read, amount: &Amount, unit: &str, before: &str) -> bool {
    let words = read.span.of(cx.text);
    let article = words.starts_with(['o', 'O', 'u', 'U']) && amount.value == Decimal::ONE && amount.max.is_none();
    let loose = cx.lang() == Lang::Es || unit == "day";
    let measures = cx.lex.calendar.get(cx.lang()).at_end_where(before, |word| *word == CalendarWord::Measures);
    article && loose && measures.is_none()
}

/// "64 years old", "a 14-year-old", "aged 15-49 years", "children under 5 years", "niños de 5 años", "64 años de edad".
fn is_age(cx: &Cx<'_>, before: &str, after: &str) -> bool {
    let labels = cx.lex.labels.get(cx.lang());
    let before = before_range(cx, before);
    let tail = after.trim_start_matches(|c: char| c == ' ' || is_hyphen(c));
    if labels.at_start_where(tail, |label| *label == Label::Age).is_some()
        || labels.at_end_where(before, |label| *label == Label::Age).is_some()
    {
        return true;
    }
    // "mayores de 60 años", "children under 5 years", "niños de 5 a 11 años": somebody, then a bound or "de".
    let Some((start, _)) = labels.at_end_where(before, |label| *label == Label::AgeLink) else { return false };
    let who = before.get(..start).unwrap_or_default().trim_end();
    let word = who.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    tags(cx, word).any(Tags::PEOPLE.with(Tags::PARTICIPANT).with(Tags::BENEFICIARY))
}

/// What stands before the lower end of the range whose upper end follows: "ages" of "ages 45 to".
fn before_range<'a>(cx: &Cx<'_>, before: &'a str) -> &'a str {
    let words = cx.lex.calendar.get(cx.lang());
    let joins = |word: &CalendarWord| matches!(word, CalendarWord::To | CalendarWord::And);
    let lower = words.at_end_where(before, joins).and_then(|(start, _)| before.get(..start)).map(str::trim_end);
    let outer = lower.map(|lower| (lower, lower.trim_end_matches(|c: char| c.is_ascii_digit())));
    outer.filter(|(lower, outer)| outer.len() < lower.len()).map_or(before, |(_, outer)| outer.trim_end())
}

/// "over the last two years of the plan": no length of its own, and no date.
fn closes_a_thing(cx: &Cx<'_>, before: &str, after: &str) -> bool {
    let words = cx.lex.calendar.get(cx.lang());
    let last = words.at_end_where(before, |word| matches!(word, CalendarWord::Relative(-1)));
    last.is_some() && is_of_a_thing(cx, after)
}
