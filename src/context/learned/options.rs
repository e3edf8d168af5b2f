//! The candidates of a slot, each with the features that speak for and against it.

use super::super::name::is_name;
use super::super::token::Token;
use super::super::{Sentence, Slot};
use super::Opened;
use super::facts::Facts;
use super::features::{Features, Name, name, part, step};
use super::level::{Spot, Told};
use super::model::Decided;
use super::names::Names;
use crate::figure::Period;
use crate::lexicon::Tags;

/// So many candidates of a figure's own sentence, the nearest.
const NEAREST: usize = 16;

/// A shorter word says nothing of a name, in letters.
const WORD: usize = 3;

/// So many words between a candidate and its figure are looked at as a whole.
const GAP: usize = 3;

/// The marks that may stand between a candidate and its figure.
const MARKS: [Name<'static>; 8] =
    [part!(","), part!(";"), part!(":"), part!("("), part!(")"), part!("—"), part!("–"), part!(".")];

/// The facts that a role is combined with.
const ROLE_FACTS: [&str; 6] = ["side", "form", "verb", "rule", "subject", "person"];

/// What would fill a slot.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) text: String,
    pub(super) spot: Spot,
    pub(super) country: String,
    pub(super) period: Option<Period>,
    pub(super) features: Features,
    /// What it shares with all candidates of the same source or role: indices of [`Shared::groups`].
    pub(super) shared: Vec<usize>,
}

impl Choice {
    /// Whether it is the same answer as another.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.period.is_none() && other.period.is_none() && same_answer(&self.text, &other.text)
    }
}

/// Whether one name holds all long words of the other: "the Fund" and "the Alpha Fund" are one answer.
pub fn same_answer(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let long = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= WORD);
        long.map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    let within = |one: &[String], other: &[String]| !one.is_empty() && one.iter().all(|word| other.contains(word));
    within(&one, &other) || within(&other, &one)
}

/// Words said of a slot, the countries of a place, the time of a date.
pub(super) type Said = (Slot, String, Option<Period>);

impl From<Said> for Told {
    fn from((slot, country, period): Said) -> Self {
        Self { text: slot.text, spot: Spot::Block(slot.span), at: (0, 0), role: "said", country, period }
    }
}

/// The candidates of one slot of one figure.
pub(super) struct Options<'a> {
    slot: Decided,
    facts: &'a Facts<'a>,
    named: bool,
    pub(super) list: Vec<Choice>,
    /// The features of leaving the slot empty.
    pub(super) none: Features,
    shared: &'a mut Shared,
}

/// What the slots of a figure have in common.
pub(super) struct Shared {
    named: bool,
    /// The features of leaving a slot empty, whatever its candidates.
    none: Features,
    /// The features of a source, and of a role in it, with the facts, by source and role: looked up once for all candidates
    /// that have them.
    groups: Vec<((&'static str, &'static str), Features)>,
}

impl Shared {
    pub(super) fn new(facts: &Facts<'_>, named: bool) -> Self {
        let mut none = Features::new(named);
        none.add(&[part!("none")]);
        none.add(&[part!("none"), facts.kind]);
        for &(fact, value) in &facts.short {
            none.add(&[part!("none"), fact, value]);
        }
        none.add(&[part!("none"), part!("governor"), facts.verb]);
        for &word in facts.before.iter().take(10) {
            none.add(&[part!("none"), part!("before"), word]);
        }
        for &word in facts.after.iter().take(6) {
            none.add(&[part!("none"), part!("after"), word]);
        }
        for (index, &word) in facts.before.iter().take(2).enumerate() {
            none.add(&[part!("none"), part!("-"), step(index), word]);
        }
        for (index, &word) in facts.after.iter().take(2).enumerate() {
            none.add(&[part!("none"), part!("+"), step(index), word]);
        }
        Self { named, none, groups: Vec::new() }
    }

    /// The features of a source, or of a role in it, together with the facts: an index of `groups`.
    fn group(&mut self, facts: &Facts<'_>, source: Name<'static>, role: Option<Name<'static>>) -> usize {
        let known = (source.text, role.map_or("", |role| role.text));
        if let Some(index) = self.groups.iter().position(|(other, _)| *other == known) {
            return index;
        }
        let mut features = Features::new(self.named);
        // A role is rarer than its source: fewer facts are told of it.
        let told = |fact: &str| role.is_none() || ROLE_FACTS.contains(&fact);
        let told = facts.short.iter().filter(|(fact, _)| told(fact.text));
        match role {
            None => {
                features.add(&[source]);
                features.add(&[source, facts.kind]);
                told.for_each(|&(fact, value)| features.add(&[source, fact, value]));
            }
            Some(role) => {
                features.add(&[source, role]);
                features.add(&[source, role, facts.kind]);
                told.for_each(|&(fact, value)| features.add(&[source, role, fact, value]));
            }
        }
        self.groups.push((known, features));
        self.groups.len() - 1
    }
}

impl<'a> Options<'a> {
    pub(super) fn new(slot: Decided, facts: &'a Facts<'a>, shared: &'a mut Shared) -> Self {
        Self { slot, facts, named: shared.named, list: Vec::new(), none: shared.none.clone(), shared }
    }

    /// The candidate with these words, made where there is none yet.
    fn candidate(&mut self, told: &Told) -> &mut Choice {
        let same = |choice: &Choice| match (&choice.period, &told.period) {
            (Some(one), Some(other)) => one.start == other.start && one.end == other.end,
            _ => choice.text.eq_ignore_ascii_case(&told.text),
        };
        if let Some(index) = self.list.iter().position(same) {
            return &mut self.list[index];
        }
        self.list.push(Choice {
            text: told.text.clone(),
            spot: told.spot,
            country: told.country.clone(),
            period: told.period.clone(),
            features: Features::new(self.named),
            shared: Vec::new(),
        });
        let index = self.list.len() - 1;
        &mut self.list[index]
    }

    fn put(&mut self, told: &Told, source: Name<'static>, role: Name<'static>) -> &mut Choice {
        let facts = self.facts;
        let shared = [self.shared.group(facts, source, None), self.shared.group(facts, source, Some(role))];
        let choice = self.candidate(told);
        for group in shared {
            if !choice.shared.contains(&group) {
                choice.shared.push(group);
            }
        }
        choice
    }

    /// What the rules say; who publishes the text may speak as "we".
    pub(super) fn rule(&mut self, said: Option<Said>, issuer: Option<&str>) {
        let Some(said) = said else {
            self.none.add(&[part!("none"), part!("rule")]);
            self.none.add(&[part!("none"), part!("rule"), self.facts.kind]);
            return;
        };
        let role = if issuer == Some(&said.0.text) { part!("issuer") } else { part!("rule") };
        self.put(&said.into(), part!("rule"), role);
    }

    /// What the figure's own sentence tells.
    pub(super) fn own(&mut self, told: &[Told], sentence: &Sentence<'_>, lower: &[Name<'_>], token: usize) {
        let apart = |told: &Told| {
            let (start, end) = told.at;
            if end <= token { token - end } else { start.saturating_sub(token + 1) }
        };
        let mut near: Vec<&Told> =
            told.iter().filter(|told| self.slot == Decided::What || told.at.0 > token || told.at.1 <= token).collect();
        near.sort_by_key(|told| apart(told));
        let (mut passed_before, mut passed_after) = (0, 0);
        for told in near.into_iter().take(NEAREST) {
            let (start, end) = told.at;
            let (side, rank) = if end <= token {
                passed_before += 1;
                (part!("before"), passed_before)
            } else {
                passed_after += 1;
                (part!("after"), passed_after)
            };
            let distance = apart(told);
            let kind = self.facts.kind;
            let facts = self.facts;
            let governor = facts.governor;
            let (slot, verb) = (self.slot, facts.verb);
            let tokens = &sentence.tokens;
            let between = if end <= token { end..token } else { token + 1..start.max(token + 1) };
            let role = name(told.role);
            let choice = self.put(told, part!("own"), role);
            let features = &mut choice.features;
            features.add(&[part!("own"), side, role]);
            features.add(&[part!("own"), side, role, kind]);
            features.add(&[part!("own"), side, part!("apart"), step(distance)]);
            features.add(&[part!("own"), side, part!("apart"), step(distance), kind]);
            features.add(&[part!("own"), side, part!("rank"), step(rank)]);
            features.add(&[part!("own"), side, part!("rank"), step(rank), role]);
            features.add(&[part!("own"), side, part!("rank"), step(rank), kind]);
            let before = start.checked_sub(1).map_or(part!("^"), |i| lower[i]);
            features.add(&[part!("own"), side, part!("link"), before]);
            features.add(&[part!("own"), side, part!("link"), before, kind]);
            features.add(&[part!("own"), part!("link"), before, role]);
            // "in the northern towns": what links is the preposition.
            let link = tokens[..start].iter().rposition(|t| !t.is(Tags::DET)).filter(|&at| at + 1 < start);
            if let Some(link) = link {
                features.add(&[part!("own"), part!("link"), lower[link], role]);
                features.add(&[part!("own"), side, part!("link"), lower[link], kind]);
            }
            if end <= token {
                let after = lower.get(end).copied().unwrap_or(part!("$"));
                features.add(&[part!("own"), part!("next"), after]);
            }
            let gap: Vec<&str> = between.clone().filter(|&i| !tokens[i].beside).map(|i| lower[i].text).collect();
            if gap.len() <= GAP {
                let gap = gap.join(" ");
                let gap = name(&gap);
                features.add(&[part!("own"), side, part!("gap"), gap]);
                features.add(&[part!("own"), side, part!("gap"), gap, kind]);
                features.add(&[part!("own"), side, part!("gap"), gap, role]);
            }
            if slot != Decided::Place && sentence.places.iter().any(|place| place.start < end && start < place.end) {
                features.add(&[part!("own"), part!("a place")]);
                features.add(&[part!("own"), part!("a place"), side]);
            }
            for mark in MARKS {
                if tokens[between.clone()].iter().any(|t| t.text == mark.text) {
                    features.add(&[part!("own"), side, part!("across"), mark]);
                }
            }
            let verbs = sentence.groups.iter().filter(|g| between.contains(&g.first)).count();
            features.add(&[part!("own"), side, part!("verbs"), step(verbs.min(3))]);
            let figures = tokens[between.clone()].iter().filter(|t| t.figure().is_some()).count();
            features.add(&[part!("own"), side, part!("figures"), step(figures.min(3))]);
            if let Some(group) = governor.group {
                for (up, index) in sentence.chain(group).enumerate() {
                    let subject = sentence.groups[index].subject;
                    if subject.is_some_and(|(s, e)| s <= start && end <= e) {
                        features.add(&[part!("own"), part!("subject of"), step(up.min(2))]);
                        features.add(&[part!("own"), part!("subject of"), step(up.min(2)), role]);
                        let of_verb = |fact: &str| matches!(fact, "verb" | "form");
                        for &(fact, value) in facts.short.iter().filter(|(fact, _)| of_verb(fact.text)) {
                            features.add(&[part!("own"), part!("subject of"), fact, value]);
                        }
                    }
                }
                let head = sentence.groups[group].head;
                if (head + 1..=head + 3).contains(&start) {
                    features.add(&[part!("own"), part!("object of")]);
                    features.add(&[part!("own"), part!("object of"), verb]);
                }
            }
            let (inside, words) = (&tokens[start..end.max(start)], &lower[start..end.max(start)]);
            shape(features, inside, words, (side, role), slot == Decided::Period);
        }
    }

    /// What another stretch tells, `source` says which.
    pub(super) fn level(&mut self, told: &[Told], source: &'static str) {
        let source = name(source);
        let all = told.len();
        for (index, told) in told.iter().enumerate() {
            let kind = self.facts.kind;
            let (rank, back) = (step(index.min(4)), step((all - index - 1).min(4)));
            let role = name(told.role);
            let choice = self.put(told, source, role);
            let features = &mut choice.features;
            features.add(&[source, part!("rank"), rank]);
            features.add(&[source, part!("back"), back]);
            features.add(&[source, part!("back"), back, role]);
            features.add(&[source, part!("all"), step(all.min(4))]);
            features.add(&[source, part!("all"), step(all.min(4)), kind]);
        }
    }

    /// What the rules said of the figure before.
    pub(super) fn previous(&mut self, said: Said, alike: bool, distance: usize) {
        let alike = if alike { part!("alike") } else { part!("other") };
        let choice = self.put(&said.into(), part!("previous"), alike);
        choice.features.add(&[part!("previous"), alike, part!("apart"), step(distance)]);
    }

    /// Adds what holds for the whole list: how many there are, how long each is, how often the document names it.
    pub(super) fn close(&mut self, names: Option<&Names<'_>>) {
        let own = self.list.len();
        self.none.add(&[part!("none"), part!("of"), step(own)]);
        self.none.add(&[part!("none"), part!("of"), step(own), self.facts.kind]);
        for choice in &mut self.list {
            let words = choice.text.split(' ').count();
            choice.features.add(&[part!("words"), step(words)]);
            choice.features.add(&[part!("words"), step(words), self.facts.kind]);
            if let Some(names) = names.filter(|_| choice.period.is_none()) {
                let (count, first, most) = names.told(&choice.text);
                let first = if first { part!("early") } else { part!("late") };
                let (count, most) = (step(count), if most { part!("most") } else { part!("other") });
                choice.features.add(&[part!("named"), count]);
                choice.features.add(&[part!("named"), count, self.facts.kind]);
                choice.features.add(&[part!("named"), first]);
                choice.features.add(&[part!("named"), first, most]);
                choice.features.add(&[part!("named"), most, self.facts.kind]);
            }
        }
    }

    /// The features that candidates share.
    pub(super) fn groups(&self) -> &[((&'static str, &'static str), Features)] {
        &self.shared.groups
    }

    /// All of it laid open, none first.
    pub(super) fn open(&self) -> Vec<Opened> {
        let named = |features: &Features| features.names.clone().unwrap_or_default();
        let none = Opened { value: String::new(), features: named(&self.none) };
        let open = |choice: &Choice| {
            let value = match &choice.period {
                Some(period) => format!("{}/{}", period.start, period.end),
                None => choice.text.clone(),
            };
            let shared = choice.shared.iter().flat_map(|&group| named(&self.shared.groups[group].1));
            Opened { value, features: named(&choice.features).into_iter().chain(shared).collect() }
        };
        std::iter::once(none).chain(self.list.iter().map(open)).collect()
    }
}

/// What a candidate's own words are.
fn shape(
    features: &mut Features,
    inside: &[Token<'_>],
    words: &[Name<'_>],
    (side, role): (Name<'_>, Name<'_>),
    time: bool,
) {
    let shape = match (inside.iter().any(is_name), inside.iter().any(Token::is_acronym)) {
        (_, true) => part!("acronym"),
        (true, _) => part!("name"),
        _ => part!("common"),
    };
    features.add(&[part!("own"), part!("shape"), shape]);
    features.add(&[part!("own"), side, part!("shape"), shape, role]);
    if !time {
        for tag in inside.iter().fold(Tags::default(), |tags, t| tags.with(t.tags)).names() {
            features.add(&[part!("own"), part!("tag"), name(tag)]);
        }
        if let Some(&head) = words.last() {
            features.add(&[part!("own"), part!("head"), head]);
        }
        if inside.iter().any(|t| t.figure().is_some()) {
            features.add(&[part!("own"), part!("holds a figure")]);
        }
    }
    features.add(&[part!("own"), part!("length"), step(words.len())]);
}

#[cfg(test)]
mod tests {
    use super::same_answer;

    #[test]
    fn a_name_and_its_short_form_are_one_answer() {
        assert!(same_answer("the Alpha Fund", "Alpha Fund") && same_answer("Fund", "Alpha fund"));
        assert!(!same_answer("Alpha Fund", "Alpha Bank") && !same_answer("", "Alpha") && !same_answer("of", "of it"));
    }
}
