//! A folder of tables on disk, whose files appear together.

use super::error::DatasetError;
use super::package::{self, Resource};
use super::rows::Row;
use super::{Dataset, csv, jsonl};
use crate::stage::{self, Stage};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A format that is written beside the CSV tables where it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Extra {
    /// `figures.xlsx`, a sheet a table; needs the feature `xlsx`.
    Xlsx,
    /// `figures.jsonl`, with the places of the evidence.
    Jsonl,
    /// Each table as Parquet; needs the feature `parquet`.
    Parquet,
}

/// What is written, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// Put a byte order mark in front of each CSV file, for Excel.
    pub excel: bool,
    /// What else to write.
    pub also: Vec<Extra>,
    /// The way from the folder to the report, which the workbook's links take (`../../report/index.html`).
    pub report: Option<String>,
}

impl WriteOptions {
    /// Puts a byte order mark in front of each CSV file, for Excel.
    #[must_use]
    pub fn with_excel(mut self, excel: bool) -> Self {
        self.excel = excel;
        self
    }

    /// Writes this format beside the CSV files.
    #[must_use]
    pub fn with_also(mut self, extra: Extra) -> Self {
        self.also.push(extra);
        self
    }

    /// Links the workbook's figures to the report that lies there, seen from the folder.
    #[must_use]
    pub fn with_report(mut self, way: impl Into<String>) -> Self {
        self.report = Some(way.into());
        self
    }
}

/// Writes `figures.csv`, `documents.csv`, `series.csv`, `claims.csv`, `datapackage.json` and what the options ask for
/// into `folder`, which is made where it does not exist. The rows are written in the order given: call
/// [`Dataset::sort`] first. Gives the paths of the files, in the order written. A workbook that cannot hold the rows is
/// left out, as `xlsx::too_many` tells.
///
/// # Errors
/// Names the file. No file has changed then, unless moving one into place failed after others were moved.
pub fn write_all(folder: &Path, dataset: &Dataset, options: &WriteOptions) -> Result<Vec<PathBuf>, DatasetError> {
    let mut stage = Stage::default();
    add_all(&mut stage, folder, dataset, options)?;
    stage.settle().map_err(|(path, source)| DatasetError::io(&path, source))
}

/// Adds the same files to others that are to appear with them.
///
/// # Errors
/// Names the file.
pub(crate) fn add_all(
    stage: &mut Stage,
    folder: &Path,
    dataset: &Dataset,
    options: &WriteOptions,
) -> Result<(), DatasetError> {
    let mut files = Files { folder, stage };
    let resources = [
        files.table(&dataset.figures, options)?,
        files.table(&dataset.documents, options)?,
        files.table(&dataset.series, options)?,
        files.table(&dataset.claims, options)?,
    ];
    files.add("datapackage.json", |out| out.write_all(package::descriptor(&resources).as_bytes()))?;
    if options.also.contains(&Extra::Xlsx) {
        files.workbook(dataset, options)?;
    }
    if options.also.contains(&Extra::Jsonl) {
        files.add("figures.jsonl", |out| jsonl::write(&dataset.figures, io::BufWriter::new(out)))?;
    }
    Ok(())
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
    stage::write(path, content).map_err(|source| DatasetError::io(path, source))
}

#[cfg(not(all(feature = "parquet", feature = "xlsx")))]
fn not_built(path: &Path, feature: &'static str) -> DatasetError {
    DatasetError::NotBuilt { path: path.to_owned(), feature }
}

/// A folder of files to appear together.
struct Files<'a> {
    folder: &'a Path,
    stage: &'a mut Stage,
}

impl Files<'_> {
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
            return Err(not_built(&path.with_extension("parquet"), "parquet"));
        }
        Ok(Resource::new(R::TABLE, &content))
    }

    #[cfg(feature = "xlsx")]
    fn workbook(&mut self, dataset: &Dataset, options: &WriteOptions) -> Result<(), DatasetError> {
        use super::xlsx;
        if xlsx::too_many(dataset).is_some() {
            // One of an earlier run would not be of these rows.
            self.stage.remove(self.folder.join("figures.xlsx"));
            return Ok(());
        }
        self.add("figures.xlsx", |out| xlsx::write(dataset, options.report.as_deref(), out))
    }

    #[cfg(not(feature = "xlsx"))]
    fn workbook(&mut self, _: &Dataset, _: &WriteOptions) -> Result<(), DatasetError> {
        Err(not_built(&self.folder.join("figures.xlsx"), "xlsx"))
    }

    fn add(&mut self, name: &str, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), DatasetError> {
        let path = self.folder.join(name);
        self.stage.add(&path, write).map_err(|source| DatasetError::io(&path, source))
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::tests::sample;
    use super::*;
    use crate::figure::{ClaimRow, Evidence, Figure, Relation};
    use crate::span::Span;
    use std::fs;

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

    #[cfg(feature = "xlsx")]
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
    fn a_format_whose_feature_is_off_is_named() {
        for (on, extra, told) in [
            (
                cfg!(feature = "xlsx"),
                Extra::Xlsx,
                "figures.xlsx: is not written by this build, which lacks the feature `xlsx`",
            ),
            (
                cfg!(feature = "parquet"),
                Extra::Parquet,
                "figures.parquet: is not written by this build, which lacks the feature `parquet`",
            ),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let written = write_all(folder.path(), &dataset(), &WriteOptions::default().with_also(extra));
            assert_eq!(written.is_ok(), on);
            assert!(written.err().is_none_or(|error| error.to_string().ends_with(told)));
            assert_eq!(folder.path().join("figures.csv").exists(), on, "all or nothing");
        }
    }

    #[test]
    fn a_missing_table_is_named() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read_all(folder.path()).unwrap_err().to_string().contains("figures.csv: "));
    }
}
