//! The documents at paths with their figures, as `extract PATH…` finds and reads them, for a program that holds this one.

use super::failure::Failure;
use super::inputs::{self, Found};
use super::options::Reading;
use super::pipeline;
use super::progress::Progress;
use crate::extract::Outcome;
use crate::lexicon::Lexicon;
use crate::read::ReadOptions;
use rayon::ThreadPoolBuilder;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Gives what became of every document at `paths` to `on`, in the order of the paths, those of a folder in bytewise order
/// of their paths below it. A path where nothing is, a folder without documents, and a file that cannot be read are
/// failed rows. `jobs` is the number of threads, 0 for one a core; the order and the rows do not depend on it.
///
/// # Errors
/// The first that `on` gives, which ends the work; and where there are no threads to be had.
pub fn files(
    paths: &[PathBuf],
    options: ReadOptions,
    lexicon: Cow<'static, Lexicon>,
    jobs: usize,
    mut on: impl FnMut(Outcome) -> Result<(), String>,
) -> Result<(), String> {
    let pool = ThreadPoolBuilder::new().num_threads(jobs).build().map_err(|error| error.to_string())?;
    let reading = Reading { options, lexicon, pool };
    let Found { inputs, mistakes, .. } = inputs::find(paths, reading.options.format, Path::new(""));
    for mistake in &mistakes {
        let mut named = paths.iter().map(|path| path.display().to_string());
        let found = named.find_map(|path| Some((mistake.message().strip_prefix(&format!("{path}: "))?, path)));
        let (message, path) = found.unwrap_or((mistake.message(), String::new()));
        on(Outcome::failed(path.clone(), path, message.to_owned()))?;
    }
    let mut stopped = Ok(());
    let done = pipeline::each(&inputs, &reading, &Progress::hidden(), true, |extracted| {
        stopped = on(Outcome { row: extracted.row, figures: extracted.figures });
        stopped.clone().map_err(Failure::new)
    });
    // What ended the work is in the caller's own words.
    drop(done);
    stopped
}
