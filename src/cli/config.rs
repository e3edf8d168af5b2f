//! `quantifact.toml` → what `run` works on. Paths in it are relative to the file.
//!
//! ```toml
//! documents = ["data/fact-sheets"]        # files or folders
//! series = "data/series.toml"             # optional: without it no charts
//! expected = "data/expected.csv"          # optional: without it no check
//! corrections = "data/corrections.csv"    # optional: replayed on what is read
//! lexicon = "my-lexicon"                  # optional: tables with words of your own
//!
//! [outputs]                               # optional, as are its keys
//! dataset = "data/dataset"
//! charts = "charts"
//! report = "report"
//! ```

use super::failure::{Failure, reason};
use crate::dataset::did_you_mean;
use crate::span::Locator;
use serde::Deserialize;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What `run` works on. Every path can be opened from where the command was started.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Config {
    /// The folder that paths in the tables are relative to: the configuration's own.
    pub(crate) root: PathBuf,
    /// Files and folders of documents.
    pub(crate) documents: Vec<PathBuf>,
    /// The series to draw.
    pub(crate) series: Option<PathBuf>,
    /// The rows to check against.
    pub(crate) expected: Option<PathBuf>,
    /// The corrections to replay.
    pub(crate) corrections: Option<PathBuf>,
    /// A folder of tables that replace the built-in ones.
    pub(crate) lexicon: Option<PathBuf>,
    /// Where the tables go.
    pub(crate) dataset: PathBuf,
    /// Where the charts go.
    pub(crate) charts: PathBuf,
    /// Where the report goes.
    pub(crate) report: PathBuf,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    documents: OneOrMore,
    series: Option<PathBuf>,
    expected: Option<PathBuf>,
    corrections: Option<PathBuf>,
    lexicon: Option<PathBuf>,
    #[serde(default)]
    outputs: Outputs,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Outputs {
    dataset: PathBuf,
    charts: PathBuf,
    report: PathBuf,
}

impl Default for Outputs {
    fn default() -> Self {
        Self { dataset: "data/dataset".into(), charts: "charts".into(), report: "report".into() }
    }
}

/// A path or a list of paths.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a path or a list of paths")]
enum OneOrMore {
    One(PathBuf),
    More(Vec<PathBuf>),
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// Names the file, line and column of what does not read, and the key that was probably meant.
    pub(crate) fn load(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            let message = format!("{}: {}", path.display(), reason(&error));
            if error.kind() == ErrorKind::NotFound {
                Failure::advised(
                    message,
                    "name a configuration with --config, or read documents without one: quantifact extract PATH",
                )
            } else {
                Failure::new(message)
            }
        })?;
        Self::parse(&text, path)
    }

    fn parse(text: &str, path: &Path) -> Result<Self, Failure> {
        let file: File = toml::from_str(text).map_err(|error| explain(&error, text, path))?;
        let root = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::new(),
        };
        let documents = match file.documents {
            OneOrMore::One(path) => vec![path],
            OneOrMore::More(paths) => paths,
        };
        if documents.is_empty() {
            return Err(Failure::advised(
                format!("{}: `documents` is empty", path.display()),
                "name at least one file or folder of documents",
            ));
        }
        let at = |path: PathBuf| root.join(path);
        Ok(Self {
            documents: documents.into_iter().map(at).collect(),
            series: file.series.map(at),
            expected: file.expected.map(at),
            corrections: file.corrections.map(at),
            lexicon: file.lexicon.map(at),
            dataset: at(file.outputs.dataset),
            charts: at(file.outputs.charts),
            report: at(file.outputs.report),
            root,
        })
    }
}

/// A TOML error as one line with its place, and the key that was meant where one is near.
fn explain(error: &toml::de::Error, text: &str, path: &Path) -> Failure {
    let at = Locator::new(text);
    let place = match error.span() {
        Some(span) => format!("{}:{}:{}", path.display(), at.line(span.start), at.column(span.start)),
        None => path.display().to_string(),
    };
    // serde words it: unknown field `documnets`, expected one of `documents`, `series`, …
    let mut quoted = error.message().split('`').skip(1).step_by(2);
    let unknown = error.message().strip_prefix("unknown field ").and_then(|_| quoted.next());
    let Some(key) = unknown else {
        let message = error.message().replace("missing field", "missing key").replace('\n', "; ");
        return Failure::new(format!("{place}: {message}"));
    };
    let known: Vec<&str> = quoted.collect();
    let hint = did_you_mean(key, known.iter().copied());
    Failure::advised(format!("{place}: unknown key `{key}`{hint}"), format!("the keys here are {}", known.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        match Config::parse(text, Path::new("my/quantifact.toml")) {
            Err(Failure::Told { message, help }) => format!("{message} | {}", help.unwrap_or_default()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let config =
            Config::parse("documents = \"in\"\n[outputs]\ncharts = \"/tmp/c\"", Path::new("my/q.toml")).unwrap();
        assert_eq!(config.documents, [Path::new("my/in")]);
        assert_eq!(config.charts, Path::new("/tmp/c"));
        assert_eq!(config.dataset, Path::new("my/data/dataset"));
        assert_eq!(config.series, None);
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        let cases = [
            (
                "documents = \"a\"\nserie = \"b\"",
                "my/quantifact.toml:2:1: unknown key `serie`; did you mean `series`? | the keys here are documents, series, expected, corrections, lexicon, outputs",
            ),
            (
                "documents = \"a\"\n[outputs]\ncolour = 1",
                "my/quantifact.toml:3:1: unknown key `colour` | the keys here are dataset, charts, report",
            ),
            ("series = \"b\"", "my/quantifact.toml:1:1: missing key `documents` | "),
            ("documents = 3", "my/quantifact.toml:1:13: expected a path or a list of paths | "),
            (
                "documents = []",
                "my/quantifact.toml: `documents` is empty | name at least one file or folder of documents",
            ),
            ("documents = \"a", "my/quantifact.toml:1:15: invalid basic string, expected `\"` | "),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text), expected);
        }
    }
}
