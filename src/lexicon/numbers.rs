//! Number words: "twenty", "doscientos", "dozen".

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows};
use crate::figure::Lang;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::path::Path;

/// What may follow a number word inside one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberClass {
    /// Nothing smaller.
    Small,
    /// A unit: "twenty-one".
    Tens,
    /// Anything below a hundred: "doscientos cinco".
    Hundreds,
    /// It multiplies what stands before it by a hundred.
    Hundred,
    /// It multiplies what stands before it by twelve.
    Dozen,
    /// It halves what follows.
    Half,
    /// A part of a whole: "third" is one of 3.
    Part,
    /// It stands for one before a hundred, a dozen, a magnitude or a part.
    Article,
}

/// A number word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberWord {
    /// Its value, or what it multiplies by.
    pub value: Decimal,
    /// How it joins with others.
    pub class: NumberClass,
}

#[derive(Deserialize)]
struct Row {
    lang: Lang,
    form: String,
    value: Decimal,
    class: NumberClass,
}

/// The number words of each language.
pub type Numbers = ByLang<Phrases<NumberWord>>;

pub(super) fn load(folder: Option<&Path>) -> Result<Numbers, LexiconError> {
    let rows: Vec<Row> = rows("numbers.csv", include_str!("../../data/lexicon/numbers.csv"), folder)?;
    Ok(ByLang::build(rows, |row| (Some(row.lang), row.form.clone(), NumberWord { value: row.value, class: row.class })))
}
