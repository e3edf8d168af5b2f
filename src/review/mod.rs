//! A person's decisions on what a check found, turned into rows of `expected.csv` and `corrections.csv`.
//!
//! [`ask`] shows each finding and asks; [`accept`] takes the names of those to accept; [`apply`] writes the decisions
//! into the text of the file, of which every other byte stays: comments, order, blank lines, line ends.
//!
//! ```
//! use quantifact::check::{self, Expectation, Options};
//! use quantifact::review;
//! let text = "# ours\ncheck_id,exact\ngone,$5\n";
//! let rows = Expectation::read_csv("expected.csv", text)?;
//! let report = check::run(&rows, &[], Options::default());
//! assert!(review::accept(&report, &["gone"]).is_err()); // there is nothing to accept in its stead
//! let reviewed = review::apply("expected.csv", text, &report, &[])?;
//! assert_eq!(reviewed.expected, text);
//! # Ok::<(), check::CheckError>(())
//! ```

mod apply;
mod ask;
pub mod corrections;
mod decision;
pub mod draft;
#[cfg(test)]
mod properties;

pub use apply::{Reviewed, apply};
pub use ask::ask;
pub use decision::{Decision, accept, accepting, rejecting};
