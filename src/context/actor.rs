//! The slot `actor`: who gives, does, commits or achieves it, as short as the text can say it.
//!
//! The subject of the verb that governs the figure; "by X" after a passive or a noun; the owner of "USAID’s $56 million
//! initiative"; a pronoun or "the program" stands for what the same block named before.

use super::agent::{agent, backed, bracketed, fronted_gift, gapped, giver, owner, respectively};
use super::clause::{name_start, phrase_start};
use super::group::Form;
use super::history::History;
use super::name::{is_name, name};
use super::subject::{self, Subject, read};
use super::token::Token;
use super::{Governor, Scene, Sentence, Slot};
use crate::grammar::Reading;
use crate::lexicon::Tags;
use crate::span::Span;

/// Who does what the figure tells.
pub(super) fn of(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    mention: usize,
    governor: Governor,
    history: &mut History,
) -> Option<Slot> {
    // "13 states" only say where.
    if sentence.places.iter().any(|p| p.start <= token && token < p.end) {
        return None;
    }
    // "adopted by 194 nations": those counted do it.
    let before = sentence.tokens[..token].iter().rev().find(|t| !t.beside && !t.is(Tags::DET));
    let done = governor
        .group
        .map(|g| &sentence.groups[g])
        .is_some_and(|g| g.head < token && (g.passive || g.form == Form::Participle));
    if done && before.is_some_and(|t| matches!(t.text, "by" | "por")) {
        return None;
    }

    // "delegations drawn from nine agencies"
    let counts = matches!(scene.mentions[mention].reading, Reading::Count { .. });
    // "transportation funding, currently $48 billion", "a factory with 2,300 workers": told beside.
    if stands_beside(sentence, token) || counts && describes(sentence, token) {
        return None;
    }
    if counts && done && before.is_some_and(|t| t.text == "from") {
        return None;
    }
    if !counts && let Some(owner) = owner(scene, sentence, token) {
        return Some(owner);
    }
    if let Some(agent) = agent(scene, sentence, token + 1, governor)
        .or_else(|| gapped(scene, sentence, token))
        .or_else(|| bracketed(scene, sentence, token))
    {
        return Some(agent);
    }
    let promised = sentence.tokens.get(token + 1).is_some_and(|t| t.is(Tags::PROMISE));
    let promised = promised || fronted_gift(&sentence.tokens, token).is_some();
    if promised && let Some(giver) = giver(scene, sentence, token, mention) {
        return Some(giver);
    }
    acting(scene, sentence, token, mention, governor, history)
        .or_else(|| giver(scene, sentence, token, mention))
        .or_else(|| backed(scene, sentence, governor))
}

/// Who does what the verb over the figure tells.
fn acting(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    mention: usize,
    governor: Governor,
    history: &mut History,
) -> Option<Slot> {
    let counts = matches!(scene.mentions[mention].reading, Reading::Count { .. });
    let group = governor.group?;
    if governor.as_subject {
        if let Some(agent) = agent(scene, sentence, sentence.groups[group].head + 1, governor) {
            return Some(agent);
        }
        let absolute = sentence.groups[group].form != Form::Finite;
        let parent = sentence.groups[group].parent.filter(|_| absolute);
        if let Some(parent) = parent.or_else(|| by_which(sentence, group)) {
            return subject_of(scene, sentence, parent, history);
        }
        // "Their support to 10,800 households has led": the owner acts.
        let (start, _) = sentence.groups[group].subject?;
        let owned = sentence.tokens[start].is(Tags::POSS) && start < token;
        return owned.then(|| match read(scene, sentence, start, token) {
            Subject::Pointing(_) => history.actor(scene, None),
            _ => None,
        })?;
    }
    let telling = &sentence.groups[group];
    if nobody(scene, sentence, token, mention, group) {
        return None;
    }
    // "will receive $5 million from the bank": who gets it does not act.
    let from = sentence.tokens.get(telling.head + 1).is_some_and(|t| t.text == "from") && !counts;
    let applied = counts && telling.subject.is_some_and(|(s, e)| sentence.tokens[s..e].iter().any(is_name));
    if (telling.tags.any(Tags::GAIN) && !applied || from) && !telling.passive {
        let from = (token + 1..sentence.tokens.len()).find(|&i| matches!(sentence.tokens[i].text, "from" | "de"))?;
        let near = sentence.groups.iter().all(|g| g.first < token || g.first > from);
        let start = from + 1 + usize::from(sentence.tokens.get(from + 1)?.is(Tags::DET));
        return near.then(|| name(scene, sentence, start, sentence.tokens.len())).flatten();
    }
    let works = telling.tags.any(Tags::EMPLOY.with(Tags::HELP).with(Tags::TRAIN).with(Tags::RESULT).with(Tags::GIVE));
    let thing = || {
        let own = sentence.chain(group).map(|g| &sentence.groups[g]).find(|g| g.subject.is_some())?;
        let (start, end) = own.subject.filter(|_| works && !telling.passive && !own.relative)?;
        subject::thing(scene, sentence, start, end)
    };
    let named = subject_of(scene, sentence, group, history).or_else(thing);
    let shared = match named {
        None if unsaid(scene, sentence, group) => history.actor(scene, None)?,
        named => named?,
    };
    Some(respectively(scene, sentence, token).unwrap_or(shared))
}

/// Whether nobody does what the verb tells: it tells what something is, what rose, or what happens to people.
fn nobody(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, mention: usize, group: usize) -> bool {
    let telling = &sentence.groups[group];
    let counts = matches!(scene.mentions[mention].reading, Reading::Count { .. });
    // "America’s transit infrastructure is inadequate, representing": whose it is does not act.
    let root = sentence.chain(group).last().map(|g| &sentence.groups[g]);
    let told = root
        .filter(|g| matches!(sentence.tokens[g.head].text, "is" | "are" | "was" | "were"))
        .and_then(|g| g.subject)
        .is_some_and(|(s, e)| {
            sentence.tokens[s..e].iter().any(|t| t.possessive)
                && sentence.tokens[s..e].last().is_some_and(|t| !t.capital)
        });
    if told && telling.tags.any(Tags::AMOUNTS.with(Tags::BE)) {
        return true;
    }
    // "The average funding is $3 billion": the subject is what it is, not who acts.
    let thing = telling.subject.is_some_and(|(s, e)| {
        sentence.tokens[s..e].iter().all(|t| !is_name(t) || t.span.start == sentence.tokens[0].span.start)
    });
    let amount = matches!(scene.mentions[mention].reading, Reading::Money { .. }) && telling.tags.any(Tags::AMOUNTS);
    if (telling.tags.any(Tags::BE) || amount) && telling.subject.is_some() && thing && !telling.passive {
        return true;
    }
    // "Exports rose by $5 million": nobody acts.
    let small =
        |t: &Token<'_>| t.beside || t.is(Tags::ADV) || matches!(t.text, "by" | "from" | "to" | "en" | "un" | "de");
    let changes = telling.form == Form::Finite && telling.tags.any(Tags::UP.with(Tags::DOWN)) && telling.head < token;
    // But "the firm cut 700 jobs".
    let percent = matches!(scene.mentions[mention].reading, Reading::Percent { .. });
    let between = sentence.tokens.get(telling.head + 1..token).filter(|_| changes);
    if between.is_some_and(|b| {
        b.iter().all(small) && (percent || b.iter().any(|t| matches!(t.text, "by" | "to" | "from" | "en")))
    }) {
        return true;
    }
    // "This includes 12 schools": the sentence before, not its subject.
    let whole = telling.subject.is_some_and(|(s, e)| {
        e == s + 1 && matches!(sentence.tokens[s].text.to_lowercase().as_str(), "this" | "these" | "esto")
    });
    let sum = matches!(scene.mentions[mention].reading, Reading::Money { .. });
    if whole && telling.tags.any(Tags::INCLUDE) && !sum {
        return true;
    }
    // "Families save $70": those it happens to.
    let money = matches!(scene.mentions[mention].reading, Reading::Money { .. });
    let owner = sentence.chain(group).find_map(|g| sentence.groups[g].subject);
    let people = owner.and_then(|(s, e)| {
        let last = (s..e).take_while(|&i| !sentence.tokens[i].is(Tags::PREP.with(Tags::REL))).last()?;
        let opens = last == 0 || sentence.tokens[last - 1].is_strong();
        let common = opens || !sentence.tokens[last].capital;
        // "588,000 Alabamians"
        let from = sentence.tokens[last].capital && sentence.tokens[last].text.ends_with("ans");
        Some(sentence.tokens[last].is(Tags::PEOPLE.with(Tags::BENEFICIARY)) && common || from)
    });
    // "The U.S. went from 24 million to 300 million tests": nobody did them.
    if counts && ["went", "go", "goes", "going"].contains(&sentence.tokens[telling.head].text) {
        return true;
    }
    (money || percent) && people == Some(true) && telling.tags.any(Tags::OWN)
}

/// "En junio, ha otorgado documentos a 500 personas": a Spanish verb that leaves its subject to the sentence before.
fn unsaid(scene: &Scene<'_>, sentence: &Sentence<'_>, group: usize) -> bool {
    let Some(root) = sentence.chain(group).last().map(|g| &sentence.groups[g]) else { return false };
    let acts = Tags::GIVE.with(Tags::HELP).with(Tags::TRAIN).with(Tags::COMMIT).with(Tags::RESULT).with(Tags::AIM);
    let plural = sentence.tokens[root.first].text.ends_with('n');
    let clitic = root.first > 0 && sentence.tokens[root.first - 1].text == "se";
    scene.lang == crate::figure::Lang::Es
        && root.form == Form::Finite
        && root.subject.is_none()
        && root.parent.is_none()
        && !(root.passive || plural || clitic)
        && root.tags.any(acts)
        && !sentence.groups.iter().any(|g| g.form == Form::Finite && g.head < root.first)
}

/// The subject of a group, its own or the one it shares.
fn subject_of(scene: &Scene<'_>, sentence: &Sentence<'_>, group: usize, history: &mut History) -> Option<Slot> {
    let mut seen = false;
    let mut next = Some(group);
    for _ in 0..8 {
        let index = next?;
        let g = &sentence.groups[index];
        // "The plan is expected to create": the subject of such a passive is the doer of the infinitive.
        if g.passive && !(seen && g.tags.any(Tags::AIM.with(Tags::COMMIT).with(Tags::START))) {
            let agent = agent(scene, sentence, g.head + 1, Governor { group: Some(index), as_subject: false });
            let through = || by_which(sentence, index).and_then(|parent| subject_of(scene, sentence, parent, history));
            let agent = agent.or_else(through);
            // "y se atendió a 300 personas": nobody is named.
            if agent.is_some() || g.subject.is_some() || scene.lang == crate::figure::Lang::Es && !seen {
                return agent;
            }
        }
        // "COP27, which includes $1 billion": the name of a meeting gives nothing.
        let includes = g.relative && g.tags.any(Tags::INCLUDE);
        if let Some((start, end)) = g.subject.filter(|_| !includes) {
            match read(scene, sentence, start, end) {
                Subject::Named(slot)
                    if !(g.relative && is_place(scene, sentence, &slot) && is_inside(sentence, start)) =>
                {
                    return Some(slot);
                }
                Subject::Pointing(fallback) => {
                    let here = sentence.groups[..index]
                        .iter()
                        .rev()
                        .filter(|e| e.form == Form::Finite && !e.relative)
                        .find_map(|e| {
                            let (s, e) = e.subject?;
                            if let Subject::Named(slot) = read(scene, sentence, s, e) { Some(slot) } else { None }
                        });
                    // "The initiative": the one that was named so.
                    let noun = fallback.as_ref().and_then(|said| said.text.rsplit(' ').next());
                    let namesake = noun.and_then(|noun| history.namesake(scene, noun));
                    // "the program, which provided": nothing but what stands before the pronoun.
                    let body = sentence.tokens[start..end].iter().any(|t| t.is(Tags::BODY));
                    if g.relative && fallback.is_some() && !body {
                        return namesake.or(fallback);
                    }
                    return namesake.or(here).or_else(|| history.actor(scene, fallback));
                }
                Subject::Speaker => return issuer(scene, sentence.tokens[g.first].span.start),
                Subject::Named(_) => {}
                Subject::None if g.relative => {}
                Subject::None => return None,
            }
        }
        if let Some(owner) = promiser(scene, sentence, index) {
            return Some(owner);
        }
        // "The government expects the mill to create 600 jobs": the mill does.
        if let Some((start, end)) = expected(sentence, index).or_else(|| for_whom(sentence, index).filter(|_| !seen)) {
            return match read(scene, sentence, start, end) {
                Subject::Named(slot) => Some(slot),
                Subject::Pointing(fallback) => history.actor(scene, fallback),
                Subject::Speaker => issuer(scene, sentence.tokens[end - 1].span.end),
                Subject::None => subject::thing(scene, sentence, start, end),
            };
        }
        seen = true;
        next = g.parent.filter(|&p| p != index);
    }
    None
}

/// ", currently $48 billion": what is told of the noun before the comma.
pub(super) fn stands_beside(sentence: &Sentence<'_>, token: usize) -> bool {
    let tokens = &sentence.tokens;
    let word = (0..token).rev().find(|&i| !tokens[i].beside || tokens[i].is(Tags::ADV));
    word.is_some_and(|i| {
        i > 0 && tokens[i - 1].mark(',') && matches!(tokens[i].text, "currently" | "now" | "actualmente" | "hoy")
    })
}

/// "rooms with three residents", "a factory with 2,300 workers": the count only describes the noun before "with".
fn describes(sentence: &Sentence<'_>, token: usize) -> bool {
    let tokens = &sentence.tokens;
    let Some(with) = (0..token).rev().find(|&i| !tokens[i].beside && !tokens[i].is(Tags::DET)) else { return false };
    let noun = with.checked_sub(1).map(|i| &tokens[i]);
    let closed =
        Tags::ANAPHOR.with(Tags::VEHICLE).with(Tags::PREP).with(Tags::ADV).with(Tags::PEOPLE).with(Tags::PROMISE);
    matches!(tokens[with].text, "with" | "con")
        && noun.is_some_and(|t| t.is_word() && !t.capital && !t.is(closed) && !t.is(Tags::VERB.without(Tags::NOUNISH)))
        && !sentence.in_group(with - 1)
        && sentence.absolute(token).is_none()
}

/// "con lo que se crearán 200 empleos", "with which 200 jobs will be created": the group that tells by what.
fn by_which(sentence: &Sentence<'_>, group: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let g = &sentence.groups[group];
    let start = g.subject.map_or(g.first, |(start, _)| start.min(g.first));
    let pronoun = (0..start).rev().find(|&i| tokens[i].text != "se" && !tokens[i].is(Tags::ADV))?;
    if !g.passive && tokens[g.first.saturating_sub(1)].text != "se" {
        return None;
    }
    let relative = matches!(tokens[pronoun].text, "que" | "which" | "cual" | "cuales");
    let link = (0..pronoun).rev().find(|&i| !tokens[i].is(Tags::DET) && tokens[i].text != "lo").filter(|_| relative)?;
    let by = matches!(tokens[link].text, "con" | "mediante" | "with" | "through");
    sentence.groups[..group].iter().rposition(|g| by && g.form == Form::Finite && g.head < link)
}

/// The noun phrase between a verb that expects something and the infinitive that tells it.
fn expected(sentence: &Sentence<'_>, index: usize) -> Option<(usize, usize)> {
    let g = &sentence.groups[index];
    let parent = &sentence.groups[g.parent.filter(|_| g.form == Form::Infinitive)?];
    // "expects the announcement to cost $5 million": what it is, not who acts.
    let amounts = matches!(sentence.tokens[g.head].text, "cost" | "total" | "average" | "amount" | "be");
    if amounts {
        return None;
    }
    let expects = matches!(
        sentence.tokens[parent.head].text,
        "expects"
            | "expect"
            | "expected"
            | "projects"
            | "estimates"
            | "forecasts"
            | "wants"
            | "allow"
            | "allows"
            | "enable"
            | "enables"
    );
    let (start, end) = (parent.head + 1, g.first);
    let words = sentence.tokens.get(start..end)?;
    let noun = words.iter().all(|t| t.is_word() && !t.is(Tags::PREP.with(Tags::ADV)) || t.is(Tags::DET));
    (expects && !parent.passive && !words.is_empty() && noun).then_some((start, end))
}

/// "a goal for the U.S. government to assist 50 countries": the noun phrase between "for" and the infinitive.
fn for_whom(sentence: &Sentence<'_>, index: usize) -> Option<(usize, usize)> {
    let tokens = &sentence.tokens;
    let g = &sentence.groups[index];
    let infinitive = g.form == Form::Infinitive && tokens[g.first].text == "to";
    let start = phrase_start(tokens, g.first);
    let named = tokens[start..g.first].iter().any(is_name);
    let link = start.checked_sub(1).filter(|&i| infinitive && named && tokens[i].text == "for")?;
    (link + 1 < g.first).then_some((start, g.first))
}

/// "in Arizona, which": the name only tells where; "Mexico, which has given" opens its clause.
fn is_inside(sentence: &Sentence<'_>, start: usize) -> bool {
    let before = sentence.tokens[..start].iter().rev().find(|t| !t.is(Tags::DET));
    before.is_some_and(|t| t.is_word() || t.figure().is_some())
}

/// "Arizona", "Boise, Idaho".
fn is_place(scene: &Scene<'_>, sentence: &Sentence<'_>, name: &Slot) -> bool {
    let last = name.text.rsplit(", ").next().unwrap_or(&name.text);
    let found = sentence.places.iter().any(|p| {
        sentence.tokens[p.start].span == name.span || {
            let span = sentence.tokens[p.start].span.join(sentence.tokens[p.end - 1].span);
            span.contains(name.span)
        }
    });
    found || scene.lexicon.places.at(last).is_some()
}

/// "Mexico’s commitment … to invest": who owns the promise that an infinitive completes.
fn promiser(scene: &Scene<'_>, sentence: &Sentence<'_>, group: usize) -> Option<Slot> {
    let g = &sentence.groups[group];
    let of = g.form == Form::Gerund && g.first > 0 && matches!(sentence.tokens[g.first - 1].text, "of" | "de");
    if g.form != Form::Infinitive && !of {
        return None;
    }
    let floor = sentence.groups[..group].last().map_or(0, |before| before.head + 1);
    let noun = (floor..g.first).rev().find(|&i| sentence.tokens[i].is(Tags::PROMISE.with(Tags::TARGET)))?;
    let owner =
        noun.checked_sub(1).filter(|&i| i >= floor && sentence.tokens[i].possessive && is_name(&sentence.tokens[i]))?;
    let first = name_start(&sentence.tokens, floor, owner + 1);
    let span = sentence.tokens[first].span.join(sentence.tokens[owner].span);
    Some(Slot { text: span.of(scene.text).to_owned(), span })
}

/// No quotation is longer, in bytes.
const LONGEST_QUOTE: usize = 4000;

/// Who says "we" at the byte `at`: the country whose body publishes the text, unless somebody is quoted.
fn issuer(scene: &Scene<'_>, at: usize) -> Option<Slot> {
    let name = scene.issuer?;
    let window = at.saturating_sub(LONGEST_QUOTE);
    let before = (window..=at).find_map(|start| scene.text.get(start..at))?;
    let count = |mark: char| before.matches(mark).count();
    let quoted = count('“') > count('”') || count('"') % 2 == 1 || count('«') > count('»');
    // Its name stands somewhere else in the document: no evidence in this block.
    (!quoted).then(|| Slot { text: name.to_owned(), span: Span::default() })
}
