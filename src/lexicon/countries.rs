//! The conventions of countries: decimal mark, order of dates, what they write with a bare `$`, and words for what is
//! theirs ("colombiano").

use super::{CurrencyCode, LexiconError, rows};
use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;
use std::path::Path;

/// By so many bytes a stem is looked up.
const KEY: usize = 4;

/// The conventions of a country; where none is given, those of the language hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// The decimal mark of its Spanish texts.
    pub decimal: Option<Mark>,
    /// Which part a date in digits begins with.
    pub order: Option<Order>,
    /// Its own money, if written with a bare `$`.
    pub dollar: Option<CurrencyCode>,
}

/// A mark between digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// "542.95"
    Point,
    /// "542,95"
    Comma,
}

/// The first part of a date in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// 31/12/2022
    Day,
    /// 12/31/2022
    Month,
}

/// `countries.csv`.
#[derive(Debug, Clone, Default)]
pub struct Countries {
    by_code: HashMap<Box<str>, Country>,
    /// By their first bytes.
    stems: HashMap<[u8; KEY], Vec<Stem>>,
}

/// The beginning of the words for what is of a country.
#[derive(Debug, Clone)]
struct Stem {
    text: Box<str>,
    country: Box<str>,
}

#[derive(Deserialize)]
struct Row {
    country: String,
    decimal: Option<Mark>,
    order: Option<Order>,
    dollar: Option<CurrencyCode>,
    stems: String,
}

impl Countries {
    pub(super) fn load(folder: Option<&Path>) -> Result<Self, LexiconError> {
        let mut countries = Self::default();
        for row in rows::<Row>("countries.csv", folder)? {
            for stem in row.stems.split(';').filter(|stem| !stem.is_empty()) {
                let Some(key) = key(stem) else {
                    let (table, form, word) = ("countries.csv".to_owned(), row.country, stem.to_owned());
                    return Err(LexiconError::Word { table, form, word });
                };
                countries
                    .stems
                    .entry(key)
                    .or_default()
                    .push(Stem { text: stem.into(), country: row.country.as_str().into() });
            }
            let country = Country { decimal: row.decimal, order: row.order, dollar: row.dollar };
            countries.by_code.insert(row.country.into(), country);
        }
        Ok(countries)
    }

    /// The conventions of a country, by ISO 3166-1 alpha-3.
    pub fn get(&self, code: &str) -> Option<&Country> {
        self.by_code.get(code)
    }

    /// The country (ISO 3166-1 alpha-3) to which the word at the beginning of `text` says that something belongs, and
    /// the bytes of its stem.
    pub fn adjective_at(&self, text: &str) -> Option<(&str, usize)> {
        let begins = |stem: &str| text.get(..stem.len()).is_some_and(|head| head.eq_ignore_ascii_case(stem));
        let stem = self.stems.get(&key(text)?)?.iter().find(|stem| begins(&stem.text))?;
        Some((&stem.country, stem.text.len()))
    }
}

fn key(text: &str) -> Option<[u8; KEY]> {
    let mut key: [u8; KEY] = text.as_bytes().get(..KEY)?.try_into().ok()?;
    key.make_ascii_lowercase();
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn words_for_what_is_of_a_country() {
        let countries = &Lexicon::embedded().countries;
        for (text, expected) in
            [("Colombianos", "COL"), ("chilena", "CHL"), ("EE.UU.", "USA"), ("panameño", "PAN"), ("col", ""), ("é", "")]
        {
            assert_eq!(
                countries.adjective_at(text).map(|(country, _)| country).unwrap_or_default(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn conventions() {
        let of = |code| Lexicon::embedded().countries.get(code).copied();
        let chile = of("CHL").unwrap();
        assert_eq!((chile.decimal, chile.order), (Some(Mark::Comma), Some(Order::Day)));
        assert_eq!(chile.dollar.unwrap().as_str(), "CLP");
        assert_eq!(of("USA").unwrap().order, Some(Order::Month));
        assert_eq!(of("XXX"), None);
    }
}
