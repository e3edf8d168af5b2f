//! The slot `what`: the noun phrase counted, or what an amount is; and `unit`, a count's singular head.
//!
//! "26 major construction projects at", "3,000 direct and 7,600 indirect jobs", "jobs: 3,000", "54 rings, of which 19".

use super::amount::{after_preposition, growth, measured, money, raised, risen, share, subject_phrase};
use super::clause::{Form, phrase_start};
use super::noun::{Phrase, phrase};
use super::token::Token;
use super::{Governor, Scene, Sentence, Slot, Slots};
use crate::figure::Lang;
use crate::grammar::Reading;
use crate::lexicon::Tags;
use rust_decimal::Decimal;

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
        return super::table::fill(scene, sentence, token, mention, header, slots);
    }
    if matches!(scene.mentions[mention].reading, Reading::Count { .. })
        && (names_itself(sentence, token)
            || begins_name(scene, sentence, token)
            || numbers_heading(scene, sentence, token))
    {
        return None;
    }
    let found = match &scene.mentions[mention].reading {
        Reading::Count { .. } => {
            let counted = counted(scene, sentence, token).or_else(|| left_out_of(scene, sentence, token, governor));
            if let Some(counted) = counted {
                let head = &sentence.tokens[counted.head];
                slots.unit = scene.lexicon.words.singular(scene.lang, head.text);
            } else if !stands_alone(scene, sentence, token, governor) || is_part_of_money(scene, sentence, token) {
                return None;
            }
            counted
        }
        Reading::Percent { .. } => percent(scene, sentence, token, governor),
        Reading::Measure { .. } => {
            measured(scene, sentence, token, governor).or_else(|| risen(scene, sentence, token, governor))
        }
        _ => money(scene, sentence, token, governor),
    };
    let found = super::in_other_money(scene, sentence, token)
        .and_then(|whole| money(scene, sentence, whole, sentence.governor(whole)))
        .or(found)
        .or_else(|| earlier(scene, sentence, token, mention));
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

/// "$5 million, of which 2 million": the rest of an amount, whose unit is left unsaid.
fn is_part_of_money(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> bool {
    let tokens = &sentence.tokens;
    let before = (0..token).rev().find(|&i| !tokens[i].beside);
    let which = before.filter(|&i| i > 0 && matches!(tokens[i].text, "which" | "cuales" | "que" | "them"));
    let whole = tokens[..token].iter().rev().find_map(Token::figure);
    which.is_some() && whole.is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Money { .. }))
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
    let plain = number.len() < 4 && number.bytes().all(|b| b.is_ascii_digit()) && number != "1";
    if !plain || token == 0 || !matches!(tokens[token - 1].text, "the" | "The") {
        return false;
    }
    let capital = |t: &&Token<'_>| t.is_word() && (t.capital || t.is(Tags::CONJ));
    let name: Vec<_> = tokens[token + 1..].iter().take_while(capital).collect();
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

/// What an earlier figure of the sentence is of, where this one leaves it out: "connecting four million people, with one
/// million already connected", "$5 million in grants, bringing the total to $9 million", "agronomists—41% of whom".
fn earlier(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, mention: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let mut before = token;
    while before > 0 && tokens[before - 1].beside {
        before -= 1;
    }
    let reading = &scene.mentions[mention].reading;
    let same = |m: usize| std::mem::discriminant(&scene.mentions[m].reading) == std::mem::discriminant(reading);
    // "54 rings, of which 19 were", "escuelas, de las cuales 20 son"
    let which = before.checked_sub(1).filter(|&i| i > 1 && is_of_which(sentence, i));
    if matches!(reading, Reading::Count { .. })
        && let Some(which) = which
    {
        let other = tokens[..which].iter().rposition(|t| t.figure().is_some_and(same))?;
        return counted(scene, sentence, other);
    }
    if of_which(sentence, token) {
        // "five states of the south, three of which"
        let counts = matches!(reading, Reading::Count { .. });
        let other = tokens[..before].iter().rposition(|t| t.figure().is_some_and(same)).filter(|_| counts);
        if let Some(found) = other.and_then(|other| counted(scene, sentence, other)) {
            return Some(found);
        }
        let mark = before.checked_sub(1).filter(|&i| !tokens[i].is_word() && tokens[i].figure().is_none())?;
        let start = phrase_start(tokens, mark);
        let first = (start..mark).find(|&i| !tokens[i].is(Tags::DET.with(Tags::POSS)))?;
        return Some(Phrase { start: first, end: mark, head: mark - 1 });
    }
    let total = before > 1 && tokens[before - 1].text == "to" && tokens[before - 2].text == "total";
    let from = before > 1 && tokens[before - 1].text == "from" && matches!(tokens[before - 2].text, "up" | "down");
    let left_out = matches!(reading, Reading::Count { .. })
        && before > 0
        && tokens[before - 1].text == "with"
        && tokens.get(token + 1).is_some_and(|t| t.is(Tags::ADV.with(Tags::PART)));
    // "against 4.1 percent in 2022", "compared with 248,000"
    let against = before > 0
        && (matches!(tokens[before - 1].text, "against" | "versus")
            || before > 1
                && matches!(
                    (tokens[before - 2].text, tokens[before - 1].text),
                    ("compared", "with" | "to") | ("frente" | "contra", "a")
                ));
    if !total && !left_out && !from && !against {
        return None;
    }
    let other = tokens[..before].iter().rposition(|t| t.figure().is_some_and(same))?;
    let governor = sentence.governor(other);
    match reading {
        Reading::Count { .. } => {
            counted(scene, sentence, other).or_else(|| left_out_of(scene, sentence, other, governor))
        }
        Reading::Percent { .. } => percent(scene, sentence, other, governor),
        _ => money(scene, sentence, other, governor),
    }
}

/// What a percentage is of.
fn percent(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    raised(scene, sentence, token, governor)
        .or_else(|| risen(scene, sentence, token, governor))
        .or_else(|| share(scene, sentence, token))
        .or_else(|| growth(scene, sentence, token))
}

/// "three of which", "tres de los cuales": the pronoun behind the figure.
fn of_which(sentence: &Sentence<'_>, token: usize) -> bool {
    let tokens = &sentence.tokens;
    let of = tokens.get(token + 1).is_some_and(|t| matches!(t.text, "of" | "de"));
    let at = token + 2 + usize::from(tokens.get(token + 2).is_some_and(|t| t.is(Tags::DET) && !t.is(Tags::PRON)));
    let pronouns = ["whom", "which", "them", "quienes", "ellos", "ellas", "cuales"];
    of && tokens.get(at).is_some_and(|t| pronouns.contains(&t.text))
}

/// Whether "of which" ends at this token.
fn is_of_which(sentence: &Sentence<'_>, at: usize) -> bool {
    let tokens = &sentence.tokens;
    let of = |i: usize| matches!(tokens[i].text, "of" | "de");
    matches!(tokens[at].text, "which" | "whom" | "cuales" | "que")
        && (of(at - 1) || tokens[at - 1].is(Tags::DET) && of(at - 2))
}

/// The phrase as a slot: without words that only count or compare ("additional", "total").
fn slot(scene: &Scene<'_>, sentence: &Sentence<'_>, mut found: Phrase) -> Slot {
    // "Micron’s investment": the owner is the actor.
    let verb = sentence.groups.iter().any(|g| g.head == found.start);
    if !verb && let Some(owner) = (found.start..found.end - 1).rev().find(|&i| sentence.tokens[i].possessive) {
        found.start = owner + 1;
    }
    // "funding available"
    while scene.lang == Lang::En && found.start + 1 < found.end && {
        let last = &sentence.tokens[found.end - 1];
        last.is(Tags::ADJECTIVE)
            && !last.is(Tags::WHO.with(Tags::NOUNISH))
            && !last.capital
            && !sentence.tokens[found.end - 2].is(Tags::ADJECTIVE)
    } {
        found.end -= 1;
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
        // "seven of the ten user associations"
        let whole = |t: &Token<'_>| t.figure().is_some() || t.beside || t.is(Tags::DET.with(Tags::POSS));
        let first = (at + 1..sentence.tokens.len()).find(|&i| !whole(&sentence.tokens[i])).unwrap_or(at + 1);
        let found = phrase(sentence, first, scene.lang, scene.lexicon)?;
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
        // "five quality of life indicators"
        let of = sentence.tokens.get(own.end).is_some_and(|t| t.text == "of");
        let more = phrase(sentence, own.end + 1, scene.lang, scene.lexicon)
            .filter(|more| unfinished && of && plural(more.head));
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
    listed(scene, sentence, at).or_else(|| before_colon(scene, sentence, token))
}

/// "mil 200 empleos directos y 3 mil 500 indirectos": the noun of the figure before, where only an adjective follows.
fn described_like(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, adjective: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let near = token.saturating_sub(10)..token;
    let before = near.rev().find(|&i| tokens[i].figure().is_some())?;
    let joined = tokens[before + 1..token].iter().any(|t| t.is(Tags::CONJ));
    let found = phrase(sentence, before + 1, scene.lang, scene.lexicon)
        .filter(|_| joined && tokens[adjective].is(Tags::ADJECTIVE))?;
    let plural = scene.lexicon.words.is_plural(scene.lang, &tokens[found.head].text.to_lowercase());
    let alike = found.end > found.head + 1 || found.start < found.head;
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
    (start < colon && !speaker).then_some(Phrase { start, end: colon, head: colon - 1 })
}

/// Whether a number without a noun is still a figure: it is written as only amounts are, a verb that counts governs it, it
/// is the subject of its clause, or a pronoun follows.
fn stands_alone(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor) -> bool {
    let tokens = &sentence.tokens;
    if tokens.iter().any(|t| t.mark('|')) {
        return true;
    }
    let counts = Tags::HELP.with(Tags::TRAIN).with(Tags::RESULT).with(Tags::EMPLOY).with(Tags::GIVE);
    let governed =
        governor.group.is_some_and(|g| sentence.groups[g].tags.any(counts) && token <= sentence.groups[g].head + 5);
    let compared = token > 0 && tokens[token - 1].beside;
    // "3,200 growers, up from 900"
    let from = token > 1 && tokens[token - 1].text == "from" && matches!(tokens[token - 2].text, "up" | "down");
    let described = tokens.get(token + 1).is_some_and(|t| t.is(Tags::ADJECTIVE.with(Tags::ADV)));
    let before = token.checked_sub(1).filter(|&i| i > 1);
    let part = of_which(sentence, token) || before.is_some_and(|i| is_of_which(sentence, i));
    governed
        || compared
        || from
        || described
        || part
        || is_grouped(scene, sentence, token)
        || is_subject(sentence, token)
}

/// What a large number without a noun is of: "8,050 in construction jobs", "216,900 are grant recipients", "increasing the
/// number of tests by 10 million".
fn left_out_of(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    // "the number of awards rose from 58", "doubles the number of seats to 96"
    let changed = raised(scene, sentence, token, governor).or_else(|| {
        let group = &sentence.groups[governor.group.filter(|_| !governor.as_subject)?];
        let changes = group.form == Form::Finite && group.tags.any(Tags::UP.with(Tags::DOWN));
        changes.then(|| subject_phrase(scene, sentence, group)).flatten()
    });
    let changed = changed.filter(|found| matches!(sentence.tokens[found.head].text, "number" | "número"));
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
fn is_grouped(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> bool {
    let reading = sentence.tokens[token].figure().map(|m| &scene.mentions[m].reading);
    let large = matches!(reading, Some(Reading::Count { amount }) if amount.value >= Decimal::ONE_THOUSAND);
    large && !sentence.tokens[token].is_plain_number()
}

/// "Of these, 15 represent Tribes", "and 40 were": a number that opens its clause before a verb.
fn is_subject(sentence: &Sentence<'_>, token: usize) -> bool {
    let tokens = &sentence.tokens;
    let rest = |t: &Token<'_>| matches!(t.text, "that" | "remaining" | "other" | "others" | "restantes");
    let opens =
        token > 0 && (tokens[token - 1].mark(',') || tokens[token - 1].is(Tags::CONJ) || rest(&tokens[token - 1]));
    let verb = sentence.groups.iter().find(|g| g.first == token + 1);
    opens && verb.is_some_and(|g| g.form == Form::Finite)
}
