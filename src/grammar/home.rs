//! Whose text it is: how often it names each country, by its name, its adjectives, its states and cities.
//!
//! A name that people, streets and schools bear too tells nothing where one of them may be meant ("calle Sonora", "Ana
//! Sonora Ruiz"), nor does one that places of several countries bear.

use crate::figure::Lang;
use crate::lexicon::{Lexicon, PlaceKind};
use std::collections::HashMap;

/// What the name or an adjective of a country weighs; a state or city of it weighs one.
const COUNTRY: usize = 2;
/// The weight of the next country must be so many times less.
const CLEAR: usize = 2;

/// How much a text speaks of each country (ISO 3166-1 alpha-3).
#[derive(Debug)]
pub(super) struct Named<'a>(HashMap<&'a str, usize>);

impl<'a> Named<'a> {
    /// Counts the words of a whole text.
    pub(super) fn of(text: &str, lexicon: &'a Lexicon) -> Self {
        let mut named = HashMap::new();
        let mut inside = false;
        let mut skip = 0;
        for (at, c) in text.char_indices() {
            if c.is_alphabetic() && !inside && at >= skip {
                let tail = text.get(at..).unwrap_or_default();
                if let Some((country, weight, length)) = word(text, at, tail, c.is_uppercase(), lexicon) {
                    *named.entry(country).or_default() += weight;
                    skip = at + length;
                }
            }
            inside = c.is_alphanumeric();
        }
        Self(named)
    }

    /// How much it speaks of one country.
    pub(super) fn weight(&self, country: &str) -> usize {
        self.0.get(country).copied().unwrap_or_default()
    }

    /// The country that it speaks of far more than of any other.
    pub(super) fn home(&self) -> Option<&'a str> {
        let (&most, &weight) = self.0.iter().max_by_key(|(code, weight)| (**weight, std::cmp::Reverse(**code)))?;
        let next = self.0.iter().filter(|(code, _)| **code != most).map(|(_, weight)| *weight).max();
        (weight >= COUNTRY && weight > CLEAR * next.unwrap_or_default()).then_some(most)
    }
}

/// Whether a text speaks of any country at all.
pub fn names_a_country(text: &str, lexicon: &Lexicon) -> bool {
    !Named::of(text, lexicon).0.is_empty()
}

/// The country (ISO 3166-1 alpha-3) of the body with this name, if its name tells: "Banco de la República de Colombia". Of
/// English names none is taken: they are as often those of bodies at work in a country.
pub fn country_of<'a>(publisher: &str, lang: Lang, lexicon: &'a Lexicon) -> Option<&'a str> {
    (lang == Lang::Es).then(|| Named::of(publisher, lexicon).home())?
}

/// The country that the word at a byte speaks of, what that weighs, and the bytes that say so.
fn word<'a>(text: &str, at: usize, tail: &str, capital: bool, lexicon: &'a Lexicon) -> Option<(&'a str, usize, usize)> {
    if let Some((country, length)) = lexicon.countries.adjective_at(tail) {
        return Some((country, COUNTRY, length));
    }
    if !capital {
        return None;
    }
    if let Some((length, ())) = lexicon.document.dollar_bodies.at_start(tail) {
        return Some(("USA", 1, length));
    }
    let (place, length) = lexicon.places.at(tail)?;
    let name = tail.get(..length)?;
    let weight = match place.kind {
        PlaceKind::Country => COUNTRY,
        PlaceKind::State | PlaceKind::City => 1,
        PlaceKind::Region => return None,
    };
    let before = text.get(..at).and_then(|before| before.strip_suffix(' ')).unwrap_or_default();
    let borne = lexicon.document.shared_places.contains(name) && weight < COUNTRY
        || behind_bearer(before, lexicon)
        || weight < COUNTRY && in_name(before, lexicon);
    (!borne).then_some((&*place.country, weight, length))
}

/// Whether what comes before ends with "calle", "calle de", "licenciado".
fn behind_bearer(before: &str, lexicon: &Lexicon) -> bool {
    let before =
        ["de la", "de", "of"].iter().find_map(|of| before.strip_suffix(of)?.strip_suffix(' ')).unwrap_or(before);
    lexicon.document.bearers.contains(&last_word(before).to_lowercase())
}

/// Whether the word before is a part of the same name: "Ana Sonora", "José de la Rioja".
fn in_name(before: &str, lexicon: &Lexicon) -> bool {
    let word = last_word(before);
    let function = || {
        let lower = word.to_lowercase();
        Lang::ALL.iter().any(|&lang| lexicon.stopwords.holds(lang, &lower))
    };
    before.ends_with(" de la") || word.starts_with(char::is_uppercase) && !function()
}

/// The word at the end; none where a mark stands there.
fn last_word(text: &str) -> &str {
    let text = text.strip_suffix('.').unwrap_or(text);
    let length: usize = text.chars().rev().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    text.get(text.len() - length..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_country_a_text_is_of() {
        for (text, home) in [
            ("El programa llegó a Colombia.", "COL"),
            ("Los hogares chilenos de Ñuble y Maule", "CHL"),
            ("En Tucumán, Jujuy y Neuquén", "ARG"),
            ("Colombia y Perú firmaron", ""),
            ("Ana Sonora Ruiz y Luis Chihuahua viven en la calle Jalisco y en la avenida de Zacatecas", ""),
            ("El doctor Boyacá y la señora Antioquia de Valencia y Córdoba", ""),
            ("El Banco Mundial y el BID en Colombia", ""),
            ("Embajada de los Estados Unidos en Colombia", ""),
            ("Según Ecuador", "ECU"),
            ("", ""),
        ] {
            assert_eq!(Named::of(text, Lexicon::embedded()).home().unwrap_or_default(), home, "{text}");
        }
    }
}
