//! `JUnit` XML, of the form that Jenkins' xUnit plugin checks (junit-10.xsd): `testsuites` > `testsuite` > `testcase`,
//! one suite a `doc_id` of the rows, one case a row. A warning is a case that passes and says so in `system-out`.

use super::message;
use super::source::Source;
use crate::check::verdict::{Report, Verdict};
use crate::expected::Column;
use std::collections::BTreeMap;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, source: &Source<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut suites: BTreeMap<&str, Vec<&Verdict<'_>>> = BTreeMap::new();
    for verdict in &report.verdicts {
        let of_row = verdict.row.map(|row| row.cell(Column::DocId)).filter(|doc| !doc.is_empty());
        let of_figure = verdict.figure.map(|figure| figure.doc_id.as_str());
        let suite = if verdict.row.is_some() { of_row } else { of_figure };
        suites.entry(suite.unwrap_or("*")).or_default().push(verdict);
    }
    let failed = |cases: &[&Verdict<'_>]| cases.iter().filter(|verdict| verdict.fails()).count();
    let all: Vec<&Verdict<'_>> = report.verdicts.iter().collect();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<testsuites name="quantifact check" tests="{}" failures="{}" errors="0">"#,
        all.len(),
        failed(&all)
    )?;
    for (doc, cases) in &suites {
        writeln!(
            out,
            r#"  <testsuite name="{}" tests="{}" failures="{}" errors="0" skipped="0">"#,
            escaped(doc),
            cases.len(),
            failed(cases)
        )?;
        for verdict in cases {
            case(verdict, doc, source, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn case(verdict: &Verdict<'_>, suite: &str, source: &Source<'_>, out: &mut dyn Write) -> io::Result<()> {
    let head = format!(r#"    <testcase name="{}" classname="{}""#, escaped(verdict.id()), escaped(suite));
    if verdict.outcome.passes() {
        return writeln!(out, "{head}/>");
    }
    let said = escaped(&message::message(verdict));
    let place = source.place_of(verdict);
    let mut lines = vec![format!("{}:{}:{}", place.path, place.line, place.column)];
    lines.extend(
        verdict.cells.iter().map(|cell| format!("{}: expected {}, found {}", cell.column, cell.expected, cell.found)),
    );
    lines.extend(message::advice(verdict, source));
    let body = escaped(&lines.join("\n"));
    writeln!(out, "{head}>")?;
    if verdict.fails() {
        writeln!(out, r#"      <failure type="{}" message="{said}">{body}</failure>"#, verdict.outcome)?;
    } else {
        writeln!(out, "      <system-out>warning: {said}\n{body}</system-out>")?;
    }
    writeln!(out, "    </testcase>")
}

/// Mark-up escaped; what XML 1.0 cannot hold (control characters) replaced.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(c),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c if c.is_control() && c < '\u{20}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
