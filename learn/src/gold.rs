//! The gold: rows of a table of annotations, found in their documents.

use quantifact::span::Span;
use std::error::Error;
use std::path::Path;

/// A row of the gold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gold {
    /// The start of the document's file name.
    pub(crate) document: String,
    /// The words around the figure, the figure in «».
    pub(crate) context: String,
    pub(crate) kind: String,
    pub(crate) what: String,
    pub(crate) category: String,
    pub(crate) actor: String,
    pub(crate) place: String,
    pub(crate) status: String,
    pub(crate) period: String,
    pub(crate) optional: bool,
}

/// The rows of a table.
pub(crate) fn read(path: &Path) -> Result<Vec<Gold>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let cell = |index: usize| (*cells.get(index).unwrap_or(&"")).to_owned();
        Gold {
            document: cell(0),
            context: cell(1),
            kind: cell(2),
            what: cell(7),
            category: cell(8),
            actor: cell(9),
            place: cell(10),
            status: cell(11),
            period: cell(12),
            optional: cell(13) == "1",
        }
    };
    Ok(rows.map(row).collect())
}

impl Gold {
    /// The figure's bytes in the text; none where the context is not found. White space of any length is alike.
    pub(crate) fn locate(&self, text: &str) -> Option<Span> {
        let (before, rest) = self.context.split_once('«')?;
        let (core, after) = rest.split_once('»')?;
        let mut from = 0;
        let first: String = before.chars().chain(core.chars()).take_while(|c| !c.is_whitespace()).collect();
        while let Some(found) = text.get(from..)?.find(first.as_str()) {
            let at = from + found;
            let start = eat(text, at, before);
            let end = start.and_then(|start| eat(text, start, core));
            if let (Some(start), Some(end)) = (start, end)
                && eat(text, end, after).is_some()
            {
                return Some(Span::new(start, end));
            }
            from = at + text.get(at..)?.chars().next()?.len_utf8();
        }
        None
    }
}

/// Where `pattern` ends that begins at `at`; white space of any length is alike.
fn eat(text: &str, at: usize, pattern: &str) -> Option<usize> {
    let mut at = at;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        let rest = text.get(at..)?;
        if c.is_whitespace() {
            while chars.peek().is_some_and(|c| c.is_whitespace()) {
                chars.next();
            }
            let space = rest.len() - rest.trim_start().len();
            if space == 0 {
                return None;
            }
            at += space;
        } else {
            at += rest.strip_prefix(c).map(|_| c.len_utf8())?;
        }
    }
    Some(at)
}
