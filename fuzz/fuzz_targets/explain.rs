//! How each figure of any text was read, step by step.

#![no_main]

use libfuzzer_sys::fuzz_target;
use quantifact::lexicon::Lexicon;
use quantifact::read::Format;
use quantifact_fuzz::documents;

/// Each is looked for anew in its document.
const MOST: usize = 20;

fuzz_target!(|bytes: &[u8]| {
    for document in documents(bytes, Format::Txt) {
        for figure in quantifact::extract::document(&document, Lexicon::embedded()).iter().take(MOST) {
            assert!(!quantifact::extract::steps(figure, &document, Lexicon::embedded()).is_empty());
        }
    }
});
