//! Whether a figure's cell agrees with the expected one, and how well.
//!
//! A value agrees within the precision it is stated with: "$33 million" stands for anything that rounds to it, so it
//! agrees with 33,421,000; "more than 90,000" is satisfied by 92,500; "about" leaves open half a unit of the last digit
//! that is not zero on both sides, "nearly" on the lower one.

use super::column::{Column, Role};
use super::rows::{Expectation, Tolerance};
use crate::figure::{Figure, Modifier, Period, words};
use crate::series::glob_matches;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// How well a cell, or a whole figure, agrees with what is expected; the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Agreement {
    /// It says something else.
    Differs,
    /// The expected value keeps the figure's bound ("more than 90,000" and 92,500).
    Bound,
    /// The expected value rounds to the stated one, or lies within the tolerance given.
    Consistent,
    /// It says the same.
    Match,
}

words!(Agreement { Differs = "differs", Bound = "bound", Consistent = "consistent", Match = "match" });

/// How well the figure's cell agrees with the expected text of one asserted column.
pub(crate) fn cell(row: &Expectation, column: Column, expected: &str, figure: &Figure) -> Agreement {
    let same = |same: bool| if same { Agreement::Match } else { Agreement::Differs };
    match column.role() {
        Role::Amount => {
            let found = if column == Column::Value { figure.value } else { figure.value_max };
            match (expected.parse(), found) {
                (Ok(expected), Some(found)) => amount(row, column, expected, found, figure),
                _ => Agreement::Differs,
            }
        }
        Role::Number => same(expected.parse::<i64>().ok() == column.of(figure).parse().ok()),
        Role::Time => same(*expected == *column.of(figure) || same_days(column, expected, figure)),
        Role::Word => same(*expected == *column.of(figure)),
        Role::Text => same(fold(&column.of(figure)).contains(&*fold(expected))),
        Role::Select => same(selects(column, expected, figure)),
    }
}

/// Whether the figure is one that a selecting cell speaks of.
pub(crate) fn selects(column: Column, expected: &str, figure: &Figure) -> bool {
    match column {
        Column::DocId => glob_matches(expected, &figure.doc_id),
        Column::Kind => expected == figure.kind.as_str(),
        Column::FigureId => expected == figure.figure_id,
        Column::Unit => same_words(expected, &figure.unit),
        Column::Exact => same_words(expected, &figure.exact),
        _ => same_words(expected, &column.of(figure)),
    }
}

fn same_words(expected: &str, found: &str) -> bool {
    expected == found || fold(expected) == fold(found)
}

/// Case, white space and typographic quotes and dashes folded: what a person retyping the words may change.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii_graphic() && !b.is_ascii_uppercase();
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars().flat_map(char::to_lowercase) {
            folded.push(match c {
                '‘' | '’' => '\'',
                '“' | '”' => '"',
                '–' | '—' | '‑' | '−' => '-',
                other => other,
            });
        }
    }
    Cow::Owned(folded)
}

fn same_days(column: Column, expected: &str, figure: &Figure) -> bool {
    column == Column::PeriodEdtf
        && Period::parse(expected)
            .is_ok_and(|p| figure.period_start == Some(p.start) && figure.period_end == Some(p.end))
}

fn amount(row: &Expectation, column: Column, expected: Decimal, found: Decimal, figure: &Figure) -> Agreement {
    let within = |reach: Option<Decimal>| {
        let distance = expected.checked_sub(found).map(|distance| distance.abs());
        distance.zip(reach).is_some_and(|(distance, reach)| distance <= reach)
    };
    let consistent = |yes: bool| if yes { Agreement::Consistent } else { Agreement::Differs };
    if expected == found {
        return Agreement::Match;
    }
    match row.tolerance {
        Tolerance::Exact => Agreement::Differs,
        Tolerance::Plus(reach) => consistent(within(Some(reach))),
        Tolerance::Percent(percent) => {
            consistent(within(expected.abs().checked_mul(percent).map(|reach| reach / Decimal::ONE_HUNDRED)))
        }
        Tolerance::Stated => {
            // "nearly" is said from below.
            let loose = figure.modifier == Modifier::About || (figure.modifier == Modifier::Nearly && expected < found);
            let [stated, coarse] = half_units(figure, found);
            let in_range = column == Column::Value
                && row.cell(Column::ValueMax).is_empty()
                && figure.value_max.is_some_and(|max| (found..=max).contains(&expected));
            if within(if loose { coarse } else { stated }) || in_range {
                Agreement::Consistent
            } else if keeps_bound(figure.modifier, expected, found) {
                Agreement::Bound
            } else {
                Agreement::Differs
            }
        }
    }
}

fn keeps_bound(modifier: Modifier, expected: Decimal, found: Decimal) -> bool {
    match modifier {
        Modifier::MoreThan | Modifier::AtLeast => expected > found,
        Modifier::LessThan | Modifier::AtMost => expected < found,
        _ => false,
    }
}

/// How far from `found` a figure's precision reaches, as it is stated and where it is only roughly meant; nothing where
/// no precision is stated.
pub(crate) fn half_units(figure: &Figure, found: Decimal) -> [Option<Decimal>; 2] {
    let rough = |decimals: i32| decimals.min(coarse(found));
    [figure.decimals, figure.decimals.map(rough)].map(|decimals| decimals.and_then(half_unit))
}

/// Half a unit of the last place that `decimals` (as XBRL counts) states.
fn half_unit(decimals: i32) -> Option<Decimal> {
    let half = Decimal::new(5, 1);
    if decimals >= 0 {
        Decimal::try_new(5, decimals.unsigned_abs() + 1).ok()
    } else {
        half.checked_mul(Decimal::from(10u128.checked_pow(decimals.unsigned_abs())?))
    }
}

/// The place of the last digit that is not zero, as XBRL's `decimals`: 40,000 → -4.
fn coarse(value: Decimal) -> i32 {
    let value = value.normalize();
    if value.scale() > 0 || value.is_zero() {
        return value.scale() as i32;
    }
    let text = value.abs().to_string();
    -((text.len() - text.trim_end_matches('0').len()) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expected::testing::{figure, with};

    /// How a figure agrees with an expected value.
    #[track_caller]
    fn value(expected: &str, tolerance: &str, stated: &[(&str, &str)]) -> &'static str {
        let rows = format!("check_id,value,tolerance\na,{expected},{tolerance}\n");
        let rows = Expectation::read_csv("e", &rows).unwrap();
        let figure = with(figure("d", "money", "x", None), stated);
        cell(&rows[0], Column::Value, expected, &figure).as_str()
    }

    #[test]
    fn a_value_agrees_within_what_is_stated() {
        let million = [("value", "33000000"), ("decimals", "-6")];
        assert_eq!(value("33000000", "", &million), "match");
        assert_eq!(value("33421000", "", &million), "consistent");
        assert_eq!(value("32500000", "", &million), "consistent");
        assert_eq!(value("33500001", "", &million), "differs");
        assert_eq!(value("33421000", "exact", &million), "differs");
        assert_eq!(value("34000000", "±1000000", &million), "consistent");
        assert_eq!(value("34000000", "2%", &million), "differs");
        assert_eq!(value("34000000", "3%", &million), "consistent");
        assert_eq!(value("12.34", "", &[("value", "12.3"), ("decimals", "1")]), "consistent");
        assert_eq!(value("12.4", "", &[("value", "12.3"), ("decimals", "1")]), "differs");
    }

    #[test]
    fn a_bound_is_satisfied_on_its_own_side_only() {
        let jobs = [("value", "90000"), ("decimals", "0"), ("modifier", "more_than")];
        assert_eq!(value("92500", "", &jobs), "bound");
        assert_eq!(value("89000", "", &jobs), "differs");
        assert_eq!(value("92500", "±1", &jobs), "differs");
        let most = [("value", "50"), ("decimals", "0"), ("modifier", "at_most")];
        assert_eq!(value("40", "", &most), "bound");
        assert_eq!(value("60", "", &most), "differs");
        let nearly = [("value", "40000"), ("decimals", "0"), ("modifier", "nearly")];
        assert_eq!(value("38900", "", &nearly), "consistent");
        assert_eq!(value("31000", "", &nearly), "differs");
        assert_eq!(value("41000", "", &nearly), "differs");
        let about = [("value", "40000"), ("decimals", "0"), ("modifier", "about")];
        assert_eq!(value("41000", "", &about), "consistent");
        assert_eq!(value("6", "", &[("value", "5"), ("value_max", "7"), ("decimals", "0")]), "consistent");
    }

    #[test]
    fn text_is_contained_and_folded() {
        let rows = Expectation::read_csv("e", "check_id,what\na,x\n").unwrap();
        let figure = with(figure("d", "money", "x", None), &[("what", "Indirect\n  jobs – Mexico’s")]);
        for (expected, agreement) in
            [("indirect jobs", "match"), ("mexico's", "match"), ("direct job", "match"), ("job s", "differs")]
        {
            assert_eq!(cell(&rows[0], Column::What, expected, &figure).as_str(), agreement, "{expected}");
        }
    }

    #[test]
    fn periods_agree_by_their_days() {
        let rows = Expectation::read_csv("e", "check_id,what\na,x\n").unwrap();
        let figure = with(figure("d", "date", "x", None), &[("period_edtf", "2024-33")]);
        for (expected, agreement) in [("2024-33", "match"), ("2024-01/2024-03", "match"), ("2024", "differs")] {
            assert_eq!(cell(&rows[0], Column::PeriodEdtf, expected, &figure).as_str(), agreement, "{expected}");
        }
    }
}
