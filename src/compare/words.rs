//! A text as weighted, numbered word stems. No list of stop words: what stands in many sentences weighs little.

use std::collections::{HashMap, HashSet};

/// Added to the count of sentences, so that in a small collection a shared word weighs nearly as much as a word alone.
const SMOOTHING: f64 = 50.0;

/// A stem, numbered in the order of first sight.
pub(super) type Word = u32;

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) word: Word,
    /// Its first byte.
    pub(super) start: usize,
    /// Whether it is written as a name: a capital, not at the beginning.
    pub(super) is_name: bool,
    /// Whether it is a year.
    pub(super) is_year: bool,
}

/// Every stem seen, and how rare it is.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<String, Word>,
    spelled: Vec<String>,
    sentences_with: Vec<u32>,
    sentences: u32,
    weights: Vec<f64>,
}

impl Vocabulary {
    /// The words of a text in order, without numbers (years apart) and the short words that only bind others.
    pub(super) fn tokens(&mut self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        for (start, word) in split(text) {
            let lower = word.replace('.', "").to_lowercase();
            let is_year = is_year(&lower);
            if is_small(word, &lower) || (lower.starts_with(|c: char| c.is_ascii_digit()) && !is_year) {
                continue;
            }
            let is_name = start > 0 && word.starts_with(char::is_uppercase);
            let stem = stem(&lower).to_owned();
            let next = self.spelled.len() as Word;
            let number = *self.numbers.entry(stem).or_insert(next);
            if number == next {
                self.spelled.push(lower);
                self.sentences_with.push(0);
            }
            tokens.push(Token { word: number, start, is_name, is_year });
        }
        tokens
    }

    /// Notes the words of a sentence that was not seen before: the more sentences hold a word, the less it weighs.
    pub(super) fn note(&mut self, tokens: &[Token]) {
        self.sentences += 1;
        for word in tokens.iter().map(|token| token.word).collect::<HashSet<_>>() {
            if let Some(count) = self.sentences_with.get_mut(word as usize) {
                *count += 1;
            }
        }
    }

    /// Weighs every word, once all sentences are noted.
    pub(super) fn weigh(&mut self) {
        let sentences = f64::from(self.sentences) + SMOOTHING;
        let weight = |&count: &u32| (sentences / f64::from(count.max(1))).ln_1p() / sentences.ln_1p();
        self.weights = self.sentences_with.iter().map(weight).collect();
    }

    /// How rare a word is (inverse document frequency): 1 for a word of one sentence, towards 0 for one of all.
    pub(super) fn weight(&self, word: Word) -> f64 {
        self.weights.get(word as usize).copied().unwrap_or(1.0)
    }

    /// How many sentences hold a word.
    pub(super) fn count(&self, word: Word) -> u32 {
        self.sentences_with.get(word as usize).copied().unwrap_or_default()
    }

    /// The weight of what two lists of words share, and of each. The lists must be as [`set`] gives them.
    pub(super) fn overlap(&self, a: &[Word], b: &[Word]) -> Overlap {
        let sum = |words: &[Word]| words.iter().map(|&word| self.weight(word)).sum();
        let shared = common(a, b);
        Overlap { shared: sum(&shared), count: shared.len(), first: sum(a), second: sum(b) }
    }

    /// The rarest words that both lists hold, as a text spells them.
    pub(super) fn rarest(&self, a: &[Word], b: &[Word], most: usize) -> Vec<&str> {
        let mut shared = common(a, b);
        shared.sort_by(|x, y| self.weight(*y).total_cmp(&self.weight(*x)).then(x.cmp(y)));
        shared.iter().take(most).filter_map(|&word| self.spelled.get(word as usize)).map(String::as_str).collect()
    }
}

/// Weights of two lists of words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Overlap {
    /// Of the words that both hold.
    pub(super) shared: f64,
    /// How many words both hold.
    pub(super) count: usize,
    first: f64,
    second: f64,
}

impl Overlap {
    /// The part of all words that both hold.
    pub(super) fn of_all(self) -> f64 {
        part(self.shared, self.first + self.second - self.shared)
    }

    /// The part of the shorter list that the longer one holds.
    pub(super) fn of_shorter(self) -> f64 {
        part(self.shared, self.first.min(self.second))
    }
}

fn part(shared: f64, whole: f64) -> f64 {
    if whole > 0.0 { shared / whole } else { 0.0 }
}

/// Words as a set: ascending, each once.
pub(super) fn set(words: impl Iterator<Item = Word>) -> Vec<Word> {
    let mut words: Vec<Word> = words.collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// What two sets share.
pub(super) fn common(a: &[Word], b: &[Word]) -> Vec<Word> {
    let mut rest = b;
    let mut shared = Vec::new();
    for &word in a {
        let at = rest.partition_point(|&other| other < word);
        rest = rest.get(at..).unwrap_or_default();
        if rest.first() == Some(&word) {
            shared.push(word);
        }
    }
    shared
}

/// Whether each of two sets holds a word that the other does not.
pub(super) fn differ(a: &[Word], b: &[Word]) -> bool {
    let shared = common(a, b).len();
    shared < a.len() && shared < b.len()
}

/// Runs of letters, digits and points between letters ("U.S."), each with its first byte.
fn split(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Three letters or fewer and not written as a name ("EPA", "U.S.").
fn is_small(word: &str, lower: &str) -> bool {
    match lower.chars().count() {
        0 | 1 => true,
        2 | 3 => !word.chars().skip(1).any(char::is_uppercase),
        _ => false,
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// A word without the endings that number and tense give it in English and Spanish.
fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 9] = ["aciones", "ación", "ings", "ing", "ies", "ed", "es", "os", "as"];
    let base =
        ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).or(word.strip_suffix(['s', 'e', 'y', 'o', 'a']));
    let base = match base {
        Some(base) if base.chars().count() >= 3 => base,
        _ => return word,
    };
    // "benefitted" and "benefited" are one word.
    let mut letters = base.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(a), Some(b)) if a == b && base.chars().count() > 3 => {
            base.get(..base.len() - a.len_utf8()).unwrap_or(base)
        }
        _ => base,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_do_not_part_words() {
        for (a, b) in
            [("benefitting", "benefited"), ("jobs", "job"), ("communities", "community"), ("programas", "programa")]
        {
            assert_eq!(stem(a), stem(b));
        }
        assert_ne!(stem("states"), stem("statutes"));
    }

    #[test]
    fn numbers_are_no_words() {
        let mut words = Vocabulary::default();
        let tokens = words.tokens("In 2022 the U.S. gave $3.4 million");
        let names: Vec<_> = tokens.iter().map(|t| (words.spelled[t.word as usize].as_str(), t.is_name)).collect();
        assert_eq!(names, [("2022", false), ("us", true), ("gave", false), ("million", false)]);
        assert_eq!(tokens[1].start, 12);
    }

    #[test]
    fn overlap_is_of_weights() {
        let words = Vocabulary::default();
        let overlap = words.overlap(&[1, 2, 3], &[2, 3, 4, 5, 6, 7]);
        assert_eq!(overlap.count, 2);
        assert!((overlap.of_shorter() - 2.0 / 3.0).abs() < 1e-9 && (overlap.of_all() - 2.0 / 7.0).abs() < 1e-9);
        assert!(differ(&[1, 2], &[2, 3]) && !differ(&[1, 2], &[1, 2, 3]) && !differ(&[], &[1]));
    }
}
