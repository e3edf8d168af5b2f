//! Hyphens at a line's end: whether a word goes on in the next line, and whether the hyphen belongs to it.

use crate::figure::Lang;
use crate::lexicon::{Lexicon, Tags};
use std::cell::OnceCell;
use std::collections::HashMap;

/// Whether a line ends within a word or a span of numbers with a hyphen: "public-" "private", "2021-" "2023", but not
/// "pre-" "and post-war".
pub(super) fn breaks(before: &str, after: &str, lexicon: &Lexicon) -> bool {
    let mut end = before.chars().rev();
    let hyphen = end.next().is_some_and(|char| matches!(char, '-' | '\u{2010}' | '–'));
    let Some(last) = end.next().filter(|_| hyphen) else { return false };
    let word = first(after);
    let span = last.is_ascii_digit() && after.starts_with(|char: char| char.is_ascii_digit());
    // "$3-" "million", "45-" "day"
    let unit =
        last.is_ascii_digit() && !before.ends_with('–') && Lang::ALL.iter().any(|&lang| is_unit(word, lang, lexicon));
    span || unit
        || !before.ends_with('–')
            && last.is_alphabetic()
            && word.starts_with(char::is_lowercase)
            && !lexicon.document.joiners.contains(word)
}

/// Whether a hyphen parts two words for numbers: "twenty-" "five".
pub(super) fn is_number(before: &str, after: &str, lexicon: &Lexicon) -> bool {
    let number = |word: &str| {
        let numbers = Lang::ALL.iter().filter_map(|&lang| lexicon.numbers.get(lang).at_start(word));
        !word.is_empty() && numbers.into_iter().any(|(length, _)| length == word.len())
    };
    number(last(before)) && number(first(after))
}

/// Whether a word is a magnitude or a unit.
fn is_unit(word: &str, lang: Lang, lexicon: &Lexicon) -> bool {
    let (scales, units) = (lexicon.scales.get(lang), lexicon.units.get(lang));
    let whole = |length: usize| length == word.len() && length > 1;
    scales.at_start(word).is_some_and(|(length, _)| whole(length))
        || units.at_start(word).is_some_and(|(length, _)| whole(length))
}

/// The words of a text in small letters, compounds with hyphens whole and in parts, and whether each stands anywhere but
/// behind a hyphen that ends a line.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashMap<String, bool>,
    /// Whether the text is in Spanish.
    spanish: OnceCell<bool>,
}

impl Vocabulary {
    pub(super) fn of(text: &str) -> Self {
        let mut words = HashMap::new();
        let mut broken = false;
        let hyphen = |char: char| matches!(char, '-' | '\u{2010}');
        for word in text.split(|char: char| !char.is_alphanumeric() && !hyphen(char)).filter(|word| !word.is_empty()) {
            if !word.ends_with(hyphen) {
                *words.entry(word.to_lowercase()).or_default() |= !broken;
            }
            broken = word.ends_with(hyphen);
        }
        Self { words, spanish: OnceCell::new() }
    }

    /// Whether the hyphen between two lines was set by the printer: the word is known without it, or is not known with
    /// it and its parts are no words.
    pub(super) fn drops_hyphen(&self, before: &str, after: &str) -> bool {
        let (head, tail) = (last(before).to_lowercase(), first(after).to_lowercase());
        let knows = |word: &str| self.words.contains_key(word);
        let compound = knows(&format!("{head}-{tail}")) || knows(&head) && knows(&tail);
        knows(&format!("{head}{tail}")) || !compound
    }

    /// The same, of a text that may have been written so: the word is known without the hyphen, or neither part is one.
    /// Spanish has few words with hyphens: there the two parts must be words, and the whole none, for it to stay.
    pub(super) fn surely_drops_hyphen(&self, before: &str, after: &str, lexicon: &Lexicon) -> bool {
        let (head, tail) = (last(before).to_lowercase(), first(after).to_lowercase());
        let is_word = |word: &str| {
            let known = |lang| lexicon.words.tags(lang, word) != Tags::default() || is_unit(word, lang, lexicon);
            self.words.get(word) == Some(&true) || Lang::ALL.iter().any(|&lang| known(lang))
        };
        let compound = self.words.contains_key(&format!("{head}-{tail}"));
        let parts = [&head, &tail].into_iter().filter(|part| is_word(part)).count();
        let most = usize::from(self.is_spanish(lexicon));
        is_word(&format!("{head}{tail}")) || !compound && parts <= most
    }

    fn is_spanish(&self, lexicon: &Lexicon) -> bool {
        *self.spanish.get_or_init(|| {
            let count = |lang| self.words.keys().filter(|word| lexicon.stopwords.holds(lang, word)).count();
            count(Lang::Es) > count(Lang::En)
        })
    }
}

fn first(line: &str) -> &str {
    line.split(|char: char| !char.is_alphanumeric()).next().unwrap_or_default()
}

/// The last word of a line, without the hyphen after it.
fn last(line: &str) -> &str {
    let line = line.trim_end_matches(['-', '\u{2010}']);
    line.rsplit(|char: char| !char.is_alphanumeric()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_is_dropped_where_the_printer_set_it() {
        let known = Vocabulary::of(
            "The government and a third party made a public-private plan for work. A house\u{2010}\nhold has it.",
        );
        for (before, after, expected) in [
            ("the govern-", "ment said", true),
            ("a public-", "private plan", false),
            ("a third-", "party plan", false),
            ("the reve-", "nue", true),
            ("a house\u{2010}", "hold", true),
        ] {
            assert_eq!(known.drops_hyphen(before, after), expected, "{before}{after}");
        }
    }

    #[test]
    fn of_a_text_a_hyphen_is_dropped_where_that_is_sure() {
        let known = Vocabulary::of("Its programs and small and micro-\nenterprises, for-\nestry, revenue.");
        for (before, after, expected) in [
            ("the pro-", "grams", true),
            ("the govern-", "ment said", true),
            ("for-", "estry", false),
            ("micro-", "enterprises", false),
            ("public-", "private plan", false),
        ] {
            assert_eq!(known.surely_drops_hyphen(before, after, Lexicon::embedded()), expected, "{before}{after}");
        }
    }

    #[test]
    fn words_go_on_after_a_hyphen() {
        for (before, after, expected) in [
            ("public-", "private", true),
            ("pre-", "and post-war", false),
            ("in 2021-", "said", false),
            ("in 2021-", "2023", true),
            ("in 2021–", "23", true),
            ("a pause –", "and so on", false),
            ("the U.S.-", "Mexico", false),
            ("words", "go on", false),
            ("-", "x", false),
        ] {
            assert_eq!(breaks(before, after, Lexicon::embedded()), expected, "{before} {after}");
        }
    }
}
