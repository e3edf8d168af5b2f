//! Words that say what the number beside them is: "Title 42", "1600 Pennsylvania Avenue", "5 p.m.".

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows_of};
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
    /// The number after it is a code, unless a plural follows that it counts: "ticket 4471", "ID: 88213".
    Code,
    /// The same, and the number may stand in groups: "dial 555 0142".
    Phone,
    /// The number before it is a house number.
    Street,
    /// The same where the street's name follows: "12 Rue Royale".
    Avenue,
    /// The number before it is a name, unless it is a year: "the 988 number".
    Called,
    /// A short number that is dialled: "911".
    Dialled,
    /// Behind such a number it says so: "911 system", "988 callers".
    Hotline,
    /// The years beside it are an age: "16 years old", "aged 16 years".
    Age,
    /// A number or years before it are an age: "16 years and older".
    Older,
    /// The same where the number stands behind people: "patients 65 and over".
    Aged,
    /// The number of hours after it is a time of day: "a las 15 horas", "at 1900 hours".
    Hour,
    /// The number before it is a time of day.
    Clock,
    /// The years after it are the age of whom the word before it names: "under", "mayores de".
    AgeLink,
    /// "from A to B" is a change: two figures.
    Change,
    /// "from A to B" is a range: one figure.
    Range,
    /// It tells that what the number beside it counts is paid: "cost", "fine".
    Price,
    /// It tells that C and F beside a number are degrees: "temperature".
    Heat,
    /// The number after it is the base of a rate: "per 100,000 people".
    Per,
}

#[derive(Deserialize)]
struct Row {
    form: String,
    kind: Label,
}

/// The labels of each language.
pub type Labels = ByLang<Phrases<Label>>;

pub(super) fn load(folder: Option<&Path>) -> Result<Labels, LexiconError> {
    ByLang::load(folder, |lang, folder| {
        let rows: Vec<Row> = rows_of("labels.csv", lang, folder)?;
        Ok(Phrases::new(rows.into_iter().map(|row| (row.form, row.kind))))
    })
}
