//! The whole pipeline, readable top to bottom: document → blocks → mentions → sentences → slots → figures.

use crate::figure::{Document, Figure};
use crate::lexicon::Lexicon;

/// Every figure of a document, in the order of the text.
pub fn document(document: &Document, lexicon: &Lexicon) -> Vec<Figure> {
    let _ = (document, lexicon);
    Vec::new()
}
