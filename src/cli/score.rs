//! `score`: how good an extraction is.

use super::failure::{Failure, reason};
use super::options::ReadArgs;
use super::{stdout, tables};
use crate::expected;
use crate::score;
use clap::ValueEnum;
use std::path::PathBuf;
use std::process::ExitCode;

/// Score figures against rows that name every figure of their documents
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Precision, recall and F1 (strict, partial and type, as SemEval-2013 task 9.1 defines them), the values' and each
column's accuracy, with counts. Documents that no row speaks of are left out.

Examples:
  quantifact score expected.csv data/dataset/figures.csv
  quantifact score expected.csv documents/ --format json")]
pub(super) struct Args {
    /// The rows, in the form of expected.csv
    expected: PathBuf,
    /// Tables of figures (figures.csv, .jsonl, or a folder that holds figures.csv), or documents
    #[arg(required = true)]
    figures: Vec<PathBuf>,
    /// How to tell the scores
    #[arg(long, short, default_value = "text")]
    format: Format,
    #[command(flatten)]
    read: ReadArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One object
    Json,
}

pub(super) fn run(args: Args) -> Result<ExitCode, Failure> {
    let name = args.expected.display().to_string();
    let bytes = std::fs::read(&args.expected).map_err(|error| Failure::new(format!("{name}: {}", reason(&error))))?;
    let text = expected::decode(&name, &bytes).map_err(|error| Failure::of(&error))?;
    let expected = score::read_expected(&name, &text).map_err(|error| Failure::of(&error))?;
    let figures = tables::figures(&args.figures, args.read)?;
    let score = score::score(&expected, &figures);
    stdout::print_with(|out| score::write(&score, args.format == Format::Json, out))?;
    Ok(ExitCode::SUCCESS)
}
