//! Bytes → text: UTF-8 where it is that, else the byte order mark's encoding, else the most likely one.
//!
//! The text is the file as decoded: a byte order mark stays one code point, CRLF stays two.

use encoding_rs::{Encoding, UTF_8};

/// The text of `bytes`, and a note where some of them could not be decoded.
pub(super) fn decode(bytes: &[u8]) -> (String, Option<String>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), None);
    }
    let encoding = Encoding::for_bom(bytes).map_or_else(|| guess(bytes), |(encoding, _)| encoding);
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let note = damaged.then(|| format!("some bytes are no {} text and were replaced", encoding.name()));
    (text.into_owned(), note)
}

/// A file that is UTF-8 but for a few damaged bytes is UTF-8; else what the detector says.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let (mut sound, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    if sound > 10 * damaged {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        for (bytes, text, sound) in [
            (&b"plain"[..], "plain", true),
            (b"\xEF\xBB\xBFmarked\r\n", "\u{FEFF}marked\r\n", true),
            (b"\xFF\xFEh\0i\0", "\u{FEFF}hi", true),
            (b"\xFE\xFF\0h\0i", "\u{FEFF}hi", true),
            (b"el ni\xF1o y la ni\xF1a, a\xF1os", "el niño y la niña, años", true),
            (b"na\xC3\xAFve na\xC3\xAFve \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xFF", "naïve naïve ééééééééé \u{FFFD}", false),
        ] {
            let (read, note) = decode(bytes);
            assert_eq!((read.as_str(), note.is_none()), (text, sound));
        }
    }
}
