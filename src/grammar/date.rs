//! Dates and spans of dates: "September 12, 2022", "between 2021-23", "the last two years", "fall 2022".
//!
//! What is read is what is said: a year may be missing, or told from the document's date. [`super::resolve`] makes a
//! period of it.

use super::date_parts::{Dated, dated, day_alone, two_digit_year, year_number};
use super::numeral::article_start;
use super::relative::relative;
use super::weekday::weekday;
use super::{Cx, tense};
use crate::figure::Lang;
use crate::lexicon::{ModifierOf, Stretch, Tense, is_hyphen};
use crate::span::Span;

/// A date as the words say it; years may be missing, and it may be relative to the document's date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateReading {
    /// The date, or where a span begins.
    pub from: Moment,
    /// Where a span ends.
    pub to: Option<Moment>,
    /// Whether its years are fiscal ones.
    pub fiscal: bool,
    /// What the words around it speak of; it decides the year of a date that states none.
    pub tense: Tense,
}

impl DateReading {
    /// Whether the words alone do not say which year, so that the document's date decides.
    pub fn needs_document_date(&self) -> bool {
        let needs = |moment: &Moment| !matches!(moment, Moment::Calendar { year: YearOf::Stated(_), .. });
        needs(&self.from) || self.to.as_ref().is_some_and(needs)
    }
}

/// A point or stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A part of the calendar: "May 12, 2022", "fall 2022", "2023".
    Calendar {
        /// Which part of its year.
        part: Part,
        /// Of which year.
        year: YearOf,
    },
    /// The stretch around the document's date, or so many before or after it: "this year" 0, "last month" -1.
    Around {
        /// The stretch.
        stretch: Stretch,
        /// How many away.
        offset: i8,
    },
    /// So many stretches up to (-1) or from (1) the document's date: "the last two years".
    Span {
        /// How many.
        count: u16,
        /// Of what.
        stretch: Stretch,
        /// -1 back, 1 forward.
        direction: i8,
    },
    /// A day of the week: "on Tuesday".
    Weekday {
        /// 1 Monday to 7 Sunday.
        day: i8,
        /// The one before the document's date (-1), after it (1), or which of them the tense tells (0).
        direction: i8,
    },
    /// So many stretches away from the document's date: "two years ago".
    Away {
        /// How many.
        count: u16,
        /// Of what.
        stretch: Stretch,
        /// -1 back, 1 forward.
        direction: i8,
    },
}

/// A part of a year, or a year itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A day.
    Day {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// A month, 1 to 12.
    Month(i8),
    /// A season by its EDTF code, 21 spring to 24 winter.
    Season(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A half, 1 or 2.
    Half(u8),
    /// The year.
    Year,
    /// The ten years that begin with the year.
    Decade,
}

/// The year of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearOf {
    /// It is said.
    Stated(i16),
    /// It is not said.
    Unstated,
    /// So many years after the document's: "May of next year" 1.
    Relative(i8),
    /// The last one (-1) before the document's date, this one (0), or the next one (1): "last September".
    Nearest(i8),
}

/// A date found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) reading: DateReading,
    pub(super) rule: &'static str,
    /// Whether it is a bare year in digits, which may be a count instead.
    pub(super) bare_year: bool,
}

/// The date, or the two that share a year, at the beginning of `input`.
pub(super) fn dates(cx: &Cx<'_>, input: &str) -> Vec<Found> {
    let start = cx.at(input);
    if let Some((rest, from, to, fiscal)) = super::date_run::run(cx, input) {
        return vec![found(cx, Span::new(start, cx.at(rest)), from, Some(to), fiscal, "date.span")];
    }
    // "the last quarter of 2021" is no quarter of the document's year.
    let of_year = dated(cx, input, false).is_some_and(|(_, dated)| {
        matches!(dated.part, Part::Quarter(_) | Part::Half(_))
            && matches!(dated.year, YearOf::Stated(_) | YearOf::Relative(0))
    });
    if let Some((rest, moment, fiscal)) = relative(cx, input).filter(|_| !of_year) {
        let start = match moment {
            Moment::Away { count: 1, .. } => article_start(cx, start).unwrap_or(start),
            _ => start,
        };
        return vec![found(cx, Span::new(start, cx.at(rest)), moment, None, fiscal, "date.relative")];
    }
    if let Some((rest, moment)) = weekday(cx, input) {
        return vec![found(cx, Span::new(start, cx.at(rest)), moment, None, false, "date.weekday")];
    }
    if let Some(pair) = days_of_month(cx, input) {
        return pair;
    }
    let Some((rest, first)) = dated(cx, input, false) else { return Vec::new() };
    if let Some(pair) = second(cx, input, rest, first) {
        return pair;
    }
    let rule = rule(first.part);
    let mut made = found(cx, Span::new(start, cx.at(rest)), moment(first), None, first.fiscal, rule);
    made.bare_year = first.bare_year;
    if !first.stands && !introduced(cx, start, first.part, rest) {
        return Vec::new();
    }
    vec![made]
}

/// "18-20 April 2022", "18 al 20 de mayo de 2022", "18 y 19 de abril": the month is said once, after both days.
fn days_of_month(cx: &Cx<'_>, input: &str) -> Option<Vec<Found>> {
    let (rest, first) = day_alone(input)?;
    let (joint, body) = joint(cx.lang(), rest)?;
    let (after, last) = dated(cx, body, true)?;
    let Part::Day { month, day } = last.part else { return None };
    if first >= day || !body.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let first = Dated { part: Part::Day { month, day: first }, ..last };
    let (start, end) = (cx.at(input), cx.at(after));
    if joint == Joint::To || next_to(first, last) || follows_span(cx, start) {
        return Some(vec![found(cx, Span::new(start, end), moment(first), Some(moment(last)), false, "date.span")]);
    }
    let one = found(cx, Span::new(start, cx.at(rest)), moment(first), None, false, "date.day");
    let other = found(cx, Span::new(cx.at(body), end), moment(last), None, false, "date.day");
    Some(vec![one, other])
}

fn moment(dated: Dated) -> Moment {
    Moment::Calendar { part: dated.part, year: dated.year }
}

fn found(cx: &Cx<'_>, span: Span, from: Moment, to: Option<Moment>, fiscal: bool, rule: &'static str) -> Found {
    let mut reading = DateReading { from, to, fiscal, tense: Tense::Unknown };
    if reading.needs_document_date() {
        reading.tense = tense::around(cx, span);
    }
    Found { span, reading, rule, bare_year: false }
}

const fn rule(part: Part) -> &'static str {
    match part {
        Part::Day { .. } => "date.day",
        Part::Month(_) => "date.month",
        Part::Season(_) => "date.season",
        Part::Quarter(_) => "date.quarter",
        Part::Half(_) => "date.half",
        Part::Year => "date.year",
        Part::Decade => "date.decade",
    }
}

/// How two dates are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// "to", "through", a dash.
    To,
    /// "and".
    And,
}

/// The second date after a joint, if it belongs to the first: one span of time, or two dates of one year.
fn second(cx: &Cx<'_>, input: &str, rest: &str, first: Dated) -> Option<Vec<Found>> {
    let start = cx.at(input);
    let (joint, body) = joint(cx.lang(), rest)?;
    // "between March 2025 and late 2026"
    let inside = cx.lex.modifiers.get(cx.lang()).at_start_where(body, |said| said.of == ModifierOf::DateInside);
    let body = inside.and_then(|(length, _)| body.get(length..)).map_or(body, str::trim_start);
    let (after, mut last) = short_second(cx, body, first, joint).or_else(|| {
        let (after, last) = dated(cx, body, true)?;
        Some((after, last))
    })?;
    if last.part == Part::Year && first.part != Part::Year && !matches!(first.year, YearOf::Stated(_)) {
        return None;
    }
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
    let spans = follows_span(cx, start);
    let fiscal = first.fiscal || last.fiscal;
    let end = cx.at(after);
    let adjacent = !before.ends_with(',') && (!own_year || first.part == Part::Year) && next_to(first, last);
    let one = joint == Joint::To || spans || adjacent;
    if one {
        if !backward(first, last) {
            let mut made = found(cx, Span::new(start, end), moment(first), Some(moment(last)), fiscal, "date.span");
            made.bare_year = false;
            return Some(vec![made]);
        }
        return None;
    }
    if own_year || !same_grain(first.part, last.part) {
        return None;
    }
    let one = found(cx, Span::new(start, cx.at(rest)), moment(first), None, fiscal, rule(first.part));
    let other = found(cx, Span::new(cx.at(body), end), moment(last), None, fiscal, rule(last.part));
    Some(vec![one, other])
}

/// Whether "between", "from" and the like stand before the byte `start`.
fn follows_span(cx: &Cx<'_>, start: usize) -> bool {
    let before = cx.before(start).trim_end();
    let before = [" the", " el", " la"].iter().find_map(|article| before.strip_suffix(article)).unwrap_or(before);
    ["between", "from", "Between", "From", "entre", "de", "del", "desde", "Entre", "De", "Del", "Desde"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// "2021-23", "April 18-20, 2022", "FY 21-23": a second date of which only the last digits are said.
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
            let counts = cx.before(cx.at(body)).ends_with(' ')
                && after.starts_with(' ')
                && super::count::counts_something(after);
            (number > year && number - year < 50 && joint == Joint::To && !counts)
                .then_some((after, Dated { year: YearOf::Stated(number), ..first }))
        }
        (Part::Day { month, .. }, YearOf::Unstated) => super::date_parts::day_and_year(cx, body, month),
        _ => None,
    }
}

/// The joint at the beginning of `rest`, and what follows it.
fn joint(lang: Lang, rest: &str) -> Option<(Joint, &str)> {
    let forms: &[(&str, Joint)] = match lang {
        Lang::En => &[
            (" to the ", Joint::To),
            (", to ", Joint::To),
            (", through ", Joint::To),
            (" through the ", Joint::To),
            (" and the ", Joint::And),
            (" to ", Joint::To),
            (" through ", Joint::To),
            (" thru ", Joint::To),
            (" until ", Joint::To),
            (" and ", Joint::And),
            (" & ", Joint::And),
        ],
        Lang::Es => &[
            (" a la ", Joint::To),
            (" y la ", Joint::And),
            (" a ", Joint::To),
            (" al ", Joint::To),
            (" hasta el ", Joint::To),
            (" hasta ", Joint::To),
            (" y el ", Joint::And),
            (" y ", Joint::And),
            (" e ", Joint::And),
        ],
    };
    let dashes = [
        (" - ", Joint::To),
        (" – ", Joint::To),
        (" — ", Joint::To),
        ("-", Joint::To),
        ("–", Joint::To),
        ("‑", Joint::To),
        ("/", Joint::To),
    ];
    forms.iter().chain(&dashes).find_map(|&(form, joint)| Some((joint, rest.strip_prefix(form)?)))
}

/// Whether two parts are of one size, so that a year said once belongs to both.
fn same_grain(one: Part, other: Part) -> bool {
    let day = |part| matches!(part, Part::Day { .. });
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
        || day(one) && matches!(other, Part::Month(_))
        || day(other) && matches!(one, Part::Month(_))
}

/// The place of a part in its year, in days of about 31 a month.
fn order(part: Part) -> i32 {
    match part {
        Part::Day { month, day } => i32::from(month) * 32 + i32::from(day),
        Part::Month(month) => i32::from(month) * 32,
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
fn next_to(first: Dated, last: Dated) -> bool {
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

/// Whether the words before a bare month or season make a date of it: "in May", "the fall".
fn introduced(cx: &Cx<'_>, start: usize, part: Part, rest: &str) -> bool {
    use crate::lexicon::CalendarWord::{Introduces, IntroducesSeason};
    let words = cx.lex.calendar.get(cx.lang());
    let before = cx.before(start).trim_end_matches(|c: char| c == ' ' || is_hyphen(c) || c == '(');
    let next = rest.trim_start().chars().next();
    match part {
        Part::Month(_) => {
            let the = cx.lang() == Lang::En
                && (before.ends_with(" the") || matches!(before, "the" | "The") || before.ends_with(" The"));
            let named = cx.lang() == Lang::En && rest.starts_with(' ') && next.is_some_and(char::is_uppercase) && the;
            let march = the && [" for ", " on ", " of "].iter().any(|after| rest.starts_with(after));
            !named
                && !march
                && !rest.starts_with(|c: char| is_hyphen(c))
                && words.at_end_where(before, |word| *word == Introduces).is_some()
        }
        Part::Season(_) => {
            // "in winter coats", "in fall protection"
            let noun = rest.strip_prefix(' ').is_some_and(|rest| {
                let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                word.starts_with(char::is_lowercase) && word.len() > 4
            }) && !before.ends_with("the");
            let of = noun
                || rest.starts_with(" of ")
                || rest.starts_with(" de ")
                || rest.starts_with(" in ")
                || rest.starts_with(is_hyphen);
            // "llueve en verano": every summer; "en el verano" is one.
            let yearly = cx.lang() == Lang::Es && (before.ends_with(" en") || before == "en" || before == "En");
            !of && !yearly && words.at_end_where(before, |word| *word == IntroducesSeason).is_some()
        }
        _ => true,
    }
}
