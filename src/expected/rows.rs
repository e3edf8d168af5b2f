//! The rows of `expected.csv` (or JSONL): what a person says the documents hold.
//!
//! ```
//! use quantifact::expected::{Expectation, Tolerance};
//! let rows = Expectation::read_csv("expected.csv", "\
//! check_id,doc_id,kind,exact,value,status,tolerance
//! sales,2023-*,money,$320 million,320000000,actual,5%
//! ")?;
//! assert_eq!(rows[0].check_id, "sales");
//! assert_eq!(rows[0].tolerance, Tolerance::Percent("5".parse().unwrap()));
//! let error = Expectation::read_csv("expected.csv", "check_id,staus\na,actual\n").unwrap_err();
//! assert_eq!(error.to_string(), "expected.csv:1:10: unknown column `staus`; did you mean `status`?");
//! # Ok::<(), quantifact::expected::CheckError>(())
//! ```

use super::column::{Column, Role, one_of};
use super::error::CheckError;
use super::sheet::Sheet;
use crate::dataset::did_you_mean;
use crate::figure::words;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Whether the figure must be there or must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Expect {
    /// Some figure must answer the row.
    #[default]
    Present,
    /// No figure may answer the row.
    Absent,
}

words!(Expect { Present = "present", Absent = "absent" });

/// How much a failure of the row weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub enum Severity {
    /// The check fails.
    #[default]
    Error,
    /// It is told, and the check goes on.
    Warn,
}

words!(Severity { Error = "error", Warn = "warn" });

/// How far a value may lie from the expected one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Tolerance {
    /// As far as the figure's stated precision and its own bound leave open.
    #[default]
    Stated,
    /// Not at all.
    Exact,
    /// By this much.
    Plus(Decimal),
    /// By this many percent of the expected value.
    Percent(Decimal),
}

impl Tolerance {
    /// Reads `exact`, `±n`, `+-n` or `n%`; an empty text is the default.
    fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| text.trim().parse::<Decimal>().ok().filter(|n| !n.is_sign_negative());
        match text {
            "" | "stated" => Some(Self::Stated),
            "exact" => Some(Self::Exact),
            _ => match (text.strip_prefix('±').or_else(|| text.strip_prefix("+-")), text.strip_suffix('%')) {
                (Some(n), None) => number(n).map(Self::Plus),
                (None, Some(n)) => number(n).map(Self::Percent),
                _ => None,
            },
        }
    }
}

/// One row: which figures it speaks of, what they must say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Expectation {
    /// Its name, unique in the file.
    pub check_id: String,
    /// The cells that are not empty, in the file's order. [`Column::role`] tells what each does.
    pub cells: Vec<(Column, String)>,
    /// Whether the figure must be there.
    pub expect: Expect,
    /// How far a value may be off.
    pub tolerance: Tolerance,
    /// How much a failure weighs.
    pub severity: Severity,
    /// A person's remark.
    pub note: String,
    /// The line it stands on, from 1.
    pub line: usize,
}

impl Expectation {
    /// Reads a CSV text; `file` is how errors name it.
    ///
    /// # Errors
    /// Names file, line and column: an unknown column, a value its column cannot hold, a `check_id` that is missing
    /// or used twice, a row that asks nothing, a file without rows.
    pub fn read_csv(file: &str, text: &str) -> Result<Vec<Self>, CheckError> {
        let sheet = Sheet::parse(file, text)?;
        let head = &sheet.head.cells;
        let mut heads: Vec<Option<Head>> = Vec::with_capacity(head.len());
        for cell in head {
            if cell.text.is_empty() {
                heads.push(None);
                continue;
            }
            let found = Head::parse(&cell.text).map_err(|why| CheckError::new(file, cell.line, cell.column, why))?;
            if heads.contains(&Some(found)) {
                let why = format!("the column `{}` stands here a second time", cell.text);
                return Err(CheckError::new(file, cell.line, cell.column, why));
            }
            heads.push(Some(found));
        }
        let mut rows = Rows::new(file);
        for record in &sheet.rows {
            if let Some(extra) = record.beyond(heads.len()) {
                let why = format!("the head has {} columns, this row {}", heads.len(), record.cells.len());
                return Err(CheckError::new(file, extra.line, extra.column, why));
            }
            let cells = heads.iter().zip(&record.cells);
            if let Some((_, cell)) = cells.clone().find(|(head, cell)| head.is_none() && !cell.text.is_empty()) {
                let why = format!("`{}` stands under a column without a name: name it, or empty the cell", cell.text);
                return Err(CheckError::new(file, cell.line, cell.column, why));
            }
            let cells = cells.filter_map(|(head, cell)| Some(((*head)?, cell)));
            rows.add(record.line, cells.map(|(head, cell)| (head, cell.text.as_str(), cell.line, cell.column)))?;
        }
        rows.finish()
    }

    /// Reads JSONL: one row a line, an object with the columns as keys. `file` is how errors name it.
    ///
    /// # Errors
    /// As for [`Expectation::read_csv`]; a bad value is placed at its line.
    pub fn read_jsonl(file: &str, text: &str) -> Result<Vec<Self>, CheckError> {
        let mut rows = Rows::new(file);
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let number = index + 1;
            let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line)
                .map_err(|error| CheckError::new(file, number, error.column().max(1), json_reason(&error)))?;
            let mut cells = Vec::with_capacity(object.len());
            for (name, value) in &object {
                let at = line.find(&format!("\"{name}\"")).map_or(1, |byte| line[..byte].chars().count() + 1);
                let head = Head::parse(name).map_err(|why| CheckError::new(file, number, at, why))?;
                let text = match value {
                    serde_json::Value::Null => String::new(),
                    serde_json::Value::String(text) => text.trim().to_owned(),
                    serde_json::Value::Number(number) => number.to_string(),
                    _ => return Err(CheckError::new(file, number, at, format!("`{name}` must be a text or a number"))),
                };
                cells.push((head, text, at));
            }
            rows.add(number, cells.iter().map(|(head, text, at)| (*head, text.as_str(), number, *at)))?;
        }
        rows.finish()
    }

    /// The cell of a column; empty where the row does not speak of it.
    pub fn cell(&self, column: Column) -> &str {
        self.cells.iter().find(|(name, _)| *name == column).map_or("", |(_, text)| text)
    }

    /// The cells that select figures.
    pub fn selectors(&self) -> impl Iterator<Item = (Column, &str)> {
        self.cells.iter().filter(|(column, _)| column.role() == Role::Select).map(|(column, text)| (*column, &**text))
    }

    /// The cells that say what the figure must be.
    pub fn asserted(&self) -> impl Iterator<Item = (Column, &str)> {
        self.cells.iter().filter(|(column, _)| column.role() != Role::Select).map(|(column, text)| (*column, &**text))
    }
}

/// The message of a JSON error without its position, which the error tells anyway.
fn json_reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

/// A column of `expected.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    CheckId,
    Expect,
    Tolerance,
    Severity,
    Note,
    Of(Column),
}

impl Head {
    fn parse(name: &str) -> Result<Self, String> {
        Ok(match name {
            "check_id" => Self::CheckId,
            "expect" => Self::Expect,
            "tolerance" => Self::Tolerance,
            "severity" => Self::Severity,
            "note" => Self::Note,
            _ => Self::Of(Column::from_word(name).ok_or_else(|| unknown_column(name))?),
        })
    }
}

fn unknown_column(name: &str) -> String {
    let mut known = vec!["check_id", "expect", "tolerance", "severity", "note"];
    known.extend(Column::ALL.iter().map(|column| column.as_str()));
    match did_you_mean(name, known.iter().copied()).as_str() {
        "" => format!("unknown column `{name}`; known are {}", known.join(", ")),
        hint => format!("unknown column `{name}`{hint}"),
    }
}

/// Collects rows and sees that their names are unique.
struct Rows<'a> {
    file: &'a str,
    read: Vec<Expectation>,
    seen: HashMap<String, usize>,
}

impl<'a> Rows<'a> {
    fn new(file: &'a str) -> Self {
        Self { file, read: Vec::new(), seen: HashMap::new() }
    }

    fn add<'c>(
        &mut self,
        line: usize,
        cells: impl Iterator<Item = (Head, &'c str, usize, usize)>,
    ) -> Result<(), CheckError> {
        let file = self.file;
        let mut row = Expectation { line, ..Expectation::default() };
        let mut id_at = (line, 1);
        for (head, text, line, column) in cells.filter(|(_, text, ..)| !text.is_empty()) {
            let fail = |why: String| CheckError::new(file, line, column, why);
            match head {
                Head::CheckId => {
                    text.clone_into(&mut row.check_id);
                    id_at = (line, column);
                }
                Head::Expect => {
                    let words = Expect::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>();
                    row.expect = Expect::from_word(text).ok_or_else(|| fail(one_of(text, &words)))?;
                }
                Head::Severity => {
                    let words = Severity::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>();
                    row.severity = Severity::from_word(text).ok_or_else(|| fail(one_of(text, &words)))?;
                }
                Head::Tolerance => {
                    row.tolerance = Tolerance::parse(text).ok_or_else(|| {
                        fail(format!("expected a tolerance such as exact, ±500, +-500 or 5%, found `{text}`"))
                    })?;
                }
                Head::Note => text.clone_into(&mut row.note),
                Head::Of(column) => {
                    column.check(text).map_err(|why| fail(format!("{column}: {why}")))?;
                    row.cells.push((column, text.to_owned()));
                }
            }
        }
        if row.check_id.is_empty() {
            return Err(CheckError::new(file, line, id_at.1, "this row has no check_id"));
        }
        if row.cells.is_empty() {
            let why = format!("`{}` says nothing of a figure: fill in one more column", row.check_id);
            return Err(CheckError::new(file, line, id_at.1, why));
        }
        if let Some(first) = self.seen.insert(row.check_id.clone(), line) {
            let why = format!("check_id `{}` is used a second time; line {first} has it too", row.check_id);
            return Err(CheckError::new(file, id_at.0, id_at.1, why));
        }
        self.read.push(row);
        Ok(())
    }

    fn finish(self) -> Result<Vec<Expectation>, CheckError> {
        if self.read.is_empty() {
            return Err(CheckError::new(self.file, 1, 1, "no rows: a check of nothing would always pass"));
        }
        Ok(self.read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn error(text: &str) -> String {
        Expectation::read_csv("e.csv", text).unwrap_err().to_string()
    }

    #[test]
    fn each_mistake_is_told_with_its_place() {
        assert_eq!(
            error("check_id,unit\na,USD\nb,EUR\na,USD\n"),
            "e.csv:4:1: check_id `a` is used a second time; line 2 has it too"
        );
        assert_eq!(
            error("check_id,value\na,3.4bn\n"),
            "e.csv:2:3: value: expected a plain number such as 3400000000, found `3.4bn`"
        );
        assert_eq!(error("check_id,unit\n# none\n"), "e.csv:1:1: no rows: a check of nothing would always pass");
        assert_eq!(error("check_id,unit\na,\n"), "e.csv:2:1: `a` says nothing of a figure: fill in one more column");
        assert_eq!(error("check_id,unit\n,USD\n"), "e.csv:2:1: this row has no check_id");
        assert_eq!(error("check_id,unit,unit\n"), "e.csv:1:15: the column `unit` stands here a second time");
        assert_eq!(error("check_id,unit\na,USD,x\n"), "e.csv:2:7: the head has 2 columns, this row 3");
        assert_eq!(
            error("check_id,severity,unit\na,warning,x\n"),
            "e.csv:2:3: expected one of error, warn, found `warning`"
        );
        assert_eq!(
            error("check_id,tolerance,unit\na,5,x\n"),
            "e.csv:2:3: expected a tolerance such as exact, ±500, +-500 or 5%, found `5`"
        );
        assert!(
            error("check_id,period_edtf\na,2022-13\n").starts_with("e.csv:2:3: period_edtf: expected a day, month")
        );
    }

    #[test]
    fn columns_that_a_spreadsheet_adds_are_passed_over() {
        let rows = Expectation::read_csv("e", "check_id,unit,,\na,USD,,,,\n,,,\n").unwrap();
        assert_eq!((rows.len(), rows[0].cells.len()), (1, 1));
        assert_eq!(
            error("check_id,unit,\na,USD,x\n"),
            "e.csv:2:7: `x` stands under a column without a name: name it, or empty the cell"
        );
        assert!(error("check_id;value\na;3,5\n").ends_with("found `3,5`; write 3.5"));
        let shortened = Expectation::read_csv("e", "check_id;value\na;3.4E+12\n").unwrap();
        assert_eq!(shortened[0].cell(Column::Value).parse::<Decimal>().ok(), "3400000000000".parse().ok());
        assert!(error("check_id,value\na,\"40,000\"\n").ends_with("found `40,000`; write 40000"));
    }

    #[test]
    fn jsonl_says_the_same() {
        let csv = "check_id,value,tolerance,expect\na,5,±0.5,absent\n";
        let json = "{\"check_id\":\"a\",\"value\":5,\"tolerance\":\"+-0.5\",\"expect\":\"absent\"}\n";
        let (mut a, mut b) = (Expectation::read_csv("e", csv).unwrap(), Expectation::read_jsonl("e", json).unwrap());
        (a[0].line, b[0].line) = (0, 0);
        assert_eq!(a, b);
        let error = |text| Expectation::read_jsonl("e.jsonl", text).unwrap_err().to_string();
        assert_eq!(
            error("{\"check_id\":\"a\",\"vale\":5}"),
            "e.jsonl:1:17: unknown column `vale`; did you mean `value`?"
        );
        assert_eq!(error("\n{\"check_id\""), "e.jsonl:2:11: EOF while parsing an object");
    }
}

#[cfg(test)]
mod shipped {
    use super::*;
    use crate::expected::agree::fold;

    /// The documents' words, mark-up characters left out, as a person reads them.
    fn words(doc_id: &str) -> String {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/fact-sheets");
        let path = ["txt", "md"].iter().map(|ending| folder.join(format!("{doc_id}.{ending}"))).find(|p| p.exists());
        let text = std::fs::read_to_string(path.expect("the document is there")).expect("it reads");
        fold(&text.replace(['\\', '*'], "")).into_owned()
    }

    #[test]
    fn every_expected_word_stands_in_its_document() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/expected.csv");
        let rows = Expectation::read_csv("expected.csv", &std::fs::read_to_string(path).unwrap()).unwrap();
        let present: Vec<_> = rows.iter().filter(|row| row.expect == Expect::Present).collect();
        assert!(present.len() >= 110, "{}", present.len());
        assert!(rows.len() - present.len() >= 10);
        for row in present {
            let text = words(row.cell(Column::DocId));
            for column in [Column::Exact, Column::Sentence, Column::What, Column::Actor, Column::Place] {
                let cell = row.cell(column);
                assert!(text.contains(&*fold(cell)), "{}: {column} `{cell}`", row.check_id);
            }
        }
    }
}
