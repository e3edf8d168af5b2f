//! A run at one end of a longer stretch: "the first three quarters of 2021", "los últimos seis meses de 2023", "the last
//! week of 2015", "first Friday of July"; and the week of a day.

use super::Cx;
use super::date::{Moment, Part, Slice, Whole};
use super::date_parts::{dated, ordinal, year_tail};
use super::relative::{count, relative, unit};
use crate::figure::Lang;
use crate::lexicon::{CalendarWord, Stretch};

/// The run at the beginning of `input`: what follows, what it says, whether its year is a fiscal one.
pub(super) fn run<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Moment, bool)> {
    // "los cuatro primeros meses de 2024"
    let first = || {
        let (rest, many) = count(cx, input).filter(|_| cx.lang() == Lang::Es)?;
        let (rest, index) = ordinal(cx, rest.strip_prefix(' ')?)?;
        Some((rest, index, many)).filter(|_| matches!(index, 1 | 9))
    };
    let last = || {
        let (rest, index) = ordinal(cx, input)?;
        let counted = count(cx, rest).and_then(|(rest, many)| Some((rest.strip_prefix(' ')?, many)));
        let (rest, many) = counted.filter(|_| matches!(index, 1 | 9)).unwrap_or((rest, 1));
        Some((rest, index, many))
    };
    let (rest, index, many) = last().or_else(first)?;
    let (rest, slice) = slice(cx, rest, many)?;
    let (rest, of, fiscal) = whole(cx, rest)?;
    let index = if index == 9 { -1 } else { index as i8 };
    Some((rest, Moment::Within { index, count: many, slice, of }, fiscal))
}

/// What is counted: days, weeks, months, quarters, years, or a day of the week.
fn slice<'a>(cx: &Cx<'_>, input: &'a str, many: u16) -> Option<(&'a str, Slice)> {
    let words = cx.lex.calendar.get(cx.lang());
    if let Some((length, CalendarWord::Weekday(day))) =
        words.at_start_where(input, |word| matches!(word, CalendarWord::Weekday(_)))
    {
        return (many == 1).then_some((input.get(length..)?, Slice::Weekday(*day)));
    }
    let (rest, stretch, plural) = unit(cx, input)?;
    // "the last quarter of 2021" has an EDTF code of its own.
    let own = many == 1 && matches!(stretch, Stretch::Quarter | Stretch::Decade);
    (plural == (many > 1) && !own && stretch != Stretch::Hour).then_some((rest, Slice::Of(stretch)))
}

/// The stretch of which the run is a part: a year, a month, a quarter, a decade, the document's month.
fn whole<'a>(cx: &Cx<'_>, rest: &'a str) -> Option<(&'a str, Whole, bool)> {
    if let Some((rest, year, fiscal)) = year_tail(cx, rest, false).filter(|_| !decade_follows(cx, rest)) {
        return Some((rest, Whole::Calendar { part: Part::Year, year }, fiscal));
    }
    let forms = [" of the ", " of ", " in ", " de la ", " de los ", " del mes de ", " del ", " de "];
    let body = forms.iter().find_map(|form| rest.strip_prefix(form))?;
    if let Some((rest, Moment::Around { stretch: Stretch::Month, offset }, _)) = relative(cx, body) {
        return Some((rest, Whole::Month(offset), false));
    }
    if let Some((rest, Moment::Calendar { part: part @ Part::Month(_), year }, _)) = relative(cx, body) {
        return Some((rest, Whole::Calendar { part, year }, false));
    }
    let (rest, found) = dated(cx, body, true)?;
    let parts =
        matches!(found.part, Part::Month(_) | Part::Quarter(_) | Part::Half(_) | Part::Decade | Part::Months { .. });
    parts.then_some((rest, Whole::Calendar { part: found.part, year: found.year }, found.fiscal))
}

/// "of the 1990s": four digits that are no year.
fn decade_follows(cx: &Cx<'_>, rest: &str) -> bool {
    let digits = rest.find(|c: char| c.is_ascii_digit()).and_then(|at| rest.get(at..));
    digits.is_some_and(|digits| super::date_digits::decade(cx, digits).is_some() && rest.len() - digits.len() < 12)
}

/// "week of April 10", "semana del 4 de marzo", "week ending 9 March 2024": the seven days from or up to a day.
pub(super) fn week_of<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Moment)> {
    let words = cx.lex.calendar.get(cx.lang());
    let (length, word) = words.at_start_where(input, |word| matches!(word, CalendarWord::WeekOf(_)))?;
    let CalendarWord::WeekOf(days) = *word else { return None };
    let body = input.get(length..)?.strip_prefix(' ')?;
    let weekday = words.at_start_where(body, |word| matches!(word, CalendarWord::Weekday(_)));
    let body =
        weekday.and_then(|(length, _)| body.get(length..)).map_or(body, |rest| rest.trim_start_matches([',', ' ']));
    let (rest, found) = dated(cx, body, true)?;
    let Part::Day { month, day } = found.part else { return None };
    let span = super::date_pair::joint(cx, rest)
        .is_some_and(|(_, body)| body.starts_with(|c: char| c.is_ascii_digit()) || dated(cx, body, true).is_some());
    (!span).then_some((rest, Moment::Week { days, month, day, year: found.year }))
}
