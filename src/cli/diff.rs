//! `diff`: what another extraction changed.

use super::failure::Failure;
use super::options::{ReadArgs, words};
use super::{stdout, tables};
use crate::diff::{self, DiffFormat};
use std::path::PathBuf;
use std::process::ExitCode;

/// Tell what changed between two tables of figures
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Figures gone, new, and changed column by column. Where a figure stands is no change.

Examples:
  quantifact diff old/figures.csv data/dataset/figures.csv
  git show HEAD~1:data/dataset/figures.csv > old.csv && quantifact diff old.csv data/dataset --exit-code")]
pub(super) struct Args {
    /// The figures before
    old: PathBuf,
    /// The figures now
    new: PathBuf,
    /// How to tell what changed
    #[arg(long, short, default_value = "text")]
    #[arg(value_parser = words(DiffFormat::ALL.iter().map(|format| format.as_str()), DiffFormat::from_word))]
    format: DiffFormat,
    /// End with 1 where there are differences
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    read: ReadArgs,
}

pub(super) fn run(args: Args) -> Result<ExitCode, Failure> {
    let old = tables::figures(&[args.old], args.read.clone())?;
    let new = tables::figures(&[args.new], args.read)?;
    let differences = diff::diff(&old, &new);
    stdout::print_with(|out| diff::write(&differences, args.format, out))?;
    Ok(ExitCode::from(u8::from(args.exit_code && !differences.is_empty())))
}
