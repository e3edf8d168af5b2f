//! Figures and a series → a chart: `cargo run --example chart -- data/dataset mobilized.svg`
//!
//! The first path is a folder of tables that `quantifact run` wrote, the second the picture.

use quantifact::chart::{Chart, Source, Theme};
use quantifact::dataset;
use quantifact::series::{self, SeriesConfig};
use std::error::Error;
use std::path::Path;

const SERIES: &str = r#"
[[series]]
id = "mobilized"
title = "Money mobilized by USAID in southern Mexico"
unit_label = "U.S. dollars"
where = { kind = "money", unit = "USD", actor = ["USAID", ""], place = ["southern Mexico", ""], text = "/mobiliz/" }
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let [tables, picture] = std::env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "name two paths")?;
    let dataset = dataset::read_all(Path::new(&tables))?;
    let config = SeriesConfig::parse(SERIES, "this program")?;
    let selection = series::select(&config, &dataset.figures, &dataset.documents, &dataset.claims);
    if let Some(empty) = selection.empty.first() {
        return Err(format!("{} is empty: {}", empty.series_id, empty.reason).into());
    }
    let source = Source::new(&dataset.figures, &dataset.documents).with_claims(&dataset.claims);
    let chart = Chart::new(&config.series[0], &selection.rows, &source).ok_or("nothing to draw")?;
    std::fs::write(picture, chart.svg(Theme::Light))?;
    Ok(())
}
