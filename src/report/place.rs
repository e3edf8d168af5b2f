//! Where a figure and its sentence stand in a document, counted in UTF-16 units as a browser's strings are.
//!
//! The tables count code points; the two differ after each character beyond U+FFFF. A figure whose words do not stand
//! at its offsets (the document has changed since) has no place.

use crate::figure::Figure;
use crate::span::{Locator, Span};

/// A figure's place in UTF-16 units. Where its sentence is not found, the sentence's ends are the figure's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sentence_start: usize,
    pub(super) sentence_end: usize,
    /// Where the figure's words begin in the sentence as the table has it, in UTF-16 units; none where not found.
    pub(super) in_sentence: Option<usize>,
    /// The column of each slot, and where the words stand that filled it.
    pub(super) evidence: Vec<(&'static str, usize, usize)>,
}

/// A text, and the way from its code points and bytes to UTF-16 units.
pub(super) struct Places<'a> {
    text: &'a str,
    locator: Locator<'a>,
    /// The code points that take two units.
    astral: Vec<usize>,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let astral = text.chars().enumerate().filter(|(_, c)| c.len_utf16() == 2).map(|(index, _)| index).collect();
        Self { text, locator: Locator::new(text), astral }
    }

    /// The place of a figure; none where its words do not stand there.
    pub(super) fn of(&self, figure: &Figure) -> Option<Place> {
        if figure.exact.is_empty() || figure.char_end < figure.char_start {
            return None;
        }
        let span = Span::new(self.locator.byte(figure.char_start), self.locator.byte(figure.char_end));
        if span.of(self.text) != figure.exact {
            return None;
        }
        let found = sentence_span(self.text, span, &figure.sentence);
        let sentence = found.map_or(span, |(sentence, _)| sentence);
        Some(Place {
            start: self.units(span.start),
            end: self.units(span.end),
            sentence_start: self.units(sentence.start),
            sentence_end: self.units(sentence.end),
            in_sentence: found
                .and_then(|(_, at)| figure.sentence.get(..at))
                .map(|before| before.encode_utf16().count()),
            evidence: figure
                .evidence
                .slots
                .iter()
                .filter(|(_, words)| !words.of(self.text).is_empty())
                .map(|&(column, words)| (column, self.units(words.start), self.units(words.end)))
                .collect(),
        })
    }

    fn units(&self, byte: usize) -> usize {
        let code_point = self.locator.code_point(byte);
        code_point + self.astral.partition_point(|&at| at < code_point)
    }
}

/// The bytes of the sentence around a figure. The sentence has lost the source's mark-up and its white space is
/// folded, so the two are walked side by side from the figure outwards, passing over what the sentence does not hold.
/// Also gives the byte of the sentence at which the figure's words begin.
fn sentence_span(text: &str, figure: Span, sentence: &str) -> Option<(Span, usize)> {
    let exact: String = figure.of(text).chars().filter(|c| !is_markup(*c)).collect();
    let words: Vec<&str> = exact.split_whitespace().collect();
    let needle = words.join(" ");
    let before = text.get(..figure.start)?;
    let after = text.get(figure.end..)?;
    sentence.match_indices(needle.as_str()).find_map(|(at, found)| {
        let lost = walk(before.chars().rev(), sentence[..at].chars().rev(), ')', '(')?;
        let gained = walk(after.chars(), sentence[at + found.len()..].chars(), '(', ')')?;
        Some((Span::new(figure.start - lost, figure.end + gained), at))
    })
}

/// How many bytes of `source` hold all of `sentence`. A parenthesis that the sentence lacks is a link's target and
/// passed over whole.
fn walk(
    source: impl Iterator<Item = char>,
    sentence: impl Iterator<Item = char>,
    open: char,
    close: char,
) -> Option<usize> {
    let mut wanted = sentence.filter(|c| !c.is_whitespace());
    let Some(mut next) = wanted.next() else { return Some(0) };
    let mut in_link = false;
    let mut bytes = 0;
    for c in source {
        bytes += c.len_utf8();
        if in_link {
            in_link = c != close;
        } else if c == next {
            match wanted.next() {
                Some(c) => next = c,
                None => return Some(bytes),
            }
        } else if c == open {
            in_link = true;
        } else if c.is_alphanumeric() {
            return None;
        }
    }
    None
}

const fn is_markup(c: char) -> bool {
    matches!(c, '*' | '_' | '\\' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn sentence(text: &str, exact: &str, sentence: &str) -> String {
        let start = text.find(exact).unwrap();
        sentence_span(text, Span::new(start, start + exact.len()), sentence).unwrap_or_default().0.of(text).to_owned()
    }

    #[test]
    fn a_sentence_is_found_under_its_markup() {
        let text = "One.  USAID **paid\n  over \\$3 million** to\n [farms](https://a.b/c9)\n in 2022.** Two.";
        let folded = "USAID paid over $3 million to farms in 2022.";
        let found = "USAID **paid\n  over \\$3 million** to\n [farms](https://a.b/c9)\n in 2022.";
        assert_eq!(sentence(text, "$3 million", folded), found);
        assert_eq!(sentence(text, "2022", folded), found);
    }

    #[test]
    fn the_right_one_of_two_equal_figures_is_found() {
        assert_eq!(sentence("x 5 a 5 b 5 y", "5 b", "5 a 5 b"), "5 a 5 b");
        assert_eq!(sentence("5 of 5", "5", "5 of 5"), "5 of 5");
    }

    #[test]
    fn another_text_is_not_taken_for_the_sentence() {
        assert_eq!(sentence("They paid $3.", "$3", "We paid $3."), "");
        assert_eq!(sentence("$3", "$3", ""), "");
    }

    #[test]
    fn units_count_astral_characters_twice() {
        let places = Places::new("𝄞é $5\u{1F600} 7");
        let figure = |start, end, exact: &str| {
            let mut figure = super::super::data::tests::figure();
            (figure.char_start, figure.char_end, figure.exact) = (start, end, exact.into());
            figure
        };
        let place = |figure| places.of(&figure).map(|p| (p.start, p.end));
        let said = Figure { sentence: "𝄞é $5".into(), ..figure(3, 5, "$5") };
        assert_eq!(places.of(&said).and_then(|p| p.in_sentence), Some(4));
        let mut told = said.clone();
        told.evidence.slots = vec![("what", Span::new(9, 13)), ("actor", Span::new(90, 95))];
        assert_eq!(places.of(&told).map(|p| p.evidence), Some(vec![("what", 6, 8)]));
        assert_eq!(place(figure(3, 5, "$5")), Some((4, 6)));
        assert_eq!(place(figure(7, 8, "7")), Some((9, 10)));
        assert_eq!(place(figure(7, 8, "8")), None);
        assert_eq!(place(figure(70, 80, "8")), None);
    }
}
