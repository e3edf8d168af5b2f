//! A series → a Vega-Lite v5 specification with its data inside, to be restyled by hand.

use super::axis::ValueAxis;
use super::frame::unit_words;
use super::mark::{Outline, outline};
use super::point::{Point, Unit};
use super::scene::Scene;
use super::{time, words};
use crate::figure::{Kind, Status};
use crate::series::{ChartKind, Group, SeriesSpec};
use jiff::civil::Date;
use serde_json::{Value, json};

/// The specification. `kind` is how the picture is drawn, never `Auto`.
pub(super) fn specification(
    spec: &SeriesSpec,
    points: &[&Point<'_>],
    unit: Unit<'_>,
    kind: ChartKind,
    scene: &Scene,
) -> Value {
    let log = match kind {
        ChartKind::Multiples => time::value_axis(spec, points, 3.0),
        _ => time::value_axis(spec, points, 4.0),
    };
    let quantity = quantity(spec, points, unit, log.times.is_some());
    let values: Vec<Value> = points.iter().map(|point| datum(point)).collect();
    let mut whole = json!({
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {"text": scene.title, "subtitle": scene.said, "anchor": "start"},
        "description": scene.description,
        "width": 560,
        "data": {"values": values},
        "config": {"axis": {"labelLimit": 380}},
    });
    let (key, body) = match kind {
        ChartKind::Bars => {
            whole["height"] = json!({"step": 26});
            ("layer", bars(&quantity, &base(&log)))
        }
        ChartKind::Auto | ChartKind::Time => ("layer", over_time(&quantity)),
        ChartKind::Multiples => {
            let column = spec.group.map_or("place", Group::column);
            whole["facet"] = json!({"field": column, "type": "nominal", "title": null});
            whole["columns"] = json!(3);
            if let Some(object) = whole.as_object_mut() {
                object.remove("width");
            }
            ("spec", json!({"width": 180, "height": 160, "layer": over_time(&quantity)}))
        }
    };
    whole[key] = body;
    whole
}

/// The day in the middle, the earlier one of two.
fn middle(start: Date, end: Date) -> Date {
    let days = start.until(end).map_or(0, |span| span.get_days());
    start.checked_add(jiff::Span::new().days(days / 2)).unwrap_or(start)
}

fn datum(point: &Point<'_>) -> Value {
    let figure = point.figure;
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let mut row = vec![figure.what.clone(), figure.actor.clone(), figure.place.clone(), point.when_words()];
    row.retain(|part| !part.is_empty());
    let row = row.join(" · ");
    json!({
        "figures": point.figure_ids,
        "documents": point.documents.iter().map(|row| &row.doc_id).collect::<Vec<_>>(),
        "value": point.value(),
        "value_max": point.value_max(),
        "label": words::statement(figure),
        "modifier": figure.modifier.as_str(),
        "status": figure.status.map_or("", Status::as_str),
        "what": figure.what,
        "actor": figure.actor,
        "place": figure.place,
        "category": figure.category,
        "country": figure.country,
        "doc_id": figure.doc_id,
        "source": super::frame::sources(&[point]),
        "end_said_roughly": point.soft() != (false, false),
        "meaning": meaning(point),
        "when": point.when_words(),
        "start": day(point.when.map(|when| when.start)),
        "end": day(point.when.map(|when| when.end)),
        "middle": day(point.when.map(|when| middle(when.start, when.end))),
        "own_period": point.when.is_some_and(|when| when.own),
        "shape": match outline(figure.modifier) {
            Outline::Circle => "circle",
            Outline::Diamond => "diamond",
            Outline::Up => "triangle-up",
            Outline::Down => "triangle-down",
        },
        "row": row,
    })
}

/// What the form of a mark says, in words: "more than, target".
fn meaning(point: &Point<'_>) -> String {
    let bound = words::bound(point.figure.modifier);
    let bound = if bound.is_empty() { "as stated" } else { bound };
    std::iter::once(bound).chain(point.tags()).collect::<Vec<_>>().join(", ")
}

/// The value from which bars start.
fn base(axis: &ValueAxis) -> Value {
    if axis.times.is_some() { json!(axis.low) } else { json!(0) }
}

fn quantity(spec: &SeriesSpec, points: &[&Point<'_>], unit: Unit<'_>, log: bool) -> Value {
    let format = match (unit.kind, unit.name) {
        (Kind::Money, "USD") => "$~s",
        (Kind::Money, _) => "~s",
        _ => ",~f",
    };
    let scale = if log { json!({"type": "log"}) } else { json!({"zero": true, "padding": 0}) };
    json!({
        "field": "value",
        "type": "quantitative",
        // A bar stands for what one sentence says: never the one on the other.
        "stack": null,
        "scale": scale,
        "axis": {"format": format},
        "title": unit_words(spec, points),
    })
}

fn color() -> Value {
    json!({
        "field": "status",
        "type": "nominal",
        "scale": {"domain": ["actual", "commitment", "target", "baseline", ""],
                  "range": ["#006BAD", "#00805E", "#C45200", "#6E7781", "#006BAD"]},
    })
}

/// A filled mark for what has happened, an outline for what has not.
fn fill() -> Value {
    json!({"condition": {"test": "datum.status === 'target'", "value": "white"}, "field": "status", "type": "nominal",
           "scale": color()["scale"], "legend": null})
}

fn tooltip() -> Value {
    let fields = ["label", "meaning", "what", "actor", "place", "when", "source"];
    Value::Array(fields.iter().map(|field| json!({"field": field, "type": "nominal"})).collect())
}

fn shape() -> Value {
    json!({"field": "shape", "type": "nominal", "scale": null, "legend": null})
}

fn over_time(y: &Value) -> Value {
    let middle = json!({"field": "middle", "type": "temporal", "title": null});
    json!([
        {"transform": [{"filter": "datum.own_period"}],
         "mark": {"type": "bar", "size": 7, "opacity": 0.35},
         "encoding": {"x": {"field": "start", "type": "temporal", "title": null}, "x2": {"field": "end"},
                      "y": y, "color": color()}},
        {"mark": {"type": "point", "size": 110, "strokeWidth": 2},
         "encoding": {"x": middle, "y": y, "stroke": color(), "fill": fill(), "shape": shape(), "tooltip": tooltip()}},
        {"mark": {"type": "text", "baseline": "bottom", "dy": -9, "fontWeight": 600},
         "encoding": {"x": middle, "y": y, "text": {"field": "label"}}},
    ])
}

fn bars(x: &Value, base: &Value) -> Value {
    let y = json!({"field": "row", "type": "nominal", "sort": null, "title": null});
    json!([
        {"mark": {"type": "bar", "strokeWidth": 2, "size": 14},
         "encoding": {"x": x, "x2": {"datum": base}, "y": y, "stroke": color(), "fill": fill(), "tooltip": tooltip()}},
        {"transform": [{"filter": "datum.shape !== 'circle'"}],
         "mark": {"type": "point", "size": 80, "filled": true, "opacity": 1, "xOffset": 12},
         "encoding": {"x": x, "y": y, "color": color(), "shape": shape()}},
        {"mark": {"type": "text", "align": "left", "dx": 22, "fontWeight": 600},
         "encoding": {"x": x, "y": y, "text": {"field": "label"}}},
    ])
}
