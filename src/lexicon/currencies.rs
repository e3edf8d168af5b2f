//! Currencies: signs, ISO 4217 codes, and names.

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows, rows_of};
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
    /// Right before it, and only where a magnitude stands behind: "N4.6bn".
    Scaled,
}

impl Place {
    /// Whether it may stand behind its number.
    pub(crate) const fn is_after(self) -> bool {
        matches!(self, Self::After | Self::Both)
    }
}

/// An ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct CurrencyCode([u8; 3]);

impl CurrencyCode {
    /// The money of the United States.
    pub const USD: Self = Self(*b"USD");

    /// The code of three capitals; none for any other text.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The three capitals.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl TryFrom<String> for CurrencyCode {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::new(&code).ok_or("not an ISO 4217 code")
    }
}

/// A currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Currency {
    /// The ISO 4217 code; `$`, `dollar` and the names of `shared_currencies.csv` are resolved by the document.
    pub code: String,
    /// The power of ten that the form multiplies by: -2 for cents, 6 for "mdp".
    pub exponent: i32,
    /// Where it may stand.
    pub place: Place,
}

impl Currency {
    /// Whether it may stand without a number, in the head of a column.
    pub(crate) fn heads(&self) -> bool {
        self.place != Place::Scaled
    }
}

#[derive(Deserialize)]
struct Row {
    form: String,
    code: String,
    exponent: i32,
    place: Place,
}

/// A name of money that several countries share, such as "peso".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedCurrency {
    /// The name, as `currencies.csv` gives it for a code.
    pub name: String,
    /// What it may stand for; the first where a text names none of their countries.
    pub candidates: Vec<Candidate>,
}

/// A currency that a shared name may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its ISO 4217 code.
    pub code: String,
    /// Beginnings of the names of its countries.
    pub stems: Vec<String>,
    /// Its countries by ISO 3166-1 alpha-3.
    pub countries: Vec<String>,
}

#[derive(Deserialize)]
struct SharedRow {
    name: String,
    code: String,
    stems: String,
    codes: String,
}

pub(super) fn load_shared(folder: Option<&Path>) -> Result<Vec<SharedCurrency>, LexiconError> {
    let rows: Vec<SharedRow> = rows("shared_currencies.csv", folder)?;
    let mut out: Vec<SharedCurrency> = Vec::new();
    let list = |cell: &str| cell.split(';').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for SharedRow { name, code, stems, codes } in rows {
        let candidate = Candidate { code, stems: list(&stems), countries: list(&codes) };
        match out.iter_mut().find(|known| known.name == name) {
            Some(known) => known.candidates.push(candidate),
            None => out.push(SharedCurrency { name, candidates: vec![candidate] }),
        }
    }
    Ok(out)
}

/// The currencies of each language.
pub type Currencies = ByLang<Phrases<Currency>>;

pub(super) fn load(folder: Option<&Path>) -> Result<Currencies, LexiconError> {
    ByLang::load(folder, |lang, folder| {
        let rows: Vec<Row> = rows_of("currencies.csv", lang, folder)?;
        let currency = |row: Row| (row.form, Currency { code: row.code, exponent: row.exponent, place: row.place });
        Ok(Phrases::new(rows.into_iter().map(currency)).exact_case())
    })
}
