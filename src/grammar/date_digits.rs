//! Dates in digits: "2022-09-12", "9/12/2022", "03/2021", "Q1 2024", "2017-T1", "1990s", "the 70's"; and years cut to two
//! digits.

use super::Cx;
use super::count::counts_something;
use super::date::{Part, YearOf};
use super::date_parts::{Dated, year_tail};
use super::year_words::names_decade;
use crate::figure::Lang;
use crate::lexicon::{CalendarWord, Label, is_hyphen};
use nom::character::complete::{digit1, one_of};
use nom::combinator::{map_opt, map_res, opt, recognize, verify};
use nom::{IResult, Parser};

/// A year of two digits below this is of this century.
const PIVOT: i16 = 50;

/// Dates that begin with a digit and hold no month's name.
pub(super) fn in_digits<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    iso_day(input)
        .or_else(|| numeric_day(cx, input))
        .or_else(|| month_of_year(cx, input))
        .or_else(|| short_quarter(cx, input))
        .or_else(|| year_and_quarter(cx, input))
        .or_else(|| apostrophe_year(cx, input))
        .or_else(|| decade(cx, input).map(|(rest, year)| (rest, Dated::new(Part::Decade, YearOf::Stated(year)))))
}

/// Whether a date with slashes begins here, and no ratio or fraction.
pub(super) fn is_slashed_date(cx: &Cx<'_>, input: &str) -> bool {
    numeric_day(cx, input).is_some() || month_of_year(cx, input).is_some() || iso_day(input).is_some()
}

/// One or two digits.
pub(super) fn number(input: &str) -> IResult<&str, i8> {
    map_res(verify(digit1, |digits: &str| digits.len() <= 2), str::parse).parse(input)
}

/// One or two digits that may be the day of a month said later.
pub(super) fn day_alone(input: &str) -> Option<(&str, i8)> {
    number(input).ok().filter(|(_, day)| (1..=31).contains(day)).map(|(rest, day)| (ordinal_mark(rest), day))
}

/// "th", "º" after a day.
pub(super) fn ordinal_mark(rest: &str) -> &str {
    ["st", "nd", "rd", "th", ".º", "º", "°", "ro.", "ro"]
        .iter()
        .find_map(|mark| rest.strip_prefix(mark).filter(|rest| !rest.starts_with(char::is_alphanumeric)))
        .unwrap_or(rest)
}

/// "2022-09-12", "2022/09/12", "2022.09.12".
fn iso_day(input: &str) -> Option<(&str, Dated)> {
    let (rest, year) = year_digits(input)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (rest, month) = two_digits(rest.strip_prefix(mark)?)?;
    let (rest, day) = two_digits(rest.strip_prefix(mark)?)?;
    let closed = !rest.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    (closed && is_day(month, day)).then_some((rest, Dated::new(Part::Day { month, day }, YearOf::Stated(year))))
}

/// Two digits, and no more.
fn two_digits(input: &str) -> Option<(&str, i8)> {
    let (rest, digits) = digit1::<&str, nom::error::Error<&str>>(input).ok()?;
    (digits.len() == 2).then(|| digits.parse().ok()).flatten().map(|number| (rest, number))
}

/// "9/12/2022", "12.09.2022", "10/31/74": the document says which is the day; a number above 12 says it itself.
fn numeric_day<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let (rest, one) = number(input).ok()?;
    let mark = rest.chars().next().filter(|c| matches!(c, '/' | '.' | '-'))?;
    let body = rest.strip_prefix(mark)?;
    let (rest, other) = number(body).ok()?;
    let padded = body.len() - rest.len() == 2 && input.len() - body.len() == 3;
    let (rest, year) = digit1::<&str, nom::error::Error<&str>>(rest.strip_prefix(mark)?).ok()?;
    let year: i16 = match year.len() {
        4 => year.parse().ok()?,
        // "3.1.12" is a section.
        // "07-28-17"
        2 if mark == '-' && padded && one.max(other) > 12 => of_two_digits(year.parse().ok()?),
        2 if mark == '/' || mark == '.' && padded && !is_reference(cx, cx.at(input)) => {
            of_two_digits(year.parse().ok()?)
        }
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
        && !rest.starts_with(|c: char| c.is_alphanumeric() || c == mark && !ends_sentence(rest));
    sound.then_some((rest, Dated::new(Part::Day { month, day }, YearOf::Stated(year))))
}

/// Whether the mark at the beginning of `rest` is a full stop and no part of the number before it.
fn ends_sentence(rest: &str) -> bool {
    rest.strip_prefix('.').is_some_and(|next| !next.starts_with(|c: char| c.is_alphanumeric()))
}

/// "03/2021" where a word before it says that it is a time, "2016-11" where it is no span of years.
fn month_of_year<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let slashed = two_digits(input).and_then(|(rest, month)| {
        let (rest, year) = year_number(rest.strip_prefix('/')?)?;
        (follows_time_word(cx, cx.at(input)) && !is_reference(cx, cx.at(input))).then_some((rest, month, year))
    });
    // "05.2016 – 04.2019"
    let pointed = || {
        let (rest, month) = two_digits(input)?;
        let (rest, year) = year_number(rest.strip_prefix('.')?)?;
        (input.starts_with('0') && !is_reference(cx, cx.at(input))).then_some((rest, month, year))
    };
    let (rest, month, year) = slashed.or_else(pointed).or_else(|| {
        let (rest, year) = year_number(input)?;
        let (rest, month) = two_digits(rest.strip_prefix('-')?)?;
        // "2021-23", "2011-12" are years.
        (i16::from(month) <= year.rem_euclid(100)).then_some((rest, month, year))
    })?;
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '%'));
    ((1..=12).contains(&month) && !goes_on).then_some((rest, Dated::new(Part::Month(month), YearOf::Stated(year))))
}

/// Whether a word before the byte `at` says that a time follows, or nothing stands before it.
fn follows_time_word(cx: &Cx<'_>, at: usize) -> bool {
    let before = cx.before(at).trim_end_matches([' ', '(', '|']);
    let words = cx.lex.calendar.get(cx.lang());
    let fits = |word: &CalendarWord| matches!(word, CalendarWord::Introduces | CalendarWord::Spans | CalendarWord::To);
    before.is_empty() || cx.before(at).ends_with("| ") || words.at_end_where(before, fits).is_some()
}

/// "Resolución 03/2021", "Resolución de 03/2021".
fn is_reference(cx: &Cx<'_>, at: usize) -> bool {
    let before = cx.before(at).trim_end();
    let before = [" de", " of"].iter().find_map(|of| before.strip_suffix(of)).unwrap_or(before);
    let fits = |label: &Label| matches!(label, Label::Reference | Label::Before);
    cx.lex.labels.get(cx.lang()).at_end_where(before, fits).is_some()
}

/// "Q1 2024", "H1", "Q3 FY23", "T1 2020".
pub(super) fn quarter_sign<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let (rest, half) = mark(cx, input)?;
    let (rest, part) = index(rest, half)?;
    // "Q250" is money.
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (rest, dated) = signed_year(cx, rest, part)?;
    // "T1" is a name unless it is told of as a time.
    let named = input.starts_with('T') && dated.year == YearOf::Unstated && !follows_time_word(cx, cx.at(input));
    (!named).then_some((rest, dated))
}

/// "1Q 2024", "2H24", "4T 2019".
fn short_quarter<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let tail = input.get(1..)?;
    let (rest, half) = mark(cx, tail)?;
    let (_, part) = index(input, half)?;
    let (rest, dated) = signed_year(cx, rest, part)?;
    // "3 T" of weight, "1S".
    let named = !matches!(tail.as_bytes().first(), Some(b'Q' | b'H')) && dated.year == YearOf::Unstated;
    (!named).then_some((rest, dated))
}

/// "2017-T1", "2017 Q1".
fn year_and_quarter<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let (rest, year) = year_digits(input)?;
    let rest = rest.strip_prefix([' ', '-', '/']).unwrap_or(rest);
    let (body, half) = mark(cx, rest)?;
    let (rest, part) = index(body, half)?;
    let whole = !rest.starts_with(|c: char| c.is_alphanumeric() || is_hyphen(c) || c == '.' && !ends_sentence(rest));
    whole.then_some((rest, Dated::new(part, YearOf::Stated(year))))
}

/// "the crash of '87": a year's last digits behind an apostrophe that nothing stands glued to.
pub(super) fn apostrophe_year<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Dated)> {
    let before = cx.before(cx.at(input)).strip_suffix(['\'', '’', '‘'])?.strip_suffix(' ')?;
    let (rest, year) = two_digit_year(input)?;
    let words = cx.lex.calendar.get(cx.lang());
    let fits = |word: &CalendarWord| {
        use CalendarWord::{Introduces, IntroducesYear, Month, Season, Spans, To};
        matches!(word, Introduces | IntroducesYear | Month(_) | Season(_) | Spans | To)
    };
    let closed = !rest.starts_with(['\'', '’', '"', '”']) && !counts_something(rest);
    (closed && words.at_end_where(before, fits).is_some())
        .then(|| (rest, Dated::new(Part::Year, YearOf::Stated(of_two_digits(year)))))
}

/// The letter of a quarter or half, and whether it is a half's.
fn mark<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, bool)> {
    let words = cx.lex.calendar.get(cx.lang());
    let letter = input.get(..1)?;
    let fits = |word: &CalendarWord| matches!(word, CalendarWord::QuarterMark | CalendarWord::HalfMark);
    let (_, word) = words.at_start_where(letter, fits)?;
    Some((input.get(1..)?, *word == CalendarWord::HalfMark))
}

/// The number of a quarter or half.
fn index(input: &str, half: bool) -> Option<(&str, Part)> {
    let (rest, digit) = one_of::<&str, _, nom::error::Error<&str>>("1234").parse(input).ok()?;
    let index = digit.to_digit(10)? as u8;
    match half {
        true if index > 2 => None,
        true => Some((rest, Part::Half(index))),
        false => Some((rest, Part::Quarter(index))),
    }
}

fn signed_year<'a>(cx: &Cx<'_>, rest: &'a str, part: Part) -> Option<(&'a str, Dated)> {
    if let Some((rest, year, fiscal)) = year_tail(cx, rest, false) {
        return Some((rest, Dated::new(part, year).fiscal(fiscal)));
    }
    if let Some((rest, year)) = rest.strip_prefix(['/', '-']).and_then(year_number) {
        return Some((rest, Dated::new(part, YearOf::Stated(year))));
    }
    let glued = two_digit_year(rest.strip_prefix(['\'', '’', ' ', '-']).unwrap_or(rest));
    if let Some((rest, year)) = glued {
        return Some((rest, Dated::new(part, YearOf::Stated(of_two_digits(year)))));
    }
    // "Q1-Q3 2023"
    let joins = |rest: &'a str| mark(cx, rest).and_then(|(rest, half)| index(rest, half)).is_some();
    let goes_on =
        rest.starts_with(char::is_alphanumeric) || rest.strip_prefix(is_hyphen).is_some_and(|rest| !joins(rest));
    let whole = !goes_on && matches!(part, Part::Quarter(_));
    whole.then_some((rest, Dated::new(part, YearOf::Unstated)))
}

/// "1990s", "2020's"; "the 90s", "the late 70's", "los años 90".
pub(super) fn decade<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, i16)> {
    let (rest, digits) = digit1::<&str, nom::error::Error<&str>>(input).ok()?;
    if !digits.ends_with('0') {
        return None;
    }
    let after = ["s", "'s", "’s"].iter().find_map(|mark| rest.strip_prefix(mark));
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '%');
    let year = digits.parse::<i16>().ok()?;
    match digits.len() {
        4 => {
            let of_words = || {
                let words = cx.lex.calendar.get(cx.lang());
                let before = cx.before(cx.at(input)).trim_end();
                words.at_end_where(before, |word| *word == CalendarWord::DecadeOf).map(|_| rest)
            };
            let rest = after.or_else(of_words).filter(|rest| ends(rest))?;
            (1800..2200).contains(&year).then_some((rest, year))
        }
        2 if year >= 30 => {
            let rest = if cx.lang() == Lang::Es { after.unwrap_or(rest) } else { after? };
            (ends(rest) && names_decade(cx, cx.at(input), rest)).then_some((rest, 1900 + year))
        }
        _ => None,
    }
}

/// Four digits from 1800 to 2199 that are a year by their shape.
pub(super) fn year_number(input: &str) -> Option<(&str, i16)> {
    let (rest, year) = year_digits(input)?;
    let number_goes_on = rest.starts_with([',', '.'])
        && rest.get(1..).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
    (!number_goes_on).then_some((rest, year))
}

fn year_digits(input: &str) -> Option<(&str, i16)> {
    let mut year =
        map_opt(verify(digit1::<&str, nom::error::Error<&str>>, |digits: &str| digits.len() == 4), |digits: &str| {
            digits.parse::<i16>().ok().filter(|year| (1800..2200).contains(year))
        });
    year.parse(input).ok()
}

/// The "23" of "2021-23": two digits and no more.
pub(super) fn two_digit_year(input: &str) -> Option<(&str, i16)> {
    let mut year =
        map_res(verify(digit1::<&str, nom::error::Error<&str>>, |digits: &str| digits.len() == 2), str::parse::<i16>);
    let (rest, year) = year.parse(input).ok()?;
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || is_hyphen(c) || c == '%')
        || rest.starts_with([',', '.', '/', ':'])
            && rest.get(1..).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
    (!goes_on).then_some((rest, year))
}

/// The year that its last two digits mean: "74" 1974, "22" 2022.
pub(super) const fn of_two_digits(year: i16) -> i16 {
    if year < PIVOT { 2000 + year } else { 1900 + year }
}

/// The number after "FY" or "fiscal year": "2023", "23", "’23".
pub(super) fn fiscal_number(rest: &str) -> Option<(&str, i16)> {
    let body =
        recognize(opt(one_of::<&str, _, nom::error::Error<&str>>(" -‑"))).parse(rest).map_or(rest, |(after, _)| after);
    if let Some((rest, year)) = year_number(body) {
        return (!rest.starts_with(char::is_alphanumeric)).then_some((rest, year));
    }
    let body = body.strip_prefix(['\'', '’']).unwrap_or(body);
    let mut short =
        map_res(verify(digit1::<&str, nom::error::Error<&str>>, |digits: &str| digits.len() == 2), str::parse::<i16>);
    let (rest, year) = short.parse(body).ok()?;
    (!rest.starts_with(|c: char| c.is_alphanumeric() || c == '%')).then_some((rest, of_two_digits(year)))
}

/// What follows a time of day behind a date: ", 09:15 AM", " 4:49 PM".
pub(super) fn after_clock<'a>(cx: &Cx<'_>, rest: &'a str) -> &'a str {
    let clock = || {
        let body = rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ')?;
        let body = ["at ", "a las "].iter().find_map(|at| body.strip_prefix(at)).unwrap_or(body);
        let (after, _) = number(body).ok()?;
        let (after, _) = two_digits(after.strip_prefix(':')?)?;
        let after = after.strip_prefix(':').and_then(two_digits).map_or(after, |(after, _)| after);
        let half = after.strip_prefix(' ').unwrap_or(after);
        let label = cx.lex.labels.get(cx.lang()).at_start_where(half, |label| *label == Label::Clock);
        Some(label.and_then(|(length, _)| half.get(length..)).unwrap_or(after))
    };
    clock().unwrap_or(rest)
}

/// Whether some year's month has this day.
pub(super) const fn is_day(month: i8, day: i8) -> bool {
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 29,
        _ => return false,
    };
    day >= 1 && day <= last
}
