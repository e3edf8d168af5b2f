//! A verb group and how it stands in its clause.

use crate::lexicon::Tags;

/// How a group stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "has reached", "will launch", "reached".
    Finite,
    /// "to reach".
    Infinitive,
    /// "reaching".
    Gerund,
    /// "announced today" after a noun.
    Participle,
}

/// A verb group.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about the verb")]
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Its first token.
    pub(super) first: usize,
    /// Its main verb, the last token.
    pub(super) head: usize,
    pub(super) form: Form,
    /// What the lexicon says of the main verb.
    pub(super) tags: Tags,
    pub(super) passive: bool,
    /// "will", "would", "may", a future form.
    pub(super) modal: bool,
    pub(super) progressive: bool,
    /// The group whose subject it shares.
    pub(super) parent: Option<usize>,
    /// The tokens of its own subject, first to past the last.
    pub(super) subject: Option<(usize, usize)>,
    /// Whether the subject is what a relative pronoun stands for.
    pub(super) relative: bool,
}
