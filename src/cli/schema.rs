//! `schema`: what each column of each table holds.

use super::failure::Failure;
use super::stdout;
use crate::dataset::package;
use crate::dataset::schema::{TABLES, Table};
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use std::fmt::Write as _;
use std::process::ExitCode;

/// Print what each column of the tables holds
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  quantifact schema figures\n  quantifact schema --format json > schema.json")]
pub(super) struct Args {
    /// Only this table
    #[arg(value_parser = PossibleValuesParser::new(TABLES.iter().map(|table| table.name)))]
    table: Option<String>,
    /// How to print it
    #[arg(long, short, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// Table Schema of Data Package v2, under each table's name
    Json,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let wanted = |table: &&&Table| args.table.as_deref().is_none_or(|name| name == table.name);
    let page = match (args.format, &args.table) {
        (Format::Text, _) => TABLES.iter().filter(wanted).map(|table| text(table)).collect::<Vec<_>>().join("\n"),
        (Format::Json, None) => package::schemas(),
        (Format::Json, Some(name)) => one(&package::schemas(), name)?,
    };
    stdout::print(page)?;
    Ok(ExitCode::SUCCESS)
}

fn one(schemas: &str, name: &str) -> Result<String, Failure> {
    let all: serde_json::Value = serde_json::from_str(schemas).map_err(|error| Failure::of(&error))?;
    let one = serde_json::to_string_pretty(&all[name]).map_err(|error| Failure::of(&error))?;
    Ok(one + "\n")
}

fn text(table: &Table) -> String {
    let mut page = format!("{}.csv: {}\n", table.name, table.description);
    for column in table.columns {
        // Writing to a String cannot fail.
        let _ = writeln!(page, "  {:<14} {:<8} {}", column.name, column.kind.as_str(), column.description);
        if !column.words.is_empty() {
            let _ = writeln!(page, "  {:<23} {}", "", column.words.join(", "));
        }
    }
    page
}
