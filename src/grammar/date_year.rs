//! The year that a sentence tells before a date that states none: "In 2020 it was signed on 5 May".

use super::Cx;
use super::date::YearBefore;
use crate::lexicon::CalendarWord;

/// No further back than this, in bytes.
const REACH: usize = 300;

/// The last year told as a time ahead of the byte `at` in its sentence.
pub(super) fn before(cx: &Cx<'_>, at: usize) -> Option<YearBefore> {
    let before = cx.before(at);
    let from = (before.len().saturating_sub(REACH)..=before.len()).find(|&at| before.is_char_boundary(at))?;
    let near = before.get(from..)?;
    let sentence = near.rfind(". ").map_or(near, |stop| near.get(stop + 2..).unwrap_or_default());
    let digits = sentence.rmatch_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at + 1);
    let ends =
        digits.filter(|&end| !sentence.get(end..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric())));
    let words = cx.lex.calendar.get(cx.lang());
    for end in ends {
        let head = sentence.get(..end)?;
        let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let year = head.get(start..).filter(|year| year.len() == 4).and_then(|year| year.parse::<i16>().ok());
        let Some(year) = year.filter(|year| (1900..2100).contains(year)) else { continue };
        let ahead = sentence.get(..start)?.trim_end();
        let (word, _) = words.at_end_where(ahead, |word| *word == CalendarWord::IntroducesYear)?;
        return Some(YearBefore { year, frames: ahead.get(..word)?.trim_matches([' ', '"', '“']).is_empty() });
    }
    None
}
