//! Results hoped for by what stands beside the figure, whatever its verb: "$5 million in projected sales", "the 50 percent
//! goal", "Target population: 310,000", "homes to be protected", "announced the construction of seven aqueducts".

use super::group::Form;
use super::outlook::reached;
use super::token::Token;
use super::{Governor, Scene, Sentence, Slots};
use crate::figure::Status;
use crate::grammar::Reading;
use crate::lexicon::Tags;
use crate::span::Span;

/// How the words beside the figure say that it stands, and which.
pub(super) fn hoped_for(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    mention: usize,
    governor: Governor,
    slots: &Slots,
) -> Option<(Status, Option<Span>)> {
    let tokens = &sentence.tokens;
    let money = matches!(scene.mentions[mention].reading, Reading::Money { .. });
    // "$5 million in projected sales"
    let what = slots.what.as_ref().map(|what| what.span);
    // "$5 million in projected sales"
    let part =
        |t: &&Token<'_>| what.is_some_and(|what| what.contains(t.span)) && t.is(Tags::TARGET) && t.is(Tags::PART);
    // But "64 of the 90 planned basins": the other number's word.
    let own = |t: &&Token<'_>| {
        !tokens[token + 1..].iter().take_while(|n| n.span.start < t.span.start).any(|n| n.figure().is_some())
    };
    if let Some(cue) = tokens[token..].iter().find(part).filter(own) {
        // "$10 billion in planned investments" is set aside.
        let status = if money && cue.text == "planned" { Status::Commitment } else { Status::Target };
        return Some((status, Some(cue.span)));
    }
    let target = |span| Some((Status::Target, Some(span)));
    // "towards the $200 million goal", but "met its 50 percent goal"
    let noun = tokens.get(token + 2).is_some_and(|t| t.is_word() && t.is(Tags::PLURAL) && !t.is(Tags::VERB));
    let planned =
        |t: &Token<'_>| t.text.starts_with("previst") || matches!(t.text, "planned" | "targeted" | "envisaged");
    let next = tokens.get(token + 1).filter(|t| GOALS.contains(&t.text) && !noun || !money && planned(t));
    if let Some(goal) = next.filter(|_| !governor.group.is_some_and(|g| reached(tokens, &sentence.groups[g]))) {
        return target(goal.span);
    }
    // "Target population: 310,000 people"
    let label = tokens[..token].iter().position(|t| t.mark(':')).filter(|&label| label <= LONGEST_LABEL);
    let label = &tokens[..label.unwrap_or_default()];
    if let Some(goal) = label.iter().find(|t| GOALS.contains(&t.text.to_lowercase().as_str())) {
        return target(goal.span);
    }
    if money {
        return None;
    }
    // "38,000 homes to be protected by spring"
    let end = what.and_then(|what| tokens.iter().position(|t| t.span.start >= what.end)).unwrap_or(token + 1);
    let left = sentence.groups.iter().find(|g| g.first == end && g.form == Form::Infinitive && g.passive);
    if let Some(left) = left.filter(|_| governor.group.is_none()) {
        return target(tokens[left.first].span.join(tokens[left.head].span));
    }
    announced(sentence, token, governor).and_then(target)
}

/// Nouns of what is hoped for.
const GOALS: [&str; 5] = ["goal", "target", "objective", "meta", "objetivo"];
/// No label before a colon has more tokens.
const LONGEST_LABEL: usize = 4;

/// Works that are still to be done where they are announced.
const WORKS: &[&str] = &[
    "construction",
    "building",
    "creation",
    "installation",
    "expansion",
    "rehabilitation",
    "procurement",
    "purchase",
    "acquisition",
    "hiring",
    "construcción",
    "creación",
    "instalación",
    "ampliación",
    "rehabilitación",
    "adquisición",
    "compra",
    "contratación",
    "repavimentación",
    "modernización",
    "remodelación",
    "edificación",
];

/// "announced the construction of seven aqueducts": the work.
fn announced(sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Span> {
    let tokens = &sentence.tokens;
    let group = governor.group.filter(|_| !governor.as_subject).map(|g| &sentence.groups[g])?;
    let of = (0..token).rev().find(|&i| !tokens[i].beside && !tokens[i].is(Tags::DET))?;
    let work =
        of.checked_sub(1).filter(|&i| matches!(tokens[of].text, "of" | "de") && WORKS.contains(&tokens[i].text))?;
    let verbs = ["announc", "unveil", "authoriz", "approv", "order", "anunci", "autoriz", "aprob", "aprueb", "licit"];
    let says = verbs.iter().any(|stem| tokens[group.head].text.starts_with(stem));
    (says && group.head < work).then(|| tokens[work].span)
}
