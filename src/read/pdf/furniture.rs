//! Running heads and feet, and page numbers: what stands at the edge of page after page is no part of the text.

use super::layout::{Item, Line};
use std::collections::{HashMap, HashSet};

/// So many lines from the top and bottom of a page may be furniture.
const EDGE: usize = 3;
/// No running head is longer than this, in characters.
const LONGEST: usize = 160;
/// The number printed on a page differs by no more than this from its place in the file.
const NEAR: usize = 30;

/// Takes the furniture out of the pages. The first head and the last foot stay where they are no page numbers: they
/// part nothing, and may tell the document's name or date.
pub(super) fn take_out(pages: &mut [Vec<Item>]) {
    let mut seen: HashMap<(String, i64), usize> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        let keys = edges(page).into_iter().filter_map(|(at, top)| Some(key(line(page, at)?, number, top)));
        let keys: HashSet<_> = keys.collect();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let last = pages.len().saturating_sub(1);
    for (number, page) in pages.iter_mut().enumerate() {
        let mut out: Vec<usize> = Vec::new();
        let edges = edges(page);
        let outer = [edges.first(), edges.iter().find(|edge| !edge.1)];
        for &(at, top) in &edges {
            let Some(line) = line(page, at).filter(|line| line.text.chars().count() <= LONGEST) else { continue };
            let runs = seen.get(&key(line, number, top)).is_some_and(|&count| count > 1);
            let stays = if top { number == 0 } else { number == last };
            let alone = outer.contains(&Some(&(at, top))) && is_number(&line.text, number + 1);
            if alone || runs && (!stays || names_page(&line.text, number + 1)) {
                out.push(at);
            }
        }
        out.sort_unstable();
        out.into_iter().rev().for_each(|at| drop(page.remove(at)));
    }
}

fn line(page: &[Item], at: usize) -> Option<&Line> {
    match page.get(at)? {
        Item::Line(line) => Some(line),
        Item::Row(_) => None,
    }
}

/// The lines at the top and bottom of a page, and whether they stand at the top.
fn edges(page: &[Item]) -> Vec<(usize, bool)> {
    let mut lines: Vec<(usize, f64)> = (0..page.len()).filter_map(|at| Some((at, line(page, at)?.y))).collect();
    lines.sort_by(|a, b| b.1.total_cmp(&a.1));
    let half = lines.len() / 2;
    let edge = EDGE.min(lines.len().div_ceil(2));
    let top = lines.iter().take(edge.min(lines.len() - half)).map(|&(at, _)| (at, true));
    let bottom = lines.iter().rev().take(EDGE.min(half)).map(|&(at, _)| (at, false));
    top.chain(bottom).collect()
}

/// A line with the number of its page told from that page, and its height.
fn key(line: &Line, page: usize, top: bool) -> (String, i64) {
    let mut told = false;
    let words = line.text.split(' ').map(|word| match word.parse::<usize>() {
        Ok(number) if !told && number.abs_diff(page) <= NEAR => {
            told = true;
            format!("#{}", number as isize - page as isize)
        }
        _ => word.to_lowercase(),
    });
    let text = words.collect::<Vec<_>>().join(" ");
    let height = (line.y / 8.0).round() as i64;
    (text, if top { height } else { -1 - height })
}

/// Whether a line is nothing but the number of its page: "4", "- 4 -".
fn is_number(text: &str, page: usize) -> bool {
    text.trim_matches([' ', '-', '–', '—', '|']).parse() == Ok(page)
}

/// Whether a line that runs from page to page tells the page's number and hardly more: "Page 4 of 12".
fn names_page(text: &str, page: usize) -> bool {
    let words = || text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words().count() <= 4 && words().any(|word| word.parse::<usize>().is_ok_and(|number| number.abs_diff(page) <= NEAR))
}
