//! The language of a document: which language's function words stand in it most often.

use crate::figure::Lang;
use crate::lexicon::Lexicon;

/// So many words are enough to tell.
const ENOUGH: usize = 5000;

/// The language a tag such as "es-MX" or a name such as "Spanish" means.
pub(super) fn named(tag: &str) -> Option<Lang> {
    let tag = tag.trim().to_lowercase();
    match tag.get(..2)? {
        "en" => Some(Lang::En),
        "es" | "sp" => Some(Lang::Es),
        _ => None,
    }
}

/// The language whose function words `texts` hold most of; English where they hold none.
pub(super) fn guess<'a>(texts: impl Iterator<Item = &'a str>, lexicon: &Lexicon) -> Lang {
    let (mut english, mut spanish) = (0usize, 0usize);
    // "(ha)" and "(1,000 ha)" are units.
    let prose = |part: &&str| !part.starts_with('(') && !part.ends_with(')');
    let parts = texts.flat_map(|text| text.split(' ')).filter(prose);
    let words = parts.flat_map(|part| part.split(|char: char| !char.is_alphabetic())).filter(|word| !word.is_empty());
    // The "U" of "U.S." is no Spanish word.
    let initial = |word: &&str| word.len() == 1 && word.starts_with(char::is_uppercase);
    for word in words.filter(|word| !initial(word)).take(ENOUGH) {
        let word = word.to_lowercase();
        english += usize::from(lexicon.stopwords.holds(Lang::En, &word));
        spanish += usize::from(lexicon.stopwords.holds(Lang::Es, &word));
    }
    if spanish > english { Lang::Es } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for (text, expected) in [
            ("The Government of Mexico invested in the region", Lang::En),
            ("El Gobierno de México invirtió en la región", Lang::Es),
            ("MÉXICO Y LOS ESTADOS UNIDOS", Lang::Es),
            ("U.S. households bought 7 million stoves", Lang::En),
            ("$38,000", Lang::En),
            ("Area (ha) | Yield (t/ha)", Lang::En),
            ("", Lang::En),
        ] {
            assert_eq!(guess(std::iter::once(text), Lexicon::embedded()), expected, "{text}");
        }
    }
}
