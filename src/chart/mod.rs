//! Series → SVG, PNG and Vega-Lite.
//!
//! Takes the rows of a series with the figures and documents they stand for; gives `<id>.svg`, `<id>.png` (two pixels
//! a CSS pixel) and `<id>.vl.json` (Vega-Lite v5, with its data). What is drawn is what was said: a value as stated,
//! ▲ more than or at least, ▼ nearly or less than, hollow a target, half a commitment; a span of time as a bar; the
//! same claim of several documents once, with all its sources; nothing summed, averaged or bridged.
//!
//! ```
//! use quantifact::chart::{Chart, Source, Theme};
//! use quantifact::series::{SeriesConfig, select};
//! let config = SeriesConfig::parse("[[series]]\nid = 'j'\ntitle = 'Jobs'\nwhere = { category = 'jobs' }", "").unwrap();
//! let (figures, documents) = (vec![], vec![]);
//! let selection = select(&config, &figures, &documents, &[]);
//! let source = Source::new(&figures, &documents);
//! // An empty series draws nothing and says why.
//! assert!(Chart::new(&config.series[0], &selection.rows, &source).is_none());
//! assert_eq!(selection.empty[0].reason, "none of the 0 figures has a value");
//! ```
//!
//! A chart is first a list of shapes (`scene`); `svg` writes it as text, where every mark carries `data-figure`,
//! and `png` paints it with plotters. There is no clock, no system font and no network: the same rows give the same
//! bytes on every machine.

mod axis;
mod bars;
mod copies;
mod font;
mod frame;
mod headline;
mod labels;
mod mark;
mod multiples;
mod names;
mod png;
mod point;
mod scene;
mod svg;
mod theme;
mod time;
mod vega;
mod words;

#[cfg(test)]
mod tests;

pub use theme::{Theme, css};

use crate::figure::{ClaimRow, DocumentRow, Figure, SeriesRow};
use crate::series::{ChartKind, Group, SeriesConfig, SeriesSpec};
use crate::stage::Stage;
use point::{Point, Points};
use scene::Scene;
use std::collections::{BTreeSet, HashMap};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Why a chart could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChartError {
    /// A file or folder could not be written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// A PNG could not be painted or written.
    #[error("{path}: {message}", path = path.display())]
    Png {
        /// The file.
        path: PathBuf,
        /// The reason, as plotters says it.
        message: String,
    },
}

impl ChartError {
    /// The same of the file that the one written in passing is to become.
    fn about(self, file: &Path) -> Self {
        let path = file.to_owned();
        match self {
            Self::Io { source, .. } => Self::Io { path, source },
            Self::Png { message, .. } => Self::Png { path, message },
        }
    }
}

/// What the rows of a series stand for.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Source<'a> {
    /// The figures that rows name by `figure_id`.
    pub figures: &'a [Figure],
    /// Their documents.
    pub documents: &'a [DocumentRow],
    /// Claims of several documents, if they have been compared: figures of one claim and equal value become one mark,
    /// revised and conflicting ones stand side by side and are named so. May be empty.
    pub claims: &'a [ClaimRow],
}

impl<'a> Source<'a> {
    /// Figures and their documents, not compared.
    pub const fn new(figures: &'a [Figure], documents: &'a [DocumentRow]) -> Self {
        Self { figures, documents, claims: &[] }
    }

    /// The same with what a comparison found.
    #[must_use]
    pub const fn with_claims(mut self, claims: &'a [ClaimRow]) -> Self {
        self.claims = claims;
        self
    }
}

/// Draws every series of `config` that has a point into `dir`; gives the files written, series by series.
///
/// A dark chart is `<id>.dark.svg` and `<id>.dark.png`; the Vega-Lite file is the same for both.
///
/// # Errors
/// Names the file that could not be written. All stay as they were then.
pub fn render_all(
    rows: &[SeriesRow],
    config: &SeriesConfig,
    source: &Source<'_>,
    dir: &Path,
    theme: Theme,
) -> Result<Vec<PathBuf>, ChartError> {
    let mut stage = Stage::default();
    add_all(&mut stage, rows, config, source, dir, theme)?;
    settle(stage)
}

/// Adds the same files to others that are to appear with them; gives their paths.
///
/// # Errors
/// Names the file that could not be written.
pub(crate) fn add_all(
    stage: &mut Stage,
    rows: &[SeriesRow],
    config: &SeriesConfig,
    source: &Source<'_>,
    dir: &Path,
    theme: Theme,
) -> Result<Vec<PathBuf>, ChartError> {
    let mut files = Vec::new();
    for spec in &config.series {
        if let Some(chart) = Chart::new(spec, rows, source) {
            files.extend(chart.add(stage, dir, theme)?);
        }
    }
    Ok(files)
}

fn settle(stage: Stage) -> Result<Vec<PathBuf>, ChartError> {
    stage.settle().map_err(|(path, source)| ChartError::Io { path, source })
}

/// A series ready to be drawn.
pub struct Chart<'a> {
    spec: &'a SeriesSpec,
    points: Points<'a>,
    kind: ChartKind,
    /// The full names of actors.
    names: String,
}

impl<'a> Chart<'a> {
    /// Gathers the series' points from `rows` (those of other series are passed over); none where it has none.
    pub fn new(spec: &'a SeriesSpec, rows: &'a [SeriesRow], source: &Source<'a>) -> Option<Self> {
        let rows: Vec<&SeriesRow> = rows.iter().filter(|row| row.series_id == spec.id).collect();
        let figures: HashMap<&str, &Figure> = source.figures.iter().map(|f| (f.figure_id.as_str(), f)).collect();
        let documents: HashMap<&str, &DocumentRow> = source.documents.iter().map(|d| (d.doc_id.as_str(), d)).collect();
        let copies = copies::copies(source);
        let points = point::gather(&rows, &figures, &documents, source.claims, &copies)?;
        let kind = match spec.chart {
            ChartKind::Auto => fitting_kind(spec, &points.all),
            // Of figures without any date nothing stands over time.
            _ if points.all.iter().all(|point| point.when.is_none()) => ChartKind::Bars,
            chosen => chosen,
        };
        let mut chart = Self { spec, points, kind, names: String::new() };
        let actors = chart.shown().into_iter().map(|point| point.figure.actor.as_str());
        chart.names = names::note(actors, source.figures);
        Some(chart)
    }

    /// How it is drawn; never `Auto`.
    pub fn kind(&self) -> ChartKind {
        self.kind
    }

    /// The chart as the text of an SVG file, which may also stand inside an HTML page.
    ///
    /// Each mark is a group with the class `q-mark` and the attribute `data-figure`, its figures' ids parted by
    /// spaces. Every shape has a class for its colour, so that [`css`] can give it another theme.
    pub fn svg(&self, theme: Theme) -> String {
        svg::write(&self.scene(), theme)
    }

    /// Writes the chart as PNG, two pixels a CSS pixel.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn png(&self, theme: Theme, path: &Path) -> Result<(), ChartError> {
        png::write(&self.scene(), theme, path)
    }

    /// The chart as a Vega-Lite v5 specification, pretty-printed JSON.
    pub fn vega_lite(&self) -> String {
        let points = self.shown();
        let whole = vega::specification(self.spec, &points, self.points.unit, self.kind, &self.scene());
        format!("{whole:#}\n")
    }

    /// Writes `<id>.svg`, `<id>.png` and `<id>.vl.json` into `dir`, which is made where it does not exist.
    ///
    /// # Errors
    /// Names the file that could not be written.
    pub fn write(&self, dir: &Path, theme: Theme) -> Result<Vec<PathBuf>, ChartError> {
        let mut stage = Stage::default();
        self.add(&mut stage, dir, theme)?;
        settle(stage)
    }

    fn add(&self, stage: &mut Stage, dir: &Path, theme: Theme) -> Result<Vec<PathBuf>, ChartError> {
        let io = |path: &Path| {
            let path = path.to_owned();
            move |source| ChartError::Io { path, source }
        };
        let (id, dark) = (&self.spec.id, theme.suffix());
        let svg = dir.join(format!("{id}{dark}.svg"));
        stage.add(&svg, |out| out.write_all(svg::file(&self.scene(), theme).as_bytes())).map_err(io(&svg))?;
        let png = dir.join(format!("{id}{dark}.png"));
        let passing = stage.reserve(&png).map_err(io(&png))?;
        self.png(theme, &passing).map_err(|error| error.about(&png))?;
        let vega = dir.join(format!("{id}.vl.json"));
        stage.add(&vega, |out| out.write_all(self.vega_lite().as_bytes())).map_err(io(&vega))?;
        Ok(vec![svg, png, vega])
    }

    fn marks(&self) -> Vec<&Point<'a>> {
        self.points.all.iter().collect()
    }

    /// The points that have a mark, in the order of the picture.
    fn shown(&self) -> Vec<&Point<'a>> {
        let marks = self.marks();
        match self.kind {
            ChartKind::Bars => bars::shown(self.spec, &marks),
            ChartKind::Multiples => multiples::shown(self.spec, &marks),
            ChartKind::Auto | ChartKind::Time => time::drawn(self.spec, &marks),
        }
    }

    fn scene(&self) -> Scene {
        let points = self.marks();
        let mut notes = match self.points.left_out.as_slice() {
            [] => vec![],
            parts => vec![format!("In another unit, so not drawn: {}.", parts.join(", "))],
        };
        if !self.names.is_empty() {
            notes.push(self.names.clone());
        }
        let title = headline::headline(self.spec, &points);
        let mut scene = Scene { width: frame::WIDTH, title, ..Scene::default() };
        scene.description = points.iter().take(60).map(|point| point.note()).collect::<Vec<_>>().join(". ");
        let draw = match self.kind {
            ChartKind::Bars => bars::draw,
            ChartKind::Multiples => multiples::draw,
            ChartKind::Auto | ChartKind::Time => time::draw,
        };
        draw(&mut scene, self.spec, &points, self.points.unit, &notes);
        scene
    }
}

/// The kind that fits the data: over time where the points are of one subject at several times; small multiples where
/// each of several places has several times; else ranked bars.
fn fitting_kind(spec: &SeriesSpec, points: &[Point<'_>]) -> ChartKind {
    let times: BTreeSet<_> = points.iter().filter_map(|point| point.when).map(|when| (when.start, when.end)).collect();
    let undated = points.iter().any(|point| point.when.is_none());
    if times.len() < 2 || undated {
        return ChartKind::Bars;
    }
    let one = |slot: fn(&Figure) -> &str| {
        let said: BTreeSet<String> = points.iter().map(|point| slot(point.figure).to_lowercase()).collect();
        said.iter().filter(|text| !text.is_empty()).count() <= 1
    };
    let marks: Vec<&Point<'_>> = points.iter().collect();
    let several = |points: &[&Point<'_>]| points.iter().filter_map(|p| p.when).collect::<BTreeSet<_>>().len() > 1;
    let places = multiples::by(spec.group.unwrap_or(Group::Place), &marks);
    match (one(|figure| &figure.actor), one(|figure| &figure.place)) {
        (true, true) => ChartKind::Time,
        _ if places.len() > 1 && places.iter().all(|(place, points)| !place.is_empty() && several(points)) => {
            ChartKind::Multiples
        }
        _ if points.len() > 40 => ChartKind::Time,
        _ => ChartKind::Bars,
    }
}
