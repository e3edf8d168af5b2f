//! CSV text → its rows, each with the line it begins on, or what is wrong with it there: one bad row does not spoil the
//! others.
//!
//! A quote within a quoted cell is doubled, as RFC 4180 has it, or stands within a line where no cell can end. A cell may
//! run over several lines; where its quote does not close, reading goes on in the line after the one it was opened in.

use memchr::{memchr, memchr3};

const NOT_CLOSED: &str = "is not closed";

/// A row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The line it begins on, from 1.
    pub(super) line: usize,
    /// Its cells, or what is wrong, with the line.
    pub(super) cells: Result<Vec<String>, String>,
}

/// The rows of a text; blank lines are passed over.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    text: &'a str,
    delimiter: u8,
    at: usize,
    line: usize,
    /// Whether the last row ran to the end of the text, so that more text may change it.
    open: bool,
}

/// Why a cell does not read.
struct Bad {
    /// The byte of its quote.
    quote: usize,
    problem: &'static str,
}

impl<'a> Rows<'a> {
    /// The rows of `text`, whose cells stand apart by an ASCII `delimiter`.
    pub(super) fn new(text: &'a str, delimiter: u8) -> Self {
        Self::behind(text, delimiter, 1)
    }

    /// The same where the text begins on that line of the whole.
    pub(super) fn behind(text: &'a str, delimiter: u8, line: usize) -> Self {
        Self { text, delimiter, at: 0, line, open: false }
    }

    /// The byte and the line that are reached; none while more text may change the last row.
    pub(super) fn reached(&self) -> Option<(usize, usize)> {
        (!self.open).then_some((self.at, self.line))
    }

    /// The cell at byte `at`, and the byte after it.
    fn cell(&self, at: usize) -> Result<(String, usize), Bad> {
        let bytes = self.text.as_bytes();
        if bytes.get(at) != Some(&b'"') {
            let rest = &bytes[at..];
            let end = memchr3(self.delimiter, b'\n', b'\r', rest).map_or(bytes.len(), |end| at + end);
            return Ok((self.text[at..end].to_owned(), end));
        }
        let bad = |problem| Bad { quote: at, problem };
        let (mut cell, mut start) = (String::new(), at + 1);
        loop {
            let quote = memchr(b'"', &bytes[start..]).ok_or_else(|| bad(NOT_CLOSED))? + start;
            cell.push_str(&self.text[start..quote]);
            start = quote + 1;
            match bytes.get(start) {
                Some(b'"') => start += 1,
                Some(&next) if next != self.delimiter && !matches!(next, b'\n' | b'\r') => {
                    if cell.contains('\n') {
                        return Err(bad("is closed within a line"));
                    }
                }
                _ => return Ok((cell, start)),
            }
            cell.push('"');
        }
    }

    fn row(&self) -> Result<(Vec<String>, usize), Bad> {
        let (mut cells, mut at) = (Vec::new(), self.at);
        loop {
            let (cell, end) = self.cell(at)?;
            cells.push(cell);
            at = end + 1;
            if self.text.as_bytes().get(end) != Some(&self.delimiter) {
                return Ok((cells, end));
            }
        }
    }

    /// Goes on to byte `to`.
    fn advance(&mut self, to: usize) {
        self.line += breaks(&self.text[self.at..to]);
        self.at = to;
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let rest = &self.text[self.at..];
        let blank = rest.len() - rest.trim_start_matches(['\n', '\r']).len();
        self.advance(self.at + blank);
        if self.at == self.text.len() {
            return None;
        }
        let line = self.line;
        let (cells, end) = match self.row() {
            Ok((cells, end)) => {
                self.open = end == self.text.len();
                (Ok(cells), end)
            }
            Err(Bad { quote, problem }) => {
                self.open = problem == NOT_CLOSED;
                let opened = line + breaks(&self.text[self.at..quote]);
                let rest = &self.text.as_bytes()[quote..];
                let end = memchr::memchr2(b'\n', b'\r', rest).map_or(self.text.len(), |end| quote + end);
                (Err(format!("line {opened}: a quote is opened that {problem}")), end)
            }
        };
        self.advance(end);
        Some(Row { line, cells })
    }
}

/// How many lines end in `text`: with LF, CRLF or CR.
fn breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let cells = |row: Row| match row.cells {
            Ok(cells) => format!("{}: {}", row.line, cells.join("|")),
            Err(problem) => problem,
        };
        Rows::new(text, b',').map(cells).collect()
    }

    #[test]
    fn cells() {
        for (text, expected) in [
            ("a,b\n1,2\n", &["1: a|b", "2: 1|2"][..]),
            ("a,b\r\n\r\n1,2", &["1: a|b", "3: 1|2"]),
            ("a,b\r1,\r", &["1: a|b", "2: 1|"]),
            ("\"a, b\",\"c \"\"d\"\"\ne\"\nf", &["1: a, b|c \"d\"\ne", "3: f"]),
            ("\"\",\"\"", &["1: |"]),
            ("1,\"he said \"no\" twice\",x\n", &["1: 1|he said \"no\" twice|x"]),
            ("", &[]),
        ] {
            assert_eq!(rows(text), expected, "{text}");
        }
    }

    #[test]
    fn a_quote_that_is_not_closed_spoils_its_line_alone() {
        let told = "line 2: a quote is opened that is not closed";
        assert_eq!(rows("a,b\n1,\"c d\n2,e\n3,f"), ["1: a|b", told, "3: 2|e", "4: 3|f"]);
        let told = "line 2: a quote is opened that is closed within a line";
        assert_eq!(rows("a,b\n1,\"c d\n2,\"e, f\"\n3,f"), ["1: a|b", told, "3: 2|e, f", "4: 3|f"]);
        let told = "line 3: a quote is opened that is not closed";
        assert_eq!(rows("a,b\n\"x\ny\",\"c d\n3,f"), ["1: a|b", told, "4: 3|f"]);
    }

    #[test]
    fn many_quotes_take_no_longer() {
        for unit in ["\"", "\"\"\n", ",\"\n", "a,\"\"\"\n", "\"\",\"x\n", "\"\n\n\n\na"] {
            let text = unit.repeat(400_000 / unit.len());
            let started = std::time::Instant::now();
            assert!(Rows::new(&text, b',').count() <= text.len());
            assert!(started.elapsed().as_secs() < 5, "{unit}");
        }
    }
}
