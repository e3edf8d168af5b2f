//! A web page → what it states of itself, and its blocks.
//!
//! Only the tokens of the page are read, no tree is built, so that a page nested without end costs no more than any
//! other. Left out: scripts, styles, and what surrounds the words (navigation, forms, asides, footers). Where the page
//! marks its main part, only that is read.

use super::extracted::{Extracted, Role, Words};
use super::metadata::Stated;
use crate::figure::Block;
use crate::lexicon::Lexicon;
use crate::span::Span;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// A tag with more attributes than this is no page's.
const MOST_ATTRIBUTES: usize = 2000;

/// What the page states, its text and its blocks; none where it is hostile to reading.
pub(super) fn read(page: &str, lexicon: &Lexicon) -> Result<(Stated, String, Vec<Block>), String> {
    if let Some(at) = crowded_tag(page.as_bytes()) {
        let line = page.as_bytes().iter().take(at).filter(|&&byte| byte == b'\n').count() + 1;
        return Err(format!("line {line}: a tag with more than {MOST_ATTRIBUTES} attributes"));
    }
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(page));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut reader = tokenizer.sink.0.into_inner();
    reader.flush();
    reader.end_row();
    let main = reader.parts.iter().any(|part| part.main);
    let mut extracted = Extracted::new(lexicon);
    for part in reader.parts.iter().filter(|part| part.main || !main) {
        match &part.content {
            Content::Words(role, words) => extracted.add(*role, words),
            Content::Row(cells) => extracted.add_row(cells),
            Content::TableEnd => extracted.end_table(),
        }
    }
    let (text, blocks) = extracted.finish();
    Ok((reader.stated, text, blocks))
}

/// Where a tag with too many attributes begins. Reading it would take time with the square of their number.
fn crowded_tag(page: &[u8]) -> Option<usize> {
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

/// A stretch of the page.
struct Part {
    content: Content,
    /// Stands in the page's main part.
    main: bool,
}

enum Content {
    Words(Role, Words),
    Row(Vec<Words>),
    TableEnd,
}

#[derive(Default)]
struct Sink(RefCell<Reader>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reader = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                reader.start(&tag);
                return raw(&tag);
            }
            Token::TagToken(tag) => reader.end(&tag.name),
            Token::CharacterTokens(text) => reader.characters(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// How the tokenizer is to read on after a tag, which only a tree builder would tell it.
fn raw(tag: &Tag) -> TokenSinkResult<()> {
    match &*tag.name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

/// Elements whose words are no part of the document.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "nav"
            | "footer"
            | "aside"
            | "form"
            | "button"
            | "select"
            | "textarea"
            | "iframe"
            | "xmp"
            | "noembed"
            | "noframes"
            | "object"
            | "audio"
            | "video"
            | "math"
    )
}

/// Elements that stand within a line.
fn is_inline(name: &str) -> bool {
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

#[derive(Default)]
struct Reader {
    stated: Stated,
    parts: Vec<Part>,
    words: Words,
    /// Open elements of bold, and where the outermost began.
    strong: usize,
    bold_start: usize,
    /// The element being left out, and how many of its name are open in it.
    left_out: Option<(String, usize)>,
    /// Open main parts.
    main: usize,
    heading: Option<u8>,
    lists: u8,
    /// In an item, and whether its first words are read.
    item: Option<bool>,
    row: Option<Vec<Words>>,
    in_cell: bool,
    in_title: bool,
    note: Option<usize>,
}

impl Reader {
    fn start(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if let Some((open, depth)) = &mut self.left_out {
            *depth += usize::from(open == name && !tag.self_closing);
            return;
        }
        match name {
            "html" => self.stated.lang = attribute(tag, "lang"),
            "meta" => self.meta(&attribute(tag, "name"), &attribute(tag, "property"), attribute(tag, "content")),
            "link" if attribute(tag, "rel").eq_ignore_ascii_case("canonical") => {
                self.stated.url = attribute(tag, "href");
            }
            "title" => self.in_title = self.stated.title.is_empty(),
            "time" if self.stated.date.is_empty() => self.stated.date = attribute(tag, "datetime"),
            "b" | "strong" | "u" => self.embolden(1),
            "sup" => self.note = Some(self.words.text.len()),
            _ if is_left_out(name) && !tag.self_closing => {
                self.flush();
                self.left_out = Some((name.to_owned(), 1));
            }
            _ if is_inline(name) => {}
            "td" | "th" if self.row.is_some() => {
                self.end_cell();
                self.in_cell = true;
            }
            // Within a cell, blocks are parted by white space only.
            _ if self.row.is_some() && !matches!(name, "tr" | "table" | "tbody") => self.words.text.push(' '),
            _ => self.start_block(name, tag),
        }
    }

    fn start_block(&mut self, name: &str, tag: &Tag) {
        self.flush();
        match name {
            "main" | "article" => self.main += 1,
            _ if attribute(tag, "role") == "main" => self.main += usize::from(self.main == 0),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = name.as_bytes().get(1).map(|digit| digit - b'0'),
            "ul" | "ol" => self.lists = self.lists.saturating_add(1),
            "li" => self.item = Some(false),
            "tr" => {
                self.end_row();
                self.row = Some(Vec::new());
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((open, depth)) = &mut self.left_out {
            *depth -= usize::from(open == name);
            if *depth == 0 {
                self.left_out = None;
            }
            return;
        }
        match name {
            "title" => self.in_title = false,
            "b" | "strong" | "u" => self.embolden(-1),
            "sup" => self.end_note(),
            _ if is_inline(name) => {}
            "td" | "th" => self.end_cell(),
            "tr" => self.end_row(),
            "table" => {
                self.end_row();
                self.flush();
                self.push(Content::TableEnd);
            }
            _ if self.row.is_some() => self.words.text.push(' '),
            _ => self.end_block(name),
        }
    }

    fn end_block(&mut self, name: &str) {
        self.flush();
        match name {
            "main" | "article" => self.main = self.main.saturating_sub(1),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
            "ul" | "ol" => {
                self.lists = self.lists.saturating_sub(1);
                // What follows the inner list belongs to the outer item.
                self.item = (self.lists > 0).then_some(true);
            }
            "li" => self.item = None,
            _ => {}
        }
    }

    fn characters(&mut self, text: &str) {
        if self.left_out.is_some() {
        } else if self.in_title {
            self.stated.title.push_str(text);
        } else {
            self.words.text.push_str(text);
        }
    }

    fn meta(&mut self, name: &str, property: &str, content: String) {
        let key = if name.is_empty() { property } else { name }.to_ascii_lowercase();
        let slot = match key.as_str() {
            "og:site_name" | "dc.publisher" | "dcterms.publisher" | "publisher" => &mut self.stated.publisher,
            "article:published_time"
            | "date"
            | "dc.date"
            | "dcterms.date"
            | "dcterms.created"
            | "dc.date.issued"
            | "dcterms.issued"
            | "pubdate"
            | "publishdate"
            | "datepublished"
            | "article.published" => &mut self.stated.date,
            "og:url" if self.stated.url.is_empty() => &mut self.stated.url,
            "dc.language" | "content-language" | "og:locale" if self.stated.lang.is_empty() => &mut self.stated.lang,
            _ => return,
        };
        *slot = content;
    }

    fn embolden(&mut self, by: isize) {
        let strong = self.strong.saturating_add_signed(by);
        match (self.strong, strong) {
            (0, 1) => self.bold_start = self.words.text.len(),
            (1, 0) => self.end_bold(),
            _ => {}
        }
        self.strong = strong;
    }

    fn end_bold(&mut self) {
        let span = Span::new(self.bold_start, self.words.text.len());
        if !span.is_empty() {
            self.words.bold.push(span);
        }
    }

    /// Takes a footnote's number out of the words.
    fn end_note(&mut self) {
        let Some(start) = self.note.take() else { return };
        let note = self.words.text.get(start..).unwrap_or_default();
        let is_number = !note.is_empty()
            && note.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'[' | b']' | b',' | b'*' | b' '));
        if is_number {
            self.words.text.truncate(start);
        }
    }

    fn take_words(&mut self) -> Words {
        if self.strong > 0 {
            self.end_bold();
        }
        self.bold_start = 0;
        self.note = None;
        std::mem::take(&mut self.words)
    }

    fn flush(&mut self) {
        if self.row.is_some() {
            return;
        }
        let words = self.take_words();
        if !words.text.chars().any(char::is_alphanumeric) {
            return;
        }
        let depth = self.lists.max(1);
        let role = match (self.heading, self.item) {
            (Some(level), _) => Role::Heading(level),
            (None, Some(false)) => Role::Item(depth),
            (None, Some(true)) => Role::InItem(depth),
            (None, None) => Role::Paragraph,
        };
        self.item = self.item.map(|_| true);
        self.push(Content::Words(role, words));
    }

    fn end_cell(&mut self) {
        let words = self.take_words();
        // Between two cells nothing stands.
        let stands = std::mem::take(&mut self.in_cell) || words.text.chars().any(char::is_alphanumeric);
        if let Some(row) = self.row.as_mut().filter(|_| stands) {
            row.push(words);
        }
    }

    fn end_row(&mut self) {
        if self.row.is_some() {
            self.end_cell();
            let row = self.row.take().unwrap_or_default();
            self.words = Words::default();
            self.push(Content::Row(row));
        }
    }

    fn push(&mut self, content: Content) {
        self.parts.push(Part { content, main: self.main > 0 });
    }
}

fn attribute(tag: &Tag, name: &str) -> String {
    tag.attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|found| found.value.to_string())
        .unwrap_or_default()
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
