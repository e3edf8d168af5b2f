//! Conditions on the columns of `figures.csv`, and whether a figure meets them.

use super::pattern::{self, Pattern};
use crate::figure::{Calendar, Change, Figure, Kind, Modifier, Status};
use serde::de::value::StrDeserializer;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// A TOML value that may be one word or a list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> OneOrMany<T> {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Words<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word or a list of words")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Self::Value, E> {
                T::deserialize(StrDeserializer::new(word)).map(|word| OneOrMany(vec![word]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = seq.next_element()? {
                    words.push(word);
                }
                if words.is_empty() {
                    return Err(Error::custom("expected at least one word, found an empty list"));
                }
                Ok(OneOrMany(words))
            }
        }
        deserializer.deserialize_any(Words(PhantomData))
    }
}

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            many => many.serialize(serializer),
        }
    }
}

/// Conditions, one for each column named; a column not named asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Filter {
    /// A glob on `doc_id` (`*` any run, `?` any one character).
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub doc_id: OneOrMany<String>,
    /// The kind of figure.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub kind: OneOrMany<Kind>,
    /// The unit, equal.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub unit: OneOrMany<String>,
    /// The base of a rate, equal.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub per: OneOrMany<String>,
    /// The category, equal.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub category: OneOrMany<String>,
    /// What is counted or paid for; whole words, `=` the whole cell, or `/expression/`.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub what: OneOrMany<String>,
    /// Who; whole words, `=` the whole cell, or `/expression/`.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub actor: OneOrMany<String>,
    /// Where; whole words, `=` the whole cell, or `/expression/`.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub place: OneOrMany<String>,
    /// An ISO 3166-1 alpha-3 code among those of the row.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub country: OneOrMany<String>,
    /// Achieved, promised or hoped for.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub status: OneOrMany<Status>,
    /// How it is bounded.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub modifier: OneOrMany<Modifier>,
    /// On top of or against something earlier.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub change: OneOrMany<Change>,
    /// The headings above it; whole words, `=` the whole cell, or `/expression/`.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub section: OneOrMany<String>,
    /// The sentence; whole words, `=` the whole cell, or `/expression/`.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub text: OneOrMany<String>,
}

/// How a word of a condition is held against a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Equal,
    Text,
    Listed,
    Glob,
}

/// One condition of a filter: a column and the words that fit it.
#[derive(Debug, Clone)]
pub(super) struct Condition {
    /// The column as the configuration names it.
    pub(super) column: &'static str,
    /// The words as written.
    pub(super) words: Vec<String>,
    /// The words in lower case; of a column of text nothing.
    folded: Vec<String>,
    /// Of a column of text what its words mean.
    patterns: Vec<Pattern>,
    fit: Fit,
}

impl Filter {
    /// Whether it asks nothing.
    pub fn is_empty(&self) -> bool {
        self.conditions().is_empty()
    }

    /// Whether every condition holds.
    pub fn matches(&self, figure: &Figure) -> bool {
        self.conditions().iter().all(|condition| condition.holds(figure))
    }

    /// The conditions, the broad ones first, so that the one that empties a series is the telling one.
    pub(super) fn conditions(&self) -> Vec<Condition> {
        fn words<T: Copy>(list: &OneOrMany<T>, word: impl Fn(T) -> &'static str) -> Vec<String> {
            list.0.iter().map(|&value| word(value).to_owned()).collect()
        }
        let all = [
            ("doc_id", self.doc_id.0.clone()),
            ("kind", words(&self.kind, Kind::as_str)),
            ("unit", self.unit.0.clone()),
            ("per", self.per.0.clone()),
            ("category", self.category.0.clone()),
            ("status", words(&self.status, Status::as_str)),
            ("modifier", words(&self.modifier, Modifier::as_str)),
            ("change", words(&self.change, Change::as_str)),
            ("country", self.country.0.clone()),
            ("actor", self.actor.0.clone()),
            ("place", self.place.0.clone()),
            ("what", self.what.0.clone()),
            ("section", self.section.0.clone()),
            ("text", self.text.0.clone()),
        ];
        all.into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(column, words)| Condition::new(column, words))
            .collect()
    }

    /// What is wrong with the first of its words that does not read.
    pub(super) fn problem(&self) -> Option<String> {
        let texts = [
            ("actor", &self.actor),
            ("place", &self.place),
            ("what", &self.what),
            ("section", &self.section),
            ("text", &self.text),
        ];
        texts.into_iter().find_map(|(column, words)| {
            let wrong = words.0.iter().find_map(|word| Pattern::new(word).err())?;
            Some(format!("`{column}`: {wrong}"))
        })
    }
}

impl Fit {
    /// How words are held against this column.
    fn of(column: &str) -> Self {
        match column {
            "doc_id" => Self::Glob,
            "country" => Self::Listed,
            "what" | "actor" | "place" | "section" | "exact" | "sentence" | "text" | "publisher" => Self::Text,
            _ => Self::Equal,
        }
    }
}

impl Condition {
    /// The condition that the column's cell fits any of the words. One that does not read fits nothing.
    pub(super) fn new(column: &'static str, words: Vec<String>) -> Self {
        let fit = Fit::of(column);
        let lower = |word: &String| word.trim().to_lowercase();
        let text = fit == Fit::Text;
        let folded = if text { Vec::new() } else { words.iter().map(lower).collect() };
        let read = |word: &String| Pattern::new(word).ok();
        let patterns = if text { words.iter().filter_map(read).collect() } else { Vec::new() };
        Self { column, words, folded, patterns, fit }
    }

    /// The same where every word reads.
    ///
    /// # Errors
    /// Says what is wrong with the first that does not.
    pub(super) fn checked(column: &'static str, words: Vec<String>) -> Result<Self, String> {
        if Fit::of(column) == Fit::Text {
            words.iter().try_for_each(|word| Pattern::new(word).map(drop))?;
        }
        Ok(Self::new(column, words))
    }

    /// Whether any of its words fits the figure's cell.
    pub(super) fn holds(&self, figure: &Figure) -> bool {
        let cell = cell(figure, self.column);
        if self.fit == Fit::Text {
            let folded = pattern::fold(cell);
            return self.patterns.iter().any(|pattern| pattern.fits(cell, &folded));
        }
        let cell = cell.to_lowercase();
        self.folded.iter().any(|word| match self.fit {
            _ if word.is_empty() => cell.is_empty(),
            Fit::Listed => cell.split(';').any(|part| part.trim() == word),
            Fit::Glob => glob_matches(word, &cell),
            Fit::Equal | Fit::Text => cell == *word,
        })
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.words.as_slice() {
            [one] => write!(f, "{} = {one:?}", self.column),
            many => write!(f, "{} = {many:?}", self.column),
        }
    }
}

/// The cell of a figure under a column of words that a condition may name.
pub(super) fn cell<'a>(figure: &'a Figure, column: &str) -> &'a str {
    match column {
        "doc_id" => &figure.doc_id,
        "kind" => figure.kind.as_str(),
        "unit" => &figure.unit,
        "per" => &figure.per,
        "category" => &figure.category,
        "what" => &figure.what,
        "actor" => &figure.actor,
        "place" => &figure.place,
        "country" => &figure.country,
        "status" => figure.status.map_or("", Status::as_str),
        "modifier" => figure.modifier.as_str(),
        "change" => figure.change.map_or("", Change::as_str),
        "section" => &figure.section,
        "text" | "sentence" => &figure.sentence,
        "figure_id" => &figure.figure_id,
        "exact" => &figure.exact,
        "period_edtf" => &figure.period_edtf,
        "calendar" => figure.calendar.map_or("", Calendar::as_str),
        "lang" => figure.lang.as_str(),
        "published" => &figure.published,
        "publisher" => &figure.publisher,
        _ => "",
    }
}

/// Whether the whole of `text` fits `pattern`, in which `*` stands for any run of characters and `?` for any one.
///
/// Time is at most the product of the two lengths.
///
/// ```
/// use quantifact::series::glob_matches;
/// assert!(glob_matches("2022-*-fact-?heet*", "2022-09-hled-fact-sheet-reworded"));
/// assert!(!glob_matches("2022-*", "in 2022-09"));
/// ```
pub fn glob_matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut p, mut t) = (0, 0);
    // The last star seen, and where in the text it stops for now.
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(&c) if c == '?' || text.get(t) == Some(&c) => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    (p, t) = (at + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|&c| c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks() {
        for (pattern, text) in [("*", ""), ("a*c", "abbc"), ("*b*", "abc"), ("?é?", "xéy"), ("a*b*c", "aXbXbXc")] {
            assert!(glob_matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("", "a"), ("a", ""), ("a*c", "abcd"), ("?", ""), ("a*b*c", "aXbX")] {
            assert!(!glob_matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn globs_cover_the_whole_text() {
        for (pattern, text, fits) in [
            ("", "", true),
            ("*", "", true),
            ("*", "anything", true),
            ("a*b*c", "a1b2b3c", true),
            ("a*b*c", "a1b2b3", false),
            ("?", "é", true),
            ("?", "", false),
            ("a", "ab", false),
            ("**a", "ba", true),
        ] {
            assert_eq!(glob_matches(pattern, text), fits, "{pattern} {text}");
        }
    }
}
