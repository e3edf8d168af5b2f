//! Documents → figures, batch by batch, on every core and without Python's lock.

use crate::capsule;
use crate::options::Told;
use crate::pool;
use crate::source::Source;
use crate::table::Table;
use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};
use quantifact::dataset::arrow::{Words, batch, schema};
use quantifact::dataset::schema::{DOCUMENTS, FIGURES};
use quantifact::extract::{Outcome, outcome};
use quantifact::figure::{Document, DocumentRow, DocumentStatus};
use quantifact::lexicon::Lexicon;
use quantifact::read::arrow::Columns;
use quantifact::read::{self, Names, ReadOptions, Record};
use rayon::ThreadPool;
use rayon::prelude::*;
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

/// So many rows make a batch.
pub(crate) const ROWS: usize = 8192;

/// What is told of a document on which the program itself failed.
pub(crate) const BROKEN: &str = "something in it could not be dealt with; please report it";

/// Documents on their way to figures.
struct Work {
    source: Source,
    options: ReadOptions,
    lexicon: Cow<'static, Lexicon>,
    pool: Arc<ThreadPool>,
    words: Words,
    /// The names borne so far; none where ids are kept as they are.
    names: Option<Names>,
    /// How many documents there were so far.
    count: usize,
    counts: Arc<Mutex<Counts>>,
}

/// How many documents went how.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    ok: usize,
    partial: usize,
    failed: usize,
}

impl Counts {
    fn add(&mut self, row: &DocumentRow) {
        match row.status {
            DocumentStatus::Ok => self.ok += 1,
            DocumentStatus::Partial => self.partial += 1,
            _ => self.failed += 1,
        }
    }
}

/// The figures of some documents, and the rows of the documents.
struct Done {
    figures: Vec<RecordBatch>,
    documents: Vec<RecordBatch>,
}

impl Work {
    /// The next documents; none at the end.
    fn next(&mut self) -> PyResult<Option<Done>> {
        let records = self.source.next()?;
        if records.is_empty() {
            return Ok(None);
        }
        let mut given = Vec::with_capacity(records.len());
        for record in records {
            self.count += 1;
            let id = match &mut self.names {
                Some(names) => names.give(&record.id, "text", self.count),
                None => record.id.clone(),
            };
            given.push((id, record));
        }
        let (options, lexicon) = (&self.options, &*self.lexicon);
        let done: Vec<Outcome> =
            self.pool.install(|| given.into_par_iter().map(|(id, record)| one(id, record, options, lexicon)).collect());
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut figures, mut documents) = (Vec::new(), Vec::new());
        for Outcome { row, figures: found } in done {
            counts.add(&row);
            documents.push(row);
            figures.extend(found);
        }
        drop(counts);
        let words = self.words;
        let (figures, documents) =
            self.pool.install(|| rayon::join(|| batches(&figures, words), || batches(&documents, words)));
        Ok(Some(Done { figures: figures.map_err(too_large)?, documents: documents.map_err(too_large)? }))
    }
}

/// What becomes of one document, whatever happens.
fn one(id: String, record: Record, options: &ReadOptions, lexicon: &Lexicon) -> Outcome {
    let source_id = record.id.clone();
    let work = || {
        let mut document: Document = read::record(record, options, lexicon);
        // Where ids are kept as they are, one that is missing must not depend on what else is there.
        let own = || format!("text-{}", document.sha256.get(..12).unwrap_or_default());
        document.id = if id.is_empty() { own() } else { id.clone() };
        outcome(&document, lexicon, &options.limits)
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let mut failed = Outcome::failed(id.clone(), String::new(), BROKEN.to_owned());
        failed.row.source_id = source_id;
        failed
    })
}

/// Rows in batches.
pub(crate) fn batches<R: quantifact::dataset::Row + Sync>(
    rows: &[R],
    words: Words,
) -> Result<Vec<RecordBatch>, ArrowError> {
    rows.par_chunks(ROWS).map(|rows| batch(rows, words)).collect()
}

fn too_large(error: ArrowError) -> PyErr {
    PyValueError::new_err(format!("the rows do not fit into Arrow: {error}"))
}

/// Figures of documents that are read as the figures are asked for.
///
/// Iterating gives a `Table` for some documents at a time, with their `documents`. Given to a library that knows the
/// Arrow `PyCapsule` interface it is a stream of record batches. Either way it is read once.
#[pyclass(frozen, module = "quantifact")]
pub(crate) struct Stream {
    work: Mutex<Option<Work>>,
    counts: Arc<Mutex<Counts>>,
    /// Whether the Arrow stream is of the documents instead.
    documents: bool,
    words: Words,
}

impl Stream {
    fn schema(&self) -> SchemaRef {
        schema(if self.documents { &DOCUMENTS } else { &FIGURES }, self.words)
    }

    /// The next documents; the work is over where there are none, and where it failed.
    fn step(&self) -> PyResult<Option<Done>> {
        let mut held = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(work) = held.as_mut() else { return Ok(None) };
        let done = work.next();
        if !matches!(done, Ok(Some(_))) {
            *held = None;
        }
        done
    }

    fn table(&self, py: Python<'_>, done: Done) -> PyResult<Table> {
        let documents = Table::new(schema(&DOCUMENTS, self.words), done.documents, None);
        Ok(Table::new(schema(&FIGURES, self.words), done.figures, Some(Py::new(py, documents)?)))
    }
}

#[pymethods]
impl Stream {
    /// How many of the documents read so far went how: `{"ok": …, "partial": …, "failed": …}`.
    #[getter]
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let counts = *self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let told = PyDict::new(py);
        told.set_item("ok", counts.ok)?;
        told.set_item("partial", counts.partial)?;
        told.set_item("failed", counts.failed)?;
        Ok(told)
    }

    /// All that is left, as one table.
    fn collect(&self, py: Python<'_>) -> PyResult<Table> {
        let mut all = Done { figures: Vec::new(), documents: Vec::new() };
        while let Some(done) = py.detach(|| self.step())? {
            all.figures.extend(done.figures);
            all.documents.extend(done.documents);
            py.check_signals()?;
        }
        self.table(py, all)
    }

    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Table>> {
        let done = py.detach(|| self.step())?;
        done.map(|done| self.table(py, done)).transpose()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.schema())
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let work = self.work.lock().unwrap_or_else(PoisonError::into_inner).take();
        let work = work.ok_or_else(|| PyRuntimeError::new_err("the stream was read before"))?;
        let batches = Batches { work: Some(work), ready: Vec::new().into_iter(), documents: self.documents };
        capsule::stream(py, &self.schema(), batches, requested_schema)
    }
}

/// The record batches of a stream, made as they are asked for.
struct Batches {
    work: Option<Work>,
    ready: std::vec::IntoIter<RecordBatch>,
    documents: bool,
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(batch) = self.ready.next() {
                return Some(Ok(batch));
            }
            let done = self.work.as_mut()?.next();
            if !matches!(done, Ok(Some(_))) {
                self.work = None;
            }
            match done {
                Ok(done) => {
                    let done = done?;
                    self.ready = if self.documents { done.documents } else { done.figures }.into_iter();
                }
                Err(error) => return Some(Err(ArrowError::ExternalError(Box::new(error)))),
            }
        }
    }
}

/// A stream over a text, texts, or tables of documents.
#[pyfunction]
#[pyo3(signature = (given, columns, told, *, distinct, dictionary, documents))]
pub(crate) fn stream(
    given: &Bound<'_, PyAny>,
    columns: Named,
    told: Told,
    distinct: bool,
    dictionary: bool,
    documents: bool,
) -> PyResult<Stream> {
    let (options, lexicon) = told.resolve()?;
    let words = if dictionary { Words::Dictionary } else { Words::Plain };
    let counts = Arc::new(Mutex::new(Counts::default()));
    let work = Work {
        source: Source::new(given, columns.into())?,
        options,
        lexicon,
        pool: pool::pool(told.jobs.unwrap_or(0))?,
        words,
        names: distinct.then(Names::default),
        count: 0,
        counts: Arc::clone(&counts),
    };
    Ok(Stream { work: Mutex::new(Some(work)), counts, documents, words })
}

/// What columns are called, as Python gives it.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Named {
    text: Option<String>,
    id: Option<String>,
    date: Option<String>,
    lang: Option<String>,
    country: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
}

impl From<Named> for Columns {
    fn from(named: Named) -> Self {
        let Named { text, id, date, lang, country, title, publisher, url } = named;
        Self { text, id, date, lang, country, title, publisher, url }
    }
}
