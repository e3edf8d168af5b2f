//! One file → its documents with their figures; a file that cannot be read gives a failed row.

use super::failure::reason;
use super::inputs::Input;
use crate::extract::{self, Outcome};
use crate::figure::{Document, DocumentRow, Figure};
use crate::lexicon::Lexicon;
use crate::read::{self, Format, Limit, Limits, ReadOptions};
use rayon::prelude::*;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// A document after extraction.
#[derive(Debug)]
pub(crate) struct Extracted {
    /// Its row in the table of documents.
    pub(crate) row: DocumentRow,
    /// The document; none where it could not be read.
    pub(crate) document: Option<Document>,
    /// Its figures, in the order of its text.
    pub(crate) figures: Vec<Figure>,
    /// Whether the next document may be long in coming: what is written so far is to be seen.
    pub(crate) pauses: bool,
}

/// The documents of one file.
pub(super) fn file(input: &Input, options: &ReadOptions, lexicon: &Lexicon) -> Vec<Extracted> {
    if let Some(problem) = &input.problem {
        return vec![failed(input, problem.clone())];
    }
    let bytes = match bytes(input, &options.limits) {
        Ok(bytes) => bytes,
        Err(message) => return vec![failed(input, message)],
    };
    file_of(input, options, lexicon, &bytes)
}

/// The documents of a file of these bytes.
pub(super) fn file_of(input: &Input, options: &ReadOptions, lexicon: &Lexicon, bytes: &[u8]) -> Vec<Extracted> {
    if bytes.is_empty() {
        return vec![failed(input, "the file is empty".to_owned())];
    }
    let mut options = options.clone();
    if input.path.is_none() && options.format.is_none() {
        options.format = Some(Format::Txt);
    }
    let path = input.path.as_deref().unwrap_or(Path::new("stdin"));
    match read::read_with(bytes, path, &options, lexicon) {
        Err(error) => {
            // The path stands in a column, and before the line on stderr.
            let message = error.to_string();
            let message = message.strip_prefix(&format!("{}: ", path.display())).unwrap_or(&message);
            vec![failed(input, message.to_owned())]
        }
        Ok(documents) if documents.is_empty() => vec![failed(input, "no text found in it".to_owned())],
        Ok(mut documents) => {
            // Records of a table bear ids of their own.
            let table = options.format.or(Format::of_path(path)).is_some_and(Format::is_table);
            if let ([only], false) = (documents.as_mut_slice(), table) {
                only.id.clone_from(&input.id);
            }
            documents.into_par_iter().map(|document| one(document, input, &options.limits, lexicon)).collect()
        }
    }
}

/// The bytes of a file, or why there are none; no more of them are held than a file may have.
fn bytes(input: &Input, limits: &Limits) -> Result<Vec<u8>, String> {
    let most = limits.get(Limit::File);
    let mut bytes = Vec::new();
    let read = match &input.path {
        Some(path) => File::open(path).and_then(|file| file.take(most.saturating_add(1)).read_to_end(&mut bytes)),
        None => std::io::stdin().lock().take(most.saturating_add(1)).read_to_end(&mut bytes),
    };
    read.map_err(|error| reason(&error))?;
    if bytes.len() as u64 > most { Err(limits.exceeded(Limit::File)) } else { Ok(bytes) }
}

/// The figures of a document, and its row.
pub(super) fn one(mut document: Document, input: &Input, limits: &Limits, lexicon: &Lexicon) -> Extracted {
    document.path.clone_from(&input.name);
    let Outcome { row, figures } = extract::outcome(&document, lexicon, limits);
    Extracted { row, document: Some(document), figures, pauses: false }
}

/// The row of a file that gave nothing.
pub(super) fn failed(input: &Input, message: String) -> Extracted {
    let Outcome { row, figures } = Outcome::failed(input.id.clone(), input.name.clone(), message);
    Extracted { row, document: None, figures, pauses: false }
}
