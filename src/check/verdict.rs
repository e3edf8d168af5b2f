//! What became of each row: its outcome, the figure it was judged by, cell by cell.

use crate::expected::{Agreement, Column, Expectation, Severity};
use crate::figure::{Figure, words};

/// What is asked of a check.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Options {
    /// Whether a figure that no row speaks of fails the check, in documents that some row speaks of.
    pub strict: bool,
}

impl Options {
    /// Lets a figure that no row speaks of fail the check.
    #[must_use]
    pub const fn with_strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }
}

/// What became of a row, or of a figure that no row speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Outcome {
    /// The figure says the same.
    Match,
    /// The expected value rounds to the stated one, or lies within the tolerance.
    Consistent,
    /// The expected value keeps the figure's bound.
    Bound,
    /// No figure answers the row, as it should be.
    Absent,
    /// The figure says something else.
    Differs,
    /// No figure answers the row.
    Missing,
    /// A figure answers a row that says there must be none.
    Present,
    /// Figures that say different things answer the row equally well.
    Ambiguous,
    /// No row speaks of the figure (only when strict).
    Unexpected,
}

words!(Outcome {
    Match = "match", Consistent = "consistent", Bound = "bound", Absent = "absent", Differs = "differs",
    Missing = "missing", Present = "present", Ambiguous = "ambiguous", Unexpected = "unexpected",
});

impl Outcome {
    /// Whether it is as expected.
    pub const fn passes(self) -> bool {
        matches!(self, Self::Match | Self::Consistent | Self::Bound | Self::Absent)
    }

    /// What it means, in a sentence.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Match => "The figure says what is expected.",
            Self::Consistent => "The expected value lies within the precision the figure is stated with.",
            Self::Bound => "The expected value keeps the figure's bound.",
            Self::Absent => "No figure is found where none may be.",
            Self::Differs => "The figure says something other than expected.",
            Self::Missing => "An expected figure is not found.",
            Self::Present => "A figure is found where none may be.",
            Self::Ambiguous => "Figures that say different things answer the row equally well.",
            Self::Unexpected => "No row speaks of the figure.",
        }
    }
}

/// One cell of a row beside the figure's.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CellVerdict<'a> {
    /// The column.
    pub column: Column,
    /// What the row says.
    pub expected: &'a str,
    /// What the figure says.
    pub found: String,
    /// How well they agree.
    pub agreement: Agreement,
}

/// What became of one row.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Verdict<'a> {
    /// What became of it.
    pub outcome: Outcome,
    /// The row; none for an unexpected figure.
    pub row: Option<&'a Expectation>,
    /// The figure it was judged by.
    pub figure: Option<&'a Figure>,
    /// Where the row is missing: the figure most like it.
    pub nearest: Option<&'a Figure>,
    /// Where the row is ambiguous: the other figures that answer it as well.
    pub others: Vec<&'a Figure>,
    /// The asserted cells beside the figure's (or the nearest figure's).
    pub cells: Vec<CellVerdict<'a>>,
    /// Whether the row's `doc_id` is of no document that holds a figure.
    pub no_document: bool,
    /// Whether it was so before; see [`super::as_before`].
    pub known: bool,
}

impl Verdict<'_> {
    /// The row's name, or for an unexpected figure that figure's.
    pub fn id(&self) -> &str {
        match (self.row, self.figure) {
            (Some(row), _) => &row.check_id,
            (None, Some(figure)) => &figure.figure_id,
            (None, None) => "",
        }
    }

    /// How much it weighs if it does not pass: what was so before is only warned of.
    pub fn severity(&self) -> Severity {
        if self.known {
            return Severity::Warn;
        }
        self.row.map_or(Severity::Error, |row| row.severity)
    }

    /// Whether the check fails for it.
    pub fn fails(&self) -> bool {
        !self.outcome.passes() && self.severity() == Severity::Error
    }
}

/// The verdicts on all rows, in the file's order, then the unexpected figures in theirs.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Report<'a> {
    /// One a row, one an unexpected figure.
    pub verdicts: Vec<Verdict<'a>>,
}

impl Report<'_> {
    /// Whether the check fails: exit code 1.
    pub fn failed(&self) -> bool {
        self.verdicts.iter().any(Verdict::fails)
    }

    /// How many verdicts have this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.verdicts.iter().filter(|verdict| verdict.outcome == outcome).count()
    }

    /// "112 rows: 110 match, 2 differ" in one line.
    pub fn summary(&self) -> String {
        let rows = self.verdicts.iter().filter(|verdict| verdict.row.is_some()).count();
        let counts: Vec<String> = Outcome::ALL
            .iter()
            .map(|outcome| (self.count(*outcome), outcome))
            .filter(|(count, _)| *count > 0)
            .map(|(count, outcome)| format!("{count} {outcome}"))
            .collect();
        let warned = self.verdicts.iter().filter(|v| !v.outcome.passes() && !v.fails()).count();
        let known = self.verdicts.iter().filter(|v| v.known).count();
        let known = if known > 0 { format!("; {known} as before") } else { String::new() };
        let warned = if warned > 0 { format!(" ({warned} only warned of)") } else { String::new() };
        format!("{rows} {} checked: {}{warned}", if rows == 1 { "row" } else { "rows" }, counts.join(", ")) + &known
    }
}
