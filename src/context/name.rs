//! Names of who acts: where they begin and end, how several are joined, and their short forms.

use super::token::Token;
use super::{Scene, Sentence, Slot};
use crate::lexicon::Tags;
use crate::span::Span;

/// "U.S. households", "Federal agencies": an adjective or a place that only describes the noun behind it.
pub(super) fn described(scene: &Scene<'_>, sentence: &Sentence<'_>, first: usize, end: usize) -> Option<Slot> {
    let tokens = &sentence.tokens;
    let stop = (first..end).find(|&i| !tokens[i].capital || !tokens[i].is_word())?;
    let start = tokens[first].span.start;
    let place = || {
        let (_, len) = scene.lexicon.places.at(scene.text.get(start..)?)?;
        (!tokens[stop - 1].possessive).then_some(start + len == tokens[stop - 1].span.end)
    };
    let adjective = tokens[first..stop].iter().all(|t| t.is(Tags::ADJECTIVE.with(Tags::PEOPLE)) && !t.is_acronym());
    if !adjective && place() != Some(true) {
        return None;
    }
    let closed = Tags::PREP.with(Tags::CONJ).with(Tags::REL).with(Tags::ADV);
    let noun = |i: &usize| {
        let token = &tokens[*i];
        token.is_word() && !token.capital && !token.is(closed) && !sentence.in_group(*i)
    };
    let last = (stop..end)
        .take_while(noun)
        .last()
        .filter(|&i| tokens[i].is(Tags::BODY.with(Tags::PEOPLE).with(Tags::EMPLOYEE)))?;
    let span = tokens[first].span.join(tokens[last].span);
    Some(Slot { text: span.of(scene.text).to_owned(), span })
}

pub(super) fn is_name(token: &Token<'_>) -> bool {
    // "We’re", "It’s"
    let contracted = token.text.contains(['’', '\'']) && token.text.len() < 9 && !token.is_acronym();
    token.is_word()
        && !contracted
        && token.capital
        && (!token.is(Tags::DET
            .with(Tags::PREP)
            .with(Tags::POSS)
            .with(Tags::PRON)
            .with(Tags::SUB)
            .with(Tags::ADV)
            .with(Tags::NEG)
            .with(Tags::CONJ))
            || token.is_acronym())
}

/// "USAID-supported", "UN-led": the name in a word that says who stands behind a thing.
pub(super) fn behind(token: &Token<'_>) -> Option<Span> {
    let (name, how) = token.text.split_once(['-', '‑'])?;
    let backs = ["supported", "funded", "backed", "led", "financed", "sponsored", "assisted", "run"].contains(&how);
    let named = name.starts_with(char::is_uppercase);
    (backs && named).then(|| Span::new(token.span.start, token.span.start + name.len()))
}

/// The name with which a phrase begins, in its short form: "the U.S. Agency for Development (USAID)" → "USAID".
pub(super) fn name(scene: &Scene<'_>, sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Slot> {
    let tokens = &sentence.tokens;
    if !tokens.get(start).is_some_and(is_name) {
        return None;
    }
    if let Some(span) = behind(&tokens[start]) {
        return Some(Slot { text: span.of(scene.text).to_owned(), span });
    }
    let (parts, short) = parts(tokens, start, end);
    let (first, last) = (*parts.first()?, *parts.last()?);
    let span = first.join(last);
    let text = if short {
        let mut text = String::new();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                text.push_str(if index + 1 == parts.len() { " and " } else { ", " });
            }
            text.push_str(part.of(scene.text));
        }
        text
    } else {
        span.of(scene.text).to_owned()
    };
    Some(Slot { text, span })
}

/// The names joined at the start of a phrase, each in its short form where one stands in brackets, and whether any is.
pub(super) fn parts(tokens: &[Token<'_>], start: usize, end: usize) -> (Vec<Span>, bool) {
    let mut parts: Vec<Span> = Vec::new();
    let mut short = false;
    let (mut current, mut long): (Option<Span>, Option<Span>) = (None, None);
    let mut at = start;
    let limit = end.min(start + 40);
    while at < limit {
        let token = &tokens[at];
        // "Mexican Nationwide Water Council"
        // "Engage Every Student Initiative"
        let inner = current.is_some()
            && token.capital
            && token.is(Tags::ADV.with(Tags::DET).with(Tags::REL))
            && !token.is(Tags::PREP)
            && (token.is(Tags::ADV) || tokens.get(at + 1).is_some_and(is_name));
        if is_name(token)
            || inner
            || (current.is_some() && token.figure().is_some() && tokens.get(at + 1).is_some_and(is_name))
        {
            // "Large Business (LB) Division": the name goes on behind its short form.
            let goes_on = long.take().filter(|_| at > 0 && tokens[at - 1].mark(')'));
            short &= goes_on.is_none();
            current = Some(goes_on.or(current).map_or(token.span, |c| c.join(token.span)));
            // "President Biden's Infrastructure Law": a name owned by a name acts itself.
            if token.possessive {
                // "Service’s (HHS) Administration for Children"
                let short_form = tokens.get(at + 1).is_some_and(|t| t.mark('('))
                    && tokens.get(at + 3).is_some_and(|t| t.mark(')'))
                    && tokens.get(at + 4).is_some_and(is_name)
                    && at + 4 < end;
                if short_form {
                    parts.clear();
                    current = None;
                    at += 4;
                    continue;
                }
                if !tokens.get(at + 1).is_some_and(|t| is_name(t) && at + 1 < end) {
                    break;
                }
                current = None;
                if !tokens.get(at + 2).is_some_and(|t| is_name(t) || matches!(t.text, "of" | "de"))
                    && !tokens[at + 1].is_acronym()
                {
                    current = Some(token.span);
                    break;
                }
            }
        } else if current.is_some() && inside_name(tokens, at, end) {
            at += 1;
            continue;
        } else if token.mark('(') {
            let inner =
                tokens.get(at + 1).filter(|t| t.is_acronym() && tokens.get(at + 2).is_some_and(|c| c.mark(')')));
            match inner {
                Some(inner) if current.is_some() => {
                    let own = current.unwrap_or(inner.span);
                    parts.pop_if(|last| is_short_for(tokens, *last, own, inner.text));
                    long = current;
                    current = Some(inner.span);
                    short = true;
                }
                // "Honduran Coffee Company (CoHonducafe)": another name for the same, as long.
                _ if current.is_some() && tokens.get(at + 2).is_some_and(|t| t.mark(')')) => {}
                _ => break,
            }
            at += 2;
        } else if (token.is(Tags::CONJ) || token.mark(',')) && (continues(tokens, at, end)) {
            parts.extend(current.take());
        } else if token.mark('"') || token.is(Tags::DET) && current.is_none() {
        } else {
            // "the Biden administration", "Tribal governments"
            if token.is(Tags::BODY) && !token.possessive && at + 1 >= end.min(at + 2) {
                current = current.map(|c| c.join(token.span));
            }
            break;
        }
        at += 1;
    }
    parts.extend(current);
    (parts, short)
}

/// Whether an acronym stands for both of two joined names: "Housing and Urban Development (HUD)".
fn is_short_for(tokens: &[Token<'_>], last: Span, own: Span, acronym: &str) -> bool {
    let initials = |span: Span| -> String {
        let words = tokens.iter().filter(|t| t.capital && span.contains(t.span));
        words.flat_map(|t| t.text.split(['.', '-'])).filter_map(|part| part.chars().next()).collect()
    };
    let (before, own) = (initials(last), initials(own));
    let whole = acronym.len() > own.len() && format!("{before}{own}").ends_with(acronym);
    let first = acronym.chars().next();
    whole || own.chars().next() != first && first.is_some_and(|first| before.contains(first))
}

/// "of", "for", "and" and the like between two capitals of one name.
fn inside_name(tokens: &[Token<'_>], at: usize, end: usize) -> bool {
    let token = &tokens[at];
    if !matches!(
        token.text,
        "of" | "for" | "on" | "the" | "de" | "del" | "el" | "la" | "los" | "las" | "to" | "in" | "against" | "para"
    ) {
        return false;
    }
    let mut next = at + 1;
    while next < end && matches!(tokens[next].text, "the" | "el" | "la" | "los" | "las") {
        next += 1;
    }
    // "the Investing in America agenda"
    let titled = token.text == "in" && at > 0 && tokens[at - 1].is(Tags::ING) && tokens[at - 1].capital;
    next < end && is_name(&tokens[next]) && (titled || !matches!(token.text, "to" | "in"))
}

/// Whether a comma or "and" at `at` joins another name.
fn continues(tokens: &[Token<'_>], at: usize, end: usize) -> bool {
    let mut next = at + 1;
    while next < end && (tokens[next].is(Tags::CONJ) || matches!(tokens[next].text, "the" | "la" | "el")) {
        next += 1;
    }
    next < end && is_name(&tokens[next])
}
