//! A place in a sentence, and how plainly the word before it makes it one.

use super::token::Token;
use crate::lexicon::Tags;

/// A place in a sentence; joined ones ("El Salvador and Honduras") are one.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Its first token.
    pub(super) start: usize,
    /// The token after its last.
    pub(super) end: usize,
    /// ISO codes of its countries.
    pub(super) countries: Vec<Box<str>>,
    /// How plainly a preposition makes it a place: 3 "in", 2 "to", 1 "from" or the object of a verb, 0 none.
    pub(super) strength: u8,
    /// How many are joined.
    pub(super) members: usize,
    /// "both countries": points back to a joined place.
    pub(super) pointing: bool,
}

/// How plainly the word before `start` makes it a place.
pub(super) fn strength(tokens: &[Token<'_>], start: usize) -> u8 {
    let mut at = start;
    // "up to 25 districts", "in over 20 states"
    while at > 0 && tokens[at - 1].beside {
        at -= 1;
    }
    while at > 0 && tokens[at - 1].is(Tags::DET) && !tokens[at - 1].is(Tags::PREP) {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else { return 0 };
    match before.text.to_lowercase().as_str() {
        "in" | "across" | "throughout" | "within" | "at" | "around" | "on" | "along" | "en" | "inside" | "near" => 3,
        "to" | "into" | "for" | "a" | "para" | "hacia" | "between" | "entre" => 2,
        // "across much of Indonesia"
        "of" | "de" | "del"
            if at > 2 && matches!(tokens[at - 2].text, "much" | "most" | "parts" | "gran" | "partes") =>
        {
            let part = at - 2 - usize::from(matches!(tokens[at - 3].text, "many" | "some" | "parte"));
            strength(tokens, part)
        }
        // "a lo largo del hemisferio"
        "de" | "del" if at > 2 && tokens[at - 2].text == "largo" && tokens[at - 3].text == "lo" => 3,
        // "en el municipio de Reynosa"
        "of" | "de" | "del" if at > 2 && tokens[at - 2].is(Tags::TERRITORY) && !tokens[at - 2].capital => {
            strength(tokens, at - 2)
        }
        // "los gobiernos de México"
        "de" | "del" | "of" if at > 1 && tokens[at - 2].is(Tags::BODY) => 0,
        "from" | "desde" | "de" | "del" => 1,
        // "residents of Soyapango", "people of El Salvador"
        "of" if at > 1 && tokens[at - 2].is(Tags::PEOPLE) && !tokens[at - 2].capital => 1,
        _ if before.is(Tags::ING) && !before.is(Tags::INCLUDE) => 1,
        _ => 0,
    }
}
