//! Lines of a plain text → the cells that tabs or runs of spaces part them into, and how these look.

use super::lines::{self, LineKind};
use super::wrap::line_at;
use crate::span::Span;

/// A cell that holds no letter of a word is no longer than this, in bytes.
const SHORT: usize = 4;
/// The words behind a number are no longer, in bytes.
const LONGEST_UNIT: usize = 10;
/// Dots that lead from a label to its number, set close or wide.
pub(super) const LEADER: &str = "....";
pub(super) const WIDE_LEADER: &str = " . . . ";
/// Columns to which a tab before a line's words leads.
const TAB: usize = 8;

/// A line.
#[derive(Debug)]
pub(super) struct Line {
    /// Its bytes, the line feed not included.
    pub(super) span: Span,
    pub(super) cells: Vec<Cut>,
    /// Tabs part the cells.
    pub(super) tabbed: bool,
    /// A line of dashes.
    pub(super) rule: bool,
    /// A mark of a list stands before it.
    pub(super) item: bool,
}

/// A cell of a line.
#[derive(Debug)]
pub(super) struct Cut {
    /// Its bytes.
    pub(super) span: Span,
    /// The columns that it takes, in characters; of a tabbed line the numbers of the cell and of the next.
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing, a dash, "n/a".
    Blank,
    /// A number with its sign or a short unit.
    Number,
    /// A year: "2021", "2021-22", "2023e".
    Year,
    Words,
}

impl Line {
    /// How its cells look.
    pub(super) fn looks(&self, text: &str) -> impl Iterator<Item = Look> {
        self.cells.iter().map(move |cut| look(cut.span.of(text)))
    }

    /// Whether a number stands behind its first cell.
    pub(super) fn is_data(&self, text: &str) -> bool {
        self.cells.len() > 1 && self.looks(text).skip(1).any(|look| look == Look::Number)
    }
}

/// The lines of `text` from byte `start` on; of a printed page only dots part cells.
pub(super) fn lines(text: &str, start: usize, printed: bool) -> Vec<Line> {
    let (mut lines, mut at) = (Vec::new(), start);
    while let Some(span) = line_at(text, at) {
        lines.push(line(text, span, printed));
        at = span.end + 1;
    }
    lines
}

fn line(text: &str, span: Span, printed: bool) -> Line {
    let read = lines::Line::read(text, span);
    let (kind, words) = (read.kind, read.whole.of(text));
    let mut line = Line { span, cells: Vec::new(), tabbed: false, rule: false, item: false };
    match kind {
        LineKind::Blank => return line,
        LineKind::Dashes(_) | LineKind::Equals(_) | LineKind::Rule | LineKind::Marks => {
            line.rule = true;
            return line;
        }
        _ => line.item = !matches!(kind, LineKind::Words),
    }
    if let Some(cells) = led(words, read.whole.start) {
        (line.cells, line.tabbed) = (cells, true);
        return line;
    }
    if printed {
        line.cells = vec![Cut { span: read.whole, from: 0, to: 1 }];
        return line;
    }
    line.tabbed = words.contains('\t');
    if line.tabbed {
        // A tab before the first words leaves the first cell free.
        let start = span.start + (span.of(text).len() - span.of(text).trim_start_matches(' ').len());
        let whole = Span::new(start, read.whole.end);
        let mut at = whole.start;
        for (index, cell) in whole.of(text).split('\t').enumerate() {
            let start = at + cell.len() - cell.trim_start().len();
            line.cells.push(Cut { span: Span::new(start, start + cell.trim().len()), from: index, to: index + 1 });
            at += cell.len() + 1;
        }
        return line;
    }
    let before = text.get(span.start..read.whole.start).unwrap_or_default();
    let indent =
        before.chars().fold(0, |column, char| if char == '\t' { (column / TAB + 1) * TAB } else { column + 1 });
    line.cells = cuts(words, read.whole.start, indent);
    line
}

/// The two cells between which dots lead: "Vehicles ........ 112".
fn led(words: &str, start: usize) -> Option<Vec<Cut>> {
    let (left, right) = words.split_once(LEADER).or_else(|| words.split_once(WIDE_LEADER))?;
    let right = right.trim_start_matches(['.', ' ']);
    let left = left.trim_end_matches(['.', ' ']);
    let whole = !left.is_empty() && !right.is_empty() && !right.contains(LEADER);
    let cell = |index: usize, at: usize, words: &str| Cut {
        span: Span::new(start + at, start + at + words.len()),
        from: index,
        to: index + 1,
    };
    whole.then(|| vec![cell(0, 0, left), cell(1, words.len() - right.len(), right)])
}

/// The stretches of a line that two spaces or more part; `column` is that of its first character.
fn cuts(words: &str, start: usize, mut column: usize) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    let mut spaces = 2;
    for (at, char) in words.char_indices() {
        let (at, end) = (start + at, start + at + char.len_utf8());
        match cuts.last_mut() {
            _ if char == ' ' => spaces += 1,
            Some(last) if spaces < 2 => (last.span.end, last.to, spaces) = (end, column + 1, 0),
            _ => {
                cuts.push(Cut { span: Span::new(at, end), from: column, to: column + 1 });
                spaces = 0;
            }
        }
        column += 1;
    }
    cuts
}

/// What stands in a cell.
pub(super) fn look(cell: &str) -> Look {
    let cell = cell.trim();
    if !cell.contains(char::is_alphanumeric) {
        return Look::Blank;
    }
    let Some(first) = cell.find(|char: char| char.is_ascii_digit()) else {
        // "n/a", "n.d.", "nil"
        let small = !cell.contains(char::is_uppercase) || cell.contains(['/', '.']);
        return if cell.len() <= SHORT && small { Look::Blank } else { Look::Words };
    };
    let (before, number) = cell.split_at(first);
    // "US$ 4", "EUR 4", "($4", but "A-101" and "Q1"
    let letters = before.bytes().filter(u8::is_ascii_alphabetic).count();
    let code = before.trim_start_matches(['(', '-', '−', '+', '<', '>']);
    let signed = letters == 0 && before.chars().count() <= 3
        || letters <= 3
            && !code.contains(char::is_lowercase)
            && !code.ends_with(char::is_alphabetic)
            && !code.contains('-');
    if !signed {
        return Look::Words;
    }
    let Some(rest) = number_at(number) else { return Look::Words };
    let year = before.is_empty()
        && number.len() - rest.len() == 4
        && ["19", "20"].iter().any(|century| number.starts_with(century))
        && rest.len() <= 5
        && !rest.contains([',', '.', '%']);
    let unit = rest.trim_start();
    let wordy = unit.starts_with(char::is_uppercase) && unit.len() > 3 || unit.len() > LONGEST_UNIT;
    let range = unit.strip_prefix(['-', '–']).map(str::trim_start);
    let ranged = range.is_none_or(|to| number_at(to).is_some_and(|rest| rest.len() <= SHORT));
    if year {
        Look::Year
    } else if wordy || !ranged || unit.starts_with(['/', ':', '-', '.']) && range.is_none() {
        Look::Words
    } else {
        Look::Number
    }
}

/// What stands behind the number that begins here: "1,250", "1 250", "0.5"; none for a code, "0471" or "020 7946".
fn number_at(text: &str) -> Option<&str> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    if first == 0 || first > 1 && text.starts_with('0') {
        return None;
    }
    let mut end = first;
    while let Some(rest) = text.get(end..) {
        let mut chars = rest.chars();
        let Some(mark) = chars.next() else { break };
        let group = digits(chars.as_str());
        let spaced = mark.is_whitespace() && group == 3 && first <= 3;
        if group == 0 || !(spaced || matches!(mark, ',' | '.' | '\'' | '’')) {
            if mark.is_whitespace() && group > 0 {
                return None;
            }
            break;
        }
        end += mark.len_utf8() + group;
    }
    text.get(end..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        for (text, expected) in [
            ("North   1,250  3.4 m", &[("North", 0), ("1,250", 8), ("3.4 m", 15)][..]),
            ("  Señora  5", &[("Señora", 2), ("5", 10)]),
            ("It ended. It began", &[("It ended. It began", 0)]),
            ("A\tB \t\t5", &[("A", 0), ("B", 1), ("", 2), ("5", 3)]),
            ("\t2021\t2022\t", &[("", 0), ("2021", 1), ("2022", 2)]),
            ("-----  ----", &[]),
            ("Fees .......... 46", &[("Fees", 0), ("46", 1)]),
            ("Fees . . . . . 46", &[("Fees", 0), ("46", 1)]),
        ] {
            let line = line(text, Span::new(0, text.len()), false);
            let cells: Vec<_> = line.cells.iter().map(|cut| (cut.span.of(text), cut.from)).collect();
            assert_eq!(cells, expected, "{text}");
        }
    }

    #[test]
    fn looks() {
        use Look::{Blank, Number, Words, Year};
        for (cell, expected) in [
            ("1,250", Number),
            ("1 250,5", Number),
            ("(12)", Number),
            ("$1,240", Number),
            ("US$ 4.5", Number),
            ("<5%", Number),
            ("180–210", Number),
            ("3.4 million", Number),
            ("45 (23.4)", Number),
            ("2021", Year),
            ("2021-22", Year),
            ("2023e", Year),
            ("–", Blank),
            ("", Blank),
            ("n/a", Blank),
            ("n.d.", Blank),
            ("North", Words),
            ("Q1 2024", Words),
            ("A-101", Words),
            ("14 May 2023", Words),
            ("12/05/2023", Words),
            ("020 7946 0958", Words),
            ("0471-432108", Words),
            ("4 Main Street", Words),
            ("12:30", Words),
        ] {
            assert_eq!(look(cell), expected, "{cell}");
        }
    }
}
