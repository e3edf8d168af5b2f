//! What every target asks: no panic, and every figure's words stand at its offsets.

use quantifact::figure::Document;
use quantifact::lexicon::Lexicon;
use quantifact::read::{Format, ReadOptions, read};
use std::path::Path;

/// Reads the bytes and looks at every figure.
pub fn check(bytes: &[u8], format: Format) {
    for document in documents(bytes, format) {
        for figure in quantifact::extract::document(&document, Lexicon::embedded()) {
            assert_eq!(figure.span.of(&document.text), figure.exact);
        }
    }
}

/// The documents in the bytes; none where they do not read.
pub fn documents(bytes: &[u8], format: Format) -> Vec<Document> {
    let options = ReadOptions::default().with_format(format);
    read(bytes, Path::new("fuzz"), &options).unwrap_or_default()
}
