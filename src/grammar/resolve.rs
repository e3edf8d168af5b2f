//! A date as said → the period it stands for, by the date of the document.

use super::date::{DateReading, Moment, Part, Slice, Whole, YearOf};
use crate::figure::Period;
use crate::lexicon::{Stretch, Tense};
use jiff::ToSpan;
use jiff::civil::Date;

/// A day so near to the document's date is of that year whatever the tense says.
const NEAR_DAYS: i32 = 45;
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

/// Whether the date needs no document and yet is none that the calendar has: "February 30, 2021".
pub(crate) fn is_impossible(reading: &DateReading) -> bool {
    !reading.needs_document_date() && resolve(reading, None).is_none()
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
        Moment::Calendar { part, year } => of_year(reading, part, year, published),
        Moment::Around { stretch, offset } => around(reading, stretch, offset, published?),
        Moment::Within { index, count, slice, of } => within(reading, (index, count, slice), of, published),
        Moment::Week { days, month, day: date, year } => {
            let day_said = of_year(reading, Part::Day { month, day: date }, year, published)?;
            let far = day_said.start.checked_add(i64::from(days - days.signum()).days()).ok()?;
            let far = day(far)?;
            if days > 0 { Period::interval(&day_said, &far) } else { Period::interval(&far, &day_said) }
        }
        Moment::Weekday { day, direction } => weekday(day, direction, reading.tense, published?),
        Moment::Span { count, stretch, direction } => span(count, stretch, direction, published?),
        Moment::Away { count, stretch, direction } => away(count, stretch, direction, published?),
    }
}

/// A part of the year that is said, or that the document's date tells.
fn of_year(reading: &DateReading, part: Part, year: YearOf, published: Option<&Period>) -> Option<Period> {
    match year {
        YearOf::Stated(year) => calendar(part, year),
        YearOf::Relative(offset) => calendar(part, base_year(reading, published?)? + i16::from(offset)),
        YearOf::Nearest(direction) => nearest(part, direction, published?),
        YearOf::Unstated => match (reading.year_before, published) {
            (Some(told), published) if told.frames || published.is_none() => calendar(part, told.year),
            (_, published) => unstated_year(reading, part, published?),
        },
    }
}

/// So many days, weeks, months, quarters or years of a longer stretch, or one of its days of the week.
fn within(
    reading: &DateReading,
    (index, count, slice): (i8, u16, Slice),
    of: Whole,
    published: Option<&Period>,
) -> Option<Period> {
    let whole = match of {
        Whole::Calendar { part, year } => of_year(reading, part, year, published)?,
        Whole::Month(offset) => around(reading, Stretch::Month, offset, published?)?,
        Whole::Unsaid => return named_day(index, slice, published?),
    };
    let count = i32::from(count);
    let from = if index > 0 { i32::from(index) - 1 } else { 0 };
    // So many of the slices lie between its beginning and the whole's, or between its end and the whole's.
    let cut = |unit_months: i32| {
        let (first, last) = (months(whole.start), months(whole.end));
        let begin = if index > 0 { first + from * unit_months } else { last + 1 - count * unit_months };
        let end = begin + count * unit_months - 1;
        (begin >= first && end <= last).then_some((begin, end))
    };
    let days = |unit: i32| {
        let length = count * unit;
        let begin = if index > 0 {
            whole.start.checked_add(i64::from(from * unit).days()).ok()?
        } else {
            whole.end.checked_sub(i64::from(length - 1).days()).ok()?
        };
        let end = begin.checked_add(i64::from(length - 1).days()).ok()?;
        (begin >= whole.start && end <= whole.end).then(|| Period::interval(&day(begin)?, &day(end)?))?
    };
    match slice {
        Slice::Of(Stretch::Day) => days(1),
        Slice::Of(Stretch::Week) => days(7),
        Slice::Of(Stretch::Fortnight) => {
            let (one, other) = (whole.start, whole.start.checked_add(15.days()).ok()?);
            let middle = whole.start.checked_add(14.days()).ok()?;
            if index == 1 {
                Period::interval(&day(one)?, &day(middle)?)
            } else {
                Period::interval(&day(other)?, &day(whole.end)?)
            }
        }
        Slice::Of(Stretch::Month) => {
            let (begin, end) = cut(1)?;
            // Six months from January or July are a half.
            if end - begin == 5 && begin.rem_euclid(6) == 0 {
                return Period::half(begin.div_euclid(12) as i16, (begin.rem_euclid(12) / 6) as u8 + 1);
            }
            Period::interval(&month(begin)?, &month(end)?)
        }
        Slice::Of(Stretch::Quarter) => {
            let (begin, end) = cut(3)?;
            let quarter =
                |month: i32| Period::quarter(month.div_euclid(12) as i16, (month.rem_euclid(12) / 3) as u8 + 1);
            Period::interval(&quarter(begin)?, &quarter(end)?)
        }
        Slice::Of(Stretch::Year) => {
            let (begin, end) = cut(12)?;
            Period::interval(&Period::year(begin.div_euclid(12) as i16)?, &Period::year(end.div_euclid(12) as i16)?)
        }
        Slice::Of(Stretch::Hour | Stretch::Decade) => None,
        Slice::Weekday(named) => {
            let anchor = if index > 0 { whole.start } else { whole.end };
            let ahead = (i32::from(named) - i32::from(anchor.weekday().to_monday_one_offset())).rem_euclid(7);
            let days = if index > 0 { ahead + from * 7 } else { ahead - if ahead > 0 { 7 } else { 0 } };
            let date = anchor.checked_add(i64::from(days).days()).ok()?;
            (date >= whole.start && date <= whole.end).then(|| day(date))?
        }
    }
}

/// "Tuesday the 19th": the 19th nearest to the document's date that is a Tuesday.
fn named_day(date: i8, slice: Slice, published: &Period) -> Option<Period> {
    let Slice::Weekday(named) = slice else { return None };
    let base = months(published.start);
    let near = (-6..=6).filter_map(|offset| {
        let month = base + offset;
        Period::day(i16::try_from(month.div_euclid(12)).ok()?, month.rem_euclid(12) as i8 + 1, date)
    });
    near.filter(|period| is_weekday(period, named)).min_by_key(|period| distance(period, published))
}

fn is_weekday(period: &Period, named: i8) -> bool {
    period.start == period.end && period.start.weekday().to_monday_one_offset() == named
}

/// The days between two periods, 0 where they meet.
fn distance(one: &Period, other: &Period) -> i32 {
    let days = |from: Date, to: Date| (to - from).get_days();
    days(other.end, one.start).max(days(one.end, other.start)).max(0)
}

/// A part of a stated year.
fn calendar(part: Part, year: i16) -> Option<Period> {
    match part {
        Part::Day { month, day } => Period::day(year, month, day),
        Part::Month(month) => Period::month(year, month),
        Part::Months { first, last } => Period::interval(&Period::month(year, first)?, &Period::month(year, last)?),
        Part::Season(code) => Period::season(year, code),
        Part::Quarter(quarter) => Period::quarter(year, quarter),
        Part::Half(half) => Period::half(year, half),
        Part::Year => Period::year(year),
        Part::Decade => Period::decade(year),
    }
}

/// The year that "this year" is: fiscal years are named after the year they end in.
fn base_year(reading: &DateReading, published: &Period) -> Option<i16> {
    let year = published.start.year();
    let begun = reading.fiscal_from > 1 && published.start.month() >= reading.fiscal_from;
    year.checked_add(i16::from(reading.fiscal && begun && is_within_month(published)))
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

/// A part without a year, as a reader would take it: on the day of the week that is said, else near the document's date,
/// else as the tense tells.
fn unstated_year(reading: &DateReading, part: Part, published: &Period) -> Option<Period> {
    let year = published.start.year();
    let own = calendar(part, year);
    if !is_within_month(published) {
        return own;
    }
    let all: Vec<Period> = [year - 1, year, year + 1].into_iter().filter_map(|year| calendar(part, year)).collect();
    let nearest = |fits: &dyn Fn(&Period) -> bool| {
        all.iter().filter(|period| fits(period)).min_by_key(|period| distance(period, published)).cloned()
    };
    if let Some(found) = reading.weekday.and_then(|named| nearest(&|period| is_weekday(period, named))) {
        return Some(found);
    }
    let ahead = |period: &Period| period.end >= published.start;
    let near = |period: &Period| distance(period, published) <= NEAR_DAYS && (ahead(period) || !reading.due);
    if let Some(found) = nearest(&near).filter(|_| matches!(part, Part::Day { .. })) {
        return Some(found);
    }
    let mut candidates = all.iter().cloned();
    match reading.tense {
        Tense::Past => candidates.rfind(|period| period.start <= published.end),
        Tense::Future => candidates.find(ahead),
        Tense::Unknown => {
            let distance = |period: &Period| (months(period.start) - months(published.start)).abs();
            match own {
                Some(own) if distance(&own) <= FARTHEST_MONTHS => Some(own),
                _ => candidates.min_by_key(distance),
            }
        }
    }
}

fn around(reading: &DateReading, stretch: Stretch, offset: i8, published: &Period) -> Option<Period> {
    let year = base_year(reading, published)?;
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
        Stretch::Fortnight => {
            // Of the halves of months, counted on.
            let half = 2 * months(date) + i32::from(date.day() > 15) + i32::from(offset);
            let whole = month(half.div_euclid(2))?;
            let middle = |last: i8| whole.start.checked_add(i64::from(last).days()).ok().and_then(day);
            match half.rem_euclid(2) {
                0 => Period::interval(&day(whole.start)?, &middle(14)?),
                _ => Period::interval(&middle(15)?, &day(whole.end)?),
            }
        }
        Stretch::Day => day(date.checked_add(i64::from(offset).days()).ok()?),
        Stretch::Hour => None,
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
        Stretch::Hour | Stretch::Day | Stretch::Week | Stretch::Fortnight => return None,
    };
    Some(count as i32 * each)
}

const fn in_days(count: u16, stretch: Stretch) -> i64 {
    match stretch {
        // "the last 48 hours" begin two days before.
        Stretch::Hour => (count as i64 + 23) / 24,
        Stretch::Week => count as i64 * 7,
        Stretch::Fortnight => count as i64 * 15,
        _ => count as i64,
    }
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
