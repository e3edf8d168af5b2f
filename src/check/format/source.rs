//! Where a verdict points: the document's text where it is at hand, else the row of `expected.csv`.

use crate::check::verdict::Verdict;
use crate::figure::Figure;
use crate::span::{Locator, Span};
use std::collections::HashMap;

/// The files a check was made from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Source<'a> {
    /// The path of the expected rows, as given.
    pub expected: &'a str,
    /// What the figures were read from, as given on the command line.
    pub figures: &'a str,
    /// Whether `full` may colour its output.
    pub color: bool,
    texts: HashMap<&'a str, Text<'a>>,
}

#[derive(Debug, Clone)]
struct Text<'a> {
    path: &'a str,
    words: &'a str,
    at: Locator<'a>,
}

/// A stretch of a file. Lines and columns count from 1, columns and offsets in code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// The file.
    pub path: &'a str,
    /// The line it begins on.
    pub line: usize,
    /// The column it begins at.
    pub column: usize,
    /// The line it ends on.
    pub end_line: usize,
    /// The column after its last code point.
    pub end_column: usize,
    /// Its code points from the start of the file, first and one past the last; none for a row of `expected.csv`.
    pub chars: Option<(usize, usize)>,
}

impl<'a> Source<'a> {
    /// The files as the command line names them; no document's text is at hand yet.
    pub fn new(expected: &'a str, figures: &'a str) -> Self {
        Self { expected, figures, color: false, texts: HashMap::new() }
    }

    /// Puts the text of a document at hand, with the path a person finds it by.
    pub fn add(&mut self, doc_id: &'a str, path: &'a str, text: &'a str) {
        self.texts.insert(doc_id, Text { path, words: text, at: Locator::new(text) });
    }

    /// The document's path and text and the figure's bytes in it, if the text is at hand and holds the figure's words.
    pub(super) fn words(&self, figure: &Figure) -> Option<(&'a str, &'a str, Span)> {
        let Text { path, words, at } = self.texts.get(&*figure.doc_id)?;
        let span = Span::new(at.byte(figure.char_start), at.byte(figure.char_end));
        (!span.is_empty() && span.of(words) == figure.exact).then_some((*path, *words, span))
    }

    /// Where a figure stands, if its document's text is at hand.
    pub(super) fn place(&self, figure: &Figure) -> Option<Place<'a>> {
        let (path, _, span) = self.words(figure)?;
        let at = &self.texts.get(&*figure.doc_id)?.at;
        Some(Place {
            path,
            line: at.line(span.start),
            column: at.column(span.start),
            end_line: at.line(span.end - 1),
            end_column: at.column(span.end - 1) + 1,
            chars: Some((figure.char_start, figure.char_end)),
        })
    }

    /// Where a verdict is best shown: at its figure, at the nearest one, or at its row.
    pub(super) fn place_of(&self, verdict: &Verdict<'_>) -> Place<'a> {
        let figure = verdict.figure.or(verdict.nearest);
        figure.and_then(|figure| self.place(figure)).unwrap_or_else(|| {
            let line = verdict.row.map_or(1, |row| row.line);
            Place { path: self.expected, line, column: 1, end_line: line, end_column: 1, chars: None }
        })
    }
}
