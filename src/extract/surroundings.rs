//! What stands around a block: the headings above it, what introduces it, and the block before.

use crate::context::{Level, Names, Scene, Scope, Spot};
use crate::figure::{Block, BlockKind, Document, Period};
use crate::grammar::{self, Reading, Style};
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::{scan, sentence};
use std::cell::OnceCell;

/// Of the block before, so many sentences are read.
const LAST: usize = 2;
/// A shorter paragraph does not open a text, in bytes.
const SENTENCE: usize = 80;
/// Of a longer block that is a heading or leads in, no more is read, in bytes.
const LONGEST: usize = 2000;

/// The blocks of a document and, of those that others hang on, what they tell.
pub(super) struct Surroundings<'a> {
    document: &'a Document,
    style: Style,
    lexicon: &'a Lexicon,
    levels: Vec<OnceCell<Level>>,
    /// What a title tells that is no heading of the text.
    title: OnceCell<Level>,
    /// How often the document names its names.
    names: OnceCell<Names<'a>>,
    /// The first paragraph.
    opening: Option<usize>,
    /// The headings above the block now read, the outermost first: (level, block).
    headings: Vec<(u8, usize)>,
}

impl<'a> Surroundings<'a> {
    pub(super) fn new(document: &'a Document, style: Style, lexicon: &'a Lexicon) -> Self {
        let levels = std::iter::repeat_with(OnceCell::new).take(document.blocks.len()).collect();
        let opens = |block: &Block| block.kind == BlockKind::Paragraph && block.text.len() > SENTENCE;
        Self {
            document,
            style,
            lexicon,
            levels,
            title: OnceCell::new(),
            names: OnceCell::new(),
            opening: document.blocks.iter().position(opens),
            headings: Vec::new(),
        }
    }

    /// Comes to a block.
    pub(super) fn enter(&mut self, index: usize) {
        if let BlockKind::Heading(level) = self.document.blocks[index].kind {
            self.headings.retain(|(above, _)| *above < level);
            self.headings.push((level, index));
        }
    }

    /// What stands around the block; what introduces it is left out where the block is read together with it.
    pub(super) fn scope(&self, index: usize, joined: bool) -> Scope<'_> {
        let blocks = &self.document.blocks;
        let lead =
            blocks[index].lead_in.filter(|&lead| !joined && lead != index && blocks[lead].kind != BlockKind::TableRow);
        let prose = |&before: &usize| matches!(blocks[before].kind, BlockKind::Paragraph | BlockKind::ListItem(_));
        let before = index.checked_sub(1).filter(prose).filter(|before| Some(*before) != lead);
        let above: Vec<usize> =
            self.headings.iter().map(|&(_, heading)| heading).filter(|&heading| heading != index).collect();
        let (title, inner) = above.split_first().map_or((None, &[][..]), |(first, rest)| (Some(*first), rest));
        let heading = inner.last().copied();
        let section = inner.len().checked_sub(2).map(|at| inner[at]);
        let lead_of_lead = lead
            .and_then(|lead| blocks[lead].lead_in)
            .filter(|&over| over != index && blocks[over].kind != BlockKind::TableRow);
        let further = before
            .and_then(|before| before.checked_sub(1))
            .filter(prose)
            .filter(|further| Some(*further) != lead && Some(*further) != lead_of_lead);
        let named = [
            ("lead", lead),
            ("lead of lead", lead_of_lead),
            ("further", further),
            ("before", before),
            ("heading", heading),
            ("section", section),
            ("title", title),
            ("opening", self.opening.filter(|&opening| opening < index && Some(opening) != before)),
        ];
        let mut levels: Vec<_> = named.into_iter().filter_map(|(name, at)| Some((name, self.level(at?)))).collect();
        if title.is_none_or(|title| blocks[title].text != self.document.title) && !self.document.title.is_empty() {
            let title = || self.read(&self.document.title, &|_| Spot::Block(Span::default()));
            levels.push(("stated title", self.title.get_or_init(title)));
        }
        Scope { levels, names: Some(self.names.get_or_init(|| Names::of(&self.document.text))) }
    }

    fn level(&self, index: usize) -> &Level {
        let block = &self.document.blocks[index];
        self.levels[index].get_or_init(|| self.read(&block.text, &|span| Spot::Document(block.map.source_span(span))))
    }

    fn read(&self, text: &str, spot: &dyn Fn(Span) -> Spot) -> Level {
        if text.len() > LONGEST {
            return Level::default();
        }
        let mentions = scan::mentions(text, self.style, self.lexicon);
        let published = self.document.published.as_ref().map(|p| &p.period);
        let periods: Vec<Option<Period>> = mentions
            .iter()
            .map(|mention| match &mention.reading {
                Reading::Date(reading) => grammar::resolve(reading, published),
                _ => None,
            })
            .collect();
        let scene = Scene {
            text,
            sentences: &sentence::split(text, self.document.lang, self.lexicon),
            mentions: &mentions,
            periods: &periods,
            published,
            issuer: None,
            heads: None,
            item: None,
            scope: &Scope::default(),
            lang: self.document.lang,
            lexicon: self.lexicon,
        };
        Level::of_block(&scene, LAST, spot)
    }
}
