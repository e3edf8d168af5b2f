//! A word of a condition on a column of text: whole words, `=` the whole cell, or a regular expression between slashes.

use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A compiled expression is no larger, in bytes.
const LARGEST: usize = 1 << 20;

/// What a cell of text is held against.
#[derive(Debug, Clone)]
pub(super) enum Pattern {
    /// An empty cell.
    Empty,
    /// These words, one after the other.
    Words(String),
    /// This and nothing else.
    Whole(String),
    /// The regular expression finds something; case does not matter.
    Expression(Regex),
}

impl Pattern {
    /// The pattern that a person wrote.
    ///
    /// # Errors
    /// Says what is wrong with a regular expression.
    pub(super) fn new(written: &str) -> Result<Self, String> {
        let written = written.trim();
        if let Some(inner) = written.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')).filter(|e| !e.is_empty())
        {
            let built = RegexBuilder::new(inner).case_insensitive(true).size_limit(LARGEST).build();
            return built
                .map(Self::Expression)
                .map_err(|error| format!("`{written}` is no regular expression: {error}"));
        }
        Ok(match written.strip_prefix('=') {
            _ if written.is_empty() => Self::Empty,
            Some(whole) => Self::Whole(fold(whole)),
            None => Self::Words(fold(written)),
        })
    }

    /// Whether a cell fits; `folded` is the same cell folded.
    pub(super) fn fits(&self, cell: &str, folded: &str) -> bool {
        match self {
            Self::Empty => cell.is_empty(),
            Self::Words(words) => folded.contains(words.as_str()),
            Self::Whole(whole) => folded == whole,
            Self::Expression(expression) => expression.is_match(cell),
        }
    }
}

/// The words of a text, each between blanks, case and accents folded (Unicode's NFD without combining marks); signs are
/// blanks, but in a text of signs alone.
pub(super) fn fold(text: &str) -> String {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let signs = !text.contains(char::is_alphanumeric);
    let mut out = String::from(" ");
    for c in plain {
        if c.is_alphanumeric() || signs && !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(written: &str, cell: &str) -> bool {
        Pattern::new(written).unwrap().fits(cell, &fold(cell))
    }

    #[test]
    fn words_are_whole_words() {
        assert!(fits("EPA", "EPA") && fits("epa", "The EPA’s staff") && !fits("EPA", "Department of State"));
        assert!(fits("united states", "the United States of America") && !fits("States United", "United States"));
        assert!(fits("Mexico", "Gobierno de México") && fits("MÉXICO", "Mexico"));
        assert!(fits("U.S.", "U.S. Embassy") && !fits("U.S.", "bus") && fits("HUD-VASH", "HUD-VASH vouchers"));
        assert!(fits("", "") && !fits("", "EPA"));
    }

    #[test]
    fn an_equals_sign_takes_the_whole_cell_and_slashes_an_expression() {
        assert!(fits("=EPA", "epa") && !fits("=EPA", "EPA and DOE"));
        assert!(fits("/mobili[sz]/", "It mobilized") && fits("/^EPA$|^DOE$/", "doe") && !fits("/^EPA$/", "EPA staff"));
        assert!(fits("/", "/") && fits("$", "$"), "signs alone are words");
        let wrong = Pattern::new("/(/").unwrap_err();
        assert!(wrong.starts_with("`/(/` is no regular expression: "), "{wrong}");
        assert!(Pattern::new("/a{1000}{1000}{1000}/").is_err(), "it would be too large");
    }
}
