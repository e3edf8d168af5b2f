//! What money is for: "to combat opioids", "dedicated to energy", "in support of food assistance".

use super::complement::{with_name, with_of};
use super::group::{Form, Group};
use super::noun::{Phrase, phrase};
use super::{Governor, Scene, Sentence};
use crate::lexicon::Tags;

/// "of which $2.2 million were dedicated to renewable energy", "$150 million to be spent across coffee purchases".
pub(super) fn spent(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, governor: Governor) -> Option<Phrase> {
    let behind = sentence.groups.iter().find(|g| g.first == token + 1);
    let own = governor.group.map(|g| &sentence.groups[g]).filter(|g| governor.as_subject && g.passive);
    let group = behind.filter(|g| g.passive || g.form == Form::Participle).or(own)?;
    let link = group.head + 1;
    let goes = sentence
        .tokens
        .get(link)
        .is_some_and(|t| matches!(t.text, "to" | "for" | "on" | "across" | "in" | "toward" | "towards"));
    goes.then(|| phrase(sentence, link + 1, scene.lang, scene.lexicon)).flatten()
}

/// "$159 million to the region in support of food assistance": what is supported, in the figure's own clause.
pub(super) fn in_support(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let ends = |i: usize| {
        let quantity = tokens[i].figure().is_some_and(|m| !super::is_time(&scene.mentions[m].reading));
        quantity || tokens[i].is_strong() || tokens[i].is(Tags::REL)
    };
    let end = (token + 1..tokens.len()).take(14).find(|&i| ends(i)).unwrap_or_else(|| tokens.len().min(token + 15));
    let word = |i: usize| tokens.get(i).map_or("", |t| t.text);
    let of = (token + 1..end).find(|&i| {
        let support = matches!((word(i), word(i + 1)), ("in", "support") | ("en", "apoyo" | "favor"));
        support && matches!(word(i + 2), "of" | "de" | "del")
    })?;
    let clear = !sentence.groups.iter().any(|g| g.first > token && g.first < of && g.form != Form::Participle);
    let found = phrase(sentence, of + 3, scene.lang, scene.lexicon).filter(|_| clear)?;
    Some(with_of(scene, sentence, with_name(scene, sentence, found)))
}

/// "to implement the Academy": the object of the purpose behind the figure.
pub(super) fn purpose(scene: &Scene<'_>, sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let mut from = at;
    for (index, group) in sentence.groups.iter().enumerate().filter(|(_, g)| g.first >= at) {
        let between = &tokens[from.min(group.first)..group.first];
        let directly = group.form == Form::Gerund && group.first == at;
        if group.form != Form::Infinitive && !directly
            || group.passive
            || between.iter().any(|t| t.is_strong() || t.is(Tags::REL))
        {
            return None;
        }
        let mut start = group.head + 1;
        let small = Tags::ADV.with(Tags::DET).with(Tags::POSS);
        // "to recycle 90% of the water"
        let part = |i: usize| i > 0 && tokens[i - 1].figure().is_some() && matches!(tokens[i].text, "of" | "de");
        while tokens
            .get(start)
            .is_some_and(|t| t.figure().is_some() || t.beside || t.is(small) || t.text == "in" || part(start))
        {
            start += 1;
        }
        // "to partner with X to improve incomes": the first verb with an object tells.
        // "to support efforts to expand access": the next verb tells.
        let vague = |found: &Phrase| {
            found.end - found.start < 3 && matches!(tokens[found.head].text, "effort" | "efforts" | "esfuerzos")
        };
        let object = phrase(sentence, start, scene.lang, scene.lexicon);
        if let Some(found) = object.filter(|found| !vague(found)) {
            let found = with_of(scene, sentence, with_name(scene, sentence, found));
            let pays_for = Tags::START.with(Tags::GIVE).with(Tags::TELIC);
            let made = group.tags.any(pays_for) && !tokens[found.head].is(Tags::PEOPLE.with(Tags::BENEFICIARY));
            return Some(if made && !does(sentence, found.end) { found } else { done(scene, sentence, group, found) });
        }
        from = sentence.groups[index].head + 1;
    }
    None
}

/// Whether a verb follows, of which what stands before it is the doer.
fn does(sentence: &Sentence<'_>, at: usize) -> bool {
    let base = sentence.tokens.get(at).is_some_and(|t| t.is_word() && t.is(Tags::BASE) && !t.is(Tags::PREP));
    base || sentence.groups.iter().any(|g| g.first == at && g.form == Form::Finite)
}

/// "to combat opioids", "to help schools reopen": what is done, where its object alone would say another thing.
fn done(scene: &Scene<'_>, sentence: &Sentence<'_>, group: &Group, object: Phrase) -> Phrase {
    let mut end = object.end;
    if does(sentence, end) {
        end = sentence.groups.iter().find(|g| g.first == end).map_or(end, |g| g.head) + 1;
        let next = phrase(sentence, end, scene.lang, scene.lexicon).filter(|next| next.end < end + 8);
        end = next.map_or(end, |next| next.end);
    }
    Phrase { start: group.head, end, head: object.head }
}
