//! Tables → a workbook for Excel: a sheet a table, head row frozen, filters on. Text is written as text, so that
//! nothing turns "2022-07" or "50%" into something else; numbers and days are real ones.
//!
//! The same rows give the same bytes: the time of creation is fixed.

use super::Dataset;
use super::cell::Cell;
use super::rows::Row;
use super::schema::{Column, TABLES, Table, Type};
use crate::figure::Figure;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Note, Url, Workbook, Worksheet, XlsxError};
use std::io::{self, Seek, Write};

/// Excel keeps no more characters (UTF-16 units) in a cell.
const LONGEST_TEXT: usize = 32_767;
/// Excel keeps no more links on a sheet.
const MOST_LINKS: u32 = 65_530;
/// Excel keeps no more rows on a sheet, the head row counted.
const MOST_ROWS: usize = 1_048_576;
/// Excel's numbers are exact up to so many digits.
const EXACT_DIGITS: i128 = 1_000_000_000_000_000;

/// What is told where a table has more rows than a sheet holds; none where all of them fit.
pub fn too_many(dataset: &Dataset) -> Option<String> {
    let rows = [dataset.figures.len(), dataset.documents.len(), dataset.series.len(), dataset.claims.len()];
    let names = TABLES.iter().map(|table| table.name);
    let (name, rows) = names.zip(rows).find(|(_, rows)| *rows >= MOST_ROWS)?;
    Some(told(name, rows))
}

fn told(name: &str, rows: usize) -> String {
    format!("{name}: {rows} rows, but a sheet of a workbook holds {MOST_ROWS}")
}

/// Writes the tables. `report` is the way from the workbook to the report; each figure's id then leads to its row
/// there.
///
/// # Errors
/// Those of `out`; and a table with more rows than a sheet holds, by name.
pub fn write(dataset: &Dataset, report: Option<&str>, out: impl Write + Seek + Send) -> io::Result<()> {
    let mut writer = Writer::new(report)?;
    dataset.figures.iter().try_for_each(|figure| writer.write(figure))?;
    writer.finish(dataset, out)
}

/// Writes figures one by one, and the other tables at the end. The rows go to a file of their own as they are written:
/// half a million would take gigabytes of memory.
pub struct Writer {
    book: Workbook,
    report: Option<String>,
    day: Format,
    figures: usize,
}

impl Writer {
    /// A workbook of no rows yet; `report` as in [`write()`].
    ///
    /// # Errors
    /// Where no file for the rows can be made.
    pub fn new(report: Option<&str>) -> io::Result<Self> {
        let mut book = Workbook::new();
        let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(io::Error::other)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
        head(next(&mut book)?, Figure::TABLE).map_err(io::Error::other)?;
        let day = Format::new().set_num_format("yyyy-mm-dd");
        Ok(Self { book, report: report.map(ToOwned::to_owned), day, figures: 0 })
    }

    /// Writes a figure.
    ///
    /// # Errors
    /// Those of the file that keeps the rows.
    pub fn write(&mut self, figure: &Figure) -> io::Result<()> {
        self.figures += 1;
        // That there are too many is told at the end, when it is known how many.
        if self.figures >= MOST_ROWS {
            return Ok(());
        }
        let sheet = self.book.worksheet_from_index(0).map_err(io::Error::other)?;
        line(sheet, figure, self.figures as u32, self.report.as_deref(), &self.day).map_err(io::Error::other)
    }

    /// Writes the tables besides figures, and then the workbook.
    ///
    /// # Errors
    /// As [`write()`].
    pub fn finish(mut self, others: &Dataset, out: impl Write + Seek + Send) -> io::Result<()> {
        let sheet = self.book.worksheet_from_index(0).map_err(io::Error::other)?;
        tail(sheet, Figure::TABLE, self.figures)?;
        self.sheet(&others.documents)?;
        self.sheet(&others.series)?;
        self.sheet(&others.claims)?;
        self.book.save_to_writer(out).map_err(io::Error::other)
    }

    fn sheet<R: Row>(&mut self, rows: &[R]) -> io::Result<()> {
        let sheet = next(&mut self.book)?;
        head(sheet, R::TABLE).map_err(io::Error::other)?;
        for (row, at) in rows.iter().zip(1..MOST_ROWS as u32) {
            line(sheet, row, at, self.report.as_deref(), &self.day).map_err(io::Error::other)?;
        }
        tail(sheet, R::TABLE, rows.len())
    }
}

fn next(book: &mut Workbook) -> io::Result<&mut Worksheet> {
    book.add_worksheet_with_constant_memory().map_err(io::Error::other)
}

fn line<R: Row>(sheet: &mut Worksheet, row: &R, at: u32, report: Option<&str>, day: &Format) -> Result<(), XlsxError> {
    for ((cell, column), across) in row.cells().iter().zip(R::TABLE.columns).zip(0_u16..) {
        let link = report.filter(|_| column.name == "figure_id" && at <= MOST_LINKS);
        put(sheet, (at, across), cell, link, day)?;
    }
    Ok(())
}

/// The filter over all rows.
fn tail(sheet: &mut Worksheet, table: &Table, rows: usize) -> io::Result<()> {
    if rows >= MOST_ROWS {
        return Err(io::Error::other(told(table.name, rows)));
    }
    let last = u16::try_from(table.columns.len() - 1).unwrap_or_default();
    sheet.autofilter(0, 0, rows as u32, last).map(|_| ()).map_err(io::Error::other)
}

fn head(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_name(table.name)?.set_freeze_panes(1, 1)?;
    for (column, across) in table.columns.iter().zip(0_u16..) {
        sheet.write_string_with_format(0, across, column.name, &bold)?;
        sheet.insert_note(
            0,
            across,
            &Note::new(column.description).add_author_prefix(false).set_author("quantifact"),
        )?;
        sheet.set_column_width(across, width(column))?;
    }
    Ok(())
}

/// How wide a column is to be, in characters.
fn width(column: &Column) -> f64 {
    match (column.name, column.kind) {
        ("sentence" | "note" | "message", _) => 80.0,
        ("title" | "what" | "section" | "doc_id", _) => 32.0,
        ("value" | "value_max" | "figure_id" | "exact" | "actor" | "place", _) => 18.0,
        (_, Type::Integer) => 9.0,
        _ => 12.0,
    }
}

fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    link: Option<&str>,
    day: &Format,
) -> Result<(), XlsxError> {
    match (cell, link) {
        (Cell::Empty, _) => {}
        (Cell::Text(text), Some(report)) => {
            sheet.write_url(row, column, Url::new(format!("file:///{report}#{text}")).set_text(*text))?;
        }
        (Cell::Text(text), None) => {
            sheet.write_string(row, column, fit(text))?;
        }
        (Cell::Integer(number), _) => {
            sheet.write_number(row, column, *number as f64)?;
        }
        (Cell::Number(number), _) => {
            match exact(*number) {
                Some(number) => sheet.write_number(row, column, number)?,
                None => sheet.write_string(row, column, cell.to_string())?,
            };
        }
        (Cell::Date(date), _) => {
            match excel_day(*date) {
                Some(date) => sheet.write_datetime_with_format(row, column, date, day)?,
                None => sheet.write_string(row, column, cell.to_string())?,
            };
        }
    }
    Ok(())
}

/// The number as Excel holds it; none where it would lose digits.
fn exact(number: Decimal) -> Option<f64> {
    (number.normalize().mantissa().abs() < EXACT_DIGITS).then(|| number.to_f64()).flatten()
}

/// The day as Excel holds it; none before 1900, where its calendar begins.
fn excel_day(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()).ok()
}

/// The text, cut with an ellipsis where a cell cannot hold all of it.
fn fit(text: &str) -> String {
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > LONGEST_TEXT {
            let end = text[..at].char_indices().next_back().map_or(0, |(end, _)| end);
            return format!("{}…", &text[..end]);
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::rows::tests::sample;
    use super::*;
    use std::io::{Cursor, Read};

    fn book(dataset: &Dataset) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        write(dataset, Some("../../report/index.html"), &mut out).unwrap();
        out.into_inner()
    }

    fn part(book: &[u8], name: &str) -> String {
        let mut text = String::new();
        zip::ZipArchive::new(Cursor::new(book)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        let dataset = Dataset { figures: vec![sample()], ..Dataset::default() };
        let bytes = book(&dataset);
        assert_eq!(bytes, book(&dataset));
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("<v>20000000</v>") && sheet.contains("autoFilter ref=\"A1:AE2\""), "{sheet}");
        assert!(!sheet.contains("<f>"), "a text became a formula");
        assert!(sheet.contains("location=\"f00000000000001\""));
        let links = part(&bytes, "xl/worksheets/_rels/sheet1.xml.rels");
        assert!(links.contains("Target=\"../../report/index.html\""), "{links}");
        assert!(sheet.contains("=HYPERLINK(\"x\")") && sheet.contains("'-quoted") && sheet.contains("2022/2024"));
    }

    #[test]
    fn more_rows_than_a_sheet_holds_are_told() {
        let claim = crate::figure::ClaimRow {
            claim_id: String::new(),
            relation: crate::figure::Relation::Repeated,
            figure_id: String::new(),
            doc_id: String::new(),
            note: String::new(),
        };
        let mut dataset = Dataset { claims: vec![claim; MOST_ROWS - 1], ..Dataset::default() };
        assert_eq!(too_many(&dataset), None);
        dataset.claims.extend_from_within(..1);
        let told = "claims: 1048576 rows, but a sheet of a workbook holds 1048576";
        assert_eq!(too_many(&dataset).as_deref(), Some(told));
        assert_eq!(write(&dataset, None, Cursor::new(Vec::new())).unwrap_err().to_string(), told);
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("figures.xlsx"), "old").unwrap();
        let options = crate::dataset::WriteOptions { also: vec![crate::dataset::Extra::Xlsx], ..Default::default() };
        crate::dataset::write_all(folder.path(), &dataset, &options).unwrap();
        let there = |name: &str| folder.path().join(name).exists();
        assert_eq!((there("claims.csv"), there("figures.xlsx")), (true, false));
    }

    #[test]
    fn what_excel_cannot_hold_stays_text() {
        assert_eq!(exact("123456789012345".parse().unwrap()), Some(123_456_789_012_345.0));
        assert_eq!(exact("1234567890123456".parse().unwrap()), None);
        assert!(excel_day(Date::constant(1821, 9, 27)).is_none());
        assert_eq!(fit(&"é".repeat(40_000)).encode_utf16().count(), LONGEST_TEXT);
        assert!(fit(&"😀".repeat(20_000)).encode_utf16().count() <= LONGEST_TEXT);
        let figures = vec![Figure { sentence: "\u{1}\u{ffff}".repeat(20_000), ..sample() }];
        book(&Dataset { figures, ..Dataset::default() });
    }
}
