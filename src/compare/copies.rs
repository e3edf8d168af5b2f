//! Near copies: documents that say the same figures in the same order, however the words between them were changed.
//!
//! Documents that share runs of figures are candidates; the two are then aligned like two versions of a text (the
//! heaviest common subsequence), where a pair weighs more the more words it shares.

use super::Edge;
use super::item::{Item, Items};
use super::words::Overlap;
use crate::figure::{Kind, Relation, is_near_copy};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// Of the figures that a near copy has in common with the other so many are different ones.
const FEWEST_DIFFERENT: usize = 4;
/// Two figures at the same place share so much of the words beside them, however reworded.
const LEAST_ALIKE: f64 = 0.1;
/// Documents are held against each other where they share so many pairs of neighbours.
const SHARED_NEIGHBOURS: usize = 3;
/// Two neighbours that stand together in more documents than that tell nothing.
const COMMON: usize = 20;
/// So many figures of each are aligned at a time where two documents hold very many,
const WINDOW: usize = 1500;
/// which is where there are more pairs of theirs than this.
const MOST_PAIRS: usize = 4_000_000;

/// What must be equal: kind, value, upper end, and for a date the time.
type Key<'a> = (Kind, Option<Decimal>, Option<Decimal>, &'a str);

fn key<'a>(item: &Item<'a>) -> Key<'a> {
    let figure = item.figure;
    let time = if figure.kind == Kind::Date { figure.period_edtf.as_str() } else { "" };
    (figure.kind, figure.value, figure.value_max, time)
}

/// The pairs of figures at the same places of near copies.
pub(super) fn align(items: &Items<'_>) -> Vec<Edge> {
    candidates(items).into_iter().flat_map(|(a, b)| align_two(items, a, b)).collect()
}

/// Pairs of documents that share enough neighbours, in order.
fn candidates(items: &Items<'_>) -> Vec<(usize, usize)> {
    let mut holders: HashMap<(Key<'_>, Key<'_>), Vec<usize>> = HashMap::new();
    for (document, range) in items.documents.iter().enumerate() {
        let keys: Vec<Key<'_>> = slice(items, range).iter().map(key).collect();
        let neighbours: HashSet<_> = keys.windows(2).filter_map(|two| Some((*two.first()?, *two.last()?))).collect();
        for two in neighbours {
            holders.entry(two).or_default().push(document);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for documents in holders.values().filter(|documents| documents.len() <= COMMON) {
        for (at, &a) in documents.iter().enumerate() {
            for &b in documents.iter().skip(at + 1) {
                *shared.entry((a.min(b), a.max(b))).or_default() += 1;
            }
        }
    }
    shared.into_iter().filter(|&(_, count)| count >= SHARED_NEIGHBOURS).map(|(pair, _)| pair).collect()
}

fn slice<'a, 'b>(items: &'b Items<'a>, range: &Range<usize>) -> &'b [Item<'a>] {
    items.all.get(range.clone()).unwrap_or_default()
}

fn align_two(items: &Items<'_>, a: usize, b: usize) -> Vec<Edge> {
    let (Some(first), Some(second)) = (items.documents.get(a), items.documents.get(b)) else { return Vec::new() };
    let pairs = stepwise(items, slice(items, first), slice(items, second));
    let shorter = first.len().min(second.len());
    let different: HashSet<_> = pairs.iter().filter_map(|(i, _, _)| items.all.get(first.start + i)).map(key).collect();
    if !is_near_copy(pairs.len(), shorter) || different.len() < FEWEST_DIFFERENT {
        return Vec::new();
    }
    let reason = format!(
        "the same value at the same place of a near copy ({} of {shorter} figures stand in the same order)",
        pairs.len()
    );
    let edge = |(i, j, overlap): (usize, usize, Overlap)| Edge {
        first: first.start + i,
        second: second.start + j,
        score: overlap.of_all(),
        relation: Relation::Repeated,
        reason: reason.clone(),
    };
    pairs.into_iter().map(edge).collect()
}

/// The same as [`heaviest`], window after window, so that time grows with length.
fn stepwise(items: &Items<'_>, a: &[Item<'_>], b: &[Item<'_>]) -> Vec<(usize, usize, Overlap)> {
    if a.len().saturating_mul(b.len()) <= MOST_PAIRS {
        return heaviest(items, a, b);
    }
    let (mut i, mut j) = (0, 0);
    let mut path = Vec::new();
    while let (Some(rest_a @ [_, ..]), Some(rest_b @ [_, ..])) = (a.get(i..), b.get(j..)) {
        let (window_a, window_b) = (&rest_a[..rest_a.len().min(WINDOW)], &rest_b[..rest_b.len().min(WINDOW)]);
        let ends = window_a.len() == rest_a.len() && window_b.len() == rest_b.len();
        let mut found = heaviest(items, window_a, window_b);
        // Near the end of a window what lies behind it may tell better.
        let sure = |&(x, y, _): &(usize, usize, Overlap)| ends || x.max(y) < WINDOW / 2;
        let keep = found.iter().take_while(|pair| sure(pair)).count();
        let next = found.get(keep).map(|&(x, y, _)| (x, y)).filter(|&(x, y)| x + y > 0);
        let next = next.unwrap_or((WINDOW / 2, WINDOW / 2));
        found.truncate(keep);
        path.extend(found.into_iter().map(|(x, y, overlap)| (i + x, j + y, overlap)));
        if ends {
            break;
        }
        (i, j) = (i + next.0, j + next.1);
    }
    path
}

/// The heaviest common subsequence of equal figures that share a word: places in `a` and in `b`, ascending.
fn heaviest(items: &Items<'_>, a: &[Item<'_>], b: &[Item<'_>]) -> Vec<(usize, usize, Overlap)> {
    let width = b.len() + 1;
    let mut best = vec![0.0_f64; (a.len() + 1) * width];
    let mut pairs: HashMap<(usize, usize), Overlap> = HashMap::new();
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let mut here = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            if let Some(overlap) = alike(items, x, y) {
                here = here.max(best[(i + 1) * width + j + 1] + 1.0 + overlap.of_all());
                pairs.insert((i, j), overlap);
            }
            best[i * width + j] = here;
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut path = Vec::new();
    while i < a.len() && j < b.len() {
        let here = best[i * width + j];
        if here <= best[(i + 1) * width + j] {
            i += 1;
        } else if here <= best[i * width + j + 1] {
            j += 1;
        } else {
            path.extend(pairs.get(&(i, j)).map(|overlap| (i, j, *overlap)));
            (i, j) = (i + 1, j + 1);
        }
    }
    path
}

/// What the words beside two equal figures share; none where the figures differ, or nearly all words do.
fn alike(items: &Items<'_>, a: &Item<'_>, b: &Item<'_>) -> Option<Overlap> {
    let same_unit = a.figure.kind == Kind::Count || a.figure.unit == b.figure.unit;
    let overlap = (same_unit && key(a) == key(b)).then(|| items.words.overlap(&a.near, &b.near))?;
    (overlap.of_all() >= LEAST_ALIKE).then_some(overlap)
}
