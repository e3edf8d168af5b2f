//! Any text as a configuration of series.

#![no_main]

use libfuzzer_sys::fuzz_target;
use quantifact::series::SeriesConfig;

fuzz_target!(|text: &str| {
    let _ = SeriesConfig::parse(text, "series.toml");
});
