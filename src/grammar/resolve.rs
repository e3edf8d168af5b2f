//! A date as said → the period it stands for, by the date of the document.

use super::date::{DateReading, Moment, Part, YearOf};
use crate::figure::Period;
use crate::lexicon::{Stretch, Tense};
use jiff::ToSpan;
use jiff::civil::Date;

/// The first month of the fiscal year that a relative fiscal year is told from: the federal one begins in October.
const FISCAL_MONTH: i8 = 10;
/// A date without a year whose sentence tells no tense is of the document's year unless it is further off than this.
const FARTHEST_MONTHS: i32 = 8;
/// What a text in the past tense tells of months may end so soon after it.
const SOON_MONTHS: i32 = 5;

/// The period that a date stands for in a document published at `published`.
///
/// None where the words need the document's date and there is none, or name a day that the calendar has not.
pub fn resolve(reading: &DateReading, published: Option<&Period>) -> Option<Period> {
    let from = moment(reading, reading.from, published)?;
    let mut period = match reading.to {
        None => from,
        Some(to) => {
            let last = moment(reading, to, published)?;
            Period::interval(&from, &last).or_else(|| turned(reading, &from, &last, published?))?
        }
    };
    period.fiscal |= reading.fiscal;
    Some(period)
}

/// "November to February", "rose between January and September": an end that without its year would lie before the
/// beginning is of the year after, or the beginning of the year before where the text tells what has been.
fn turned(reading: &DateReading, from: &Period, last: &Period, published: &Period) -> Option<Period> {
    let (Moment::Calendar { part: first, year: begun }, Some(Moment::Calendar { part, year: YearOf::Unstated })) =
        (reading.from, reading.to)
    else {
        return None;
    };
    let year = from.start.year();
    let ends = [year, year + 1].into_iter().filter_map(|year| calendar(part, year)).find(|end| end.end > from.end)?;
    if reading.tense == Tense::Past
        && begun == YearOf::Unstated
        && months(ends.end) - months(published.end) > SOON_MONTHS
    {
        let year = last.start.year();
        let begins = [year, year - 1].into_iter().filter_map(|year| calendar(first, year));
        return Period::interval(&begins.into_iter().find(|begin| begin.start <= last.start)?, last);
    }
    Period::interval(from, &ends)
}

fn moment(reading: &DateReading, moment: Moment, published: Option<&Period>) -> Option<Period> {
    match moment {
        Moment::Calendar { part, year: YearOf::Stated(year) } => calendar(part, year),
        Moment::Calendar { part, year: YearOf::Relative(offset) } => {
            calendar(part, base_year(reading.fiscal, published?)? + i16::from(offset))
        }
        Moment::Calendar { part, year: YearOf::Nearest(direction) } => nearest(part, direction, published?),
        Moment::Calendar { part, year: YearOf::Unstated } => unstated_year(part, reading.tense, published?),
        Moment::Around { stretch, offset } => around(stretch, offset, reading.fiscal, published?),
        Moment::Weekday { day, direction } => weekday(day, direction, reading.tense, published?),
        Moment::Span { count, stretch, direction } => span(count, stretch, direction, published?),
        Moment::Away { count, stretch, direction } => away(count, stretch, direction, published?),
    }
}

/// A part of a stated year.
fn calendar(part: Part, year: i16) -> Option<Period> {
    match part {
        Part::Day { month, day } => Period::day(year, month, day),
        Part::Month(month) => Period::month(year, month),
        Part::Season(code) => Period::season(year, code),
        Part::Quarter(quarter) => Period::quarter(year, quarter),
        Part::Half(half) => Period::half(year, half),
        Part::Year => Period::year(year),
        Part::Decade => Period::decade(year),
    }
}

/// The year that "this year" is: fiscal years are named after the year they end in.
fn base_year(fiscal: bool, published: &Period) -> Option<i16> {
    let year = published.start.year();
    let next = fiscal && published.start.month() >= FISCAL_MONTH && is_within_month(published);
    year.checked_add(i16::from(next))
}

/// The part that contains the document's date, or lies before or after it.
fn nearest(part: Part, direction: i8, published: &Period) -> Option<Period> {
    let year = published.start.year();
    let candidates = [year - 1, year, year + 1].map(|year| calendar(part, year));
    let mut candidates = candidates.into_iter().flatten();
    match direction {
        ..0 => candidates.rfind(|period| period.end < published.start),
        0 => {
            let mut all: Vec<Period> = candidates.collect();
            let within = all.iter().position(|period| period.start <= published.start && published.end <= period.end);
            let own = all.iter().position(|period| period.start.year() == year);
            within.or(own).map(|index| all.swap_remove(index))
        }
        _ => candidates.find(|period| period.start > published.end),
    }
}

/// A part without a year, as a reader would take it.
fn unstated_year(part: Part, tense: Tense, published: &Period) -> Option<Period> {
    let year = published.start.year();
    let own = calendar(part, year);
    if !is_within_month(published) {
        return own;
    }
    let mut candidates = [year - 1, year, year + 1].map(|year| calendar(part, year)).into_iter().flatten();
    match tense {
        Tense::Past => candidates.rfind(|period| period.start <= published.end),
        Tense::Future => candidates.find(|period| period.end >= published.start),
        Tense::Unknown => {
            let distance = |period: &Period| (months(period.start) - months(published.start)).abs();
            match own {
                Some(own) if distance(&own) <= FARTHEST_MONTHS => Some(own),
                _ => candidates.min_by_key(distance),
            }
        }
    }
}

fn around(stretch: Stretch, offset: i8, fiscal: bool, published: &Period) -> Option<Period> {
    let year = base_year(fiscal, published)?;
    let date = published.start;
    match stretch {
        Stretch::Year => Period::year(year + i16::from(offset)),
        Stretch::Decade => Period::decade(year - year.rem_euclid(10) + 10 * i16::from(offset)),
        _ if !is_within_month(published) => None,
        Stretch::Month => month(months(date) + i32::from(offset)),
        Stretch::Quarter => {
            let quarter = months(date).div_euclid(3) + i32::from(offset);
            Period::quarter(quarter.div_euclid(4) as i16, quarter.rem_euclid(4) as u8 + 1)
        }
        Stretch::Week => {
            let monday = date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days()).ok()?;
            let monday = monday.checked_add((7 * i64::from(offset)).days()).ok()?;
            let sunday = monday.checked_add(6.days()).ok()?;
            Period::interval(&day(monday)?, &day(sunday)?)
        }
        Stretch::Day => day(date.checked_add(i64::from(offset).days()).ok()?),
    }
}

/// The day of the week nearest before the document's date or after it; that date itself counts for no "last" and "next".
fn weekday(weekday: i8, direction: i8, tense: Tense, published: &Period) -> Option<Period> {
    let date = (published.start == published.end).then_some(published.start)?;
    let back = i64::from((date.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
    let days = match (direction, tense) {
        (..0, _) if back == 0 => -7,
        (1.., _) => 7 - back,
        (0, Tense::Future) => (7 - back) % 7,
        _ => -back,
    };
    day(date.checked_add(days.days()).ok()?)
}

/// So many stretches up to the document's date or from it on, to the month; weeks and days to the day.
fn span(count: u16, stretch: Stretch, direction: i8, published: &Period) -> Option<Period> {
    let date = published.start;
    let (near, far) = match in_months(count, stretch) {
        Some(length) if !is_within_month(published) => {
            let years = length.div_euclid(12) as i16 * i16::from(direction.signum());
            (Period::year(date.year())?, Period::year(date.year().checked_add(years)?)?)
        }
        Some(length) => (month(months(date))?, month(months(date) + length * i32::from(direction.signum()))?),
        None => {
            let days = in_days(count, stretch) * i64::from(direction.signum());
            (day(date)?, day(date.checked_add(days.days()).ok()?)?)
        }
    };
    if direction < 0 { Period::interval(&far, &near) } else { Period::interval(&near, &far) }
}

/// The year, month or day so many stretches away.
fn away(count: u16, stretch: Stretch, direction: i8, published: &Period) -> Option<Period> {
    let date = published.start;
    let sign = i32::from(direction.signum());
    match (stretch, in_months(count, stretch)) {
        // "a year ago" is as near as its month, "ten years ago" is not.
        (Stretch::Year, Some(length)) if count == 1 && is_within_month(published) => {
            month(months(date) + length * sign)
        }
        (Stretch::Year | Stretch::Decade, Some(length)) => {
            Period::year(date.year().checked_add((length / 12 * sign) as i16)?)
        }
        (_, Some(length)) => month(months(date) + length * sign),
        (_, None) => day(date.checked_add((in_days(count, stretch) * i64::from(sign)).days()).ok()?),
    }
}

const fn in_months(count: u16, stretch: Stretch) -> Option<i32> {
    let each = match stretch {
        Stretch::Month => 1,
        Stretch::Quarter => 3,
        Stretch::Year => 12,
        Stretch::Decade => 120,
        Stretch::Day | Stretch::Week => return None,
    };
    Some(count as i32 * each)
}

const fn in_days(count: u16, stretch: Stretch) -> i64 {
    count as i64 * if matches!(stretch, Stretch::Week) { 7 } else { 1 }
}

/// Months since the year 0.
fn months(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

fn month(months: i32) -> Option<Period> {
    Period::month(i16::try_from(months.div_euclid(12)).ok()?, months.rem_euclid(12) as i8 + 1)
}

fn day(date: Date) -> Option<Period> {
    Period::day(date.year(), date.month(), date.day())
}

/// Whether the document's date is known to the month.
fn is_within_month(published: &Period) -> bool {
    published.start.first_of_month() == published.end.first_of_month()
}
