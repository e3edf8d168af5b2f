//! The slot `actor`: who gives, does, commits or achieves it, as short as the text can say it.
//!
//! The subject of the verb that governs the figure; "by X" after a passive or a noun; the owner of "USAID’s $56 million
//! initiative"; a pronoun or "the program" stands for what the same block named before.

use super::clause::{Form, phrase_start};
use super::token::Token;
use super::{Governor, Scene, Sentence, Slot};
use crate::grammar::Reading;
use crate::lexicon::Tags;
use crate::span::Span;

/// What earlier sentences of the block named.
#[derive(Debug, Default)]
pub(super) struct History {
    /// The sentence now described.
    now: usize,
    /// (sentence, who acts in it) of sentences looked at already.
    actors: Vec<(usize, Option<Slot>)>,
    /// The last place that joins several, with its countries.
    pub(super) places: Option<(Slot, String)>,
}

impl History {
    /// Turns to the sentence with this index.
    pub(super) fn advance(&mut self, _scene: &Scene<'_>, sentence: usize) {
        self.now = sentence;
    }

    /// Keeps what the sentence just described has named.
    pub(super) fn remember(&mut self, scene: &Scene<'_>, sentence: &Sentence<'_>, index: usize) {
        let actor = named_in(scene, sentence);
        self.actors.push((index, actor));
        if let Some(found) = super::place::last_joined(scene, sentence) {
            self.places = Some(found);
        }
    }

    /// Who acted last before the sentence now described.
    fn actor(&mut self, scene: &Scene<'_>) -> Option<Slot> {
        for index in (self.now.saturating_sub(4)..self.now).rev() {
            let known = self.actors.iter().find(|(i, _)| *i == index).map(|(_, actor)| actor.clone());
            let actor = known.unwrap_or_else(|| {
                let actor = named_in(scene, &Sentence::new(scene, scene.sentences[index]));
                self.actors.push((index, actor.clone()));
                actor
            });
            if actor.is_some() {
                return actor;
            }
        }
        None
    }
}

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
    let counts = matches!(scene.mentions[mention].reading, Reading::Count { .. });
    if !counts && let Some(owner) = owner(scene, sentence, token) {
        return Some(owner);
    }
    if let Some(agent) = agent(scene, sentence, token + 1, governor) {
        return Some(agent);
    }
    let group = governor.group?;
    if governor.as_subject {
        if let Some(agent) = agent(scene, sentence, sentence.groups[group].head + 1, governor) {
            return Some(agent);
        }
        let absolute = sentence.groups[group].form != Form::Finite;
        let parent = sentence.groups[group].parent.filter(|_| absolute);
        if let Some(parent) = parent {
            return subject_of(scene, sentence, parent, history);
        }
        // "Their support to 10,800 households has led": the owner acts.
        let (start, _) = sentence.groups[group].subject?;
        let owned = sentence.tokens[start].is(Tags::POSS) && start < token;
        return owned.then(|| match read(scene, sentence, start, token) {
            Subject::Pointing(_) => history.actor(scene),
            _ => None,
        })?;
    }
    // "The average funding is $3 billion": the subject is what it is, not who acts.
    let telling = &sentence.groups[group];
    let thing = telling.subject.is_some_and(|(s, e)| {
        sentence.tokens[s..e].iter().all(|t| !is_name(t) || t.span.start == sentence.tokens[0].span.start)
    });
    if telling.tags.any(Tags::BE) && thing && !telling.passive {
        return None;
    }
    // "will receive $5 million from the bank": who gets it does not act.
    let from = sentence.tokens.get(telling.head + 1).is_some_and(|t| t.text == "from");
    if (telling.tags.any(Tags::GAIN) || from) && !telling.passive {
        let from = (token + 1..sentence.tokens.len()).find(|&i| matches!(sentence.tokens[i].text, "from" | "de"))?;
        let near = sentence.groups.iter().all(|g| g.first < token || g.first > from);
        let start = from + 1 + usize::from(sentence.tokens.get(from + 1)?.is(Tags::DET));
        return near.then(|| name(scene, sentence, start, sentence.tokens.len())).flatten();
    }
    let shared = subject_of(scene, sentence, group, history)?;
    Some(respectively(scene, sentence, token).unwrap_or(shared))
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
            if agent.is_some() || g.subject.is_some() {
                return agent;
            }
        }
        if let Some((start, end)) = g.subject {
            match read(scene, sentence, start, end) {
                Subject::Named(slot) if !(g.relative && scene.lexicon.places.at(&slot.text).is_some()) => {
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
                    return here.or_else(|| history.actor(scene)).or(fallback);
                }
                Subject::Named(_) => {}
                Subject::None if g.relative => {}
                Subject::None => return None,
            }
        }
        if let Some(owner) = promiser(scene, sentence, index) {
            return Some(owner);
        }
        seen = true;
        next = g.parent.filter(|&p| p != index);
    }
    None
}

/// "Mexico’s commitment … to invest": who owns the promise that an infinitive completes.
fn promiser(scene: &Scene<'_>, sentence: &Sentence<'_>, group: usize) -> Option<Slot> {
    let g = &sentence.groups[group];
    if g.form != Form::Infinitive {
        return None;
    }
    let floor = sentence.groups[..group].last().map_or(0, |before| before.head + 1);
    let noun = (floor..g.first).rev().find(|&i| sentence.tokens[i].is(Tags::PROMISE.with(Tags::TARGET)))?;
    let owner =
        noun.checked_sub(1).filter(|&i| i >= floor && sentence.tokens[i].possessive && is_name(&sentence.tokens[i]))?;
    let start = phrase_start(&sentence.tokens, owner + 1);
    let first = (start..=owner).find(|&i| is_name(&sentence.tokens[i]))?;
    let span = sentence.tokens[first].span.join(sentence.tokens[owner].span);
    Some(Slot { text: span.of(scene.text).to_owned(), span })
}

/// "X and Y committed $2.9 million and $850,000, respectively": the name in the figure's place of the list.
fn respectively(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Slot> {
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

/// What a subject turns out to be.
enum Subject {
    /// A name, or a noun phrase that can act.
    Named(Slot),
    /// A pronoun, or a noun that points back; what to say where nothing was named before.
    Pointing(Option<Slot>),
    /// Nothing that acts.
    None,
}

fn read(scene: &Scene<'_>, sentence: &Sentence<'_>, start: usize, end: usize) -> Subject {
    let tokens = &sentence.tokens;
    let mut first = start;
    while first < end
        && (tokens[first].is(Tags::DET.with(Tags::CONJ)) || tokens[first].mark('"') || tokens[first].mark('“'))
        && !is_name(&tokens[first])
    {
        first += 1;
    }
    if first >= end {
        let pointing = tokens[start..end]
            .iter()
            .any(|t| t.is(Tags::PRON) || matches!(t.text, "This" | "These" | "this" | "these"));
        return if pointing { Subject::Pointing(None) } else { Subject::None };
    }
    if tokens[first].is(Tags::PRON) && !tokens[first].is_acronym() {
        let person = matches!(
            tokens[first].text.to_lowercase().as_str(),
            "we" | "i" | "you" | "who" | "us" | "nosotros" | "one"
        );
        return if person { Subject::None } else { Subject::Pointing(None) };
    }
    if tokens[first].is(Tags::POSS) && !tokens[first].is(Tags::DET) {
        return if matches!(tokens[first].text.to_lowercase().as_str(), "our" | "my" | "your" | "nuestro" | "nuestra") {
            Subject::None
        } else {
            Subject::Pointing(None)
        };
    }
    // "and helping more Americans": what somebody does is no one.
    let bare = !tokens[start..first].iter().any(|t| t.is(Tags::DET));
    if bare && tokens[first].is(Tags::ING) && !tokens[first].is(Tags::ANAPHOR) && !tokens[first].capital {
        return Subject::None;
    }
    // "New programs": a capital that only begins the sentence.
    let opening =
        (first == 0 || tokens[first - 1].is_strong()) && !tokens[first].is_acronym() && !tokens[first].possessive;
    let common = tokens.get(first + 1).filter(|_| first + 1 < end).is_some_and(|t| {
        t.is_word()
            && !t.capital
            && !t.is(Tags::CONJ.with(Tags::PREP).with(Tags::ADV).with(Tags::AUX))
            && !sentence.in_group(first + 1)
    });
    if opening
        && common
        && scene.lexicon.places.at(tokens[first].text).is_none()
        && tokens[first].tags != Tags::default()
    {
        first += 1;
    }
    // "new Southern Mexico …", "the company Nespresso": a word or two before the name.
    let named = (first..end.min(first + 3)).find(|&i| is_name(&tokens[i]));
    let plain = |i: usize| {
        tokens[i].is_word()
            && !tokens[i].is(Tags::PREP.with(Tags::CONJ).with(Tags::REL).with(Tags::VERB.without(Tags::BASE)))
    };
    // "Swiss healthcare company Roche"
    let introduced = named.and_then(|n| {
        let noun = (n + 1..end.min(n + 5)).take_while(|&i| plain(i) && !tokens[i].capital).last()?;
        let company = tokens[noun].is(Tags::BODY) && tokens.get(noun + 1).is_some_and(is_name) && noun + 1 < end;
        company.then_some(noun + 1)
    });
    let named = introduced.or(named);
    if let Some(slot) =
        named.filter(|&n| introduced.is_some() || (first..n).all(plain)).and_then(|n| name(scene, sentence, n, end))
    {
        return Subject::Named(slot);
    }
    let stop = (first..end).find(|&i| {
        let t = &tokens[i];
        t.is(Tags::PREP.with(Tags::REL)) || !t.is_word() && t.figure().is_none() || sentence.in_group(i)
    });
    let last = stop.unwrap_or(end);
    if last == first {
        return Subject::None;
    }
    let head = &tokens[last - 1];
    let span = tokens[first].span.join(head.span);
    let slot = Slot { text: span.of(scene.text).to_owned(), span };
    // "X's support for farmers", "the work of USAID": the name inside the phrase acts.
    if head.is(Tags::LAW) {
        return Subject::Named(slot);
    }
    if head.is(Tags::ANAPHOR) {
        // "the program" points back, "a program", "programs" do not.
        let definite = tokens[start..first.max(start + 1)].iter().any(|t| {
            matches!(
                t.text.to_lowercase().as_str(),
                "the" | "this" | "these" | "both" | "el" | "la" | "los" | "las" | "este" | "esta"
            )
        });
        return if definite { Subject::Pointing(Some(slot)) } else { Subject::None };
    }
    let bodies = tokens[first..last]
        .iter()
        .any(|t| t.is(Tags::BODY.with(Tags::PEOPLE).with(Tags::EMPLOYEE)) || t.is(Tags::TERRITORY));
    if bodies && last - first <= 8 { Subject::Named(slot) } else { Subject::None }
}

fn is_name(token: &Token<'_>) -> bool {
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
            .with(Tags::CONJ))
            || token.is_acronym())
}

/// The name with which a phrase begins, in its short form: "the U.S. Agency for Development (USAID)" → "USAID".
pub(super) fn name(scene: &Scene<'_>, sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Slot> {
    let tokens = &sentence.tokens;
    if !tokens.get(start).is_some_and(is_name) {
        return None;
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
fn parts(tokens: &[Token<'_>], start: usize, end: usize) -> (Vec<Span>, bool) {
    let mut parts: Vec<Span> = Vec::new();
    let mut short = false;
    let (mut current, mut long): (Option<Span>, Option<Span>) = (None, None);
    let mut at = start;
    let limit = end.min(start + 40);
    while at < limit {
        let token = &tokens[at];
        if is_name(token) || (current.is_some() && token.figure().is_some() && tokens.get(at + 1).is_some_and(is_name))
        {
            // "Large Business (LB) Division": the name goes on behind its short form.
            let goes_on = long.take().filter(|_| at > 0 && tokens[at - 1].mark(')'));
            short &= goes_on.is_none();
            current = Some(goes_on.or(current).map_or(token.span, |c| c.join(token.span)));
            // "President Biden's Infrastructure Law": a name owned by a name acts itself.
            if token.possessive {
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
    if !matches!(token.text, "of" | "for" | "on" | "the" | "de" | "del" | "la" | "to" | "in" | "against") {
        return false;
    }
    let mut next = at + 1;
    while next < end && matches!(tokens[next].text, "the" | "la" | "los" | "las") {
        next += 1;
    }
    next < end
        && is_name(&tokens[next])
        && matches!(token.text, "of" | "for" | "de" | "del" | "the" | "la" | "on" | "against")
}

/// Whether a comma or "and" at `at` joins another name.
fn continues(tokens: &[Token<'_>], at: usize, end: usize) -> bool {
    let mut next = at + 1;
    while next < end && (tokens[next].is(Tags::CONJ) || matches!(tokens[next].text, "the" | "la" | "el")) {
        next += 1;
    }
    next < end && is_name(&tokens[next])
}

/// "USAID’s $56 million initiative": the name that owns the figure.
fn owner(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Slot> {
    let mut at = token;
    while at > 0 && (sentence.tokens[at - 1].beside || sentence.tokens[at - 1].text == "new") {
        at -= 1;
    }
    // "Micron’s investment of up to $125 billion": the owner of the noun that the figure completes.
    if at > 1 && matches!(sentence.tokens[at - 1].text, "of" | "de") {
        let start = phrase_start(&sentence.tokens, at - 1);
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
fn agent(scene: &Scene<'_>, sentence: &Sentence<'_>, from: usize, governor: Governor) -> Option<Slot> {
    let tokens = &sentence.tokens;
    let limit = sentence.groups.iter().map(|g| g.first).find(|&f| f >= from).unwrap_or(tokens.len());
    let passive =
        governor.group.is_some_and(|g| sentence.groups[g].passive || sentence.groups[g].form == Form::Participle);
    let stop = (from..limit)
        .find(|&i| tokens[i].is_strong() || (tokens[i].mark(',') && !passive) || tokens[i].figure().is_some())
        .unwrap_or(limit);
    let by = (from..stop).find(|&i| matches!(tokens[i].text, "by" | "por"))?;
    let mut start = by + 1;
    while start < stop && tokens[start].is(Tags::DET) {
        start += 1;
    }
    name(scene, sentence, start, tokens.len())
}

/// Who acts in a sentence, for the sentences after it: the first named subject, else the last owner, else none.
fn named_in(scene: &Scene<'_>, sentence: &Sentence<'_>) -> Option<Slot> {
    let subject = sentence.groups.iter().filter(|g| g.form == Form::Finite && !g.relative).find_map(|g| {
        let (start, end) = g.subject?;
        match read(scene, sentence, start, end) {
            Subject::Named(slot) => Some(slot),
            _ => None,
        }
    });
    subject.or_else(|| {
        let owner = sentence.tokens.iter().rposition(|t| t.possessive && is_name(t))?;
        let start = phrase_start(&sentence.tokens, owner + 1);
        let first = (start..=owner).find(|&i| is_name(&sentence.tokens[i]))?;
        let span = sentence.tokens[first].span.join(sentence.tokens[owner].span);
        Some(Slot { text: span.of(scene.text).to_owned(), span })
    })
}
