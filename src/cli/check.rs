//! `check`: figures against what a person expects of them.

use super::failure::{Failure, reason, warn};
use super::options::{ReadArgs, words};
use super::review;
use super::tables::{self, Tables};
use crate::check::{self, Column, Expectation, Format, Options, Report, Source};
use crate::figure::{Document, DocumentRow};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Check figures against expected values
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A row of the expected values needs a check_id and one more column of figures.csv: figure_id, doc_id (a glob), kind,
unit and exact say which figures it speaks of, the other cells what they must be. expect, tolerance and severity say
how strictly.

Exit codes: 0 all as expected, 1 differences, 2 it could not be checked.

Examples:
  quantifact check data/dataset/figures.csv
  quantifact check press-releases/ --expected expected.csv --format github
  quantifact check figures.csv --expected expected.csv --format sarif > figures.sarif
  quantifact check data/dataset --update --accept jobs-2023
  git show main:data/dataset/figures.csv > old.csv && quantifact check data/dataset --new-since old.csv")]
pub(super) struct Args {
    /// Tables of figures (figures.csv, .jsonl, or a folder that holds figures.csv), or documents
    #[arg(required = true, value_name = "FIGURES")]
    paths: Vec<PathBuf>,
    /// The expected values, as CSV or JSON lines
    #[arg(long, short, value_name = "FILE", default_value = "data/expected.csv")]
    expected: PathBuf,
    /// How to tell what was found
    #[arg(long, short, default_value = "full")]
    #[arg(value_parser = words(Format::ALL.iter().map(|format| format.as_str()), Format::from_word))]
    format: Format,
    /// Also fail for figures that no row speaks of, in documents that some row speaks of
    #[arg(long)]
    strict: bool,
    /// Fail only for what was otherwise with the figures of an earlier time (a figures.csv): what the same rows found
    /// wrong in them as well is only warned of
    #[arg(long, value_name = "OLD")]
    new_since: Option<PathBuf>,
    /// End with 0 even where there are differences
    #[arg(long)]
    exit_zero: bool,
    #[command(flatten)]
    review: review::ReviewArgs,
    #[command(flatten)]
    read: ReadArgs,
}

pub(super) fn run(args: Args) -> Result<ExitCode, Failure> {
    let rows = expectations(&args.expected)?;
    let options = Options { strict: args.strict };
    let before = args.new_since.map(|old| tables::figures(&[old], args.read.clone())).transpose()?;
    let Tables { dataset, documents } = tables::load(&args.paths, args.read)?;
    let mut report = check::run(&rows, &dataset.figures, options);
    if let Some(before) = &before {
        check::as_before(&mut report, &check::run(&rows, before, options));
    }
    tell_nowhere(&report, &dataset.documents);
    let figures = args.paths.iter().map(|path| shell_word(&path.display().to_string())).collect::<Vec<_>>().join(" ");
    let expected = args.expected.display().to_string();
    let source = source(&expected, &figures, &documents);
    if review::run(&args.review, &args.expected, &report, &source)? {
        return Ok(ExitCode::SUCCESS);
    }
    let mut page = Vec::new();
    check::write(&report, args.format, &source, &mut page).map_err(|error| Failure::io(Path::new("stdout"), &error))?;
    anstream::stdout().write_all(&page).map_err(|error| Failure::io(Path::new("stdout"), &error))?;
    Ok(if tell_unread(&rows, &dataset.documents) {
        ExitCode::from(2)
    } else if report.failed() && !args.exit_zero {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}

/// Says which documents that a row names could not be read, and whether there are any.
pub(super) fn tell_unread(expected: &[Expectation], documents: &[DocumentRow]) -> bool {
    let unread = check::unread(expected, documents);
    for one in &unread {
        let (path, message) = (&one.document.path, &one.document.message);
        let more = if one.rows.len() > 1 { format!(" and {} more", one.rows.len() - 1) } else { String::new() };
        let first = one.rows.first().copied().unwrap_or_default();
        Failure::new(format!("{path}: {message}; {first}{more} cannot be checked")).print();
    }
    !unread.is_empty()
}

/// Says which rows pass only because there is no document of their `doc_id`.
pub(super) fn tell_nowhere(report: &Report<'_>, documents: &[DocumentRow]) {
    let nowhere = check::nowhere(report, documents);
    if let Some(first) = nowhere.first() {
        let more = if nowhere.len() > 1 { format!(" (and {} rows more)", nowhere.len() - 1) } else { String::new() };
        let doc_id = first.cell(Column::DocId);
        let why = format!("no document is called `{doc_id}`, so that it always passes: see that the doc_id is right");
        warn(format!("{}: expects no figure, but {why}{more}", first.check_id));
    }
}

/// A path as a shell takes it: in quotes where it holds anything but what is plain.
fn shell_word(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+=:@%".contains(c);
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

/// Reads the expected values, JSON lines by their ending.
///
/// # Errors
/// Names the file, line and column.
pub(super) fn expectations(path: &Path) -> Result<Vec<Expectation>, Failure> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| {
        Failure::advised(
            format!("{name}: {}", reason(&error)),
            "the expected values are a CSV file with a check_id and other columns of figures.csv; name it with --expected",
        )
    })?;
    let text = check::decode(&name, &bytes).map_err(|error| Failure::of(&error))?;
    let json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"));
    let rows = if json { Expectation::read_jsonl(&name, &text) } else { Expectation::read_csv(&name, &text) };
    rows.map_err(|error| Failure::of(&error))
}

/// What a report points into: the files as they are called, and the documents' own lines where they are at hand.
pub(super) fn source<'a>(expected: &'a str, figures: &'a str, documents: &'a [Document]) -> Source<'a> {
    let mut source = Source::new(expected, figures);
    // The stream it goes to drops colours where they are not wanted.
    source.color = true;
    for document in documents {
        source.add(&document.id, &document.path, &document.text);
    }
    source
}
