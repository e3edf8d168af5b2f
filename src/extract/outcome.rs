//! A document read → its figures and its row in the table of documents, within what it may cost.

use super::within;
use crate::figure::{Document, DocumentRow, DocumentStatus, Figure};
use crate::lexicon::Lexicon;
use crate::read::Limits;

/// What became of a document.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Its row in the table of documents, also where it could not be read.
    pub row: DocumentRow,
    /// Its figures, in the order of its text.
    pub figures: Vec<Figure>,
}

impl Outcome {
    /// Of a document that could not be read: what it is called, its path, and why.
    pub fn failed(doc_id: String, path: String, message: String) -> Self {
        let row = DocumentRow { doc_id, path, status: DocumentStatus::Failed, message, ..DocumentRow::default() };
        Self { row, figures: Vec::new() }
    }
}

/// The figures of a document, and its row: `failed` where there is no text or its language is not read, `partial` where
/// something was left out, with a message that says what.
pub fn outcome(document: &Document, lexicon: &Lexicon, limits: &Limits) -> Outcome {
    let (figures, left_out) = within(document, lexicon, limits);
    let told = [document.message.as_str(), &left_out];
    let told = told.iter().filter(|told| !told.is_empty()).copied().collect::<Vec<_>>().join("; ");
    let (status, message) = if document.text.trim().is_empty() {
        (DocumentStatus::Failed, if told.is_empty() { "no text found in it".to_owned() } else { told })
    } else if let Some(language) = document.foreign {
        (DocumentStatus::Failed, unread_language(language))
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
    Outcome { row, figures }
}

/// What is told of a document whose language is not read.
pub(crate) fn unread_language(language: &str) -> String {
    format!("language not read: {language}")
}
