//! Words beside a number that bound it ("more than") or set it against something earlier ("an additional").

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows_of};
use crate::figure::{Change, Lang, Modifier};
use serde::Deserialize;
use std::path::Path;

/// What kind of figure the words may stand beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModifierOf {
    /// Money, percent, count or measure.
    Quantity,
    /// The same, but not a few of something told in a word: "under three pillars".
    Many,
    /// The same, but no count below a thousand: "passed 5,000 pupils", not "passed 2 bills".
    Large,
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
    /// After it, or after the noun that it counts: "40 people or more".
    Behind,
}

/// What the words say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModifierWords {
    /// Of what.
    pub of: ModifierOf,
    /// On which side.
    pub side: Side,
    /// The bound, if they say one.
    pub modifier: Option<Modifier>,
    /// The change, if they say one.
    pub change: Option<Change>,
    /// The words that must stand some words before these.
    pub head: Option<Head>,
}

/// The first part of a form in two parts: the "no" of "no … más de".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its words.
    pub form: Box<str>,
    /// How many words the last part has.
    pub tail: usize,
}

#[derive(Deserialize, Clone)]
struct Row {
    lang: Option<Lang>,
    form: String,
    place: Side,
    of: ModifierOf,
    modifier: Option<Modifier>,
    change: Option<Change>,
}

/// What stands in a form for the words between its two parts.
const GAP: &str = " … ";

/// The modifiers of each language.
pub type Modifiers = ByLang<Phrases<ModifierWords>>;

pub(super) fn load(folder: Option<&Path>) -> Result<Modifiers, LexiconError> {
    ByLang::load(folder, read)
}

fn read(lang: Lang, folder: Option<&Path>) -> Result<Phrases<ModifierWords>, LexiconError> {
    let mut rows: Vec<Row> = rows_of("modifiers.csv", lang, folder)?;
    // "más de" is also written "más del", "superior a" "superior al".
    let contracts = |row: &&Row| row.lang == Some(Lang::Es) && (row.form.ends_with(" de") || row.form.ends_with(" a"));
    let contracted: Vec<Row> = rows.iter().filter(contracts).cloned().collect();
    rows.extend(contracted.into_iter().map(|row| Row { form: row.form + "l", ..row }));
    // Of two with the same last words, that which asks for more is tried first.
    rows.sort_by_key(|row| !row.form.contains(GAP));
    Ok(Phrases::new(rows.iter().map(|row| {
        let parts = row.form.split_once(GAP);
        let form = parts.map_or(&*row.form, |(_, tail)| tail);
        let head = parts.map(|(head, tail)| Head { form: head.into(), tail: tail.split(' ').count() });
        let words = ModifierWords { of: row.of, side: row.place, modifier: row.modifier, change: row.change, head };
        (form.to_owned(), words)
    })))
}
