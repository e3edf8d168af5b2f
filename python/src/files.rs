//! Files, folders and bytes → figures, as the command reads them.

use crate::options::Told;
use crate::stream::{BROKEN, ROWS, batches};
use crate::table::Table;
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use pyo3::exceptions::{PyKeyboardInterrupt, PyValueError};
use pyo3::prelude::*;
use quantifact::dataset::arrow::{Words, schema};
use quantifact::dataset::schema::{DOCUMENTS, FIGURES};
use quantifact::extract::{Outcome, outcome};
use quantifact::figure::{DocumentRow, Figure};
use quantifact::lexicon::Lexicon;
use quantifact::read::{ReadOptions, read_with};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// The figures of files and folders, or of the bytes of one file that is called `name`.
#[pyfunction]
#[pyo3(signature = (paths, bytes, name, told))]
pub(crate) fn read(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    bytes: Option<Vec<u8>>,
    name: PathBuf,
    told: Told,
) -> PyResult<Table> {
    let (options, lexicon) = told.resolve()?;
    let jobs = told.jobs.unwrap_or(0);
    let mut gathered = Gathered::default();
    let done = py.detach(|| match bytes {
        Some(bytes) => of_bytes(&bytes, &name, &options, &lexicon).into_iter().try_for_each(|one| gathered.add(one)),
        None => quantifact::cli::files(&paths, options, lexicon, jobs, |one| {
            gathered.add(one)?;
            let signals = |py: Python<'_>| py.check_signals();
            Python::attach(signals).map_err(|_| INTERRUPTED.to_owned())
        }),
    });
    match done {
        Err(problem) if problem == INTERRUPTED => Err(PyKeyboardInterrupt::new_err(())),
        Err(problem) => Err(PyValueError::new_err(problem)),
        Ok(()) => gathered.table(py),
    }
}

const INTERRUPTED: &str = "interrupted";

/// What becomes of the documents of a file's bytes.
fn of_bytes(bytes: &[u8], name: &Path, options: &ReadOptions, lexicon: &Lexicon) -> Vec<Outcome> {
    let work = || match read_with(bytes, name, options, lexicon) {
        Ok(documents) => documents.iter().map(|document| outcome(document, lexicon, &options.limits)).collect(),
        Err(error) => {
            let message = error.to_string();
            let message = message.strip_prefix(&format!("{}: ", name.display())).unwrap_or(&message).to_owned();
            vec![unread(name, message)]
        }
    };
    let broken = |_| vec![unread(name, BROKEN.to_owned())];
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(broken)
}

fn unread(name: &Path, message: String) -> Outcome {
    let doc_id = name.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Outcome::failed(doc_id, name.display().to_string(), message)
}

/// Figures and documents on their way into batches.
#[derive(Default)]
struct Gathered {
    figures: Vec<Figure>,
    documents: Vec<DocumentRow>,
    done: (Vec<RecordBatch>, Vec<RecordBatch>),
}

impl Gathered {
    fn add(&mut self, Outcome { row, figures }: Outcome) -> Result<(), String> {
        self.documents.push(row);
        self.figures.extend(figures);
        if self.figures.len() >= ROWS || self.documents.len() >= ROWS { self.put() } else { Ok(()) }
    }

    fn put(&mut self) -> Result<(), String> {
        let told = |error: ArrowError| error.to_string();
        self.done.0.extend(batches(&self.figures, Words::Dictionary).map_err(told)?);
        self.done.1.extend(batches(&self.documents, Words::Dictionary).map_err(told)?);
        self.figures.clear();
        self.documents.clear();
        Ok(())
    }

    fn table(mut self, py: Python<'_>) -> PyResult<Table> {
        self.put().map_err(PyValueError::new_err)?;
        let (figures, documents) = self.done;
        let documents = Table::new(schema(&DOCUMENTS, Words::Dictionary), documents, None);
        Ok(Table::new(schema(&FIGURES, Words::Dictionary), figures, Some(Py::new(py, documents)?)))
    }
}
