//! Pairs → claims: what hangs together by one relation is one claim.

use super::Edge;
use super::item::{Item, Items};
use crate::figure::{ClaimRow, Relation};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Conflicts first: they are what an editor looks for.
const ORDER: [Relation; 4] = [Relation::Conflicting, Relation::Revised, Relation::Updated, Relation::Repeated];

/// The rows of all claims. Within a claim they stand by the date of their documents.
///
/// Figures that repeat each other are one voice: where one of them is revised, all of them are in that claim.
pub(super) fn claims(items: &Items<'_>, edges: &[Edge]) -> Vec<ClaimRow> {
    let mut voices = Groups::new(items.all.len());
    for edge in edges.iter().filter(|edge| edge.relation == Relation::Repeated) {
        voices.join(edge.first, edge.second);
    }
    let mut rows = Vec::new();
    for relation in ORDER {
        let mut groups = voices.clone();
        let edges: Vec<&Edge> = edges.iter().filter(|edge| edge.relation == relation).collect();
        for edge in &edges {
            groups.join(edge.first, edge.second);
        }
        // The best pair of a claim tells its reason.
        let mut reasons: BTreeMap<usize, &Edge> = BTreeMap::new();
        for edge in edges {
            let reason = reasons.entry(groups.root(edge.first)).or_insert(edge);
            if edge.score > reason.score {
                *reason = edge;
            }
        }
        let mut members: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for item in 0..items.all.len() {
            let root = groups.root(item);
            if reasons.contains_key(&root) {
                members.entry(root).or_default().insert(item);
            }
        }
        for (root, members) in members {
            let mut members: Vec<&Item<'_>> = members.iter().filter_map(|&item| items.all.get(item)).collect();
            members.sort_by_key(|item| (item.published.as_ref().map(|date| (date.start, date.end)), item.document));
            let Some(edge) = reasons.get(&root) else { continue };
            let claim_id = name(relation, &members);
            rows.extend(members.iter().map(|item| ClaimRow {
                claim_id: claim_id.clone(),
                relation,
                figure_id: item.figure.figure_id.clone(),
                doc_id: item.figure.doc_id.clone(),
                note: edge.reason.clone(),
            }));
        }
    }
    rows
}

/// A claim's id: the relation and the figures that make it.
fn name(relation: Relation, members: &[&Item<'_>]) -> String {
    let mut hash = Sha256::new().chain_update(relation.as_str());
    for item in members {
        hash.update(&item.figure.figure_id);
        hash.update([0]);
    }
    let digest = hash.finalize();
    let digits: String = digest.iter().take(5).fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    format!("c{digits}")
}

/// Disjoint sets of items.
#[derive(Debug, Clone)]
struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self { parents: (0..count).collect() }
    }

    /// The first item of the set that holds `item`.
    fn root(&mut self, mut item: usize) -> usize {
        while let Some(&parent) = self.parents.get(item) {
            if parent == item {
                break;
            }
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(item) {
                *slot = above;
            }
            item = parent;
        }
        item
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.parents.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}
