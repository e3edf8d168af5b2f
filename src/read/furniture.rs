//! Page numbers and running heads among the lines of a text copied from printed pages: they part sentences and belong to
//! none.
//!
//! A line of digits is a page number where it parts a sentence, stands at a form feed, or is one of a row that counts up
//! page by page. A short line that comes again is a running head where half the times it stands in such a place.

use super::wrap::line_at;
use crate::span::Span;
use std::collections::{HashMap, HashSet};

/// No running head is longer than this, in bytes.
const LONGEST: usize = 100;
/// No more lines stand between the two parts of a sentence.
const MOST_LINES: usize = 4;
/// Page numbers one line of text apart are no page numbers: so many lines lie between them at least.
const PAGE: usize = 8;
/// A sentence that a bare number parts goes on from a line at least this long, in characters.
const FULL: usize = 30;

/// A line that is not blank.
struct Seen<'a> {
    /// The byte that it begins at, with white space.
    start: usize,
    words: &'a str,
    number: usize,
    /// A form feed stands in it.
    feed: bool,
    /// A blank line or the text's end stands beside it.
    apart: bool,
    /// The lines of its form, if it may be furniture.
    group: Option<usize>,
}

/// The bytes at which lines begin that are furniture of the page.
pub(super) fn find(text: &str, start: usize) -> HashSet<usize> {
    let mut lines = seen(text, start);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut forms: HashMap<String, usize> = HashMap::new();
    for (index, line) in lines.iter_mut().enumerate() {
        if line.words.len() <= LONGEST && !line.words.ends_with(['.', ':', ';', ',']) {
            let group = *forms
                .entry(number(line.words).map_or_else(|| form(line.words), |_| String::new()))
                .or_insert(groups.len());
            groups.resize_with(groups.len().max(group + 1), Vec::new);
            groups[group].push(index);
            line.group = Some(group);
        }
    }
    let may_be: Vec<bool> = lines
        .iter()
        .map(|line| line.group.is_some_and(|group| groups[group].len() > 1) || number(line.words).is_some())
        .collect();
    let parting = parting(&lines, &may_be);
    let mut found = HashSet::new();
    for group in &groups {
        let half = group.iter().filter(|&&index| parting[index]).count() * 2 >= group.len();
        let is = match group.as_slice() {
            &[only] => parting[only] && number(lines[only].words).is_some() && is_alone(&lines, only),
            all => {
                let pages: Vec<usize> = all.iter().filter_map(|&index| number(lines[index].words)).collect();
                let counts = pages.len() == all.len() && pages.windows(2).all(|pair| pair[1] == pair[0] + 1);
                let apart = all.windows(2).all(|pair| lines[pair[1]].number - lines[pair[0]].number >= PAGE);
                if pages.is_empty() { half } else { half || counts && apart }
            }
        };
        if is {
            // What heads the pages may be the title, where it stands first.
            let first = group.iter().filter(|&&index| index > 0 || number(lines[index].words).is_some());
            found.extend(first.map(|&index| lines[index].start));
        }
    }
    found
}

/// The lines that are not blank.
fn seen(text: &str, start: usize) -> Vec<Seen<'_>> {
    let mut lines: Vec<Seen> = Vec::new();
    let (mut at, mut number, mut gap) = (start, 0, true);
    while let Some(Span { start, end }) = line_at(text, at) {
        let whole = &text[start..end];
        let words = whole.trim_matches(|char: char| char.is_whitespace() || char.is_control());
        if words.is_empty() {
            gap = true;
            if let Some(last) = lines.last_mut() {
                last.apart = true;
                last.feed |= whole.contains('\u{C}');
            }
        } else {
            let feed = whole.contains('\u{C}');
            lines.push(Seen { start, words, number, feed, apart: gap, group: None });
            gap = false;
        }
        number += 1;
        at = end + 1;
    }
    lines
}

/// Whether each line that may be furniture stands, with others of the kind, between the two parts of a sentence or at a
/// form feed.
fn parting(lines: &[Seen], may_be: &[bool]) -> Vec<bool> {
    let mut parting = vec![false; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let length = may_be[at..].iter().take_while(|is| **is).count();
        let (first, end) = (at, at + length);
        at = end + 1;
        if length == 0 || length > MOST_LINES {
            continue;
        }
        let before = first.checked_sub(1).and_then(|index| lines.get(index));
        let feed = lines[first..end].iter().any(|line| line.feed)
            || before.is_some_and(|line| line.feed)
            || lines.get(end).is_some_and(|line| line.feed);
        let open = before.is_some_and(|line| line.words.ends_with(|char: char| char.is_alphanumeric() || char == ','));
        let goes_on = lines.get(end).is_some_and(|line| line.words.starts_with(char::is_lowercase));
        parting[first..end].fill(feed || open && goes_on);
    }
    parting
}

/// Whether a lone number is no word of the sentence that it parts: it stands apart, or behind a full line.
fn is_alone(lines: &[Seen], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| lines.get(before));
    lines[index].apart || lines[index].feed || before.is_some_and(|line| line.words.chars().count() >= FULL)
}

/// The number of a page where a line holds nothing else: "12", "- 12 -", "[12]".
fn number(words: &str) -> Option<usize> {
    let bare = words.trim_matches(|char: char| matches!(char, '-' | '–' | '—' | '[' | ']' | '|' | ' '));
    bare.parse().ok().filter(|_| bare.len() <= 3)
}

/// The words of a line, each number as one sign.
fn form(words: &str) -> String {
    let mut form = String::with_capacity(words.len());
    for char in words.chars() {
        if !char.is_ascii_digit() {
            form.push(char);
        } else if !form.ends_with('#') {
            form.push('#');
        }
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn dropped(text: &str) -> Vec<&str> {
        let found = find(text, 0);
        let mut starts: Vec<_> = found.into_iter().collect();
        starts.sort_unstable();
        starts.iter().map(|&start| text[start..].lines().next().unwrap().trim()).collect()
    }

    #[test]
    fn page_numbers_and_running_heads() {
        let page = "The work went on in the north of the country and\n".repeat(9);
        let counted = format!("{page}It ended.\n1\n{page}It ended.\n2\n");
        for (text, expected) in [
            ("It reached 40,000 people in the north and it\n12\ncreated 5,000 jobs.", &["12"][..]),
            ("It reached people and it\n\n- 12 -\n\ncreated 5,000 jobs.", &["- 12 -"]),
            ("It built\n45\nschools in 2022.", &[]),
            ("It built.\n45\nSchools in 2022.", &[]),
            ("It ended.\n\n12\n\u{C}It began.", &["12"]),
            (
                "Annual Report\nIt gave and\nAnnual Report 7\ntook 5 and\nAnnual Report 8\nmade 6.",
                &["Annual Report 7", "Annual Report 8"],
            ),
            ("Wells\nIt built 5.\nWells\nIt built 6.\n", &[]),
            (&counted, &["1", "2"]),
        ] {
            assert_eq!(dropped(text), expected, "{text}");
        }
    }
}
