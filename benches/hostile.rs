//! Texts made to cost more than their length says, each at a size and at twice that size: time must grow with length.
//! The factor stands behind each; near two is right.
//!
//! `cargo bench --bench hostile`

use quantifact::figure::Figure;
use quantifact::lexicon::Lexicon;
use quantifact::read::{Format, ReadOptions, read};
use quantifact::{check, compare, extract};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

/// The name of a text, what it repeats, and what it is read as.
const TEXTS: [(&str, &str, Format); 17] = [
    ("prose", "The agency trained 500 teachers in Ohio in 2021. ", Format::Txt),
    ("json", "{\"id\":17,\"sum\":42.5,\"at\":\"2021-05-06\"},", Format::Txt),
    ("dollars", "$5", Format::Txt),
    ("hyphens", "twenty-", Format::Txt),
    ("words", "twenty ", Format::Txt),
    ("pipes", "417|", Format::Txt),
    ("semicolons", "$417;", Format::Txt),
    ("commas", "417,", Format::Txt),
    ("groups", "123 123 ", Format::Txt),
    ("list", "417 farmers, ", Format::Txt),
    ("dates", "May 5, 2021 and ", Format::Txt),
    ("brackets", "(($5)", Format::Txt),
    ("addresses", "www.a.b/5/", Format::Txt),
    ("letters", "a", Format::Txt),
    ("emphasis", "**a*5 ", Format::Md),
    ("table", "| 5 | $6 ", Format::Md),
    ("elements", "<div><p>5 <b>jobs", Format::Html),
];

/// Bytes of the smaller text.
const SIZE: usize = 64 * 1024;

fn main() {
    println!("{:<12} {:>9} {:>9} {:>7}", "text", "128 KiB", "256 KiB", "factor");
    for (name, part, format) in TEXTS {
        report(name, |times| extracted(&part.repeat(times * SIZE / part.len()), format));
    }
    report("wide", |times| extracted(&wide(times * SIZE), Format::Md));
    report("copies", |times| compared(times * 1500));
    report("check", |times| checked(times * 10_000));
}

/// Times `work` at twice and four times its size.
fn report(name: &str, work: impl Fn(usize)) {
    let seconds = |times: usize| {
        let mut best = f64::INFINITY;
        // What takes long is measured well enough by once.
        for _ in 0..3 {
            let start = Instant::now();
            work(times);
            best = best.min(start.elapsed().as_secs_f64());
            if best > 1.0 {
                break;
            }
        }
        best
    };
    let (once, twice) = (seconds(2), seconds(4));
    println!("{name:<12} {once:>7.3} s {twice:>7.3} s {:>7.2}", twice / once);
}

fn extracted(text: &str, format: Format) {
    let options = ReadOptions::default().with_format(format);
    for document in read(text.as_bytes(), Path::new("hostile"), &options).unwrap_or_default() {
        extract::document(&document, Lexicon::embedded());
    }
}

/// A table of one long row below its head.
fn wide(bytes: usize) -> String {
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(bytes / 12));
    format!("{}{}{}", row("jobs"), row("-"), row("417"))
}

/// Figures held against as many rows, every twentieth of which nothing answers.
fn checked(rows: usize) {
    let figure = |n: usize| {
        let mut figure = Figure::default();
        (figure.figure_id, figure.exact) = (format!("f{n}"), n.to_string());
        (figure.value, figure.unit) = (Some(n.into()), "well".to_owned());
        figure
    };
    let figures: Vec<Figure> = (0..rows).map(figure).collect();
    let mut csv = "check_id,exact,value,unit\n".to_owned();
    for n in 0..rows {
        let unit = if n % 20 == 0 { "pump" } else { "well" };
        let _ = writeln!(csv, "c{n},{n},{n},{unit}");
    }
    let expected = check::Expectation::read_csv("expected.csv", &csv).unwrap_or_default();
    check::run(&expected, &figures, check::Options::default());
}

/// Two documents that say the same many figures.
fn compared(figures: usize) {
    let mut lines = String::new();
    for number in 0..figures {
        // Writing to a String cannot fail.
        let _ = writeln!(lines, "- The agency gave {} farmers seeds.", 1000 + number % 997);
    }
    let figures: Vec<_> = ["a.md", "b.md"]
        .iter()
        .flat_map(|name| read(lines.as_bytes(), Path::new(name), &ReadOptions::default()).unwrap_or_default())
        .flat_map(|document| extract::document(&document, Lexicon::embedded()))
        .collect();
    compare::claims(&figures, &[]);
}
