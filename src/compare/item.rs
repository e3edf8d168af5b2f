//! A figure made ready to be compared: its sentence and slots as sets of words, its document's date.

use super::words::{Token, Vocabulary, Word, set};
use crate::figure::{DocumentRow, Figure, Period};
use std::collections::HashMap;
use std::ops::Range;

/// So many words on either side of a figure are its neighbourhood.
const NEAR: usize = 12;

/// The figures in the order of their documents, and the words they use.
pub(super) struct Items<'a> {
    pub(super) all: Vec<Item<'a>>,
    /// The items of each document.
    pub(super) documents: Vec<Range<usize>>,
    pub(super) words: Vocabulary,
}

/// One figure.
pub(super) struct Item<'a> {
    pub(super) figure: &'a Figure,
    /// Its document, an index into [`Items::documents`].
    pub(super) document: usize,
    /// When that was published.
    pub(super) published: Option<Period>,
    /// The words of its sentence.
    pub(super) sentence: Vec<Word>,
    /// Those beside it.
    pub(super) near: Vec<Word>,
    /// Those of its sentence that are written as names.
    pub(super) names: Vec<Word>,
    /// The years that its sentence names.
    pub(super) years: Vec<Word>,
    pub(super) what: Vec<Word>,
    pub(super) actor: Vec<Word>,
    pub(super) place: Vec<Word>,
}

/// Makes figures ready. One whose document is not among `documents` counts as undated.
pub(super) fn items<'a>(figures: &'a [Figure], documents: &[DocumentRow]) -> Items<'a> {
    let published: HashMap<&str, Period> =
        documents.iter().filter_map(|row| Some((row.doc_id.as_str(), Period::parse(&row.published).ok()?))).collect();
    let mut sorted: Vec<&Figure> = figures.iter().collect();
    sorted.sort_by_key(|figure| (&figure.doc_id, figure.char_start, figure.char_end, &figure.figure_id));

    let mut items =
        Items { all: Vec::with_capacity(sorted.len()), documents: Vec::new(), words: Vocabulary::default() };
    // A sentence counts once a document: said again elsewhere, its words are no longer rare.
    let mut sentences: HashMap<(&str, &str), Vec<Token>> = HashMap::new();
    // Where to look on for the same words in the same sentence: "40,000 … and 40,000 …".
    let mut seen: HashMap<(&str, &str, &str), usize> = HashMap::new();
    for figure in sorted {
        let at = items.all.len();
        match items.documents.last_mut() {
            Some(range) if items.all.last().is_some_and(|last| last.figure.doc_id == figure.doc_id) => {
                range.end = at + 1;
            }
            _ => items.documents.push(at..at + 1),
        }
        let words = &mut items.words;
        let tokens = sentences.entry((&figure.doc_id, &figure.sentence)).or_insert_with(|| {
            let tokens = words.tokens(&figure.sentence);
            words.note(&tokens);
            tokens
        });
        let exact = folded(&figure.exact);
        let from = seen.entry((&figure.doc_id, &figure.sentence, &figure.exact)).or_default();
        let place = figure.sentence.get(*from..).and_then(|rest| rest.find(&exact)).map(|found| {
            let start = *from + found;
            *from = start + exact.len();
            start..*from
        });
        let place = place.unwrap_or_default();
        let mut slot = |text: &str| set(words.tokens(text).iter().map(|token| token.word));
        items.all.push(Item {
            figure,
            document: items.documents.len() - 1,
            published: published.get(figure.doc_id.as_str()).cloned(),
            what: slot(&figure.what),
            actor: slot(&figure.actor),
            place: slot(&figure.place),
            sentence: set(outside(tokens, &place).map(|token| token.word)),
            near: set(near(tokens, &place).map(|token| token.word)),
            years: set(tokens.iter().filter(|token| token.is_year).map(|token| token.word)),
            names: set(outside(tokens, &place).filter(|token| token.is_name).map(|token| token.word)),
        });
    }
    items.words.weigh();
    items
}

/// The words of a sentence but those of the figure itself.
fn outside<'a>(tokens: &'a [Token], figure: &Range<usize>) -> impl Iterator<Item = &'a Token> {
    let figure = figure.clone();
    tokens.iter().filter(move |token| !figure.contains(&token.start))
}

/// The words beside a figure; all of the sentence where the figure was not found in it.
fn near<'a>(tokens: &'a [Token], figure: &Range<usize>) -> impl Iterator<Item = &'a Token> {
    let first = tokens.partition_point(|token| token.start < figure.start);
    let last = tokens.partition_point(|token| token.start < figure.end);
    let (from, to) = if figure.is_empty() { (0, tokens.len()) } else { (first.saturating_sub(NEAR), last + NEAR) };
    outside(tokens.get(from..to.min(tokens.len())).unwrap_or_default(), figure)
}

/// A figure's words as its sentence has them: white space folded, without Markdown's escapes and emphasis.
pub(super) fn folded(exact: &str) -> String {
    exact.replace(['\\', '*', '_'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}
