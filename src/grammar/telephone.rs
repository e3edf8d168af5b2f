//! Telephone numbers: digits in groups that no amount is written in.

use super::Cx;
use super::refuse::run_length;
use crate::lexicon::{Label, is_hyphen};

/// No telephone number has more groups.
const MOST_GROUPS: usize = 8;

/// Fewer digits than a telephone number has.
const SHORTEST: usize = 7;

/// The length of the telephone number that begins `rest`, after `before`: "(202) 456-1414", "1-800-555-0199",
/// "+504 2238-5114", "0412 555 019", "Phone 555 0142".
pub(super) fn telephone(cx: &Cx<'_>, before: &str, rest: &str) -> Option<usize> {
    let dash = |c: char| is_hyphen(c) || c == '–';
    let run = run_length(rest, |c| c.is_ascii_digit() || dash(c));
    let words = rest.get(..run)?.trim_end_matches(dash);
    let lengths = || words.split(dash).map(str::len);
    let shape = [lengths().next(), lengths().nth(1), lengths().nth(2), lengths().nth(3)];
    let date =
        matches!(shape, [Some(4), Some(1..=2), Some(1..=2), None] | [Some(1..=2), Some(1..=2), Some(2 | 4), None]);
    if shape[2].is_some() && !date {
        return Some(words.len());
    }
    let number = groups(rest);
    let plus = before.ends_with('+');
    let called = cx
        .lex
        .labels
        .get(cx.lang())
        .at_end_where(before.trim_end_matches([' ', ':', '.', '(']), |label| *label == Label::Phone);
    if plus && number.count > 1 && number.length > SHORTEST || called.is_some() && number.count > 1 {
        return Some(number.length);
    }
    // "020 7946 0958", but not "01 02 2020".
    let trunk = rest.starts_with('0') && (2..=5).contains(&number.first) && number.count > 1;
    if trunk && number.shortest >= 3 && (8..=12).contains(&number.digits) {
        return Some(number.length);
    }
    // "1800 555 010": no thousands stand in groups behind four digits.
    if number.count > 2 && number.first == 4 && number.shortest == 3 && number.digits <= 12 {
        return Some(number.length);
    }
    // "800 911 2000": nor do groups of three end in one of four.
    let ends = number.count == 3 && number.first == 3 && number.shortest == 3 && number.longest == 4;
    if ends && number.digits == 10 {
        return Some(number.length);
    }
    area(rest).or_else(|| {
        // What is left of "(202) 456-1414" or "+504 2238-5114" where its code was passed over.
        let code = before.strip_suffix(' ').unwrap_or(before);
        let digits = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
        let bracket = code.strip_suffix(')').is_some_and(digits);
        let plus = code.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with('+');
        let short = matches!(shape, [Some(3 | 4), Some(4), None, None]);
        (short && (bracket || plus)).then_some(words.len())
    })
}

/// "06) 555 4966": the code of an area in brackets, then groups of three and four digits.
fn area(rest: &str) -> Option<usize> {
    let code = run_length(rest, |c| c.is_ascii_digit());
    let tail = rest.get(code..)?.strip_prefix(')')?;
    let body = tail.strip_prefix([' ', '-']).unwrap_or(tail);
    let number = groups(body);
    let long = number.count > 1 && number.shortest >= 3 && number.longest <= 4 && code + number.digits >= SHORTEST;
    ((code <= 3 || rest.starts_with('0')) && long).then(|| rest.len() - body.len() + number.length)
}

/// Digits in groups: how many digits and groups, how long the first, the shortest but the first, and the longest are.
#[derive(Debug, Clone, Copy, Default)]
struct Groups {
    length: usize,
    digits: usize,
    count: usize,
    first: usize,
    shortest: usize,
    longest: usize,
}

/// The groups of digits at the beginning of `rest`, each a space, hyphen or full stop from the next.
fn groups(rest: &str) -> Groups {
    let mut made = Groups { shortest: usize::MAX, ..Groups::default() };
    let mut at = 0;
    loop {
        let tail = rest.get(at..).unwrap_or_default();
        let digits = run_length(tail, |c| c.is_ascii_digit());
        if digits == 0 || made.count == MOST_GROUPS {
            return made;
        }
        made.first = if made.count == 0 { digits } else { made.first };
        made.shortest = if made.count == 0 { made.shortest } else { made.shortest.min(digits) };
        made.longest = made.longest.max(digits);
        made.count += 1;
        made.digits += digits;
        made.length = at + digits;
        let next = tail.get(digits..).unwrap_or_default();
        let Some(mark) = next.chars().next().filter(|&c| c == ' ' || c == '.' || is_hyphen(c)) else { return made };
        at = made.length + mark.len_utf8();
    }
}
