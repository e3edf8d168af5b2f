//! A document's own conventions: the decimal mark, the order of day and month, the country of the bare `$`.
//!
//! ```
//! use quantifact::{figure::Lang, grammar::style_of, lexicon::Lexicon};
//! let of = |text, lang| style_of(text, lang, Lexicon::embedded());
//! assert!(of("1.400 personas y 542,95 euros", Lang::Es).decimal_comma);
//! assert!(!of("1,400 personas y 542.95 pesos", Lang::Es).decimal_comma);
//! assert_eq!(of("Se invirtieron $5 millones; 300 pesos por persona", Lang::Es).dollar, "MXN");
//! ```

use super::{SHARED_NAMES, Style};
use crate::figure::Lang;
use crate::lexicon::{Candidate, Lexicon, Place, PlaceKind};
use std::collections::HashMap;

/// A mark that can only be read one way weighs as much as so many that "1.400" leaves open.
const SURE: usize = 3;
/// A country whose dollar the bare sign is must be named so many times as often as the one whose it is by default.
const CLEAR: usize = 4;

/// The conventions that the whole text of a document shows; where it shows none, those of its language.
///
/// One pass over the digits and one over the words. A caller who knows better replaces a field.
pub fn style_of(text: &str, lang: Lang, lexicon: &Lexicon) -> Style {
    let (mut comma, mut point) = (0, 0);
    let (mut day_first, mut month_first) = (lang == Lang::Es, lang == Lang::En);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)) {
        let start = at + found;
        let run = text.get(start..).unwrap_or_default();
        let length = run.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | '/'))).unwrap_or(run.len());
        let run = run.get(..length).unwrap_or_default();
        at = start + length.max(1);
        if run.contains('/') {
            match numeric_date(run) {
                Some((13.., 1..=12)) => (day_first, month_first) = (true, false),
                Some((1..=12, 13..)) => (day_first, month_first) = (false, true),
                _ => {}
            }
            continue;
        }
        let (for_comma, for_point) = votes(run.trim_end_matches([',', '.']));
        comma += for_comma;
        point += for_point;
    }
    let decimal_comma = match lang {
        Lang::Es => comma > point,
        // English is written so only by a text that shows it beyond doubt.
        Lang::En => comma > point && comma >= SURE,
    };
    let default = Style::default().dollar;
    let style = Style {
        lang,
        decimal_comma,
        day_first: day_first && !month_first,
        fiscal_from: if lang == Lang::Es { 1 } else { Style::default().fiscal_from },
        dollar: default,
        shared: shared(text, lexicon),
    };
    // Pesos are written with the bare sign too.
    let name = if speaks_of_pesos(text, lang, lexicon) { "peso" } else { "$" };
    let sign =
        shared_code(style, name, lexicon).and_then(|code| DOLLAR_SIGNS.iter().find(|(_, sign, _)| *sign == code));
    let sign = sign.filter(|(_, sign, _)| *sign != default).or_else(|| own_sign(text, lang, lexicon));
    Style { dollar: sign.map_or(default, |(_, sign, _)| sign), ..style }
}

/// The sign of the country that a Spanish text without "dólares" is about: it names its places, and hardly those of the
/// United States or of others.
fn own_sign(text: &str, lang: Lang, lexicon: &Lexicon) -> Option<&'static (&'static str, &'static str, bool)> {
    if lang != Lang::Es || !text.contains('$') || text.contains("dólares") && !text.contains("US$") {
        return None;
    }
    let places = places_by_country(text, lexicon, true);
    let (&most, &count) = places.iter().max_by_key(|(code, count)| (**count, std::cmp::Reverse(**code)))?;
    let american = ["EE. UU", "EE.UU", "EEUU", "USAID", "estadounidense"];
    let american: usize = american.iter().map(|stem| text.matches(stem).count()).sum();
    let others = places.iter().filter(|(code, _)| **code != most).map(|(_, count)| *count).max().unwrap_or_default();
    let american = american + places.get("USA").copied().unwrap_or_default();
    let clear = count >= SURE && count >= CLEAR * american && count > others;
    DOLLAR_SIGNS.iter().find(|(code, ..)| *code == most).filter(|_| clear)
}

/// Of each name of money that countries share, the code of the country that the text names most.
fn shared(text: &str, lexicon: &Lexicon) -> [u8; SHARED_NAMES] {
    let mut chosen = [0; SHARED_NAMES];
    let mut places = None;
    for (choice, shared) in chosen.iter_mut().zip(&lexicon.shared_currencies) {
        if memchr::memmem::find(text.as_bytes(), shared.name.as_bytes()).is_none() {
            continue;
        }
        let sign = shared.name == "$";
        let mut named = |candidate: &Candidate| -> usize {
            let told: usize = candidate.stems.iter().map(|stem| text.matches(stem.as_str()).count()).sum();
            if sign {
                return told;
            }
            let places = places.get_or_insert_with(|| places_by_country(text, lexicon, false));
            told + candidate.countries.iter().filter_map(|code| places.get(code.as_str())).sum::<usize>()
        };
        let counts: Vec<usize> = shared.candidates.iter().map(&mut named).collect();
        // Of equals the first.
        let most = counts.iter().enumerate().rev().max_by_key(|(_, count)| **count);
        let most = most.filter(|(_, count)| !sign || **count >= CLEAR * counts[0].max(1));
        *choice = most.and_then(|(index, _)| u8::try_from(index).ok()).unwrap_or_default();
    }
    chosen
}

/// How often a text names cities and provinces of each country (ISO 3166-1 alpha-3), and by `all` the country itself.
fn places_by_country<'a>(text: &str, lexicon: &'a Lexicon, all: bool) -> HashMap<&'a str, usize> {
    let mut found = HashMap::new();
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if c.is_uppercase() && !inside {
            let inside = |kind| matches!(kind, PlaceKind::City | PlaceKind::State) || all && kind == PlaceKind::Country;
            if let Some((place, _)) = lexicon.places.at(&text[at..]).filter(|(p, _)| inside(p.kind)) {
                *found.entry(&*place.country).or_default() += 1;
            }
        }
        inside = c.is_alphanumeric();
    }
    found
}

/// The ISO 4217 code that a shared name stands for in a document; none where the name is no shared one.
pub(super) fn shared_code<'a>(style: Style, name: &str, lexicon: &'a Lexicon) -> Option<&'a str> {
    let index = lexicon.shared_currencies.iter().position(|shared| shared.name == name)?;
    let choice = style.shared.get(index).copied().unwrap_or_default();
    lexicon.shared_currencies[index].candidates.get(usize::from(choice)).map(|candidate| candidate.code.as_str())
}

/// Countries that write their own currency with a bare `$`, and whether they put the day before the month.
const DOLLAR_SIGNS: &[(&str, &str, bool)] = &[
    ("USA", "USD", false),
    ("CAN", "CAD", true),
    ("MEX", "MXN", true),
    ("AUS", "AUD", true),
    ("NZL", "NZD", true),
    ("ARG", "ARS", true),
    ("CHL", "CLP", true),
    ("COL", "COP", true),
    ("DOM", "DOP", true),
    ("URY", "UYU", true),
    ("SGP", "SGD", true),
    ("HKG", "HKD", true),
];

impl Style {
    /// The same conventions, with the dollar sign, the shared names of money and the order of dates of a country (ISO
    /// 3166-1 alpha-3) where it is known to have its own.
    pub fn of_country(self, country: &str, lexicon: &Lexicon) -> Self {
        let mut shared = self.shared;
        for (choice, name) in shared.iter_mut().zip(&lexicon.shared_currencies) {
            let own =
                name.candidates.iter().position(|candidate| candidate.countries.iter().any(|code| code == country));
            *choice = own.and_then(|index| u8::try_from(index).ok()).unwrap_or(*choice);
        }
        let known = DOLLAR_SIGNS.iter().find(|(code, ..)| *code == country);
        let (dollar, day_first) = known.map_or((self.dollar, false), |&(_, dollar, day_first)| (dollar, day_first));
        let fiscal_from = if country.is_empty() { self.fiscal_from } else { lexicon.fiscal_years.first_month(country) };
        Self { dollar, shared, day_first: self.day_first || day_first, fiscal_from, ..self }
    }
}

/// The first two numbers of "9/12/2022".
fn numeric_date(run: &str) -> Option<(u8, u8)> {
    let mut parts = run.trim_end_matches([',', '.']).split('/');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    (year.len() == 4 && parts.next().is_none()).then_some((first.parse().ok()?, second.parse().ok()?))
}

/// How much a run of digits and marks speaks for a decimal comma, and for a decimal point.
fn votes(run: &str) -> (usize, usize) {
    let (commas, points) = (run.matches(',').count(), run.matches('.').count());
    let tail = run.rsplit([',', '.']).next().map_or(0, str::len);
    match (commas, points) {
        (1, 0) if tail == 3 => (0, 1),
        (0, 1) if tail == 3 => (1, 0),
        (1, 0) => (SURE, 0),
        (1.., 1..) if run.rfind(',') > run.rfind('.') => (SURE, 0),
        (0, 1) | (2.., 0) | (1.., 1..) => (0, SURE),
        // "1.2.3" and "12.09.2022" group nothing.
        (0, 2..) if run.split('.').skip(1).all(|group| group.len() == 3) => (SURE, 0),
        _ => (0, 0),
    }
}

/// Whether the bare `$` is a peso: in a Spanish text that speaks of pesos more than of dollars.
fn speaks_of_pesos(text: &str, lang: Lang, lexicon: &Lexicon) -> bool {
    if lang != Lang::Es || !text.contains('$') {
        return false;
    }
    let (mut pesos, mut dollars) = (0_usize, 0_usize);
    let currencies = lexicon.currencies.get(lang);
    for word in text.split(' ') {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        match currencies
            .at_start_where(word, |currency| currency.place != Place::Before)
            .map(|(_, found)| found.code.as_str())
        {
            Some("peso" | "MXN" | "COP" | "CLP" | "ARS" | "DOP" | "UYU") => pesos += 1,
            Some("USD") => dollars += 1,
            _ => {}
        }
    }
    pesos > dollars
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, lang: Lang) -> Style {
        style_of(text, lang, Lexicon::embedded())
    }

    #[test]
    fn a_sure_mark_outweighs_an_open_one() {
        assert!(of("1.400 y 542,95", Lang::Es).decimal_comma);
        assert!(!of("1,400 y 542.95", Lang::Es).decimal_comma);
        assert!(of("2.000 2,5", Lang::Es).decimal_comma);
        assert!(!of("1.400 jobs", Lang::En).decimal_comma);
        assert!(of("1.400,50 euro", Lang::En).decimal_comma);
        assert!(!of("", Lang::Es).decimal_comma);
    }

    #[test]
    fn a_sign_is_that_of_the_country_told_of() {
        assert_eq!(of("En Maule, Ñuble y Aysén se gastaron $ 300 millones", Lang::Es).dollar, "CLP");
        assert_eq!(of("USAID gastó $ 300 millones en Maule, Ñuble y Aysén", Lang::Es).dollar, "USD");
        assert_eq!(of("En Maule, Ñuble y Aysén, $ 300: son dólares", Lang::Es).dollar, "USD");
        assert_eq!(of("In Maule, Ñuble and Aysén $ 300 were spent", Lang::En).dollar, "USD");
    }

    #[test]
    fn a_day_above_twelve_tells_the_order() {
        assert!(of("am 25/12/2022", Lang::En).day_first);
        assert!(!of("el 12/25/2022", Lang::Es).day_first);
        assert!(of("el 1/2/2022", Lang::Es).day_first);
    }

    #[test]
    fn the_dollar_is_a_peso_where_pesos_are_spoken_of() {
        assert_eq!(of("$5, 3 pesos", Lang::Es).dollar, "MXN");
        assert_eq!(of("$5, 3 pesos en Colombia, al sur de México; colombianos", Lang::Es).dollar, "COP");
        assert_eq!(of("$5, 3 pesos en Colombia, al sur de México", Lang::Es).dollar, "MXN");
        assert_eq!(of("$5 for Canada: Canadians, Canadian, Canada", Lang::En).dollar, "CAD");
        assert_eq!(of("$5 for Canada: Canadians, Canadian, Canada and the U.S., America", Lang::En).dollar, "USD");
        let kenya = of("5 shillings in Uganda, Ugandans, Kenya", Lang::En);
        assert_eq!(shared_code(kenya, "shilling", Lexicon::embedded()), Some("UGX"));
        assert_eq!(of("$5, 3 dólares", Lang::Es).dollar, "USD");
        assert_eq!(of("$5, 3 pesos", Lang::En).dollar, "USD");
    }
}
