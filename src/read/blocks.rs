//! Text → blocks: one pass over its lines, for Markdown and plain text alike.
//!
//! The two differ in three ways. Lines of Markdown always go on until a blank line or a hard break, those of a plain
//! text only where it is hard-wrapped (see `wrap` and `ragged`). Short lines like titles are headings in plain text only. A line
//! of dashes under words is a heading in Markdown, and in plain text only where it is as long as the words.

use super::columns;
use super::facts;
use super::furniture;
use super::grid::Row;
use super::heading::{self, LONGEST, Place};
use super::hyphen::{self, Vocabulary};
use super::inline::{self, Joined};
use super::lines::{Line, LineKind, Marker};
use super::outline::Outline;
use super::ragged::{Before, Ragged};
use super::table;
use super::wrap::{self, Wrap, line_at};
use crate::figure::{Block, BlockKind};
use crate::lexicon::Lexicon;
use std::collections::HashSet;

/// How the lines of a text are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    /// Markdown.
    Md,
    /// Plain text, in which Markdown marks may stand.
    Txt,
    /// Plain text in which marks are words.
    Plain,
    /// Text taken from printed pages, as `Plain`.
    Print,
}

impl Markup {
    /// Whether marks are words.
    fn is_plain(self) -> bool {
        matches!(self, Self::Plain | Self::Print)
    }

    /// Whether it may have been copied from printed pages, with the ends of their lines.
    fn may_be_copied(self) -> bool {
        matches!(self, Self::Txt | Self::Plain)
    }
}

/// The blocks of `text` from byte `start` on.
pub(super) fn read(text: &str, start: usize, markup: Markup, lexicon: &Lexicon) -> Vec<Block> {
    let mut reader = Reader::new(text, start, markup, lexicon);
    let mut at = start;
    // The tables of printed pages are told by where their words stand on the page.
    let printed = markup == Markup::Print;
    let found = columns::find(text, start, (markup.is_plain(), printed), lexicon);
    let mut tables = found.into_iter().peekable();
    while let Some(span) = line_at(text, at) {
        if let Some(table) = tables.next_if(|table| table.start <= span.start)
            && table.start == span.start
        {
            reader.table(table.rows);
            at = table.end + 1;
            continue;
        }
        let line = Line::read(text, span);
        at = if reader.furniture.contains(&span.start) {
            span.end + 1
        } else if let Some(end) = reader.skip(line) {
            line_at(text, end).map_or(text.len(), |rest| rest.end + 1)
        } else {
            reader.line(line);
            span.end + 1
        };
    }
    reader.close();
    reader.end_bars();
    let blocks = reader.outline.into_blocks();
    // A number alone on a printed page is the page's.
    if markup == Markup::Print { blocks } else { facts::join(blocks, lexicon) }
}

/// Where the open block stands.
#[derive(Debug, Clone, Copy)]
enum Role {
    Paragraph,
    /// An item of this depth.
    Item(u8),
    /// A further paragraph of an item of this depth.
    InItem(u8),
}

/// The block whose lines are being read.
struct Open {
    joined: Joined,
    role: Role,
    /// Nothing, a blank line or a rule stands before it.
    alone: bool,
    lines: usize,
    indent: usize,
    last: Line,
}

/// An item above or beside the next.
#[derive(Debug, Clone, Copy)]
struct Level {
    indent: usize,
    content: usize,
    marker: Marker,
}

struct Reader<'a> {
    text: &'a str,
    markup: Markup,
    lexicon: &'a Lexicon,
    wrap: Wrap,
    ragged: Ragged,
    /// Where lines begin that are page numbers and running heads.
    furniture: HashSet<usize>,
    /// Where the list without marks ends that is being read.
    list_end: usize,
    outline: Outline,
    open: Option<Open>,
    levels: Vec<Level>,
    /// A blank line, a rule or nothing stands before the next line.
    gap: bool,
    /// Where the next comment ends, as last looked up; the end of the text where none does.
    comment_end: usize,
    /// The words of a text that was printed, which tell whether a hyphen at a line's end belongs to the word.
    known: Option<Vocabulary>,
    /// The rows of the table that is being read, and whether a line of dashes stands under its heads.
    rows: Vec<Row<Joined>>,
    ruled: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, start: usize, markup: Markup, lexicon: &'a Lexicon) -> Self {
        let wrap = Wrap::measure(text, start);
        let (outline, levels) = (Outline::default(), Vec::new());
        let copied = markup.may_be_copied();
        let known = (copied || markup == Markup::Print).then(|| Vocabulary::of(text));
        let ragged = if copied { Ragged::measure(text, start, lexicon) } else { Ragged::default() };
        let furniture = if copied { furniture::find(text, start) } else { HashSet::new() };
        Self {
            text,
            markup,
            lexicon,
            wrap,
            ragged,
            furniture,
            list_end: 0,
            outline,
            open: None,
            levels,
            gap: true,
            comment_end: 0,
            known,
            rows: Vec::new(),
            ruled: false,
        }
    }

    /// Reads what begins with this line and is no prose, a comment or an HTML table; the byte after it.
    fn skip(&mut self, line: Line) -> Option<usize> {
        if self.markup.is_plain() {
            return None;
        }
        let words = line.whole.of(self.text);
        let angle = memchr::memchr(b'<', words.as_bytes())?;
        if words.starts_with("<!--") {
            let after = line.whole.start + 4;
            if self.comment_end < after {
                let end = memchr::memmem::find(&self.text.as_bytes()[after..], b"-->");
                self.comment_end = end.map_or(self.text.len(), |end| after + end + 3);
            }
            let rest = line_at(self.text, self.comment_end).map_or("", |rest| rest.of(self.text));
            let closed = self.text[..self.comment_end].ends_with("-->");
            // Words after the comment on its line stay.
            if closed && rest.trim().is_empty() {
                self.gap = true;
                return Some(self.comment_end);
            }
        }
        let start = line.whole.start + angle + table::find(&words[angle..])?;
        self.close();
        self.end_bars();
        let end = table::read(self.text, start, &mut self.outline);
        self.gap = true;
        Some(end)
    }

    fn line(&mut self, line: Line) {
        let gap = std::mem::take(&mut self.gap);
        if gap && self.markup == Markup::Print && line.kind != LineKind::Blank {
            self.wrap = Wrap::of_column(self.text, line.whole.start);
        }
        if self.open.as_ref().is_some_and(|open| open.last.quoted != line.quoted) {
            self.close();
        }
        if !matches!(line.kind, LineKind::Blank | LineKind::Bars) {
            self.end_bars();
        }
        match line.kind {
            LineKind::Blank => self.gap = true,
            LineKind::Dashes(length) | LineKind::Equals(length) => {
                let level = if matches!(line.kind, LineKind::Equals(_)) { 1 } else { 2 };
                if gap || !self.underline(length, level) {
                    self.rule();
                }
            }
            LineKind::Rule => self.rule(),
            LineKind::Marks if gap || self.open.is_none() || self.markup != Markup::Md => self.gap = true,
            LineKind::Heading(level) if !self.markup.is_plain() => {
                self.close();
                self.levels.clear();
                let mut joined = Joined::new(self.markup.is_plain());
                joined.push(self.text, line.words);
                for piece in inline::clean(&joined) {
                    let fact = facts::is_amount(&piece.text, self.lexicon);
                    let kind = if fact { BlockKind::Paragraph } else { BlockKind::Heading(level) };
                    self.outline.push(kind, piece);
                }
                self.gap = true;
            }
            LineKind::Item(marker, content) if self.is_item(line, marker, gap) => self.item(line, marker, content),
            LineKind::Bars => self.bars(line),
            LineKind::Item(..) | LineKind::Words | LineKind::Marks | LineKind::Heading(_) => {
                self.words(Line { words: line.whole, ..line }, gap);
            }
        }
    }

    fn rule(&mut self) {
        self.close();
        self.levels.clear();
        self.outline.rule();
        self.gap = true;
    }

    /// Makes a heading of the open line, if it is one; dashes under other words are a rule.
    fn underline(&mut self, length: usize, level: u8) -> bool {
        let text = self.text;
        let Some(open) = self.open.as_ref().filter(|open| matches!(open.role, Role::Paragraph) && open.lines == 1)
        else {
            return false;
        };
        let words = open.last.words.of(text).chars().count();
        let as_long = length >= 4 && length.abs_diff(words) <= 2 + words / 4;
        if words > LONGEST || self.markup != Markup::Md && !as_long {
            return false;
        }
        let Some(open) = self.open.take() else { return false };
        self.levels.clear();
        for piece in inline::clean(&open.joined) {
            self.outline.push(BlockKind::Heading(level), piece);
        }
        self.gap = true;
        true
    }

    /// Whether a line with an item's mark is one, and not a line of prose that happens to begin so.
    fn is_item(&self, line: Line, marker: Marker, gap: bool) -> bool {
        let Some(open) = self.open.as_ref().filter(|_| !gap) else { return true };
        if self.markup != Markup::Md && !self.wrap.is_wrapped() && !self.ragged.is_loose() {
            return true;
        }
        let sibling = self.levels.last().is_some_and(|level| kind(level.marker) == kind(marker));
        match marker {
            Marker::Number(1) => true,
            Marker::Number(_) | Marker::Bullet('+') => sibling,
            // A dash or an "o" for which there was room on the line before was put on its own line on purpose.
            Marker::Bullet('–' | 'o') => {
                let full = self.wrap.joins(wrap::line_length(self.text, open.last), 1);
                let before = open.last.words.of(self.text);
                let goes_on =
                    line.words.of(self.text).starts_with(char::is_lowercase) && !before.ends_with(['.', ';', ':', ',']);
                open.last.hard_break || !goes_on && !full && (sibling || line.indent >= open.indent + 2)
            }
            Marker::Bullet(_) => true,
        }
    }

    fn item(&mut self, line: Line, marker: Marker, content: usize) {
        self.close();
        let indent = line.indent;
        while self.levels.last().is_some_and(|level| level.indent > indent) {
            self.levels.pop();
        }
        if let Some(&top) = self.levels.last() {
            let nested = match self.markup {
                Markup::Md => indent >= top.content || indent >= top.indent + 2,
                Markup::Txt | Markup::Plain | Markup::Print => indent > top.indent,
            };
            if !nested {
                self.levels_beside(marker);
            }
        }
        self.levels.push(Level { indent, content, marker });
        let depth = self.depth();
        self.begin(line, Role::Item(depth), false);
    }

    /// Takes away the levels at or under which an item as far to the left as the last one stands.
    fn levels_beside(&mut self, marker: Marker) {
        let plain = |marker: Marker| matches!(marker, Marker::Bullet('-' | '*' | '+'));
        let same = |level: &Level| kind(level.marker) == kind(marker) || plain(level.marker) && plain(marker);
        let Some(&top) = self.levels.last() else { return };
        // Where every item stands at the margin, another mark means another depth.
        let beside = |level: &Level| level.indent == top.indent;
        match self.levels.iter().rposition(|level| beside(level) && same(level)) {
            Some(index) => self.levels.truncate(index),
            None if self.levels.len() < 4 => {}
            None => drop(self.levels.pop()),
        }
    }

    fn depth(&self) -> u8 {
        u8::try_from(self.levels.len()).unwrap_or(u8::MAX)
    }

    fn words(&mut self, line: Line, gap: bool) {
        let text = self.text;
        if is_definition(line.words.of(text)) {
            return;
        }
        if self.markup.may_be_copied() && self.is_bare_item(line, gap) {
            self.close();
            self.levels.clear();
            self.begin(line, Role::Item(1), false);
            return;
        }
        let joins = self.open.as_ref().is_some_and(|open| self.goes_on(open, line, gap));
        if let Some(open) = self.open.as_mut().filter(|_| joins) {
            add(open, text, line, self.markup, self.known.as_ref(), self.lexicon);
            return;
        }
        let markup = self.markup;
        let under = |level: &Level| match markup {
            Markup::Md => line.indent >= level.content.min(level.indent + 2),
            Markup::Txt | Markup::Plain | Markup::Print => line.indent > level.indent,
        };
        self.close();
        while self.levels.last().is_some_and(|level| !under(level)) {
            self.levels.pop();
        }
        let role = if self.levels.is_empty() { Role::Paragraph } else { Role::InItem(self.depth()) };
        self.begin(line, role, gap);
    }

    /// Whether the line is an item of a list without marks.
    fn is_bare_item(&mut self, line: Line, gap: bool) -> bool {
        let start = line.whole.start;
        let introduced =
            self.open.as_ref().filter(|_| !gap).is_some_and(|open| {
                matches!(open.role, Role::Paragraph) && open.last.words.of(self.text).ends_with(':')
            });
        if introduced && start >= self.list_end {
            self.list_end = self.ragged.list_end(self.text, start, self.lexicon).unwrap_or(start);
        }
        start < self.list_end
    }

    /// Whether the open block goes on in this line.
    fn goes_on(&self, open: &Open, line: Line, gap: bool) -> bool {
        let (before, after) = (open.last.words.of(self.text), line.words.of(self.text));
        if gap {
            // A page break may stand in the middle of a sentence.
            return open.joined.len() >= 40
                && before.ends_with(|char: char| char.is_alphanumeric() || matches!(char, ',' | ')'))
                && after.starts_with(char::is_lowercase)
                && !after.chars().nth(1).is_some_and(char::is_uppercase);
        }
        let broken = self.markup == Markup::Print
            && after.starts_with(char::is_lowercase)
            && !before.ends_with(['.', '!', '?', ':']);
        if self.markup.may_be_copied() {
            let length = wrap::line_length(self.text, open.last);
            let continued = open.lines > 1;
            if self.ragged.joins(Before { words: before, length, continued }, after, self.lexicon) {
                return true;
            }
        }
        // Dots lead from a title to its page.
        let leads = self.markup == Markup::Print && before.contains("....");
        self.markup == Markup::Md
            || broken
            || !leads && self.wrap.joins(wrap::line_length(self.text, open.last), wrap::first_word(self.text, line))
    }

    /// A row of a table drawn with bars.
    fn bars(&mut self, line: Line) {
        self.close();
        self.levels.clear();
        match table::bars(self.text, line.words) {
            Some(row) => self.rows.push(row),
            // Dashes again stand under the heads of another table.
            None if self.ruled => {
                let head = self.rows.pop();
                self.end_bars();
                self.rows.extend(head.map(|row| Row { head: true, ..row }));
                self.ruled = true;
            }
            None => {
                self.ruled = true;
                self.rows.iter_mut().for_each(|row| row.head = true);
            }
        }
    }

    /// The rows of a table that tabs or spaces set.
    fn table(&mut self, rows: Vec<Row<Joined>>) {
        self.close();
        self.end_bars();
        self.levels.clear();
        table::add(rows, &mut self.outline);
        self.gap = true;
    }

    fn end_bars(&mut self) {
        self.ruled = false;
        if !self.rows.is_empty() {
            table::add(std::mem::take(&mut self.rows), &mut self.outline);
        }
    }

    fn begin(&mut self, line: Line, role: Role, alone: bool) {
        let mut joined = Joined::new(self.markup.is_plain());
        joined.push(self.text, line.words);
        self.open = Some(Open { joined, role, alone, lines: 1, indent: line.indent, last: line });
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let emphasised = open.joined.is_emphasised();
        let pieces = inline::clean(&open.joined).into_iter().filter(|piece| !is_navigation(&piece.text));
        for (index, piece) in pieces.enumerate() {
            match open.role {
                Role::Item(depth) if index == 0 => self.outline.push(BlockKind::ListItem(depth), piece),
                Role::Item(depth) | Role::InItem(depth) => self.outline.push_in_item(depth, piece),
                Role::Paragraph => {
                    // A printed heading may run over a line's end.
                    let alone = open.alone && (open.lines == 1 || self.markup == Markup::Print && open.lines <= 3);
                    let plain = self.markup != Markup::Md || emphasised;
                    let place = Place {
                        plain,
                        alone: alone || emphasised,
                        first: self.outline.is_empty() && self.markup != Markup::Md,
                    };
                    let heading = heading::level(&piece, place, self.lexicon);
                    let heading = heading.filter(|_| !facts::is_amount(&piece.text, self.lexicon));
                    self.outline.push(heading.map_or(BlockKind::Paragraph, BlockKind::Heading), piece);
                }
            }
        }
    }
}

/// Adds a line to the open block.
fn add(open: &mut Open, text: &str, line: Line, markup: Markup, known: Option<&Vocabulary>, lexicon: &Lexicon) {
    let (before, after) = (open.last.words.of(text), line.words.of(text));
    let ends = before.ends_with(['.', '!', '?', ':', ';', '*']);
    if markup == Markup::Md && open.last.hard_break && (ends || !after.starts_with(char::is_lowercase)) {
        open.joined.push(text, line.words);
        open.joined.break_before_last(line.words.len());
    } else if hyphen::breaks(before, after, lexicon) {
        let drops = |known: &Vocabulary| match markup {
            Markup::Print => known.drops_hyphen(before, after),
            // A text need not have been printed: the hyphen may be the writer's.
            _ => known.surely_drops_hyphen(before, after, lexicon),
        };
        let number = hyphen::is_number(before, after, lexicon)
            || before.trim_end_matches('-').ends_with(|c: char| c.is_ascii_digit());
        if after.starts_with(char::is_alphabetic) && !number && known.is_some_and(drops) {
            open.joined.drop_hyphen();
        }
        open.joined.append(text, line.words);
    } else if text.get(open.last.words.end..).is_some_and(|rest| rest.starts_with('\u{AD}')) {
        open.joined.append(text, line.words);
    } else {
        open.joined.push(text, line.words);
    }
    open.last = line;
    open.lines += 1;
}

/// "[1]: https://…", the target of a link elsewhere.
fn is_definition(words: &str) -> bool {
    let Some((label, target)) = words.strip_prefix('[').and_then(|rest| rest.split_once("]: ")) else { return false };
    label.len() < 80
        && !label.contains(['[', ']'])
        && ["http", "<http", "mailto:", "#", "/"].iter().any(|start| target.starts_with(start))
}

/// "Home » Press » Fact Sheets » …": the way to a page within its site.
fn is_navigation(text: &str) -> bool {
    let parts = || text.split(['»', '›']);
    parts().count() > 2
        && !text.contains(['«', '‹'])
        && parts().all(|part| part.len() < 120 && !part.trim_end().ends_with('.'))
}

/// What sort of mark it is, all numbers being one.
fn kind(marker: Marker) -> char {
    match marker {
        Marker::Bullet(char) => char,
        Marker::Number(_) => '1',
    }
}

#[cfg(test)]
#[path = "blocks_tests.rs"]
mod tests;
