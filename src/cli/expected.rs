//! `expected init`: a first table of expected values, for a person to correct.

use super::failure::{Failure, warn};
use super::options::{ReadArgs, words};
use super::{chart, stdout, tables};
use crate::figure::Kind;
use crate::review::draft;
use crate::series::{self, Expression};
use crate::stage;
use std::collections::HashSet;
use std::path::PathBuf;
use std::process::ExitCode;

/// Draft a table of expected values
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Init(Init),
}

/// Draft a table of expected values from what is found, to be corrected against the documents
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  quantifact expected init documents/ -o expected.csv
  quantifact expected init data/dataset/figures.csv > expected.csv
  quantifact expected init data/dataset --kind money,count --where 'value>=1e6 and status=actual'
  quantifact expected init data/dataset --series data/series.toml

--where takes what extract --where takes. A figure is drafted where all that is asked holds.")]
struct Init {
    /// Documents, or tables of figures
    #[arg(required = true, value_name = "DOCUMENTS")]
    paths: Vec<PathBuf>,
    /// The file to write instead of stdout; one that exists is kept
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Draft only these kinds of figures
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    #[arg(value_parser = words(Kind::ALL.iter().map(|kind| kind.as_str()), Kind::from_word))]
    kind: Vec<Kind>,
    /// Draft only figures that meet these conditions, such as 'kind=money and value>=1e6'
    #[arg(long = "where", value_name = "CONDITIONS", value_parser = Expression::parse)]
    filter: Option<Expression>,
    /// Draft only figures that a series of this file selects
    #[arg(long, value_name = "FILE")]
    series: Option<PathBuf>,
    #[command(flatten)]
    read: ReadArgs,
}

pub(super) fn run(args: Args) -> Result<ExitCode, Failure> {
    let Command::Init(args) = args.command;
    if let Some(path) = args.output.as_deref().filter(|path| path.exists()) {
        return Err(Failure::advised(
            format!("{}: exists already, and may hold a person's corrections", path.display()),
            "name another file with --output",
        ));
    }
    let config = args.series.as_deref().map(chart::configuration).transpose()?;
    let mut dataset = tables::dataset(&args.paths, args.read)?;
    let drawn =
        config.map(|config| series::select(&config, &dataset.figures, &dataset.documents, &dataset.claims).rows);
    let drawn: Option<HashSet<String>> = drawn.map(|rows| rows.into_iter().map(|row| row.figure_id).collect());
    dataset.figures.retain(|figure| {
        (args.kind.is_empty() || args.kind.contains(&figure.kind))
            && args.filter.as_ref().is_none_or(|filter| filter.holds(figure))
            && drawn.as_ref().is_none_or(|drawn| drawn.contains(&figure.figure_id))
    });
    if dataset.figures.is_empty() {
        warn("no figure is drafted: none is as --kind, --where and --series ask, or there is none");
    }
    let csv = draft::csv(&dataset.figures);
    match &args.output {
        Some(path) => stage::write(path, csv.as_bytes()).map_err(|error| Failure::io(path, &error))?,
        None => stdout::print(csv)?,
    }
    Ok(ExitCode::SUCCESS)
}
