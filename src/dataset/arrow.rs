//! Rows ↔ Apache Arrow, typed as in Parquet: text as UTF-8, days as date32, whole numbers as int64, values as
//! decimal128(38, 9), so exact to nine places after the point; an empty cell is null. Text is raw, without the escapes
//! of CSV.
//!
//! A column that may hold only certain words (`kind`, `status` …) is a dictionary of those words, and so is `category`,
//! for engines that take dictionaries.
//!
//! ```
//! use quantifact::dataset::arrow::{Words, batch};
//! let figures = quantifact::extract::text("The plan made more than 500 jobs.");
//! let batch = batch(&figures, Words::Dictionary)?;
//! assert_eq!((batch.num_rows(), batch.column_by_name("value").unwrap().data_type().to_string().as_str()),
//!     (1, "Decimal128(38, 9)"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::cell::Cell;
use super::error::DatasetError;
use super::rows::{Fields, Row};
use super::schema::{Column, Table, Type};
use arrow_array::builder::{
    Date32Builder, Decimal128Builder, Int8Builder, Int64Builder, StringBuilder, StringDictionaryBuilder,
};
use arrow_array::types::{Int8Type, Int32Type};
use arrow_array::{Array, ArrayRef, DictionaryArray, RecordBatch, StringArray};
use arrow_cast::CastOptions;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use jiff::civil::Date;
use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// Digits of a value, and those of them after the point.
const PRECISION: u8 = 38;
const SCALE: u32 = 9;
/// So many rows are written together.
const GROUP: usize = 8192;
const EPOCH: Date = Date::constant(1970, 1, 1);

/// How columns of few words are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// As dictionaries.
    Dictionary,
    /// As any other text, for engines that know no dictionaries.
    Plain,
}

/// The Arrow schema of a table.
pub fn schema(table: &Table, words: Words) -> SchemaRef {
    let field = |column: &Column| Field::new(column.name, data_type(column, words), !column.required);
    Arc::new(Schema::new(table.columns.iter().map(field).collect::<Vec<_>>()))
}

fn data_type(column: &Column, words: Words) -> DataType {
    let dictionary = |keys| DataType::Dictionary(Box::new(keys), Box::new(DataType::Utf8));
    match column.kind {
        Type::Number => DataType::Decimal128(PRECISION, SCALE as i8),
        Type::Integer => DataType::Int64,
        Type::Date => DataType::Date32,
        Type::String if words == Words::Plain => DataType::Utf8,
        Type::String if !column.words.is_empty() => dictionary(DataType::Int8),
        Type::String if column.name == "category" => dictionary(DataType::Int32),
        Type::String => DataType::Utf8,
    }
}

/// Rows as one record batch.
///
/// # Errors
/// Where the rows are more than Arrow's offsets can count: text of over 2 GiB in one column.
pub fn batch<R: Row>(rows: &[R], words: Words) -> Result<RecordBatch, ArrowError> {
    let mut builders: Vec<Builder> = R::TABLE.columns.iter().map(|column| Builder::new(column, words)).collect();
    for row in rows {
        builders.iter_mut().zip(row.cells()).for_each(|(builder, cell)| builder.add(cell));
    }
    let columns = builders.into_iter().map(Builder::finish).collect::<Result<_, _>>()?;
    RecordBatch::try_new(schema(R::TABLE, words), columns)
}

/// A column that is being built.
enum Builder {
    Text(StringBuilder),
    Closed(&'static [&'static str], Int8Builder),
    Open(StringDictionaryBuilder<Int32Type>),
    Number(Decimal128Builder),
    Integer(Int64Builder),
    Day(Date32Builder),
}

impl Builder {
    fn new(column: &Column, words: Words) -> Self {
        match data_type(column, words) {
            DataType::Dictionary(keys, _) if *keys == DataType::Int8 => Self::Closed(column.words, Int8Builder::new()),
            DataType::Dictionary(..) => Self::Open(StringDictionaryBuilder::new()),
            kind @ DataType::Decimal128(..) => Self::Number(Decimal128Builder::new().with_data_type(kind)),
            DataType::Int64 => Self::Integer(Int64Builder::new()),
            DataType::Date32 => Self::Day(Date32Builder::new()),
            _ => Self::Text(StringBuilder::new()),
        }
    }

    fn add(&mut self, cell: Cell<'_>) {
        let text = if let Cell::Text(text) = cell { Some(text) } else { None };
        match self {
            Self::Text(builder) => builder.append_option(text),
            Self::Closed(words, builder) => {
                let at = text.and_then(|text| words.iter().position(|word| *word == text));
                builder.append_option(at.and_then(|at| i8::try_from(at).ok()));
            }
            Self::Open(builder) => builder.append_option(text),
            Self::Number(builder) => builder.append_option(units(cell)),
            Self::Integer(builder) => {
                builder.append_option(if let Cell::Integer(number) = cell { Some(number) } else { None });
            }
            Self::Day(builder) => builder.append_option(day(cell)),
        }
    }

    fn finish(self) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Self::Text(mut builder) => Arc::new(builder.finish()),
            Self::Closed(words, mut builder) => {
                let words = Arc::new(StringArray::from(words.to_vec()));
                Arc::new(DictionaryArray::<Int8Type>::try_new(builder.finish(), words)?)
            }
            Self::Open(mut builder) => Arc::new(builder.finish()),
            Self::Number(mut builder) => Arc::new(builder.finish()),
            Self::Integer(mut builder) => Arc::new(builder.finish()),
            Self::Day(mut builder) => Arc::new(builder.finish()),
        })
    }
}

/// The value as a count of the last place kept. A decimal of 96 bits and nine places fits 38 digits.
fn units(cell: Cell<'_>) -> Option<i128> {
    let Cell::Number(number) = cell else { return None };
    let number = number.round_dp(SCALE).normalize();
    Some(number.mantissa() * 10_i128.pow(SCALE - number.scale()))
}

fn day(cell: Cell<'_>) -> Option<i32> {
    let Cell::Date(date) = cell else { return None };
    EPOCH.until(date).ok().map(|span| span.get_days())
}

/// The rows of a record batch; `path` is what the messages call it. Columns are known by their names, whatever their
/// order and whatever type of text, number or day they are; an unknown one is passed over, a missing one is empty.
///
/// # Errors
/// Names the row, from 1, and the column.
pub fn read<R: Row>(batch: &RecordBatch, path: &Path) -> Result<Vec<R>, DatasetError> {
    let columns = R::TABLE.columns.iter().map(|column| match batch.column_by_name(column.name) {
        Some(array) => texts(array, column).map(Some).map_err(|error| DatasetError::Format {
            path: path.to_owned(),
            message: format!("column `{}`: {error}", column.name),
        }),
        None => Ok(None),
    });
    let columns: Vec<Option<StringArray>> = columns.collect::<Result<_, _>>()?;
    let row = |at: usize| {
        let cell = |column: &Option<StringArray>| match column {
            Some(column) if column.is_valid(at) => Cow::Owned(column.value(at).to_owned()),
            _ => Cow::Borrowed(""),
        };
        let mut fields = Fields::new(R::TABLE, columns.iter().map(cell).collect());
        R::from_fields(&mut fields).map_err(|cell| DatasetError::Cell {
            path: path.to_owned(),
            line: at as u64 + 1,
            cell,
        })
    };
    (0..batch.num_rows()).map(row).collect()
}

/// A column's cells as their text. What an engine holds as another type (whole numbers with gaps are floats in pandas)
/// is made that of the column first.
fn texts(array: &ArrayRef, column: &Column) -> Result<StringArray, ArrowError> {
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    let typed = match array.data_type() {
        // A column with nothing in it has no type of its own.
        DataType::Null => Arc::clone(array),
        _ => arrow_cast::cast_with_options(array, &data_type(column, Words::Plain), &strict)?,
    };
    let text = arrow_cast::cast_with_options(&typed, &DataType::Utf8, &strict)?;
    Ok(StringArray::from(text.to_data()))
}

/// Writes rows as a stream of Arrow IPC, batch by batch as they come.
pub struct Writer<W: Write, R> {
    out: StreamWriter<W>,
    rows: Vec<R>,
}

impl<W: Write, R: Row> Writer<W, R> {
    /// Writes the schema.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(out: W) -> io::Result<Self> {
        let out = StreamWriter::try_new(out, &schema(R::TABLE, Words::Dictionary)).map_err(failure)?;
        Ok(Self { out, rows: Vec::new() })
    }

    /// Writes rows; some are held until there are enough for a batch.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&mut self, rows: impl IntoIterator<Item = R>) -> io::Result<()> {
        self.rows.extend(rows);
        if self.rows.len() >= GROUP { self.put() } else { Ok(()) }
    }

    /// Writes what is held, and the end.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn finish(mut self) -> io::Result<()> {
        self.put()?;
        self.out.finish().map_err(failure)?;
        self.out.get_mut().flush()
    }

    fn put(&mut self) -> io::Result<()> {
        for rows in self.rows.chunks(GROUP) {
            self.out.write(&batch(rows, Words::Dictionary).map_err(failure)?).map_err(failure)?;
        }
        self.rows.clear();
        Ok(())
    }
}

/// A closed pipe stays one.
fn failure(error: ArrowError) -> io::Error {
    match error {
        ArrowError::IoError(_, error) => error,
        error => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::tests::sample;
    use super::super::schema::FIGURES;
    use super::*;
    use crate::figure::{Evidence, Figure};
    use crate::span::Span;
    use arrow_array::cast::AsArray;
    use arrow_array::{Float64Array, LargeStringArray};
    use arrow_ipc::reader::StreamReader;
    use rust_decimal::Decimal;

    fn rows() -> Vec<Figure> {
        let plain = || Figure { span: Span::default(), evidence: Evidence::default(), ..sample() };
        vec![
            plain(),
            Figure { value: Some(Decimal::MAX), value_max: None, page: None, status: None, ..plain() },
            Figure { value: Some("-0.5".parse().unwrap()), category: String::new(), ..plain() },
        ]
    }

    #[test]
    fn rows_come_back_from_either_form() {
        for words in [Words::Dictionary, Words::Plain] {
            let batch = batch(&rows(), words).unwrap();
            assert_eq!(batch.schema(), schema(&FIGURES, words));
            assert_eq!(read::<Figure>(&batch, Path::new("t")).unwrap(), rows());
        }
    }

    #[test]
    fn a_stream_holds_every_row_in_batches() {
        let many: Vec<Figure> = rows().into_iter().cycle().take(GROUP + 1).collect();
        let mut out = Vec::new();
        let mut writer = Writer::new(&mut out).unwrap();
        many.chunks(1000).for_each(|some| writer.write(some.to_vec()).unwrap());
        writer.finish().unwrap();
        let batches: Vec<_> = StreamReader::try_new(&*out, None).unwrap().map(Result::unwrap).collect();
        let back: Vec<Figure> = batches.iter().flat_map(|batch| read(batch, Path::new("t")).unwrap()).collect();
        assert_eq!((batches.len(), back), (2, many));
    }

    #[test]
    fn a_column_may_be_of_another_type() {
        let mut columns = batch(&rows(), Words::Plain).unwrap().columns().to_vec();
        let at = |name: &str| FIGURES.columns.iter().position(|column| column.name == name).unwrap();
        let lines: Vec<f64> = rows().iter().map(|row| row.line as f64).collect();
        columns[at("line")] = Arc::new(Float64Array::from(lines));
        let what: Vec<String> = columns[at("what")].as_string::<i32>().iter().map(|w| w.unwrap().to_owned()).collect();
        columns[at("what")] = Arc::new(LargeStringArray::from(what));
        let named = FIGURES.columns.iter().map(|column| column.name).zip(columns);
        let other = RecordBatch::try_from_iter_with_nullable(named.map(|(name, array)| (name, array, true))).unwrap();
        assert_eq!(read::<Figure>(&other, Path::new("t")).unwrap(), rows());
    }

    #[test]
    fn complaints_name_the_row_and_the_column() {
        let batch = RecordBatch::try_from_iter([("kind", Arc::new(StringArray::from(vec!["money"])) as ArrayRef)]);
        let complaint = read::<Figure>(&batch.unwrap(), Path::new("t")).unwrap_err().to_string();
        assert!(complaint.starts_with("t:1: column `figure_id`: expected a text"), "{complaint}");
        let batch = RecordBatch::try_from_iter([("value", Arc::new(StringArray::from(vec!["many"])) as ArrayRef)]);
        let complaint = read::<Figure>(&batch.unwrap(), Path::new("t")).unwrap_err().to_string();
        assert!(complaint.starts_with("t: column `value`: "), "{complaint}");
    }
}
