//! Text that was encoded twice: UTF-8 taken for Windows-1252 and encoded again ("Â£480,000", "niÃ±os", "â‚¬5").

/// The characters of Windows-1252 for the bytes 0x80 to 0x9F; the five it leaves open stand for themselves (WHATWG
/// Encoding).
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The text as it was before; none where it was encoded once: most of what is beyond ASCII in it must be characters that
/// make others.
pub(super) fn undo(text: &str) -> Option<String> {
    if !['Ã', 'Â', 'â'].iter().any(|lead| memchr::memmem::find(text.as_bytes(), lead.to_string().as_bytes()).is_some())
    {
        return None;
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    let (mut undone, mut other) = (0, 0);
    while let Some(char) = rest.chars().next() {
        let (char, length) = if let Some(made) = made(rest) {
            undone += 1;
            made
        } else {
            other += usize::from(!char.is_ascii());
            (char, char.len_utf8())
        };
        out.push(char);
        rest = &rest[length..];
    }
    (undone > other).then_some(out)
}

/// The character that those at the beginning of `text` make, and their length in bytes.
fn made(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let lead = byte(chars.next()?)?;
    let more = match lead {
        0xC2..=0xDF => 1,
        0xE0..=0xEF => 2,
        0xF0..=0xF4 => 3,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    let mut length = 0;
    for (at, char) in text.chars().take(more + 1).enumerate() {
        bytes[at] = byte(char)?;
        length += char.len_utf8();
    }
    let made = std::str::from_utf8(&bytes[..=more]).ok()?.chars().next()?;
    Some((made, length))
}

/// The byte that a character is in Windows-1252.
fn byte(char: char) -> Option<u8> {
    let upper = || UPPER.iter().position(|known| *known == char).and_then(|at| u8::try_from(at + 0x80).ok());
    match u32::from(char) {
        0..=0x7F | 0xA0..=0xFF => u8::try_from(u32::from(char)).ok(),
        _ => upper(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_encoded_twice_is_read_as_it_was() {
        for (twice, once) in [
            ("Â£480,000 to 1Â\u{a0}360 tenants", Some("£480,000 to 1\u{a0}360 tenants")),
            ("12 niÃ±os, â‚¬5 millones â€“ aÃ±o", Some("12 niños, €5 millones – año")),
            ("Ã\u{8D}ndice", Some("Índice")),
            ("£5 for â‚¬5: £6, ñ, é", None),
            ("Âge, Ãlvaro, âme", None),
            ("plain", None),
        ] {
            assert_eq!(undo(twice).as_deref(), once, "{twice}");
        }
    }
}
