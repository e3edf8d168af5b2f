//! Names for figures that stay the same when the tool runs again, and when other figures come or go around them.
//!
//! A name hashes what the figure says and where (document, kind, words, sentence), not its place in the file, so a
//! paragraph put in above changes nothing. It is `f` and 14 hexadecimal digits: with the letter in front no program
//! takes it for a number, and 56 bits keep a hundred million figures apart.

use crate::figure::Figure;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// No more of a sentence is hashed for each of its figures, in bytes: of a longer one what its rows quote.
const LONGEST: usize = 4000;

/// The names given so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    seen: HashMap<[u8; 32], u64>,
}

impl Names {
    /// Gives a figure its `figure_id`; `whole` is its sentence where its row may quote but a part.
    pub(super) fn give(&mut self, figure: &mut Figure, whole: Option<&str>) {
        let said = said(figure, whole.filter(|whole| whole.len() <= LONGEST).unwrap_or(&figure.sentence));
        let times = self.seen.entry(said).or_default();
        *times += 1;
        figure.figure_id = name(&said, *times, 0);
    }
}

/// Gives every figure of one or more documents its `figure_id`, its sentence being what its row quotes.
///
/// Figures alike in all that is hashed are told apart by their order, so a document's figures must come in the order of
/// its text. Documents may be named one at a time or all at once: the names are the same.
pub fn assign(figures: &mut [Figure]) {
    let mut names = Names::default();
    for figure in figures {
        names.give(figure, None);
    }
}

/// Makes the ids of a whole dataset unique, should two figures' hashes ever meet: the later one is hashed again.
///
/// The figures must be in the order of [`crate::dataset::Dataset::sort`]. The same figures give the same ids.
pub fn make_unique(figures: &mut [Figure]) {
    let mut taken: HashSet<String> = HashSet::with_capacity(figures.len());
    for figure in figures {
        let mut round = 0;
        while !taken.insert(figure.figure_id.clone()) {
            round += 1;
            figure.figure_id = name(&said(figure, &figure.sentence), figure.char_start as u64, round);
        }
    }
}

/// A digest of what a figure says and where.
fn said(figure: &Figure, sentence: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in [&figure.doc_id, figure.kind.as_str(), &figure.exact, sentence] {
        // The length first, so that no two lists of parts run together alike.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

fn name(said: &[u8; 32], times: u64, round: u64) -> String {
    let digest = Sha256::new().chain_update(said).chain_update(times.to_be_bytes()).chain_update(round.to_be_bytes());
    let digest: [u8; 32] = digest.finalize().into();
    digest[..7].iter().fold(String::from("f"), |mut id, byte| {
        let _ = write!(id, "{byte:02x}");
        id
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saying(exact: &str, at: usize) -> Figure {
        Figure { exact: exact.into(), char_start: at, figure_id: String::new(), ..Figure::default() }
    }

    #[test]
    fn names_stay_when_others_come() {
        let mut before = [saying("5", 1), saying("6", 9), saying("5", 20)];
        let mut after = [saying("4", 1), saying("5", 11), saying("6", 19), saying("5", 30)];
        assign(&mut before);
        assign(&mut after);
        let ids = |figures: &[Figure]| figures.iter().map(|f| f.figure_id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&before), ids(&after[1..]));
        assert_eq!(ids(&before).iter().collect::<HashSet<_>>().len(), 3);
    }

    #[test]
    fn names_are_no_numbers() {
        let mut figures: Vec<_> = (0..2000).map(|n| saying(&n.to_string(), n)).collect();
        assign(&mut figures);
        for id in figures.iter().map(|figure| &figure.figure_id) {
            assert!(id.len() == 15 && id.starts_with('f') && id.parse::<f64>().is_err(), "{id}");
            assert!(id.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
        }
    }

    #[test]
    fn a_clash_is_settled() {
        let mut figures = [saying("5", 1), saying("6", 9)];
        figures[0].figure_id = "f1".into();
        figures[1].figure_id = "f1".into();
        make_unique(&mut figures);
        assert_eq!(figures[0].figure_id, "f1");
        assert_eq!(figures[1].figure_id.len(), 15);
    }
}
