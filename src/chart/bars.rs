//! Horizontal bars, the longest first: for one document's figures, and for figures of different things.

use super::axis::ValueAxis;
use super::font::{Weight, shorten, unbroken, width, wrap};
use super::frame::{self, MARGIN, Uses, WIDTH};
use super::mark::{self, Outline};
use super::multiples;
use super::point::{Point, Unit};
use super::scene::{Anchor, Box2, Role, Scene, Shape, text};
use super::time::{group, tick_words, value_axis};
use super::words;
use crate::figure::Relation;
use crate::series::SeriesSpec;

/// More bars than this are not readable; the largest are drawn, and a note says so.
const MOST: usize = 24;
const LABEL_ROOM: f64 = 236.0;
const BAR: f64 = 16.0;
/// No bar is thinner.
const THIN: f64 = 2.0;
/// The height of the head of a group.
const HEAD: f64 = 26.0;
/// The room of a mark beside a bar.
const MARK: f64 = 17.0;

/// Draws the whole chart.
pub(super) fn draw(scene: &mut Scene, spec: &SeriesSpec, points: &[&Point<'_>], unit: Unit<'_>, notes: &[String]) {
    let mut notes = notes.to_vec();
    let rows = shown(spec, points);
    if rows.len() < points.len() {
        notes.push(format!("The {} largest, and {} more.", rows.len(), points.len() - rows.len()));
    }
    let said = |rows: &[&Point<'_>]| {
        let mut said: Vec<&str> = rows.iter().map(|point| point.published).collect();
        said.sort_unstable();
        said.dedup();
        said.len()
    };
    // Where all were stated at once the source line says when.
    let dates = said(&rows) > 1;
    let values = value_axis(spec, &rows, 4.0);
    let subtitle = subtitle(spec, &rows) + &frame::scale_words(&values);
    let top = frame::head(scene, spec, &subtitle, &rows, Uses { bars: true, spans: false, labelled: true });
    let labels: Vec<Vec<(String, bool)>> = rows.iter().map(|point| label(point, dates, spec)).collect();
    let widest = labels.iter().flatten().map(|(line, leading)| width(line, size(*leading), Weight::Regular));
    let left = widest.fold(80.0, f64::max).min(LABEL_ROOM) + 14.0;
    let area = Box2::new(MARGIN + left, top + 22.0, WIDTH - 2.0 * MARGIN - left, 0.0);
    // Room for the value beside the longest bar.
    let beside = |point: &Point<'_>| width(&words::statement(point.figure), 13.0, Weight::SemiBold) + MARK + 12.0;
    let plot = Plot { area, reach: reach(&values, area.w, &rows, beside), values };
    let small = rows.iter().filter(|point| plot.length(point) < THIN && point.value() != 0.0).count();
    if small > 0 {
        let (those, s) = if small == 1 { ("One value is", "") } else { ("Some values are", "s") };
        notes.push(format!("{those} too small to show by length: read the number{s}."));
    }
    let heads: Vec<Option<String>> = rows.iter().enumerate().map(|(at, point)| head(spec, &rows, at, point)).collect();
    let heights: Vec<f64> = labels.iter().map(|lines| (lines.len() as f64 * 15.5).max(BAR) + 13.0).collect();
    let bottom = area.y + heights.iter().sum::<f64>() + HEAD * heads.iter().flatten().count() as f64;
    plot.axes(scene, unit, bottom);
    let mut y = area.y;
    for (((point, lines), height), head) in rows.iter().zip(&labels).zip(&heights).zip(&heads) {
        if let Some(name) = head {
            let name = shorten(name, 13.0, Weight::SemiBold, WIDTH - 2.0 * MARGIN);
            let wide = width(&name, 13.0, Weight::SemiBold) + 6.0;
            let under = Box2::new(MARGIN, y + 6.0, wide, 18.0);
            scene.add([
                Shape::Rect { at: under, fill: Role::Background },
                text((MARGIN, y + 20.0), 13.0, Weight::SemiBold, Anchor::Start, Role::Ink, &name),
            ]);
            y += HEAD;
        }
        plot.row(scene, point, lines, y + height / 2.0);
        y += height;
    }
    frame::foot(scene, bottom + 2.0, &notes, &rows);
}

/// The head above the first bar of a group.
fn head(spec: &SeriesSpec, rows: &[&Point<'_>], at: usize, point: &Point<'_>) -> Option<String> {
    let group = spec.group?;
    let name = |point: &Point<'_>| group.of(point.figure).trim().to_lowercase();
    let before = at.checked_sub(1).and_then(|at| rows.get(at));
    let own = group.of(point.figure).trim();
    let own = if own.is_empty() { group.unsaid() } else { own };
    before.is_none_or(|before| name(before) != name(point)).then(|| own.to_owned())
}

fn subtitle(spec: &SeriesSpec, points: &[&Point<'_>]) -> String {
    if !spec.subtitle.is_empty() {
        return spec.subtitle.clone();
    }
    format!(
        "{}, as the documents state them. One may count what another counts: of these, not on top of them.",
        frame::unit_words(spec, points)
    )
}

/// The points that have a bar, in order.
pub(super) fn shown<'a, 'p>(spec: &SeriesSpec, points: &[&'p Point<'a>]) -> Vec<&'p Point<'a>> {
    let mut rows = ranked(points);
    rows.truncate(spec.top.unwrap_or(MOST));
    match spec.group {
        Some(group) => multiples::by(group, &rows).into_iter().flat_map(|(_, points)| points).collect(),
        None => rows,
    }
}

/// The largest first, but the sides of one claim together, in order of their documents.
fn ranked<'a, 'p>(points: &[&'p Point<'a>]) -> Vec<&'p Point<'a>> {
    let claim = |point: &Point<'a>| match point.claim {
        Some((id, Relation::Revised | Relation::Conflicting)) => Some(id),
        _ => None,
    };
    let height = |point: &Point<'a>| {
        let sides = points.iter().filter(|other| claim(other).is_some() && claim(other) == claim(point));
        sides.map(|side| side.value()).fold(point.value(), f64::max)
    };
    let mut rows: Vec<(f64, &'p Point<'a>)> = points.iter().map(|point| (height(point), *point)).collect();
    rows.sort_by(|(a, p), (b, q)| {
        b.total_cmp(a).then_with(|| claim(p).cmp(&claim(q))).then_with(|| {
            if claim(p).is_some() { p.published.cmp(q.published) } else { q.value().total_cmp(&p.value()) }
        })
    });
    rows.into_iter().map(|(_, point)| point).collect()
}

/// The lines beside a bar and whether each is the leading one: what, then who, where and when.
fn label(point: &Point<'_>, dates: bool, spec: &SeriesSpec) -> Vec<(String, bool)> {
    let figure = point.figure;
    let what = [&figure.what, &figure.category, &spec.unit_label].into_iter().find(|text| !text.is_empty());
    let what = words::capitalized(what.map_or("", String::as_str));
    // What the title says already is not said beside every bar.
    let title = spec.title.to_lowercase();
    let mut parts = vec![figure.actor.clone(), figure.place.clone()];
    parts.retain(|part| !title.contains(&part.to_lowercase()));
    if dates || !figure.period_edtf.is_empty() {
        parts.push(point.when_words());
    }
    parts.extend(point.tags().into_iter().map(str::to_owned));
    parts.retain(|part| !part.is_empty());
    let parts: Vec<String> = parts.iter().map(|part| unbroken(part)).collect();
    let leading = wrap(&what, 13.0, Weight::Regular, LABEL_ROOM, 2).into_iter().map(|line| (line, true));
    let rest = wrap(&parts.join(" · "), 11.5, Weight::Regular, LABEL_ROOM, 3).into_iter().map(|line| (line, false));
    leading.chain(rest).collect()
}

/// The size of a line beside a bar.
const fn size(leading: bool) -> f64 {
    if leading { 13.0 } else { 11.5 }
}

struct Plot {
    area: Box2,
    values: ValueAxis,
    /// The width that the axis takes; the rest is left for values beside the bars.
    reach: f64,
}

/// The widest axis at which every value still fits beside its bar.
fn reach(values: &ValueAxis, room: f64, rows: &[&Point<'_>], beside: impl Fn(&Point<'_>) -> f64) -> f64 {
    let fits = |point: &&Point<'_>| {
        let share = values.share(point.value_max().unwrap_or(0.0).max(point.value()).max(0.0));
        if share < 0.05 { room } else { (room - beside(point)) / share }
    };
    rows.iter().map(fits).fold(room, f64::min).max(room * 0.3)
}

impl Plot {
    /// How long a point's bar is, its range with it.
    fn length(&self, point: &Point<'_>) -> f64 {
        let (zero, end) = (self.x(0.0), self.x(point.value_max().unwrap_or(point.value())));
        (end - zero).abs()
    }

    fn x(&self, value: f64) -> f64 {
        self.area.x + self.values.share(value) * self.reach
    }

    fn axes(&self, scene: &mut Scene, unit: Unit<'_>, bottom: f64) {
        let mut free = f64::NEG_INFINITY;
        for (value, tick) in &self.values.ticks {
            let x = self.x(*value);
            let zero = self.values.is_base(*value);
            let (fill, w) = if zero { (Role::Axis, 1.25) } else { (Role::Grid, 1.0) };
            let at = Box2::new(x - w / 2.0, self.area.y - 4.0, w, bottom - self.area.y + 4.0);
            scene.add([Shape::Rect { at, fill }]);
            let name = tick_words(unit, tick);
            let half = width(&name, 12.0, Weight::Regular) / 2.0;
            if x - half > free && x + half < WIDTH - 4.0 {
                scene.add([text((x, self.area.y - 9.0), 12.0, Weight::Regular, Anchor::Middle, Role::Muted, &name)]);
                free = x + half + 8.0;
            }
        }
    }

    fn row(&self, scene: &mut Scene, point: &Point<'_>, lines: &[(String, bool)], middle: f64) {
        let figure = point.figure;
        let filling = mark::filling(figure.status);
        let (zero, end) = (self.x(0.0), self.x(point.value()));
        let at = Box2::new(zero.min(end), middle - BAR / 2.0, (end - zero).abs().max(THIN), BAR);
        let mut shapes = Vec::new();
        let mut tip = end.max(zero);
        if let Some(max) = point.value_max().map(|max| self.x(max)) {
            let further = Box2::new(end.min(max), middle - BAR / 2.0, (max - end).abs(), BAR);
            shapes.push(Shape::Rect { at: further, fill: filling.tint() });
            tip = tip.max(max);
        }
        shapes.extend(frame::bar(at, filling));
        // The mark stands off the bar's end, so that the bar still says the value.
        let outline = mark::outline(figure.modifier);
        let room = WIDTH - 4.0 - tip - MARK - 8.0;
        let said = shorten(&words::statement(figure), 13.0, Weight::SemiBold, room);
        let marked = if outline == Outline::Circle { 0.0 } else { MARK };
        let wide = width(&said, 13.0, Weight::SemiBold) + marked;
        // A grid line does not run through the value.
        shapes.push(Shape::Rect { at: Box2::new(tip + 3.0, middle - 8.0, wide + 9.0, 16.0), fill: Role::Background });
        let x = tip + 8.0;
        if outline != Outline::Circle {
            shapes.extend(mark::shapes((x + 5.0, middle), 5.0, outline, filling, filling.role()));
        }
        shapes.push(text((x + marked, middle + 4.6), 13.0, Weight::SemiBold, Anchor::Start, Role::Ink, &said));
        let mut y = middle - lines.len() as f64 * 15.5 / 2.0;
        for (line, leading) in lines {
            y += 15.5;
            let role = if *leading { Role::Ink } else { Role::Muted };
            let at = (self.area.x - 14.0, y - 3.8);
            shapes.push(text(at, size(*leading), Weight::Regular, Anchor::End, role, line));
        }
        scene.groups.push(group(point, shapes));
    }
}
