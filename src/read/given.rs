//! Documents given as records by a caller: a line of JSON, a row of a table. The text is plain, not Markdown.
//!
//! ```
//! use quantifact::lexicon::Lexicon;
//! use quantifact::read::{ReadOptions, Record, record};
//! let given = Record { id: "a-1".into(), text: "It made 500 jobs.".into(), date: "2022-09".into(), ..Record::default() };
//! let document = record(given, &ReadOptions::default(), Lexicon::embedded());
//! assert_eq!((document.id.as_str(), document.text.as_str()), ("a-1", "It made 500 jobs."));
//! assert_eq!(document.published.unwrap().period.edtf, "2022-09");
//! ```

use super::blocks::{self, Markup};
use super::metadata::{self, Stated};
use super::{Limit, ReadOptions, bound, hex, left_out};
use crate::figure::Document;
use crate::lexicon::Lexicon;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// What the parts of a document are called in a table, in the order of [`Record`] with the text first: of each the
/// first name counts that the table has.
pub(super) const NAMES: [&[&str]; 8] = [
    &["text"],
    &["id", "doc_id"],
    &["date", "published"],
    &["lang"],
    &["country"],
    &["title"],
    &["publisher"],
    &["url"],
];

/// What is given of a document. An empty text says that it is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// What it is called.
    pub id: String,
    /// Its words.
    pub text: String,
    /// When it was published: "2022-09-12", "2022-09-12 21:43:21-04:00", "September 12, 2022".
    pub date: String,
    /// Its language (ISO 639-1); found out where not given.
    pub lang: String,
    /// The country whose money and dates it writes, by name or ISO 3166-1 alpha-3 code.
    pub country: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where it was published.
    pub url: String,
}

/// The document of a record. What is told of it that does not read (a date, a country) is named in its message; what
/// the options tell goes before what the record tells.
pub fn record(record: Record, options: &ReadOptions, lexicon: &Lexicon) -> Document {
    let sha256 = hex(&Sha256::digest(record.text.as_bytes()));
    let mut document = Document { sha256, ..document(record, String::new(), options, lexicon) };
    bound(&mut document, &options.limits);
    document
}

/// The same without its hash, whatever its length; `message` is what was read of it only in part.
pub(super) fn document(record: Record, message: String, options: &ReadOptions, lexicon: &Lexicon) -> Document {
    let Record { id, mut text, date, lang, country, title, publisher, url } = record;
    let over = options.limits.cut(&mut text, Limit::Text, [b'\n', b'|']).map(|limit| left_out(limit, &options.limits));
    let blocks = blocks::read(&text, 0, Markup::Plain, lexicon);
    let mut document = Document { source_id: id.clone(), id, text, blocks, message, ..Document::default() };
    let stated = Stated { title, publisher, url, date, lang, country, ..Stated::default() };
    if let Some(over) = over {
        document.tell(&over);
    }
    // A record's name says nothing of its date.
    metadata::fill(&mut document, &stated, Path::new(""), options, lexicon);
    document
}

/// The documents of the records of a file, in their order.
#[cfg(any(feature = "arrow", feature = "parquet"))]
pub(super) fn documents(
    records: impl IntoIterator<Item = Record>,
    path: &Path,
    options: &ReadOptions,
    lexicon: &Lexicon,
) -> Vec<Document> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut names = Names::default();
    let document = |(number, record): (usize, Record)| {
        let id = names.give(&record.id, &stem, number);
        Document { id, ..document(record, String::new(), options, lexicon) }
    };
    (1..).zip(records).map(document).collect()
}

/// The names that records bear so far: no two bear the same.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// How often each was borne, by its hash alone: there may be millions. Should two meet, a record bears a number
    /// without need.
    borne: HashMap<u64, usize>,
}

impl Names {
    /// What the record of this number in `source` is called: its id; where it has none, the source with its number;
    /// where an earlier record bears that, with a number behind it.
    pub fn give(&mut self, id: &str, source: &str, number: usize) -> String {
        let base = if id.is_empty() { format!("{source}-{number}") } else { id.to_owned() };
        let mut name = base.clone();
        while self.borne.contains_key(&hash(&name)) {
            let times = self.borne.entry(hash(&base)).or_default();
            *times += 1;
            name = format!("{base}-{}", *times + 1);
        }
        self.borne.insert(hash(&name), 0);
        name
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}
