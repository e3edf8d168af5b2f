//! Titles in quotation marks, whose verbs are no verbs of the sentence.

use super::token::Token;

/// No title in quotation marks has more tokens.
const LONGEST_TITLE: usize = 12;

/// The stretches between quotation marks whose words are capitals, as of a title: “Her Plan is Her Power”.
pub(super) fn titles(tokens: &[Token<'_>]) -> Vec<(usize, usize)> {
    let mut titles = Vec::new();
    let mut open = None;
    for (at, token) in tokens.iter().enumerate().filter(|(_, t)| t.mark('“') || t.mark('”') || t.mark('"')) {
        match open {
            Some(start) if !token.mark('“') => {
                let words = || tokens[start + 1..at].iter().filter(|t| t.is_word() && t.text.len() > 3);
                if at - start <= LONGEST_TITLE && words().count() > 1 && words().all(|t| t.capital) {
                    titles.push((start, at));
                }
                open = None;
            }
            _ => open = (!token.mark('”')).then_some(at),
        }
    }
    titles
}
