//! Any bytes, read as text or Markdown: no panic, and every figure's words stand at its offsets.

#![no_main]

use libfuzzer_sys::fuzz_target;
use quantifact::lexicon::Lexicon;
use quantifact::read::{Format, ReadOptions, read};
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    for format in [Format::Txt, Format::Md] {
        let options = ReadOptions { format: Some(format), ..ReadOptions::default() };
        let Ok(documents) = read(bytes, Path::new("fuzz"), &options) else { continue };
        for document in &documents {
            for figure in quantifact::extract::document(document, Lexicon::embedded()) {
                assert_eq!(figure.span.of(&document.text), figure.exact);
            }
        }
    }
});
