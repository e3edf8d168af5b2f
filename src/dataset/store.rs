//! A folder of tables on disk. Each file is written beside its place under another name and then moved there, so a run
//! that is cut short leaves the old file whole.

use super::error::DatasetError;
use super::package::{self, Resource};
use super::rows::Row;
use super::{Dataset, csv, jsonl, xlsx};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A format that is written beside the CSV tables where it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extra {
    /// `figures.xlsx`, a sheet a table.
    Xlsx,
    /// `figures.jsonl`, with the places of the evidence.
    Jsonl,
    /// Each table as Parquet; needs the feature `parquet`.
    Parquet,
}

/// What is written, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WriteOptions {
    /// Put a byte order mark in front of each CSV file, for Excel.
    pub excel: bool,
    /// What else to write.
    pub also: Vec<Extra>,
    /// The way from the folder to the report, which the workbook's links take (`../../report/index.html`).
    pub report: Option<String>,
}

/// Writes `figures.csv`, `documents.csv`, `series.csv`, `claims.csv`, `datapackage.json` and what the options ask for
/// into `folder`, which is made where it does not exist. The rows are written in the order given: call
/// [`Dataset::sort`] first. Gives the paths of the files, in the order written.
///
/// # Errors
/// Names the file. No file has changed then, unless moving one into place failed after others were moved.
pub fn write_all(folder: &Path, dataset: &Dataset, options: &WriteOptions) -> Result<Vec<PathBuf>, DatasetError> {
    fs::create_dir_all(folder).map_err(|source| DatasetError::io(folder, source))?;
    let mut files = Staged { folder, files: Vec::new() };
    let resources = [
        files.table(&dataset.figures, options)?,
        files.table(&dataset.documents, options)?,
        files.table(&dataset.series, options)?,
        files.table(&dataset.claims, options)?,
    ];
    files.add("datapackage.json", |out| out.write_all(package::descriptor(&resources).as_bytes()))?;
    if options.also.contains(&Extra::Xlsx) {
        files.add("figures.xlsx", |out| xlsx::write(dataset, options.report.as_deref(), out))?;
    }
    if options.also.contains(&Extra::Jsonl) {
        files.add("figures.jsonl", |out| jsonl::write(&dataset.figures, io::BufWriter::new(out)))?;
    }
    files.settle()
}

/// Reads the four tables of `folder`. `series.csv` and `claims.csv` may be missing and are then empty.
///
/// # Errors
/// Names the file, the line and the column.
pub fn read_all(folder: &Path) -> Result<Dataset, DatasetError> {
    Ok(Dataset {
        figures: csv::read(&folder.join("figures.csv"))?,
        documents: csv::read(&folder.join("documents.csv"))?,
        series: read_if_there(&folder.join("series.csv"))?,
        claims: read_if_there(&folder.join("claims.csv"))?,
    })
}

fn read_if_there<R: Row>(path: &Path) -> Result<Vec<R>, DatasetError> {
    if path.exists() { csv::read(path) } else { Ok(Vec::new()) }
}

/// Writes one file whole or not at all.
///
/// # Errors
/// Names the file, which then is as it was.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<(), DatasetError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut files = Staged { folder: path.parent().unwrap_or(Path::new("")), files: Vec::new() };
    files.add(&name, |out| out.write_all(content))?;
    files.settle().map(drop)
}

/// Files written under a passing name, each with the path it is to have. What is not settled is removed.
struct Staged<'a> {
    folder: &'a Path,
    files: Vec<(PathBuf, PathBuf)>,
}

impl Staged<'_> {
    fn table<R: Row>(&mut self, rows: &[R], options: &WriteOptions) -> Result<Resource, DatasetError> {
        let name = R::TABLE.name;
        let mut content = Vec::new();
        let path = self.folder.join(format!("{name}.csv"));
        csv::write(rows, &mut content, options.excel).map_err(|source| DatasetError::io(&path, source))?;
        self.add(&format!("{name}.csv"), |out| out.write_all(&content))?;
        if options.also.contains(&Extra::Parquet) {
            #[cfg(feature = "parquet")]
            self.add(&format!("{name}.parquet"), |out| super::parquet::write(rows, out))?;
            #[cfg(not(feature = "parquet"))]
            return Err(DatasetError::Format {
                path: path.with_extension("parquet"),
                message: "this build writes no Parquet; build it with `--features parquet`".to_owned(),
            });
        }
        Ok(Resource::new(R::TABLE, &content))
    }

    fn add(&mut self, name: &str, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), DatasetError> {
        let path = self.folder.join(name);
        let passing = self.folder.join(format!(".{name}.{}.part", std::process::id()));
        self.files.push((passing.clone(), path.clone()));
        let written = File::create(&passing).and_then(|mut file| {
            write(&mut file)?;
            file.sync_all()
        });
        written.map_err(|source| DatasetError::io(&path, source))
    }

    fn settle(self) -> Result<Vec<PathBuf>, DatasetError> {
        for (passing, path) in &self.files {
            fs::rename(passing, path).map_err(|source| DatasetError::io(path, source))?;
        }
        Ok(self.files.iter().map(|(_, path)| path.clone()).collect())
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        for (passing, _) in &self.files {
            // It may have been moved, or never have come to be.
            fs::remove_file(passing).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::tests::sample;
    use super::*;
    use crate::figure::{ClaimRow, Evidence, Figure, Relation};
    use crate::span::Span;

    fn dataset() -> Dataset {
        let figure = Figure { span: Span::default(), evidence: Evidence::default(), ..sample() };
        let claim = ClaimRow {
            claim_id: "c1".into(),
            relation: Relation::Repeated,
            figure_id: figure.figure_id.clone(),
            doc_id: figure.doc_id.clone(),
            note: "said again".into(),
        };
        Dataset { figures: vec![figure], claims: vec![claim], ..Dataset::default() }
    }

    #[test]
    fn a_folder_comes_back_and_a_rerun_changes_no_byte() {
        let folder = tempfile::tempdir().unwrap();
        let options = WriteOptions { also: vec![Extra::Xlsx, Extra::Jsonl], ..WriteOptions::default() };
        let paths = write_all(folder.path(), &dataset(), &options).unwrap();
        assert_eq!(read_all(folder.path()).unwrap(), dataset());
        let bytes = |paths: &[PathBuf]| paths.iter().map(|path| fs::read(path).unwrap()).collect::<Vec<_>>();
        let first = bytes(&paths);
        write_all(folder.path(), &dataset(), &options).unwrap();
        assert_eq!(bytes(&paths), first);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 7, "nothing is left behind");
    }

    #[test]
    fn a_failure_leaves_the_old_file_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        write_whole(&path, b"old").unwrap();
        let mut files = Staged { folder: folder.path(), files: Vec::new() };
        let failed = files.add("a.txt", |out| {
            out.write_all(b"ne")?;
            Err(io::Error::other("cut short"))
        });
        assert!(failed.unwrap_err().to_string().ends_with("a.txt: cut short"));
        drop(files);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_missing_table_is_named() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read_all(folder.path()).unwrap_err().to_string().contains("figures.csv: "));
    }
}
