//! What raised signs mean by the words before them: exponents stay, as Unicode writes them ("km²", "3×10⁶"), marks of
//! footnotes fall away.
//!
//! ```text
//! 350 km<sup>2</sup> → 350 km²      families<sup>2</sup> → families      40<sup>a</sup> → 40, in a table
//! 3×10<sup>6</sup>   → 3×10⁶        $320<sup>[1]</sup>   → $320          1<sup>a</sup>  → 1ª, in a sentence
//! ```

/// Symbols of lengths, which squares and cubes are made of.
const LENGTHS: [&str; 9] = ["m", "km", "cm", "mm", "dm", "ft", "mi", "in", "yd"];

/// What stands for `raised` behind `before`; `cell` in a cell of a table.
pub(super) fn read(before: &str, raised: &str, cell: bool) -> String {
    let mark = raised.trim();
    let inner = mark.trim_matches(['[', ']', '(', ')']);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unit = before.get(before.trim_end_matches(char::is_alphabetic).len()..).unwrap_or_default();
    if let Some(power) = mark.strip_prefix(['-', '−', '–']) {
        let kept = digits(power) && (!unit.is_empty() || is_ten(before, true));
        return if kept { superscript(mark) } else { raised.to_owned() };
    }
    if digits(mark) {
        let power = matches!(mark, "2" | "3") && LENGTHS.contains(&unit.to_lowercase().as_str())
            || is_ten(before, !matches!(mark.len(), 1 | 2) || matches!(mark, "1" | "2" | "4" | "5"));
        return if power { superscript(mark) } else { String::new() };
    }
    let bracketed = mark.starts_with(['[', '(']) && mark.ends_with([']', ')']) && inner.len() <= 12;
    let marks = inner.chars().all(|char| {
        char.is_ascii_digit()
            || char.is_whitespace()
            || matches!(char, ',' | '*' | '†' | '‡' | '§' | '¶' | '#' | '–' | '-')
    });
    let roman = inner.len() <= 5 && inner.chars().all(|char| matches!(char, 'i' | 'v' | 'x'));
    if bracketed || marks || roman {
        return String::new();
    }
    let letters = inner
        .split([',', ' '])
        .all(|part| part.is_empty() || part.len() == 1 && part.bytes().all(|b| b.is_ascii_lowercase()));
    match (letters, inner) {
        (false, _) => raised.to_owned(),
        _ if cell => String::new(),
        // "N.º", "1ª"
        (true, "o") => "º".to_owned(),
        (true, "a") if unit.is_empty() || unit.len() == 1 => "ª".to_owned(),
        (true, _) => String::new(),
    }
}

/// Whether `before` ends with a ten of its own, with a sign of multiplication before it where it is `times`.
fn is_ten(before: &str, times: bool) -> bool {
    let Some(before) = before.trim_end().strip_suffix("10") else { return false };
    let multiplied = before.trim_end().ends_with(['×', 'x', '·', '*', '⋅']);
    multiplied || !times && !before.ends_with(|char: char| char.is_alphanumeric() || matches!(char, '.' | ','))
}

fn superscript(text: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raise = |char: char| match char {
        '-' | '−' | '–' => '⁻',
        char => char.to_digit(10).and_then(|digit| DIGITS.get(digit as usize)).copied().unwrap_or(char),
    };
    text.chars().map(raise).collect()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn raised_signs() {
        for (before, raised, prose, cell) in [
            ("350 km", "2", "²", "²"),
            ("40,000 m", "3", "³", "³"),
            ("from him", "2", "", ""),
            ("3×10", "6", "⁶", "⁶"),
            ("3 × 10", "12", "¹²", "¹²"),
            ("10", "6", "⁶", "⁶"),
            ("110", "6", "", ""),
            ("in 10", "1", "", ""),
            ("ha", "-1", "⁻¹", "⁻¹"),
            ("$320", "1", "", ""),
            ("families", "1, 2", "", ""),
            ("families", "[3]", "", ""),
            ("families", "*", "", ""),
            ("families", "iv", "", ""),
            ("families", "b", "", ""),
            ("40", "a", "ª", ""),
            ("N", "o", "º", ""),
            ("21", "st", "st", "st"),
            ("Brand", "TM", "TM", "TM"),
        ] {
            assert_eq!(
                (read(before, raised, false).as_str(), read(before, raised, true).as_str()),
                (prose, cell),
                "{before} {raised}"
            );
        }
    }
}
