//! Whatever the text of a document, a row that is written reads back the same.

use super::rows::tests::sample;
use super::{csv, jsonl};
use crate::extract::ids;
use crate::figure::{ClaimRow, Evidence, Figure, Kind, Modifier, Status};
use crate::span::Span;
use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::path::Path;

/// Any text, and often one of those that make trouble.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => any::<String>(),
        1 => "['=+@\t\r\n\",;\u{feff}\u{2028} -]{0,6}[a-z0-9=']{0,3}",
        1 => "-?[0-9]{1,4}(\\.[0-9]{1,3})?(%|e[0-9])?",
    ]
}

fn some_text() -> impl Strategy<Value = String> {
    text().prop_filter("a required cell is not empty", |text| !text.is_empty())
}

fn decimal() -> impl Strategy<Value = Decimal> {
    const MOST: i128 = 79_228_162_514_264_337_593_543_950_335;
    (-MOST..=MOST, 0_u32..=28).prop_map(|(digits, scale)| Decimal::from_i128_with_scale(digits, scale))
}

fn day() -> impl Strategy<Value = Date> {
    (1_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::constant(year, month, day))
}

prop_compose! {
    fn figure()(
        (doc_id, exact) in (some_text(), some_text()),
        (unit, what, actor, place, section, sentence) in (text(), text(), text(), text(), text(), text()),
        (value, value_max, decimals) in (prop::option::of(decimal()), prop::option::of(decimal()), any::<Option<i32>>()),
        (kind, modifier) in (prop::sample::select(Kind::ALL), prop::sample::select(Modifier::ALL)),
        status in prop::option::of(prop::sample::select(Status::ALL)),
        period_start in prop::option::of(day()),
        (start, length, line, page) in (0..usize::MAX / 4, 0..usize::MAX / 4, any::<u32>(), any::<Option<u32>>()),
    ) -> Figure {
        Figure {
            doc_id, exact, unit, what, actor, place, section, sentence, value, value_max, decimals, kind, modifier,
            status, period_start,
            char_start: start,
            char_end: start + length,
            line: line as usize,
            page: page.map(|page| page as usize),
            ..sample()
        }
    }
}

fn csv_of<R: super::Row>(rows: &[R], excel: bool) -> Vec<u8> {
    let mut out = Vec::new();
    csv::write(rows, &mut out, excel).unwrap();
    out
}

proptest! {
    #[test]
    fn csv_comes_back(figure in figure(), excel in any::<bool>()) {
        let figure = Figure { span: Span::default(), evidence: Evidence::default(), ..figure };
        let back = csv::read_from::<Figure>(csv_of(std::slice::from_ref(&figure), excel).as_slice(), Path::new("t"));
        prop_assert_eq!(back.unwrap(), vec![figure]);
    }

    #[test]
    fn jsonl_comes_back(figure in figure(), places in prop::array::uniform4(0_usize..1 << 40)) {
        let slots = vec![("what", Span::new(places[0], places[1])), ("what", Span::new(1, 2))];
        let span = Span::new(places[2], places[3]);
        let figure = Figure { span, evidence: Evidence { rule: "", slots, odds: Vec::new() }, ..figure };
        let mut out = Vec::new();
        jsonl::write_row(&figure, &mut out).unwrap();
        prop_assert_eq!(memchr::memchr_iter(b'\n', &out).count(), 1);
        prop_assert_eq!(jsonl::read_from::<Figure>(out.as_slice(), Path::new("t")).unwrap(), vec![figure]);
    }

    #[test]
    fn escaping_is_undone_and_leaves_no_formula(text in text()) {
        let cell = csv::escape(&text);
        prop_assert_eq!(csv::unescape(&cell), text.as_str());
        prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
    }

    /// Any bytes at all are rows or an error that names the file, never a panic.
    #[test]
    fn no_input_stops_the_readers(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 0..300_usize) {
        let good = csv_of(&[sample()], false);
        let cut = [good.get(..cut).unwrap_or(&good), bytes.as_slice()].concat();
        for input in [&bytes, &cut] {
            for message in [
                csv::read_from::<Figure>(input.as_slice(), Path::new("t.csv")).err().map(|e| e.to_string()),
                jsonl::read_from::<ClaimRow>(input.as_slice(), Path::new("t.csv")).err().map(|e| e.to_string()),
            ].into_iter().flatten() {
                prop_assert!(message.starts_with("t.csv:"), "{}", message);
            }
        }
    }
}

/// What R's `type.convert` and its like ask of a column before they make numbers, dates or truth values of it.
#[test]
fn no_reader_takes_an_id_for_something_else() {
    let mut figures: Vec<_> = (0..5000).map(|n| Figure { exact: n.to_string(), ..sample() }).collect();
    ids::assign(&mut figures);
    for id in figures.iter().map(|figure| figure.figure_id.as_str()) {
        let number = id.parse::<f64>().is_ok() || id.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
        let hexadecimal = id.starts_with("0x");
        let truth = ["t", "f", "true", "false", "na", "nan", "inf", "null"].contains(&id);
        assert!(!number && !hexadecimal && !truth && id.parse::<Date>().is_err(), "{id}");
    }
}
