//! Workflow commands: GitHub Actions shows each failure beside the document's line.
//!
//! A command is `::error file=…,line=…,col=…,endColumn=…,title=…::message`; `%`, line ends, and in properties `:` and
//! `,` are escaped as `%25` and so on (docs.github.com, "Workflow commands for GitHub Actions").

use super::message;
use super::source::Source;
use crate::check::verdict::Report;
use crate::expected::Severity;
use crate::plain::visible;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, source: &Source<'_>, out: &mut dyn Write) -> io::Result<()> {
    for verdict in report.verdicts.iter().filter(|verdict| !verdict.outcome.passes()) {
        let place = source.place_of(verdict);
        let command = if verdict.severity() == Severity::Error { "error" } else { "warning" };
        let mut ends = format!(",endLine={}", place.end_line);
        if place.end_line == place.line && place.chars.is_some() {
            // An end column is only heeded where the range lies in one line.
            ends = format!("{ends},endColumn={}", place.end_column);
        }
        let mut said = message::message(verdict);
        for advice in message::advice(verdict, source) {
            said.push('\n');
            said.push_str(&advice);
        }
        writeln!(
            out,
            "::{command} file={},line={},col={}{ends},title={}::{}",
            property(place.path),
            place.line,
            place.column,
            property(&format!("{}: {}", verdict.outcome, verdict.id())),
            data(&said)
        )?;
    }
    writeln!(out, "{}", data(&report.summary()))
}

fn data(text: &str) -> String {
    // A carriage return has an escape of its own here.
    let text = text.split('\r').map(visible).collect::<Vec<_>>().join("\r");
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
