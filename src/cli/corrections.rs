//! Corrections that a person made once, replayed on figures just extracted.

use super::failure::{Failure, reason, warn};
use super::summary::Summary;
use crate::figure::Figure;
use crate::report;
use crate::review::corrections::{self, Correction};
use std::path::Path;

/// Reads a table of corrections.
///
/// # Errors
/// Names the file, line and column.
pub(super) fn read(path: &Path) -> Result<Vec<Correction>, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::new(format!("{name}: {}", reason(&error))))?;
    Correction::read_csv(&name, &text).map_err(|error| Failure::of(&error))
}

/// Makes the corrections; one whose words no longer stand is warned of. Gives the cells that changed.
pub(super) fn replay(
    path: &Path,
    rows: &[Correction],
    figures: &mut [Figure],
    summary: &mut Summary,
) -> Vec<report::Correction> {
    let replay = corrections::apply(figures, rows);
    for missed in &replay.unapplied {
        warn(format!("{}:{}: not corrected: {}", path.display(), missed.correction.line, missed.reason));
    }
    let missed = match replay.unapplied.len() {
        0 => String::new(),
        count => format!(", {count} not (see the warnings)"),
    };
    summary.say("corrected", format!("{} cells{missed}", replay.applied.len()));
    let note = |line| rows.iter().find(|row| row.line == line).map(|row| row.note.clone()).unwrap_or_default();
    let changed = replay.applied.into_iter().filter(|made| made.before != made.value);
    changed
        .map(|made| report::Correction {
            figure_id: made.figure_id,
            column: made.column.to_string(),
            was: made.before,
            note: note(made.line),
        })
        .collect()
}
