//! Number words: "twenty", "doscientos", "dozen".

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows_of};
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
    /// The decimal mark of a number in words: "two point five".
    Point,
    /// It makes what follows negative.
    Minus,
}

/// The vulgar fractions of Unicode: sign, part, whole.
pub const FRACTION_SIGNS: [(char, u8, u8); 18] = [
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅐', 1, 7),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
    ('⅑', 1, 9),
    ('⅒', 1, 10),
];

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
    form: String,
    value: Decimal,
    class: NumberClass,
}

/// The number words of each language.
pub type Numbers = ByLang<Phrases<NumberWord>>;

pub(super) fn load(folder: Option<&Path>) -> Result<Numbers, LexiconError> {
    ByLang::load(folder, |lang, folder| {
        let rows: Vec<Row> = rows_of("numbers.csv", lang, folder)?;
        Ok(Phrases::new(rows.into_iter().map(|row| (row.form, NumberWord { value: row.value, class: row.class }))))
    })
}
