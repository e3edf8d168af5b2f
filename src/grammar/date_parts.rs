//! The parts that dates are made of: days, months, seasons, quarters, halves, years, decades, and the year after them.

use super::Cx;
use super::date::{Part, YearOf};
use crate::figure::Lang;
use crate::lexicon::{CalendarWord, Stretch, Tags, first_word, is_hyphen};
use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::character::complete::{char, digit1, one_of};
use nom::combinator::{map_opt, map_res, not, opt, peek, recognize, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

/// A date of the calendar as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) part: Part,
    pub(super) year: YearOf,
    pub(super) fiscal: bool,
    /// Whether it is a date whatever stands before it.
    pub(super) stands: bool,
    /// Whether it is four digits and nothing else.
    pub(super) bare_year: bool,
}

impl Dated {
    const fn new(part: Part, year: YearOf) -> Self {
        Self { part, year, fiscal: false, stands: true, bare_year: false }
    }

    const fn fiscal(self, fiscal: bool) -> Self {
        Self { fiscal, ..self }
    }
}

/// The date of the calendar at the beginning of `input`. A `second` date is one after a joint: a bare month will do.
pub(super) fn dated<'a>(cx: &Cx<'_>, input: &'a str, second: bool) -> Option<(&'a str, Dated)> {
    if input.starts_with(|c: char| c.is_ascii_digit()) {
        return in_digits(cx, input).or_else(|| ordinal_part(cx, input));
    }
    let words = cx.lex.calendar.get(cx.lang());
    let known = |word: &CalendarWord| {
        use CalendarWord::{Fiscal, Month, MonthShort, Ordinal, Season};
        matches!(word, Month(_) | MonthShort(_) | Season(_) | Ordinal(_) | Fiscal)
    };
    let Some((length, word)) = words.at_start_where(input, known) else { return quarter_sign(cx, input) };
    let rest = input.get(length..)?;
    let capital = cx.lang() == Lang::Es || input.starts_with(char::is_uppercase);
    match *word {
        CalendarWord::Month(month) if capital => Some(month_part(cx, rest, month, true, second)?),
        CalendarWord::MonthShort(month) if capital => month_part(cx, rest, month, false, second),
        CalendarWord::Season(code) => {
            // "deadlines fall in fiscal year 2025" is the verb.
            let tail = year_tail(cx, rest, true).filter(|(_, _, fiscal)| !(*fiscal && rest.starts_with(" in ")));
            let (rest, year, fiscal) = tail.unwrap_or((rest, YearOf::Unstated, false));
            let stands = year != YearOf::Unstated;
            Some((rest, Dated { stands, ..Dated::new(Part::Season(code), year) }.fiscal(fiscal)))
        }
        CalendarWord::Ordinal(_) => ordinal_part(cx, input),
        CalendarWord::Fiscal => {
            let (rest, year) = fiscal_number(rest)?;
            Some((rest, Dated::new(Part::Year, YearOf::Stated(year)).fiscal(true)))
        }
        _ => None,
    }
}

/// Dates that begin with a digit.
fn in_digits<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    if let Ok((rest, (year, month, day))) = iso_day(input) {
        return Some((rest, Dated::new(Part::Day { month, day }, YearOf::Stated(year))));
    }
    if let Some(found) = numeric_day(cx, input) {
        return Some(found);
    }
    if let Some(found) = day_month(cx, input) {
        return Some(found);
    }
    if let Some(found) = short_quarter(cx, input) {
        return Some(found);
    }
    if let Ok((rest, year)) = decade(input) {
        return Some((rest, Dated::new(Part::Decade, YearOf::Stated(year))));
    }
    let (rest, year) = year_number(input)?;
    let words = cx.lex.calendar.get(cx.lang());
    let before = cx.before(cx.at(input)).trim_end();
    let decade = year % 10 == 0 && words.at_end_where(before, |word| *word == CalendarWord::DecadeOf).is_some();
    let part = if decade { Part::Decade } else { Part::Year };
    (!rest.starts_with(|c: char| c.is_alphanumeric() || c == '%'))
        .then_some((rest, Dated { bare_year: !decade, ..Dated::new(part, YearOf::Stated(year)) }))
}

fn number(input: &str) -> IResult<&str, i8> {
    map_res(verify(digit1, |digits: &str| digits.len() <= 2), str::parse).parse(input)
}

/// One or two digits that may be the day of a month said later.
pub(super) fn day_alone(input: &str) -> Option<(&str, i8)> {
    number(input).ok().filter(|(_, day)| (1..=31).contains(day)).map(|(rest, day)| (ordinal_mark(rest), day))
}

/// "2022-09-12", "2022/09/12".
fn iso_day(input: &str) -> IResult<&str, (i16, i8, i8)> {
    let two = |input| map_res(verify(digit1, |digits: &str| digits.len() == 2), str::parse::<i8>).parse(input);
    let year = map_res(verify(digit1, |digits: &str| digits.len() == 4), str::parse::<i16>);
    let mut whole = verify(
        (
            terminated(year, one_of("-/")),
            terminated(two, one_of("-/")),
            terminated(two, not(peek(one_of("0123456789-")))),
        ),
        |&(_, month, day)| is_day(month, day),
    );
    whole.parse(input)
}

/// "9/12/2022", "12.09.2022": the document says which is the day; a number above 12 says it itself.
pub(super) fn numeric_day<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let (rest, one) = number(input).ok()?;
    let mark = rest.chars().next().filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (rest, other) = preceded(char(mark), number).parse(rest).ok()?;
    let (rest, year) = preceded(char::<&str, nom::error::Error<&str>>(mark), digit1).parse(rest).ok()?;
    let year: i16 = match year.len() {
        4 => year.parse().ok()?,
        2 if mark == '/' => 2000 + year.parse::<i16>().ok()?,
        _ => return None,
    };
    let day_first = cx.style.day_first || mark == '.';
    let (month, day) = match (one, other) {
        (13.., _) => (other, one),
        (_, 13..) => (one, other),
        _ if day_first => (other, one),
        _ => (one, other),
    };
    let sound = is_day(month, day)
        && (1900..2100).contains(&year)
        && !rest.starts_with(|c: char| c.is_alphanumeric() || c == mark);
    sound.then_some((rest, Dated::new(Part::Day { month, day }, YearOf::Stated(year))))
}

/// "12 September 2022", "12th of September", "18 de abril de 2022", "1.º de mayo".
fn day_month<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let (rest, day) = number(input).ok()?;
    let rest = ordinal_mark(rest);
    let rest = match cx.lang() {
        Lang::En => rest.strip_prefix(" of ").or_else(|| rest.strip_prefix(' ')).or_else(|| rest.strip_prefix('-'))?,
        Lang::Es => rest
            .strip_prefix(" de ")
            .or_else(|| rest.strip_prefix(" del mes de "))
            .or_else(|| rest.strip_prefix(' '))
            .or_else(|| rest.strip_prefix('-'))?,
    };
    let (rest, month) = month_name(cx, rest)?;
    if !is_day(month, day) || rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let (rest, year, _) =
        year_tail(cx, rest, true).or_else(|| dashed_year(rest)).unwrap_or((rest, YearOf::Unstated, false));
    Some((rest, Dated::new(Part::Day { month, day }, year)))
}

/// "12-Sep-2022": the year.
fn dashed_year(rest: &str) -> Option<(&str, YearOf, bool)> {
    let (rest, year) = year_number(rest.strip_prefix('-')?)?;
    Some((rest, YearOf::Stated(year), false))
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
fn month_part<'a>(cx: &Cx<'_>, rest: &'a str, month: i8, full: bool, second: bool) -> Option<(&'a str, Dated)> {
    if cx.lang() == Lang::En
        && let Some((after, day)) = rest.strip_prefix(' ').and_then(|body| day_number(body))
        && is_day(month, day)
    {
        let (after, year, _) = year_tail(cx, after, true).unwrap_or((after, YearOf::Unstated, false));
        return Some((after, Dated::new(Part::Day { month, day }, year)));
    }
    if let Some((after, year, fiscal)) = year_tail(cx, rest, true) {
        return Some((after, Dated::new(Part::Month(month), year).fiscal(fiscal)));
    }
    let whole = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '@');
    (full && whole).then_some((rest, Dated { stands: second, ..Dated::new(Part::Month(month), YearOf::Unstated) }))
}

/// "12", "12th" as the day of a month: no more digits, no unit after it.
fn day_number(input: &str) -> Option<(&str, i8)> {
    let (rest, day) = number(input).ok()?;
    let rest = ordinal_mark(rest);
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | ':' | '$'))
        || rest.starts_with([',', '.'])
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

/// "th", "º" after a day.
fn ordinal_mark(rest: &str) -> &str {
    ["st", "nd", "rd", "th", ".º", "º", "°", "ro.", "ro"]
        .iter()
        .find_map(|mark| rest.strip_prefix(mark).filter(|rest| !rest.starts_with(char::is_alphanumeric)))
        .unwrap_or(rest)
}

/// "first quarter of 2024", "second half of the year", "primer semestre de 2023".
fn ordinal_part<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let words = cx.lex.calendar.get(cx.lang());
    let (length, word) = words.at_start_where(input, |word| matches!(word, CalendarWord::Ordinal(_)))?;
    let CalendarWord::Ordinal(index) = *word else { return None };
    let mut rest = input.get(length..)?.strip_prefix(|c: char| c == ' ' || is_hyphen(c))?;
    let mut fiscal = false;
    if let Some(after) = rest.strip_prefix("fiscal ") {
        (rest, fiscal) = (after, true);
    }
    let (length, word) = words.at_start_where(rest, |word| {
        matches!(word, CalendarWord::Quarter | CalendarWord::Half | CalendarWord::Unit(Stretch::Quarter))
    })?;
    let half = *word == CalendarWord::Half;
    let part = match (half, index) {
        (true, 1 | 2) => Part::Half(index),
        (true, 9) => Part::Half(2),
        (false, 1..=4) => Part::Quarter(index),
        (false, 9) => Part::Quarter(4),
        _ => return None,
    };
    let rest = rest.get(length..)?;
    let (rest, year, fiscal_year) = year_tail(cx, rest, false).or_else(|| unstated_year(cx, input, rest))?;
    Some((rest, Dated::new(part, year).fiscal(fiscal || fiscal_year)))
}

/// "al cierre del primer semestre", "in the second quarter": of the document's year, or of one told just before.
fn unstated_year<'a>(cx: &Cx<'_>, input: &str, rest: &'a str) -> Option<(&'a str, YearOf, bool)> {
    let that = [" de ese año", " de ese mismo año", " of that year", " of the same year"];
    if let Some(after) = that.iter().find_map(|that| rest.strip_prefix(that)) {
        return Some((after, YearOf::Unstated, false));
    }
    let before = cx.before(cx.at(input)).trim_end();
    let the = [" the", " el", " del", " al"].iter().find_map(|article| before.strip_suffix(article))?;
    let timed = ["in", "during", "by", "since", "end of", "en", "durante", "desde", "para", "cierre", "final", "fin"];
    let the = the.to_lowercase();
    let timed = timed.iter().any(|word| the.ends_with(word)) || before.ends_with(" al");
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

/// "Q1 2024", "H1", "Q3 FY23".
fn quarter_sign<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let mut sign = (one_of::<_, _, nom::error::Error<&str>>("QH"), one_of("1234"));
    let (rest, (letter, digit)) = sign.parse(input).ok()?;
    let index = digit.to_digit(10)? as u8;
    let part = match letter {
        'Q' => Part::Quarter(index),
        _ if index <= 2 => Part::Half(index),
        _ => return None,
    };
    // "Q250" is money.
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    signed_year(cx, rest, part)
}

/// "1Q 2024", "2H24".
fn short_quarter<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let mut sign = (one_of::<_, _, nom::error::Error<&str>>("1234"), one_of("QH"));
    let (rest, (digit, letter)) = sign.parse(input).ok()?;
    let index = digit.to_digit(10)? as u8;
    let part = match letter {
        'Q' => Part::Quarter(index),
        _ if index <= 2 => Part::Half(index),
        _ => return None,
    };
    signed_year(cx, rest, part)
}

fn signed_year<'a>(cx: &Cx<'_>, rest: &'a str, part: Part) -> Option<(&'a str, Dated)> {
    if let Some((rest, year, fiscal)) = year_tail(cx, rest, false) {
        return Some((rest, Dated::new(part, year).fiscal(fiscal)));
    }
    let glued = two_digit_year(rest.strip_prefix(['\'', '’', ' ']).unwrap_or(rest));
    if let Some((rest, year)) = glued {
        return Some((rest, Dated::new(part, YearOf::Stated(2000 + year))));
    }
    let whole = !rest.starts_with(|c: char| c.is_alphanumeric() || is_hyphen(c)) && matches!(part, Part::Quarter(_));
    whole.then_some((rest, Dated::new(part, YearOf::Unstated)))
}

/// "1990s", "2020's".
fn decade(input: &str) -> IResult<&str, i16> {
    let year = map_res(verify(digit1, |digits: &str| digits.len() == 4 && digits.ends_with('0')), str::parse::<i16>);
    let mark = alt((tag("s"), tag("'s"), tag("’s")));
    terminated(year, (mark, not(peek(nom::character::complete::alphanumeric1)))).parse(input)
}

/// Four digits from 1800 to 2199 that are a year by their shape.
pub(super) fn year_number(input: &str) -> Option<(&str, i16)> {
    let mut year =
        map_opt(verify(digit1::<&str, nom::error::Error<&str>>, |digits: &str| digits.len() == 4), |digits: &str| {
            digits.parse::<i16>().ok().filter(|year| (1800..2200).contains(year))
        });
    let (rest, year) = year.parse(input).ok()?;
    let number_goes_on = rest.starts_with([',', '.'])
        && rest.get(1..).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
    (!number_goes_on).then_some((rest, year))
}

/// The "23" of "2021-23": two digits and no more.
pub(super) fn two_digit_year(input: &str) -> Option<(&str, i16)> {
    let mut year =
        map_res(verify(digit1::<&str, nom::error::Error<&str>>, |digits: &str| digits.len() == 2), str::parse::<i16>);
    let (rest, year) = year.parse(input).ok()?;
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || is_hyphen(c) || c == '%')
        || rest.starts_with([',', '.', '/'])
            && rest.get(1..).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
    (!goes_on).then_some((rest, year))
}

/// The number after "FY" or "fiscal year": "2023", "23", "’23".
fn fiscal_number(rest: &str) -> Option<(&str, i16)> {
    let body =
        recognize(opt(one_of::<&str, _, nom::error::Error<&str>>(" -‑"))).parse(rest).map_or(rest, |(after, _)| after);
    if let Some((rest, year)) = year_number(body) {
        return (!rest.starts_with(char::is_alphanumeric)).then_some((rest, year));
    }
    let (rest, year) = {
        let body = body.strip_prefix(['\'', '’']).unwrap_or(body);
        let mut short = map_res(
            verify(digit1::<&str, nom::error::Error<&str>>, |digits: &str| digits.len() == 2),
            str::parse::<i16>,
        );
        short.parse(body).ok()?
    };
    (!rest.starts_with(|c: char| c.is_alphanumeric() || c == '%')).then_some((rest, 2000 + year))
}

/// The year after a part: ", 2022", " of 2022", " of fiscal year 2022", " of next year", " del año próximo".
///
/// A `comma` may stand before it only where a day or month does.
pub(super) fn year_tail<'a>(cx: &Cx<'_>, rest: &'a str, comma: bool) -> Option<(&'a str, YearOf, bool)> {
    let body = rest
        .strip_prefix(',')
        .filter(|_| comma)
        .or_else(|| rest.strip_prefix('.').filter(|body| body.starts_with(' ') && comma))
        .unwrap_or(rest);
    let body = body.strip_prefix(' ')?;
    let forms: &[&str] = match cx.lang() {
        Lang::En => &["of the ", "of ", "in ", "the ", ""],
        Lang::Es => &["de este ", "del ", "de la ", "de ", "en ", ""],
    };
    for form in forms {
        let Ok((tail, _)) = tag_no_case::<&str, &str, nom::error::Error<&str>>(*form).parse(body) else { continue };
        if let Some((after, year)) = year_number(tail)
            && !after.starts_with(|c: char| c.is_alphanumeric() || c == '%')
        {
            // "On May 12, 2000 people" is rare enough to be read as a year.
            return Some((after, YearOf::Stated(year), false));
        }
        let tail = if cx.lang() == Lang::Es {
            tail.strip_prefix("año ").filter(|year| year.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(tail)
        } else {
            tail
        };
        if let Some((after, year)) = year_number(tail).filter(|_| !form.is_empty()) {
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

/// Whether some year's month has this day.
const fn is_day(month: i8, day: i8) -> bool {
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 29,
        _ => return false,
    };
    day >= 1 && day <= last
}
