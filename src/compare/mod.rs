//! The same claim in several documents: figures → claims, each with its reason in words.
//!
//! Two figures of different documents belong together
//! - where one document is a near copy of the other, reworded or not, and they stand at the same place of it
//!   (`copies`);
//! - or where kind, unit and value agree and the words around them do too;
//! - or where the values differ, but what, actor, place, period and the words around them say the same thing
//!   (`pairs`); then `relation` tells an update from a revision from a conflict.
//!
//! A wrong claim is worse than a missing one: whatever speaks against a pair drops it. Values are never merged or
//! averaged. The same rows give the same claims in the same order: conflicts first, repetitions last.

mod bounds;
mod copies;
mod groups;
mod item;
mod pairs;
mod relation;
mod words;

use crate::figure::{ClaimRow, DocumentRow, Figure};

/// The claims that figures of several documents make together.
///
/// `documents` tells when each was published, which says what is the later word; one that is not among them counts as
/// undated. The order of both is of no matter.
pub fn claims(figures: &[Figure], documents: &[DocumentRow]) -> Vec<ClaimRow> {
    let items = item::items(figures, documents);
    let mut edges = copies::align(&items);
    edges.extend(pairs::find(&items, &edges));
    groups::claims(&items, &edges)
}

/// Two figures that belong together: places in the list of items, the first before the second.
#[derive(Debug, Clone, PartialEq)]
struct Edge {
    first: usize,
    second: usize,
    /// How alike the two contexts are, from 0 to 1.
    score: f64,
    relation: crate::figure::Relation,
    /// Why, in words.
    reason: String,
}

#[cfg(test)]
mod tests;
