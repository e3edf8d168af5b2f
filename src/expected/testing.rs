//! Figures and rows made by hand or at random, for the tests of this room and of those above it.

use super::{Column, Expectation, sheet};
use crate::figure::{Figure, Kind};
use proptest::prelude::*;

/// A figure with these cells and nothing else.
pub(crate) fn figure(doc_id: &str, kind: &str, exact: &str, value: Option<&str>) -> Figure {
    Figure {
        figure_id: format!("f-{}", exact.to_lowercase().replace([' ', ',', '$', '.'], "")),
        doc_id: doc_id.to_owned(),
        kind: Kind::from_word(kind).expect("a kind"),
        exact: exact.to_owned(),
        value: value.map(|value| value.parse().expect("a number")),
        line: 1,
        ..Figure::default()
    }
}

/// The figure with cells set as `column=text`.
pub(crate) fn with(mut figure: Figure, cells: &[(&str, &str)]) -> Figure {
    for (name, text) in cells {
        let column = Column::from_word(name).expect("a column");
        column.set(&mut figure, text).expect("a cell");
    }
    figure
}

/// Texts that look like a file of rows often enough to get past the head.
pub(crate) fn files() -> impl Strategy<Value = String> {
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

/// Figures of two documents that differ in their value alone.
pub(crate) fn figures() -> impl Strategy<Value = Vec<Figure>> {
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
pub(crate) fn rows() -> impl Strategy<Value = Vec<Expectation>> {
    proptest::collection::vec((0..3_usize, 1..4_u32), 1..6).prop_map(|asked| {
        let mut text = "check_id,doc_id,value,tolerance\n".to_owned();
        for (at, (doc, value)) in asked.iter().enumerate() {
            text.extend([&format!("c{at},"), ["a", "b", "*"][*doc], &format!(",{value},exact\n")]);
        }
        Expectation::read_csv("e", &text).expect("rows")
    })
}

/// Figures that differ in all that rows select and assert.
pub(crate) fn varied_figures() -> impl Strategy<Value = Vec<Figure>> {
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
pub(crate) fn varied_rows() -> impl Strategy<Value = Vec<Expectation>> {
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
            text.push_str(&sheet::line(cells));
        }
        Expectation::read_csv("e", &text).expect("rows")
    })
}
