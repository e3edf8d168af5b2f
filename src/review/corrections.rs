//! What a person put right in an extraction, kept as data and replayed on every later one.
//!
//! `corrections.csv` says which figure is meant, by its `figure_id` or by a `quote` of the document's words, then the
//! `column` and the `value` it must have (an empty value empties the cell). Where a quote holds several figures, `«`
//! and `»` stand around the one that is meant. A correction is made only where its words still stand: what cannot be
//! placed is told, never dropped, never put elsewhere.
//!
//! ```
//! use quantifact::review::corrections::{self, Correction};
//! let rows = Correction::read_csv("corrections.csv", "\
//! doc_id,quote,column,value,note
//! 2023-*,\"mobilized nearly «$30 million», benefitting\",status,actual,it has been spent
//! ")?;
//! let replay = corrections::apply(&mut [], &rows);
//! assert_eq!(replay.unapplied[0].reason.to_string(), "no document holds these words any more");
//! # Ok::<(), quantifact::expected::CheckError>(())
//! ```

use crate::dataset::did_you_mean;
use crate::expected::agree::fold;
use crate::expected::sheet::{self, Sheet};
use crate::expected::{CheckError, Column, glob};
use crate::figure::Figure;
use std::collections::HashMap;

/// A cell put right by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Correction {
    /// The figure; empty where the quote alone tells it.
    pub figure_id: String,
    /// A pattern of the documents meant; empty for all.
    pub doc_id: String,
    /// The document's words around the figure; empty where the id alone tells it.
    pub quote: String,
    /// The column to set.
    pub column: Column,
    /// What it must hold.
    pub value: String,
    /// A person's reason.
    pub note: String,
    /// The line it stands on, from 1.
    pub line: usize,
}

/// The head row of `corrections.csv`.
pub const HEAD: &[&str] = &["figure_id", "doc_id", "quote", "column", "value", "note"];

impl Correction {
    /// Reads a CSV text; `file` is how errors name it. A file without rows is fine: there is nothing to correct.
    ///
    /// # Errors
    /// Names file, line and column: an unknown column, a value its column cannot hold, a row that tells no figure.
    pub fn read_csv(file: &str, text: &str) -> Result<Vec<Self>, CheckError> {
        let sheet = Sheet::parse(file, text)?;
        let mut heads = Vec::with_capacity(sheet.head.cells.len());
        for cell in &sheet.head.cells {
            if cell.text.is_empty() {
                // Read as the one that no row speaks of.
                heads.push(HEAD.len());
                continue;
            }
            let Some(at) = HEAD.iter().position(|name| *name == cell.text) else {
                let hint = did_you_mean(&cell.text, HEAD.iter().copied());
                let why = format!("unknown column `{}`{hint}; known are {}", cell.text, HEAD.join(", "));
                return Err(CheckError::new(file, cell.line, cell.column, why));
            };
            heads.push(at);
        }
        let mut rows = Vec::with_capacity(sheet.rows.len());
        for record in &sheet.rows {
            let cell = |wanted: &str| {
                let at = heads.iter().position(|head| HEAD.get(*head) == Some(&wanted));
                at.and_then(|at| record.cells.get(at)).filter(|cell| !cell.text.is_empty())
            };
            let text = |wanted: &str| cell(wanted).map(|cell| cell.text.clone()).unwrap_or_default();
            let fail = |wanted: &str, why: String| {
                let (line, column) = cell(wanted).map_or((record.line, 1), |cell| (cell.line, cell.column));
                CheckError::new(file, line, column, why)
            };
            let name = text("column");
            let column = Column::from_word(&name).ok_or_else(|| {
                let hint = did_you_mean(&name, Column::ALL.iter().map(|column| column.as_str()));
                fail("column", format!("unknown column `{name}`{hint}"))
            })?;
            let value = text("value");
            column.settable().map_err(|why| fail("column", why))?;
            if !value.is_empty() {
                column.check(&value).map_err(|why| fail("value", format!("{column}: {why}")))?;
            }
            let (figure_id, quote) = (text("figure_id"), text("quote"));
            if figure_id.is_empty() && quote.is_empty() {
                return Err(fail("figure_id", "a correction needs a figure_id or a quote".to_owned()));
            }
            if quote.matches('«').count() > 1 || quote.contains('«') != quote.contains('»') {
                return Err(fail("quote", "mark one figure with « and », or none".to_owned()));
            }
            let (doc_id, note, line) = (text("doc_id"), text("note"), record.line);
            rows.push(Self { figure_id, doc_id, quote, column, value, note, line });
        }
        Ok(rows)
    }
}

/// `text`, a file of corrections or nothing yet, with rows added at its end; `file` is how errors name it.
///
/// # Errors
/// Where `text` does not read, or has no column that a row needs.
pub fn append(file: &str, text: &str, rows: &[Correction]) -> Result<String, CheckError> {
    let mut out = if text.trim().is_empty() { sheet::line(HEAD) } else { text.to_owned() };
    let sheet = Sheet::parse(file, &out)?;
    if !out.ends_with('\n') {
        out.push('\n');
    }
    for row in rows {
        let cells = [&row.figure_id, &row.doc_id, &row.quote, row.column.as_str(), &row.value, &row.note];
        let filled = HEAD.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        for (name, _) in filled {
            if !sheet.head.cells.iter().any(|head| head.text == *name) {
                let why = format!("a correction needs the column `{name}`, which this head does not have");
                return Err(CheckError::new(file, sheet.head.line, 1, why));
            }
        }
        let cell = |name: &str| HEAD.iter().position(|head| *head == name).map_or("", |at| cells[at]);
        out.push_str(&sheet::line_by(sheet.delimiter, sheet.head.cells.iter().map(|head| cell(&head.text))));
    }
    Ok(out)
}

/// Why a correction was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// No figure has the id.
    #[error("no figure has this figure_id any more")]
    NoFigure,
    /// The figure of the id does not stand in the words of the quote, or not in a document meant.
    #[error("the figure of this figure_id no longer stands in these words")]
    OtherWords,
    /// No sentence holds the quote.
    #[error("no document holds these words any more")]
    NoQuote,
    /// The quote stands, but no figure is found in it.
    #[error("no figure is found in these words")]
    NoFigureInQuote,
    /// Several figures stand in the quote.
    #[error("{0} figures stand in these words; put « and » around the one that is meant, or name its figure_id")]
    Several(usize),
    /// Another row corrects the same cell.
    #[error("line {0} corrects the same cell to something else")]
    Twice(usize),
    /// The column does not take the value.
    #[error("{0}")]
    Value(String),
}

/// A correction that was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unapplied {
    /// The correction.
    pub correction: Correction,
    /// Why not.
    pub reason: Reason,
}

/// A correction that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Applied {
    /// The figure.
    pub figure_id: String,
    /// The cell.
    pub column: Column,
    /// What it held before; equal to `value` where the extraction had it right by itself.
    pub before: String,
    /// What it holds now.
    pub value: String,
    /// The line of the correction.
    pub line: usize,
}

/// What a replay did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Replay {
    /// The corrections made, in their order.
    pub applied: Vec<Applied>,
    /// Those not made, in theirs. Tell a person: each is a decision that would be lost.
    pub unapplied: Vec<Unapplied>,
}

/// Makes the corrections. Figures of one document must come in the order of its text.
pub fn apply(figures: &mut [Figure], corrections: &[Correction]) -> Replay {
    let mut replay = Replay::default();
    let mut made: HashMap<(usize, Column), (usize, &str)> = HashMap::new();
    for correction in corrections {
        let done = find(figures, correction).and_then(|at| {
            let cell = made.entry((at, correction.column)).or_insert((correction.line, &correction.value));
            if cell.1 != correction.value {
                return Err(Reason::Twice(cell.0));
            }
            let figure = &mut figures[at];
            let before = correction.column.of(figure).into_owned();
            correction.column.set(figure, &correction.value).map_err(Reason::Value)?;
            Ok((figure.figure_id.clone(), before))
        });
        match done {
            Ok((figure_id, before)) => replay.applied.push(Applied {
                figure_id,
                column: correction.column,
                before,
                value: correction.value.clone(),
                line: correction.line,
            }),
            Err(reason) => replay.unapplied.push(Unapplied { correction: correction.clone(), reason }),
        }
    }
    replay
}

/// The one figure that a correction speaks of.
fn find(figures: &[Figure], correction: &Correction) -> Result<usize, Reason> {
    let meant = |figure: &Figure| correction.doc_id.is_empty() || glob(&correction.doc_id, &figure.doc_id);
    if !correction.figure_id.is_empty() {
        let at = figures.iter().position(|f| f.figure_id == correction.figure_id).ok_or(Reason::NoFigure)?;
        let stands = correction.quote.is_empty() || Quote::new(&correction.quote).holds(&figures[at], figures);
        return if stands && meant(&figures[at]) { Ok(at) } else { Err(Reason::OtherWords) };
    }
    let quote = Quote::new(&correction.quote);
    let standing = figures.iter().enumerate().filter(|(_, figure)| meant(figure) && quote.stands_in(&figure.sentence));
    let (mut any, mut found) = (false, Vec::new());
    for (at, figure) in standing {
        any = true;
        if quote.holds(figure, figures) {
            found.push(at);
        }
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] if any => Err(Reason::NoFigureInQuote),
        [] => Err(Reason::NoQuote),
        more => Err(Reason::Several(more.len())),
    }
}

/// A stretch of a sentence, folded, and the part of it that is meant.
struct Quote {
    words: String,
    /// Bytes of `words`: what stands between « and »; none without them.
    marked: Option<(usize, usize)>,
}

impl Quote {
    fn new(quote: &str) -> Self {
        let marked = quote.split_once('«').and_then(|(before, rest)| {
            let (inside, _) = rest.split_once('»')?;
            // The mark must not move the white space that folding keeps: fold what lies before with the first letter.
            let start = fold(&format!("{before}x")).len() - 1;
            let end = fold(&format!("{before}{}x", inside.trim_end())).len() - 1;
            Some((start, end))
        });
        Self { words: fold(&quote.replace(['«', '»'], "")).into_owned(), marked }
    }

    fn stands_in(&self, sentence: &str) -> bool {
        fold(sentence).contains(&*self.words)
    }

    /// Whether the figure's own words stand in the quote, at the mark if there is one.
    fn holds(&self, figure: &Figure, figures: &[Figure]) -> bool {
        let (sentence, exact) = (fold(&figure.sentence), fold(&figure.exact));
        let Some(own) = own_place(&sentence, &exact, figure, figures) else {
            // Where the figure stands in its sentence cannot be told: only a quote that is all of it is sure.
            return self.marked.is_none() && *sentence == *self.words;
        };
        sentence.match_indices(&*self.words).any(|(at, _)| match self.marked {
            Some((start, end)) => own == (at + start, at + end),
            None => at <= own.0 && own.1 <= at + self.words.len(),
        })
    }
}

/// Where in its sentence a figure's words stand: the first of two figures with the same words is the first occurrence.
fn own_place(sentence: &str, exact: &str, figure: &Figure, figures: &[Figure]) -> Option<(usize, usize)> {
    if exact.is_empty() {
        return None;
    }
    let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let places: Vec<usize> = sentence
        .match_indices(exact)
        .map(|(at, _)| at)
        .filter(|at| edge(sentence[..*at].chars().next_back()) && edge(sentence[at + exact.len()..].chars().next()))
        .collect();
    let mut alike: Vec<usize> = figures
        .iter()
        .filter(|other| other.doc_id == figure.doc_id && other.sentence == figure.sentence)
        .filter(|other| fold(&other.exact) == exact)
        .map(|other| other.char_start)
        .collect();
    alike.sort_unstable();
    alike.dedup();
    let nth = alike.iter().position(|start| *start == figure.char_start)?;
    // The same sentence may stand twice in a document: then every occurrence has its figure, again and again.
    let at = if places.len() == 1 {
        places.first()
    } else if !places.is_empty() && alike.len().is_multiple_of(places.len()) {
        places.get(nth % places.len())
    } else {
        None
    };
    at.map(|at| (*at, at + exact.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expected::testing::figure;

    const SENTENCE: &str = "In 2023 the projects reached 40,000 people and created 40,000 jobs, at $82 million.";

    fn figures() -> Vec<Figure> {
        let at = |id: &str, exact: &str, nth: usize, kind: &str| {
            let mut figure = figure("2023-a", kind, exact, None);
            figure.sentence = SENTENCE.to_owned();
            figure.char_start = SENTENCE.match_indices(exact).nth(nth).map(|(at, _)| at).unwrap();
            figure.figure_id = id.to_owned();
            figure
        };
        vec![
            at("year", "2023", 0, "date"),
            at("people", "40,000", 0, "count"),
            at("jobs", "40,000", 1, "count"),
            at("money", "$82 million", 0, "money"),
        ]
    }

    /// What becomes of one correction: the figure's id and the cell before, or the reason against it.
    #[track_caller]
    fn made(row: &str) -> String {
        let rows = Correction::read_csv("c.csv", &format!("figure_id,doc_id,quote,column,value\n{row}\n")).unwrap();
        let mut figures = figures();
        let replay = apply(&mut figures, &rows);
        match (replay.applied.as_slice(), replay.unapplied.as_slice()) {
            ([made], []) => {
                let figure = figures.iter().find(|figure| figure.figure_id == made.figure_id).unwrap();
                assert_eq!(made.column.of(figure), made.value);
                format!("{} {}", made.figure_id, made.value)
            }
            ([], [not]) => not.reason.to_string(),
            _ => panic!("{replay:?}"),
        }
    }

    #[test]
    fn the_figure_meant_is_found() {
        assert_eq!(made("money,,,status,actual"), "money actual");
        assert_eq!(made(",,at $82 million,status,actual"), "money actual");
        assert_eq!(made(",2023-*,\"created  «40,000»\njobs\",what,jobs"), "jobs jobs");
        assert_eq!(made(",,\"«40,000» PEOPLE\",unit,person"), "people person");
        assert_eq!(made("jobs,,\"«40,000» jobs\",what,jobs"), "jobs jobs");
    }

    #[test]
    fn what_cannot_be_placed_is_told() {
        assert_eq!(made("f1,,,status,actual"), "no figure has this figure_id any more");
        assert_eq!(
            made("people,,\"«40,000» jobs\",status,actual"),
            "the figure of this figure_id no longer stands in these words"
        );
        assert_eq!(
            made("people,2022-*,,status,actual"),
            "the figure of this figure_id no longer stands in these words"
        );
        assert_eq!(made(",,at $83 million,status,actual"), "no document holds these words any more");
        assert_eq!(made(",2022-*,at $82 million,status,actual"), "no document holds these words any more");
        assert_eq!(made(",,the projects reached,status,actual"), "no figure is found in these words");
        assert_eq!(
            made(",,\"reached 40,000 people and created 40,000\",status,actual"),
            "2 figures stand in these words; put « and » around the one that is meant, or name its figure_id"
        );
        assert_eq!(made(",,created «40» jobs,status,actual"), "no document holds these words any more");
    }

    #[test]
    fn two_corrections_of_one_cell_must_agree() {
        let rows = "figure_id,column,value\nmoney,status,actual\nmoney,status,target\nmoney,status,actual\n";
        let rows = Correction::read_csv("c.csv", rows).unwrap();
        let mut figures = figures();
        let replay = apply(&mut figures, &rows);
        assert_eq!(replay.unapplied[0].reason, Reason::Twice(2));
        assert_eq!(replay.applied.iter().map(|made| made.before.as_str()).collect::<Vec<_>>(), ["", "actual"]);
        assert_eq!(Column::Status.of(&figures[3]), "actual");
    }

    #[test]
    fn a_bad_row_is_told_with_its_place() {
        let error = |text: &str| Correction::read_csv("c.csv", text).unwrap_err().to_string();
        assert_eq!(
            error("figure_id,column,value\nf1,staus,x\n"),
            "c.csv:2:4: unknown column `staus`; did you mean `status`?"
        );
        assert!(error("figure_id,column,value\nf1,status,done\n").starts_with("c.csv:2:11: status: expected one of"));
        assert_eq!(error("column,value\nstatus,actual\n"), "c.csv:2:1: a correction needs a figure_id or a quote");
        assert_eq!(error("quote,column,value\n«a» «b»,what,x\n"), "c.csv:2:1: mark one figure with « and », or none");
        assert!(error("figure_id,column,value\nf1,exact,x\n").starts_with("c.csv:2:4: `exact` is what the document"));
        assert!(error("figure_id,colunm\n").contains("did you mean `column`?"));
        assert_eq!(Correction::read_csv("c.csv", "figure_id,column,value\n").unwrap(), []);
    }

    #[test]
    fn a_correction_written_reads_back() {
        let rows = Correction::read_csv("c.csv", "quote,column,value,note\n\"-5, «6»\",what,=x,because\n").unwrap();
        assert_eq!(Correction::read_csv("c.csv", &append("c.csv", "", &rows).unwrap()).unwrap(), rows);
        let ours = "# ours\nvalue,column,note,quote";
        assert_eq!(
            append("c.csv", ours, &rows).unwrap(),
            format!("{ours}\n'=x,what,because,\"-5, «6»\"\n").replace("\"-5", "\"'-5")
        );
        let error = append("c.csv", "figure_id,column,value,note\n", &rows).unwrap_err();
        assert_eq!(
            error.to_string(),
            "c.csv:1:1: a correction needs the column `quote`, which this head does not have"
        );
    }
}
