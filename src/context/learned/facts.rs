//! What is known of a figure in its sentence, as named facts that every decision may look at.

use super::super::group::{Form, Group};
use super::super::{Governor, Scene, Sentence, Slots};
use super::features::{Features, Name, name, part, step};
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
    pub(super) kind: Name<'static>,
    /// Short facts, which candidates are combined with: (name, value).
    pub(super) short: Vec<(Name<'static>, Name<'static>)>,
    /// The lower-case words before and after it, the nearest first.
    pub(super) before: Vec<Name<'a>>,
    pub(super) after: Vec<Name<'a>>,
    pub(super) governor: Governor,
    pub(super) verb: Name<'a>,
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
        lower: &[Name<'a>],
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
            && lower[sentence.groups[first].first].text.ends_with("mos")
        {
            short.push(("person", "we"));
        }
        let words = |i: usize| sentence.tokens[i].is_word().then(|| lower[i]);
        let verb = governor.group.map_or(part!(""), |g| lower[sentence.groups[g].head]);
        Self {
            kind: name(kind(reading)),
            short: short.into_iter().map(|(fact, value)| (name(fact), name(value))).collect(),
            before: (0..token).rev().filter_map(words).take(FAR).collect(),
            after: (token + 1..sentence.tokens.len()).filter_map(words).take(AFTER).collect(),
            governor,
            verb,
        }
    }

    /// The features that tell the class of a figure.
    pub(super) fn classify(&self, scene: &Scene<'_>, slots: &Slots, out: &mut Features) {
        out.add(&[part!("kind"), self.kind]);
        for &(fact, value) in &self.short {
            out.add(&[fact, value]);
            out.add(&[fact, value, self.kind]);
        }
        let rule = name(slots.status.map_or("", |(status, _)| status.as_str()));
        let of_rule = |fact: &str| matches!(fact, "form" | "when" | "block" | "ahead");
        for &(fact, value) in self.short.iter().filter(|(fact, _)| of_rule(fact.text)) {
            out.add(&[fact, value, part!("rule"), rule]);
        }
        let category = name(&slots.category);
        out.add(&[part!("category"), category]);
        out.add(&[part!("category"), category, part!("rule"), rule]);
        out.add(&[part!("governor"), self.verb]);
        for (index, &word) in self.before.iter().enumerate() {
            out.add(&[if index < NEAR { part!("before") } else { part!("far") }, word]);
        }
        for &word in self.after.iter().take(AFTER) {
            out.add(&[part!("after"), word]);
        }
        for (index, &word) in self.before.iter().take(4).enumerate() {
            out.add(&[part!("-"), step(index), word]);
        }
        for (index, &word) in self.after.iter().take(3).enumerate() {
            out.add(&[part!("+"), step(index), word]);
        }
        for pair in self.before[..self.before.len().min(NEAR)].windows(2) {
            out.add(&[part!("pair"), pair[1], pair[0]]);
        }
        if let Some(what) = &slots.what {
            for word in what.text.split(' ').rev().take(3) {
                out.add(&[part!("what"), name(&word.to_lowercase())]);
            }
        }
        out.add(&[part!("unit"), name(&slots.unit)]);
        for (source, level) in scene.scope.levels() {
            if matches!(source, "heading" | "lead") {
                let source = name(source);
                for word in &level.words {
                    out.add(&[source, name(word)]);
                }
            }
        }
    }
}
