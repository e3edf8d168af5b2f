//! A block as its sentences are read: the first sentence of a list item behind the words that introduce the list, where
//! it only goes on from them ("The project will:" – "train 500 teachers").

use crate::figure::{Block, BlockKind, Document};
use crate::grammar::{Mention, Style};
use crate::lexicon::{Lexicon, Tags};
use crate::scan;
use crate::sentence;
use crate::span::Span;

/// No lead-in is longer than this, in bytes.
const LONGEST_LEAD: usize = 400;

/// The text to read, and how its bytes lie in the document.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    /// The lead-in, if there is one, a space, and the block's text.
    pub(super) text: String,
    /// The figures of both, in order.
    pub(super) mentions: Vec<Mention>,
    /// The sentences of both; the lead-in and the first sentence of the item are one.
    pub(super) sentences: Vec<Span>,
    /// How many of the mentions stand in the lead-in.
    pub(super) before: usize,
    block: &'a Block,
    lead: Option<(&'a Block, usize)>,
    /// The byte of `text` at which the block begins.
    pub(super) start: usize,
}

impl<'a> Passage<'a> {
    /// The passage of `block`, whose figures are `mentions`.
    pub(super) fn new(
        document: &'a Document,
        block: &'a Block,
        mentions: Vec<Mention>,
        style: Style,
        lexicon: &Lexicon,
    ) -> Self {
        let sentences = sentence::split(&block.text, document.lang, lexicon);
        let mut made = Self { text: block.text.clone(), mentions, sentences, before: 0, block, lead: None, start: 0 };
        let lead =
            block.lead_in.and_then(|index| document.blocks.get(index)).filter(|_| goes_on(block, document, lexicon));
        if let Some((lead, tail)) = lead.and_then(|lead| Some((lead, introduction(lead, document, lexicon)?))) {
            made.join(lead, tail, style, lexicon);
        }
        made
    }

    fn join(&mut self, lead: &'a Block, tail: Span, style: Style, lexicon: &Lexicon) {
        let words = tail.of(&lead.text);
        let mut text = format!("{words} ");
        self.start = text.len();
        // A capital in the middle of a sentence would be a name.
        let first = self.text.chars().next().unwrap_or_default();
        text.push(first.to_ascii_lowercase());
        text.push_str(&self.text[first.len_utf8()..]);
        let moved = |span: Span| Span::new(span.start + self.start, span.end + self.start);
        let mut mentions = scan::mentions(words, style, lexicon);
        self.before = mentions.len();
        mentions.extend(self.mentions.drain(..).map(|mention| mention.behind(self.start)));
        let sentences = self.sentences.drain(..).enumerate();
        self.sentences =
            sentences.map(|(i, s)| Span::new(if i == 0 { 0 } else { moved(s).start }, moved(s).end)).collect();
        (self.text, self.mentions, self.lead) = (text, mentions, Some((lead, tail.start)));
    }

    /// The document's span of a span of `text`; none where it runs from the lead-in into the block.
    pub(super) fn source_span(&self, span: Span) -> Option<Span> {
        if span.start >= self.start {
            return Some(self.block.map.source_span(Span::new(span.start - self.start, span.end - self.start)));
        }
        let (lead, start) = self.lead.filter(|_| span.end < self.start)?;
        Some(lead.map.source_span(Span::new(span.start + start, span.end + start)))
    }

    /// The block's own sentence that holds a span of `text`, and the span in it.
    pub(super) fn sentence(&self, span: Span) -> (&'a str, Span) {
        let at = span.start;
        let found = self.sentences.get(self.sentences.partition_point(|s| s.end <= at)).filter(|s| s.start <= at);
        let own = |s: &Span| Span::new(s.start.max(self.start) - self.start, s.end - self.start);
        let own = found.map_or(Span::new(0, self.block.text.len()), own);
        let sentence = own.of(&self.block.text);
        let within = |at: usize| at.saturating_sub(self.start + own.start).min(sentence.len());
        (sentence, Span::new(within(span.start), within(span.end)))
    }
}

/// The words that introduce a list: the last sentence before the colon.
fn introduction(lead: &Block, document: &Document, lexicon: &Lexicon) -> Option<Span> {
    let text = lead.text.trim_end();
    let words = text.strip_suffix(':').filter(|_| lead.kind != BlockKind::TableRow)?.trim_end();
    let last = *sentence::split(text, document.lang, lexicon).last()?;
    let span = Span::new(last.start, last.end.min(words.len()));
    (span.len() <= LONGEST_LEAD && !span.is_empty()).then_some(span)
}

/// Whether a list item only goes on from what introduces it: it begins in lower case, with an amount, or with a verb.
fn goes_on(block: &Block, document: &Document, lexicon: &Lexicon) -> bool {
    if !matches!(block.kind, BlockKind::ListItem(_)) {
        return false;
    }
    let word = block.text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if !block.text.starts_with(char::is_uppercase) {
        return true;
    }
    let tags = |word: &str| lexicon.words.tags(document.lang, &word.to_lowercase());
    let next = block.text.split(' ').nth(1).unwrap_or_default();
    // "Train 30 teachers", but "Support for schools".
    let object =
        next.starts_with(|c: char| c.is_ascii_digit() || c == '$') || tags(next).any(Tags::DET.with(Tags::POSS));
    let first = tags(word);
    let closed = first.any(Tags::PREP.with(Tags::DET).with(Tags::AUX));
    first.any(Tags::VERB) && !closed && (object || !first.any(Tags::NOUNISH))
}
