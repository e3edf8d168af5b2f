//! The words at which a figure may start, so that the scanner passes over all the others.

use super::{CalendarWord, FRACTION_SIGNS, Lexicon, NumberClass, Place, ScaleUse, UnitKind};
use crate::figure::Lang;
use rustc_hash::FxHashSet as HashSet;

/// A set of lower-case words with a filter by their first two bytes.
#[derive(Debug, Clone, Default)]
pub struct Starters {
    words: HashSet<Box<str>>,
    /// A bit for each pair of first bytes, five bits of each: the case of a Latin letter lies in the others.
    pairs: [u64; 16],
    /// Signs that are no letters, but for the dollar's: "€".
    signs: Vec<Box<str>>,
}

impl Starters {
    /// Gathers the starters of a language from the tables.
    pub(super) fn new(lexicon: &Lexicon, lang: Lang) -> Self {
        let mut made = Self::default();
        let fractions = FRACTION_SIGNS.iter().map(|(sign, ..)| sign.to_string());
        // "Q1 2024", "H2": quarters and halves; a currency's letter too stands glued to its number.
        let letters = lexicon.currencies.get(lang).forms(|currency| currency.place != Place::After);
        let letters = letters.filter(|form| form.trim_end_matches('.').len() == 1).map(|form| form[..1].to_lowercase());
        let letters: Vec<String> = letters.filter(|letter| letter.as_bytes()[0].is_ascii_alphabetic()).collect();
        let glued = ["q", "h", "t", "s", "i"].into_iter().map(str::to_owned).chain(letters).chain(fractions);
        let words = lexicon
            .numbers
            .get(lang)
            .first_words(|word| !matches!(word.class, NumberClass::Article | NumberClass::Point | NumberClass::Minus));
        let scales = lexicon.scales.get(lang).first_words(|scale| scale.use_ == ScaleUse::Word);
        let currencies = lexicon.currencies.get(lang).first_words(|currency| currency.place != Place::After);
        let multiples = lexicon.units.get(lang).first_words(|unit| {
            // "an hour and a half"
            unit.factor != rust_decimal::Decimal::ONE || unit.kind == UnitKind::Duration
        });
        let calendar = lexicon.calendar.get(lang).first_words(move |word| {
            use CalendarWord::{DayWord, DecadeName, Fiscal, Month, MonthShort, Ordinal, Relative, Season, Weekday};
            matches!(word, Month(_) | MonthShort(_) | Season(_) | Weekday(_) | Ordinal(_) | DayWord(_))
                || matches!(word, Fiscal | Relative(_) | DecadeName(_))
                // "el año pasado", "a year ago": the noun comes first.
                || matches!(word, CalendarWord::Unit(_))
        });
        let single: HashSet<String> = glued.clone().collect();
        for word in words.chain(scales).chain(currencies).chain(multiples).chain(calendar).chain(glued) {
            if !word.starts_with(|c: char| c.is_alphabetic() || c == '$') {
                made.signs.push(word.as_str().into());
            }
            // A sign is found by itself; the letter before it ("C$") is looked back for.
            if word.starts_with(char::is_alphabetic) && (word.len() > 1 || single.contains(&word)) {
                made.add(&word);
            }
        }
        // "S/ 500", "B/. 45", "E£ 300": a letter alone before its slash or sign.
        for form in lexicon.currencies.get(lang).forms(|currency| currency.place != Place::After) {
            if let [letter @ (b'A'..=b'Z' | b'a'..=b'z'), second, ..] = form.as_bytes()
                && !second.is_ascii_alphanumeric()
                && *second != b'$'
            {
                let (word, bit) = pair(*letter, *second);
                made.pairs[word] |= 1 << bit;
                made.words.insert(char::from(letter.to_ascii_lowercase()).to_string().into());
            }
        }
        made
    }

    /// Whether a word that begins with these two bytes may be a starter. Never wrong about a starter.
    #[inline]
    pub fn may_start(&self, first: u8, second: u8) -> bool {
        let (word, bit) = pair(first, second);
        self.pairs[word] >> bit & 1 == 1
    }

    /// Whether this lower-case word is a starter.
    pub fn contains(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether a figure may start with this sign.
    pub fn has_sign(&self, sign: &str) -> bool {
        self.signs.iter().any(|known| **known == *sign)
    }

    fn add(&mut self, word: &str) {
        let bytes = word.as_bytes();
        let first = bytes.first().copied().unwrap_or_default();
        match bytes.get(1) {
            Some(&second) => {
                let (word, bit) = pair(first, second);
                self.pairs[word] |= 1 << bit;
            }
            // A letter that is a figure's beginning by itself stands before its number.
            None => b" .0123456789".iter().map(|&second| pair(first, second)).for_each(|(word, bit)| {
                self.pairs[word] |= 1 << bit;
            }),
        }
        self.words.insert(word.into());
    }
}

/// Where the bit of two bytes lies. Both parts are below their arrays' lengths for every input.
const fn pair(first: u8, second: u8) -> (usize, u32) {
    let index = ((first & 31) as usize) << 5 | (second & 31) as usize;
    (index / 64, (index % 64) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starters_pass_the_filter_in_any_case() {
        for (lang, words) in
            [(Lang::En, ["Twelve", "MAY", "last", "million", "Q"]), (Lang::Es, ["dos", "MIL", "últimos", "Mayo", "Q"])]
        {
            let starters = Lexicon::embedded().starters(lang);
            for word in words {
                let bytes = word.as_bytes();
                assert!(starters.may_start(bytes[0], bytes.get(1).copied().unwrap_or(b'1')), "{word}");
                assert!(starters.contains(&word.to_lowercase()), "{word}");
            }
            assert!(!starters.contains("the"));
        }
    }
}
