//! Verb groups of a sentence, what governs what, and where each group's subject stands.
//!
//! Light on purpose: no tagger, no tree. A group is an auxiliary chain with its verb, an infinitive, a gerund or a bare
//! participle; each leans on a parent (the group whose subject and outlook it shares) or has a subject of its own.

use super::token::Token;
use crate::figure::Lang;
use crate::lexicon::Tags;

/// How a group stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "has reached", "will launch", "reached".
    Finite,
    /// "to reach".
    Infinitive,
    /// "reaching".
    Gerund,
    /// "announced today" after a noun.
    Participle,
}

/// A verb group.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about the verb")]
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Its first token.
    pub(super) first: usize,
    /// Its main verb, the last token.
    pub(super) head: usize,
    pub(super) form: Form,
    /// What the lexicon says of the main verb.
    pub(super) tags: Tags,
    pub(super) passive: bool,
    /// "will", "would", "may", a future form.
    pub(super) modal: bool,
    pub(super) progressive: bool,
    /// The group whose subject it shares.
    pub(super) parent: Option<usize>,
    /// The tokens of its own subject, first to past the last.
    pub(super) subject: Option<(usize, usize)>,
    /// Whether the subject is what a relative pronoun stands for.
    pub(super) relative: bool,
}

/// The verb groups of a sentence, in order, with parents and subjects.
pub(super) fn groups(tokens: &[Token<'_>], lang: Lang) -> Vec<Group> {
    let mut groups = find(tokens, lang);
    for index in 0..groups.len() {
        attach(tokens, &mut groups, index);
    }
    groups
}

fn find(tokens: &[Token<'_>], lang: Lang) -> Vec<Group> {
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
    let token = &tokens[at];
    if !token.is_word() || token.beside || (token.capital && at > 0 && !token.is(Tags::AUX)) || token.possessive {
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
        return (!after_determiner && is_gerund(token, previous, next)).then(|| new(at, Form::Gerund));
    }
    if lang == Lang::Es {
        return spanish(token, after_determiner).map(|form| new(at, form));
    }
    if token.is(Tags::PAST.with(Tags::PART)) && !token.is(Tags::BASE) {
        let adjective = after_determiner
            || previous.is_some_and(|p| p.is(Tags::PREP) || p.beside)
            || (at > 1 && tokens[at - 1].is(Tags::CONJ) && tokens[at - 2].is(Tags::ADJECTIVE))
            || (previous.is_some_and(|p| p.is(Tags::ADJECTIVE) && !p.is(Tags::WHO) && !p.capital)
                && !next.is_none_or(|n| ends_phrase(n)))
            || (previous.is_some_and(|p| p.figure().is_some()) && !next.is_none_or(|n| ends_phrase(n)));
        if adjective {
            return None;
        }
        let bare = previous.is_some_and(|p| p.figure().is_some())
            || !token.is(Tags::PAST)
            || already_finite(tokens, at, before)
            || after_with(tokens, at)
            || has_later_finite(tokens, at);
        return Some(new(at, if bare && previous.is_some() { Form::Participle } else { Form::Finite }));
    }
    let object =
        next.is_some_and(|n| n.is(Tags::DET.with(Tags::POSS).with(Tags::PRON)) || n.figure().is_some() || n.beside);
    // "plans to", "aims to": after a name or its possessive look-alike ("JDE Peet’s plans to").
    let aims = token.is(Tags::AIM) && next.is_some_and(|n| n.text == "to");
    let named = previous
        .is_some_and(|p| p.capital || p.possessive || p.is(Tags::PRON.with(Tags::REL).with(Tags::ADV)) || p.mark(')'));
    if aims
        && token.is(Tags::THIRD)
        && (named || !token.is(Tags::NOUNISH))
        && !previous.is_some_and(|p| p.is(Tags::PREP))
    {
        return Some(new(at, Form::Finite));
    }
    if token.is(Tags::THIRD) && !after_determiner {
        let subject = previous.is_some_and(|p| {
            p.is(Tags::REL.with(Tags::PRON).with(Tags::CONJ))
                || (p.is_word() && !p.is(Tags::PREP))
                || p.mark(',')
                || p.mark(')')
                || p.mark('"')
        });
        // "Nespresso works with": a name right before, and no other verb in the clause.
        let named = previous.is_some_and(|p| p.is_acronym() || (p.capital && !p.is(Tags::PREP)))
            && next.is_some_and(|n| n.is(Tags::PREP))
            && at <= 4
            && !already_finite(tokens, at, before);
        return (subject && (object || named || !token.is(Tags::NOUNISH))).then(|| new(at, Form::Finite));
    }
    if token.is(Tags::BASE) && !after_determiner {
        let p = previous?;
        let chained = (p.is(Tags::CONJ) || p.mark(',') || p.mark(';'))
            && before.last().is_some_and(|g| g.form == Form::Infinitive || g.modal)
            && (!token.is(Tags::NOUNISH) || !next.is_none_or(|n| ends_phrase(n)));
        let plural =
            (p.is_word() && p.text.ends_with('s') || p.is(Tags::PRON.with(Tags::REL).with(Tags::PLURAL)) || p.capital)
                && !p.is(Tags::PREP);
        if chained {
            return Some(new(at, Form::Infinitive));
        }
        if !plural || (token.is(Tags::NOUNISH) && !object && !aims) {
            return None;
        }
        // "saw eleven students participate": the clause has its verb already.
        let form = if already_finite(tokens, at, before) { Form::Infinitive } else { Form::Finite };
        return Some(new(at, form));
    }
    None
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
    let passive = tokens[verb].is(Tags::BE) && tokens.get(verb + 1).is_some_and(|t| t.is(Tags::PART) && t.is_word());
    Some((verb + usize::from(passive), passive))
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

fn spanish(token: &Token<'_>, after_determiner: bool) -> Option<Form> {
    if after_determiner && !token.is(Tags::PAST.with(Tags::FUTURE)) {
        None
    } else if token.is(Tags::BASE) {
        Some(Form::Infinitive)
    } else if token.is(Tags::PAST.with(Tags::FUTURE).with(Tags::THIRD)) {
        Some(Form::Finite)
    } else {
        token.is(Tags::PART).then_some(Form::Participle)
    }
}

/// Extends an auxiliary to its chain: "has not yet been", "is on track" keeps "is" as its verb.
fn auxiliary(tokens: &[Token<'_>], at: usize, mut group: Group) -> Group {
    let mut be = false;
    let mut have = false;
    let mut last = at;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        if token.is(Tags::AUX) && !token.is(Tags::NOUNISH) {
            be |= token.is(Tags::BE);
            have |= token.is(Tags::HAVE);
            group.modal |= token.is(Tags::MODAL);
            last = index;
        } else if token.is(Tags::VERB) && token.is_word() && !token.capital && fits(token, be, have, group.modal) {
            group.head = index;
            group.tags = token.tags;
            group.passive = be && token.is(Tags::PART);
            group.progressive = be && token.is(Tags::ING);
            return group;
        } else if !token.is(Tags::ADV.with(Tags::NEG)) {
            break;
        }
    }
    group.head = last;
    group.tags = Tags::BE;
    group
}

fn fits(token: &Token<'_>, be: bool, have: bool, modal: bool) -> bool {
    if be {
        token.is(Tags::PART.with(Tags::ING))
    } else if have {
        token.is(Tags::PART)
    } else {
        modal && token.is(Tags::BASE) || !modal && token.is(Tags::BASE)
    }
}

fn is_gerund(token: &Token<'_>, previous: Option<&Token<'_>>, next: Option<&Token<'_>>) -> bool {
    let object =
        next.is_some_and(|n| n.is(Tags::DET.with(Tags::POSS).with(Tags::PRON)) || n.figure().is_some() || n.beside);
    let closed = next.is_none_or(|n| ends_phrase(n));
    let chains = token.is(Tags::COMMIT.with(Tags::AIM)) && next.is_some_and(|n| n.text == "to");
    match previous {
        _ if chains => true,
        None => !closed,
        Some(p) if p.mark(',') || p.mark(';') || p.mark(':') || p.is_strong() => !closed || p.mark(','),
        Some(p) if p.is(Tags::PREP.with(Tags::CONJ)) => !closed || object,
        // "$1.2 billion supporting Ukraine"
        Some(p) if p.figure().is_some() && next.is_some_and(|n| n.capital) => true,
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
    for token in &tokens[at + 1..] {
        if token.mark(',') || token.is_strong() || token.is(Tags::REL.with(Tags::SUB)) || (token.text == "to") {
            return false;
        }
        if token.is(Tags::MODAL.with(Tags::BE).with(Tags::HAVE)) {
            return true;
        }
    }
    false
}

/// The last token before `at` that is no adverb.
fn before_adverbs(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    (0..at).rev().find(|&i| !tokens[i].is(Tags::ADV) || tokens[i].is(Tags::PREP.with(Tags::DET)))
}

fn attach(tokens: &[Token<'_>], groups: &mut [Group], index: usize) {
    let group = &groups[index];
    let strong = (0..group.first).rev().find(|&i| tokens[i].is_strong()).map_or(0, |i| i + 1);
    let previous = before_adverbs(tokens, group.first);
    let earlier = |wanted: &dyn Fn(&Group) -> bool, from: usize| {
        (0..index).rev().find(|&i| groups[i].first >= from && wanted(&groups[i]))
    };
    let finite_right = (index + 1..groups.len()).find(|&i| groups[i].form == Form::Finite);
    match group.form {
        Form::Infinitive => {
            let parent =
                earlier(&|_| true, strong).or(finite_right).or_else(|| earlier(&|g| g.form == Form::Finite, 0));
            let first = groups[index].first;
            let start = phrase_start(tokens, first).max(strong);
            let said = tokens[start].is(Tags::VERB) || first == start + 1 && tokens[start].text.ends_with("ed");
            if parent.is_none() && start == strong && first > strong && !said {
                groups[index].subject = tokens[first - 1].capital.then_some((start, first));
            }
            groups[index].parent = parent;
        }
        Form::Gerund | Form::Participle => {
            let absolute = previous.and_then(|p| absolute_subject(tokens, p));
            let postmodifier = previous.is_some_and(|p| {
                tokens[p].is_word() && !tokens[p].is(Tags::PREP.with(Tags::CONJ)) || tokens[p].figure().is_some()
            });
            let parent = if postmodifier {
                earlier(&|_| true, strong).or(finite_right)
            } else {
                earlier(&|g| g.form == Form::Finite || g.form == Form::Infinitive, strong).or(finite_right)
            };
            let parent = parent.or_else(|| earlier(&|g| g.form == Form::Finite, 0));
            groups[index].subject = absolute;
            groups[index].parent = parent;
        }
        Form::Finite => {
            // "which this year will reach"
            let pronoun = previous.map(|p| if tokens[p].figure().is_some() && p > 0 { p - 1 } else { p });
            let relative = pronoun.is_some_and(|p| tokens[p].is(Tags::REL) && p > 0);
            let joined = previous.is_none_or(|p| tokens[p].is(Tags::CONJ) || tokens[p].mark(';'));
            let parent = earlier(&|g| g.form == Form::Finite && !g.relative, 0)
                .or_else(|| earlier(&|g| g.form == Form::Finite, 0));
            if relative {
                groups[index].relative = true;
                groups[index].subject = pronoun.and_then(|p| antecedent(tokens, p));
                groups[index].parent = parent;
            } else if joined && parent.is_some() {
                groups[index].parent = parent;
            } else {
                groups[index].subject = subject(tokens, groups, index, strong);
                if groups[index].subject.is_none() {
                    groups[index].parent = parent;
                }
            }
        }
    }
}

/// "with Canada announcing": the noun phrase between "with" and the verb, which ends at `last`.
fn absolute_subject(tokens: &[Token<'_>], last: usize) -> Option<(usize, usize)> {
    if !tokens[last].is_word() {
        return None;
    }
    let with = (last.saturating_sub(6)..last).rev().find(|&i| tokens[i].is(Tags::PREP) || !tokens[i].is_word())?;
    (tokens[with].text.eq_ignore_ascii_case("with")).then_some((with + 1, last + 1))
}

/// The noun phrase that a relative pronoun at `pronoun` stands for: back to the preposition, verb or comma before it.
fn antecedent(tokens: &[Token<'_>], pronoun: usize) -> Option<(usize, usize)> {
    let mut end = pronoun;
    while end > 0 && (tokens[end - 1].mark(',') || tokens[end - 1].is(Tags::PREP)) {
        end -= 1;
    }
    let start = phrase_start(tokens, end);
    (start < end).then_some((start, end))
}

/// The first token of the noun phrase that ends before `end`: back over words, capitals keeping their "of" and "for".
pub(super) fn phrase_start(tokens: &[Token<'_>], end: usize) -> usize {
    let mut start = end;
    while start > 0 {
        let token = &tokens[start - 1];
        let inside_name = token.is(Tags::PREP)
            && matches!(token.text, "of" | "for" | "de" | "del")
            && tokens.get(start).is_some_and(|t| t.capital || t.is(Tags::DET))
            && start >= 2
            && tokens[start - 2].capital;
        let stop = !(token.is_word() || token.mark('(') || token.mark(')') || token.mark('"'))
            || token.is(Tags::REL.with(Tags::SUB).with(Tags::AUX))
            || (token.is(Tags::PREP) && !inside_name)
            || (token.is(Tags::VERB) && !token.capital && !token.is(Tags::NOUNISH) && !token.is(Tags::WHO));
        if stop {
            break;
        }
        start -= 1;
        if token.is(Tags::DET) {
            break;
        }
    }
    start
}

/// The subject of a finite group that is neither joined to another nor relative.
fn subject(tokens: &[Token<'_>], groups: &[Group], index: usize, strong: usize) -> Option<(usize, usize)> {
    let end = (strong..groups[index].first).rev().find(|&i| !tokens[i].is(Tags::ADV)).map_or(strong, |i| i + 1);
    // A finite verb before it closes the clause ("said the company will"), a relative clause between commas does not.
    let parenthesis = end > strong && tokens[end - 1].mark(',');
    let closing = |g: &&Group| g.form == Form::Finite && !g.relative && g.head >= strong;
    let closed = groups[..index].iter().rev().find(closing).map(|g| g.head + 1);
    if parenthesis {
        // "Chegg, a platform that …, has committed": the name that opens the clause.
        let opening = self::chunks(tokens, strong, end);
        if let Some(&(s, e)) = opening.iter().find(|&&(s, _)| !introduces(tokens, s))
            && !has_verb(groups, (s, e))
            && groups[..index]
                .iter()
                .all(|g| g.form != Form::Finite || g.relative || g.first > e && !begins_clause(tokens, g))
        {
            return Some((s, e));
        }
        let chunks = chunks(tokens, closed.unwrap_or(strong), end);
        // Behind a verb the first stretch still belongs to it.
        let skipped = usize::from(closed.is_some());
        let (start, end) = chunks.iter().skip(skipped).copied().find(|&(s, _)| !introduces(tokens, s))?;
        return Some((start, end));
    }
    let chunks = chunks(tokens, closed.unwrap_or(strong), end);
    if closed.is_some() && chunks.len() == 1 {
        // "said the company will": only the noun phrase right before the verb.
        let start = phrase_start(tokens, end);
        return (start < end).then_some((start, end));
    }
    let &(mut start, last) = chunks.last()?;
    if tokens[start].is(Tags::CONJ) && chunks.len() > 1 {
        // A list: join the noun phrases before it.
        let mut first = chunks.len() - 1;
        while first > 0 && !introduces(tokens, chunks[first - 1].0) && !has_verb(groups, chunks[first - 1]) {
            first -= 1;
        }
        start = chunks[first].0;
        if tokens[start].is(Tags::CONJ) {
            start += 1;
        }
    }
    if let Some(cut) =
        (start..last).rev().find(|&i| tokens[i].is(Tags::SUB.with(Tags::REL)) || tokens[i].text == "that")
    {
        start = cut + 1;
    }
    while start < last && tokens[start].is(Tags::ADV) && !tokens[start].is(Tags::DET) {
        start += 1;
    }
    if start < last && tokens[start].is(Tags::PREP) {
        // "In southern Mexico USAID is": the name before the verb.
        let name = (start..last).rev().take_while(|&i| tokens[i].capital || tokens[i].is_acronym()).last()?;
        start = name;
    }
    (start < last).then_some((start, last))
}

/// Whether a finite group has a subject right after a comma: then a clause of its own stands between.
fn begins_clause(tokens: &[Token<'_>], group: &Group) -> bool {
    group.subject.is_some_and(|(s, _)| {
        s > 0 && (tokens[s - 1].mark(',') || tokens[s - 1].is(Tags::CONJ) || tokens[s].is(Tags::CONJ))
    })
}

fn has_verb(groups: &[Group], (start, end): (usize, usize)) -> bool {
    groups.iter().any(|g| g.form == Form::Finite && g.first >= start && g.head < end)
}

/// Whether a chunk that begins so only introduces the sentence.
fn introduces(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    let participle = token.is(Tags::PART) && tokens.get(at + 1).is_some_and(|t| t.is(Tags::PREP) || t.text == "to");
    token.is(Tags::PREP.with(Tags::SUB).with(Tags::ING).with(Tags::ADV)) && !token.is(Tags::DET)
        || participle
        || token.text == "To"
        || token.figure().is_some()
}

/// The stretches between commas outside brackets, none empty.
fn chunks(tokens: &[Token<'_>], from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0_usize, from);
    for (index, token) in tokens.iter().enumerate().take(to).skip(from) {
        if token.mark('(') {
            depth += 1;
        } else if token.mark(')') {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && token.mark(',') {
            if start < index {
                out.push((start, index));
            }
            start = index + 1;
        }
    }
    if start < to {
        out.push((start, to));
    }
    out
}
