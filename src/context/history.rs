//! What earlier sentences of a block named: who acted last, and the last place that joins several.

use super::clause::{name_start, phrase_start};
use super::group::Form;
use super::name::is_name;
use super::subject::{Subject, read};
use super::{Scene, Sentence, Slot};
use crate::lexicon::Tags;

/// What earlier sentences of the block named.
#[derive(Debug, Default)]
pub(super) struct History {
    /// The sentence now described.
    now: usize,
    /// (sentence, who acts in it) of sentences looked at already.
    actors: Vec<(usize, Option<Acting>)>,
    /// The last place that joins several, with its countries.
    pub(super) places: Option<(Slot, String)>,
    /// The single countries that the sentences before the one with this index named, for "the country".
    countries: Option<(usize, Vec<(Slot, String)>)>,
    /// The names in them that a noun may point back to, for "the initiative".
    names: Option<(usize, Vec<Slot>)>,
}

/// Who acts in a sentence.
#[derive(Debug, Clone)]
struct Acting {
    slot: Slot,
    /// Whether it has a name, or is only "the program".
    named: bool,
}

impl History {
    /// Turns to the sentence with this index.
    pub(super) fn advance(&mut self, sentence: usize) {
        self.now = sentence;
    }

    /// Keeps what the sentence just described has named.
    pub(super) fn remember(&mut self, scene: &Scene<'_>, sentence: &Sentence<'_>, index: usize) {
        let actor = named_in(scene, sentence);
        self.actors.push((index, actor));
        if let Some(found) = super::countries::last_joined(scene, sentence) {
            self.places = Some(found);
        }
    }

    /// The single countries named in the sentences shortly before the one now described.
    pub(super) fn countries(&mut self, scene: &Scene<'_>) -> &[(Slot, String)] {
        let now = self.now;
        if self.countries.as_ref().is_none_or(|(known, _)| *known != now) {
            let before = (now.saturating_sub(4)..now).map(|i| Sentence::new(scene, scene.sentences[i]));
            let named = before.flat_map(|sentence| super::countries::single_countries(scene, &sentence)).collect();
            self.countries = Some((now, named));
        }
        self.countries.as_ref().map_or(&[], |(_, named)| named)
    }

    /// The last name before the sentence now described that ends with this noun: "the initiative" is the "Democracy
    /// Initiative" named before it.
    pub(super) fn namesake(&mut self, scene: &Scene<'_>, noun: &str) -> Option<Slot> {
        let now = self.now;
        if self.names.as_ref().is_none_or(|(known, _)| *known != now) {
            let before = (now.saturating_sub(4)..now).map(|i| Sentence::new(scene, scene.sentences[i]));
            let named = before.flat_map(|sentence| names(scene, &sentence)).collect();
            self.names = Some((now, named));
        }
        let (_, names) = self.names.as_ref()?;
        names
            .iter()
            .rfind(|name| name.text.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case(noun)))
            .cloned()
    }

    /// Who acted last before the sentence now described, `said` where nobody with a name did, else what was said before.
    pub(super) fn actor(&mut self, scene: &Scene<'_>, said: Option<Slot>) -> Option<Slot> {
        let mut meant = said;
        for index in (self.now.saturating_sub(4)..self.now).rev() {
            let known = self.actors.iter().find(|(i, _)| *i == index).map(|(_, actor)| actor.clone());
            let actor = known.unwrap_or_else(|| {
                let actor = named_in(scene, &Sentence::new(scene, scene.sentences[index]));
                self.actors.push((index, actor.clone()));
                actor
            });
            match actor {
                Some(Acting { slot, named: true }) => return Some(slot),
                Some(Acting { slot, .. }) => meant = meant.or(Some(slot)),
                None => {}
            }
        }
        meant
    }
}

/// The names in a sentence that end with a noun which may point back to them: "Democracy Initiative".
fn names(scene: &Scene<'_>, sentence: &Sentence<'_>) -> Vec<Slot> {
    let tokens = &sentence.tokens;
    let ends = (1..tokens.len())
        .filter(|&i| tokens[i].is(Tags::ANAPHOR) && is_name(&tokens[i - 1]) && !tokens[i - 1].possessive);
    let named = ends.filter_map(|end| {
        let start = name_start(tokens, 0, end);
        let first = (start..end).find(|&i| is_name(&tokens[i]))?;
        let span = tokens[first].span.join(tokens[end].span);
        Some(Slot { text: span.of(scene.text).to_owned(), span })
    });
    named.collect()
}

/// Who acts in a sentence, for the sentences after it: the first named subject, else the last owner, else none.
fn named_in(scene: &Scene<'_>, sentence: &Sentence<'_>) -> Option<Acting> {
    // "The program will finance 40 plants. It is expected to create …": nothing else is named.
    let mut meant = None;
    let subject = sentence.groups.iter().filter(|g| g.form == Form::Finite && !g.relative).find_map(|g| {
        let (start, end) = g.subject?;
        match read(scene, sentence, start, end) {
            // "People" are nobody whom "it" or "the agency" could mean.
            Subject::Named(slot) => {
                let people = sentence.tokens.iter().any(|t| slot.span.contains(t.span) && t.is(Tags::PEOPLE));
                let named = slot.text.chars().skip(1).any(char::is_uppercase);
                (!people || named).then_some(slot)
            }
            Subject::Pointing(said) => {
                meant = meant.take().or(said);
                None
            }
            Subject::Speaker | Subject::None => None,
        }
    });
    let owned = || {
        let owner = sentence.tokens.iter().rposition(|t| t.possessive && is_name(t))?;
        let start = phrase_start(&sentence.tokens, owner + 1);
        let first = (start..=owner).find(|&i| is_name(&sentence.tokens[i]))?;
        let span = sentence.tokens[first].span.join(sentence.tokens[owner].span);
        Some(Slot { text: span.of(scene.text).to_owned(), span })
    };
    let named = subject.or_else(owned).map(|slot| Acting { slot, named: true });
    named.or(meant.map(|slot| Acting { slot, named: false }))
}
