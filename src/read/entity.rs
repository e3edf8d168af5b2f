//! HTML's character references as official texts use them: `&amp;`, `&nbsp;`, `&#8217;`, `&#x2019;`.
//!
//! The names are those of the HTML standard (section 13.5) for Latin letters, punctuation and money.

/// The character that the reference at the start of `text` stands for, and the reference's length in bytes.
pub(super) fn decode(text: &str) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?;
    let end = name.bytes().take(12).position(|byte| byte == b';')?;
    let name = name.get(..end)?;
    let char = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        }
        .and_then(char::from_u32)?,
        None => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((char, end + 2))
}

const NAMES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("shy", '\u{AD}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("deg", '°'),
    ("ordm", 'º'),
    ("ordf", 'ª'),
    ("sect", '§'),
    ("para", '¶'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("times", '×'),
    ("plusmn", '±'),
    ("minus", '−'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("cent", '¢'),
    ("pound", '£'),
    ("yen", '¥'),
    ("euro", '€'),
    ("dollar", '$'),
    ("percnt", '%'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("aacute", 'á'),
    ("eacute", 'é'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("ntilde", 'ñ'),
    ("uuml", 'ü'),
    ("Aacute", 'Á'),
    ("Eacute", 'É'),
    ("Iacute", 'Í'),
    ("Oacute", 'Ó'),
    ("Uacute", 'Ú'),
    ("Ntilde", 'Ñ'),
    ("Uuml", 'Ü'),
    ("agrave", 'à'),
    ("egrave", 'è'),
    ("acirc", 'â'),
    ("ecirc", 'ê'),
    ("icirc", 'î'),
    ("ocirc", 'ô'),
    ("ccedil", 'ç'),
    ("atilde", 'ã'),
    ("otilde", 'õ'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("szlig", 'ß'),
];

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references() {
        for (text, expected) in [
            ("&amp; co", Some(('&', 5))),
            ("&#8217;s", Some(('’', 7))),
            ("&#x2019;s", Some(('’', 8))),
            ("&nbsp;", Some(('\u{A0}', 6))),
            ("&#xD800;", None),
            ("&#99999999;", None),
            ("& more;", None),
            ("&", None),
            ("R&D", None),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }
}
