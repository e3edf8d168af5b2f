//! The parts that dates are made of: days, months, seasons, quarters, halves, years, decades, and the year after them.

use super::Cx;
use super::count::counts_something;
use super::date::{Part, YearOf};
use super::date_digits::{
    after_clock, fiscal_number, in_digits, is_day, number, of_two_digits, ordinal_mark, quarter_sign,
};
use super::date_digits::{two_digit_year, year_number};
use super::year_words::{self, decade_in_words, year_in_words};
use crate::figure::Lang;
use crate::lexicon::{CalendarWord, ModifierOf, ModifierWords, Stretch, Tags, first_word, is_hyphen};
use nom::Parser;
use nom::bytes::complete::tag_no_case;

/// A date of the calendar as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) part: Part,
    pub(super) year: YearOf,
    pub(super) fiscal: bool,
    pub(super) form: Form,
}

/// What a date of the calendar needs beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Nothing.
    Whole,
    /// A word before it that introduces it: "in May".
    Introduced,
    /// The same, and its own full stop: "in Jan."
    Cut,
    /// It is four digits and nothing else, which may be a count.
    BareYear,
}

impl Dated {
    pub(super) const fn new(part: Part, year: YearOf) -> Self {
        Self { part, year, fiscal: false, form: Form::Whole }
    }

    pub(super) const fn fiscal(self, fiscal: bool) -> Self {
        Self { fiscal, ..self }
    }
}

/// The date of the calendar at the beginning of `input`. A `second` date is one after a joint: a bare month will do.
pub(super) fn dated<'a>(cx: &Cx<'_>, input: &'a str, second: bool) -> Option<(&'a str, Dated)> {
    if input.starts_with(|c: char| c.is_ascii_digit()) {
        return in_digits(cx, input)
            .or_else(|| day_month(cx, input))
            .or_else(|| year_month_day(cx, input))
            .or_else(|| bare_year(input))
            .or_else(|| ordinal_part(cx, input));
    }
    if let Some(found) = day_in_words(cx, input) {
        return Some(found);
    }
    let words = cx.lex.calendar.get(cx.lang());
    let known = |word: &CalendarWord| {
        use CalendarWord::{Fiscal, Month, MonthShort, Ordinal, Season};
        matches!(word, Month(_) | MonthShort(_) | Season(_) | Ordinal(_) | Fiscal)
    };
    let Some((length, word)) = words.at_start_where(input, known) else {
        return quarter_sign(cx, input).or_else(|| in_words(cx, input));
    };
    let rest = input.get(length..)?;
    let capital = cx.lang() == Lang::Es || input.starts_with(char::is_uppercase);
    match *word {
        CalendarWord::Month(month) if capital => month_part(cx, rest, month, second),
        CalendarWord::MonthShort(month) if capital => {
            let (rest, dated) = short_month_year(rest, month).or_else(|| month_part(cx, rest, month, second))?;
            let alone = dated.form == Form::Introduced;
            Some((rest, Dated { form: if alone { Form::Cut } else { dated.form }, ..dated }))
        }
        CalendarWord::Season(code) => {
            // "deadlines fall in fiscal year 2025" is the verb.
            let tail = year_tail(cx, rest, true).filter(|(_, _, fiscal)| !(*fiscal && rest.starts_with(" in ")));
            let (rest, year, fiscal) = tail.unwrap_or((rest, YearOf::Unstated, false));
            let form = if year == YearOf::Unstated { Form::Introduced } else { Form::Whole };
            Some((rest, Dated { form, ..Dated::new(Part::Season(code), year) }.fiscal(fiscal)))
        }
        CalendarWord::Ordinal(_) => ordinal_part(cx, input),
        CalendarWord::Fiscal => {
            let (rest, year) = fiscal_number(rest)?;
            Some((rest, Dated::new(Part::Year, YearOf::Stated(year)).fiscal(true)))
        }
        _ => None,
    }
}

/// "nineteen ninety-nine", "the eighties".
fn in_words<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let of = |part| move |(rest, year)| (rest, Dated::new(part, YearOf::Stated(year)));
    decade_in_words(cx, input).map(of(Part::Decade)).or_else(|| year_in_words(cx, input, false).map(of(Part::Year)))
}

/// "2014 Feb 17", "2014-Feb-17".
fn year_month_day<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let (rest, year) = year_number(input)?;
    let mark = rest.chars().next().filter(|c| matches!(c, ' ' | '-' | '/'))?;
    let (rest, month) = month_name(cx, rest.strip_prefix(mark)?)?;
    let (rest, day) = number(rest.strip_prefix(mark)?).ok()?;
    let closed = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '$' | '-' | '–'))
        && !rest.strip_prefix([',', '.', ':']).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
        && !counts_something(rest);
    (closed && is_day(month, day)).then_some((rest, Dated::new(Part::Day { month, day }, YearOf::Stated(year))))
}

/// Four digits and nothing else.
fn bare_year(input: &str) -> Option<(&str, Dated)> {
    let (rest, year) = year_number(input)?;
    (!rest.starts_with(|c: char| c.is_alphanumeric() || c == '%'))
        .then_some((rest, Dated { form: Form::BareYear, ..Dated::new(Part::Year, YearOf::Stated(year)) }))
}

/// "Nov-21": a month cut short and its year's last digits.
fn short_month_year(rest: &str, month: i8) -> Option<(&str, Dated)> {
    let body = rest.strip_prefix(is_hyphen)?;
    let (rest, year) = year_number(body).or_else(|| cut_year(body))?;
    Some((rest, Dated::new(Part::Month(month), YearOf::Stated(year))))
}

/// "12 September 2022", "12th of September", "18 de abril de 2022", "1.º de mayo".
fn day_month<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let (rest, day) = number(input).ok()?;
    if let Some(found) = roman_month(input, rest, day) {
        return Some(found);
    }
    behind_day(cx, input, ordinal_mark(rest), day)
}

/// "the fourteenth of March 2016", "veintiocho de marzo de 1992": a day in words.
fn day_in_words<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let cardinal = || year_words::words(cx, input).filter(|_| cx.lang() == Lang::Es);
    let (rest, day) = day_word(cx, input).or_else(|| Some(cardinal()?).map(|(rest, day)| (rest, day as i8)))?;
    let of: &[&str] =
        if cx.lang() == Lang::En { &[" of ", " day of "] } else { &[" de ", " del mes de ", " días del mes de "] };
    let joined = of.iter().any(|of| rest.starts_with(of)) && (1..=31).contains(&day);
    joined.then(|| behind_day(cx, input, rest, day))?
}

/// "first" to "thirty-first", "primero".
fn day_word<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, i8)> {
    let words = cx.lex.calendar.get(cx.lang());
    let (length, word) = words.at_start_where(input, |word| matches!(word, CalendarWord::DayWord(_)))?;
    let CalendarWord::DayWord(day) = *word else { return None };
    Some((input.get(length..)?, day))
}

/// The month, and perhaps the year, behind a day.
fn behind_day<'a>(cx: &Cx<'_>, input: &str, rest: &'a str, day: i8) -> Option<(&'a str, Dated)> {
    let of = match cx.lang() {
        Lang::En => [" day of ", " of "].iter().find_map(|of| rest.strip_prefix(of)),
        Lang::Es => {
            [" de ", " del mes de ", " días del mes de ", " días de "].iter().find_map(|of| rest.strip_prefix(of))
        }
    };
    let rest = of.or_else(|| rest.strip_prefix([' ', '-'])).unwrap_or(rest);
    let (rest, month) = month_name(cx, rest)?;
    // "21Sep2023"
    let glued = input.get(..input.len() - rest.len()).is_some_and(|said| !said.contains([' ', '-']));
    if glued {
        let body = rest.strip_prefix(' ').unwrap_or(rest);
        let (rest, year) = year_number(body).or_else(|| cut_year(body))?;
        return (!rest.starts_with(char::is_alphanumeric)).then(|| day_of(rest, month, day, YearOf::Stated(year)))?;
    }
    if rest.starts_with(char::is_alphanumeric) || !(1..=31).contains(&day) {
        return None;
    }
    let (rest, year, _) =
        year_tail(cx, rest, true).or_else(|| short_year(cx, rest)).unwrap_or((rest, YearOf::Unstated, false));
    day_of(rest, month, day, year)
}

/// "17-III-2023", "17/III/2023": the month in Roman numerals.
fn roman_month<'a>(input: &str, rest: &'a str, day: i8) -> Option<(&'a str, Dated)> {
    let mark = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let body = rest.get(1..)?;
    let (name, rest) = body.split_at_checked(body.bytes().take_while(|byte| b"IVX".contains(byte)).count())?;
    let rest = rest.strip_prefix(mark)?;
    let names = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let month = names.iter().position(|roman| *roman == name)? as i8 + 1;
    let (rest, year) = year_number(rest)?;
    let whole = input.len() > rest.len() && !rest.starts_with(char::is_alphanumeric) && is_day(month, day);
    whole.then_some((rest, Dated::new(Part::Day { month, day }, YearOf::Stated(year))))
}

/// A day of a month. One that no calendar has is kept, so that its year is read for nothing else; it has no period.
fn day_of(rest: &str, month: i8, day: i8, year: YearOf) -> Option<(&str, Dated)> {
    if year == YearOf::Unstated && !is_day(month, day) {
        return None;
    }
    // "19 January 19 83": a year torn in two is none.
    let torn =
        rest.strip_prefix(' ').and_then(two_digit_year).and_then(|(rest, _)| two_digit_year(rest.strip_prefix(' ')?));
    if let Some((rest, _)) = torn.filter(|_| year == YearOf::Unstated) {
        return Some((rest, Dated::new(Part::Day { month, day: 0 }, YearOf::Stated(0))));
    }
    Some((rest, Dated::new(Part::Day { month, day }, year)))
}

/// "12-Sep-2022", "19-Nov-12", "3 Aug 96", "12 de mayo del 97": the year behind a month where only so it can be one.
fn short_year<'a>(cx: &Cx<'_>, rest: &'a str) -> Option<(&'a str, YearOf, bool)> {
    let stated = |(rest, year)| (rest, YearOf::Stated(year), false);
    if let Some(body) = rest.strip_prefix(['-', '/']) {
        return year_number(body).or_else(|| cut_year(body)).map(stated);
    }
    let apart = |body: &'a str| {
        let (after, year) = cut_year(body.strip_prefix(['\'', '’', '‘']).unwrap_or(body))?;
        let ends = after.is_empty() || after.starts_with([',', '.', ';', ':', ')', '(', '|', '\n']);
        let preposition = after.strip_prefix(' ').is_some_and(|next| {
            !next.starts_with(|c: char| c.is_ascii_digit())
                && (!next.starts_with(char::is_alphabetic)
                    || cx.lex.words.tags(cx.lang(), first_word(next)).any(Tags::PREP.with(Tags::CONJ)))
        });
        (ends || preposition).then_some(stated((after, year)))
    };
    let of = [" del ", " de '", " de ’"].iter().find_map(|of| rest.strip_prefix(of)).filter(|_| cx.lang() == Lang::Es);
    of.or_else(|| rest.strip_prefix(' ')).and_then(apart)
}

/// A year's last two digits.
fn cut_year(body: &str) -> Option<(&str, i16)> {
    two_digit_year(body).map(|(rest, year)| (rest, of_two_digits(year)))
}

/// A month's name or abbreviation, with its point.
fn month_name<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, i8)> {
    let words = cx.lex.calendar.get(cx.lang());
    if cx.lang() == Lang::En && !input.starts_with(char::is_uppercase) {
        return None;
    }
    let (length, word) =
        words.at_start_where(input, |word| matches!(word, CalendarWord::Month(_) | CalendarWord::MonthShort(_)))?;
    let (CalendarWord::Month(month) | CalendarWord::MonthShort(month)) = *word else { return None };
    Some((input.get(length..)?, month))
}

/// What follows a month's name: a day, a year, both or neither.
fn month_part<'a>(cx: &Cx<'_>, rest: &'a str, month: i8, second: bool) -> Option<(&'a str, Dated)> {
    // "enero 15 de 2019"
    if cx.lang() == Lang::Es
        && let Some((after, day)) = rest.strip_prefix(' ').and_then(day_number)
        && let Some((after, year @ YearOf::Stated(_), _)) = year_tail(cx, after, true)
    {
        return day_of(after, month, day, year);
    }
    if cx.lang() == Lang::En
        && let Some((after, day)) = rest.strip_prefix(' ').and_then(day_number)
    {
        // "Oct 26 15:50:06 2016"
        let clocked = || Some(after_clock(cx, after)).filter(|rest| rest.len() < after.len());
        let (after, year, _) = year_tail(cx, after, true).or_else(|| year_tail(cx, clocked()?, false)).unwrap_or((
            after,
            YearOf::Unstated,
            false,
        ));
        // "In June 31 people came"
        if let Some(found) = day_of(after, month, day, year) {
            return Some(found);
        }
    }
    // "Oct. '19"
    let cut = [" '", " ’", " ‘"].iter().find_map(|mark| rest.strip_prefix(mark)).and_then(cut_year);
    if let Some((after, year)) = cut {
        return Some((after, Dated::new(Part::Month(month), YearOf::Stated(year))));
    }
    // "January first, 2000"
    if cx.lang() == Lang::En
        && let Some((after, day)) = rest.strip_prefix(' ').and_then(|body| day_word(cx, body))
        && let Some((after, year @ YearOf::Stated(_), _)) = year_tail(cx, after, true)
    {
        return day_of(after, month, day, year);
    }
    if let Some((after, year, fiscal)) = year_tail(cx, rest, true) {
        return Some((after, Dated::new(Part::Month(month), year).fiscal(fiscal)));
    }
    // "July 42nd"
    let no_day = rest
        .strip_prefix(' ')
        .and_then(|body| number(body).ok())
        .is_some_and(|(after, _)| ordinal_mark(after) != after);
    let whole = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '@') && !no_day;
    let form = if second { Form::Whole } else { Form::Introduced };
    whole.then_some((rest, Dated { form, ..Dated::new(Part::Month(month), YearOf::Unstated) }))
}

/// "12", "12th" as the day of a month: no more digits, no unit after it.
fn day_number(input: &str) -> Option<(&str, i8)> {
    let (rest, day) = number(input).ok()?;
    let rest = ordinal_mark(rest);
    let glued_year = rest.strip_prefix(',').and_then(year_number).is_some();
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | ':' | '$'))
        || rest.starts_with([',', '.'])
            && !glued_year
            && rest.get(1..).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
        || rest.starts_with(" percent")
        || rest.starts_with(" million")
        || rest.starts_with(" billion");
    ((1..=31).contains(&day) && !goes_on).then_some((rest, day))
}

/// The second day and the year of "April 18-20, 2022".
pub(super) fn day_and_year<'a>(cx: &Cx<'_>, body: &'a str, month: i8) -> Option<(&'a str, Dated)> {
    let (after, day) = day_number(body)?;
    // "18-20 April" is read as a day and a month.
    if !is_day(month, day) || day_month(cx, body).is_some() {
        return None;
    }
    let (after, year, _) = year_tail(cx, after, true).unwrap_or((after, YearOf::Unstated, false));
    Some((after, Dated::new(Part::Day { month, day }, year)))
}

/// "first quarter of 2024", "second half of the year", "primer semestre de 2023", "segundo cuatrimestre de 2022".
pub(super) fn ordinal_part<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let words = cx.lex.calendar.get(cx.lang());
    let (mut rest, index) = ordinal(cx, input)?;
    let mut fiscal = false;
    if let Some(after) = rest.strip_prefix("fiscal ") {
        (rest, fiscal) = (after, true);
    }
    let (length, word) = words.at_start_where(rest, |word| {
        use CalendarWord::{Half, Months, Quarter, Unit};
        matches!(word, Quarter | Half | Months(_) | Unit(Stretch::Quarter))
    })?;
    let months = match *word {
        CalendarWord::Half => 6,
        CalendarWord::Months(months) => months,
        _ => 3,
    };
    let part = nth_part(months, index)?;
    let rest = rest.get(length..)?;
    let (rest, year, fiscal_year) = year_tail(cx, rest, false).or_else(|| unstated_year(cx, input, rest))?;
    Some((rest, Dated::new(part, year).fiscal(fiscal || fiscal_year)))
}

/// "first", "second", "last" (9) with the space after it.
pub(super) fn ordinal<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, u8)> {
    let words = cx.lex.calendar.get(cx.lang());
    let (length, word) = words.at_start_where(input, |word| matches!(word, CalendarWord::Ordinal(_)))?;
    let CalendarWord::Ordinal(index) = *word else { return None };
    Some((input.get(length..)?.strip_prefix(|c: char| c == ' ' || is_hyphen(c))?, index))
}

/// The part of the year with this number (9 the last) of those of so many months.
pub(super) fn nth_part(months: i8, index: u8) -> Option<Part> {
    let all = (12 / months).unsigned_abs();
    let index = if index == 9 { all } else { index };
    if !(1..=all).contains(&index) {
        return None;
    }
    let last = index as i8 * months;
    Some(match months {
        3 => Part::Quarter(index),
        6 => Part::Half(index),
        _ => Part::Months { first: last - months + 1, last },
    })
}

/// "al cierre del primer semestre", "in the second quarter": of the document's year, or of one told just before.
fn unstated_year<'a>(cx: &Cx<'_>, input: &str, rest: &'a str) -> Option<(&'a str, YearOf, bool)> {
    let that = [" de ese año", " de ese mismo año", " of that year", " of the same year"];
    if let Some(after) = that.iter().find_map(|that| rest.strip_prefix(that)) {
        return Some((after, YearOf::Unstated, false));
    }
    let before = cx.before(cx.at(input)).trim_end();
    let drawn = [" del", " al"].iter().find_map(|article| before.strip_suffix(article));
    let the = drawn.or_else(|| [" the", " el"].iter().find_map(|article| before.strip_suffix(article)))?;
    let introduces = |word: &CalendarWord| matches!(word, CalendarWord::Introduces | CalendarWord::Spans);
    let inside = |said: &ModifierWords| said.of == ModifierOf::DateInside;
    let timed = drawn.is_some()
        || cx.lex.calendar.get(cx.lang()).at_end_where(the, introduces).is_some()
        || cx.lex.modifiers.get(cx.lang()).at_end_where(before, inside).is_some();
    let of = [" of ", " de ", " del "].iter().any(|of| rest.starts_with(of));
    let whole = !rest.starts_with(|c: char| c.is_alphanumeric() || is_hyphen(c));
    // "in the first half hour"
    let noun = cx.lang() == Lang::En
        && rest.strip_prefix(' ').is_some_and(|rest| {
            let tags = cx.lex.words.tags(cx.lang(), &first_word(rest).to_lowercase());
            rest.starts_with(char::is_alphabetic) && tags == Tags::default()
        });
    (timed && whole && !of && !noun).then_some((rest, YearOf::Unstated, false))
}

/// "5 December 1791": a year before those that stand alone.
fn old_year(tail: &str) -> Option<(&str, i16)> {
    let (digits, rest) = tail.split_at_checked(tail.bytes().take_while(u8::is_ascii_digit).count())?;
    let year = digits.parse::<i16>().ok().filter(|year| digits.len() == 4 && (1400..1800).contains(year))?;
    let closed = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '-'));
    (closed && !counts_something(rest)).then_some((rest, year))
}

/// The year after a part: ", 2022", " of 2022", " of fiscal year 2022", " of next year", " del año próximo".
///
/// A `comma` may stand before it only where a day or month does.
pub(super) fn year_tail<'a>(cx: &Cx<'_>, rest: &'a str, comma: bool) -> Option<(&'a str, YearOf, bool)> {
    let body = rest
        .strip_prefix(',')
        .filter(|_| comma)
        // "May. 2021", but "on 12 May. Last year"
        .or_else(|| {
            let year =
                |body: &&str| body.strip_prefix(' ').is_some_and(|body| body.starts_with(|c: char| c.is_ascii_digit()));
            rest.strip_prefix('.').filter(year).filter(|_| comma)
        })
        .unwrap_or(rest);
    // "November 05,2018"
    if comma
        && rest.starts_with(',')
        && let Some((after, year)) = year_number(body)
    {
        return Some((after, YearOf::Stated(year), false));
    }
    let body = body.strip_prefix(' ')?;
    let forms: &[&str] = match cx.lang() {
        Lang::En => &["in the year ", "of the year ", "of the ", "of ", "in ", "the ", ""],
        Lang::Es => &["de este ", "del ", "de la ", "de ", "en ", ""],
    };
    if comma && let Some((after, year)) = old_year(body.strip_prefix("de ").unwrap_or(body)) {
        return Some((after, YearOf::Stated(year), false));
    }
    for form in forms {
        let Ok((tail, _)) = tag_no_case::<&str, &str, nom::error::Error<&str>>(*form).parse(body) else { continue };
        if let Some((after, year)) = year_number(tail)
            && !after.starts_with(|c: char| c.is_alphanumeric() || c == '%')
        {
            // "On May 12, 2000 people" is rare enough to be read as a year.
            return Some((after, YearOf::Stated(year), false));
        }
        let tail = if cx.lang() == Lang::Es {
            tail.strip_prefix("año ")
                .filter(|year| {
                    year.starts_with(|c: char| c.is_ascii_digit()) || year_in_words(cx, year, true).is_some()
                })
                .unwrap_or(tail)
        } else {
            tail
        };
        if let Some((after, year)) =
            year_number(tail).filter(|_| !form.is_empty()).or_else(|| year_in_words(cx, tail, !form.is_empty()))
        {
            return Some((after, YearOf::Stated(year), false));
        }
        let words = cx.lex.calendar.get(cx.lang());
        if let Some((length, _)) = words.at_start_where(tail, |word| *word == CalendarWord::Fiscal)
            && let Some((after, year)) = tail.get(length..).and_then(fiscal_number)
        {
            return Some((after, YearOf::Stated(year), true));
        }
        if let Some((after, offset, fiscal)) = super::relative::relative_year(cx, tail)
            .filter(|_| !form.is_empty() || cx.lang() == Lang::En && !rest.starts_with(','))
        {
            return Some((after, YearOf::Relative(offset), fiscal));
        }
        // "the second half of the year"
        if form.ends_with("the ") && tail.starts_with("year") && !tail.starts_with("years")
            || *form == "del " && tail.starts_with("año") && !tail.starts_with("años")
        {
            let length = if tail.starts_with("year") { 4 } else { "año".len() };
            return Some((tail.get(length..)?, YearOf::Relative(0), false));
        }
    }
    None
}
