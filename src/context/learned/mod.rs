//! Decisions that are learned: candidates of a slot, features of each, and weights that choose.
//!
//! The rules of the other files say what they would fill in; that is one candidate (or class) among others, and one
//! feature of it. Weights: `data/model/`, made by the trainer in `learn/`.

mod facts;
mod features;
mod level;
mod model;
mod options;

use super::{Scene, Sentence, Slot, Slots};
use crate::figure::Status;
use crate::grammar::Reading;
use crate::span::Span;
use facts::Facts;
use features::Features;
use level::Told;
pub use level::{Level, Spot};
use model::{CATEGORY, CLASSES, MODEL, STATUS, Weights};
use options::Options;

/// What stands around a block, the nearest first: (name of the level, what it tells).
#[derive(Debug, Default)]
pub struct Scope<'a> {
    /// The levels.
    pub levels: Vec<(&'static str, &'a Level)>,
    /// The document's text before the block.
    pub before: &'a str,
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

/// One option of a decision.
#[derive(Debug)]
pub struct Opened {
    /// The class or the words.
    pub value: String,
    /// Its features.
    pub features: Vec<String>,
}

/// No weights have been learned for a slot: the rules decide it.
struct NotLearned;

/// Decides the slots of a block's figures, sentence by sentence.
pub(super) struct Decider<'a> {
    /// What the sentences before told, by index.
    told: Vec<(usize, Level)>,
    /// What the rules said of the figure before: (kind, sentence, slots).
    previous: Option<(&'static str, usize, Slots)>,
    /// Where decisions are laid open.
    pub(super) opened: Option<&'a mut Vec<Decision>>,
}

/// The rules' answer stands unless another's score is higher by so much.
pub const DEFERENCE: f32 = 1.5;
/// The same for a class, which the rules always tell.
pub const CLASS_DEFERENCE: f32 = 2.5;
/// The same where the rules leave the slot empty.
pub const RELUCTANCE: f32 = 0.9;
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
            self.figure(scene, sentence, &lower, &own, (*mention, *token, index), slots, &rules);
            self.previous = Some((facts::kind(&scene.mentions[*mention].reading), index, rules));
        }
        self.told.push((index, own));
    }

    #[allow(clippy::too_many_arguments, reason = "all of them are the figure's surroundings")]
    fn figure(
        &mut self,
        scene: &Scene<'_>,
        sentence: &Sentence<'_>,
        lower: &[String],
        own: &Level,
        (mention, token, index): (usize, usize, usize),
        slots: &mut Slots,
        rules: &Slots,
    ) {
        let facts = Facts::new(scene, sentence, lower, token, mention, rules);
        let mut features = Features::new(self.opened.is_some());
        facts.classify(scene, rules, &mut features);
        let said = rules.status.map_or("", |(status, _)| status.as_str());
        let baseline = rules.status.is_some_and(|(status, _)| status == Status::Baseline);
        if !baseline && let Some(class) = self.class("status", &MODEL.status, &STATUS, mention, &features, said) {
            let status = [Status::Actual, Status::Commitment, Status::Target][class];
            let told = rules.status.filter(|(ruled, _)| *ruled == status).and_then(|(_, span)| span);
            slots.status = Some((status, told));
        }
        if matches!(scene.mentions[mention].reading, Reading::Count { .. })
            && let Some(class) = self.class("category", &MODEL.category, &CATEGORY, mention, &features, &rules.category)
        {
            CATEGORY[class].clone_into(&mut slots.category);
        }
        let what = rules.what.as_ref().map(|slot| (slot, "", None));
        // What a table's cell is of, its heads say.
        if scene.heads.is_none()
            && let Ok(choice) =
                self.choose("what", &MODEL.what, scene, sentence, lower, own, (mention, token, index), &facts, what)
        {
            slots.what = self::slot(choice.as_ref(), "what", slots);
        }
        let actor = rules.actor.as_ref().map(|slot| (slot, "", None));
        // A counted place only says where.
        if !sentence.places.iter().any(|place| place.start <= token && token < place.end)
            && let Ok(choice) =
                self.choose("actor", &MODEL.actor, scene, sentence, lower, own, (mention, token, index), &facts, actor)
        {
            slots.actor = self::slot(choice.as_ref(), "actor", slots);
        }
        let place = rules.place.as_ref().map(|slot| (slot, rules.country.as_str(), None));
        if let Ok(choice) =
            self.choose("place", &MODEL.place, scene, sentence, lower, own, (mention, token, index), &facts, place)
        {
            slots.place = self::slot(choice.as_ref(), "place", slots);
            slots.country = choice.map_or_else(String::new, |choice| choice.country);
        }
        let said = rules
            .period
            .as_ref()
            .map(|(period, span)| (Slot { text: span.of(scene.text).to_owned(), span: *span }, period));
        let period = said.as_ref().map(|(slot, period)| (slot, "", Some(*period)));
        if let Ok(choice) =
            self.choose("period", &MODEL.period, scene, sentence, lower, own, (mention, token, index), &facts, period)
        {
            let slot = self::slot(choice.as_ref(), "period_edtf", slots);
            slots.period = choice.and_then(|choice| Some((choice.period?, slot?.span)));
        }
    }

    /// The class with the highest probability; none where nothing has been learned.
    fn class(
        &mut self,
        slot: &'static str,
        weights: &Weights,
        classes: &[&str],
        mention: usize,
        features: &Features,
        said: &str,
    ) -> Option<usize> {
        if let Some(opened) = &mut self.opened {
            let names = features.names.clone().unwrap_or_default();
            let options =
                classes.iter().map(|class| Opened { value: (*class).to_owned(), features: names.clone() }).collect();
            opened.push(Decision { mention, slot, options });
        }
        if weights.is_empty() {
            return None;
        }
        let scores: [f32; CLASSES] = weights.scores(&features.keys);
        let best = (0..classes.len()).max_by(|&one, &other| scores[one].total_cmp(&scores[other]))?;
        let rule = classes.iter().position(|&class| class == said);
        Some(rule.filter(|&rule| scores[best] < scores[rule] + CLASS_DEFERENCE).unwrap_or(best))
    }

    /// The candidate with the highest probability, none as one of them; an error where nothing has been learned.
    #[allow(clippy::too_many_arguments, reason = "all of them are the figure's surroundings")]
    fn choose(
        &mut self,
        slot: &'static str,
        weights: &Weights,
        scene: &Scene<'_>,
        sentence: &Sentence<'_>,
        lower: &[String],
        own: &Level,
        (mention, token, index): (usize, usize, usize),
        facts: &Facts<'_>,
        rule: Option<(&Slot, &str, Option<&crate::figure::Period>)>,
    ) -> Result<Option<options::Choice>, NotLearned> {
        if weights.is_empty() && self.opened.is_none() {
            return Err(NotLearned);
        }
        let mut options = Options::new(slot, facts, self.opened.is_some());
        options.rule(rule);
        options.own(list(slot, own), sentence, lower, token);
        for (earlier, level) in &self.told {
            let source = ["earlier 1", "earlier 2", "earlier 3"].get((index - earlier).saturating_sub(1));
            if let Some(source) = source.filter(|_| *earlier < index) {
                options.level(list(slot, level), source);
            }
        }
        for (source, level) in scene.scope.levels() {
            options.level(list(slot, level), source);
        }
        if let Some((kind, at, slots)) = &self.previous {
            let told = match slot {
                "what" => slots.what.as_ref().map(|slot| (slot.clone(), String::new(), None)),
                "actor" => slots.actor.as_ref().map(|slot| (slot.clone(), String::new(), None)),
                "place" => slots.place.as_ref().map(|slot| (slot.clone(), slots.country.clone(), None)),
                _ => slots.period.as_ref().map(|(period, span)| {
                    (Slot { text: span.of(scene.text).to_owned(), span: *span }, String::new(), Some(period.clone()))
                }),
            };
            if let Some((said, country, period)) = told {
                let told = Told {
                    text: said.text,
                    spot: Spot::Block(said.span),
                    at: (0, 0),
                    role: "previous",
                    country,
                    period,
                };
                options.previous(&told, *kind == facts.kind, index - at);
            }
        }
        options.close(scene.scope.before);
        if let Some(opened) = &mut self.opened {
            let value = |choice: &options::Choice| match &choice.period {
                Some(period) => format!("{}/{}", period.start, period.end),
                None => choice.text.clone(),
            };
            let open = |value: String, features: &Features| Opened {
                value,
                features: features.names.clone().unwrap_or_default(),
            };
            let none = open(String::new(), &options.none);
            let options = std::iter::once(none)
                .chain(options.list.iter().map(|choice| {
                    let mut opened = open(value(choice), &choice.features);
                    let shared = choice.shared.iter().filter_map(|&group| options.shared[group].1.names.clone());
                    opened.features.extend(shared.flatten());
                    opened
                }))
                .collect();
            opened.push(Decision { mention, slot, options });
        }
        if weights.is_empty() {
            return Err(NotLearned);
        }
        let score = |features: &Features| weights.scores(&features.keys)[0];
        let shared: Vec<f32> = options.shared.iter().map(|(_, features)| score(features)).collect();
        let of = |choice: &options::Choice| {
            score(&choice.features) + choice.shared.iter().map(|&group| shared[group]).sum::<f32>()
        };
        let scores: Vec<f32> = std::iter::once(score(&options.none)).chain(options.list.iter().map(of)).collect();
        let best = (0..scores.len()).max_by(|&one, &other| scores[one].total_cmp(&scores[other])).unwrap_or_default();
        // The rules' answer is the first candidate.
        let (said, need) = if rule.is_some() { (1, DEFERENCE) } else { (0, RELUCTANCE) };
        let best = if scores[best] < scores[said] + need { said } else { best };
        Ok(best.checked_sub(1).map(|index| options.list.swap_remove(index)))
    }
}

/// What a level tells of a slot.
fn list<'l>(slot: &str, level: &'l Level) -> &'l [Told] {
    match slot {
        "what" => &level.things,
        "actor" => &level.who,
        "place" => &level.places,
        _ => &level.periods,
    }
}

/// The slot that a choice fills; where its words stand elsewhere in the document, that is kept beside.
fn slot(choice: Option<&options::Choice>, column: &'static str, slots: &mut Slots) -> Option<Slot> {
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
