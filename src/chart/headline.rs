//! What is to be seen, in words: the series' `headline`, its places filled from the points.

use super::point::Point;
use super::words;
use crate::figure::Status;
use crate::series::SeriesSpec;

/// The chart's title: the headline filled, or the title where there is none or the points leave one of its places empty.
pub(super) fn headline(spec: &SeriesSpec, points: &[&Point<'_>]) -> String {
    if spec.headline.trim().is_empty() {
        return spec.title.clone();
    }
    fill(&spec.headline, points).map_or_else(|| spec.title.clone(), |filled| words::capitalized(&filled))
}

fn fill(headline: &str, points: &[&Point<'_>]) -> Option<String> {
    let achieved: Vec<&Point<'_>> =
        points.iter().copied().filter(|point| matches!(point.figure.status, None | Some(Status::Actual))).collect();
    // What has happened leads; where nothing has, what is promised.
    let those = if achieved.is_empty() { points } else { &achieved };
    let latest = those.iter().max_by_key(|point| point.when.map(|when| (when.end, when.start)))?;
    let largest = those.iter().max_by(|a, b| a.value().total_cmp(&b.value()))?;
    let told = if headline.contains("{largest}") { largest } else { latest };
    let mut filled = headline.to_owned();
    for (place, said) in [
        ("{latest}", words::said(latest.figure)),
        ("{largest}", words::said(largest.figure)),
        ("{when}", when(told)),
        ("{actor}", told.figure.actor.clone()),
        ("{count}", points.len().to_string()),
    ] {
        if filled.contains(place) {
            if said.is_empty() {
                return None;
            }
            filled = filled.replace(place, &said);
        }
    }
    Some(filled)
}

/// "in the 2 years to April 2024", "in 2021–2023", "by Sep 2023"; empty where it is not known.
fn when(point: &Point<'_>) -> String {
    let edtf = point.figure.period_edtf.as_str();
    match (point.soft(), point.when) {
        ((true, _), Some(when)) => {
            let months =
                i32::from(when.end.year() - when.start.year()) * 12 + i32::from(when.end.month() - when.start.month());
            let (count, unit) = if months % 12 == 0 { (months / 12, "year") } else { (months, "month") };
            let span = if count == 1 { unit.to_owned() } else { format!("{count} {unit}s") };
            format!("in the {span} to {}", when.end.strftime("%B %Y"))
        }
        (_, None) => String::new(),
        _ if edtf.is_empty() => format!("by {}", words::month_of(point.published)),
        _ => format!("in {}", words::period(edtf)),
    }
}
