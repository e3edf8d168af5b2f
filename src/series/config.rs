//! `series.toml`: its schema, reading it, and errors that name the file, the line and the key.

use super::filter::{Filter, OneOrMany};
use super::pattern::Pattern;
use crate::dataset::did_you_mean;
use crate::figure::{Figure, Period};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Why a configuration of series cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SeriesError {
    /// The file could not be read.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// It is no valid configuration.
    #[error("{file}:{line}: {message}")]
    Invalid {
        /// The file, as it was named.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong, with the key that was probably meant.
        message: String,
    },
}

/// How a series is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChartKind {
    /// As the data ask.
    #[default]
    Auto,
    /// Values over time, a span of time as a bar.
    Time,
    /// Horizontal bars, the longest first.
    Bars,
    /// One small chart over time for each place.
    Multiples,
}

/// How values are laid along their axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Scale {
    /// Logarithmic where the values span more than three orders of magnitude.
    #[default]
    Auto,
    /// Each step as much as another.
    Linear,
    /// Each step ten times the one before; of values above zero only.
    Log,
}

/// The column by which a chart sets figures apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the column of its name")]
#[non_exhaustive]
pub enum Group {
    Actor,
    Place,
    What,
    Category,
    Country,
    DocId,
}

impl Group {
    /// The figure's cell of that column.
    pub fn of(self, figure: &Figure) -> &str {
        match self {
            Self::Actor => &figure.actor,
            Self::Place => &figure.place,
            Self::What => &figure.what,
            Self::Category => &figure.category,
            Self::Country => &figure.country,
            Self::DocId => &figure.doc_id,
        }
    }

    /// The column's name.
    pub const fn column(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Place => "place",
            Self::What => "what",
            Self::Category => "category",
            Self::Country => "country",
            Self::DocId => "doc_id",
        }
    }

    /// What a figure with an empty cell is told to be.
    pub const fn unsaid(self) -> &'static str {
        match self {
            Self::Actor => "Actor not stated",
            Self::Place => "Place not stated",
            Self::What => "Not said of what",
            Self::Category => "Of no category",
            Self::Country => "Country not stated",
            Self::DocId => "No document",
        }
    }
}

/// A series: what it is called, and which figures belong to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SeriesSpec {
    /// Its name in `series.csv` and of its files: ASCII letters, digits, `_` and `-`.
    pub id: String,
    /// The subject of the finding.
    pub title: String,
    /// What is to be seen, drawn as the chart's title, with `{latest}`, `{largest}`, `{when}`, `{actor}` and `{count}`
    /// filled from the figures; empty for the title itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub headline: String,
    /// A line under the title; empty for one that says the unit and the marks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subtitle: String,
    /// The unit in words ("U.S. dollars", "jobs"); empty for the unit of its figures.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit_label: String,
    /// How it is drawn.
    #[serde(default, skip_serializing_if = "is_default")]
    pub chart: ChartKind,
    /// How values are laid along their axis.
    #[serde(default, skip_serializing_if = "is_default")]
    pub scale: Scale,
    /// The column that parts the bars into groups, or the panels of multiples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
    /// Draws so many figures: the largest as bars, the latest over time; the chart says how many more there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub top: Option<usize>,
    /// No figures of times that end before this, a day, month or year as EDTF; one without a period of its own stands
    /// at its document's date.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// No figures of times that begin after this.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// No smaller values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Decimal>,
    /// No larger values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// Who published the document, as a condition on a column of text.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub publisher: OneOrMany<String>,
    /// Of each claim of several documents only the figure said last.
    #[serde(default, skip_serializing_if = "is_default")]
    pub latest: bool,
    /// Every condition must hold.
    #[serde(rename = "where")]
    pub filter: Filter,
    /// None of the conditions may hold.
    #[serde(default, rename = "not", skip_serializing_if = "Filter::is_empty")]
    pub except: Filter,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The whole of a `series.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SeriesConfig {
    /// The series, in the order they are drawn.
    #[serde(default)]
    pub series: Vec<SeriesSpec>,
}

/// Reads a `series.toml`.
///
/// # Errors
/// Names the file, and the line and key where it is no valid configuration.
pub fn load(path: &Path) -> Result<SeriesConfig, SeriesError> {
    let text = std::fs::read_to_string(path).map_err(|source| SeriesError::Io { path: path.to_owned(), source })?;
    SeriesConfig::parse(&text, &path.display().to_string())
}

impl SeriesConfig {
    /// Reads the text of a `series.toml`; `file` is how errors call it.
    ///
    /// # Errors
    /// Names the line and the key of what does not fit, and the key that was probably meant.
    pub fn parse(text: &str, file: &str) -> Result<Self, SeriesError> {
        let invalid = |line, message| SeriesError::Invalid { file: file.to_owned(), line, message };
        let config: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            invalid(line, with_suggestion(error.message()))
        })?;
        for (index, spec) in config.series.iter().enumerate() {
            let problem = spec.problem().or_else(|| {
                let again = config.series.iter().take(index).any(|other| other.id == spec.id);
                again.then(|| format!("the id `{}` is used twice", spec.id))
            });
            if let Some(problem) = problem {
                return Err(invalid(line_of_series(text, index), problem));
            }
        }
        Ok(config)
    }

    /// The series of this name.
    pub fn get(&self, id: &str) -> Option<&SeriesSpec> {
        self.series.iter().find(|spec| spec.id == id)
    }
}

impl SeriesSpec {
    /// The series as a table of a `series.toml`, ready to be pasted there.
    ///
    /// ```
    /// use quantifact::series::{SeriesConfig, SeriesSpec};
    /// let mut spec = SeriesSpec::default();
    /// (spec.id, spec.title) = ("a".into(), "A".into());
    /// assert_eq!(spec.to_toml(), "[[series]]\nid = \"a\"\ntitle = \"A\"\n\n[series.where]\n");
    /// ```
    pub fn to_toml(&self) -> String {
        #[derive(Serialize)]
        struct One<'a> {
            series: [&'a SeriesSpec; 1],
        }
        // Strings and lists of them always have a TOML form.
        toml::to_string(&One { series: [self] }).unwrap_or_default()
    }

    fn problem(&self) -> Option<String> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if self.id.is_empty() || !self.id.chars().all(plain) {
            return Some(format!("the id {:?} names files: expected letters, digits, `_` and `-`", self.id));
        }
        if self.title.trim().is_empty() {
            return Some(format!("the series `{}` has an empty title", self.id));
        }
        if self.filter.is_empty() {
            return Some(format!("the series `{}` selects every figure: name a condition in `where`", self.id));
        }
        if let Some(problem) = self.limit_problem() {
            return Some(format!("the series `{}`: {problem}", self.id));
        }
        if let Some(problem) = self.filter.problem().or_else(|| self.except.problem()) {
            return Some(format!("the series `{}`: {problem}", self.id));
        }
        None
    }

    fn limit_problem(&self) -> Option<String> {
        for (key, edtf) in [("from", &self.from), ("to", &self.to)] {
            if !edtf.is_empty() && Period::parse(edtf).is_err() {
                return Some(format!("`{key}`: expected a day, month or year such as 2023-09, found {edtf:?}"));
            }
        }
        if self.top == Some(0) {
            return Some("`top`: expected at least 1".to_owned());
        }
        if self.min.zip(self.max).is_some_and(|(min, max)| min > max) {
            return Some("`min` is larger than `max`".to_owned());
        }
        let wrong = self.publisher.0.iter().find_map(|word| Pattern::new(word).err());
        wrong.map(|wrong| format!("`publisher`: {wrong}"))
    }
}

fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|&b| b == b'\n').count() + 1
}

/// The line of the head of the series with this index.
fn line_of_series(text: &str, index: usize) -> usize {
    let heads = text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("[[series]]"));
    heads.map(|(line, _)| line + 1).nth(index).unwrap_or(1)
}

/// Adds "did you mean" to a message of serde's such as "unknown field `actro`, expected one of `actor`, …".
fn with_suggestion(message: &str) -> String {
    let message = message.replace('\n', "; ");
    let mut quoted = message.split('`').skip(1).step_by(2);
    match quoted.next() {
        Some(found) if message.starts_with("unknown ") => {
            let hint = did_you_mean(found, quoted);
            message + &hint
        }
        _ => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        SeriesConfig::parse(text, "s.toml").unwrap_err().to_string()
    }

    #[test]
    fn errors_name_line_and_key() {
        let head = "[[series]]\nid = \"a\"\ntitle = \"A\"\n";
        let twice = format!("{head}where = {{ kind = \"count\" }}\n").repeat(2);
        for (text, expected) in [
            (format!("{head}wher = {{}}"), "s.toml:4: unknown field `wher`"),
            (format!("{head}[series.where]\nkind = \"mony\""), "s.toml:5: unknown variant `mony`"),
            (
                format!("{head}[series.where]\nplace = 3"),
                "s.toml:5: invalid type: integer `3`, expected a word or a list of words",
            ),
            (format!("{head}[series.where]\nplace = []"), "s.toml:5: expected at least one word, found an empty list"),
            (format!("{head}[series.where]"), "s.toml:1: the series `a` selects every figure"),
            ("[[series]]\nid = \"a b\"\ntitle = \"A\"\nwhere = {}".to_owned(), "s.toml:1: the id \"a b\" names files"),
            ("[[series]]\nid = \"a\"".to_owned(), "s.toml:1: missing field `title`"),
            (twice, "s.toml:5: the id `a` is used twice"),
            (
                format!("{head}from = \"spring\"\nwhere = {{ kind = \"count\" }}"),
                "s.toml:1: the series `a`: `from`: expected",
            ),
            (format!("{head}top = 0\nwhere = {{ kind = \"count\" }}"), "s.toml:1: the series `a`: `top`: expected"),
            (format!("{head}min = 2\nmax = 1.5\nwhere = {{ kind = \"count\" }}"), "s.toml:1: the series `a`: `min` is"),
            (format!("{head}scale = \"lgo\"\nwhere = {{ kind = \"count\" }}"), "s.toml:4: unknown variant `lgo`"),
            ("[[series]\n".to_owned(), "s.toml:1: "),
        ] {
            let message = error(&text);
            assert!(message.starts_with(expected), "{message}");
        }
    }

    #[test]
    fn a_misspelt_word_is_put_right() {
        assert!(error("[[series]]\nid='a'\ntitle='A'\nwhere={kind='mony'}").ends_with("did you mean `money`?"));
        assert!(error("[[serie]]\nid='a'").ends_with("did you mean `series`?"));
        assert!(!error("[[qqqqqqqqqq]]\nid='a'").contains("did you mean"));
    }

    #[test]
    fn a_series_reads_back_as_it_was_written() {
        let text = "[[series]]\nid='a'\ntitle='A'\nheadline='{largest}'\nchart='bars'\nscale='log'\ngroup='doc_id'\ntop=3\nfrom='2021'\nto='2024-05'\nmin=1.5\nmax=9\npublisher=['x','']\nlatest=true\nwhere={kind='count',actor=['USAID','']}\nnot={status='target'}";
        let config = SeriesConfig::parse(text, "s.toml").unwrap();
        let again = SeriesConfig::parse(&config.series[0].to_toml(), "s.toml").unwrap();
        assert_eq!(config, again);
    }
}
