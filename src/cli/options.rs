//! Arguments that several subcommands share → what they resolve to.

use super::failure::Failure;
use crate::figure::{Lang, Period};
use crate::lexicon::Lexicon;
use crate::read::{Format, Limits, ReadOptions};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::borrow::Cow;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// How documents are read.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadArgs {
    /// Read every file as this format instead of as its ending says [stdin: txt]
    #[arg(long, value_name = "FORMAT", value_parser = words(FORMATS.iter().map(|format| format.as_str()), Format::from_word))]
    pub(crate) from: Option<Format>,
    /// The date of the documents, such as 2024-04-19 or 2022-09; dates without a year are resolved against it
    #[arg(long, value_parser = Period::parse)]
    pub(crate) date: Option<Period>,
    /// Their language, found out where not told
    #[arg(long, value_parser = words(Lang::ALL.iter().map(|lang| lang.as_str()), Lang::from_word))]
    pub(crate) lang: Option<Lang>,
    /// The country whose money a bare $ or peso is and whose order of day and month they keep, by name or ISO 3166-1
    /// code, such as ARG; found out where not told
    #[arg(long, value_parser = country)]
    pub(crate) country: Option<String>,
    #[command(flatten)]
    pub(crate) work: WorkArgs,
}

/// With what, and on how many threads.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct WorkArgs {
    /// Tables of words besides the built-in ones: a row of the same key takes the place of theirs
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
    /// Threads to use [default: one a core]; the output does not depend on it
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    // What a document may cost: the help lists the defaults.
    #[arg(long, value_name = "NAME=NUMBER", value_parser = limit, help = limit_help())]
    pub(crate) limit: Vec<String>,
}

/// A limit that is understood.
fn limit(told: &str) -> Result<String, String> {
    Limits::default().set(told).map(|()| told.to_owned())
}

fn limit_help() -> String {
    format!(
        "What a document may cost, beyond which it is left out or read in part; may be repeated [defaults: {}]",
        Limits::defaults()
    )
}

/// The formats, in the order that help shows them.
const FORMATS: [Format; 9] = [
    Format::Txt,
    Format::Md,
    Format::Html,
    Format::Pdf,
    Format::Docx,
    Format::Jsonl,
    Format::Csv,
    Format::Arrow,
    Format::Parquet,
];

/// Parses one of the words that a type of the tables is written with.
pub(crate) fn words<T: Clone + Send + Sync + 'static>(
    words: impl Iterator<Item = &'static str>,
    from_word: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words).try_map(move |word| from_word(&word).ok_or("unknown"))
}

fn country(told: &str) -> Result<String, String> {
    let code = Lexicon::embedded().places.country(told);
    code.map(str::to_owned).ok_or_else(|| "no country has this name or ISO 3166-1 alpha-3 code".to_owned())
}

/// All that reading needs, resolved.
#[derive(Debug)]
pub(crate) struct Reading {
    /// Format, date and language, where told.
    pub(crate) options: ReadOptions,
    /// The words.
    pub(crate) lexicon: Cow<'static, Lexicon>,
    /// The threads.
    pub(crate) pool: ThreadPool,
}

impl ReadArgs {
    /// Loads the lexicon and starts the threads.
    ///
    /// # Errors
    /// Names the lexicon's table that does not read.
    pub(crate) fn resolve(self) -> Result<Reading, Failure> {
        let mut reading = self.work.resolve(None)?;
        let limits = reading.options.limits;
        reading.options =
            ReadOptions { format: self.from, date: self.date, lang: self.lang, country: self.country, limits };
        Ok(reading)
    }
}

impl WorkArgs {
    /// The same with nothing told about the documents; `lexicon` is the configuration's.
    ///
    /// # Errors
    /// Names the lexicon's table that does not read.
    pub(crate) fn resolve(self, lexicon: Option<&Path>) -> Result<Reading, Failure> {
        let lexicon = match self.lexicon.as_deref().or(lexicon) {
            None => Cow::Borrowed(Lexicon::embedded()),
            Some(folder) if !folder.is_dir() => {
                return Err(Failure::advised(
                    format!("{}: no such folder of word tables", folder.display()),
                    "a lexicon is a folder of CSV files named like those in data/lexicon",
                ));
            }
            Some(folder) => Cow::Owned(Lexicon::load(Some(folder)).map_err(|error| Failure::of(&error))?),
        };
        let pool = ThreadPoolBuilder::new()
            .num_threads(self.jobs.map_or(0, NonZeroUsize::get))
            .build()
            .map_err(|error| Failure::new(format!("no threads to work with: {error}")))?;
        let mut limits = Limits::default();
        self.limit.iter().try_for_each(|told| limits.set(told)).map_err(Failure::new)?;
        Ok(Reading { options: ReadOptions { limits, ..ReadOptions::default() }, lexicon, pool })
    }
}
