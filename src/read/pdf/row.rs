//! Segments of a region → rows from above, and the strips of the page's width that they leave free.

use super::segment::{Segment, overlap};

/// A strip between columns is at least so wide, in sizes of type.
const STRIP: f64 = 0.36;
/// No page has more columns than this.
pub(super) const COLUMNS: usize = 64;

/// Segments at one height of the page.
pub(super) struct Row {
    pub(super) segments: Vec<Segment>,
    pub(super) zone: (f64, f64),
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
    pub(super) fn filled(&self) -> Vec<(f64, f64)> {
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
    pub(super) fn strips(&self) -> Vec<(f64, f64)> {
        let least = STRIP * self.size();
        let filled = self.filled();
        filled.windows(2).map(|pair| (pair[0].1, pair[1].0)).filter(|strip| strip.1 - strip.0 >= least).collect()
    }
}

/// The rows of a region, from above. Where `tall`, lines of two columns that do not stand at one height make one row.
pub(super) fn rows(segments: &[Segment], tall: bool) -> Vec<Row> {
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
pub(super) fn narrowed(strips: &[(f64, f64)], row: &Row) -> Vec<(f64, f64)> {
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
