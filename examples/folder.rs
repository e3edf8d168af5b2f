//! A folder of documents → CSV on stdout: `cargo run --example folder -- data/fact-sheets > figures.csv`
//!
//! Each file is read as what it is: text, Markdown, HTML, PDF, DOCX. One that cannot be read is named on stderr, and the
//! others go on.

use quantifact::dataset::csv;
use quantifact::extract;
use quantifact::figure::Figure;
use quantifact::lexicon::Lexicon;
use quantifact::read::{self, ReadOptions};
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args().nth(1).ok_or("name a folder of documents")?;
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();

    let options = ReadOptions::default();
    let mut table = csv::Writer::<_, Figure>::new(io::stdout().lock(), false)?;
    for path in paths.iter().filter(|path| path.is_file()) {
        match read::read(&fs::read(path)?, path, &options) {
            Ok(documents) => {
                for figure in documents.iter().flat_map(|document| extract::document(document, Lexicon::embedded())) {
                    table.write(&figure)?;
                }
            }
            Err(problem) => eprintln!("{problem}"),
        }
    }
    table.flush()?;
    Ok(())
}
