//! `run`: the whole job of a configuration, top to bottom.

use super::config::Config;
use super::failure::{Failure, warn};
use super::options::WorkArgs;
use super::summary::Summary;
use super::{inputs, tables};
use crate::check::{self, Format, Options};
use crate::dataset::{self, Extra, WriteOptions};
use crate::series::{self, SeriesConfig};
use std::path::PathBuf;
use std::process::ExitCode;

/// Make the dataset, the charts and all else of a configuration
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The configuration names the documents and where things go; README.md shows one. A document that cannot be read is a
row of documents.csv and a warning, and the others go on.

Exit codes: 0 done, 1 the check found differences, 2 it could not be done.

Examples:
  quantifact run
  quantifact run --config my/quantifact.toml --jobs 4")]
pub(super) struct Args {
    /// The configuration
    #[arg(long, value_name = "FILE", default_value = "quantifact.toml")]
    config: PathBuf,
    #[command(flatten)]
    work: WorkArgs,
}

pub(super) fn run(args: Args) -> Result<ExitCode, Failure> {
    // All that was written by hand is read first, so that a slip in it is told before the work.
    let config = Config::load(&args.config)?;
    let reading = args.work.resolve(config.lexicon.as_deref())?;
    let series = match &config.series {
        Some(path) => series::load(path).map_err(|error| Failure::of(&error))?,
        None => SeriesConfig::default(),
    };
    let expected = match &config.expected {
        Some(path) => Some((path, super::check::expectations(path)?)),
        None => None,
    };

    let found = inputs::find(&config.documents, None, &config.root);
    let (mut dataset, documents) = tables::extract(found, &reading)?;
    let selection = series::select(&series, &dataset.figures, &dataset.documents);
    for empty in &selection.empty {
        warn(format!("series {} is empty: {}", empty.series_id, empty.reason));
    }
    dataset.series = selection.rows;
    let mut summary = Summary::new(&dataset);

    dataset.sort();
    let options = WriteOptions { also: vec![Extra::Xlsx], ..WriteOptions::default() };
    let written = dataset::write_all(&config.dataset, &dataset, &options).map_err(|error| Failure::of(&error))?;
    summary.wrote("dataset", &config.dataset, &written);

    let mut code = ExitCode::SUCCESS;
    if let Some((path, rows)) = &expected {
        let report = check::run(rows, &dataset.figures, Options::default());
        if report.failed() {
            code = ExitCode::from(1);
            let figures = config.dataset.join("figures.csv").display().to_string();
            super::check::print(&report, Format::Full, (path, &figures), &documents, &mut anstream::stderr())?;
        }
        summary.say("check", report.summary());
    }
    summary.print();
    Ok(code)
}
