//! The conversation: one finding after the other, with the document's line, then a letter from the person.

use super::decision::{Decision, accepting, rejecting};
use crate::check::{Report, Source, Verdict, one};
use crate::dataset::did_you_mean;
use crate::expected::Column;
use rust_decimal::Decimal;
use std::io::{self, BufRead, Write};

/// Shows every finding that does not pass, the least certain figure first, and reads what to do with it. `q` or the end of
/// the input leaves the rest for later. The decisions name verdicts by their place in the report.
///
/// # Errors
/// Those of `input` and `out`.
pub fn ask(
    report: &Report<'_>,
    source: &Source<'_>,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> io::Result<Vec<(usize, Decision)>> {
    let mut findings: Vec<(usize, &Verdict<'_>)> =
        report.verdicts.iter().enumerate().filter(|(_, verdict)| !verdict.outcome.passes()).collect();
    let certain = |verdict: &Verdict<'_>| verdict.figure.or(verdict.nearest).and_then(|figure| figure.confidence);
    findings.sort_by_key(|(_, verdict)| certain(verdict).unwrap_or(Decimal::ONE));
    let mut decisions = Vec::new();
    for (nth, (at, verdict)) in findings.iter().enumerate() {
        writeln!(out, "\n{} of {}\n{}", nth + 1, findings.len(), one(verdict, source))?;
        match decide(verdict, input, out)? {
            Some(decision) => decisions.push((*at, decision)),
            None => break,
        }
    }
    Ok(decisions)
}

/// One decision; none to stop.
fn decide(verdict: &Verdict<'_>, input: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<Option<Decision>> {
    if let Some(accepting) = accepting(verdict) {
        writeln!(out, "  a  {accepting}")?;
    }
    writeln!(out, "  e  type what to expect")?;
    writeln!(out, "  r  {}", rejecting(verdict))?;
    writeln!(out, "  s  decide later\n  q  stop here")?;
    loop {
        write!(out, "> ")?;
        out.flush()?;
        let Some(answer) = read(input)? else { return Ok(None) };
        match answer.to_lowercase().as_str() {
            "a" | "accept" if accepting(verdict).is_some() => return Ok(Some(Decision::Accept)),
            "e" | "edit" => {
                if let Some(cells) = edit(verdict, input, out)? {
                    return Ok(Some(Decision::Edit(cells)));
                }
            }
            "r" | "reject" => return Ok(Some(Decision::Reject)),
            "s" | "skip" | "" => return Ok(Some(Decision::Skip)),
            "q" | "quit" => return Ok(None),
            other => writeln!(out, "`{other}` is none of the letters above")?,
        }
    }
}

/// Cells typed as `column=value`, an empty line at the end; none where none was typed.
fn edit(
    verdict: &Verdict<'_>,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> io::Result<Option<Vec<(Column, String)>>> {
    writeln!(out, "column=value, one a line; nothing after = empties the cell; an empty line ends")?;
    if let Some(row) = verdict.row {
        for (column, text) in &row.cells {
            writeln!(out, "  {column}={text}")?;
        }
    }
    let mut cells: Vec<(Column, String)> = Vec::new();
    loop {
        write!(out, "= ")?;
        out.flush()?;
        let Some(line) = read(input)?.filter(|line| !line.is_empty()) else { break };
        match cell(&line) {
            Ok((column, text)) => {
                cells.retain(|(known, _)| *known != column);
                cells.push((column, text));
            }
            Err(why) => writeln!(out, "{why}")?,
        }
    }
    Ok((!cells.is_empty()).then_some(cells))
}

fn cell(line: &str) -> Result<(Column, String), String> {
    let (name, text) = line.split_once('=').ok_or_else(|| format!("expected column=value, found `{line}`"))?;
    let (name, text) = (name.trim(), text.trim());
    let column = Column::from_word(name).ok_or_else(|| {
        format!("unknown column `{name}`{}", did_you_mean(name, Column::ALL.iter().map(|column| column.as_str())))
    })?;
    if !text.is_empty() {
        column.check(text)?;
    }
    Ok((column, text.to_owned()))
}

/// A line without white space at its ends; none at the end of the input.
fn read(input: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut line = String::new();
    Ok((input.read_line(&mut line)? > 0).then(|| line.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Expectation, Options, run};
    use crate::expected::testing::{figure, with};

    const ROWS: &str = "check_id,exact,status\nwrong,$5,target\nfine,7,\ngone,$9,\n";

    /// What a person who types `typed` decides and sees.
    fn conversation(typed: &str) -> (Vec<(usize, Decision)>, String) {
        let rows = Expectation::read_csv("e.csv", ROWS).unwrap();
        let figures = [
            with(figure("a", "money", "$5", Some("5")), &[("status", "actual")]),
            figure("a", "count", "7", Some("7")),
        ];
        let report = run(&rows, &figures, Options::default());
        let mut out = Vec::new();
        let source = Source::new("e.csv", "figures.csv");
        let decisions = ask(&report, &source, &mut typed.as_bytes(), &mut out).unwrap();
        (decisions, String::from_utf8(out).unwrap())
    }

    #[test]
    fn each_letter() {
        assert_eq!(conversation("a\nr\n").0, [(0, Decision::Accept), (2, Decision::Reject)]);
        assert_eq!(conversation("S\nskip\n").0, [(0, Decision::Skip), (2, Decision::Skip)]);
        assert_eq!(conversation("a\nq\n").0, [(0, Decision::Accept)]);
        assert_eq!(conversation("").0, []);
        assert_eq!(
            conversation("e\nvalue=6\nvalue=7\nwhat=\n\nq\n").0,
            [(0, Decision::Edit(vec![(Column::Value, "7".into()), (Column::What, String::new())]))]
        );
    }

    #[test]
    fn a_slip_is_told_and_asked_again() {
        let (decisions, seen) = conversation("x\ne\nstaus=actual\nstatus=done\nno\nstatus=actual\n\ns\na\nr\n");
        assert_eq!(decisions[0].1, Decision::Edit(vec![(Column::Status, "actual".into())]));
        assert_eq!(decisions[1], (2, Decision::Skip));
        for told in [
            "`x` is none of the letters above",
            "unknown column `staus`; did you mean `status`?",
            "expected one of actual, commitment",
            "expected column=value, found `no`",
        ] {
            assert!(seen.contains(told), "{told}");
        }
    }

    #[test]
    fn what_a_person_sees() {
        let (_, seen) = conversation("a\n");
        insta::assert_snapshot!(seen, @r#"

    1 of 2
    error[differs]: wrong: "$5": status is `actual`, expected `target`
    --> a, line 1
     =   column  expected  found
       ✗ status  target    actual
     = help: to expect what was found: quantifact check figures.csv --expected e.csv --update --accept wrong
      a  expect what was found
      e  type what to expect
      r  the row is right: write a correction
      s  decide later
      q  stop here
    > 
    2 of 2
    error[missing]: gone: no figure "$9" found
    --> e.csv:4:1
      e  type what to expect
      r  the row is right: leave it
      s  decide later
      q  stop here
    >
    "#);
    }
}
