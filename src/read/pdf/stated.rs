//! Title, date and language as the file's own tables tell them.

use super::super::decode;
use super::super::metadata::Stated;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, String as Text};

pub(super) fn stated(file: &Pdf) -> Stated {
    let metadata = file.metadata();
    let made = metadata.creation_date.map(|date| format!("D:{:04}{:02}{:02}", date.year, date.month, date.day));
    let catalog = file.xref().get::<Dict<'_>>(file.xref().root_id());
    let lang = catalog.and_then(|catalog| catalog.get::<Text<'_>>("Lang")).map(|lang| text(lang.as_bytes()));
    Stated {
        title: metadata.title.as_deref().map(text).unwrap_or_default(),
        made: made.unwrap_or_default(),
        lang: lang.unwrap_or_default(),
        ..Stated::default()
    }
}

/// A text string: UTF-16 with its mark, UTF-8 with its mark, or one byte a character.
pub(super) fn text(bytes: &[u8]) -> String {
    if let Some(text) = decode::marked(bytes) {
        return text;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|&byte| char::from(byte)).collect(), ToOwned::to_owned)
}
