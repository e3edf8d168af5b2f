//! What Python gives → records, as they are asked for.

use arrow_array::RecordBatchReader;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyString};
use pyo3_arrow::input::AnyRecordBatch;
use quantifact::read::Record;
use quantifact::read::arrow::{Columns, Rows};
use std::collections::VecDeque;

/// So many documents, or bytes of their texts, are held at once.
const DOCUMENTS: usize = 2048;
const BYTES: usize = 16 << 20;

/// Where records come from.
pub(crate) enum Source {
    /// Texts of a list.
    Texts(std::vec::IntoIter<String>),
    /// A table, or several.
    Tables(Box<Tables>),
}

/// Tables as they come.
pub(crate) struct Tables {
    columns: Columns,
    /// The batches of the table that is being read.
    reader: Option<Box<dyn RecordBatchReader + Send>>,
    /// The tables after it.
    more: Option<Py<PyIterator>>,
    /// The batch that is being read, and the next row of it.
    rows: VecDeque<(Rows, usize)>,
}

impl Source {
    /// Of a text, an Arrow table, or an iterable of texts or of Arrow tables.
    ///
    /// # Errors
    /// `TypeError` where it is none of these.
    pub(crate) fn new(given: &Bound<'_, PyAny>, columns: Columns) -> PyResult<Self> {
        if let Ok(text) = given.cast::<PyString>() {
            return Ok(Self::Texts(vec![text.to_string_lossy().into_owned()].into_iter()));
        }
        if is_table(given)? {
            let reader = Some(reader(given)?);
            return Ok(Self::Tables(Box::new(Tables { columns, reader, more: None, rows: VecDeque::new() })));
        }
        let wrong = || PyTypeError::new_err("expected a text, a list of texts, or an Arrow, pandas or Polars table");
        if given.hasattr("__len__")? && given.hasattr("__getitem__")? {
            let items: Vec<Bound<'_, PyAny>> = given.try_iter().map_err(|_| wrong())?.collect::<PyResult<_>>()?;
            if !items.first().is_some_and(|item| is_table(item).unwrap_or(false)) {
                let texts = items.iter().map(text).collect::<Option<Vec<_>>>();
                return Ok(Self::Texts(texts.ok_or_else(wrong)?.into_iter()));
            }
        }
        let more = Some(given.try_iter().map_err(|_| wrong())?.unbind());
        Ok(Self::Tables(Box::new(Tables { columns, reader: None, more, rows: VecDeque::new() })))
    }

    /// The next records; none at the end. May call Python, and takes the lock for that itself.
    ///
    /// # Errors
    /// Whatever went wrong where they come from; `ValueError` where a column is missing.
    pub(crate) fn next(&mut self) -> PyResult<Vec<Record>> {
        let (mut records, mut bytes) = (Vec::new(), 0);
        while records.len() < DOCUMENTS && bytes < BYTES {
            let record = match self {
                Self::Texts(texts) => texts.next().map(|text| Record { text, ..Record::default() }),
                Self::Tables(tables) => tables.next()?,
            };
            let Some(record) = record else { break };
            bytes += record.text.len();
            records.push(record);
        }
        Ok(records)
    }
}

impl Tables {
    fn next(&mut self) -> PyResult<Option<Record>> {
        loop {
            if let Some((rows, next)) = self.rows.front_mut() {
                if *next < rows.len() {
                    *next += 1;
                    return Ok(Some(rows.get(*next - 1)));
                }
                self.rows.pop_front();
            }
            match self.reader.as_mut().map(Iterator::next) {
                Some(Some(batch)) => {
                    let batch = batch.map_err(|error| PyValueError::new_err(error.to_string()))?;
                    let rows = Rows::new(&batch, &self.columns).map_err(PyValueError::new_err)?;
                    self.rows.push_back((rows, 0));
                }
                Some(None) => self.reader = None,
                None if !self.advance()? => return Ok(None),
                None => {}
            }
        }
    }

    /// Goes to the next table; whether there is one.
    fn advance(&mut self) -> PyResult<bool> {
        let Some(more) = &self.more else { return Ok(false) };
        Python::attach(|py| match more.bind(py).clone().next() {
            Some(table) => {
                self.reader = Some(reader(&table?)?);
                Ok(true)
            }
            None => Ok(false),
        })
    }
}

fn is_table(given: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(given.hasattr("__arrow_c_stream__")? || given.hasattr("__arrow_c_array__")?)
}

fn reader(table: &Bound<'_, PyAny>) -> PyResult<Box<dyn RecordBatchReader + Send>> {
    table.extract::<AnyRecordBatch>()?.into_reader()
}

/// A text, empty where Python has `None`; none where it is something else.
fn text(item: &Bound<'_, PyAny>) -> Option<String> {
    if item.is_none() {
        return Some(String::new());
    }
    item.cast::<PyString>().ok().map(|text| text.to_string_lossy().into_owned())
}
