//! `compare`: what several documents say of the same thing.

use super::failure::Failure;
use super::options::{ReadArgs, words};
use super::{stdout, tables};
use crate::compare;
use crate::dataset::{self, Dataset};
use crate::figure::{ClaimRow, Figure, Relation};
use crate::plain::visible;
use clap::ValueEnum;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Compare what documents say: repeated, updated, revised, conflicting
#[derive(Debug, clap::Args)]
#[command(after_help = "\
repeated     the same said again
updated      the same thing for another period or stage
revised      the same thing and period, a new value from a later document
conflicting  values that cannot both hold

Finding none is no error.

Examples:
  quantifact compare data/dataset/figures.csv
  quantifact compare 2023.csv 2024.csv --relation revised --relation conflicting
  quantifact compare press-releases/ --format csv > claims.csv")]
pub(super) struct Args {
    /// Tables of figures (figures.csv, .jsonl, or a folder that holds figures.csv), or documents
    #[arg(required = true, value_name = "FIGURES")]
    paths: Vec<PathBuf>,
    /// Only claims of this relation; may be repeated
    #[arg(long, value_parser = words(Relation::ALL.iter().map(|relation| relation.as_str()), Relation::from_word))]
    relation: Vec<Relation>,
    /// How to write the claims
    #[arg(long, short, default_value = "text")]
    format: Format,
    #[command(flatten)]
    read: ReadArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// The sentences side by side
    Text,
    /// The rows of claims.csv
    Csv,
    /// The same, one JSON object a line
    Jsonl,
}

pub(super) fn run(args: Args) -> Result<ExitCode, Failure> {
    let dataset = tables::load(&args.paths, args.read)?.dataset;
    let mut claims = compare::claims(&dataset.figures, &dataset.documents);
    claims.retain(|claim| args.relation.is_empty() || args.relation.contains(&claim.relation));
    match args.format {
        Format::Text => stdout::print(visible(&text(&claims, &dataset.figures)).as_bytes()),
        Format::Csv => stdout::print_with(|out| dataset::csv::write(&claims, out, false)),
        Format::Jsonl => stdout::print_with(|out| dataset::jsonl::write(&claims, out)),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// Fills in the claims of a dataset that holds none yet.
pub(super) fn fill(dataset: &mut Dataset) {
    if dataset.claims.is_empty() {
        dataset.claims = compare::claims(&dataset.figures, &dataset.documents);
    }
}

/// Each claim with its reason, and under it the figures with their sentences.
fn text(claims: &[ClaimRow], figures: &[Figure]) -> String {
    let figures: HashMap<&str, &Figure> = figures.iter().map(|figure| (figure.figure_id.as_str(), figure)).collect();
    let mut page = String::new();
    for group in claims.chunk_by(|a, b| a.claim_id == b.claim_id) {
        let [first, ..] = group else { continue };
        let blank = if page.is_empty() { "" } else { "\n" };
        // Writing to a String cannot fail.
        let _ = writeln!(page, "{blank}{}  {}", first.relation, first.claim_id);
        let mut note = "";
        for row in group {
            if row.note != note {
                note = &row.note;
                let _ = writeln!(page, "  {note}");
            }
            let Some(figure) = figures.get(row.figure_id.as_str()) else { continue };
            let _ = writeln!(page, "  {}:{}  {}\n      {}", row.doc_id, figure.line, row.figure_id, figure.sentence);
        }
    }
    if page.is_empty() {
        page.push_str("no claims that several figures make\n");
    }
    page
}
