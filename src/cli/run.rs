//! `run`: the whole job of a configuration, top to bottom.

use super::config::Config;
use super::failure::{Failure, warn};
use super::inputs::{self, Found};
use super::options::{Reading, WorkArgs};
use super::pipeline;
use super::progress::Progress;
use super::summary::Summary;
use crate::dataset::{self, Dataset, Extra, WriteOptions};
use crate::figure::{Document, DocumentStatus};
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

    let (mut dataset, _documents) = extract(&config, &reading)?;
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

    summary.print();
    Ok(ExitCode::SUCCESS)
}

/// The figures and documents of the configured folders.
fn extract(config: &Config, reading: &Reading) -> Result<(Dataset, Vec<Document>), Failure> {
    let Found { inputs, mut mistakes, unreadable, passed_over } = inputs::find(&config.documents, None, &config.root);
    if let Some(last) = mistakes.pop() {
        mistakes.iter().for_each(Failure::print);
        return Err(last);
    }
    unreadable.iter().for_each(warn);
    inputs::tell_passed_over(&passed_over);

    let (mut dataset, mut documents) = (Dataset::default(), Vec::new());
    let progress = Progress::new(inputs.len());
    pipeline::each(&inputs, reading, &progress, |extracted| {
        if extracted.row.status != DocumentStatus::Ok {
            progress.beside(|| warn(format!("{}: {}", extracted.row.path, extracted.row.message)));
        }
        dataset.figures.extend(extracted.figures);
        dataset.documents.push(extracted.row);
        documents.extend(extracted.document);
        Ok(())
    })?;
    if dataset.documents.iter().all(|row| row.status == DocumentStatus::Failed) {
        return Err(Failure::new("none of the documents could be read; nothing was written"));
    }
    dataset.sort();
    dataset::ids::make_unique(&mut dataset.figures);
    Ok((dataset, documents))
}
