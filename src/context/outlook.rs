//! How the verbs over a figure look on it: they hope, promise, reckon with it, or tell what has been.

use super::group::{Form, Group};
use super::token::Token;
use super::{Governor, Scene, Sentence};
use crate::grammar::Reading;
use crate::lexicon::Tags;
use crate::span::Span;

/// What the verbs over a figure say of it.
#[derive(Debug, Default)]
pub(super) struct Outlook {
    /// The words that look ahead.
    pub(super) ahead: Option<Span>,
    /// The words that promise.
    pub(super) promised: Option<Span>,
    /// Whether a finite verb tells what has been.
    pub(super) past: bool,
    /// Whether somebody only reckons with it: "is expected to contribute".
    pub(super) reckoned: bool,
}

/// What the verb group that governs the figure at `token`, and those it leans on, say of it.
pub(super) fn outlook(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    governor: Governor,
    group: usize,
    money: bool,
) -> Outlook {
    let tokens = &sentence.tokens;
    let mut found = Outlook::default();
    let nearest = &sentence.groups[group];
    let (mut infinitive, mut finite) = (false, true);
    let mut child = None;
    // "the $4 billion that they offered to invest"
    let told = tokens.get(token + 1).filter(|t| money && (t.is(Tags::REL) || t.text == "that"));
    if told.is_some()
        && let Some(g) = sentence.groups.iter().find(|g| g.first > token && g.form == Form::Finite)
        && g.tags.any(Tags::COMMIT)
    {
        found.promised = Some(tokens[g.first].span.join(tokens[g.head].span));
    }
    // "with 800 women participating" has happened, whatever the clause around it hopes for.
    let absolute = governor.as_subject && governor.group == Some(group) && nearest.form != Form::Finite && !money;
    // "anyone making less than $400,000": a limit, whatever is planned around it.
    // "economies representing 90 percent of GDP"
    let noun = nearest.first.checked_sub(1).map(|i| &tokens[i]);
    let tells = nearest.form == Form::Gerund
        && nearest.tags.any(Tags::AMOUNTS)
        && !money
        && !noun.is_some_and(|t| t.mark(',') || t.is(Tags::CONJ));
    let limit = tells
        || money
            && nearest.form == Form::Gerund
            && (nearest.tags.any(Tags::GAIN)
                || noun.is_some_and(|t| t.is(Tags::PEOPLE.with(Tags::PRON)) || t.text == "anyone"));
    for index in sentence.chain(group).take(if absolute || limit { 1 } else { 8 }) {
        let g = &sentence.groups[index];
        let span = tokens[g.first].span.join(tokens[g.head].span);
        // "launched a programme to train 500", "raised $5 million to reach 500": what it is for, not done yet.
        // But "built ten clinics to serve the coast, reaching 500".
        let given = g.tags.any(Tags::GIVE) && !g.progressive;
        let paid = infinitive && !given && !money && pays(scene, sentence, g, token);
        let aside = nearest.form == Form::Gerund && nearest.first > 0 && tokens[nearest.first - 1].mark(',');
        // "partnered to train 500" tells what was done, "has partnered to train 500" what it is for.
        let partnered = tokens[g.head].text == "partnered" && g.first == g.head
            || matches!(tokens[g.head].text, "worked" | "started" | "began" | "begun");
        let begun = g.tags.any(Tags::START) && !g.tags.any(Tags::GIVE) && !aside && !partnered;
        let purpose = child == Some(Form::Infinitive) && (begun || paid);
        let present = index == group && g.form == Form::Finite && !g.tags.any(Tags::PAST.with(Tags::PART));
        let planned = g.tags.any(Tags::AIM) && (infinitive || g.passive || present);
        // "The city is to contribute $40 million"
        let due = child == Some(Form::Infinitive)
            && g.first == g.head
            && matches!(tokens[g.head].text, "is" | "are")
            && sentence
                .groups
                .get(index + 1)
                .is_some_and(|next| next.first == g.head + 1 && tokens[next.first].text == "to");
        // "anticipates creating 300 jobs"
        let hopes = g.tags.any(Tags::AIM)
            && child == Some(Form::Gerund)
            && sentence.groups.get(index + 1).is_some_and(|next| next.first == g.head + 1);
        let own = nearest.parent == Some(index) && child == Some(Form::Infinitive);
        found.reckoned |= g.tags.any(Tags::AIM) && g.passive && own;
        if g.modal || planned || purpose || due || hopes {
            found.ahead = found.ahead.or(Some(span));
        }
        let alone = g.form == Form::Infinitive && g.parent.is_none();
        let headline = alone && (g.subject.is_some() || g.first == 0 && g.head == 0);
        let law = g.subject.is_some_and(|(start, end)| tokens[start..end].iter().any(|t| t.is(Tags::LAW)));
        if headline {
            found.ahead = found.ahead.or(Some(span));
        }
        // "The budget provides $5 million": set aside, not yet spent.
        let now = g.form == Form::Finite && !g.tags.any(Tags::PAST.with(Tags::PART));
        if money && law && now && nearest.tags.any(Tags::GIVE) {
            found.promised = found.promised.or(Some(span));
        }
        let bound = money || infinitive || g.passive && g.form != Form::Finite;
        // "has awarded $5 million and mobilized $6 million": each its own.
        let shared = child.is_some() && finite;
        if g.tags.any(Tags::COMMIT) && bound && !shared && (money || infinitive || !g.tags.any(Tags::ANNOUNCE)) {
            found.promised = found.promised.or(Some(span));
        }
        found.past |= g.form == Form::Finite && !g.modal && !g.progressive && g.tags.any(Tags::PAST.with(Tags::PART));
        cued(sentence, (token, group), index, child, money, &mut found);
        // "is investing", "is addressing causes and investing".
        let own = index == group || child == Some(Form::Gerund);
        if money && g.progressive && own && nearest.tags.any(Tags::GIVE) {
            found.promised = found.promised.or(Some(span));
        }
        // "is connecting four million people": not done until all of them are; "is assisting" holds at any moment.
        if !money && g.progressive && own && nearest.tags.any(Tags::TELIC) && !holds_already(tokens, g, token) {
            found.ahead = found.ahead.or(Some(span));
        }
        child = Some(g.form);
        finite &= g.form == Form::Finite;
        infinitive |=
            g.form == Form::Infinitive || (g.form == Form::Gerund && g.first > 0 && tokens[g.first - 1].text == "to");
    }
    found
}

/// What nouns near the verb group with this index say: a goal, a plan, a commitment. The figure stands at `token`, governed
/// by `group`; `child` is the form of the verb that leans on this one.
fn cued(
    sentence: &Sentence<'_>,
    (token, group): (usize, usize),
    index: usize,
    child: Option<Form>,
    money: bool,
    found: &mut Outlook,
) {
    let tokens = &sentence.tokens;
    let (g, nearest) = (&sentence.groups[index], &sentence.groups[group]);
    // "is on track to", "with a goal of", "a commitment to": a noun between the verb and its infinitive.
    let to = if index == group { token } else { nearest.first };
    let leads = child == Some(Form::Infinitive);
    if leads || index == group {
        for cue in tokens[..to].iter().skip(g.head + 1).take(12).take_while(|t| !t.is_strong()) {
            if cue.is(Tags::TARGET) && (leads || near(sentence, cue.span, token)) {
                found.ahead = found.ahead.or(Some(cue.span));
            } else if cue.is(Tags::PROMISE) && (leads || money) {
                found.promised = found.promised.or(Some(cue.span));
            }
        }
    }
    // "our goal is to train 500 teachers"
    if let Some((start, end)) = g.subject.filter(|_| g.tags.any(Tags::BE))
        && let Some(cue) = tokens[start..end].iter().take_while(|t| !t.is(Tags::PREP.with(Tags::REL))).last()
        && cue.is(Tags::TARGET)
    {
        found.ahead = found.ahead.or(Some(cue.span));
    }
    // "with plans to support", "the goal of closing $5 million in deals": the noun right before an infinitive.
    // But "achieved their goal of reducing".
    let reached = g.parent.map(|parent| &sentence.groups[parent]);
    let reached = reached.is_some_and(|p| self::reached(tokens, p));
    let of = g.form == Form::Gerund && g.first > 0 && tokens[g.first - 1].text == "of";
    // "is funding a study to support eight ports"
    let venture = g.form == Form::Infinitive
        && !money
        && g.first > 0
        && tokens[g.first - 1].is(Tags::VEHICLE)
        && g.parent.is_some_and(|parent| sentence.groups[parent].progressive);
    if venture {
        found.ahead = found.ahead.or(Some(tokens[g.first - 1].span));
    }
    if g.form == Form::Infinitive || of && !reached {
        for cue in tokens[..g.first].iter().rev().take(2) {
            if cue.is(Tags::TARGET) {
                found.ahead = found.ahead.or(Some(cue.span));
            } else if cue.is(Tags::PROMISE) {
                found.promised = found.promised.or(Some(cue.span));
            }
        }
    }
}

/// Whether money is the object of a verb before the figure.
fn pays(scene: &Scene<'_>, sentence: &Sentence<'_>, group: &Group, token: usize) -> bool {
    let object = sentence.tokens.get(group.head + 1..token).unwrap_or_default();
    let first = object.iter().find(|t| !t.beside && !t.is(Tags::DET));
    let money = |t: &Token<'_>| t.figure().is_some_and(|m| matches!(scene.mentions[m].reading, Reading::Money { .. }));
    first.is_some_and(money)
}

/// Whether the progressive tells of what is so: "are now reaching", "has been reaching", "500 members are providing".
fn holds_already(tokens: &[Token<'_>], group: &Group, token: usize) -> bool {
    let before = |t: &Token<'_>| t.is(Tags::HAVE) || matches!(t.text, "now" | "already" | "currently" | "ya" | "ahora");
    token < group.head || tokens[group.first.saturating_sub(1)..group.head].iter().any(before)
}

/// Verbs after which a goal holds.
const REACHED: &[&str] = &[
    "achieved",
    "met",
    "reached",
    "surpassed",
    "exceeded",
    "hit",
    "beat",
    "meeting",
    "reaching",
    "surpassing",
    "exceeding",
    "alcanzó",
    "alcanzaron",
    "cumplió",
    "cumplieron",
    "superó",
    "superaron",
    "rebasó",
];

/// "met", "has achieved": what was hoped for holds.
pub(super) fn reached(tokens: &[Token<'_>], group: &Group) -> bool {
    !group.modal && REACHED.contains(&tokens[group.head].text)
}

/// Whether nothing but small words stands between a cue and the figure: "goal of 50%".
fn near(sentence: &Sentence<'_>, cue: Span, token: usize) -> bool {
    let figure = sentence.tokens[token].span;
    let between = sentence.tokens.iter().filter(|t| t.span.start >= cue.end && t.span.end <= figure.start);
    between.clone().count() <= 3
        && between.into_iter().all(|t| t.beside || t.is(Tags::PREP.with(Tags::DET).with(Tags::POSS)))
}
