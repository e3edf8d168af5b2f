//! A PDF → the text printed on its pages, page by page, in reading order.
//!
//! `load` opens the file within limits and gets each page's characters with their places (`content`, `font`);
//! `segment` makes words and runs of words of them, `layout` and `grid` lines and table rows in reading order,
//! `furniture` leaves out running heads. What cannot be read is left out and told of; the rest goes on.

mod content;
mod font;
mod furniture;
mod grid;
mod layout;
mod limits;
mod load;
mod raised;
mod row;
mod seen;
mod segment;
mod stated;
mod unpack;

use super::Limits;
use super::blocks::{self, Markup};
use super::metadata::Stated;
use crate::figure::Document;
use crate::lexicon::Lexicon;
use layout::{Item, Line};
use load::Loaded;
use std::collections::{HashMap, HashSet};

const SOFT_HYPHEN: char = '\u{AD}';
/// No more losses than this are told one by one.
const TOLD: usize = 5;

/// What the file states, its text, blocks and pages, and what could not be read.
pub(super) fn read(bytes: &[u8], lexicon: &Lexicon, limits: &Limits) -> Result<(Stated, Document), String> {
    let Loaded { stated, pages, lost } = load::load(bytes, *limits)?;
    let mut document = Document { message: told(&lost), ..Document::default() };
    let mut writer = Writer::new(&mut document, &pages, lexicon);
    for page in &pages {
        writer.page(page);
    }
    document.blocks = blocks::read(&document.text, 0, Markup::Print, lexicon);
    if document.blocks.is_empty() && !document.message.is_empty() {
        return Err(document.message);
    }
    Ok((stated, document))
}

/// Losses as one message.
fn told(lost: &[String]) -> String {
    let more = lost.len().checked_sub(TOLD + 1).map(|more| format!("and {} more", more + 1));
    lost.iter().take(TOLD).cloned().chain(more).collect::<Vec<_>>().join("; ")
}

/// Writes lines and rows as text, with a blank line where paragraphs part.
struct Writer<'a> {
    document: &'a mut Document,
    lexicon: &'a Lexicon,
    /// How far lines of a paragraph are apart, in sizes of type.
    pitch: f64,
    last: Option<Line>,
    /// How far to the right lines of the last column reach.
    edge: f64,
    /// The marks of footnotes met so far, and the size of type they stood in.
    marks: HashSet<String>,
    body: f64,
}

impl<'a> Writer<'a> {
    fn new(document: &'a mut Document, pages: &[Vec<Item>], lexicon: &'a Lexicon) -> Self {
        Self { document, lexicon, pitch: pitch(pages), last: None, edge: 0.0, marks: HashSet::new(), body: 0.0 }
    }

    fn page(&mut self, page: &[Item]) {
        let mut edges = HashMap::new();
        for line in page.iter().filter_map(line) {
            let edge = edges.entry(line.column).or_insert(line.x1);
            *edge = line.x1.max(*edge);
        }
        let mut starts = true;
        for item in self.notes_first(page) {
            match item {
                Item::Line(line) => {
                    self.part(line, starts);
                    if std::mem::take(&mut starts) {
                        self.document.pages.push(self.document.text.len());
                    }
                    let text = self.words(line);
                    self.document.text.push_str(&text);
                    self.edge = edges.get(&line.column).copied().unwrap_or(line.x1);
                    self.last = Some(line.clone());
                }
                Item::Row(cells) => {
                    let in_table = self.last.is_none() && self.document.text.ends_with('|');
                    self.begin(if in_table { "\n" } else { "\n\n" });
                    if std::mem::take(&mut starts) {
                        self.document.pages.push(self.document.text.len());
                    }
                    self.row(cells);
                    self.last = None;
                }
            }
        }
        if starts {
            self.document.pages.push(self.document.text.len());
        }
    }

    /// The parts of a page; where its last sentence goes on, the notes under it stand before its paragraph.
    fn notes_first<'p>(&self, page: &'p [Item]) -> Vec<&'p Item> {
        let at = |index: usize| page.get(index).and_then(line);
        let foot = page.last().and_then(line).map_or(0.0, |line| line.size);
        let body = page.iter().rev().filter_map(line).map(|line| line.size).find(|&size| foot < 0.93 * size);
        let small = |index: &usize| at(*index).is_some_and(|line| line.size < 0.93 * body.unwrap_or(0.0));
        let notes = (1..page.len()).rev().take_while(small).last();
        let Some(notes) = notes.filter(|&notes| at(notes - 1).is_some_and(is_open)) else {
            return page.iter().collect();
        };
        let goes_on =
            |index: usize| at(index - 1).zip(at(index)).is_some_and(|(above, below)| self.joins(above, below));
        let start = (1..notes).rev().find(|&index| !goes_on(index)).unwrap_or(0);
        page[..start].iter().chain(&page[notes..]).chain(&page[start..notes]).collect()
    }

    /// The words of a line without the marks of footnotes; a hyphen that shows only at a line's end is one there.
    fn words(&mut self, line: &Line) -> String {
        let known = self.marks.len();
        let mut text = raised::settle(&line.text, self.lexicon, &mut self.marks);
        if self.marks.len() > known {
            self.body = line.size;
        } else if line.size < 0.93 * self.body {
            text = raised::without_marks(&text, &self.marks);
        }
        if text.contains(SOFT_HYPHEN) {
            let broken = text.trim_end().ends_with(SOFT_HYPHEN);
            text.retain(|char| char != SOFT_HYPHEN);
            if broken {
                text.push('-');
            }
        }
        text
    }

    fn row(&mut self, cells: &[String]) {
        let text = &mut self.document.text;
        text.push('|');
        for cell in cells {
            text.push(' ');
            text.push_str(&raised::settle(cell, self.lexicon, &mut self.marks));
            text.push_str(" |");
        }
    }

    fn begin(&mut self, gap: &str) {
        if !self.document.text.is_empty() {
            self.document.text.push_str(gap);
        }
    }

    /// Writes what stands between the last line and this one.
    fn part(&mut self, line: &Line, new_page: bool) {
        let Some(last) = self.last.take() else { return self.begin("\n\n") };
        let goes_on = if is_numbered(&line.text) {
            false
        } else if new_page || line.column != last.column {
            // At the end of a column a paragraph goes on where its last line is full.
            let is_full = last.x1 > self.edge - 0.2 * (self.edge - last.x0);
            is_full && is_open(&last) && same_type(&last, line)
        } else {
            self.joins(&last, line)
        };
        self.begin(if goes_on { "\n" } else { "\n\n" });
    }

    /// Whether a line of one column goes on in the next as far as their type and distance tell.
    fn joins(&self, above: &Line, below: &Line) -> bool {
        let size = above.size.max(below.size);
        let fall = above.y - below.y;
        same_type(above, below) && fall <= (self.pitch * 1.3).max(1.35) * size && fall > -size
    }
}

fn same_type(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() <= 0.08 * a.size.max(b.size) && a.bold == b.bold
}

/// Whether a line ends within a sentence.
fn is_open(line: &Line) -> bool {
    let text = line.text.trim_end_matches(|char: char| char.is_whitespace() || raised::is_marked(char));
    !text.ends_with(['.', '!', '?', ':', ';'])
}

/// Whether a line begins with the number of a section or item: "3.1 Results".
fn is_numbered(text: &str) -> bool {
    let Some((number, words)) = text.split_once(' ') else { return false };
    let parts = || number.trim_end_matches('.').split('.');
    parts().count() > 1
        && parts().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
        && words.starts_with(char::is_uppercase)
}

fn line(item: &Item) -> Option<&Line> {
    match item {
        Item::Line(line) => Some(line),
        Item::Row(_) => None,
    }
}

/// How far lines of a paragraph are apart, in sizes of type: what a quarter of the lines are not above.
fn pitch(pages: &[Vec<Item>]) -> f64 {
    let mut falls: Vec<f64> = Vec::new();
    for pair in pages.iter().flat_map(|page| page.windows(2)) {
        if let (Some(above), Some(below)) = (line(&pair[0]), line(&pair[1]))
            && above.column == below.column
            && (above.size - below.size).abs() < 0.08 * above.size
            && above.y > below.y
        {
            falls.push((above.y - below.y) / above.size.max(1e-6));
        }
    }
    falls.sort_by(f64::total_cmp);
    falls.get(falls.len() / 4).copied().filter(|&pitch| (0.8..2.3).contains(&pitch)).unwrap_or(1.4)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
