//! How good an extraction is, measured by expected rows: found or not, value right or not, each slot right or not.
//!
//! Detection is scored as task 9.1 of SemEval-2013 scores entities, with the figure's kind as its type. Each expected
//! row is paired with at most one figure of its document: the same words, words that overlap, or (where the row tells
//! neither words nor offsets) one that agrees in what the row asserts. Of a pair
//!
//! * `strict` asks the same words and the same kind, else it is incorrect;
//! * `partial` asks the same words whatever the kind, and counts an overlap half;
//! * `type` asks the same kind, and an overlap.
//!
//! A row without a figure is missed, a figure without a row is spurious. Precision is correct / (correct + incorrect +
//! partial + spurious), recall correct / (correct + incorrect + partial + missed), a partial one counting half above
//! the line. Figures of documents that no row speaks of are left out. The score is of the extraction only where the
//! rows name every figure of their documents.

use crate::check::{Index, Search};
use crate::expected::agree::{self, Agreement, fold};
use crate::expected::{CheckError, Column, Expect, Expectation, Role};
use crate::figure::{Figure, Kind};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

/// How many pairs were right, and how many figures had no pair.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Detection {
    /// Right.
    pub correct: usize,
    /// Wrong.
    pub incorrect: usize,
    /// Overlapping.
    pub partial: usize,
    /// Expected and not found.
    pub missed: usize,
    /// Found and not expected.
    pub spurious: usize,
    /// The share of the found that is right; 0 where nothing is found.
    pub precision: f64,
    /// The share of the expected that is found; 0 where nothing is expected.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl Detection {
    fn finish(&mut self) {
        let share = |whole: usize| {
            if whole == 0 { 0.0 } else { (self.correct as f64 + self.partial as f64 / 2.0) / whole as f64 }
        };
        let both = self.correct + self.incorrect + self.partial;
        let (precision, recall) = (share(both + self.spurious), share(both + self.missed));
        self.precision = precision;
        self.recall = recall;
        self.f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    }

    fn add(&mut self, pair: Pair) {
        match pair {
            Pair::Correct => self.correct += 1,
            Pair::Incorrect => self.incorrect += 1,
            Pair::Partial => self.partial += 1,
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Pair {
    Correct,
    Incorrect,
    Partial,
}

/// Right of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Accuracy {
    /// How many are right.
    pub right: usize,
    /// Of how many.
    pub of: usize,
    /// The share; 0 of nothing.
    pub share: f64,
}

impl Accuracy {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    fn finish(&mut self) {
        self.share = if self.of == 0 { 0.0 } else { self.right as f64 / self.of as f64 };
    }
}

/// The score of one kind, or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Scores {
    /// Rows that expect a figure.
    pub expected: usize,
    /// Figures found in their documents.
    pub found: usize,
    /// Same words, same kind.
    pub strict: Detection,
    /// Same words, or half for an overlap.
    pub partial: Detection,
    /// Same kind, and an overlap.
    #[serde(rename = "type")]
    pub kind: Detection,
    /// Of the pairs of one kind whose value (a date's period) the row tells: how many have the very value and unit.
    pub value: Accuracy,
}

impl Scores {
    fn finish(&mut self) {
        for detection in [&mut self.strict, &mut self.partial, &mut self.kind] {
            detection.finish();
        }
        self.value.finish();
    }
}

/// The whole score.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Score {
    /// Over all kinds.
    pub all: Scores,
    /// By kind; a pair counts for the row's kind, a spurious figure for its own.
    pub kinds: BTreeMap<&'static str, Scores>,
    /// For each column that rows fill in: of the pairs of one kind, how many agree.
    pub slots: BTreeMap<&'static str, Accuracy>,
    /// Rows that expect no figure, and how many of them rightly found none.
    pub absent: Accuracy,
}

/// Reads what to score by: an `expected.csv` (or `.jsonl`), or a `figures.csv` that has been put right by hand.
///
/// # Errors
/// As for [`Expectation::read_csv`].
pub fn read_expected(file: &str, text: &str) -> Result<Vec<Expectation>, CheckError> {
    if text.trim_start().starts_with('{') {
        return Expectation::read_jsonl(file, text);
    }
    let head = text.trim_start_matches('\u{feff}').lines().find(|line| !line.starts_with('#')).unwrap_or_default();
    if head.split(',').any(|name| name.trim() == "check_id") || !head.starts_with("figure_id,") {
        return Expectation::read_csv(file, text);
    }
    let figures = crate::dataset::csv::read_from::<Figure>(text.as_bytes(), std::path::Path::new(file))
        .map_err(|error| CheckError::new(file, 1, 1, error.to_string()))?;
    Ok(figures.iter().map(of_figure).collect())
}

/// A row that asks all of a figure.
fn of_figure(figure: &Figure) -> Expectation {
    let cells = Column::ALL
        .iter()
        .filter(|column| **column != Column::FigureId)
        .map(|column| (*column, column.of(figure).into_owned()))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    Expectation { check_id: figure.figure_id.clone(), cells, ..Expectation::default() }
}

/// How a row's words stand to a figure's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Boundary {
    Overlap,
    Same,
}

/// Scores `figures` by `rows`.
pub fn score(rows: &[Expectation], figures: &[Figure]) -> Score {
    score_by(&Index::new(figures), rows, figures)
}

/// The same by any search.
fn score_by(search: &impl Search, rows: &[Expectation], figures: &[Figure]) -> Score {
    let wanted: Vec<&Expectation> = rows.iter().filter(|row| row.expect == Expect::Present).collect();
    let mut in_scope = vec![false; figures.len()];
    let documents: HashSet<&str> = wanted.iter().map(|row| row.cell(Column::DocId)).collect();
    for document in documents {
        for at in search.of_documents(document).iter() {
            in_scope[*at] = true;
        }
    }
    let pairs = pair(&wanted, figures, search);
    let mut score = Score::default();
    for (row, pair) in wanted.iter().zip(&pairs) {
        let kind = Kind::from_word(row.cell(Column::Kind));
        let name = kind.or(pair.map(|(at, _)| figures[at].kind)).map_or("any", Kind::as_str);
        let mut one = Scores { expected: 1, ..Scores::default() };
        match pair {
            None => (one.strict.missed, one.partial.missed, one.kind.missed) = (1, 1, 1),
            Some((at, boundary)) => {
                let figure = &figures[*at];
                let same_kind = kind.is_none_or(|kind| kind == figure.kind);
                let same_words = *boundary == Boundary::Same;
                let or_incorrect = |right: bool| if right { Pair::Correct } else { Pair::Incorrect };
                one.strict.add(or_incorrect(same_kind && same_words));
                one.partial.add(if same_words { Pair::Correct } else { Pair::Partial });
                one.kind.add(or_incorrect(same_kind));
                if same_kind {
                    slots(row, figure, &mut one.value, &mut score.slots);
                }
            }
        }
        merge(&mut score, name, &one);
    }
    let used: HashSet<usize> = pairs.iter().flatten().map(|(at, _)| *at).collect();
    for (at, figure) in figures.iter().enumerate().filter(|(at, _)| in_scope[*at]) {
        let mut one = Scores { found: 1, ..Scores::default() };
        if !used.contains(&at) {
            (one.strict.spurious, one.partial.spurious, one.kind.spurious) = (1, 1, 1);
        }
        merge(&mut score, figure.kind.as_str(), &one);
    }
    for row in rows.iter().filter(|row| row.expect == Expect::Absent) {
        let answered = search.may_answer(row).iter().map(|at| &figures[*at]).any(|figure| {
            row.cells.iter().all(|(column, text)| match column.role() {
                Role::Select => agree::selects(*column, text, figure),
                _ => agree::cell(row, *column, text, figure) == Agreement::Match,
            })
        });
        score.absent.add(!answered);
    }
    score.all.finish();
    score.kinds.values_mut().for_each(Scores::finish);
    score.slots.values_mut().for_each(Accuracy::finish);
    score.absent.finish();
    score
}

/// Whether the row's value, and each slot it fills in, are the figure's.
fn slots(row: &Expectation, figure: &Figure, value: &mut Accuracy, slots: &mut BTreeMap<&'static str, Accuracy>) {
    let right = |column: Column, text: &str| match column.role() {
        Role::Select => agree::selects(column, text, figure),
        Role::Amount => agree::cell(row, column, text, figure) == Agreement::Match,
        _ => agree::cell(row, column, text, figure) > Agreement::Differs,
    };
    let (mut told, mut same) = (false, true);
    for (column, text) in &row.cells {
        let is_value = match column {
            Column::Value | Column::ValueMax => true,
            Column::PeriodEdtf | Column::PeriodStart | Column::PeriodEnd => figure.kind == Kind::Date,
            Column::Unit => matches!(figure.kind, Kind::Money | Kind::Percent | Kind::Measure | Kind::Duration),
            _ => false,
        };
        let right = right(*column, text);
        told |= is_value && *column != Column::Unit;
        same &= right || !is_value;
        let says_where = matches!(
            column,
            Column::DocId
                | Column::Kind
                | Column::Exact
                | Column::Sentence
                | Column::CharStart
                | Column::CharEnd
                | Column::Line
                | Column::Page
                | Column::FigureId
        );
        if !says_where {
            slots.entry(column.as_str()).or_default().add(right);
        }
    }
    if told {
        value.add(same);
    }
}

fn merge(score: &mut Score, kind: &'static str, one: &Scores) {
    for sum in [&mut score.all, score.kinds.entry(kind).or_default()] {
        sum.expected += one.expected;
        sum.found += one.found;
        for (sum, one) in [(&mut sum.strict, &one.strict), (&mut sum.partial, &one.partial), (&mut sum.kind, &one.kind)]
        {
            sum.correct += one.correct;
            sum.incorrect += one.incorrect;
            sum.partial += one.partial;
            sum.missed += one.missed;
            sum.spurious += one.spurious;
        }
        sum.value.right += one.value.right;
        sum.value.of += one.value.of;
    }
}

/// For each row its figure and how their words stand to each other; the surest pairs are made first.
fn pair(rows: &[&Expectation], figures: &[Figure], search: &impl Search) -> Vec<Option<(usize, Boundary)>> {
    let mut offers = Vec::new();
    for (row_at, row) in rows.iter().enumerate() {
        let here = search.of_documents(row.cell(Column::DocId));
        let exact = fold(row.cell(Column::Exact));
        for (at, figure) in here.iter().map(|at| (*at, &figures[*at])) {
            let kind = row.cell(Column::Kind);
            let same_kind = kind.is_empty() || kind == figure.kind.as_str();
            if let Some(boundary) = boundary(row, &exact, figure, same_kind) {
                let right =
                    row.asserted().filter(|(c, text)| agree::cell(row, *c, text, figure) > Agreement::Differs).count();
                offers.push(((Reverse((boundary, same_kind, right)), row_at, at), boundary));
            }
        }
    }
    offers.sort_by_key(|(order, _)| *order);
    let mut pairs = vec![None; rows.len()];
    let mut used = HashSet::new();
    for ((_, row, figure), boundary) in offers {
        if pairs[row].is_none() && used.insert(figure) {
            pairs[row] = Some((figure, boundary));
        }
    }
    pairs
}

/// `exact` is the row's, folded.
fn boundary(row: &Expectation, exact: &str, figure: &Figure, same_kind: bool) -> Option<Boundary> {
    let offset = |column| row.cell(column).parse::<usize>().ok();
    if let Some((start, end)) = offset(Column::CharStart).zip(offset(Column::CharEnd)) {
        let same = (start, end) == (figure.char_start, figure.char_end);
        let overlap = start < figure.char_end && figure.char_start < end;
        return same.then_some(Boundary::Same).or(overlap.then_some(Boundary::Overlap));
    }
    let boundary = if exact.is_empty() {
        // Only what the row asserts tells the figure.
        let known = [Column::Value, Column::PeriodEdtf, Column::PeriodStart].into_iter().any(|column| {
            let text = row.cell(column);
            !text.is_empty() && agree::cell(row, column, text, figure) == Agreement::Match
        });
        (same_kind && known).then_some(Boundary::Same)
    } else {
        by_words(exact, &fold(&figure.exact))
    };
    let sentence = row.cell(Column::Sentence);
    boundary
        .filter(|_| sentence.is_empty() || agree::cell(row, Column::Sentence, sentence, figure) > Agreement::Differs)
}

fn by_words(wanted: &str, found: &str) -> Option<Boundary> {
    let inside = |long: &str, short: &str| {
        let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        long.match_indices(short)
            .any(|(at, _)| edge(long[..at].chars().next_back()) && edge(long[at + short.len()..].chars().next()))
    };
    if wanted == found {
        Some(Boundary::Same)
    } else if !found.is_empty() && (inside(wanted, found) || inside(found, wanted)) {
        Some(Boundary::Overlap)
    } else {
        None
    }
}

/// Writes the score as a table for people, or as JSON.
///
/// # Errors
/// Only what `out` gives.
pub fn write(score: &Score, json: bool, out: &mut dyn Write) -> io::Result<()> {
    if json {
        serde_json::to_writer_pretty(&mut *out, score)?;
        return writeln!(out);
    }
    writeln!(
        out,
        "{:<10}{:>9}{:>7}   {:<19}{:<19}{:<19}value",
        "kind", "expected", "found", "strict P R F1", "partial P R F1", "type P R F1"
    )?;
    let all = ("all", &score.all);
    for (name, scores) in score.kinds.iter().map(|(name, scores)| (*name, scores)).chain([all]) {
        let detection = |d: &Detection| format!("{:.3} {:.3} {:.3}", d.precision, d.recall, d.f1);
        writeln!(
            out,
            "{name:<10}{:>9}{:>7}   {:<19}{:<19}{:<19}{}",
            scores.expected,
            scores.found,
            detection(&scores.strict),
            detection(&scores.partial),
            detection(&scores.kind),
            share(&scores.value)
        )?;
    }
    if !score.slots.is_empty() {
        writeln!(out, "\nslot, of the figures found with their kind right")?;
    }
    for (name, accuracy) in &score.slots {
        writeln!(out, "{name:<14}{}", share(accuracy))?;
    }
    if score.absent.of > 0 {
        writeln!(out, "\nrightly absent {}", share(&score.absent))?;
    }
    Ok(())
}

fn share(accuracy: &Accuracy) -> String {
    if accuracy.of == 0 {
        "-".to_owned()
    } else {
        format!("{:.3} ({}/{})", accuracy.share, accuracy.right, accuracy.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::properties::Plain;
    use crate::expected::testing::{figure, varied_figures, varied_rows, with};

    fn figures() -> Vec<Figure> {
        vec![
            with(figure("a", "money", "$30 million", Some("30000000")), &[("unit", "USD"), ("status", "target")]),
            with(figure("a", "count", "40,000", Some("40000")), &[("unit", "job")]),
            with(figure("a", "date", "in May 2022", None), &[("period_edtf", "2022-05")]),
            with(figure("a", "count", "19", Some("19")), &[]),
            figure("unread", "count", "7", Some("7")),
        ]
    }

    const ROWS: &str = "\
check_id,doc_id,kind,exact,value,unit,status,period_edtf,expect
right,a,money,$30 million,30000000,USD,actual,,
kind-wrong,a,money,\"40,000\",40000,USD,,,
overlap,a,date,May 2022,,,,2022-05,
gone,a,percent,50%,50,%,,,
trap,a,count,19,,,,,absent
";

    #[test]
    fn the_schemes_of_semeval_differ_where_they_should() {
        let rows = Expectation::read_csv("e", ROWS).unwrap();
        let score = score(&rows, &figures());
        let counts = |d: Detection| (d.correct, d.incorrect, d.partial, d.missed, d.spurious);
        assert_eq!(counts(score.all.strict), (1, 2, 0, 1, 1));
        assert_eq!(counts(score.all.partial), (2, 0, 1, 1, 1));
        assert_eq!(counts(score.all.kind), (2, 1, 0, 1, 1));
        assert_eq!((score.all.strict.precision, score.all.strict.recall), (0.25, 0.25));
        assert_eq!((score.all.partial.precision, score.all.partial.f1), (0.625, 0.625));
        assert_eq!((score.all.value.right, score.all.value.of), (2, 2));
        assert_eq!((score.slots["status"].right, score.slots["status"].of), (0, 1));
        assert_eq!((score.absent.right, score.absent.of), (0, 1));
    }

    #[test]
    fn a_figures_table_scores_itself_in_full() {
        let mut figures = figures();
        for (at, figure) in figures.iter_mut().enumerate() {
            (figure.char_start, figure.char_end) = (at * 20, at * 20 + figure.exact.len());
        }
        let mut csv = Vec::new();
        crate::dataset::csv::write(&figures, &mut csv, false).unwrap();
        let rows = read_expected("figures.csv", &String::from_utf8(csv).unwrap()).unwrap();
        let score = score(&rows, &figures);
        assert_eq!((score.all.strict.f1, score.all.value.share), (1.0, 1.0));
        assert!(score.slots.values().all(|slot| slot.right == slot.of));
    }

    #[test]
    fn the_table() {
        let rows = Expectation::read_csv("e", ROWS).unwrap();
        let mut out = Vec::new();
        write(&score(&rows, &figures()), false, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
    kind       expected  found   strict P R F1      partial P R F1     type P R F1        value
    count             0      2   0.000 0.000 0.000  0.000 0.000 0.000  0.000 0.000 0.000  -
    date              1      1   0.000 0.000 0.000  0.500 0.500 0.500  1.000 1.000 1.000  1.000 (1/1)
    money             2      1   0.500 0.500 0.500  1.000 1.000 1.000  0.500 0.500 0.500  1.000 (1/1)
    percent           1      0   0.000 0.000 0.000  0.000 0.000 0.000  0.000 0.000 0.000  -
    all               4      4   0.250 0.250 0.250  0.625 0.625 0.625  0.500 0.500 0.500  1.000 (2/2)

    slot, of the figures found with their kind right
    period_edtf   1.000 (1/1)
    status        0.000 (0/1)
    unit          1.000 (1/1)
    value         1.000 (1/1)

    rightly absent 0.000 (0/1)
    ");
    }

    proptest::proptest! {
        #[test]
        fn the_index_changes_no_score(rows in varied_rows(), figures in varied_figures()) {
            proptest::prop_assert_eq!(score(&rows, &figures), score_by(&Plain(&figures), &rows, &figures));
        }
    }

    #[test]
    fn nothing_scores_nothing() {
        let empty = score(&[], &[]);
        assert_eq!(empty, Score::default());
        assert!(empty.all.strict.f1.abs() < f64::EPSILON);
    }
}
