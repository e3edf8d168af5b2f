//! Function words of the languages that are not read, by which a text is known to be in one of them.

use super::{LexiconError, rows};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// `other_languages.csv`: words in lower case by the English name of their language.
#[derive(Debug, Clone, Default)]
pub struct OtherLanguages(HashMap<String, HashSet<String>>);

#[derive(Debug, Deserialize)]
struct Row {
    language: String,
    words: String,
}

impl OtherLanguages {
    pub(super) fn load(folder: Option<&Path>) -> Result<Self, LexiconError> {
        let words = |cell: &str| cell.split(';').map(str::to_owned).collect();
        let rows = rows::<Row>("other_languages.csv", folder)?;
        Ok(Self(rows.into_iter().map(|row| (row.language, words(&row.words))).collect()))
    }

    /// Whether `word`, in lower case, is a function word of the language with this English name.
    pub fn holds(&self, language: &str, word: &str) -> bool {
        self.0.get(language).is_some_and(|words| words.contains(word))
    }
}
