//! Words of the calendar: months, seasons, quarters, "last", "next".

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows_of};
use crate::figure::Lang;
use serde::Deserialize;
use std::path::Path;

/// A stretch of the calendar that can be counted or be the last one, this one, the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Stretch {
    Hour,
    Day,
    Week,
    /// The first or the second half of a month: "quincena".
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
}

/// What a calendar word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarWord {
    /// A month, 1 to 12.
    Month(i8),
    /// A month's abbreviation, which stands only beside a number.
    MonthShort(i8),
    /// A season by its EDTF code.
    Season(u8),
    /// "first" to "fourth"; 9 is "last".
    Ordinal(u8),
    /// A day of the month in an ordinal's words: "fourteenth".
    DayWord(i8),
    /// A day of the week, 1 Monday to 7 Sunday (ISO 8601).
    Weekday(i8),
    /// "quarter".
    Quarter,
    /// "half", "semestre".
    Half,
    /// "fiscal year", "FY".
    Fiscal,
    /// "last" (-1), "this" (0), "next" (1), before its noun.
    Relative(i8),
    /// The same after its noun: "el año pasado".
    RelativeAfter(i8),
    /// "year", "months" …
    Unit(Stretch),
    /// "ago" (-1), "from now" (1).
    Ago(i8),
    /// "la década de".
    DecadeOf,
    /// A decade of the last century by its name: "eighties" 80.
    DecadeName(i8),
    /// A part of the year of so many months: "cuatrimestre" 4.
    Months(i8),
    /// The letter of "Q1".
    QuarterMark,
    /// The letter of "H1".
    HalfMark,
    /// "to", "through": from one date to another.
    To,
    /// "and" between two dates.
    And,
    /// "between", "from": what stands before a span of two dates.
    Spans,
    /// A day of the week cut short, as it stands before a date.
    WeekdayShort(i8),
    /// A day of the week that is a name: "Good Friday".
    Holiday,
    /// "the week of" a day (7), "the week ending" on a day (-7).
    WeekOf(i8),
    /// A month whose name is a person's, or a word, too.
    AlsoName,
    /// A verb or bound after which "one day" is a length of time.
    Measures,
    /// A word after which a year may stand in words.
    IntroducesYear,
    /// A word after which a month without day or year is a date: "in May".
    Introduces,
    /// The same for a season: "in the fall".
    IntroducesSeason,
    /// A word after which four digits are a year whatever follows: "in 2016 people".
    YearAfter,
    /// "annually", "mensuales": once in each stretch, by the stretch's name.
    Yearly(&'static str),
    /// A noun that years tell apart: "2019 levels".
    OfYear,
}

#[derive(Deserialize)]
struct Row {
    form: String,
    kind: String,
    value: String,
}

impl Phrases<CalendarWord> {
    /// The month, 1 to 12, that `word` names in full or short, with a full stop or without; none where it says more.
    pub fn month(&self, word: &str) -> Option<i8> {
        let is_month = |word: &CalendarWord| matches!(word, CalendarWord::Month(_) | CalendarWord::MonthShort(_));
        match self.at_start_where(word, is_month)? {
            (length, &(CalendarWord::Month(month) | CalendarWord::MonthShort(month)))
                if word.get(length..).is_some_and(|rest| matches!(rest, "" | ".")) =>
            {
                Some(month)
            }
            _ => None,
        }
    }
}

/// The calendar words of each language.
pub type Calendar = ByLang<Phrases<CalendarWord>>;

pub(super) fn load(folder: Option<&Path>) -> Result<Calendar, LexiconError> {
    ByLang::load(folder, read)
}

fn read(lang: Lang, folder: Option<&Path>) -> Result<Phrases<CalendarWord>, LexiconError> {
    let mut read = Vec::new();
    for row in rows_of::<Row>("calendar.csv", lang, folder)? {
        let word = word(&row).ok_or_else(|| LexiconError::Word {
            table: "calendar.csv".to_owned(),
            form: row.form.clone(),
            word: format!("{},{}", row.kind, row.value),
        })?;
        read.push((row.form, word));
    }
    Ok(Phrases::new(read))
}

fn word(row: &Row) -> Option<CalendarWord> {
    let number = || row.value.parse::<i8>().ok();
    Some(match row.kind.as_str() {
        "month" => CalendarWord::Month(number().filter(|month| (1..=12).contains(month))?),
        "month_short" => CalendarWord::MonthShort(number().filter(|month| (1..=12).contains(month))?),
        "season" => CalendarWord::Season(number()?.try_into().ok()?),
        "weekday" => CalendarWord::Weekday(number().filter(|day| (1..=7).contains(day))?),
        "ordinal" => CalendarWord::Ordinal(number()?.try_into().ok()?),
        "day_word" => CalendarWord::DayWord(number().filter(|day| (1..=31).contains(day))?),
        "quarter" => CalendarWord::Quarter,
        "half" => CalendarWord::Half,
        "fiscal" => CalendarWord::Fiscal,
        "relative" => CalendarWord::Relative(number()?),
        "relative_after" => CalendarWord::RelativeAfter(number()?),
        "ago" => CalendarWord::Ago(number()?),
        "decade_words" => CalendarWord::DecadeOf,
        "decade_name" => CalendarWord::DecadeName(number()?),
        "months" => CalendarWord::Months(number().filter(|months| [2, 4].contains(months))?),
        "quarter_mark" => CalendarWord::QuarterMark,
        "half_mark" => CalendarWord::HalfMark,
        "to" => CalendarWord::To,
        "and" => CalendarWord::And,
        "spans" => CalendarWord::Spans,
        "weekday_short" => CalendarWord::WeekdayShort(number().filter(|day| (1..=7).contains(day))?),
        "holiday" => CalendarWord::Holiday,
        "week_of" => CalendarWord::WeekOf(number()?),
        "also_name" => CalendarWord::AlsoName,
        "measures" => CalendarWord::Measures,
        "introduces_year" => CalendarWord::IntroducesYear,
        "introduces" => CalendarWord::Introduces,
        "introduces_season" => CalendarWord::IntroducesSeason,
        "year_after" => CalendarWord::YearAfter,
        "of_year" => CalendarWord::OfYear,
        "yearly" => CalendarWord::Yearly(
            ["year", "month", "week", "day", "hour"].into_iter().find(|stretch| *stretch == row.value)?,
        ),
        "unit" => CalendarWord::Unit(match row.value.as_str() {
            "hour" => Stretch::Hour,
            "day" => Stretch::Day,
            "week" => Stretch::Week,
            "fortnight" => Stretch::Fortnight,
            "month" => Stretch::Month,
            "quarter" => Stretch::Quarter,
            "year" => Stretch::Year,
            "decade" => Stretch::Decade,
            _ => return None,
        }),
        _ => return None,
    })
}
