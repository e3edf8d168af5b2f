//! Days of which the month is said once: "18-20 April 2022", "May 3, 4 and 5, 2022", "el 12 y el 15 de este mes".

use super::Cx;
use super::date::{Found, Moment, Part, Slice, Whole, YearOf, found, moment};
use super::date_digits::day_alone;
use super::date_pair::{Joint, follows_span, joint, past_weekday};
use super::date_parts::{Dated, dated, day_and_year};
use super::relative::relative;
use crate::lexicon::Stretch;
use crate::span::Span;

/// No list of days is longer.
const LONGEST: usize = 12;

/// A day as it stands in a list.
struct Listed {
    span: Span,
    day: i8,
}

/// "18-20 April 2022", "18 al 20 de mayo", "3, 4 y 5 de mayo de 2022", "12 y el 15 de este mes": the month stands behind.
pub(super) fn days_of_month(cx: &Cx<'_>, input: &str) -> Option<Vec<Found>> {
    let mut listed = Vec::new();
    let (mut body, mut to) = (input, false);
    for _ in 0..LONGEST {
        let (rest, day) = day_alone(body)?;
        let start = cx.at(body);
        if listed.last().is_some_and(|last: &Listed| last.day >= day) {
            return None;
        }
        if let Some((after, month)) = month_behind(cx, body, rest) {
            let single = listed.is_empty() && !matches!(month, Behind::Relative(_));
            listed.push(Listed { span: Span::new(start, cx.at(after)), day });
            return if single { None } else { made(cx, &listed, to, month) };
        }
        listed.push(Listed { span: Span::new(start, cx.at(rest)), day });
        body = match rest.strip_prefix(", ") {
            Some(body) if body.starts_with(|c: char| c.is_ascii_digit()) => body,
            _ => {
                let (joint, body) = joint(cx, rest)?;
                to |= joint == Joint::To;
                past_weekday(cx, body)
            }
        };
    }
    None
}

/// What the month behind a list of days is.
#[derive(Clone, Copy)]
enum Behind {
    /// One of the calendar.
    Calendar(Dated, i8),
    /// So many months after the document's.
    Relative(i8),
}

/// The month after the last day of a list.
fn month_behind<'a>(cx: &Cx<'_>, body: &'a str, rest: &'a str) -> Option<(&'a str, Behind)> {
    if let Some((after, month)) = relative_month(cx, rest) {
        return Some((after, Behind::Relative(month)));
    }
    let (after, last) = dated(cx, body, true)?;
    let Part::Day { month, .. } = last.part else { return None };
    // "3/4 May" apart, "3-04-2022" is one date in digits.
    (after.len() < rest.len() && rest.starts_with([' ', 's', 'n', 'r', 't', '.', 'º', '°', '-'])).then_some(())?;
    Some((after, Behind::Calendar(last, month)))
}

/// "of this month", "del mes pasado", "de este mes": how many months after the document's.
fn relative_month<'a>(cx: &Cx<'_>, rest: &'a str) -> Option<(&'a str, i8)> {
    let body = [" of ", " de ", " del "].iter().find_map(|of| rest.strip_prefix(of))?;
    match relative(cx, body)? {
        (after, Moment::Around { stretch: Stretch::Month, offset }, false) => Some((after, offset)),
        _ => None,
    }
}

fn made(cx: &Cx<'_>, listed: &[Listed], to: bool, behind: Behind) -> Option<Vec<Found>> {
    let at = |day: i8| match behind {
        Behind::Calendar(last, month) => moment(Dated { part: Part::Day { month, day }, ..last }),
        Behind::Relative(month) => day_of(day, Whole::Month(month)),
    };
    let (first, last) = (listed.first()?, listed.last()?);
    let adjacent = last.day == first.day + 1;
    if listed.len() == 2 && (to || adjacent || follows_span(cx, first.span.start)) {
        let span = Span::new(first.span.start, last.span.end);
        return Some(vec![found(cx, span, at(first.day), Some(at(last.day)), false, "date.span")]);
    }
    let each = |listed: &Listed| found(cx, listed.span, at(listed.day), None, false, "date.day");
    (!to).then(|| listed.iter().map(each).collect())
}

/// A day of a month that is told from the document's.
pub(super) const fn day_of(day: i8, of: Whole) -> Moment {
    Moment::Within { index: day, count: 1, slice: Slice::Of(Stretch::Day), of }
}

/// "May 3, 4 and 5, 2022": more days behind a first that states no year.
pub(super) fn days_behind(cx: &Cx<'_>, input: &str, rest: &str, first: Dated) -> Option<Vec<Found>> {
    let (Part::Day { month, day }, YearOf::Unstated) = (first.part, first.year) else { return None };
    let mut listed = vec![Listed { span: Span::new(cx.at(input), cx.at(rest)), day }];
    let mut rest = rest;
    loop {
        let comma = rest.strip_prefix(", ").filter(|body| body.starts_with(|c: char| c.is_ascii_digit()));
        let (body, ends) = if let Some(body) = comma {
            (body, false)
        } else {
            let (Joint::And, body) = joint(cx, rest.strip_prefix(',').unwrap_or(rest))? else { return None };
            (body, true)
        };
        if ends {
            let (after, last) = day_and_year(cx, body, month)?;
            let Part::Day { day, .. } = last.part else { return None };
            listed.push(Listed { span: Span::new(cx.at(body), cx.at(after)), day });
            let of = |listed: &Listed| {
                let part = Part::Day { month, day: listed.day };
                found(cx, listed.span, moment(Dated { part, ..last }), None, false, "date.day")
            };
            let rising = listed.is_sorted_by(|one, other| one.day < other.day) && listed.len() > 2;
            let stated = last.year != YearOf::Unstated || !super::count::counts_something(after);
            return (rising && stated).then(|| listed.iter().map(of).collect());
        }
        let (after, day) = day_alone(body)?;
        if listed.len() >= LONGEST {
            return None;
        }
        listed.push(Listed { span: Span::new(cx.at(body), cx.at(after)), day });
        rest = after;
    }
}

/// "May, June and July 2023": months or quarters whose year is said once, behind the last.
pub(super) fn months_behind(cx: &Cx<'_>, input: &str, rest: &str, first: Dated) -> Option<Vec<Found>> {
    let parts = |dated: Dated| matches!(dated.part, Part::Month(_) | Part::Quarter(_));
    if first.year != YearOf::Unstated || !parts(first) {
        return None;
    }
    let mut listed = vec![(Span::new(cx.at(input), cx.at(rest)), first)];
    let mut rest = rest;
    while listed.len() < LONGEST {
        let comma = rest.strip_prefix(", ").and_then(|body| Some((body, dated(cx, body, true)?)));
        let (body, (after, next)) = match comma {
            Some(found) => found,
            None if listed.len() > 1 => {
                let (Joint::And, body) = joint(cx, rest.strip_prefix(',').unwrap_or(rest))? else { return None };
                (body, dated(cx, body, true)?)
            }
            None => return None,
        };
        if !parts(next) {
            return None;
        }
        listed.push((Span::new(cx.at(body), cx.at(after)), next));
        if let YearOf::Stated(_) = next.year {
            let of = |(span, part): (Span, Dated)| {
                let said = moment(Dated { year: next.year, ..part });
                found(cx, span, said, None, next.fiscal, super::date::rule(part.part))
            };
            return (listed.len() > 2).then(|| listed.into_iter().map(of).collect());
        }
        rest = after;
    }
    None
}
