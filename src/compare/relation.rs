//! How two figures of the same thing stand to each other, and why, in words.

use super::bounds::Bounds;
use super::item::{Item, folded};
use super::words::common;
use crate::figure::{Figure, Modifier, Period, Relation, Status};
use rust_decimal::Decimal;

/// Contexts as alike as that are the same sentence written again.
const SAME_SENTENCE: f64 = 0.75;

/// The relation of equal values; none where it cannot be told.
pub(super) fn of_equal(a: &Item<'_>, b: &Item<'_>, score: f64, words: &str) -> Option<(Relation, String)> {
    let repeated = || Some((Relation::Repeated, format!("the same value; both speak of: {words}")));
    let Some((x, y)) = apart_in_time(a.figure, b.figure) else { return repeated() };
    // "Last week" of two documents may be one week: only years that the sentences name are surely different times.
    if a.years.is_empty() || b.years.is_empty() {
        return if score >= SAME_SENTENCE { repeated() } else { None };
    }
    if !common(&a.years, &b.years).is_empty() {
        return repeated();
    }
    Some((Relation::Updated, format!("the same value for another period ({x}, {y}); both speak of: {words}")))
}

/// The relation of different values; none where it cannot be told.
pub(super) fn of_different(a: &Item<'_>, b: &Item<'_>, score: f64, words: &str) -> Option<(Relation, String)> {
    let (earlier, later) = in_order(a, b);
    let (x, y) = (earlier.figure, later.figure);
    let about = |why: &str| format!("{}, then {}: {why}; both speak of: {words}", said(x), said(y));
    let one_day = match (&a.published, &b.published) {
        (Some(first), Some(second)) => first == second,
        _ => true,
    };
    if let (Some(before), Some(after)) = (x.status, y.status)
        && hoped(before) != hoped(after)
    {
        // What was achieved before it was hoped for is another thing.
        let why = format!("another stage ({before}, then {after})");
        return (hoped(before) && !one_day).then(|| (Relation::Updated, about(&why)));
    }
    let (first, second) = (x.period_edtf.as_str(), y.period_edtf.as_str());
    if !first.is_empty() && !second.is_empty() && first != second {
        return Some((Relation::Updated, about(&format!("another period ({first}, then {second})"))));
    }
    // Two totals of different days with no time of their own are an update; a year that both name is a time.
    let same_year = first.is_empty() && second.is_empty() && !a.years.is_empty() && a.years == b.years;
    let meet = Bounds::of(x)?.meet(Bounds::of(y)?);
    if meet && score >= SAME_SENTENCE && close(x, y) {
        return Some((Relation::Repeated, about("the same said more or less exactly")));
    }
    let same_time = (!first.is_empty() && first == second) || same_year || (one_day && score >= SAME_SENTENCE);
    match (same_time, one_day, meet) {
        (true, false, false) => {
            Some((Relation::Revised, about("the same thing and time, a new value from a later document")))
        }
        (true, false, true) => Some((
            Relation::Revised,
            about("the same thing and time, said otherwise by a later document; both can hold"),
        )),
        (true, true, false) => Some((Relation::Conflicting, about("the same thing and time, and both cannot hold"))),
        (false, false, _) => Some((Relation::Updated, about("the same thing at a later date"))),
        (_, true, _) => None,
    }
}

/// Whether one value is within a twentieth of the other.
fn close(a: &Figure, b: &Figure) -> bool {
    let (Some(x), Some(y)) = (a.value, b.value) else { return false };
    x.saturating_sub(y).abs() <= x.abs().max(y.abs()) / Decimal::from(20)
}

/// Promised or hoped for, not yet so.
fn hoped(status: Status) -> bool {
    matches!(status, Status::Target | Status::Commitment)
}

/// The two in the order of their publication; as given where that is not known.
fn in_order<'a, 'b>(a: &'b Item<'a>, b: &'b Item<'a>) -> (&'b Item<'a>, &'b Item<'a>) {
    let date = |item: &Item<'_>| item.published.as_ref().map(|period| (period.start, period.end));
    match (date(a), date(b)) {
        (Some(first), Some(second)) if second < first => (b, a),
        _ => (a, b),
    }
}

/// Both periods, where the two share no day.
fn apart_in_time<'a>(a: &'a Figure, b: &'a Figure) -> Option<(&'a str, &'a str)> {
    let (x, y): (Period, Period) = (a.period()?, b.period()?);
    (x.end < y.start || y.end < x.start).then_some((a.period_edtf.as_str(), b.period_edtf.as_str()))
}

/// A figure in words, with its modifier and unit.
fn said(figure: &Figure) -> String {
    let modifier = match figure.modifier {
        Modifier::Exact => String::new(),
        other => format!("{} ", other.as_str().replace('_', " ")),
    };
    format!("{modifier}{}", folded(&figure.exact))
}
