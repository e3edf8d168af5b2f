//! Phrases of one or more words, found where they begin or end in a text, whatever their case.
//!
//! A form written in lower case matches any case; one that holds a capital ("USD", "M") matches as it stands. A space
//! in a form also matches a hyphen in the text, and a straight apostrophe a curly one. The longest form wins.

use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Longer words are no first or last word of any phrase.
pub(crate) const LONGEST_WORD: usize = 32;

/// What stands for each of many phrases.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    entries: Vec<(Box<str>, T)>,
    by_first: ByWord,
    by_last: ByWord,
    /// Whether a form with a capital matches only letter by letter ("mA", "Ft"), not also in capitals throughout.
    as_written: bool,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_first: ByWord::default(), by_last: ByWord::default(), as_written: false }
    }
}

/// The phrases by their first or last word in lower case, the longest form first.
///
/// The words themselves are not kept: of two words with one hash the forms tell which is meant.
#[derive(Debug, Clone, Default)]
struct ByWord {
    /// Where in `list` the phrases of a bucket begin, and where the last ends; a bucket is the low bits of a hash.
    buckets: Box<[u32]>,
    /// The hash of a word, and the index of its phrase.
    list: Box<[(u32, u32)]>,
}

impl ByWord {
    /// Indexes the words of the phrases, given in the order of their phrases; `order` is that of their lengths.
    fn new<'a>(words: impl Iterator<Item = &'a str>, order: &[u32]) -> Self {
        let mut buffer = [0; LONGEST_WORD];
        // A word too long to be looked up is not found.
        let hashes: Vec<u32> = words.map(|word| lower(word, &mut buffer).map_or(0, hash)).collect();
        let mask = order.len().next_power_of_two() - 1;
        let mut buckets = vec![0; mask + 2];
        for hash in &hashes {
            buckets[(*hash as usize & mask) + 1] += 1;
        }
        for bucket in 1..buckets.len() {
            buckets[bucket] += buckets[bucket - 1];
        }
        let (mut list, mut next) = (vec![(0, 0); order.len()], buckets.clone());
        for &phrase in order {
            let hash = hashes[phrase as usize];
            let place = &mut next[hash as usize & mask];
            list[*place as usize] = (hash, phrase);
            *place += 1;
        }
        Self { buckets: buckets.into(), list: list.into() }
    }

    /// The phrases of a word in lower case.
    fn get(&self, word: &str) -> impl Iterator<Item = usize> {
        let hash = hash(word);
        let bucket = hash as usize & self.buckets.len().saturating_sub(2);
        let range = match self.buckets.get(bucket..bucket + 2) {
            Some(&[start, end]) => start as usize..end as usize,
            _ => 0..0,
        };
        let found = self.list.get(range).unwrap_or_default();
        found.iter().filter(move |(of, _)| *of == hash).map(|(_, phrase)| *phrase as usize)
    }
}

fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish() as u32
}

impl<T> Phrases<T> {
    /// Indexes the phrases given.
    pub fn new(phrases: impl IntoIterator<Item = (String, T)>) -> Self {
        let entries: Vec<(Box<str>, T)> = phrases.into_iter().map(|(form, value)| (form.into(), value)).collect();
        let mut order: Vec<u32> = (0..entries.len() as u32).collect();
        order.sort_by_key(|&index| std::cmp::Reverse(entries[index as usize].0.len()));
        let by_first = ByWord::new(entries.iter().map(|(form, _)| first_word(form)), &order);
        let by_last = ByWord::new(entries.iter().map(|(form, _)| last_word(form)), &order);
        Self { entries, by_first, by_last, as_written: false }
    }

    /// The same, a form with a capital read only as it is written: symbols.
    pub fn exact_case(self) -> Self {
        Self { as_written: true, ..self }
    }

    /// Whether the case of a form's letters counts.
    fn is_exact(&self, form: &str) -> bool {
        self.as_written && form.contains(char::is_uppercase)
    }

    /// The longest phrase that `text` begins with, and its length in bytes. It ends where a word ends.
    pub fn at_start(&self, text: &str) -> Option<(usize, &T)> {
        self.at_start_where(text, |_| true)
    }

    /// The longest of the phrases that `fits`.
    pub fn at_start_where(&self, text: &str, fits: impl Fn(&T) -> bool) -> Option<(usize, &T)> {
        let mut buffer = [0; LONGEST_WORD];
        self.by_first.get(lower(first_word(text), &mut buffer)?).find_map(|index| {
            let (form, value) = self.entries.get(index)?;
            let length = matched(form.chars(), text.chars(), self.is_exact(form))?;
            let rest = text.get(length..)?;
            let whole = !form.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphabetic);
            (whole && fits(value)).then_some((length, value))
        })
    }

    /// The longest phrase that `text` ends with, and the byte at which it begins. It begins where a word begins.
    pub fn at_end(&self, text: &str) -> Option<(usize, &T)> {
        self.at_end_where(text, |_| true)
    }

    /// The longest of the phrases at the end that `fits`.
    pub fn at_end_where(&self, text: &str, fits: impl Fn(&T) -> bool) -> Option<(usize, &T)> {
        let mut buffer = [0; LONGEST_WORD];
        self.by_last.get(lower(last_word(text), &mut buffer)?).find_map(|index| {
            let (form, value) = self.entries.get(index)?;
            let start = form_at_end(form, text, self.is_exact(form))?;
            fits(value).then_some((start, value))
        })
    }

    /// The forms of the phrases that `fits`, as the table writes them.
    pub fn forms<'a>(&'a self, fits: impl Fn(&T) -> bool + 'a) -> impl Iterator<Item = &'a str> {
        self.entries.iter().filter(move |(_, value)| fits(value)).map(|(form, _)| &**form)
    }

    /// The first words in lower case of the phrases that `fits`, for the scanner to stop at.
    pub fn first_words<'a>(&'a self, fits: impl Fn(&T) -> bool + 'a) -> impl Iterator<Item = String> + 'a {
        self.entries.iter().filter(move |(_, value)| fits(value)).map(|(form, _)| first_word(form).to_lowercase())
    }
}

/// The letters that `text` begins with, or its first character.
pub(crate) fn first_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    let ascii = bytes.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(bytes.len());
    let end = match bytes.get(ascii) {
        Some(0x80..) => text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()),
        _ => ascii,
    };
    let end = if end == 0 { text.chars().next().map_or(0, char::len_utf8) } else { end };
    text.get(..end).unwrap_or_default()
}

/// The letters that `text` ends with, or its last character.
pub(crate) fn last_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    let ascii = bytes.iter().rev().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(bytes.len());
    let letters = match bytes.len().checked_sub(ascii + 1).map(|before| bytes[before]) {
        Some(0x80..) => text.chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum(),
        _ => ascii,
    };
    let length = if letters == 0 { text.chars().next_back().map_or(0, char::len_utf8) } else { letters };
    text.get(text.len() - length..).unwrap_or_default()
}

/// `word` in lower case, without allocating; none where it is too long to be looked up.
pub(crate) fn lower<'b>(word: &str, buffer: &'b mut [u8; LONGEST_WORD]) -> Option<&'b str> {
    if word.is_ascii() {
        let bytes = buffer.get_mut(..word.len())?;
        bytes.copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
        return std::str::from_utf8(bytes).ok();
    }
    let mut length = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let next = length + c.len_utf8();
        c.encode_utf8(buffer.get_mut(length..next)?);
        length = next;
    }
    std::str::from_utf8(buffer.get(..length)?).ok()
}

/// The byte at which `form` begins where `text` ends with it, as with a phrase of a table; `exact` where case counts.
pub(crate) fn form_at_end(form: &str, text: &str, exact: bool) -> Option<usize> {
    let length = matched(form.chars().rev(), text.chars().rev(), exact)?;
    let start = text.len().checked_sub(length)?;
    let whole = !form.starts_with(char::is_alphanumeric) || !text.get(..start)?.ends_with(char::is_alphanumeric);
    whole.then_some(start)
}

/// The bytes of `text` that `form` matches from its beginning; `exact` where the case of its letters counts.
fn matched(form: impl Iterator<Item = char>, mut text: impl Iterator<Item = char>, exact: bool) -> Option<usize> {
    let mut length = 0;
    for wanted in form {
        let found = text.next()?;
        if !same(wanted, found) || exact && wanted.is_alphabetic() && wanted != found {
            return None;
        }
        length += found.len_utf8();
    }
    Some(length)
}

/// Whether a form's character stands for this one of the text.
fn same(wanted: char, found: char) -> bool {
    wanted == found
        || match wanted {
            ' ' => is_hyphen(found) || found == '\u{a0}',
            '-' => is_hyphen(found),
            '\'' => found == '’',
            _ => wanted.is_lowercase() && found.is_uppercase() && found.to_lowercase().eq([wanted]),
        }
}

/// A hyphen, breaking or not.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Phrases<u8> {
        Phrases::new([
            ("more than".to_owned(), 1),
            ("than".to_owned(), 2),
            ("USD".to_owned(), 3),
            ("$".to_owned(), 4),
            ("US$".to_owned(), 5),
            ("año".to_owned(), 6),
        ])
    }

    #[test]
    fn the_longest_form_wins_at_both_ends() {
        assert_eq!(sample().at_start("More Than 5"), Some((9, &1)));
        assert_eq!(sample().at_end("no more than"), Some((3, &1)));
        assert_eq!(sample().at_end("rather than"), Some((7, &2)));
        assert_eq!(sample().at_start("US$5"), Some((3, &5)));
        assert_eq!(sample().at_start("AÑO x"), Some((4, &6)));
    }

    #[test]
    fn a_part_of_a_word_or_another_case_does_not_match() {
        assert_eq!(sample().at_start("thank"), None);
        assert_eq!(sample().at_end("xthan"), None);
        assert_eq!(sample().at_start("usd"), None);
        assert_eq!(sample().at_start(""), None);
    }
}
