//! One line a failure, as compilers write them, then the counts.

use super::message;
use super::source::Source;
use crate::check::verdict::Report;
use crate::expected::Severity;
use crate::plain::visible;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, source: &Source<'_>, out: &mut dyn Write) -> io::Result<()> {
    for verdict in report.verdicts.iter().filter(|verdict| !verdict.outcome.passes()) {
        let place = source.place_of(verdict);
        let level = if verdict.severity() == Severity::Error { "error" } else { "warning" };
        let (said, id, path) = (message::message(verdict), verdict.id(), place.path);
        let line = format!("{path}:{}:{}: {level}: {}[{id}]: {said}", place.line, place.column, verdict.outcome);
        writeln!(out, "{}", visible(&line))?;
    }
    writeln!(out, "{}", report.summary())
}
