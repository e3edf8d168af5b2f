//! Rows of segments in columns: whether they are prose or a table, and the table's cells.

use super::row::{COLUMNS, Row};
use super::segment::Segment;

/// Whether the columns between these strips hold prose that is read down, not across: each holds sentences, or one
/// runs on from line to line and none holds numbers.
pub(super) fn is_prose(band: &[Row], strips: &[(f64, f64)]) -> bool {
    let mut columns: Vec<Vec<&Segment>> = vec![Vec::new(); strips.len() + 1];
    for segment in band.iter().flat_map(|row| &row.segments) {
        columns[column_of(segment, strips)].push(segment);
    }
    let held: Vec<Held> = columns.iter().map(|segments| Held::of(segments)).collect();
    held.iter().all(Held::is_wordy)
        || held.iter().any(Held::runs_on) && held.iter().all(|column| column.numbers * 2 < column.lines)
}

/// What the lines of a column hold.
struct Held {
    lines: usize,
    words: usize,
    letters: usize,
    /// Lines that hold a number alone.
    numbers: usize,
    /// Lines that go on in small letters.
    going_on: usize,
}

impl Held {
    fn of(segments: &[&Segment]) -> Self {
        let mut lines: Vec<(f64, String)> = Vec::new();
        for segment in segments {
            match lines.last_mut().filter(|(y, _)| (*y - segment.y).abs() < 0.4 * segment.size) {
                Some((_, line)) => *line = format!("{line} {}", segment.text()),
                None => lines.push((segment.y, segment.text())),
            }
        }
        let texts = || lines.iter().map(|(_, text)| text.as_str());
        let alphabetic = |text: &str| text.chars().filter(|char| char.is_alphabetic()).count();
        let goes_on = |pair: &[(f64, String)]| {
            pair[1].1.starts_with(char::is_lowercase) && !pair[0].1.ends_with(['.', ':', ';', '!', '?'])
        };
        Self {
            lines: lines.len(),
            words: texts().map(|text| text.split(' ').filter(|word| alphabetic(word) > 0).count()).sum(),
            letters: texts().map(alphabetic).sum(),
            numbers: texts()
                .filter(|text| alphabetic(text) < 3 && text.contains(|char: char| char.is_ascii_digit()))
                .count(),
            going_on: lines.windows(2).filter(|pair| goes_on(pair)).count(),
        }
    }

    fn is_wordy(&self) -> bool {
        self.lines >= 2 && 2 * self.words >= 5 * self.lines && self.letters >= 13 * self.lines
    }

    fn runs_on(&self) -> bool {
        self.going_on >= 3 && 5 * self.going_on >= 2 * self.lines && self.letters >= 14 * self.lines
    }
}

/// The number of the column that a segment begins in.
pub(super) fn column_of(segment: &Segment, strips: &[(f64, f64)]) -> usize {
    strips.iter().filter(|strip| segment.x0 >= strip.0).count()
}

/// How many of the rows above a table are heads of it: close above, and not in its first column alone.
pub(super) fn heads_above(above: &[Row], band: &[Row]) -> usize {
    let columns = columns(band);
    let (Some(first), [names, numbers, ..]) = (band.first(), columns.as_slice()) else { return 0 };
    let (mut heads, mut below) = (0, first);
    for (index, row) in above.iter().rev().take(3).enumerate() {
        let close = row.bottom() - below.top() < 0.7 * first.size();
        if !close || (row.size() - first.size()).abs() > 0.08 * first.size() {
            break;
        }
        if row.segments.iter().all(|segment| segment.x0 >= names.1) {
            heads = index + 1;
        } else if row.segments.iter().any(|segment| segment.x1 > numbers.0) {
            break;
        }
        below = row;
    }
    heads
}

/// How many rows at the end only look as if they stood in the first column: a note, the next paragraph.
pub(super) fn loose_end(band: &[Row]) -> usize {
    let gap = |index: usize| band[index - 1].bottom() - band[index].top();
    let usual = (1..band.len()).map(gap).fold(f64::INFINITY, f64::min);
    let mut loose = 0;
    for index in (1..band.len()).rev() {
        let row = &band[index];
        let far = gap(index) > usual + 0.4 * row.size();
        let other_type = (row.size() - band[0].size()).abs() > 0.08 * row.size();
        let ends = row.segments.iter().all(|segment| segment.words.last().is_some_and(|word| word.text.ends_with('.')));
        if row.segments.len() > 1 {
            break;
        }
        if far || other_type || ends {
            loose = band.len() - index;
        }
    }
    loose
}

/// The cells of the rows; none where they are no table.
pub(super) fn table(band: &[Row]) -> Option<Vec<Vec<String>>> {
    let columns = columns(band);
    if columns.len() < 2 || columns.len() > COLUMNS {
        return None;
    }
    let columns = merged(columns, band);
    if columns.len() < 2 {
        return None;
    }
    let rows: Vec<Vec<Vec<Segment>>> = band.iter().map(|row| cells(row, &columns)).collect();
    if rows.iter().filter(|cells| filled(cells) > 1).count() < 2 {
        return None;
    }
    // Rows closer together than others go on in the cells above.
    let gaps: Vec<f64> = band.windows(2).map(|pair| pair[0].bottom() - pair[1].top()).collect();
    let least = gaps.iter().copied().fold(f64::INFINITY, f64::min);
    let most = gaps.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let bimodal = most > least + 0.2 * band[0].size();
    let heads = heads(&rows);
    let mut table: Vec<Vec<Vec<Segment>>> = Vec::new();
    for (index, cells) in rows.into_iter().enumerate() {
        let close = index > heads && bimodal && gaps[index - 1] < f64::midpoint(least, most);
        let goes_on = index > 0 && cells[0].is_empty() && begins_small(&cells);
        let joins = |above: &&mut Vec<Vec<Segment>>| (close || goes_on) && filled(&cells) <= filled(above);
        match table.last_mut().filter(|above| (1..heads).contains(&index) || joins(above)) {
            Some(above) => above.iter_mut().zip(cells).for_each(|(above, cell)| above.extend(cell)),
            None if heads > 1 && index == 0 => table.push(spread(&cells, &columns)),
            None => table.push(cells),
        }
    }
    Some(table.into_iter().map(|cells| cells.into_iter().map(text).collect()).collect())
}

fn filled(cells: &[Vec<Segment>]) -> usize {
    cells.iter().filter(|cell| !cell.is_empty()).count()
}

fn cells(row: &Row, columns: &[(f64, f64)]) -> Vec<Vec<Segment>> {
    let mut cells = vec![Vec::new(); columns.len()];
    for segment in &row.segments {
        place(segment, columns, &mut cells);
    }
    cells
}

/// How many rows at the top are heads: those before the first that has a name and a number, if more than one.
fn heads(rows: &[Vec<Vec<Segment>>]) -> usize {
    let is_data = |cells: &Vec<Vec<Segment>>| {
        let number = |segment: &Segment| {
            let text = segment.text();
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            digits > 0 && (digits != 4 || digits < text.len())
        };
        !cells[0].is_empty() && cells[1..].iter().flatten().any(number)
    };
    let first = rows.iter().position(is_data).unwrap_or(0);
    // A name alone under a full head is that of a section.
    let names = (1..first).find(|&at| filled(&rows[at]) == 1 && !rows[at - 1][0].is_empty());
    names.unwrap_or(first).min(4)
}

/// A head's cells that span columns, in each of these: those they stand over, or the two that they stand between.
fn spread(cells: &[Vec<Segment>], columns: &[(f64, f64)]) -> Vec<Vec<Segment>> {
    let over = |segment: &Segment, (from, to): (f64, f64)| segment.x0 < to && segment.x1 > from;
    let mut spread = cells.to_vec();
    for segment in cells.iter().flatten() {
        let between = !columns.iter().any(|&column| over(segment, column));
        let after = columns.iter().filter(|column| column.1 <= segment.x0).count();
        for (at, &column) in columns.iter().enumerate() {
            let beside = between && at > 0 && (at + 1 == after || at == after);
            if cells[at].is_empty() && (over(segment, column) || beside) {
                spread[at].push(segment.clone());
            }
        }
    }
    spread
}

/// Whether every cell that holds words begins with a small letter.
fn begins_small(cells: &[Vec<Segment>]) -> bool {
    cells
        .iter()
        .flatten()
        .all(|segment| segment.words.first().is_some_and(|word| word.text.starts_with(char::is_lowercase)))
}

/// The words of a cell, its lines from above.
fn text(mut cell: Vec<Segment>) -> String {
    cell.sort_by(|a, b| {
        let same = (a.y - b.y).abs() < 0.3 * a.size.max(b.size);
        if same { a.x0.total_cmp(&b.x0) } else { b.y.total_cmp(&a.y) }
    });
    cell.iter().map(Segment::text).collect::<Vec<_>>().join(" ")
}

/// The columns, from left to right: where more rows than now and then one have words.
fn columns(band: &[Row]) -> Vec<(f64, f64)> {
    let several: Vec<&Row> = band.iter().filter(|row| row.segments.len() > 1).collect();
    let most = several.iter().map(|row| row.segments.len()).max().unwrap_or(0);
    let strict = covered(&several, 0);
    let spans = if several.len() >= 3 { 1.max(several.len() / 10) } else { 0 };
    // Heads may span columns.
    if strict.len() >= most || spans == 0 { strict } else { covered(&several, spans) }
}

/// Columns of which no row fills both are one: its head stands elsewhere than its numbers.
fn merged(mut columns: Vec<(f64, f64)>, band: &[Row]) -> Vec<(f64, f64)> {
    let fills = |row: &Row, (from, to): (f64, f64)| row.segments.iter().any(|of| of.x0 < to && of.x1 > from);
    let mut at = 1;
    while at < columns.len() {
        let (a, b) = (columns[at - 1], columns[at]);
        if band.iter().any(|row| fills(row, a) && fills(row, b)) {
            at += 1;
        } else {
            columns[at - 1].1 = b.1;
            columns.remove(at);
        }
    }
    columns
}

/// The stretches of the width that more than `spans` rows fill.
fn covered(rows: &[&Row], spans: usize) -> Vec<(f64, f64)> {
    let mut edges: Vec<(f64, i32)> = Vec::new();
    for segment in rows.iter().flat_map(|row| &row.segments) {
        edges.push((segment.x0, 1));
        edges.push((segment.x1, -1));
    }
    edges.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let (mut columns, mut depth, mut start) = (Vec::new(), 0, None);
    for (x, step) in edges {
        depth += step;
        match (depth > spans as i32, start) {
            (true, None) => start = Some(x),
            (false, Some(from)) => {
                columns.push((from, x));
                start = None;
            }
            _ => {}
        }
    }
    columns
}

/// Puts a segment in its column, parted where it runs over the strip between two with room there.
fn place(segment: &Segment, columns: &[(f64, f64)], cells: &mut [Vec<Segment>]) {
    let column = |x0: f64, x1: f64| {
        let shared = |&(from, to): &(f64, f64)| x1.min(to) - x0.max(from);
        let best = columns.iter().enumerate().max_by(|a, b| shared(a.1).total_cmp(&shared(b.1)));
        best.map_or(0, |(index, _)| index)
    };
    let mut rest = segment.clone();
    loop {
        let of = |word: &super::segment::Word| column(word.x0, word.x1);
        let cut = (1..rest.words.len()).find(|&at| {
            let (before, after) = (&rest.words[at - 1], &rest.words[at]);
            of(before) < of(after) && after.x0 - before.x1 > 0.36 * rest.size
        });
        let Some((head, tail)) = cut.and_then(|at| rest.split(at)) else { break };
        cells[column(head.x0, head.x1)].push(head);
        rest = tail;
    }
    // What spans columns stands in the first.
    let first = columns.iter().position(|&(from, to)| rest.x0 < to && rest.x1 > from);
    let spans = columns.iter().filter(|&&(from, to)| rest.x0 < to && rest.x1 > from).count() > 1;
    let index = if spans { first.unwrap_or(0) } else { column(rest.x0, rest.x1) };
    cells[index].push(rest);
}
