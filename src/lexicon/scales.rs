//! Magnitudes: "million", "mil", "bn".

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows_of};
use serde::Deserialize;
use std::path::Path;

/// Where a magnitude may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScaleUse {
    /// A word, set off by a space or hyphen.
    Word,
    /// A sign that may be glued to the digits.
    Abbreviation,
    /// A sign that is read so only beside a currency.
    Money,
}

/// A power of ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The power.
    pub exponent: u32,
    /// Where it may stand.
    pub use_: ScaleUse,
}

#[derive(Deserialize)]
struct Row {
    form: String,
    exponent: u32,
    #[serde(rename = "use")]
    use_: ScaleUse,
}

/// The magnitudes of each language.
pub type Scales = ByLang<Phrases<Scale>>;

pub(super) fn load(folder: Option<&Path>) -> Result<Scales, LexiconError> {
    ByLang::load(folder, |lang, folder| {
        let rows: Vec<Row> = rows_of("scales.csv", lang, folder)?;
        Ok(Phrases::new(rows.into_iter().map(|row| (row.form, Scale { exponent: row.exponent, use_: row.use_ }))))
    })
}
