//! The extension module of the Python package: documents in, Arrow tables out. What a person calls stands in
//! `python/quantifact`, with its docstrings; here is what it is made of.

// What Python hands over has been made for the call.
#![allow(clippy::needless_pass_by_value)]

mod capsule;
mod command;
mod files;
mod options;
mod pool;
mod source;
mod stream;
mod table;

use pyo3::prelude::*;

/// What `quantifact` is made of; not an interface.
#[pymodule]
mod _quantifact {
    #[pymodule_export]
    use super::command::{command, load, store};
    #[pymodule_export]
    use super::files::read;
    #[pymodule_export]
    use super::stream::{Stream, stream};
    #[pymodule_export]
    use super::table::{Batch, Table};

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
