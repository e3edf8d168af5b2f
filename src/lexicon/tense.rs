//! Words that tell whether a sentence speaks of what has been or of what is to come.

use super::phrases::Phrases;
use super::{ByLang, LexiconError, rows_of};
use serde::Deserialize;
use std::path::Path;

/// What a sentence speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tense {
    /// What has been.
    Past,
    /// What is to come.
    Future,
    /// It does not say.
    #[default]
    Unknown,
}

#[derive(Deserialize)]
struct Row {
    form: String,
    kind: Tense,
}

/// The tense words of each language.
pub type Tenses = ByLang<Phrases<Tense>>;

pub(super) fn load(folder: Option<&Path>) -> Result<Tenses, LexiconError> {
    ByLang::load(folder, |lang, folder| {
        let rows: Vec<Row> = rows_of("tense.csv", lang, folder)?;
        Ok(Phrases::new(rows.into_iter().map(|row| (row.form, row.kind))))
    })
}
