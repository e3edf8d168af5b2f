//! The gazetteer: names of countries (ISO 3166-1, English and Spanish), states, cities and regions.

use super::{LexiconError, rows};
use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;
use std::path::Path;

/// What sort of place a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A country or territory with an ISO 3166-1 code.
    Country,
    /// A part of a country.
    State,
    /// A city or town.
    City,
    /// A part of the world.
    Region,
}

/// A place of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceEntry {
    /// What sort of place.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-3; empty for a region.
    pub country: Box<str>,
}

/// The names, found at the start of a text.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// By the first word; the longest names first.
    by_word: HashMap<Box<str>, Vec<(Box<str>, PlaceEntry)>>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    kind: PlaceKind,
    country: String,
}

impl Places {
    pub(super) fn load(folder: Option<&Path>) -> Result<Self, LexiconError> {
        let mut places = Self::default();
        for row in rows::<Row>("places.csv", folder)? {
            let names = places.by_word.entry(first_word(&row.name).into()).or_default();
            names.push((row.name.into(), PlaceEntry { kind: row.kind, country: row.country.into() }));
        }
        for names in places.by_word.values_mut() {
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        Ok(places)
    }

    /// The ISO 3166-1 alpha-3 code of a country told by its code or one of its names.
    pub fn country(&self, told: &str) -> Option<&str> {
        let told = told.trim();
        let code = told.to_uppercase();
        let named = || self.at(told).filter(|(_, length)| *length == told.len()).map(|(place, _)| place);
        let mut all = self.by_word.values().flatten().map(|(_, place)| place).filter(|p| p.kind == PlaceKind::Country);
        let found = all.find(|place| *place.country == *code).or_else(named);
        found.filter(|place| place.kind == PlaceKind::Country && !told.is_empty()).map(|place| &*place.country)
    }

    /// The names of a country, by ISO 3166-1 alpha-3, in no order.
    pub fn names<'a>(&'a self, country: &'a str) -> impl Iterator<Item = &'a str> {
        let own = move |(name, place): &'a (Box<str>, PlaceEntry)| {
            (place.kind == PlaceKind::Country && *place.country == *country).then_some(&**name)
        };
        self.by_word.values().flatten().filter_map(own)
    }

    /// The longest place name that `text` begins with, and its length in bytes. Names match by case, or all capitals.
    pub fn at(&self, text: &str) -> Option<(&PlaceEntry, usize)> {
        let names = self.by_word.get(first_word(text));
        let found = names.into_iter().flatten().find(|(name, _)| {
            text.strip_prefix(&**name).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        });
        found.map(|(name, place)| (place, name.len()))
    }
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn a_country_is_told_by_its_code_or_name() {
        let places = &Lexicon::embedded().places;
        for (told, code) in [("arg", "ARG"), ("Argentina", "ARG"), ("México", "MEX"), ("Paris", ""), ("", "")] {
            assert_eq!(places.country(told).unwrap_or_default(), code, "{told}");
        }
    }

    #[test]
    fn the_longest_name_wins() {
        let places = &Lexicon::embedded().places;
        let found = |text| places.at(text).map(|(place, len)| (place.country.to_string(), len));
        assert_eq!(found("Guatemala and"), Some(("GTM".into(), 9)));
        assert_eq!(found("Guatemala City"), Some(("GTM".into(), 14)));
        assert_eq!(found("El Salvador, Guatemala"), Some(("SLV".into(), 11)));
        assert_eq!(found("U.S. border"), Some((String::new(), 11)));
        assert_eq!(found("Mexicans"), None);
    }
}
