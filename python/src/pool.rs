//! The threads that work is done on, kept from one call to the next.

use pyo3::PyResult;
use pyo3::exceptions::PyRuntimeError;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{Arc, Mutex, PoisonError};

/// The last pool, with the process that it is of and its number of threads.
static POOL: Mutex<Option<(u32, usize, Arc<ThreadPool>)>> = Mutex::new(None);

/// A pool of so many threads, 0 for one a core. A process that was forked has none of its parent's threads, so it gets a
/// pool of its own.
///
/// # Errors
/// `RuntimeError` where there are no threads to be had.
pub(crate) fn pool(jobs: usize) -> PyResult<Arc<ThreadPool>> {
    let mut held = POOL.lock().unwrap_or_else(PoisonError::into_inner);
    let process = std::process::id();
    if let Some((of, threads, pool)) = held.as_ref()
        && (*of, *threads) == (process, jobs)
    {
        return Ok(Arc::clone(pool));
    }
    let made = ThreadPoolBuilder::new().num_threads(jobs).build();
    let made = Arc::new(made.map_err(|error| PyRuntimeError::new_err(format!("no threads to work with: {error}")))?);
    let last = held.replace((process, jobs, Arc::clone(&made)));
    if let Some((of, _, pool)) = last
        && of != process
    {
        // Its threads are not here to be waited for.
        std::mem::forget(pool);
    }
    Ok(made)
}
