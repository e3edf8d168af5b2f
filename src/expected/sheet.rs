//! A CSV file read without loss: each cell with its line and column, comments and blank lines kept, so that a row can
//! be replaced and every other byte of the file stays.
//!
//! Quoting is that of RFC 4180. Cells stand between commas, semicolons or tabs, whichever the head row holds most of. A
//! line that begins with `#` is a comment, also where a spreadsheet has quoted it; rows of empty cells, a byte-order
//! mark and a spreadsheet's `sep=;` are passed over.

use super::error::CheckError;
use crate::dataset::csv::{escape, unescape};
use crate::read;
use std::ops::Range;

/// A cell: its text, unquoted, and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) text: String,
    /// From 1.
    pub(crate) line: usize,
    /// In code points, from 1.
    pub(crate) column: usize,
}

/// A record and the bytes it takes in the file, its line end included.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) cells: Vec<Cell>,
    pub(crate) line: usize,
    pub(crate) bytes: Range<usize>,
}

/// The head row and the rows under it.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// What stands between cells.
    pub(crate) delimiter: char,
    pub(crate) head: Record,
    pub(crate) rows: Vec<Record>,
}

impl Sheet {
    /// Reads `text`; `file` is how errors name it.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, CheckError> {
        let delimiter = delimiter(text);
        let mut reader = Reader { file, text, delimiter, at: 0, line: 1, column: 1 };
        if text.starts_with('\u{feff}') {
            reader.at = '\u{feff}'.len_utf8();
        }
        if !text.contains('\n') && text.trim_end_matches('\r').contains('\r') {
            let why = "the lines end in CR alone, which is the form of old Macs: save it as `CSV UTF-8`";
            return Err(CheckError::new(file, 1, 1, why));
        }
        let mut records = Vec::new();
        while let Some(record) = reader.record()? {
            if !record.is_idle() {
                records.push(record);
            }
        }
        let mut records = records.into_iter();
        let Some(head) = records.next() else {
            return Err(CheckError::new(
                file,
                reader.line,
                1,
                "expected a head row with the columns' names, found none",
            ));
        };
        Ok(Self { delimiter, head, rows: records.collect() })
    }
}

impl Record {
    /// Whether it says nothing: its cells are empty, or it is a comment that a spreadsheet has filled up with cells.
    fn is_idle(&self) -> bool {
        let rest_is_empty = self.cells.iter().skip(1).all(|cell| cell.text.is_empty());
        let comment = |cell: &Cell| cell.text.starts_with('#') && self.cells.len() > 1;
        rest_is_empty && self.cells.first().is_none_or(|cell| cell.text.is_empty() || comment(cell))
    }

    /// The first cell with text under no column of the head.
    pub(crate) fn beyond(&self, columns: usize) -> Option<&Cell> {
        self.cells.iter().skip(columns).find(|cell| !cell.text.is_empty())
    }
}

/// The text of a file of rows: UTF-8, or UTF-16 with its mark.
///
/// # Errors
/// Says where it is neither, and how to save it.
pub fn decode(file: &str, bytes: &[u8]) -> Result<String, CheckError> {
    if let Some(text) = read::marked(bytes) {
        return Ok(text);
    }
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        CheckError::new(file, line, 1, "expected UTF-8: in a spreadsheet, save it as `CSV UTF-8`")
    })
}

/// What stands between the cells of the head row.
fn delimiter(text: &str) -> char {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim_end);
    let mut heads = lines.filter(|line| !line.trim_matches([',', ';', '\t']).is_empty());
    let head = heads.find(|line| !line.starts_with('#') && !line.starts_with("\"#")).unwrap_or_default();
    if let Some(told) = said(head) {
        return told;
    }
    let outside = head.split('"').step_by(2);
    let count = |wanted: char| outside.clone().map(|part| part.matches(wanted).count()).sum::<usize>();
    // The first of those most often met.
    [',', ';', '\t'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(',')
}

/// The delimiter of a spreadsheet's line `sep=;`.
fn said(line: &str) -> Option<char> {
    let told = line.strip_prefix("sep=")?;
    [',', ';', '\t'].into_iter().find(|delimiter| told.starts_with(*delimiter))
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    delimiter: char,
    at: usize,
    line: usize,
    column: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        if next == '\n' {
            (self.line, self.column) = (self.line + 1, 1);
        } else {
            self.column += 1;
        }
        Some(next)
    }

    fn pass_line(&mut self) {
        while self.bump().is_some_and(|c| c != '\n') {}
    }

    /// The next record; none at the end of the file.
    fn record(&mut self) -> Result<Option<Record>, CheckError> {
        loop {
            match self.peek() {
                None => return Ok(None),
                Some('#') => self.pass_line(),
                Some('s') if self.line == 1 && self.text.get(self.at..).and_then(said).is_some() => self.pass_line(),
                Some('\n' | '\r') => {
                    self.bump();
                }
                Some(_) => break,
            }
        }
        let (start, line) = (self.at, self.line);
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell()?);
            match self.peek() {
                Some(c) if c == self.delimiter => {
                    self.bump();
                }
                _ => break,
            }
        }
        while matches!(self.peek(), Some('\r')) {
            self.bump();
        }
        self.bump();
        Ok(Some(Record { cells, line, bytes: start..self.at }))
    }

    /// A cell, up to but not including the comma or line end behind it.
    fn cell(&mut self) -> Result<Cell, CheckError> {
        let (line, column) = (self.line, self.column);
        let mut text = String::new();
        if self.peek() == Some('"') {
            self.bump();
            loop {
                match self.bump() {
                    None => return Err(CheckError::new(self.file, line, column, "this quoted cell is never closed")),
                    Some('"') if self.peek() == Some('"') => {
                        self.bump();
                        text.push('"');
                    }
                    Some('"') => break,
                    Some(c) => text.push(c),
                }
            }
            if self.peek().is_some_and(|c| c != self.delimiter && !matches!(c, '\n' | '\r')) {
                let name = match self.delimiter {
                    ';' => "semicolon",
                    '\t' => "tab",
                    _ => "comma",
                };
                let why = format!("expected a {name} or the end of the line after a quoted cell");
                return Err(CheckError::new(self.file, self.line, self.column, why));
            }
        } else {
            while let Some(c) = self.peek().filter(|c| *c != self.delimiter && *c != '\n') {
                if c == '\r' && self.text[self.at..].starts_with("\r\n") {
                    break;
                }
                text.push(c);
                self.bump();
            }
        }
        Ok(Cell { text: unescape(text.trim()).to_owned(), line, column })
    }
}

/// A record as a line of CSV, with a line feed.
pub(crate) fn line<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> String {
    line_by(',', cells)
}

/// The same with another delimiter.
pub(crate) fn line_by<T: AsRef<str>>(delimiter: char, cells: impl IntoIterator<Item = T>) -> String {
    let mut line = String::new();
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            line.push(delimiter);
        }
        line.push_str(&quoted(cell.as_ref(), delimiter));
    }
    line.push('\n');
    line
}

/// A cell as CSV writes it: quoted where it must be, a text that reads as a formula escaped.
fn quoted(cell: &str, delimiter: char) -> String {
    let is_number = cell.parse::<rust_decimal::Decimal>().is_ok();
    let cell = if is_number { cell.into() } else { escape(cell) };
    if cell.contains([',', delimiter, '"', '\n', '\r']) || cell.starts_with('#') || cell != cell.trim() {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_where_they_stand_and_comments_are_passed_over() {
        let text = "\u{feff}# a note\n\na,b\r\n\"x, \"\"y\"\"\",é\n# more\n1,\"two\nlines\",'-z";
        let sheet = Sheet::parse("f.csv", text).unwrap();
        let shown: Vec<Vec<_>> = std::iter::once(&sheet.head)
            .chain(&sheet.rows)
            .map(|row| row.cells.iter().map(|c| (c.text.as_str(), c.line, c.column)).collect())
            .collect();
        assert_eq!(shown[0], [("a", 3, 1), ("b", 3, 3)]);
        assert_eq!(shown[1], [("x, \"y\"", 4, 1), ("é", 4, 12)]);
        assert_eq!(shown[2], [("1", 6, 1), ("two\nlines", 6, 3), ("-z", 7, 8)]);
        assert_eq!(&text[sheet.rows[0].bytes.clone()], "\"x, \"\"y\"\"\",é\n");
    }

    #[test]
    fn what_is_no_csv_is_named_with_its_place() {
        let error = |text| Sheet::parse("f.csv", text).unwrap_err().to_string();
        assert_eq!(error("a,b\n1,\"2"), "f.csv:2:3: this quoted cell is never closed");
        assert_eq!(error("a\n\"1\"2"), "f.csv:2:4: expected a comma or the end of the line after a quoted cell");
        assert_eq!(error("# only\n"), "f.csv:2:1: expected a head row with the columns' names, found none");
    }

    #[test]
    fn a_sheet_reads_as_a_spreadsheet_saves_it() {
        let plain = "check_id,value\na,\"1;2\"\nb,3\n";
        let cells = |text: &str| {
            let sheet = Sheet::parse("f", text).unwrap();
            let texts = |record: &Record| record.cells.iter().map(|c| c.text.clone()).collect::<Vec<_>>();
            std::iter::once(texts(&sheet.head)).chain(sheet.rows.iter().map(texts)).collect::<Vec<_>>()
        };
        for text in [
            "check_id;value\r\na;\"1;2\"\r\nb;3\r\n",
            "sep=;\r\ncheck_id;value\r\na;\"1;2\"\r\nb;3",
            "\u{feff}check_id\tvalue\na\t1;2\nb\t3\n",
            "\"# Drafted, and so on\",\ncheck_id,value\n,\na,1;2\n\"# note\",\nb,3\n,,,,\n",
        ] {
            assert_eq!(cells(text), cells(plain), "{text}");
        }
        let utf16: Vec<u8> = "\u{feff}check_id\tvalue\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode("f", &utf16).unwrap(), "check_id\tvalue\n");
        let latin = decode("f.csv", b"check_id,what\na,caf\xE9\n").unwrap_err().to_string();
        assert_eq!(latin, "f.csv:2:1: expected UTF-8: in a spreadsheet, save it as `CSV UTF-8`");
        let mac = Sheet::parse("f.csv", "check_id,what\ra,b\r").unwrap_err().to_string();
        assert_eq!(mac, "f.csv:1:1: the lines end in CR alone, which is the form of old Macs: save it as `CSV UTF-8`");
    }

    #[test]
    fn a_line_written_reads_back() {
        let cells = ["a,b", "\"q\"", "=1+1", "-5", "#x", "", " y "];
        let sheet = Sheet::parse("f", &format!("h\n{}", line(cells))).unwrap();
        let back: Vec<_> = sheet.rows[0].cells.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(back, ["a,b", "\"q\"", "=1+1", "-5", "#x", "", "y"]);
    }
}
