//! Which documents are copies of another, reworded or not: they are no source of their own.

use super::Source;
use crate::figure::{DocumentRow, Relation, is_near_copy};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The documents whose claims mostly repeat one other document, which was published before, or (on one day) says where.
pub(super) fn copies<'a>(source: &Source<'a>) -> HashSet<&'a str> {
    let documents: HashMap<&str, &DocumentRow> =
        source.documents.iter().map(|row| (row.doc_id.as_str(), row)).collect();
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for figure in source.figures {
        *sizes.entry(&figure.doc_id).or_default() += 1;
    }
    let mut claims: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for row in source.claims.iter().filter(|row| row.relation == Relation::Repeated) {
        *claims.entry(&row.claim_id).or_default().entry(row.doc_id.as_str()).or_default() += 1;
    }
    // How many figures of the first the second says too.
    let mut shared: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for sides in claims.values() {
        for (&doc, &count) in sides {
            for &other in sides.keys().filter(|&&other| other != doc) {
                *shared.entry((doc, other)).or_default() += count;
            }
        }
    }
    let age =
        |doc: &str| documents.get(doc).map(|row| (row.published.as_str(), row.url.is_empty(), row.doc_id.as_str()));
    let is_copy = |doc: &str, of: &str, count: usize| {
        let size = sizes.get(doc).copied().unwrap_or(0);
        is_near_copy(count, size) && age(doc) > age(of)
    };
    shared.iter().filter(|((doc, of), count)| is_copy(doc, of, **count)).map(|((doc, _), _)| *doc).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{ClaimRow, Kind};
    use crate::series::sample;

    #[test]
    fn the_later_of_two_that_say_the_same_is_the_copy() {
        let figures: Vec<_> = (0..21)
            .map(|id| sample::figure(id, ["a", "b", "c"][id % 3], Kind::Count, &id.to_string(), "thing"))
            .collect();
        let row = |id: usize, doc: &str| ClaimRow {
            claim_id: format!("c{}", id / 3),
            relation: Relation::Repeated,
            figure_id: format!("f{id}"),
            doc_id: doc.to_owned(),
            note: String::new(),
        };
        // b says six of a's seven figures, c one.
        let mut claims: Vec<ClaimRow> = (0..6).flat_map(|i| [row(3 * i, "a"), row(3 * i + 1, "b")]).collect();
        claims.push(row(2, "c"));
        let mut documents =
            [("a", "2022-09-12"), ("b", "2022-09-13"), ("c", "2023")].map(|(id, day)| sample::document(id, id, day));
        let found = |documents: &[DocumentRow]| -> Vec<String> {
            let source = Source { figures: &figures, documents, claims: &claims };
            copies(&source).into_iter().map(str::to_owned).collect()
        };
        assert_eq!(found(&documents), ["b"]);
        documents[0].published = "2022-09-14".to_owned();
        assert_eq!(found(&documents), ["a"]);
        // On one day the original is the one whose address is known.
        documents[1].published = "2022-09-14".to_owned();
        documents[0].url = "https://example.org/a".to_owned();
        assert_eq!(found(&documents), ["b"]);
    }
}
