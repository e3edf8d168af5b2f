//! The events of a document's parts → its paragraphs and tables.

use super::Styles;
use super::package::{attribute, characters, is_on, local};
use super::styles::{self, Style};
use super::symbol;
use crate::lexicon::Lexicon;
use crate::read::extracted::{BROKEN, Extracted, PARTED, Role, Words};
use crate::read::grid::{Cell, Row};
use crate::read::raised;
use crate::span::Span;
use quick_xml::events::{BytesStart, Event};

pub(super) struct Reader<'a> {
    pub(super) extracted: Extracted<'a>,
    styles: &'a Styles,
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
    /// Of each open field whether its instruction is being read, which is not shown.
    fields: Vec<bool>,
    /// Where the exponent of a formula begins.
    power: Option<usize>,
    /// Parts in other formats.
    pub(super) embedded: usize,
    /// Open tables.
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
    pub(super) fn new(lexicon: &'a Lexicon, styles: &'a Styles) -> Self {
        Self {
            extracted: Extracted::new(lexicon),
            styles,
            words: Words::default(),
            role: Role::Paragraph,
            in_text: false,
            run: Run::default(),
            run_start: 0,
            raised: None,
            left_out: 0,
            in_run_properties: false,
            fields: Vec::new(),
            power: None,
            embedded: 0,
            tables: 0,
            row: Row::default(),
            cell: Cell::new((), ""),
        }
    }

    pub(super) fn event(&mut self, event: &Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::Empty(tag) => {
                self.start(tag);
                self.end(&local(tag));
            }
            Event::End(tag) => self.end(tag.local_name().as_ref()),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if self.in_text => self.put(&characters(event)),
            _ => {}
        }
    }

    /// Adds words that are shown.
    fn put(&mut self, words: &str) {
        if self.left_out == 0 && !self.fields.contains(&true) {
            self.words.text.push_str(words);
        }
    }

    fn start(&mut self, tag: &BytesStart) {
        let name = local(tag);
        if self.left_out > 0 || is_left_out(&name) {
            self.left_out += usize::from(is_left_out(&name));
            return;
        }
        let value = || attribute(tag, "val").unwrap_or_default();
        let number = || value().trim().parse().unwrap_or(1);
        match name.as_str() {
            "p" if self.tables == 0 => self.end_paragraph(),
            "pStyle" => self.style(&value()),
            "rStyle" if self.in_run_properties => self.run.unseen |= self.style_of(&value()).unseen,
            "numPr" if !matches!(self.role, Role::Heading(_)) => self.role = Role::Item(1),
            "ilvl" if matches!(self.role, Role::Item(_)) => {
                self.role = Role::Item(value().parse::<u8>().unwrap_or(0).min(8) + 1);
            }
            "r" => (self.run_start, self.run) = (self.words.text.len(), Run::default()),
            "rPr" => self.in_run_properties = true,
            "b" if self.in_run_properties => self.run.bold = is_on(tag),
            "strike" | "dstrike" | "vanish" if self.in_run_properties => self.run.unseen |= is_on(tag),
            "vertAlign" if self.in_run_properties => self.run.raised = value() == "superscript",
            "t" => self.in_text = true,
            // Columns of a table's grid, not of the text.
            "gridSpan" => self.cell.columns = number(),
            "vMerge" => self.cell.continues = value() != "restart",
            "gridBefore" => self.row.skipped = number(),
            "tblHeader" => self.row.head = is_on(tag),
            "p" => self.words.text.push(PARTED),
            "br" | "cr" if self.tables == 0 => self.words.text.push(BROKEN),
            "tab" | "br" | "cr" => self.words.text.push(' '),
            "noBreakHyphen" => self.put("-"),
            "sym" => {
                let sign = symbol::read(
                    &attribute(tag, "font").unwrap_or_default(),
                    &attribute(tag, "char").unwrap_or_default(),
                );
                self.put(sign.unwrap_or(' ').encode_utf8(&mut [0; 4]));
            }
            "fldChar" => self.field(&attribute(tag, "fldCharType").unwrap_or_default()),
            "sup" => self.power = Some(self.words.text.len()),
            "altChunk" => self.embedded += 1,
            "tbl" => {
                if self.tables == 0 {
                    self.end_paragraph();
                } else {
                    // A table in a cell of another is one of its own.
                    self.end_cell();
                    self.end_row();
                    self.extracted.end_table();
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
            "num" => self.put("/"),
            "sup" => self.end_power(),
            "tc" if self.tables > 0 => self.end_cell(),
            "tr" if self.tables > 0 => self.end_row(),
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                self.extracted.end_table();
            }
            _ => {}
        }
    }

    /// A field begins, comes from its instruction to what it shows, or ends.
    fn field(&mut self, mark: &str) {
        match (mark, self.fields.last_mut()) {
            ("begin", _) => self.fields.push(true),
            ("separate", Some(field)) => *field = false,
            ("end", _) => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn style_of(&self, id: &str) -> Style {
        self.styles.get(id).copied().unwrap_or_default()
    }

    fn style(&mut self, id: &str) {
        let id = id.to_lowercase().replace("ttulo", "heading").replace("título", "heading");
        let told =
            self.styles.iter().find(|(known, _)| known.to_lowercase() == id).and_then(|(_, style)| style.heading);
        self.role = match told.or_else(|| styles::heading(&id)) {
            Some(level) => Role::Heading(level),
            None if id.starts_with("list") => Role::Item(1),
            None => self.role,
        };
    }

    fn end_cell(&mut self) {
        self.end_raised();
        let words = std::mem::take(&mut self.words);
        let text = words.text.clone();
        let Cell { columns, continues, .. } = std::mem::replace(&mut self.cell, Cell::new((), ""));
        self.row.cells.push(Cell { columns, continues, ..Cell::new(words, &text) });
    }

    fn end_row(&mut self) {
        self.extracted.add_row(std::mem::take(&mut self.row));
    }

    /// Writes the exponent of a formula as one.
    fn end_power(&mut self) {
        let Some((before, signs)) = self.power.take().and_then(|at| self.words.text.split_at_checked(at)) else {
            return;
        };
        let (start, read) = (before.len(), raised::read(before, signs, self.tables > 0));
        self.words.text.replace_range(start.., &read);
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

    pub(super) fn end_paragraph(&mut self) {
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
