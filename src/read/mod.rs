//! Bytes → [`Document`]: metadata, blocks, text, and the way back to the source. One file a format.
//!
//! ```
//! use quantifact::read::{ReadOptions, read};
//! use std::path::Path;
//! let text = b"# Jobs\n\nUSAID created **more than\n90,000** jobs.\n";
//! let documents = read(text, Path::new("2023-09-jobs.md"), &ReadOptions::default()).unwrap();
//! let document = &documents[0];
//! assert_eq!((document.id.as_str(), document.title.as_str()), ("2023-09-jobs", "Jobs"));
//! assert_eq!(document.published.as_ref().unwrap().period.edtf, "2023-09");
//! let block = &document.blocks[1];
//! assert_eq!((block.text.as_str(), block.section.as_str()), ("USAID created more than 90,000 jobs.", "Jobs"));
//! let span = block.bold[0];
//! assert_eq!(block.map.source_span(span).of(&document.text), "more than\n90,000");
//! ```

#[cfg(feature = "arrow")]
pub mod arrow;
mod blocks;
#[cfg(feature = "encodings")]
mod charset;
mod columns;
mod content;
mod cuts;
mod date_line;
mod decode;
#[cfg(feature = "docx")]
mod docx;
mod entity;
mod extracted;
mod facts;
pub mod folder;
mod front_matter;
mod furniture;
mod given;
mod grid;
mod heading;
#[cfg(feature = "html")]
mod html;
mod hyphen;
mod inline;
mod language;
mod limits;
mod lines;
mod links;
mod metadata;
mod outline;
mod packed;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "pdf")]
mod pdf;
mod pieces;
mod ragged;
mod raised;
mod records;
mod rows;
mod table;
mod twice;
mod wrap;

use crate::figure::{Document, Lang, Period};
use crate::lexicon::Lexicon;
use blocks::Markup;
#[cfg(feature = "check")]
pub(crate) use decode::marked;
pub use given::{Names, Record, record};
pub use limits::{Clock, Limit, Limits, SMALL};
pub(crate) use packed::unpacked;
pub(crate) use records::{Records, is_sound};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Txt,
    /// Markdown.
    Md,
    /// A web page.
    Html,
    /// A PDF with text in it.
    Pdf,
    /// An Office Open XML document.
    Docx,
    /// One JSON object a line: `{"id","text","date"?,"lang"?}`.
    Jsonl,
    /// Rows with a `text` column.
    Csv,
    /// The same in Apache Arrow IPC, a stream or a file; needs the feature `arrow`.
    Arrow,
    /// The same in Apache Parquet; needs the feature `parquet`.
    Parquet,
}

impl Format {
    /// Every format with the endings of its files, the first of which is its name for `--from`.
    const ENDINGS: [(Self, &[&str]); 9] = [
        (Self::Txt, &["txt", "text"]),
        (Self::Md, &["md", "markdown", "mdown", "mkd"]),
        (Self::Html, &["html", "htm", "xhtml"]),
        (Self::Pdf, &["pdf"]),
        (Self::Docx, &["docx"]),
        (Self::Jsonl, &["jsonl", "ndjson"]),
        (Self::Csv, &["csv"]),
        (Self::Arrow, &["arrow", "arrows", "feather"]),
        (Self::Parquet, &["parquet"]),
    ];

    /// The name `--from` gives it.
    pub fn as_str(self) -> &'static str {
        Self::ENDINGS
            .iter()
            .find(|(format, _)| *format == self)
            .and_then(|(_, endings)| endings.first())
            .map_or("", |name| name)
    }

    /// The format of this name.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ENDINGS.iter().find(|(_, endings)| endings.first() == Some(&word)).map(|(format, _)| *format)
    }

    /// Whether a file of this format is a table of documents, each a row with an id of its own.
    pub const fn is_table(self) -> bool {
        matches!(self, Self::Jsonl | Self::Csv | Self::Arrow | Self::Parquet)
    }

    /// The format that a file's ending tells; of a packed file (`.gz`) that of what is in it.
    pub fn of_path(path: &Path) -> Option<Self> {
        let path = packed::inner(path);
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ENDINGS.iter().find(|(_, endings)| endings.contains(&ending.as_str())).map(|(format, _)| *format)
    }
}

/// What the caller knows of the documents.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The format; by the file's ending where none.
    pub format: Option<Format>,
    /// The date of every document.
    pub date: Option<Period>,
    /// The language of every document; found out where none.
    pub lang: Option<Lang>,
    /// The country whose money and dates every document writes (ISO 3166-1 alpha-3); found out where none.
    pub country: Option<String>,
    /// What a document may cost.
    pub limits: Limits,
}

impl ReadOptions {
    /// Reads every file as this format, whatever its name says.
    #[must_use]
    pub fn with_format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// Takes this as the date of every document.
    #[must_use]
    pub fn with_date(mut self, date: Period) -> Self {
        self.date = Some(date);
        self
    }

    /// Takes every document to be in this language.
    #[must_use]
    pub fn with_lang(mut self, lang: Lang) -> Self {
        self.lang = Some(lang);
        self
    }

    /// Reads a bare `$` and 9/12/2022 as this country writes them (ISO 3166-1 alpha-3).
    #[must_use]
    pub fn with_country(mut self, country: impl Into<String>) -> Self {
        self.country = Some(country.into());
        self
    }

    /// Lets a document cost so much.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

/// Why a document could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file's ending names no format.
    #[error("{path}: cannot tell the format from the name: say which (txt, md, html, pdf, docx, jsonl or csv)", path = path.display())]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// The reader of its format is no part of this build.
    #[error("{path}: is not read by this build, which lacks the feature `{feature}`", path = path.display())]
    NotBuilt {
        /// The file.
        path: PathBuf,
        /// The feature of the crate that reads it.
        feature: &'static str,
    },
    /// The file holds no text.
    #[error("{path}: holds no text", path = path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is not what its format says.
    #[error("{path}: {problem}", path = path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong, after "line 3: " where the place is known.
        problem: String,
    },
}

/// Reads a document from its bytes. `path` is what the document is called: its ending tells the format, its name the id.
///
/// # Errors
/// Says what is wrong with the file and where.
pub fn read(bytes: &[u8], path: &Path, options: &ReadOptions) -> Result<Vec<Document>, ReadError> {
    read_with(bytes, path, options, Lexicon::embedded())
}

/// The same as [`read`], with another lexicon than the embedded one.
///
/// # Errors
/// Says what is wrong with the file and where.
pub fn read_with(
    bytes: &[u8],
    path: &Path,
    options: &ReadOptions,
    lexicon: &Lexicon,
) -> Result<Vec<Document>, ReadError> {
    let unknown = || ReadError::UnknownFormat { path: path.to_owned() };
    let begun = Instant::now();
    let sha256 = hex(&Sha256::digest(bytes));
    let unpacked = packed::unpacked(bytes, &options.limits).map_err(|problem| malformed(path, problem))?;
    let bytes = &*unpacked;
    let told = options.format.or_else(|| Format::of_path(path));
    let format = content::format(bytes, told).map_err(|problem| malformed(path, problem))?.ok_or_else(unknown)?;
    let mut documents = match format {
        Format::Txt => vec![text(bytes, Markup::Txt, path, options, lexicon)?],
        Format::Md => vec![text(bytes, Markup::Md, path, options, lexicon)?],
        #[cfg(feature = "html")]
        Format::Html => vec![page(bytes, path, options, lexicon)?],
        Format::Jsonl => records::jsonl(bytes, path, options, lexicon)?,
        Format::Csv => records::csv(bytes, path, options, lexicon)?,
        #[cfg(feature = "arrow")]
        Format::Arrow => {
            let records = arrow::records(bytes).map_err(|problem| malformed(path, problem))?;
            given::documents(records, path, options, lexicon)
        }
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            let records = parquet::records(bytes).map_err(|problem| malformed(path, problem))?;
            given::documents(records, path, options, lexicon)
        }
        #[cfg(feature = "docx")]
        Format::Docx => {
            let (stated, document) =
                docx::read(bytes, lexicon, &options.limits).map_err(|problem| malformed(path, problem))?;
            vec![filled(document, &stated, path, options, lexicon)]
        }
        #[cfg(feature = "pdf")]
        Format::Pdf => {
            let (stated, document) =
                pdf::read(bytes, lexicon, &options.limits).map_err(|problem| malformed(path, problem))?;
            vec![filled(document, &stated, path, options, lexicon)]
        }
        // The feature is named as the format is.
        #[cfg(not(all(feature = "arrow", feature = "docx", feature = "html", feature = "parquet", feature = "pdf")))]
        off => return Err(ReadError::NotBuilt { path: path.to_owned(), feature: off.as_str() }),
    };
    if documents.iter().all(|document| document.blocks.is_empty() && document.message.is_empty()) {
        return Err(ReadError::Empty { path: path.to_owned() });
    }
    for document in &mut documents {
        document.sha256.clone_from(&sha256);
        document.path = shown(path);
        bound(document, &options.limits);
        if !format.is_table() {
            document.spent = begun.elapsed();
        }
        if document.id.is_empty() {
            document.id =
                packed::inner(path).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        }
    }
    Ok(documents)
}

/// Leaves out the blocks behind the longest text that a document may have, and divides those that are too long.
fn bound(document: &mut Document, limits: &Limits) {
    let most = limits.get(Limit::Text);
    if document.text.len() as u64 > most {
        document.blocks.retain(|block| (block.map.source(block.text.len()) as u64) <= most);
        document.tell(&left_out(Limit::Text, limits));
    }
    pieces::divide(document);
}

fn left_out(limit: Limit, limits: &Limits) -> String {
    format!("{}: the rest is left out", limits.exceeded(limit))
}

/// A plain text or Markdown file.
fn text(
    bytes: &[u8],
    markup: Markup,
    path: &Path,
    options: &ReadOptions,
    lexicon: &Lexicon,
) -> Result<Document, ReadError> {
    let (mut text, note) = decode::decode(bytes, lexicon).map_err(|problem| malformed(path, problem))?;
    let over = options.limits.cut(&mut text, Limit::Text, [b'\n', b'|']).map(|limit| left_out(limit, &options.limits));
    let (front, start) = front_matter::split(&text);
    let blocks = blocks::read(&text, start, markup, lexicon);
    let message = [note, over, front.problem.clone()].into_iter().flatten().collect::<Vec<_>>().join("; ");
    let document = Document { text, blocks, message, ..Document::default() };
    Ok(filled(document, &metadata::Stated::from_front_matter(&front), path, options, lexicon))
}

/// A web page. Its text is the words taken out of it.
#[cfg(feature = "html")]
fn page(bytes: &[u8], path: &Path, options: &ReadOptions, lexicon: &Lexicon) -> Result<Document, ReadError> {
    let (mut page, note) = decode::decode(bytes, lexicon).map_err(|problem| malformed(path, problem))?;
    let over =
        options.limits.cut(&mut page, Limit::Unpacked, [b'<', b'<']).map(|limit| left_out(limit, &options.limits));
    let (stated, text, blocks) = html::read(&page, lexicon).map_err(|problem| malformed(path, problem))?;
    let message = [note, over].into_iter().flatten().collect::<Vec<_>>().join("; ");
    let document = Document { text, blocks, message, ..Document::default() };
    Ok(filled(document, &stated, path, options, lexicon))
}

fn filled(
    mut document: Document,
    stated: &metadata::Stated,
    path: &Path,
    options: &ReadOptions,
    lexicon: &Lexicon,
) -> Document {
    metadata::fill(&mut document, stated, path, options, lexicon);
    document
}

fn malformed(path: &Path, problem: String) -> ReadError {
    ReadError::Malformed { path: path.to_owned(), problem }
}

/// A path as the tables show it: with `/`, without `./` before it, a byte that is no UTF-8 as `\xE9`.
pub(crate) fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.components().filter(|part| *part != std::path::Component::CurDir).collect();
    let path: PathBuf = parts.into_iter().collect();
    let chunks = path.as_os_str().as_encoded_bytes().utf8_chunks();
    let shown: String =
        chunks.map(|chunk| chunk.valid().to_owned() + &chunk.invalid().escape_ascii().to_string()).collect();
    if std::path::MAIN_SEPARATOR == '/' { shown } else { shown.replace(std::path::MAIN_SEPARATOR, "/") }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
