//! What can go wrong between the tables and the disk. Every message names the file; one about a cell names its line
//! and column too.

use std::path::{Path, PathBuf};

/// Why a table could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DatasetError {
    /// The file could not be opened, read or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// A column that the table needs is not in the head row.
    #[error("{path}:1: no column `{column}`{hint}", path = path.display())]
    Column {
        /// The file.
        path: PathBuf,
        /// The column that is missing.
        column: &'static str,
        /// What may be meant, ready to be appended.
        hint: String,
    },
    /// A cell does not hold what its column holds.
    #[error("{path}:{line}: {cell}", path = path.display())]
    Cell {
        /// The file.
        path: PathBuf,
        /// The line the row begins on, from 1.
        line: u64,
        /// What is wrong with it.
        cell: CellError,
    },
    /// A line is no row at all.
    #[error("{path}:{line}: {message}", path = path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        message: String,
    },
    /// The writer of its format is no part of this build.
    #[error("{path}: is not written by this build, which lacks the feature `{feature}`", path = path.display())]
    NotBuilt {
        /// The file.
        path: PathBuf,
        /// The feature of the crate that writes it.
        feature: &'static str,
    },
    /// The format cannot hold the table.
    #[error("{path}: {message}", path = path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
}

impl DatasetError {
    pub(super) fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }
}

/// A cell that does not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column `{column}`: expected {expected}, found `{found}`{hint}")]
#[non_exhaustive]
pub struct CellError {
    /// The column.
    pub column: &'static str,
    /// What it should hold.
    pub expected: String,
    /// What it holds, shortened.
    pub found: String,
    /// What may be meant, ready to be appended.
    pub hint: String,
}

/// "; did you mean `x`?" for the candidate nearest to `word`, or nothing where none is near.
///
/// Near is at most one slip (a letter put in, left out, changed, or two swapped) for each three letters.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    let word = word.to_lowercase();
    let near = candidates
        .into_iter()
        .map(|candidate| (slips(&word, &candidate.to_lowercase()), candidate))
        .filter(|(slips, candidate)| *slips <= candidate.chars().count().max(3) / 3)
        .min();
    near.map(|(_, candidate)| format!("; did you mean `{candidate}`?")).unwrap_or_default()
}

/// How many slips of the pen lead from one word to the other (optimal string alignment).
fn slips(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for (i, row) in table.iter_mut().enumerate() {
        row[0] = i;
    }
    table[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let changed = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(table[i - 1][j - 1] + changed);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(table[i - 2][j - 2] + 1);
            }
            table[i][j] = best;
        }
    }
    table[a.len()][b.len()]
}

/// The first words of a cell, for a message.
pub(super) fn shorten(text: &str) -> String {
    const ENOUGH: usize = 40;
    match text.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_seen() {
        let names = ["modifier", "doc_id", "value", "what"];
        assert_eq!(did_you_mean("modifer", names), "; did you mean `modifier`?");
        assert_eq!(did_you_mean("Doc-ID", names), "; did you mean `doc_id`?");
        assert_eq!(did_you_mean("vlaue", names), "; did you mean `value`?");
        assert_eq!(did_you_mean("country", names), "");
    }
}
