//! What money is: the noun phrase that it pays for, is given as, or that amounts to it.
//!
//! "$320 million in sales", "a $3 million project", "an investment of $82 million", "$38,000 to implement the Academy",
//! "$20 million to combat opioids", "invest $1.5 billion in border infrastructure".

use super::antecedent::whole;
use super::clause::phrase_start;
use super::complement::subject_phrase;
use super::complement::{after_preposition, named_before, named_vehicle, skip_time, with_name, with_of};
use super::group::Form;
use super::measured::{amounting, apposed, raised, risen};
use super::noun::{Phrase, phrase};
use super::purpose::{in_support, purpose, spent};
use super::{Governor, Scene, Sentence};
use crate::figure::Lang;
use crate::lexicon::Tags;

/// What money is.
pub(super) fn money(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    let (lang, lexicon) = (scene.lang, scene.lexicon);
    let tokens = &sentence.tokens;
    let mut at = token + 1;
    while tokens.get(at).is_some_and(|t| t.beside) {
        at += 1;
    }
    // "$5 million available", "$20 billion parked at a bank": no noun.
    let describes = |own: &Phrase| {
        let parked = own.end == own.start + 1
            && tokens[own.start].text.ends_with("ed")
            && tokens.get(own.end).is_some_and(|t| t.is(Tags::PREP));
        parked || tokens[own.start..own.end].iter().all(|t| t.is(Tags::ADJECTIVE) && !t.is(Tags::WHO))
    };
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
    // "$37 billion (€34 billion) in assistance": said again in another currency.
    let again = (at + 1..tokens.len()).find(|&i| !tokens[i].beside).filter(|&i| tokens[i].figure().is_some());
    let again = again.filter(|&i| tokens[at].mark('(') && tokens.get(i + 1).is_some_and(|t| t.mark(')')));
    let at = again.map_or(at, |again| again + 2);
    // "a $420 million (€390 million) programme"
    if again.is_some()
        && let Some(own) = phrase(sentence, at, lang, lexicon).filter(|own| own.start == at && !describes(own))
    {
        return Some(own);
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
    // "a credit line of up to $30 million for small factories"
    let named = named_before(sentence, token, &lexicon.words);
    let of = named.filter(|found| {
        let money = lexicon.words.money(lang, &tokens[found.head].text.to_lowercase()).is_some();
        money || tokens[found.head].is(Tags::VEHICLE)
    });
    if let Some(found) = after_preposition(scene, sentence, at - 1, &["in", "of", "de", "en"])
        .or(of)
        .or_else(|| after_preposition(scene, sentence, at - 1, &["for", "para", "toward", "towards", "into", "on"]))
    {
        return Some(found);
    }
    if let Some(found) = named.or_else(|| starting(sentence, token)) {
        return Some(found);
    }
    if let Some(found) = spent(scene, sentence, token, governor).or_else(|| in_support(scene, sentence, token)) {
        return Some(found);
    }
    let to: &[&str] = if lang == Lang::Es { &["a", "al"] } else { &["to"] };
    let receiver = after_preposition(scene, sentence, at - 1, to);
    let aimed = purpose(scene, sentence, at);
    match receiver {
        // "to USAID’s Initiative", "to small businesses" say what it is for; "to Multiverse to assist" the purpose.
        Some(found) if aimed.is_none() || !sentence.tokens[found.start].capital || named_vehicle(sentence, found) => {
            Some(found)
        }
        _ => aimed
            .or_else(|| amounting(scene, sentence, token, governor))
            .or_else(|| risen(scene, sentence, token, governor))
            .or_else(|| limited(sentence, token))
            .or_else(|| apposed(sentence, token))
            .or_else(|| whole(sentence, token))
            .or_else(|| giving(scene, sentence, governor)),
    }
}

/// "with loans starting at $50,000": the noun before the participle.
fn starting(sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let link = (0..token).rev().find(|&i| !tokens[i].beside).filter(|&i| matches!(tokens[i].text, "at" | "from"))?;
    let says = ["starting", "beginning", "ranging", "varying", "valued", "priced", "estimated", "valuado", "valorado"];
    let verb = link.checked_sub(1).filter(|&i| says.contains(&tokens[i].text))?;
    let start = phrase_start(tokens, verb);
    let first = (start..verb).find(|&i| tokens[i].is_word() && !tokens[i].is(Tags::DET.with(Tags::POSS)))?;
    Some(Phrase { start: first, end: verb, head: verb - 1 })
}

/// "incomes under $35,000", "a contract over $1 million": the noun that the bound stands behind.
pub(super) fn limited(sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let bound = (0..token).rev().take_while(|&i| tokens[i].beside).last()?;
    // "una deuda superior a 3,200 millones"
    let spanish =
        ["superior", "inferior", "mayor", "menor", "cercan"].iter().any(|stem| tokens[bound].text.starts_with(stem));
    let over = spanish || matches!(tokens[bound].text, "over" | "under" | "above" | "below" | "exceeding");
    let last = bound.checked_sub(1).filter(|_| over)?;
    let noun = &tokens[last];
    let closed = Tags::PREP.with(Tags::ADV).with(Tags::DET).with(Tags::CONJ);
    let verb = noun.is(Tags::VERB) && !noun.is(Tags::NOUNISH);
    let plain = noun.is_word() && !noun.capital && !noun.is(closed) && !verb && !sentence.in_group(last);
    let start = phrase_start(tokens, bound);
    let first = (start..bound).find(|&i| tokens[i].is_word() && !tokens[i].is(Tags::DET.with(Tags::POSS)))?;
    (plain && first < bound).then_some(Phrase { start: first, end: bound, head: last })
}

/// "Cash assistance provided $1.6 million": the subject, where it is money itself.
fn giving(scene: &Scene<'_>, sentence: &Sentence<'_>, governor: Governor) -> Option<Phrase> {
    let group = &sentence.groups[governor.group.filter(|_| !governor.as_subject)?];
    if group.passive || !group.tags.any(Tags::GIVE) {
        return None;
    }
    let found = subject_phrase(scene, sentence, group)?;
    let (first, last) = (&sentence.tokens[found.start], &sentence.tokens[found.head]);
    let head = last.text;
    let body = matches!(head, "fund" | "funds" | "budget" | "bank" | "fondo" | "fondos" | "presupuesto");
    (!body && !last.is(Tags::LAW) && !first.is(Tags::ING) && scene.lexicon.words.money(scene.lang, head).is_some())
        .then_some(found)
}

fn is_quoted(sentence: &Sentence<'_>, start: usize) -> bool {
    start > 0 && matches!(sentence.tokens[start - 1].text, "*" | "“" | "\"")
}
