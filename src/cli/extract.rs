//! `extract PATH…`: the figures of documents, to stdout or a file.

use super::extracted::Extracted;
use super::failure::{Failure, warn};
use super::inputs::{self, Found};
use super::options::ReadArgs;
use super::pipeline;
use super::progress::Progress;
use crate::dataset::{self, Dataset, Row};
use crate::figure::{DocumentStatus, Figure};
use crate::series::{self, Expression};
use crate::stage::Stage;
use clap::ValueEnum;
use std::io::{self, BufWriter, Cursor, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Print the figures of documents as CSV, JSON lines or a workbook
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A folder gives its .txt, .md, .html, .pdf and .docx files, in bytewise order of their paths. No configuration is read.
A file that cannot be read is named on stderr and the others go on; the exit code is then 2.

Examples:
  quantifact extract report.md
  quantifact extract press-releases/ --format jsonl -o figures.jsonl
  curl -s https://example.org/release.html | quantifact extract - --from html --date 2024-04-19
  quantifact extract documents.jsonl --jobs 8 > figures.csv
  quantifact extract press-releases/ --where 'kind=money and value>=1e6' --columns doc_id,exact,value,what
  find . -name '*.md' -print0 | quantifact extract --files-from -

--where takes columns of figures.csv: = is what it is in series.toml (whole words of what, actor, place, section, exact,
publisher and sentence, == the whole cell, /…/ a regular expression; a glob of doc_id), \"\" an empty cell; != in (a, b) < <= > >=
and or not ( ). Words with blanks stand in quotes.")]
pub(super) struct Args {
    /// Files and folders of documents; - is stdin
    #[arg(required_unless_present = "files_from", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A file of more paths, one a line or with zero bytes between them; - is stdin
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// Only figures that meet these conditions, such as 'kind=money and value>=1e6'
    #[arg(long = "where", value_name = "CONDITIONS", value_parser = Expression::parse)]
    filter: Option<Expression>,
    /// Only these columns of figures.csv, in this order (CSV only)
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = column)]
    columns: Vec<usize>,
    /// How to write the figures [default: as the ending of --output says, else csv]
    #[arg(long, short)]
    format: Option<Format>,
    /// The file to write instead of stdout
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Begin the CSV with a byte order mark, for Excel
    #[arg(long)]
    excel: bool,
    #[command(flatten)]
    read: ReadArgs,
}

/// A format that figures are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated, UTF-8
    Csv,
    /// One JSON object a line, with the place of each slot's words
    Jsonl,
    /// A workbook
    Xlsx,
    /// A stream of Apache Arrow IPC, for engines that pipe
    #[value(alias = "arrows")]
    Arrow,
    /// Columns for data engines
    Parquet,
}

/// The place of a column in figures.csv.
fn column(name: &str) -> Result<usize, String> {
    let found = Figure::TABLE.columns.iter().position(|column| column.name == name.trim());
    found.ok_or_else(|| series::unknown_column(name))
}

impl Format {
    /// The format told, else that of the output's ending.
    ///
    /// # Errors
    /// Where the ending is of no format that is written here, or the format is not built in.
    fn of(args: &Args) -> Result<Self, Failure> {
        let ending = args.output.as_deref().and_then(Path::extension).map(|ending| ending.to_string_lossy());
        let format = match (args.format, args.output.as_deref().zip(ending)) {
            (Some(told), _) => told,
            (None, None) => Self::Csv,
            (None, Some((output, ending))) => Self::from_str(&ending, true).map_err(|_| {
                let formats = Self::value_variants().iter().filter(|format| format.missing().is_none());
                let formats: Vec<String> = formats.map(|format| format.name()).collect();
                let others = Self::value_variants().iter().filter_map(|format| format.missing());
                let others: Vec<String> =
                    others.map(|name| format!("; {name} where built with --features {name}")).collect();
                let others = others.concat();
                Failure::advised(
                    format!("{}: figures are not written as .{ending}", output.display()),
                    format!("there are {}{others}; --format writes one of them under any name", formats.join(", ")),
                )
            })?,
        };
        match format.missing() {
            None => Ok(format),
            Some(name) => Err(Failure::advised(
                format!("this build writes no {name}"),
                format!("build it with --features {name}, or write --format csv, jsonl or xlsx"),
            )),
        }
    }

    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// The feature that writes it, where it is not built in.
    const fn missing(self) -> Option<&'static str> {
        match self {
            Self::Arrow if !cfg!(feature = "arrow") => Some("arrow"),
            Self::Parquet if !cfg!(feature = "parquet") => Some("parquet"),
            _ => None,
        }
    }

    const fn is_binary(self) -> bool {
        !matches!(self, Self::Csv | Self::Jsonl)
    }
}

pub(super) fn run(mut args: Args) -> Result<ExitCode, Failure> {
    if let Some(list) = &args.files_from {
        args.paths.extend(inputs::listed(list)?);
    }
    let stdin = Path::new("-");
    if args.files_from.as_deref() == Some(stdin) && args.paths.iter().any(|path| path == stdin) {
        return Err(Failure::new("stdin is the list of paths: it cannot be a document, too"));
    }
    args.output.as_deref().map_or(Ok(()), |output| inputs::spare(&args.paths, output))?;
    let format = Format::of(&args)?;
    if !args.columns.is_empty() && format != Format::Csv {
        return Err(Failure::advised("--columns is for CSV", "leave it out, or write --format csv"));
    }
    if args.output.is_none() && format.is_binary() && io::stdout().is_terminal() {
        return Err(Failure::advised("this format cannot be shown on a terminal", "name a file with --output"));
    }
    let reading = args.read.resolve()?;
    let Found { mut inputs, mistakes, passed_over } = inputs::find(&args.paths, reading.options.format, Path::new(""));
    mistakes.iter().for_each(Failure::print);
    let mut complete = mistakes.is_empty();
    if inputs.is_empty() {
        return Ok(ExitCode::from(2));
    }
    inputs::tell_passed_over(&passed_over);
    // What was written into a folder of documents before is none of them.
    if let Some(output) = args.output.as_deref().filter(|output| output.exists()) {
        inputs.retain(|input| !input.path.as_deref().is_some_and(|path| inputs::is_same(path, output)));
    }

    let name = args.output.as_deref().unwrap_or(Path::new("stdout"));
    let mut out = Output::open(format, args.output.as_deref(), args.excel, args.columns)
        .map_err(|error| Failure::io(name, &error))?;
    let progress = Progress::new(inputs.len());
    let mut read = false;
    pipeline::each(&inputs, &reading, &progress, format == Format::Xlsx, |mut document| {
        if let Some(filter) = &args.filter {
            document.figures.retain(|figure| filter.holds(figure));
        }
        read |= document.document.is_some();
        match document.row.status {
            DocumentStatus::Ok => {}
            DocumentStatus::Partial => progress.beside(|| warn(told(&document))),
            DocumentStatus::Failed => {
                complete = false;
                progress.beside(|| Failure::new(told(&document)).print());
            }
        }
        out.write(document).map_err(|error| Failure::io(name, &error))
    })?;
    drop(progress);
    // Where nothing could be read, a file of an earlier time stays.
    if read || args.output.is_none() {
        out.finish().map_err(|error| Failure::io(name, &error))?;
    }
    Ok(if complete { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn told(document: &Extracted) -> String {
    let row = &document.row;
    // A record of a table is found by its id.
    let record = if row.path.contains(&row.doc_id) { String::new() } else { format!("{}: ", row.doc_id) };
    format!("{}: {record}{}", row.path, row.message)
}

/// Where figures go, whole or not at all where that is a file.
struct Output {
    lines: Lines,
    stage: Stage,
}

/// How figures are written as they come: line by line where the format allows it.
enum Lines {
    Csv(Box<dataset::csv::Writer<Box<dyn Write>, Figure>>),
    Jsonl(Box<dyn Write>),
    Xlsx(Box<dataset::xlsx::Writer>, Dataset, Box<dyn Write>),
    #[cfg(feature = "parquet")]
    Parquet(Vec<Figure>, Box<dyn Write>),
    #[cfg(feature = "arrow")]
    Arrow(Box<dataset::arrow::Writer<Box<dyn Write>, Figure>>),
}

impl Output {
    fn open(format: Format, path: Option<&Path>, excel: bool, columns: Vec<usize>) -> io::Result<Self> {
        let mut stage = Stage::default();
        let out: Box<dyn Write> = match path {
            Some(path) => Box::new(BufWriter::new(stage.open(path)?)),
            None => Box::new(BufWriter::new(io::stdout())),
        };
        let lines = match format {
            Format::Xlsx => Lines::Xlsx(Box::new(dataset::xlsx::Writer::new(None)?), Dataset::default(), out),
            #[cfg(feature = "parquet")]
            Format::Parquet => Lines::Parquet(Vec::new(), out),
            #[cfg(feature = "arrow")]
            Format::Arrow => Lines::Arrow(Box::new(dataset::arrow::Writer::new(out)?)),
            Format::Jsonl => Lines::Jsonl(out),
            _ if columns.is_empty() => Lines::Csv(Box::new(dataset::csv::Writer::new(out, excel)?)),
            _ => Lines::Csv(Box::new(dataset::csv::Writer::with_columns(out, excel, columns)?)),
        };
        Ok(Self { lines, stage })
    }

    fn write(&mut self, document: Extracted) -> io::Result<()> {
        let pauses = document.pauses;
        self.lines.write(document)?;
        if pauses { self.lines.flush() } else { Ok(()) }
    }

    fn finish(self) -> io::Result<()> {
        self.lines.finish()?;
        self.stage.settle().map(drop).map_err(|(_, error)| error)
    }
}

impl Lines {
    fn write(&mut self, document: Extracted) -> io::Result<()> {
        match self {
            Self::Csv(out) => document.figures.iter().try_for_each(|figure| out.write(figure)),
            Self::Jsonl(out) => {
                document.figures.iter().try_for_each(|figure| dataset::jsonl::write_row(figure, &mut *out))
            }
            #[cfg(feature = "arrow")]
            Self::Arrow(out) => out.write(document.figures),
            Self::Xlsx(out, others, _) => {
                others.documents.push(document.row);
                document.figures.iter().try_for_each(|figure| out.write(figure))
            }
            #[cfg(feature = "parquet")]
            Self::Parquet(figures, _) => {
                figures.extend(document.figures);
                Ok(())
            }
        }
    }

    /// Shows what is written so far.
    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Csv(out) => out.flush(),
            Self::Jsonl(out) => out.flush(),
            _ => Ok(()),
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Csv(mut out) => out.flush(),
            Self::Jsonl(mut out) => out.flush(),
            #[cfg(feature = "arrow")]
            Self::Arrow(out) => out.finish(),
            Self::Xlsx(book, others, mut out) => {
                let mut bytes = Cursor::new(Vec::new());
                book.finish(&others, &mut bytes)?;
                out.write_all(bytes.get_ref())?;
                out.flush()
            }
            #[cfg(feature = "parquet")]
            Self::Parquet(figures, mut out) => {
                let mut bytes = Cursor::new(Vec::new());
                dataset::parquet::write(&figures, &mut bytes)?;
                out.write_all(bytes.get_ref())?;
                out.flush()
            }
        }
    }
}
