//! Verb groups: which words of a sentence are its verbs, alone, with their auxiliaries, or as infinitives and participles.

use super::auxiliary::auxiliary;
use super::group::{Form, Group};
use super::phrasal::phrasal;
use super::token::Token;
use crate::figure::Lang;
use crate::lexicon::Tags;

pub(super) fn find(tokens: &[Token<'_>], lang: Lang) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let group = group_at(tokens, at, lang, &groups);
        at = group.as_ref().map_or(at, |group| group.head) + 1;
        groups.extend(group);
    }
    groups
}

fn group_at(tokens: &[Token<'_>], at: usize, lang: Lang, before: &[Group]) -> Option<Group> {
    let group = verb_at(tokens, at, lang, before)?;
    Some(if lang == Lang::En { phrasal(tokens, group) } else { group })
}

fn verb_at(tokens: &[Token<'_>], at: usize, lang: Lang, before: &[Group]) -> Option<Group> {
    let token = &tokens[at];
    // "fell by 11 percent": the change is told by the verb itself.
    let changes = token.is(Tags::UP.with(Tags::DOWN)) && token.is(Tags::PAST) && !token.is(Tags::BASE);
    if !token.is_word()
        || token.beside && !changes
        || (token.capital && at > 0 && !token.is(Tags::AUX))
        || token.possessive
    {
        return None;
    }
    let new = |head: usize, form| Group {
        first: at,
        head,
        form,
        tags: tokens[head].tags,
        passive: false,
        modal: tokens[head].is(Tags::FUTURE),
        progressive: false,
        parent: None,
        subject: None,
        relative: false,
    };
    if token.is(Tags::AUX) {
        return Some(auxiliary(tokens, at, new(at, Form::Finite)));
    }
    let previous = before_adverbs(tokens, at).map(|i| &tokens[i]);
    let next = tokens.get(at + 1);
    if lang == Lang::En && token.text.eq_ignore_ascii_case("to") {
        let (verb, passive) = infinitive(tokens, at)?;
        return Some(Group { passive, ..new(verb, Form::Infinitive) });
    }
    if !token.is(Tags::VERB) || token.is(Tags::PREP) {
        return None;
    }
    let after_determiner =
        previous.is_some_and(|p| p.is(Tags::DET.with(Tags::POSS)) && !p.is(Tags::REL.with(Tags::PRON)) || p.possessive);
    if token.is(Tags::ING) {
        return (!after_determiner && is_gerund(tokens, at, previous, next)).then(|| new(at, Form::Gerund));
    }
    // "300 empleados": those counted.
    let counted = previous.is_some_and(|p| p.figure().is_some() || p.beside);
    if lang == Lang::Es && counted && token.is(Tags::PART) && token.is(Tags::WHO) {
        return None;
    }
    if lang == Lang::Es {
        let after_preposition = at > 0 && tokens[at - 1].is(Tags::PREP);
        return spanish(token, after_determiner, after_preposition).map(|form| {
            // "se prevé": nobody is named; "se comprometió" has a subject.
            let passive = at > 0 && tokens[at - 1].text == "se" && !token.is(Tags::COMMIT);
            let modal = token.is(Tags::FUTURE.with(Tags::SUBJUNCTIVE)) && form == Form::Finite;
            Group { passive, modal, ..new(at, form) }
        });
    }
    if token.is(Tags::PAST.with(Tags::PART)) && !token.is(Tags::BASE) {
        return past(tokens, at, before, after_determiner).map(|form| new(at, form));
    }
    // "Invest $31 billion to build": a heading or a point of a plan.
    let names = next.is_some_and(|n| n.figure().is_some() || n.beside || n.is(Tags::DET.with(Tags::POSS)));
    if at == 0 && lang == Lang::En && token.is(Tags::BASE) && token.capital && names {
        return Some(new(at, Form::Infinitive));
    }
    present(tokens, at, before, after_determiner).map(|form| new(at, form))
}

/// "reached", "announced today": finite, or only describing a noun; none for an adjective ("the announced plan").
fn past(tokens: &[Token<'_>], at: usize, before: &[Group], after_determiner: bool) -> Option<Form> {
    let token = &tokens[at];
    let previous = before_adverbs(tokens, at).map(|i| &tokens[i]);
    let next = tokens.get(at + 1);
    let goes_on = !next.is_none_or(|n| ends_phrase(n));
    let adjective = after_determiner
        || previous.is_some_and(|p| p.is(Tags::PREP) || p.beside)
        || (at > 1
            && tokens[at - 1].is(Tags::CONJ)
            && (tokens[at - 2].is(Tags::ADJECTIVE) || tokens[at - 2].tags == Tags::default() && plain(next)))
        || (previous.is_some_and(|p| p.is(Tags::ADJECTIVE) && !p.is(Tags::WHO) && !p.capital) && goes_on)
        || (previous.is_some_and(|p| p.figure().is_some()) && (goes_on || describes(tokens, at)));
    if adjective {
        return None;
    }
    let bare = previous.is_some_and(|p| p.figure().is_some())
        || !token.is(Tags::PAST)
        || already_finite(tokens, at, before)
        || after_with(tokens, at)
        || has_later_finite(tokens, at);
    Some(if bare && previous.is_some() { Form::Participle } else { Form::Finite })
}

/// Whether a common noun may follow, no object with its own article or number.
fn plain(next: Option<&Token<'_>>) -> bool {
    let object = Tags::DET.with(Tags::POSS).with(Tags::PRON).with(Tags::PREP).with(Tags::CONJ).with(Tags::ADV);
    next.is_some_and(|n| n.is_word() && !n.capital && !n.beside && !n.is(object) && !n.text.ends_with('s'))
}

/// "30 proposed and final rules": a participle joined to what else describes the noun.
fn describes(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|t| t.is(Tags::CONJ) || t.mark(','))
        && tokens[at + 2..]
            .iter()
            .take(3)
            .take_while(|t| t.is_word() && !t.is(Tags::PREP.with(Tags::DET).with(Tags::AUX)))
            .skip(1)
            .any(|t| t.text.ends_with('s') && (t.is(Tags::NOUNISH) || !t.is(Tags::VERB)))
}

/// "reaches", "reach": a plain form, which may be a noun as well ("plans").
fn present(tokens: &[Token<'_>], at: usize, before: &[Group], after_determiner: bool) -> Option<Form> {
    let token = &tokens[at];
    let previous = before_adverbs(tokens, at).map(|i| &tokens[i]);
    let next = tokens.get(at + 1);
    // "major projects that", but "The agency projects that".
    let who = previous.is_some_and(|p| p.capital || p.mark(')') || p.is(Tags::PRON.with(Tags::BODY)));
    let object = next.is_some_and(|n| {
        let that = n.is(Tags::REL) || n.text == "that";
        let word = n.is(Tags::DET.with(Tags::POSS).with(Tags::PRON)) && (!that || who);
        word || n.figure().is_some() || n.beside && !n.is(Tags::PAST)
    });
    // "plans to", "aims to": after a name or its possessive look-alike ("JDE Peet’s plans to").
    let aims = token.is(Tags::AIM) && next.is_some_and(|n| n.text == "to");
    let named = previous
        .is_some_and(|p| p.capital || p.possessive || p.is(Tags::PRON.with(Tags::REL).with(Tags::ADV)) || p.mark(')'));
    // "The center aims to": a noun of its own before it, and no verb.
    let noun_before = |p: &Token<'_>| {
        p.is_word()
            && !p.is(Tags::PREP
                .with(Tags::DET)
                .with(Tags::POSS)
                .with(Tags::ADJECTIVE)
                .with(Tags::CONJ)
                .with(Tags::VERB))
    };
    let named = named || aims && previous.is_some_and(noun_before) && !already_finite(tokens, at, before) && at <= 6;
    // "The Department of State, working with Congress, plans to"
    let named = named
        || previous.is_some_and(|p| p.mark(','))
            && tokens[..at - 1].iter().any(|t| t.mark(','))
            && !already_finite(tokens, at - 1, before);
    if aims
        && token.is(Tags::THIRD)
        && (named || !token.is(Tags::NOUNISH))
        && !previous.is_some_and(|p| p.is(Tags::PREP))
    {
        return Some(Form::Finite);
    }
    let object = object || token.text == "calls" && next.is_some_and(|n| n.text == "for");
    if token.is(Tags::THIRD) && !after_determiner {
        let subject = previous.is_some_and(|p| {
            p.is(Tags::REL.with(Tags::PRON).with(Tags::CONJ))
                || (p.is_word() && !p.is(Tags::PREP))
                || p.mark(',')
                || p.mark(')')
                || p.mark('"')
        });
        // "Nespresso works with": a name right before, and no other verb in the clause.
        let named = previous
            .is_some_and(|p| p.is_acronym() || (p.capital && !p.is(Tags::PREP) && !p.text.contains('-')))
            && next.is_some_and(|n| n.is(Tags::PREP))
            && at <= 4
            && !already_finite(tokens, at, before);
        // "have averages below $3": the clause has its verb.
        let object = object || next.is_some_and(|n| n.text == "aside");
        let near = before.last().is_some_and(|g| g.head + 4 > at && g.form == Form::Finite);
        let noun = token.is(Tags::NOUNISH) && near && !previous.is_some_and(|p| p.is(Tags::CONJ));
        let told = tells(tokens, at)
            || to_do(tokens, at) && previous.is_some_and(noun_before) && !already_finite(tokens, at, before);
        return (subject && (object && !noun || named || told || !token.is(Tags::NOUNISH))).then_some(Form::Finite);
    }
    if token.is(Tags::BASE) && !after_determiner {
        let p = previous?;
        let chained = (p.is(Tags::CONJ) || p.mark(',') || p.mark(';'))
            && before.last().is_some_and(|g| g.form == Form::Infinitive || g.modal)
            && (!token.is(Tags::NOUNISH) || !next.is_none_or(|n| ends_phrase(n)));
        let plural =
            (p.is_word() && p.text.ends_with('s') || p.is(Tags::PRON.with(Tags::REL).with(Tags::PLURAL)) || p.capital)
                && !p.is(Tags::PREP);
        // "Of these, 15 represent Tribes"
        let opens = at > 1 && (tokens[at - 2].mark(',') || tokens[at - 2].is(Tags::CONJ));
        let plural = plural || p.figure().is_some() && opens && !token.is(Tags::NOUNISH);
        if chained {
            return Some(Form::Infinitive);
        }
        // "have raised $2 million and employ 740 people"
        let number = next.is_some_and(|n| n.figure().is_some() || n.beside);
        if p.is(Tags::CONJ)
            && number
            && !token.is(Tags::NOUNISH)
            && before.last().is_some_and(|g| g.form == Form::Finite)
        {
            return Some(Form::Finite);
        }
        // "The agency set aside $3 million", "the firm cut 700 jobs": past and plain form are one.
        let closed = Tags::PREP.with(Tags::CONJ).with(Tags::DET).with(Tags::ADJECTIVE);
        let aside = next.is_some_and(|n| n.text == "aside");
        if token.is(Tags::PAST)
            && p.is_word()
            && !p.is(closed)
            && (object || aside)
            && !already_finite(tokens, at, before)
        {
            return Some(Form::Finite);
        }
        if !plural || (token.is(Tags::NOUNISH) && !object && !aims) {
            return None;
        }
        // "saw eleven students participate": the clause has its verb already.
        return Some(if already_finite(tokens, at, before) { Form::Infinitive } else { Form::Finite });
    }
    None
}

/// "the partnership, which works with 42 communities"
fn tells(tokens: &[Token<'_>], at: usize) -> bool {
    let which = at > 1 && matches!(tokens[at - 1].text, "which" | "who") && !tokens[at - 2].is(Tags::PREP);
    which && tokens.get(at + 1).is_some_and(|t| t.is(Tags::PREP.with(Tags::ADV)))
}

/// "The agency works to reach 500 families"
fn to_do(tokens: &[Token<'_>], at: usize) -> bool {
    let verb = tokens.get(at + 2).is_some_and(|t| t.is(Tags::BASE) && !t.capital);
    let works = tokens[at].is(Tags::START) && !tokens[at].is(Tags::GIVE);
    verb && works && at <= 6 && tokens[at + 1].text == "to"
}

/// The verb of an infinitive whose "to" stands at `at`, and whether it is passive ("to be spent").
fn infinitive(tokens: &[Token<'_>], at: usize) -> Option<(usize, bool)> {
    let verb = (at + 1..tokens.len()).find(|&i| {
        let adverb =
            tokens[i].is(Tags::ADV.with(Tags::ADJECTIVE)) && tokens.get(i + 1).is_some_and(|t| t.is(Tags::BASE));
        !adverb && (!tokens[i].is(Tags::ADV) || tokens[i].is(Tags::BASE))
    })?;
    // "GlobalWafers to Build Chip Plant": a headline.
    let headline = !tokens[verb].is(Tags::NOUNISH) && tokens[at].text == "to" && at > 0 && tokens[at - 1].capital;
    if !tokens[verb].is(Tags::BASE.with(Tags::BE).with(Tags::HAVE)) || tokens[verb].capital && !headline {
        return None;
    }
    // "to be spent", "to be better protected"
    let beside = tokens.get(verb + 1).is_some_and(|t| t.is(Tags::ADV.with(Tags::ADJECTIVE)) || t.text == "better");
    let done = verb + 1 + usize::from(beside && !tokens[verb + 1].is(Tags::PART));
    let passive = tokens[verb].is(Tags::BE) && tokens.get(done).is_some_and(|t| t.is(Tags::PART) && t.is_word());
    Some((if passive { done } else { verb }, passive))
}

/// "with over 5,000 students enrolled": a participle behind "with" and a figure.
fn after_with(tokens: &[Token<'_>], at: usize) -> bool {
    let open = tokens[..at].iter().rev().take_while(|t| t.is_word() || t.figure().is_some()).take(10);
    let mut figure = false;
    for token in open {
        figure |= token.figure().is_some();
        if token.text.eq_ignore_ascii_case("with") {
            return figure;
        }
        if token.is(Tags::REL.with(Tags::SUB).with(Tags::AUX)) {
            return false;
        }
    }
    false
}

/// Whether the clause that `at` stands in has a finite verb already.
fn already_finite(tokens: &[Token<'_>], at: usize, before: &[Group]) -> bool {
    let boundary = |t: &Token<'_>| {
        t.is_strong() || t.mark(',') || t.is(Tags::CONJ.with(Tags::REL).with(Tags::SUB)) || t.text == "that"
    };
    let start = (0..at).rev().find(|&i| boundary(&tokens[i])).map_or(0, |i| i + 1);
    before.iter().any(|g| g.form == Form::Finite && g.first >= start)
}

fn spanish(token: &Token<'_>, after_determiner: bool, after_preposition: bool) -> Option<Form> {
    if after_determiner && !token.is(Tags::PAST.with(Tags::FUTURE)) {
        None
    } else if token.is(Tags::BASE) {
        Some(Form::Infinitive)
    } else if after_preposition {
        // "de forma directa", "del programa"
        token.is(Tags::PART).then_some(Form::Participle)
    } else if token.is(Tags::PAST.with(Tags::FUTURE).with(Tags::THIRD)) {
        Some(Form::Finite)
    } else {
        token.is(Tags::PART).then_some(Form::Participle)
    }
}

fn is_gerund(tokens: &[Token<'_>], at: usize, previous: Option<&Token<'_>>, next: Option<&Token<'_>>) -> bool {
    let token = &tokens[at];
    let before = at.checked_sub(2).map(|i| &tokens[i]);
    let object =
        next.is_some_and(|n| n.is(Tags::DET.with(Tags::POSS).with(Tags::PRON)) || n.figure().is_some() || n.beside);
    let closed = next.is_none_or(|n| ends_phrase(n));
    let chains = token.is(Tags::COMMIT.with(Tags::AIM)) && next.is_some_and(|n| n.text == "to");
    // "funding totaling $17 billion"
    let totals = next.is_some_and(|n| n.is(Tags::AMOUNTS) && n.is(Tags::ING));
    match previous {
        _ if chains => true,
        _ if totals => false,
        None => !closed,
        Some(p) if p.mark(',') || p.mark(';') || p.mark(':') || p.is_strong() => !closed || p.mark(','),
        // "$5 million in purchasing power"
        Some(p) if p.text == "in" && before.is_some_and(|b| b.figure().is_some()) => object,
        Some(p) if p.is(Tags::PREP.with(Tags::CONJ)) => !closed || object,
        // "$1.2 billion supporting Ukraine"
        Some(p) if p.figure().is_some() && next.is_some_and(|n| n.capital) => !p.is_plain_number(),
        // "over 5 million caring for veterans"
        Some(p) if p.figure().is_some() && next.is_some_and(|n| n.is(Tags::PREP) && n.text != "of") => true,
        Some(p) if token.is(Tags::NOUNISH) => object && !p.is(Tags::ADJECTIVE),
        Some(p) => {
            object
                || (p.is_word() && (p.capital || p.text.ends_with('s') || p.is(Tags::WHO)) && !closed)
                || (closed && p.is(Tags::WHO))
        }
    }
}

/// Whether a phrase cannot go on through this token.
fn ends_phrase(token: &Token<'_>) -> bool {
    !token.is_word() && token.figure().is_none()
        || token.is(Tags::PREP.with(Tags::CONJ).with(Tags::REL).with(Tags::AUX).with(Tags::ADV))
}

/// Whether a clear finite verb follows before the clause ends: then a bare participle only describes its noun.
fn has_later_finite(tokens: &[Token<'_>], at: usize) -> bool {
    let (mut figure, mut to) = (false, false);
    // "completed the course and": what takes an object describes no noun.
    let gives = tokens[at].is(Tags::GIVE.with(Tags::COMMIT));
    let opens = |i: usize| tokens.get(i).is_some_and(|t| t.is(Tags::DET.with(Tags::POSS)) || t.figure().is_some());
    if opens(at + 1) && !gives && tokens[at + 1].figure().is_none() {
        return false;
    }
    for (index, token) in tokens.iter().enumerate().skip(at + 1) {
        let stop = token.mark(',') || token.is_strong() || token.is(Tags::REL.with(Tags::SUB));
        // "helped families and are continuing"
        let next = token.is(Tags::CONJ)
            && (tokens.get(index + 1).is_some_and(|t| t.is(Tags::AUX)) || !gives && opens(at + 1) && opens(index + 1));
        if stop || next || to && token.is(Tags::CONJ) {
            return false;
        }
        figure |= token.figure().is_some();
        // "submitted to Congress" goes on, "agreed to reach" does not.
        if token.text == "to" {
            to = true;
            if tokens.get(index + 1).is_none_or(|t| t.is(Tags::BASE.with(Tags::AUX)) && !t.capital) {
                return false;
            }
        }
        let third = token.is(Tags::THIRD) && !token.is(Tags::NOUNISH) && !token.capital && !figure;
        if token.is(Tags::MODAL.with(Tags::BE).with(Tags::HAVE)) || third {
            return true;
        }
    }
    false
}

/// The last token before `at` that is no adverb.
pub(super) fn before_adverbs(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    (0..at).rev().find(|&i| !tokens[i].is(Tags::ADV) || tokens[i].is(Tags::PREP.with(Tags::DET)))
}
