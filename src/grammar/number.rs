//! A number in digits: "1,400", "1 400", "542,95", ".5", "2½".
//!
//! The document's convention decides where a mark is ambiguous ("1.400"). A text that no convention reads
//! ("1,23,4") gives nothing.

use super::Style;
use crate::figure::Lang;
use crate::lexicon::FRACTION_SIGNS;
use nom::bytes::complete::take_while1;
use nom::combinator::verify;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// A number in digits and how many of them stand after the decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) value: Decimal,
    pub(super) decimals: i32,
}

/// The digits at the beginning of `input`.
pub(super) fn digits(input: &str, style: Style) -> IResult<&str, Digits> {
    let (rest, run) = run(input)?;
    let Some(read) = read(run, style) else {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit)));
    };
    let (rest, read) = millions(input).or_else(|| set_off(input, style)).unwrap_or((rest, read));
    if let Some(scientific) = power_of_ten(rest, read) {
        return Ok(scientific);
    }
    Ok(match fraction(rest) {
        Ok((rest, part)) if read.decimals == 0 => {
            (rest, Digits { value: read.value + part, decimals: part.scale() as i32 })
        }
        _ => (rest, read),
    })
}

/// Marks that set off groups of three in some countries and stand for nothing else there: a space (ISO 80000-1), a thin
/// one, the Swiss apostrophe.
const GROUP_MARKS: [char; 6] = [' ', '\u{a0}', '\u{2009}', '\u{202f}', '\'', '’'];

/// A number of more groups has more digits than a value holds.
const MOST_GROUPS: usize = 9;

/// The run of digits and marks at the beginning of `input`, without a mark at its end.
pub(super) fn run(input: &str) -> IResult<&str, &str> {
    let (_, all) = verify(take_while1(|c: char| c.is_ascii_digit() || c == ',' || c == '.'), |run: &str| {
        run.contains(|c: char| c.is_ascii_digit())
    })
    .parse(input)?;
    let run = all.trim_end_matches([',', '.']);
    Ok((input.get(run.len()..).unwrap_or_default(), run))
}

/// "1 400", "12 345 678,9", "1'250'000": groups of three set off by one of [`GROUP_MARKS`], always the same.
fn set_off(input: &str, style: Style) -> Option<(&str, Digits)> {
    let head = input.bytes().take_while(u8::is_ascii_digit).count();
    let mark = input.get(head..)?.chars().next().filter(|c| GROUP_MARKS.contains(c))?;
    if !(1..=3).contains(&head) || input.starts_with('0') {
        return None;
    }
    let (mut rest, mut groups) = (input.get(head..)?, 0);
    while let Some(group) = rest.strip_prefix(mark)
        && group.bytes().take(4).take_while(u8::is_ascii_digit).count() == 3
    {
        rest = group.get(3..)?;
        groups += 1;
        if groups > MOST_GROUPS {
            return None;
        }
    }
    let whole = input.get(..input.len() - rest.len()).filter(|whole| whole.len() > head)?;
    let decimal = if mark == '\'' || mark == '’' || !style.decimal_comma { '.' } else { ',' };
    // "1 222 333,50" is told by its spaces, whatever the document's mark.
    let comma = |rest: &str| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = |rest: &str| {
            rest.strip_prefix([',', '.']).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
        };
        (1..=2).contains(&digits) && !rest.get(digits..).is_some_and(goes_on)
    };
    let other = mark != '\'' && mark != '’' && rest.strip_prefix(',').is_some_and(comma);
    let decimal = if other { ',' } else { decimal };
    let part = rest.strip_prefix(decimal).map_or(0, |part| part.bytes().take_while(u8::is_ascii_digit).count());
    let (part, rest) = if part > 0 { (rest.get(1..=part)?, rest.get(part + 1..)?) } else { ("", rest) };
    // "1 400,000" is neither.
    let goes_on = rest.starts_with([',', '.']) && rest.get(1..)?.starts_with(|c: char| c.is_ascii_digit());
    (!goes_on).then(|| Some((rest, plain(&whole.replace(mark, ""), part)?)))?
}

/// "1'250.000", "12'345,678.90": an apostrophe behind the millions and another mark behind the thousands, as much of
/// Latin America writes.
fn millions(input: &str) -> Option<(&str, Digits)> {
    let (head, tail) = input.split_at_checked(input.bytes().take_while(u8::is_ascii_digit).count())?;
    let (rest, thousands) = run(tail.strip_prefix(['\'', '’'])?).ok()?;
    let mark = thousands.get(3..4).filter(|mark| matches!(*mark, "." | ","))?.chars().next()?;
    let (group, part) = thousands.get(4..)?.split_at_checked(3)?;
    let part = if part.is_empty() { part } else { part.strip_prefix(if mark == '.' { ',' } else { '.' })? };
    let whole = format!("{head}{}{group}", thousands.get(..3)?);
    let sound = (1..=3).contains(&head.len()) && !head.starts_with('0') && part.len() <= 2;
    sound.then(|| Some((rest, plain(&whole, part)?)))?
}

/// "3.5×10^6", "2 x 10⁵", "1.2e6", "3.6E+04": a number in scientific notation.
fn power_of_ten(rest: &str, read: Digits) -> Option<(&str, Digits)> {
    let (after, exponent) = e_notation(rest).or_else(|| {
        let body = rest.strip_prefix(' ').unwrap_or(rest);
        let body = body.strip_prefix(['×', 'x', '·', '*'])?;
        let body = body.strip_prefix(' ').unwrap_or(body).strip_prefix("10")?;
        raised(body)
    })?;
    let value = if exponent < 0 {
        read.value.checked_div(power(exponent)?)?
    } else {
        read.value.checked_mul(power(exponent)?)?
    };
    Some((after, Digits { value: value.normalize(), decimals: read.decimals - exponent }))
}

/// The exponents that a value of 28 digits can take.
fn power(exponent: i32) -> Option<Decimal> {
    let ten = 10_i128.checked_pow(exponent.unsigned_abs())?;
    Decimal::try_from_i128_with_scale(ten, 0).ok().filter(|_| exponent.abs() <= 24)
}

/// "e6", "E+04", right behind the digits and followed by no letter.
fn e_notation(rest: &str) -> Option<(&str, i32)> {
    let body = rest.strip_prefix(['e', 'E'])?;
    let unsigned = body.strip_prefix(['+', '-', '−']).unwrap_or(body);
    let digits = unsigned.bytes().take_while(u8::is_ascii_digit).count();
    let after = unsigned.get(digits..)?;
    let exponent: i32 = unsigned.get(..digits).filter(|digits| (1..=2).contains(&digits.len()))?.parse().ok()?;
    let minus = body.starts_with(['-', '−']);
    (!after.starts_with(char::is_alphanumeric)).then_some((after, if minus { -exponent } else { exponent }))
}

/// "^6", "^-6", "⁵", "⁻⁶".
fn raised(body: &str) -> Option<(&str, i32)> {
    if let Some(body) = body.strip_prefix('^') {
        let (minus, body) = body.strip_prefix(['-', '−']).map_or((1, body), |body| (-1, body));
        let digits = body.bytes().take_while(u8::is_ascii_digit).count();
        let exponent: i32 = body.get(..digits).filter(|digits| digits.len() <= 2)?.parse().ok()?;
        return Some((body.get(digits..)?, exponent * minus));
    }
    let (minus, body) = body.strip_prefix('⁻').map_or((1, body), |body| (-1, body));
    let superscripts = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut exponent = None;
    let mut rest = body;
    while let Some((c, digit)) = rest.chars().next().and_then(|c| Some((c, superscripts.iter().position(|s| *s == c)?)))
    {
        exponent = Some(exponent.unwrap_or(0) * 10 + digit as i32).filter(|exponent| *exponent < 100);
        rest = rest.get(c.len_utf8()..)?;
    }
    Some((rest, exponent? * minus))
}

/// A fraction written as one sign or with a slash, its numerator and denominator: "¾", "3/4". Of those with a slash only
/// proper ones with a denominator up to ten, of a twelfth or a sixteenth: others are ratios and dates.
pub(super) fn vulgar(input: &str) -> Option<(&str, u8, u8)> {
    let first = input.chars().next()?;
    if let Some(&(sign, part, whole)) = FRACTION_SIGNS.iter().find(|(sign, ..)| *sign == first) {
        let rest = input.get(sign.len_utf8()..)?;
        return (!rest.starts_with(char::is_alphanumeric)).then_some((rest, part, whole));
    }
    let number = |input: &str| {
        let digits = input.bytes().take_while(u8::is_ascii_digit).count();
        input.get(..digits).filter(|digits| digits.len() <= 2 && !digits.starts_with('0'))?.parse::<u8>().ok()
    };
    let part = number(input)?;
    let rest = input.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['/', '⁄'])?;
    let whole = number(rest)?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let proper = part < whole && (whole <= 10 || matches!(whole, 12 | 16));
    let marked = rest.starts_with(['.', ',', ':']) && rest.get(1..)?.starts_with(|c: char| c.is_ascii_digit());
    let ends = !marked && !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '⁄' | '-'));
    (proper && ends).then_some((rest, part, whole))
}

/// "½", " 1/2" after a whole number, or "½" alone.
pub(super) fn fraction(input: &str) -> IResult<&str, Decimal> {
    let body = input.strip_prefix([' ', '-']).unwrap_or(input);
    let slash = body.starts_with(|c: char| c.is_ascii_digit());
    // A slash alone is read as a share, not as an amount.
    let found = vulgar(body).filter(|_| !slash || body.len() < input.len());
    let value =
        found.and_then(|(rest, part, whole)| Some((rest, Decimal::from(part).checked_div(Decimal::from(whole))?)));
    match value {
        Some((rest, value)) => Ok((rest, value.round_dp(6).normalize())),
        None => Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Tag))),
    }
}

fn read(run: &str, style: Style) -> Option<Digits> {
    let (commas, points) = (run.matches(',').count(), run.matches('.').count());
    let (group, decimal) = if style.decimal_comma { ('.', ',') } else { (',', '.') };
    let (groups, decimals) = if style.decimal_comma { (points, commas) } else { (commas, points) };
    match (groups, decimals) {
        (0, 0) => plain(run, ""),
        (0, 1) => split(run, decimal),
        // A mark that repeats can only set off groups.
        (0, _) => grouped(run, decimal),
        (1, 0) => grouped(run, group).or_else(|| {
            // "542,95" in a text of "1.400", or "0.5": the other convention, where it cannot be a group.
            let (whole, part) = run.split_once(group)?;
            let other = style.lang == Lang::Es || style.decimal_comma || (whole == "0" && part.len() != 3);
            (other && (part.len() != 3 || whole.trim_start_matches('0').is_empty())).then(|| split(run, group))?
        }),
        (_, 0) => grouped(run, group),
        _ => {
            // Both marks: the last one, if it stands once, is the decimal mark whatever the convention.
            let (last, other) = if run.rfind(',') > run.rfind('.') { (',', '.') } else { ('.', ',') };
            let (whole, part) = run.split_once(last)?;
            let whole = grouped(whole, other)?;
            let part = plain("0", part).filter(|_| !part.is_empty())?;
            Some(Digits { value: whole.value + part.value, decimals: part.decimals })
        }
    }
}

/// "1,400,000": a head of one to three digits, then groups of three.
fn grouped(run: &str, mark: char) -> Option<Digits> {
    let mut groups = run.split(mark);
    let head = groups.next()?;
    let lengths: Vec<usize> = groups.map(str::len).collect();
    let thousands = lengths.iter().all(|&length| length == 3);
    // "2,46,500": lakhs and crores by twos.
    let (last, lakhs) = lengths.split_last()?;
    let indian = mark == ',' && head.len() <= 2 && *last == 3 && !lakhs.is_empty() && lakhs.iter().all(|&two| two == 2);
    let sound = (1..=3).contains(&head.len()) && !head.starts_with('0') && (thousands || indian);
    sound.then(|| plain(&run.replace(mark, ""), ""))?
}

fn split(run: &str, mark: char) -> Option<Digits> {
    let (whole, part) = run.split_once(mark)?;
    plain(if whole.is_empty() { "0" } else { whole }, part)
}

fn plain(whole: &str, part: &str) -> Option<Digits> {
    if !whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit()) || whole.len() + part.len() > 27 {
        return None;
    }
    let all: i128 = format!("{whole}{part}").parse().ok()?;
    let value = Decimal::try_from_i128_with_scale(all, part.len() as u32).ok()?;
    Some(Digits { value: value.normalize(), decimals: part.len() as i32 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read_as(text: &str, style: Style) -> String {
        digits(text, style).map_or_else(
            |_| "none".to_owned(),
            |(rest, read)| format!("{} ({}) then {rest:?}", read.value, read.decimals),
        )
    }

    #[test]
    fn the_point_convention() {
        let style = Style::default();
        for (text, wanted) in [
            ("1,400 jobs", "1400 (0) then \" jobs\""),
            ("1.50.", "1.5 (2) then \".\""),
            (".5", "0.5 (1) then \"\""),
            ("12 345 678", "12345678 (0) then \"\""),
            ("2½ years", "2.5 (1) then \" years\""),
            ("2 1/2 years", "2.5 (1) then \" years\""),
            ("1.400.000", "1400000 (0) then \"\""),
            ("1.400,50", "1400.5 (2) then \"\""),
            ("1,23,4", "none"),
            ("2,46,500 farmers", "246500 (0) then \" farmers\""),
            ("12,34,56,789", "123456789 (0) then \"\""),
            ("1'250.000 pesos", "1250000 (0) then \" pesos\""),
            ("12'345.678,90", "12345678.9 (2) then \"\""),
            ("123,45,678", "none"),
            ("1.2.3", "none"),
            ("3, 4", "3 (0) then \", 4\""),
        ] {
            assert_eq!(read_as(text, style), wanted, "{text}");
        }
    }

    #[test]
    fn the_comma_convention() {
        let style = Style { lang: Lang::Es, decimal_comma: true, ..Style::default() };
        assert_eq!(read_as("1.400", style), "1400 (0) then \"\"");
        assert_eq!(read_as("542,95", style), "542.95 (2) then \"\"");
        assert_eq!(read_as("35.7", style), "35.7 (1) then \"\"");
        assert_eq!(read_as("1.234.567,8", style), "1234567.8 (1) then \"\"");
        assert_eq!(read_as("1.400", Style { lang: Lang::Es, ..Style::default() }), "1.4 (3) then \"\"");
        assert_eq!(read_as("542,95", Style { lang: Lang::Es, ..Style::default() }), "542.95 (2) then \"\"");
    }
}
