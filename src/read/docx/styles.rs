//! What the styles of a document mean: `word/styles.xml` (ECMA-376 part 1, 17.7).
//!
//! A style's id is in the language of the program that wrote it ("berschrift1"); its name is not ("heading 1").

use super::Styles;
use super::package::{Package, attribute, is_on, local};
use quick_xml::events::Event;

/// What a style says of the words set in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Its paragraphs are headings of this level.
    pub(super) heading: Option<u8>,
    /// Its words are struck or hidden.
    pub(super) unseen: bool,
}

/// The styles that say something, by id.
///
/// # Errors
/// As [`Package::each_event`].
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Styles, String> {
    let mut styles = Styles::new();
    let (mut id, mut style) = (String::new(), Style::default());
    package.each_event(part, |event| match event {
        Event::Start(tag) | Event::Empty(tag) => match local(tag).as_str() {
            "style" => (id, style) = (attribute(tag, "styleId").unwrap_or_default(), Style::default()),
            "name" => style.heading = heading(&attribute(tag, "val").unwrap_or_default()),
            "strike" | "dstrike" | "vanish" => style.unseen |= is_on(tag),
            _ => {}
        },
        Event::End(tag) if tag.local_name().as_ref() == "style" && style != Style::default() => {
            styles.insert(std::mem::take(&mut id), style);
        }
        _ => {}
    })?;
    Ok(styles)
}

/// The level of the headings that a style of this name sets.
pub(super) fn heading(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    match name.as_str() {
        "title" => Some(1),
        "subtitle" => Some(2),
        _ => Some(name.strip_prefix("heading")?.trim().parse::<u8>().unwrap_or(1).clamp(1, 6)),
    }
}
