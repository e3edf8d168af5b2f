//! Whether a paragraph is a heading, and of what level.
//!
//! Levels where no `#` tells them: 1 the first line of a plain text, 2 a division ("PILLAR II: …") or capitals,
//! 3 a paragraph wholly in bold, 4 a short line like a title that stands alone in a plain text.

use super::date_line;
use super::inline::Piece;
use crate::lexicon::Lexicon;

/// No heading is longer than this, in bytes: a whole paragraph in bold is still prose.
pub(super) const LONGEST: usize = 240;
/// No title-like line of a plain text is longer than this, in bytes.
const LONGEST_LINE: usize = 160;

/// What is known of a paragraph beside its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Whether short lines like titles count as headings, as in plain text.
    pub(super) plain: bool,
    /// Whether the paragraph is one line of the source with a blank line, a rule or nothing before it.
    pub(super) alone: bool,
    /// Whether it is the first block.
    pub(super) first: bool,
}

/// The level of the heading that `piece` is, if it is one.
pub(super) fn level(piece: &Piece, place: Place, lexicon: &Lexicon) -> Option<u8> {
    let text = piece.text.as_str();
    if text.len() > LONGEST
        || text.ends_with([':', ';', ',']) && !piece.all_bold()
        || date_line::parse(text, lexicon).is_some()
    {
        return None;
    }
    let ends_sentence = text.ends_with(['.', '!', '?', '…', '”', '"']) && !text.ends_with("...");
    if is_division(text, lexicon) && !ends_sentence || is_capitals(text) {
        return Some(2);
    }
    if piece.all_bold() && !ends_sentence {
        return Some(3);
    }
    let title_like =
        place.plain && place.alone && text.len() <= LONGEST_LINE && !ends_sentence && starts_like_a_title(text);
    title_like.then_some(if place.first { 1 } else { 4 })
}

/// "PILLAR II: …", "Section 3 – …", "Pilar I. …"
fn is_division(text: &str, lexicon: &Lexicon) -> bool {
    let mut words = text.split(' ');
    let (Some(word), Some(number)) = (words.next(), words.next()) else { return false };
    if !lexicon.document.divisions.contains(&word.to_lowercase()) {
        return false;
    }
    let label = number.trim_end_matches([':', '.', '–', '—', '-']);
    let is_label = !label.is_empty()
        && (label.bytes().all(|byte| byte.is_ascii_digit())
            || label.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
            || label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_uppercase()));
    let marked = label.len() < number.len() || words.next().is_none_or(|next| matches!(next, "–" | "—" | "-" | ":"));
    is_label && marked
}

/// All capitals, and at least one word of four letters.
fn is_capitals(text: &str) -> bool {
    let longest = text.split(|char: char| !char.is_alphabetic()).map(|word| word.chars().count()).max().unwrap_or(0);
    longest >= 4 && !text.chars().any(char::is_lowercase)
}

fn starts_like_a_title(text: &str) -> bool {
    let letters = text.chars().filter(|char| char.is_alphabetic()).count();
    text.chars().find(|char| char.is_alphanumeric()).is_some_and(|char| !char.is_lowercase())
        && letters >= 3
        && letters * 2 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[track_caller]
    fn plain(text: &str) -> Option<u8> {
        let piece = Piece { text: text.to_owned(), ..Piece::default() };
        level(&piece, Place { plain: true, alone: true, first: false }, Lexicon::embedded())
    }

    #[test]
    fn lines_of_plain_text() {
        for (text, expected) in [
            ("PILLAR II: PROMOTING GROWTH", Some(2)),
            ("Pillar IV: Investing in Our People", Some(2)),
            ("Pilar I – Reconstruir juntos", Some(2)),
            ("MODERADOR", Some(2)),
            ("Strengthening supply chains and coordinating crisis management", Some(4)),
            ("Looking Ahead", Some(4)),
            ("The VUI consists of:", None),
            ("September 13, 2022", None),
            ("05 de mayo de 2022", None),
            ("Muchas gracias.", None),
            ("Section 3 requires that every agency reports to the Secretary.", None),
            ("device sector", None),
            ("$38,000", None),
            ("US", None),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn a_paragraph_in_bold_is_a_heading_unless_it_is_prose() {
        let markdown = Place { plain: false, alone: true, first: false };
        for (text, bold, expected) in [
            ("Root Causes", Span::new(0, 11), Some(3)),
            ("Root Causes:", Span::new(0, 11), Some(3)),
            ("Root Causes", Span::new(0, 4), None),
            ("Root Causes are many.", Span::new(0, 21), None),
            ("Root Causes", Span::new(0, 0), None),
        ] {
            let bold = vec![bold];
            let piece = Piece { text: text.to_owned(), bold, ..Piece::default() };
            assert_eq!(level(&piece, markdown, Lexicon::embedded()), expected, "{text}");
        }
    }
}
