//! What stands around the plot: title, subtitle, legend of the marks used, notes and sources.

use super::axis::ValueAxis;
use super::font::{Weight, unbroken, width, wrap};
use super::headline::headline;
use super::mark::{self, Filling, Outline};
use super::point::{Point, title};
use super::scene::{Anchor, Box2, Role, Scene, Shape, text};
use super::words;
use crate::figure::{Figure, Kind, Modifier, Status};
use crate::series::SeriesSpec;

/// The width of every chart, in CSS pixels.
pub(super) const WIDTH: f64 = 720.0;
/// The empty margin on every side.
pub(super) const MARGIN: f64 = 22.0;
const ROOM: f64 = WIDTH - 2.0 * MARGIN;
/// Documents named in the source line; more are counted.
const NAMED_SOURCES: usize = 6;

/// A sample in the legend and what it stands for.
enum Sample {
    Mark(Outline, Filling, Role),
    Span,
    Bar(Filling),
}

/// What the plot uses, so that the legend explains that and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Uses {
    /// Bars that stand for values, as opposed to marks alone.
    pub(super) bars: bool,
    /// Bars that stand for a span of time.
    pub(super) spans: bool,
    /// Whether every mark has words beside it that say all that a legend would.
    pub(super) labelled: bool,
}

/// A legend of more entries is harder to read than words beside the marks.
const MOST_ENTRIES: usize = 3;

/// What a logarithmic axis needs said.
pub(super) fn scale_words(values: &ValueAxis) -> String {
    values.times.map_or_else(String::new, |times| {
        format!(" The scale is logarithmic: each line is {} times the one before.", words::grouped(times.into()))
    })
}

/// That some marks have no label.
pub(super) fn unlabelled_words(count: usize) -> Option<String> {
    (count > 0).then(|| {
        let marks = if count == 1 { "One mark has".to_owned() } else { format!("{count} marks have") };
        format!("{marks} no room for a label; pointed at, each tells its figure (in the SVG and the report).")
    })
}

/// Draws title, subtitle and legend; gives the y below them.
pub(super) fn head(scene: &mut Scene, spec: &SeriesSpec, subtitle: &str, points: &[&Point<'_>], uses: Uses) -> f64 {
    let mut y = MARGIN;
    let mut lines = |y: &mut f64, words: &str, size: f64, weight: Weight, role: Role, most: usize| {
        for line in wrap(words, size, weight, ROOM, most) {
            *y += size * 1.3;
            scene.add([text((MARGIN, *y - size * 0.3), size, weight, Anchor::Start, role, &line)]);
        }
    };
    lines(&mut y, &headline(spec, points), 20.0, Weight::SemiBold, Role::Ink, 3);
    y += 3.0;
    lines(&mut y, subtitle, 13.0, Weight::Regular, Role::Muted, 4);
    scene.said.push(subtitle.to_owned());
    legend(scene, y + 10.0, points, uses) + 14.0
}

fn legend(scene: &mut Scene, top: f64, points: &[&Point<'_>], uses: Uses) -> f64 {
    let (mut x, mut y) = (MARGIN, top);
    let entries = entries(points, uses);
    if entries.is_empty() || (uses.labelled && entries.len() > MOST_ENTRIES) {
        return top - 10.0;
    }
    for (sample, words) in entries {
        let wide = match sample {
            Sample::Mark(..) => 12.0,
            Sample::Span | Sample::Bar(_) => 22.0,
        };
        let full = wide + 6.0 + width(&words, 12.0, Weight::Regular);
        if x > MARGIN && x + full > WIDTH - MARGIN {
            (x, y) = (MARGIN, y + 20.0);
        }
        let middle = y + 7.0;
        match sample {
            Sample::Mark(outline, filling, role) => {
                scene.add(mark::shapes((x + 6.0, middle), 5.0, outline, filling, role));
            }
            Sample::Span => {
                scene.add([Shape::Rect { at: Box2::new(x, middle - 3.0, wide, 6.0), fill: Role::BaselineTint }]);
            }
            Sample::Bar(filling) => scene.add(bar(Box2::new(x, middle - 6.0, wide, 12.0), filling)),
        }
        scene.add([text((x + wide + 6.0, y + 11.5), 12.0, Weight::Regular, Anchor::Start, Role::Muted, &words)]);
        x += full + 18.0;
    }
    y + 16.0
}

fn entries(points: &[&Point<'_>], uses: Uses) -> Vec<(Sample, String)> {
    let mut entries = Vec::new();
    let mut outlines: Vec<Outline> = points.iter().map(|point| mark::outline(point.figure.modifier)).collect();
    outlines.sort_unstable();
    outlines.dedup();
    if outlines != [Outline::Circle] {
        // A bar without a mark beside it is as stated.
        for outline in outlines.into_iter().filter(|outline| !uses.bars || *outline != Outline::Circle) {
            let mut said: Vec<Modifier> = points.iter().map(|point| point.figure.modifier).collect();
            said.sort_unstable();
            said.dedup();
            let said = said.into_iter().filter(|modifier| mark::outline(*modifier) == outline);
            let said: Vec<&str> = said.map(words::bound).filter(|bound| !bound.is_empty()).collect();
            let said = if said.is_empty() { "as stated".to_owned() } else { said.join(", ") };
            entries.push((Sample::Mark(outline, Filling::Full, Role::Baseline), said));
        }
    }
    let mut fillings: Vec<Filling> = points.iter().map(|point| mark::filling(point.figure.status)).collect();
    fillings.sort_unstable();
    fillings.dedup();
    if fillings != [Filling::Full] {
        for filling in fillings {
            let sample =
                if uses.bars { Sample::Bar(filling) } else { Sample::Mark(Outline::Circle, filling, filling.role()) };
            let meaning = match filling {
                Filling::Full if points.iter().any(|point| point.figure.status == Some(Status::Actual)) => "achieved",
                Filling::Full => "status not said",
                Filling::Half => "commitment",
                Filling::Hollow => "target",
                Filling::Gray => "baseline",
            };
            entries.push((sample, meaning.to_owned()));
        }
    }
    if uses.spans {
        entries.push((Sample::Span, "period covered".to_owned()));
    }
    entries
}

/// A bar: full, tinted with a rim for a commitment, hollow for a target.
pub(super) fn bar(at: Box2, filling: Filling) -> Vec<Shape> {
    let mut shapes = vec![Shape::Rect { at, fill: filling.role() }];
    let inner = at.grown(-1.6);
    if inner.w > 0.0 && inner.h > 0.0 {
        match filling {
            Filling::Full | Filling::Gray => {}
            Filling::Half => shapes.push(Shape::Rect { at: inner, fill: filling.tint() }),
            Filling::Hollow => shapes.push(Shape::Rect { at: inner, fill: Role::Background }),
        }
    }
    shapes
}

/// Draws the notes and the source line below `top`, and sets the height of the scene.
pub(super) fn foot(scene: &mut Scene, top: f64, notes: &[String], points: &[&Point<'_>]) {
    let mut y = top + 16.0;
    scene.add([Shape::Rect { at: Box2::new(MARGIN, y, ROOM, 1.0), fill: Role::Grid }]);
    y += 8.0;
    for words in notes.iter().cloned().chain([sources(points)]) {
        scene.said.push(words.clone());
        for line in wrap(&words, 11.5, Weight::Regular, ROOM, 8) {
            y += 16.0;
            scene.add([text((MARGIN, y - 4.0), 11.5, Weight::Regular, Anchor::Start, Role::Muted, &line)]);
        }
    }
    scene.height = (y + MARGIN - 6.0).ceil();
}

/// "Source: title (date); title (date)", in order of date.
pub(super) fn sources(points: &[&Point<'_>]) -> String {
    let mut documents: Vec<(&str, &str, String)> = Vec::new();
    for point in points {
        for row in &point.documents {
            let name = match row.published.as_str() {
                "" => title(row).to_owned(),
                date => format!("{} ({})", title(row), unbroken(&words::period(date))),
            };
            let name = match row.publisher.trim() {
                "" => name,
                publisher => format!("{publisher}, {name}"),
            };
            documents.push((&row.published, &row.doc_id, name));
        }
        if point.documents.is_empty() {
            documents.push(("", &point.figure.doc_id, point.figure.doc_id.clone()));
        }
    }
    documents.sort();
    documents.dedup();
    let more = documents.len().saturating_sub(NAMED_SOURCES);
    let names: Vec<&str> = documents.iter().take(NAMED_SOURCES).map(|(_, _, name)| name.as_str()).collect();
    let head = if documents.len() == 1 { "Source" } else { "Sources" };
    let more = match more {
        0 => String::new(),
        1 => "; and one more document".to_owned(),
        more => format!("; and {more} more documents"),
    };
    format!("{head}: {}{more}", names.join("; "))
}

/// What all the points count: their category or noun phrase, or only that it is a number.
fn counted<'a>(points: &[&Point<'a>]) -> &'a str {
    let shared = |slot: fn(&'a Figure) -> &'a str| {
        let first = points.first().map(|point| slot(point.figure))?;
        let all = points.iter().all(|point| slot(point.figure) == first);
        (all && !first.is_empty() && first != "other").then_some(first)
    };
    shared(|figure| &figure.category).or_else(|| shared(|figure| &figure.what)).unwrap_or("number")
}

/// What the axis measures, in words: the series' own label, or the unit of its figures.
pub(super) fn unit_words(spec: &SeriesSpec, points: &[&Point<'_>]) -> String {
    let Some(figure) = points.first().map(|point| point.figure) else { return String::new() };
    let words = match (spec.unit_label.trim(), figure.kind, figure.unit.as_str()) {
        ("", Kind::Money, "USD") => "U.S. dollars".to_owned(),
        ("", Kind::Percent, "%") => "percent".to_owned(),
        ("", Kind::Percent, "pp") => "percentage points".to_owned(),
        ("", Kind::Count, _) => counted(points).to_owned(),
        ("", _, unit) => unit.to_owned(),
        (own, ..) => own.to_owned(),
    };
    let words = words::capitalized(&words);
    if figure.per.is_empty() { words } else { format!("{words} per {}", figure.per) }
}
