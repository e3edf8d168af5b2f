//! Pairs of figures in different documents that speak of the same thing, whether or not their values agree.

use super::Edge;
use super::bounds::same_rounded;
use super::item::{Item, Items};
use super::relation;
use super::words::{Word, common, differ};
use crate::figure::{Figure, Kind, Relation};
use std::collections::{HashMap, HashSet};

/// A figure is held against those that share one of so many of its rarest words,
const RAREST: usize = 8;
/// unless so many figures have that word.
const COMMON: usize = 150;
/// Different values need so much that is shared: a rare word or a slot that says the same counts up to one.
const EVIDENCE: f64 = 4.0;
/// A partner is the best only where the next is less than so much as good.
const CLEARLY: f64 = 0.9;

/// The pairs, without those that `known` already has.
pub(super) fn find(items: &Items<'_>, known: &[Edge]) -> Vec<Edge> {
    let known: HashSet<(usize, usize)> = known.iter().map(|edge| (edge.first, edge.second)).collect();
    let mut edges = Vec::new();
    for (a, b) in candidates(items) {
        let (Some(x), Some(y)) = (items.all.get(a), items.all.get(b)) else { continue };
        if known.contains(&(a, b)) {
            continue;
        }
        edges.extend(compare(items, x, y).map(|(relation, score, reason)| Edge {
            first: a,
            second: b,
            score,
            relation,
            reason,
        }));
    }
    best_of_each(items, &known, edges)
}

/// Pairs of different documents, of one kind and unit, that share a rare word beside them. In order.
fn candidates(items: &Items<'_>) -> Vec<(usize, usize)> {
    let mut holders: HashMap<(Kind, Word), Vec<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for (b, item) in items.all.iter().enumerate().filter(|(_, item)| item.figure.kind != Kind::Date) {
        let mut words: Vec<Word> = item.near.iter().copied().filter(|&word| items.words.count(word) > 1).collect();
        words.sort_by_key(|&word| (items.words.count(word), word));
        for word in words.into_iter().take(RAREST) {
            let others = holders.entry((item.figure.kind, word)).or_default();
            if others.len() < COMMON {
                pairs.extend(others.iter().filter(|&&a| may_match(items, a, item)).map(|&a| (a, b)));
                others.push(b);
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn may_match(items: &Items<'_>, other: usize, item: &Item<'_>) -> bool {
    items.all.get(other).is_some_and(|other| {
        let (a, b) = (other.figure, item.figure);
        other.document != item.document && (a.unit == b.unit || (a.kind == Kind::Count && a.value == b.value))
    })
}

/// How two figures stand to each other, if they speak of the same thing.
fn compare(items: &Items<'_>, a: &Item<'_>, b: &Item<'_>) -> Option<(Relation, f64, String)> {
    let (near, sentence) = (items.words.overlap(&a.near, &b.near), items.words.overlap(&a.sentence, &b.sentence));
    let score = f64::midpoint(near.of_all(), sentence.of_shorter());
    if same_rounded(a.figure, b.figure) {
        let enough = score >= needed(a, b) && near.shared >= 1.5 && near.count >= 3;
        if !enough || contradict(a, b) {
            return None;
        }
        let words = items.words.rarest(&a.near, &b.near, 3).join(", ");
        return relation::of_equal(a, b, score, &words).map(|(relation, reason)| (relation, score, reason));
    }
    if !same_thing(a, b) || !like_size(a.figure, b.figure) {
        return None;
    }
    let agree = agreeing_slots(items, a, b);
    let evidence = near.shared + agree;
    let alike = near.of_shorter().min(sentence.of_shorter()) + agree / 10.0;
    if evidence < EVIDENCE || alike < 0.55 || near.of_all() < 0.2 {
        return None;
    }
    let words = items.words.rarest(&a.near, &b.near, 3).join(", ");
    relation::of_different(a, b, score, &words).map(|(relation, reason)| (relation, score, reason))
}

/// How alike the contexts of two equal values must be: the smaller the number, the more, as small numbers are common.
fn needed(a: &Item<'_>, b: &Item<'_>) -> f64 {
    let small = a.figure.value.is_none_or(|value| value.abs() <= 20.into());
    let same_phrase = a.what.len() >= 2 && a.what == b.what;
    match a.figure.kind {
        _ if apart(&a.what, &b.what) => 0.5,
        Kind::Money | Kind::Measure => 0.33,
        _ if small && !same_phrase => 0.5,
        _ => 0.35,
    }
}

/// Whether something speaks against two equal values being the same claim: what one says of it, the other denies.
fn contradict(a: &Item<'_>, b: &Item<'_>) -> bool {
    let (x, y) = (a.figure, b.figure);
    let other_base = x.per != y.per && !x.per.is_empty() && !y.per.is_empty();
    // Of a long sentence the two readings may have taken different words, so those of the other sentence count too.
    let denied = |p: &[Word], q: &[Word]| apart(p, q) && apart(p, &b.sentence) && apart(q, &a.sentence);
    other_base
        || denied(&a.what, &b.what)
        || denied(&a.place, &b.place)
        || denied(&a.actor, &b.actor)
        || (other_countries(x, y) && apart(&a.place, &b.sentence))
}

/// Whether two figures with different values are of the same thing: nothing said about either is denied by the other.
fn same_thing(a: &Item<'_>, b: &Item<'_>) -> bool {
    let (x, y) = (a.figure, b.figure);
    let same_form = x.unit == y.unit && x.per == y.per && x.change == y.change && !x.unit.is_empty();
    let same_place = !a.place.is_empty() && a.place == b.place;
    let same_actor = !a.actor.is_empty() && a.actor == b.actor;
    let same_what = if x.kind == Kind::Money {
        // Much money is announced in the same words; without a purpose, giver and place must be the same.
        !common(&a.what, &b.what).is_empty() || (!apart(&a.what, &b.what) && same_place && same_actor)
    } else {
        !differ(&a.what, &b.what) && a.what.is_empty() == b.what.is_empty()
    };
    let same_names = common(&a.names, &b.names).len() >= 2 || !apart(&a.names, &b.names);
    x.kind != Kind::Duration
        && same_form
        && same_what
        && same_names
        && !apart(&a.actor, &b.actor)
        && !differ(&a.place, &b.place)
        && !other_countries(x, y)
        && !other_category(x, y)
}

/// How much it tells that what, actor and place say the same: up to one each, less where the words are common.
fn agreeing_slots(items: &Items<'_>, a: &Item<'_>, b: &Item<'_>) -> f64 {
    let slots = [(&a.what, &b.what), (&a.actor, &b.actor), (&a.place, &b.place)];
    slots.iter().filter(|(x, y)| x == y).map(|(x, y)| items.words.overlap(x, y).shared.min(1.0)).sum()
}

/// Whether one value is not many times the other: the same thing seldom grows so much between two documents.
fn like_size(a: &Figure, b: &Figure) -> bool {
    const MOST_TIMES: i64 = 3;
    let (Some(x), Some(y)) = (a.value, b.value) else { return false };
    let (small, large) = if x.abs() < y.abs() { (x, y) } else { (y, x) };
    large.abs() <= small.abs().saturating_mul(MOST_TIMES.into())
}

/// Whether both sets hold words, and none in common.
fn apart(a: &[Word], b: &[Word]) -> bool {
    !a.is_empty() && !b.is_empty() && common(a, b).is_empty()
}

/// Whether both categories say something, and not the same.
fn other_category(a: &Figure, b: &Figure) -> bool {
    let open = |figure: &Figure| figure.category.is_empty() || figure.category == "other";
    !open(a) && !open(b) && a.category != b.category
}

fn other_countries(a: &Figure, b: &Figure) -> bool {
    let has = |country: &str| b.country.split(';').any(|other| other == country);
    !a.country.is_empty() && !b.country.is_empty() && !a.country.split(';').any(has)
}

/// Of the pairs with equal values, those where one figure is the other's best partner in its document; of those with
/// different values, those where each clearly is the other's, and no equal value stands there.
fn best_of_each(items: &Items<'_>, known: &HashSet<(usize, usize)>, edges: Vec<Edge>) -> Vec<Edge> {
    // (figure, document) → (score, partner) of the partners there.
    let mut partners: HashMap<(usize, usize), Vec<(f64, usize)>> = HashMap::new();
    let document = |item: usize| items.all.get(item).map_or(0, |item| item.document);
    let mut note = |first: usize, second: usize, score: f64| {
        partners.entry((first, document(second))).or_default().push((score, second));
        partners.entry((second, document(first))).or_default().push((score, first));
    };
    for &(first, second) in known {
        note(first, second, f64::INFINITY);
    }
    for edge in &edges {
        // An equal value beats any other: it is what the other document says of the thing.
        note(edge.first, edge.second, if edge.relation == Relation::Repeated { 2.0 + edge.score } else { edge.score });
    }
    let value = |item: usize| items.all.get(item).and_then(|item| item.figure.value);
    let is_best = |item: usize, other: usize, score: f64| {
        let rivals = partners.get(&(item, document(other))).map(Vec::as_slice).unwrap_or_default();
        rivals.iter().all(|&(rival, partner)| rival < score * CLEARLY || value(partner) == value(other))
    };
    // A document may say a thing twice, so of equal values it is enough to be the best of one side.
    let nearest = |item: usize, other: usize, score: f64| {
        let rivals = partners.get(&(item, document(other))).map(Vec::as_slice).unwrap_or_default();
        rivals.iter().all(|&(rival, _)| rival <= score)
    };
    let keep = |edge: &Edge| {
        let score = 2.0 + edge.score;
        let repeated = edge.relation == Relation::Repeated;
        (repeated && (nearest(edge.first, edge.second, score) || nearest(edge.second, edge.first, score)))
            || (!repeated
                && is_best(edge.first, edge.second, edge.score)
                && is_best(edge.second, edge.first, edge.score))
    };
    edges.into_iter().filter(keep).collect()
}
