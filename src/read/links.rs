//! Links and images of a text: `[text](target)`, `[text][label]`, `![text](target)`, and footnotes' marks `[^1]`.
//!
//! Brackets are paired in one pass with a stack for each kind, so that hostile text costs no more than any other.

/// Remembers the last answer, so that looking ahead over and over stays linear.
#[derive(Default)]
pub(super) struct Ahead {
    from: usize,
    found: Option<usize>,
    asked: bool,
}

impl Ahead {
    /// The first of two bytes at or after `from`, which never goes back.
    pub(super) fn find(&mut self, text: &str, from: usize, bytes: [u8; 2]) -> Option<usize> {
        let known = self.asked && from >= self.from && self.found.is_none_or(|found| found >= from);
        if !known {
            self.found = memchr::memchr2(bytes[0], bytes[1], &text.as_bytes()[from..]).map(|at| at + from);
            self.asked = true;
            self.from = from;
        }
        self.found
    }
}

/// A label of a link's target is no longer than that, in bytes.
const LONGEST_LABEL: usize = 32;

/// A link or image: `[text](target)`, `[text][label]`, or a footnote's mark.
pub(super) struct Link {
    pub(super) start: usize,
    pub(super) text_end: usize,
    pub(super) after: usize,
    /// Nothing of it is text.
    pub(super) dropped: bool,
}

/// The links of a text in the order of their start. One pass over it with a stack for each kind of bracket.
pub(super) fn links(text: &str) -> Vec<Link> {
    let bytes = text.as_bytes();
    if memchr::memchr(b'[', bytes).is_none() {
        return Vec::new();
    }
    let closing = matching_parentheses(bytes);
    let (mut found, mut open, mut at) = (Vec::new(), Vec::new(), 0);
    let (mut blank_ahead, mut close_ahead) = (Ahead::default(), Ahead::default());
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'[' => open.push(at),
            b']' => {
                if let Some(start) = open.pop() {
                    let image = start > 0 && bytes[start - 1] == b'!';
                    if bytes.get(start + 1) == Some(&b'^') && at - start < LONGEST_LABEL {
                        // The colon behind the mark of the note itself goes with it.
                        let note = start.checked_sub(1).is_none_or(|before| bytes[before] == b'\n');
                        let colon = note && bytes.get(at + 1) == Some(&b':');
                        found.push(Link { start, text_end: at, after: at + 1 + usize::from(colon), dropped: true });
                    } else if let Some(after) = label_end(bytes, at + 1) {
                        let first = if image { start - 1 } else { start };
                        found.push(Link { start: first, text_end: at, after, dropped: image });
                        at = after - 1;
                    } else if bytes.get(at + 1) == Some(&b'(')
                        && let Some(after) = target_end(text, at + 1, &closing, &mut blank_ahead, &mut close_ahead)
                    {
                        let first = if image { start - 1 } else { start };
                        found.push(Link { start: first, text_end: at, after, dropped: image });
                        // What stands in the target is no link.
                        at = after - 1;
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
    found.sort_unstable_by_key(|link| link.start);
    found
}

/// The byte after the `]` that ends the label opened at `open`, a number or a word, or nothing; none where it is none.
fn label_end(bytes: &[u8], open: usize) -> Option<usize> {
    let label = bytes.get(open..)?.strip_prefix(b"[")?;
    let length = label.iter().take(LONGEST_LABEL).position(|&byte| byte == b']')?;
    let named = label[..length].iter().all(|&byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'^'));
    named.then_some(open + 1 + length + 1)
}

/// The byte after the `)` that ends the link target opened at `open`; none where this is no target but words.
fn target_end(
    text: &str,
    open: usize,
    closing: &[(usize, usize)],
    blanks: &mut Ahead,
    closes: &mut Ahead,
) -> Option<usize> {
    let blank = blanks.find(text, open, *b" \n").unwrap_or(text.len());
    match closing.binary_search_by_key(&open, |&(open, _)| open).ok().and_then(|index| closing.get(index)) {
        Some(&(_, close)) if close < blank => Some(close + 1),
        // A title in quotes may follow the target.
        Some(&(_, close)) => {
            let title = matches!(text.as_bytes().get(blank + 1), Some(b'"' | b'\''));
            title.then_some(close + 1)
        }
        // An address with an unpaired parenthesis ends at the first one that closes.
        None => closes.find(text, open, *b"))").filter(|&close| close < blank).map(|close| close + 1),
    }
}

/// Pairs of parentheses, by their opening.
fn matching_parentheses(bytes: &[u8]) -> Vec<(usize, usize)> {
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for at in memchr::memchr2_iter(b'(', b')', bytes) {
        if bytes[at] == b'(' {
            open.push(at);
        } else if let Some(start) = open.pop() {
            pairs.push((start, at));
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each link as its text, then what is passed over after it.
    fn found(text: &str) -> Vec<(&str, &str)> {
        links(text).iter().map(|link| (&text[link.start..link.text_end], &text[link.text_end..link.after])).collect()
    }

    #[test]
    fn links_are_told_from_words_in_brackets() {
        for (text, expected) in [
            ("[a](b) c", vec![("[a", "](b)")]),
            ("[a][1] [b][] [c][d e]", vec![("[a", "][1]"), ("[b", "][]")]),
            ("[a][^1] b [^1]: c", vec![("[a", "][^1]"), ("[^1", "]")]),
            ("[^1]: c", vec![("[^1", "]:")]),
            ("[a](b_(c)) d", vec![("[a", "](b_(c))")]),
            ("[a](b \"c d\") e", vec![("[a", "](b \"c d\")")]),
            ("[a] (b)", vec![]),
            ("[a](b c)", vec![]),
            ("[a](b(c) d", vec![("[a", "](b(c)")]),
            ("![a](b)", vec![("![a", "](b)")]),
            ("a[^1]", vec![("[^1", "]")]),
            ("\\[a](b)", vec![]),
            ("]](a)[", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
