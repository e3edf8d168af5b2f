//! A table as Python holds it: record batches with their schema.

use crate::capsule;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

/// An Arrow table of figures, documents, series or claims.
///
/// Any library that knows the Arrow `PyCapsule` interface takes it as it is, without a copy: `pyarrow.table(t)`,
/// `polars.DataFrame(t)`, `duckdb.sql("from t")`, `pandas.DataFrame.from_arrow(t)`. Iterating gives its batches.
#[pyclass(frozen, module = "quantifact")]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    documents: Option<Py<Self>>,
}

impl Table {
    pub(crate) const fn new(schema: SchemaRef, batches: Vec<RecordBatch>, documents: Option<Py<Self>>) -> Self {
        Self { schema, batches, documents }
    }

    fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}

#[pymethods]
impl Table {
    /// The table of the documents that the figures come from: a row for each, also for one that could not be read,
    /// with `status` (`ok`, `partial`, `failed`) and `message`. None where the table is not one of figures.
    #[getter]
    fn documents(&self, py: Python<'_>) -> Option<Py<Self>> {
        self.documents.as_ref().map(|documents| documents.clone_ref(py))
    }

    /// The names of the columns, in their order.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// How many rows there are.
    #[getter]
    fn num_rows(&self) -> usize {
        self.rows()
    }

    /// The record batches, in their order.
    fn batches(&self) -> Vec<Batch> {
        self.batches.iter().cloned().map(Batch).collect()
    }

    /// The same table as a `pyarrow.Table`, without a copy.
    fn to_arrow(slf: Bound<'_, Self>) -> PyResult<Bound<'_, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// The same table as a `polars.DataFrame`.
    fn to_polars(slf: Bound<'_, Self>) -> PyResult<Bound<'_, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// The same table as a `pandas.DataFrame`: words of a column that may hold only certain ones as categories, days
    /// as `datetime.date`, values as `decimal.Decimal`.
    ///
    /// Parameters
    /// ----------
    /// floats : bool
    ///     Values and shares as float64 instead, which may not be exact but is fast.
    #[pyo3(signature = (*, floats = false))]
    fn to_pandas(slf: Bound<'_, Self>, floats: bool) -> PyResult<Bound<'_, PyAny>> {
        let py = slf.py();
        let pyarrow = py.import("pyarrow")?;
        let mut table = pyarrow.call_method1("table", (&slf,))?;
        if floats {
            let double = pyarrow.call_method0("float64")?;
            let decimal = pyarrow.getattr("types")?.getattr("is_decimal")?;
            let mut fields = Vec::new();
            for field in table.getattr("schema")?.try_iter()? {
                let field = field?;
                let kind = field.getattr("type")?;
                fields.push(if decimal.call1((kind,))?.is_truthy()? {
                    field.call_method1("with_type", (&double,))?
                } else {
                    field
                });
            }
            table = table.call_method1("cast", (pyarrow.call_method1("schema", (fields,))?,))?;
        }
        table.call_method0("to_pandas")
    }

    fn __len__(&self) -> usize {
        self.rows()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.batches().into_pyobject(py)?.call_method0("__iter__")
    }

    fn __repr__(&self) -> String {
        format!("<quantifact.Table: {} rows, {} columns>", self.rows(), self.schema.fields().len())
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.schema)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::stream(py, &self.schema, self.batches.clone().into_iter().map(Ok), requested_schema)
    }
}

/// A record batch: some rows of a table.
#[pyclass(frozen, module = "quantifact")]
pub(crate) struct Batch(RecordBatch);

#[pymethods]
impl Batch {
    /// How many rows there are.
    #[getter]
    fn num_rows(&self) -> usize {
        self.0.num_rows()
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<quantifact.Batch: {} rows>", self.0.num_rows())
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.0.schema())
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        capsule::array(py, &self.0, requested_schema)
    }
}
