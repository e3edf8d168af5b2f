//! SARIF 2.1.0 (OASIS): one run, one rule an outcome, one result a failure, columns counted in code points.

use super::message;
use super::source::{Place, Source};
use crate::check::verdict::{Outcome, Report, Verdict};
use crate::expected::Severity;
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, source: &Source<'_>, out: &mut dyn Write) -> io::Result<()> {
    let failing: Vec<Outcome> = Outcome::ALL.iter().copied().filter(|outcome| !outcome.passes()).collect();
    let rules: Vec<Value> = failing
        .iter()
        .map(|outcome| {
            json!({
                "id": outcome.as_str(),
                "shortDescription": { "text": outcome.meaning() },
                "defaultConfiguration": { "level": "error" },
            })
        })
        .collect();
    let results: Vec<Value> = report
        .verdicts
        .iter()
        .filter_map(|verdict| Some((failing.iter().position(|o| *o == verdict.outcome)?, verdict)))
        .map(|(rule, verdict)| result(rule, verdict, source))
        .collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn result(rule: usize, verdict: &Verdict<'_>, source: &Source<'_>) -> Value {
    let mut text = message::message(verdict);
    for advice in message::advice(verdict, source) {
        text.push('\n');
        text.push_str(&advice);
    }
    let mut result = json!({
        "ruleId": verdict.outcome.as_str(),
        "ruleIndex": rule,
        "level": if verdict.severity() == Severity::Error { "error" } else { "warning" },
        "message": { "text": text },
        "locations": [location(&source.place_of(verdict))],
        // Tells a viewer that a result of a later run is the same one, though the lines have moved.
        "partialFingerprints": { "checkId/v1": verdict.id() },
    });
    let others: Vec<Value> =
        verdict.others.iter().filter_map(|figure| source.place(figure)).map(|place| location(&place)).collect();
    if !others.is_empty() {
        result["relatedLocations"] = others.into();
    }
    result
}

fn location(place: &Place<'_>) -> Value {
    let mut region = json!({ "startLine": place.line });
    if let Some((start, end)) = place.chars {
        region = json!({
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "charOffset": start,
            "charLength": end - start,
        });
    }
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri(place.path) }, "region": region } })
}

/// A path as a URI reference: what RFC 3986 does not let stand in a path is percent-encoded.
fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    let mut uri = String::with_capacity(path.len());
    // A first segment with a colon would read as a scheme.
    if path.split('/').next().is_some_and(|first| first.contains(':')) {
        uri.push_str("./");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'/'
            | b'!'
            | b'$'
            | b'&'
            | b'\''
            | b'('
            | b')'
            | b'*'
            | b'+'
            | b','
            | b';'
            | b'='
            | b':'
            | b'@' => uri.push(byte as char),
            b'\\' => uri.push('/'),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
