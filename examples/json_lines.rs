//! JSON lines of documents on stdin → JSON lines of figures on stdout:
//! `echo '{"id":"r-1","date":"2024-04-19","text":"Last year 1,200 teachers were trained."}' | cargo run --example json_lines`
//!
//! A figure's line holds the columns of `figures.csv`, and for each cell the place of the words that filled it and how
//! likely it is right.

use quantifact::dataset::jsonl;
use quantifact::extract;
use quantifact::lexicon::Lexicon;
use quantifact::read::{self, Format, ReadOptions};
use std::error::Error;
use std::io::{self, BufRead as _, BufWriter, Write as _};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let options = ReadOptions::default().with_format(Format::Jsonl);
    let mut out = BufWriter::new(io::stdout().lock());
    // Line by line, so that memory holds one document however many there are.
    for line in io::stdin().lock().lines() {
        for document in read::read(line?.as_bytes(), Path::new("stdin"), &options)? {
            for figure in extract::document(&document, Lexicon::embedded()) {
                jsonl::write_row(&figure, &mut out)?;
            }
        }
    }
    out.flush()?;
    Ok(())
}
