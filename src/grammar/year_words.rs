//! Years and decades in words: "nineteen ninety-nine", "twenty twenty-two", "dos mil veinte", "the late eighties".

use super::Cx;
use super::count::counts_something;
use super::numeral::{Reads, numeral};
use crate::figure::Lang;
use crate::lexicon::{CalendarWord, ModifierOf, Tags, is_hyphen};
use rust_decimal::prelude::ToPrimitive;

/// The year in words at the beginning of `input`, where it can be nothing else: behind a word that opens a year, or where
/// what stands before it is `dated` already.
pub(super) fn year_in_words<'a>(cx: &Cx<'_>, input: &'a str, dated: bool) -> Option<(&'a str, i16)> {
    if !input.starts_with(char::is_alphabetic) {
        return None;
    }
    let (rest, year) = paired(cx, input).or_else(|| told(cx, input, dated))?;
    let goes_on = rest.starts_with(is_hyphen) || rest.starts_with('%') || counts_something(rest);
    (!goes_on).then_some((rest, year))
}

/// "nineteen ninety-nine", "twenty twenty-two": the century, then its year.
fn paired<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, i16)> {
    let (body, century) = century(cx, input)?;
    let (rest, year) = words(cx, body)?;
    (10..100).contains(&year).then_some((rest, century * 100 + year))
}

fn century<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, i16)> {
    if cx.lang() != Lang::En {
        return None;
    }
    let (length, word) = cx.lex.numbers.get(Lang::En).at_start(input)?;
    let century = word.value.to_i16().filter(|value| (18..=20).contains(value))?;
    let body = input.get(length..)?.strip_prefix(|c: char| c == ' ' || is_hyphen(c))?;
    Some((body, century))
}

/// "dos mil veinte", "two thousand and ten", behind a word after which a year stands.
fn told<'a>(cx: &Cx<'_>, input: &'a str, dated: bool) -> Option<(&'a str, i16)> {
    let first = cx.lex.numbers.get(cx.lang()).at_start(input).map(|(_, word)| word.value.to_i16());
    let thousand = cx.lang() == Lang::Es && input.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("mil"));
    if !thousand && !matches!(first, Some(Some(2))) {
        return None;
    }
    let (rest, year) = words(cx, input)?;
    let before = cx.before(cx.at(input)).trim_end();
    let opens = |word: &CalendarWord| *word == CalendarWord::IntroducesYear;
    let introduced = dated || cx.lex.calendar.get(cx.lang()).at_end_where(before, opens).is_some();
    let whole = rest.strip_prefix(' ').is_none_or(|next| !next.starts_with("de ") && !next.starts_with("of "));
    let round = !dated && year == 2000 && !before.ends_with("año") && !before.ends_with("year");
    ((1900..2100).contains(&year) && introduced && whole && !round).then_some((rest, year))
}

/// A whole number in words alone.
pub(super) fn words<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, i16)> {
    let (rest, number) = numeral(cx, input, Reads::default()).ok()?;
    let said = input.get(..input.len() - rest.len())?;
    let whole = number.words && number.value.is_integer() && !said.contains(|c: char| c.is_ascii_digit());
    number.value.to_i16().filter(|_| whole).map(|value| (rest, value))
}

/// "eighties", "nineteen-eighties", "noventa" of "los años noventa": the first year of the decade.
pub(super) fn decade_in_words<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, i16)> {
    let name = |input: &'a str| {
        let words = cx.lex.calendar.get(cx.lang());
        let (length, word) = words.at_start_where(input, |word| matches!(word, CalendarWord::DecadeName(_)))?;
        let CalendarWord::DecadeName(year) = *word else { return None };
        Some((input.get(length..)?, i16::from(year)))
    };
    if let Some((rest, year)) = century(cx, input).and_then(|(body, century)| {
        let (rest, year) = name(body)?;
        Some((rest, century * 100 + year))
    }) {
        return Some((rest, year));
    }
    let (rest, year) = name(input)?;
    names_decade(cx, cx.at(input), rest).then_some((rest, 1900 + year))
}

/// Whether the words around a name of a decade make it one: "the 90s", "late eighties", "los años 90"; not "in his 70s".
pub(super) fn names_decade(cx: &Cx<'_>, at: usize, rest: &str) -> bool {
    let before = cx.before(at).trim_end_matches(|c: char| c == ' ' || is_hyphen(c) || matches!(c, '\'' | '’' | '‘'));
    let closed = !rest.starts_with(is_hyphen) && !counts_something(rest);
    let tells = match cx.lang() {
        Lang::En => {
            let inside = cx.lex.modifiers.get(Lang::En).at_end_where(before, |said| said.of == ModifierOf::DateInside);
            let outer = inside.map_or(before, |(start, _)| before.get(..start).unwrap_or_default().trim_end());
            let the = |text: &str| text.ends_with(" the") || matches!(text, "the" | "The") || text.ends_with("The");
            let degrees = [" degrees", "°", " F"].iter().any(|degrees| rest.starts_with(degrees));
            let whose = cx.lex.words.tags(Lang::En, outer.rsplit(' ').next().unwrap_or_default());
            let whose = whose.any(Tags::DET) && !the(outer);
            !degrees && !whose && (the(before) || inside.is_some())
        }
        Lang::Es => {
            cx.lex.calendar.get(Lang::Es).at_end_where(before, |word| *word == CalendarWord::DecadeOf).is_some()
        }
    };
    tells && closed
}
