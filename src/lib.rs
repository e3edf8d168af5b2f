//! Quantifact reads official prose and turns every figure in it into a row that can be trusted.
//!
//! A figure out of a text:
//!
//! ```
//! let figures = quantifact::extract::text("USAID helped create more than 90,000 jobs in 2022.");
//! let jobs = &figures[0];
//! assert_eq!((jobs.exact.as_str(), jobs.unit.as_str(), jobs.period_edtf.as_str()), ("90,000", "job", "2022"));
//! assert_eq!(jobs.modifier.as_str(), "more_than");
//! ```
//!
//! Out of a folder of documents, each read as what it is:
//!
//! ```
//! use quantifact::{extract, lexicon::Lexicon, read};
//! let mut figures = Vec::new();
//! for entry in read::folder::files("data/fact-sheets".as_ref()) {
//!     for document in read::read(&std::fs::read(&entry.path)?, &entry.path, &read::ReadOptions::default())? {
//!         figures.extend(extract::document(&document, Lexicon::embedded()));
//!     }
//! }
//! assert!(figures.len() > 100);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! JSON lines of documents → JSON lines of figures:
//!
//! ```
//! use quantifact::{dataset::jsonl, extract, lexicon::Lexicon, read};
//! let lines = br#"{"id": "r-1", "date": "2024-04-19", "text": "Last year 1,200 teachers were trained."}"#;
//! let options = read::ReadOptions::default().with_format(read::Format::Jsonl);
//! let mut out = Vec::new();
//! for document in read::read(lines, "records.jsonl".as_ref(), &options)? {
//!     jsonl::write(&extract::document(&document, Lexicon::embedded()), &mut out)?;
//! }
//! assert!(String::from_utf8(out)?.contains("\"doc_id\":\"r-1\",\"kind\":\"count\",\"exact\":\"1,200\",\"value\":1200"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Figures → a series → a chart:
//!
//! ```
//! use quantifact::chart::{Chart, Source, Theme};
//! use quantifact::{dataset, series};
//! let dataset = dataset::read_all("data/dataset".as_ref())?;
//! let config = series::load("data/series.toml".as_ref())?;
//! let selection = series::select(&config, &dataset.figures, &dataset.documents, &dataset.claims);
//! let source = Source::new(&dataset.figures, &dataset.documents).with_claims(&dataset.claims);
//! let chart = Chart::new(&config.series[0], &selection.rows, &source).ok_or("no figures")?;
//! assert!(chart.svg(Theme::Light).starts_with("<svg"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The rooms
//!
//! A floor uses only the floors below it:
//!
//! ```text
//! cli → report → {chart, compare, diff, review, score} → check → expected → series → dataset → extract
//!     → {read, sentence, scan, grammar, context} → lexicon → figure → {plain, span, stage}
//! ```
//!
//! # What stays
//!
//! Rows, options, enums and errors are `#[non_exhaustive]`: they may gain members without a new major version. Make rows
//! and options by `default()` and set what you need, and give a `match` a last arm. [`context`], [`grammar`], [`scan`],
//! [`sentence`] and the tables of [`lexicon`] are open to study and to the trainer; they follow what is learned and may
//! change with every release.
//!
//! # Features
//!
//! The default, `cli`, is everything but `parquet`. Without default features: text, Markdown, JSON lines and CSV in,
//! figures, comparisons, CSV and JSON lines out.
//!
//! | feature | adds |
//! |---|---|
//! | `html`, `pdf`, `docx` | reading that format |
//! | `encodings`, `gzip` | text in other encodings than UTF-8, UTF-16 and UTF-32; packed files |
//! | `xlsx`, `parquet` | writing that format |
//! | `series` | `series`: figures that make a series |
//! | `charts` | `chart` |
//! | `check` | `expected`, `check`, `review`, `score`, `diff` |
//! | `report` | `report` |
//! | `cli` | the command |

#![cfg_attr(docsrs, feature(doc_cfg))]
// With a feature off, helpers that its room shares with others may be called by nobody; the whole build finds the rest.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

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
