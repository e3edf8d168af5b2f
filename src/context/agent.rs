//! Who acts where no subject says so: "by X", the owner of "USAID’s $56 million initiative", the name of a verb left out,
//! the name before a bracket, who the money comes from, "through X".

use super::clause::{name_start, phrase_start};
use super::group::Form;
use super::name::{is_name, name, parts};
use super::token::Token;
use super::{Governor, Scene, Sentence, Slot};
use crate::grammar::Reading;
use crate::lexicon::Tags;

/// "Canada gave $5 million; Mexico, $3 million": the name that shares the verb of the clause before.
pub(super) fn gapped(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Slot> {
    let tokens = &sentence.tokens;
    let mut at = token;
    while at > 0 && (tokens[at - 1].beside || tokens[at - 1].is(Tags::DET)) {
        at -= 1;
    }
    let another = tokens[at..token].iter().any(|t| matches!(t.text, "another" | "otro" | "otra" | "otros" | "otras"));
    // "and the European Union a grant of €12 million"
    let given = at > 2
        && matches!(tokens[at - 1].text, "of" | "de")
        && scene.lexicon.words.money(scene.lang, tokens[at - 2].text).is_some();
    let article = (at.saturating_sub(5)..at.saturating_sub(2)).rev().find(|&i| tokens[i].is(Tags::DET));
    let noun = article.filter(|_| given);
    at = noun.unwrap_or(at);
    let comma = at > 0 && tokens[at - 1].mark(',');
    let end = at - usize::from(comma);
    let first = name_start(tokens, 0, end);
    // "and the province $71 million"
    let body = first == end
        && end > 1
        && tokens[end - 1].is(Tags::BODY.with(Tags::TERRITORY))
        && tokens[end - 2].is(Tags::DET);
    let first = first - usize::from(body);
    let before = (0..first).rev().find(|&i| !tokens[i].is(Tags::DET))?;
    // "The EU pledged €6.5 million and Norway NOK 40 million": nothing but the name between the two.
    let money = matches!(scene.mentions[tokens[token].figure()?].reading, Reading::Money { .. });
    let plain = at == token && money && before > 0 && tokens[before - 1].figure().is_some();
    let said = another || noun.is_some() || plain;
    // "gave $5 million, Norway $3 million"
    let listed = plain && !comma && tokens[before].mark(',') && before > 0 && tokens[before - 1].figure().is_some();
    let joins = listed
        || tokens[before].mark(';')
        || said && tokens[before].is(Tags::CONJ) && before > 0 && !tokens[before - 1].capital;
    let kind = |t: &Token<'_>| t.figure().map(|m| std::mem::discriminant(&scene.mentions[m].reading));
    let like = tokens[..before].iter().any(|t| kind(t).is_some() && kind(t) == kind(&tokens[token]));
    (first < end && (comma || said) && joins && like && !sentence.in_group(end - 1))
        .then(|| {
            let span = tokens[first].span.join(tokens[end - 1].span);
            let plain = body.then(|| Slot { text: span.of(scene.text).to_owned(), span });
            plain.or_else(|| name(scene, sentence, first, end))
        })
        .flatten()
}

/// "A través de la Amexcid, 20 mil campesinos reciben", "With support from USAID, 850 farmers received": who stands behind
/// what the figure's own verb tells.
pub(super) fn backed(scene: &Scene<'_>, sentence: &Sentence<'_>, governor: Governor) -> Option<Slot> {
    let tokens = &sentence.tokens;
    let comma = tokens.iter().take(16).position(|t| t.mark(',')).filter(|_| governor.as_subject)?;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.text);
    let supports = ["support", "backing", "help", "funding", "apoyo", "respaldo", "ayuda"];
    let start = match (word(0), word(1)) {
        ("Through" | "Via" | "Mediante", _) => 1,
        ("A", "través") | ("Por", "medio") => 3,
        ("With" | "Con", _) => (1..4).find(|&i| supports.contains(&word(i))).map(|i| i + 2)?,
        _ => return None,
    };
    let first = (start..comma).find(|&i| !tokens[i].is(Tags::DET))?;
    name(scene, sentence, first, comma)
}

/// "donors, including Japan ($1.08 billion) and Germany (€1.3 billion)": the name before the brackets, where several stand so.
pub(super) fn bracketed(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Slot> {
    let tokens = &sentence.tokens;
    let named = |at: usize| {
        let open = (0..at).rev().find(|&i| !tokens[i].beside).filter(|&i| i > 0 && tokens[i].mark('('))?;
        let first = name_start(tokens, 0, open);
        let placed =
            first.checked_sub(1).is_some_and(|i| matches!(tokens[i].text, "in" | "to" | "for" | "en" | "a" | "para"));
        (first < open && !placed).then_some((first, open))
    };
    let money =
        |i: usize| tokens[i].figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Money { .. }));
    let (first, end) = named(token).filter(|_| money(token))?;
    // "across Australia ($8 billion) and Malaysia ($6 billion)": where, not who.
    let pairs = || (0..tokens.len()).filter(|&i| money(i)).filter_map(named);
    let placed = pairs()
        .next()
        .and_then(|(first, _)| first.checked_sub(1))
        .is_some_and(|i| tokens[i].is(Tags::PREP) && !tokens[i].is(Tags::INCLUDE));
    let several = pairs().count() > 1 && !placed;
    several.then(|| name(scene, sentence, first, end)).flatten()
}

/// "joined by $50 million from the IDB": who the money comes from, where no verb says who gives it.
pub(super) fn giver(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, mention: usize) -> Option<Slot> {
    let tokens = &sentence.tokens;
    let money = matches!(scene.mentions[mention].reading, Reading::Money { .. });
    // "a $5 million commitment from Etihad", "With $6 million in assistance from the agency,"
    let noun = tokens.get(token + 1).is_some_and(|t| t.is(Tags::PROMISE));
    let fronted = fronted_gift(tokens, token);
    let link = fronted.unwrap_or(token + 1 + usize::from(noun));
    let from = tokens.get(link).is_some_and(|t| money && matches!(t.text, "from" | "provenientes"));
    let start = (link + 1..tokens.len()).find(|&i| !tokens[i].is(Tags::DET) && tokens[i].text != "de")?;
    // "from HUD’s Block Grant program": the owner gives it.
    let own = (start..tokens.len()).take_while(|&i| tokens[i].capital || matches!(tokens[i].text, "of" | "de" | "and"));
    let comma = fronted.and_then(|from| (from..tokens.len()).find(|&i| tokens[i].mark(',')));
    let last = comma.unwrap_or(tokens.len());
    let end = own.into_iter().find(|&i| tokens[i].possessive).map_or(last, |owner| owner + 1);
    from.then(|| name(scene, sentence, start, end)).flatten()
}

/// "With $6 million in assistance from": where the giver's "from" stands in a phrase that opens the sentence.
pub(super) fn fronted_gift(tokens: &[Token<'_>], token: usize) -> Option<usize> {
    let opens = matches!(tokens[0].text, "With" | "Using" | "Through" | "Con" | "Mediante");
    let comma = tokens[token..].iter().position(|t| t.mark(',')).map(|i| i + token)?;
    let from = (token + 1..comma.min(token + 8)).find(|&i| tokens[i].text == "from")?;
    (opens && token < 5).then_some(from)
}

/// "X and Y committed $2.9 million and $850,000, respectively": the name in the figure's place of the list.
pub(super) fn respectively(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Slot> {
    let tokens = &sentence.tokens;
    let word =
        tokens.iter().position(|t| matches!(t.text, "respectively" | "respectivamente")).filter(|&w| w > token)?;
    let kind = |i: usize| tokens[i].figure().map(|m| std::mem::discriminant(&scene.mentions[m].reading));
    let verb = sentence.groups.iter().rfind(|g| g.head < token)?;
    let list: Vec<usize> = (verb.head..word).filter(|&i| kind(i).is_some() && kind(i) == kind(token)).collect();
    let (start, end) = verb.subject?;
    let first = (start..end).find(|&i| is_name(&tokens[i]))?;
    let parts = parts(tokens, first, end).0;
    let index = list.iter().position(|&i| i == token)?;
    (parts.len() == list.len()).then(|| Slot { text: parts[index].of(scene.text).to_owned(), span: parts[index] })
}

/// "USAID’s $56 million initiative": the name that owns the figure.
pub(super) fn owner(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Slot> {
    let mut at = token;
    let describes = |t: &Token<'_>| {
        !t.possessive
            && !t.capital
            && (t.is(Tags::ADJECTIVE) || matches!(t.text, "new" | "proposed") || t.text.ends_with("ly-announced"))
    };
    while at > 0 && (sentence.tokens[at - 1].beside || describes(&sentence.tokens[at - 1])) {
        at -= 1;
    }
    // "a USTDA $2.4 million study"
    if at > 1 && sentence.tokens[at - 1].is_acronym() && matches!(sentence.tokens[at - 2].text, "a" | "an" | "A" | "An")
    {
        let token = &sentence.tokens[at - 1];
        let country = token.text.starts_with("U.S") || token.text == "US";
        return (!country).then(|| Slot { text: token.text.to_owned(), span: token.span });
    }
    // "Micron’s investment of up to $125 billion": the owner of the noun that the figure completes.
    if at > 1 && matches!(sentence.tokens[at - 1].text, "of" | "de") {
        let start = phrase_start(&sentence.tokens, at - 1);
        // "a U.S. pledge of $6 billion"
        let noun = &sentence.tokens[at - 2];
        let country =
            at.checked_sub(3).map(|i| &sentence.tokens[i]).filter(|t| noun.is(Tags::PROMISE) && t.is_acronym());
        if let Some(country) = country {
            return Some(Slot { text: country.text.to_owned(), span: country.span });
        }
        at = (start..at - 1).find(|&i| sentence.tokens[i].possessive).map_or(at, |i| i + 1);
    }
    let owner = at.checked_sub(1).filter(|&i| sentence.tokens[i].possessive)?;
    let start = phrase_start(&sentence.tokens, owner + 1);
    // "the federal government’s $1,000 contribution"
    let body = || {
        let first = (start..=owner).find(|&i| !sentence.tokens[i].is(Tags::DET.with(Tags::POSS)))?;
        sentence.tokens[owner].is(Tags::BODY).then_some(first)
    };
    let first = (start..=owner).find(|&i| is_name(&sentence.tokens[i])).or_else(body)?;
    let span = sentence.tokens[first].span.join(sentence.tokens[owner].span);
    Some(Slot { text: span.of(scene.text).to_owned(), span })
}

/// "by the Government of Mexico" after `from`, before the next verb or strong mark.
pub(super) fn agent(scene: &Scene<'_>, sentence: &Sentence<'_>, from: usize, governor: Governor) -> Option<Slot> {
    let tokens = &sentence.tokens;
    let limit = sentence.groups.iter().map(|g| g.first).find(|&f| f >= from).unwrap_or(tokens.len());
    let passive =
        governor.group.is_some_and(|g| sentence.groups[g].passive || sentence.groups[g].form == Form::Participle);
    let stop = (from..limit)
        .find(|&i| tokens[i].is_strong() || (tokens[i].mark(',') && !passive) || tokens[i].figure().is_some())
        .unwrap_or(limit);
    let by = (from..stop).find(|&i| matches!(tokens[i].text, "by" | "por"));
    // "40 programs funded by Canada": a participle that describes the noun.
    let roles = Tags::GIVE.with(Tags::HELP).with(Tags::COMMIT).with(Tags::TRAIN).with(Tags::START).with(Tags::ANNOUNCE);
    let described = || {
        let g = sentence.groups.iter().find(|g| g.first == limit && g.form == Form::Participle && g.tags.any(roles))?;
        let noun = stop == limit && tokens[from..limit].iter().all(Token::is_word) && limit - from <= 6;
        tokens.get(g.head + 1).filter(|t| noun && matches!(t.text, "by" | "por")).map(|_| g.head + 1)
    };
    let by = by.or_else(described)?;
    let mut start = by + 1;
    // "por parte de México"
    start += if tokens.get(start).is_some_and(|t| t.text == "parte") { 2 } else { 0 };
    while start < stop && tokens[start].is(Tags::DET) {
        start += 1;
    }
    name(scene, sentence, start, tokens.len())
}
