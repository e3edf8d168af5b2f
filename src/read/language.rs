//! The language of a document: which language's function words stand in it most often; and whether it is in one that is
//! not read at all.
//!
//! Another language is told only where the detector (whatlang, by trigrams) finds it and function words of that language
//! bear it out: in a list of names it is often mistaken. Where it is unsure, or the text is mixed, English and Spanish are
//! weighed by their function words.

use crate::figure::Lang;
use crate::lexicon::{LONGEST_WORD, Lexicon, lower};
use whatlang::Lang::{Cmn, Eng, Epo, Lat, Nob, Spa};
use whatlang::{Detector, Script};

/// So many words are enough to tell.
const ENOUGH: usize = 5000;
/// So many are, where they are clear.
const CLEAR: usize = 500;
/// So many bytes are enough for the detector.
const SAMPLE: usize = 6000;
/// The detector's confidence from which on it is believed, if one function word bears it out.
const SURE: f64 = 0.7;
/// The same, if every fifth word does.
const LIKELY: f64 = 0.1;

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
    // "(ha)" and "(1,000 ha)" are units.
    let prose = |part: &&str| !part.starts_with('(') && !part.ends_with(')');
    let parts = texts.clone().flat_map(|text| text.split(' ')).filter(prose);
    let words = parts.flat_map(|part| part.split(|char: char| !char.is_alphabetic()));
    // The "U" of "U.S." is no Spanish word.
    let initial = |word: &&str| word.len() == 1 && word.starts_with(char::is_uppercase);
    let mut buffer = [0; LONGEST_WORD];
    for word in words.filter(|word| !word.is_empty() && !initial(word)).take(ENOUGH) {
        all += 1;
        if let Some(word) = lower(word, &mut buffer) {
            english += usize::from(lexicon.stopwords.holds(Lang::En, word));
            spanish += usize::from(lexicon.stopwords.holds(Lang::Es, word));
        }
        // Every fifth word one of the language, and next to none of the other: more words will not turn that.
        if all == CLEAR && english.max(spanish) * 5 > all && english.min(spanish) * 8 < english.max(spanish) {
            break;
        }
    }
    let lang = if spanish > english { Lang::Es } else { Lang::En };
    // Every seventh word an English one: no other language holds so many by chance.
    let foreign = if english * 7 > all { None } else { foreign(texts, lexicon) };
    Guess { lang, foreign }
}

/// The language that the detector is sure of, if it is neither English nor Spanish and those have no large part.
fn foreign<'a>(texts: impl Iterator<Item = &'a str>, lexicon: &Lexicon) -> Option<&'static str> {
    let (mut sample, mut length) = (Vec::new(), 0);
    for text in texts {
        let text = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or_default();
        length += text.len();
        sample.push(text);
        if length >= SAMPLE {
            break;
        }
    }
    let Told::Other(language) = told(&sample.join("\n"), lexicon) else { return None };
    let read: usize = sample.iter().filter(|text| told(text, lexicon) == Told::Read).map(|text| text.len()).sum();
    (3 * read < length).then_some(language)
}

/// What is known of a text.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    /// It is in English or Spanish.
    Read,
    /// It is in another language, by its English name.
    Other(&'static str),
    Nothing,
}

fn told(text: &str, lexicon: &Lexicon) -> Told {
    // The dead and the made language are only ever taken for others.
    let Some(info) = Detector::with_denylist(vec![Lat, Epo]).detect(text) else { return Told::Nothing };
    if matches!(info.lang(), Eng | Spa) {
        return if info.confidence() >= SURE { Told::Read } else { Told::Nothing };
    }
    let name = info.lang().eng_name();
    let (mut all, mut own) = (0, 0);
    for word in text.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty()) {
        all += 1;
        own += usize::from(lexicon.other_languages.holds(name, &word.to_lowercase()));
    }
    let sure = info.confidence() >= SURE && own > 0;
    let likely = info.confidence() >= LIKELY && own > 1 && own * 5 >= all;
    match info.lang() {
        _ if info.script() == Script::Latin && !sure && !likely => Told::Nothing,
        Cmn => Told::Other("Chinese"),
        Nob => Told::Other("Norwegian"),
        _ => Told::Other(name),
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
            ("Girls taught\n4,500\nTotal spent\n$3.2 million\nDuration\n18 months", Lang::En),
            ("Colorado, Florida, Georgia, Illinois, Indiana, Montana, Nevada", Lang::En),
            ("Jobs | Wells | Pumps\n4 | 5 | 6", Lang::En),
            ("$38,000", Lang::En),
            ("Area (ha) | Yield (t/ha)", Lang::En),
            ("", Lang::En),
        ] {
            let guess = of(text);
            assert_eq!(guess.foreign, None, "{text}");
            assert_eq!(guess.lang, expected, "{text}");
        }
    }

    #[test]
    fn other_languages_are_told() {
        for (text, expected) in [
            ("Le ministère a ouvert 12 écoles dans les villages du nord.", "French"),
            ("Le billet coûte 12,50 $ pour les élèves.", "French"),
            ("A prefeitura entregou 320 casas às famílias da região.", "Portuguese"),
            ("Das Ministerium hat 12 Schulen in den Dörfern eröffnet.", "German"),
            ("Il ministero ha aperto dodici scuole nei villaggi del nord.", "Italian"),
            ("El govern català ha obert dotze escoles als pobles de muntanya.", "Catalan"),
            ("Kementerian membuka dua belas sekolah di desa pegunungan dan kota.", "Indonesian"),
            ("افتتحت الوزارة 12 مدرسة في قرى الشمال.", "Arabic"),
            ("教育部在北方村庄开办了12所学校。", "Chinese"),
            ("Het ministerie opende twaalf scholen in de dorpen van het noorden.", "Dutch"),
            ("Ministerstwo otworzyło dwanaście szkół w wioskach na północy.", "Polish"),
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
