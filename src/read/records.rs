//! JSON Lines and CSV → many documents, one a record. Their text is plain: marks in it are words.
//!
//! A line of JSONL is `{"id","text","date"?,"lang"?}`; a CSV has a column `text` and may have the same others. `title`,
//! `publisher` and `url` are taken too. A record without an id is called by the file and its number. A record that cannot
//! be read is a document without text whose message says why and in which line; the others go on.

use super::metadata::{self, Stated};
use super::rows::Rows;
use super::{Markup, ReadError, ReadOptions, blocks, decode, malformed};
use crate::figure::Document;
use crate::lexicon::Lexicon;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

/// What the cells of a CSV may stand apart by.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// A record, of either form.
#[derive(Debug, Default, Deserialize)]
struct Record {
    #[serde(default)]
    id: Option<Id>,
    text: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    country: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default)]
    url: Option<String>,
    /// What was read of it only in part.
    #[serde(skip)]
    message: String,
}

/// An id, kept as it is written.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// A record of which nothing but the id is read.
#[derive(Deserialize)]
struct Named {
    id: Option<Id>,
}

/// A record that cannot be read.
struct Broken {
    id: Option<Id>,
    /// What is wrong, with the line.
    problem: String,
}

/// What the documents of a file have in common, and the names they bear so far.
struct File<'a> {
    path: &'a Path,
    options: &'a ReadOptions,
    lexicon: &'a Lexicon,
    documents: Vec<Document>,
    /// How often each name was borne.
    names: HashMap<String, usize>,
}

/// The documents of a JSONL file.
pub(super) fn jsonl(
    bytes: &[u8],
    path: &Path,
    options: &ReadOptions,
    lexicon: &Lexicon,
) -> Result<Vec<Document>, ReadError> {
    let wide = decode::wide_text(bytes).map_err(|problem| malformed(path, problem))?;
    let bytes = wide.as_deref().map_or(bytes, str::as_bytes);
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let mut file = File::new(path, options, lexicon);
    for (index, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if !line.trim_ascii().is_empty() {
            file.add(json(line, index + 1), index + 1);
        }
    }
    file.finish()
}

/// The record in line `number` of a JSONL file.
fn json(line: &[u8], number: usize) -> Result<Record, Broken> {
    let broken = |problem: &str| Broken { id: None, problem: format!("line {number}: {problem}") };
    let line = std::str::from_utf8(line).map_err(|_| broken("is not UTF-8, which JSON must be"))?;
    let read = |line: &str| serde_json::from_str::<Record>(line);
    read(line).or_else(|error| {
        if let Cow::Owned(mended) = without_halves(line)
            && let Ok(record) = read(&mended)
        {
            let message = format!("line {number}: halves of characters were replaced");
            return Ok(Record { message, ..record });
        }
        let id = serde_json::from_str::<Named>(line).ok().and_then(|named| named.id);
        // serde_json counts lines within the text it was given: always one.
        let problem = error.to_string().replace(" at line 1 column", ", column");
        Err(Broken { id, ..broken(&problem) })
    })
}

/// A line of JSON in which each half of a surrogate pair that stands alone (`\ud800`), which no text can hold, is the sign
/// for a character that was lost.
fn without_halves(line: &str) -> Cow<'_, str> {
    let unit = |at: usize| {
        let hex = line.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(hex, 16).ok()
    };
    let (mut mended, mut from, mut at) = (String::new(), 0, 0);
    while let Some(found) = memchr::memchr(b'\\', &line.as_bytes()[at..]) {
        at += found;
        at += match (unit(at), unit(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                mended.push_str(&line[from..at]);
                mended.push_str("\\ufffd");
                from = at + 6;
                6
            }
            _ => 2,
        };
        at = at.min(line.len());
    }
    if from == 0 { Cow::Borrowed(line) } else { Cow::Owned(mended + &line[from..]) }
}

/// The documents of a CSV file.
pub(super) fn csv(
    bytes: &[u8],
    path: &Path,
    options: &ReadOptions,
    lexicon: &Lexicon,
) -> Result<Vec<Document>, ReadError> {
    let (text, note) = decode::decode(bytes, lexicon).map_err(|problem| malformed(path, problem))?;
    let text = text.trim_start_matches('\u{FEFF}');
    let (mut rows, headers) = table(text).map_err(|problem| malformed(path, problem))?;
    let column =
        |names: &[&str]| headers.iter().position(|header| names.contains(&header.trim().to_lowercase().as_str()));
    let columns = [
        &["text"][..],
        &["id", "doc_id"],
        &["date", "published"],
        &["lang"],
        &["country"],
        &["title"],
        &["publisher"],
        &["url"],
    ]
    .map(column);
    let mut file = File::new(path, options, lexicon);
    for (index, row) in rows.by_ref().enumerate() {
        let broken = |problem| Broken { id: None, problem };
        let record = row.cells.map_err(broken).and_then(|mut cells| {
            // A spreadsheet puts empty cells at the end of rows.
            let written = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            let [text, id, date, lang, country, title, publisher, url] = columns.map(|column| {
                column.and_then(|at| cells.get_mut(at)).map(std::mem::take).filter(|cell| !cell.is_empty())
            });
            let id = id.map(Id::Text);
            if cells.len() < headers.len() || written > headers.len() {
                let (line, found, expected) = (row.line, cells.len(), headers.len());
                let problem = format!("line {line}: {found} cells where the head has {expected}");
                return Err(Broken { id, problem });
            }
            let (text, message) = (text.unwrap_or_default(), note.clone().unwrap_or_default());
            Ok(Record { id, text, date, lang, country, title, publisher, url, message })
        });
        file.add(record, index + 1);
    }
    file.finish()
}

/// The rows below the head of a CSV, and the head: cells stand apart by whatever gives it a column `text`.
fn table(text: &str) -> Result<(Rows<'_>, Vec<String>), String> {
    // Excel reads, and some programs write, which mark it is in a line before the head.
    let told = text.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| text.as_bytes().get(4));
    let mut found: Vec<String> = Vec::new();
    for delimiter in told.filter(|mark| mark.is_ascii()).map_or(DELIMITERS.to_vec(), |mark| vec![*mark]) {
        let mut rows = Rows::new(text, delimiter);
        if told.is_some() {
            rows.next();
        }
        let headers = rows.next().map_or_else(|| Ok(Vec::new()), |head| head.cells)?;
        if headers.iter().any(|header| header.trim().eq_ignore_ascii_case("text")) {
            return Ok((rows, headers));
        }
        if headers.len() > found.len() {
            found = headers;
        }
    }
    found.truncate(12);
    Err(format!("line 1: no column `text` among: {}", found.join(", ")))
}

impl<'a> File<'a> {
    fn new(path: &'a Path, options: &'a ReadOptions, lexicon: &'a Lexicon) -> Self {
        Self { path, options, lexicon, documents: Vec::new(), names: HashMap::new() }
    }

    /// Adds the record of this number, as a document.
    fn add(&mut self, record: Result<Record, Broken>, number: usize) {
        let (mut record, broken) = match record {
            Ok(record) => (record, false),
            Err(Broken { id, problem }) => (Record { id, message: problem, ..Record::default() }, true),
        };
        let source_id = match record.id.take() {
            Some(Id::Text(id)) => id,
            Some(Id::Number(number)) => number.to_string(),
            None => String::new(),
        };
        let id = self.name(&source_id, number);
        let text = std::mem::take(&mut record.text);
        let blocks = blocks::read(&text, 0, Markup::Plain, self.lexicon);
        let message = std::mem::take(&mut record.message);
        let mut document = Document { id, source_id, text, blocks, message, ..Document::default() };
        if !broken {
            let stated = Stated {
                title: record.title.unwrap_or_default(),
                publisher: record.publisher.unwrap_or_default(),
                url: record.url.unwrap_or_default(),
                date: record.date.unwrap_or_default(),
                lang: record.lang.unwrap_or_default(),
                country: record.country.unwrap_or_default(),
                ..Stated::default()
            };
            // A record's name says nothing of its date.
            metadata::fill(&mut document, &stated, Path::new(""), self.options, self.lexicon);
        }
        self.documents.push(document);
    }

    /// What the record is called: its id; where an earlier one bears it, with a number.
    fn name(&mut self, source_id: &str, number: usize) -> String {
        let stem = || self.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let base = if source_id.is_empty() { format!("{}-{number}", stem()) } else { source_id.to_owned() };
        let mut name = base.clone();
        while self.names.contains_key(&name) {
            let times = self.names.entry(base.clone()).or_default();
            *times += 1;
            name = format!("{base}-{}", *times + 1);
        }
        self.names.insert(name.clone(), 0);
        name
    }

    /// The documents; where none could be read, what is wrong with the first.
    fn finish(self) -> Result<Vec<Document>, ReadError> {
        let sound = |document: &Document| !document.text.is_empty() || document.message.is_empty();
        match self.documents.first() {
            Some(first) if !self.documents.iter().any(sound) => Err(malformed(self.path, first.message.clone())),
            _ => Ok(self.documents),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read};
    use super::*;

    fn options(format: Format) -> ReadOptions {
        ReadOptions { format: Some(format), ..ReadOptions::default() }
    }

    #[test]
    fn records() {
        let jsonl = "{\"id\":\"a-1\",\"text\":\"It cost *5*.\",\"date\":\"2022-09-12\",\"lang\":\"es\"}\n\n{\"id\":7,\"text\":\"x\"}\n{\"text\":\"y\",\"more\":[1]}\n";
        let csv = "id,text,date,lang\na-1,It cost *5*.,2022-09-12,es\n7,x,,\n,\"y\",,\n";
        for (format, text, last) in [(Format::Jsonl, jsonl, "set-4"), (Format::Csv, csv, "set-3")] {
            let documents = read(text.as_bytes(), Path::new("set.x"), &options(format)).unwrap();
            let ids: Vec<_> = documents.iter().map(|document| document.id.as_str()).collect();
            assert_eq!(ids, ["a-1", "7", last]);
            assert_eq!(documents[0].blocks[0].text, "It cost *5*.");
            assert_eq!(documents[0].published.as_ref().unwrap().period.edtf, "2022-09-12");
            assert_eq!(documents[0].lang, crate::figure::Lang::Es);
        }
    }

    fn told(format: Format, bytes: &[u8]) -> Vec<String> {
        let documents = read(bytes, Path::new("set.x"), &options(format)).unwrap();
        documents.iter().map(|read| format!("{}|{}|{}", read.id, read.text, read.message)).collect()
    }

    #[test]
    fn one_bad_record_does_not_spoil_the_others() {
        let jsonl = b"{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\"}\nnot json\n{\"text\":\"\xFF\"}\n{\"id\":\"e\",\"text\":\"y\"}\n";
        let expected = [
            "a|x|",
            "b||line 2: missing field `text`, column 10",
            "set-3||line 3: expected ident, column 2",
            "set-4||line 4: is not UTF-8, which JSON must be",
            "e|y|",
        ];
        assert_eq!(told(Format::Jsonl, jsonl), expected);
        let csv = b"id,text\na,x\nb\nc,\"no end\nd,y,,\ne,y,z\n";
        let expected = [
            "a|x|",
            "b||line 3: 1 cells where the head has 2",
            "set-3||line 4: a quote is opened that is not closed",
            "d|y|",
            "e||line 6: 3 cells where the head has 2",
        ];
        assert_eq!(told(Format::Csv, csv), expected);
    }

    #[test]
    fn halves_of_characters_are_replaced() {
        for (line, expected) in [
            (
                r#"{"text":"5 wells \ud800 built"}"#,
                "set-1|5 wells \u{FFFD} built|line 1: halves of characters were replaced",
            ),
            (
                r#"{"text":"\udc00\ud83d\ude00\\ud800"}"#,
                "set-1|\u{FFFD}😀\\ud800|line 1: halves of characters were replaced",
            ),
            (r#"{"text":"x \ud83d\ude00"}"#, "set-1|x 😀|"),
        ] {
            assert_eq!(told(Format::Jsonl, line.as_bytes()), [expected]);
        }
    }

    #[test]
    fn delimiters_and_encodings() {
        for text in [
            "id;text\na;x, £5\n",
            "id\ttext\na\tx, £5\n",
            "id|text\na|x, £5\n",
            "sep=;\nid;text\na;x, £5\n",
            "ID,Text\ra,\"x, £5\"\r",
        ] {
            assert_eq!(told(Format::Csv, text.as_bytes()), ["a|x, £5|"], "{text}");
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(told(Format::Csv, &[b"\xFF\xFE", &wide[..]].concat()), ["a|x, £5|"], "{text}");
            let latin: Vec<u8> = text.chars().map(|char| char as u8).collect();
            assert_eq!(told(Format::Csv, &latin), ["a|x, £5|"], "{text}");
        }
        let wide: Vec<u8> = "{\"text\":\"x\"}\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(told(Format::Jsonl, &wide), ["set-1|x|"]);
    }

    #[test]
    fn the_same_id_twice_gives_two_documents() {
        let jsonl = ["a", "a", "a-2", "a"].map(|id| format!("{{\"id\":\"{id}\",\"text\":\"x\"}}")).join("\n");
        let documents = read(jsonl.as_bytes(), Path::new("set.x"), &options(Format::Jsonl)).unwrap();
        let ids: Vec<_> = documents.iter().map(|read| (read.id.as_str(), read.source_id.as_str())).collect();
        assert_eq!(ids, [("a", "a"), ("a-2", "a"), ("a-2-2", "a-2"), ("a-3", "a")]);
    }

    #[test]
    fn errors_name_the_line() {
        for (format, text, expected) in [
            (Format::Jsonl, "{\"id\":", "set.x: line 1: EOF while parsing"),
            (Format::Csv, "a,b\n1,2\n", "set.x: line 1: no column `text` among: a, b"),
            (Format::Csv, "a;b\n1;2\n", "set.x: line 1: no column `text` among: a, b"),
            (Format::Csv, "id,text\n1\n", "set.x: line 2: 1 cells where the head has 2"),
        ] {
            let error = read(text.as_bytes(), Path::new("set.x"), &options(format)).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
