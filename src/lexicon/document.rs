//! Words by which the parts of a document are known: "Pillar II" opens a heading, "05 de mayo de 2022" is a date line.

use super::{LexiconError, rows};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// `document_words.csv`, by role. Words are in lower case.
#[derive(Debug, Clone, Default)]
pub struct DocumentWords {
    /// Words that open a heading with a number.
    pub divisions: HashSet<String>,
    /// Months with their numbers.
    pub months: HashMap<String, i8>,
    /// Words that may stand in a line that holds only a date.
    pub date_fillers: HashSet<String>,
    /// Words before which a hyphen at a line's end stands for a word left out ("pre- and post-war").
    pub joiners: HashSet<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Role {
    Division,
    Month,
    DateFiller,
    Joiner,
}

#[derive(Debug, Deserialize)]
struct Row {
    role: Role,
    word: String,
    value: Option<i8>,
}

impl DocumentWords {
    pub(super) fn load(folder: Option<&Path>) -> Result<Self, LexiconError> {
        let embedded = include_str!("../../data/lexicon/document_words.csv");
        let mut words = Self::default();
        for Row { role, word, value } in rows::<Row>("document_words.csv", embedded, folder)? {
            match role {
                Role::Division => drop(words.divisions.insert(word)),
                Role::Month => drop(words.months.insert(word, value.unwrap_or_default())),
                Role::DateFiller => drop(words.date_fillers.insert(word)),
                Role::Joiner => drop(words.joiners.insert(word)),
            }
        }
        Ok(words)
    }
}
