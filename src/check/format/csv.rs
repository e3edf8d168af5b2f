//! One line a verdict, for a spreadsheet or a database.

use super::message;
use super::source::Source;
use crate::check::verdict::Report;
use crate::expected::sheet;
use std::io::{self, Write};

const HEAD: [&str; 11] =
    ["check_id", "outcome", "severity", "figure_id", "doc_id", "path", "line", "column", "exact", "message", "note"];

pub(super) fn write(report: &Report<'_>, source: &Source<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(sheet::line(HEAD).as_bytes())?;
    for verdict in &report.verdicts {
        let place = source.place_of(verdict);
        let (line, column) = (place.line.to_string(), place.column.to_string());
        let said = message::message(verdict);
        let of = |get: fn(&crate::figure::Figure) -> &str| verdict.figure.map(get).unwrap_or_default();
        let cells = [
            verdict.row.map_or("", |row| &row.check_id),
            verdict.outcome.as_str(),
            verdict.severity().as_str(),
            of(|figure| &figure.figure_id),
            of(|figure| &figure.doc_id),
            place.path,
            &line,
            &column,
            of(|figure| &figure.exact),
            &said,
            verdict.row.map_or("", |row| &row.note),
        ];
        out.write_all(sheet::line(cells).as_bytes())?;
    }
    Ok(())
}
