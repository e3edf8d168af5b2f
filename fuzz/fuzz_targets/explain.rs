//! How each figure of any text was read, step by step.

#![no_main]

use libfuzzer_sys::fuzz_target;
use quantifact::lexicon::Lexicon;
use quantifact::read::Format;
use quantifact_fuzz::documents;

fuzz_target!(|bytes: &[u8]| {
    for document in documents(bytes, Format::Txt) {
        for figure in quantifact::extract::document(&document, Lexicon::embedded()) {
            assert!(!quantifact::extract::steps(&figure, &document, Lexicon::embedded()).is_empty());
        }
    }
});
