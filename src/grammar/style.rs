//! A document's own conventions: the decimal mark, the order of day and month, the country of the bare `$`.
//!
//! ```
//! use quantifact::{figure::Lang, grammar::style_of, lexicon::Lexicon};
//! let of = |text, lang| style_of(text, lang, "", Lexicon::embedded());
//! assert!(of("1.400 personas y 542,95 euros", Lang::Es).decimal_comma);
//! assert!(!of("1,400 personas y 542.95 pesos", Lang::Es).decimal_comma);
//! assert_eq!(of("Se invirtieron $5 millones; 300 pesos por persona", Lang::Es).dollar.as_str(), "MXN");
//! assert_eq!(style_of("$5", Lang::Es, "CHL", Lexicon::embedded()).dollar.as_str(), "CLP");
//! ```

use super::home::Named;
use super::marks::Marks;
use super::{SHARED_NAMES, Style};
use crate::figure::Lang;
use crate::lexicon::{Candidate, CurrencyCode, Lexicon, Order, ScaleUse};
use std::cell::OnceCell;

/// A country whose dollar the bare sign of an English text is must be named so many times as often as the United States.
const CLEAR: usize = 4;
/// The least that a text speaks of a country whose money its bare sign is, though it tells dollars too.
const APART: usize = 4;

/// The conventions of a document: those that its numbers and words show; where they show none, those of the country
/// whose body publishes it (ISO 3166-1 alpha-3, empty where not known) or which it is about; else those of its language.
///
/// Whose the bare `$` and a shared name of money is, the country tells first.
pub fn style_of(text: &str, lang: Lang, country: &str, lexicon: &Lexicon) -> Style {
    let (marks, order) = numbers(text, lang, lexicon);
    let counted = OnceCell::new();
    let named = || counted.get_or_init(|| Named::of(text, lexicon));
    let home = match country {
        "" if lang == Lang::Es => named().home(),
        "" => None,
        told => Some(told),
    };
    let custom = home.and_then(|code| lexicon.countries.get(code));
    let decimal_comma = marks.decimal_comma(lang, custom.and_then(|country| country.decimal));
    let of_language = if lang == Lang::Es { Order::Day } else { Order::Month };
    let order = order.or(custom.and_then(|country| country.order)).unwrap_or(of_language);
    // Where no country is told, the federal year in English and the calendar's in Spanish.
    let unstated = if lang == Lang::Es { 1 } else { Style::default().fiscal_from };
    let fiscal_from = if country.is_empty() { unstated } else { lexicon.fiscal_years.first_month(country) };
    let style = Style {
        pounds: country == "GBR"
            || ["£", "GBP", "sterling", "pence", "esterlina"].iter().any(|sign| text.contains(sign)),
        fiscal_from,
        lang,
        decimal_comma,
        odd_groups: marks.odd_groups(decimal_comma),
        day_first: order == Order::Day,
        dollar: CurrencyCode::USD,
        shared: shared(text, country, named, lexicon),
    };
    Style { dollar: dollar(text, style, country, named, lexicon), ..style }
}

/// What the numbers of a text say of its decimal mark, and its last date in digits of the order of day and month.
fn numbers(text: &str, lang: Lang, lexicon: &Lexicon) -> (Marks, Option<Order>) {
    let (mut marks, mut order) = (Marks::default(), None);
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
                Some((13.., 1..=12)) => order = Some(Order::Day),
                Some((1..=12, 13..)) => order = Some(Order::Month),
                _ => {}
            }
            continue;
        }
        let run = run.trim_end_matches([',', '.']);
        let word = text.get(..start).is_some_and(|before| before.ends_with(char::is_alphabetic));
        if !word {
            marks.count(run, text.get(start + run.len()..).unwrap_or_default(), lang, lexicon);
        }
    }
    (marks, order)
}

/// The money of the bare `$`.
fn dollar<'l>(
    text: &str,
    style: Style,
    country: &str,
    named: impl Fn() -> &'l Named<'l>,
    lexicon: &Lexicon,
) -> CurrencyCode {
    if let Some(told) = lexicon.countries.get(country) {
        return told.dollar.unwrap_or(CurrencyCode::USD);
    }
    if !text.contains('$') {
        return CurrencyCode::USD;
    }
    let code = |name| shared_code(style, name, lexicon).and_then(CurrencyCode::new).unwrap_or(CurrencyCode::USD);
    if style.lang == Lang::En {
        return code("$");
    }
    let spoken = Spoken::of(text, lexicon);
    // Pesos are written with the bare sign too.
    if spoken.pesos > spoken.dollars {
        return spoken.code.filter(|_| named().home().is_none()).unwrap_or_else(|| code("peso"));
    }
    let home = named().home().filter(|home| {
        let apart = named().weight(home) >= APART && spoken.signed == 0;
        spoken.dollars == 0 || text.contains("US$") || apart
    });
    home.and_then(|home| lexicon.countries.get(home)?.dollar).unwrap_or(CurrencyCode::USD)
}

/// Of each name of money that countries share, the code of the country told, or of the one that the text names most.
fn shared<'l>(text: &str, country: &str, named: impl Fn() -> &'l Named<'l>, lexicon: &Lexicon) -> [u8; SHARED_NAMES] {
    let mut chosen = [0; SHARED_NAMES];
    for (choice, shared) in chosen.iter_mut().zip(&lexicon.shared_currencies) {
        let told =
            shared.candidates.iter().position(|candidate| candidate.countries.iter().any(|code| code == country));
        let most = || {
            memchr::memmem::find(text.as_bytes(), shared.name.as_bytes())?;
            let weight = |candidate: &Candidate| {
                let told: usize = candidate.stems.iter().map(|stem| text.matches(stem.as_str()).count()).sum();
                told + candidate.countries.iter().map(|code| named().weight(code)).sum::<usize>()
            };
            let weights: Vec<usize> = shared.candidates.iter().map(weight).collect();
            // Of equals the first.
            let (most, weight) = weights.iter().enumerate().rev().max_by_key(|(_, weight)| **weight)?;
            (shared.name != "$" || *weight >= CLEAR * weights.first().copied().unwrap_or_default().max(2))
                .then_some(most)
        };
        *choice = told.or_else(most).and_then(|index| u8::try_from(index).ok()).unwrap_or_default();
    }
    chosen
}

/// The ISO 4217 code that a shared name stands for in a document; none where the name is no shared one.
pub(super) fn shared_code<'a>(style: Style, name: &str, lexicon: &'a Lexicon) -> Option<&'a str> {
    let index = lexicon.shared_currencies.iter().position(|shared| shared.name == name)?;
    let choice = style.shared.get(index).copied().unwrap_or_default();
    lexicon.shared_currencies[index].candidates.get(usize::from(choice)).map(|candidate| candidate.code.as_str())
}

/// The first two numbers of "9/12/2022".
fn numeric_date(run: &str) -> Option<(u8, u8)> {
    let mut parts = run.trim_end_matches([',', '.']).split('/');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    (year.len() == 4 && parts.next().is_none()).then_some((first.parse().ok()?, second.parse().ok()?))
}

/// How often a Spanish text speaks of pesos and of dollars.
#[derive(Debug, Default)]
struct Spoken {
    pesos: usize,
    /// Those of one country that are told first: "CLP", "pesos chilenos".
    code: Option<CurrencyCode>,
    dollars: usize,
    /// Dollars that the sign stands before too: "$5 millones de dólares".
    signed: usize,
}

impl Spoken {
    fn of(text: &str, lexicon: &Lexicon) -> Self {
        let mut spoken = Self::default();
        // Whether an amount with the sign is going on.
        let mut sign = false;
        for word in text.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
            let found = lexicon.currencies.get(Lang::Es).at_start_where(bare, |currency| currency.place.is_after());
            match found.map(|(_, found)| found.code.as_str()) {
                Some("peso") => spoken.pesos += 1,
                Some("USD") => {
                    spoken.dollars += 1;
                    spoken.signed += usize::from(sign);
                }
                Some(code) if is_peso(code, lexicon) => {
                    spoken.pesos += 1;
                    spoken.code = spoken.code.or_else(|| CurrencyCode::new(code));
                }
                _ => {}
            }
            let scale =
                || lexicon.scales.get(Lang::Es).at_start_where(bare, |scale| scale.use_ == ScaleUse::Word).is_some();
            sign = word.contains('$')
                || sign && (bare == "de" || bare.starts_with(|c: char| c.is_ascii_digit()) || scale());
        }
        spoken
    }
}

fn is_peso(code: &str, lexicon: &Lexicon) -> bool {
    let pesos = lexicon.shared_currencies.iter().find(|shared| shared.name == "peso");
    pesos.is_some_and(|pesos| pesos.candidates.iter().any(|candidate| candidate.code == code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, lang: Lang) -> Style {
        style_of(text, lang, "", Lexicon::embedded())
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
        assert_eq!(of("En Maule, Ñuble y Aysén se gastaron $ 300 millones", Lang::Es).dollar.as_str(), "CLP");
        assert_eq!(of("USAID gastó $ 300 millones en Maule, Ñuble y Aysén", Lang::Es).dollar.as_str(), "USD");
        assert_eq!(of("En Maule, Ñuble y Aysén, $ 300: son dólares", Lang::Es).dollar.as_str(), "USD");
        assert_eq!(of("In Maule, Ñuble and Aysén $ 300 were spent", Lang::En).dollar.as_str(), "USD");
    }

    #[test]
    fn a_day_above_twelve_tells_the_order() {
        assert!(of("am 25/12/2022", Lang::En).day_first);
        assert!(!of("el 12/25/2022", Lang::Es).day_first);
        assert!(of("el 1/2/2022", Lang::Es).day_first);
    }

    #[test]
    fn the_dollar_is_a_peso_where_pesos_are_spoken_of() {
        assert_eq!(of("$5, 3 pesos", Lang::Es).dollar.as_str(), "MXN");
        assert_eq!(of("$5, 3 pesos en Colombia, al sur de México; colombianos", Lang::Es).dollar.as_str(), "COP");
        assert_eq!(of("$5, 3 pesos en Colombia, al sur de México", Lang::Es).dollar.as_str(), "MXN");
        assert_eq!(of("$5 for Canada: Canadians, Canadian, Canada", Lang::En).dollar.as_str(), "CAD");
        assert_eq!(
            of("$5 for Canada: Canadians, Canadian, Canada and the U.S., America", Lang::En).dollar.as_str(),
            "USD"
        );
        let kenya = of("5 shillings in Uganda, Ugandans, Kenya", Lang::En);
        assert_eq!(shared_code(kenya, "shilling", Lexicon::embedded()), Some("UGX"));
        assert_eq!(of("$5, 3 dólares", Lang::Es).dollar.as_str(), "USD");
        assert_eq!(of("$5, 3 pesos", Lang::En).dollar.as_str(), "USD");
    }
}
