//! When an answer agrees with the gold, and the F1 of many.

use crate::sets::Example;
use quantifact::figure::Period;
use std::collections::BTreeSet;

/// The small words that say nothing of a name.
const SMALL: [&str; 13] = ["the", "of", "and", "in", "a", "u", "s", "de", "la", "el", "y", "en", ""];

fn words(text: &str) -> BTreeSet<String> {
    let text = text.replace("U.S.A.", "united states").replace("U.S.", "united states").replace("USA", "united states");
    let words = text.to_lowercase();
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !SMALL.contains(word)).map(str::to_owned).collect()
}

/// Whether `short` ("DFC") is made of the initials of `long`.
fn acronym(long: &str, short: &str) -> bool {
    let letters: String = long
        .split(|c: char| !c.is_alphabetic())
        .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
        .collect();
    let upper = short.chars().count() > 1
        && short.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
        && short.chars().any(char::is_alphabetic);
    upper && (letters.contains(short) || short.contains(&letters) && letters.chars().count() > 1)
}

/// The share of the words of both that both have (Jaccard).
pub(crate) fn likeness(one: &str, other: &str) -> f64 {
    let (a, b) = (words(one), words(other));
    a.intersection(&b).count() as f64 / a.union(&b).count().max(1) as f64
}

/// A shared word, and no more than about twice as long; or an acronym of it.
pub(crate) fn same_words(want: &str, got: &str) -> bool {
    let (a, b) = (words(want), words(got));
    let shared = a.intersection(&b).next().is_some() && b.len() <= 2 * a.len() + 3;
    shared || got.split(|c: char| !c.is_alphanumeric()).any(|word| acronym(want, word)) || acronym(got, want)
}

/// Whether "first day/last day" is the time of an EDTF text.
pub(crate) fn same_time(edtf: &str, got: &str) -> bool {
    Period::parse(edtf).is_ok_and(|want| got == format!("{}/{}", want.start, want.end))
}

/// The F1 of answers: right of those stated, right of those filled.
pub(crate) fn f1<'a>(answers: impl Iterator<Item = (&'a Example, usize)>) -> f64 {
    let (mut right, mut stated, mut filled) = (0.0, 0.0, 0.0);
    for (example, chosen) in answers {
        let is_filled = example.classes || chosen > 0;
        filled += f64::from(u8::from(is_filled));
        stated += f64::from(u8::from(!example.gold.is_empty()));
        right += f64::from(u8::from(is_filled && !example.gold.is_empty() && example.right.contains(&chosen)));
    }
    if stated + filled > 0.0 { 2.0 * right / (stated + filled) } else { 1.0 }
}
