//! Small raised characters: exponents stay as superscript characters, the marks of footnotes are left out.
//!
//! Which is which only the words around tell; until then raised characters stand marked in the text.

use crate::figure::Lang;
use crate::lexicon::Lexicon;
use std::collections::HashSet;

/// Raised characters are moved this far up, to where no characters are.
const MARKED: u32 = 0xF_0000;
/// No document has more marks than this.
const MOST: usize = 1000;

/// The character, marked as raised.
pub(super) fn mark(char: char) -> char {
    char::from_u32(MARKED + char as u32).filter(|_| (char as u32) < 0xFFFE).unwrap_or(char)
}

/// Whether a character is marked as raised.
pub(super) fn is_marked(char: char) -> bool {
    unmarked(char).is_some()
}

fn unmarked(char: char) -> Option<char> {
    (char as u32).checked_sub(MARKED).filter(|&code| code < 0xFFFE).and_then(char::from_u32)
}

/// The text with each raised character settled. The marks that are left out are added to `marks`.
pub(super) fn settle(text: &str, lexicon: &Lexicon, marks: &mut HashSet<String>) -> String {
    let mut settled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_marked) {
        settled.push_str(&rest[..start]);
        let after = rest[start..].trim_start_matches(is_marked);
        let run: String = rest[start..rest.len() - after.len()].chars().filter_map(unmarked).collect();
        rest = after;
        if is_power(&settled, &run, lexicon) {
            settled.extend(run.chars().map(superscript));
        } else if is_mark(&settled, &run, after) {
            if marks.len() < MOST {
                marks.extend(
                    run.split(|char: char| !char.is_alphanumeric()).filter(|mark| !mark.is_empty()).map(str::to_owned),
                );
            }
            // What it stands before begins without a blank.
            if settled.is_empty() {
                rest = rest.trim_start();
            }
        } else {
            settled.push_str(&run);
        }
    }
    settled.push_str(rest);
    settled
}

/// The text of a note without the marks before its sentences: "1 In constant prices. 2 By year."
pub(super) fn without_marks(text: &str, marks: &HashSet<String>) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let opens = kept.last().is_none_or(|before| before.ends_with(['.', ';']));
        let next = words.peek().is_some_and(|next| next.starts_with(char::is_uppercase));
        if !(opens && next && marks.contains(word)) {
            kept.push(word);
        }
    }
    kept.join(" ")
}

/// "km" and "2", "× 10" and "6".
fn is_power(before: &str, run: &str, lexicon: &Lexicon) -> bool {
    let digits = run.trim_start_matches(['-', '−', '–', '+']);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let letters = before.len() - before.trim_end_matches(|char: char| char.is_alphabetic() || char == '/').len();
    let (head, unit) = before.split_at(before.len() - letters);
    if unit.is_empty() {
        let times = head.strip_suffix("10").map(str::trim_end);
        return times.is_some_and(|head| head.ends_with(['×', 'x', '·', '∙', '*', '⋅'])) || digits.len() < run.len();
    }
    let raised: String = run.chars().map(superscript).collect();
    let power = format!("{}{raised}", unit.rsplit('/').next().unwrap_or_default());
    let counted = unit.starts_with('/') || head.trim_end().ends_with(|char: char| char.is_ascii_digit());
    let is_unit = [Lang::En, Lang::Es]
        .into_iter()
        .any(|lang| lexicon.units.get(lang).at_start(&power).is_some_and(|(length, _)| length == power.len()));
    is_unit && (counted || matches!(run, "2" | "3"))
}

/// A footnote's mark: a number, a sign, a single letter; no part of a fraction, no ending of an ordinal.
fn is_mark(before: &str, run: &str, after: &str) -> bool {
    let signs = |char: char| {
        char.is_ascii_digit()
            || matches!(char, ',' | '.' | '(' | ')' | '[' | ']' | '*' | '†' | '‡' | '§' | '¶' | '-' | '–' | ' ')
    };
    let fraction = after.starts_with(['/', '⁄']) || before.ends_with(['/', '⁄']);
    let mut chars = run.chars();
    let roman = run.chars().all(|char| matches!(char, 'i' | 'v' | 'x' | 'l'));
    let letter = chars.next().is_some_and(|char| char.is_ascii_lowercase() && char != 'o') && chars.next().is_none();
    run.chars().all(signs) && !fraction || (letter || roman) && !after.starts_with(char::is_alphabetic)
}

fn superscript(char: char) -> char {
    match char {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + char as u32 - '0' as u32).unwrap_or(char),
        '-' | '−' | '–' => '⁻',
        '+' => '⁺',
        _ => char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Raised characters stand between `^` and `;`.
    #[track_caller]
    fn settled(text: &str) -> String {
        let (mut marked, mut up) = (String::new(), false);
        for char in text.chars() {
            match char {
                '^' => up = true,
                ';' if up => up = false,
                _ if up => marked.push(mark(char)),
                _ => marked.push(char),
            }
        }
        settle(&marked, Lexicon::embedded(), &mut HashSet::new())
    }

    #[test]
    fn exponents_stay_and_marks_go() {
        for (text, expected) in [
            ("350 km^2; of land", "350 km² of land"),
            ("40 m^3;/s", "40 m³/s"),
            ("3×10^6; bags", "3×10⁶ bags"),
            ("2 x 10^12; bags", "2 x 10¹² bags"),
            ("$320^1; million", "$320 million"),
            ("4,500^2; families", "4,500 families"),
            ("4%^3; in 2021.^4;", "4% in 2021."),
            ("^2; Estimate of the office. ^3; Calendar year.", "Estimate of the office.  Calendar year."),
            ("^*; Not counted", "Not counted"),
            ("40^a; wells", "40 wells"),
            ("the 21^st; of May", "the 21st of May"),
            ("3 ^1;⁄2 hours", "3 1⁄2 hours"),
            ("families^1,2; and", "families and"),
            ("the regulations^xiv;.", "the regulations."),
        ] {
            assert_eq!(settled(text), expected, "{text}");
        }
    }

    #[test]
    fn notes_lose_the_numbers_that_were_marks() {
        let marks = HashSet::from(["1".to_owned(), "2".to_owned()]);
        let note = "1 In constant prices. 2 Estimate. 3 Schools closed. 2 schools opened.";
        assert_eq!(without_marks(note, &marks), "In constant prices. Estimate. 3 Schools closed. 2 schools opened.");
    }
}
