//! Words that say what the number beside them is: "Title 42", "1600 Pennsylvania Avenue", "5 p.m.".

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows};
use crate::figure::Lang;
use serde::Deserialize;
use std::path::Path;

/// What the words say of the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// The number after it is part of a name, unless it is a year.
    Before,
    /// The number after it is part of a name, also where it looks like a year.
    Reference,
    /// The number before it counts nothing: "two-way", "twenty-first", "three times".
    After,
    /// The number before it is a house number.
    Street,
    /// The number before it is a time of day.
    Clock,
    /// The years beside it are somebody's age: "years old", "aged".
    Age,
    /// The years after it are the age of whom the word before it names: "under", "mayores de".
    AgeLink,
    /// "from A to B" is a change: two figures.
    Change,
    /// "from A to B" is a range: one figure.
    Range,
}

#[derive(Deserialize)]
struct Row {
    lang: Option<Lang>,
    form: String,
    kind: Label,
}

/// The labels of each language.
pub type Labels = ByLang<Phrases<Label>>;

pub(super) fn load(folder: Option<&Path>) -> Result<Labels, LexiconError> {
    let rows: Vec<Row> = rows("labels.csv", include_str!("../../data/lexicon/labels.csv"), folder)?;
    Ok(ByLang::build(rows, |row| (row.lang, row.form.clone(), row.kind)))
}
