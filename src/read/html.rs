//! A web page → what it states of itself, and its blocks.
//!
//! Only the tokens of the page are read, no tree is built, so that a page nested without end costs no more than any
//! other. Left out: scripts, styles, and what surrounds the words (navigation, asides, footers; forms and what the names
//! of classes tell to be furniture, unless most of the page stands in it). Where the page marks its main part, only that
//! is read.

mod left_out;
mod stated;
mod tags;

use super::extracted::{BROKEN, Extracted, PARTED, Role, Words};
use super::grid::{Cell, Row};
use super::metadata::Stated;
use super::raised;
use crate::figure::Block;
use crate::lexicon::Lexicon;
use crate::span::Span;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use left_out::{Ends, LeftOut, Region, is_left_out, may_stay_open};
use std::cell::RefCell;
use tags::{MOST_ATTRIBUTES, crowded, is_inline, raw};

/// A cell of a definition list longer than this is prose, in bytes.
const LONGEST_PAIRED: usize = 100;

/// What the page states, its text and its blocks; none where it is hostile to reading.
pub(super) fn read(page: &str, lexicon: &Lexicon) -> Result<(Stated, String, Vec<Block>), String> {
    if let Some(at) = crowded(page.as_bytes()) {
        let line = page.as_bytes().iter().take(at).filter(|&&byte| byte == b'\n').count() + 1;
        return Err(format!("line {line}: a tag with more than {MOST_ATTRIBUTES} attributes"));
    }
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(page));
    let tokenizer = Tokenizer::new(Sink(RefCell::new(Reader::new(lexicon))), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut reader = tokenizer.sink.0.into_inner();
    reader.flush();
    reader.end_row();
    reader.state();
    let main = reader.parts.iter().any(|part| part.main);
    let shown = || reader.parts.iter().filter(|part| part.main || !main);
    let length = |beside: bool| shown().filter(|part| part.beside == beside).map(Part::length).sum::<usize>();
    // Some programs put the whole page into a form.
    let all = length(false) < length(true);
    let mut extracted = Extracted::new(lexicon);
    for part in reader.parts.into_iter().filter(|part| (part.main || !main) && (all || !part.beside)) {
        match part.content {
            Content::Words(role, words) => extracted.add(role, &words),
            Content::Row(row) => extracted.add_row(row),
            Content::TableEnd => extracted.end_table(),
        }
    }
    let (text, blocks) = extracted.finish();
    Ok((reader.stated, text, blocks))
}

/// A stretch of the page.
struct Part {
    content: Content,
    /// Stands in the page's main part.
    main: bool,
    /// Stands in a form, or in what its class tells to be furniture of the page.
    beside: bool,
}

impl Part {
    fn length(&self) -> usize {
        match &self.content {
            Content::Words(_, words) => words.text.len(),
            Content::Row(row) => row.cells.iter().map(|cell| cell.words.text.len()).sum(),
            Content::TableEnd => 0,
        }
    }
}

enum Content {
    Words(Role, Words),
    Row(Row<Words>),
    TableEnd,
}

struct Sink<'a>(RefCell<Reader<'a>>);

impl TokenSink for Sink<'_> {
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

#[derive(Default)]
struct Reader<'a> {
    lexicon: Option<&'a Lexicon>,
    stated: Stated,
    parts: Vec<Part>,
    words: Words,
    /// Open elements of bold, and where the outermost began.
    strong: usize,
    bold_start: usize,
    left_out: Option<LeftOut>,
    /// Open main parts, and one that only its role tells.
    main: usize,
    main_role: Option<Region>,
    /// A form or furniture of the page.
    beside: Option<Region>,
    /// Where the parts of an open figure begin, and those of its caption: that stands above what it tells of.
    figure: Option<usize>,
    caption: Option<usize>,
    /// Open quotations: what closes one tells who speaks.
    quotes: usize,
    heading: Option<u8>,
    lists: u8,
    /// In an item, and whether its first words are read.
    item: Option<bool>,
    row: Option<Row<Words>>,
    cell: Option<Open>,
    /// Cells of the row that are no heads, and whether its first is one.
    plain: (usize, bool),
    in_head: bool,
    /// In a list of terms and what stands beside each; whether the last cell was a term.
    pairs: Option<bool>,
    in_title: bool,
    /// Where raised signs and the words of a link begin.
    note: Option<usize>,
    link: Option<(usize, bool)>,
    /// A tag stands before the next words.
    after_tag: bool,
    /// JSON-LD: what of it is read, and what of it is done.
    json: Option<String>,
    linked: Vec<String>,
    time: String,
}

/// The open cell of a table.
struct Open {
    head: bool,
    columns: usize,
    rows: usize,
}

impl<'a> Reader<'a> {
    fn new(lexicon: &'a Lexicon) -> Self {
        Self { lexicon: Some(lexicon), ..Self::default() }
    }

    fn start(&mut self, tag: &Tag) {
        let name = &*tag.name;
        self.after_tag = true;
        if let Some(left_out) = &mut self.left_out {
            match left_out.start(name, tag.self_closing) {
                Ends::Before => self.left_out = None,
                Ends::No | Ends::Here => return,
            }
        }
        match name {
            "html" => self.stated.lang = attribute(tag, "lang"),
            "meta" => {
                let key = Some(attribute(tag, "name")).filter(|name| !name.is_empty());
                let key = key.unwrap_or_else(|| attribute(tag, "property"));
                stated::meta(&mut self.stated, &key, attribute(tag, "content"));
            }
            "link" if attribute(tag, "rel").eq_ignore_ascii_case("canonical") => {
                self.stated.url = attribute(tag, "href");
            }
            "title" => self.in_title = self.stated.title.is_empty(),
            _ if is_left_out(tag) && !tag.self_closing && !(name == "footer" && self.quotes > 0) => {
                if name == "script" && attribute(tag, "type").eq_ignore_ascii_case("application/ld+json") {
                    self.json = Some(String::new());
                }
                if !is_inline(name) {
                    self.flush();
                }
                self.left_out = Some(LeftOut::new(name));
            }
            "time" if self.time.is_empty() => self.time = attribute(tag, "datetime"),
            "b" | "strong" | "u" => self.embolden(1),
            "sup" => self.note = Some(self.words.text.len()),
            "a" => self.link = Some((self.words.text.len(), attribute(tag, "href").starts_with('#'))),
            "br" if self.row.is_none() => self.words.text.push(BROKEN),
            _ if is_inline(name) => {}
            "td" | "th" if self.row.is_some() && self.pairs.is_none() => {
                self.end_cell();
                let spanned = |name| attribute(tag, name).trim().parse().unwrap_or(1);
                self.cell = Some(Open { head: name == "th", columns: spanned("colspan"), rows: spanned("rowspan") });
            }
            "dt" | "dd" if self.pairs.is_some() => self.pair(name == "dt"),
            // Within a cell, blocks are parted by white space only.
            _ if self.row.is_some() && !matches!(name, "tr" | "table" | "tbody" | "thead" | "tfoot") => {
                self.words.text.push(if name == "br" { ' ' } else { PARTED });
            }
            _ => self.start_block(name, tag),
        }
        // The end tag of what is left out never comes here.
        if self.left_out.is_none() {
            for region in [&mut self.main_role, &mut self.beside].into_iter().flatten() {
                region.start(name);
            }
        }
    }

    /// Whether an element is a form, or its class or id tells that it is furniture of the page.
    fn is_beside(&self, name: &str, tag: &Tag) -> bool {
        let known = self.lexicon.map_or(&[][..], |lexicon| &lexicon.document.furniture);
        let begins = |word: &str, known: &String| {
            let rest = word.get(..known.len()).filter(|start| start.eq_ignore_ascii_case(known));
            rest.is_some() && !word[known.len()..].starts_with(char::is_alphabetic)
        };
        let told = ["class", "id"].map(|of| attribute(tag, of));
        let mut words = told.iter().flat_map(|told| told.split_whitespace());
        name == "form" || words.any(|word| known.iter().any(|known| begins(word, known)))
    }

    fn start_block(&mut self, name: &str, tag: &Tag) {
        self.flush();
        let holds = !may_stay_open(name) && !matches!(name, "html" | "body" | "main" | "article");
        if self.beside.is_none() && holds && self.is_beside(name, tag) {
            self.beside = Some(Region::new(name));
        }
        match name {
            "main" | "article" => self.main += 1,
            _ if self.main_role.is_none() && attribute(tag, "role") == "main" => {
                self.main += 1;
                self.main_role = Some(Region::new(name));
            }
            "blockquote" => self.quotes += 1,
            "figure" => (self.figure, self.caption) = (Some(self.parts.len()), None),
            "figcaption" => self.caption = Some(self.parts.len()),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = name.as_bytes().get(1).map(|digit| digit - b'0'),
            "ul" | "ol" => self.lists = self.lists.saturating_add(1),
            "li" => self.item = Some(false),
            "dl" => self.pairs = Some(true),
            // A table in a cell of another is one of its own.
            "table" => {
                self.end_table();
                self.pairs = None;
            }
            "thead" | "tbody" | "tfoot" => {
                self.end_row();
                self.in_head = name == "thead";
            }
            "tr" => {
                self.end_row();
                self.row = Some(Row::default());
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.after_tag = true;
        if let Some(left_out) = &mut self.left_out {
            match left_out.end(name) {
                Ends::No => return,
                ends => {
                    self.linked.extend(self.json.take());
                    self.left_out = None;
                    if ends == Ends::Here {
                        return;
                    }
                }
            }
        }
        match name {
            "title" => self.in_title = false,
            "b" | "strong" | "u" => self.embolden(-1),
            "sup" => self.end_note(),
            "a" => self.end_link(),
            _ if is_inline(name) => {}
            "td" | "th" => self.end_cell(),
            "tr" => self.end_row(),
            "table" => self.end_table(),
            "dt" | "dd" if self.pairs.is_some() => self.end_cell(),
            "dl" if self.pairs.is_some() => {
                self.end_table();
                self.pairs = None;
            }
            "thead" => self.in_head = false,
            "br" if self.row.is_none() => self.words.text.push(BROKEN),
            _ if self.row.is_some() => self.words.text.push(PARTED),
            _ => self.end_block(name),
        }
        if self.main_role.as_mut().is_some_and(|region| region.end(name)) {
            self.main_role = None;
            self.main = self.main.saturating_sub(1);
        }
        if self.beside.as_mut().is_some_and(|region| region.end(name)) {
            self.beside = None;
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
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            "figcaption" => {
                if let (Some(figure), Some(caption)) = (self.figure, self.caption.take())
                    && figure < caption
                    && caption <= self.parts.len()
                {
                    self.parts[figure..].rotate_left(caption - figure);
                    self.figure = None;
                }
            }
            "figure" => self.figure = None,
            _ => {}
        }
    }

    fn characters(&mut self, text: &str) {
        if let Some(json) = &mut self.json {
            json.push_str(text);
        } else if self.left_out.is_some() {
        } else if self.in_title {
            self.stated.title.push_str(text);
        } else {
            // "<b>45,000</b><span>jobs</span>"
            let letters = text.chars().take_while(|char| char.is_alphabetic()).count();
            let parted = self.words.text.ends_with(|char: char| char.is_ascii_digit()) && letters > 2
                || self.words.text.ends_with('%') && letters > 0;
            if std::mem::take(&mut self.after_tag) && parted && self.note.is_none() {
                self.words.text.push(' ');
            }
            self.words.text.push_str(text);
        }
    }

    /// What the page states elsewhere than in its head.
    fn state(&mut self) {
        for json in std::mem::take(&mut self.linked) {
            stated::json_ld(&mut self.stated, &json);
        }
        if self.stated.date.is_empty() {
            self.stated.date = std::mem::take(&mut self.time);
        }
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

    /// Reads raised signs by what they follow.
    fn end_note(&mut self) {
        let Some(start) = self.note.take() else { return };
        let words = &mut self.words.text;
        let Some((before, raised)) = words.split_at_checked(start) else { return };
        let read = raised::read(before, raised, self.row.is_some());
        words.truncate(start);
        words.push_str(&read);
    }

    /// Leaves out a link to a footnote: "1,250[6]", "1,250" and its "6" glued to it.
    fn end_link(&mut self) {
        let Some((start, within)) = self.link.take().filter(|_| self.note.is_none()) else { return };
        let Some((before, words)) = self.words.text.split_at_checked(start) else { return };
        let inner = words.trim();
        let bracket = inner.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
        let number = bracket.unwrap_or(inner);
        let is_number = (1..4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let digits = is_number && number.bytes().all(|byte| byte.is_ascii_digit());
        let glued = before.ends_with(|char: char| !char.is_whitespace());
        let after_number = before.ends_with(|char: char| char.is_ascii_digit() || char == '%');
        let mark = within && inner.len() < 4 && !inner.is_empty() && raised::read(before, inner, true).is_empty();
        if glued && (bracket.is_some() && is_number || digits && (within || after_number) || mark) {
            self.words.text.truncate(start);
        }
    }

    fn take_words(&mut self) -> Words {
        if self.strong > 0 {
            self.end_bold();
        }
        self.bold_start = 0;
        (self.note, self.link) = (None, None);
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

    /// Begins a term of a definition list, or what stands beside it.
    fn pair(&mut self, term: bool) {
        self.flush();
        self.end_cell();
        if term && self.pairs == Some(false) {
            self.end_row();
        }
        self.row.get_or_insert_default();
        self.pairs = Some(term);
        self.cell = Some(Open { head: false, columns: 1, rows: 1 });
    }

    fn end_cell(&mut self) {
        let words = self.take_words();
        let open = self.cell.take();
        // Between two cells nothing stands.
        let stands = open.is_some() || words.text.chars().any(char::is_alphanumeric);
        let Some(row) = self.row.as_mut().filter(|_| stands) else { return };
        let Open { head, columns, rows } = open.unwrap_or(Open { head: false, columns: 1, rows: 1 });
        let text = words.text.clone();
        let cell = Cell { columns, rows, ..Cell::new(words, &text) };
        if row.cells.is_empty() {
            self.plain.1 = head;
        }
        self.plain.0 += usize::from(!head);
        row.cells.push(cell);
    }

    fn end_row(&mut self) {
        if self.row.is_none() {
            return;
        }
        self.end_cell();
        let mut row = self.row.take().unwrap_or_default();
        self.words = Words::default();
        let (plain, labelled) = std::mem::take(&mut self.plain);
        row.head = self.in_head || plain == 0;
        row.labelled = self.pairs.is_some() || plain + 1 == row.cells.len() && labelled;
        let prose = |cell: &Cell<Words>| cell.words.text.trim().len() > LONGEST_PAIRED;
        if self.pairs.is_some() && row.cells.iter().any(prose) {
            for cell in row.cells {
                self.push(Content::Words(Role::Paragraph, cell.words));
            }
        } else {
            self.push(Content::Row(row));
        }
    }

    fn end_table(&mut self) {
        self.end_row();
        self.flush();
        self.in_head = false;
        self.push(Content::TableEnd);
    }

    fn push(&mut self, content: Content) {
        self.parts.push(Part { content, main: self.main > 0, beside: self.beside.is_some() });
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
