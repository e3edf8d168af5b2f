//! Text → figures: `cargo run --example text -- "USAID reached 104,000 people."`
//!
//! A text by itself has no date, so that "last September" in it stays without a period; `folder.rs` shows documents that
//! have one.

use quantifact::extract;

fn main() {
    let told: Vec<String> = std::env::args().skip(1).collect();
    let text = if told.is_empty() {
        "USAID helped create more than 90,000 jobs, and will invest $5 to $7 million by 2030.".to_owned()
    } else {
        told.join(" ")
    };
    for figure in extract::text(&text) {
        let value = match (figure.value, figure.value_max) {
            (Some(low), Some(high)) => format!("{low} to {high}"),
            (Some(value), None) => value.to_string(),
            // A date's value is its period.
            (None, _) => figure.period_edtf.clone(),
        };
        let status = figure.status.map(|status| status.to_string()).unwrap_or_default();
        println!("{}\t{}\t{value}\t{}\t{}\t{status}", figure.kind, figure.exact, figure.unit, figure.modifier);
    }
}
