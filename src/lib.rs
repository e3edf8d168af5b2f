//! Quantifact reads official prose and turns every figure in it into a row that can be trusted.
//!
//! The rooms, a floor using only the floors below it:
//!
//! ```text
//! cli → report → {chart, compare, diff, review, score} → check → expected → series → dataset → extract
//!     → {read, sentence, scan, grammar, context} → lexicon → figure → {plain, span, stage}
//! ```

#[cfg(feature = "charts")]
pub mod chart;
#[cfg(feature = "check")]
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
pub mod context;
pub mod dataset;
#[cfg(feature = "check")]
pub mod diff;
#[cfg(feature = "check")]
pub mod expected;
pub mod extract;
pub mod figure;
pub mod grammar;
pub mod lexicon;
#[cfg(feature = "check")]
mod plain;
pub mod read;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "check")]
pub mod review;
pub mod scan;
#[cfg(feature = "check")]
pub mod score;
pub mod sentence;
#[cfg(feature = "series")]
pub mod series;
pub mod span;
mod stage;

/// The examples of the README, run with those of the modules.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
