//! Numbers of nothing that are no counts: parts of names, references, house numbers, marks of paragraphs and notes.

use super::Cx;
use super::modifier::counts;
use super::proper::{named, opens, plural_ahead, tags};
use super::refuse::run_length;
use crate::figure::Lang;
use crate::lexicon::{Label, Tags, is_hyphen};
use crate::span::Span;
use rust_decimal::Decimal;

/// Nobody writes a longer number without marks between its groups.
const LONGEST_PLAIN: usize = 6;

/// A block that is only the number of a page holds no more bytes, dashes around it included.
const LONGEST_PAGE: usize = 40;

/// No list of numbers that tell things apart is longer.
const LONGEST_LIST: usize = 12;

/// Whether the number at `span`, which is of nothing, is no count. `year` tells whether it looks like a year.
pub(super) fn is_no_count(cx: &Cx<'_>, span: Span, year: bool) -> bool {
    let (before, after) = (cx.before(span.start), cx.tail(span.end));
    glued(cx, after)
        || hangs_on(before) && span.of(cx.text).starts_with(char::is_alphabetic)
        || numbered(cx, span)
        || labelled(cx, before, year) && !(before.ends_with(", ") && plural_ahead(cx, after))
        || is_base(cx, span)
        || is_hotline(cx, span)
        || is_age_apart(cx, span)
        || numbers_of_things(cx, span)
        || stands_before_a_label(cx, before, after, year)
        || is_lettered(span.of(cx.text), after)
        || !year && (code(cx, span) || named(cx, span) || opens(cx, span))
        || version(cx, span)
        || house(cx, span.start, after)
        || postal(before, span.of(cx.text))
}

/// "the city's 911 system", "988 callers": a short number that is dialled, before what is done by it.
fn is_hotline(cx: &Cx<'_>, span: Span) -> bool {
    let labels = cx.lex.labels.get(cx.lang());
    let words = span.of(cx.text);
    let dialled =
        |form: &str, fits: Label| labels.at_start_where(form, |label| *label == fits).map(|(length, _)| length);
    dialled(words, Label::Dialled) == Some(words.len())
        && cx.tail(span.end).strip_prefix([' ', '-']).is_some_and(|next| dialled(next, Label::Hotline).is_some())
}

/// "Reactors 3 and 4 supply", "Phases 1, 2 and 3": small numbers behind a plural that they tell apart.
fn numbers_of_things(cx: &Cx<'_>, span: Span) -> bool {
    let small = |text: &str| {
        let digits = run_length(text, |c| c.is_ascii_digit());
        let ends = !text.get(digits..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        (1..=2).contains(&digits) && ends && !text.starts_with('0')
    };
    let joints = [" and ", " y ", " e ", ", and ", ", ", " & "];
    if !small(cx.tail(span.start)) || span.len() > 2 {
        return false;
    }
    let (mut first, mut last, mut several) = (span.start, span.end, false);
    for _ in 0..LONGEST_LIST {
        let Some(before) = joints.iter().find_map(|joint| cx.before(first).strip_suffix(joint)) else { break };
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if start == before.len() || !small(cx.tail(start)) {
            break;
        }
        (first, several) = (start, true);
    }
    for _ in 0..LONGEST_LIST {
        let body = joints.iter().find_map(|joint| cx.tail(last).strip_prefix(joint)).filter(|body| small(body));
        let Some(body) = body else { break };
        let end = cx.at(body) + run_length(body, |c| c.is_ascii_digit());
        (last, several) = (end, true);
    }
    let after = cx.tail(last);
    let noun = cx.before(first).strip_suffix(' ').and_then(|before| before.rsplit(' ').next()).unwrap_or_default();
    let known = tags(cx, noun);
    let lower = noun.to_lowercase();
    let plural = !noun.is_empty()
        && noun.chars().all(char::is_alphabetic)
        && cx.lex.words.is_plural(cx.lang(), &lower)
        && (known.any(Tags::NOUNISH) || !known.any(Tags::VERB));
    let sign = after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '-' | '–' | '/'))
        || after.strip_prefix(['.', ',']).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
    let next = after.strip_prefix(' ').map(crate::lexicon::first_word).unwrap_or_default();
    let acts = tags(cx, next).any(Tags::VERB.with(Tags::AUX)) || after.is_empty() || after.starts_with(['.', ';', ')']);
    several && plural && !sign && acts && !plural_ahead(cx, after)
}

/// "The driver, 33, and two passengers": an age set between commas.
fn is_age_apart(cx: &Cx<'_>, span: Span) -> bool {
    let words = span.of(cx.text);
    let age =
        words.len() == 2 && words.bytes().all(|byte| byte.is_ascii_digit()) && cx.tail(span.end).starts_with(", ");
    let Some(before) = cx.before(span.start).strip_suffix(", ").filter(|_| age) else { return false };
    let noun = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let lower = noun.to_lowercase();
    let several = cx.lex.words.is_plural(cx.lang(), &lower)
        || tags(cx, noun).any(Tags::VERB.with(Tags::CONJ)) && !tags(cx, noun).any(Tags::NOUNISH);
    let listed = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            || rest.starts_with("and ") && rest.get(4..5).is_some_and(|c| c.starts_with(|c: char| c.is_ascii_digit()))
    };
    before.ends_with(char::is_alphabetic) && !several && !listed(cx.tail(span.end + 2))
}

/// "45 cases per 100,000 people", "por cada 1.000 nacimientos": what a rate is told of.
fn is_base(cx: &Cx<'_>, span: Span) -> bool {
    let labels = cx.lex.labels.get(cx.lang());
    let before = cx.before(span.start).trim_end();
    let Some((start, _)) = labels.at_end_where(before, |label| *label == Label::Per) else { return false };
    let per = before.get(start..) == Some("per");
    let words = span.of(cx.text);
    let round =
        words.starts_with('1') && words.contains("00") && !words.contains(|c: char| matches!(c, '1'..='9') && c != '1');
    per || round || words.starts_with("100 ")
}

/// Whether a length of time is none: an age ("16 years and older"), a time of day ("0800 hrs", "a las 15 horas"), the mark
/// of a note ("3 Calendar year").
pub(super) fn is_no_duration(cx: &Cx<'_>, span: Span, value: Decimal, unit: &str) -> bool {
    let (words, before, after) = (span.of(cx.text), cx.before(span.start).trim_end(), cx.tail(span.end));
    let labels = cx.lex.labels.get(cx.lang());
    let body = after.trim_start_matches(|c: char| c == ' ' || is_hyphen(c));
    let aged = labels.at_start_where(body, |label| matches!(label, Label::Older | Label::Aged));
    // "four decades and over $3 trillion"
    let aged = aged.is_some_and(|(length, _)| !body.get(length..).is_some_and(|rest| counts(cx, rest)));
    let digits = run_length(words, |c| c.is_ascii_digit());
    let at = || labels.at_end_where(before, |label| *label == Label::Hour).is_some();
    let clock = unit == "hour"
        && (digits == 4 && (words.starts_with('0') || at())
            || cx.lang() == Lang::Es
                && digits > 0
                && value < Decimal::from(24)
                && (at() || opening_hours(words, before)));
    let capital = words
        .get(digits..)
        .and_then(|unit| unit.strip_prefix(' '))
        .is_some_and(|unit| unit.starts_with(char::is_uppercase));
    // "entre las 14.00 y las 17.00 horas"
    let minutes = words.get(digits..).unwrap_or_default().trim_start_matches('.');
    let clock = clock
        || unit == "hour"
            && (1..=2).contains(&digits)
            && words.get(digits..).is_some_and(|rest| rest.starts_with('.'))
            && run_length(minutes, |c| c.is_ascii_digit()) == 2
            && value < Decimal::from(25);
    aged || clock || digits > 0 && capital && opens(cx, Span::new(span.start, span.start + digits))
}

/// "de 9 a 14 horas".
fn opening_hours(words: &str, before: &str) -> bool {
    let opens = |before: &str| [" de", " De", " entre", "De"].iter().any(|from| before.ends_with(from));
    let from = before.strip_suffix(" a").map(|from| from.trim_end_matches(|c: char| c.is_ascii_digit()));
    words.contains(" a ") && opens(before) || from.is_some_and(|from| opens(from.trim_end()))
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
    // "won 3–1": what no range makes of two numbers is a score.
    if after.strip_prefix(['-', '–']).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit())) {
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
    // Contents pages ("Summary ..... 12"), codes ("Ticket 2882015"), and footnote marks run together.
    let long = span.len() > LONGEST_PLAIN || words.starts_with('0') && span.len() > 2;
    // "US$ 000" is a unit.
    let zeros = span.len() > 1 && words.bytes().all(|byte| byte == b'0');
    if before.trim_end().ends_with("...") || is_page(cx.text) || zeros || long && !plural_ahead(cx, after) {
        return true;
    }
    let closed = after.starts_with(')') && short && (before.ends_with('(') || before.rfind('(') <= before.rfind(')'));
    let footnote = before.ends_with('[') && after.starts_with(']');
    let item = before.trim_start_matches(['(', '-', '•', '*', ' ']).is_empty()
        && span.len() <= 3
        && (after.starts_with(". ") || after.starts_with(".\u{a0}") || after == "." || after.is_empty() && short);
    closed || footnote || item
}

/// "176 of 493", "- 12 -", "Page 3 of 20": nothing but the number of a page.
fn is_page(block: &str) -> bool {
    if block.len() > LONGEST_PAGE {
        return false;
    }
    let block = block.trim_matches(|c: char| !c.is_alphanumeric());
    let of = block.len() < 20 && block.starts_with(|c: char| c.is_ascii_digit());
    of && [" of ", " de ", "/"].iter().filter_map(|of| block.split_once(of)).any(|(page, pages)| {
        page.len() <= pages.len() && page.bytes().chain(pages.bytes()).all(|byte| byte.is_ascii_digit())
    })
}

/// "ticket 4471", "Ref: 33821", "dial 911": what a thing is known or reached by.
fn code(cx: &Cx<'_>, span: Span) -> bool {
    let digits = span.of(cx.text).bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let before = cx.before(span.start).trim_end_matches([' ', ':', '(']);
    let told = |label: &Label| matches!(label, Label::Code | Label::Phone);
    digits && cx.lex.labels.get(cx.lang()).at_end_where(before, told).is_some() && !plural_ahead(cx, cx.tail(span.end))
}

/// "27 F", "Annex 3 B": a number and a letter.
fn is_lettered(words: &str, after: &str) -> bool {
    if words.len() > 3 || !words.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let mut letters = after.strip_prefix(' ').unwrap_or_default().chars();
    let one = letters.next().is_some_and(|c| c.is_uppercase() && !matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y'));
    // "4 J. Smith" holds an initial, "the 27 F." ends.
    let rest = letters.as_str();
    let initial = rest.strip_prefix('.').is_some_and(|rest| rest.trim_start().starts_with(char::is_uppercase));
    one && !initial && !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '&' | '/' | '-' | '\'' | '’'))
}

/// "Title 42", "Sections 301 and 302".
pub(super) fn labelled(cx: &Cx<'_>, before: &str, year: bool) -> bool {
    let labels = cx.lex.labels.get(cx.lang());
    let is_label = |before: &str| {
        let named = |label: &Label| matches!(label, Label::Before | Label::Avenue) && !year;
        labels.at_end_where(before, |label| *label == Label::Reference || named(label)).is_some()
    };
    let mut before = before.trim_end_matches([' ', '(']);
    // "S. 812" is a bill, "the U.S. 812" none.
    if is_label(before) && !before.ends_with(".S.") {
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
fn stands_before_a_label(cx: &Cx<'_>, before: &str, after: &str, year: bool) -> bool {
    let body = after.trim_start_matches(|c: char| c == ' ' || is_hyphen(c));
    // "patients 65 and over"
    let people = before.trim_end().rsplit(' ').next().is_some_and(|noun| tags(cx, noun).any(Tags::WHO.with(Tags::DET)));
    let fits = |label: &Label| {
        matches!(label, Label::Clock | Label::After)
            || !year && (matches!(label, Label::Older | Label::Called) || *label == Label::Aged && people)
    };
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
    let whole = name.ends_with(char::is_alphanumeric);
    decimal && whole && name.len() < before.len() && name.starts_with(char::is_uppercase)
}

/// "1600 Pennsylvania Avenue": capitalised words, then a kind of street.
fn house(cx: &Cx<'_>, at: usize, after: &str) -> bool {
    let labels = cx.lex.labels.get(cx.lang());
    let mut rest = after;
    // "12 Rue Royale", "12 Av. Juárez": the kind of street, then its name.
    let first = after.strip_prefix(' ').unwrap_or_default();
    if let Some((length, _)) = labels.at_start_where(first, |label| *label == Label::Avenue) {
        return first
            .get(length..)
            .is_some_and(|name| name.trim_start_matches(['.', ' ']).starts_with(char::is_uppercase));
    }
    // "at 400 West Main"
    if cx.before(at).ends_with("at ") && first.starts_with(char::is_uppercase) && !plural_ahead(cx, after) {
        return true;
    }
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
