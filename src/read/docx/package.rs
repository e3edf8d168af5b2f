//! The parts of an Office Open XML package, within the limits, as events of XML.

use super::{Limit, Limits, SMALL};
use quick_xml::events::{BytesStart, Event};
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// Where the document stands if the package does not say.
const USUAL: &str = "word/document.xml";
/// What the package's relation to its document is called, transitional and strict.
const RELATION: &str = "/officeDocument";

/// A package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
}

impl<'a> Package<'a> {
    /// # Errors
    /// Says so where the bytes are no archive.
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("no DOCX: {error}"))?;
        Ok(Self { archive, limits })
    }

    /// The part that the package says is its document, else the usual one.
    ///
    /// # Errors
    /// As [`Self::each_event`].
    pub(super) fn document(&mut self) -> Result<String, String> {
        let mut target = None;
        self.each_event("_rels/.rels", |event| {
            if let Event::Start(tag) | Event::Empty(tag) = event
                && attribute(tag, "Type").is_some_and(|kind| kind.ends_with(RELATION))
            {
                target = attribute(tag, "Target");
            }
        })?;
        let target = target.map(|target| target.trim_start_matches('/').to_owned());
        Ok(target.filter(|target| self.name(target).is_some()).unwrap_or_else(|| USUAL.to_owned()))
    }

    /// The name in the archive of a part: some writers begin it with a slash, or part it with backslashes.
    fn name(&self, part: &str) -> Option<String> {
        let same = |name: &str| name.trim_start_matches(['/', '\\']).replace('\\', "/").eq_ignore_ascii_case(part);
        self.archive.file_names().flatten().find(|name| same(name)).map(std::borrow::Cow::into_owned)
    }

    /// Gives each event of a part to `take`; whether there is such a part.
    ///
    /// # Errors
    /// Says where the part is no XML, and which limit it goes beyond.
    pub(super) fn each_event(&mut self, part: &str, mut take: impl FnMut(&Event)) -> Result<bool, String> {
        let Some(name) = self.name(part) else { return Ok(false) };
        let limits = self.limits;
        let file = self.archive.by_name(&name).map_err(|error| format!("{part}: {error}"))?;
        let dense = file.compressed_size().saturating_mul(limits.get(Limit::Ratio)).max(SMALL);
        let most = limits.get(Limit::Unpacked);
        let mut limited = file.take(most.min(dense));
        let mut xml = quick_xml::Reader::from_reader(BufReader::new(&mut limited));
        let mut buffer = Vec::new();
        let mut parts = limits.get(Limit::Parts);
        loop {
            match xml.read_event_into(&mut buffer) {
                Ok(Event::Eof) => break,
                Ok(_) if parts == 0 => return Err(limits.exceeded(Limit::Parts)),
                Ok(event) => {
                    parts -= 1;
                    take(&event);
                }
                Err(error) if xml.get_ref().get_ref().limit() > 0 => {
                    return Err(format!("{part}, byte {}: {error}", xml.error_position()));
                }
                // What is cut off in the middle is no mistake of the file.
                Err(_) => break,
            }
            buffer.clear();
        }
        drop(xml);
        if limited.limit() == 0 {
            return Err(limits.exceeded(if dense < most { Limit::Ratio } else { Limit::Unpacked }));
        }
        Ok(true)
    }
}

/// The element's name without its prefix.
pub(super) fn local(tag: &BytesStart) -> String {
    tag.local_name().as_ref().to_owned()
}

/// The attribute of this local name.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// Whether a property that is there is on: its value may say that it is not.
pub(super) fn is_on(tag: &BytesStart) -> bool {
    !matches!(attribute(tag, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// The words of an event. `&amp;` is one of its own.
pub(super) fn characters(event: &Event) -> String {
    match event {
        Event::Text(text) => text.to_string(),
        Event::CData(text) => text.to_string(),
        Event::GeneralRef(name) => {
            let reference = format!("&{};", &**name);
            crate::read::entity::decode(&reference).map(|(char, _)| char.to_string()).unwrap_or_default()
        }
        _ => String::new(),
    }
}
