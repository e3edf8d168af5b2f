//! `data/series.toml` selects rows into series.
//!
//! Takes the figures and documents of a dataset and a configuration of conditions on the columns of `figures.csv`;
//! gives [`SeriesRow`]s, and for a series that selects nothing the condition that removed the last figures.
//!
//! ```
//! use quantifact::series::SeriesConfig;
//! let config = SeriesConfig::parse(r#"
//!     [[series]]
//!     id = "jobs"
//!     title = "Jobs created"
//!     where = { kind = "count", category = "jobs", actor = ["USAID", ""] }
//!     not = { status = "baseline" }
//! "#, "series.toml").unwrap();
//! assert_eq!(config.series[0].id, "jobs");
//!
//! let error = SeriesConfig::parse("[[series]]\nid = 'a'\ntitle = 'A'\nwhere = { actro = 'x' }", "series.toml");
//! let message = error.unwrap_err().to_string();
//! assert!(message.starts_with("series.toml:4: unknown field `actro`"), "{message}");
//! assert!(message.ends_with("did you mean `actor`?"), "{message}");
//! ```
//!
//! A condition holds where any word of its list fits: `doc_id` is a glob; `what`, `actor`, `place`, `section` and
//! `text` (the sentence) hold its whole words; the other columns are equal. Case is folded. An empty word fits an empty cell,
//! so `actor = ["USAID", ""]` is USAID or unsaid. Keys of the series itself limit its times, values and publishers. A figure belongs to a series where every condition of `where` holds
//! and none of `not` does.

mod config;
mod expression;
mod filter;
mod limits;
mod pattern;
mod select;
mod suggest;

#[cfg(test)]
pub(crate) mod sample;

pub use config::{ChartKind, Group, Scale, SeriesConfig, SeriesError, SeriesSpec, load};
pub use expression::Expression;
pub(crate) use expression::unknown_column;
pub use filter::{Filter, OneOrMany, glob_matches};
pub use select::{EmptySeries, Selection, select};
pub use suggest::{Suggestions, suggest};

#[cfg(doc)]
use crate::figure::SeriesRow;
