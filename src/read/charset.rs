//! Bytes that are neither UTF-8 nor of a wide encoding → the encoding they are in: as the file names it, else the likeliest.
//!
//! The detector takes "£3.9 million" for Polish: one sign tells it too little. Text in English or Spanish is Western, and
//! so is text with hardly a letter beyond ASCII.

use crate::figure::Lang;
use crate::lexicon::Lexicon;
use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// Within so many bytes a file names its encoding.
const HEAD: usize = 4096;
/// So many bytes tell the language.
const SAMPLE: usize = 65_536;

/// `<meta charset>`, an XML declaration, a saved HTTP or mail head, front matter.
#[expect(clippy::unwrap_used, reason = "a pattern of our own, compiled by every test")]
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let before = [
        r#"<meta\s[^>]{0,300}?\bcharset\s*=\s*["']?\s*"#,
        r#"<\?xml\s[^>]{0,100}?\bencoding\s*=\s*["']"#,
        r#"^content-type:[^\r\n]{0,100}?\bcharset\s*=\s*"?"#,
        r#"^(?:charset|encoding)\s*:\s*["']?"#,
    ];
    Regex::new(&format!("(?im-u)(?:{})([a-z0-9_:.-]+)", before.join("|"))).unwrap()
});

/// The encoding of `bytes`.
pub(super) fn find(bytes: &[u8], lexicon: &Lexicon) -> &'static Encoding {
    let mostly_utf8 = || is_mostly_utf8(bytes).then_some(UTF_8);
    named(bytes).or_else(mostly_utf8).unwrap_or_else(|| guess(bytes, lexicon))
}

/// The encoding that the file names near its top. UTF-8 it is not, nor a wide one, whatever it says.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD.min(bytes.len()))?;
    let found = NAMED.captures(head)?.get(1)?;
    Encoding::for_label(found.as_bytes()).filter(|found| ![UTF_8, UTF_16LE, UTF_16BE].contains(found))
}

/// Whether it is UTF-8 but for a few damaged bytes: in other encodings hardly any two bytes make a character of UTF-8.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    sound > 2 * damaged
}

fn guess(bytes: &[u8], lexicon: &Lexicon) -> &'static Encoding {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if is_western(sample, lexicon) {
        return western(bytes);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// Whether a text is surely in a Western encoding: hardly a letter of it is beyond ASCII, or every seventh word is a
/// function word of English or Spanish, which no other language has by chance.
fn is_western(bytes: &[u8], lexicon: &Lexicon) -> bool {
    let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let in_word = |byte: u8| byte >= 0xC0 || byte.is_ascii_alphabetic();
    let beyond =
        bytes.windows(2).filter(|pair| pair.iter().any(|byte| *byte >= 0xC0) && pair.iter().all(|b| in_word(*b)));
    if beyond.count() * 25 <= letters {
        return true;
    }
    let (mut all, mut known) = (0, 0);
    let part_of_word = |byte: &u8| byte.is_ascii_alphabetic() || *byte >= 0x80;
    for word in bytes.split(|byte| !part_of_word(byte)).filter(|word| !word.is_empty()) {
        all += 1;
        let word = std::str::from_utf8(word).unwrap_or_default().to_ascii_lowercase();
        known += usize::from([Lang::En, Lang::Es].iter().any(|&lang| lexicon.stopwords.holds(lang, &word)));
    }
    known * 7 > all
}

/// Which of the Western encodings: Windows-1252, which holds Latin-1, unless signs stand where it has other ones.
fn western(bytes: &[u8]) -> &'static Encoding {
    let (mut windows, mut euro, mut mac) = (false, false, false);
    for triple in bytes.windows(3) {
        let &[before, byte, after] = triple else { continue };
        windows |= before.is_ascii_lowercase() && byte >= 0xE0 || byte == 0x80;
        // The old sign for any currency is written by nobody.
        euro |= byte == 0xA4 && (after.is_ascii_digit() || before.is_ascii_digit() || before == b' ');
        // á, é, ú and the apostrophe, ó at a word's end; in Windows-1252 a capital, a sign or a dash within a word.
        let within = before.is_ascii_lowercase() && after.is_ascii_lowercase();
        mac |= within && matches!(byte, 0x87 | 0x8E | 0x9C | 0xD5);
        mac |= before.is_ascii_lowercase() && matches!(byte, 0x87 | 0x8E | 0x97) && after == b' ';
    }
    match (windows, euro || bytes.starts_with(&[0xA4]), mac) {
        (false, _, true) => MACINTOSH,
        (_, true, _) if !bytes.contains(&0x80) => ISO_8859_15,
        _ => WINDOWS_1252,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_that_a_file_names() {
        for (head, expected) in [
            ("<meta charset=\"iso-8859-2\">", "ISO-8859-2"),
            ("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1250'>", "windows-1250"),
            ("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>", "ISO-8859-15"),
            ("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\n", "KOI8-R"),
            ("---\nencoding: windows-1250\n---\n", "windows-1250"),
            ("<meta charset=utf-8>", "windows-1252"),
            ("<meta charset=nonsense>", "windows-1252"),
            ("They say charset=iso-8859-2 in it.\n", "windows-1252"),
        ] {
            let bytes = [head.as_bytes(), b" They paid \xA35 million."].concat();
            assert_eq!(find(&bytes, Lexicon::embedded()).name(), expected, "{head}");
        }
    }

    #[test]
    fn english_and_spanish_are_western() {
        for (bytes, expected) in [
            (&b"A grant of \xA33.9 million was paid."[..], "A grant of £3.9 million was paid."),
            (b"\xA3450,000", "£450,000"),
            (b"Budget \x80450,000 \x96 the council\x92s", "Budget €450,000 – the council’s"),
            (b"Budget: \xA4450,000", "Budget: €450,000"),
            (b"Fondo: 5 millones \x80 a 12 ni\xF1os", "Fondo: 5 millones € a 12 niños"),
            (b"the council\xD5s \xA35 million", "the council’s £5 million"),
            (b"invirti\x97 en la educaci\x97n de 12\xCA500 ni\x96os", "invirtió en la educación de 12\u{a0}500 niños"),
            (b"\xD8degaard \xA35", "Ødegaard £5"),
        ] {
            let (text, damaged) = find(bytes, Lexicon::embedded()).decode_without_bom_handling(bytes);
            assert_eq!((text.as_ref(), damaged), (expected, false));
        }
    }

    #[test]
    fn other_letters_are_clear_evidence() {
        for (text, name) in [
            ("Правительство выделило средства на строительство школ и больниц в этом году.", "windows-1251"),
            ("Η κυβέρνηση διέθεσε κονδύλια για την κατασκευή σχολείων και νοσοκομείων.", "windows-1253"),
            ("Rząd przeznaczył środki na budowę szkół, żłobków i szpitali w całym województwie łódzkim.", "ISO-8859-2"),
        ] {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let (bytes, ..) = encoding.encode(text);
            let found = find(&bytes, Lexicon::embedded());
            assert_eq!(found.decode_without_bom_handling(&bytes).0, text, "{}", found.name());
        }
    }
}
