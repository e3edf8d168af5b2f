//! Words of the heads of tables: "Project ID", "No.", "Unit", "Year", "in current US$".

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows_of};
use serde::Deserialize;
use std::path::Path;

/// What a word of a head says of the numbers under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadWord {
    /// They are codes, ranks, telephone numbers, ages: no figures.
    Key,
    /// They number the rows where the column is the first or counts up, else they are counts.
    Running,
    /// With a word for number beside it they are codes: "Contract number".
    Numbered,
    /// They count what the row or the rest of the head names.
    Number,
    /// They have the unit that this column tells row by row.
    Unit,
    /// They are dates.
    Date,
    /// The words under it are places.
    Place,
    /// In a table of money the numbers of its row are counts, in the magnitude of the money: "Shares".
    Tally,
    /// In a table of money the numbers of its row are none, and of no magnitude that is told: "Ratio".
    Apart,
    /// What follows it does not change the unit.
    Aside,
    /// Nothing.
    Filler,
}

#[derive(Deserialize)]
struct Row {
    form: String,
    role: HeadWord,
}

/// The words of each language.
pub type HeadWords = ByLang<Phrases<HeadWord>>;

pub(super) fn load(folder: Option<&Path>) -> Result<HeadWords, LexiconError> {
    ByLang::load(folder, |lang, folder| {
        let rows: Vec<Row> = rows_of("heads.csv", lang, folder)?;
        Ok(Phrases::new(rows.into_iter().map(|row| (row.form, row.role))))
    })
}
