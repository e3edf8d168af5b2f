//! Any bytes as plain text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use quantifact::read::Format;
use quantifact_fuzz::check;

fuzz_target!(|bytes: &[u8]| check(bytes, Format::Txt));
