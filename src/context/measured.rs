//! What a percentage or a measure is of, and what rises, falls or amounts to a figure.
//!
//! "41% of whom are women", "1 million pounds of yarn", "Exports rose 5 percent", "increase its spending by $300 million".

use super::clause::phrase_start;
use super::complement::{
    OUTPUT, after_preposition, named_before, skip_time, subject_phrase, with_of, without_articles,
};
use super::group::{Form, Group};
use super::noun::{Phrase, phrase};
use super::token::Token;
use super::{Governor, Scene, Sentence};
use crate::grammar::Reading;
use crate::lexicon::Tags;

/// "increase its spending by $300 million": what is raised or lowered.
pub(super) fn raised(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    let mut by = token;
    while by > 0 && sentence.tokens[by - 1].beside {
        by -= 1;
    }
    let last = by.checked_sub(1)?;
    let group = &sentence.groups[governor.group?];
    // "brings its spending to $5 million"
    let verbs = ["bring", "brings", "bringing", "brought", "limit", "limits", "limiting", "limited"];
    let brings = verbs.contains(&sentence.tokens[group.head].text) && sentence.tokens[last].text == "to";
    if !group.tags.any(Tags::UP.with(Tags::DOWN)) && !brings || group.head >= last {
        return None;
    }
    // "from $500 to $700": the same for both.
    let object = phrase(sentence, group.head + 1, scene.lang, scene.lexicon)?;
    if brings && sentence.tokens[object.head].text == "total" {
        return None;
    }
    let object = with_of(scene, sentence, object);
    let linked =
        matches!(sentence.tokens[last].text, "by" | "en" | "from" | "to" | "de" | "a" | "at" | "entre" | "between");
    // "reducing emissions 50-52%"
    let share = sentence.tokens[token].figure().map(|m| &scene.mentions[m].reading);
    let direct = object.end == by && matches!(share, Some(Reading::Percent { .. }));
    (linked && object.end <= last || direct).then_some(object)
}

/// "Exports rose 5 percent", "fell from 8% to 3%", "unemployment was 4 percent": the subject of the verb that tells it.
pub(super) fn risen(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    let group = &sentence.groups[governor.group?];
    let links = ["by", "from", "to", "at", "un", "en", "de", "del", "a", "al", "hasta", "in", "of"];
    // "creció el año pasado 7.5 por ciento"
    let small = |t: &Token<'_>| {
        t.beside
            || t.is(Tags::ADV.with(Tags::DET))
            || t.figure().is_some()
            || links.contains(&t.text)
            || OUTPUT.contains(&t.text)
    };
    let direct = group.head < token && sentence.tokens[group.head + 1..token].iter().all(small);
    let share = sentence.tokens[token].figure();
    let share = share.is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Percent { .. }));
    // "The conference raised $14 billion": who raised it is not what rose.
    let transitive = ["raise", "raises", "raised", "cut", "cuts"].contains(&sentence.tokens[group.head].text)
        && !sentence.tokens.get(group.head + 1..token).is_some_and(|b| b.iter().any(|t| links.contains(&t.text)));
    // "growth is projected at 5 percent"
    let reckoned = group.passive
        && group.tags.any(Tags::AIM)
        && sentence.tokens.get(group.head + 1).is_some_and(|t| t.text == "at");
    let changes = group.tags.any(Tags::UP.with(Tags::DOWN).with(Tags::AMOUNTS)) && !transitive || reckoned;
    // "is 40 percent of the total" tells of what it is.
    let of = sentence.tokens.get(token + 1).is_some_and(|t| matches!(t.text, "of" | "de" | "del"));
    let tells = group.tags.any(Tags::BE) && !group.passive && !of;
    // "is expected to narrow from 6 percent": the subject stands before the verb it leans on.
    let told =
        governor.group.and_then(|g| sentence.chain(g).map(|g| &sentence.groups[g]).find(|g| g.form == Form::Finite));
    let told = told.filter(|told| group.form == Form::Finite || told.passive && told.tags.any(Tags::AIM))?;
    let found = (direct && !governor.as_subject && (changes || tells)).then(|| subject_phrase(scene, sentence, told));
    let has = matches!(sentence.tokens[group.head].text, "has" | "have" | "had" | "tiene" | "tenía");
    found?.or_else(|| opening(sentence, told).filter(|_| share && !has))
}

/// "Coverage has risen from 17 percent": a capital that only begins the sentence, where what is told is a share of it.
fn opening(sentence: &Sentence<'_>, group: &Group) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let (start, end) = group.subject?;
    let thing = !tokens[start].is_acronym()
        && !tokens[start].is(Tags::PRON.with(Tags::PEOPLE).with(Tags::BODY).with(Tags::DET));
    let place = sentence.places.iter().any(|p| p.start <= start && start < p.end);
    (start == 0 && end == 1 && tokens[0].is_word() && thing && !place).then_some(Phrase { start, end, head: start })
}

/// "Sales reached $5 million", "a budget that totals $3 billion", "the cost was $10": the subject of a verb that tells how
/// much it is.
pub(super) fn amounting(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    governor: Governor,
) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let group = &sentence.groups[governor.group?];
    let bare = group.tags.any(Tags::BE)
        && tokens[group.head + 1..token.max(group.head + 1)]
            .iter()
            .all(|t| t.beside || t.is(Tags::ADV) || t.text == "de");
    if governor.as_subject || group.head > token || !(group.tags.any(Tags::AMOUNTS) || bare) {
        return None;
    }
    subject_phrase(scene, sentence, group)
}

/// "41% of whom are women", "50% production of zero-emission vehicles", "30 percent of land and waters".
pub(super) fn share(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    // "a 30% increase in advising centers"
    let mut last = token;
    while sentence.tokens.get(last + 1).is_some_and(|t| t.beside) {
        last += 1;
    }
    let behind = after_preposition(scene, sentence, last, &["of", "in", "de", "en"]);
    behind.map(|found| if last > token { with_of(scene, sentence, found) } else { found }).or_else(|| {
        let start = skip_time(scene, sentence, token + 1);
        let apart = start > token + 1 && sentence.tokens[start - 1].mark(',');
        let own = phrase(sentence, start, scene.lang, scene.lexicon).filter(|_| !apart)?;
        Some(with_of(scene, sentence, own))
    })
}

/// "exports grew 9.7 percent and imports, just over 20 percent": the noun whose verb is left out.
pub(super) fn gapped_share(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let comma = (0..token).rev().find(|&i| !tokens[i].beside).filter(|&i| i > 1 && tokens[i].mark(','))?;
    let start = phrase_start(tokens, comma);
    let share =
        |t: &Token<'_>| t.figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Percent { .. }));
    let joined =
        (start.saturating_sub(1)..=start).any(|i| tokens[i].is(Tags::CONJ)) && tokens[..start].iter().any(share);
    let first = without_articles(tokens, start, comma)?;
    let plain = tokens[first..comma].iter().all(|t| t.is_word() && !t.capital);
    (joined && plain && comma - first <= 4).then_some(Phrase { start: first, end: comma, head: comma - 1 })
}

/// "the bypass, of 15 kilometers,", "una planta de autopartes en Saltillo, de 85 millones": the noun that a figure between
/// commas tells of.
pub(super) fn apposed(sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let small = |i: &usize| !(tokens[*i].beside || tokens[*i].is(Tags::DET) && !tokens[*i].is(Tags::PREP));
    let link = (0..token).rev().find(small).filter(|&i| matches!(tokens[i].text, "of" | "at" | "de" | "por"))?;
    let mut end = link.checked_sub(1).filter(|&i| i > 0 && tokens[i].mark(','))?;
    let rate = |t: &Token<'_>| matches!(t.text, "every" | "each" | "per" | "a" | "cada" | "al" | "por" | "mensuales");
    let output = tokens.get(token + 2).is_some_and(|t| OUTPUT.contains(&t.text));
    let closed = output || tokens.get(token + 1).is_none_or(|t| !t.is_word() || t.is(Tags::CONJ) || rate(t));
    let mut start = phrase_start(tokens, end);
    // "in Saltillo" only tells where.
    while start > 1 && matches!(tokens[start - 1].text, "in" | "en" | "at") {
        end = start - 1;
        start = phrase_start(tokens, end);
    }
    while start > 1 && matches!(tokens[start - 1].text, "of" | "de" | "del" | "por" | "per") {
        start = phrase_start(tokens, start - 1);
    }
    let first = without_articles(tokens, start, end)?;
    let head = (first..end).take_while(|&i| !tokens[i].is(Tags::PREP)).last()?;
    let noun = tokens[first..end].iter().all(|t| t.is_word() && t.figure().is_none());
    let opens = first <= 1 && !tokens[first].is_acronym() || !tokens[first].capital;
    (closed && noun && opens && !sentence.in_group(first)).then_some(Phrase { start: first, end, head })
}

/// "an advance of 68%", "growth of 3.4 percent": the noun before, where it is none that only tells a change.
pub(super) fn growth(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let found = named_before(sentence, token, &scene.lexicon.words)?;
    let head = &sentence.tokens[found.head];
    let change =
        scene.lexicon.modifiers.get(scene.lang).at_start(head.text).is_some_and(|(_, said)| said.change.is_some());
    let body = head.is(Tags::BODY.with(Tags::PEOPLE).with(Tags::TERRITORY).with(Tags::ADJECTIVE)) || head.capital;
    let vague = matches!(head.text, "part" | "number" | "parte");
    (!change && !body && !vague && matches!(sentence.tokens[found.end].text, "of" | "de")).then_some(found)
}

/// "1 million pounds of yarn"; "the Maya Train, 1,500 kilometers"; "spreads the practice across 200 acres": what a measure
/// is of.
pub(super) fn measured(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    // "a 3.5-megawatt wind turbine"
    if tokens[token].text.contains('-')
        && let Some(own) = phrase(sentence, token + 1, scene.lang, scene.lexicon).filter(|own| own.start == token + 1)
    {
        return Some(own);
    }
    // "the 176 MW solar-wind project"
    // "two 500 megawatt farms", "a new 60,000 square meters facility"
    let article = token > 1 && tokens[token - 1].is(Tags::ADJECTIVE) && tokens[token - 2].is(Tags::DET);
    let described = token > 0
        && (tokens[token - 1].capital
            || tokens[token - 1].is(Tags::DET.with(Tags::POSS))
            || tokens[token - 1].figure().is_some()
            || article);
    if described
        && let Some(own) = phrase(sentence, token + 1, scene.lang, scene.lexicon)
        && own.start == token + 1
        && !tokens[own.head].is(Tags::DIRECTION)
    {
        return Some(own);
    }
    // The unit's own words may stand behind the figure. A name there is where the distance is counted from.
    let of = (token..(token + 3).min(tokens.len())).find_map(|t| after_preposition(scene, sentence, t, &["of", "de"]));
    // "tons of GHG emissions", but "miles of Lima".
    if let Some(of) = of.filter(|of| !tokens[of.start].capital || !tokens[of.head].capital) {
        return Some(of);
    }
    // "25 million tons of carbon dioxide emissions"
    let dioxide =
        ["dioxide", "CO2", "CO2e", "equivalent", "carbono"].iter().any(|end| tokens[token].text.ends_with(end));
    if dioxide
        && let Some(own) = phrase(sentence, token + 1, scene.lang, scene.lexicon).filter(|own| own.start == token + 1)
        && !matches!(tokens[own.head].text, "equivalent" | "equivalente" | "equivalents")
    {
        return Some(own);
    }
    let mut before = token;
    while before > 0 && (tokens[before - 1].beside || tokens[before - 1].is(Tags::DET)) {
        before -= 1;
    }
    let links = ["across", "over", "on", "by", "at", "a", "en"];
    let link = before.checked_sub(1).filter(|&i| links.contains(&tokens[i].text));
    let group = governor.group.map(|g| &sentence.groups[g]);
    let group = group.filter(|g| !governor.as_subject && !g.passive && !g.tags.any(Tags::BE) && g.head < token);
    if let (Some(link), Some(group)) = (link, group)
        && let Some(object) = phrase(sentence, group.head + 1, scene.lang, scene.lexicon)
    {
        let object = with_of(scene, sentence, object);
        let stands = |g: &Group| g.first >= object.end && g.head < link;
        if object.end <= link && !tokens[object.head].is(Tags::PART) && !sentence.groups.iter().any(stands) {
            return Some(object);
        }
    }
    // "a capacity of 10,000 liters"
    let whole = named_before(sentence, token, &scene.lexicon.words).filter(|found| !tokens[found.start].capital);
    if let Some(whole) = whole.or_else(|| apposed(sentence, token)) {
        return Some(whole);
    }
    let comma = token.checked_sub(1).filter(|&i| i > 0 && tokens[i].mark(','))?;
    let start = phrase_start(tokens, comma);
    let first = (start..comma).find(|&i| !tokens[i].is(Tags::DET))?;
    tokens[first].capital.then_some(Phrase { start: first, end: comma, head: comma - 1 })
}
