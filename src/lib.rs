//! Quantifact reads official prose and turns every figure in it into a row that can be trusted.
//!
//! The rooms, a floor using only the floors below it:
//!
//! ```text
//! cli → report → {chart, check, compare} → series → dataset → extract
//!     → {read, sentence, scan, grammar, context} → lexicon → figure → span
//! ```

pub mod chart;
pub mod check;
pub mod cli;
pub mod compare;
pub mod context;
pub mod dataset;
pub mod extract;
pub mod figure;
pub mod grammar;
pub mod lexicon;
mod plain;
pub mod read;
pub mod report;
pub mod scan;
pub mod sentence;
pub mod series;
pub mod span;
mod stage;

/// The examples of the README, run with those of the modules.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
