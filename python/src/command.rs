//! The command, run in this process; and tables to and from the files it works on.

use crate::table::Table;
use arrow_array::RecordBatchReader;
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use quantifact::dataset::arrow::{Words, batch, read, schema};
use quantifact::dataset::{Row, csv, jsonl};
use quantifact::figure::{ClaimRow, DocumentRow, Figure, SeriesRow};
use std::ffi::OsString;
use std::fs::File;
use std::io::{BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs the command with these arguments, the first of which is its name; gives its exit code.
#[pyfunction]
pub(crate) fn command(py: Python<'_>, args: Vec<OsString>) -> u8 {
    let code = py.detach(|| quantifact::cli::run(args));
    // A code does not tell its number.
    (0..=u8::MAX).find(|number| ExitCode::from(*number) == code).unwrap_or(u8::MAX)
}

/// A table that was written as CSV or JSON lines, typed; `table` is which of the tables it is.
#[pyfunction]
pub(crate) fn load(py: Python<'_>, path: PathBuf, table: &str) -> PyResult<Table> {
    py.detach(|| match table {
        "figures" => load_rows::<Figure>(&path),
        "documents" => load_rows::<DocumentRow>(&path),
        "series" => load_rows::<SeriesRow>(&path),
        "claims" => load_rows::<ClaimRow>(&path),
        _ => Err(unknown(table)),
    })
}

fn load_rows<R: Row>(path: &Path) -> PyResult<Table> {
    let file = File::open(path).map_err(|error| PyOSError::new_err(format!("{}: {error}", path.display())))?;
    let json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"));
    let rows: Result<Vec<R>, _> =
        if json { jsonl::read_from(BufReader::new(file), path) } else { csv::read_from(BufReader::new(file), path) };
    let rows = rows.map_err(|error| PyValueError::new_err(error.to_string()))?;
    let batches = rows.chunks(crate::stream::ROWS).map(|rows| batch(rows, Words::Dictionary)).collect::<Result<_, _>>();
    let batches = batches.map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok(Table::new(schema(R::TABLE, Words::Dictionary), batches, None))
}

/// Writes an Arrow table as the CSV file that the command works on; `table` is which of the tables it is.
#[pyfunction]
pub(crate) fn store(py: Python<'_>, given: AnyRecordBatch, path: PathBuf, table: &str) -> PyResult<()> {
    let reader = given.into_reader()?;
    py.detach(|| match table {
        "figures" => store_rows::<Figure>(reader, &path),
        "documents" => store_rows::<DocumentRow>(reader, &path),
        "series" => store_rows::<SeriesRow>(reader, &path),
        "claims" => store_rows::<ClaimRow>(reader, &path),
        _ => Err(unknown(table)),
    })
}

fn store_rows<R: Row>(reader: Box<dyn RecordBatchReader + Send>, path: &Path) -> PyResult<()> {
    let mut rows: Vec<R> = Vec::new();
    for one in reader {
        let one = one.map_err(|error| PyValueError::new_err(error.to_string()))?;
        let read = read(&one, Path::new(R::TABLE.name)).map_err(|error| PyValueError::new_err(error.to_string()))?;
        rows.extend::<Vec<R>>(read);
    }
    let mut content = Vec::new();
    let written = csv::write(&rows, &mut content, false);
    let written = written.and_then(|()| File::create(path)).and_then(|mut file| file.write_all(&content));
    written.map_err(|error| PyOSError::new_err(format!("{}: {error}", path.display())))
}

fn unknown(table: &str) -> PyErr {
    PyValueError::new_err(format!("{table:?} is no table; there are figures, documents, series and claims"))
}
