//! Values over time. A span of time is a bar with its mark in the middle; a figure without a period of its own stands
//! at its document's date.

use super::axis::{TimeAxis, ValueAxis, months, months_after};
use super::font::{Weight, shorten, width};
use super::frame::{self, MARGIN, Uses, WIDTH};
use super::labels::{self, Placed, Wanted};
use super::mark::{self, Filling};
use super::point::{Point, Unit};
use super::scene::{Anchor, Box2, Group, Role, Scene, Shape, Xy, text};
use super::words;
use crate::figure::{Figure, Kind, Status};
use crate::series::{Scale, SeriesSpec};

const RADIUS: f64 = 6.0;
/// The same where there are too many to be told apart.
const SMALL: f64 = 4.0;
/// How far a span fades out at an end that is said only roughly, and in how many slices.
const FADE: f64 = 60.0;
const FADES: i32 = 6;
/// A span narrower than this is drawn as its mark alone.
const NARROWEST_SPAN: f64 = 9.0;
/// With more points than this a label says only the value.
const MOST_DETAILED: usize = 12;
/// With more points than this only the largest are labelled.
const MOST_LABELLED: usize = 40;
/// The widest a label's second line may be: a share of the plot, less where there are many.
const DETAIL_SHARE: f64 = 0.55;

/// Draws the whole chart.
pub(super) fn draw(scene: &mut Scene, spec: &SeriesSpec, points: &[&Point<'_>], unit: Unit<'_>, notes: &[String]) {
    let (dated, undated): (Vec<&Point<'_>>, Vec<&Point<'_>>) =
        points.iter().copied().partition(|point| point.when.is_some());
    let drawn = shown(spec, &dated);
    let more = dated.len() - drawn.len();
    let dated = drawn;
    let values = value_axis(spec, &dated, 4.0);
    let left = tick_room(&values, unit);
    let height = if dated.len() > 6 { 310.0 } else { 270.0 };
    let mut plot = Plot {
        area: Box2::new(MARGIN + left, 0.0, WIDTH - 2.0 * MARGIN - left, height),
        times: time_axis(&dated, 8),
        values,
        unit,
        detail: true,
    };
    let uses = Uses { bars: false, spans: plot.has_spans(&dated), labelled: dated.len() <= MOST_DETAILED };
    let subtitle = subtitle(spec, &dated, uses.spans) + &frame::scale_words(&plot.values);
    plot.area.y = frame::head(scene, spec, &subtitle, &dated, uses) + 6.0;
    let unlabelled = plot.draw(scene, &dated);
    let mut notes = notes.to_vec();
    if more > 0 {
        notes.push(format!("The {} latest, and {more} more.", dated.len()));
    }
    notes.extend(frame::unlabelled_words(unlabelled));
    notes.extend(overlap(&dated));
    if !undated.is_empty() {
        let said: Vec<String> = undated.iter().take(8).map(|point| words::statement(point.figure)).collect();
        let more = if undated.len() > 8 { " …" } else { "" };
        notes.push(format!("Without any date, so not drawn: {}{more}", said.join(", ")));
    }
    // What the notes name has its source too.
    let told: Vec<&Point<'_>> = dated.iter().chain(undated.iter().take(8)).copied().collect();
    frame::foot(scene, plot.area.bottom() + 24.0, &notes, &told);
}

/// The points that are drawn: the latest where `top` says how many.
pub(super) fn shown<'a, 'p>(spec: &SeriesSpec, points: &[&'p Point<'a>]) -> Vec<&'p Point<'a>> {
    let Some(top) = spec.top else { return points.to_vec() };
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(points.get(at).and_then(|point| point.when).map(|when| when.end)));
    order.truncate(top);
    order.sort_unstable();
    order.into_iter().filter_map(|at| points.get(at).copied()).collect()
}

/// Those of all points that a chart over time draws.
pub(super) fn drawn<'a, 'p>(spec: &SeriesSpec, points: &[&'p Point<'a>]) -> Vec<&'p Point<'a>> {
    let dated: Vec<&'p Point<'a>> = points.iter().copied().filter(|point| point.when.is_some()).collect();
    shown(spec, &dated)
}

/// Where periods overlap, that what one figure counts another may count too.
fn overlap(points: &[&Point<'_>]) -> Option<String> {
    let mut spans: Vec<_> = points.iter().filter_map(|point| point.when.filter(|when| when.own)).collect();
    spans.sort_unstable();
    let overlap = spans.windows(2).any(|two| matches!(two, [a, b] if b.start < a.end));
    overlap.then(|| {
        "Periods overlap: what one figure counts may be of what another counts, not on top of it. They are not to be \
         added up."
            .to_owned()
    })
}

/// What the marks mean, where the series does not say it itself.
pub(super) fn subtitle(spec: &SeriesSpec, points: &[&Point<'_>], spans: bool) -> String {
    if !spec.subtitle.is_empty() {
        return spec.subtitle.clone();
    }
    let unit = frame::unit_words(spec, points);
    let own = |own: bool| points.iter().any(|point| point.when.is_some_and(|when| when.own == own));
    let soft = points.iter().any(|point| point.soft() != (false, false));
    let soft = if soft && spans { " It fades where the text says an end only roughly." } else { "" };
    let meaning = match (spans, own(true), own(false)) {
        (true, _, true) => {
            "as the documents state them. A bar is the period that a figure covers; one that names none stands at \
             its document’s date."
        }
        (true, _, false) => "as the documents state them. A bar is the period that a figure covers.",
        (false, true, true) => {
            "as the documents state them. A figure that names no period stands at its document’s date."
        }
        (false, true, false) => "as the documents state them.",
        (false, false, _) => "as the documents state them, at the documents’ dates.",
    };
    format!("{unit}, {meaning}{soft}")
}

/// The axis that the series asks for: by itself logarithmic where a linear one would hide the small values.
pub(super) fn value_axis(spec: &SeriesSpec, points: &[&Point<'_>], steps: f64) -> ValueAxis {
    let values = || points.iter().flat_map(|point| [Some(point.value()), point.value_max()]).flatten();
    let log = match spec.scale {
        Scale::Auto => ValueAxis::is_wide(values()),
        Scale::Linear => false,
        Scale::Log => true,
    };
    let log = if log { ValueAxis::logarithmic(values()) } else { None };
    log.unwrap_or_else(|| ValueAxis::new(values(), steps))
}

pub(super) fn time_axis(points: &[&Point<'_>], most: i64) -> TimeAxis {
    TimeAxis::new(points.iter().filter_map(|point| stretch(point)), most)
}

/// The first and last moment of a point, in months.
fn stretch(point: &Point<'_>) -> Option<(f64, f64)> {
    point.when.map(|when| (months(when.start), months_after(when.end)))
}

pub(super) fn tick_words(unit: Unit<'_>, tick: &str) -> String {
    // A long unit stands in the subtitle only.
    let long = !matches!(unit.kind, Kind::Money) && unit.name.chars().count() > 4;
    let (kind, name) = if long { (Kind::Count, "") } else { (unit.kind, unit.name) };
    tick.parse().map_or_else(|_| tick.to_owned(), |value| words::amount(kind, name, value))
}

/// The room that the names of the ticks need to the left of the plot.
pub(super) fn tick_room(values: &ValueAxis, unit: Unit<'_>) -> f64 {
    let widest = values.ticks.iter().map(|(_, tick)| width(&tick_words(unit, tick), 12.0, Weight::Regular));
    widest.fold(20.0, f64::max).min(200.0) + 10.0
}

/// The plot of a chart over time, or of one panel of many.
pub(super) struct Plot<'a> {
    pub(super) area: Box2,
    pub(super) values: ValueAxis,
    pub(super) times: TimeAxis,
    pub(super) unit: Unit<'a>,
    /// Whether labels say more than the value.
    pub(super) detail: bool,
}

/// A point and where it is drawn.
struct Spot<'a, 'p> {
    point: &'p Point<'a>,
    at: Xy,
    /// Where its span begins and ends.
    span: Option<(f64, f64)>,
}

impl Plot<'_> {
    /// Draws axes and points; gives how many marks found no room for a label.
    pub(super) fn draw(&self, scene: &mut Scene, points: &[&Point<'_>]) -> usize {
        self.axes(scene);
        let spots = self.spots(points);
        for spot in &spots {
            self.span(scene, spot);
        }
        let lines = lines(&spots);
        scene.add(lines.iter().map(|&(from, to)| Shape::Line { from, to, width: 1.8, stroke: Role::Actual }));
        let labels = self.labels(&spots, &lines);
        let radius = if spots.len() > 2 * MOST_DETAILED { SMALL } else { RADIUS };
        for (spot, label) in spots.iter().zip(&labels) {
            self.mark(scene, spot, label.as_ref(), radius);
        }
        labels.iter().filter(|label| label.is_none()).count()
    }

    /// Whether any point has a span wide enough to be drawn.
    pub(super) fn has_spans(&self, points: &[&Point<'_>]) -> bool {
        self.spots(points).iter().any(|spot| spot.span.is_some())
    }

    fn x(&self, months: f64) -> f64 {
        self.area.x + self.times.share(months) * self.area.w
    }

    fn y(&self, value: f64) -> f64 {
        self.area.bottom() - self.values.share(value) * self.area.h
    }

    fn axes(&self, scene: &mut Scene) {
        for (value, tick) in &self.values.ticks {
            let y = self.y(*value);
            let zero = self.values.is_base(*value);
            let (fill, h) = if zero { (Role::Axis, 1.25) } else { (Role::Grid, 1.0) };
            let name = tick_words(self.unit, tick);
            scene.add([
                Shape::Rect { at: Box2::new(self.area.x, y - h / 2.0, self.area.w, h), fill },
                text((self.area.x - 8.0, y + 4.2), 12.0, Weight::Regular, Anchor::End, Role::Muted, &name),
            ]);
        }
        let bottom = self.area.bottom();
        let mut free = f64::NEG_INFINITY;
        for (begin, name) in self.times.steps() {
            let (x, next) = (self.x(begin), self.x(begin + self.times.step()));
            scene.add([Shape::Rect { at: Box2::new(x - 0.5, bottom, 1.0, 6.0), fill: Role::Axis }]);
            let (middle, half) = (f64::midpoint(x, next), width(&name, 12.0, Weight::Regular) / 2.0);
            if middle - half > free {
                scene.add([text((middle, bottom + 19.0), 12.0, Weight::Regular, Anchor::Middle, Role::Muted, &name)]);
                free = middle + half + 6.0;
            }
        }
        let right = self.area.right();
        scene.add([Shape::Rect { at: Box2::new(right - 0.5, bottom, 1.0, 6.0), fill: Role::Axis }]);
    }

    fn spots<'a, 'p>(&self, points: &[&'p Point<'a>]) -> Vec<Spot<'a, 'p>> {
        let mut spots: Vec<Spot<'a, 'p>> = Vec::new();
        for &point in points {
            let Some((start, end)) = stretch(point) else { continue };
            let (from, to) = (self.x(start), self.x(end));
            let own = point.when.is_some_and(|when| when.own) && to - from >= NARROWEST_SPAN;
            let mut at = (f64::midpoint(from, to), self.y(point.value()));
            // Two marks in one place stand side by side.
            let near = |a: Xy, b: Xy| (a.0 - b.0).abs() < 2.2 * RADIUS && (a.1 - b.1).abs() < 1.4 * RADIUS;
            for _ in 0..8 {
                if points.len() > MOST_LABELLED || !spots.iter().any(|spot| near(spot.at, at)) {
                    break;
                }
                at.0 += 2.4 * RADIUS;
            }
            at.0 = at.0.min(self.area.right());
            spots.push(Spot { point, at, span: own.then_some((from, to)) });
        }
        spots
    }

    fn span(&self, scene: &mut Scene, spot: &Spot<'_, '_>) {
        let filling = mark::filling(spot.point.figure.status);
        let (x, y) = spot.at;
        let mut shapes = Vec::new();
        if let Some((from, to)) = spot.span {
            // The bars of a regular sequence are thin: the axis tells their periods already.
            let step = self.x(self.times.low + self.times.step()) - self.area.x;
            let h = if to - from > step + 1.0 { 8.0 } else { 4.0 };
            let soft = spot.point.soft();
            let fade = ((to - from) / 3.0).min(FADE);
            let (begin, end) = (if soft.0 { from + fade } else { from }, if soft.1 { to - fade } else { to });
            let slice = |x: f64, w: f64| Shape::Rect { at: Box2::new(x, y - h / 2.0, w, h), fill: filling.tint() };
            // Ever thinner slices with ever wider gaps.
            for i in 0..FADES {
                let (at, w) = (f64::from(i) / f64::from(FADES), f64::from(FADES - i) / f64::from(FADES + 1));
                let (near, wide) = (at * fade, w * fade / f64::from(FADES));
                shapes.extend(soft.0.then(|| slice(begin - near - wide, wide)));
                shapes.extend(soft.1.then(|| slice(end + near, wide)));
            }
            let bar = Box2::new(begin, y - h / 2.0, end - begin, h);
            if filling == Filling::Hollow {
                shapes.push(Shape::Rect { at: bar, fill: filling.role() });
                shapes.push(Shape::Rect { at: bar.grown(-1.2), fill: Role::Background });
            } else {
                shapes.push(Shape::Rect { at: bar, fill: filling.tint() });
            }
            for (x, _) in [(from, soft.0), (to - 2.0, soft.1)].into_iter().filter(|(_, soft)| !soft) {
                shapes.push(Shape::Rect { at: Box2::new(x, y - h / 2.0, 2.0, h), fill: filling.role() });
            }
        }
        if let Some(max) = spot.point.value_max() {
            let top = self.y(max);
            shapes.push(Shape::Rect { at: Box2::new(x - 2.5, top, 5.0, (y - top).max(0.0)), fill: filling.tint() });
            shapes.push(Shape::Rect { at: Box2::new(x - RADIUS, top - 1.0, 2.0 * RADIUS, 2.0), fill: filling.role() });
        }
        if !shapes.is_empty() {
            scene.groups.push(group(spot.point, shapes));
        }
    }

    fn labels(&self, spots: &[Spot<'_, '_>], lines: &[(Xy, Xy)]) -> Vec<Option<Label>> {
        let mut order: Vec<usize> = (0..spots.len()).collect();
        let value = |index: &usize| spots.get(*index).map_or(0.0, |spot| spot.point.value());
        order.sort_by(|a, b| value(b).total_cmp(&value(a)));
        order.truncate(MOST_LABELLED);
        let detailed = self.detail && spots.len() <= MOST_DETAILED;
        let points: Vec<&Point<'_>> = spots.iter().map(|spot| spot.point).collect();
        let said: Vec<[String; 2]> = order
            .iter()
            .filter_map(|index| spots.get(*index))
            .map(|spot| {
                let detail = if detailed { detail(spot.point, &points) } else { String::new() };
                let room = self.area.w * if spots.len() > 6 { DETAIL_SHARE * 0.7 } else { DETAIL_SHARE };
                [words::statement(spot.point.figure), shorten(&detail, 11.5, Weight::Regular, room)]
            })
            .collect();
        let wanted: Vec<Wanted> = order
            .iter()
            .filter_map(|index| spots.get(*index))
            .zip(&said)
            .map(|(spot, [value, detail])| Wanted {
                at: spot.at,
                span: spot.span,
                w: width(value, 13.0, Weight::SemiBold).max(width(detail, 11.5, Weight::Regular)),
                h: if detail.is_empty() { 16.0 } else { 31.0 },
            })
            .collect();
        let mut obstacles: Vec<Box2> = spots.iter().map(|spot| point_box(spot.at).grown(RADIUS + 2.0)).collect();
        obstacles.extend(
            spots
                .iter()
                .filter_map(|spot| spot.span.map(|(from, to)| Box2::new(from, spot.at.1 - 4.0, to - from, 8.0))),
        );
        obstacles.extend(lines.iter().flat_map(|&(from, to)| labels::along(from, to)));
        // Labels may rise a little over the plot's top, but not reach under its foot.
        let bounds = Box2::new(self.area.x + 3.0, self.area.y - 6.0, self.area.w + MARGIN - 8.0, self.area.h + 4.0);
        let placed = labels::place(&wanted, &obstacles, bounds);
        let mut labels: Vec<Option<Label>> = spots.iter().map(|_| None).collect();
        for ((index, lines), placed) in order.into_iter().zip(said).zip(placed) {
            if let (Some(slot), Some(placed)) = (labels.get_mut(index), placed) {
                *slot = Some(Label { lines, placed });
            }
        }
        labels
    }

    fn mark(&self, scene: &mut Scene, spot: &Spot<'_, '_>, label: Option<&Label>, radius: f64) {
        let figure = spot.point.figure;
        let filling = mark::filling(figure.status);
        let mut shapes = Vec::new();
        if let Some(label) = label {
            shapes.extend(label.shapes(spot.at, self.area));
        }
        shapes.extend(mark::shapes(spot.at, radius, mark::outline(figure.modifier), filling, filling.role()));
        scene.groups.push(group(spot.point, shapes));
    }
}

/// Lines between figures of the same thing whose periods follow each other without a gap.
fn lines(spots: &[Spot<'_, '_>]) -> Vec<(Xy, Xy)> {
    let achieved = |figure: &Figure| matches!(figure.status, None | Some(Status::Actual));
    let mut ordered: Vec<&Spot<'_, '_>> = spots
        .iter()
        .filter(|spot| spot.point.when.is_some_and(|when| when.own) && achieved(spot.point.figure))
        .collect();
    ordered.sort_by_key(|spot| spot.point.when);
    let mut lines = Vec::new();
    for pair in ordered.windows(2) {
        let &[a, b] = pair else { continue };
        let (Some((a0, a1)), Some((b0, b1))) = (stretch(a.point), stretch(b.point)) else { continue };
        let follows = (b0 - a1).abs() < 0.05 && ((a1 - a0) - (b1 - b0)).abs() < 0.2;
        if follows && one_thing(a.point.figure, b.point.figure) {
            lines.push((a.at, b.at));
        }
    }
    lines
}

/// Whether two figures tell of the same thing.
fn one_thing(a: &Figure, b: &Figure) -> bool {
    let same = |x: &str, y: &str| x.to_lowercase() == y.to_lowercase();
    same(&a.what, &b.what) && same(&a.actor, &b.actor) && same(&a.place, &b.place) && a.change == b.change
}

fn point_box(at: Xy) -> Box2 {
    Box2::new(at.0, at.1, 0.0, 0.0)
}

/// The words beside a mark, and where they stand.
struct Label {
    lines: [String; 2],
    placed: Placed,
}

impl Label {
    fn shapes(&self, mark: Xy, area: Box2) -> Vec<Shape> {
        let at = self.placed.at;
        let mut shapes = Vec::new();
        if self.placed.leader {
            let (from, to) = labels::leader(mark, at);
            shapes.push(Shape::Line { from, to, width: 1.0, stroke: Role::Axis });
        }
        // Grid lines end where words begin.
        let under = Box2::new(at.x - 2.0, at.y, at.w + 4.0, at.h);
        if under.bottom() < area.bottom() {
            shapes.push(Shape::Rect { at: under, fill: Role::Background });
        }
        let (x, anchor) = match self.placed.anchor {
            Anchor::Start => (at.x, Anchor::Start),
            Anchor::Middle => (at.x + at.w / 2.0, Anchor::Middle),
            Anchor::End => (at.right(), Anchor::End),
        };
        let [value, detail] = &self.lines;
        shapes.push(text((x, at.y + 12.5), 13.0, Weight::SemiBold, anchor, Role::Ink, value));
        if !detail.is_empty() {
            shapes.push(text((x, at.y + 27.0), 11.5, Weight::Regular, anchor, Role::Muted, detail));
        }
        shapes
    }
}

/// What, by whom where the points differ in that, when, and whether only hoped for.
fn detail(point: &Point<'_>, points: &[&Point<'_>]) -> String {
    let differ = |slot: fn(&Figure) -> &str| {
        let mut said: Vec<&str> =
            points.iter().map(|point| slot(point.figure)).filter(|text| !text.is_empty()).collect();
        said.sort_unstable();
        said.dedup();
        said.len() > 1
    };
    let figure = point.figure;
    let mut parts = vec![point.when_words()];
    parts.extend(point.tags().into_iter().map(str::to_owned));
    if differ(|figure| &figure.actor) {
        parts.push(figure.actor.clone());
    }
    if differ(|figure| &figure.place) {
        parts.push(figure.place.clone());
    }
    parts.push(figure.what.clone());
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// A mark's shapes with the figures it stands for.
pub(super) fn group(point: &Point<'_>, shapes: Vec<Shape>) -> Group {
    Group { figures: point.figure_ids.iter().map(|&id| id.to_owned()).collect(), note: point.note(), shapes }
}
