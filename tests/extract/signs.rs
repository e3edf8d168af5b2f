//! A number keeps its sign, magnitude and currency in whatever style it is printed, and what else a document says changes
//! nothing of it but the decimal mark.

use proptest::prelude::*;
use quantifact::figure::{Figure, Kind};
use rust_decimal::Decimal;

/// The only figure of a sentence.
fn only(text: &str) -> Result<Figure, TestCaseError> {
    let mut found = quantifact::extract::text(text);
    prop_assert_eq!(found.len(), 1, "{}: {:?}", text, found);
    Ok(found.remove(0))
}

/// Digits with commas between their thousands, and two decimals where there are any.
fn printed(cents: i64) -> String {
    let (whole, part) = (cents / 100, cents % 100);
    let digits = whole.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if part == 0 { out } else { format!("{out}.{part:02}") }
}

const MINUS: [&str; 3] = ["-", "−", "\u{2011}"];
const MAGNITUDES: [(&str, i64); 6] = [
    ("", 1),
    (" thousand", 1000),
    (" million", 1_000_000),
    ("m", 1_000_000),
    (" bn", 1_000_000_000),
    (" billion", 1_000_000_000),
];
const CURRENCIES: [(&str, &str); 8] = [
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("US$", "USD"),
    ("A$", "AUD"),
    ("R$", "BRL"),
    ("¥", "JPY"),
    ("₹", "INR"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_minus_or_a_bracket_of_money_is_never_lost(
        cents in 1_i64..100_000_000,
        magnitude in prop::sample::select(MAGNITUDES.to_vec()),
        currency in prop::sample::select(CURRENCIES.to_vec()),
        minus in prop::sample::select(MINUS.to_vec()),
    ) {
        let number = printed(cents);
        let (sign, code) = currency;
        let (words, times) = magnitude;
        let wanted = (Decimal::new(cents, 2) * Decimal::from(times)).normalize();
        let mut texts = vec![
            (format!("The balance was {sign}{number}{words} then."), wanted),
            (format!("The balance was {minus}{sign}{number}{words} then."), -wanted),
            (format!("The balance was {sign}{minus}{number}{words} then."), -wanted),
            (format!("The balance was {sign}({number}){words} then."), -wanted),
            (format!("The balance ({minus}{sign}{number}{words}) fell."), -wanted),
        ];
        if words.starts_with(' ') {
            texts.push((format!("The balance was ({sign}{number}){words} then."), -wanted));
        }
        for (text, wanted) in texts {
            let figure = only(&text)?;
            prop_assert_eq!(figure.kind, Kind::Money, "{}", text);
            prop_assert_eq!(figure.value, Some(wanted), "{}", text);
            prop_assert_eq!(figure.unit.as_str(), code, "{}", text);
        }
    }

    #[test]
    fn a_minus_of_a_share_or_a_measure_is_never_lost(
        tenths in 1_i64..10_000,
        minus in prop::sample::select(MINUS.to_vec()),
        unit in prop::sample::select(vec!["%", " percent", " per cent", " percentage points", " km", " tonnes", " °C", "°F"]),
    ) {
        let (number, wanted) = (Decimal::new(tenths, 1), Decimal::new(tenths, 1).normalize());
        prop_assert_eq!(only(&format!("The change was {number}{unit} then."))?.value, Some(wanted));
        prop_assert_eq!(only(&format!("The change was {minus}{number}{unit} then."))?.value, Some(-wanted));
        prop_assert_eq!(only(&format!("The change ({minus}{number}{unit}) was small."))?.value, Some(-wanted));
        if unit == "%" {
            prop_assert_eq!(only(&format!("The change was ({number})% then."))?.value, Some(-wanted));
        }
    }

    #[test]
    fn other_numbers_of_a_document_change_no_reading(
        cents in 100_i64..100_000_000,
        magnitude in prop::sample::select(MAGNITUDES.to_vec()),
        others in prop::collection::vec((1_i64..10_000_000, prop::sample::select(vec!["people", "homes", "km", "tonnes"])), 0..6),
    ) {
        let (words, times) = magnitude;
        let own = format!("The fund paid ${}{words} then.", printed(cents));
        let alone = only(&own)?;
        prop_assert_eq!(alone.value, Some((Decimal::new(cents, 2) * Decimal::from(times)).normalize()));
        let around: Vec<String> =
            others.iter().map(|(number, noun)| format!("It reached {} {noun}.", printed(number * 100))).collect();
        let text = format!("{}\n\n{own}\n\n{}", around.join("\n\n"), around.join("\n\n"));
        let found = quantifact::extract::text(&text);
        let same = found.iter().filter(|figure| figure.exact == alone.exact && figure.kind == Kind::Money);
        for figure in same {
            prop_assert_eq!(
                (figure.value, figure.decimals, figure.unit.as_str(), figure.modifier),
                (alone.value, alone.decimals, alone.unit.as_str(), alone.modifier),
                "{}", &text
            );
        }
        prop_assert!(found.iter().any(|figure| figure.exact == alone.exact), "{}", text);
    }
}
