//! Bytes → text: UTF-16 and UTF-32 by their mark or by where their zeros stand, UTF-8 where it is that, else the encoding
//! that the file names, else the most likely one (see `charset`). What is no text in any of them is refused.
//!
//! The text is the file as decoded: a byte order mark stays one code point, CRLF stays two.

#[cfg(feature = "encodings")]
use super::charset;
use super::twice;
use crate::lexicon::Lexicon;

/// So many bytes show where the zeros stand.
const SAMPLE: usize = 4096;

/// The text of `bytes`, and a note where some of them could not be decoded.
///
/// # Errors
/// Says so where they are no text.
pub(super) fn decode(bytes: &[u8], lexicon: &Lexicon) -> Result<(String, Option<String>), String> {
    if let Some(wide) = wide(bytes) {
        return by_wide(&wide, bytes);
    }
    // Old programs fill the last block of a file with zeros, or end it with a sign.
    let filled = bytes.iter().rev().take_while(|byte| matches!(byte, 0 | 0x1A)).count();
    let bytes = &bytes[..bytes.len() - filled];
    match std::str::from_utf8(bytes) {
        Ok(text) => sound(twice::undo(text).unwrap_or_else(|| text.to_owned()), None),
        Err(_) => narrow(bytes, lexicon),
    }
}

#[cfg(feature = "encodings")]
fn narrow(bytes: &[u8], lexicon: &Lexicon) -> Result<(String, Option<String>), String> {
    let encoding = charset::find(bytes, lexicon);
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    sound(text.into_owned(), damaged.then_some(encoding.name()))
}

#[cfg(not(feature = "encodings"))]
fn narrow(_: &[u8], _: &Lexicon) -> Result<(String, Option<String>), String> {
    Err("is not UTF-8; other encodings are read by a build with the feature `encodings`".to_owned())
}

/// The text of `bytes` where they are in UTF-16 or UTF-32.
///
/// # Errors
/// As [`decode`].
pub(super) fn wide_text(bytes: &[u8]) -> Result<Option<String>, String> {
    wide(bytes).map(|wide| by_wide(&wide, bytes).map(|(text, _)| text)).transpose()
}

/// The text of `bytes` where a mark says that they are in UTF-16, without the mark; what is no UTF-16 is replaced.
#[cfg(any(feature = "check", feature = "pdf"))]
pub(crate) fn marked(bytes: &[u8]) -> Option<String> {
    let unit = match bytes.get(..2)? {
        [0xFF, 0xFE] => u16::from_le_bytes,
        [0xFE, 0xFF] => u16::from_be_bytes,
        _ => return None,
    };
    Some(sixteen(bytes.get(2..)?, unit))
}

fn sixteen(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let chars = char::decode_utf16(pairs.iter().copied().map(unit));
    let odd = (!rest.is_empty()).then_some(char::REPLACEMENT_CHARACTER);
    chars.map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).chain(odd).collect()
}

fn by_wide(wide: &Wide, bytes: &[u8]) -> Result<(String, Option<String>), String> {
    let (text, name) = match wide {
        Wide::Sixteen(unit, name) => (sixteen(bytes, *unit), *name),
        Wide::ThirtyTwo(unit) => {
            let char = |quad: &[u8]| {
                let unit = <[u8; 4]>::try_from(quad).ok().map(unit);
                unit.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
            };
            (bytes.chunks(4).map(char).collect(), "UTF-32")
        }
    };
    let damaged = text.contains(char::REPLACEMENT_CHARACTER);
    sound(text, damaged.then_some(name))
}

/// The text, if it is one: of a file of another kind every tenth character or so is a control.
fn sound(text: String, damaged: Option<&str>) -> Result<(String, Option<String>), String> {
    let controls = text.bytes().filter(|byte| matches!(byte, 0..=7 | 14..=26 | 28..=31 | 127)).count();
    // What a single-byte encoding leaves open stands for a control, too. Each is two bytes from 0xC2 on.
    let upper = text.as_bytes().windows(2).filter(|pair| matches!(pair, [0xC2, 0x80..=0x84 | 0x86..=0x9F])).count();
    let replaced = damaged.map_or(0, |_| text.matches(char::REPLACEMENT_CHARACTER).count());
    if (controls + upper) * 100 > text.len() || replaced * 10 > text.len() {
        return Err("is no text: it holds bytes that no text has".to_owned());
    }
    let zeros = memchr::memchr_iter(0, text.as_bytes()).count();
    let zeros = (zeros > 0).then(|| format!("{zeros} zero bytes stand in the text"));
    let damaged = damaged.map(|name| format!("some bytes are no {name} text and were replaced"));
    let notes: Vec<String> = damaged.into_iter().chain(zeros).collect();
    Ok((text, (!notes.is_empty()).then(|| notes.join("; "))))
}

/// An encoding whose units are wider than a byte.
enum Wide {
    /// With the name.
    Sixteen(fn([u8; 2]) -> u16, &'static str),
    ThirtyTwo(fn([u8; 4]) -> u32),
}

const LITTLE: Wide = Wide::Sixteen(u16::from_le_bytes, "UTF-16LE");
const BIG: Wide = Wide::Sixteen(u16::from_be_bytes, "UTF-16BE");

/// The wide encoding of `bytes`, by its mark or because ASCII written in it has zeros in the same places throughout.
fn wide(bytes: &[u8]) -> Option<Wide> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => return Some(Wide::ThirtyTwo(u32::from_le_bytes)),
        [0, 0, 0xFE, 0xFF, ..] => return Some(Wide::ThirtyTwo(u32::from_be_bytes)),
        [0xFF, 0xFE, ..] => return Some(LITTLE),
        [0xFE, 0xFF, ..] => return Some(BIG),
        _ => {}
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    // Numbers in four bytes each have zeros in the same places, too. (The other controls are halves of dashes and such.)
    let (zeros, controls) = sample.iter().fold((0, 0), |(zeros, controls), byte| {
        (zeros + usize::from(*byte == 0), controls + usize::from(matches!(byte, 2..=8 | 14..=17 | 21..=23)))
    });
    if controls * 50 > sample.len() - zeros {
        return None;
    }
    let (quads, _) = sample.as_chunks::<4>();
    let mut zeros = [0; 4];
    for quad in quads {
        for (zeros, byte) in zeros.iter_mut().zip(quad) {
            *zeros += usize::from(*byte == 0);
        }
    }
    // Now and then a letter has no zero there: a dash, a quotation mark.
    let all = |at: usize| zeros[at] * 5 >= quads.len() * 4;
    let none = |at: usize| zeros[at] * 50 <= quads.len();
    match [0, 1, 2, 3].map(|at| (all(at), none(at))) {
        _ if quads.len() < 2 => None,
        [(_, true), _, (true, _), (true, _)] => Some(Wide::ThirtyTwo(u32::from_le_bytes)),
        [(true, _), (true, _), _, (_, true)] => Some(Wide::ThirtyTwo(u32::from_be_bytes)),
        [(_, true), (true, _), (_, true), (true, _)] => Some(LITTLE),
        [(true, _), (_, true), (true, _), (_, true)] => Some(BIG),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<(String, Option<String>), String> {
        decode(bytes, Lexicon::embedded())
    }

    #[cfg(feature = "encodings")]
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
            let (read, note) = read(bytes).unwrap();
            assert_eq!((read.as_str(), note.is_none()), (text, sound));
        }
    }

    #[test]
    fn wide_encodings_with_and_without_a_mark() {
        let text = "They paid “£5 million” to 12 clinics in Łódź.\n";
        let sixteen = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        let thirty_two = |unit: fn(u32) -> [u8; 4]| text.chars().flat_map(|c| unit(c.into())).collect::<Vec<u8>>();
        for (mark, bytes) in [
            (&b"\xFF\xFE"[..], sixteen(u16::to_le_bytes)),
            (b"\xFE\xFF", sixteen(u16::to_be_bytes)),
            (b"\xFF\xFE\0\0", thirty_two(u32::to_le_bytes)),
            (b"\0\0\xFE\xFF", thirty_two(u32::to_be_bytes)),
        ] {
            assert_eq!(read(&bytes), Ok((text.to_owned(), None)), "{mark:?}");
            assert_eq!(read(&[mark, &bytes].concat()), Ok((format!("\u{FEFF}{text}"), None)), "{mark:?}");
        }
    }

    #[test]
    fn noise_is_no_text() {
        let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let table: Vec<u8> = (0..4000_u32).flat_map(u32::to_le_bytes).collect();
        for bytes in [&noise[..], &table, b"In 2022\0\0\0\0it cost 5", b"\x01\x02\x03 5 wells"] {
            assert!(read(bytes).is_err(), "{:?}", &bytes[..16]);
        }
        let long = "In 2022 it built 5 wells.\n".repeat(20);
        let within = format!("{long}\0{long}");
        assert_eq!(read(within.as_bytes()).unwrap().1.as_deref(), Some("1 zero bytes stand in the text"));
        assert_eq!(read(format!("{long}\0\0\x1A").as_bytes()), Ok((long, None)));
    }
}
