//! One small chart over time for each place, all on the same two axes.

use super::font::{Weight, shorten};
use super::frame::{self, MARGIN, Uses, WIDTH};
use super::point::{Point, Unit};
use super::scene::{Anchor, Box2, Role, Scene, text};
use super::time::{self, Plot, subtitle, tick_room, time_axis, value_axis};
use crate::series::{Group, SeriesSpec};
use std::collections::BTreeMap;

/// More panels than this are not readable; those with the most figures are drawn, and a note says so.
const MOST: usize = 12;
const PANEL: f64 = 190.0;

/// The points of each place (or other column), those with the most points first.
pub(super) fn by<'a, 'p>(group: Group, points: &[&'p Point<'a>]) -> Vec<(String, Vec<&'p Point<'a>>)> {
    let mut places: BTreeMap<String, (String, Vec<&'p Point<'a>>)> = BTreeMap::new();
    for &point in points {
        let name = group.of(point.figure).trim();
        places.entry(name.to_lowercase()).or_insert_with(|| (name.to_owned(), Vec::new())).1.push(point);
    }
    let mut places: Vec<_> = places.into_values().collect();
    places.sort_by_key(|(_, points)| std::cmp::Reverse(points.len()));
    places
}

/// Those of all points that stand in a panel.
pub(super) fn shown<'a, 'p>(spec: &SeriesSpec, points: &[&'p Point<'a>]) -> Vec<&'p Point<'a>> {
    let dated: Vec<&'p Point<'a>> = points.iter().copied().filter(|point| point.when.is_some()).collect();
    let panels = by(spec.group.unwrap_or(Group::Place), &dated);
    panels.iter().take(MOST).flat_map(|(_, points)| time::shown(spec, points)).collect()
}

/// Draws the whole chart.
pub(super) fn draw(scene: &mut Scene, spec: &SeriesSpec, points: &[&Point<'_>], unit: Unit<'_>, notes: &[String]) {
    let dated: Vec<&Point<'_>> = points.iter().copied().filter(|point| point.when.is_some()).collect();
    let mut notes = notes.to_vec();
    let group = spec.group.unwrap_or(Group::Place);
    let mut places = by(group, &dated);
    if places.len() > MOST {
        notes.push(format!("The {MOST} panels with the most figures, of {}.", places.len()));
        places.truncate(MOST);
    }
    if dated.len() < points.len() {
        notes.push(format!("Without any date, so not drawn: {} figures.", points.len() - dated.len()));
    }
    // Four stand two by two.
    let columns = if places.len() == 4 { 2 } else { places.len().clamp(1, 3) };
    let values = value_axis(spec, &dated, 3.0);
    let left = tick_room(&values, unit);
    let across = (WIDTH - 2.0 * MARGIN) / columns as f64;
    let mut plot = Plot {
        area: Box2::new(0.0, 0.0, across - left - 18.0, PANEL),
        times: time_axis(&dated, if columns == 3 { 3 } else { 4 }),
        values,
        unit,
        detail: false,
    };
    let uses = Uses { bars: false, spans: plot.has_spans(&dated), labelled: false };
    let subtitle = subtitle(spec, &dated, uses.spans) + &frame::scale_words(&plot.values);
    let top = frame::head(scene, spec, &subtitle, &dated, uses);
    let (mut unlabelled, mut more) = (0, 0);
    for (index, (place, points)) in places.iter().enumerate() {
        let (column, row) = (index % columns, index / columns);
        let (x, y) = (MARGIN + column as f64 * across, top + row as f64 * (PANEL + 62.0));
        let name = if place.is_empty() { group.unsaid() } else { place };
        let name = shorten(name, 13.0, Weight::SemiBold, across - 16.0);
        scene.add([text((x, y + 12.0), 13.0, Weight::SemiBold, Anchor::Start, Role::Ink, &name)]);
        (plot.area.x, plot.area.y) = (x + left, y + 28.0);
        let drawn = time::shown(spec, points);
        more += points.len() - drawn.len();
        unlabelled += plot.draw(scene, &drawn);
    }
    if more > 0 {
        notes.push(format!("And {more} more in these panels."));
    }
    notes.extend(frame::unlabelled_words(unlabelled));
    let rows = places.len().div_ceil(columns).max(1);
    frame::foot(scene, top + rows as f64 * (PANEL + 62.0) - 10.0, &notes, &shown(spec, points));
}
