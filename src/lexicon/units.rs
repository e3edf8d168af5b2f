//! Units: percent, lengths of time, and measures.

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows};
use crate::figure::Lang;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::path::Path;

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum UnitKind {
    Percent,
    Duration,
    Length,
    Area,
    Mass,
    Volume,
    Power,
    Energy,
    Emissions,
    Temperature,
    Data,
    Speed,
    /// No unit: a word that may stand between a number and its unit.
    Between,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its name in the tables.
    pub name: String,
    /// What it measures.
    pub kind: UnitKind,
    /// How many of the named unit one of this form is: a decade is 10 years.
    pub factor: Decimal,
    /// Whether the form is a sign or abbreviation, which may be glued to the digits.
    pub glues: bool,
}

#[derive(Deserialize)]
struct Row {
    lang: Option<Lang>,
    form: String,
    unit: String,
    kind: UnitKind,
    factor: Decimal,
}

/// The units of each language.
pub type Units = ByLang<Phrases<Unit>>;

pub(super) fn load(folder: Option<&Path>) -> Result<Units, LexiconError> {
    let rows: Vec<Row> = rows("units.csv", include_str!("../../data/lexicon/units.csv"), folder)?;
    Ok(ByLang::build(rows, |row| {
        let glues = row.lang.is_none() || row.form.chars().count() <= 3;
        (row.lang, row.form.clone(), Unit { name: row.unit.clone(), kind: row.kind, factor: row.factor, glues })
    }))
}
