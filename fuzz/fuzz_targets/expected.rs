//! Any text as a table of expected values, as CSV and as JSON lines.

#![no_main]

use libfuzzer_sys::fuzz_target;
use quantifact::check::Expectation;

fuzz_target!(|text: &str| {
    let _ = Expectation::read_csv("expected.csv", text);
    let _ = Expectation::read_jsonl("expected.jsonl", text);
});
