//! A number in digits: "1,400", "1 400", "542,95", ".5", "2½".
//!
//! The document's convention decides where a mark is ambiguous ("1.400"). A text that no convention reads
//! ("1,23,4") gives nothing.

use super::Style;
use crate::figure::Lang;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, digit1};
use nom::combinator::{opt, recognize, verify};
use nom::multi::many0_count;
use nom::sequence::preceded;
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
    let (rest, read) = match spaced(input, style) {
        Some((rest, read)) => (rest, read),
        None => (rest, read),
    };
    Ok(match fraction(rest) {
        Ok((rest, part)) if read.decimals == 0 => {
            (rest, Digits { value: read.value + part, decimals: part.scale() as i32 })
        }
        _ => (rest, read),
    })
}

/// The run of digits and marks at the beginning of `input`, without a mark at its end.
pub(super) fn run(input: &str) -> IResult<&str, &str> {
    let (_, all) = verify(take_while1(|c: char| c.is_ascii_digit() || c == ',' || c == '.'), |run: &str| {
        run.contains(|c: char| c.is_ascii_digit())
    })
    .parse(input)?;
    let run = all.trim_end_matches([',', '.']);
    Ok((input.get(run.len()..).unwrap_or_default(), run))
}

/// "1 400", "12 345 678,9": groups of three set off by spaces.
fn spaced(input: &str, style: Style) -> Option<(&str, Digits)> {
    let head = verify(digit1, |head: &str| head.len() <= 3 && !head.starts_with('0'));
    let group = preceded(tag(" "), verify(digit1::<_, nom::error::Error<&str>>, |group: &str| group.len() == 3));
    let mut groups = recognize((head, verify(many0_count(group), |&groups| groups > 0)));
    let (rest, whole) = groups.parse(input).ok()?;
    let mark = if style.decimal_comma { ',' } else { '.' };
    let (rest, part) = opt(preceded(char::<&str, nom::error::Error<&str>>(mark), digit1)).parse(rest).ok()?;
    // "1 400,000" is neither.
    if rest.starts_with([',', '.']) && rest.get(1..).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
    {
        return None;
    }
    let part = part.unwrap_or_default();
    Some((rest, plain(&whole.replace(' ', ""), part)?))
}

/// "½", " 1/2" after a whole number, or "½" alone.
pub(super) fn fraction(input: &str) -> IResult<&str, Decimal> {
    let signs = [("½", 50), ("¼", 25), ("¾", 75), (" ½", 50), (" ¼", 25), (" ¾", 75)];
    for (form, hundredths) in signs.into_iter().chain([(" 1/2", 50), (" 1/4", 25), (" 3/4", 75)]) {
        if let Some(rest) = input.strip_prefix(form)
            && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/')
        {
            return Ok((rest, Decimal::new(hundredths, 2).normalize()));
        }
    }
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Tag)))
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
