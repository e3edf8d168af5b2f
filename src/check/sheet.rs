//! A CSV file read without loss: each cell with its line and column, comments and blank lines kept, so that a row can
//! be replaced and every other byte of the file stays.
//!
//! Quoting is that of RFC 4180. A line that begins with `#` is a comment. A leading byte-order mark is passed over.

use super::expected::CheckError;
use crate::dataset::csv::{escape, unescape};
use std::ops::Range;

/// A cell: its text, unquoted, and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    /// From 1.
    pub(super) line: usize,
    /// In code points, from 1.
    pub(super) column: usize,
}

/// A record and the bytes it takes in the file, its line end included.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) cells: Vec<Cell>,
    pub(super) line: usize,
    pub(super) bytes: Range<usize>,
}

/// The head row and the rows under it.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) head: Record,
    pub(super) rows: Vec<Record>,
}

impl Sheet {
    /// Reads `text`; `file` is how errors name it.
    pub(super) fn parse(file: &str, text: &str) -> Result<Self, CheckError> {
        let mut reader = Reader { file, text, at: 0, line: 1, column: 1 };
        if text.starts_with('\u{feff}') {
            reader.at = '\u{feff}'.len_utf8();
        }
        let mut records = Vec::new();
        while let Some(record) = reader.record()? {
            records.push(record);
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
        Ok(Self { head, rows: records.collect() })
    }
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
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

    /// The next record; none at the end of the file.
    fn record(&mut self) -> Result<Option<Record>, CheckError> {
        loop {
            match self.peek() {
                None => return Ok(None),
                Some('#') => while self.bump().is_some_and(|c| c != '\n') {},
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
                Some(',') => {
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
            if !matches!(self.peek(), None | Some(',' | '\n' | '\r')) {
                return Err(CheckError::new(
                    self.file,
                    self.line,
                    self.column,
                    "expected a comma or the end of the line after a quoted cell",
                ));
            }
        } else {
            while let Some(c) = self.peek().filter(|c| !matches!(c, ',' | '\n')) {
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
pub(super) fn line<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> String {
    let mut line = String::new();
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            line.push(',');
        }
        line.push_str(&quoted(cell.as_ref()));
    }
    line.push('\n');
    line
}

/// A cell as CSV writes it: quoted where it must be, a text that reads as a formula escaped.
fn quoted(cell: &str) -> String {
    let is_number = cell.parse::<rust_decimal::Decimal>().is_ok();
    let cell = if is_number { cell.into() } else { escape(cell) };
    if cell.contains([',', '"', '\n', '\r']) || cell.starts_with('#') || cell != cell.trim() {
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
    fn a_line_written_reads_back() {
        let cells = ["a,b", "\"q\"", "=1+1", "-5", "#x", "", " y "];
        let sheet = Sheet::parse("f", &format!("h\n{}", line(cells))).unwrap();
        let back: Vec<_> = sheet.rows[0].cells.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(back, ["a,b", "\"q\"", "=1+1", "-5", "#x", "", "y"]);
    }
}
