//! Places labels beside their marks so that none covers another, a mark or the edge.

use super::scene::{Anchor, Box2, Xy};

/// A label to be placed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// The middle of its mark.
    pub(super) at: Xy,
    /// Where the mark's span of time begins and ends, if it has one.
    pub(super) span: Option<(f64, f64)>,
    pub(super) w: f64,
    pub(super) h: f64,
}

/// Where a label went.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    pub(super) at: Box2,
    pub(super) anchor: Anchor,
    /// Whether it stands so far off that a thin line must lead to its mark.
    pub(super) leader: bool,
}

/// How far a label stands from its mark.
const GAP: f64 = 11.0;
/// How far off a label may be led.
const REACH: i32 = 14;
/// A line to a label may pass what lies so near to its own mark, and its span.
const OWN: f64 = 10.0;

/// Of so many marks close together the labels are fanned out where otherwise some would find no room.
const CROWD: usize = 4;

/// Places the labels one after the other, each at the best free place; none where there is none within reach.
///
/// `obstacles` are boxes to keep clear of. A label's own mark is one of them.
pub(super) fn place(wanted: &[Wanted], obstacles: &[Box2], bounds: Box2) -> Vec<Option<Placed>> {
    let beside = attempt(wanted, obstacles, bounds, false);
    let count = |placed: &[Option<Placed>]| placed.iter().flatten().count();
    if count(&beside) == wanted.len() {
        return beside;
    }
    // Labels right beside a mark shut in those of its neighbours: no line leads out.
    let fanned = attempt(wanted, obstacles, bounds, true);
    if count(&fanned) > count(&beside) { fanned } else { beside }
}

fn attempt(wanted: &[Wanted], obstacles: &[Box2], bounds: Box2, fan: bool) -> Vec<Option<Placed>> {
    let mut taken = obstacles.to_vec();
    let mut placed = vec![None; wanted.len()];
    // The label with the least room about its mark goes first; among equals the upper.
    let crowd = |label: &Wanted| {
        let near = Box2::new(label.at.0 - label.w, label.at.1 - 2.0 * label.h, 2.0 * label.w, 4.0 * label.h);
        wanted.iter().filter(|other| near.contains(Box2::new(other.at.0, other.at.1, 0.0, 0.0))).count()
    };
    let mut order: Vec<(usize, usize)> = wanted.iter().map(crowd).enumerate().collect();
    if wanted.len() <= 60 {
        order.sort_by_key(|&(index, crowd)| (std::cmp::Reverse(crowd), index));
    }
    for (index, crowd) in order {
        let Some(label) = wanted.get(index) else { continue };
        // A line to a label keeps clear of other marks and labels, and they of it.
        let led = |place: &Placed| -> Vec<Box2> {
            let (from, to) = leader(label.at, place.at);
            let own = Box2::new(from.0, from.1, 0.0, 0.0).grown(OWN);
            let line = if place.leader { along(from, to) } else { Vec::new() };
            line.into_iter().filter(|dot| !own.overlaps(*dot) && !place.at.overlaps(*dot)).collect()
        };
        let free = |place: &Placed| {
            bounds.contains(place.at)
                && !taken.iter().any(|other| other.overlaps(place.at.grown(1.5)))
                && led(place).iter().all(|dot| !taken.iter().any(|other| other.overlaps(*dot)))
        };
        let spots = if fan && crowd >= CROWD {
            [away(label, true), beside(label)]
        } else {
            [beside(label), away(label, false)]
        };
        let found = spots.into_iter().flatten().find(free);
        if let (Some(found), Some(slot)) = (found, placed.get_mut(index)) {
            taken.push(found.at);
            taken.extend(led(&found));
            *slot = Some(found);
        }
    }
    placed
}

/// The line from a mark to its label.
pub(super) fn leader(mark: Xy, label: Box2) -> (Xy, Xy) {
    let x = mark.0.clamp(label.x, label.right());
    let y = if label.y > mark.1 { label.y } else { label.bottom() };
    let y = if (label.y..=label.bottom()).contains(&mark.1) { mark.1 } else { y };
    (mark, (x, y))
}

/// Small boxes along a line.
pub(super) fn along(from: Xy, to: Xy) -> Vec<Box2> {
    let steps = ((to.0 - from.0).hypot(to.1 - from.1) / 6.0).ceil().clamp(1.0, 200.0);
    let at = |i: i32| {
        let share = f64::from(i) / steps;
        Box2::new(from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share, 0.0, 0.0)
    };
    (0..=steps as i32).map(|i| at(i).grown(3.0)).collect()
}

/// The places of a label right beside its mark and along its span, the best first.
fn beside(label: &Wanted) -> Vec<Placed> {
    let &Wanted { at: (x, y), span, w, h } = label;
    let spot = |left: f64, top: f64, anchor: Anchor| Placed { at: Box2::new(left, top, w, h), anchor, leader: false };
    let (above, below, level) = (y - GAP - h, y + GAP, y - h / 2.0);
    let mut spots = Vec::new();
    if let Some((from, to)) = span {
        spots.extend([
            spot(x - w / 2.0, above, Anchor::Middle),
            spot(x - w / 2.0, below, Anchor::Middle),
            spot(to + GAP, level, Anchor::Start),
            spot(from, above, Anchor::Start),
            spot(to - w, above, Anchor::End),
            spot(from, below, Anchor::Start),
            spot(to - w, below, Anchor::End),
            spot(from - GAP - w, level, Anchor::End),
        ]);
    }
    spots.extend([
        spot(x + GAP, level, Anchor::Start),
        spot(x - GAP - w, level, Anchor::End),
        spot(x - w / 2.0, above, Anchor::Middle),
        spot(x - w / 2.0, below, Anchor::Middle),
        spot(x - w + 5.0, above, Anchor::End),
        spot(x - 5.0, above, Anchor::Start),
        spot(x - w + 5.0, below, Anchor::End),
        spot(x - 5.0, below, Anchor::Start),
    ]);
    spots
}

/// The places to which a line leads, the nearest first; `fanned`, those aside before those straight above and below.
fn away(label: &Wanted, fanned: bool) -> Vec<Placed> {
    let &Wanted { at: (x, y), w, h, .. } = label;
    let spot = |left: f64, top: f64, anchor: Anchor| Placed { at: Box2::new(left, top, w, h), anchor, leader: true };
    let mut spots = Vec::new();
    for ring in 1..=REACH {
        let off = GAP + f64::from(ring) * 10.0;
        for top in [y - off - h, y + off] {
            let mut row = vec![
                spot(x - w / 2.0, top, Anchor::Middle),
                spot(x - w - GAP, top, Anchor::End),
                spot(x + GAP, top, Anchor::Start),
            ];
            for aside in [3.0 * GAP, 7.0 * GAP] {
                row.push(spot(x + aside, top, Anchor::Start));
                row.push(spot(x - aside - w, top, Anchor::End));
            }
            row.rotate_left(if fanned { 3 } else { 0 });
            spots.extend(row);
        }
        spots.push(spot(x + off, y - h / 2.0, Anchor::Start));
        spots.push(spot(x - off - w, y - h / 2.0, Anchor::End));
    }
    spots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_marks_in_one_place_do_not_touch() {
        let bounds = Box2::new(0.0, 0.0, 600.0, 400.0);
        let wanted = vec![Wanted { at: (300.0, 200.0), span: None, w: 90.0, h: 30.0 }; 8];
        let placed: Vec<Box2> =
            place(&wanted, &[], bounds).into_iter().map(|place| place.expect("there is room").at).collect();
        for (i, a) in placed.iter().enumerate() {
            assert!(bounds.contains(*a));
            assert!(placed.iter().skip(i + 1).all(|b| !a.overlaps(*b)), "{placed:?}");
        }
    }

    #[test]
    fn a_line_to_a_label_crosses_no_other_label() {
        let bounds = Box2::new(0.0, 0.0, 300.0, 400.0);
        let wanted = vec![Wanted { at: (150.0, 200.0), span: None, w: 120.0, h: 30.0 }; 12];
        let placed: Vec<Placed> = place(&wanted, &[], bounds).into_iter().flatten().collect();
        let led: Vec<&Placed> = placed.iter().filter(|place| place.leader).collect();
        assert!(!led.is_empty());
        for one in led {
            let (from, to) = leader((150.0, 200.0), one.at);
            for dot in along(from, to).iter().skip(3) {
                let crossed = placed.iter().filter(|other| *other != one && other.at.overlaps(dot.grown(-2.9))).count();
                assert_eq!(crossed, 0, "{one:?} {placed:?}");
            }
        }
    }

    #[test]
    fn a_label_without_room_is_left_out() {
        let wanted = [Wanted { at: (10.0, 10.0), span: None, w: 90.0, h: 30.0 }];
        assert_eq!(place(&wanted, &[], Box2::new(0.0, 0.0, 50.0, 50.0)), [None]);
    }
}
