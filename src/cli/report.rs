//! `report`: one HTML file that shows figures, documents and charts linked.

use super::check::expectations;
use super::failure::Failure;
use super::options::ReadArgs;
use super::tables::{self, Tables};
use super::{chart, compare, inputs, summary};
use crate::chart::{Chart, Theme};
use crate::check::{self, Options, Report};
use crate::dataset::Dataset;
use crate::report::{self, Correction, Picture, ReportInput, Verdict};
use crate::series::{self, SeriesConfig};
use std::path::PathBuf;
use std::process::ExitCode;

/// Write one HTML file with the figures, the documents and the charts
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The file needs no network. Without the documents (found through the documents.csv beside figures.csv) it shows the
sentences.

Examples:
  quantifact report data/dataset/figures.csv --series data/series.toml --expected data/expected.csv
  quantifact report press-releases/ -o press.html --title \"Press releases of 2024\"")]
pub(super) struct Args {
    /// Tables of figures (figures.csv, .jsonl, or a folder that holds figures.csv), or documents
    #[arg(required = true, value_name = "FIGURES")]
    paths: Vec<PathBuf>,
    /// The file to write
    #[arg(long, short, value_name = "FILE", default_value = "report/index.html")]
    output: PathBuf,
    /// What the report is called
    #[arg(long, default_value = "", hide_default_value = true)]
    title: String,
    /// The series to show as charts [default: those of chart --auto]
    #[arg(long, short, value_name = "FILE")]
    series: Option<PathBuf>,
    /// The expected values to check against
    #[arg(long, short, value_name = "FILE")]
    expected: Option<PathBuf>,
    #[command(flatten)]
    read: ReadArgs,
}

pub(super) fn run(args: Args) -> Result<ExitCode, Failure> {
    inputs::spare(&args.paths, &args.output)?;
    let named = args.series.as_deref().map(chart::configuration).transpose()?;
    let expected = args.expected.as_deref().map(expectations).transpose()?;
    let mut tables = tables::load(&args.paths, args.read)?;
    compare::fill(&mut tables.dataset);
    let config = named.unwrap_or_else(|| {
        let Dataset { figures, documents, claims, .. } = &tables.dataset;
        let mut best = series::suggest(&SeriesConfig::default(), figures, documents, claims).series;
        best.truncate(chart::BEST);
        SeriesConfig { series: best }
    });
    chart::select(&config, &mut tables.dataset);
    let report = expected.as_ref().map(|rows| check::run(rows, &tables.dataset.figures, Options::default()));
    let shown = Shown { title: &args.title, series: &config, checked: report.as_ref(), corrections: &[] };
    page(&tables, &shown, |input| report::write(&args.output, input).map_err(|error| Failure::of(&error)))?;
    summary::line("report", &args.output.display().to_string());
    Ok(ExitCode::SUCCESS)
}

/// What a report shows beside the tables.
pub(super) struct Shown<'a> {
    pub(super) title: &'a str,
    pub(super) series: &'a SeriesConfig,
    pub(super) checked: Option<&'a Report<'a>>,
    pub(super) corrections: &'a [Correction],
}

/// Gives the report of a dataset whose series are selected to `write`.
pub(super) fn page<T>(tables: &Tables, shown: &Shown<'_>, write: impl FnOnce(&ReportInput<'_>) -> T) -> T {
    let dataset = &tables.dataset;
    let source = chart::source(dataset);
    let pictures: Vec<Picture> = shown
        .series
        .series
        .iter()
        .filter_map(|spec| Some((spec, Chart::new(spec, &dataset.series, &source)?)))
        .map(|(spec, chart)| Picture {
            id: spec.id.clone(),
            title: spec.title.clone(),
            svg: chart.svg(Theme::Light),
            svg_dark: Some(chart.svg(Theme::Dark)),
        })
        .collect();
    let verdicts: Vec<Verdict> =
        shown.checked.map(|report| report.verdicts.iter().map(verdict).collect()).unwrap_or_default();
    let input = ReportInput {
        title: shown.title,
        figures: &dataset.figures,
        documents: &dataset.documents,
        claims: &dataset.claims,
        series: &dataset.series,
        texts: &tables.documents,
        pictures: &pictures,
        verdicts: &verdicts,
        corrections: shown.corrections,
    };
    write(&input)
}

fn verdict(verdict: &check::Verdict<'_>) -> Verdict {
    Verdict {
        check_id: verdict.id().to_owned(),
        figure_id: verdict.figure.map(|figure| figure.figure_id.clone()).unwrap_or_default(),
        verdict: verdict.outcome.to_string(),
        holds: verdict.outcome.passes(),
        message: verdict.message(),
    }
}
