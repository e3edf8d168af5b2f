//! Segments of a page → lines and table rows in reading order.
//!
//! Rows of segments that leave the same strips of the page free stand in columns. Columns of prose are read one after
//! the other, those of a table row by row.

use super::grid;
use super::segment::{Segment, overlap};

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
/// A strip between columns is at least so wide, in sizes of type.
const STRIP: f64 = 0.36;
/// No page has more columns than this.
pub(super) const COLUMNS: usize = 64;
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

/// Segments at one height of the page.
pub(super) struct Row {
    pub(super) segments: Vec<Segment>,
    zone: (f64, f64),
}

impl Row {
    pub(super) fn size(&self) -> f64 {
        self.segments.iter().map(|segment| segment.size).fold(0.0, f64::max)
    }

    pub(super) fn top(&self) -> f64 {
        self.zone.1
    }

    pub(super) fn bottom(&self) -> f64 {
        self.zone.0
    }

    /// Joins the mark of a list to the words after it.
    fn join_markers(&mut self) {
        self.segments.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let mut joined: Vec<Segment> = Vec::with_capacity(self.segments.len());
        for segment in self.segments.drain(..) {
            let marker = joined.last_mut().filter(|marker| {
                let near = segment.x0 - marker.x1 < 5.0 * segment.size;
                let beside = (segment.y - marker.y).abs() < 0.5 * segment.size;
                near && beside && marker.words.len() == 1 && is_marker(&marker.text())
            });
            match marker {
                Some(marker) => marker.join(segment),
                None => joined.push(segment),
            }
        }
        self.segments = joined;
    }

    /// The stretches of the page's width that it fills, from left to right.
    fn filled(&self) -> Vec<(f64, f64)> {
        let mut filled: Vec<(f64, f64)> = self.segments.iter().map(|segment| (segment.x0, segment.x1)).collect();
        filled.sort_by(|a, b| a.0.total_cmp(&b.0));
        filled.dedup_by(|next, last| {
            let touches = next.0 <= last.1;
            if touches {
                last.1 = last.1.max(next.1);
            }
            touches
        });
        filled
    }

    /// The strips between the stretches that it fills.
    fn strips(&self) -> Vec<(f64, f64)> {
        let least = STRIP * self.size();
        let filled = self.filled();
        filled.windows(2).map(|pair| (pair[0].1, pair[1].0)).filter(|strip| strip.1 - strip.0 >= least).collect()
    }
}

/// The rows of a region, from above. Where `tall`, lines of two columns that do not stand at one height make one row.
fn rows(segments: &[Segment], tall: bool) -> Vec<Row> {
    let mut order: Vec<&Segment> = segments.iter().collect();
    order.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Row> = Vec::new();
    for segment in order {
        let Segment { y, size, .. } = *segment;
        // Lines of one column are never so close.
        let (zone, least) = if tall { ((y - 0.2 * size, y + 0.75 * size), 0.05) } else { (segment.zone(), 0.3) };
        match rows.last_mut().filter(|row| overlap(row.zone, zone) > least) {
            Some(row) => {
                row.zone = (row.zone.0.min(zone.0), row.zone.1.max(zone.1));
                row.segments.push(segment.clone());
            }
            None => rows.push(Row { segments: vec![segment.clone()], zone }),
        }
    }
    rows.iter_mut().for_each(Row::join_markers);
    rows
}

/// Whether words are a list's mark: a bullet, "1.", "(a)".
fn is_marker(text: &str) -> bool {
    let inner = text.trim_start_matches('(').trim_end_matches(['.', ')']);
    let label = inner.len() < text.len()
        && (1..=2).contains(&inner.len())
        && (inner.bytes().all(|byte| byte.is_ascii_digit()) || inner.len() == 1 && inner.is_ascii());
    let mut chars = text.chars();
    let sign = chars.next().is_some_and(|char| !char.is_alphanumeric() && !"$€£%+|".contains(char) || char == 'o');
    label || sign && chars.next().is_none() && text != "-" && text != "–"
}

/// What is left of strips beside what a row fills.
fn narrowed(strips: &[(f64, f64)], row: &Row) -> Vec<(f64, f64)> {
    let least = 0.3 * row.size();
    let mut left = Vec::new();
    let filled = row.filled();
    for &(start, end) in strips {
        let mut start = start;
        for &(from, to) in &filled {
            if to <= start || from >= end {
                continue;
            }
            if from - start >= least {
                left.push((start, from));
            }
            start = start.max(to);
        }
        if end - start >= least {
            left.push((start, end));
        }
    }
    left
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
