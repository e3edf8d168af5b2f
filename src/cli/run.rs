//! `run`: the whole job of a configuration, top to bottom.

use super::check::{expectations, source};
use super::config::Config;
use super::failure::{Failure, warn};
use super::lock::Lock;
use super::options::WorkArgs;
use super::report::Shown;
use super::summary::Summary;
use super::tables::Tables;
use super::{chart, compare, corrections, inputs, tables};
use crate::check::{self, Format, Options};
use crate::dataset::{self, Extra, WriteOptions};
use crate::report;
use crate::stage::{self, Stage};
use std::io::Write as _;
use std::path::{Path, PathBuf};
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
    let series = config.series.as_deref().map(chart::configuration).transpose()?;
    let expected = config.expected.as_deref().map(expectations).transpose()?;
    let corrections = config.corrections.as_deref().map(corrections::read).transpose()?;

    let page = config.report.join("index.html");
    inputs::spare(&config.documents, &page)?;
    let _lock = Lock::take(&config.dataset)?;
    for folder in [&config.dataset, &config.charts, &config.report] {
        stage::sweep(folder);
    }
    let found = inputs::find(&config.documents, None, &config.root);
    let (dataset, documents) = tables::extract(found, &reading)?;
    let mut tables = Tables { dataset, documents };
    let mut summary = Summary::new(&tables.dataset);
    let corrected = match (&config.corrections, &corrections) {
        (Some(path), Some(rows)) => corrections::replay(path, rows, &mut tables.dataset.figures, &mut summary),
        _ => Vec::new(),
    };
    let series = series.unwrap_or_default();
    compare::fill(&mut tables.dataset);
    summary.claims(&tables.dataset.claims);
    chart::select(&series, &mut tables.dataset);
    tables.dataset.sort();

    let options = WriteOptions {
        also: vec![Extra::Xlsx],
        report: way(&config.dataset, &config.report),
        ..WriteOptions::default()
    };
    if let Some(told) = dataset::xlsx::too_many(&tables.dataset) {
        warn(format!("figures.xlsx is left out: {told}"));
    }
    // Dataset, charts and report appear together.
    let mut stage = Stage::default();
    dataset::add_all(&mut stage, &config.dataset, &tables.dataset, &options).map_err(|error| Failure::of(&error))?;
    summary.wrote("dataset", &config.dataset, &stage.paths());
    let drawn = chart::add(&mut stage, &series, &tables.dataset, &config.charts)?;
    if config.series.is_none() {
        summary.say("charts", "none: the configuration names no series".to_owned());
    } else {
        summary.wrote("charts", &config.charts, &drawn);
    }

    let checked = expected.as_ref().map(|rows| check::run(rows, &tables.dataset.figures, Options::default()));
    let shown = Shown { title: "", series: &series, checked: checked.as_ref(), corrections: &corrected };
    super::report::page(&tables, &shown, |input| stage.add(&page, |out| out.write_all(report::html(input).as_bytes())))
        .map_err(|error| Failure::io(&page, &error))?;
    stage.settle().map_err(|(path, error)| Failure::io(&path, &error))?;
    summary.wrote("report", &config.report, &[page]);

    let mut code = ExitCode::SUCCESS;
    if let (Some(report), Some(path)) = (&checked, &config.expected) {
        if report.failed() {
            code = ExitCode::from(1);
            let figures = config.dataset.join("figures.csv").display().to_string();
            let expected = path.display().to_string();
            let source = source(&expected, &figures, &tables.documents);
            // Where stderr takes no more, the exit code still tells.
            let _ = check::write(report, Format::Full, &source, &mut anstream::stderr());
        }
        super::check::tell_nowhere(report, &tables.dataset.documents);
        summary.say("check", report.summary());
    }
    if expected.as_ref().is_some_and(|rows| super::check::tell_unread(rows, &tables.dataset.documents)) {
        code = ExitCode::from(2);
    }
    summary.print();
    Ok(code)
}

/// The relative way from the folder of tables to the report, with `/` between names; none where there is none.
fn way(from: &Path, report: &Path) -> Option<String> {
    let (from, to) = (std::path::absolute(from).ok()?, std::path::absolute(report).ok()?);
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    // Another drive has no relative way.
    if shared == 0 {
        return None;
    }
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let down = to.iter().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).chain(["index.html".to_owned()]).collect();
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_report_is_relative() {
        let way = |from, to| way(Path::new(from), Path::new(to)).unwrap();
        assert_eq!(way("data/dataset", "report"), "../../report/index.html");
        assert_eq!(way("out", "out"), "index.html");
        assert_eq!(way("/a/b", "/c"), "../../c/index.html");
    }
}
