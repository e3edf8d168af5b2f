//! The types that every room shares: a [`Document`] read, the [`Figure`]s found in it, and the rows of the tables.
//!
//! Types only; how they are made is told in `read`, `grammar`, `context`, and how they are written in `dataset`.

mod document;
mod period;
mod row;

pub(crate) use document::is_near_copy;
pub use document::{Block, BlockKind, Document, Published, PublishedFrom, RowCells, SourceMap};
pub use period::{Period, PeriodError};
pub use row::{ClaimRow, DocumentRow, DocumentStatus, Evidence, Figure, Relation, SeriesRow};

use serde::{Deserialize, Serialize};

/// What sort of figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// An amount of money; its unit is an ISO 4217 code.
    Money,
    /// A share or a change in percent, percentage points or basis points.
    Percent,
    /// A number of people or things.
    #[default]
    Count,
    /// A length, area, mass, power and so on.
    Measure,
    /// A length of time.
    Duration,
    /// A day, month, season, quarter, half, year, decade or a span of them.
    Date,
}

/// How the words beside a figure bound it. The last six belong to dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Modifier {
    /// Stated as it is.
    #[default]
    Exact,
    /// "more than", "over".
    MoreThan,
    /// "at least", "or more", "a minimum of".
    AtLeast,
    /// "less than", "under", "fewer than".
    LessThan,
    /// "up to", "no more than", "as many as".
    AtMost,
    /// "about", "approximately", "some".
    About,
    /// "nearly", "almost", "close to".
    Nearly,
    /// "early 2023".
    Early,
    /// "mid-2023".
    Mid,
    /// "late 2023".
    Late,
    /// "by 2030".
    By,
    /// "since May 2021".
    Since,
    /// "before 2020".
    Before,
    /// "after 2020".
    After,
}

/// Whether the figure is set on top of, or against, something earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Change {
    /// "an additional 40,000", "another 5".
    Additional,
    /// "rose by 5 percent", "900 more".
    Increase,
    /// "fell 5%", "900 fewer".
    Decrease,
}

/// Whether it has happened or is only promised or hoped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Status {
    /// It has happened, or is so.
    Actual,
    /// Resources promised, pledged, dedicated or awarded.
    Commitment,
    /// A result hoped for.
    Target,
    /// The "from A" of "from A to B".
    Baseline,
}

/// Which calendar a period's year belongs to where it is not the plain one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Calendar {
    /// A fiscal year, quarter or half.
    Fiscal,
}

/// A language that the lexicon knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
}

/// Gives a unit-only enum the word it is written with, both ways.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// Every value, in the order of its definition.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Every word, in the same order.
            pub const WORDS: &[&str] = &[$($word),+];

            /// The word it is written with in the tables.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value of a word as the tables write it.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use words;

words!(Kind { Money = "money", Percent = "percent", Count = "count", Measure = "measure", Duration = "duration", Date = "date" });
words!(Modifier {
    Exact = "exact", MoreThan = "more_than", AtLeast = "at_least", LessThan = "less_than", AtMost = "at_most",
    About = "about", Nearly = "nearly", Early = "early", Mid = "mid", Late = "late", By = "by", Since = "since",
    Before = "before", After = "after",
});
words!(Change { Additional = "additional", Increase = "increase", Decrease = "decrease" });
words!(Status { Actual = "actual", Commitment = "commitment", Target = "target", Baseline = "baseline" });
words!(Calendar { Fiscal = "fiscal" });
words!(Lang { En = "en", Es = "es" });
