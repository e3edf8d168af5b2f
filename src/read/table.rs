//! Tables, drawn with bars or in HTML → rows, their cells joined by " | ".

use super::grid::{self, Cell, Laid, Row};
use super::inline::{self, Joined};
use super::outline::Outline;
use crate::figure::BlockKind;
use crate::span::Span;

/// The byte at which `<table` begins in a line.
pub(super) fn find(line: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', line.as_bytes()).find(|&at| tag(line, at) == Some(("table", false)))
}

/// The row that a line such as `| a | b |` holds; none for a line of dashes.
pub(super) fn bars(text: &str, line: Span) -> Option<Row<Joined>> {
    let bytes = line.of(text).as_bytes();
    if bytes.iter().all(|byte| matches!(byte, b'|' | b'-' | b':' | b'+' | b'=' | b' ' | b'\t')) && bytes.contains(&b'-')
    {
        return None;
    }
    let mut edges: Vec<usize> =
        memchr::memchr_iter(b'|', bytes).filter(|&at| at == 0 || bytes[at - 1] != b'\\').map(|at| at + 1).collect();
    if bytes.last() != Some(&b'|') {
        edges.push(bytes.len() + 1);
    }
    let cells = edges.windows(2).map(|pair| cell(text, Span::new(line.start + pair[0], line.start + pair[1] - 1)));
    Some(Row { cells: cells.collect(), ..Row::default() })
}

/// Adds the rows of a table, those before the first line of dashes its heads.
pub(super) fn add(rows: Vec<Row<Joined>>, outline: &mut Outline) {
    for laid in grid::lay_out(rows) {
        match laid {
            Laid::Prose(words) => {
                if let Some(piece) = inline::clean_cells(&[words]) {
                    outline.push(BlockKind::Paragraph, piece);
                }
            }
            Laid::Row(words, cells) => {
                let words: Vec<Joined> = words.into_iter().map(Option::unwrap_or_default).collect();
                if let Some(piece) = inline::clean_cells(&words) {
                    outline.row(piece, cells);
                }
            }
            Laid::End => outline.end_table(),
        }
    }
    outline.end_table();
}

fn cell(text: &str, span: Span) -> Cell<Joined> {
    let mut words = Joined::default();
    words.push(text, span);
    Cell::new(words, span.of(text))
}

/// Adds the rows of the HTML table that begins at `start`, and gives the byte after it.
pub(super) fn read(text: &str, start: usize, outline: &mut Outline) -> usize {
    let mut reader = Reader::default();
    let (mut depth, mut angle) = (0usize, start);
    for at in memchr::memchr_iter(b'<', &text.as_bytes()[start..]).map(|at| start + at) {
        let Some((name, closing)) = tag(text, at) else { continue };
        if angle <= at {
            angle = memchr::memchr(b'>', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end + 1);
        }
        reader.end_cell(text, at);
        match (name, closing) {
            ("td" | "th", false) => {
                let inner = text.get(at..angle).unwrap_or_default();
                reader.open = Some((angle, name == "th", spanned(inner, "colspan"), spanned(inner, "rowspan")));
            }
            ("tr", _) => reader.end_row(),
            ("thead", _) => {
                reader.end_row();
                reader.in_head = !closing;
            }
            ("table", false) => {
                // A table in a cell is one of its own.
                reader.end_row();
                add(std::mem::take(&mut reader.rows), outline);
                depth += 1;
            }
            ("table", true) => {
                reader.end_row();
                add(std::mem::take(&mut reader.rows), outline);
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return angle;
                }
            }
            _ => {}
        }
    }
    reader.end_cell(text, text.len());
    reader.end_row();
    add(reader.rows, outline);
    text.len()
}

/// Collects the rows of an HTML table.
#[derive(Default)]
struct Reader {
    rows: Vec<Row<Joined>>,
    row: Row<Joined>,
    /// Where the open cell begins, whether it is a head, and how many columns and rows it spans.
    open: Option<(usize, bool, usize, usize)>,
    /// Cells of the row that are no heads.
    plain: usize,
    in_head: bool,
}

impl Reader {
    fn end_cell(&mut self, text: &str, at: usize) {
        if let Some((start, head, columns, rows)) = self.open.take().filter(|open| open.0 <= at) {
            self.plain += usize::from(!head);
            self.row.cells.push(Cell { columns, rows, ..cell(text, Span::new(start, at)) });
        }
    }

    fn end_row(&mut self) {
        let mut row = std::mem::take(&mut self.row);
        let plain = std::mem::take(&mut self.plain);
        row.head = self.in_head || plain == 0;
        if !row.cells.is_empty() {
            self.rows.push(row);
        }
    }
}

/// How many columns or rows a cell spans, by its tag.
fn spanned(tag: &str, name: &str) -> usize {
    let value = tag.to_ascii_lowercase().split_once(name).map(|(_, rest)| {
        rest.trim_start_matches(['=', '"', '\'', ' ']).chars().take_while(char::is_ascii_digit).collect::<String>()
    });
    value.and_then(|digits| digits.parse().ok()).unwrap_or(1)
}

/// The tags of a table, and whether the tag at `at` closes.
fn tag(text: &str, at: usize) -> Option<(&'static str, bool)> {
    let rest = text.as_bytes().get(at + 1..)?;
    let (closing, rest) = match rest.strip_prefix(b"/") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let name = ["table", "thead", "tr", "td", "th"].into_iter().find(|name| {
        rest.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()))
            && rest.get(name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric())
    })?;
    Some((name, closing))
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
