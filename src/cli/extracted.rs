//! One file → its documents with their figures; a file that cannot be read gives a failed row.

use super::failure::reason;
use super::inputs::Input;
use crate::extract;
use crate::figure::{Document, DocumentRow, DocumentStatus, Figure};
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
            let table = matches!(options.format.or(Format::of_path(path)), Some(Format::Jsonl | Format::Csv));
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
    let (figures, over, left_out) = extract::within(&document, lexicon, Some(limits.clock()));
    if let Some(line) = over {
        document.tell(&format!("{}: read as far as line {line}", limits.exceeded(Limit::Time)));
    }
    if !left_out.is_empty() {
        document.tell(&left_out);
    }
    let told = document.message.clone();
    let (status, message) = if document.text.trim().is_empty() {
        let unsaid = document.message.is_empty();
        (DocumentStatus::Failed, if unsaid { "no text found in it".to_owned() } else { document.message.clone() })
    } else if let Some(language) = document.foreign {
        (DocumentStatus::Failed, unread(language))
    } else if told.is_empty() {
        (DocumentStatus::Ok, told)
    } else {
        (DocumentStatus::Partial, told)
    };
    let row = DocumentRow {
        doc_id: document.id.clone(),
        path: document.path.clone(),
        title: document.title.clone(),
        publisher: document.publisher.clone(),
        published: document.published.as_ref().map(|date| date.period.edtf.clone()).unwrap_or_default(),
        published_from: document.published.as_ref().map(|date| date.from),
        url: document.url.clone(),
        source_id: document.source_id.clone(),
        lang: (status != DocumentStatus::Failed).then_some(document.lang),
        sha256: document.sha256.clone(),
        chars: document.text.chars().count(),
        figures: figures.len(),
        status,
        message,
    };
    Extracted { row, document: Some(document), figures, pauses: false }
}

/// What is told of a document whose language is not read.
pub(crate) fn unread(language: &str) -> String {
    format!("language not read: {language}")
}

/// The row of a file that gave nothing.
pub(super) fn failed(input: &Input, message: String) -> Extracted {
    let row = DocumentRow {
        doc_id: input.id.clone(),
        path: input.name.clone(),
        status: DocumentStatus::Failed,
        message,
        ..DocumentRow::default()
    };
    Extracted { row, document: None, figures: Vec::new(), pauses: false }
}
