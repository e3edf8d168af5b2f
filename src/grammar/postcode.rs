//! Codes that are no counts: postal codes before their town, and what a label that ends in a word for number tells.
//!
//! ```text
//! "Calle Real 4, 28014 Madrid", "06600 Ciudad de México", "Expediente n.º: 4471", "Ref. No.: 88"
//! ```

use super::Cx;
use super::refuse::run_length;
use crate::lexicon::{HeadWord, Label};

/// The digits of a postal code that is read.
const DIGITS: usize = 5;
/// A street stands no farther before the code of its town, in bytes.
const STREET: usize = 80;

/// The length of the code that begins `rest`, after `before`.
pub(super) fn code(cx: &Cx<'_>, before: &str, rest: &str) -> Option<usize> {
    let digits = run_length(rest, |c| c.is_ascii_digit());
    (is_numbered(cx, before) || is_postcode(cx, before, rest, digits)).then_some(digits)
}

/// "Expediente n.º: ", "Ref. No.: ", "Contract number: "; not "Number of wells: ", "Wells (number): ".
fn is_numbered(cx: &Cx<'_>, before: &str) -> bool {
    let Some(label) = before.trim_end().strip_suffix(':').map(str::trim_end) else { return false };
    let heads = cx.lex.heads.get(cx.lang());
    let Some((start, _)) = heads.at_end_where(label, |&word| word == HeadWord::Number) else { return false };
    let Some((noun, word)) = label.split_at_checked(start) else { return false };
    let noun = noun.trim_end();
    let short = word.ends_with(['.', 'º', '°', '#']) && noun.ends_with(|c: char| c.is_alphabetic() || c == '.');
    let numbered = |&word: &HeadWord| matches!(word, HeadWord::Numbered | HeadWord::Key);
    short && !ends_in_plural(cx, noun) || heads.at_end_where(noun, numbered).is_some()
}

/// Five digits before a town that is known, or that stands behind a street.
fn is_postcode(cx: &Cx<'_>, before: &str, rest: &str, digits: usize) -> bool {
    let before = before.trim_end();
    let opens = before.is_empty() || before.ends_with([',', '|', '·', '–', '-', '(']);
    let Some(town) = rest.get(digits..).and_then(|rest| rest.strip_prefix(' ')) else { return false };
    if digits != DIGITS || !opens || !town.starts_with(char::is_uppercase) {
        return false;
    }
    let closed = |rest: &str| {
        rest.is_empty() || rest.starts_with([',', '.', ';', ')']) || rest.starts_with(" (") || rest.starts_with(" |")
    };
    let known = cx.lex.places.at(town).is_some_and(|(_, length)| town.get(length..).is_some_and(closed));
    let name = town.split([',', '.', ';', '(', '|']).next().unwrap_or_default().trim_end();
    let capitals = name.split(' ').count() <= 4
        && name.split(' ').filter(|word| word.len() > 3).all(|word| word.starts_with(char::is_uppercase));
    known || capitals && behind_street(cx, before)
}

/// Whether the address of a house stands right before: "C/ Alcalá 45, 3.º B,".
fn behind_street(cx: &Cx<'_>, before: &str) -> bool {
    let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(STREET))..).unwrap_or_default();
    let labels = cx.lex.labels.get(cx.lang());
    let street = |at: usize| {
        let words = near.get(at..).unwrap_or_default();
        labels.at_start_where(words, |label| matches!(label, Label::Street | Label::Avenue)).is_some()
    };
    let starts = std::iter::once(0).chain(near.match_indices(' ').map(|(at, _)| at + 1));
    near.contains(|c: char| c.is_ascii_digit()) && starts.into_iter().any(street)
}

fn ends_in_plural(cx: &Cx<'_>, noun: &str) -> bool {
    let last = noun.rsplit(' ').next().unwrap_or_default().to_lowercase();
    cx.lex.words.is_plural(cx.lang(), &last)
}
