//! Any text as the front matter of a Markdown file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use quantifact::read::Format;
use quantifact_fuzz::check;

fuzz_target!(|text: &str| check(format!("---\n{text}\n---\nIt made 5 jobs.\n").as_bytes(), Format::Md));
