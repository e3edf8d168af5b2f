//! Rows of a series → the points of its chart: figures that say the same are one point with all their sources.

use super::words;
use crate::figure::{Change, ClaimRow, DocumentRow, Figure, Kind, Period, Relation, SeriesRow, Status};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Where a point stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct When {
    pub(super) start: Date,
    pub(super) end: Date,
    /// Whether the figure's own sentence says it; else it is the document's date.
    pub(super) own: bool,
}

/// A mark to be drawn.
#[derive(Debug, Clone)]
pub(super) struct Point<'a> {
    /// The first figure that says it.
    pub(super) figure: &'a Figure,
    /// Every figure that says it.
    pub(super) figure_ids: Vec<&'a str>,
    /// Their documents, in order of date.
    pub(super) documents: Vec<&'a DocumentRow>,
    pub(super) when: Option<When>,
    /// The document's date, as EDTF.
    pub(super) published: &'a str,
    /// The claim of several documents it is one side of, where they differ.
    pub(super) claim: Option<(&'a str, Relation)>,
}

/// What the figures of one axis share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Unit<'a> {
    pub(super) kind: Kind,
    pub(super) name: &'a str,
    pub(super) per: &'a str,
}

impl<'a> Unit<'a> {
    fn of(figure: &'a Figure) -> Self {
        // People, jobs and projects are all counted in ones.
        let unit = if figure.kind == Kind::Count { "" } else { figure.unit.as_str() };
        Self { kind: figure.kind, name: unit, per: &figure.per }
    }
}

impl Point<'_> {
    /// The value as it is drawn: a decrease goes below zero.
    pub(super) fn value(&self) -> f64 {
        self.signed(self.figure.value).unwrap_or(0.0)
    }

    pub(super) fn value_max(&self) -> Option<f64> {
        self.signed(self.figure.value_max)
    }

    fn signed(&self, value: Option<Decimal>) -> Option<f64> {
        let value = value?.to_f64()?;
        Some(if self.figure.change == Some(Change::Decrease) { -value } else { value })
    }

    /// Whether the span's begin, and its end, are said only roughly: a span of months counted from the document's own
    /// ("over the last two years"), at the end that no year in the text names.
    pub(super) fn soft(&self) -> (bool, bool) {
        let figure = self.figure;
        let Some((from, to)) = figure.period_edtf.split_once('/') else { return (false, false) };
        let Some(month) = self.published.get(..7) else { return (false, false) };
        let months = from.len() == 7 && to.len() == 7 && (from == month) != (to == month);
        let year_said = |edtf: &str| {
            edtf.get(..4).is_none_or(|year| figure.sentence.contains(year) || figure.section.contains(year))
        };
        (months && to == month && !year_said(from), months && from == month && !year_said(to))
    }

    /// "2021–2023", or "stated Apr 2024" where the figure has no period of its own.
    pub(super) fn when_words(&self) -> String {
        match (self.figure.period_edtf.as_str(), self.published) {
            ("", "") => "undated".to_owned(),
            ("", published) => format!("stated {}", words::month_of(published)),
            (own, _) if self.figure.calendar.is_some() => format!("fiscal {}", words::period(own)),
            (own, _) => words::period(own),
        }
    }

    /// "target", "commitment", "revised": what a label adds to the words of the figure.
    pub(super) fn tags(&self) -> Vec<&'static str> {
        let status = match self.figure.status {
            Some(Status::Target) => Some("target"),
            Some(Status::Commitment) => Some("commitment"),
            Some(Status::Baseline) => Some("baseline"),
            Some(Status::Actual) | None => None,
        };
        let relation = match self.claim {
            Some((_, Relation::Revised)) => Some("revised"),
            Some((_, Relation::Conflicting)) => Some("conflicting"),
            _ => None,
        };
        status.into_iter().chain(relation).collect()
    }

    /// The point in one sentence, for tooltips and for readers who cannot see the chart.
    pub(super) fn note(&self) -> String {
        let figure = self.figure;
        let sources = self.documents.iter().map(|row| title(row)).collect::<Vec<_>>().join("; ");
        let mut parts = vec![words::statement(figure), figure.what.clone(), figure.actor.clone(), figure.place.clone()];
        parts.push(self.when_words());
        parts.extend(self.tags().into_iter().map(str::to_owned));
        parts.retain(|part| !part.is_empty());
        format!("{} ({sources})", parts.join(", "))
    }
}

/// The title of a document, or its id where it has none.
pub(super) fn title(row: &DocumentRow) -> &str {
    if row.title.trim().is_empty() { &row.doc_id } else { row.title.trim() }
}

/// The points of one axis, and in words what was left out.
pub(super) struct Points<'a> {
    pub(super) all: Vec<Point<'a>>,
    pub(super) unit: Unit<'a>,
    pub(super) left_out: Vec<String>,
}

/// Gathers the rows of one series; none where no row has a value.
pub(super) fn gather<'a>(
    rows: &[&'a SeriesRow],
    figures: &HashMap<&str, &'a Figure>,
    documents: &HashMap<&str, &'a DocumentRow>,
    claims: &'a [ClaimRow],
    copies: &HashSet<&str>,
) -> Option<Points<'a>> {
    let claims: HashMap<&str, &ClaimRow> = claims.iter().map(|claim| (claim.figure_id.as_str(), claim)).collect();
    let mut found: Vec<(&SeriesRow, &Figure)> = rows
        .iter()
        .filter_map(|row| Some((*row, *figures.get(row.figure_id.as_str())?)))
        .filter(|(_, figure)| figure.value.is_some())
        .collect();
    // Of a document and its copy the copy says nothing of its own.
    if found.iter().any(|(_, figure)| !copies.contains(figure.doc_id.as_str())) {
        found.retain(|(_, figure)| !copies.contains(figure.doc_id.as_str()));
    }
    let mut units: BTreeMap<Unit<'_>, usize> = BTreeMap::new();
    for (_, figure) in &found {
        *units.entry(Unit::of(figure)).or_default() += 1;
    }
    let (&unit, _) = units.iter().max_by_key(|&(_, count)| *count)?;
    let left_out = units.iter().filter(|(other, _)| **other != unit).map(|(other, count)| left_out(*other, *count));
    let left_out = left_out.collect();
    let mut points: Vec<Point<'_>> = Vec::new();
    for (row, figure) in found.into_iter().filter(|(_, figure)| Unit::of(figure) == unit) {
        let claim = claims.get(figure.figure_id.as_str()).copied();
        let document = documents.get(figure.doc_id.as_str()).copied();
        let same = points.iter_mut().find(|point| {
            let theirs = claims.get(point.figure.figure_id.as_str()).copied();
            let repeated = claim.zip(theirs).is_some_and(|(a, b)| {
                a.claim_id == b.claim_id && a.relation == Relation::Repeated && amounts(point.figure) == amounts(figure)
            });
            repeated || same_claim(point.figure, figure)
        });
        if let Some(point) = same {
            point.figure_ids.push(&figure.figure_id);
            if let Some(document) = document.filter(|new| point.documents.iter().all(|old| old.doc_id != new.doc_id)) {
                point.documents.push(document);
            }
            continue;
        }
        points.push(Point {
            figure,
            figure_ids: vec![&figure.figure_id],
            documents: document.into_iter().collect(),
            when: when(row),
            published: &row.published,
            claim: claim.map(|claim| (claim.claim_id.as_str(), claim.relation)),
        });
    }
    Some(Points { all: points, unit, left_out })
}

fn left_out(unit: Unit<'_>, count: usize) -> String {
    let what = match (unit.kind, unit.per) {
        (Kind::Count, "") => "plain counts".to_owned(),
        (Kind::Count, per) => format!("counts per {per}"),
        (_, "") => unit.name.to_owned(),
        (_, per) => format!("{} per {per}", unit.name),
    };
    format!("{count} in {what}")
}

fn when(row: &SeriesRow) -> Option<When> {
    if let (Some(start), Some(end)) = (row.period_start, row.period_end)
        && start <= end
    {
        return Some(When { start, end, own: true });
    }
    let period = Period::parse(&row.published).ok()?;
    Some(When { start: period.start, end: period.end, own: false })
}

fn amounts(figure: &Figure) -> (Option<Decimal>, Option<Decimal>) {
    (figure.value, figure.value_max)
}

/// Whether two figures say the same in every slot; a place may be left unsaid by one.
fn same_claim(a: &Figure, b: &Figure) -> bool {
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    amounts(a) == amounts(b)
        && (a.modifier, a.status, a.change) == (b.modifier, b.status, b.change)
        && (&a.period_edtf, a.calendar) == (&b.period_edtf, b.calendar)
        && a.category == b.category
        && same(&a.what, &b.what)
        && same(&a.actor, &b.actor)
        && (a.place.is_empty() || b.place.is_empty() || same(&a.place, &b.place))
}
