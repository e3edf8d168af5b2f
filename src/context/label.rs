//! Numbers that count nothing: years set against, numbers in names, numbers of headings.
//!
//! "above 2021", "the 988 Suicide and Crisis Lifeline", "the IMLS 250", "2 U.S. Government".

use super::token::Token;
use super::{Scene, Sentence};
use crate::lexicon::Tags;

/// Whether the number at this token is a name or a label, or a part of one.
pub(super) fn is_label(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> bool {
    names_itself(sentence, token)
        || begins_name(scene, sentence, token)
        || numbers_heading(scene, sentence, token)
        || is_age(sentence, token)
}

/// "individuals younger than 65", "patients under 19": years of age.
fn is_age(sentence: &Sentence<'_>, token: usize) -> bool {
    let tokens = &sentence.tokens;
    let young = tokens[token].text.len() <= 2 && tokens[token].text.bytes().all(|b| b.is_ascii_digit());
    let mut before = token;
    while before > 0
        && (tokens[before - 1].beside
            || matches!(tokens[before - 1].text, "younger" | "older" | "than" | "under" | "over"))
    {
        before -= 1;
    }
    let who = before > 0
        && before < token
        && tokens[before - 1].is(Tags::PEOPLE.with(Tags::PARTICIPANT).with(Tags::BENEFICIARY));
    let noun = tokens.get(token + 1).is_some_and(|t| {
        t.is_word()
            && !t.is(Tags::PREP
                .with(Tags::CONJ)
                .with(Tags::AUX)
                .with(Tags::REL)
                .with(Tags::ING)
                .with(Tags::SUB)
                .with(Tags::VERB))
            && t.text != "as"
    });
    let bound = tokens[before..token]
        .iter()
        .any(|t| ["under", "over", "younger", "older"].iter().any(|word| t.text.contains(word)));
    young && who && bound && !noun
}

/// "above 2021", "2005 levels" tell a year, "Ninety One", "ICPD+30" a name: no count.
fn names_itself(sentence: &Sentence<'_>, token: usize) -> bool {
    let text = sentence.tokens[token].text;
    let next = sentence.tokens.get(token + 1);
    let year = text.len() == 4 && text.parse().is_ok_and(|year: u16| (1900..2100).contains(&year));
    let level = next.is_none_or(|t| !t.is_word() || t.is(Tags::PREP.with(Tags::CONJ)))
        || sentence
            .tokens
            .iter()
            .skip(token + 1)
            .take(3)
            .take_while(|t| t.is_word())
            .any(|t| matches!(t.text, "level" | "levels"));
    let opens = token == 0 || sentence.tokens[token - 1].is_strong();
    let name = !opens && text.split(['-', ' ']).all(|w| w.starts_with(char::is_uppercase));
    let glued = token > 0
        && sentence.tokens[token - 1].mark('+')
        && sentence.tokens[token - 1].span.end == sentence.tokens[token].span.start;
    // "Temasek, and Three Cairns Group", "the Four Corners region", but not in a title.
    let words = || sentence.tokens.iter().filter(|t| t.is_word() && t.text.len() > 3);
    let title = words().filter(|t| t.capital).count() * 5 > words().count() * 3;
    let alone = next.is_none_or(|t| !t.is_word() || t.is(Tags::AUX) || t.capital && !title);
    // "the IMLS 250", "the Association (IDA) 21 replenishment"
    let numbered = text.len() <= 3
        && text.bytes().all(|b| b.is_ascii_digit())
        && next.is_some_and(|t| !t.is_acronym())
        && name_before(sentence, token).is_some();
    // "the 988 Suicide and Crisis Lifeline", "a “123” agreement"
    let before = token.checked_sub(1).map(|i| &sentence.tokens[i]);
    let quoted = before.is_some_and(|t| t.mark('"')) && next.is_some_and(|t| t.mark('"'));
    (year && level) || (name && alone) || glued || numbered || quoted
}

/// "the 988 Suicide and Crisis Lifeline": a number in the name of one thing.
fn begins_name(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> bool {
    let tokens = &sentence.tokens;
    let number = tokens[token].text;
    let plain = number.len() < 9 && number.bytes().all(|b| b.is_ascii_digit() || b == b',') && number != "1";
    let long = number.len() > 3;
    if !plain || token == 0 || !matches!(tokens[token - 1].text, "the" | "The") {
        return false;
    }
    // "the 100,000 Strong in the Americas Innovation Fund"
    let small = |t: &Token<'_>| t.is(Tags::CONJ) || long && matches!(t.text, "in" | "the" | "of" | "for");
    let inside = |t: &&Token<'_>| t.is_word() && (t.capital || small(t));
    let name: Vec<_> = tokens[token + 1..].iter().take_while(inside).collect();
    let begins = !long || name.first().is_some_and(|t| t.capital) && name.last().is_some_and(|t| t.is(Tags::VEHICLE));
    if !begins {
        return false;
    }
    let end = tokens.get(token + 1 + name.len());
    name.iter().rfind(|t| t.capital).is_some_and(|last| {
        !scene.lexicon.words.is_plural(scene.lang, &last.text.to_lowercase())
            && end.is_none_or(|t| !t.is_word() || t.is(Tags::PREP.with(Tags::CONJ).with(Tags::AUX)))
    })
}

/// The acronym right before the figure, which may stand in brackets.
fn name_before<'a>(sentence: &'a Sentence<'_>, token: usize) -> Option<&'a Token<'a>> {
    let last = token.checked_sub(1)?;
    let at = if sentence.tokens[last].mark(')') { last.checked_sub(1)? } else { last };
    let name = &sentence.tokens[at];
    (name.text.len() > 2 && name.text.bytes().all(|b| b.is_ascii_uppercase())).then_some(name)
}

/// "2 U.S. Government", "1 Non-Tax Payments": a number that opens a block before a name which does not agree with it.
fn numbers_heading(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> bool {
    let number = &sentence.tokens[token];
    let plain = number.text.len() <= 2 && number.text.bytes().all(|b| b.is_ascii_digit());
    if number.span.start > 0 || !plain {
        return false;
    }
    let name = sentence.tokens[token + 1..].iter().take_while(|t| t.is_word() && (t.capital || t.is(Tags::CONJ)));
    let Some(last) = name.filter(|t| t.capital).last() else { return false };
    let plural = scene.lexicon.words.is_plural(scene.lang, &last.text.to_lowercase()) || last.is(Tags::VERB);
    let closed = sentence.tokens.iter().find(|t| t.span.start >= last.span.end).is_none_or(|t| !t.is_word());
    if number.text == "1" { plural } else { !plural && closed }
}
