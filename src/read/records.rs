//! JSON Lines and CSV → many documents, one a record. Their text is plain: marks in it are words.
//!
//! A line of JSONL is `{"id","text","date"?,"lang"?}`; a CSV has a column `text` and may have the same others. `title`,
//! `publisher` and `url` are taken too. A record without an id is called by the file and its number.

use super::metadata::{self, Stated};
use super::{Markup, ReadError, ReadOptions, blocks, decode};
use crate::figure::Document;
use crate::lexicon::Lexicon;
use serde::Deserialize;
use std::path::Path;

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
}

/// An id, kept as it is written.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// The documents of a JSONL file.
pub(super) fn jsonl(
    bytes: &[u8],
    path: &Path,
    options: &ReadOptions,
    lexicon: &Lexicon,
) -> Result<Vec<Document>, ReadError> {
    let text = utf8(bytes, path)?;
    let mut documents = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = index + 1;
        let record: Record = serde_json::from_str(line).map_err(|error| {
            // serde_json counts lines within the text it was given: always one.
            let problem = error.to_string().replace(" at line 1 column", ", column");
            malformed(path, format!("line {number}: "), problem)
        })?;
        documents.push(document(record, number, path, options, lexicon));
    }
    distinct(&documents, path)?;
    Ok(documents)
}

/// The documents of a CSV file.
pub(super) fn csv(
    bytes: &[u8],
    path: &Path,
    options: &ReadOptions,
    lexicon: &Lexicon,
) -> Result<Vec<Document>, ReadError> {
    let (text, _) = decode::decode(bytes);
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| of_csv(path, &error))?.clone();
    let column =
        |names: &[&str]| headers.iter().position(|header| names.contains(&header.trim().to_lowercase().as_str()));
    let Some(text_column) = column(&["text"]) else {
        let found = headers.iter().take(12).collect::<Vec<_>>().join(", ");
        return Err(malformed(path, "line 1: ".to_owned(), format!("no column `text` among: {found}")));
    };
    let others =
        [&["id", "doc_id"][..], &["date", "published"], &["lang"], &["country"], &["title"], &["publisher"], &["url"]]
            .map(column);
    let mut documents = Vec::new();
    for (index, row) in reader.records().enumerate() {
        let row = row.map_err(|error| of_csv(path, &error))?;
        let cell = |column: Option<usize>| {
            column.and_then(|at| row.get(at)).filter(|cell| !cell.is_empty()).map(ToOwned::to_owned)
        };
        let [id, date, lang, country, title, publisher, url] = others.map(cell);
        let text = cell(Some(text_column)).unwrap_or_default();
        let record = Record { id: id.map(Id::Text), text, date, lang, country, title, publisher, url };
        documents.push(document(record, index + 1, path, options, lexicon));
    }
    distinct(&documents, path)?;
    Ok(documents)
}

fn document(record: Record, number: usize, path: &Path, options: &ReadOptions, lexicon: &Lexicon) -> Document {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let id = match record.id {
        Some(Id::Text(id)) if !id.is_empty() => id,
        Some(Id::Number(number)) => number.to_string(),
        _ => format!("{stem}-{number}"),
    };
    let blocks = blocks::read(&record.text, 0, Markup::Plain, lexicon);
    let mut document = Document { id, text: record.text, blocks, ..Document::default() };
    let stated = Stated {
        title: record.title.unwrap_or_default(),
        publisher: record.publisher.unwrap_or_default(),
        url: record.url.unwrap_or_default(),
        date: record.date.unwrap_or_default(),
        lang: record.lang.unwrap_or_default(),
        country: record.country.unwrap_or_default(),
    };
    // A record's name says nothing of its date.
    metadata::fill(&mut document, &stated, Path::new(""), options, lexicon);
    document
}

/// Two records of one id cannot be told apart in the tables.
fn distinct(documents: &[Document], path: &Path) -> Result<(), ReadError> {
    let mut seen = std::collections::HashSet::new();
    match documents.iter().position(|document| !seen.insert(document.id.as_str())) {
        Some(index) => {
            let id = documents.get(index).map(|document| document.id.as_str()).unwrap_or_default();
            Err(malformed(
                path,
                format!("record {}: ", index + 1),
                format!("the id `{id}` is borne by an earlier record"),
            ))
        }
        None => Ok(()),
    }
}

fn utf8<'a>(bytes: &'a [u8], path: &Path) -> Result<&'a str, ReadError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes.iter().take(error.valid_up_to()).filter(|&&byte| byte == b'\n').count() + 1;
        malformed(path, format!("line {line}: "), "is not UTF-8, which JSON must be".to_owned())
    })
}

fn of_csv(path: &Path, error: &csv::Error) -> ReadError {
    let place = error.position().map(|position| format!("line {}: ", position.line())).unwrap_or_default();
    let problem = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} cells where the head has {expected_len}")
        }
        _ => error.to_string(),
    };
    malformed(path, place, problem)
}

fn malformed(path: &Path, place: String, problem: String) -> ReadError {
    ReadError::Malformed { path: path.to_owned(), place, problem }
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

    #[test]
    fn errors_name_the_line() {
        for (format, text, expected) in [
            (Format::Jsonl, "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"c\"}\n", "set.x: line 2: missing field `text`"),
            (Format::Jsonl, "{\"id\":", "set.x: line 1: EOF while parsing"),
            (
                Format::Jsonl,
                "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"a\",\"text\":\"b\"}\n",
                "set.x: record 2: the id `a`",
            ),
            (Format::Csv, "a,b\n1,2\n", "set.x: line 1: no column `text` among: a, b"),
            (Format::Csv, "id,text\n1\n", "set.x: line 2: 1 cells where the head has 2"),
        ] {
            let error = read(text.as_bytes(), Path::new("set.x"), &options(format)).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
        let error =
            read(b"{\"text\":\"a\"}\n\xFF", Path::new("set.x"), &options(Format::Jsonl)).unwrap_err().to_string();
        assert!(error.starts_with("set.x: line 2: is not UTF-8"), "{error}");
    }
}
