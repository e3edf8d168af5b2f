//! Numbers in names ("the Galaxy 22", "Canal 40 Project") and at the head of headings, paragraphs and notes ("3.1 Results"):
//! told by the capitals beside them, and by the plural that a count would have.

use super::Cx;
use crate::lexicon::{LONGEST_WORD, Tags, is_hyphen, lower};
use crate::span::Span;

/// At most so many words of a noun phrase stand between a number and the plural that it counts.
const PHRASE: usize = 6;

/// At most so many words make a name.
const NAME: usize = 4;

/// Words of the closed classes, at which a noun phrase ends.
const CLOSED: Tags = Tags::PREP.with(Tags::REL).with(Tags::SUB).with(Tags::PRON).with(Tags::AUX).with(Tags::NEG);

/// Whether the number at `span` belongs to the name before it or around it.
pub(super) fn named(cx: &Cx<'_>, span: Span) -> bool {
    let (words, after) = (span.of(cx.text), cx.tail(span.end));
    let digits = span.len() <= 4 && words.bytes().all(|byte| byte.is_ascii_digit());
    let spelled = words.starts_with(char::is_uppercase) && words.chars().all(char::is_alphabetic);
    if spelled && names_a_body(cx, [" the ", "The "].iter().any(|the| cx.before(span.start).ends_with(the)), after) {
        return true;
    }
    let Some(before) = cx.before(span.start).strip_suffix(' ').filter(|_| digits || spelled) else { return false };
    let Some(run) = run(cx, before) else { return false };
    // "Canal 40 Project": the name goes on.
    let goes_on = after.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase));
    // "the Galaxy 22 was", not "in Ohio 12 died" nor the head of a list ("Staff 45").
    let inside = before.get(..run).unwrap_or_default().trim_end();
    let last = inside.rsplit(' ').next().unwrap_or_default();
    let article = tags(cx, last).any(Tags::DET) || cx.lex.numbers.get(cx.lang()).at_end(inside).is_some();
    let told = digits && inside.ends_with(char::is_alphabetic) && (article || last.starts_with(char::is_lowercase));
    let where_ = tags(cx, last).any(Tags::PREP) && tags(cx, next_word(after)).any(Tags::VERB.with(Tags::AUX));
    // "Voyager 2 passed"
    let acts = tags(cx, next_word(after)).any(Tags::PAST.with(Tags::THIRD).with(Tags::AUX));
    let opening = digits && inside.is_empty() && acts;
    (goes_on || opening || told && !where_) && !plural_ahead(cx, after)
}

/// Where the run of capitalised words at the end of `before` begins, if its last may be a name that a number follows.
fn run(cx: &Cx<'_>, before: &str) -> Option<usize> {
    let name = |word: &str| {
        word.len() > 1
            && word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '&' | '-'))
    };
    let last = before.rsplit(' ').next().filter(|word| name(word))?;
    let known = tags(cx, last);
    let verb = known.any(Tags::VERB) && !known.any(Tags::NOUNISH);
    let plural = lowered(last, |lower| cx.lex.words.is_plural(cx.lang(), lower)).unwrap_or(false);
    let lang = cx.lang();
    if verb
        || plural
        || known.any(CLOSED.with(Tags::DET).with(Tags::POSS).with(Tags::CONJ).with(Tags::ADV).with(Tags::WHO))
        || cx.lex.modifiers.get(lang).at_end(before).is_some()
        || cx.lex.calendar.get(lang).at_end(before).is_some()
        || cx.lex.numbers.get(lang).at_end(before).is_some()
        || cx.lex.currencies.get(lang).at_end(before).is_some()
    {
        return None;
    }
    let mut start = before.len();
    for _ in 0..NAME {
        let head = before.get(..start)?.trim_end();
        let word = head.rsplit(' ').next().filter(|word| name(word));
        let number = cx.lex.numbers.get(lang).at_end(head).is_some();
        let Some(word) = word.filter(|word| !number && !tags(cx, word).any(CLOSED.with(Tags::DET))) else { break };
        start = head.len() - word.len();
        // "Kenya 12": where, not what.
        if cx.lex.places.at(before.get(start..)?).is_some_and(|(_, length)| start + length == before.len()) {
            return None;
        }
    }
    Some(start)
}

/// "Three Rivers Council": a number in words that begins the name of one body.
fn names_a_body(cx: &Cx<'_>, the: bool, after: &str) -> bool {
    // "the Five Eyes", "the Four Corners"
    let next = after.strip_prefix(' ').map(word).unwrap_or_default();
    let behind = after.get(1 + next.len()..).unwrap_or_default();
    let small = !behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    if the && small && next.starts_with(char::is_uppercase) && !behind.starts_with(is_hyphen) {
        return true;
    }
    let mut rest = after;
    let mut body = false;
    for count in 0..=NAME {
        let word = rest.strip_prefix(' ').map(word).unwrap_or_default();
        if !word.starts_with(char::is_uppercase) {
            let ends = tags(cx, next_word(rest)).any(Tags::CONJ) || !plural_ahead(cx, rest);
            return body && count > 1 && ends;
        }
        let plural = lowered(word, |lower| cx.lex.words.is_plural(cx.lang(), lower)).unwrap_or(true);
        body = tags(cx, word).any(Tags::BODY) && !plural;
        rest = rest.get(1 + word.len()..).unwrap_or_default();
    }
    false
}

/// Whether the number at `span` opens a heading, a paragraph or a note: "3.1 Results", "2 Estimate of the bureau".
pub(super) fn opens(cx: &Cx<'_>, span: Span) -> bool {
    let (words, after) = (span.of(cx.text), cx.tail(span.end));
    let before = cx.before(span.start).trim_end_matches([' ', '*', '_', '"', '“', '”', '’', ')', ']']);
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':']) && !ends_in_abbreviation(cx, before);
    let Some(next) = after.strip_prefix(' ').filter(|next| begins && next.starts_with(char::is_uppercase)) else {
        return false;
    };
    let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if words.split_once('.').is_some_and(|(whole, part)| short(whole) && short(part)) {
        return true;
    }
    if span.len() > 3 || !words.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let first = word(next);
    let follows = next.get(first.len()..).is_some_and(|rest| rest.trim_start().starts_with(char::is_lowercase));
    let opening = lowered(first, |lower| cx.lex.stopwords.starts_sentence(cx.lang(), lower)).unwrap_or(false);
    opening && follows || !plural_ahead(cx, after)
}

/// "approx. 300": no sentence ends there.
fn ends_in_abbreviation(cx: &Cx<'_>, before: &str) -> bool {
    before.ends_with('.') && cx.lex.modifiers.get(cx.lang()).at_end(before).is_some()
}

/// Whether the words after a number hold a plural, before their noun phrase ends.
pub(super) fn plural_ahead(cx: &Cx<'_>, after: &str) -> bool {
    let mut rest = after;
    for count in 0..PHRASE {
        let Some(body) = rest.strip_prefix(' ') else { return false };
        let word = word(body);
        let known = tags(cx, word);
        let opening =
            count == 0 && lowered(word, |lower| cx.lex.stopwords.starts_sentence(cx.lang(), lower)).unwrap_or(false);
        let acts = known.any(Tags::PAST.with(Tags::THIRD).with(Tags::FUTURE));
        let verb = acts && !known.any(Tags::PART.with(Tags::NOUNISH).with(Tags::ADJECTIVE));
        // "two Boeing 737 and three helicopters"
        let joined = count == 0 && known.any(Tags::CONJ);
        if word.is_empty() || joined || (known.any(CLOSED) || verb) && !opening {
            return false;
        }
        let owner = word.ends_with("'s") || word.ends_with("’s");
        let last = word.rsplit(is_hyphen).next().unwrap_or(word);
        if !owner && lowered(last, |lower| cx.lex.words.is_plural(cx.lang(), lower)).unwrap_or(false) {
            return true;
        }
        rest = body.get(word.len()..).unwrap_or_default();
    }
    false
}

/// The word at the beginning of `text`, with its hyphens, apostrophes and the full stops inside it.
fn word(text: &str) -> &str {
    let end = text
        .find(|c: char| !(c.is_alphabetic() || is_hyphen(c) || matches!(c, '\'' | '’' | '.' | '&')))
        .unwrap_or(text.len());
    let word = text.get(..end).unwrap_or_default();
    // "U.S." keeps its own.
    if word.trim_end_matches('.').contains('.') { word } else { word.trim_end_matches(['.', '\'', '’']) }
}

fn next_word(after: &str) -> &str {
    after.strip_prefix(' ').map(word).unwrap_or_default()
}

/// What a word can be, whatever its case.
pub(super) fn tags(cx: &Cx<'_>, word: &str) -> Tags {
    lowered(word, |lower| cx.lex.words.tags(cx.lang(), lower)).unwrap_or_default()
}

/// What `look` finds for a word in lower case.
fn lowered<T>(word: &str, look: impl Fn(&str) -> T) -> Option<T> {
    let mut buffer = [0; LONGEST_WORD];
    lower(word, &mut buffer).map(look)
}
