//! A first `expected.csv` from an extraction, for a person to correct against the documents.
//!
//! ```
//! use quantifact::review::draft;
//! let csv = draft::csv(&[]);
//! assert!(csv.contains("\ncheck_id,doc_id,kind,exact,value,"));
//! ```

use crate::expected::{Column, Expectation, sheet};
use crate::figure::{Figure, Kind};
use rust_decimal::Decimal;
use std::collections::HashSet;

/// The columns a draft fills in.
const DRAFTED: &[Column] = &[
    Column::DocId,
    Column::Kind,
    Column::Exact,
    Column::Value,
    Column::ValueMax,
    Column::Unit,
    Column::Per,
    Column::Modifier,
    Column::Change,
    Column::What,
    Column::Category,
    Column::Actor,
    Column::Place,
    Column::Status,
    Column::PeriodEdtf,
    Column::Sentence,
];

/// The columns of a draft that are no figure's: what `check` does with the row.
const ASKED: &[&str] = &["expect", "tolerance", "severity", "note"];

const HEAD: &str = "\
# Drafted from an extraction, so it holds that extraction's mistakes: read each row against its document, correct it,
# and delete this line. A blank cell asks nothing. Of each document the least certain figures stand first.
";

/// A row for each figure under a comment for each document, the least certain of a document first.
pub fn csv(figures: &[Figure]) -> String {
    let columns = DRAFTED.iter().map(|column| column.as_str());
    let mut text = HEAD.to_owned();
    text.push_str(&sheet::line(std::iter::once("check_id").chain(columns).chain(ASKED.iter().copied())));
    let mut names = HashSet::new();
    let mut document = None;
    let ordered = figures.chunk_by(|one, next| one.doc_id == next.doc_id).flat_map(|of_document| {
        let mut of_document: Vec<&Figure> = of_document.iter().collect();
        of_document.sort_by_key(|figure| figure.confidence.unwrap_or(Decimal::ONE));
        of_document
    });
    for figure in ordered {
        if document != Some(&figure.doc_id) {
            text.extend(["\n# ", &figure.doc_id.replace(['\r', '\n'], " "), "\n"]);
            document = Some(&figure.doc_id);
        }
        let row = row(figure, &mut names);
        let cells = std::iter::once(row.check_id.as_str())
            .chain(DRAFTED.iter().map(|column| row.cell(*column)))
            .chain(ASKED.iter().map(|_| ""));
        text.push_str(&sheet::line(cells));
    }
    text
}

/// A row that the figure answers, under a name that is not among `names`, which is added to them.
pub(super) fn row(figure: &Figure, names: &mut HashSet<String>) -> Expectation {
    let cells = DRAFTED
        .iter()
        .filter(|column| !(figure.kind == Kind::Date && **column == Column::Unit))
        .map(|column| (*column, column.of(figure).into_owned()))
        .filter(|(column, text)| !text.is_empty() && column.check(text).is_ok())
        .collect();
    Expectation { check_id: name(figure, names), cells, ..Expectation::default() }
}

/// "2023-09-…-320-million", numbered on where that is taken.
fn name(figure: &Figure, names: &mut HashSet<String>) -> String {
    let words = |text: &str| {
        let letters = |c: char| if c.is_alphanumeric() { c } else { ' ' };
        text.to_lowercase().chars().map(letters).collect::<String>().split_whitespace().collect::<Vec<_>>().join("-")
    };
    let parts = [words(&figure.doc_id), words(&figure.exact), words(&figure.what)];
    let base = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("-");
    let base: String = base.chars().take(80).collect();
    let mut name = base.trim_end_matches('-').to_owned();
    for number in 2.. {
        if names.insert(name.clone()) {
            break;
        }
        name = format!("{}-{number}", base.trim_end_matches('-'));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Options, Outcome, run};
    use crate::expected::testing::{figure, with};

    #[test]
    fn a_draft_is_answered_by_what_it_was_drafted_from() {
        let mut figures = vec![
            with(
                figure("a", "money", "$3.4 billion", Some("3400000000")),
                &[("unit", "USD"), ("what", "sales, and more")],
            ),
            with(figure("a", "date", "May 12", None), &[("period_edtf", "2022-05-12")]),
            with(figure("a", "date", "May 12", None), &[("period_edtf", "2022-05-12")]),
            with(figure("b", "count", "-5", Some("-5")), &[("unit", "job"), ("change", "decrease")]),
        ];
        figures[3].confidence = Some(Decimal::new(60, 2));
        figures[1].sentence = "=On \"May 12\".".to_owned();
        let text = csv(&figures);
        let rows = Expectation::read_csv("expected.csv", &text).unwrap();
        let names: Vec<_> = rows.iter().map(|row| row.check_id.as_str()).collect();
        assert_eq!(names, ["a-3-4-billion-sales-and-more", "a-may-12", "a-may-12-2", "b-5"]);
        let uncertain = Figure { confidence: Some(Decimal::new(55, 2)), ..figures[1].clone() };
        let sorted = csv(&[figures[0].clone(), uncertain, figures[3].clone()]);
        let rows_of = |text: &str| Expectation::read_csv("expected.csv", text).unwrap();
        let names: Vec<_> = rows_of(&sorted).iter().map(|row| row.check_id.clone()).collect();
        assert_eq!(names, ["a-may-12", "a-3-4-billion-sales-and-more", "b-5"]);
        let report = run(&rows, &figures, Options { strict: true });
        assert!(report.verdicts.iter().all(|verdict| verdict.outcome == Outcome::Match), "{}", report.summary());
    }
}
