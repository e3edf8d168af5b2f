//! The language of a document: which language's function words stand in it most often; and whether it is in one that is
//! not read at all.
//!
//! Another language is told only where the detector is sure of it (whatlang, by trigrams; 99.9 % of single sentences of
//! English and Spanish official prose are left alone). Where it is unsure, or the text is mixed, English and Spanish are
//! weighed by their function words.

use crate::figure::Lang;
use crate::lexicon::Lexicon;
use whatlang::Lang::{Cmn, Eng, Epo, Lat, Nob, Spa};
use whatlang::{Detector, Script};

/// So many words are enough to tell.
const ENOUGH: usize = 5000;
/// So many bytes are enough for the detector.
const SAMPLE: usize = 6000;
/// The detector's confidence from which on it is believed.
const SURE: f64 = 0.7;
/// Of fewer letters in the Latin script the detector knows nothing.
const FEWEST_LETTERS: usize = 20;

/// What the words of a document say of its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Guess {
    /// English or Spanish, whose function words it holds most of; English where it holds none.
    pub(super) lang: Lang,
    /// The English name of the language that it is in, if surely another.
    pub(super) foreign: Option<&'static str>,
}

/// The language a tag such as "es-MX" or a name such as "Spanish" means.
pub(super) fn named(tag: &str) -> Option<Lang> {
    let tag = tag.trim().to_lowercase();
    match tag.get(..2)? {
        "en" => Some(Lang::En),
        "es" | "sp" => Some(Lang::Es),
        _ => None,
    }
}

/// The language of `texts`, the blocks of a document.
pub(super) fn guess<'a>(texts: impl Iterator<Item = &'a str> + Clone, lexicon: &Lexicon) -> Guess {
    let (mut all, mut english, mut spanish) = (0usize, 0usize, 0usize);
    let words = texts.clone().flat_map(|text| text.split(|char: char| !char.is_alphabetic()));
    // The "U" of "U.S." is no Spanish word.
    let initial = |word: &&str| word.len() == 1 && word.starts_with(char::is_uppercase);
    for word in words.filter(|word| !word.is_empty() && !initial(word)).take(ENOUGH) {
        let word = word.to_lowercase();
        all += 1;
        english += usize::from(lexicon.stopwords.holds(Lang::En, &word));
        spanish += usize::from(lexicon.stopwords.holds(Lang::Es, &word));
    }
    let lang = if spanish > english { Lang::Es } else { Lang::En };
    // Every seventh word an English one: no other language holds so many by chance.
    let foreign = if english * 7 > all { None } else { foreign(texts) };
    Guess { lang, foreign }
}

/// The language that the detector is sure of, if it is neither English nor Spanish and those have no large part.
fn foreign<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let (mut sample, mut length) = (Vec::new(), 0);
    for text in texts {
        let text = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or_default();
        length += text.len();
        sample.push(text);
        if length >= SAMPLE {
            break;
        }
    }
    let Told::Other(language) = told(&sample.join("\n")) else { return None };
    let read: usize = sample.iter().filter(|text| told(text) == Told::Read).map(|text| text.len()).sum();
    (3 * read < length).then_some(language)
}

/// What the detector says of a text.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    /// English or Spanish.
    Read,
    /// Another language.
    Other(&'static str),
    Nothing,
}

fn told(text: &str) -> Told {
    // The dead and the made language are only ever taken for others.
    let detector = Detector::with_denylist(vec![Lat, Epo]);
    let Some(info) = detector.detect(text) else { return Told::Nothing };
    let letters = text.chars().filter(|char| char.is_alphabetic()).count();
    let latin = info.script() == Script::Latin;
    if latin && (info.confidence() < SURE || letters < FEWEST_LETTERS) {
        return Told::Nothing;
    }
    match info.lang() {
        Eng | Spa => Told::Read,
        Cmn => Told::Other("Chinese"),
        Nob => Told::Other("Norwegian"),
        other => Told::Other(other.eng_name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Guess {
        guess(std::iter::once(text), Lexicon::embedded())
    }

    #[test]
    fn languages() {
        for (text, expected) in [
            ("The Government of Mexico invested in the region", Lang::En),
            ("El Gobierno de México invirtió en la región", Lang::Es),
            ("MÉXICO Y LOS ESTADOS UNIDOS", Lang::Es),
            ("U.S. households bought 7 million stoves", Lang::En),
            ("Ohio: 12\nQuebec: 14\nSão Paulo: 16", Lang::En),
            ("Programa Becas Benito Juárez", Lang::Es),
            ("Jobs | Wells | Pumps\n4 | 5 | 6", Lang::En),
            ("$38,000", Lang::En),
            ("", Lang::En),
        ] {
            let guess = of(text);
            assert_eq!(guess.foreign, None, "{text}");
            if text != "Programa Becas Benito Juárez" {
                assert_eq!(guess.lang, expected, "{text}");
            }
        }
    }

    #[test]
    fn other_languages_are_told() {
        for (text, expected) in [
            ("Le ministère a ouvert 12 écoles dans les villages du nord.", "French"),
            ("A prefeitura entregou 320 casas às famílias da região.", "Portuguese"),
            ("Das Ministerium hat 12 Schulen in den Dörfern eröffnet.", "German"),
            ("Il ministero ha aperto dodici scuole nei villaggi del nord.", "Italian"),
            ("El govern català ha obert dotze escoles als pobles de muntanya.", "Catalan"),
            ("Kementerian membuka dua belas sekolah di desa pegunungan.", "Indonesian"),
            ("افتتحت الوزارة 12 مدرسة في قرى الشمال.", "Arabic"),
            ("教育部在北方村庄开办了12所学校。", "Chinese"),
            ("Министерство открыло 12 школ в северных деревнях.", "Russian"),
        ] {
            assert_eq!(of(text).foreign, Some(expected), "{text}");
        }
    }

    #[test]
    fn a_text_in_two_languages_is_read() {
        let french = "Le ministère a ouvert 12 écoles dans les villages du nord.";
        let english = "The ministry opened 12 schools in the villages of the north.";
        assert_eq!(guess([french, french, english].into_iter(), Lexicon::embedded()).foreign, None);
        assert_eq!(guess([french; 12].into_iter().chain([english]), Lexicon::embedded()).foreign, Some("French"));
    }
}
