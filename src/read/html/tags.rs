//! Tags by their names: those that stand within a line, those whose words are no markup, and tags made to be costly.

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TokenSinkResult};

/// A tag with more attributes than this is no page's.
pub(super) const MOST_ATTRIBUTES: usize = 2000;

/// Where a tag with too many attributes begins. Reading it would take time with the square of their number.
pub(super) fn crowded(page: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', page.get(at..)?) {
        let start = at + found;
        at = start + 1;
        if !page.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut attributes, mut quote, mut before, mut sign) = (0, None, b'<', b'<');
        while let Some(&byte) = page.get(at) {
            match (quote, byte) {
                (Some(open), _) if open == byte => quote = None,
                (None, b'"' | b'\'') if sign == b'=' => quote = Some(byte),
                (None, b'>') => break,
                (None, _) if matches!(before, b' ' | b'\t' | b'\n' | b'\r' | b'/') && !byte.is_ascii_whitespace() => {
                    attributes += 1;
                }
                _ => {}
            }
            if attributes > MOST_ATTRIBUTES {
                return Some(start);
            }
            before = byte;
            sign = if byte.is_ascii_whitespace() { sign } else { byte };
            at += 1;
        }
    }
    None
}

/// How the tokenizer is to read on after a tag, which only a tree builder would tell it.
pub(super) fn raw(tag: &Tag) -> TokenSinkResult<()> {
    match &*tag.name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

/// Elements that stand within a line.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "input"
            | "link"
            | "meta"
    )
}
