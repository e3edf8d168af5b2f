//! Figures by what rows select them by, so that a row is held against the few that may answer it and not against all.
//!
//! Every list is in the order of the figures and leaves out only figures that cannot count: what it gives is then asked
//! in full, so the verdicts are those of a search through all.

use super::search::Search;
use crate::expected::agree::{fold, half_units};
use crate::expected::{Column, Expect, Expectation, Tolerance};
use crate::figure::{Figure, Modifier, Period};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::{Bound, RangeInclusive};

/// A list this short is searched as it is; in tests few are, so that all ways are gone.
const FEW: usize = if cfg!(test) { 4 } else { 256 };

/// Of more figures only these are compared with a row that nothing answers: those of the same words, value or period, no
/// more of each. Comparing all with each such row takes time by the square.
const MOST: usize = 4096;

/// The figures by document, words, unit, value and time.
pub(crate) struct Index<'a> {
    all: Vec<usize>,
    documents: BTreeMap<&'a str, Vec<usize>>,
    /// By a selecting column and its text, folded as [`crate::expected::agree::selects`] folds it.
    words: HashMap<(Column, Cow<'a, str>), Vec<usize>>,
    periods: HashMap<&'a str, Vec<usize>>,
    days: HashMap<(Date, Date), Vec<usize>>,
    amounts: Spans,
    /// Of each unit the figures that are bounds, by value: an expected value may lie anywhere beyond.
    above: HashMap<Cow<'a, str>, BTreeMap<Decimal, Vec<usize>>>,
    below: HashMap<Cow<'a, str>, BTreeMap<Decimal, Vec<usize>>>,
}

impl<'a> Index<'a> {
    pub(crate) fn new(figures: &'a [Figure]) -> Self {
        let mut index = Self {
            all: (0..figures.len()).collect(),
            documents: BTreeMap::new(),
            words: HashMap::new(),
            periods: HashMap::new(),
            days: HashMap::new(),
            amounts: Spans::default(),
            above: HashMap::new(),
            below: HashMap::new(),
        };
        for (at, figure) in figures.iter().enumerate() {
            index.documents.entry(&figure.doc_id).or_default().push(at);
            let unit = fold(&figure.unit);
            let words = [
                (Column::FigureId, Cow::Borrowed(figure.figure_id.as_str())),
                (Column::Exact, fold(&figure.exact)),
                (Column::Unit, unit.clone()),
            ];
            for key in words {
                index.words.entry(key).or_default().push(at);
            }
            index.periods.entry(&figure.period_edtf).or_default().push(at);
            if let Some(days) = figure.period_start.zip(figure.period_end) {
                index.days.entry(days).or_default().push(at);
            }
            let Some(value) = figure.value else { continue };
            index.amounts.add(reach(figure, value), at);
            let bounds = match figure.modifier {
                Modifier::MoreThan | Modifier::AtLeast => &mut index.above,
                Modifier::LessThan | Modifier::AtMost => &mut index.below,
                _ => continue,
            };
            bounds.entry(unit).or_default().entry(value).or_default().push(at);
        }
        index.amounts.sort();
        index
    }

    fn listed(&self, column: Column, text: &str) -> &[usize] {
        let key = (column, Cow::Owned(text.to_owned()));
        self.words.get(&key).map_or(&[], Vec::as_slice)
    }

    fn document(&self, id: &str) -> &[usize] {
        self.documents.get(id).map_or(&[], Vec::as_slice)
    }

    /// The figures that agree with the row in its value or its period, one of which any that counts must; none where
    /// the row asks neither, or asks for words that tell a figure as well.
    fn agreeing(&self, row: &Expectation) -> Option<Vec<usize>> {
        let asks = |column| !row.cell(column).is_empty();
        if [Column::FigureId, Column::Exact, Column::What, Column::Sentence].into_iter().any(asks) {
            return None;
        }
        let value = row.cell(Column::Value).parse::<Decimal>().ok();
        let period = row.cell(Column::PeriodEdtf);
        let mut found = Vec::new();
        if let Some(value) = value {
            self.near(row, value, &mut found)?;
        } else if period.is_empty() {
            return None;
        }
        if !period.is_empty() {
            found.extend(self.periods.get(period).into_iter().flatten());
            let days = Period::parse(period).ok().map(|period| (period.start, period.end));
            found.extend(days.and_then(|days| self.days.get(&days)).into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        Some(found)
    }

    /// Adds the figures whose value agrees with the row's; none where they cannot be told.
    fn near(&self, row: &Expectation, value: Decimal, found: &mut Vec<usize>) -> Option<()> {
        let by = match row.tolerance {
            Tolerance::Plus(by) => by,
            Tolerance::Percent(percent) => value.abs().checked_mul(percent)? / Decimal::ONE_HUNDRED,
            Tolerance::Exact | Tolerance::Stated => Decimal::ZERO,
        };
        let wanted = value.checked_sub(by)?..=value.checked_add(by)?;
        self.amounts.meeting(&wanted, usize::MAX, found);
        if row.tolerance != Tolerance::Stated || row.expect == Expect::Absent {
            return Some(());
        }
        // Without its unit a bound counts only where the period agrees, too.
        let unit = Some(row.cell(Column::Unit)).filter(|unit| !unit.is_empty()).map(fold);
        if let Some(unit) = unit {
            let above = self.above.get(&unit).into_iter().flat_map(|list| list.range(..value));
            let below = self.below.get(&unit).into_iter().flat_map(|list| list.range(value..));
            found.extend(above.chain(below).flat_map(|(_, list)| list));
        }
        Some(())
    }
}

impl Search for Index<'_> {
    fn may_answer(&self, row: &Expectation) -> Cow<'_, [usize]> {
        let cell = |column| Some(row.cell(column)).filter(|cell| !cell.is_empty());
        let words = [
            cell(Column::FigureId).map(|text| self.listed(Column::FigureId, text)),
            cell(Column::Exact).map(|text| self.listed(Column::Exact, &fold(text))),
            cell(Column::Unit).map(|text| self.listed(Column::Unit, &fold(text))),
            cell(Column::DocId).filter(|text| is_plain(text)).map(|text| self.document(text)),
        ];
        let fewest = words.into_iter().flatten().min_by_key(|list| list.len());
        if let Some(few) = fewest.filter(|list| list.len() <= FEW) {
            return Cow::Borrowed(few);
        }
        let lists = [
            fewest.map(Cow::Borrowed),
            cell(Column::DocId).map(|pattern| self.of_documents(pattern)),
            self.agreeing(row).map(Cow::Owned),
        ];
        lists.into_iter().flatten().min_by_key(|list| list.len()).unwrap_or(Cow::Borrowed(&self.all))
    }

    fn near(&self, row: &Expectation) -> Cow<'_, [usize]> {
        let here = self.of_documents(row.cell(Column::DocId));
        if here.len() <= MOST {
            return here;
        }
        let words = self.listed(Column::Exact, &fold(row.cell(Column::Exact)));
        let period = Some(row.cell(Column::PeriodEdtf)).filter(|period| !period.is_empty());
        let period = period.and_then(|period| self.periods.get(period)).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<usize> = [words, period].iter().flat_map(|list| list.iter().take(MOST)).copied().collect();
        if let Ok(value) = row.cell(Column::Value).parse::<Decimal>() {
            self.amounts.meeting(&(value..=value), MOST, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|at| here.binary_search(at).is_ok());
        Cow::Owned(found)
    }

    fn of_documents(&self, pattern: &str) -> Cow<'_, [usize]> {
        if pattern.is_empty() {
            return Cow::Borrowed(&self.all);
        }
        if is_plain(pattern) {
            return Cow::Borrowed(self.document(pattern));
        }
        // Ids that begin alike stand together.
        let start = pattern.split(['*', '?']).next().unwrap_or_default();
        let from = (Bound::Included(start), Bound::Unbounded);
        let alike = self.documents.range::<str, _>(from).take_while(|(id, _)| id.starts_with(start));
        let named = alike.filter(|(id, _)| super::glob(pattern, id));
        let mut all: Vec<usize> = named.flat_map(|(_, list)| list.iter().copied()).collect();
        all.sort_unstable();
        Cow::Owned(all)
    }
}

/// Whether a `doc_id` names one document.
fn is_plain(pattern: &str) -> bool {
    !pattern.contains(['*', '?'])
}

/// The expected values that a figure's own precision, or its range, leaves open; none where they are too large.
fn reach(figure: &Figure, value: Decimal) -> Option<RangeInclusive<Decimal>> {
    let by = half_units(figure, value).into_iter().flatten().max().unwrap_or_default();
    let (low, high) = (value.checked_sub(by)?, value.checked_add(by)?);
    Some(low..=figure.value_max.map_or(high, |max| max.max(high)))
}

/// Intervals of numbers, found by a number in them.
#[derive(Default)]
struct Spans {
    /// By length: the least power of ten that is no shorter, and there by their lower end.
    classes: BTreeMap<Decimal, Vec<(Decimal, usize)>>,
    /// What has no ends that can be told.
    open: Vec<usize>,
}

impl Spans {
    fn add(&mut self, span: Option<RangeInclusive<Decimal>>, at: usize) {
        let class = span.as_ref().and_then(|span| power_above(span.end().checked_sub(*span.start())?));
        match span.zip(class) {
            Some((span, class)) => self.classes.entry(class).or_default().push((*span.start(), at)),
            None => self.open.push(at),
        }
    }

    fn sort(&mut self) {
        self.classes.values_mut().for_each(|list| list.sort_unstable());
    }

    /// Adds those that may meet the interval `wanted`, no more than `most` of each length.
    fn meeting(&self, wanted: &RangeInclusive<Decimal>, most: usize, found: &mut Vec<usize>) {
        found.extend(self.open.iter().take(most));
        for (longest, list) in &self.classes {
            let lowest = wanted.start().checked_sub(*longest).unwrap_or(Decimal::MIN);
            let first = list.partition_point(|(low, _)| *low < lowest);
            let meeting = list[first..].iter().take_while(|(low, _)| low <= wanted.end());
            found.extend(meeting.take(most).map(|(_, at)| at));
        }
    }
}

/// The least power of ten from one on that is no less than `length`; nought for nought.
fn power_above(length: Decimal) -> Option<Decimal> {
    if length <= Decimal::ZERO {
        return Some(Decimal::ZERO);
    }
    let mut power = Decimal::ONE;
    while power < length {
        power = power.checked_mul(Decimal::TEN)?;
    }
    Some(power)
}
