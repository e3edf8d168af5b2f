//! Tables, drawn with bars or in HTML → rows, their cells joined by " | ".

use super::inline::{self, Joined};
use super::outline::Outline;
use crate::figure::BlockKind;
use crate::span::Span;

/// The byte at which `<table` begins in a line.
pub(super) fn find(line: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', line.as_bytes()).find(|&at| tag(line, at) == Some(("table", false)))
}

/// Adds the row that a line such as `| a | b |` holds; a line of dashes adds none.
pub(super) fn bars(text: &str, line: Span, outline: &mut Outline) {
    let bytes = line.of(text).as_bytes();
    let mut edges: Vec<usize> =
        memchr::memchr_iter(b'|', bytes).filter(|&at| at == 0 || bytes[at - 1] != b'\\').map(|at| at + 1).collect();
    if bytes.last() != Some(&b'|') {
        edges.push(bytes.len() + 1);
    }
    let cells = edges.windows(2).map(|pair| {
        let mut cell = Joined::default();
        cell.push(text, Span::new(line.start + pair[0], line.start + pair[1] - 1));
        cell
    });
    add(&cells.collect::<Vec<_>>(), outline);
}

/// Adds the rows of the HTML table that begins at `start`, and gives the byte after it.
pub(super) fn read(text: &str, start: usize, outline: &mut Outline) -> usize {
    let (mut row, mut cell, mut depth, mut angle) = (Vec::new(), None, 0usize, start);
    let end_cell = |cell: &mut Option<usize>, row: &mut Vec<Joined>, at: usize| {
        if let Some(start) = cell.take().filter(|&start| start <= at) {
            let mut joined = Joined::default();
            joined.push(text, Span::new(start, at));
            row.push(joined);
        }
    };
    for at in memchr::memchr_iter(b'<', &text.as_bytes()[start..]).map(|at| start + at) {
        let Some((name, closing)) = tag(text, at) else { continue };
        if angle <= at {
            angle = memchr::memchr(b'>', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end + 1);
        }
        let at_edge = matches!(name, "td" | "th" | "tr" | "table");
        if at_edge {
            end_cell(&mut cell, &mut row, at);
        }
        match (name, closing) {
            ("td" | "th", false) => cell = Some(angle),
            ("tr", _) => add(&std::mem::take(&mut row), outline),
            ("table", false) => depth += 1,
            ("table", true) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    add(&row, outline);
                    outline.end_table();
                    return angle;
                }
            }
            _ => {}
        }
    }
    end_cell(&mut cell, &mut row, text.len());
    add(&row, outline);
    text.len()
}

/// The tags of a table, and whether the tag at `at` closes.
fn tag(text: &str, at: usize) -> Option<(&'static str, bool)> {
    let rest = text.as_bytes().get(at + 1..)?;
    let (closing, rest) = match rest.strip_prefix(b"/") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let name = ["table", "tr", "td", "th"].into_iter().find(|name| {
        rest.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()))
            && rest.get(name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric())
    })?;
    Some((name, closing))
}

/// One cell that holds everything is a frame around prose, not a row.
fn add(cells: &[Joined], outline: &mut Outline) {
    let kind = if cells.len() > 1 { BlockKind::TableRow } else { BlockKind::Paragraph };
    if let Some(piece) = inline::clean_cells(cells) {
        outline.push(kind, piece);
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::{self, Markup};
    use crate::figure::BlockKind;
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn rows(text: &str) -> Vec<(String, Option<usize>)> {
        let blocks = blocks::read(text, 0, Markup::Md, Lexicon::embedded());
        blocks
            .into_iter()
            .filter(|block| block.kind == BlockKind::TableRow)
            .map(|block| (block.text, block.lead_in))
            .collect()
    }

    #[test]
    fn rows_hang_on_their_head() {
        let expected = vec![("State | Award".to_owned(), None), ("Ohio | $5".to_owned(), Some(0))];
        for text in [
            "| State | Award |\n|:---|---:|\n| Ohio | $5 |\n",
            "| **State** | Award\n|---|---\n| Ohio | \\$5",
            "<table>\n<tbody>\n<tr class=\"odd\">\n<td><strong>State</strong></td><td> Award</td>\n</tr>\n<tr>\n<td>Ohio</td>\n<td>$5</td></tr></tbody></table>\n",
            "<TABLE><TR><TH>State<TH>Award<TR><TD>Ohio<TD>$5",
        ] {
            assert_eq!(rows(text), expected, "{text}");
        }
    }

    #[test]
    fn prose_goes_on_after_a_table() {
        let blocks = blocks::read(
            "Before\n<table><tr><td>a</td><td>b</td></tr></table>\n\nAfter",
            0,
            Markup::Md,
            Lexicon::embedded(),
        );
        let texts: Vec<_> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["Before", "a | b", "After"]);
    }
}
