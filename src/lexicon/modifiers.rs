//! Words beside a number that bound it ("more than") or set it against something earlier ("an additional").

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows};
use crate::figure::{Change, Lang, Modifier};
use serde::Deserialize;
use std::path::Path;

/// What kind of figure the words may stand beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModifierOf {
    /// Money, percent, count or measure.
    Quantity,
    /// A percentage only: "up 5%".
    Percent,
    /// A length of time.
    Duration,
    /// Any of the two.
    Any,
    /// A date.
    Date,
    /// A date, of which the words become a part: "late 2023".
    DateInside,
    /// They say nothing, and may stand between a modifier and its number.
    Skip,
    /// The same before a date.
    SkipDate,
}

/// On which side of the number the words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// What the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModifierWords {
    /// Of what.
    pub of: ModifierOf,
    /// On which side.
    pub side: Side,
    /// The bound, if they say one.
    pub modifier: Option<Modifier>,
    /// The change, if they say one.
    pub change: Option<Change>,
}

#[derive(Deserialize)]
struct Row {
    lang: Lang,
    form: String,
    place: Side,
    of: ModifierOf,
    modifier: Option<Modifier>,
    change: Option<Change>,
}

/// The modifiers of each language.
pub type Modifiers = ByLang<Phrases<ModifierWords>>;

pub(super) fn load(folder: Option<&Path>) -> Result<Modifiers, LexiconError> {
    let rows: Vec<Row> = rows("modifiers.csv", include_str!("../../data/lexicon/modifiers.csv"), folder)?;
    Ok(ByLang::build(rows, |row| {
        let words = ModifierWords { of: row.of, side: row.place, modifier: row.modifier, change: row.change };
        (Some(row.lang), row.form.clone(), words)
    }))
}
