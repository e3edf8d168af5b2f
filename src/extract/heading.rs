//! The place that a heading or a label tells: "## Honduras", "Clay, New York: …", "Lake Power (Kenya): …", "Light in Peru: …".

use crate::figure::Block;
use crate::lexicon::Lexicon;
use crate::span::Span;

/// A heading of more words is no name of a place.
const LONGEST_PLACE: usize = 5;
/// No label before a colon or a dash is longer, in bytes.
const LONGEST_LABEL: usize = 140;
/// The bytes of the longest mark that ends one.
const LONGEST_MARK: usize = 5;

/// A place that stands over the figures of a block.
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    /// Its words.
    pub(super) text: &'a str,
    /// ISO 3166-1 alpha-3 codes, `;`-separated.
    pub(super) country: String,
    /// Where it stands in the document.
    pub(super) source: Span,
}

/// The place that the label of `block` names, else its `heading`.
pub(super) fn place<'a>(block: &'a Block, heading: Option<&Block>, lexicon: &Lexicon) -> Option<Place<'a>> {
    let stands = |block: &Block, start: usize, text: &str| block.map.source_span(Span::new(start, start + text.len()));
    if let Some((text, country)) = label(&block.text).and_then(|label| named(label, lexicon)) {
        let start = text.as_ptr() as usize - block.text.as_ptr() as usize;
        return Some(Place { text, country, source: stands(block, start, text) });
    }
    let title = block.section.rsplit(" > ").next().filter(|title| !title.is_empty())?;
    let (text, country) = named(title.trim_end_matches(':'), lexicon)?;
    let start = text.as_ptr() as usize - title.as_ptr() as usize;
    let heading = heading.filter(|block| block.text == title)?;
    Some(Place { text, country, source: stands(heading, start, text) })
}

/// The words before the first colon or dash of a block.
fn label(text: &str) -> Option<&str> {
    let marks = [": ", " — ", " – ", " - "];
    // A mark further on ends no label.
    let begins = &text[..text.floor_char_boundary(LONGEST_LABEL + LONGEST_MARK)];
    let end = marks.iter().filter_map(|mark| begins.find(mark)).min()?;
    text.get(..end).filter(|label| label.len() <= LONGEST_LABEL)
}

/// A label that is a place, or the places that it ends with in brackets: "Hub North (NORTH2; Ohio, Indiana)".
fn named<'a>(label: &'a str, lexicon: &Lexicon) -> Option<(&'a str, String)> {
    if let Some(country) = whole(label, lexicon) {
        return Some((label, country));
    }
    // "Reliable energy in Sierra Leone"
    let placed = || {
        let after = label.rfind(" in ").or_else(|| label.rfind(" en ")).map(|at| at + 4)?;
        // "Investing in America" is the name of a plan, "By Ann Smith in Kumasi" says who wrote.
        let titled = label.starts_with("By ")
            || label.starts_with("Por ")
            || label[..after - 4].rsplit(' ').next().is_some_and(|word| word.ends_with("ing") && after < 20);
        if titled {
            return None;
        }
        let text = label[after..].trim_start_matches("the ");
        Some((text, whole(text, lexicon)?))
    };
    let Some(open) = label.strip_suffix(')').and_then(|inside| inside.rfind(['(', ';'])) else {
        return placed();
    };
    let text = label[open + 1..label.len() - 1].trim();
    let mut countries: Vec<String> = Vec::new();
    for part in text.split(", ").flat_map(|part| part.split(" and ")) {
        let country = whole(part.trim_start_matches("and ").trim_start_matches("the "), lexicon)?;
        if !countries.contains(&country) {
            countries.push(country);
        }
    }
    Some((text, countries.join(";")))
}

/// The country of a text that is a place and nothing else: "Guatemala", "Boise, Idaho".
fn whole(text: &str, lexicon: &Lexicon) -> Option<String> {
    let is_place = |text: &str| lexicon.places.at(text).filter(|(_, len)| *len == text.len()).map(|(place, _)| place);
    let last = text.rsplit(", ").next().unwrap_or(text);
    let town = text.split(' ').count() <= LONGEST_PLACE && text.starts_with(char::is_uppercase);
    is_place(text).or_else(|| is_place(last).filter(|_| town)).map(|place| place.country.to_string())
}
