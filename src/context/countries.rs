//! The countries that a sentence names: one by one, or several joined.

use super::locative::Found;
use super::{Scene, Sentence, Slot};
use crate::lexicon::PlaceKind;

pub(super) fn slot(scene: &Scene<'_>, sentence: &Sentence<'_>, found: &Found) -> (Slot, String) {
    let span = sentence.tokens[found.start].span.join(sentence.tokens[found.end - 1].span);
    let mut countries = found.countries.clone();
    countries.dedup();
    (Slot { text: span.of(scene.text).to_owned(), span }, countries.join(";"))
}

/// The single countries that a sentence places something in, or names in brackets.
pub(super) fn single_countries(scene: &Scene<'_>, sentence: &Sentence<'_>) -> Vec<(Slot, String)> {
    // A country, and none of its states.
    let country = |p: &Found| {
        let span = sentence.tokens[p.start].span.join(sentence.tokens[p.end - 1].span);
        let found = scene.lexicon.places.at(span.of(scene.text));
        found.is_some_and(|(place, length)| place.kind == PlaceKind::Country && length == span.len())
    };
    let told = |p: &&Found| {
        p.countries.len() == 1
            && country(p)
            && (p.strength > 1 || p.start > 0 && sentence.tokens[p.start - 1].mark('('))
    };
    sentence.places.iter().filter(told).map(|p| slot(scene, sentence, p)).collect()
}

/// The last joined place of named countries in a sentence, or several named one by one, for "both countries" after it.
pub(super) fn last_joined(scene: &Scene<'_>, sentence: &Sentence<'_>) -> Option<(Slot, String)> {
    several(scene, sentence, sentence.tokens.len())
}

pub(super) fn several(scene: &Scene<'_>, sentence: &Sentence<'_>, limit: usize) -> Option<(Slot, String)> {
    let named = || sentence.places.iter().filter(|p| p.end <= limit && !p.countries.is_empty() && p.strength > 0);
    if let Some(joined) = named().rev().find(|p| p.countries.len() > 1) {
        return Some(slot(scene, sentence, joined));
    }
    let mut each: Vec<(Slot, String)> = named().filter(|p| p.strength == 3).map(|p| slot(scene, sentence, p)).collect();
    each.dedup_by(|a, b| a.0.text == b.0.text);
    let [(first, one), (second, other)] = &each[..] else { return None };
    let text = format!("{} and {}", first.text, second.text);
    Some((Slot { text, span: first.span.join(second.span) }, format!("{one};{other}")))
}
