//! Charts and verdicts in the form the report takes them.

use super::{Picture, Verdict};
use crate::chart::{Chart, Source, Theme};
use crate::check;
use crate::figure::SeriesRow;
use crate::series::SeriesConfig;

/// The charts of all series that have a point, in the order of `config`.
pub fn pictures(rows: &[SeriesRow], config: &SeriesConfig, source: &Source<'_>) -> Vec<Picture> {
    let chart = |spec| Chart::new(spec, rows, source).map(|chart| (spec, chart));
    config
        .series
        .iter()
        .filter_map(chart)
        .map(|(spec, chart)| Picture {
            id: spec.id.clone(),
            title: spec.title.clone(),
            svg: chart.svg(Theme::Light),
            // Its shapes carry classes, which the page's style gives the colours of a dark page.
            svg_dark: None,
        })
        .collect()
}

/// What a check found, in its order.
pub fn verdicts(report: &check::Report<'_>) -> Vec<Verdict> {
    report
        .verdicts
        .iter()
        .map(|verdict| Verdict {
            check_id: verdict.id().to_owned(),
            figure_id: verdict.figure.map(|figure| figure.figure_id.clone()).unwrap_or_default(),
            verdict: verdict.outcome.to_string(),
            holds: verdict.outcome.passes(),
            message: verdict.message(),
        })
        .collect()
}
