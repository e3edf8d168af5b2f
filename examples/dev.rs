//! Development: paths → figures.csv-like rows of mentions.
use quantifact::figure::Period;
use quantifact::grammar::{Reading, resolve, style_of};
use quantifact::read::{ReadOptions, read};
use quantifact::span::Locator;
use quantifact::{lexicon::Lexicon, scan};

fn main() {
    let lexicon = Lexicon::embedded();
    let mut out = csv::Writer::from_writer(std::io::stdout());
    out.write_record([
        "doc_id",
        "kind",
        "char_start",
        "char_end",
        "value",
        "value_max",
        "unit",
        "modifier",
        "change",
        "period_start",
        "period_end",
        "edtf",
        "rule",
        "exact",
        "before",
        "after",
    ])
    .unwrap();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let Ok(docs) = read(&bytes, std::path::Path::new(&path), &ReadOptions::default()) else {
            eprintln!("unread {path}");
            continue;
        };
        for doc in docs {
            let style = style_of(&doc.text, doc.lang, lexicon);
            let at = Locator::new(&doc.text);
            let published: Option<Period> = doc.published.as_ref().map(|p| p.period.clone());
            if published.is_none() {
                eprintln!("no date {path}")
            }
            for block in &doc.blocks {
                let found = scan::mentions(&block.text, style, lexicon);
                if std::env::var("MISSED").is_ok() {
                    let bytes = block.text.as_bytes();
                    let mut i = 0;
                    while i < bytes.len() {
                        let w = bytes[i..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                        if w == 0 {
                            i += 1;
                            continue;
                        }
                        let word = &block.text[i..i + w];
                        let low = word.to_lowercase();
                        let hit = word.bytes().any(|b| b.is_ascii_digit())
                            || [
                                "two",
                                "three",
                                "four",
                                "five",
                                "six",
                                "seven",
                                "eight",
                                "nine",
                                "ten",
                                "twelve",
                                "twenty",
                                "thirty",
                                "fifty",
                                "hundred",
                                "thousand",
                                "million",
                                "billion",
                                "trillion",
                                "dozen",
                                "half",
                                "third",
                                "quarter",
                                "percent",
                                "dollars",
                                "january",
                                "february",
                                "march",
                                "april",
                                "may",
                                "june",
                                "july",
                                "august",
                                "september",
                                "october",
                                "november",
                                "december",
                                "summer",
                                "fall",
                                "winter",
                                "spring",
                                "ago",
                                "decade",
                                "year",
                                "month",
                                "dos",
                                "tres",
                                "millones",
                                "mil",
                            ]
                            .contains(&low.as_str());
                        if hit && !found.iter().any(|m| m.span.start < i + w && i < m.span.end) && i > 0 {
                            let b: String =
                                block.text[..i].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
                            let f: String = block.text[i + w..].chars().take(40).collect();
                            eprintln!("MISSED\t{low}\t{b}«{word}»{f}");
                        }
                        i += w;
                    }
                }
                for m in found {
                    let span = block.map.source_span(m.span);
                    let mut period = None;
                    let a = |a: &quantifact::grammar::Amount| {
                        (a.value.to_string(), a.max.map_or(String::new(), |m| m.to_string()))
                    };
                    let (kind, (value, max), unit) = match &m.reading {
                        Reading::Money { amount, currency } => ("money", a(amount), currency.clone()),
                        Reading::Percent { amount, unit } => ("percent", a(amount), (*unit).to_owned()),
                        Reading::Count { amount } => ("count", a(amount), String::new()),
                        Reading::Measure { amount, unit } => ("measure", a(amount), unit.clone()),
                        Reading::Duration { amount, unit } => ("duration", a(amount), (*unit).to_owned()),
                        Reading::Date(r) => {
                            period = resolve(r, published.as_ref());
                            ("date", (String::new(), String::new()), String::new())
                        }
                    };
                    let b = &block.text[..m.span.start];
                    let f = &block.text[m.span.end..];
                    let b: String = b.chars().rev().take(70).collect::<Vec<_>>().into_iter().rev().collect();
                    let f: String = f.chars().take(60).collect();
                    out.write_record([
                        doc.id.as_str(),
                        kind,
                        &at.code_point(span.start).to_string(),
                        &at.code_point(span.end).to_string(),
                        &value,
                        &max,
                        &unit,
                        m.modifier.as_str(),
                        m.change.map_or("", |c| c.as_str()),
                        &period.as_ref().map_or(String::new(), |p| p.start.to_string()),
                        &period.as_ref().map_or(String::new(), |p| p.end.to_string()),
                        &period.as_ref().map_or(String::new(), |p| p.edtf.clone()),
                        m.rule,
                        m.span.of(&block.text),
                        &b,
                        &f,
                    ])
                    .unwrap();
                }
            }
        }
    }
}
