//! Dates and spans of dates: "September 12, 2022", "between 2021-23", "the last two years", "fall 2022".
//!
//! What is read is what is said: a year may be missing, or told from the document's date. [`super::resolve`] makes a
//! period of it.

use super::date_list::{days_behind, days_of_month, months_behind};
use super::date_pair::{days_in_digits, ordinals, past_weekday, second, year_first};
use super::date_parts::{Dated, Form, dated};
use super::date_run::{run, week_of};
use super::numeral::article_start;
use super::relative::relative;
use super::weekday::{stated_weekday, weekday};
use super::{Cx, date_year, tense};
use crate::figure::Lang;
use crate::lexicon::{CalendarWord, Label, Stretch, Tags, Tense, first_word, is_hyphen};
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
    /// The month in which the document's fiscal years begin.
    pub fiscal_from: i8,
    /// The day of the week said with a day, 1 Monday to 7 Sunday.
    pub weekday: Option<i8>,
    /// The year that the sentence tells before a date without one.
    pub year_before: Option<YearBefore>,
    /// Whether it is a limit that lies ahead: "by June".
    pub due: bool,
    /// What the words around it speak of; it decides the year of a date that states none.
    pub tense: Tense,
}

impl DateReading {
    /// Whether the words alone do not say which year, so that the document's date decides.
    pub fn needs_document_date(&self) -> bool {
        let needs = |moment: &Moment| match moment {
            Moment::Calendar { year, .. }
            | Moment::Week { year, .. }
            | Moment::Within { of: Whole::Calendar { year, .. }, .. } => !matches!(year, YearOf::Stated(_)),
            _ => true,
        };
        needs(&self.from) || self.to.as_ref().is_some_and(needs)
    }
}

/// A year that the sentence tells before a date that states none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearBefore {
    /// The year.
    pub year: i16,
    /// Whether it frames the sentence ("In 2020, ..."), so that it holds whatever the document's date is.
    pub frames: bool,
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
    /// A part of a longer stretch, counted from one of its ends: "the first two weeks of March", "the 2nd of this month".
    Within {
        /// Which one from the beginning (from 1), or from the end (-1).
        index: i8,
        /// How many.
        count: u16,
        /// Of what.
        slice: Slice,
        /// Inside which stretch.
        of: Whole,
    },
    /// The seven days from a day on (7), or up to it (-7): "the week of April 10", "week ending 9 March".
    Week {
        /// 7 or -7.
        days: i8,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
        /// Of which year.
        year: YearOf,
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

/// What is counted inside a longer stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slice {
    /// Days, weeks, months, quarters, years.
    Of(Stretch),
    /// A day of the week, 1 Monday to 7 Sunday: "first Friday of July".
    Weekday(i8),
}

/// The stretch inside which something is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// A part of the calendar.
    Calendar {
        /// Which part of its year.
        part: Part,
        /// Of which year.
        year: YearOf,
    },
    /// The month so many after the document's.
    Month(i8),
    /// The month that is not said: "Tuesday the 19th".
    Unsaid,
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
    /// Months from one to another: "segundo cuatrimestre".
    Months {
        /// 1 to 12.
        first: i8,
        /// `first` to 12.
        last: i8,
    },
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

/// The date, or the two that share a year, or the days that share a month, at the beginning of `input`.
pub(super) fn dates(cx: &Cx<'_>, input: &str) -> Vec<Found> {
    let start = cx.at(input);
    let one = |rest: &str, moment: Moment, fiscal: bool, rule: &'static str| {
        vec![found(cx, Span::new(start, cx.at(rest)), moment, None, fiscal, rule)]
    };
    if let Some((rest, moment, fiscal)) = run(cx, input) {
        return one(rest, moment, fiscal, "date.run");
    }
    if let Some((rest, moment)) = week_of(cx, input) {
        return one(rest, moment, false, "date.week");
    }
    // "the last quarter of 2021" is no quarter of the document's year.
    let of_year = dated(cx, input, false).is_some_and(|(_, dated)| {
        matches!(dated.part, Part::Quarter(_) | Part::Half(_))
            && matches!(dated.year, YearOf::Stated(_) | YearOf::Relative(0))
    });
    if let Some((rest, moment, to, fiscal)) = relative_span(cx, input).filter(|_| !of_year) {
        let start = match moment {
            Moment::Away { count: 1, .. } => article_start(cx, start).unwrap_or(start),
            _ => start,
        };
        return vec![found(cx, Span::new(start, cx.at(rest)), moment, to, fiscal, "date.relative")];
    }
    // "lunes 15 al miércoles 17 de julio"
    let day = past_weekday(cx, input);
    if day.len() < input.len()
        && let Some(days) = days_of_month(cx, day)
    {
        return days;
    }
    if let Some((rest, moment)) = weekday(cx, input) {
        return one(rest, moment, false, "date.weekday");
    }
    let in_digits = || days_in_digits(cx, input).map(|found| vec![found]);
    if let Some(days) = days_of_month(cx, input).or_else(|| ordinals(cx, input)).or_else(in_digits) {
        return days;
    }
    let Some((rest, first)) = dated(cx, input, false) else { return Vec::new() };
    let joined = year_first(cx, input, rest, first).map(|found| vec![found]);
    if let Some(found) = joined
        .or_else(|| days_behind(cx, input, rest, first))
        .or_else(|| months_behind(cx, input, rest, first))
        .or_else(|| second(cx, input, rest, first))
    {
        return found;
    }
    let mut made = found(cx, Span::new(start, cx.at(rest)), moment(first), None, first.fiscal, rule(first.part));
    made.bare_year = first.form == Form::BareYear;
    let stopped = || input.get(..input.len() - rest.len()).is_some_and(|said| said.ends_with('.'));
    let stands = match first.form {
        Form::Whole | Form::BareYear => true,
        Form::Introduced => introduced(cx, start, first.part, rest),
        Form::Cut => stopped() && introduced(cx, start, first.part, rest),
    };
    if !stands || names_a_street(cx, start, first) {
        return Vec::new();
    }
    vec![made]
}

/// The relative date at the beginning of `input`; of two seasons or months ("this fall and winter") both ends.
fn relative_span<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Moment, Option<Moment>, bool)> {
    let (rest, first, fiscal) = relative(cx, input)?;
    if let Moment::Calendar { part: part @ (Part::Season(_) | Part::Month(_)), year } = first
        && let Some((_, body)) = super::date_pair::joint(cx, rest)
        && let Some((after, last)) = dated(cx, body, true)
        && super::date_pair::same_grain(part, last.part)
        && last.year == YearOf::Unstated
        && super::date_pair::order(part) < super::date_pair::order(last.part)
        && !after.starts_with(is_hyphen)
    {
        return Some((after, first, Some(Moment::Calendar { part: last.part, year }), fiscal));
    }
    Some((rest, first, None, fiscal))
}

pub(super) const fn moment(dated: Dated) -> Moment {
    Moment::Calendar { part: dated.part, year: dated.year }
}

pub(super) fn found(
    cx: &Cx<'_>,
    span: Span,
    from: Moment,
    to: Option<Moment>,
    fiscal: bool,
    rule: &'static str,
) -> Found {
    let mut reading = DateReading {
        from,
        to,
        fiscal,
        fiscal_from: cx.style.fiscal_from,
        weekday: None,
        year_before: None,
        due: false,
        tense: Tense::Unknown,
    };
    if reading.needs_document_date() {
        reading.tense = tense::around(cx, span);
        reading.weekday = stated_weekday(cx, span);
        reading.year_before = date_year::before(cx, span.start);
    }
    Found { span, reading, rule, bare_year: false }
}

pub(super) const fn rule(part: Part) -> &'static str {
    match part {
        Part::Day { .. } => "date.day",
        Part::Month(_) | Part::Months { .. } => "date.month",
        Part::Season(_) => "date.season",
        Part::Quarter(_) => "date.quarter",
        Part::Half(_) => "date.half",
        Part::Year => "date.year",
        Part::Decade => "date.decade",
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
            let introduced = words.at_end_where(before, |word| *word == Introduces).is_some();
            !named
                && !march
                && !rest.starts_with(|c: char| is_hyphen(c))
                && (introduced || talked_of(cx, cx.tail(start), rest))
        }
        Part::Season(_) => {
            // "in winter coats", "in fall protection"
            let noun = rest.strip_prefix(' ').is_some_and(|rest| {
                let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                word.starts_with(char::is_lowercase) && word.len() > 4
            }) && (!before.ends_with("the") || before.ends_with("of the"));
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

/// "la avenida 9 de Julio", "calle 25 de Mayo".
fn names_a_street(cx: &Cx<'_>, start: usize, dated: Dated) -> bool {
    let day = matches!(dated.part, Part::Day { .. } | Part::Month(_)) && dated.year == YearOf::Unstated;
    let before = cx.before(start).trim_end();
    let of = before.strip_suffix(" de").filter(|_| matches!(dated.part, Part::Month(_)));
    let before = of.map_or(before, |of| of.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end());
    let street = |label: &Label| matches!(label, Label::Avenue | Label::Street);
    day && cx.lex.labels.get(cx.lang()).at_end_where(before, street).is_some()
}

/// "November's report", "February was wet": a month that is no name besides, and that something is said of.
fn talked_of(cx: &Cx<'_>, input: &str, rest: &str) -> bool {
    let words = cx.lex.calendar.get(cx.lang());
    if cx.lang() != Lang::En || words.at_start_where(input, |word| *word == CalendarWord::AlsoName).is_some() {
        return false;
    }
    let owned = ["'s ", "’s "].iter().find_map(|mark| rest.strip_prefix(mark));
    if let Some(next) = owned {
        return next.starts_with(char::is_lowercase);
    }
    let Some(next) = rest.strip_prefix(' ') else { return false };
    let tags = cx.lex.words.tags(Lang::En, first_word(next));
    next.starts_with(char::is_lowercase) && tags.any(Tags::AUX.with(Tags::PAST)) && !tags.any(Tags::PREP)
}
