//! Places that no table holds: provinces and towns by their capitals and the words around them, institutions behind "at".

use super::Scene;
use super::locative::{Found, strength};
use super::token::{Token, TokenKind};
use crate::figure::Lang;
use crate::lexicon::{PlaceKind, Tags};

/// The end of the capitals at `at`, over "y", commas and the small words of a name.
pub(super) fn named_end(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let capital = |i: usize| tokens.get(i).is_some_and(|t| t.is_word() && t.capital);
    let start = at + usize::from(tokens.get(at).is_some_and(|t| t.is(Tags::DET) && !t.capital));
    let mut end = start;
    while end < start + 16 {
        let through = (end..end + 3).find(|&i| capital(i)).filter(|&i| {
            (end..i).all(|j| tokens[j].mark(',') || tokens[j].is(Tags::CONJ.with(Tags::DET)) || tokens[j].text == "de")
        });
        let Some(next) = through.filter(|_| capital(start)) else { break };
        end = next + 1;
    }
    (end > start).then_some(end)
}

/// "in Eastern and Luapula Provinces": names before the noun that is a part of them.
pub(super) fn province(scene: &Scene<'_>, tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let head = &tokens[at];
    let land = head.is(Tags::LANDFORM);
    if !(land || head.is(Tags::TERRITORY)) || !head.capital || head.possessive || at == 0 || !tokens[at - 1].capital {
        return None;
    }
    let inside = |t: &Token<'_>| t.is_word() && t.capital && !t.is(Tags::PREP) || t.mark(',') || t.is(Tags::CONJ);
    let first = (at.saturating_sub(8)..at).rev().take_while(|&i| inside(&tokens[i])).last()?;
    // "a bridge spanning the Licungo River"
    let over = tokens[..first].iter().rev().find(|t| !t.is(Tags::DET)).is_some_and(|t| land && t.is(Tags::VERB));
    let strength = if over { 2 } else { strength(tokens, first) };
    // "Northeast Corridor modernization": it only says which.
    let closed =
        Tags::PREP.with(Tags::CONJ).with(Tags::AUX).with(Tags::REL).with(Tags::ADV).with(Tags::SUB).with(Tags::DET);
    let describes =
        |t: &Token<'_>| land && t.is_word() && !t.is(closed.with(Tags::PAST.with(Tags::THIRD).with(Tags::ING)));
    let ends = tokens.get(at + 1).is_none_or(|t| !(describes(t) || t.is_word() && t.capital));
    // "in Prince George County, Virginia"
    let state = tokens.get(at + 2).filter(|_| tokens[at + 1].mark(',')).and_then(|t| {
        let (place, length) = scene.lexicon.places.at(scene.text.get(t.span.start..)?)?;
        let last = (at + 2..tokens.len()).find(|&i| tokens[i].span.end == t.span.start + length)?;
        (place.kind == PlaceKind::State).then(|| (last + 1, place.country.clone()))
    });
    let (end, country) = state.map_or((at + 1, None), |(end, country)| (end, Some(country)));
    ((strength == 3 || land && strength == 2) && ends && tokens[first].capital).then(|| Found {
        start: first,
        end,
        countries: country.into_iter().collect(),
        strength,
        members: 1,
        pointing: false,
    })
}

/// "at Mesa Community College": a named institution after "at".
pub(super) fn institution(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    if at == 0 || tokens[at - 1].text != "at" || !tokens[at].capital || !tokens[at].is_word() {
        return None;
    }
    let end = (at..tokens.len()).take_while(|&i| tokens[i].capital && tokens[i].is_word()).last()? + 1;
    (end - at > 1).then(|| Found { start: at, end, countries: Vec::new(), strength: 3, members: 2, pointing: false })
}

/// "in Racine,", "near Sioux Falls": an English name that no table holds and no other word explains.
fn unlisted_english(scene: &Scene<'_>, tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let name = |i: usize| {
        let token = &tokens[i];
        let kind = token.is(Tags::TERRITORY) || token.tags == Tags::default() && token.text.len() > 3;
        token.is_word() && token.capital && !token.is_acronym() && !token.possessive && kind
    };
    let placed = at > 1 && matches!(tokens[at - 1].text, "in" | "near" | "outside");
    if !placed || tokens[at - 2].capital || !tokens[at - 2].is_word() || !name(at) {
        return None;
    }
    // "an investment in Singtel": a firm.
    let paid = &tokens[at - 2];
    if matches!(paid.text, "stake" | "shares" | "interest")
        || scene.lexicon.words.money(scene.lang, paid.text).is_some()
    {
        return None;
    }
    let end = (at..tokens.len().min(at + 3)).take_while(|&i| name(i)).last()? + 1;
    // "in Boise, Idaho" is found by its state, "in Branch and Hillsdale counties" by their noun.
    let after = |i: usize| tokens.get(i).and_then(|t| scene.lexicon.places.at(scene.text.get(t.span.start..)?));
    let state = tokens.get(end).is_some_and(|t| t.mark(',')) && after(end + 1).is_some();
    let noun = tokens.iter().skip(end).take(4).any(|t| t.is(Tags::TERRITORY) && !t.capital);
    if state || noun {
        return None;
    }
    // "in Racine and Kenosha", but not "in Information and Communication Technologies".
    let joins = |t: &Token<'_>| {
        let run = tokens[end + 1..].iter().take_while(|t| t.is_word() && t.capital);
        let things = run.clone().count() > 1 && run.last().is_some_and(|t| t.text.ends_with('s'));
        t.is(Tags::CONJ) && tokens.get(end + 1).is_some_and(|t| t.capital) && !things
    };
    let closed =
        tokens.get(end).is_none_or(|t| joins(t) || matches!(t.kind, TokenKind::Mark(',' | '.' | ';' | ')' | ':')));
    // In a title every word is a capital.
    let words = || tokens.iter().filter(|t| t.is_word() && t.text.len() > 3);
    let title = words().filter(|t| t.capital).count() * 5 > words().count() * 3;
    (closed && !title).then(|| Found {
        start: at,
        end,
        countries: Vec::new(),
        strength: 3,
        members: 1,
        pointing: false,
    })
}

/// "en Nebaj", "en Villa Sarmiento": a Spanish name that no table holds right after "en".
pub(super) fn unlisted(scene: &Scene<'_>, tokens: &[Token<'_>], at: usize) -> Option<Found> {
    if scene.lang == Lang::En {
        return unlisted_english(scene, tokens, at);
    }
    let name = |i: usize| {
        let token = &tokens[i];
        token.is_word() && token.capital && !token.is_acronym() && token.tags == Tags::default()
    };
    let first = scene.lang == Lang::Es && at > 0 && (tokens[at - 1].text == "en" || goes_on(tokens, at)) && name(at);
    if !first {
        return None;
    }
    let small = |i: usize| matches!(tokens[i].text, "de" | "del" | "la" | "las" | "los" | "el");
    let mut end = at + 1;
    while end < tokens.len() && end - at < 5 {
        let through = (end..tokens.len()).find(|&i| !small(i)).filter(|&i| i - end <= 2 && name(i));
        let Some(next) = through else { break };
        end = next + 1;
    }
    let closed = tokens.get(end).is_none_or(|t| !(t.mark('(') || t.is_word() && t.capital));
    // "en Honduras, Katherine Brandt, anunció" is no list.
    let acts = tokens.get(end).is_some_and(|t| t.mark(','))
        && tokens.get(end + 1).is_some_and(|t| t.is(Tags::PAST.with(Tags::THIRD).with(Tags::AUX)) && !t.is(Tags::REL));
    let closed = closed && !(acts && tokens[at - 1].mark(','));
    closed.then(|| Found { start: at, end, countries: Vec::new(), strength: 3, members: 1, pointing: false })
}

/// "en Nebaj, Chajul y Cotzal": a name in a list that an "en" before capitals begins.
fn goes_on(tokens: &[Token<'_>], at: usize) -> bool {
    let mut before = at;
    for _ in 0..8 {
        let Some(i) = before.checked_sub(1) else { return false };
        let token = &tokens[i];
        if token.text == "en" {
            return before < at;
        }
        if !(token.mark(',') || token.is(Tags::CONJ) || token.is_word() && token.capital) {
            return false;
        }
        before = i;
    }
    false
}
