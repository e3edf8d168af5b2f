//! What a count counts: the noun phrase behind it, or the one it shares with a figure it is listed with.
//!
//! "26 major construction projects at", "3,000 direct and 7,600 indirect jobs", "jobs: 3,000", "three of the countries".

use super::clause::phrase_start;
use super::complement::{after_preposition, subject_phrase};
use super::group::Form;
use super::measured::{raised, risen};
use super::noun::{Phrase, phrase};
use super::token::Token;
use super::{Governor, Scene, Sentence, Slot};
use crate::figure::Lang;
use crate::grammar::Reading;
use crate::lexicon::Tags;
use rust_decimal::Decimal;

/// A noun is looked for so many numbers on, no further.
const LONGEST_LIST: usize = 12;

/// The noun phrase after a count, or that of the next number it is listed with ("3,000 direct and 7,600 indirect jobs").
pub(super) fn counted(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    counted_within(scene, sentence, token, LONGEST_LIST)
}

/// The same, where the list may go on for so many numbers.
fn counted_within(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, list: usize) -> Option<Phrase> {
    let mut at = token + 1;
    while sentence.tokens.get(at).is_some_and(|t| t.beside || t.mark('*') || t.mark('"') || t.mark('“')) {
        at += 1;
    }
    // "three of the countries", "1.5 million of them"
    if sentence.tokens.get(at).is_some_and(|t| matches!(t.text, "of" | "de")) {
        // "seven of the ten user associations"
        let whole = |t: &Token<'_>| t.figure().is_some() || t.beside || t.is(Tags::DET.with(Tags::POSS));
        let first = (at + 1..sentence.tokens.len()).find(|&i| !whole(&sentence.tokens[i])).unwrap_or(at + 1);
        let found = phrase(sentence, first, scene.lang, scene.lexicon)?;
        return (!sentence.tokens[found.head].is(Tags::PRON)).then_some(found);
    }
    if let Some(part) = compound(sentence, token) {
        return Some(part);
    }
    // "-17 C": a letter alone is a symbol, not a noun.
    let symbol = |own: &Phrase| own.end == own.start + 1 && sentence.tokens[own.start].text.chars().count() == 1;
    let own = phrase(sentence, at, scene.lang, scene.lexicon)
        .filter(|own| !symbol(own))
        .map(|own| several(scene, sentence, token, own));
    // "Of the 300 guards, 120 work at night": many do, and are no one work.
    let does = |own: &Phrase| {
        let plural = |i: usize| scene.lexicon.words.is_plural(scene.lang, &sentence.tokens[i].text.to_lowercase());
        let head = &sentence.tokens[own.start];
        let part = sentence.tokens.first().is_some_and(|t| matches!(t.text, "Of" | "De"));
        part && scene.lang == Lang::En
            && head.is(Tags::BASE)
            && !head.is(Tags::ADJECTIVE)
            && !(own.start..own.end).any(plural)
    };
    if own.as_ref().is_some_and(does) {
        return part_of_all(scene, sentence, token).or_else(|| elided_within(scene, sentence, token, list));
    }
    if let Some(own) = own {
        let head = &sentence.tokens[own.head];
        let plural = |i: usize| scene.lexicon.words.is_plural(scene.lang, &sentence.tokens[i].text.to_lowercase());
        let unfinished = !(own.start..own.end).any(plural) && !head.is(Tags::WHO);
        if unfinished && let Some(listed) = listed(scene, sentence, own.end, list) {
            return Some(listed);
        }
        // "588,000 eligible for relief": the people are left unsaid.
        let described = unfinished && sentence.tokens[own.start..own.end].iter().all(|t| t.is(Tags::ADJECTIVE));
        // "five quality of life indicators"
        let of = sentence.tokens.get(own.end).is_some_and(|t| t.text == "of");
        // "11 Department of Justice trainings"
        let name = head.capital && !plural(own.head);
        let more = phrase(sentence, own.end + 1, scene.lang, scene.lexicon)
            .filter(|more| (unfinished || name) && of && plural(more.head));
        if let Some(more) = more.filter(|more| more.end - more.start > 1 && more.start == own.end + 1) {
            return Some(Phrase { start: own.start, ..more });
        }
        let ends = sentence.tokens.get(own.end).is_none_or(|t| !t.is_word() || t.is(Tags::PREP));
        if ends
            && own.end == own.start + 1
            && let Some(noun) = described_like(scene, sentence, token, own.start)
        {
            return Some(noun);
        }
        return (!(described && ends)).then_some(own);
    }
    // "were killed and 214 injured"
    let ends = sentence.tokens.get(at + 1).is_none_or(|t| !t.is_word() || t.is(Tags::PREP));
    let like = || described_like(scene, sentence, token, at).filter(|_| ends && at == token + 1);
    listed(scene, sentence, at, list).or_else(|| before_colon(scene, sentence, token)).or_else(like)
}

/// "mil 200 empleos directos y 3 mil 500 indirectos": the noun of the figure before, where only an adjective follows.
fn described_like(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, adjective: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let near = token.saturating_sub(10)..token;
    let before = near.rev().find(|&i| tokens[i].figure().is_some())?;
    let joined = tokens[before + 1..token].iter().any(|t| t.is(Tags::CONJ));
    let describes = tokens.get(adjective)?;
    let done = describes.is(Tags::PART);
    let found = phrase(sentence, before + 1, scene.lang, scene.lexicon)
        .filter(|_| joined && (done || describes.is(Tags::ADJECTIVE)))?;
    let plural = scene.lexicon.words.is_plural(scene.lang, &tokens[found.head].text.to_lowercase());
    let alike = found.end > found.head + 1 || found.start < found.head || done;
    (plural && alike).then_some(Phrase { start: found.head, end: found.head + 1, head: found.head })
}

/// More than one of something: behind its plural no singular goes on ("300 million tests available", "26 workers travel"),
/// and an owner is what is counted ("200,000 homes’ electricity").
fn several(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, found: Phrase) -> Phrase {
    let plural = |i: &usize| scene.lexicon.words.is_plural(scene.lang, &sentence.tokens[*i].text.to_lowercase());
    let one = matches!(sentence.tokens[token].text, "1" | "one" | "One");
    if scene.lang == Lang::Es || one {
        return found;
    }
    let inside = found.start..found.end;
    let owner = inside.clone().find(|i| sentence.tokens[*i].possessive && plural(i));
    // "has helped two dozen countries access data"
    let helps = sentence.governor(token).group.map(|g| &sentence.groups[g]);
    let helps = helps.is_some_and(|g| g.head < token && g.tags.any(Tags::HELP));
    let helped = inside.clone().find(|i| {
        let next = sentence.tokens.get(i + 1).filter(|_| i + 1 < found.end);
        helps && plural(i) && next.is_some_and(|t| t.is(Tags::BASE))
    });
    let owner = owner.or(helped);
    let last = owner.or_else(|| inside.rev().find(|i| plural(i)));
    match last {
        Some(last) if owner.is_some() || !sentence.tokens[found.end - 1].is(Tags::WHO) => {
            let head = if found.head > last { last } else { found.head };
            Phrase { end: last + 1, head, ..found }
        }
        _ => found,
    }
}

/// "and 7,600 indirect jobs", "to 500 people": the phrase of the next figure in a list.
fn listed(scene: &Scene<'_>, sentence: &Sentence<'_>, at: usize, list: usize) -> Option<Phrase> {
    let list = list.checked_sub(1)?;
    let join = sentence.tokens.get(at)?;
    // "de 41 a 75 municipios"
    let from = at > 1 && join.text == "a" && matches!(sentence.tokens[at - 2].text, "de" | "del" | "entre");
    if !join.is(Tags::CONJ) && !join.mark(',') && join.text != "to" && !from {
        return None;
    }
    let next = (at + 1..(at + 6).min(sentence.tokens.len())).find(|&i| sentence.tokens[i].figure().is_some())?;
    let between = &sentence.tokens[at + 1..next];
    if !between.iter().all(|t| t.beside || t.is(Tags::CONJ.with(Tags::DET))) {
        return None;
    }
    let count =
        sentence.tokens[next].figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Count { .. }));
    // "5, 10 and 15 schools"
    count.then(|| counted_within(scene, sentence, next, list)).flatten()
}

/// "a 200-bed hospital", "a 15-member council": the noun that a hyphen joins to its number.
fn compound(sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let (number, hyphen, noun) =
        (sentence.tokens.get(token)?, sentence.tokens.get(token + 1)?, sentence.tokens.get(token + 2)?);
    let glued = hyphen.mark('-') && number.span.end == hyphen.span.start && hyphen.span.end == noun.span.start;
    let closed = Tags::PREP
        .with(Tags::CONJ)
        .with(Tags::DET)
        .with(Tags::AUX)
        .with(Tags::ADV)
        .with(Tags::PART)
        .with(Tags::ADJECTIVE)
        .with(Tags::STRUCTURE);
    let is_noun = noun.is_word() && !noun.capital && !noun.is(closed) && !noun.text.contains('-');
    (glued && is_noun).then_some(Phrase { start: token + 2, end: token + 3, head: token + 2 })
}

/// "20 casas en Sonora, 30 en Yucatán y 40 en Chiapas", "twelve people died in Guatemala and eight in Honduras": the noun
/// of the count before, where a number stands in its place in a list: between a comma or "and" and what sets it apart.
pub(super) fn elided(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    elided_within(scene, sentence, token, LONGEST_LIST)
}

/// The same, where the list may go back for so many numbers.
fn elided_within(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, list: usize) -> Option<Phrase> {
    let list = list.checked_sub(1)?;
    let earlier = count_before(scene, sentence, token)?;
    counted_within(scene, sentence, earlier, list).or_else(|| elided_within(scene, sentence, earlier, list))
}

/// Whether a number goes on from a count, with or without a noun: "and 23 injured", "45 in favour, 30 against".
pub(super) fn goes_on(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> bool {
    let described =
        sentence.tokens.get(token + 1).is_some_and(|t| t.is(Tags::PREP.with(Tags::PART).with(Tags::ADJECTIVE)));
    described && count_before(scene, sentence, token).is_some()
}

/// The count that a number goes on from in a list.
fn count_before(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let before = (0..token).rev().find(|&i| !tokens[i].beside)?;
    let next = tokens.get(token + 1);
    // "214 transplants in 2023 (198 in 2022)"
    let bracket = tokens[before].mark('(')
        && next.is_some_and(|t| t.is(Tags::PREP))
        && tokens.get(token + 2).and_then(Token::figure).is_some_and(|m| super::is_time(&scene.mentions[m].reading));
    // "Of the 56 bridges inspected, engineers closed twenty-three."
    let part = matches!(tokens[0].text, "Of" | "De")
        && sentence.groups.iter().any(|g| g.head == before && g.form == Form::Finite)
        && next.is_none_or(|t| t.is_strong() || t.mark(',') || t.is(Tags::CONJ));
    let opens =
        tokens[before].mark(',') || tokens[before].mark(';') || tokens[before].is(Tags::CONJ) || bracket || part;
    let apart = next.is_none_or(|t| {
        t.is(Tags::PREP.with(Tags::PART).with(Tags::ADJECTIVE)) && !matches!(t.text, "of" | "de" | "percent")
            || t.is_strong()
            || t.mark('(')
            || part
            // "905 growers signed, and thirty-six withdrew"
            || tokens[before].is(Tags::CONJ) && t.is(Tags::PAST) && !t.is(Tags::NOUNISH)
    });
    let count =
        |&i: &usize| tokens[i].figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Count { .. }));
    let earlier = (0..before).rev().find(count).filter(|_| opens && apart)?;
    let told = sentence
        .groups
        .iter()
        .any(|g| g.first > earlier && g.head < token && g.form == Form::Finite && g.first > earlier + 4);
    let strong = tokens[earlier..before].iter().any(|t| t.is_strong() && !t.mark(';'));
    ((!told || part) && !strong).then_some(earlier)
}

/// "3,000 direct and 7,600 indirect jobs": the figure's own words with the noun that stands with the next one.
pub(super) fn shared(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, found: Phrase) -> Option<Slot> {
    let tokens = &sentence.tokens;
    let joint = (token + 1..found.start).find(|&i| !tokens[i].is_word() || tokens[i].is(Tags::CONJ))?;
    let own = (token + 1..joint).find(|&i| !tokens[i].beside)?;
    if !tokens[joint + 1..found.start].iter().any(|t| t.figure().is_some()) {
        return None;
    }
    let noun = (found.start + joint - own).min(found.head);
    let own = tokens[own].span.join(tokens[joint - 1].span);
    let noun = tokens[noun].span.join(tokens[found.end - 1].span);
    Some(Slot { text: format!("{} {}", own.of(scene.text), noun.of(scene.text)), span: own.join(noun) })
}

/// "jobs: 3,000" and "7 MILLION: Estimated Number of People in Need".
fn before_colon(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    if tokens.get(token + 1).is_some_and(|t| t.mark(':')) {
        let found = phrase(sentence, token + 2, scene.lang, scene.lexicon)?;
        return Some(numbered(scene, sentence, found));
    }
    let colon = token.checked_sub(1)?;
    if !tokens[colon].mark(':') {
        return None;
    }
    let start = phrase_start(tokens, colon);
    // "THE PRESIDENT: Thirteen": who speaks.
    let speaker = start < colon
        && tokens[colon - 1].is_acronym()
        && !scene.lexicon.words.is_plural(scene.lang, &tokens[colon - 1].text.to_lowercase());
    (start < colon && !speaker).then(|| Phrase { start, end: colon, head: colon - 1 })
}

/// "Of the 58 projects in the portfolio, 41 were delivered": the noun of the whole that the clause opens with.
pub(super) fn part_of_all(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let of = tokens.first().is_some_and(|t| matches!(t.text, "Of" | "De"));
    let whole = (1..5.min(token)).find(|&i| tokens[i].figure().is_some()).filter(|_| of)?;
    let count = tokens[whole].figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Count { .. }));
    let opens = tokens[..token].iter().rev().find(|t| !t.beside).is_some_and(|t| t.mark(',') || t.is(Tags::CONJ));
    let tells = sentence.groups.iter().any(|g| g.form == Form::Finite && (token + 1..=token + 2).contains(&g.first));
    let does = tokens.get(token + 1).is_some_and(|t| t.is(Tags::BASE));
    (count && opens && (tells || does)).then(|| counted(scene, sentence, whole)).flatten()
}

/// "- 10 in Sonora": a number that opens an item of a list, with no noun of its own.
pub(super) fn opens_item(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> bool {
    let tokens = &sentence.tokens;
    let begins = scene.item.is_some_and(|start| {
        tokens[..token].iter().all(|t| t.beside || t.span.start < start) && tokens[token].span.start >= start
    });
    let placed = tokens.get(token + 1).is_some_and(|t| t.is(Tags::PREP) && !matches!(t.text, "of" | "de" | "to" | "a"));
    begins && placed
}

/// "Wells drilled: – 10 in Sonora": the one plural of the words that introduce the list.
pub(super) fn introduced(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let start = scene.item.filter(|_| opens_item(scene, sentence, token))?;
    let plural = |&i: &usize| {
        let t = &sentence.tokens[i];
        let noun = t.is_word() && !sentence.in_group(i) && !t.is(Tags::PREP.with(Tags::DET));
        noun && scene.lexicon.words.is_plural(scene.lang, &t.text.to_lowercase())
    };
    let before = sentence.tokens.iter().take_while(|t| t.span.start < start).count();
    let mut plurals = (0..before).filter(plural);
    let head = plurals.next().filter(|_| plurals.next().is_none())?;
    Some(Phrase { start: head, end: head + 1, head })
}

/// What a large number without a noun is of: "8,050 in construction jobs", "216,900 are grant recipients", "increasing the
/// number of tests by 10 million".
pub(super) fn left_out_of(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    governor: Governor,
) -> Option<Phrase> {
    // "the number of awards rose from 58", "doubles the number of seats to 96"
    let changed = raised(scene, sentence, token, governor).or_else(|| {
        let group = &sentence.groups[governor.group.filter(|_| !governor.as_subject)?];
        let changes = group.form == Form::Finite && group.tags.any(Tags::UP.with(Tags::DOWN));
        changes.then(|| subject_phrase(scene, sentence, group)).flatten()
    });
    let plural = |i: usize| scene.lexicon.words.is_plural(scene.lang, &sentence.tokens[i].text.to_lowercase());
    let changed =
        changed.filter(|found| matches!(sentence.tokens[found.head].text, "number" | "número") || plural(found.head));
    if !is_grouped(scene, sentence, token) {
        return changed.map(|found| numbered(scene, sentence, found));
    }
    let plural =
        |found: &Phrase| scene.lexicon.words.is_plural(scene.lang, &sentence.tokens[found.head].text.to_lowercase());
    let is = sentence
        .tokens
        .get(token + 1)
        .filter(|t| t.is(Tags::BE) && sentence.groups.iter().any(|g| g.head == token + 1));
    let kind = is
        .and_then(|_| phrase(sentence, token + 2, scene.lang, scene.lexicon))
        .filter(|found| found.start == token + 2);
    after_preposition(scene, sentence, token, &["in", "en"])
        .or(kind)
        .filter(plural)
        .or_else(|| raised(scene, sentence, token, governor).or(changed).map(|found| numbered(scene, sentence, found)))
        .or_else(|| risen(scene, sentence, token, governor))
}

/// "number of lobbyists": those whom it counts.
fn numbered(scene: &Scene<'_>, sentence: &Sentence<'_>, found: Phrase) -> Phrase {
    let head = found.head;
    let number = matches!(sentence.tokens[head].text, "number" | "Number" | "número" | "Número");
    number.then(|| after_preposition(scene, sentence, head, &["of", "de"])).flatten().unwrap_or(found)
}

/// "216,900", "3.8 million": nobody writes a name or a label so.
pub(super) fn is_grouped(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> bool {
    let reading = sentence.tokens[token].figure().map(|m| &scene.mentions[m].reading);
    let large = matches!(reading, Some(Reading::Count { amount }) if amount.value >= Decimal::ONE_THOUSAND);
    large && !sentence.tokens[token].is_plain_number()
}

/// "three of which", "tres de los cuales": the pronoun behind the figure.
pub(super) fn of_which(sentence: &Sentence<'_>, token: usize) -> bool {
    let tokens = &sentence.tokens;
    let of = tokens.get(token + 1).is_some_and(|t| matches!(t.text, "of" | "de"));
    let at = token + 2 + usize::from(tokens.get(token + 2).is_some_and(|t| t.is(Tags::DET) && !t.is(Tags::PRON)));
    let pronouns = ["whom", "which", "them", "quienes", "ellos", "ellas", "cuales"];
    of && tokens.get(at).is_some_and(|t| pronouns.contains(&t.text))
}

/// Whether "of which" ends at this token.
pub(super) fn is_of_which(sentence: &Sentence<'_>, at: usize) -> bool {
    let tokens = &sentence.tokens;
    let of = |i: usize| matches!(tokens[i].text, "of" | "de");
    matches!(tokens[at].text, "which" | "whom" | "cuales" | "que")
        && (of(at - 1) || tokens[at - 1].is(Tags::DET) && of(at - 2))
}
