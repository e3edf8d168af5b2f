//! File-name patterns for `doc_id`: `*` stands for any run of characters, `?` for one; all else for itself.

/// Whether the whole of `text` is of the pattern.
///
/// ```
/// use quantifact::check::glob;
/// assert!(glob("2022-*-fact-sheet", "2022-09-hled-fact-sheet"));
/// assert!(!glob("2022-*-fact-sheet", "2022-09-hled-fact-sheet-reworded"));
/// ```
pub fn glob(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern, text);
    // Where to go on when a later part fails: the pattern after the last star, the text it was tried at.
    let mut retry: Option<(&str, &str)> = None;
    loop {
        let mut rest = pattern.chars();
        match (rest.next(), text.chars().next()) {
            (Some('*'), _) => {
                pattern = rest.as_str();
                retry = Some((pattern, text));
                continue;
            }
            (None, None) => return true,
            (Some(p), Some(t)) if p == '?' || p == t => {
                (pattern, text) = (rest.as_str(), &text[t.len_utf8()..]);
                continue;
            }
            _ => {}
        }
        match retry {
            Some((after, from)) if !from.is_empty() => {
                text = &from[from.chars().next().map_or(0, char::len_utf8)..];
                (pattern, retry) = (after, Some((after, text)));
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks() {
        for (pattern, text) in [("*", ""), ("a*c", "abbc"), ("*b*", "abc"), ("?é?", "xéy"), ("a*b*c", "aXbXbXc")] {
            assert!(glob(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("", "a"), ("a", ""), ("a*c", "abcd"), ("?", ""), ("a*b*c", "aXbX")] {
            assert!(!glob(pattern, text), "{pattern} {text}");
        }
    }
}
