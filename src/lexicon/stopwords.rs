//! Function words: which language a text is in, and how a sentence begins.

use super::{LexiconError, rows};
use crate::figure::Lang;
use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;
use std::path::Path;

/// `stopwords.csv`: words in lower case with their language. `starts` marks those that often open a sentence.
#[derive(Debug, Clone, Default)]
pub struct Stopwords {
    words: HashMap<String, Vec<(Lang, bool)>>,
}

#[derive(Debug, Deserialize)]
struct Row {
    lang: Lang,
    word: String,
    starts: Option<u8>,
}

impl Stopwords {
    pub(super) fn load(folder: Option<&Path>) -> Result<Self, LexiconError> {
        let mut words: HashMap<String, Vec<(Lang, bool)>> = HashMap::default();
        for Row { lang, word, starts } in rows::<Row>("stopwords.csv", folder)? {
            words.entry(word).or_default().push((lang, starts == Some(1)));
        }
        Ok(Self { words })
    }

    /// Whether `word`, in lower case, is a function word of the language.
    pub fn holds(&self, lang: Lang, word: &str) -> bool {
        self.words.get(word).is_some_and(|found| found.iter().any(|&(known, _)| known == lang))
    }

    /// Whether `word`, in lower case, often opens a sentence.
    pub fn starts_sentence(&self, lang: Lang, word: &str) -> bool {
        self.words.get(word).is_some_and(|found| found.contains(&(lang, true)))
    }
}
