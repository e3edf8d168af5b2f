//! Tables of documents in Apache Arrow: a row a document, its text plain, not Markdown.
//!
//! ```
//! use arrow_array::{ArrayRef, LargeStringArray, RecordBatch};
//! use quantifact::read::arrow::{Columns, Rows};
//! use std::sync::Arc;
//! let body = Arc::new(LargeStringArray::from(vec!["It made 500 jobs."])) as ArrayRef;
//! let batch = RecordBatch::try_from_iter([("body", body)]).unwrap();
//! let columns = Columns { text: Some("body".into()), ..Columns::default() };
//! let rows = Rows::new(&batch, &columns).unwrap();
//! assert_eq!(rows.get(0).text, "It made 500 jobs.");
//! assert_eq!(Rows::new(&batch, &Columns::default()).unwrap_err(), "no column `text` among: body");
//! ```

use super::given::{NAMES, Record};
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_cast::CastOptions;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{ArrowError, DataType};
use std::io::Cursor;

/// What the columns are called. One that is not named is the first that bears a usual name (`text`; `id` or `doc_id`;
/// `date` or `published`; `lang`, `country`, `title`, `publisher`, `url`), if there is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// The words of the document.
    pub text: Option<String>,
    /// What it is called.
    pub id: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Its language.
    pub lang: Option<String>,
    /// The country whose money and dates it writes.
    pub country: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

/// The rows of a record batch, ready to be taken one by one.
#[derive(Debug)]
pub struct Rows {
    columns: [Option<StringArray>; NAMES.len()],
    count: usize,
}

impl Rows {
    /// Finds the columns of a record batch. Any type will do that has a text: UTF-8 of any width, dictionaries, whole
    /// numbers for ids, days and times for dates.
    ///
    /// # Errors
    /// Names a column that is not there, with those that are, or one that has no text.
    pub fn new(batch: &RecordBatch, columns: &Columns) -> Result<Self, String> {
        let Columns { text, id, date, lang, country, title, publisher, url } = columns;
        let told = [text, id, date, lang, country, title, publisher, url];
        let mut found = std::array::from_fn(|_| None);
        for (index, slot) in found.iter_mut().enumerate() {
            let named = told[index].as_deref();
            let usual = NAMES[index].iter().copied().find(|name| batch.column_by_name(name).is_some());
            // There is no document without a text.
            let Some(name) = named.or(usual).or((index == 0).then_some("text")) else { continue };
            let column = batch.column_by_name(name).ok_or_else(|| missing(name, batch))?;
            let texts = texts(column).map_err(|error| format!("column `{name}`: {error}"))?;
            *slot = Some(texts);
        }
        Ok(Self { columns: found, count: batch.num_rows() })
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The row at `index`; a cell that is null is empty.
    ///
    /// # Panics
    /// Where there are no more than `index` rows.
    pub fn get(&self, index: usize) -> Record {
        let [text, id, date, lang, country, title, publisher, url] = self.columns.each_ref().map(|column| {
            let column = column.as_ref().filter(|column| column.is_valid(index));
            column.map(|column| column.value(index).to_owned()).unwrap_or_default()
        });
        Record { id, text, date, lang, country, title, publisher, url }
    }
}

fn missing(name: &str, batch: &RecordBatch) -> String {
    let schema = batch.schema();
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).take(12).collect();
    format!("no column `{name}` among: {}", names.join(", "))
}

fn texts(column: &ArrayRef) -> Result<StringArray, ArrowError> {
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    let text = arrow_cast::cast_with_options(column, &DataType::Utf8, &strict)?;
    Ok(StringArray::from(text.to_data()))
}

/// The documents of Arrow IPC, of a file or of a stream.
pub(super) fn records(bytes: &[u8]) -> Result<impl Iterator<Item = Record>, String> {
    let told = |error: ArrowError| format!("is no sound Arrow IPC: {error}");
    let batches: Vec<RecordBatch> = if bytes.starts_with(b"ARROW1") {
        FileReader::try_new(Cursor::new(bytes), None).map_err(told)?.collect::<Result<_, _>>().map_err(told)?
    } else {
        StreamReader::try_new(bytes, None).map_err(told)?.collect::<Result<_, _>>().map_err(told)?
    };
    let rows = batches.iter().map(|batch| Rows::new(batch, &Columns::default()));
    let rows: Vec<Rows> = rows.collect::<Result<_, _>>()?;
    Ok(rows.into_iter().flat_map(|rows| (0..rows.len()).map(move |index| rows.get(index))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Format, ReadOptions, read};
    use arrow_array::builder::StringDictionaryBuilder;
    use arrow_array::types::Int32Type;
    use arrow_array::{Date32Array, Int64Array, StringViewArray, TimestampMicrosecondArray};
    use arrow_ipc::writer::{FileWriter, StreamWriter};
    use std::path::Path;
    use std::sync::Arc;

    fn table() -> RecordBatch {
        let mut langs = StringDictionaryBuilder::<Int32Type>::new();
        langs.append_value("es");
        langs.append_null();
        RecordBatch::try_from_iter_with_nullable([
            ("id", Arc::new(Int64Array::from(vec![Some(7), None])) as ArrayRef, true),
            ("text", Arc::new(StringViewArray::from(vec!["Hubo *5* escuelas.", "It made 500 jobs."])), true),
            ("date", Arc::new(Date32Array::from(vec![Some(19_247), None])), true),
            ("lang", Arc::new(langs.finish()), true),
        ])
        .unwrap()
    }

    #[test]
    fn a_file_and_a_stream_give_the_documents_of_their_rows() {
        let table = table();
        let (mut file, mut stream) = (Vec::new(), Vec::new());
        let mut writer = FileWriter::try_new(&mut file, &table.schema()).unwrap();
        writer.write(&table).and_then(|()| writer.finish()).unwrap();
        let mut writer = StreamWriter::try_new(&mut stream, &table.schema()).unwrap();
        writer.write(&table).and_then(|()| writer.finish()).unwrap();
        for bytes in [&file, &stream] {
            let documents = read(bytes, Path::new("in/set.arrow"), &ReadOptions::default()).unwrap();
            let told = |at: usize| {
                let read = &documents[at];
                let date = read.published.as_ref().map_or("", |date| &date.period.edtf);
                (read.id.clone(), read.source_id.clone(), read.text.clone(), date.to_owned(), read.lang.as_str())
            };
            assert_eq!(told(0), ("7".into(), "7".into(), "Hubo *5* escuelas.".into(), "2022-09-12".into(), "es"));
            assert_eq!(told(1), ("set-2".into(), String::new(), "It made 500 jobs.".into(), String::new(), "en"));
        }
        let cut = read(&file[..file.len() / 2], Path::new("set.arrow"), &ReadOptions::default());
        assert!(cut.unwrap_err().to_string().starts_with("set.arrow: is no sound Arrow IPC: "));
    }

    #[test]
    fn times_are_days() {
        let time = Arc::new(TimestampMicrosecondArray::from(vec![1_662_999_999_000_000]).with_timezone("UTC"));
        let text = Arc::new(StringViewArray::from(vec!["x"]));
        let batch = RecordBatch::try_from_iter([("text", text as ArrayRef), ("date", time as ArrayRef)]).unwrap();
        let given = Rows::new(&batch, &Columns::default()).unwrap().get(0);
        let options = ReadOptions { format: Some(Format::Txt), ..ReadOptions::default() };
        let document = crate::read::record(given, &options, crate::lexicon::Lexicon::embedded());
        assert_eq!(document.published.unwrap().period.edtf, "2022-09-12");
        assert_eq!(document.message, "");
    }
}
