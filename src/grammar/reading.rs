//! Everything that may be read at one place, the longest sensible reading chosen, with the words beside it.

use super::count::{is_count, is_dated, is_year, looks_like_year};
use super::date::{DateReading, Found, Moment, dates};
use super::duration::is_duration;
use super::fraction::fraction;
use super::list::list;
use super::modifier::{of_date, of_quantity};
use super::range::{Read, quantities};
use super::{Cx, Mention, Reading};
use crate::figure::Modifier;
use crate::lexicon::{CalendarWord, Tense};

/// The figures that begin at the byte `at`: one, two where words join them ("from 23% to 32%"), or none.
pub(crate) fn read_at(cx: &Cx<'_>, at: usize) -> Vec<Mention> {
    let input = cx.tail(at);
    let dates = dates(cx, input);
    if let Some((read, exact)) = fraction(cx, input) {
        let mut mention = of_read(cx, read);
        if !exact && mention.modifier == Modifier::Exact {
            mention.modifier = Modifier::About;
        }
        return vec![mention];
    }
    let listed = list(cx, input);
    let last = listed.as_ref().map(|items| items.len() - 1);
    let reads = listed.unwrap_or_else(|| quantities(cx, input));
    let date_end = dates.last().map_or(0, |found| found.span.end);
    let quantity_end = reads.last().map_or(0, |read| read.span.end);
    // "the 2022-2023 school year" is no length of time.
    let years = reads.iter().any(|read| matches!(read.reading, Reading::Duration { unit: "year", .. }))
        && dates.iter().all(|found| looks_like_year(found.span.of(cx.text).get(..4).unwrap_or_default()));
    let date = date_end > quantity_end
        || years
        || date_end == quantity_end && dates.iter().all(|found| !found.bare_year || is_year(cx, found.span));
    // "in 2010 dollars"
    let constant = dates.iter().any(|found| found.bare_year && is_dated(cx, found.span))
        && reads.iter().all(|read| matches!(read.reading, Reading::Money { .. }));
    if date_end > 0 && (date || constant) {
        let sound = dates.iter().all(|found| !found.bare_year || is_year(cx, found.span));
        return if sound { dates.iter().map(|found| of_found(cx, found)).collect() } else { Vec::new() };
    }
    let kept = |read: &Read| match read.reading {
        Reading::Count { .. } => is_count(cx, read),
        Reading::Duration { .. } => is_duration(cx, read),
        _ => true,
    };
    // What the last of a list is not, the others are not either: "6 and 7 year olds".
    if !last.is_none_or(|last| reads.get(last).is_none_or(kept)) {
        return Vec::new();
    }
    let mut made: Vec<Mention> = reads.into_iter().filter(kept).map(|read| of_read(cx, read)).collect();
    // "rose by 10, 20 and 30 percent"
    if let (Some(_), Some(Mention { change: change @ Some(_), change_span, .. })) = (last, made.first().cloned()) {
        for mention in made.iter_mut().filter(|mention| mention.change.is_none()) {
            (mention.change, mention.change_span) = (change, change_span);
        }
    }
    made
}

fn of_read(cx: &Cx<'_>, read: Read) -> Mention {
    let beside = of_quantity(cx, read.span, &read.reading, read.plus);
    Mention {
        span: read.span,
        reading: read.reading,
        modifier: beside.modifier,
        modifier_span: beside.modifier_span,
        change: beside.change,
        change_span: beside.change_span,
        per: read.per,
        rule: read.rule,
    }
}

fn of_found(cx: &Cx<'_>, found: &Found) -> Mention {
    let (span, beside) = of_date(cx, found.span);
    // What is due by a date lies ahead.
    let ahead =
        beside.modifier == Modifier::By || beside.modifier == Modifier::Before && found.reading.tense == Tense::Unknown;
    // "through December" may have ended or not.
    let before = cx.before(span.start).trim_end();
    let until = cx.lex.calendar.get(cx.lang()).at_end_where(before, |word| *word == CalendarWord::To).is_some();
    let tense = match beside.modifier {
        _ if ahead => Tense::Future,
        Modifier::Since => Tense::Past,
        _ if until && matches!(found.reading.from, Moment::Weekday { .. }) => Tense::Future,
        _ if until => Tense::Unknown,
        // What stands ahead of a time may have been before it.
        Modifier::Before => Tense::Unknown,
        _ => found.reading.tense,
    };
    Mention {
        span,
        reading: Reading::Date(DateReading { tense, due: ahead, ..found.reading.clone() }),
        modifier: beside.modifier,
        modifier_span: beside.modifier_span,
        change: None,
        change_span: None,
        per: None,
        rule: found.rule,
    }
}
