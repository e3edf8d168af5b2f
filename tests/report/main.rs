//! The report: as a file, and in a browser.

mod browser;
mod harness;
mod page;
mod sample;
