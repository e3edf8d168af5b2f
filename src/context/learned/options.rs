//! The candidates of a slot, each with the features that speak for and against it.

use super::super::name::is_name;
use super::super::token::Token;
use super::super::{Sentence, Slot};
use super::Opened;
use super::facts::Facts;
use super::features::Features;
use super::key::key;
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
    /// What it shares with all candidates of the same source or role: indices of [`Options::shared`].
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
    /// The features of a source, and of a role in it, with the facts: looked up once for all candidates that have them.
    pub(super) shared: Vec<(u64, Features)>,
}

/// A distance in a few steps.
const fn step(distance: usize) -> &'static str {
    match distance {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "5",
        6..=8 => "8",
        9..=13 => "13",
        14..=21 => "21",
        _ => "far",
    }
}

impl<'a> Options<'a> {
    pub(super) fn new(slot: Decided, facts: &'a Facts<'a>, named: bool) -> Self {
        let mut none = Features::new(named);
        none.add(&["none"]);
        none.add(&["none", facts.kind]);
        for &(name, value) in &facts.short {
            none.add(&["none", name, value]);
        }
        none.add(&["none", "governor", facts.verb]);
        for word in facts.before.iter().take(10) {
            none.add(&["none", "before", word]);
        }
        for word in facts.after.iter().take(6) {
            none.add(&["none", "after", word]);
        }
        for (index, word) in facts.before.iter().take(2).enumerate() {
            none.add(&["none", "-", step(index), word]);
        }
        for (index, word) in facts.after.iter().take(2).enumerate() {
            none.add(&["none", "+", step(index), word]);
        }
        Self { slot, facts, named, list: Vec::new(), none, shared: Vec::new() }
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

    fn put(&mut self, told: &Told, source: &str, role: &str) -> &mut Choice {
        let shared = [self.share(source, None), self.share(source, Some(role))];
        let choice = self.candidate(told);
        for group in shared {
            if !choice.shared.contains(&group) {
                choice.shared.push(group);
            }
        }
        choice
    }

    /// The features of a source, or of a role in it, together with the facts.
    fn share(&mut self, source: &str, role: Option<&str>) -> usize {
        let known = role.map_or_else(|| key(&[source]), |role| key(&[source, role]));
        if let Some(index) = self.shared.iter().position(|(other, _)| *other == known) {
            return index;
        }
        let of = role.map_or_else(|| source.to_owned(), |role| format!("{source}:{role}"));
        let mut features = Features::new(self.named);
        features.add(&[&of]);
        features.add(&[&of, self.facts.kind]);
        // A role is rarer than its source: fewer facts are told of it.
        let told = |name: &str| role.is_none() || ROLE_FACTS.contains(&name);
        for &(name, value) in self.facts.short.iter().filter(|(name, _)| told(name)) {
            features.add(&[&of, name, value]);
        }
        self.shared.push((known, features));
        self.shared.len() - 1
    }

    /// What the rules say; who publishes the text may speak as "we".
    pub(super) fn rule(&mut self, said: Option<Said>, issuer: Option<&str>) {
        let Some(said) = said else {
            self.none.add(&["none", "rule"]);
            self.none.add(&["none", "rule", self.facts.kind]);
            return;
        };
        let role = if issuer == Some(&said.0.text) { "issuer" } else { "rule" };
        self.put(&said.into(), "rule", role);
    }

    /// What the figure's own sentence tells.
    pub(super) fn own(&mut self, told: &[Told], sentence: &Sentence<'_>, lower: &[String], token: usize) {
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
                ("before", passed_before)
            } else {
                passed_after += 1;
                ("after", passed_after)
            };
            let distance = apart(told);
            let kind = self.facts.kind;
            let facts = self.facts;
            let governor = facts.governor;
            let (slot, verb) = (self.slot, facts.verb);
            let tokens = &sentence.tokens;
            let between = if end <= token { end..token } else { token + 1..start.max(token + 1) };
            let choice = self.put(told, "own", told.role);
            let features = &mut choice.features;
            features.add(&["own", side, told.role]);
            features.add(&["own", side, told.role, kind]);
            features.add(&["own", side, "apart", step(distance)]);
            features.add(&["own", side, "apart", step(distance), kind]);
            features.add(&["own", side, "rank", step(rank)]);
            features.add(&["own", side, "rank", step(rank), told.role]);
            features.add(&["own", side, "rank", step(rank), kind]);
            let before = start.checked_sub(1).map_or("^", |i| lower[i].as_str());
            features.add(&["own", side, "link", before]);
            features.add(&["own", side, "link", before, kind]);
            features.add(&["own", "link", before, told.role]);
            // "in the northern towns": what links is the preposition.
            let link = tokens[..start].iter().rposition(|t| !t.is(Tags::DET)).filter(|&at| at + 1 < start);
            if let Some(link) = link {
                features.add(&["own", "link", &lower[link], told.role]);
                features.add(&["own", side, "link", &lower[link], kind]);
            }
            if end <= token {
                let after = lower.get(end).map_or("$", String::as_str);
                features.add(&["own", "next", after]);
            }
            let gap: Vec<&str> = between.clone().filter(|&i| !tokens[i].beside).map(|i| lower[i].as_str()).collect();
            if gap.len() <= GAP {
                let gap = gap.join(" ");
                features.add(&["own", side, "gap", &gap]);
                features.add(&["own", side, "gap", &gap, kind]);
                features.add(&["own", side, "gap", &gap, told.role]);
            }
            if slot != Decided::Place && sentence.places.iter().any(|place| place.start < end && start < place.end) {
                features.add(&["own", "a place"]);
                features.add(&["own", "a place", side]);
            }
            for mark in [",", ";", ":", "(", ")", "—", "–", "."] {
                if tokens[between.clone()].iter().any(|t| t.text == mark) {
                    features.add(&["own", side, "across", mark]);
                }
            }
            let verbs = sentence.groups.iter().filter(|g| between.contains(&g.first)).count();
            features.add(&["own", side, "verbs", step(verbs.min(3))]);
            let figures = tokens[between.clone()].iter().filter(|t| t.figure().is_some()).count();
            features.add(&["own", side, "figures", step(figures.min(3))]);
            if let Some(group) = governor.group {
                for (up, index) in sentence.chain(group).enumerate() {
                    let subject = sentence.groups[index].subject;
                    if subject.is_some_and(|(s, e)| s <= start && end <= e) {
                        features.add(&["own", "subject of", step(up.min(2))]);
                        features.add(&["own", "subject of", step(up.min(2)), told.role]);
                        for &(name, value) in facts.short.iter().filter(|(name, _)| matches!(*name, "verb" | "form")) {
                            features.add(&["own", "subject of", name, value]);
                        }
                    }
                }
                let head = sentence.groups[group].head;
                if (head + 1..=head + 3).contains(&start) {
                    features.add(&["own", "object of"]);
                    features.add(&["own", "object of", verb]);
                }
            }
            let (inside, words) = (&tokens[start..end.max(start)], &lower[start..end.max(start)]);
            shape(features, inside, words, (side, told.role), slot == Decided::Period);
        }
    }

    /// What another stretch tells, `source` says which.
    pub(super) fn level(&mut self, told: &[Told], source: &'static str) {
        let all = told.len();
        for (index, told) in told.iter().enumerate() {
            let kind = self.facts.kind;
            let (rank, back) = (step(index.min(4)), step((all - index - 1).min(4)));
            let choice = self.put(told, source, told.role);
            let features = &mut choice.features;
            features.add(&[source, "rank", rank]);
            features.add(&[source, "back", back]);
            features.add(&[source, "back", back, told.role]);
            features.add(&[source, "all", step(all.min(4))]);
            features.add(&[source, "all", step(all.min(4)), kind]);
        }
    }

    /// What the rules said of the figure before.
    pub(super) fn previous(&mut self, said: Said, alike: bool, distance: usize) {
        let alike = if alike { "alike" } else { "other" };
        let choice = self.put(&said.into(), "previous", alike);
        choice.features.add(&["previous", alike, "apart", step(distance)]);
    }

    /// Adds what holds for the whole list: how many there are, how long each is, how often the document names it.
    pub(super) fn close(&mut self, names: Option<&Names<'_>>) {
        let own = self.list.len();
        self.none.add(&["none", "of", step(own)]);
        self.none.add(&["none", "of", step(own), self.facts.kind]);
        for choice in &mut self.list {
            let words = choice.text.split(' ').count();
            choice.features.add(&["words", step(words)]);
            choice.features.add(&["words", step(words), self.facts.kind]);
            if let Some(names) = names.filter(|_| choice.period.is_none()) {
                let (count, first, most) = names.told(&choice.text);
                let (count, first, most) =
                    (step(count), if first { "early" } else { "late" }, if most { "most" } else { "other" });
                choice.features.add(&["named", count]);
                choice.features.add(&["named", count, self.facts.kind]);
                choice.features.add(&["named", first]);
                choice.features.add(&["named", first, most]);
                choice.features.add(&["named", most, self.facts.kind]);
            }
        }
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
            let shared = choice.shared.iter().flat_map(|&group| named(&self.shared[group].1));
            Opened { value, features: named(&choice.features).into_iter().chain(shared).collect() }
        };
        std::iter::once(none).chain(self.list.iter().map(open)).collect()
    }
}

/// What a candidate's own words are.
fn shape(features: &mut Features, inside: &[Token<'_>], words: &[String], (side, role): (&str, &str), time: bool) {
    let shape = match (inside.iter().any(is_name), inside.iter().any(Token::is_acronym)) {
        (_, true) => "acronym",
        (true, _) => "name",
        _ => "common",
    };
    features.add(&["own", "shape", shape]);
    features.add(&["own", side, "shape", shape, role]);
    if !time {
        for name in inside.iter().fold(Tags::default(), |tags, t| tags.with(t.tags)).names() {
            features.add(&["own", "tag", name]);
        }
        if let Some(head) = words.last() {
            features.add(&["own", "head", head]);
        }
        if inside.iter().any(|t| t.figure().is_some()) {
            features.add(&["own", "holds a figure"]);
        }
    }
    features.add(&["own", "length", step(words.len())]);
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
