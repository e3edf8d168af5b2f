//! JSON Lines and CSV → many documents, one a record. Their text is plain: marks in it are words.
//!
//! A line of JSONL is `{"id","text","date"?,"lang"?}`; a CSV has a column `text` and may have the same others. `title`,
//! `publisher` and `url` are taken too. A record without an id is called by the file and its number. A record that cannot
//! be read is a document without text whose message says why and in which line; the others go on.

use super::given::{self, NAMES, Names};
use super::packed;
use super::rows::Rows;
use super::{Format, ReadError, ReadOptions, bound, content, decode, malformed, shown};
use crate::figure::Document;
use crate::lexicon::Lexicon;
use serde::Deserialize;
use std::borrow::Cow;
use std::path::Path;

/// What the cells of a CSV may stand apart by.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// No head of a CSV is longer, in bytes.
const LONGEST_HEAD: usize = 1 << 16;

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
struct OnlyId {
    id: Option<Id>,
}

/// A record that cannot be read.
struct Broken {
    id: Option<Id>,
    /// What is wrong, with the line.
    problem: String,
}

/// The records of a file, which may come part by part.
pub(crate) struct Records<'a> {
    format: Format,
    path: &'a Path,
    options: &'a ReadOptions,
    lexicon: &'a Lexicon,
    names: Names,
    /// How many lines of JSONL or rows of a CSV were read.
    read: usize,
    /// The columns of a CSV.
    head: Option<Head>,
    /// What is told of every record.
    note: Option<String>,
}

/// The head of a CSV.
struct Head {
    delimiter: u8,
    width: usize,
    columns: [Option<usize>; 8],
    /// The line that the next row begins on.
    line: usize,
}

/// A record with the name that its document bears.
pub(crate) struct Named {
    id: String,
    source_id: String,
    record: Record,
    broken: bool,
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
    let mut records = Records::new(Format::Jsonl, path, options, lexicon);
    let (named, _) = records.lines(bytes, true);
    records.finish(named)
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
        let id = serde_json::from_str::<OnlyId>(line).ok().and_then(|only| only.id);
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
    let mut records = Records { note, ..Records::new(Format::Csv, path, options, lexicon) };
    let (named, _) = records.rows(&text, true)?;
    records.finish(named)
}

/// The rows below the head of a CSV, the mark between cells, and the head: cells stand apart by whatever gives it a
/// column `text`.
fn table(text: &str) -> Result<(Rows<'_>, u8, Vec<String>), String> {
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
            return Ok((rows, delimiter, headers));
        }
        if headers.len() > found.len() {
            found = headers;
        }
    }
    found.truncate(12);
    Err(format!("line 1: no column `text` among: {}", found.join(", ")))
}

impl<'a> Records<'a> {
    /// Begins with the first bytes of a file.
    pub(crate) fn new(format: Format, path: &'a Path, options: &'a ReadOptions, lexicon: &'a Lexicon) -> Self {
        Self { format, path, options, lexicon, names: Names::default(), read: 0, head: None, note: None }
    }

    /// Whether a file whose first bytes these are can be read part by part: it is what its name says, and in UTF-8.
    pub(crate) fn come_in_parts(first: &[u8], format: Format) -> bool {
        let as_told = content::format(first, Some(format)) == Ok(Some(format));
        as_told && !packed::is_packed(first) && matches!(decode::wide_text(first), Ok(None))
    }

    /// The records that stand whole in the bytes behind those taken before, and how many bytes they take; `last` says that
    /// no more follow.
    ///
    /// # Errors
    /// Where a CSV has no column `text`.
    pub(crate) fn take(&mut self, bytes: &[u8], last: bool) -> Result<(Vec<Named>, usize), ReadError> {
        if self.format == Format::Jsonl {
            return Ok(self.lines(bytes, last));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => self.rows(text, last),
            // The bytes of the last character are not all there.
            Err(error) if error.error_len().is_none() && !last => {
                let text = bytes.get(..error.valid_up_to()).and_then(|bytes| std::str::from_utf8(bytes).ok());
                self.rows(text.unwrap_or_default(), false)
            }
            // In which encoding the lines are is found out as they come.
            Err(_) => {
                let lines = if last { bytes.len() } else { memchr::memrchr(b'\n', bytes).map_or(0, |end| end + 1) };
                let bytes = bytes.get(..lines).unwrap_or_default();
                let decoded = decode::decode(bytes, self.lexicon).map_err(|problem| malformed(self.path, problem))?;
                self.note = decoded.1;
                Ok((self.rows(&decoded.0, true)?.0, lines))
            }
        }
    }

    /// The records of whole lines.
    fn lines(&mut self, bytes: &[u8], last: bool) -> (Vec<Named>, usize) {
        let end = if last { bytes.len() } else { memchr::memrchr(b'\n', bytes).map_or(0, |end| end + 1) };
        let lines = bytes.get(..end).unwrap_or_default();
        let mut found = Vec::new();
        for line in lines.split_inclusive(|&byte| byte == b'\n') {
            self.read += 1;
            // Files put together bear a mark where each began.
            let line = line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line);
            if !line.trim_ascii().is_empty() {
                found.push(self.named(json(line.strip_suffix(b"\n").unwrap_or(line), self.read), self.read));
            }
        }
        (found, end)
    }

    /// The records of whole rows.
    fn rows(&mut self, text: &str, last: bool) -> Result<(Vec<Named>, usize), ReadError> {
        let mark = text.len() - text.trim_start_matches('\u{FEFF}').len();
        let mut from = if self.head.is_none() { mark } else { 0 };
        if self.head.is_none() {
            let (rows, delimiter, headers) = match table(&text[from..]) {
                // The head may stand behind a line that tells the mark between cells.
                Err(_) if !last && text.len() < LONGEST_HEAD => return Ok((Vec::new(), 0)),
                found => found.map_err(|problem| malformed(self.path, problem))?,
            };
            let Some((at, line)) = rows.reached().or(last.then_some((text.len() - from, 1))) else {
                return Ok((Vec::new(), 0));
            };
            let columns = NAMES
                .map(|names| headers.iter().position(|header| names.contains(&header.trim().to_lowercase().as_str())));
            self.head = Some(Head { delimiter, width: headers.len(), columns, line });
            from += at;
        }
        let Some(Head { delimiter, width, columns, line }) = self.head else { return Ok((Vec::new(), from)) };
        let (mut rows, mut end, mut found) = (Rows::behind(&text[from..], delimiter, line), (0, line), Vec::new());
        while let Some(row) = rows.next() {
            end = match rows.reached() {
                Some(end) => end,
                None if last => (text.len() - from, line),
                None => break,
            };
            let record = row.cells.map_err(|problem| Broken { id: None, problem }).and_then(|mut cells| {
                // A spreadsheet puts empty cells at the end of rows.
                let written = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
                let [text, id, date, lang, country, title, publisher, url] = columns.map(|column| {
                    column.and_then(|at| cells.get_mut(at)).map(std::mem::take).filter(|cell| !cell.is_empty())
                });
                let id = id.map(Id::Text);
                if cells.len() < width || written > width {
                    let (line, found) = (row.line, cells.len());
                    let problem = format!("line {line}: {found} cells where the head has {width}");
                    return Err(Broken { id, problem });
                }
                let (text, message) = (text.unwrap_or_default(), self.note.clone().unwrap_or_default());
                Ok(Record { id, text, date, lang, country, title, publisher, url, message })
            });
            self.read += 1;
            found.push(self.named(record, self.read));
        }
        if let Some(head) = &mut self.head {
            head.line = end.1;
        }
        Ok((found, from + end.0))
    }

    /// The record of this number with its name.
    fn named(&mut self, record: Result<Record, Broken>, number: usize) -> Named {
        let (mut record, broken) = match record {
            Ok(record) => (record, false),
            Err(Broken { id, problem }) => (Record { id, message: problem, ..Record::default() }, true),
        };
        let source_id = match record.id.take() {
            Some(Id::Text(id)) => id,
            Some(Id::Number(number)) => number.to_string(),
            None => String::new(),
        };
        let stem = self.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Named { id: self.names.give(&source_id, &stem, number), source_id, record, broken }
    }

    /// The document of a record, of a file with that SHA-256, as far as the limits go.
    pub(crate) fn document(&self, named: Named, sha256: &str) -> Document {
        let mut document = self.filled(named);
        sha256.clone_into(&mut document.sha256);
        document.path = shown(self.path);
        bound(&mut document, &self.options.limits);
        document
    }

    fn filled(&self, named: Named) -> Document {
        let Named { id, source_id, record, broken } = named;
        if broken {
            return Document { id, source_id, message: record.message, ..Document::default() };
        }
        let given = given::Record {
            id: source_id,
            text: record.text,
            date: record.date.unwrap_or_default(),
            lang: record.lang.unwrap_or_default(),
            country: record.country.unwrap_or_default(),
            title: record.title.unwrap_or_default(),
            publisher: record.publisher.unwrap_or_default(),
            url: record.url.unwrap_or_default(),
        };
        Document { id, ..given::document(given, record.message, self.options, self.lexicon) }
    }

    /// The documents; where none could be read, what is wrong with the first.
    fn finish(self, named: Vec<Named>) -> Result<Vec<Document>, ReadError> {
        let documents: Vec<Document> = named.into_iter().map(|named| self.filled(named)).collect();
        match documents.first() {
            Some(first) if !documents.iter().any(is_sound) => Err(malformed(self.path, first.message.clone())),
            _ => Ok(documents),
        }
    }
}

/// Whether the document of a record is more than what was wrong with it.
pub(crate) fn is_sound(document: &Document) -> bool {
    !document.text.is_empty() || document.message.is_empty()
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

    #[cfg(feature = "encodings")]
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
    fn records_that_come_in_parts_are_those_of_the_whole() {
        let jsonl = "\u{FEFF}{\"id\":\"é\",\"text\":\"x é\"}\n\nnot json\r\n{\"id\":\"é\",\"text\":\"y\"}";
        let csv = "\u{FEFF}sep=;\r\nid;\"te\"\"xt\";text\r\na;;\"x;\r\né \"\"y\"\"\"\r\n\r\nb\r\n;;z\r\nc;;\"no end\r\nd;;\"w\"\r\n";
        for (format, text) in [(Format::Jsonl, jsonl), (Format::Csv, csv)] {
            let (path, options, lexicon) = (Path::new("set.x"), options(format), Lexicon::embedded());
            let wanted = told(format, text.as_bytes());
            for size in 1..text.len() {
                let mut records = Records::new(format, path, &options, lexicon);
                let (mut bytes, mut found) = (Vec::new(), Vec::new());
                let mut take = |bytes: &mut Vec<u8>, last| {
                    let (named, taken) = records.take(bytes, last).unwrap();
                    bytes.drain(..taken);
                    found.extend(named.into_iter().map(|named| records.document(named, "")));
                };
                for part in text.as_bytes().chunks(size) {
                    bytes.extend(part);
                    take(&mut bytes, false);
                }
                take(&mut bytes, true);
                let found: Vec<_> = found.iter().map(|d| format!("{}|{}|{}", d.id, d.text, d.message)).collect();
                assert_eq!(found, wanted, "parts of {size}");
            }
        }
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
