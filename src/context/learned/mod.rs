//! Decisions that are learned: candidates of a slot, features of each, and weights that choose.
//!
//! The rules of the other files say what they would fill in; that is one candidate (or class) among others, and one
//! feature of it. An answer that is more likely wrong than right leaves its slot empty. Weights: `data/model/`, made by
//! the trainer in `learn/`, which sees the same candidates and features by [`Decision`].

mod facts;
mod features;
mod key;
mod level;
mod model;
mod names;
mod options;

use super::{Scene, Sentence, Slot, Slots};
use crate::figure::{Lang, Period, Status};
use crate::grammar::Reading;
use crate::lexicon::Tags;
use crate::span::Span;
use facts::Facts;
use features::{Features, Name, name};
pub use level::{Level, Spot};
use level::{LevelForm, Told};
use model::{CATEGORY, CLASSES, Decided, STATUS};
pub use names::Names;
pub use options::same_answer;
use options::{Choice, Options, Said, Shared};

/// What stands around a block, the nearest first: (name of the level, what it tells).
#[derive(Debug, Default)]
pub struct Scope<'a> {
    /// The levels.
    pub levels: Vec<(&'static str, &'a Level)>,
    /// How often the document names its names.
    pub names: Option<&'a Names<'a>>,
}

impl<'a> Scope<'a> {
    fn levels(&self) -> impl Iterator<Item = (&'static str, &'a Level)> {
        self.levels.iter().copied()
    }
}

/// A decision laid open: what a trainer learns from.
#[derive(Debug)]
pub struct Decision {
    /// The index of the figure among the mentions of its block.
    pub mention: usize,
    /// The slot.
    pub slot: &'static str,
    /// What it may be: a class, or the words of a candidate (of a period its first and last day, joined by "/"), empty for none.
    pub options: Vec<Opened>,
}

impl Decision {
    /// The features that weighed most for this value (empty for an empty slot) or against it, at most `most`, the
    /// heaviest first.
    pub fn reasons(&self, value: &str, most: usize) -> Vec<(&str, f32)> {
        let Some(option) = self.options.iter().find(|option| option.value == value) else { return Vec::new() };
        let Some(slot) = Decided::from_word(self.slot) else { return Vec::new() };
        let class = match slot {
            Decided::Status => STATUS.iter().position(|class| *class == value),
            Decided::Category => CATEGORY.iter().position(|class| *class == value),
            _ => Some(0),
        };
        let (weights, class) = (model::of(slot), class.unwrap_or_default());
        let mut told: Vec<(&str, f32)> = option
            .features
            .iter()
            .map(|feature| (feature.as_str(), weights.scores(&[key::key([key::part(feature)])])[class]))
            .filter(|(_, weight)| *weight != 0.0)
            .collect();
        told.sort_by(|one, other| other.1.abs().total_cmp(&one.1.abs()).then(one.0.cmp(other.0)));
        told.truncate(most);
        told
    }
}

/// One option of a decision.
#[derive(Debug)]
pub struct Opened {
    /// The class or the words.
    pub value: String,
    /// Its features.
    pub features: Vec<String>,
}

/// Decides the slots of a block's figures, sentence by sentence.
pub(super) struct Decider<'a> {
    /// What the sentences before told, by index.
    told: Vec<(usize, Level)>,
    /// What the rules said of the figure before: (kind, sentence, slots).
    previous: Option<(&'static str, usize, Slots)>,
    /// Where decisions are laid open.
    pub(super) opened: Option<&'a mut Vec<Decision>>,
}

/// An answer that is less likely right leaves its slot empty.
pub const LEAST_LIKELY: f32 = 0.5;
/// What is less likely adds nothing to an answer that says the same.
const SLIGHT: f32 = 0.005;
/// How often what `plainly` tells is right, in hundredths.
const PLAINLY: u8 = 70;
/// So many sentences before a figure's own are looked at.
const EARLIER: usize = 3;

impl<'a> Decider<'a> {
    pub(super) fn new(opened: Option<&'a mut Vec<Decision>>) -> Self {
        Self { told: Vec::new(), previous: None, opened }
    }

    /// Decides the slots of the figures of a sentence: `filled` holds their mention, token, and what the rules say.
    pub(super) fn sentence(
        &mut self,
        scene: &Scene<'_>,
        sentence: &Sentence<'_>,
        index: usize,
        filled: &mut [(usize, usize, &mut Slots)],
    ) {
        let lower: Vec<String> = sentence.tokens.iter().map(|t| t.text.to_lowercase()).collect();
        let lower: Vec<Name<'_>> = lower.iter().map(|word| name(word)).collect();
        for earlier in index.saturating_sub(EARLIER)..index {
            if !self.told.iter().any(|(known, _)| *known == earlier) {
                let before = Sentence::new(scene, scene.sentences[earlier]);
                self.told.push((earlier, Level::of_sentence(scene, &before)));
            }
        }
        self.told.retain(|(known, _)| known + EARLIER >= index);
        self.told.sort_by_key(|(known, _)| std::cmp::Reverse(*known));
        let own = Level::of_sentence(scene, sentence);
        for (mention, token, slots) in filled.iter_mut() {
            let rules = slots.clone();
            let (mention, token) = (*mention, *token);
            let facts = Facts::new(scene, sentence, &lower, token, mention, &rules);
            let figure = Figure { scene, sentence, lower: &lower, own: &own, mention, token, index, facts };
            self.figure(&figure, slots, &rules);
            self.previous = Some((figure.facts.kind.text, index, rules));
        }
        self.told.push((index, own));
    }

    fn figure(&mut self, figure: &Figure<'_>, slots: &mut Slots, rules: &Slots) {
        let Figure { scene, sentence, mention, token, facts, .. } = figure;
        // What a table's cell is about, its heads and labels say.
        if scene.heads.is_some() {
            return;
        }
        let mut features = Features::new(self.opened.is_some());
        facts.classify(scene, rules, &mut features);
        if rules.status.is_none_or(|(status, _)| status != Status::Baseline) {
            let (class, odds) = self.class(Decided::Status, &STATUS, *mention, &features);
            let status = [Status::Actual, Status::Commitment, Status::Target][class];
            let told = rules.status.filter(|(ruled, _)| *ruled == status).and_then(|(_, span)| span);
            slots.status = Some((status, told));
            slots.odds.push(("status", odds));
        }
        if matches!(scene.mentions[*mention].reading, Reading::Count { .. }) {
            let (class, odds) = self.class(Decided::Category, &CATEGORY, *mention, &features);
            CATEGORY[class].clone_into(&mut slots.category);
            slots.odds.push(("category", odds));
        }
        let plain = |slot: &Option<Slot>| slot.clone().map(|slot| (slot, String::new(), None));
        let shared = &mut Shared::new(facts, self.opened.is_some());
        let (choice, odds) = self.choose(Decided::What, figure, plain(&rules.what), shared);
        slots.what = slot(choice.as_ref(), "what", slots);
        slots.odds.push(("what", odds));
        // A counted place only says where.
        if !sentence.places.iter().any(|place| place.start <= *token && *token < place.end) {
            let (choice, odds) = self.choose(Decided::Actor, figure, plain(&rules.actor), shared);
            let choice = choice.map(|choice| self.by_name(choice, figure));
            slots.actor = slot(choice.as_ref(), "actor", slots);
            slots.odds.push(("actor", odds));
        }
        let place = rules.place.clone().map(|slot| (slot, rules.country.clone(), None));
        let (choice, odds) = self.choose(Decided::Place, figure, place, shared);
        let (choice, odds) = plainly(Decided::Place, figure, choice, odds);
        slots.place = slot(choice.as_ref(), "place", slots);
        slots.country = choice.map_or_else(String::new, |choice| choice.country);
        slots.odds.push(("place", odds));
        let period = rules.period.as_ref().map(|period| dated(scene, period));
        let (choice, odds) = self.choose(Decided::Period, figure, period, shared);
        let (choice, odds) = plainly(Decided::Period, figure, choice, odds);
        let slot = slot(choice.as_ref(), "period_edtf", slots);
        slots.period = choice.and_then(|choice| Some((choice.period?, slot?.span)));
        slots.odds.push(("period_edtf", odds));
    }

    /// The class with the highest probability, and how high it is in hundredths.
    fn class(&mut self, slot: Decided, classes: &[&str], mention: usize, features: &Features) -> (usize, u8) {
        if let Some(opened) = &mut self.opened {
            let names = features.names.clone().unwrap_or_default();
            let options =
                classes.iter().map(|class| Opened { value: (*class).to_owned(), features: names.clone() }).collect();
            opened.push(Decision { mention, slot: slot.as_str(), options });
        }
        let weights = model::of(slot);
        let scores: [f32; CLASSES] = weights.scores(&features.keys);
        let odds = weights.odds(&scores[..classes.len()]);
        let best = (0..classes.len()).max_by(|&one, &other| odds[one].total_cmp(&odds[other])).unwrap_or_default();
        (best, hundredths(odds[best]))
    }

    /// The candidate with the highest probability, none as one of them, and how high it is in hundredths.
    fn choose(
        &mut self,
        slot: Decided,
        figure: &Figure<'_>,
        rule: Option<Said>,
        shared: &mut Shared,
    ) -> (Option<Choice>, u8) {
        let mut options = self.options(slot, figure, rule, shared);
        if let Some(opened) = &mut self.opened {
            opened.push(Decision { mention: figure.mention, slot: slot.as_str(), options: options.open() });
        }
        let weights = model::of(slot);
        let groups = options.groups();
        let mut shared: Vec<Option<f32>> = vec![None; groups.len()];
        let mut shared = |group: usize| *shared[group].get_or_insert_with(|| weights.score(&groups[group].1.keys));
        let of = |choice: &Choice| {
            weights.score(&choice.features.keys) + choice.shared.iter().map(|&group| shared(group)).sum::<f32>()
        };
        let none = weights.score(&options.none.keys);
        let scores: Vec<f32> = std::iter::once(none).chain(options.list.iter().map(of)).collect();
        let odds = weights.odds(&scores);
        let (none, odds) = (odds[0], &odds[1..]);
        let best = (0..odds.len()).max_by(|&one, &other| odds[one].total_cmp(&odds[other]).then(other.cmp(&one)));
        let Some(best) = best else { return (None, hundredths(none)) };
        let same = |&i: &usize| i == best || odds[i] > SLIGHT && options.list[i].says_the_same(&options.list[best]);
        let likely: f32 = (0..odds.len()).filter(same).map(|i| odds[i]).sum();
        if likely < LEAST_LIKELY {
            return (None, hundredths(none));
        }
        (Some(options.list.swap_remove(best)), hundredths(likely))
    }

    /// "The Agency": the fuller name that the sentence, those before it, or what stands around the block give whom it calls
    /// so, the nearest first.
    fn by_name(&self, choice: Choice, figure: &Figure<'_>) -> Choice {
        let (lang, words) = (figure.scene.lang, &figure.scene.lexicon.words);
        let noun = choice.text.to_lowercase();
        if noun.contains(' ') || !words.tags(lang, &noun).any(Tags::BODY.with(Tags::ANAPHOR)) {
            return choice;
        }
        let own = std::iter::once(figure.own);
        let earlier = self.told.iter().filter(|(index, _)| *index < figure.index).map(|(_, level)| level);
        let around = figure.scene.scope.levels().map(|(_, level)| level);
        let fuller = |told: &&Told| {
            let name = told.text.chars().all(|c| c.is_alphanumeric() || " -&.'’".contains(c));
            // "Court of Appeal", but no "Head of the Agency"
            let (called, more) = match lang {
                Lang::En => {
                    let first = told.text.split(" of ").next().unwrap_or_default();
                    (first.rsplit(' ').next(), first.contains(' ') || first.len() < told.text.len())
                }
                Lang::Es => (told.text.split(' ').next(), told.text.contains(' ')),
            };
            let joined = told.text.split(' ').any(|part| words.tags(lang, part).any(Tags::CONJ));
            let called = called.filter(|called| called.starts_with(char::is_uppercase));
            name && more && !joined && called.is_some_and(|called| called.to_lowercase() == noun)
        };
        let all = own.chain(earlier).chain(around);
        match all.flat_map(|level| level.who.iter().rev()).find(fuller) {
            Some(told) => Choice { text: told.text.clone(), spot: told.spot, ..choice },
            None => choice,
        }
    }

    /// The candidates for a slot of a figure.
    fn options<'f>(
        &self,
        slot: Decided,
        figure: &'f Figure<'_>,
        rule: Option<Said>,
        shared: &'f mut Shared,
    ) -> Options<'f> {
        let Figure { scene, sentence, lower, own, token, index, facts, .. } = figure;
        let mut options = Options::new(slot, facts, shared);
        options.rule(rule, scene.issuer);
        options.own(list(slot, own), sentence, lower, *token);
        for (earlier, level) in &self.told {
            let source = ["earlier 1", "earlier 2", "earlier 3"].get((index - earlier).saturating_sub(1));
            if let Some(source) = source.filter(|_| earlier < index) {
                options.level(list(slot, level), source);
            }
        }
        for (source, level) in scene.scope.levels() {
            options.level(list(slot, level), source);
        }
        if let Some((kind, at, slots)) = &self.previous {
            let plain = |slot: &Option<Slot>| slot.clone().map(|slot| (slot, String::new(), None));
            let told = match slot {
                Decided::What => plain(&slots.what),
                Decided::Actor => plain(&slots.actor),
                Decided::Place => slots.place.clone().map(|slot| (slot, slots.country.clone(), None)),
                _ => slots.period.as_ref().map(|period| dated(scene, period)),
            };
            if let Some(said) = told {
                options.previous(said, *kind == facts.kind.text, index - at);
            }
        }
        options.close(scene.scope.names);
        options
    }
}

/// Where the weights leave a slot empty: the one place or time that the line over a list, or the heading that is nothing
/// else, tells of a sentence that tells none.
fn plainly(slot: Decided, figure: &Figure<'_>, choice: Option<Choice>, odds: u8) -> (Option<Choice>, u8) {
    if choice.is_some() || !list(slot, figure.own).is_empty() {
        return (choice, odds);
    }
    let over = |source: &str, level: &Level| {
        source == "lead" && level.form == LevelForm::LeadIn || level.form == LevelForm::Alone
    };
    let mut levels = figure.scene.scope.levels().filter(|(source, level)| over(source, level));
    let told = levels.find_map(|(_, level)| match list(slot, level) {
        [only] => Some(only),
        _ => None,
    });
    // A name behind a preposition is as often no place, and a day that of an event.
    let sure = |told: &&Told| match &told.period {
        Some(period) => period.start != period.end,
        None => told.role != "behind",
    };
    let told = told.filter(sure);
    let choice = told.map(|told| Choice {
        text: told.text.clone(),
        spot: told.spot,
        country: told.country.clone(),
        period: told.period.clone(),
        features: Features::new(false),
        shared: Vec::new(),
    });
    let odds = if choice.is_some() { PLAINLY } else { odds };
    (choice, odds)
}

/// A figure in its sentence, ready to be decided.
struct Figure<'a> {
    scene: &'a Scene<'a>,
    sentence: &'a Sentence<'a>,
    /// The tokens of the sentence in lower case.
    lower: &'a [Name<'a>],
    /// What the sentence tells.
    own: &'a Level,
    mention: usize,
    token: usize,
    /// The index of the sentence in its block.
    index: usize,
    facts: Facts<'a>,
}

/// A period as what was said of it.
fn dated(scene: &Scene<'_>, (period, span): &(Period, Span)) -> Said {
    (Slot { text: span.of(scene.text).to_owned(), span: *span }, String::new(), Some(period.clone()))
}

fn hundredths(odds: f32) -> u8 {
    (odds * 100.0).round().clamp(0.0, 100.0) as u8
}

/// What a level tells of a slot.
fn list(slot: Decided, level: &Level) -> &[Told] {
    match slot {
        Decided::What => &level.things,
        Decided::Actor => &level.who,
        Decided::Place => &level.places,
        _ => &level.periods,
    }
}

/// The slot that a choice fills; where its words stand elsewhere in the document, that is kept beside.
fn slot(choice: Option<&Choice>, column: &'static str, slots: &mut Slots) -> Option<Slot> {
    let choice = choice?;
    slots.elsewhere.retain(|(other, _)| *other != column);
    let span = match choice.spot {
        Spot::Block(span) => span,
        Spot::Document(span) => {
            slots.elsewhere.push((column, span));
            Span::default()
        }
    };
    Some(Slot { text: choice.text.clone(), span })
}
