//! `expected init`: a first table of expected values, for a person to correct.

use super::failure::Failure;
use super::options::ReadArgs;
use super::{stdout, tables};
use crate::check::draft;
use crate::stage;
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
  quantifact expected init data/dataset/figures.csv > expected.csv")]
struct Init {
    /// Documents, or tables of figures
    #[arg(required = true, value_name = "DOCUMENTS")]
    paths: Vec<PathBuf>,
    /// The file to write instead of stdout; one that exists is kept
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
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
    let csv = draft::csv(&tables::figures(&args.paths, args.read)?);
    match &args.output {
        Some(path) => stage::write(path, csv.as_bytes()).map_err(|error| Failure::io(path, &error))?,
        None => stdout::print(csv)?,
    }
    Ok(ExitCode::SUCCESS)
}
