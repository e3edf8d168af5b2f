//! Numbers that are no figures: parts of names, references, addresses, telephone numbers, times of day.

use super::Cx;
use super::date_digits::{decade, is_slashed_date};
use crate::lexicon::{Label, ModifierOf, is_hyphen};
use crate::span::Span;

/// Nobody writes a longer number without marks between its groups.
const LONGEST_PLAIN: usize = 6;

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
        Some('.' | ',') if before.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit() || c.is_alphabetic()) => {
            return Some(glued_end);
        }
        Some('\'' | '’' | '′') if before.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit()) => {
            return Some(glued_end);
        }
        Some('\'' | '’' | '‘') if run_end - at == 2 && decade(cx, cx.tail(at)).is_none() => return Some(glued_end),
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
    let date = after.starts_with('/') && (is_slashed_date(cx, rest) || split_year(rest));
    if !date
        && after.starts_with([':', '/'])
        && after.get(1..).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Some(at + run_length(rest, |c| c.is_ascii_digit() || matches!(c, ':' | '/')));
    }
    if let Some(end) = telephone(before, rest) {
        return Some(at + end);
    }
    None
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

/// Whether the number at `span`, which is of nothing, is no count. `year` tells whether it looks like a year.
pub(super) fn is_no_count(cx: &Cx<'_>, span: Span, year: bool) -> bool {
    let (before, after) = (cx.before(span.start), cx.tail(span.end));
    glued(cx, after)
        || hangs_on(before) && span.of(cx.text).starts_with(char::is_alphabetic)
        || numbered(cx, span)
        || labelled(cx, before, year)
        || stands_before_a_label(cx, after)
        || version(cx, span)
        || house(cx, after)
        || postal(before, span.of(cx.text))
}

/// "5G", "501(c)", "2-B", "twenty-first".
fn glued(cx: &Cx<'_>, after: &str) -> bool {
    if after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '@' | '=' | '\\')) {
        return true;
    }
    // "6’6”": feet and inches.
    if after.strip_prefix(['’', '\'', '′']).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit())) {
        return true;
    }
    let mut chars = after.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some('('), Some(letter), Some(')')) => letter.is_alphanumeric(),
        (Some(hyphen), Some(first), second) if is_hyphen(hyphen) => {
            let word = after.get(hyphen.len_utf8()..).unwrap_or_default();
            let refused = cx.lex.labels.get(cx.lang()).at_start_where(word, |label| *label == Label::After).is_some();
            refused
                || word.starts_with("to-")
                || first == ' ' && hangs(word)
                || first.is_uppercase() && !second.is_some_and(char::is_lowercase)
                || first.is_ascii_digit()
                || !second.is_some_and(char::is_alphanumeric)
        }
        _ => false,
    }
}

/// "3- and 4-year-olds": the word that both numbers belong to is still to come.
fn hangs(rest: &str) -> bool {
    [" and ", " or ", " to ", " y ", " o ", " a "].iter().any(|joint| rest.starts_with(joint))
}

/// "number-three": a number behind a word and its hyphen is no amount.
fn hangs_on(before: &str) -> bool {
    let word = before.trim_end_matches(is_hyphen);
    word.len() < before.len() && word.ends_with(char::is_alphabetic)
}

/// "(1)", "1)", "[1]", "1." at the beginning of a block.
fn numbered(cx: &Cx<'_>, span: Span) -> bool {
    let (before, after) = (cx.before(span.start), cx.tail(span.end));
    let short = span.len() <= 2;
    let words = span.of(cx.text);
    let digits = words.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return false;
    }
    // Contents pages ("Summary ..... 12"), and footnote marks run together.
    if before.trim_end().ends_with("...") || span.len() > LONGEST_PLAIN {
        return true;
    }
    let closed = after.starts_with(')') && short && (before.ends_with('(') || before.rfind('(') <= before.rfind(')'));
    let footnote = before.ends_with('[') && after.starts_with(']');
    let item = before.trim_start_matches(['(', '-', '•', '*', ' ']).is_empty()
        && span.len() <= 3
        && (after.starts_with(". ") || after.starts_with(".\u{a0}") || after == "." || after.is_empty() && short);
    closed || footnote || item
}

/// "Title 42", "Sections 301 and 302".
fn labelled(cx: &Cx<'_>, before: &str, year: bool) -> bool {
    let labels = cx.lex.labels.get(cx.lang());
    let is_label = |before: &str| {
        labels.at_end_where(before, |label| *label == Label::Reference || (*label == Label::Before && !year)).is_some()
    };
    let mut before = before.trim_end_matches([' ', '(']);
    if is_label(before) {
        return true;
    }
    // A list of numbers after one label.
    for _ in 0..4 {
        let Some(list) = [" and", " or", " to", " through", " &", " y", " o", " a", ","]
            .iter()
            .find_map(|joint| before.strip_suffix(joint))
        else {
            return false;
        };
        let list = list.trim_end_matches(',');
        let number = list.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '(' | ')' | '.' | '-'));
        let element = list.get(number.len()..).unwrap_or_default();
        if element.len() > 8 || !element.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        before = number.trim_end();
        if is_label(before) {
            return true;
        }
    }
    false
}

/// "5 p.m.", "two-way", "three times".
fn stands_before_a_label(cx: &Cx<'_>, after: &str) -> bool {
    let body = after.trim_start_matches(|c: char| c == ' ' || is_hyphen(c));
    let fits = |label: &Label| matches!(label, Label::Clock | Label::After);
    body.len() < after.len() && cx.lex.labels.get(cx.lang()).at_start_where(body, fits).is_some()
}

/// "Framework 2.0": a decimal number after a name.
fn version(cx: &Cx<'_>, span: Span) -> bool {
    let words = span.of(cx.text);
    let decimal = words.split_once('.').is_some_and(|(whole, part)| {
        whole.len() <= 2 && part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    let before = cx.before(span.start).trim_end();
    let name = before.rsplit(' ').next().unwrap_or_default();
    decimal && !name.is_empty() && name.len() < before.len() && name.starts_with(char::is_uppercase)
}

/// "1600 Pennsylvania Avenue": capitalised words, then a kind of street.
fn house(cx: &Cx<'_>, after: &str) -> bool {
    let labels = cx.lex.labels.get(cx.lang());
    let mut rest = after;
    for count in 0..4 {
        let Some(body) = rest.strip_prefix(' ') else { return false };
        if count > 0 && labels.at_start_where(body, |label| *label == Label::Street).is_some() {
            return true;
        }
        if !body.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            return false;
        }
        rest = body.find(' ').and_then(|space| body.get(space..)).unwrap_or_default();
    }
    false
}

/// "DC 20500": five digits after two capitals.
fn postal(before: &str, words: &str) -> bool {
    let state = before.strip_suffix(' ').unwrap_or_default();
    let capitals = state.bytes().rev().take_while(u8::is_ascii_uppercase).count();
    words.len() == 5
        && words.bytes().all(|byte| byte.is_ascii_digit())
        && capitals == 2
        && !state.get(..state.len() - 2).unwrap_or_default().ends_with(char::is_alphanumeric)
}

/// The length of a telephone number: three groups or more, "(202) 456-1414", "1-800-555-0199", "+504 2238-5114".
fn telephone(before: &str, rest: &str) -> Option<usize> {
    let dash = |c: char| is_hyphen(c) || c == '–';
    let run = run_length(rest, |c| c.is_ascii_digit() || dash(c));
    let words = rest.get(..run)?.trim_end_matches(dash);
    let groups: Vec<usize> = words.split(dash).map(str::len).collect();
    let iso = matches!(groups.as_slice(), [4, 1..=2, 1..=2]) || matches!(groups.as_slice(), [1..=2, 1..=2, 2 | 4]);
    if groups.len() >= 3 && !iso {
        return Some(words.len());
    }
    // "+265 1 772 455"
    let country = before.trim_end_matches(' ').trim_end_matches(|c: char| c.is_ascii_digit());
    if country.len() < before.trim_end_matches(' ').len() && country.ends_with('+') {
        let run = run_length(rest, |c| c.is_ascii_digit() || c == ' ' || dash(c));
        return Some(rest.get(..run)?.trim_end_matches(' ').len()).filter(|&end| end > 6);
    }
    let digits = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).len() < text.len();
    let code = before.strip_suffix(' ').unwrap_or(before);
    let bracket = code.strip_suffix(')').filter(|inner| digits(inner));
    let plus = code.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with('+');
    if matches!(groups.as_slice(), [3 | 4, 4]) && (bracket.is_some() || plus) {
        return Some(words.len());
    }
    let area = rest.strip_prefix(|c: char| c.is_ascii_digit()).is_some()
        && rest.get(3..).is_some_and(|next| next.starts_with(") "));
    if area {
        let number = rest.get(5..)?;
        let run = run_length(number, |c| c.is_ascii_digit() || is_hyphen(c));
        let groups: Vec<usize> = number.get(..run)?.split(is_hyphen).map(str::len).collect();
        return (groups.as_slice() == [3, 4]).then_some(5 + run);
    }
    None
}

/// "mid-2023": a word that becomes part of a date.
fn is_date_prefix(cx: &Cx<'_>, name: &str) -> bool {
    let words = cx.lex.modifiers.get(cx.lang());
    words.at_end_where(name, |said| said.of == ModifierOf::DateInside).is_some()
}

fn ends_in_capital(name: &str) -> bool {
    name.ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

fn run_length(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|c| !fits(c)).unwrap_or(text.len())
}
