//! What is known of a figure in its sentence, as named facts that every decision may look at.

use super::super::clause::{Form, Group};
use super::super::{Governor, Scene, Sentence, Slots};
use super::features::Features;
use crate::figure::Lang;
use crate::grammar::Reading;
use crate::lexicon::Tags;

/// So many words before a figure are near.
const NEAR: usize = 15;
/// So many words after it.
const AFTER: usize = 12;
/// No word further before it is looked at.
const FAR: usize = 40;

/// What is known of a figure.
pub(super) struct Facts<'a> {
    pub(super) kind: &'static str,
    /// Short facts, which candidates are combined with: (name, value).
    pub(super) short: Vec<(&'static str, &'static str)>,
    /// The lower-case words before and after it, the nearest first.
    pub(super) before: Vec<&'a str>,
    pub(super) after: Vec<&'a str>,
    pub(super) governor: Governor,
    pub(super) verb: &'a str,
}

pub(super) const fn kind(reading: &Reading) -> &'static str {
    match reading {
        Reading::Money { .. } => "money",
        Reading::Percent { .. } => "percent",
        Reading::Count { .. } => "count",
        Reading::Measure { .. } => "measure",
        Reading::Duration { .. } => "duration",
        Reading::Date(_) => "date",
    }
}

const fn form(group: &Group) -> &'static str {
    match group.form {
        Form::Finite if group.modal => "modal",
        Form::Finite if group.progressive => "progressive",
        Form::Finite if group.passive => "passive",
        Form::Finite => "finite",
        Form::Infinitive => "infinitive",
        Form::Gerund => "gerund",
        Form::Participle => "participle",
    }
}

/// What the subject of a group, or of those that it leans on, is.
fn subject(sentence: &Sentence<'_>, group: usize) -> &'static str {
    let found = sentence.chain(group).find_map(|g| sentence.groups[g].subject);
    let Some((start, end)) = found.filter(|(start, end)| start < end) else { return "none" };
    let tokens = &sentence.tokens[start..end];
    let first = tokens.iter().find(|t| !t.is(Tags::DET));
    match first {
        _ if tokens.iter().any(|t| t.figure().is_some()) => "figure",
        Some(t) if t.is(Tags::PRON) && t.text.len() < 3 => "we",
        Some(t) if t.is(Tags::PRON.with(Tags::REL)) => "pronoun",
        _ if tokens.iter().any(|t| t.is(Tags::ANAPHOR)) => "pointing",
        Some(t) if t.is_acronym() => "acronym",
        Some(t) if t.capital && t.is_word() => "name",
        _ => "common",
    }
}

impl<'a> Facts<'a> {
    pub(super) fn new(
        scene: &Scene<'_>,
        sentence: &'a Sentence<'_>,
        lower: &'a [String],
        token: usize,
        mention: usize,
        slots: &Slots,
    ) -> Self {
        let governor = sentence.governor(token);
        let reading = &scene.mentions[mention].reading;
        let mut short = vec![
            ("rule", slots.status.map_or("", |(status, _)| status.as_str())),
            ("side", if governor.as_subject { "subject" } else { "object" }),
            ("change", slots.change.map_or("", |(change, _)| change.as_str())),
            ("bound", scene.mentions[mention].modifier.as_str()),
            (
                "block",
                if scene.heads.is_some() {
                    "table"
                } else if scene.item.is_some() {
                    "item"
                } else {
                    "prose"
                },
            ),
        ];
        if let Some(first) = governor.group {
            let group = &sentence.groups[first];
            short.push(("form", form(group)));
            short.push(("left", if group.head < token { "left" } else { "right" }));
            short.extend(group.tags.names().map(|name| ("verb", name)));
            for up in sentence.chain(first).skip(1) {
                let up = &sentence.groups[up];
                short.push(("upform", form(up)));
                short.extend(up.tags.names().map(|name| ("up", name)));
            }
            if sentence.chain(first).any(|g| sentence.groups[g].modal) {
                short.push(("ahead", "modal"));
            }
            short.push(("subject", subject(sentence, first)));
        } else {
            short.push(("form", "none"));
        }
        if let (Some((period, _)), Some(published)) = (&slots.period, scene.published) {
            let when = if period.start > published.end {
                "future"
            } else if period.end < published.start {
                "past"
            } else if period.end > published.end {
                "ahead"
            } else {
                "now"
            };
            short.push(("when", when));
        }
        if scene.lang == Lang::Es
            && let Some(first) = governor.group
            && lower[sentence.groups[first].first].ends_with("mos")
        {
            short.push(("person", "we"));
        }
        let words = |i: usize| sentence.tokens[i].is_word().then(|| lower[i].as_str());
        let verb = governor.group.map_or("", |g| lower[sentence.groups[g].head].as_str());
        Self {
            kind: kind(reading),
            short,
            before: (0..token).rev().filter_map(words).take(FAR).collect(),
            after: (token + 1..sentence.tokens.len()).filter_map(words).take(AFTER).collect(),
            governor,
            verb,
        }
    }

    /// The features that tell the class of a figure.
    pub(super) fn classify(&self, scene: &Scene<'_>, slots: &Slots, out: &mut Features) {
        out.add(&["kind", self.kind]);
        for &(name, value) in &self.short {
            out.add(&[name, value]);
            out.add(&[name, value, self.kind]);
        }
        let rule = slots.status.map_or("", |(status, _)| status.as_str());
        for &(name, value) in self.short.iter().filter(|(name, _)| matches!(*name, "form" | "when" | "block" | "ahead"))
        {
            out.add(&[name, value, "rule", rule]);
        }
        out.add(&["category", &slots.category]);
        out.add(&["category", &slots.category, "rule", rule]);
        out.add(&["governor", self.verb]);
        for (index, word) in self.before.iter().enumerate() {
            out.add(&[if index < NEAR { "before" } else { "far" }, word]);
        }
        for word in self.after.iter().take(AFTER) {
            out.add(&["after", word]);
        }
        for (index, word) in self.before.iter().take(4).enumerate() {
            out.add(&["-", &index.to_string(), word]);
        }
        for (index, word) in self.after.iter().take(3).enumerate() {
            out.add(&["+", &index.to_string(), word]);
        }
        for pair in self.before[..self.before.len().min(NEAR)].windows(2) {
            out.add(&["pair", pair[1], pair[0]]);
        }
        if let Some(what) = &slots.what {
            for word in what.text.split(' ').rev().take(3) {
                out.add(&["what", &word.to_lowercase()]);
            }
        }
        out.add(&["unit", &slots.unit]);
        for (name, level) in scene.scope.levels() {
            if matches!(name, "heading" | "lead") {
                for word in &level.words {
                    out.add(&[name, word]);
                }
            }
        }
    }
}
