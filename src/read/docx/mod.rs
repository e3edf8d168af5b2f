//! An Office Open XML document → its title and date, and its blocks.
//!
//! Read are the part that the package names as its document, behind it the footnotes and endnotes, its styles, and
//! `docProps/core.xml` (ECMA-376). Left out: deleted, struck and hidden text, the instructions of fields, comments,
//! headers and footers, and the copy of a text box kept for old readers. What unpacks to more than the limits allow is
//! refused.

mod package;
mod reader;
mod styles;
mod symbol;

use super::metadata::Stated;
use super::{Limit, Limits, SMALL};
use crate::figure::Document;
use crate::lexicon::Lexicon;
use package::{Package, characters, local};
use quick_xml::events::Event;
use reader::Reader;
use std::collections::HashMap;

/// What the document states, its text and its blocks.
pub(super) fn read(bytes: &[u8], lexicon: &Lexicon, limits: &Limits) -> Result<(Stated, Document), String> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.document()?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |name: &str| format!("{folder}/{name}");
    let styles = styles::read(&mut package, &beside("styles.xml"))?;
    let mut reader = Reader::new(lexicon, &styles);
    if !package.each_event(&main, |event| reader.event(event))? {
        return Err(format!("no DOCX: it holds no {main}"));
    }
    reader.end_paragraph();
    for notes in ["footnotes.xml", "endnotes.xml"] {
        package.each_event(&beside(notes), |event| reader.event(event))?;
        reader.end_paragraph();
    }
    let embedded = reader.embedded;
    let (text, blocks) = reader.extracted.finish();
    let mut document = Document { text, blocks, ..Document::default() };
    if embedded > 0 {
        document.tell(&format!("{embedded} parts in other formats embedded in it are not read"));
    }
    Ok((core(&mut package)?, document))
}

/// Title, date and language from `docProps/core.xml`.
fn core(package: &mut Package<'_>) -> Result<Stated, String> {
    let (mut stated, mut open) = (Stated::default(), String::new());
    package.each_event("docProps/core.xml", |event| match event {
        Event::Start(tag) => open = local(tag),
        Event::End(_) => open.clear(),
        Event::Text(_) | Event::GeneralRef(_) | Event::CData(_) => {
            let slot = match open.as_str() {
                "title" => &mut stated.title,
                "created" => &mut stated.made,
                "language" => &mut stated.lang,
                _ => return,
            };
            slot.push_str(&characters(event));
        }
        _ => {}
    })?;
    Ok(stated)
}

/// What a style's id stands for.
type Styles = HashMap<String, styles::Style>;

#[cfg(test)]
mod tests;
