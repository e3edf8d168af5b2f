//! How many bytes a second are read and extracted: the fact sheets of this repository, and as one long text.
//!
//! `cargo bench`

use divan::Bencher;
use divan::counter::BytesCount;
use quantifact::extract;
use quantifact::lexicon::Lexicon;
use quantifact::read::{ReadOptions, read};
use std::path::{Path, PathBuf};

fn main() {
    divan::main();
}

/// The fact sheets: path and bytes.
fn sheets() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/fact-sheets");
    let mut sheets: Vec<_> = std::fs::read_dir(folder)
        .expect("the fact sheets are part of the repository")
        .flatten()
        .map(|entry| (entry.path(), std::fs::read(entry.path()).expect("a fact sheet")))
        .collect();
    sheets.sort();
    sheets
}

/// Bytes to figures, one document after the other on one thread.
#[divan::bench]
fn fact_sheets(bencher: Bencher) {
    let sheets = sheets();
    let bytes: usize = sheets.iter().map(|(_, bytes)| bytes.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        sheets
            .iter()
            .flat_map(|(path, bytes)| read(bytes, path, &ReadOptions::default()).expect("it reads"))
            .map(|document| extract::document(&document, Lexicon::embedded()).len())
            .sum::<usize>()
    });
}

/// The same without reading: the cost of the pipeline alone.
#[divan::bench]
fn documents(bencher: Bencher) {
    let documents: Vec<_> = sheets()
        .iter()
        .flat_map(|(path, bytes)| read(bytes, path, &ReadOptions::default()).expect("it reads"))
        .collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| documents.iter().map(|it| extract::document(it, Lexicon::embedded()).len()).sum::<usize>());
}

/// One text of many megabytes: time must grow with length, not faster.
#[divan::bench(args = [1, 8, 32], sample_count = 5)]
fn one_long_text(bencher: Bencher, copies: usize) {
    let text = sheets().into_iter().flat_map(|(_, bytes)| bytes).collect::<Vec<_>>().repeat(copies);
    bencher.counter(BytesCount::new(text.len())).bench(|| {
        read(&text, Path::new("long.txt"), &ReadOptions::default())
            .expect("it reads")
            .iter()
            .map(|document| extract::document(document, Lexicon::embedded()).len())
            .sum::<usize>()
    });
}
