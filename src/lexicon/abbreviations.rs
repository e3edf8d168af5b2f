//! Abbreviations: words written with a full stop that need not end a sentence.

use super::{LexiconError, rows};
use crate::figure::Lang;
use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;
use std::path::Path;

/// Whether a sentence can end with an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    /// None ends with it: a name or a number follows ("Dr.", "approx.").
    Never,
    /// None ends with it where a figure follows ("No. 5", "Sept. 12").
    BeforeNumber,
    /// One ends with it where a word follows that often opens sentences ("in the U.S. The").
    May,
}

/// `abbreviations.csv`: words in lower case with their full stops.
#[derive(Debug, Clone, Default)]
pub struct Abbreviations {
    words: HashMap<String, Vec<(Lang, Ends)>>,
}

#[derive(Debug, Deserialize)]
struct Row {
    lang: Lang,
    word: String,
    ends: Ends,
}

impl Abbreviations {
    pub(super) fn load(folder: Option<&Path>) -> Result<Self, LexiconError> {
        let mut words: HashMap<String, Vec<(Lang, Ends)>> = HashMap::default();
        for Row { lang, word, ends } in rows::<Row>("abbreviations.csv", folder)? {
            words.entry(word).or_default().push((lang, ends));
        }
        Ok(Self { words })
    }

    /// Whether a sentence can end with `word` (lower case, with its full stop); none where it is no abbreviation.
    pub fn ends(&self, lang: Lang, word: &str) -> Option<Ends> {
        self.words.get(word)?.iter().find(|(known, _)| *known == lang).map(|&(_, ends)| ends)
    }
}
