//! What a stretch of text (a sentence, a heading, the block before) says of who, where, when and what: the candidates that
//! the figures in it and behind it may take.

use super::super::group::Form;
use super::super::name::{is_name, name};
use super::super::noun::phrase;
use super::super::subject::{Subject, read, thing};
use super::super::{Scene, Sentence, Slot, is_time};
use crate::figure::Period;
use crate::grammar::Reading;
use crate::lexicon::Tags;
use crate::span::Span;

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// In the block's text.
    Block(Span),
    /// In the document's text.
    Document(Span),
}

/// Words that may fill a slot.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) text: String,
    pub(super) spot: Spot,
    /// The tokens of its sentence, first to past the last.
    pub(super) at: (usize, usize),
    /// What it is in its sentence.
    pub(super) role: &'static str,
    /// ISO 3166-1 alpha-3 codes of a place.
    pub(super) country: String,
    /// The time of a date.
    pub(super) period: Option<Period>,
}

/// What kind of stretch it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum LevelForm {
    #[default]
    Prose,
    /// A few words with a colon, which lead in what follows.
    LeadIn,
    /// It is a time or a place and nothing else.
    Alone,
}

/// What a stretch of text tells.
#[derive(Debug, Default)]
pub struct Level {
    pub(super) form: LevelForm,
    pub(super) who: Vec<Told>,
    pub(super) places: Vec<Told>,
    pub(super) periods: Vec<Told>,
    pub(super) things: Vec<Told>,
    /// Its first words, in lower case.
    pub(super) words: Vec<String>,
}

/// No stretch gives more of a kind.
const MOST: usize = 24;
/// No lead-in of more words is a label.
const SHORT: usize = 10;
/// So many words of a stretch are kept.
const WORDS: usize = 12;

impl Level {
    /// What the sentences of a block tell, the last `most` of them; `spot` says where a span of it stands.
    pub fn of_block(scene: &Scene<'_>, most: usize, spot: &dyn Fn(Span) -> Spot) -> Self {
        let mut level = Self::default();
        let first = scene.sentences.len().saturating_sub(most);
        for &span in &scene.sentences[first..] {
            let sentence = Sentence::new(scene, span);
            level.add(scene, &sentence, spot);
            level.form = level.form(scene, &sentence);
        }
        level
    }

    fn form(&self, scene: &Scene<'_>, sentence: &Sentence<'_>) -> LevelForm {
        let words = sentence.tokens.iter().filter(|t| t.is_word() || t.figure().is_some()).count();
        let covers = |told: &[Told]| told.last().is_some_and(|told| told.at.1 - told.at.0 >= words);
        if words > 0 && scene.sentences.len() == 1 && (covers(&self.periods) || covers(&self.places)) {
            LevelForm::Alone
        } else if scene.text.trim_end().ends_with(':') && scene.sentences.len() == 1 && words <= SHORT {
            LevelForm::LeadIn
        } else {
            LevelForm::Prose
        }
    }

    /// The place that a heading or a label is, and where in the document it stands.
    pub fn of_place(text: &str, country: &str, source: Span) -> Self {
        let (spot, country) = (Spot::Document(source), country.to_owned());
        let told = Told { text: text.to_owned(), spot, at: (0, 0), role: "over", country, period: None };
        Self { places: vec![told], form: LevelForm::Alone, ..Self::default() }
    }

    /// What one sentence tells.
    pub(super) fn of_sentence(scene: &Scene<'_>, sentence: &Sentence<'_>) -> Self {
        let mut level = Self::default();
        level.add(scene, sentence, &Spot::Block);
        level
    }

    fn add(&mut self, scene: &Scene<'_>, sentence: &Sentence<'_>, spot: &dyn Fn(Span) -> Spot) {
        let told = |slot: Slot, at: (usize, usize), role: &'static str| Told {
            text: slot.text,
            spot: spot(slot.span),
            at,
            role,
            country: String::new(),
            period: None,
        };
        let words = |from: usize, to: usize| {
            let span = sentence.tokens[from].span.join(sentence.tokens[to - 1].span);
            Slot { text: span.of(scene.text).to_owned(), span }
        };
        let who = actors(scene, sentence);
        self.who.extend(who.into_iter().map(|(slot, at, role)| told(slot, at, role)));
        for place in &sentence.places {
            let mut found = told(words(place.start, place.end), (place.start, place.end), strength(place.strength));
            let mut countries: Vec<&str> = Vec::new();
            for country in &place.countries {
                if !countries.contains(&&**country) {
                    countries.push(country);
                }
            }
            found.country = countries.join(";");
            self.places.push(found);
        }
        for (slot, at, role) in unlisted(scene, sentence) {
            self.places.push(told(slot, at, role));
        }
        for (at, token) in sentence.tokens.iter().enumerate() {
            let Some(mention) = token.figure() else { continue };
            let date = matches!(scene.mentions[mention].reading, Reading::Date(_));
            if let Some(period) = scene.periods.get(mention).and_then(Option::as_ref).filter(|_| date) {
                let mut found = told(words(at, at + 1), (at, at + 1), "date");
                found.period = Some(period.clone());
                self.periods.push(found);
            }
        }
        self.things.extend(things(scene, sentence).into_iter().map(|(slot, at, role)| told(slot, at, role)));
        let first = sentence.tokens.iter().filter(|t| t.is_word()).map(|t| t.text.to_lowercase());
        self.words.extend(first.take(WORDS.saturating_sub(self.words.len())));
        for list in [&mut self.who, &mut self.places, &mut self.periods, &mut self.things] {
            list.truncate(2 * MOST);
        }
    }
}

const fn strength(strength: u8) -> &'static str {
    match strength {
        0 => "named",
        1 => "from",
        2 => "to",
        _ => "in",
    }
}

type Read = (Slot, (usize, usize), &'static str);

/// Who may act: subjects, and every name.
fn actors(scene: &Scene<'_>, sentence: &Sentence<'_>) -> Vec<Read> {
    let tokens = &sentence.tokens;
    let mut out: Vec<Read> = Vec::new();
    for group in sentence.groups.iter().filter(|g| !g.relative) {
        let Some((start, end)) = group.subject.filter(|&(start, end)| start < end && end - start < 40) else {
            continue;
        };
        let found = match read(scene, sentence, start, end) {
            Subject::Named(slot) => Some((slot, "subject")),
            Subject::Pointing(Some(slot)) => Some((slot, "pointing")),
            Subject::Pointing(None) | Subject::Speaker => None,
            Subject::None => thing(scene, sentence, start, end).map(|slot| (slot, "thing")).or_else(|| {
                let found = phrase(sentence, start, scene.lang, scene.lexicon).filter(|p| p.end <= end)?;
                let numbers = sentence.tokens[found.start..found.end].iter().any(|t| t.figure().is_some());
                let span = found.span(sentence);
                (!numbers).then(|| (Slot { text: span.of(scene.text).to_owned(), span }, "noun"))
            }),
        };
        if let Some((slot, role)) = found
            && !out.iter().any(|(other, ..)| other.span == slot.span)
        {
            let at = range(sentence, slot.span).unwrap_or((start, end));
            out.push((slot, at, role));
        }
    }
    let mut at = 0;
    while at < tokens.len() && out.len() < MOST {
        let found = if is_name(&tokens[at]) { name(scene, sentence, at, tokens.len()) } else { None };
        let Some(slot) = found else {
            at += 1;
            continue;
        };
        let (start, end) = range(sentence, slot.span).unwrap_or((at, at + 1));
        at = end.max(at + 1);
        if out.iter().any(|(other, ..)| other.span.overlaps(slot.span)) {
            continue;
        }
        let role = match (tokens[end - 1].possessive, start.checked_sub(1).map(|i| tokens[i].text)) {
            (true, _) => "owner",
            (_, Some("by" | "por")) => "by",
            (_, Some("of" | "de" | "del")) => "of",
            (_, Some("from" | "desde")) => "from",
            (_, Some("(")) => "bracket",
            _ => "name",
        };
        out.push((slot, (start, end), role));
    }
    // "lawmakers", "the federal government", "private companies"
    for (slot, at, _) in things(scene, sentence) {
        let body = tokens[at.0..at.1].iter().any(|t| t.is(Tags::BODY) || t.is(Tags::PEOPLE));
        let numbers = tokens[at.0..at.1].iter().any(|t| t.figure().is_some());
        if body && !numbers && out.len() < 2 * MOST && !out.iter().any(|(other, ..)| other.span.overlaps(slot.span)) {
            out.push((slot, at, "body"));
        }
    }
    out
}

/// What may be a place though no table holds it: names behind a preposition, and words such as "nationwide".
fn unlisted(scene: &Scene<'_>, sentence: &Sentence<'_>) -> Vec<Read> {
    let tokens = &sentence.tokens;
    let mut out: Vec<Read> = Vec::new();
    let mut at = 0;
    while at < tokens.len() && out.len() < MOST {
        let here = at;
        at += 1;
        if tokens[here].is(Tags::EVERYWHERE) {
            out.push((
                Slot { text: tokens[here].text.to_owned(), span: tokens[here].span },
                (here, here + 1),
                "everywhere",
            ));
            continue;
        }
        let linked = here > 0 && tokens[here - 1].is(Tags::PREP)
            || here > 1 && tokens[here - 1].is(Tags::DET) && tokens[here - 2].is(Tags::PREP);
        let known = sentence.places.iter().any(|p| p.start <= here && here < p.end);
        if !linked || known || !is_name(&tokens[here]) || tokens[here].is_acronym() {
            continue;
        }
        let Some(slot) = name(scene, sentence, here, tokens.len()) else { continue };
        let Some((start, end)) = range(sentence, slot.span) else { continue };
        at = end.max(here + 1);
        if !sentence.places.iter().any(|p| p.start < end && start < p.end) {
            out.push((slot, (start, end), "behind"));
        }
    }
    out
}

/// What may be counted or paid for: the noun phrases.
fn things(scene: &Scene<'_>, sentence: &Sentence<'_>) -> Vec<Read> {
    let tokens = &sentence.tokens;
    let mut out: Vec<Read> = Vec::new();
    let mut at = 0;
    while at < tokens.len() && out.len() < MOST {
        let opens = tokens[at].is_word()
            && !tokens[at].is(Tags::PREP.with(Tags::CONJ).with(Tags::PRON).with(Tags::REL).with(Tags::SUB))
            && !sentence.in_group(at);
        let found = if opens { phrase(sentence, at, scene.lang, scene.lexicon) } else { None };
        let Some(found) = found.filter(|found| found.start < found.end) else {
            at += 1;
            continue;
        };
        let end = found.end.max(at + 1);
        let numbers = tokens[found.start..found.end]
            .iter()
            .any(|t| t.figure().is_some_and(|m| is_time(&scene.mentions[m].reading)));
        if !numbers {
            let span = found.span(sentence);
            let text = span.of(scene.text).trim_matches(|c| matches!(c, '"' | '“' | '”' | '*' | ' ')).to_owned();
            let subject =
                sentence.groups.iter().any(|g| g.subject.is_some_and(|(s, e)| s <= found.head && found.head < e));
            let object =
                sentence.groups.iter().any(|g| g.form != Form::Participle && (g.head + 1..=g.head + 3).contains(&at));
            let role = if subject {
                "subject"
            } else if object {
                "object"
            } else {
                "phrase"
            };
            out.push((Slot { text, span }, (found.start, found.end), role));
        }
        at = end;
    }
    out
}

/// The tokens that a span covers.
fn range(sentence: &Sentence<'_>, span: Span) -> Option<(usize, usize)> {
    let start = sentence.tokens.iter().position(|t| t.span.end > span.start)?;
    let end = sentence.tokens.iter().rposition(|t| t.span.start < span.end)? + 1;
    (start < end).then_some((start, end))
}
