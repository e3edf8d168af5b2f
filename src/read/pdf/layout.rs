//! Segments of a page → lines and table rows in reading order.
//!
//! Rows of segments that leave the same strips of the page free stand in columns. Columns of prose are read one after
//! the other, those of a table row by row.

use super::grid;
use super::row::{COLUMNS, Row, narrowed, rows};
use super::segment::Segment;

/// A line of prose.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    /// Which column of the page it stands in.
    pub(super) column: usize,
}

/// A part of the page in reading order.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Line(Line),
    /// The cells of a table's row.
    Row(Vec<String>),
}

/// Columns within columns go no deeper than this.
const DEEPEST: usize = 4;
/// Rows further apart than this, in sizes of type, do not stand together.
const APART: f64 = 6.0;

/// The parts of a page.
pub(super) fn read(segments: &[Segment]) -> Vec<Item> {
    let mut layout = Layout::default();
    layout.region(segments, 0);
    layout.items
}

#[derive(Default)]
struct Layout {
    items: Vec<Item>,
    column: usize,
}

impl Layout {
    fn region(&mut self, segments: &[Segment], depth: usize) {
        self.column += 1;
        let rows = rows(segments, true);
        let (mut at, mut waiting) = (0, 0);
        while at < rows.len() && depth < DEEPEST {
            let (end, strips) = band(&rows[at..]);
            if end > 0 && grid::is_prose(&rows[at..at + end], &strips) {
                let mut from = at;
                // One column may begin above the others.
                while from > waiting && begins_above(&rows[from - 1], &rows[from], &strips) {
                    from -= 1;
                }
                self.across(&rows[waiting..from]);
                self.columns(&rows[from..at + end], &strips, depth);
                waiting = at + end;
            }
            at += end.max(1);
        }
        self.across(&rows[waiting..]);
    }

    /// Reads columns of prose one after the other.
    fn columns(&mut self, band: &[Row], strips: &[(f64, f64)], depth: usize) {
        let mut columns: Vec<Vec<Segment>> = vec![Vec::new(); strips.len() + 1];
        for segment in band.iter().flat_map(|row| &row.segments) {
            columns[grid::column_of(segment, strips)].push(segment.clone());
        }
        for column in &columns {
            self.region(column, depth + 1);
        }
        self.column += 1;
    }

    /// Reads rows without columns of prose: lines, and tables between them.
    fn across(&mut self, tall: &[Row]) {
        let segments: Vec<Segment> = tall.iter().flat_map(|row| row.segments.iter().cloned()).collect();
        let rows = rows(&segments, false);
        let (mut at, mut waiting) = (0, 0);
        while at < rows.len() {
            let (end, _) = band(&rows[at..]);
            let heads = grid::heads_above(&rows[waiting..at], &rows[at..at + end]);
            let loose = grid::loose_end(&rows[at..at + end]);
            let (from, to) = (at - heads, at + end - loose);
            if let Some(table) = grid::table(&rows[from..to]) {
                rows[waiting..from].iter().for_each(|row| self.line(row));
                self.items.extend(table.into_iter().map(Item::Row));
                (at, waiting) = (to, to);
            } else {
                at += end.max(1);
            }
        }
        rows[waiting..].iter().for_each(|row| self.line(row));
    }

    /// A row that is one line.
    fn line(&mut self, row: &Row) {
        let mut segments: Vec<&Segment> = row.segments.iter().collect();
        segments.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let text: Vec<String> = segments.iter().map(|segment| segment.text()).collect();
        let size = row.size();
        let main = segments.iter().find(|segment| segment.size >= size);
        self.items.push(Item::Line(Line {
            text: text.join(" "),
            x0: segments.iter().map(|segment| segment.x0).fold(f64::INFINITY, f64::min),
            x1: segments.iter().map(|segment| segment.x1).fold(f64::NEG_INFINITY, f64::max),
            y: main.map_or(row.zone.0, |segment| segment.y),
            size,
            bold: segments.iter().all(|segment| segment.bold),
            column: self.column,
        }));
    }
}

/// Whether a line above the first row of columns stands in one of them.
fn begins_above(row: &Row, first: &Row, strips: &[(f64, f64)]) -> bool {
    let size = first.size();
    narrowed(strips, row).len() == strips.len()
        && row.bottom() - first.top() < size
        && (row.size() - size).abs() < 0.08 * size
}

/// How many of the rows from the first on stand in columns, and the strips between these; 0 where they do not.
fn band(rows: &[Row]) -> (usize, Vec<(f64, f64)>) {
    let Some(first) = rows.first() else { return (0, Vec::new()) };
    let mut strips = first.strips();
    if strips.len() >= COLUMNS {
        return (0, Vec::new());
    }
    let (mut end, mut several) = (0, 0);
    for (index, row) in rows.iter().enumerate() {
        let left = narrowed(&strips, row);
        let alone = row.filled().len() < 2;
        let apart = index > 0 && rows[index - 1].bottom() - row.top() > APART * row.size().max(first.size());
        // A line that runs across belongs to no column.
        if left.is_empty() || alone && left.len() < strips.len() || apart {
            break;
        }
        strips = left;
        several += if alone { 0 } else { row.segments.len() / 2 };
        end = index + 1;
    }
    if several < 2 { (0, Vec::new()) } else { (end, strips) }
}
