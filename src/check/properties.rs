//! What must hold of any file and any figures.

use super::corrections::{self, Correction};
use super::sheet::Sheet;
use super::testing::figure;
use super::{Expectation, Options, Outcome, Report, review, run};
use crate::figure::Figure;
use proptest::prelude::*;

/// Texts that look like a file of rows often enough to get past the head.
fn files() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        "[a-c]{0,2}",
        "\"[a,\"\n]{0,3}\"",
        Just("40,000".to_owned()),
        Just("5".to_owned()),
        Just("'=é".to_owned()),
        Just("present".to_owned()),
        Just("5%".to_owned()),
        Just("#x".to_owned()),
    ];
    let line = proptest::collection::vec(cell, 0..4).prop_map(|cells| cells.join(","));
    let head =
        prop_oneof![Just("check_id,exact,value"), Just("\u{feff}# x\n\ncheck_id,what,tolerance"), Just("check_id")];
    let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\n\n# y\n")];
    (head, proptest::collection::vec(line, 0..5), end)
        .prop_map(|(head, lines, end)| std::iter::once(head.to_owned()).chain(lines).collect::<Vec<_>>().join(end))
}

fn figures() -> impl Strategy<Value = Vec<Figure>> {
    let one = (0..2_usize, 1..4_u32)
        .prop_map(|(doc, value)| figure(["a", "b"][doc], "count", &value.to_string(), Some(&value.to_string())));
    proptest::collection::vec(one, 0..6).prop_map(|mut figures| {
        for (at, figure) in figures.iter_mut().enumerate() {
            figure.figure_id = format!("f{at}");
        }
        figures
    })
}

/// Rows that ask for a document and a value, none twice by name.
fn rows() -> impl Strategy<Value = Vec<Expectation>> {
    proptest::collection::vec((0..3_usize, 1..4_u32), 1..6).prop_map(|asked| {
        let mut text = "check_id,doc_id,value,tolerance\n".to_owned();
        for (at, (doc, value)) in asked.iter().enumerate() {
            text.extend([&format!("c{at},"), ["a", "b", "*"][*doc], &format!(",{value},exact\n")]);
        }
        Expectation::read_csv("e", &text).expect("rows")
    })
}

/// The most rows that figures can answer, by trying every way.
fn most(rows: &[Expectation], figures: &[Figure], used: &mut Vec<bool>) -> usize {
    let Some((row, rest)) = rows.split_first() else { return 0 };
    let mut best = most(rest, figures, used);
    for (at, figure) in figures.iter().enumerate() {
        let answers = super::glob(row.cell(super::Column::DocId), &figure.doc_id)
            && row.cell(super::Column::Value) == super::Column::Value.of(figure);
        if answers && !used[at] {
            used[at] = true;
            best = best.max(1 + most(rest, figures, used));
            used[at] = false;
        }
    }
    best
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(text in prop_oneof![files(), any::<String>()]) {
        let _ = Expectation::read_csv("f", &text);
        let _ = Expectation::read_jsonl("f", &text);
        let _ = Correction::read_csv("f", &text);
    }

    #[test]
    fn rows_lie_one_after_the_other_in_their_file(text in files()) {
        if let Ok(sheet) = Sheet::parse("f", &text) {
            let mut end = 0;
            for record in std::iter::once(&sheet.head).chain(&sheet.rows) {
                prop_assert!(end <= record.bytes.start && record.bytes.start < record.bytes.end);
                end = record.bytes.end;
            }
            prop_assert!(end <= text.len());
            let same = review::apply("f", &text, &Report::default(), &[]);
            if let Ok(same) = same {
                prop_assert_eq!(same.expected, text);
            }
        }
    }

    #[test]
    fn as_many_rows_are_answered_as_can_be(rows in rows(), figures in figures()) {
        let report = run(&rows, &figures, Options::default());
        let answered = report.count(Outcome::Match);
        prop_assert_eq!(answered, most(&rows, &figures, &mut vec![false; figures.len()]));
    }

    #[test]
    fn what_is_accepted_passes(rows in rows(), figures in figures()) {
        let text = std::iter::once("check_id,doc_id,value,tolerance\n".to_owned())
            .chain(rows.iter().map(|row| {
                let cell = |column| row.cell(column);
                format!("{},{},{},exact\n", row.check_id, cell(super::Column::DocId), cell(super::Column::Value))
            }))
            .collect::<String>();
        let report = run(&rows, &figures, Options { strict: true });
        let decisions: Vec<_> = (0..report.verdicts.len())
            .filter(|at| report.verdicts[*at].outcome == Outcome::Unexpected)
            .map(|at| (at, review::Decision::Accept))
            .collect();
        let reviewed = review::apply("f", &text, &report, &decisions).expect("rows of this file");
        let rows = Expectation::read_csv("f", &reviewed.expected).expect("rows that read");
        let again = run(&rows, &figures, Options { strict: true });
        prop_assert_eq!(again.count(Outcome::Unexpected), 0, "{}", reviewed.expected);
    }

    #[test]
    fn a_correction_changes_one_cell_or_is_told(quote in "[«»a1 ]{0,6}", mut figures in figures()) {
        let before = figures.clone();
        let text = format!("quote,column,value\n{quote},what,x\n");
        if let Ok(rows) = Correction::read_csv("f", &text) {
            let replay = corrections::apply(&mut figures, &rows);
            prop_assert_eq!(replay.applied.len() + replay.unapplied.len(), rows.len());
            let changed = before.iter().zip(&figures).filter(|(before, after)| before != after).count();
            prop_assert_eq!(changed, replay.applied.len());
        }
    }
}
