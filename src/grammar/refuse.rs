//! Digits that can be no figure, whatever stands around them: parts of words, addresses, telephone numbers, times of day.

use super::Cx;
use super::date_digits::{apostrophe_year, decade, is_slashed_date};
use super::number::vulgar;
use super::postcode::code;
use super::telephone::telephone;
use crate::lexicon::{ModifierOf, is_hyphen};
use crate::span::Span;

/// Characters that are not seen: soft hyphen, zero-width space and joiners, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The byte to go on from where the digits at `at` can be no figure at all.
pub(crate) fn skip_digits(cx: &Cx<'_>, at: usize) -> Option<usize> {
    let before = cx.before(at).trim_end_matches(is_invisible);
    let run_end = at + run_length(cx.tail(at), |c| c.is_ascii_digit() || c == ',' || c == '.').max(1);
    let glued_end = at + run_length(cx.tail(at), |c| c.is_alphanumeric() || c == '-').max(1);
    let last = before.chars().next_back();
    match last {
        Some(c) if c.is_alphabetic() || matches!(c, '_' | '/' | '#' | '§' | '&' | '@' | '\\' | '^') => {
            return Some(glued_end);
        }
        Some(':') if before.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit()) => return Some(glued_end),
        Some('.' | ',')
            if before.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit() || c.is_alphabetic())
                && !is_bound(cx, before) =>
        {
            return Some(glued_end);
        }
        Some('\'' | '’' | '′') if before.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit()) => {
            return Some(glued_end);
        }
        Some('\'' | '’' | '‘') if run_end - at == 2 && !is_cut_year(cx, cx.tail(at)) => return Some(glued_end),
        Some(c) if is_hyphen(c) || c == '–' => {
            let name = before.strip_suffix(c).unwrap_or_default().trim_end_matches(is_invisible);
            if name.ends_with(char::is_alphanumeric) && !is_date_prefix(cx, name) && (c != '–' || ends_in_capital(name))
            {
                return Some(glued_end);
            }
        }
        _ => {}
    }
    let rest = cx.tail(at);
    let digits = run_length(rest, |c| c.is_ascii_digit());
    let after = rest.get(digits..).unwrap_or_default();
    // Times, ratios, scores and fractions: 10:30, 24/7.
    let date = after.starts_with('/') && (is_slashed_date(cx, rest) || split_year(rest) || is_fraction(cx, rest));
    if !date
        && after.starts_with([':', '/'])
        && after.get(1..).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Some(at + run_length(rest, |c| c.is_ascii_digit() || matches!(c, ':' | '/')));
    }
    telephone(cx, before, rest).or_else(|| coordinate(rest)).or_else(|| code(cx, before, rest)).map(|end| at + end)
}

/// "the '90s", "of '87".
fn is_cut_year(cx: &Cx<'_>, rest: &str) -> bool {
    decade(cx, rest).is_some() || apostrophe_year(cx, rest).is_some()
}

/// "5° N", "12°30′": the length of a degree on the globe.
fn coordinate(rest: &str) -> Option<usize> {
    let degrees = run_length(rest, |c| c.is_ascii_digit() || c == '.' || c == ',');
    let after = rest.get(degrees..)?.trim_start_matches(' ').strip_prefix(['°', 'º'])?;
    let minutes =
        run_length(after, |c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'' | '’' | '′' | '"' | '″' | '”'));
    let side = after.get(minutes..)?;
    let minute = after.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit());
    let sided =
        side.strip_prefix(['N', 'S', 'E', 'W', 'O']).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let sign = after.get(..minutes)?.contains(['\'', '’', '′']);
    (sided || minute && sign).then(|| rest.len() - side.len())
}

/// "3/4 of", "3/4%", "3/4 mile": a fraction and no ratio.
fn is_fraction(cx: &Cx<'_>, rest: &str) -> bool {
    vulgar(rest).is_some_and(|(after, ..)| {
        let of = [" of ", " de ", " del "].iter().any(|of| after.starts_with(of));
        of || super::fraction::is_of_one(cx, cx.at(rest), after) || super::unit::behind(cx, after, 0).is_some()
    })
}

/// "2024/25", "2023/2024": a year that begins in one and ends in the next.
fn split_year(rest: &str) -> bool {
    let mut parts = rest.splitn(2, '/');
    let (Some(first), Some(tail)) = (parts.next(), parts.next()) else { return false };
    let second = &tail[..run_length(tail, |c| c.is_ascii_digit())];
    let closed = !tail[second.len()..].starts_with(['/', '-']);
    let (Ok(from), Ok(to)) = (first.parse::<u16>(), second.parse::<u16>()) else { return false };
    let next = match second.len() {
        2 => (from + 1) % 100 == to,
        4 => from + 1 == to,
        _ => false,
    };
    first.len() == 4 && (1800..2200).contains(&from) && next && closed
}

/// The end of the web or mail address that holds the byte `at`, if one does.
pub(crate) fn address_end(cx: &Cx<'_>, at: usize) -> Option<usize> {
    let start = cx.before(at).rfind(' ').map_or(0, |space| space + 1);
    let end = cx.tail(at).find(' ').map_or(cx.text.len(), |space| at + space);
    let token = Span::new(start, end).of(cx.text);
    let domain = |token: &str| {
        token.split_once('/').is_some_and(|(host, _)| {
            host.contains('.')
                && !host.ends_with('.')
                && host.chars().any(char::is_alphabetic)
                && host
                    .split('.')
                    .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        })
    };
    let address = token.contains("://")
        || token.contains("www.")
        || (token.contains('@') && token.contains('.'))
        || domain(token);
    address.then_some(end)
}

/// "mid-2023": a word that becomes part of a date.
fn is_date_prefix(cx: &Cx<'_>, name: &str) -> bool {
    let words = cx.lex.modifiers.get(cx.lang());
    words.at_end_where(name, |said| said.of == ModifierOf::DateInside).is_some()
}

/// "c.400", "aprox.300": an abbreviation that bounds the number.
fn is_bound(cx: &Cx<'_>, before: &str) -> bool {
    let words = cx.lex.modifiers.get(cx.lang());
    words.at_end_where(before, |said| said.modifier.is_some() && said.of != ModifierOf::DateInside).is_some()
}

fn ends_in_capital(name: &str) -> bool {
    name.ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

pub(super) fn run_length(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|c| !fits(c)).unwrap_or(text.len())
}
