//! Decisions → the new text of `expected.csv`, and corrections.

use super::corrections::Correction;
use super::decision::Decision;
use super::draft;
use crate::check::{Outcome, Report, Verdict};
use crate::expected::agree::{self, Agreement};
use crate::expected::sheet::{self, Record, Sheet};
use crate::expected::{CheckError, Column, Expectation, Role};
use crate::figure::Figure;
use std::collections::{BTreeMap, HashSet};

/// What decisions come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reviewed {
    /// The new text of the file of expected rows.
    pub expected: String,
    /// Corrections to add to `corrections.csv`.
    pub corrections: Vec<Correction>,
    /// How many rows were changed or added.
    pub rows: usize,
}

/// A cell to set: the column's name in the head, the text.
type Set = (&'static str, String);

/// Writes decisions (by the verdict's place in the report) into `text`, the file that the report's rows were read
/// from. The result reads again as expected rows.
///
/// # Errors
/// Where `text` does not read, or no longer holds a row that was decided on.
pub fn apply(
    file: &str,
    text: &str,
    report: &Report<'_>,
    decisions: &[(usize, Decision)],
) -> Result<Reviewed, CheckError> {
    let sheet = Sheet::parse(file, text)?;
    let id_at = sheet.head.cells.iter().position(|cell| cell.text == "check_id");
    let Some(id_at) = id_at else {
        let why = "no column `check_id`: only a CSV file of expected rows can be updated";
        return Err(CheckError::new(file, sheet.head.line, 1, why));
    };
    let mut edits = Edits { sheet: &sheet, text, sets: BTreeMap::new(), added: Vec::new() };
    let mut corrections = Vec::new();
    let mut names: HashSet<String> =
        sheet.rows.iter().filter_map(|row| row.cells.get(id_at)).map(|cell| cell.text.clone()).collect();
    for (verdict, decision) in decisions.iter().filter_map(|(at, d)| Some((report.verdicts.get(*at)?, d))) {
        match verdict.row {
            Some(row) => {
                let record = sheet.rows.iter().position(|r| r.cells.get(id_at).is_some_and(|c| c.text == row.check_id));
                let Some(record) = record else {
                    let why = format!("the row `{}` is no longer in the file", row.check_id);
                    return Err(CheckError::new(file, row.line, 1, why));
                };
                edits.set(record, cells(row, verdict, decision));
                if *decision == Decision::Reject {
                    corrections.extend(corrected(row, verdict));
                }
            }
            None => {
                if let Some((figure, sets)) = verdict.figure.and_then(|f| Some((f, new_row(f, decision, &mut names)?)))
                {
                    edits.add(figure, sets);
                }
            }
        }
    }
    let rows = edits.sets.len() + edits.added.len();
    Ok(Reviewed { expected: edits.write(), corrections, rows })
}

/// What a decision sets in its row.
fn cells(row: &Expectation, verdict: &Verdict<'_>, decision: &Decision) -> Vec<Set> {
    match (decision, verdict.outcome) {
        (Decision::Edit(cells), _) => cells.iter().map(|(column, text)| (column.as_str(), text.clone())).collect(),
        (Decision::Accept, Outcome::Differs) => verdict.figure.map(|f| as_found(row, f)).unwrap_or_default(),
        (Decision::Accept, Outcome::Missing) => verdict.nearest.map(|f| as_found(row, f)).unwrap_or_default(),
        (Decision::Accept, Outcome::Present) => vec![("expect", String::new())],
        (Decision::Accept, Outcome::Ambiguous) => match verdict.figure {
            Some(figure) => vec![telling_apart(figure, &verdict.others)],
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Every cell of the row that the figure does not answer, as the figure has it.
fn as_found(row: &Expectation, figure: &Figure) -> Vec<Set> {
    row.cells
        .iter()
        .filter(|(column, text)| match column.role() {
            Role::Select => !agree::selects(*column, text, figure),
            _ => agree::cell(row, *column, text, figure) == Agreement::Differs,
        })
        .map(|(column, _)| (column.as_str(), column.of(figure).into_owned()))
        .collect()
}

/// A cell that the figure has and none of the others does; its place in the text where there is no better.
fn telling_apart(figure: &Figure, others: &[&Figure]) -> Set {
    let best = [Column::What, Column::Unit, Column::Value, Column::PeriodEdtf, Column::Status, Column::Sentence];
    let tells = |column: &&Column| {
        let own = agree::fold(&column.of(figure)).into_owned();
        !own.is_empty() && others.iter().all(|other| !agree::fold(&column.of(other)).contains(&own))
    };
    let column = best.iter().find(tells).copied().unwrap_or(Column::CharStart);
    (column.as_str(), column.of(figure).into_owned())
}

/// Corrections that make the figure answer the row; cells that are no person's to set are left out.
fn corrected(row: &Expectation, verdict: &Verdict<'_>) -> Vec<Correction> {
    let Some(figure) = verdict.figure.filter(|_| verdict.outcome == Outcome::Differs) else { return Vec::new() };
    let note = format!("as {} expects", row.check_id);
    verdict
        .cells
        .iter()
        .filter(|cell| cell.agreement == Agreement::Differs && cell.column.settable().is_ok())
        .map(|cell| Correction {
            figure_id: figure.figure_id.clone(),
            doc_id: figure.doc_id.clone(),
            quote: String::new(),
            column: cell.column,
            value: cell.expected.to_owned(),
            note: note.clone(),
            line: 0,
        })
        .collect()
}

/// The row for a figure that no row spoke of; none where the decision asks for none.
fn new_row(figure: &Figure, decision: &Decision, names: &mut HashSet<String>) -> Option<Vec<Set>> {
    let edits: &[(Column, String)] = match decision {
        Decision::Skip => return None,
        Decision::Edit(cells) => cells,
        Decision::Accept | Decision::Reject => &[],
    };
    let row = draft::row(figure, names);
    let mut sets: Vec<Set> = vec![("check_id", row.check_id.clone())];
    let says_which = [Column::DocId, Column::Kind, Column::Exact, Column::Value, Column::PeriodEdtf, Column::Sentence];
    for (column, text) in row.cells.into_iter().filter(|(c, _)| *decision != Decision::Reject || says_which.contains(c))
    {
        sets.push((column.as_str(), text));
    }
    for (column, text) in edits {
        sets.retain(|(name, _)| *name != column.as_str());
        sets.push((column.as_str(), text.clone()));
    }
    if *decision == Decision::Reject {
        sets.push(("expect", "absent".to_owned()));
    }
    Some(sets)
}

/// Changes to a sheet, written all at once.
struct Edits<'a> {
    sheet: &'a Sheet,
    text: &'a str,
    /// For a record (by its place) the cells to set.
    sets: BTreeMap<usize, Vec<Set>>,
    /// New rows, each after this record; at the end where there is none.
    added: Vec<(Option<usize>, Vec<Set>)>,
}

impl Edits<'_> {
    fn set(&mut self, record: usize, sets: Vec<Set>) {
        if !sets.is_empty() {
            self.sets.entry(record).or_default().extend(sets);
        }
    }

    /// Adds a row after the last that names the figure's document.
    fn add(&mut self, figure: &Figure, sets: Vec<Set>) {
        let doc_at = self.sheet.head.cells.iter().position(|cell| cell.text == "doc_id");
        let of_document =
            |row: &Record| doc_at.and_then(|at| row.cells.get(at)).is_some_and(|cell| cell.text == figure.doc_id);
        self.added.push((self.sheet.rows.iter().rposition(of_document), sets));
    }

    fn write(&self) -> String {
        let mut head: Vec<&str> = self.sheet.head.cells.iter().map(|cell| cell.text.as_str()).collect();
        let columns = head.len();
        let all = self.sets.values().chain(self.added.iter().map(|(_, sets)| sets)).flatten();
        for (name, text) in all {
            if !text.is_empty() && !head.contains(name) {
                head.push(name);
            }
        }
        let end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let delimiter = self.sheet.delimiter;
        let between = delimiter.to_string();
        let line = |cells: Vec<&str>| sheet::line_by(delimiter, cells).replace('\n', end);
        let mut text = String::with_capacity(self.text.len());
        let mut written = 0;
        let records = std::iter::once((None, &self.sheet.head))
            .chain(self.sheet.rows.iter().enumerate().map(|(at, record)| (Some(at), record)));
        for (at, record) in records {
            text.push_str(&self.text[written..record.bytes.start]);
            written = record.bytes.end;
            let old = &self.text[record.bytes.clone()];
            match at.and_then(|at| self.sets.get(&at)) {
                Some(sets) => {
                    let mut cells: Vec<&str> = record.cells.iter().map(|cell| cell.text.as_str()).collect();
                    cells.resize(head.len(), "");
                    fill(&mut cells, &head, sets);
                    text.push_str(&line(cells));
                }
                None if head.len() > columns => {
                    // The new columns, empty, before the line end; all else of the row as it stood.
                    let cells = old.trim_end_matches(['\r', '\n']);
                    text.push_str(cells);
                    if at.is_none() {
                        text.extend(head[columns..].iter().flat_map(|name| [between.as_str(), name]));
                    } else {
                        text.push_str(&between.repeat(head.len() - record.cells.len().min(head.len())));
                    }
                    text.push_str(end);
                }
                None => text.push_str(old),
            }
            for (_, sets) in self.added.iter().filter(|(after, _)| at.is_some() && *after == at) {
                new_line(&mut text, end);
                let mut cells = vec![""; head.len()];
                fill(&mut cells, &head, sets);
                text.push_str(&line(cells));
            }
        }
        text.push_str(&self.text[written..]);
        for (_, sets) in self.added.iter().filter(|(after, _)| after.is_none()) {
            new_line(&mut text, end);
            let mut cells = vec![""; head.len()];
            fill(&mut cells, &head, sets);
            text.push_str(&line(cells));
        }
        text
    }
}

/// Puts each text under its column.
fn fill<'a>(cells: &mut [&'a str], head: &[&str], sets: &'a [Set]) {
    for (name, text) in sets {
        if let Some(cell) = head.iter().position(|column| column == name).and_then(|at| cells.get_mut(at)) {
            *cell = text;
        }
    }
}

fn new_line(text: &mut String, end: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Options, run};
    use crate::expected::testing::{figure, with};

    const FILE: &str = "\
# what we know
check_id,doc_id,exact,value,status,note

# the money
wrong,a,$5,6,target,\"keep, this\"
near,a,5 jobs,5,,
# the traps
trap,a,21,,,
either,a,\"40,000\",,,last";

    fn figures() -> Vec<Figure> {
        let count =
            |exact: &str, value: &str, unit: &str| with(figure("a", "count", exact, Some(value)), &[("unit", unit)]);
        let mut figures = vec![
            with(figure("a", "money", "$5", Some("5")), &[("status", "actual")]),
            count("5", "5", "job"),
            count("40,000", "40000", "youth"),
            count("40,000", "40000", "job"),
            with(figure("b", "date", "2022", None), &[("period_edtf", "2022")]),
        ];
        for (at, figure) in figures.iter_mut().enumerate() {
            figure.figure_id = format!("f{at}");
        }
        figures
    }

    /// The file after the decisions, each by the name of its finding; and that it reads again.
    #[track_caller]
    fn reviewed(text: &str, decisions: &[(&str, Decision)]) -> Reviewed {
        let rows = Expectation::read_csv("e.csv", text).unwrap();
        let figures = figures();
        let strict = decisions.iter().any(|(id, _)| *id == "f4");
        let mut report = run(&rows, &figures, Options { strict });
        if strict && !report.verdicts.iter().any(|verdict| verdict.id() == "f4") {
            let mut verdict = report.verdicts[0].clone();
            (verdict.row, verdict.figure, verdict.outcome) = (None, figures.get(4), Outcome::Unexpected);
            report.verdicts.push(verdict);
        }
        let at = |id: &str| report.verdicts.iter().position(|verdict| verdict.id() == id).expect("a finding");
        let decisions: Vec<_> = decisions.iter().map(|(id, decision)| (at(id), decision.clone())).collect();
        let reviewed = apply("e.csv", text, &report, &decisions).unwrap();
        Expectation::read_csv("e.csv", &reviewed.expected).unwrap();
        reviewed
    }

    #[test]
    fn nothing_decided_changes_no_byte() {
        assert_eq!(reviewed(FILE, &[("wrong", Decision::Skip), ("near", Decision::Reject)]).expected, FILE);
    }

    #[test]
    fn what_is_accepted_takes_the_place_of_what_was_expected() {
        let text = reviewed(FILE, &[("wrong", Decision::Accept), ("near", Decision::Accept)]).expected;
        let expected = FILE.replace("$5,6,target", "$5,5,actual").replace("5 jobs,5", "5,5");
        assert_eq!(text, expected);
    }

    #[test]
    fn a_column_that_is_wanted_is_added() {
        let text = reviewed(FILE, &[("either", Decision::Accept)]).expected;
        insta::assert_snapshot!(text, @r#"
    # what we know
    check_id,doc_id,exact,value,status,note,unit

    # the money
    wrong,a,$5,6,target,"keep, this",
    near,a,5 jobs,5,,,
    # the traps
    trap,a,21,,,,
    either,a,"40,000",,,last,youth
    "#);
        let windows = reviewed(&FILE.replace('\n', "\r\n"), &[("either", Decision::Accept)]).expected;
        assert_eq!(windows, text.replace('\n', "\r\n"));
    }

    #[test]
    fn an_unexpected_figure_becomes_a_row() {
        let edit = Decision::Edit(vec![(Column::PeriodEdtf, "2022-05".into())]);
        insta::assert_snapshot!(reviewed(FILE, &[("f4", Decision::Accept)]).expected.replace(FILE, "…"), @r#"
    # what we know
    check_id,doc_id,exact,value,status,note,kind,modifier,period_edtf

    # the money
    wrong,a,$5,6,target,"keep, this",,,
    near,a,5 jobs,5,,,,,
    # the traps
    trap,a,21,,,,,,
    either,a,"40,000",,,last,,,
    b-2022,b,2022,,,,date,exact,2022
    "#);
        insta::assert_snapshot!(reviewed(FILE, &[("f4", edit)]).expected.lines().last().unwrap(), @"b-2022,b,2022,,,,date,exact,2022-05");
        insta::assert_snapshot!(reviewed(FILE, &[("f4", Decision::Reject)]).expected.lines().last().unwrap(), @"b-2022,b,2022,,,,date,2022,absent");
    }

    #[test]
    fn a_row_comes_after_those_of_its_document() {
        let text = "check_id,doc_id,kind,exact,value,modifier,period_edtf\nx,b,date,2021,,,\n\n# a\nwrong,a,,$5,,,\n";
        let text = reviewed(text, &[("f4", Decision::Accept)]).expected;
        assert_eq!(text.lines().nth(2), Some("b-2022,b,date,2022,,exact,2022"));
    }

    #[test]
    fn what_is_rejected_becomes_corrections() {
        let corrections = reviewed(FILE, &[("wrong", Decision::Reject)]).corrections;
        let said: Vec<_> =
            corrections.iter().map(|c| (c.figure_id.as_str(), c.column.as_str(), c.value.as_str())).collect();
        assert_eq!(said, [("f0", "value", "6"), ("f0", "status", "target")]);
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_not_written_over() {
        let rows = Expectation::read_csv("e.csv", FILE).unwrap();
        let figures = figures();
        let report = run(&rows, &figures, Options::default());
        let text = FILE.replace("wrong,", "renamed,");
        let error = apply("e.csv", &text, &report, &[(0, Decision::Accept)]).unwrap_err();
        assert_eq!(error.to_string(), "e.csv:5:1: the row `wrong` is no longer in the file");
    }
}
