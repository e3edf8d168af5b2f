//! Many documents → their figures, on every core, in the order of the input.
//!
//! What comes out does not depend on how many threads there are. Memory holds one batch of documents, however many
//! there are in all; a table of records is read part by part (see `stream`).

use super::distinct::Distinct;
use super::extracted::{Extracted, file};
use super::failure::Failure;
use super::inputs::Input;
use super::options::Reading;
use super::progress::Progress;
use super::stream;
use rayon::prelude::*;

/// Files in a batch for each thread: enough to keep all busy while the longest file ends.
const FILES_A_THREAD: usize = 16;

/// Reads every input and gives its documents to `on`, in the order of the inputs. A file that cannot be read is
/// given as a failed row, and the others go on. `digests` says whether the SHA-256 of the files is wanted.
///
/// # Errors
/// Only those of `on`.
pub(crate) fn each(
    inputs: &[Input],
    reading: &Reading,
    progress: &Progress,
    digests: bool,
    mut on: impl FnMut(Extracted) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let threads = reading.pool.current_num_threads();
    let mut distinct = Distinct::default();
    let mut rest = inputs;
    while let Some(first) = rest.first() {
        if let Some(format) = stream::format(first, reading, digests) {
            stream::each(first, format, reading, digests, &mut |one| on(distinct.settle(one)))?;
            progress.step(&first.name);
            rest = &rest[1..];
            continue;
        }
        let files = rest.iter().take(threads * FILES_A_THREAD);
        let whole = files.take_while(|input| stream::format(input, reading, digests).is_none()).count();
        let (batch, behind) = rest.split_at(whole);
        rest = behind;
        let done: Vec<Vec<Extracted>> = reading.pool.install(|| {
            batch
                .par_iter()
                .map(|input| {
                    let documents = file(input, &reading.options, &reading.lexicon);
                    progress.step(&input.name);
                    documents
                })
                .collect()
        });
        done.into_iter().flatten().try_for_each(|one| on(distinct.settle(one)))?;
    }
    Ok(())
}
