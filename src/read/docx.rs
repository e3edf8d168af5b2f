//! An Office Open XML document → its title and date, and its blocks.
//!
//! Read are `word/document.xml`, behind it the footnotes and endnotes, and `docProps/core.xml` (ECMA-376). Left out:
//! deleted, struck and hidden text, comments, headers and footers, and the copy of a text box kept for old readers.
//! What unpacks to more than the limits allow is refused.

use super::extracted::{Extracted, PARTED, Role, Words};
use super::grid::{Cell, Row};
use super::metadata::Stated;
use super::raised;
use super::{Limit, Limits, SMALL};
use crate::figure::Block;
use crate::lexicon::Lexicon;
use crate::span::Span;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// What the document states, its text and its blocks.
pub(super) fn read(bytes: &[u8], lexicon: &Lexicon, limits: &Limits) -> Result<(Stated, String, Vec<Block>), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("no DOCX: {error}"))?;
    let mut reader = Reader::new(lexicon);
    let found = each_event(&mut archive, "word/document.xml", limits, |event| reader.event(event))?;
    if !found {
        return Err("no DOCX: it holds no word/document.xml".to_owned());
    }
    reader.end_paragraph();
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        each_event(&mut archive, notes, limits, |event| reader.event(event))?;
        reader.end_paragraph();
    }
    let (text, blocks) = reader.extracted.finish();
    Ok((core(&mut archive, limits)?, text, blocks))
}

/// Gives each event of a part to `take`; whether there is such a part.
fn each_event(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    limits: &Limits,
    mut take: impl FnMut(&Event),
) -> Result<bool, String> {
    let part = match archive.by_name(name) {
        Ok(part) => part,
        Err(zip::result::ZipError::FileNotFound) => return Ok(false),
        Err(error) => return Err(format!("{name}: {error}")),
    };
    let dense = part.compressed_size().saturating_mul(limits.get(Limit::Ratio)).max(SMALL);
    let most = limits.get(Limit::Unpacked);
    let mut limited = part.take(most.min(dense));
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
                return Err(format!("{name}, byte {}: {error}", xml.error_position()));
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

/// Title, date and language from `docProps/core.xml`.
fn core(archive: &mut ZipArchive<Cursor<&[u8]>>, limits: &Limits) -> Result<Stated, String> {
    let (mut stated, mut open) = (Stated::default(), String::new());
    each_event(archive, "docProps/core.xml", limits, |event| match event {
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

/// The element's name without its prefix.
fn local(tag: &BytesStart) -> String {
    tag.local_name().as_ref().to_owned()
}

/// The attribute of this local name.
fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// The words of an event. `&amp;` is one of its own.
fn characters(event: &Event) -> String {
    match event {
        Event::Text(text) => text.to_string(),
        Event::CData(text) => text.to_string(),
        Event::GeneralRef(name) => {
            let reference = format!("&{};", &**name);
            super::entity::decode(&reference).map(|(char, _)| char.to_string()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

struct Reader<'a> {
    extracted: Extracted<'a>,
    words: Words,
    role: Role,
    /// In a `w:t`, whose characters are words.
    in_text: bool,
    /// How the run is set, and where it began.
    run: Run,
    run_start: usize,
    /// Where the raised signs before the next run begin.
    raised: Option<usize>,
    /// Open elements that are left out.
    left_out: usize,
    in_run_properties: bool,
    /// The rows of open tables; only the outermost makes blocks.
    tables: usize,
    row: Row<Words>,
    cell: Cell<()>,
}

/// How a run is set.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    bold: bool,
    /// Struck or hidden.
    unseen: bool,
    raised: bool,
}

impl<'a> Reader<'a> {
    fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            extracted: Extracted::new(lexicon),
            words: Words::default(),
            role: Role::Paragraph,
            in_text: false,
            run: Run::default(),
            run_start: 0,
            raised: None,
            left_out: 0,
            in_run_properties: false,
            tables: 0,
            row: Row::default(),
            cell: Cell::new((), ""),
        }
    }

    fn event(&mut self, event: &Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::Empty(tag) => {
                self.start(tag);
                self.end(&local(tag));
            }
            Event::End(tag) => self.end(tag.local_name().as_ref()),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if self.in_text && self.left_out == 0 => {
                self.words.text.push_str(&characters(event));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &BytesStart) {
        let name = local(tag);
        if self.left_out > 0 || is_left_out(&name) {
            self.left_out += usize::from(is_left_out(&name));
            return;
        }
        let value = || attribute(tag, "val").unwrap_or_default();
        let on = || !matches!(value().as_str(), "0" | "false" | "off");
        let number = || value().trim().parse().unwrap_or(1);
        match name.as_str() {
            "p" if self.tables == 0 => self.end_paragraph(),
            "pStyle" => self.style(&value().to_lowercase()),
            "numPr" if !matches!(self.role, Role::Heading(_)) => self.role = Role::Item(1),
            "ilvl" if matches!(self.role, Role::Item(_)) => {
                self.role = Role::Item(value().parse::<u8>().unwrap_or(0).min(8) + 1);
            }
            "r" => (self.run_start, self.run) = (self.words.text.len(), Run::default()),
            "rPr" => self.in_run_properties = true,
            "b" if self.in_run_properties => self.run.bold = on(),
            "strike" | "dstrike" | "vanish" if self.in_run_properties => self.run.unseen |= on(),
            "vertAlign" if self.in_run_properties => self.run.raised = value() == "superscript",
            "t" => self.in_text = true,
            // Columns of a table's grid, not of the text.
            "gridSpan" if self.tables == 1 => self.cell.columns = number(),
            "vMerge" if self.tables == 1 => self.cell.continues = value() != "restart",
            "gridBefore" if self.tables == 1 => self.row.skipped = number(),
            "tblHeader" if self.tables == 1 => self.row.head = on(),
            "p" => self.words.text.push(PARTED),
            "br" | "cr" if self.tables == 0 && !matches!(self.role, Role::Heading(_)) => self.break_line(),
            "tab" | "br" | "cr" => self.words.text.push(' '),
            "noBreakHyphen" => self.words.text.push('-'),
            "tbl" => {
                if self.tables == 0 {
                    self.end_paragraph();
                }
                self.tables += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.left_out > 0 {
            self.left_out -= usize::from(is_left_out(name));
            return;
        }
        match name {
            "p" if self.tables == 0 => self.end_paragraph(),
            "t" => self.in_text = false,
            "rPr" => self.in_run_properties = false,
            "r" => self.end_run(),
            "tc" if self.tables == 1 => {
                self.end_raised();
                let words = std::mem::take(&mut self.words);
                let text = words.text.clone();
                let Cell { columns, continues, .. } = std::mem::replace(&mut self.cell, Cell::new((), ""));
                self.row.cells.push(Cell { columns, continues, ..Cell::new(words, &text) });
            }
            "tr" if self.tables == 1 => self.extracted.add_row(std::mem::take(&mut self.row)),
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.extracted.end_table();
                }
            }
            _ => {}
        }
    }

    fn style(&mut self, style: &str) {
        let level = style
            .strip_prefix("heading")
            .or_else(|| style.strip_prefix("ttulo"))
            .or_else(|| style.strip_prefix("título"));
        self.role = match level {
            Some(level) => Role::Heading(level.trim().parse::<u8>().unwrap_or(1).clamp(1, 6)),
            None if style == "title" => Role::Heading(1),
            None if style == "subtitle" => Role::Heading(2),
            None if style.starts_with("list") => Role::Item(1),
            None => self.role,
        };
    }

    fn end_run(&mut self) {
        let Run { bold, unseen, raised } = std::mem::take(&mut self.run);
        if unseen {
            self.words.text.truncate(self.run_start);
        }
        let span = Span::new(self.run_start.min(self.words.text.len()), self.words.text.len());
        if span.is_empty() {
            return;
        }
        if raised {
            self.raised.get_or_insert(span.start);
            return;
        }
        let moved = self.end_raised_before(span.start);
        let span = Span::new(moved, self.words.text.len());
        if bold {
            match self.words.bold.last_mut() {
                Some(last) if last.end == span.start => last.end = span.end,
                _ => self.words.bold.push(span),
            }
        }
    }

    /// Reads raised signs by what they follow.
    fn end_raised(&mut self) {
        self.end_raised_before(self.words.text.len());
    }

    /// Reads the raised signs that end at byte `end`, and gives the byte at which what follows them then begins.
    fn end_raised_before(&mut self, end: usize) -> usize {
        let words = &mut self.words.text;
        let Some(start) = self.raised.take() else { return end };
        let Some((before, signs)) = words.get(..end).and_then(|words| words.split_at_checked(start)) else {
            return end;
        };
        let read = raised::read(before, signs, self.tables > 0);
        words.replace_range(start..end, &read);
        start + read.len()
    }

    /// What follows a line's break is a paragraph of its own.
    fn break_line(&mut self) {
        // The run goes on.
        let run = self.run;
        self.end_run();
        let role = match self.role {
            Role::Item(depth) => Role::InItem(depth),
            role => role,
        };
        if self.words.text.chars().any(char::is_alphanumeric) {
            self.end_paragraph();
            self.role = role;
        }
        (self.run, self.run_start) = (run, self.words.text.len());
    }

    fn end_paragraph(&mut self) {
        self.end_raised();
        let words = std::mem::take(&mut self.words);
        self.extracted.add(self.role, &words);
        self.role = Role::Paragraph;
        self.run_start = 0;
        self.run = Run::default();
    }
}

/// Elements whose words are not those of the document as it stands.
fn is_left_out(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "pPrChange" | "rPrChange")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::BlockKind;
    use proptest::prelude::*;
    use std::io::Write;

    fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    const BODY: &str = r#"<w:document xmlns:w="x"><w:body>
        <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>R&amp;D</w:t></w:r></w:p>
        <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Chegg</w:t></w:r><w:r><w:t xml:space="preserve"> paid $5</w:t></w:r><w:del><w:r><w:delText>6</w:delText></w:r></w:del></w:p>
        <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        </w:body></w:document>"#;

    #[test]
    fn a_document() {
        let core = "<c><dc:title>A &amp; B</dc:title><dcterms:created>2022-09-12T00:00:00Z</dcterms:created></c>";
        let bytes = docx(&[("word/document.xml", BODY), ("docProps/core.xml", core)]);
        let (stated, _, blocks) = read(&bytes, Lexicon::embedded(), &Limits::default()).unwrap();
        assert_eq!((stated.title.as_str(), stated.made.as_str()), ("A & B", "2022-09-12T00:00:00Z"));
        let found: Vec<_> = blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
        assert_eq!(
            found,
            [
                (BlockKind::Heading(1), "R&D"),
                (BlockKind::Paragraph, "Chegg paid $5"),
                (BlockKind::ListItem(2), "item"),
                (BlockKind::TableRow, "a | b"),
            ]
        );
        assert_eq!(blocks[1].bold[0].of(&blocks[1].text), "Chegg");
    }

    #[track_caller]
    fn texts(body: &str, notes: &str) -> Vec<String> {
        let document = format!("<w:document><w:body>{body}</w:body></w:document>");
        let bytes = docx(&[("word/document.xml", &document), ("word/footnotes.xml", notes)]);
        read(&bytes, Lexicon::embedded(), &Limits::default()).unwrap().2.into_iter().map(|block| block.text).collect()
    }

    /// A run set so.
    fn run(set: &str, text: &str) -> String {
        format!("<w:r><w:rPr>{set}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    }

    #[test]
    fn what_is_not_shown_is_left_out_and_raised_digits_are_read() {
        let raised = "<w:vertAlign w:val=\"superscript\"/>";
        for (runs, expected) in [
            ([run("<w:strike/>", "20 "), run("", "25 "), run("<w:strike w:val=\"0\"/>", "roads")], "25 roads"),
            ([run("<w:vanish/>", "77 sites "), run("<w:dstrike/>", "8 "), run("", "wells")], "wells"),
            ([run("", "350 km"), run(raised, "2"), run("<w:b/>", " of park")], "350 km² of park"),
            ([run("", "$320"), run(raised, "1"), run("", " million")], "$320 million"),
            ([run("", "families"), run(raised, "1,"), run(raised, "2")], "families"),
        ] {
            let mark = "<w:pPr><w:rPr><w:strike/></w:rPr></w:pPr>";
            assert_eq!(texts(&format!("<w:p>{mark}{}</w:p>", runs.concat()), ""), [expected]);
        }
    }

    #[test]
    fn notes_stand_behind_the_text_and_a_broken_line_is_two() {
        let notes = format!("<w:footnotes><w:footnote><w:p>{}</w:p></w:footnote></w:footnotes>", run("", "37 dams"));
        let body = format!("<w:p>{}<w:r><w:br/><w:t>b</w:t></w:r></w:p>", run("", "a"));
        assert_eq!(texts(&body, &notes), ["a", "b", "37 dams"]);
    }

    #[test]
    fn merged_cells() {
        let cell = |set: &str, text: &str| format!("<w:tc><w:tcPr>{set}</w:tcPr><w:p>{}</w:p></w:tc>", run("", text));
        let (wide, first, next) = ("<w:gridSpan w:val=\"2\"/>", "<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
        let table = [
            cell(first, "Region") + &cell(wide, "Spending"),
            cell(next, "") + &cell("", "2021") + &cell("", "2022"),
            cell("", "North") + &cell("", "4") + &cell("", "5"),
        ];
        let rows: String = format!("<w:tr>{}</w:tr>", table.join("</w:tr><w:tr>"));
        let document = format!("<w:document><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>");
        let blocks =
            read(&docx(&[("word/document.xml", &document)]), Lexicon::embedded(), &Limits::default()).unwrap().2;
        let found: Vec<_> = blocks.iter().map(|block| (block.text.as_str(), block.cells.from[0])).collect();
        assert_eq!(found, [("Region | Spending", (0, 0)), ("| 2021 | 2022", (1, 0)), ("North | 4 | 5", (0, 0))]);
        assert_eq!(blocks[0].cells.until, 3);
    }

    #[test]
    fn errors_say_what_is_wrong() {
        for (bytes, expected) in [
            (b"text".to_vec(), "no DOCX: "),
            (docx(&[("a.xml", "")]), "no DOCX: it holds no word/document.xml"),
            (docx(&[("word/document.xml", "<w:p></w:q>")]), "word/document.xml, byte "),
        ] {
            let error = read(&bytes, Lexicon::embedded(), &Limits::default()).err().unwrap();
            assert!(error.starts_with(expected), "{error}");
        }
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let words = format!("<w:p><w:t>{}</w:t></w:p>", "five jobs ".repeat(1 << 20));
        let bomb = docx(&[("word/document.xml", &words)]);
        let told = |limits: &Limits| read(&bomb, Lexicon::embedded(), limits).err().unwrap();
        let mut limits = Limits::default();
        limits.set("ratio=20").unwrap();
        assert!(told(&limits).starts_with("a part of it unpacks to so many times its size or more: 20 "));
        limits.set("unpacked=1MiB").unwrap();
        assert_eq!(told(&limits), "it unpacks to more than 1 MiB (the limit `unpacked`)");
        limits.set("unpacked=1GiB").unwrap();
        limits.set("ratio=2000").unwrap();
        assert!(read(&bomb, Lexicon::embedded(), &limits).is_ok());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(at: prop::sample::Index, byte: u8, cut: prop::sample::Index) {
            let mut bytes = docx(&[("word/document.xml", BODY)]);
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = read(&bytes, Lexicon::embedded(), &Limits::default());
            bytes.truncate(cut.index(bytes.len()));
            let _ = read(&bytes, Lexicon::embedded(), &Limits::default());
        }

        #[test]
        fn no_xml_makes_it_panic(xml in "(</?w:(p|r|t|b|tbl|tr|tc|rPr|del)/?>|[a5é ]|&amp;|&x;|<|>){0,40}") {
            let _ = read(&docx(&[("word/document.xml", &xml)]), Lexicon::embedded(), &Limits::default());
        }
    }
}
