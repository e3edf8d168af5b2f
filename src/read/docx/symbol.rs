//! A sign set in a font of signs (`w:sym`) → the character that it shows.

/// What the codes of the font Symbol from 0xA0 on show, as far as figures are written with them (Adobe's Symbol
/// encoding).
const SYMBOL: [(u32, char); 9] = [
    (0xA0, '€'),
    (0xA3, '≤'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xBB, '≈'),
];

/// The character of a code, in hexadecimal, of a font; none where it only adorns.
pub(super) fn read(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    // Fonts of signs are mapped to a private area.
    let own = code.checked_sub(0xF000).filter(|own| *own < 0x100);
    let font = font.to_ascii_lowercase();
    if font.contains("dings") {
        return None;
    }
    match own.or(Some(code).filter(|code| font == "symbol" && *code < 0x100)) {
        // Its signs below 0x40 are those of ASCII, but for a few of logic.
        Some(own @ 0x20..0x40) if !matches!(own, 0x22 | 0x24 | 0x27) => char::from_u32(own),
        Some(own) => SYMBOL.iter().find(|(known, _)| *known == own).map(|(_, char)| *char),
        None => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_fonts() {
        for (font, code, expected) in [
            ("Symbol", "F0B3", Some('≥')),
            ("Symbol", "F025", Some('%')),
            ("Symbol", "B1", Some('±')),
            ("Wingdings", "F0FC", None),
            ("Times New Roman", "20AC", Some('€')),
            ("Symbol", "x", None),
        ] {
            assert_eq!(read(font, code), expected, "{font} {code}");
        }
    }
}
