//! A figure in a table: the head of its column says what it is, or the first cell of its row where the head only tells how
//! or when it stands ("Target", "Actual", "2022").

use super::token::Token;
use super::{Scene, Sentence, Slot, Slots};
use crate::figure::{Period, Status};
use crate::grammar::Reading;
use crate::lexicon::Tags;
use crate::span::Span;

/// Magnitudes by which a head may scale the numbers under it.
const SCALES: [&str; 7] = ["thousand", "million", "billion", "millon", "$", "%", "percent"];

/// Fills `what` and `unit`; `None` where a bare number under the head is another one than it seems.
pub(super) fn fill(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    mention: usize,
    header: &str,
    slots: &mut Slots,
) -> Option<()> {
    let head = head(sentence, token, header);
    let count = matches!(scene.mentions[mention].reading, Reading::Count { .. });
    let read = scene.mentions[mention].rule == "table.unit";
    // A bare number under a head whose unit is not understood ("M$") is another number: none is better than a wrong one.
    if count && !read && head.is_some_and(|head| SCALES.iter().any(|scale| head.to_lowercase().contains(scale))) {
        return None;
    }
    let Some(head) = head else { return Some(()) };
    let unit_alone = read && !head.contains('(');
    let mut what = if tells_how(scene, head) || unit_alone {
        let Some(row) = label(scene, sentence) else { return Some(()) };
        row
    } else {
        // The words of the head stand in another block: no evidence in this one.
        Slot { text: head.to_owned(), span: Span::default() }
    };
    // "Revenue (US$ million)" is revenue.
    if let Some((name, _)) = what.text.rsplit_once('(').filter(|(name, _)| read && !name.trim().is_empty()) {
        what.text.truncate(name.trim_end().len());
        what.span.end = what.span.end.min(what.span.start + what.text.len());
    }
    if count {
        slots.unit = unit(scene, &what.text);
    }
    slots.what = Some(what);
    Some(())
}

/// How the head says that the figures under it stand.
pub(super) fn status(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Status> {
    // "American Rescue Plan" is a name.
    let head = head(sentence, token, scene.header?).filter(|head| tells_how(scene, head))?.to_lowercase();
    let any = |forms: &[&str]| forms.iter().any(|form| head.contains(form));
    if any(&["baseline", "línea base", "linea base", "línea de base"]) {
        return Some(Status::Baseline);
    }
    let aimed = head.split(' ').any(|word| scene.lexicon.words.tags(scene.lang, word).any(Tags::TARGET));
    (aimed || any(&["planned", "programad", "previst"])).then_some(Status::Target)
}

/// The month or year that the head of the column is, or names beside how its numbers stand: "2022", "Target (June 2024)".
pub(super) fn period(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Period> {
    let head = head(sentence, token, scene.header?)?;
    if let Some(year) = year(head) {
        return Period::year(year);
    }
    let mut words = head.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let year = words.next().filter(|_| tells_how(scene, head)).and_then(year)?;
    let months = scene.lexicon.calendar.get(scene.lang);
    words.find_map(|word| months.month(word)).map_or_else(|| Period::year(year), |month| Period::month(year, month))
}

/// The first cell of a row under a head that says it is a place: "Location", "Municipio".
pub(super) fn place(scene: &Scene<'_>, sentence: &Sentence<'_>) -> Option<(Slot, String)> {
    let head = scene.header?.split('|').next()?.trim().to_lowercase();
    let tags = scene.lexicon.words.tags(scene.lang, &head);
    let end = sentence.tokens.iter().position(|t| t.mark('|'))?;
    let cell = sentence.tokens.get(..end)?;
    let named = cell.first()?.capital && cell.iter().all(|t| t.figure().is_none());
    let span = cell.first()?.span.join(cell.last()?.span);
    (tags.any(Tags::TERRITORY) && named).then(|| (Slot { text: span.of(scene.text).to_owned(), span }, String::new()))
}

/// The head of the column that a token of a row stands in.
fn head<'a>(sentence: &Sentence<'_>, token: usize, header: &'a str) -> Option<&'a str> {
    let index = sentence.tokens[..token].iter().filter(|t| t.mark('|')).count();
    header.split('|').nth(index).map(str::trim).filter(|head| !head.is_empty())
}

/// "2022", "FY 2023"
fn year(head: &str) -> Option<i16> {
    let digits = head.trim_start_matches("FY").trim();
    digits.parse().ok().filter(|year| digits.len() == 4 && (1900..2100).contains(year))
}

/// Whether a head says only how or when: "Target", "Result", "Total number", "2022".
fn tells_how(scene: &Scene<'_>, head: &str) -> bool {
    let how = Tags::COLUMN.with(Tags::TARGET).with(Tags::PREP).with(Tags::DET);
    let words = || head.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let plain = |word: &str| {
        word.bytes().all(|b| b.is_ascii_digit())
            || scene.lexicon.calendar.get(scene.lang).month(word).is_some()
            || scene.lexicon.words.tags(scene.lang, &word.to_lowercase()).any(how)
    };
    year(head).is_some() || words().next().is_some() && words().all(plain)
}

/// The first cell of the row, where it is words and no place.
fn label(scene: &Scene<'_>, sentence: &Sentence<'_>) -> Option<Slot> {
    let end = sentence.tokens.iter().position(|t| t.mark('|'))?;
    let cell = sentence.tokens.get(..end).filter(|cell| cell.iter().any(Token::is_word))?;
    let place = sentence.places.iter().any(|p| p.start == 0 && p.end == end);
    let figure = cell.iter().any(|t| t.figure().is_some());
    let span = cell.first()?.span.join(cell.last()?.span);
    (!place && !figure).then(|| Slot { text: span.of(scene.text).to_owned(), span })
}

/// "Jobs Protected", "Number of Enrollees Who Used the Drug in 2023": the last plural, but for what it opens with.
fn unit(scene: &Scene<'_>, label: &str) -> String {
    let words = &scene.lexicon.words;
    let opening = label.split(" (").next().unwrap_or(label);
    let closed = Tags::REL.with(Tags::PREP).with(Tags::CONJ);
    let stop = |word: &&str| !words.tags(scene.lang, &word.to_lowercase()).any(closed) || *word == "of";
    let phrase = || opening.split(' ').take_while(stop);
    let mut plurals = phrase().filter(|word| words.is_plural(scene.lang, &word.to_lowercase()));
    // A Spanish noun comes before what describes it.
    let plural = if scene.lang == crate::figure::Lang::Es { plurals.next() } else { plurals.last() };
    words.singular(scene.lang, plural.or_else(|| phrase().last()).unwrap_or(opening))
}
