//! Currencies: signs, ISO 4217 codes, and names.

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows};
use crate::figure::Lang;
use serde::Deserialize;
use std::path::Path;

/// On which side of its number a currency may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Before it.
    Before,
    /// After it.
    After,
    /// On either side.
    Both,
}

/// A currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Currency {
    /// The ISO 4217 code; `$`, `dollar` and `peso` are resolved by the document.
    pub code: String,
    /// The power of ten that the form multiplies by: -2 for cents, 6 for "mdp".
    pub exponent: i32,
    /// Where it may stand.
    pub place: Place,
}

#[derive(Deserialize)]
struct Row {
    lang: Option<Lang>,
    form: String,
    code: String,
    exponent: i32,
    place: Place,
}

/// The currencies of each language.
pub type Currencies = ByLang<Phrases<Currency>>;

pub(super) fn load(folder: Option<&Path>) -> Result<Currencies, LexiconError> {
    let rows: Vec<Row> = rows("currencies.csv", include_str!("../../data/lexicon/currencies.csv"), folder)?;
    Ok(ByLang::build(rows, |row| {
        (row.lang, row.form.clone(), Currency { code: row.code.clone(), exponent: row.exponent, place: row.place })
    }))
}
