//! Documents as they come → documents of which no two bear the same id.
//!
//! Files have ids of their own from the start (see `inputs`), but what a record is called is known only when it is read.
//! Where an earlier document bears its id, a later one is called by its file, too: `more.jsonl#a-1`.

use super::extracted::Extracted;
use crate::extract::ids;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The ids borne so far.
#[derive(Debug, Default)]
pub(crate) struct Distinct {
    /// Their hashes alone, since there may be millions: should two meet, a document is called by its file without need.
    borne: HashSet<u64>,
}

impl Distinct {
    /// Gives the document another id where an earlier one bears its own.
    pub(crate) fn settle(&mut self, mut extracted: Extracted) -> Extracted {
        if self.bear(&extracted.row.doc_id) {
            return extracted;
        }
        let mut id = by_file(&extracted.row.path, &extracted.row.doc_id);
        while !self.bear(&id) {
            id.push('+');
        }
        for figure in &mut extracted.figures {
            figure.doc_id.clone_from(&id);
        }
        ids::assign(&mut extracted.figures);
        if let Some(document) = &mut extracted.document {
            document.id.clone_from(&id);
        }
        extracted.row.doc_id = id;
        extracted
    }

    fn bear(&mut self, id: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        self.borne.insert(hasher.finish())
    }
}

/// What the document of a file is called where its id is borne by another's.
pub(crate) fn by_file(path: &str, id: &str) -> String {
    format!("{path}#{id}")
}
