//! A PDF → the text printed on its pages, page by page.
//!
//! A page that cannot be read is left out and told of; the others go on. The library that reads PDF panics on some
//! damaged files: each call stands behind a guard that turns the panic into a message.

use super::blocks::{self, Markup};
use super::metadata::Stated;
use crate::figure::{Block, Document};
use crate::lexicon::Lexicon;
use pdf_extract::{Dictionary, MediaBox, Object, ObjectId, OutputDev, OutputError, Transform, output_doc_page};
use std::cell::Cell;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

/// A page tree deeper than this is a ring.
const DEEPEST_TREE: usize = 100;

/// What the file states, its text, blocks and pages, and what could not be read.
pub(super) fn read(bytes: &[u8], lexicon: &Lexicon) -> Result<(Stated, Document), String> {
    let damaged = || "the PDF is damaged and cannot be opened".to_owned();
    let mut file = guarded(|| pdf_extract::Document::load_mem(bytes))
        .ok_or_else(damaged)?
        .map_err(|error| format!("no readable PDF: {error}"))?;
    if file.is_encrypted() && !matches!(guarded(|| file.decrypt("").is_ok()), Some(true)) {
        return Err("the PDF is locked with a password".to_owned());
    }
    if loops(&file) {
        return Err("the PDF refers to itself without end".to_owned());
    }
    let mut document = Document::default();
    let (mut unread, pages) = (Vec::new(), file.get_pages());
    for &number in pages.keys() {
        document.pages.push(document.text.len());
        match guarded(|| page(&file, number)).and_then(Result::ok) {
            Some(text) => document.text.push_str(&text),
            None => unread.push(number.to_string()),
        }
        document.text.push_str("\n\n");
    }
    if !unread.is_empty() {
        document.message = format!("cannot read page {}", unread.join(", "));
        if unread.len() == pages.len() {
            return Err(document.message);
        }
    }
    document.blocks = blocks_of(&document.text, lexicon);
    Ok((stated(&file), document))
}

fn blocks_of(text: &str, lexicon: &Lexicon) -> Vec<Block> {
    blocks::read(text, 0, Markup::Print, lexicon)
}

fn page(file: &pdf_extract::Document, number: u32) -> Result<String, OutputError> {
    let mut printer = Printer::default();
    output_doc_page(file, &mut printer, number)?;
    Ok(printer.text)
}

/// The longest text of a page, in bytes. More is no page but an attack.
const LONGEST_PAGE: usize = 4 << 20;

/// Sets the characters of a page into lines, with a blank line where the gap or another size of type parts them.
#[derive(Debug, Default)]
struct Printer {
    text: String,
    /// Where the last character ends.
    end: f64,
    /// The line's height on the page, upwards, and its size of type.
    baseline: f64,
    size: f64,
    /// The next character begins a string, so that its place tells of spaces and lines.
    begins: bool,
    /// Where in the text a line begins that holds only digits and spaces so far.
    number: Option<usize>,
}

impl OutputDev for Printer {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        size: f64,
        char: &str,
    ) -> Result<(), OutputError> {
        if self.text.len() > LONGEST_PAGE {
            return Err(OutputError::IoError(std::io::Error::other("too much text on a page")));
        }
        let scale = (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let (x, y, size) = (place.m31, place.m32, size.abs() * scale);
        let raised = size < self.size * 0.8 && y > self.baseline + self.size * 0.1 && y < self.baseline + self.size;
        // A small raised number is a footnote's mark.
        if raised && char.chars().all(|char| char.is_ascii_digit()) {
            self.end = x + width * size;
            return Ok(());
        }
        // So is one that a footnote opens with: what comes after it stands lower and larger.
        let opens = self.size < size * 0.8 && self.baseline > y + size * 0.1 && self.baseline < y + size;
        if let Some(start) = self.number.filter(|_| opens && x > self.end - size) {
            self.text.truncate(start);
            self.begins = false;
            (self.baseline, self.size) = (y, size);
        }
        if std::mem::take(&mut self.begins) && !self.text.is_empty() {
            let fall = (self.baseline - y).abs();
            if !raised && (x < self.end && fall > size * 0.5 || fall > size * 1.5) {
                let other_type = (size - self.size).abs() > 0.08 * self.size;
                let apart = fall > 1.8 * size.max(self.size) || y > self.baseline + size;
                self.text.push_str(if other_type || apart { "\n\n" } else { "\n" });
            } else if x > self.end + size * 0.1 {
                self.text.push(' ');
            }
        }
        if !raised {
            (self.baseline, self.size) = (y, size);
        }
        let digit = char.chars().all(|char| char.is_ascii_digit() || char.is_whitespace());
        let fresh = self.text.is_empty() || self.text.ends_with('\n');
        self.number = self.number.or(fresh.then_some(self.text.len())).filter(|_| digit);
        self.text.push_str(char);
        self.end = x + width * size;
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.begins = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Title, publisher, date and language as the file's own tables tell them.
fn stated(file: &pdf_extract::Document) -> Stated {
    let info =
        file.trailer.get(b"Info").ok().and_then(|info| resolved(file, info)).and_then(|info| info.as_dict().ok());
    let text =
        |key: &[u8]| info.and_then(|info| info.get(key).ok()).and_then(|value| string(file, value)).unwrap_or_default();
    let lang = file.catalog().ok().and_then(|catalog| catalog.get(b"Lang").ok()).and_then(|lang| string(file, lang));
    Stated { title: text(b"Title"), date: text(b"CreationDate"), lang: lang.unwrap_or_default(), ..Stated::default() }
}

/// A text string: UTF-16 with its mark, UTF-8 with its mark, or one byte a character.
fn string(file: &pdf_extract::Document, value: &Object) -> Option<String> {
    let bytes = resolved(file, value)?.as_str().ok()?;
    let marked = bytes.starts_with(&[0xFE, 0xFF]) || bytes.starts_with(&[0xFF, 0xFE]);
    if marked {
        return Some(encoding_rs::UTF_16BE.decode(bytes).0.into_owned());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    Some(
        std::str::from_utf8(bytes)
            .map_or_else(|_| bytes.iter().map(|&byte| char::from(byte)).collect(), ToOwned::to_owned),
    )
}

fn resolved<'a>(file: &'a pdf_extract::Document, value: &'a Object) -> Option<&'a Object> {
    file.dereference(value).ok().map(|(_, value)| value)
}

/// Whether the page tree, or a form drawn within forms, leads back to itself. Reading it would overflow the stack.
fn loops(file: &pdf_extract::Document) -> bool {
    let mut walk = Walk { file, path: HashSet::new(), done: HashSet::new() };
    file.get_pages().values().any(|&page| {
        let mut above = file.get_dictionary(page).ok();
        let mut resources = None;
        for _ in 0..DEEPEST_TREE {
            let Some(node) = above else { break };
            resources = resources.or_else(|| walk.dictionary(node, b"Resources"));
            above = node.get(b"Parent").and_then(Object::as_reference).ok().and_then(|id| file.get_dictionary(id).ok());
        }
        above.is_some() || resources.is_some_and(|resources| walk.loops(resources))
    })
}

/// A walk over the forms that pages draw.
struct Walk<'a> {
    file: &'a pdf_extract::Document,
    path: HashSet<ObjectId>,
    done: HashSet<ObjectId>,
}

impl<'a> Walk<'a> {
    fn dictionary(&self, node: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        node.get(key).ok().and_then(|value| resolved(self.file, value)).and_then(|value| value.as_dict().ok())
    }

    fn loops(&mut self, resources: &'a Dictionary) -> bool {
        let Some(forms) = self.dictionary(resources, b"XObject") else { return false };
        forms.iter().filter_map(|(_, form)| form.as_reference().ok()).any(|id| {
            if self.done.contains(&id) {
                return false;
            }
            let Some(form) = self.file.get_object(id).ok().and_then(|form| form.as_stream().ok()) else { return false };
            if !self.path.insert(id) || self.path.len() > DEEPEST_TREE {
                return true;
            }
            // A form without resources of its own draws with those of the page, perhaps itself.
            let own = self.dictionary(&form.dict, b"Resources");
            let looped = own.is_some_and(|own| self.loops(own)) || own.is_none() && draws(form);
            self.path.remove(&id);
            self.done.insert(id);
            looped
        })
    }
}

/// Whether a form, not an image, draws another object.
fn draws(form: &pdf_extract::Stream) -> bool {
    let is_form = form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form");
    is_form && form.decompressed_content().is_ok_and(|content| memchr::memmem::find(&content, b" Do").is_some())
}

thread_local! {
    /// Whether a panic of this thread is awaited.
    static AWAITED: Cell<bool> = const { Cell::new(false) };
}

/// Runs what may panic; none where it did. The panic writes nothing to stderr.
fn guarded<T>(run: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !AWAITED.get() {
                before(info);
            }
        }));
    });
    AWAITED.set(true);
    let result = catch_unwind(AssertUnwindSafe(run));
    AWAITED.set(false);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pdf_extract::Stream;
    use proptest::prelude::*;

    type File = pdf_extract::Document;

    fn dictionary(entries: Vec<(&str, Object)>) -> Dictionary {
        entries.into_iter().collect()
    }

    fn name(name: &str) -> Object {
        Object::Name(name.into())
    }

    /// A file with a page for each content stream; `form` adds a form that draws itself.
    fn pdf(pages: &[&str], form: bool) -> Vec<u8> {
        let mut file = File::with_version("1.5");
        let tree = file.new_object_id();
        let font = dictionary(vec![
            ("Type", name("Font")),
            ("Subtype", name("Type1")),
            ("BaseFont", name("Courier")),
            ("Encoding", name("WinAnsiEncoding")),
        ]);
        let font = file.add_object(font);
        let mut resources =
            dictionary(vec![("Font", Object::Dictionary(dictionary(vec![("F1", Object::Reference(font))])))]);
        if form {
            let ring = dictionary(vec![("Subtype", name("Form"))]);
            let ring = file.add_object(Stream::new(ring, b"/X1 Do".to_vec()));
            resources.set("XObject", Object::Dictionary(dictionary(vec![("X1", Object::Reference(ring))])));
        }
        let kids = pages.iter().map(|content| {
            let content = file.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
            let page = dictionary(vec![
                ("Type", name("Page")),
                ("Parent", Object::Reference(tree)),
                ("Contents", Object::Reference(content)),
                ("Resources", Object::Dictionary(resources.clone())),
                ("MediaBox", Object::Array([0, 0, 600, 800].map(Object::Integer).to_vec())),
            ]);
            Object::Reference(file.add_object(page))
        });
        let kids: Vec<Object> = kids.collect();
        let count = kids.len() as i64;
        let node =
            dictionary(vec![("Type", name("Pages")), ("Kids", Object::Array(kids)), ("Count", Object::Integer(count))]);
        file.objects.insert(tree, Object::Dictionary(node));
        let catalog = file.add_object(dictionary(vec![("Type", name("Catalog")), ("Pages", Object::Reference(tree))]));
        file.trailer.set("Root", Object::Reference(catalog));
        let info = dictionary(vec![("CreationDate", Object::string_literal("D:20220912"))]);
        let info = file.add_object(info);
        file.trailer.set("Info", Object::Reference(info));
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).unwrap();
        bytes
    }

    const FIRST: &str = "BT /F1 12 Tf 50 700 Td (The two agreed to pay $5 million) Tj 0 -14 Td (for the govern-) Tj 0 -14 Td (ment to build.) Tj /F1 7 Tf 110 5 Td (2) Tj /F1 4 Tf -110 -102 Td (2 ) Tj /F1 7 Tf 5 -3 Td (Ministry of Finance.) Tj ET";
    const SECOND: &str = "BT /F1 12 Tf 50 700 Td (Page two.) Tj ET";

    #[test]
    fn pages_are_read_in_lines() {
        let (stated, document) = read(&pdf(&[FIRST, SECOND], false), Lexicon::embedded()).unwrap();
        let texts: Vec<_> = document.blocks.iter().map(|block| block.text.as_str()).collect();
        let first = "The two agreed to pay $5 million for the government to build.";
        assert_eq!(texts, [first, "Ministry of Finance.", "Page two."]);
        assert_eq!(document.pages.len(), 2);
        assert_eq!(&document.text[document.pages[1]..document.pages[1] + 9], "Page two.");
        assert_eq!(stated.date, "D:20220912");
    }

    #[test]
    fn a_page_that_cannot_be_read_is_told_of() {
        let (_, document) = read(&pdf(&["BT /None 1 Tf (a) Tj ET", SECOND], false), Lexicon::embedded()).unwrap();
        assert_eq!((document.message.as_str(), document.blocks.len()), ("cannot read page 1", 1));
    }

    #[test]
    fn errors_say_what_is_wrong() {
        for (bytes, expected) in [
            (b"text".to_vec(), "no readable PDF: "),
            (pdf(&["/X1 Do"], true), "the PDF refers to itself without end"),
            (pdf(&["BT /None 1 Tf (a) Tj ET"], false), "cannot read page 1"),
        ] {
            let error = read(&bytes, Lexicon::embedded()).err().unwrap();
            assert!(error.starts_with(expected), "{error}");
        }
    }

    proptest! {
        #[test]
        fn no_damage_makes_it_panic(at: prop::sample::Index, byte: u8, cut: prop::sample::Index) {
            let mut bytes = pdf(&[FIRST, SECOND], false);
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = read(&bytes, Lexicon::embedded());
            bytes.truncate(cut.index(bytes.len()));
            let _ = read(&bytes, Lexicon::embedded());
        }
    }
}
