//! The characters of a page → words, and runs of words that stand side by side on one line.

use super::content::Glyph;
use super::raised;
use hayro_font::kurbo::Point;
use std::collections::HashMap;
use std::rc::Rc;

/// A word, or a part of one where its letters were set apart.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    y: f64,
    size: f64,
    bold: bool,
    /// How many blanks are drawn before it.
    blanks: usize,
}

/// Words with no more than the room of a blank between two of them.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) words: Vec<Word>,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The baseline and size of its largest words.
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
}

impl Segment {
    fn of(word: Word) -> Self {
        let Word { x0, x1, y, size, bold, .. } = word;
        Self { words: vec![word], x0, x1, y, size, bold }
    }

    /// The words as text; raised ones stand as `raised` marks them.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut end = f64::INFINITY;
        for word in &self.words {
            let lift = word.y - self.y;
            let is_raised = word.size < 0.92 * self.size && lift > 0.12 * self.size || lift > 0.28 * self.size;
            let room = if is_raised { 0.3 } else { 0.16 } * self.size;
            if !text.is_empty() && (word.blanks > 0 || word.x0 - end > room) {
                text.push(' ');
            }
            end = word.x1;
            if is_raised {
                text.extend(word.text.chars().map(raised::mark));
            } else {
                text.push_str(&word.text);
            }
        }
        text
    }

    /// The band of the page that its small letters fill.
    pub(super) fn zone(&self) -> (f64, f64) {
        zone(self.y, self.size)
    }

    /// Adds what stands after it.
    pub(super) fn join(&mut self, other: Self) {
        other.words.into_iter().for_each(|word| self.add(word));
    }

    fn add(&mut self, word: Word) {
        if word.size > self.size * 1.02 {
            (self.y, self.size, self.bold) = (word.y, word.size, word.bold);
        }
        self.bold &= word.bold;
        self.x1 = self.x1.max(word.x1);
        self.words.push(word);
    }

    /// Parts it in two before the word of that number.
    pub(super) fn split(&self, at: usize) -> Option<(Self, Self)> {
        let part = |words: &[Word]| {
            let mut words = words.iter().cloned();
            let mut segment = Self::of(words.next()?);
            words.for_each(|word| segment.add(word));
            Some(segment)
        };
        Some((part(self.words.get(..at)?)?, part(self.words.get(at..)?)?))
    }
}

fn zone(y: f64, size: f64) -> (f64, f64) {
    (y, y + 0.7 * size)
}

/// How much of the lower of two bands lies in the other.
pub(super) fn overlap(a: (f64, f64), b: (f64, f64)) -> f64 {
    let shared = a.1.min(b.1) - a.0.max(b.0);
    shared / (a.1 - a.0).min(b.1 - b.0).max(1e-6)
}

/// The segments of a page, text of each direction after that of the one before.
pub(super) fn segments(glyphs: Vec<Glyph>) -> Vec<Vec<Segment>> {
    let mut directions: Vec<(i64, Vec<Glyph>)> = Vec::new();
    for glyph in without_doubles(glyphs) {
        let degrees = (glyph.advance.y.atan2(glyph.advance.x).to_degrees() / 5.0).round() as i64 * 5;
        // A blank without a width has no direction.
        let degrees = if glyph.advance.hypot() < 1e-6 { 0 } else { degrees.rem_euclid(360) };
        match directions.iter_mut().find(|(known, _)| *known == degrees) {
            Some((_, glyphs)) => glyphs.push(glyph),
            None => directions.push((degrees, vec![glyph])),
        }
    }
    directions.sort_by_key(|(_, glyphs)| std::cmp::Reverse(glyphs.len()));
    directions.into_iter().map(|(degrees, glyphs)| joined(words(&glyphs, degrees as f64))).collect()
}

/// Leaves out what is drawn again over itself, as to make it bold.
fn without_doubles(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    /// As far apart as two strikes may be, in sizes of type.
    const STRUCK: f64 = 0.09;
    let mut seen: HashMap<(Rc<str>, i64, i64), Point> = HashMap::new();
    let mut kept = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let reach = (glyph.size * STRUCK).max(0.01);
        let (x, y) = ((glyph.at.x / reach).floor() as i64, (glyph.at.y / reach).floor() as i64);
        let mut near = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let doubled = !glyph.text.trim().is_empty()
            && near
                .any(|(x, y)| seen.get(&(glyph.text.clone(), x, y)).is_some_and(|at| (*at - glyph.at).hypot() < reach));
        if !doubled {
            seen.insert((glyph.text.clone(), x, y), glyph.at);
            kept.push(glyph);
        }
    }
    kept
}

/// A character in the direction of reading.
struct Placed<'a> {
    glyph: &'a Glyph,
    x: f64,
    y: f64,
    end: f64,
}

/// The words, in the order they are drawn.
fn words(glyphs: &[Glyph], degrees: f64) -> Vec<Word> {
    let (sin, cos) = (-degrees).to_radians().sin_cos();
    let placed = glyphs.iter().map(|glyph| {
        let (x, y) = (glyph.at.x * cos - glyph.at.y * sin, glyph.at.x * sin + glyph.at.y * cos);
        Placed { glyph, x, y, end: x + glyph.advance.hypot() }
    });
    let placed: Vec<Placed> = placed.collect();
    // Where a run ended in a blank.
    let mut before: Option<(f64, f64)> = None;
    let mut words = Vec::new();
    let goes_on = |a: &Placed, b: &Placed| {
        let (size, room) = (a.glyph.size, b.x - a.end);
        (a.y - b.y).abs() < 0.08 * size
            && (b.glyph.size - size).abs() < 0.04 * size
            && a.glyph.bold == b.glyph.bold
            && room > -0.5 * size
            && room < size
    };
    for run in placed.chunk_by(goes_on) {
        let blank = before.filter(|&(end, y)| {
            let first = &run[0];
            (first.x - end).abs() < 0.3 * first.glyph.size && (first.y - y).abs() < 0.6 * first.glyph.size
        });
        split(run, usize::from(blank.is_some()), &mut words);
        before = run.last().filter(|last| is_blank(last)).map(|last| (last.end, last.y));
    }
    words
}

fn is_blank(placed: &Placed) -> bool {
    placed.glyph.text.trim().is_empty()
}

/// Parts a run of characters in words, by the blanks in it and by the room between letters.
fn split(run: &[Placed], blanks: usize, words: &mut Vec<Word>) {
    let blank = run.iter().any(is_blank);
    let mut rooms: Vec<f64> = run
        .windows(2)
        .filter(|pair| !is_blank(&pair[0]) && !is_blank(&pair[1]))
        .map(|pair| (pair[1].x - pair[0].end) / pair[0].glyph.size.max(1e-6))
        .collect();
    rooms.sort_by(f64::total_cmp);
    // Letters that are spaced out.
    let usual = rooms.get(rooms.len() / 2).copied().filter(|&room| rooms.len() > 3 && room > 0.08).unwrap_or(0.0);
    let room = usual + if blank { 0.2 } else { 0.17 };
    let (mut open, mut blanks) = (None::<Word>, blanks);
    for placed in run {
        let glyph = placed.glyph;
        if is_blank(placed) {
            words.extend(open.take());
            blanks += 1;
            continue;
        }
        if open.as_ref().is_some_and(|word| placed.x - word.x1 > room * glyph.size) {
            words.extend(open.take());
        }
        if let Some(word) = &mut open {
            word.text.push_str(&glyph.text);
            word.x1 = word.x1.max(placed.end);
        } else {
            open = Some(Word {
                text: glyph.text.to_string(),
                x0: placed.x,
                x1: placed.end,
                y: placed.y,
                size: glyph.size,
                bold: glyph.bold,
                blanks: std::mem::take(&mut blanks),
            });
        }
    }
    words.extend(open);
}

/// Puts words beside each other that stand on one line with no more than a blank between them.
fn joined(mut words: Vec<Word>) -> Vec<Segment> {
    /// No line is searched further back than this: more on one place is no page.
    const NEAREST: usize = 48;
    words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    // Where blanks are drawn, room without one is more than a blank.
    let room = if words.iter().filter(|word| word.blanks > 0).count() * 3 > words.len() { 0.36 } else { 0.75 };
    let mut segments: Vec<Segment> = Vec::new();
    let mut shelves: HashMap<i64, Vec<usize>> = HashMap::new();
    let shelf = |y: f64| (y / 8.0).floor() as i64;
    for word in words {
        let of = shelf(word.y);
        let reach = (word.size / 8.0).ceil().clamp(1.0, 8.0) as i64;
        let near =
            (of - reach..=of + reach).filter_map(|at| shelves.get(&at)).flat_map(|all| all.iter().rev().take(NEAREST));
        let fits = |&index: &usize| {
            let segment = segments.get(index)?;
            let size = segment.size.max(word.size);
            let gap = word.x0 - segment.x1;
            // A line set wide has wide blanks, but one each.
            let most = match word.blanks {
                0 => room,
                1 => 1.4,
                _ => 1.0,
            };
            let shared = overlap(segment.zone(), zone(word.y, word.size));
            // A footnote's mark may be raised high.
            let mark = word.text.chars().count() <= 4 && gap < 0.3 * size;
            (shared > if mark { 0.15 } else { 0.4 } && gap < most * size && gap > -0.4 * size)
                .then_some((gap.abs() - shared * size, index))
        };
        let best = near.copied().filter_map(|index| fits(&index)).min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some(segment) = best.and_then(|(_, index)| segments.get_mut(index)) {
            segment.add(word);
        } else {
            shelves.entry(of).or_default().push(segments.len());
            segments.push(Segment::of(word));
        }
    }
    segments
}
