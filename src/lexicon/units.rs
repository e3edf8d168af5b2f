//! Units: percent, lengths of time, and measures.

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows, rows_of};
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
    Frequency,
    Voltage,
    Current,
    Pressure,
    Force,
    Sound,
    Amount,
    Concentration,
    Other,
    /// Read only as the base of a rate: the "s" of "m3/s".
    Base,
    /// No unit: an adjective of extent behind one ("1.7m tall").
    Extent,
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
    /// The base of the rate that the form holds: "mph" is miles per hour.
    pub per: Option<String>,
    /// The form where it is one letter, which is read only in its own case.
    pub letter: Option<char>,
    /// Whether the form is a sign or abbreviation, which may be glued to the digits.
    pub glues: bool,
}

#[derive(Debug, Clone, Deserialize)]
struct Row {
    lang: Option<Lang>,
    form: String,
    unit: String,
    kind: UnitKind,
    factor: Decimal,
    /// The SI prefixes that the form takes, by their symbols, space-separated.
    prefixes: String,
    per: Option<String>,
}

/// An SI prefix: its symbol, and its name in each language.
#[derive(Deserialize)]
struct Prefix {
    symbol: String,
    en: String,
    es: String,
}

impl Prefix {
    /// "kWh", "kilowatt hours", "kilovatios": the row's form and unit with this prefix.
    fn before(&self, row: &Row) -> Row {
        let (form, name) = match row.lang {
            None => (&self.symbol, &self.en),
            Some(Lang::En) => (&self.en, &self.en),
            Some(Lang::Es) => (&self.es, &self.es),
        };
        // "square kilometer"
        let power = ["square ", "cubic "].into_iter().find(|power| row.unit.starts_with(power)).unwrap_or_default();
        Row {
            form: format!("{form}{}", row.form),
            unit: format!("{power}{name}{}", &row.unit[power.len()..]),
            ..row.clone()
        }
    }
}

#[derive(Deserialize)]
struct PartRow {
    unit: String,
    part: String,
    count: Decimal,
}

/// How many of a smaller unit make one of a larger, where both are told as one amount: "5 feet 6 inches".
#[derive(Debug, Clone, Default)]
pub struct Subunits(Vec<(String, String, Decimal)>);

impl Subunits {
    pub(super) fn load(folder: Option<&Path>) -> Result<Self, LexiconError> {
        let rows: Vec<PartRow> = rows("subunits.csv", folder)?;
        Ok(Self(rows.into_iter().map(|row| (row.unit, row.part, row.count)).collect()))
    }

    /// The number of `part` in one `unit`.
    pub fn count(&self, unit: &str, part: &str) -> Option<Decimal> {
        self.0.iter().find(|row| row.0 == unit && row.1 == part).map(|row| row.2)
    }
}

/// The units of each language.
pub type Units = ByLang<Phrases<Unit>>;

pub(super) fn load(folder: Option<&Path>) -> Result<Units, LexiconError> {
    ByLang::load(folder, read)
}

fn read(lang: Lang, folder: Option<&Path>) -> Result<Phrases<Unit>, LexiconError> {
    let listed: Vec<Row> = rows_of("units.csv", lang, folder)?;
    let prefixes: Vec<Prefix> = rows("prefixes.csv", folder)?;
    let multiples = |row: &Row| -> Vec<Row> {
        let taken = |prefix: &&Prefix| row.prefixes.split(' ').any(|symbol| symbol == prefix.symbol);
        prefixes.iter().filter(taken).map(|prefix| prefix.before(row)).collect()
    };
    let all = listed.into_iter().flat_map(|row| {
        let multiples = multiples(&row);
        std::iter::once(row).chain(multiples)
    });
    let unit = |row: Row| {
        let glues = row.lang.is_none() || row.form.chars().count() <= 3;
        let mut chars = row.form.chars();
        let letter = chars.next().filter(|c| c.is_alphabetic() && chars.next().is_none());
        let unit = Unit { letter, name: row.unit, kind: row.kind, factor: row.factor, per: row.per, glues };
        (row.form, unit)
    };
    Ok(Phrases::new(all.map(unit)).exact_case())
}
