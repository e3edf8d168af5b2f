//! `lexicon`: the built-in tables of words.

use super::failure::Failure;
use super::stdout;
use crate::lexicon::Table;
use clap::builder::PossibleValuesParser;
use std::process::ExitCode;

/// Print the built-in tables of words
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A folder with tables of the same names adds to them (--lexicon DIR): a row whose first column
is the same, or whose language and next column are, takes the place of the built-in ones.

Examples:
  quantifact lexicon
  quantifact lexicon currencies")]
pub(super) struct Args {
    /// The table to print, as CSV [default: the names of all]
    #[arg(value_parser = PossibleValuesParser::new(Table::ALL.map(|table| table.name)))]
    table: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let page = match args.table.as_deref().and_then(Table::of_name) {
        Some(table) => table.csv.to_owned(),
        None => Table::ALL.map(|table| format!("{}.csv\n", table.name)).concat(),
    };
    stdout::print(page)?;
    Ok(ExitCode::SUCCESS)
}
