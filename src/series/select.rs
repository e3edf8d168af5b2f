//! Figures → the rows of `series.csv`, and why a series is empty.

use super::config::{SeriesConfig, SeriesSpec};
use super::filter::{Condition, cell};
use super::limits::{self, Known};
use crate::figure::{ClaimRow, DocumentRow, Figure, Period, SeriesRow};
use jiff::civil::Date;

/// What a configuration selects from a dataset.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Selection {
    /// The points, series by series as configured, each series by time, then document, then place in it.
    pub rows: Vec<SeriesRow>,
    /// The series that no figure belongs to.
    pub empty: Vec<EmptySeries>,
}

/// A series that selects nothing, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EmptySeries {
    /// The series.
    pub series_id: String,
    /// Which condition removed the last figures, and the figure that came nearest.
    pub reason: String,
}

/// Selects the figures of every series. A figure without a value (a date) belongs to none.
///
/// A figure's own period stays as it is: where it has none its point stands at its document's date, `published`.
/// `claims` tell which figures are one claim, for `latest`; they may be empty.
pub fn select(config: &SeriesConfig, figures: &[Figure], documents: &[DocumentRow], claims: &[ClaimRow]) -> Selection {
    let known = Known::new(documents, claims);
    let mut selection = Selection::default();
    for spec in &config.series {
        let chosen = choose(spec, figures, &known);
        if chosen.is_empty() {
            selection.empty.push(EmptySeries { series_id: spec.id.clone(), reason: explain(spec, figures, &known) });
        }
        let mut rows: Vec<(SeriesRow, usize)> =
            chosen.into_iter().map(|figure| (row(spec, figure, known.published(figure)), figure.char_start)).collect();
        rows.sort_by(|(a, at), (b, bt)| (start(a), &a.doc_id, at).cmp(&(start(b), &b.doc_id, bt)));
        selection.rows.extend(rows.into_iter().map(|(row, _)| row));
    }
    selection
}

/// The figures of one series, in the order given.
pub(super) fn choose<'a>(spec: &SeriesSpec, figures: &'a [Figure], known: &Known<'_>) -> Vec<&'a Figure> {
    let limits = limits::limits(spec);
    let (wanted, unwanted) = (spec.filter.conditions(), spec.except.conditions());
    let belongs = |figure: &&Figure| {
        figure.value.is_some()
            && wanted.iter().all(|condition| condition.holds(figure))
            && !unwanted.iter().any(|condition| condition.holds(figure))
            && limits.iter().all(|(_, limit)| limit.holds(figure, known))
    };
    let chosen = figures.iter().filter(belongs).collect();
    if spec.latest { limits::newest(chosen, known) } else { chosen }
}

fn row(spec: &SeriesSpec, figure: &Figure, published: &str) -> SeriesRow {
    SeriesRow {
        series_id: spec.id.clone(),
        figure_id: figure.figure_id.clone(),
        doc_id: figure.doc_id.clone(),
        published: published.to_owned(),
        period_edtf: figure.period_edtf.clone(),
        period_start: figure.period_start,
        period_end: figure.period_end,
        value: figure.value,
        value_max: figure.value_max,
        modifier: figure.modifier,
        status: figure.status,
    }
}

/// Where a row stands in time: its own period's first day, else its document's; rows without either come last.
fn start(row: &SeriesRow) -> (bool, Option<Date>) {
    let day = row.period_start.or_else(|| Period::parse(&row.published).ok().map(|period| period.start));
    (day.is_none(), day)
}

fn explain(spec: &SeriesSpec, figures: &[Figure], known: &Known<'_>) -> String {
    let valued: Vec<&Figure> = figures.iter().filter(|figure| figure.value.is_some()).collect();
    if valued.is_empty() {
        return format!("none of the {} figures has a value", figures.len());
    }
    let steps: Vec<(Condition, bool)> = spec
        .filter
        .conditions()
        .into_iter()
        .map(|condition| (condition, true))
        .chain(spec.except.conditions().into_iter().map(|condition| (condition, false)))
        .collect();
    let mut left = valued.clone();
    let mut reason = String::new();
    for (condition, wanted) in &steps {
        let before = left.len();
        left.retain(|figure| condition.holds(figure) == *wanted);
        if left.is_empty() {
            let table = if *wanted { "where" } else { "not" };
            let (s, of) = (if before == 1 { "" } else { "s" }, valued.len());
            reason = format!("`{table}.{condition}` removed the last {before} figure{s} of {of}");
            break;
        }
    }
    for (asked, limit) in limits::limits(spec) {
        let before = left.len();
        left.retain(|figure| limit.holds(figure, known));
        if left.is_empty() && before > 0 {
            let s = if before == 1 { "" } else { "s" };
            return format!("`{asked}` removed the last {before} figure{s} of {}", valued.len());
        }
    }
    let failed = |figure: &Figure| -> Vec<&Condition> {
        steps.iter().filter(|(condition, wanted)| condition.holds(figure) != *wanted).map(|(c, _)| c).collect()
    };
    let nearest = valued.iter().map(|figure| (failed(figure), figure)).min_by_key(|(conditions, _)| conditions.len());
    if let Some((conditions, figure)) = nearest {
        let cells: Vec<String> =
            conditions.iter().map(|c| format!("{} = {:?}", c.column, cell(figure, c.column))).collect();
        reason = format!(
            "{reason}; nearest: {:?} in {} line {} ({}), which has {}",
            figure.exact,
            figure.doc_id,
            figure.line,
            figure.figure_id,
            cells.join(" and ")
        );
    }
    reason
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::sample;

    fn selected(conditions: &str) -> (Vec<String>, Vec<String>) {
        let (figures, documents) = sample::dataset();
        let text = format!("[[series]]\nid='a'\ntitle='A'\n{conditions}");
        let config = SeriesConfig::parse(&text, "s.toml").unwrap();
        let selection = select(&config, &figures, &documents, &[]);
        let point = |row: &SeriesRow| format!("{} {} {}", row.doc_id, row.value.unwrap(), row.period_edtf);
        (selection.rows.iter().map(point).collect(), selection.empty.into_iter().map(|empty| empty.reason).collect())
    }

    #[test]
    fn points_stand_in_order_of_time() {
        let (rows, empty) = selected("where={kind='money', actor=['usaid',''], text='/mobiliz/'}");
        assert_eq!(rows, ["2023-09 30000000 2021/2023", "2024-04 33000000 2022-04/2024-04", "2024-04 10000000 "]);
        assert!(empty.is_empty());
    }

    #[test]
    fn not_takes_away() {
        let (rows, _) = selected("where={category='jobs'}\nnot={status='target', what='nothing'}");
        assert_eq!(rows, ["2023-09 90000 ", "2023-09 40000 "]);
    }

    #[test]
    fn a_date_is_no_point() {
        let (rows, reasons) = selected("where={kind='date'}");
        assert!(rows.is_empty());
        assert!(reasons[0].starts_with("`where.kind = \"date\"` removed the last 25 figures of 25"), "{reasons:?}");
    }

    #[test]
    fn an_empty_series_says_why() {
        let (_, reasons) = selected("where={kind='count', category='jobs', actor='AMEXCID', place='Belize'}");
        assert_eq!(
            reasons,
            ["`where.place = \"Belize\"` removed the last 2 figures of 25; nearest: \"40000\" in 2023-09 line 14 \
              (f13), which has place = \"El Salvador and Honduras\""]
        );
        let (_, reasons) = selected("where={category='jobs'}\nnot={kind='count'}");
        assert!(reasons[0].starts_with("`not.kind = \"count\"` removed the last 3 figures"), "{reasons:?}");
    }
}
