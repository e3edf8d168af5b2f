//! Rows → Parquet, typed: text as UTF-8, days as DATE, whole numbers as INT64, values as DECIMAL(38, 9), so exact to
//! nine places after the point. Text is raw, without the escapes of CSV.

use super::cell::Cell;
use super::rows::Row;
use super::schema::Type;
use jiff::civil::Date;
use parquet::basic::Compression;
use parquet::data_type::{
    ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType, Int32Type, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use std::io::{self, Write};
use std::sync::Arc;

/// Digits after the point.
const SCALE: u32 = 9;
/// So many rows are held and written together.
const GROUP: usize = 100_000;
const EPOCH: Date = Date::constant(1970, 1, 1);

/// Writes a table.
///
/// # Errors
/// Those of `out`.
pub fn write<R: Row>(rows: &[R], out: impl Write + Send) -> io::Result<()> {
    try_write(rows, out).map_err(io::Error::other)
}

fn try_write<R: Row>(rows: &[R], out: impl Write + Send) -> Result<(), ParquetError> {
    let schema = Arc::new(parse_message_type(&message::<R>())?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    for rows in rows.chunks(GROUP) {
        let table: Vec<Vec<Cell<'_>>> = rows.iter().map(Row::cells).collect();
        let mut group = file.next_row_group()?;
        let mut columns = R::TABLE.columns.iter().enumerate();
        while let (Some(mut writer), Some((at, column))) = (group.next_column()?, columns.next()) {
            let cells = table.iter().map(|row| row.get(at).copied().unwrap_or(Cell::Empty));
            match column.kind {
                Type::String => put::<ByteArrayType>(&mut writer, cells, column.required, text)?,
                Type::Number => put::<FixedLenByteArrayType>(&mut writer, cells, column.required, decimal)?,
                Type::Integer => put::<Int64Type>(&mut writer, cells, column.required, integer)?,
                Type::Date => put::<Int32Type>(&mut writer, cells, column.required, day)?,
            }
            writer.close()?;
        }
        group.close()?;
    }
    file.close()?;
    Ok(())
}

/// The schema in Parquet's own words.
fn message<R: Row>() -> String {
    let column = |column: &super::schema::Column| {
        let need = if column.required { "REQUIRED" } else { "OPTIONAL" };
        let name = column.name;
        match column.kind {
            Type::String => format!("{need} BYTE_ARRAY {name} (STRING);"),
            Type::Number => format!("{need} FIXED_LEN_BYTE_ARRAY (16) {name} (DECIMAL(38,{SCALE}));"),
            Type::Integer => format!("{need} INT64 {name};"),
            Type::Date => format!("{need} INT32 {name} (DATE);"),
        }
    };
    let columns: String = R::TABLE.columns.iter().map(column).collect();
    format!("message {} {{ {columns} }}", R::TABLE.name)
}

/// Writes a column; `value` turns a cell into what is stored, none where it is empty.
fn put<'a, T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = Cell<'a>>,
    required: bool,
    value: impl Fn(Cell<'a>) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        let value = value(cell);
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    writer.typed::<T>().write_batch(&values, (!required).then_some(levels.as_slice()), None)?;
    Ok(())
}

fn text(cell: Cell<'_>) -> Option<ByteArray> {
    match cell {
        Cell::Text(text) => Some(ByteArray::from(text)),
        _ => None,
    }
}

fn integer(cell: Cell<'_>) -> Option<i64> {
    match cell {
        Cell::Integer(number) => Some(number),
        _ => None,
    }
}

fn day(cell: Cell<'_>) -> Option<i32> {
    match cell {
        Cell::Date(date) => EPOCH.until(date).ok().map(|span| span.get_days()),
        _ => None,
    }
}

/// The value as a big-endian count of the last place kept. A decimal of 96 bits and nine places fits 16 bytes.
fn decimal(cell: Cell<'_>) -> Option<FixedLenByteArray> {
    let Cell::Number(number) = cell else { return None };
    let number = number.round_dp(SCALE).normalize();
    let units = number.mantissa() * 10_i128.pow(SCALE - number.scale());
    Some(ByteArray::from(units.to_be_bytes().to_vec()).into())
}

#[cfg(test)]
mod tests {
    use super::super::rows::tests::sample;
    use super::*;
    use crate::figure::Figure;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;
    use rust_decimal::Decimal;

    #[test]
    fn columns_are_typed_and_come_back() {
        let rows = vec![
            sample(),
            Figure { value: Some(Decimal::MAX), value_max: None, page: None, ..sample() },
            Figure { value: Some("-0.5".parse().unwrap()), ..sample() },
        ];
        let mut out = Vec::new();
        write(&rows, &mut out).unwrap();
        let file = SerializedFileReader::new(bytes_of(&out)).unwrap();
        let back: Vec<_> = file.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(back.len(), 3);
        assert_eq!(back[0].get_string(11).unwrap(), "=HYPERLINK(\"x\")");
        assert_eq!(back[0].get_long(26).unwrap(), 2);
        let value = |row: usize| format!("{}", back[row].get_column_iter().nth(4).unwrap().1);
        assert_eq!(value(0), "20000000.000000000");
        assert_eq!(value(1), format!("{}.000000000", Decimal::MAX));
        assert_eq!(value(2), "-0.500000000");
        let day = |column: usize| format!("{}", back[0].get_column_iter().nth(column).unwrap().1);
        assert_eq!(day(18), "2022-01-01");
        assert_eq!(format!("{}", back[1].get_column_iter().nth(26).unwrap().1), "null");
    }

    fn bytes_of(out: &[u8]) -> std::fs::File {
        use std::io::Seek;
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(out).unwrap();
        file.rewind().unwrap();
        file
    }
}
