//! What must hold of any file and any figures.

use super::assign::{Search, verdicts_by};
use super::corrections::{self, Correction};
use super::index::Index;
use super::score::{score, score_by};
use super::sheet::Sheet;
use super::testing::{figure, with};
use super::{Expectation, Options, Outcome, Report, review, run};
use crate::figure::Figure;
use proptest::prelude::*;
use std::borrow::Cow;

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

/// The search through all figures that the index stands in for.
struct Plain<'a>(&'a [Figure]);

impl Search for Plain<'_> {
    fn may_answer(&self, _row: &Expectation) -> Cow<'_, [usize]> {
        (0..self.0.len()).collect()
    }

    fn of_documents(&self, pattern: &str) -> Cow<'_, [usize]> {
        let named = |figure: &Figure| pattern.is_empty() || super::glob(pattern, &figure.doc_id);
        (0..self.0.len()).filter(|at| named(&self.0[*at])).collect()
    }
}

/// Figures that differ in all that rows select and assert.
fn varied_figures() -> impl Strategy<Value = Vec<Figure>> {
    let unit = prop_oneof![Just(""), Just("job"), Just("Job"), Just("USD")];
    let value = prop_oneof![Just("5"), Just("40"), Just("44"), Just("40000"), Just("0.5"), Just("-5"), Just("")];
    let more = (
        prop_oneof![Just(""), Just("-3"), Just("-1"), Just("0"), Just("2")],
        prop_oneof![Just("exact"), Just("more_than"), Just("at_most"), Just("about"), Just("nearly")],
        prop_oneof![Just(""), Just("60"), Just("50000")],
        prop_oneof![Just(""), Just("2022"), Just("2022-01/2022-12"), Just("2022-05")],
        prop_oneof![Just(""), Just("new jobs"), Just("Sales")],
    );
    let one = (0..4_usize, 0..3_usize, 0..4_usize, unit, value, more);
    let one = one.prop_map(|(doc, kind, exact, unit, value, (decimals, modifier, most, period, what))| {
        let doc = ["a", "a-2", "b", "ab?"][doc];
        let kind = ["money", "count", "date"][kind];
        let exact = ["$5", "40,000", "40,000 Jobs", "5"][exact];
        let cells = [
            ("unit", unit),
            ("value", value),
            ("decimals", decimals),
            ("modifier", modifier),
            ("value_max", most),
            ("period_edtf", period),
            ("what", what),
        ];
        with(figure(doc, kind, exact, None), &cells)
    });
    proptest::collection::vec(one, 0..100)
}

/// Rows that ask for any of that, in every way.
fn varied_rows() -> impl Strategy<Value = Vec<Expectation>> {
    let maybe = |words: &'static [&'static str]| prop_oneof![1 => Just(""), 1 => proptest::sample::select(words)];
    let one = (
        maybe(&["a", "a*", "*", "?", "none", "b", "ab?"]),
        maybe(&["money", "count", "date"]),
        prop_oneof![3 => Just(""), 1 => Just("40,000"), 1 => Just("40,000 jobs"), 1 => Just("$5")],
        maybe(&["job", "USD"]),
        maybe(&["5", "40", "41", "40400", "45000", "0.55", "-5"]),
        maybe(&["2022", "2022-05"]),
        prop_oneof![4 => Just(""), 1 => Just("jobs")],
        maybe(&["exact", "5%", "±400", "±1"]),
        prop_oneof![3 => Just(""), 1 => Just("absent")],
        prop_oneof![9 => Just(""), 1 => Just("f-5")],
    );
    proptest::collection::vec(one, 1..12).prop_map(|asked| {
        let head = "check_id,doc_id,kind,exact,unit,value,period_edtf,what,tolerance,expect,figure_id,lang\n";
        let mut text = head.to_owned();
        for (at, (doc, kind, exact, unit, value, period, what, tolerance, expect, id)) in asked.iter().enumerate() {
            let name = format!("c{at}");
            let cells = [name.as_str(), doc, kind, exact, unit, value, period, what, tolerance, expect, id, "en"];
            text.push_str(&super::sheet::line(cells));
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
    fn the_index_finds_what_a_search_through_all_finds(rows in varied_rows(), figures in varied_figures()) {
        for strict in [false, true] {
            let plain = verdicts_by(&Plain(&figures), &rows, &figures, Options { strict });
            let indexed = verdicts_by(&Index::new(&figures), &rows, &figures, Options { strict });
            prop_assert_eq!(format!("{indexed:#?}"), format!("{plain:#?}"));
        }
        prop_assert_eq!(score(&rows, &figures), score_by(&Plain(&figures), &rows, &figures));
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
