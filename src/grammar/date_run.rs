//! A run of quarters or months at one end of a year: "the first three quarters of 2021", "los últimos seis meses de 2023".

use super::Cx;
use super::date::{Moment, Part, YearOf};
use super::date_parts::year_tail;
use super::relative::{count, unit};
use crate::lexicon::{CalendarWord, Stretch};

/// The run at the beginning of `input`: what follows, where it begins and ends, whether its year is a fiscal one.
pub(super) fn run<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Moment, Moment, bool)> {
    let words = cx.lex.calendar.get(cx.lang());
    let (length, word) = words.at_start_where(input, |word| matches!(word, CalendarWord::Ordinal(1 | 9)))?;
    let rest = input.get(length..)?.strip_prefix(' ')?;
    let (rest, many) = count(cx, rest)?;
    let (rest, stretch, plural) = unit(cx, rest.strip_prefix(' ')?)?;
    let many = i8::try_from(many).ok().filter(|_| plural)?;
    let (all, part): (i8, fn(i8) -> Part) = match stretch {
        Stretch::Quarter => (4, |index| Part::Quarter(index.unsigned_abs())),
        Stretch::Month => (12, Part::Month),
        _ => return None,
    };
    let (rest, year, fiscal) = year_tail(cx, rest, false)?;
    if !(1..all).contains(&many) || year == YearOf::Unstated {
        return None;
    }
    let (first, last) = if *word == CalendarWord::Ordinal(1) { (1, many) } else { (all - many + 1, all) };
    let moment = |index| Moment::Calendar { part: part(index), year };
    Some((rest, moment(first), moment(last), fiscal))
}
