//! `explain`: one figure with the words that each of its columns was read from.

use super::config::Config;
use super::failure::Failure;
use super::inputs::{self, Found};
use super::options::{ReadArgs, Reading};
use super::pipeline;
use super::progress::Progress;
use super::stdout;
use crate::dataset::{Cell, Row};
use crate::extract;
use crate::figure::{Document, Figure};
use crate::lexicon::Lexicon;
use crate::plain::visible;
use crate::read::{self, Format};
use crate::span::Locator;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Show which words each column of a figure was read from
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "quantifact explain FIGURE_ID [PATH]…\n       quantifact explain --text TEXT",
    after_help = "\
Examples:
  quantifact explain f03ab5e91c27d40
  quantifact explain f03ab5e91c27d40 press-releases/
  quantifact explain --date 2022-09-12 --text \"Last month 40,000 jobs were created.\""
)]
pub(super) struct Args {
    /// The figure's id, or its first characters
    #[arg(required_unless_present = "text", value_name = "FIGURE_ID")]
    id: Option<String>,
    /// Where to look for it [default: the documents of the configuration]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Explain every figure of this text instead
    #[arg(long, conflicts_with = "id")]
    text: Option<String>,
    /// The configuration that names the documents
    #[arg(long, value_name = "FILE", default_value = "quantifact.toml")]
    config: PathBuf,
    #[command(flatten)]
    read: ReadArgs,
}

pub(super) fn run(mut args: Args) -> Result<ExitCode, Failure> {
    let page = match (&args.text, &args.id) {
        (Some(text), _) => {
            let text = text.clone();
            of_text(&text, &args.read.resolve()?)?
        }
        (None, Some(id)) => {
            let (id, paths) = (id.clone(), std::mem::take(&mut args.paths));
            let (paths, root) = if paths.is_empty() {
                let config = Config::load(&args.config)?;
                args.read.work.lexicon = args.read.work.lexicon.or(config.lexicon);
                (config.documents, config.root)
            } else {
                (paths, PathBuf::new())
            };
            of_id(&id, &paths, &root, &args.read.resolve()?)?
        }
        // clap asks for one of the two.
        (None, None) => String::new(),
    };
    stdout::print(visible(&page).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn of_text(text: &str, reading: &Reading) -> Result<String, Failure> {
    let mut options = reading.options.clone();
    options.format = options.format.or(Some(Format::Txt));
    let documents = read::read_with(text.as_bytes(), Path::new("text"), &options, &reading.lexicon)
        .map_err(|error| Failure::of(&error))?;
    let mut page = String::new();
    for document in &documents {
        if let Some(language) = document.foreign {
            return Err(Failure::advised(
                extract::unread_language(language),
                "if that is wrong, say which with --lang (en or es)",
            ));
        }
        for figure in extract::document(document, &reading.lexicon) {
            if !page.is_empty() {
                page.push('\n');
            }
            page.push_str(&explain(&figure, document, &reading.lexicon));
        }
    }
    if page.is_empty() {
        page.push_str("no figures in this text\n");
    }
    Ok(page)
}

fn of_id(id: &str, paths: &[PathBuf], root: &Path, reading: &Reading) -> Result<String, Failure> {
    let Found { inputs, mistakes, .. } = inputs::find(paths, reading.options.format, root);
    if let Some(mistake) = mistakes.into_iter().next() {
        return Err(mistake);
    }
    let mut pages = Vec::new();
    let progress = Progress::new(inputs.len());
    pipeline::each(&inputs, reading, &progress, false, |extracted| {
        if let Some(document) = &extracted.document {
            let found = extracted.figures.iter().filter(|figure| figure.figure_id.starts_with(id));
            pages.extend(found.map(|figure| explain(figure, document, &reading.lexicon)));
        }
        Ok(())
    })?;
    match pages.len() {
        0 => Err(Failure::advised(
            format!("{id}: no figure of this id in {} documents", inputs.len()),
            "ids stand in the first column of figures.csv; name the documents after the id where they are not configured",
        )),
        1 => Ok(pages.concat()),
        count => Err(Failure::new(format!("{id}: {count} figures begin so; give more of the id"))),
    }
}

/// The figure, where it stands, its sentence, and each column with its words.
fn explain(figure: &Figure, document: &Document, lexicon: &Lexicon) -> String {
    let at = Locator::new(&document.text);
    let mut page = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(page, "{}  {}", figure.figure_id, fold(&figure.exact));
    let _ = writeln!(
        page,
        "{}:{}:{}, characters {} to {}",
        document.path,
        figure.line,
        at.column(figure.span.start),
        figure.char_start,
        figure.char_end
    );
    let _ = writeln!(page, "\n  {}\n", figure.sentence);
    let shown = Figure::TABLE.columns.iter().zip(figure.cells());
    for (column, cell) in shown.filter(|(column, _)| !ELSEWHERE.contains(&column.name)) {
        if cell == Cell::Empty {
            continue;
        }
        let spans = figure.evidence.slots.iter().filter(|(slot, _)| *slot == column.name);
        let words: Vec<String> = spans
            .map(|(_, span)| format!("“{}” at {}", fold(span.of(&document.text)), at.code_point(span.start)))
            .collect();
        let odds = figure.evidence.odds.iter().find(|(slot, _)| *slot == column.name);
        let odds = odds.map_or(String::new(), |(_, odds)| format!("{odds} %"));
        let line = format!("  {:<13} {:<34} {odds:>5} {}", column.name, cell.to_string(), words.join(", "));
        let _ = writeln!(page, "{}", line.trim_end());
    }
    if !figure.evidence.rule.is_empty() {
        let _ = writeln!(page, "  {:<13} {}", "rule", figure.evidence.rule);
    }
    for (column, reasons) in extract::reasons(figure, document, lexicon) {
        let told: Vec<String> = reasons.iter().map(|(feature, weight)| format!("{weight:+.2} {feature}")).collect();
        if !told.is_empty() {
            let _ = writeln!(page, "  {:<13} {column}: {}", "because", told.join(", "));
        }
    }
    for (number, step) in extract::steps(figure, document, lexicon).iter().enumerate() {
        let _ = writeln!(page, "  {:<13} {}. {step}", if number == 0 { "steps" } else { "" }, number + 1);
    }
    page
}

/// Columns that the head lines already say.
const ELSEWHERE: [&str; 7] = ["figure_id", "doc_id", "exact", "sentence", "char_start", "char_end", "line"];

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
