//! The words, from `data/lexicon/*.csv`: embedded at build, parsed once, replaceable by a folder of the same names.
//!
//! Words are data, grammar is code: a new currency, month, noun or verb is a row there, not a branch here. One file
//! here for each table there.

mod abbreviations;
mod document;
mod stopwords;

pub use abbreviations::{Abbreviations, Ends};
pub use document::DocumentWords;
pub use stopwords::Stopwords;

use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Why a lexicon could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// A table of the folder could not be opened.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The table.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// A row of a table does not read.
    #[error("{table}: {source}")]
    Row {
        /// The table's file name.
        table: String,
        /// The reason, with its line.
        source: csv::Error,
    },
}

/// Every table of words, ready to be looked up.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Words written with a full stop that need not end a sentence.
    pub abbreviations: Abbreviations,
    /// Words by which the parts of a document are known.
    pub document: DocumentWords,
    /// Function words of each language.
    pub stopwords: Stopwords,
}

impl Lexicon {
    /// The lexicon that comes with the program.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::load(None).expect("the embedded tables are read by the tests"));
        &EMBEDDED
    }

    /// The embedded tables, each replaced by the table of the same file name in `folder` where that exists.
    ///
    /// # Errors
    /// Names the table, and the line of the row that does not read.
    pub fn load(folder: Option<&Path>) -> Result<Self, LexiconError> {
        Ok(Self {
            abbreviations: Abbreviations::load(folder)?,
            document: DocumentWords::load(folder)?,
            stopwords: Stopwords::load(folder)?,
        })
    }
}

/// The rows of one table: those of `folder` if it holds a file of that name, else the embedded ones.
///
/// A line that begins with `#` is a comment.
pub(crate) fn rows<T: DeserializeOwned>(
    name: &str,
    embedded: &str,
    folder: Option<&Path>,
) -> Result<Vec<T>, LexiconError> {
    let path = folder.map(|folder| folder.join(name)).filter(|path| path.exists());
    let text = match path {
        Some(path) => std::fs::read_to_string(&path).map_err(|source| LexiconError::Io { path, source })?,
        None => embedded.to_owned(),
    };
    csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|source| LexiconError::Row { table: name.to_owned(), source })
}
