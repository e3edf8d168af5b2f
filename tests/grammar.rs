//! What is printed in any style reads back as what it was.

use proptest::prelude::*;
use quantifact::figure::{Lang, Period};
use quantifact::grammar::{Mention, Reading, Style, resolve};
use quantifact::lexicon::Lexicon;
use quantifact::scan;
use rust_decimal::Decimal;

fn only(text: &str, style: Style) -> Mention {
    let mut found = scan::mentions(text, style, Lexicon::embedded());
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

fn value(mention: &Mention) -> Decimal {
    match &mention.reading {
        Reading::Money { amount, .. }
        | Reading::Percent { amount, .. }
        | Reading::Count { amount }
        | Reading::Measure { amount, .. }
        | Reading::Duration { amount, .. } => amount.value,
        Reading::Date(_) => panic!("a date: {mention:?}"),
    }
}

fn grouped(number: u64, mark: &str) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out
}

fn english(number: u64) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    for (scale, word) in
        [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")]
    {
        if number >= scale {
            let rest = number % scale;
            let tail = if rest == 0 { String::new() } else { format!(" {}", english(rest)) };
            return format!("{} {word}{tail}", english(number / scale));
        }
    }
    match number {
        100.. if number.is_multiple_of(100) => format!("{} hundred", SMALL[(number / 100) as usize]),
        100.. => format!("{} hundred and {}", SMALL[(number / 100) as usize], english(number % 100)),
        20.. if number.is_multiple_of(10) => TENS[(number / 10) as usize].to_owned(),
        20.. => format!("{}-{}", TENS[(number / 10) as usize], SMALL[(number % 10) as usize]),
        _ => SMALL[number as usize].to_owned(),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MESES: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

fn spanish(decimal_comma: bool) -> Style {
    Style { lang: Lang::Es, decimal_comma, day_first: true, ..Style::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whole_numbers(number in 2_u64..100_000_000_000_000) {
        let wanted = Decimal::from(number);
        prop_assert_eq!(value(&only(&format!("reached {} people", grouped(number, ",")), Style::default())), wanted);
        prop_assert_eq!(value(&only(&format!("reached {} people", grouped(number, " ")), Style::default())), wanted);
        prop_assert_eq!(value(&only(&format!("llegó a {} personas", grouped(number, ".")), spanish(true))), wanted);
        prop_assert_eq!(value(&only(&format!("llegó a {} personas", grouped(number, ",")), spanish(false))), wanted);
    }

    #[test]
    fn numbers_in_words(number in 2_u64..1_000_000_000_000_000) {
        prop_assert_eq!(value(&only(&format!("reached {} people", english(number)), Style::default())), Decimal::from(number));
    }

    #[test]
    fn amounts(cents in 1_i64..100_000_000_000, magnitude in prop::sample::select(vec![("", 0_u32), (" thousand", 3), (" million", 6), (" billion", 9)])) {
        let number = Decimal::new(cents, 2);
        let wanted = (number * Decimal::from(10_i64.pow(magnitude.1))).normalize();
        for text in [format!("raised ${number}{}.", magnitude.0), format!("raised USD {number}{} there", magnitude.0), format!("raised {number}{} dollars there", magnitude.0)] {
            let mention = only(&text, Style::default());
            prop_assert!(matches!(&mention.reading, Reading::Money { currency, .. } if currency == "USD"), "{}", text);
            prop_assert_eq!(value(&mention), wanted, "{}", text);
        }
        let comma = number.to_string().replace('.', ",");
        prop_assert_eq!(value(&only(&format!("recibió {comma} por ciento"), spanish(true))), number.normalize());
    }

    #[test]
    fn days(year in 1900_i16..2100, month in 1_i8..13, day in 1_i8..29) {
        let wanted = Period::day(year, month, day);
        let (name, mes) = (MONTHS[month as usize - 1], MESES[month as usize - 1]);
        let read = |text: &str, style| match only(text, style).reading {
            Reading::Date(reading) => resolve(&reading, None),
            other => panic!("{text}: {other:?}"),
        };
        let day_first = Style { day_first: true, ..Style::default() };
        for (text, style) in [
            (format!("on {name} {day}, {year} there"), Style::default()),
            (format!("on {day} {name} {year} there"), Style::default()),
            (format!("on {year:04}-{month:02}-{day:02} there"), Style::default()),
            (format!("on {month}/{day}/{year} there"), Style::default()),
            (format!("on {day}/{month}/{year} there"), day_first),
            (format!("el {day} de {mes} de {year} en"), spanish(true)),
        ] {
            prop_assert_eq!(read(&text, style), wanted.clone(), "{}", text);
        }
    }
}
