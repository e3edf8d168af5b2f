//! Words by which the parts of a document are known: "Pillar II" opens a heading, "05 de mayo de 2022" is a date line.

use super::{LexiconError, Phrases, rows};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// `document_words.csv`, by role. Words are in lower case but for names.
#[derive(Debug, Clone, Default)]
pub struct DocumentWords {
    /// Words that open a heading with a number.
    pub divisions: HashSet<String>,
    /// Words that may stand in a line that holds only a date.
    pub date_fillers: HashSet<String>,
    /// Words before which a hyphen at a line's end stands for a word left out ("pre- and post-war").
    pub joiners: HashSet<String>,
    /// Words after which a date lies ahead of the text.
    pub future: HashSet<String>,
    /// The ends of web addresses with their country, ISO 3166-1 alpha-3.
    pub hosts: HashMap<String, String>,
    /// Bodies that publish with their country.
    pub issuers: HashMap<String, String>,
    /// Beginnings of the classes and ids of what surrounds the words of a web page.
    pub furniture: Vec<String>,
    /// Words behind which a place's name is that of a person, a street or a school.
    pub bearers: HashSet<String>,
    /// Names, written as such, that places of several countries bear.
    pub shared_places: HashSet<String>,
    /// Names of bodies that reckon in dollars wherever they work.
    pub dollar_bodies: Phrases<()>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Role {
    Division,
    DateFiller,
    Joiner,
    Future,
    Host,
    Issuer,
    Furniture,
    Bearer,
    SharedPlace,
    DollarBody,
}

#[derive(Debug, Deserialize)]
struct Row {
    role: Role,
    word: String,
    value: String,
}

impl DocumentWords {
    pub(super) fn load(folder: Option<&Path>) -> Result<Self, LexiconError> {
        let mut words = Self::default();
        let mut dollar_bodies = Vec::new();
        for Row { role, word, value } in rows::<Row>("document_words.csv", folder)? {
            match role {
                Role::Division => drop(words.divisions.insert(word)),
                Role::DateFiller => drop(words.date_fillers.insert(word)),
                Role::Future => drop(words.future.insert(word)),
                Role::Host => drop(words.hosts.insert(word, value)),
                Role::Issuer => drop(words.issuers.insert(word, value)),
                Role::Furniture => words.furniture.push(word),
                Role::Bearer => drop(words.bearers.insert(word)),
                Role::SharedPlace => drop(words.shared_places.insert(word)),
                Role::DollarBody => dollar_bodies.push((word, ())),
                Role::Joiner => drop(words.joiners.insert(word)),
            }
        }
        words.dollar_bodies = Phrases::new(dollar_bodies);
        Ok(words)
    }
}
