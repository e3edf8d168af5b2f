//! Rows ↔ CSV: UTF-8, LF, a comma between cells, quotes where RFC 4180 needs them.
//!
//! A text cell that a spreadsheet would run as a formula (it starts with `=`, `+`, `-`, `@`, a tab or CR) gets a `'`
//! in front, and so does one that only hides such a start behind quotes of its own; so the reader can take exactly one
//! away again.
//!
//! ```
//! use quantifact::dataset::csv;
//! for (text, cell) in [("-5 jobs", "'-5 jobs"), ("'-5 jobs", "''-5 jobs"), ("'tis", "'tis"), ("5", "5")] {
//!     assert_eq!(csv::escape(text), cell);
//!     assert_eq!(csv::unescape(cell), text);
//! }
//! ```

use super::cell::Cell;
use super::error::{DatasetError, did_you_mean};
use super::rows::{Fields, Row};
use super::schema::Column;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::marker::PhantomData;
use std::path::Path;

const BOM: &str = "\u{feff}";

/// Writes rows one by one, so that no table need be held whole.
#[derive(Debug)]
pub struct Writer<W: Write, R> {
    out: csv::Writer<W>,
    /// The places of the columns to write.
    columns: Vec<usize>,
    rows: PhantomData<R>,
}

impl<W: Write, R: Row> Writer<W, R> {
    /// Writes the head row. `excel` puts a byte order mark in front, without which Excel takes UTF-8 for something else.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(out: W, excel: bool) -> io::Result<Self> {
        Self::with_columns(out, excel, (0..R::TABLE.columns.len()).collect())
    }

    /// The same for some columns alone, in the order of their places in the table; a place beyond it is passed over.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn with_columns(mut out: W, excel: bool, columns: Vec<usize>) -> io::Result<Self> {
        if excel {
            out.write_all(BOM.as_bytes())?;
        }
        let mut out = csv::WriterBuilder::new().from_writer(out);
        out.write_record(columns.iter().filter_map(|at| R::TABLE.columns.get(*at)).map(|column| column.name))?;
        Ok(Self { out, columns, rows: PhantomData })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the writer given.
    pub fn write(&mut self, row: &R) -> io::Result<()> {
        let cells = row.cells();
        for cell in self.columns.iter().filter_map(|at| cells.get(*at)) {
            match cell {
                Cell::Text(text) => self.out.write_field(escape(text).as_bytes())?,
                other => self.out.write_field(other.to_string())?,
            }
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// Those of the writer given.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes a head row and all rows.
///
/// # Errors
/// Those of `out`.
pub fn write<R: Row>(rows: &[R], out: impl Write, excel: bool) -> io::Result<()> {
    let mut writer = Writer::new(out, excel)?;
    rows.iter().try_for_each(|row| writer.write(row))?;
    writer.flush()
}

/// Reads a table from a file. Columns may stand in any order, others beside them are passed over.
///
/// # Errors
/// Names the file, the line and the column.
pub fn read<R: Row>(path: &Path) -> Result<Vec<R>, DatasetError> {
    let file = File::open(path).map_err(|source| DatasetError::io(path, source))?;
    read_from(BufReader::new(file), path)
}

/// Reads a table from `input`; `path` is what the messages call it.
///
/// # Errors
/// Names the file, the line and the column.
pub fn read_from<R: Row>(input: impl Read, path: &Path) -> Result<Vec<R>, DatasetError> {
    let mut reader = csv::ReaderBuilder::new().from_reader(input);
    let order = order::<R>(reader.headers().map_err(|error| broken(error, path))?, path)?;
    let mut record = csv::StringRecord::new();
    let mut rows = Vec::new();
    while reader.read_record(&mut record).map_err(|error| broken(error, path))? {
        let cells =
            order.iter().map(|at| unescape(at.and_then(|at| record.get(at)).unwrap_or_default()).into()).collect();
        let row = R::from_fields(&mut Fields::new(R::TABLE, cells)).map_err(|cell| {
            let line = record.position().map_or(0, csv::Position::line);
            DatasetError::Cell { path: path.to_owned(), line, cell }
        })?;
        rows.push(row);
    }
    Ok(rows)
}

/// Where each column of the table stands in the file; nowhere where the file is older than the column.
fn order<R: Row>(head: &csv::StringRecord, path: &Path) -> Result<Vec<Option<usize>>, DatasetError> {
    let names: Vec<&str> = head.iter().map(|name| name.trim_start_matches(BOM).trim()).collect();
    let find = |column: &'static str| {
        names.iter().position(|name| *name == column).ok_or_else(|| {
            let strange = names.iter().copied().filter(|name| R::TABLE.column(name).is_none());
            let hint = match names.as_slice() {
                [only] if only.contains([';', '\t']) => "; the cells must be separated by commas".to_owned(),
                _ => did_you_mean(column, strange).replace("did you mean", "is it the one called"),
            };
            DatasetError::Column { path: path.to_owned(), column, hint }
        })
    };
    let place = |column: &Column| match find(column.name) {
        Err(_) if column.later => Ok(None),
        found => found.map(Some),
    };
    R::TABLE.columns.iter().map(place).collect()
}

fn broken(error: csv::Error, path: &Path) -> DatasetError {
    let line = error.position().map_or(1, csv::Position::line);
    let message = match error.into_kind() {
        csv::ErrorKind::Io(source) => return DatasetError::io(path, source),
        csv::ErrorKind::Utf8 { err, .. } => format!("expected UTF-8, but {err}"),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("expected {expected_len} cells as in the head row, found {len}")
        }
        _ => "no row of CSV".to_owned(),
    };
    DatasetError::Line { path: path.to_owned(), line, message }
}

/// A text as a cell that no spreadsheet runs.
pub fn escape(text: &str) -> Cow<'_, str> {
    if runs(text.trim_start_matches('\'')) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell: undoes [`escape`].
pub fn unescape(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if runs(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

/// Whether a spreadsheet would take a cell that starts so for a formula.
fn runs(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::super::rows::tests::sample;
    use super::*;
    use crate::figure::{ClaimRow, Figure};

    fn text(rows: &[Figure], excel: bool) -> String {
        let mut out = Vec::new();
        write(rows, &mut out, excel).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[track_caller]
    fn complaint<R: Row + std::fmt::Debug>(text: &str) -> String {
        read_from::<R>(text.as_bytes(), Path::new("t.csv")).expect_err("it must not read").to_string()
    }

    #[test]
    fn rows_come_back() {
        let rows = vec![sample(), Figure { what: "\"a, b\"\r\nc".into(), value: None, ..sample() }];
        let plain = text(&rows, false);
        assert!(plain.contains(",\"'=HYPERLINK(\"\"x\"\")\",") && plain.contains(",''-quoted,"));
        let mut back: Vec<Figure> = read_from(plain.as_bytes(), Path::new("figures.csv")).unwrap();
        for (row, back) in rows.iter().zip(&mut back) {
            back.set_places(row.span, row.evidence.clone());
        }
        assert_eq!(back, rows);
        let excel = text(&rows, true);
        assert_eq!(excel.strip_prefix(BOM), Some(plain.as_str()));
        assert_eq!(read_from::<Figure>(excel.as_bytes(), Path::new("figures.csv")).unwrap().len(), 2);
    }

    #[test]
    fn a_negative_number_stays_a_number() {
        let row = Figure { value: Some("-5".parse().unwrap()), decimals: Some(-3), ..sample() };
        assert!(text(&[row], false).contains(",-5,30500000,-3,"));
    }

    #[test]
    fn columns_may_move_and_others_stand_between() {
        let csv = "note,mine,claim_id,doc_id,relation,figure_id\nbecause,x,c1,a,revised,f1\n";
        let rows: Vec<ClaimRow> = read_from(csv.as_bytes(), Path::new("claims.csv")).unwrap();
        assert_eq!((rows[0].note.as_str(), rows[0].claim_id.as_str()), ("because", "c1"));
    }

    #[test]
    fn a_table_older_than_a_column_is_read() {
        let csv = "doc_id,path,title,publisher,published,published_from,url,lang,sha256,chars,figures,status,message\n\
                   a,a.txt,,,,,,en,,5,1,ok,\n";
        let rows: Vec<crate::figure::DocumentRow> = read_from(csv.as_bytes(), Path::new("documents.csv")).unwrap();
        assert_eq!((rows[0].doc_id.as_str(), rows[0].source_id.as_str()), ("a", ""));
    }

    #[test]
    fn complaints_name_the_place() {
        assert_eq!(
            complaint::<ClaimRow>("claim_id,relatoin,figure_id,doc_id,note\n"),
            "t.csv:1: no column `relation`; is it the one called `relatoin`?"
        );
        assert_eq!(
            complaint::<ClaimRow>("claim_id,relation,figure_id,doc_id,note\nc1,repeated,f1,a,\nc2,repeatd,f1,a,\n"),
            "t.csv:3: column `relation`: expected one of repeated, updated, revised, conflicting, found `repeatd`; did \
             you mean `repeated`?"
        );
        assert_eq!(
            complaint::<ClaimRow>("claim_id;relation;figure_id;doc_id;note\n"),
            "t.csv:1: no column `claim_id`; the cells must be separated by commas"
        );
        assert_eq!(
            complaint::<ClaimRow>("claim_id,relation,figure_id,doc_id,note\nc1,repeated,f1\n"),
            "t.csv:2: expected 5 cells as in the head row, found 3"
        );
        assert_eq!(
            complaint::<ClaimRow>("claim_id,relation,figure_id,doc_id,note\n,repeated,f1,a,\n"),
            "t.csv:2: column `claim_id`: expected a text, found ``"
        );
        let figures = text(&[sample()], false).replace(",20000000,", ",20 million,");
        assert_eq!(
            complaint::<Figure>(&figures),
            "t.csv:2: column `value`: expected a plain number such as 3400000000 or 0.5, found `20 million`"
        );
        let figures = text(&[sample()], false).replace(",0.93", ",7");
        let told = "t.csv:2: column `confidence`: expected a number from 0 to 1, found `7`";
        assert_eq!(complaint::<Figure>(&figures), told);
    }
}
