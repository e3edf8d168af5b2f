//! What must hold of any file that a person wrote.

use super::corrections::{self, Correction};
use super::{Decision, apply};
use crate::check::{Options, Outcome, Report, run};
use crate::expected::sheet::Sheet;
use crate::expected::testing::{figures, files, rows};
use crate::expected::{Column, Expectation};
use proptest::prelude::*;

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
            let same = apply("f", &text, &Report::default(), &[]);
            if let Ok(same) = same {
                prop_assert_eq!(same.expected, text);
            }
        }
    }

    #[test]
    fn what_is_accepted_passes(rows in rows(), figures in figures()) {
        let text = std::iter::once("check_id,doc_id,value,tolerance\n".to_owned())
            .chain(rows.iter().map(|row| {
                let cell = |column| row.cell(column);
                format!("{},{},{},exact\n", row.check_id, cell(Column::DocId), cell(Column::Value))
            }))
            .collect::<String>();
        let report = run(&rows, &figures, Options { strict: true });
        let decisions: Vec<_> = (0..report.verdicts.len())
            .filter(|at| report.verdicts[*at].outcome == Outcome::Unexpected)
            .map(|at| (at, Decision::Accept))
            .collect();
        let reviewed = apply("f", &text, &report, &decisions).expect("rows of this file");
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
