//! Which verb governs a figure: the one left of it, the one whose subject it stands in, or the one of a relative clause.

use super::Sentence;
use super::group::{Form, Group};
use super::token::Token;
use crate::lexicon::Tags;

/// How a verb group governs a figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Governor {
    /// Its index among the groups; none in a sentence without a verb.
    pub(super) group: Option<usize>,
    /// Whether the figure stands in the group's subject.
    pub(super) as_subject: bool,
}

impl Sentence<'_> {
    /// The group that governs the figure at this token.
    pub(super) fn governor(&self, figure: usize) -> Governor {
        // "$950 million announced today": the participle behind the figure says it.
        let participle = |g: &Group| g.first == figure + 1 && g.form == Form::Participle;
        if let Some(group) = self.groups.iter().position(participle) {
            return Governor { group: Some(group), as_subject: true };
        }
        if let Some(group) = self.object_relative(figure) {
            return Governor { group: Some(group), as_subject: false };
        }
        let within = |g: &Group| g.subject.filter(|&(s, e)| s <= figure && figure < e && !g.relative);
        if let Some(group) = self.groups.iter().position(|g| within(g).is_some()) {
            // "anyone earning less than $400,000 would pay": the nearer verb.
            let (start, _) = within(&self.groups[group]).unwrap_or_default();
            let inner = self.groups.iter().rposition(|g| {
                g.form == Form::Gerund
                    && start < g.first
                    && g.head < figure
                    && !self.tokens[g.head..figure].iter().any(|t| t.mark(','))
            });
            if let Some(inner) = inner {
                return Governor { group: Some(inner), as_subject: false };
            }
            return Governor { group: Some(group), as_subject: true };
        }
        if let Some(group) = self.absolute(figure) {
            return Governor { group: Some(group), as_subject: true };
        }
        let strong = (0..figure)
            .rev()
            .find(|&i| self.tokens[i].is_strong() && !self.tokens[i].mark('—') && !self.tokens[i].mark('–'));
        let floor = strong.map_or(0, |i| i + 1);
        let left = self.groups.iter().rposition(|g| g.head < figure && g.first >= floor);
        let right = self.groups.iter().position(|g| g.first > figure && g.form == Form::Finite && !g.relative);
        // "will stress that nearly 90 percent of workers": the subject of what is said.
        let before = self.tokens[..figure].iter().rposition(|t| !t.beside && !t.is(Tags::ADV));
        let said = before.filter(|&i| i > 0 && matches!(self.tokens[i].text, "that" | "que"));
        let says = |g: &Group| g.form == Form::Finite && !g.tags.any(Tags::REQUIRE.with(Tags::COMMIT));
        let told = |i: usize| left.is_some_and(|g| self.groups[g].head + 1 == i && says(&self.groups[g]));
        if let Some(said) = said.filter(|&i| told(i)) {
            let after = self.groups.iter().position(|g| g.first > said && g.form == Form::Finite && !g.relative);
            return Governor { group: after, as_subject: true };
        }
        match (left, right) {
            (Some(group), _) => Governor { group: Some(group), as_subject: false },
            (None, Some(group)) if strong.is_none_or(|s| self.groups[group].first > s) => {
                let after = &self.tokens[figure..self.groups[group].first];
                // "With 10,000 employees, Cargill invests": the comma shows that it is no subject.
                let as_subject = !after.iter().any(|t| t.mark(','));
                Governor { group: Some(group), as_subject }
            }
            _ => Governor { group: self.groups.iter().rposition(|g| g.head < figure), as_subject: false },
        }
    }

    /// "the 40 schools that USAID built", "los 17 millones que aportó Madrid": the verb whose object the figure's noun is.
    fn object_relative(&self, figure: usize) -> Option<usize> {
        let tokens = &self.tokens;
        let noun =
            |t: &&Token<'_>| t.is_word() && !t.is(Tags::CONJ.with(Tags::SUB).with(Tags::AUX)) && t.figure().is_none();
        let plain = |t: &&Token<'_>| noun(t) && !t.is(Tags::REL) && t.text != "that";
        let pronoun = figure + 1 + tokens[figure + 1..].iter().take_while(plain).count();
        tokens.get(pronoun).filter(|t| matches!(t.text, "that" | "which" | "que"))?;
        if pronoun > figure + 7 || (figure + 1..pronoun).any(|i| self.in_group(i)) {
            return None;
        }
        let index = self.groups.iter().position(|g| g.first > pronoun)?;
        let group = &self.groups[index];
        let free = |i: usize| {
            tokens.get(i).is_none_or(|t| {
                !t.is_word() && t.figure().is_none()
                    || t.is(Tags::PREP.with(Tags::ADV).with(Tags::CONJ))
                    || self.in_group(i)
            })
        };
        let verb = group.form == Form::Finite && !group.passive && !group.relative && !group.tags.any(Tags::BE);
        let first = pronoun + 1 + usize::from(tokens.get(pronoun + 1)?.is(Tags::DET));
        let name = tokens.get(first)?;
        // "20 percent more than the goal", "$5 million in projects that help", "which we expect will reach".
        let compared = tokens[pronoun - 1].is(Tags::ADV.with(Tags::PREP));
        let named = name.capital || first > pronoun + 1 || !name.is(Tags::VERB.with(Tags::PRON));
        let before = group.first > first && tokens[first..group.first].iter().all(|t| plain(&t) || t.is(Tags::CONJ));
        let nested = self.in_group(group.head + 1)
            && (group.tags.any(Tags::AIM) || matches!(tokens[group.head].text, "say" | "says" | "said"));
        (verb && named && before && !compared && !nested && free(group.head + 1)).then_some(index)
    }

    /// "with over 800 women from 14 states participating", "$950 million announced": the participle that says what the
    /// figure's people or money do.
    pub(super) fn absolute(&self, figure: usize) -> Option<usize> {
        let before = self.tokens[..figure].iter().rev().find(|t| !t.beside && !t.is(Tags::DET))?;
        if !before.text.eq_ignore_ascii_case("with") {
            return None;
        }
        let group = self.groups.iter().position(|g| g.first > figure)?;
        let open = !self.tokens[figure..self.groups[group].first].iter().any(|t| t.mark(',') || t.is_strong());
        let bare = matches!(self.groups[group].form, Form::Gerund | Form::Participle)
            || self.groups[group].first == self.groups[group].head && self.groups[group].form == Form::Finite;
        (open && bare).then_some(group)
    }

    /// The group and those it leans on, up to and with the first finite one.
    pub(super) fn chain(&self, group: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = Some(group);
        let mut steps = 0;
        std::iter::from_fn(move || {
            let index = next?;
            steps += 1;
            let group = &self.groups[index];
            let shared = (group.form != Form::Finite && group.subject.is_none())
                || (group.subject.is_none()
                    && !group.passive
                    && !group.tags.any(Tags::AUX)
                    && group.first == group.head);
            next = group.parent.filter(|&parent| shared && parent != index && steps < 8);
            Some(index)
        })
    }
}
