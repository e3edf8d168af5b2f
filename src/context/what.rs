//! The slot `what`: the noun phrase counted, or what the money is; and `unit`, a count's singular head.
//!
//! "26 major construction projects at", "$320 million in sales", "a $3 million project", "an investment of $82 million",
//! "$38,000 to implement the Academy", "invest $1.5 billion in border infrastructure".

use super::clause::{Form, Group, phrase_start};
use super::noun::{Phrase, phrase};
use super::{Governor, Scene, Sentence, Slot, Slots};
use crate::figure::Lang;
use crate::grammar::Reading;
use crate::lexicon::Tags;
use crate::span::Span;

/// Fills `what` and `unit`; `None` where a bare number turns out to be no figure.
pub(super) fn fill(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    mention: usize,
    governor: Governor,
    slots: &mut Slots,
) -> Option<()> {
    if let Some(header) = scene.header {
        return column(scene, sentence, token, mention, header, slots);
    }
    if matches!(scene.mentions[mention].reading, Reading::Count { .. })
        && (names_itself(sentence, token) || numbers_heading(scene, sentence, token))
    {
        return None;
    }
    let found = match &scene.mentions[mention].reading {
        Reading::Count { .. } => {
            let counted = counted(scene, sentence, token);
            if let Some(counted) = counted {
                let head = &sentence.tokens[counted.head];
                slots.unit = scene.lexicon.words.singular(scene.lang, head.text);
            } else if !stands_alone(sentence, token, governor) {
                return None;
            }
            counted
        }
        Reading::Percent { .. } => raised(scene, sentence, token, governor).or_else(|| share(scene, sentence, token)),
        Reading::Measure { .. } => measured(scene, sentence, token, governor),
        _ => money(scene, sentence, token, governor),
    };
    let found = found.or_else(|| earlier(scene, sentence, token, mention));
    if let (Reading::Count { .. }, Some(found), true) = (&scene.mentions[mention].reading, found, slots.unit.is_empty())
    {
        slots.unit = scene.lexicon.words.singular(scene.lang, sentence.tokens[found.head].text);
    }
    let listed = |found| {
        let count = matches!(scene.mentions[mention].reading, Reading::Count { .. });
        count.then(|| shared(scene, sentence, token, found)).flatten()
    };
    slots.what = found.map(|found| listed(found).unwrap_or_else(|| slot(scene, sentence, found)));
    Some(())
}

/// "3,000 direct and 7,600 indirect jobs": the figure's own words with the noun that stands with the next one.
fn shared(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, found: Phrase) -> Option<Slot> {
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
    let name = !opens
        && text.split(['-', ' ']).count() > 1
        && text.split(['-', ' ']).all(|w| w.starts_with(char::is_uppercase));
    let glued = token > 0
        && sentence.tokens[token - 1].mark('+')
        && sentence.tokens[token - 1].span.end == sentence.tokens[token].span.start;
    let alone = next.is_none_or(|t| !t.is_word() || t.is(Tags::AUX));
    // "the IMLS 250", "the Association (IDA) 21 replenishment"
    let numbered = text.len() <= 3
        && text.bytes().all(|b| b.is_ascii_digit())
        && next.is_some_and(|t| !t.is_acronym())
        && name_before(sentence, token).is_some();
    (year && level) || (name && alone) || glued || numbered
}

/// The acronym right before the figure, which may stand in brackets.
fn name_before<'a>(sentence: &'a Sentence<'_>, token: usize) -> Option<&'a super::token::Token<'a>> {
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

/// In a table the head of the column says what its cells are.
fn column(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    mention: usize,
    header: &str,
    slots: &mut Slots,
) -> Option<()> {
    let index = sentence.tokens[..token].iter().filter(|t| t.mark('|')).count();
    let head = header.split('|').nth(index).map(str::trim).filter(|head| !head.is_empty());
    let count = matches!(scene.mentions[mention].reading, Reading::Count { .. });
    // A bare number under "Millions of dollars" is another number: none is better than a wrong one.
    let scaled = ["thousand", "million", "billion", "millon", "$", "%", "percent"];
    if count && head.is_some_and(|head| scaled.iter().any(|scale| head.to_lowercase().contains(scale))) {
        return None;
    }
    // So is "$2,800" under "Deficit ($ billions)".
    let plain = !sentence.tokens[token].text.contains(char::is_alphabetic);
    let brackets = head.and_then(|head| Some(head.rsplit_once('(')?.1.to_lowercase()));
    if plain && brackets.is_some_and(|unit| scaled[..4].iter().any(|scale| unit.contains(scale))) {
        return None;
    }
    if let Some(head) = head {
        // The words stand in another block: no evidence in this one.
        slots.what = Some(Slot { text: head.to_owned(), span: Span::default() });
        if count {
            // "Jobs Protected", "Number of Enrollees Who Used the Drug in 2023": the last plural, but for what it opens with.
            let words = &scene.lexicon.words;
            let opening = head.split(" (").next().unwrap_or(head);
            let closed = Tags::REL.with(Tags::PREP).with(Tags::CONJ);
            let stop = |word: &&str| !words.tags(scene.lang, &word.to_lowercase()).any(closed) || *word == "of";
            let phrase = || opening.split(' ').take_while(stop);
            let plural = phrase().filter(|word| words.is_plural(scene.lang, &word.to_lowercase())).last();
            slots.unit = words.singular(scene.lang, plural.or_else(|| phrase().last()).unwrap_or(opening));
        }
    }
    Some(())
}

/// What an earlier figure of the sentence is of, where this one leaves it out: "connecting four million people, with one
/// million already connected", "$5 million in grants, bringing the total to $9 million", "agronomists—41% of whom".
fn earlier(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, mention: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let mut before = token;
    while before > 0 && tokens[before - 1].beside {
        before -= 1;
    }
    let reading = &scene.mentions[mention].reading;
    let whom = tokens.get(token + 1).is_some_and(|t| matches!(t.text, "of" | "de"))
        && tokens.get(token + 2).is_some_and(|t| matches!(t.text, "whom" | "which" | "them" | "quienes" | "ellos"));
    if whom {
        let mark = before.checked_sub(1).filter(|&i| !tokens[i].is_word() && tokens[i].figure().is_none())?;
        let start = phrase_start(tokens, mark);
        let first = (start..mark).find(|&i| !tokens[i].is(Tags::DET.with(Tags::POSS)))?;
        return Some(Phrase { start: first, end: mark, head: mark - 1 });
    }
    let total = before > 1 && tokens[before - 1].text == "to" && tokens[before - 2].text == "total";
    let left_out = matches!(reading, Reading::Count { .. })
        && before > 0
        && tokens[before - 1].text == "with"
        && tokens.get(token + 1).is_some_and(|t| t.is(Tags::ADV.with(Tags::PART)));
    if !total && !left_out {
        return None;
    }
    let same = |m: usize| std::mem::discriminant(&scene.mentions[m].reading) == std::mem::discriminant(reading);
    let other = tokens[..before].iter().rposition(|t| t.figure().is_some_and(same))?;
    match reading {
        Reading::Count { .. } => counted(scene, sentence, other),
        _ => money(scene, sentence, other, sentence.governor(other)),
    }
}

/// The phrase as a slot: without words that only count or compare ("additional", "total").
fn slot(scene: &Scene<'_>, sentence: &Sentence<'_>, mut found: Phrase) -> Slot {
    // "Micron’s investment": the owner is the actor.
    let verb = sentence.groups.iter().any(|g| g.head == found.start);
    if !verb && let Some(owner) = (found.start..found.end - 1).rev().find(|&i| sentence.tokens[i].possessive) {
        found.start = owner + 1;
    }
    while found.start + 1 < found.end
        && matches!(
            sentence.tokens[found.start].text,
            "additional" | "more" | "fewer" | "total" | "other" | "different" | "adicionales" | "más" | "nuevos"
        )
    {
        found.start += 1;
    }
    let span = found.span(sentence);
    let text = span.of(scene.text).trim_matches(|c| matches!(c, '"' | '“' | '”' | '*' | ' '));
    Slot { text: text.to_owned(), span }
}

/// The noun phrase after a count, or that of the next number it is listed with ("3,000 direct and 7,600 indirect jobs").
fn counted(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let mut at = token + 1;
    while sentence.tokens.get(at).is_some_and(|t| t.beside || t.mark('*') || t.mark('"') || t.mark('“')) {
        at += 1;
    }
    // "three of the countries", "1.5 million of them"
    if sentence.tokens.get(at).is_some_and(|t| matches!(t.text, "of" | "de")) {
        let found = phrase(sentence, at + 1, scene.lang, scene.lexicon)?;
        return (!sentence.tokens[found.head].is(Tags::PRON)).then_some(found);
    }
    let own = phrase(sentence, at, scene.lang, scene.lexicon).map(|own| several(scene, sentence, token, own));
    if let Some(own) = own {
        let head = &sentence.tokens[own.head];
        let plural = |i: usize| scene.lexicon.words.is_plural(scene.lang, &sentence.tokens[i].text.to_lowercase());
        let unfinished = !(own.start..own.end).any(plural) && !head.is(Tags::WHO);
        if unfinished && let Some(listed) = listed(scene, sentence, own.end) {
            return Some(listed);
        }
        // "588,000 eligible for relief": the people are left unsaid.
        let described = unfinished && sentence.tokens[own.start..own.end].iter().all(|t| t.is(Tags::ADJECTIVE));
        let ends = sentence.tokens.get(own.end).is_none_or(|t| !t.is_word() || t.is(Tags::PREP));
        return (!(described && ends)).then_some(own);
    }
    listed(scene, sentence, at).or_else(|| before_colon(scene, sentence, token))
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
fn listed(scene: &Scene<'_>, sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
    let join = sentence.tokens.get(at)?;
    if !join.is(Tags::CONJ) && !join.mark(',') && join.text != "to" {
        return None;
    }
    let next = (at + 1..(at + 6).min(sentence.tokens.len())).find(|&i| sentence.tokens[i].figure().is_some())?;
    let between = &sentence.tokens[at + 1..next];
    if !between.iter().all(|t| t.beside || t.is(Tags::CONJ.with(Tags::DET))) {
        return None;
    }
    let count =
        sentence.tokens[next].figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Count { .. }));
    count.then(|| phrase(sentence, next + 1, scene.lang, scene.lexicon)).flatten()
}

/// "jobs: 3,000" and "7 MILLION: Estimated Number of People in Need".
fn before_colon(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    if tokens.get(token + 1).is_some_and(|t| t.mark(':')) {
        let found = phrase(sentence, token + 2, scene.lang, scene.lexicon)?;
        let number = matches!(tokens[found.head].text, "number" | "Number" | "número" | "Número");
        // "1,600: number of lobbyists"
        return number.then(|| after_preposition(scene, sentence, found.head, &["of", "de"])).flatten().or(Some(found));
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
    (start < colon && !speaker).then_some(Phrase { start, end: colon, head: colon - 1 })
}

/// Whether a number without a noun is still a figure: a verb that counts governs it, or a pronoun follows.
fn stands_alone(sentence: &Sentence<'_>, token: usize, governor: Governor) -> bool {
    if sentence.tokens.iter().any(|t| t.mark('|')) {
        return true;
    }
    let counts = Tags::HELP.with(Tags::TRAIN).with(Tags::RESULT).with(Tags::EMPLOY).with(Tags::GIVE);
    let governed =
        governor.group.is_some_and(|g| sentence.groups[g].tags.any(counts) && token <= sentence.groups[g].head + 5);
    let compared = token > 0 && sentence.tokens[token - 1].beside;
    let described = sentence.tokens.get(token + 1).is_some_and(|t| t.is(Tags::ADJECTIVE.with(Tags::ADV)));
    governed || compared || described
}

/// "1 million pounds of yarn"; "the Maya Train, 1,500 kilometers"; "spreads the practice across 200 acres": what a measure
/// is of.
fn measured(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let mut before = token;
    while before > 0 && (tokens[before - 1].beside || tokens[before - 1].is(Tags::DET)) {
        before -= 1;
    }
    let links = ["across", "over", "on", "along", "by", "at", "a", "en"];
    let link = before.checked_sub(1).filter(|&i| links.contains(&tokens[i].text));
    let group = governor.group.map(|g| &sentence.groups[g]).filter(|g| !governor.as_subject && !g.passive);
    if let (Some(link), Some(group)) = (link, group)
        && let Some(object) = phrase(sentence, group.head + 1, scene.lang, scene.lexicon)
    {
        let object = with_of(scene, sentence, object);
        if object.end <= link {
            return Some(object);
        }
    }
    // The unit's own words may stand behind the figure. A name there is where the distance is counted from.
    let of = (token..(token + 3).min(tokens.len())).find_map(|t| after_preposition(scene, sentence, t, &["of", "de"]));
    if let Some(of) = of.filter(|of| !tokens[of.start].capital) {
        return Some(of);
    }
    let comma = token.checked_sub(1).filter(|&i| i > 0 && tokens[i].mark(','))?;
    let start = phrase_start(tokens, comma);
    let first = (start..comma).find(|&i| !tokens[i].is(Tags::DET))?;
    tokens[first].capital.then_some(Phrase { start: first, end: comma, head: comma - 1 })
}

/// "41% of whom are women", "50% production of zero-emission vehicles", "30 percent of land and waters".
fn share(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    after_preposition(scene, sentence, token, &["of", "in", "de", "en"]).or_else(|| {
        let own = phrase(sentence, skip_time(scene, sentence, token + 1), scene.lang, scene.lexicon)?;
        Some(with_of(scene, sentence, own))
    })
}

/// The phrase after one of these prepositions directly behind the figure.
fn after_preposition(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    prepositions: &[&str],
) -> Option<Phrase> {
    let preposition = sentence.tokens.get(token + 1)?;
    if !prepositions.contains(&preposition.text) {
        return None;
    }
    let mut start = token + 2;
    while sentence
        .tokens
        .get(start)
        .is_some_and(|t| t.beside || t.figure().is_some_and(|m| !super::is_time(&scene.mentions[m].reading)))
    {
        start += 1;
    }
    let gerund = sentence
        .groups
        .iter()
        .find(|g| g.first == start && matches!(g.form, Form::Gerund | Form::Infinitive))
        .map(|g| g.head + 1);
    let mut start = gerund.unwrap_or(start);
    while gerund.is_some() && sentence.tokens.get(start).is_some_and(|t| matches!(t.text, "en" | "a" | "in" | "to")) {
        start += 1;
    }
    let found = phrase(sentence, start, scene.lang, scene.lexicon)?;
    // "in response to", "in partnership with": no thing, but a way.
    let next = sentence.tokens.get(found.end);
    let way = found.end - found.start == 1
        && sentence.tokens[found.head].is(Tags::WAY)
        && next.is_none_or(|t| t.is(Tags::PREP) || t.text == "to" || !t.is_word());
    if way {
        return None;
    }
    // "for seniors", "to 114 grantees": who gets money is not what it is.
    let money =
        sentence.tokens[token].figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Money { .. }));
    let head = &sentence.tokens[found.head];
    let body = head.is_acronym() && found.end - found.start == 1
        || sentence.tokens[found.start..found.end].iter().any(|t| t.capital && t.is(Tags::TERRITORY));
    let who = head.is(Tags::PEOPLE.with(Tags::BENEFICIARY).with(Tags::EMPLOYEE)) || body;
    let given = money && matches!(preposition.text, "for" | "to" | "para") && who;
    // "$700 million in the Inflation Reduction Act": where it stands.
    let stands = money && preposition.text == "in" && head.capital && head.is(Tags::LAW) && !head.is(Tags::VEHICLE);
    if given || stands {
        return None;
    }
    let place = sentence.places.iter().any(|p| p.start <= found.start && found.start < p.end && p.end >= found.end);
    (!place && sentence.tokens[found.start].figure().is_none()).then_some(found)
}

/// The phrase with the "of …" that completes it.
fn with_of(scene: &Scene<'_>, sentence: &Sentence<'_>, found: Phrase) -> Phrase {
    if sentence.tokens.get(found.end).is_some_and(|t| matches!(t.text, "of" | "de" | "del"))
        && let Some(more) = phrase(sentence, found.end + 1, scene.lang, scene.lexicon)
    {
        return Phrase { end: more.end, ..found };
    }
    found
}

/// What money is.
fn money(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    let (lang, lexicon) = (scene.lang, scene.lexicon);
    let tokens = &sentence.tokens;
    let mut at = token + 1;
    while tokens.get(at).is_some_and(|t| t.beside) {
        at += 1;
    }
    let describes = |own: &Phrase| tokens[own.start..own.end].iter().all(|t| t.is(Tags::ADJECTIVE) && !t.is(Tags::WHO));
    if let Some(own) = phrase(sentence, at, lang, lexicon)
        .filter(|own| (own.start == at || is_quoted(sentence, own.start)) && !describes(own))
    {
        return Some(with_name(scene, sentence, own));
    }
    if tokens.get(at).is_some_and(|t| t.text == "worth")
        && let Some(found) = after_preposition(scene, sentence, at, &["of"])
    {
        return Some(found);
    }
    if let Some(found) = raised(scene, sentence, token, governor) {
        return Some(found);
    }
    let at = skip_time(scene, sentence, at);
    // "the $4 billion that they offered to invest in welfare"
    if tokens.get(at).is_some_and(|t| t.is(Tags::REL) || t.text == "that") {
        let giving =
            sentence.groups.iter().find(|g| g.first > at && g.form == Form::Infinitive && g.tags.any(Tags::GIVE));
        if let Some(found) =
            giving.and_then(|g| after_preposition(scene, sentence, g.head, &["in", "en", "for", "para", "on"]))
        {
            return Some(with_of(scene, sentence, found));
        }
    }
    for prepositions in [&["in", "of", "de", "en"][..], &["for", "para", "toward", "towards"]] {
        if let Some(found) = after_preposition(scene, sentence, at - 1, prepositions) {
            return Some(found);
        }
    }
    if let Some(found) = named_before(sentence, token) {
        return Some(found);
    }
    if let Some(found) = spent(scene, sentence, token, governor) {
        return Some(found);
    }
    let receiver = after_preposition(scene, sentence, at - 1, &["to"]);
    let aimed = purpose(scene, sentence, at);
    match receiver {
        // "to USAID’s Initiative", "to small businesses" say what it is for; "to Multiverse to assist" the purpose.
        Some(found) if aimed.is_none() || !sentence.tokens[found.start].capital || named_vehicle(sentence, found) => {
            Some(found)
        }
        _ => aimed.or_else(|| amounting(sentence, token, governor)),
    }
}

fn is_quoted(sentence: &Sentence<'_>, start: usize) -> bool {
    start > 0 && matches!(sentence.tokens[start - 1].text, "*" | "“" | "\"")
}

fn named_vehicle(sentence: &Sentence<'_>, found: Phrase) -> bool {
    sentence.tokens[found.start..found.end].iter().any(|t| t.is(Tags::VEHICLE))
}

/// A name goes on over "of" and "for" to its next capital: "Center for Gender Equity".
fn with_name(scene: &Scene<'_>, sentence: &Sentence<'_>, found: Phrase) -> Phrase {
    let tokens = &sentence.tokens;
    let mut end = found.end;
    while tokens[end - 1].capital
        && tokens.get(end).is_some_and(|t| matches!(t.text, "of" | "for" | "and" | "de"))
        && tokens.get(end + 1).is_some_and(|t| t.capital && t.is_word())
    {
        end += 2;
        while tokens.get(end).is_some_and(|t| t.capital && t.is_word()) {
            end += 1;
        }
    }
    // "U.S. Department of Agriculture (USDA) pilot program": the noun behind the brackets is the head.
    let bracketed = end > found.start
        && tokens[end - 1].capital
        && tokens.get(end).is_some_and(|t| t.mark('('))
        && tokens.get(end + 2).is_some_and(|t| t.mark(')'));
    if bracketed
        && let Some(more) = phrase(sentence, end + 3, scene.lang, scene.lexicon).filter(|more| more.start == end + 3)
    {
        return Phrase { end: more.end, head: more.head, ..found };
    }
    Phrase { end, ..found }
}

/// The token behind "over the next five years", "by 2025," that stand between money and what it is for.
fn skip_time(scene: &Scene<'_>, sentence: &Sentence<'_>, at: usize) -> usize {
    let tokens = &sentence.tokens;
    let mut start = at;
    while tokens.get(start).is_some_and(|t| t.mark(',') || matches!(t.text, "respectively" | "respectivamente")) {
        start += 1;
    }
    if start > at + 1 && tokens.get(start).is_some_and(|t| t.is_word()) && tokens[start - 2].is_word() {
        return start;
    }
    let is_time = |i: usize| tokens[i].figure().is_some_and(|m| super::is_time(&scene.mentions[m].reading));
    if !tokens.get(start).is_some_and(|t| t.is(Tags::PREP)) {
        return at;
    }
    let Some(time) = (start + 1..(start + 4).min(tokens.len())).find(|&i| is_time(i)) else { return at };
    let small = tokens[start + 1..time].iter().all(|t| t.beside || t.is(Tags::DET.with(Tags::PREP)));
    let next = time + 1 + usize::from(tokens.get(time + 1).is_some_and(|t| t.mark(',')));
    if small { next } else { at }
}

/// "increase its spending by $300 million": what is raised or lowered.
fn raised(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    let mut by = token;
    while by > 0 && sentence.tokens[by - 1].beside {
        by -= 1;
    }
    let by = by.checked_sub(1)?;
    let group = &sentence.groups[governor.group?];
    let raises = group.tags.any(Tags::UP.with(Tags::DOWN))
        && matches!(sentence.tokens[by].text, "by" | "en" | "from" | "to" | "de" | "a");
    if !raises || group.head >= by {
        return None;
    }
    // "from $500 to $700": the same for both.
    let object = phrase(sentence, group.head + 1, scene.lang, scene.lexicon)?;
    let object = with_of(scene, sentence, object);
    (object.end <= by).then_some(object)
}

/// "of which $2.2 million were dedicated to renewable energy", "$150 million to be spent across coffee purchases".
fn spent(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    let behind = sentence.groups.iter().find(|g| g.first == token + 1);
    let own = governor.group.map(|g| &sentence.groups[g]).filter(|g| governor.as_subject && g.passive);
    let group = behind.filter(|g| g.passive || g.form == Form::Participle).or(own)?;
    let link = group.head + 1;
    let goes = sentence
        .tokens
        .get(link)
        .is_some_and(|t| matches!(t.text, "to" | "for" | "on" | "across" | "in" | "toward" | "towards"));
    goes.then(|| phrase(sentence, link + 1, scene.lang, scene.lexicon)).flatten()
}

/// "to implement the Academy": the object of the purpose behind the figure.
fn purpose(scene: &Scene<'_>, sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let mut from = at;
    for (index, group) in sentence.groups.iter().enumerate().filter(|(_, g)| g.first >= at) {
        let between = &tokens[from.min(group.first)..group.first];
        let directly = group.form == Form::Gerund && group.first == at;
        if group.form != Form::Infinitive && !directly
            || group.passive
            || between.iter().any(|t| t.is_strong() || t.is(Tags::REL))
        {
            return None;
        }
        let mut start = group.head + 1;
        let small = Tags::ADV.with(Tags::DET).with(Tags::POSS);
        while tokens.get(start).is_some_and(|t| t.figure().is_some() || t.beside || t.is(small) || t.text == "in") {
            start += 1;
        }
        // "to partner with X to improve incomes": the first verb with an object tells.
        if let Some(found) = phrase(sentence, start, scene.lang, scene.lexicon) {
            let found = with_of(scene, sentence, with_name(scene, sentence, found));
            let pays_for = Tags::START.with(Tags::GIVE).with(Tags::TELIC);
            let made = group.tags.any(pays_for) && !tokens[found.head].is(Tags::PEOPLE.with(Tags::BENEFICIARY));
            return Some(if made && !does(sentence, found.end) { found } else { done(scene, sentence, group, found) });
        }
        from = sentence.groups[index].head + 1;
    }
    None
}

/// Whether a verb follows, of which what stands before it is the doer.
fn does(sentence: &Sentence<'_>, at: usize) -> bool {
    let base = sentence.tokens.get(at).is_some_and(|t| t.is_word() && t.is(Tags::BASE) && !t.is(Tags::PREP));
    base || sentence.groups.iter().any(|g| g.first == at && g.form == Form::Finite)
}

/// "to combat opioids", "to help schools reopen": what is done, where its object alone would say another thing.
fn done(scene: &Scene<'_>, sentence: &Sentence<'_>, group: &Group, object: Phrase) -> Phrase {
    let mut end = object.end;
    if does(sentence, end) {
        end = sentence.groups.iter().find(|g| g.first == end).map_or(end, |g| g.head) + 1;
        let next = phrase(sentence, end, scene.lang, scene.lexicon).filter(|next| next.end < end + 8);
        end = next.map_or(end, |next| next.end);
    }
    Phrase { start: group.head, end, head: object.head }
}

/// "Sales reached $5 million", "a budget that totals $3 billion", "the cost was $10": the subject of a verb that tells how
/// much it is.
fn amounting(sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let group = &sentence.groups[governor.group?];
    let bare = group.tags.any(Tags::BE)
        && tokens[group.head + 1..token.max(group.head + 1)].iter().all(|t| t.beside || t.is(Tags::ADV));
    if governor.as_subject || group.head > token || !(group.tags.any(Tags::AMOUNTS) || bare) {
        return None;
    }
    let (start, end) = group.subject?;
    let first =
        (start..end).find(|&i| !tokens[i].is(Tags::DET.with(Tags::POSS).with(Tags::CONJ)) && !tokens[i].possessive)?;
    let last = (first..end).take_while(|&i| tokens[i].is_word() && !tokens[i].is(Tags::PREP.with(Tags::REL))).last()?;
    let head = &tokens[last];
    // A capital may only begin the sentence.
    let named = head.capital && (last > 0 || head.tags == Tags::default()) || head.is_acronym();
    let thing = !named && !head.is(Tags::PRON.with(Tags::PEOPLE).with(Tags::BODY).with(Tags::ANAPHOR));
    thing.then_some(Phrase { start: first, end: last + 1, head: last })
}

/// "an investment of $82 million", "sales totaling $78.6 million": the noun that the figure completes.
fn named_before(sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let mut before = token;
    while before > 0 && (tokens[before - 1].beside || tokens[before - 1].is(Tags::DET.with(Tags::POSS))) {
        before -= 1;
    }
    // "a total of", "a minimum of" only measure.
    loop {
        let measure = before >= 2
            && tokens[before - 1].text == "of"
            && matches!(
                tokens[before - 2].text,
                "total"
                    | "average"
                    | "median"
                    | "minimum"
                    | "maximum"
                    | "combined"
                    | "amount"
                    | "sum"
                    | "value"
                    | "worth"
            );
        if !measure {
            break;
        }
        before -= 2;
        while before > 0 && (tokens[before - 1].beside || tokens[before - 1].is(Tags::DET)) {
            before -= 1;
        }
    }
    let link = before.checked_sub(1)?;
    if !matches!(tokens[link].text, "of" | "totaling" | "totalling" | "worth" | "de" | "a" | "to")
        || (matches!(tokens[link].text, "a" | "to") && !tokens[link - 1].text.starts_with("equ"))
        || link == 0
    {
        return None;
    }
    let link = if link > 1 && matches!(tokens[link - 1].text, "equivalente" | "equivalent" | "equal") {
        link - 1
    } else {
        link
    };
    let start = phrase_start(tokens, link);
    let mut first = start;
    while first < link && tokens[first].is(Tags::DET.with(Tags::POSS)) {
        first += 1;
    }
    (first < link
        && tokens[link - 1].is_word()
        && !tokens[link - 1].is(Tags::VERB.without(Tags::BASE.with(Tags::THIRD))))
    .then_some(Phrase { start: first, end: link, head: link - 1 })
}
