//! Values, dates and periods as a chart writes them: "Nearly $30M", "2021–2023", "Apr 2022–Apr 2024", "12 Sep 2022".

use crate::figure::{Change, Figure, Kind, Modifier, Period};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A plain number with its thousands parted.
pub(super) fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// A number in millions and above as "3.4B" where that loses no digit, else in full; one of more than fifteen digits
/// or so in powers of ten ("7.92e28").
fn short(value: Decimal) -> String {
    let size = value.abs().to_f64().unwrap_or(0.0);
    if size >= 1e16 || (size > 0.0 && size < 1e-6) {
        let sign = if value.is_sign_negative() { "−" } else { "" };
        let text = format!("{size:.2e}");
        return format!("{sign}{}", text.replace(".00e", "e").replace("0e", "e"));
    }
    for (power, letter) in [(12, "T"), (9, "B"), (6, "M")] {
        let unit = Decimal::from(10_i64.pow(power));
        if value.abs() >= unit
            && let Some(scaled) = value.checked_div(unit)
            && scaled.normalize().scale() <= 3
        {
            return format!("{}{letter}", grouped(scaled));
        }
    }
    grouped(value)
}

/// A value with its unit, as an axis writes it: "$10M", "40,000", "50%", "12 MW".
pub(super) fn amount(kind: Kind, unit: &str, value: Decimal) -> String {
    let mut number = short(value);
    // Of money a tenth is ten cents: "$4.60".
    let tenth = number.len().checked_sub(2).and_then(|at| number.get(at..)).is_some_and(|end| end.starts_with('.'));
    if kind == Kind::Money && tenth && number.ends_with(|c: char| c.is_ascii_digit()) {
        number.push('0');
    }
    let (sign, digits) = number.strip_prefix('−').map_or(("", number.as_str()), |rest| ("−", rest));
    match (kind, unit) {
        (Kind::Count, _) => number,
        (Kind::Money, "USD") => format!("{sign}${digits}"),
        (Kind::Money, "EUR") => format!("{sign}€{digits}"),
        (Kind::Money, "GBP") => format!("{sign}£{digits}"),
        (Kind::Money, _) => format!("{unit} {number}"),
        (Kind::Percent, "%") => format!("{number}%"),
        _ => format!("{number} {unit}").trim_end().to_owned(),
    }
}

/// A figure as a label says it: "Nearly $30M", "40,000 additional", "5–7%", "4,000 a year".
pub(super) fn statement(figure: &Figure) -> String {
    capitalized(&said(figure))
}

/// The same inside a sentence: "nearly $30M".
pub(super) fn said(figure: &Figure) -> String {
    let Some(value) = figure.value else { return figure.exact.clone() };
    let mut said = match figure.value_max {
        Some(max) => format!("{}–{}", amount(figure.kind, &figure.unit, value), amount(figure.kind, &figure.unit, max)),
        None => amount(figure.kind, &figure.unit, value),
    };
    let bound = bound(figure.modifier);
    if !bound.is_empty() {
        said = format!("{bound} {said}");
    }
    match figure.change {
        Some(Change::Additional) => said.push_str(" additional"),
        Some(Change::Increase) => said = format!("up by {said}"),
        Some(Change::Decrease) => said = format!("down by {said}"),
        None => {}
    }
    match figure.per.as_str() {
        "" => {}
        per => said = format!("{said} per {per}"),
    }
    said
}

/// The words of a modifier; empty for a value stated as it is, and for those of dates.
pub(super) const fn bound(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::MoreThan => "more than",
        Modifier::AtLeast => "at least",
        Modifier::LessThan => "less than",
        Modifier::AtMost => "up to",
        Modifier::About => "about",
        Modifier::Nearly => "nearly",
        _ => "",
    }
}

pub(super) fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A date or period in words; what is no EDTF stays as it is written.
pub(super) fn period(edtf: &str) -> String {
    if let Some((from, to)) = edtf.split_once('/') {
        return match (from.get(..4), from.len(), to.len()) {
            // "Jan–May 2024": the year once.
            (Some(year), 7, 7) if to.starts_with(year) && Period::parse(edtf).is_ok() => {
                let from = period(from);
                format!("{}–{}", from.trim_end_matches(&format!(" {year}")), period(to))
            }
            _ => format!("{}–{}", period(from), period(to)),
        };
    }
    let Ok(parsed) = Period::parse(edtf) else { return edtf.to_owned() };
    let year = parsed.start.year();
    let month = |month: i8| usize::try_from(month - 1).ok().and_then(|i| MONTHS.get(i)).copied().unwrap_or_default();
    let start = month(parsed.start.month());
    match (edtf.len(), edtf.get(5..7)) {
        (10, _) => format!("{} {start} {year}", parsed.start.day()),
        (7, Some("21")) => format!("spring {year}"),
        (7, Some("22")) => format!("summer {year}"),
        (7, Some("23")) => format!("autumn {year}"),
        (7, Some("24")) => format!("winter {year}–{}", parsed.end.year()),
        (7, Some("40")) => format!("first half of {year}"),
        (7, Some("41")) => format!("second half of {year}"),
        (7, Some(part @ ("33" | "34" | "35" | "36"))) => {
            format!("Q{} {year}", part.parse::<u8>().unwrap_or(33) - 32)
        }
        (7, _) => format!("{start} {year}"),
        (4, _) if edtf.ends_with('X') => format!("{year}s"),
        _ => year.to_string(),
    }
}

/// The month and year of a date, for "stated Apr 2024"; years as they are.
pub(super) fn month_of(edtf: &str) -> String {
    match edtf.len() {
        10 if Period::parse(edtf).is_ok() => period(edtf.get(..7).unwrap_or(edtf)),
        _ => period(edtf),
    }
}

/// The month of an axis, from 1.
pub(super) fn month_name(month: i64) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|i| MONTHS.get(i)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::sample;

    #[test]
    fn amounts() {
        for (kind, unit, value, text) in [
            (Kind::Money, "USD", "10000000", "$10M"),
            (Kind::Money, "USD", "3400000000", "$3.4B"),
            (Kind::Money, "USD", "850000", "$850,000"),
            (Kind::Money, "USD", "-17500000", "−$17.5M"),
            (Kind::Money, "MXN", "1234567", "MXN 1,234,567"),
            (Kind::Money, "EUR", "0.05", "€0.05"),
            (Kind::Money, "USD", "4.6", "$4.60"),
            (Kind::Money, "USD", "1234.5", "$1,234.50"),
            (Kind::Money, "USD", "3.125", "$3.125"),
            (Kind::Count, "", "4.6", "4.6"),
            (Kind::Count, "job", "40000", "40,000"),
            (Kind::Count, "person", "1000000", "1M"),
            (Kind::Percent, "%", "12.50", "12.5%"),
            (Kind::Percent, "pp", "2", "2 pp"),
            (Kind::Measure, "MW", "250", "250 MW"),
            (Kind::Money, "USD", "79228162514264337593543950335", "$7.92e28"),
            (Kind::Count, "", "0.0000000000005", "5e-13"),
            (Kind::Count, "", "-20000000000000000", "−2e16"),
        ] {
            assert_eq!(amount(kind, unit, value.parse().unwrap()), text);
        }
    }

    #[test]
    fn statements() {
        let mut figure = sample::figure(1, "d", Kind::Count, "5000000", "person");
        figure.value_max = "7000000".parse().ok();
        figure.modifier = Modifier::About;
        assert_eq!(statement(&figure), "About 5M–7M");
        figure.value_max = None;
        figure.change = Some(Change::Additional);
        figure.per = "year".into();
        assert_eq!(statement(&figure), "About 5M additional per year");
        figure.change = Some(Change::Decrease);
        figure.modifier = Modifier::Exact;
        assert_eq!(statement(&figure), "Down by 5M per year");
    }

    #[test]
    fn periods() {
        for (edtf, text) in [
            ("2022-09-12", "12 Sep 2022"),
            ("2021/2023", "2021–2023"),
            ("2022-04/2024-04", "Apr 2022–Apr 2024"),
            ("2024-01/2024-05", "Jan–May 2024"),
            ("2024-33", "Q1 2024"),
            ("2023-41", "second half of 2023"),
            ("2022-24", "winter 2022–2023"),
            ("202X", "2020s"),
            ("unknown", "unknown"),
            ("", ""),
        ] {
            assert_eq!(period(edtf), text);
        }
        assert_eq!(month_of("2022-09-12"), "Sep 2022");
        assert_eq!(month_of("2022"), "2022");
    }
}
