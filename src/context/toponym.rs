//! The places that a sentence names: those of the gazetteer, regions told by a common noun, institutions, and towns that
//! no table holds.
//!
//! A place counts where a preposition of place stands before it ("in southern Mexico", "across the region", "at ports of
//! entry on both borders"), not inside a name ("Government of Mexico", "Mexico City office").

use super::Scene;
use super::locative::{Found, strength};
use super::token::Token;
use super::town::{institution, named_end, province, unlisted};
use crate::figure::Lang;
use crate::lexicon::{PlaceKind, Tags};

/// Every place of a sentence, in order.
pub(super) fn find(scene: &Scene<'_>, tokens: &[Token<'_>]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(mut found) = named(scene, tokens, at)
            .or_else(|| territory(scene, tokens, at))
            .or_else(|| province(scene, tokens, at))
            .or_else(|| institution(tokens, at))
            .or_else(|| unlisted(scene, tokens, at))
        else {
            at += 1;
            continue;
        };
        at = found.end;
        // "help Indonesia strengthen its schools"
        let helped = found.start > 0
            && tokens[found.start - 1].is(Tags::HELP)
            && tokens[found.start - 1].is(Tags::BASE)
            && tokens.get(found.end).is_some_and(|t| t.is(Tags::BASE) && !t.capital || t.text == "to");
        // "between Peru and Chile", but not the givers of "between Peru, Chile and the bank".
        let link = tokens[..found.start].iter().rev().find(|t| !t.is(Tags::DET));
        let among = link.is_some_and(|t| matches!(t.text, "between" | "entre"));
        if among && !tokens.get(found.end).is_some_and(|t| t.is(Tags::CONJ)) {
            found.strength = 0;
        }
        if helped && found.strength == 0 {
            found.strength = 2;
        }
        match out.last_mut().filter(|last| {
            // "around Ukraine, the United States is": the subject of the clause that begins.
            let linked =
                tokens.get(last.end..found.start).is_some_and(|between| between.iter().any(|t| t.is(Tags::CONJ)));
            let acts = tokens.get(found.end).is_some_and(|t| t.is(Tags::AUX) && !t.is(Tags::NOUNISH));
            joined(tokens, last.end, found.start)
                && found.members == 1
                && !tokens[found.end - 1].possessive
                && (linked || !acts)
        }) {
            Some(last) => {
                last.end = found.end;
                last.members += 1;
                last.countries.extend(found.countries);
            }
            None => out.push(found),
        }
    }
    out
}

/// Whether only commas and "and" stand between two places.
fn joined(tokens: &[Token<'_>], from: usize, to: usize) -> bool {
    from < to
        && tokens[from..to].iter().all(|t| t.mark(',') || t.is(Tags::CONJ) || t.text == "the")
        && tokens[from..to].iter().any(|t| t.mark(',') || t.is(Tags::CONJ))
}

fn named(scene: &Scene<'_>, tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let token = &tokens[at];
    if !token.is_word() || !(token.capital || token.is(Tags::TERRITORY)) {
        return None;
    }
    let (place, len) = scene.lexicon.places.at(scene.text.get(token.span.start..)?)?;
    let bytes = token.span.start + len;
    let end = (at..tokens.len()).take_while(|&i| tokens[i].span.start < bytes).last()? + 1;
    if tokens[end - 1].span.end > bytes {
        return None;
    }
    // "Colombia’s economy", but not "Mexico’s Ministry".
    let owner = tokens[end - 1].possessive;
    if owner && tokens.get(end).is_none_or(|t| t.capital || !t.is_word()) {
        return None;
    }
    let mut start = at;
    while start > 0
        && (tokens[start - 1].is(Tags::DIRECTION)
            || (tokens[start - 1].is(Tags::CONJ) && start > 1 && tokens[start - 2].is(Tags::DIRECTION)))
    {
        start -= 1;
    }
    // "el sur de México", "the north of Honduras"
    let part = start > 1 && matches!(tokens[start - 1].text, "de" | "of") && tokens[start - 2].is(Tags::DIRECTION);
    start -= if part { 2 } else { 0 };
    // "in Boise, Idaho": a town that no table holds, before its state.
    let town = (start > 2 && tokens[start - 1].mark(',') && place.kind == PlaceKind::State)
        .then(|| {
            (0..start - 1)
                .rev()
                .take_while(|&i| tokens[i].is_word() && tokens[i].capital && !tokens[i].is(Tags::PREP))
                .last()
        })
        .flatten()
        .filter(|&first| first > 0 && strength(tokens, first) == 3 && start - first <= 4)
        .filter(|&first| scene.lexicon.places.at(tokens[first].text).is_none());
    start = town.unwrap_or(start);
    // Part of a longer name: "Mexico City office", "Bank of America", "Arizona State University".
    let next = tokens.get(end);
    let longer_right = next.is_some_and(|n| {
        n.is_word() && n.capital && n.span.start == bytes + 1 && !n.is(Tags::AUX.with(Tags::DET).with(Tags::CONJ))
    });
    let before = start.checked_sub(1).map(|i| &tokens[i]);
    let longer_left = before.is_some_and(|b| {
        (b.is_word() && b.capital && !b.is(Tags::PREP.with(Tags::DET).with(Tags::CONJ)) && start > 1)
            || (matches!(b.text, "of" | "for" | "de" | "the") && inside_name(tokens, start - 1))
    });
    // "the Investing in America agenda"
    let titled = start > 2
        && tokens[start - 1].text == "in"
        && tokens[start - 2].capital
        && tokens[start - 2].is(Tags::ING.with(Tags::PART));
    // "U.S. farmers", "United States support": the name only describes.
    let adjective = next.is_some_and(|n| {
        n.is_word()
            && !n.is(Tags::PREP
                .with(Tags::CONJ)
                .with(Tags::REL)
                .with(Tags::AUX)
                .with(Tags::ADV)
                .with(Tags::VERB)
                .with(Tags::SUB)
                .with(Tags::DET)
                .with(Tags::PRON))
    });
    // "in US funding", but "in Mexico building roads".
    let money = |word: &str| scene.lexicon.words.money(scene.lang, word).is_some();
    let funding = next.is_some_and(|n| n.text.ends_with("ing") && money(n.text))
        && tokens.get(end + 1).is_none_or(|t| !t.is_word() || t.is(Tags::PREP.with(Tags::CONJ)));
    // "in U.S. export financing", but "plants in the U.S. employ 500"
    let short = token.is_acronym() && !tokens[..start].last().is_some_and(|t| t.is(Tags::DET));
    let names = short
        && next.is_some_and(|n| {
            n.is_word()
                && !n.capital
                && !n.is(Tags::PREP.with(Tags::CONJ).with(Tags::AUX).with(Tags::REL).with(Tags::SUB))
        });
    // "for U.S. and Canadian companies"
    let other = tokens.get(end + 1).filter(|t| t.capital && next.is_some_and(|n| n.is(Tags::CONJ)));
    let joined = short
        && other.is_some_and(|t| {
            scene.text.get(t.span.start..).is_some_and(|rest| scene.lexicon.places.at(rest).is_none())
        })
        && tokens
            .get(end + 2)
            .is_some_and(|t| t.is_word() && !t.capital && !t.is(Tags::PREP.with(Tags::CONJ).with(Tags::AUX)));
    let adjective = adjective || funding || names || joined;
    // "her Call to Action for Central America": a region in a name still tells where.
    let called = longer_left && place.country.is_empty() && before.is_some_and(|b| b.text == "for");
    if longer_right || titled || (longer_left && !called) || (adjective && token.is_acronym()) {
        return None;
    }
    let countries = if place.country.is_empty() { Vec::new() } else { vec![place.country.clone()] };
    Some(Found {
        start,
        end,
        countries,
        strength: if owner || called { 1 } else { strength(tokens, start) },
        members: 1,
        pointing: false,
    })
}

/// "Partnership for Central America": a capital stands before the preposition at `at` (and an article).
fn inside_name(tokens: &[Token<'_>], at: usize) -> bool {
    let mut before = at;
    while before > 0 && matches!(tokens[before].text, "the" | "of" | "for" | "de") {
        before -= 1;
    }
    before < at && tokens[before].is_word() && tokens[before].capital && !tokens[before].is(Tags::PREP)
}

/// "13 Mexican states", "the region", "both U.S. borders" after a preposition of place.
fn territory(scene: &Scene<'_>, tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let lang = scene.lang;
    let head = &tokens[at];
    // "in the coastal communities of Senegal"
    let named = tokens.get(at + 1).is_some_and(|t| t.text == "of") && tokens.get(at + 2).is_some_and(|t| t.capital);
    let markets = matches!(head.text, "markets" | "economies")
        && at > 0
        && (matches!(tokens[at - 1].text, "emerging" | "developing" | "frontier")
            || head.text == "economies" && tokens[at - 1].capital
            || head.text == "economies" && at > 1 && tokens[at - 1].text == "member" && tokens[at - 2].capital);
    let communities = head.text == "communities" && named || markets;
    if !(head.is(Tags::TERRITORY) || communities) || head.capital {
        return None;
    }
    let mut start = at;
    while start > 0 && at - start < 6 {
        let before = &tokens[start - 1];
        let infinitive = before.is(Tags::BASE) && start > 1 && tokens[start - 2].text == "to";
        let grows = matches!(before.text, "developing" | "emerging");
        let gerund = before.text.ends_with("ing") && !before.capital && !before.is(Tags::NOUNISH) && !grows;
        let verb = infinitive || gerund || (before.is(Tags::VERB) && !before.is(Tags::NOUNISH) && !grows);
        let part = before.figure().is_some()
            || (before.is_word() && !verb && !before.is(Tags::PREP.with(Tags::CONJ).with(Tags::REL)));
        if !part {
            break;
        }
        start -= 1;
        if before.is(Tags::DET.with(Tags::POSS)) {
            break;
        }
    }
    // "in Nord-Ouest, Artibonite, and Centre departments"
    let mut first = start;
    while first > 0
        && tokens[start].capital
        && (tokens[first - 1].mark(',')
            || tokens[first - 1].is(Tags::CONJ)
            || tokens[first - 1].is_word() && tokens[first - 1].capital)
    {
        first -= 1;
    }
    let start = if first < start && strength(tokens, first) == 3 { first } else { start };
    let strength = if head.possessive { u8::from(start < at) } else { strength(tokens, start) };
    // A name that the gazetteer holds is a place of its own.
    let unlisted = |i: usize| {
        let listed =
            |t: &Token<'_>| scene.text.get(t.span.start..).is_some_and(|rest| scene.lexicon.places.at(rest).is_some());
        named_end(tokens, i).filter(|&end| !tokens[i..end].iter().any(listed))
    };
    // "areas of high out-migration"
    let end = match tokens.get(at + 1) {
        Some(of) if of.text == "of" && head.text.ends_with('s') => {
            let more = |t: &Token<'_>| {
                t.is_word()
                    && !t.is(Tags::PREP.with(Tags::CONJ).with(Tags::REL).with(Tags::DET).with(Tags::AUX))
                    && t.text != "to"
            };
            (at + 2..tokens.len().min(at + 6)).take_while(|&i| more(&tokens[i])).last().map_or(at + 1, |last| last + 1)
        }
        // "los países centroamericanos"
        Some(next)
            if lang == Lang::Es
                && next.is_word()
                && next.tags.without(Tags::PEOPLE.with(Tags::PLURAL)) == Tags::default()
                && !next.capital
                && is_gentilic(next.text) =>
        {
            let of = tokens.get(at + 2).filter(|t| matches!(t.text, "de" | "del") && tokens[start].figure().is_none());
            of.and_then(|_| unlisted(at + 3)).unwrap_or(at + 2)
        }
        // "en el cantón Quilanga"
        Some(next) if lang == Lang::Es && next.is_word() && next.capital && tokens[start].figure().is_none() => {
            unlisted(at + 1).unwrap_or(at + 1)
        }
        // "en el municipio de Olopa"
        Some(of) if lang == Lang::Es && matches!(of.text, "de" | "del") && tokens[start].figure().is_none() => {
            unlisted(at + 2).unwrap_or(at + 1)
        }
        _ => at + 1,
    };
    // "24 state and federal arrests"
    let described = tokens[start].figure().is_some()
        && !head.text.ends_with('s')
        && !matches!(tokens[start].text, "1" | "one" | "un" | "una");
    // "for border guards", "state officials": it only says which.
    let noun = tokens.get(at + 1).is_some_and(|t| {
        let closed = Tags::PREP.with(Tags::CONJ).with(Tags::REL).with(Tags::AUX).with(Tags::SUB).with(Tags::DET);
        let who = t.is(Tags::WHO) || t.text.ends_with('s') && t.tags == Tags::default();
        lang == Lang::En && t.is_word() && !t.capital && who && !t.is(closed.with(Tags::VERB.without(Tags::NOUNISH)))
    });
    let described = described || noun && !head.text.ends_with('s') && !head.possessive;
    let vague = described || matches!(tokens[start].text, "a" | "an" | "any" | "every" | "un" | "una");
    // "technology areas" are no places, "rural areas" and "areas of high need" are.
    let topic =
        head.text.starts_with("area") && end == at + 1 && !tokens[start..at].iter().any(|t| t.is(Tags::DIRECTION));
    let bare = vague
        || topic
        || end == at + 1
            && (start == at
                || (start + 1 == at
                    && matches!(tokens[start].text, "the" | "los" | "las")
                    && head.text.ends_with('s')));
    if strength == 0 || bare {
        return None;
    }
    let pointing = matches!(tokens[start].text, "both" | "these" | "those" | "ambos") && head.text.ends_with('s')
        || matches!(tokens[start].text, "each" | "cada");
    Some(Found { start, end, countries: Vec::new(), strength, members: 2, pointing })
}

/// "centroamericanos", "rurales": an adjective that says which countries or towns.
fn is_gentilic(word: &str) -> bool {
    let endings = [
        "anos", "anas", "ecos", "ecas", "eños", "eñas", "enses", "ales", "icos", "icas", "inos", "inas", "iles",
        "idos", "idas", "antes", "entes", "rofes",
    ];
    endings.iter().any(|ending| word.ends_with(ending))
}
