//! Figures that a subcommand works on: tables written before, read back, or documents, read now.

use super::distinct::by_file;
use super::failure::{Failure, reason, warn};
use super::inputs::{self, Found};
use super::options::{ReadArgs, Reading};
use super::pipeline;
use super::progress::Progress;
use crate::dataset::{Dataset, Row, csv, jsonl};
use crate::figure::{Document, DocumentRow, DocumentStatus, Figure};
use crate::read::{self, Format, Limits, ReadOptions};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Figures with the documents they stand in, as far as those are at hand.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// The rows, sorted.
    pub(crate) dataset: Dataset,
    /// The documents, read again where the figures came from tables.
    pub(crate) documents: Vec<Document>,
}

/// Reads every path: a table of figures (`.csv`, `.jsonl`, or a folder with a `figures.csv`), or documents.
///
/// The tables of documents, series and claims are taken from beside the table of figures. A document that cannot be
/// read is a warning.
///
/// # Errors
/// Names the file, and the line and column of a cell that does not read; a path where nothing is.
pub(crate) fn load(paths: &[PathBuf], args: ReadArgs) -> Result<Tables, Failure> {
    gather(paths, args, true)
}

/// The figures alone, as [`load`] reads them; the documents of tables are not read again.
///
/// # Errors
/// As [`load`].
pub(crate) fn figures(paths: &[PathBuf], args: ReadArgs) -> Result<Vec<Figure>, Failure> {
    dataset(paths, args).map(|dataset| dataset.figures)
}

/// The rows alone, as [`load`] reads them; the documents of tables are not read again.
///
/// # Errors
/// As [`load`].
pub(crate) fn dataset(paths: &[PathBuf], args: ReadArgs) -> Result<Dataset, Failure> {
    gather(paths, args, false).map(|tables| tables.dataset)
}

fn gather(paths: &[PathBuf], args: ReadArgs, again: bool) -> Result<Tables, Failure> {
    let told = args.from.is_some();
    let (tables, prose): (Vec<_>, Vec<_>) = paths.iter().cloned().partition(|path| !told && is_table(path));
    let reading = args.resolve()?;
    let mut all = Tables::default();
    for path in &tables {
        let file = if path.is_dir() { path.join("figures.csv") } else { path.clone() };
        let one = table(&file)?;
        if again {
            let folder = file.parent().unwrap_or(Path::new(""));
            all.documents.extend(documents(&one.documents, folder, reading.options.limits));
        }
        all.add(one);
    }
    if !prose.is_empty() {
        let found = inputs::find(&prose, reading.options.format, Path::new(""));
        let (one, documents) = extract(found, &reading)?;
        all.documents.extend(documents);
        all.add(one);
    }
    all.dataset.sort();
    Ok(all)
}

impl Tables {
    fn add(&mut self, other: Dataset) {
        self.dataset.figures.extend(other.figures);
        self.dataset.documents.extend(other.documents);
        self.dataset.series.extend(other.series);
        self.dataset.claims.extend(other.claims);
    }
}

fn is_table(path: &Path) -> bool {
    path.join("figures.csv").is_file() || matches!(Format::of_path(path), Some(Format::Csv | Format::Jsonl))
}

/// The figures of documents, sorted, each with an id of its own; and the documents.
///
/// # Errors
/// The first path where nothing is, after the others are named on stderr; where no document could be read.
pub(crate) fn extract(found: Found, reading: &Reading) -> Result<(Dataset, Vec<Document>), Failure> {
    let Found { inputs, mut mistakes, passed_over } = found;
    if let Some(last) = mistakes.pop() {
        mistakes.iter().for_each(Failure::print);
        return Err(last);
    }
    inputs::tell_passed_over(&passed_over);

    let (mut dataset, mut documents) = (Dataset::default(), Vec::new());
    let progress = Progress::new(inputs.len());
    pipeline::each(&inputs, reading, &progress, true, |extracted| {
        if extracted.row.status != DocumentStatus::Ok {
            progress.beside(|| warn(format!("{}: {}", extracted.row.path, extracted.row.message)));
        }
        dataset.figures.extend(extracted.figures);
        dataset.documents.push(extracted.row);
        documents.extend(extracted.document);
        Ok(())
    })?;
    if dataset.documents.iter().all(|row| row.status == DocumentStatus::Failed) {
        return Err(Failure::new("none of the documents could be read"));
    }
    dataset.sort();
    crate::extract::ids::make_unique(&mut dataset.figures);
    Ok((dataset, documents))
}

/// A table of figures with the tables beside it.
fn table(file: &Path) -> Result<Dataset, Failure> {
    let figures = rows(file)?;
    let documents = beside(file, "documents.csv")?;
    Ok(Dataset {
        documents: if documents.is_empty() { named(&figures) } else { documents },
        figures,
        series: beside(file, "series.csv")?,
        claims: beside(file, "claims.csv")?,
    })
}

/// The documents as far as their figures tell of them.
fn named(figures: &[Figure]) -> Vec<DocumentRow> {
    let mut rows: BTreeMap<&str, DocumentRow> = BTreeMap::new();
    for figure in figures {
        let row = rows.entry(&figure.doc_id).or_insert_with(|| DocumentRow {
            doc_id: figure.doc_id.clone(),
            publisher: figure.publisher.clone(),
            published: figure.published.clone(),
            lang: Some(figure.lang),
            ..DocumentRow::default()
        });
        row.figures += 1;
    }
    rows.into_values().collect()
}

fn beside<R: Row>(file: &Path, name: &str) -> Result<Vec<R>, Failure> {
    let file = file.with_file_name(name);
    if file.exists() { rows(&file) } else { Ok(Vec::new()) }
}

fn rows<R: Row>(file: &Path) -> Result<Vec<R>, Failure> {
    let bytes = std::fs::read(file).map_err(|error| {
        Failure::advised(
            format!("{}: {}", file.display(), reason(&error)),
            "tables of figures are written by `quantifact run` and `quantifact extract`",
        )
    })?;
    let bytes = read::unpacked(&bytes, &Limits::default())
        .map_err(|problem| Failure::new(format!("{}: {problem}", file.display())))?;
    let json = Format::of_path(file) == Some(Format::Jsonl);
    let rows = if json { jsonl::read_from(&*bytes, file) } else { csv::read_from(&*bytes, file) };
    rows.map_err(|error| Failure::of(&error))
}

/// The documents that rows were read from, read again. One that cannot be found, or has changed since, is warned of
/// and left out: offsets would point at the wrong words.
///
/// A path is looked for from where the command was started, then from `folder` and the folders above it.
fn documents(rows: &[DocumentRow], folder: &Path, limits: Limits) -> Vec<Document> {
    let mut files: BTreeMap<&str, Vec<&DocumentRow>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.sha256.is_empty()) {
        files.entry(&row.path).or_default().push(row);
    }
    let mut documents = Vec::new();
    for (path, rows) in files {
        match reread(path, &rows, folder, limits) {
            Ok(found) => documents.extend(found),
            Err(message) => warn(format!("{path}: {message}; its figures are shown by their sentences")),
        }
    }
    documents
}

fn reread(path: &str, rows: &[&DocumentRow], folder: &Path, limits: Limits) -> Result<Vec<Document>, String> {
    let file = locate(path, folder).ok_or("not found")?;
    let bytes = std::fs::read(&file).map_err(|error| reason(&error))?;
    let mut found = read::read(&bytes, &file, &ReadOptions { limits, ..ReadOptions::default() })
        .map_err(|error| error.to_string())?;
    if let ([only], [row]) = (found.as_mut_slice(), rows) {
        only.id.clone_from(&row.doc_id);
    }
    for document in &mut found {
        let id = by_file(path, &document.id);
        if rows.iter().any(|row| row.doc_id == id) {
            document.id = id;
        }
    }
    found.retain(|document| rows.iter().any(|row| row.doc_id == document.id && row.sha256 == document.sha256));
    if found.len() < rows.len() {
        return Err("has changed since its figures were read".to_owned());
    }
    for document in &mut found {
        path.clone_into(&mut document.path);
    }
    Ok(found)
}

fn locate(path: &str, folder: &Path) -> Option<PathBuf> {
    let here = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    std::iter::once(PathBuf::from(path))
        .chain(here.ancestors().map(|above| above.join(path)))
        .find(|file| file.is_file())
}
