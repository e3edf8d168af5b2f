//! Hyphens at a line's end: whether a word goes on in the next line, and whether the hyphen belongs to it.

use crate::lexicon::Lexicon;
use std::collections::HashSet;

/// Whether a line ends within a word with a hyphen: "public-" "private", but not "pre-" "and post-war".
pub(super) fn breaks(before: &str, after: &str, lexicon: &Lexicon) -> bool {
    let mut end = before.chars().rev();
    let hyphen = end.next().is_some_and(|char| matches!(char, '-' | '\u{2010}'));
    let word = first(after);
    hyphen
        && end.next().is_some_and(char::is_alphabetic)
        && word.starts_with(char::is_lowercase)
        && !lexicon.document.joiners.contains(word)
}

/// The words of a text in small letters, compounds with hyphens whole and in parts.
#[derive(Debug, Default)]
pub(super) struct Vocabulary(HashSet<String>);

impl Vocabulary {
    pub(super) fn of(text: &str) -> Self {
        let mut words = HashSet::new();
        for word in text.split(|char: char| !char.is_alphanumeric() && char != '-').filter(|word| !word.ends_with('-'))
        {
            words.insert(word.to_lowercase());
        }
        Self(words)
    }

    /// Whether the hyphen between two lines was set by the printer: the word is known without it, or is not known with
    /// it and its parts are no words.
    pub(super) fn drops_hyphen(&self, before: &str, after: &str) -> bool {
        let (head, tail) = (last(before).to_lowercase(), first(after).to_lowercase());
        let knows = |word: &str| self.0.contains(word);
        let compound = knows(&format!("{head}-{tail}")) || knows(&head) && knows(&tail);
        knows(&format!("{head}{tail}")) || !compound
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
        let known = Vocabulary::of("The government and a third party made a public-private plan for work.");
        for (before, after, expected) in [
            ("the govern-", "ment said", true),
            ("a public-", "private plan", false),
            ("a third-", "party plan", false),
            ("the reve-", "nue", true),
        ] {
            assert_eq!(known.drops_hyphen(before, after), expected, "{before}{after}");
        }
    }

    #[test]
    fn words_go_on_after_a_hyphen() {
        for (before, after, expected) in [
            ("public-", "private", true),
            ("pre-", "and post-war", false),
            ("in 2021-", "said", false),
            ("the U.S.-", "Mexico", false),
            ("words", "go on", false),
            ("-", "x", false),
        ] {
            assert_eq!(breaks(before, after, Lexicon::embedded()), expected, "{before} {after}");
        }
    }
}
