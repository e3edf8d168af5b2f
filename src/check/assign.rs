//! Which figure answers which row: every row that can be answered in full is, then the rest takes what is nearest.

use super::index::Index;
use super::search::Search;
use super::verdict::{CellVerdict, Options, Outcome, Verdict};
use crate::expected::agree::{self, Agreement, fold};
use crate::expected::{Column, Expect, Expectation};
use crate::figure::{Figure, Kind};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet, VecDeque};

/// A figure that a row selects.
struct Candidate {
    figure: usize,
    /// The worst of its asserted cells.
    agreement: Agreement,
    /// How many asserted cells are right.
    right: usize,
    /// Whether a cell that tells figures apart is right.
    known: bool,
    /// How far its value is from the expected one.
    distance: Decimal,
}

/// The whole judgement; see [`super::run`].
pub(super) fn verdicts<'a>(rows: &'a [Expectation], figures: &'a [Figure], options: Options) -> Vec<Verdict<'a>> {
    verdicts_by(&Index::new(figures), rows, figures, options)
}

/// The same by any search.
pub(super) fn verdicts_by<'a>(
    search: &impl Search,
    rows: &'a [Expectation],
    figures: &'a [Figure],
    options: Options,
) -> Vec<Verdict<'a>> {
    let candidates: Vec<Vec<Candidate>> = rows
        .iter()
        .map(|row| if row.expect == Expect::Present { candidates(row, figures, search) } else { Vec::new() })
        .collect();
    let (mut chosen, taken) = in_full(&candidates, figures.len());
    share(rows, &candidates, &taken, &mut chosen);
    let full: Vec<bool> = chosen.iter().map(Option::is_some).collect();
    let used = in_part(&candidates, &mut chosen, figures.len());

    let mut verdicts = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        verdicts.push(match (row.expect, chosen[index]) {
            (Expect::Absent, _) => absent(row, figures, search),
            (Expect::Present, None) => missing(row, figures, search, &used),
            (Expect::Present, Some(figure)) if full[index] => answered(row, figure, &candidates[index], figures, &used),
            (Expect::Present, Some(figure)) => verdict(Outcome::Differs, row, &figures[figure]),
        });
    }
    if options.strict {
        // Figures that a verdict above has told of are not told of again.
        let told: HashSet<*const Figure> = verdicts
            .iter()
            .flat_map(|verdict: &Verdict<'_>| verdict.others.iter().copied().chain(verdict.figure))
            .map(std::ptr::from_ref)
            .collect();
        let mut spoken_of = vec![false; figures.len()];
        let documents: HashSet<&str> = rows.iter().map(|row| row.cell(Column::DocId)).collect();
        for document in documents {
            for figure in search.of_documents(document).iter() {
                spoken_of[*figure] = true;
            }
        }
        let untold = figures
            .iter()
            .zip(spoken_of)
            .filter(|(f, spoken_of)| *spoken_of && !told.contains(&std::ptr::from_ref(*f)));
        verdicts
            .extend(untold.map(|(figure, _)| Verdict { figure: Some(figure), ..nothing(Outcome::Unexpected, None) }));
    }
    verdicts
}

/// The figures a row selects, the best first, then in their own order.
fn candidates(row: &Expectation, figures: &[Figure], search: &impl Search) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = search
        .may_answer(row)
        .iter()
        .filter(|at| selected(row, &figures[**at]))
        .map(|at| candidate(row, *at, &figures[*at]))
        .collect();
    found.sort_by_key(|c| (Reverse((c.agreement, c.right)), c.distance));
    found
}

fn selected(row: &Expectation, figure: &Figure) -> bool {
    row.selectors().all(|(column, text)| agree::selects(column, text, figure))
}

fn candidate(row: &Expectation, index: usize, figure: &Figure) -> Candidate {
    let mut candidate = Candidate {
        figure: index,
        agreement: Agreement::Match,
        right: 0,
        known: false,
        distance: distance(row, figure),
    };
    let selected = |column| !row.cell(column).is_empty();
    candidate.known = selected(Column::FigureId) || selected(Column::Exact);
    for (column, text) in row.asserted() {
        let agreement = agree::cell(row, column, text, figure);
        candidate.agreement = candidate.agreement.min(agreement);
        if agreement > Agreement::Differs {
            candidate.right += 1;
            candidate.known |= agreement > Agreement::Bound
                && matches!(column, Column::Value | Column::PeriodEdtf | Column::What | Column::Sentence);
        }
    }
    // A bound alone tells nothing of which figure it is: 465,000 also keeps "more than 90,000 jobs".
    if candidate.agreement == Agreement::Bound && !candidate.known && !selected(Column::Unit) {
        candidate.agreement = Agreement::Differs;
    }
    candidate
}

/// How far the figure's value is from the expected one; 0 where either has none.
fn distance(row: &Expectation, figure: &Figure) -> Decimal {
    let expected = row.cell(Column::Value).parse::<Decimal>().ok();
    let distance = expected.zip(figure.value).and_then(|(expected, found)| expected.checked_sub(found));
    distance.unwrap_or_default().abs()
}

/// Gives each row a figure that agrees in every cell, to as many rows as that is possible for; exact agreement first.
/// The figures of the rows, and the rows of the figures.
fn in_full(candidates: &[Vec<Candidate>], figures: usize) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let mut given = Given {
        edges: vec![Vec::new(); candidates.len()],
        chosen: vec![None; candidates.len()],
        taken: vec![None; figures],
        closed: vec![false; figures],
    };
    for stage in [Agreement::Match, Agreement::Consistent, Agreement::Bound] {
        for (row, found) in candidates.iter().enumerate() {
            if given.chosen[row].is_none() {
                given.edges[row] = found.iter().filter(|c| c.agreement >= stage).map(|c| c.figure).collect();
                given.augment(row);
            }
        }
    }
    (given.chosen, given.taken)
}

/// Which row has which figure so far.
struct Given {
    /// For each row the figures it may have.
    edges: Vec<Vec<usize>>,
    /// For each row its figure.
    chosen: Vec<Option<usize>>,
    /// For each figure its row.
    taken: Vec<Option<usize>>,
    /// Figures that a search has ended in without finding a free one: none will.
    closed: Vec<bool>,
}

impl Given {
    /// Finds a figure for `start`, moving other rows to other figures where that makes room (an augmenting path).
    fn augment(&mut self, start: usize) {
        let mut reached_from: HashMap<usize, usize> = HashMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(row) = queue.pop_front() {
            for &figure in &self.edges[row] {
                if self.closed[figure] || reached_from.contains_key(&figure) {
                    continue;
                }
                reached_from.insert(figure, row);
                if let Some(holder) = self.taken[figure] {
                    queue.push_back(holder);
                    continue;
                }
                let mut free = Some(figure);
                while let Some(figure) = free {
                    let row = reached_from[&figure];
                    free = self.chosen[row].replace(figure);
                    self.taken[figure] = Some(row);
                    if row == start {
                        return;
                    }
                }
            }
        }
        // Rows that hold these want no others, so whoever comes here later finds nothing either.
        for figure in reached_from.into_keys() {
            self.closed[figure] = true;
        }
    }
}

/// A row without a figure may share one with a row that selects by other cells.
fn share(rows: &[Expectation], candidates: &[Vec<Candidate>], taken: &[Option<usize>], chosen: &mut [Option<usize>]) {
    for (index, row) in rows.iter().enumerate() {
        if chosen[index].is_none() {
            chosen[index] = candidates[index]
                .iter()
                .filter(|candidate| candidate.agreement > Agreement::Differs)
                .map(|candidate| candidate.figure)
                .find(|figure| taken[*figure].is_some_and(|holder| !same_selectors(row, &rows[holder])));
        }
    }
}

fn same_selectors(one: &Expectation, other: &Expectation) -> bool {
    let columns = [Column::FigureId, Column::Kind, Column::Unit, Column::Exact];
    columns.iter().all(|column| fold(one.cell(*column)) == fold(other.cell(*column)))
}

/// Gives the rows still without a figure the free one with most cells right, if it is known to be the one. Says of each
/// figure whether a row has it.
fn in_part(candidates: &[Vec<Candidate>], chosen: &mut [Option<usize>], figures: usize) -> Vec<bool> {
    let mut used = vec![false; figures];
    for figure in chosen.iter().flatten() {
        used[*figure] = true;
    }
    let mut offers: Vec<(usize, usize, usize)> = Vec::new();
    for (row, found) in candidates.iter().enumerate().filter(|(row, _)| chosen[*row].is_none()) {
        offers.extend(found.iter().filter(|c| c.known).map(|c| (c.right, row, c.figure)));
    }
    offers.sort_by_key(|&(right, row, figure)| (Reverse(right), row, figure));
    for (_, row, figure) in offers {
        if chosen[row].is_none() && !std::mem::replace(&mut used[figure], true) {
            chosen[row] = Some(figure);
        }
    }
    used
}

/// A verdict without a figure.
const fn nothing(outcome: Outcome, row: Option<&Expectation>) -> Verdict<'_> {
    Verdict {
        outcome,
        row,
        figure: None,
        nearest: None,
        others: Vec::new(),
        cells: Vec::new(),
        no_document: false,
        known: false,
    }
}

fn verdict<'a>(outcome: Outcome, row: &'a Expectation, figure: &'a Figure) -> Verdict<'a> {
    Verdict { figure: Some(figure), cells: beside(row, figure), ..nothing(outcome, Some(row)) }
}

fn beside<'a>(row: &'a Expectation, figure: &Figure) -> Vec<CellVerdict<'a>> {
    row.asserted()
        .map(|(column, expected)| CellVerdict {
            column,
            expected,
            found: column.of(figure).into_owned(),
            agreement: agree::cell(row, column, expected, figure),
        })
        .collect()
}

fn answered<'a>(
    row: &'a Expectation,
    figure: usize,
    candidates: &[Candidate],
    figures: &'a [Figure],
    used: &[bool],
) -> Verdict<'a> {
    let own = candidates.iter().find(|c| c.figure == figure);
    let (agreement, distance) = own.map_or((Agreement::Differs, Decimal::ZERO), |c| (c.agreement, c.distance));
    let others: Vec<&Figure> = candidates
        .iter()
        .filter(|c| c.agreement == agreement && c.distance == distance && !used[c.figure])
        .map(|c| &figures[c.figure])
        .filter(|other| !says_the_same(other, &figures[figure]))
        .collect();
    let outcome = match agreement {
        _ if !others.is_empty() => Outcome::Ambiguous,
        Agreement::Match => Outcome::Match,
        Agreement::Consistent => Outcome::Consistent,
        Agreement::Bound => Outcome::Bound,
        Agreement::Differs => Outcome::Differs,
    };
    Verdict { others, ..verdict(outcome, row, &figures[figure]) }
}

/// Whether two figures say the same, wherever they stand.
fn says_the_same(one: &Figure, other: &Figure) -> bool {
    let read = |f: &Figure| (f.kind, f.value, f.value_max, f.unit.clone(), f.status);
    read(one) == read(other) && (one.kind != Kind::Date || one.period_edtf == other.period_edtf)
}

fn absent<'a>(row: &'a Expectation, figures: &'a [Figure], search: &impl Search) -> Verdict<'a> {
    let answers = |figure: &&Figure| {
        selected(row, figure)
            && row.asserted().all(|(column, text)| {
                // "No 19" must not be answered by a figure whose precision or bound leaves room for 19.
                agree::cell(row, column, text, figure) == Agreement::Match
                    || (row.tolerance != super::Tolerance::Stated
                        && agree::cell(row, column, text, figure) == Agreement::Consistent)
            })
    };
    if let Some(figure) = search.may_answer(row).iter().map(|at| &figures[*at]).find(answers) {
        return verdict(Outcome::Present, row, figure);
    }
    let no_document = search.of_documents(row.cell(Column::DocId)).is_empty();
    Verdict { no_document, ..nothing(Outcome::Absent, Some(row)) }
}

fn missing<'a>(row: &'a Expectation, figures: &'a [Figure], search: &impl Search, used: &[bool]) -> Verdict<'a> {
    let exact = fold(row.cell(Column::Exact));
    let (mut nearest, mut best) = (None, LIKE - 1);
    for figure in search.near(row).iter().filter(|at| !used[**at]).map(|at| &figures[*at]) {
        if let Some(likeness) = likeness(row, &exact, figure, best) {
            (nearest, best) = (Some(figure), likeness);
        }
    }
    Verdict {
        nearest,
        cells: nearest.map(|figure| beside(row, figure)).unwrap_or_default(),
        no_document: search.of_documents(row.cell(Column::DocId)).is_empty(),
        ..nothing(Outcome::Missing, Some(row))
    }
}

/// From here on a figure is like enough to a row to be shown.
const LIKE: usize = 4;

/// How like a figure is to what a row asks, where it is more so than `best`: the words and the value weigh most.
fn likeness(row: &Expectation, exact: &str, figure: &Figure, best: usize) -> Option<usize> {
    let words = if exact.is_empty() {
        0
    } else {
        let found = fold(&figure.exact);
        if exact == found {
            6
        } else if exact.contains(&*found) || found.contains(exact) {
            4
        } else {
            0
        }
    };
    let selected = [Column::Kind, Column::Unit]
        .iter()
        .filter(|column| !row.cell(**column).is_empty())
        .filter(|column| agree::selects(**column, row.cell(**column), figure))
        .count();
    let weight = |column| if matches!(column, Column::Value | Column::PeriodEdtf | Column::What) { 3 } else { 1 };
    // Comparing all cells takes long, and most figures are nothing like it: what may still come is counted on.
    let mut likeness = words + selected + row.asserted().map(|(column, _)| weight(column)).sum::<usize>();
    for (column, text) in row.asserted() {
        if likeness <= best {
            return None;
        }
        if agree::cell(row, column, text, figure) <= Agreement::Bound {
            likeness -= weight(column);
        }
    }
    Some(likeness).filter(|likeness| *likeness > best)
}

#[cfg(test)]
mod tests {
    use super::super::{Expectation, Options, Outcome, run};
    use crate::expected::testing::{figure, with};
    use crate::figure::Figure;

    /// The figures most tests look at: two 40,000 in one document, a bound, a rounded amount, a date.
    fn figures() -> Vec<Figure> {
        let count = |value: &str, exact: &str, cells: &[(&str, &str)]| {
            with(figure("2023-09-a", "count", exact, Some(value)), cells)
        };
        vec![
            count("40000", "40,000", &[("unit", "beneficiary"), ("what", "beneficiaries"), ("decimals", "0")]),
            count("40000", "40,000", &[("unit", "job"), ("what", "indirect jobs"), ("change", "additional")]),
            count("90000", "90,000", &[("unit", "job"), ("modifier", "more_than"), ("decimals", "0")]),
            with(
                figure("2024-04-b", "money", "$33 million", Some("33000000")),
                &[("unit", "USD"), ("decimals", "-6"), ("status", "actual"), ("what", "investments")],
            ),
            with(figure("2024-04-b", "date", "2022", None), &[("period_edtf", "2022")]),
            with(figure("2024-04-b", "date", "2022", None), &[("period_edtf", "2022")]),
        ]
    }

    /// The outcome of each row, in order.
    #[track_caller]
    fn outcomes(csv: &str) -> String {
        let rows = Expectation::read_csv("e.csv", csv).unwrap();
        let figures = figures();
        let report = run(&rows, &figures, Options::default());
        report.verdicts.iter().map(|v| v.outcome.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_outcome() {
        assert_eq!(outcomes("check_id,exact,value\na,\"40,000\",40000\n"), "ambiguous");
        assert_eq!(outcomes("check_id,exact,what\na,\"40,000\",Indirect Jobs\n"), "match");
        assert_eq!(outcomes("check_id,unit,value\na,USD,33421000\nb,USD,34421000\n"), "consistent missing");
        assert_eq!(outcomes("check_id,unit,value\na,job,92500\n"), "bound");
        assert_eq!(outcomes("check_id,exact,value\na,\"90,000\",80000\n"), "differs");
        assert_eq!(outcomes("check_id,exact\na,\"90,001\"\n"), "missing");
        assert_eq!(outcomes("check_id,value,expect\na,90001,absent\nb,90000,absent\n"), "absent present");
        assert_eq!(outcomes("check_id,value,expect,tolerance\na,90001,absent,±1\n"), "present");
    }

    #[test]
    fn a_value_that_stands_twice_is_wanted_twice() {
        let head = "check_id,doc_id,kind,value,exact\n";
        assert_eq!(outcomes(&format!("{head}a,2023-*,count,40000,\nb,2023-*,count,40000,\n")), "match match");
        assert_eq!(
            outcomes(&format!("{head}a,*,count,40000,\nb,*,count,40000,\nc,*,count,40000,\n")),
            "match match missing"
        );
        assert_eq!(
            outcomes(&format!("{head}a,2024*,date,,2022\nb,*,date,,2022\nc,2024*,date,,2022\n")),
            "match match missing"
        );
    }

    #[test]
    fn rows_make_room_for_each_other() {
        // The first row would take the first 40,000, which is the only one that answers the second.
        assert_eq!(outcomes("check_id,value,what\na,40000,\nb,40000,beneficiaries\n"), "match match");
    }

    #[test]
    fn rows_that_select_differently_may_share_a_figure() {
        assert_eq!(outcomes("check_id,unit,exact,status\na,USD,,actual\nb,,$33 million,actual\n"), "match match");
        assert_eq!(outcomes("check_id,unit,status,what\na,USD,actual,\nb,USD,,investments\n"), "match missing");
    }

    #[test]
    fn a_repeated_figure_is_not_ambiguous() {
        assert_eq!(outcomes("check_id,kind,exact\na,date,2022\n"), "match");
    }

    #[test]
    fn of_two_bounds_the_closer_one_is_meant() {
        let rows = Expectation::read_csv("e", "check_id,unit,value\na,job,92500\n").unwrap();
        let mut figures = figures();
        figures.insert(
            0,
            with(figure("c", "count", "14,000", Some("14000")), &[("unit", "job"), ("modifier", "at_least")]),
        );
        let report = run(&rows, &figures, Options::default());
        assert_eq!(report.verdicts[0].outcome, Outcome::Bound);
        assert_eq!(report.verdicts[0].figure.map(|figure| figure.exact.as_str()), Some("90,000"));
    }

    #[test]
    fn a_bound_alone_does_not_tell_which_figure_it_is() {
        assert_eq!(outcomes("check_id,kind,value\na,count,465000\n"), "missing");
    }

    #[test]
    fn among_very_many_figures_the_nearest_has_the_words_or_the_value() {
        let wells =
            |n: usize| with(figure("a", "count", &format!("{n} wells"), Some(&n.to_string())), &[("unit", "well")]);
        let figures: Vec<Figure> = (0..5000).map(wells).collect();
        let csv = "check_id,kind,exact,value,unit\na,count,77 wells,77,pump\nb,count,,88,pump\nc,count,,5001,pump\n";
        let rows = Expectation::read_csv("e", csv).unwrap();
        let report = run(&rows, &figures, Options::default());
        let nearest = report.verdicts.iter().map(|v| (v.outcome, v.nearest.map_or("", |figure| &figure.exact)));
        let missing = Outcome::Missing;
        assert_eq!(nearest.collect::<Vec<_>>(), [(missing, "77 wells"), (missing, "88 wells"), (missing, "")]);
    }

    #[test]
    fn strict_lists_what_no_row_speaks_of() {
        let rows = Expectation::read_csv("e", "check_id,doc_id,exact\na,2023*,\"90,000\"\n").unwrap();
        let figures = figures();
        let report = run(&rows, &figures, Options { strict: true });
        let ids: Vec<_> = report.verdicts.iter().map(|v| (v.outcome, v.id())).collect();
        let unexpected = (Outcome::Unexpected, "f-40000");
        assert_eq!(ids, [(Outcome::Match, "a"), unexpected, unexpected]);
        assert!(report.failed());
    }

    #[test]
    fn a_warning_does_not_fail_the_check() {
        let rows = Expectation::read_csv("e", "check_id,exact,severity\na,nowhere,warn\n").unwrap();
        let report = run(&rows, &[], Options::default());
        assert!(!report.failed());
        assert_eq!(report.summary(), "1 row checked: 1 missing (1 only warned of)");
        assert!(report.verdicts[0].no_document);
    }
}
