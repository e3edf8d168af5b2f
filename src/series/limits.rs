//! What a series asks beside its conditions on columns: times, sizes, publishers, and one figure a claim.

use super::config::SeriesSpec;
use super::pattern::{self, Pattern};
use crate::figure::{ClaimRow, DocumentRow, Figure, Period};
use jiff::civil::Date;
use std::collections::HashMap;

/// What is known of figures beside their own rows.
#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    documents: HashMap<&'a str, &'a DocumentRow>,
    /// The claim of each figure that is of one.
    claims: HashMap<&'a str, &'a str>,
}

impl<'a> Known<'a> {
    pub(super) fn new(documents: &'a [DocumentRow], claims: &'a [ClaimRow]) -> Self {
        Self {
            documents: documents.iter().map(|row| (row.doc_id.as_str(), row)).collect(),
            claims: claims.iter().map(|row| (row.figure_id.as_str(), row.claim_id.as_str())).collect(),
        }
    }

    /// When the figure's document was published, as EDTF; empty where that is not known.
    pub(super) fn published(&self, figure: &Figure) -> &'a str {
        self.documents.get(figure.doc_id.as_str()).map_or("", |row| row.published.as_str())
    }

    /// The time a figure is about, else that of its document.
    pub(super) fn time(&self, figure: &Figure) -> Option<(Date, Date)> {
        figure.period_start.zip(figure.period_end).or_else(|| {
            let period = Period::parse(self.published(figure)).ok()?;
            Some((period.start, period.end))
        })
    }

    /// The claim that a figure of several documents is part of.
    pub(super) fn claim(&self, figure: &Figure) -> Option<&'a str> {
        self.claims.get(figure.figure_id.as_str()).copied()
    }
}

/// A limit of a series, its words read once.
pub(super) enum Limit {
    From(Date),
    To(Date),
    Min(rust_decimal::Decimal),
    Max(rust_decimal::Decimal),
    Publisher(Vec<Pattern>),
}

/// The limits of a series, each with the key and value that ask it, for messages.
pub(super) fn limits(spec: &SeriesSpec) -> Vec<(String, Limit)> {
    let day = |edtf: &str| Period::parse(edtf).ok();
    let mut limits = Vec::new();
    if let Some(period) = day(&spec.from) {
        limits.push((format!("from = {:?}", spec.from), Limit::From(period.start)));
    }
    if let Some(period) = day(&spec.to) {
        limits.push((format!("to = {:?}", spec.to), Limit::To(period.end)));
    }
    limits.extend(spec.min.map(|min| (format!("min = {min}"), Limit::Min(min))));
    limits.extend(spec.max.map(|max| (format!("max = {max}"), Limit::Max(max))));
    if !spec.publisher.is_empty() {
        let patterns = spec.publisher.0.iter().filter_map(|word| Pattern::new(word).ok()).collect();
        limits.push((format!("publisher = {:?}", spec.publisher.0), Limit::Publisher(patterns)));
    }
    limits
}

impl Limit {
    /// Whether a figure keeps to it. One without any time keeps to no `from` or `to`.
    pub(super) fn holds(&self, figure: &Figure, known: &Known<'_>) -> bool {
        match self {
            Self::From(day) => known.time(figure).is_some_and(|(_, end)| end >= *day),
            Self::To(day) => known.time(figure).is_some_and(|(start, _)| start <= *day),
            Self::Min(min) => figure.value_max.or(figure.value).is_some_and(|value| value >= *min),
            Self::Max(max) => figure.value.is_some_and(|value| value <= *max),
            Self::Publisher(patterns) => {
                let publisher = known.documents.get(figure.doc_id.as_str()).map_or("", |row| row.publisher.as_str());
                let folded = pattern::fold(publisher);
                patterns.iter().any(|pattern| pattern.fits(publisher, &folded))
            }
        }
    }
}

/// Keeps of each claim the figure said last: of the newest document, then of the latest period.
pub(super) fn newest<'a>(figures: Vec<&'a Figure>, known: &Known<'_>) -> Vec<&'a Figure> {
    let age = |figure: &Figure| {
        let said = Period::parse(known.published(figure)).ok().map(|period| period.end);
        (said, figure.period_end)
    };
    let mut best: HashMap<&str, &Figure> = HashMap::new();
    for &figure in &figures {
        if let Some(claim) = known.claim(figure) {
            let held = best.entry(claim).or_insert(figure);
            if age(figure) > age(held) {
                *held = figure;
            }
        }
    }
    let stays = |figure: &&Figure| {
        known.claim(figure).is_none_or(|claim| best.get(claim).is_some_and(|held| held.figure_id == figure.figure_id))
    };
    figures.into_iter().filter(stays).collect()
}

#[cfg(test)]
mod tests {
    use crate::figure::{ClaimRow, Relation};
    use crate::series::{SeriesConfig, sample, select};

    fn selected(keys: &str, claims: &[ClaimRow]) -> Vec<String> {
        let (figures, mut documents) = sample::dataset();
        "Ministry of Économy".clone_into(&mut documents[3].publisher);
        let text = format!("[[series]]\nid='a'\ntitle='A'\n{keys}\nwhere={{kind='money'}}");
        let config = SeriesConfig::parse(&text, "s.toml").unwrap();
        let selection = select(&config, &figures, &documents, claims);
        let reasons = selection.empty.into_iter().map(|empty| empty.reason);
        selection.rows.into_iter().map(|row| row.figure_id).chain(reasons).collect()
    }

    #[test]
    fn times_sizes_and_publishers_limit_a_series() {
        assert_eq!(selected("", &[]), ["f17", "f21", "f0", "f1", "f9", "f19", "f23"]);
        assert_eq!(selected("from='2024'", &[]), ["f21", "f23"]);
        assert_eq!(selected("to='2021-06'", &[]), ["f17"]);
        assert_eq!(selected("min=1e7\nmax=33000000", &[]), ["f17", "f21", "f23"]);
        assert_eq!(selected("publisher='economy'", &[]), ["f21", "f23"]);
        let empty = selected("publisher='econom'", &[]);
        assert!(empty[0].starts_with("`publisher = [\"econom\"]` removed the last 7 figures of 25"), "{empty:?}");
    }

    #[test]
    fn latest_keeps_the_newest_of_each_claim() {
        let claim = |figure_id: &str, doc_id: &str| ClaimRow {
            claim_id: "c1".to_owned(),
            relation: Relation::Updated,
            figure_id: figure_id.to_owned(),
            doc_id: doc_id.to_owned(),
            note: String::new(),
        };
        let claims = [claim("f17", "2023-09"), claim("f21", "2024-04")];
        assert_eq!(selected("latest=true", &claims), ["f21", "f0", "f1", "f9", "f19", "f23"]);
        assert_eq!(selected("latest=false", &claims).len(), 7);
    }
}
