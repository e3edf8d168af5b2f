//! One line a failure, as compilers write them, then the counts.

use super::{Source, message};
use crate::check::{Report, Severity};
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, source: &Source<'_>, out: &mut dyn Write) -> io::Result<()> {
    for verdict in report.verdicts.iter().filter(|verdict| !verdict.outcome.passes()) {
        let place = source.place_of(verdict);
        let level = if verdict.severity() == Severity::Error { "error" } else { "warning" };
        writeln!(
            out,
            "{}:{}:{}: {level}: {}[{}]: {}",
            place.path,
            place.line,
            place.column,
            verdict.outcome,
            verdict.id(),
            message::message(verdict)
        )?;
    }
    writeln!(out, "{}", report.summary())
}
