//! Tables of documents in Apache Parquet: a row a document, its text plain, not Markdown.

use super::given::{NAMES, Record};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::types::Type;
use std::collections::HashMap;
use std::sync::Arc;

/// The documents of a Parquet file.
pub(super) fn records(bytes: &[u8]) -> Result<Vec<Record>, String> {
    let told = |error: ParquetError| format!("is no Parquet that is read here: {error}");
    let file = SerializedFileReader::new(bytes::Bytes::copy_from_slice(bytes)).map_err(told)?;
    let schema = file.metadata().file_metadata().schema();
    let find = |names: &[&str]| {
        let found = names.iter().find_map(|name| schema.get_fields().iter().find(|field| field.name() == *name));
        found.map(Arc::clone)
    };
    let columns = NAMES.map(find);
    if columns[0].is_none() {
        let names: Vec<&str> = schema.get_fields().iter().map(|field| field.name()).take(12).collect();
        return Err(format!("no column `text` among: {}", names.join(", ")));
    }
    let taken = schema.get_fields().iter().filter(|field| columns.iter().flatten().any(|column| column == *field));
    let taken = Type::group_type_builder(schema.name()).with_fields(taken.cloned().collect()).build().map_err(told)?;
    let names = columns.each_ref().map(|column| column.as_ref().map(|column| column.name().to_owned()));
    let mut records = Vec::new();
    for row in file.get_row_iter(Some(taken)).map_err(told)? {
        let mut cells: HashMap<String, Field> = row.map_err(told)?.into_columns().into_iter().collect();
        let [text, id, date, lang, country, title, publisher, url] = names
            .each_ref()
            .map(|name| name.as_ref().and_then(|name| cells.remove(name)).map(cell).unwrap_or_default());
        records.push(Record { id, text, date, lang, country, title, publisher, url });
    }
    Ok(records)
}

/// A value as its text.
fn cell(field: Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text,
        // Columns of text that no program has said are text.
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{ReadOptions, read};
    use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use std::path::Path;
    use std::sync::Arc;

    fn file(column: &str) -> Vec<u8> {
        let message = format!(
            "message m {{ OPTIONAL INT64 id; REQUIRED BYTE_ARRAY {column} (STRING); REQUIRED INT64 size; \
             OPTIONAL INT32 date (DATE); }}"
        );
        let schema = Arc::new(parse_message_type(&message).unwrap());
        let mut out = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut out, schema, Arc::new(WriterProperties::new())).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&[7], Some(&[1, 0]), None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let texts = ["It cost *5*.", "It made 500 jobs."].map(ByteArray::from);
        column.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&[1, 2], None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int32Type>().write_batch(&[19_247], Some(&[1, 0]), None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        writer.close().unwrap();
        out
    }

    #[test]
    fn rows_are_documents() {
        let documents = read(&file("text"), Path::new("set.parquet"), &ReadOptions::default()).unwrap();
        let told = documents.iter().map(|read| {
            let date = read.published.as_ref().map_or("", |date| &date.period.edtf);
            (read.id.as_str(), read.text.as_str(), date)
        });
        assert_eq!(told.collect::<Vec<_>>(), [("7", "It cost *5*.", "2022-09-12"), ("set-2", "It made 500 jobs.", "")]);
    }

    #[test]
    fn complaints_say_what_is_wrong() {
        let told = |bytes: &[u8]| read(bytes, Path::new("a.parquet"), &ReadOptions::default()).unwrap_err().to_string();
        assert_eq!(told(&file("body")), "a.parquet: no column `text` among: id, body, size, date");
        assert!(told(&file("text")[..200]).starts_with("a.parquet: is no Parquet that is read here: "));
    }
}
