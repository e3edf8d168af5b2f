//! What a row quotes of the text around its figure: the sentence, of a longer one the words beside the figure, so that
//! no row is longer than a reader wants and a text without full stops is not said again at each of its figures.
//!
//! ```text
//! "… 40 schools opened in 2021, 12 clinics in 2022 and …"
//! "Ohio | Jobs supported | 510"          a cell of a long table row: the row's label, the column's head, the cell
//! ```

use crate::span::Span;

/// No excerpt is longer, in code points.
pub(super) const LONGEST: usize = 600;
/// What stands where words are left out.
const CUT: &str = "…";
/// The row's label and the column's head are cut to this, in code points.
const LONGEST_NAME: usize = 150;

/// Whether a sentence is quoted only in part.
pub(super) fn is_long(sentence: &str) -> bool {
    // The bytes first: no code points are counted behind the limit.
    sentence.len() > LONGEST && sentence.char_indices().nth(LONGEST).is_some()
}

/// The words around a figure of a long sentence, cut between words, with `…` at the cut ends; at most `limit` code points.
fn around(sentence: &str, figure: Span, limit: usize) -> String {
    // Both marks and the spaces beside them.
    let room = limit.saturating_sub(4);
    let (before, rest) = sentence.split_at(figure.start);
    let own = rest.char_indices().nth(room).map_or(figure.len(), |(at, _)| figure.len().min(at));
    let (own, after) = rest.split_at(own);
    let room = room - own.chars().count();
    let (left, right) = (before.chars().rev().take(room).count(), after.chars().take(room).count());
    let left = left.min(room - right.min(room / 2));
    let mut start = match before.char_indices().nth_back(left.saturating_sub(1)) {
        Some((at, _)) if left > 0 => at,
        _ => before.len(),
    };
    let mut end = after.char_indices().nth(room - left).map_or(after.len(), |(at, _)| at);
    // Half a word is left out; where there is no blank, as in some scripts, the letters are cut.
    if start > 0 && !before[..start].ends_with(' ') {
        start = before[start..].find(' ').map_or(start, |at| start + at + 1);
    }
    if end < after.len() && !after[end..].starts_with(' ') {
        end = after[..end].rfind(' ').unwrap_or(end);
    }
    let mut out = String::with_capacity(before.len() - start + own.len() + end + 8);
    if start > 0 {
        out.extend([CUT, " "]);
    }
    out.extend([&before[start..], own, after[..end].trim_end()]);
    if end < after.len() {
        out.extend([" ", CUT]);
    }
    out
}

/// The sentence of a figure, whose span is that in the sentence, as its row quotes it.
pub(super) fn of_sentence(sentence: &str, figure: Span) -> String {
    if is_long(sentence) { around(sentence, figure, LONGEST) } else { sentence.to_owned() }
}

/// The same for a row of a table, its cells parted by `|`: of a long row the label, the head of the figure's column and
/// the cell.
pub(super) fn of_row<'a>(row: &str, figure: Span, head: impl FnOnce(usize) -> &'a str) -> String {
    if !is_long(row) {
        return row.to_owned();
    }
    let bars = row.as_bytes();
    let start = memchr::memrchr(b'|', &bars[..figure.start]).map_or(0, |bar| bar + 1);
    let end = memchr::memchr(b'|', &bars[figure.end..]).map_or(row.len(), |bar| figure.end + bar);
    let column = memchr::memchr_iter(b'|', &bars[..start]).count();
    let label = if start > 0 { row.split('|').next().unwrap_or_default().trim() } else { "" };
    let mut out = String::new();
    for name in [label, head(column).trim()] {
        if !name.is_empty() {
            out.push_str(&around(name, Span::new(0, 0), LONGEST_NAME));
            out.push_str(" | ");
        }
    }
    let cell = &row[start..end];
    let from = start + (cell.len() - cell.trim_start().len());
    let cell = cell.trim();
    let rest = LONGEST - out.chars().count();
    out.push_str(&around(cell, Span::new(figure.start - from, figure.end - from), rest));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn cut(sentence: &str, figure: &str, wanted: &str) {
        let start = sentence.find(figure).unwrap();
        assert_eq!(around(sentence, Span::new(start, start + figure.len()), 40), wanted);
    }

    #[test]
    fn the_words_beside_the_figure_stay() {
        cut("It built 40 schools.", "40", "It built 40 schools.");
        let long = "In the years before it had built 40 schools, and in those since it built a dozen.";
        cut(long, "40", "… it had built 40 schools, and in …");
        cut(long, "In", "In the years before it had built 40 …");
        cut(long, "dozen", "… and in those since it built a dozen.");
    }

    #[test]
    fn letters_are_cut_where_nothing_parts_them() {
        cut(
            &format!("{}40{}", "あ".repeat(60), "い".repeat(60)),
            "40",
            &format!("… {}40{} …", "あ".repeat(17), "い".repeat(17)),
        );
        let figure = "9".repeat(90);
        cut(&figure, &figure, &format!("{} …", "9".repeat(36)));
    }

    #[test]
    fn an_excerpt_holds_its_figure_and_no_more_than_the_limit() {
        let long: Vec<String> = (0..1000).map(|n| format!("{n}é")).collect();
        let long = long.join(" ");
        for n in 0..1000 {
            let own = format!("{n}é");
            let start =
                if n == 0 { 0 } else { long.find(&format!(" {own} ")).map_or(long.len() - own.len(), |at| at + 1) };
            let said = of_sentence(&long, Span::new(start, start + own.len()));
            assert!(said.chars().count() <= LONGEST, "{said}");
            assert!(said.chars().count() > LONGEST - 12, "{said}");
            assert!(said.split(' ').any(|word| word == own), "{own}: {said}");
            assert!(said.starts_with('…') || n < 150, "{said}");
        }
    }

    #[test]
    fn a_cell_has_its_label_and_head() {
        let row = format!("Ohio | 510 | about 40 of {}", "those ".repeat(100));
        let at = |words: &str| row.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
        let heads = ["State", "Jobs", ""];
        assert_eq!(of_row(&row, at("510"), |column| heads[column]), "Ohio | Jobs | 510");
        assert_eq!(of_row("Ohio | 510", Span::new(7, 10), |_| "Jobs"), "Ohio | 510");
        let said = of_row(&row, at("40"), |column| heads[column]);
        assert!(said.starts_with("Ohio | about 40 of those ") && said.ends_with("those …"), "{said}");
        assert!(said.chars().count() <= LONGEST);
    }
}
