//! Which figure answers which row: every row that can be answered in full is, then the rest takes what is nearest.

use super::agree::{self, Agreement, fold};
use super::column::Column;
use super::expected::{Expect, Expectation};
use super::{CellVerdict, Options, Outcome, Verdict};
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
    let candidates: Vec<Vec<Candidate>> = rows
        .iter()
        .map(|row| if row.expect == Expect::Present { candidates(row, figures) } else { Vec::new() })
        .collect();
    let mut chosen = in_full(rows, &candidates);
    let taken: HashMap<usize, usize> =
        chosen.iter().enumerate().filter_map(|(row, figure)| Some(((*figure)?, row))).collect();
    share(rows, &candidates, &taken, &mut chosen);
    let full: Vec<bool> = chosen.iter().map(Option::is_some).collect();
    in_part(&candidates, &mut chosen);

    let used: HashSet<usize> = chosen.iter().flatten().copied().collect();
    let mut verdicts = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        verdicts.push(match (row.expect, chosen[index]) {
            (Expect::Absent, _) => absent(row, figures),
            (Expect::Present, None) => missing(row, figures, &used),
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
        let spoken_of = |figure: &Figure| rows.iter().any(|row| in_document(row, figure));
        verdicts.extend(figures.iter().filter(|f| !told.contains(&std::ptr::from_ref(*f)) && spoken_of(f)).map(
            |figure| Verdict {
                outcome: Outcome::Unexpected,
                row: None,
                figure: Some(figure),
                nearest: None,
                others: Vec::new(),
                cells: Vec::new(),
                no_document: false,
            },
        ));
    }
    verdicts
}

/// The figures a row selects, the best first, then in their own order.
fn candidates(row: &Expectation, figures: &[Figure]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = figures
        .iter()
        .enumerate()
        .filter(|(_, figure)| row.selectors().all(|(column, text)| agree::selects(column, text, figure)))
        .map(|(index, figure)| candidate(row, index, figure))
        .collect();
    found.sort_by_key(|c| (Reverse((c.agreement, c.right)), c.distance));
    found
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
fn in_full(rows: &[Expectation], candidates: &[Vec<Candidate>]) -> Vec<Option<usize>> {
    let mut chosen = vec![None; rows.len()];
    let mut taken: HashMap<usize, usize> = HashMap::new();
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    for stage in [Agreement::Match, Agreement::Consistent, Agreement::Bound] {
        for row in 0..rows.len() {
            if chosen[row].is_none() {
                edges[row] = candidates[row].iter().filter(|c| c.agreement >= stage).map(|c| c.figure).collect();
                augment(row, &edges, &mut chosen, &mut taken);
            }
        }
    }
    chosen
}

/// Finds a figure for `start`, moving other rows to other figures where that makes room (an augmenting path).
fn augment(start: usize, edges: &[Vec<usize>], chosen: &mut [Option<usize>], taken: &mut HashMap<usize, usize>) {
    let mut reached_from: HashMap<usize, usize> = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(row) = queue.pop_front() {
        for &figure in &edges[row] {
            if reached_from.contains_key(&figure) {
                continue;
            }
            reached_from.insert(figure, row);
            if let Some(&holder) = taken.get(&figure) {
                queue.push_back(holder);
                continue;
            }
            let mut free = Some(figure);
            while let Some(figure) = free {
                let row = reached_from[&figure];
                free = chosen[row].replace(figure);
                taken.insert(figure, row);
                if row == start {
                    return;
                }
            }
        }
    }
}

/// A row without a figure may share one with a row that selects by other cells.
fn share(
    rows: &[Expectation],
    candidates: &[Vec<Candidate>],
    taken: &HashMap<usize, usize>,
    chosen: &mut [Option<usize>],
) {
    for (index, row) in rows.iter().enumerate() {
        if chosen[index].is_none() {
            chosen[index] = candidates[index]
                .iter()
                .filter(|candidate| candidate.agreement > Agreement::Differs)
                .map(|candidate| candidate.figure)
                .find(|figure| taken.get(figure).is_some_and(|holder| !same_selectors(row, &rows[*holder])));
        }
    }
}

fn same_selectors(one: &Expectation, other: &Expectation) -> bool {
    let columns = [Column::FigureId, Column::Kind, Column::Unit, Column::Exact];
    columns.iter().all(|column| fold(one.cell(*column)) == fold(other.cell(*column)))
}

/// Gives the rows still without a figure the free one with most cells right, if it is known to be the one.
fn in_part(candidates: &[Vec<Candidate>], chosen: &mut [Option<usize>]) {
    let mut used: HashSet<usize> = chosen.iter().flatten().copied().collect();
    let mut offers: Vec<(usize, usize, usize)> = Vec::new();
    for (row, found) in candidates.iter().enumerate().filter(|(row, _)| chosen[*row].is_none()) {
        offers.extend(found.iter().filter(|c| c.known).map(|c| (c.right, row, c.figure)));
    }
    offers.sort_by_key(|&(right, row, figure)| (Reverse(right), row, figure));
    for (_, row, figure) in offers {
        if chosen[row].is_none() && used.insert(figure) {
            chosen[row] = Some(figure);
        }
    }
}

fn verdict<'a>(outcome: Outcome, row: &'a Expectation, figure: &'a Figure) -> Verdict<'a> {
    Verdict {
        outcome,
        row: Some(row),
        figure: Some(figure),
        nearest: None,
        others: Vec::new(),
        cells: beside(row, figure),
        no_document: false,
    }
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
    used: &HashSet<usize>,
) -> Verdict<'a> {
    let own = candidates.iter().find(|c| c.figure == figure);
    let (agreement, distance) = own.map_or((Agreement::Differs, Decimal::ZERO), |c| (c.agreement, c.distance));
    let others: Vec<&Figure> = candidates
        .iter()
        .filter(|c| c.agreement == agreement && c.distance == distance && !used.contains(&c.figure))
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

fn absent<'a>(row: &'a Expectation, figures: &'a [Figure]) -> Verdict<'a> {
    let answers = |figure: &&Figure| {
        row.selectors().all(|(column, text)| agree::selects(column, text, figure))
            && row.asserted().all(|(column, text)| {
                // "No 19" must not be answered by a figure whose precision or bound leaves room for 19.
                agree::cell(row, column, text, figure) == Agreement::Match
                    || (row.tolerance != super::Tolerance::Stated
                        && agree::cell(row, column, text, figure) == Agreement::Consistent)
            })
    };
    match figures.iter().find(answers) {
        Some(figure) => verdict(Outcome::Present, row, figure),
        None => Verdict {
            outcome: Outcome::Absent,
            row: Some(row),
            figure: None,
            nearest: None,
            others: Vec::new(),
            cells: Vec::new(),
            no_document: false,
        },
    }
}

fn missing<'a>(row: &'a Expectation, figures: &'a [Figure], used: &HashSet<usize>) -> Verdict<'a> {
    let here = || figures.iter().enumerate().filter(|(_, figure)| in_document(row, figure));
    let nearest = here()
        .filter(|(index, _)| !used.contains(index))
        .map(|(_, figure)| (likeness(row, figure), figure))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .min_by_key(|(likeness, _)| Reverse(*likeness))
        .map(|(_, figure)| figure);
    Verdict {
        outcome: Outcome::Missing,
        row: Some(row),
        figure: None,
        nearest,
        others: Vec::new(),
        cells: nearest.map(|figure| beside(row, figure)).unwrap_or_default(),
        no_document: here().next().is_none(),
    }
}

fn in_document(row: &Expectation, figure: &Figure) -> bool {
    let pattern = row.cell(Column::DocId);
    pattern.is_empty() || super::glob(pattern, &figure.doc_id)
}

/// From here on a figure is like enough to a row to be shown.
const LIKE: usize = 4;

/// How like a figure is to what a row asks: the words and the value weigh most.
fn likeness(row: &Expectation, figure: &Figure) -> usize {
    let exact = row.cell(Column::Exact);
    let words = if exact.is_empty() {
        0
    } else {
        let (asked, found) = (fold(exact), fold(&figure.exact));
        if asked == found {
            6
        } else if asked.contains(&*found) || found.contains(&*asked) {
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
    let asserted: usize = row
        .asserted()
        .map(|(column, text)| match (agree::cell(row, column, text, figure), column) {
            (Agreement::Match | Agreement::Consistent, Column::Value | Column::PeriodEdtf | Column::What) => 3,
            (Agreement::Differs | Agreement::Bound, _) => 0,
            _ => 1,
        })
        .sum();
    words + selected + asserted
}

#[cfg(test)]
mod tests {
    use super::super::{Expectation, Options, Outcome, run};
    use crate::check::testing::{figure, with};
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
