//! Two dates that words join: one span of time ("from 2021 to 2023", "April and May 2022"), or two of one year ("May and
//! October 2018"), and spans whose year is said first ("In 2023, from January to June").

use super::Cx;
use super::count::counts_something;
use super::date::{Found, Moment, Part, YearOf, found, moment, rule};
use super::date_digits::{after_clock, is_day, number, two_digit_year, year_number};
use super::date_list::days_of_month;
use super::date_parts::{Dated, dated, day_and_year, nth_part, ordinal, ordinal_part, year_tail};
use crate::figure::Lang;
use crate::lexicon::{CalendarWord, ModifierOf, Stretch, is_hyphen};
use crate::span::Span;

/// How two dates are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// "to", "through", a dash.
    To,
    /// "and".
    And,
}

/// The second date after a joint, if it belongs to the first: one span of time, or two dates of one year.
pub(super) fn second<'a>(cx: &Cx<'_>, input: &str, rest: &'a str, first: Dated) -> Option<Vec<Found>> {
    let start = cx.at(input);
    let (joint, body) = joint(cx, after_clock(cx, rest))?;
    // "between March 2025 and late 2026"
    let inside = cx.lex.modifiers.get(cx.lang()).at_start_where(body, |said| said.of == ModifierOf::DateInside);
    let body = inside.and_then(|(length, _)| body.get(length..)).map_or(body, str::trim_start);
    let (after, mut last) = short_second(cx, body, first, joint).or_else(|| dated(cx, past_weekday(cx, body), true))?;
    if last.part == Part::Year && first.part != Part::Year && !matches!(first.year, YearOf::Stated(_)) {
        return None;
    }
    // "the January–March quarter of 2018"
    let named = |after: &'a str| {
        let (length, _) = cx.lex.calendar.get(cx.lang()).at_start_where(after.strip_prefix(' ')?, |word| {
            matches!(word, CalendarWord::Quarter | CalendarWord::Unit(Stretch::Quarter))
        })?;
        year_tail(cx, after.get(length + 1..)?, false)
    };
    let months = matches!((first.part, last.part), (Part::Month(_), Part::Month(_)));
    let (after, year) = match named(after).filter(|_| months && last.year == YearOf::Unstated) {
        Some((after, year, _)) => (after, year),
        None => (after, last.year),
    };
    last.year = year;
    let own_year = first.year != YearOf::Unstated;
    let mut first = first;
    if first.year == YearOf::Unstated && same_grain(first.part, last.part) {
        first.year = last.year;
        // "December 2021-February 2022" and "November to February 2022" begin in the year before.
        if let (YearOf::Stated(year), Joint::To) = (first.year, joint)
            && order(first.part) > order(last.part)
        {
            first.year = YearOf::Stated(year - 1);
        }
    } else if last.year == YearOf::Unstated {
        last.year = first.year;
    }
    let before = cx.before(start).trim_end();
    let fiscal = first.fiscal || last.fiscal;
    let both = [" both", "Both", " tanto"].iter().any(|both| before.ends_with(both));
    let adjacent = !both && !before.ends_with(',') && (!own_year || first.part == Part::Year) && next_to(first, last);
    if joint == Joint::To || follows_between(cx, start) || adjacent {
        if backward(first, last) {
            return None;
        }
        let (after, last) = split_year_after(cx, after, first, last).unwrap_or((after, last));
        let span = Span::new(start, cx.at(after_clock(cx, after)));
        return Some(vec![found(cx, span, moment(first), Some(moment(last)), fiscal, "date.span")]);
    }
    if own_year || !same_grain(first.part, last.part) {
        return None;
    }
    let one = found(cx, Span::new(start, cx.at(rest)), moment(first), None, fiscal, rule(first.part));
    let other = found(cx, Span::new(cx.at(body), cx.at(after)), moment(last), None, fiscal, rule(last.part));
    Some(vec![one, other])
}

/// "to Friday, 7 June": what stands behind a day of the week.
pub(super) fn past_weekday<'a>(cx: &Cx<'_>, body: &'a str) -> &'a str {
    let words = cx.lex.calendar.get(cx.lang());
    let day = |word: &CalendarWord| matches!(word, CalendarWord::Weekday(_) | CalendarWord::WeekdayShort(_));
    let rest = words.at_start_where(body, day).and_then(|(length, _)| body.get(length..));
    rest.and_then(|rest| rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ')).unwrap_or(body)
}

/// Whether "between" stands before the byte `start`, so that "and" joins the ends of a span: also "between mid-1983 and".
/// "From 2021 and 2023" says no less, Spanish "de" does.
fn follows_between(cx: &Cx<'_>, start: usize) -> bool {
    if cx.lang() == Lang::En && follows_span(cx, start) {
        return true;
    }
    let before = cx.before(start).trim_end_matches(|c: char| c == ' ' || is_hyphen(c));
    let words = cx.lex.modifiers.get(cx.lang());
    let inside = words.at_end_where(before, |said| said.of == ModifierOf::DateInside);
    let outer = inside.and_then(|(at, _)| before.get(..at)).unwrap_or(before);
    super::range::follows_between(cx, start) || super::range::follows_between(cx, outer.trim_end().len())
}

/// "from 5-22 to 5-28": months and days in digits, of which the days are told by being above 12.
pub(super) fn days_in_digits(cx: &Cx<'_>, input: &str) -> Option<Found> {
    let day = |input| {
        let (rest, month) = number(input).ok()?;
        let (rest, day) = number(rest.strip_prefix('-')?).ok()?;
        (day > 12 && is_day(month, day)).then_some((rest, Part::Day { month, day }))
    };
    let (rest, first) = day(input)?;
    let (Joint::To, body) = joint(cx, rest)? else { return None };
    let (after, last) = day(body)?;
    let ends = !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '%' | '/'))
        && !after.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_alphabetic));
    let start = cx.at(input);
    let rises = order(first) < order(last) && ends && follows_span(cx, start);
    let at = |part| Moment::Calendar { part, year: YearOf::Unstated };
    rises.then(|| found(cx, Span::new(start, cx.at(after)), at(first), Some(at(last)), false, "date.span"))
}

/// "second and third quarters of 2023", "segundo al tercer trimestre de 2017": the noun and its year are said once.
pub(super) fn ordinals(cx: &Cx<'_>, input: &str) -> Option<Vec<Found>> {
    let (_, index) = ordinal(cx, input)?;
    let words = cx.lex.calendar.get(cx.lang());
    let (length, _) = words.at_start_where(input, |word| matches!(word, CalendarWord::Ordinal(_)))?;
    let rest = input.get(length..)?;
    let (joint, body) = joint(cx, rest)?;
    let (after, last) = ordinal_part(cx, body)?;
    let months = match last.part {
        Part::Quarter(_) => 3,
        Part::Half(_) => 6,
        Part::Months { first, last } => last - first + 1,
        _ => return None,
    };
    let first = Dated { part: nth_part(months, index)?, ..last };
    if order(first.part) >= order(last.part) {
        return None;
    }
    let start = cx.at(input);
    if joint == Joint::To || follows_span(cx, start) || next_to(first, last) {
        let span = Span::new(start, cx.at(after));
        return Some(vec![found(cx, span, moment(first), Some(moment(last)), last.fiscal, "date.span")]);
    }
    let one = found(cx, Span::new(start, cx.at(rest)), moment(first), None, last.fiscal, rule(first.part));
    let other = found(cx, Span::new(cx.at(body), cx.at(after)), moment(last), None, last.fiscal, rule(last.part));
    Some(vec![one, other])
}

/// "2002-03 to 2005-06": the span of two split years ends with the second.
fn split_year_after<'a>(cx: &Cx<'_>, after: &'a str, first: Dated, last: Dated) -> Option<(&'a str, Dated)> {
    let (Part::Year, true) = (first.part, next_to(first, last)) else { return None };
    let (Joint::To, body) = joint(cx, after)? else { return None };
    let (rest, begin) = year_number(body)?;
    let (rest, end) = two_digit_year(rest.strip_prefix(['-', '–', '/'])?)?;
    (end == (begin + 1).rem_euclid(100)).then_some((rest, Dated { year: YearOf::Stated(begin + 1), ..last }))
}

/// "In 2023, from January to June": a span of days or months whose year stands before it.
pub(super) fn year_first(cx: &Cx<'_>, input: &str, rest: &str, first: Dated) -> Option<Found> {
    let (Part::Year, YearOf::Stated(year)) = (first.part, first.year) else { return None };
    let body = rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ')?;
    let words = cx.lex.calendar.get(cx.lang());
    let (length, _) = words.at_start_where(body, |word| *word == CalendarWord::Spans)?;
    let body = body.get(length..)?.trim_start();
    let pair = days_of_month(cx, body).or_else(|| {
        let (after, first) = dated(cx, body, true)?;
        second(cx, body, after, first)
    })?;
    let [span] = pair.as_slice() else { return None };
    let (from, to) = (part_alone(span.reading.from)?, part_alone(span.reading.to?)?);
    let later = order(to) < order(from);
    let at = |part, year| Moment::Calendar { part, year: YearOf::Stated(year) };
    let to = at(to, year + i16::from(later));
    Some(found(cx, Span::new(cx.at(input), span.span.end), at(from, year), Some(to), first.fiscal, "date.span"))
}

/// The part of a moment that states no year.
fn part_alone(moment: Moment) -> Option<Part> {
    match moment {
        Moment::Calendar { part, year: YearOf::Unstated } => Some(part),
        _ => None,
    }
}

/// Whether "between", "from" and the like stand before the byte `start`.
pub(super) fn follows_span(cx: &Cx<'_>, start: usize) -> bool {
    let words = cx.lex.calendar.get(cx.lang());
    words.at_end_where(cx.before(start).trim_end(), |word| *word == CalendarWord::Spans).is_some()
}

/// "2021-23", "April 18-20, 2022", "FY 21-23", "septiembre de 2016 y de 2017": a second date of which only a part is said.
fn short_second<'a>(cx: &Cx<'_>, body: &'a str, first: Dated, joint: Joint) -> Option<(&'a str, Dated)> {
    match (first.part, first.year) {
        (Part::Year, YearOf::Stated(year)) => {
            if let Some((after, number)) = year_number(body)
                && !after.starts_with(|c: char| c.is_alphanumeric() || c == '%')
            {
                return Some((after, Dated { year: YearOf::Stated(number), ..first }));
            }
            let (after, short) = two_digit_year(body)?;
            let number = year - year.rem_euclid(100) + short;
            // "180 ships in 2011 to 42 ships"
            let counts = cx.before(cx.at(body)).ends_with(' ') && after.starts_with(' ') && counts_something(after);
            (number > year && number - year < 50 && joint == Joint::To && !counts)
                .then_some((after, Dated { year: YearOf::Stated(number), ..first }))
        }
        (Part::Day { month, .. }, YearOf::Unstated) => day_and_year(cx, body, month),
        (Part::Month(_), YearOf::Stated(_)) if cx.lang() == Lang::Es => {
            let (after, year) = year_number(body.strip_prefix("de ")?)?;
            Some((after, Dated { year: YearOf::Stated(year), ..first }))
        }
        _ => None,
    }
}

/// The joint at the beginning of `rest`, and what follows it.
pub(super) fn joint<'a>(cx: &Cx<'_>, rest: &'a str) -> Option<(Joint, &'a str)> {
    let dashes = ["-to-", "-through-", " - ", " – ", " — ", "-", "–", "‑", "/"];
    if let Some(body) = dashes.iter().find_map(|dash| rest.strip_prefix(dash)) {
        return Some((Joint::To, body));
    }
    let body = rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ')?;
    if let Some(body) = body.strip_prefix("& ") {
        return Some((Joint::And, body));
    }
    let words = cx.lex.calendar.get(cx.lang());
    let (length, word) = words.at_start_where(body, |word| matches!(word, CalendarWord::To | CalendarWord::And))?;
    let joint = if *word == CalendarWord::To { Joint::To } else { Joint::And };
    // A comma stands before "to", but parts what "and" would join.
    (joint == Joint::To || !rest.starts_with(',')).then_some((joint, body.get(length..)?.strip_prefix(' ')?))
}

/// Whether two parts are of one size, so that a year said once belongs to both.
pub(super) fn same_grain(one: Part, other: Part) -> bool {
    let day = |part| matches!(part, Part::Day { .. });
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
        || day(one) && matches!(other, Part::Month(_))
        || day(other) && matches!(one, Part::Month(_))
}

/// The place of a part in its year, in days of about 31 a month.
pub(super) fn order(part: Part) -> i32 {
    match part {
        Part::Day { month, day } => i32::from(month) * 32 + i32::from(day),
        Part::Month(month) | Part::Months { first: month, .. } => i32::from(month) * 32,
        Part::Season(code) => (i32::from(code) - 20) * 96,
        Part::Quarter(quarter) => (i32::from(quarter) - 1) * 96,
        Part::Half(half) => (i32::from(half) - 1) * 192,
        Part::Year | Part::Decade => 0,
    }
}

/// The place of a dated part in time, where both its part and year are known.
fn place(dated: Dated) -> Option<i32> {
    match dated.year {
        YearOf::Stated(year) => Some(i32::from(year) * 500 + order(dated.part)),
        YearOf::Unstated => Some(order(dated.part)),
        _ => None,
    }
}

/// Whether the second begins before the first.
fn backward(first: Dated, last: Dated) -> bool {
    let both = matches!(first.year, YearOf::Stated(_)) == matches!(last.year, YearOf::Stated(_));
    both && matches!(first.year, YearOf::Stated(_))
        && place(first)
            .zip(place(last))
            .is_some_and(|(one, other)| other <= one && first.part != last.part || other < one)
}

/// Whether the second follows at once on the first, so that the two make one stretch.
pub(super) fn next_to(first: Dated, last: Dated) -> bool {
    let same_year = first.year == last.year;
    match (first.part, last.part) {
        (Part::Year, Part::Year) => {
            matches!((first.year, last.year), (YearOf::Stated(one), YearOf::Stated(other)) if other == one + 1)
        }
        (Part::Day { month, day }, Part::Day { month: other_month, day: other }) => {
            same_year && month == other_month && other == day + 1
        }
        (Part::Month(one), Part::Month(other)) => same_year && other == one + 1,
        (Part::Quarter(one), Part::Quarter(other)) | (Part::Season(one), Part::Season(other)) => {
            same_year && other == one + 1
        }
        _ => false,
    }
}
