//! `chart`: series of figures, drawn.

use super::failure::{Failure, warn};
use super::options::ReadArgs;
use super::tables::{self, Tables};
use super::{compare, stdout};
use crate::chart::{self, Source, Theme};
use crate::dataset::Dataset;
use crate::series::{self, SeriesConfig};
use crate::stage::Stage;
use clap::ValueEnum;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Draw series of figures as SVG, PNG and Vega-Lite
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The paths of the files written go to stdout. A series that selects nothing is a warning that says why.

A series of series.toml has the keys
  id, title, where      its name, its subject, the conditions that its figures meet; not: those they must not
  headline              the chart's title, {latest} {largest} {when} {actor} {count} filled from the figures
  subtitle, unit_label  a line under the title; the unit in words
  chart                 auto, time, bars or multiples
  scale                 auto (log where values span more than three orders of magnitude), linear or log
  group                 actor, place, what, category, country or doc_id: bars under a head each, or a panel each
  top                   so many figures only: the largest as bars, the latest over time
  from, to              times (2023, 2023-09, 2023-09-29): a figure's own, else its document's
  min, max              values
  publisher             who published the document (whole words, =cell or /expression/)
  latest                true: of a claim of several documents only the figure said last

Examples:
  quantifact chart data/dataset/figures.csv --series data/series.toml -o charts/
  quantifact chart figures.csv --list
  quantifact chart press-releases/ --auto -o charts/ --theme dark")]
pub(super) struct Args {
    /// Tables of figures (figures.csv, .jsonl, or a folder that holds figures.csv), or documents
    #[arg(required = true, value_name = "FIGURES")]
    paths: Vec<PathBuf>,
    /// The series to draw [default: data/series.toml, where it is needed]
    #[arg(long, short, value_name = "FILE")]
    series: Option<PathBuf>,
    /// The folder to write into
    #[arg(long, short, value_name = "DIR", default_value = "charts")]
    output: PathBuf,
    /// The colours
    #[arg(long, default_value = "light")]
    theme: Colors,
    /// Print the series that the figures could give and the configuration does not name, ready to be added to it
    #[arg(long, conflicts_with = "auto")]
    list: bool,
    /// Draw the twenty best of those instead of the configured ones
    #[arg(long)]
    auto: bool,
    #[command(flatten)]
    read: ReadArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Colors {
    Light,
    Dark,
}

/// How many series `--auto` draws, and a report whose series are not named.
pub(super) const BEST: usize = 20;
/// How many of the others it names.
const NAMED: usize = 8;

pub(super) fn run(args: Args) -> Result<ExitCode, Failure> {
    let mut config = match &args.series {
        Some(path) => configuration(path)?,
        None if args.list || args.auto => SeriesConfig::default(),
        None => configuration(Path::new("data/series.toml"))?,
    };
    let Tables { mut dataset, .. } = tables::load(&args.paths, args.read)?;
    compare::fill(&mut dataset);
    let mut left_out = Vec::new();
    if args.list || args.auto {
        let suggested = series::suggest(&config, &dataset.figures, &dataset.documents, &dataset.claims);
        (config.series, left_out) = (suggested.series, suggested.left_out);
    }
    let lines = if args.list {
        let told = left_out.iter().map(|told| format!("# left out: {told}\n"));
        config.series.iter().map(|spec| spec.to_toml() + "\n").chain(told).collect::<String>()
    } else {
        if args.auto {
            tell(&config, &left_out);
            config.series.truncate(BEST);
        }
        select(&config, &mut dataset);
        let theme = match args.theme {
            Colors::Light => Theme::Light,
            Colors::Dark => Theme::Dark,
        };
        let files = draw(&config, &dataset, &args.output, theme)?;
        files.iter().flat_map(|file| [file.display().to_string(), "\n".to_owned()]).collect()
    };
    stdout::print(lines)?;
    Ok(ExitCode::SUCCESS)
}

/// Says on stderr what `--auto` leaves out, and why.
fn tell(config: &SeriesConfig, left_out: &[String]) {
    let more = config.series.len().saturating_sub(BEST);
    if more > 0 {
        let names: Vec<&str> = config.series.iter().skip(BEST).take(NAMED).map(|spec| spec.title.as_str()).collect();
        let last = if more > NAMED { ", …" } else { "" };
        eprintln!("not drawn: {more} series of lower rank ({}{last}); --list prints them all", names.join(", "));
    }
    for told in left_out.iter().take(NAMED) {
        eprintln!("left out: {told}");
    }
    if left_out.len() > NAMED {
        eprintln!("left out: {} more; --list says which", left_out.len() - NAMED);
    }
}

/// Reads a configuration of series.
///
/// # Errors
/// Names the file, line and key.
pub(super) fn configuration(path: &Path) -> Result<SeriesConfig, Failure> {
    series::load(path).map_err(|error| match error {
        series::SeriesError::Io { source, .. } => Failure::advised(
            format!("{}: {}", path.display(), super::failure::reason(&source)),
            "name the series with --series, or see with --list which ones the figures could give",
        ),
        invalid @ series::SeriesError::Invalid { .. } => Failure::new(invalid.to_string()),
    })
}

/// Fills the dataset's series; an empty one is warned of.
pub(super) fn select(config: &SeriesConfig, dataset: &mut Dataset) {
    let selection = series::select(config, &dataset.figures, &dataset.documents, &dataset.claims);
    for empty in &selection.empty {
        warn(format!("series {} is empty: {}", empty.series_id, empty.reason));
    }
    dataset.series = selection.rows;
}

/// Draws every series that has a point into `folder`; gives the files.
///
/// # Errors
/// Names the file that could not be written.
pub(super) fn draw(
    config: &SeriesConfig,
    dataset: &Dataset,
    folder: &Path,
    theme: Theme,
) -> Result<Vec<PathBuf>, Failure> {
    chart::render_all(&dataset.series, config, &source(dataset), folder, theme).map_err(|error| Failure::of(&error))
}

/// Adds the same files to others that are to appear with them.
///
/// # Errors
/// As [`draw`].
pub(super) fn add(
    stage: &mut Stage,
    config: &SeriesConfig,
    dataset: &Dataset,
    folder: &Path,
) -> Result<Vec<PathBuf>, Failure> {
    chart::add_all(stage, &dataset.series, config, &source(dataset), folder, Theme::Light)
        .map_err(|error| Failure::of(&error))
}

/// What the rows of a series stand for.
pub(super) fn source(dataset: &Dataset) -> Source<'_> {
    Source { figures: &dataset.figures, documents: &dataset.documents, claims: &dataset.claims }
}
