//! A figure in a table: the head of its column says what it is, or the first cell of its row where the head only tells how
//! or when it stands ("Target", "Actual", "2022").

use super::counted::counted;
use super::token::Token;
use super::{Scene, Sentence, Slot, Slots};
use crate::figure::{Period, Status};
use crate::grammar::{Heads, ROW_UNIT, Reading};
use crate::lexicon::{HeadWord, Tags};
use crate::span::Span;

/// Fills `what` and `unit`; `None` where a bare number under the head is another one than it seems.
pub(super) fn fill(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    mention: usize,
    heads: &Heads,
    slots: &mut Slots,
) -> Option<()> {
    let index = column(sentence, token);
    let head = heads.column(index);
    let count = matches!(scene.mentions[mention].reading, Reading::Count { .. });
    // "40 schools" under "Results"
    let own = counted(scene, sentence, token).filter(|_| count && index > 0);
    // A number under a head of money whose words do not say what it counts is another number than it seems.
    if count && own.is_none() && !told(scene.mentions[mention].rule) && heads.has_unit(index) {
        return None;
    }
    // A unit that the row tells is the unit of what its label names, whatever the column.
    let of_row = scene.mentions[mention].rule == ROW_UNIT;
    let row = of_row.then(|| label(scene, sentence, index, heads)).flatten();
    let named = head.filter(|head| !head.how && !head.name.is_empty() && row.is_none());
    // "Households reached (thousands)" over "Cash" and "Food"
    let titled = count && heads.counts_title() && named.is_some_and(|head| !has_plural(scene, &head.name));
    let mut what = if titled {
        Slot { text: heads.title.clone(), span: Span::default() }
    } else if let Some(own) = own {
        let span = own.span(sentence);
        Slot { text: span.of(scene.text).to_owned(), span }
    } else if let Some(head) = named {
        // The words of the head stand in another block: no evidence in this one.
        Slot { text: head.name.clone(), span: Span::default() }
    } else {
        let Some(row) = row.or_else(|| label(scene, sentence, index, heads)) else { return Some(()) };
        row
    };
    // "Revenue (US$ million)" is revenue.
    if !what.span.is_empty() && own.is_none() {
        let name = heads.name(&what.text, scene.lexicon).to_owned();
        what.span.end = what.span.end.min(what.span.start + name.len());
        what.text = name;
    }
    if count {
        slots.unit = unit(scene, &what.text);
    }
    slots.what = Some(what);
    Some(())
}

/// Whether a figure has the unit that its table tells.
fn told(rule: &str) -> bool {
    rule == "table.unit" || rule == ROW_UNIT
}

/// How the head says that the figures under it stand.
pub(super) fn status(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<Status> {
    // "American Rescue Plan" is a name.
    let head = scene.heads?.column(column(sentence, token))?.how_words.to_lowercase();
    let any = |forms: &[&str]| forms.iter().any(|form| head.contains(form));
    if any(&["baseline", "línea base", "linea base", "línea de base"]) {
        return Some(Status::Baseline);
    }
    let aimed = head.split(' ').any(|word| scene.lexicon.words.tags(scene.lang, word).any(Tags::TARGET));
    (aimed || any(&["planned", "programad", "previst"])).then_some(Status::Target)
}

/// The time that the head of the column tells, or else the row's label: "2022", "Target (June 2024)".
pub(super) fn period(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize) -> Option<(Period, Span)> {
    let index = column(sentence, token);
    if let Some(period) = scene.heads?.column(index).and_then(|head| head.period.clone()) {
        return Some((period, Span::default()));
    }
    // The cell of a column of dates, or else the label.
    let own = || {
        let at = scene.heads?.dates.unwrap_or(0);
        let cell = sentence.tokens.split(|token| token.mark('|')).nth(at.checked_sub(sentence.column)?)?;
        let (date, token) = dated(scene, cell)?;
        let behind = date.checked_sub(1).and_then(|before| cell.get(before));
        // "Population (2020)", "Roads, 2021", but "Change since 2019"
        let tied =
            cell.len() == 1 || behind.is_some_and(|t| t.mark('(') || t.mark(',') || ["in", "en"].contains(&t.text));
        Some((scene.periods.get(token.figure()?)?.clone()?, token.span)).filter(|_| at != index && tied)
    };
    own().or_else(|| Some((scene.heads?.row.period.clone()?, Span::default())))
}

/// The time that the line above the table tells.
pub(super) fn period_over(scene: &Scene<'_>) -> Option<(Period, Span)> {
    Some((scene.heads?.period.clone()?, Span::default()))
}

/// The cell of a row, or of rows, under a head that says it is a place: "Location", "Municipio".
pub(super) fn place(scene: &Scene<'_>, sentence: &Sentence<'_>) -> Option<(Slot, String)> {
    let heads = scene.heads.filter(|heads| heads.is_place(0, scene.lexicon))?;
    let end = sentence.tokens.iter().position(|t| t.mark('|'))?;
    let cell = sentence.tokens.get(..end)?;
    let above = &heads.row.label;
    if cell.is_empty() && above.starts_with(char::is_uppercase) && !heads.is_how(above, scene.lexicon) {
        return Some((Slot { text: above.clone(), span: Span::default() }, String::new()));
    }
    let named = cell.first()?.capital && cell.iter().all(|t| t.figure().is_none());
    let span = cell.first()?.span.join(cell.last()?.span);
    let text = span.of(scene.text);
    (named && !heads.is_how(text, scene.lexicon)).then(|| (Slot { text: text.to_owned(), span }, String::new()))
}

/// The number of the column that a token of a row stands in.
fn column(sentence: &Sentence<'_>, token: usize) -> usize {
    sentence.column + sentence.tokens[..token].iter().filter(|t| t.mark('|')).count()
}

/// What the row is about: the last of the cells of words before its first number that names no place and says not only
/// how its figures stand, else what the line above the table calls them.
fn label(scene: &Scene<'_>, sentence: &Sentence<'_>, column: usize, heads: &Heads) -> Option<Slot> {
    let mut label = None;
    for (index, cell) in sentence.tokens.split(|token| token.mark('|')).enumerate().take(column) {
        // "Population (2020)"
        let named = dated(scene, cell).and_then(|(date, _)| {
            let before = date.checked_sub(1)?;
            cell.get(before).filter(|mark| mark.mark('(') || mark.mark(','))?;
            cell.get(..before)
        });
        if named.is_none() && cell.iter().any(|token| token.figure().is_some()) {
            break;
        }
        let cell = named.unwrap_or(cell);
        let (Some(first), Some(last)) = (cell.first(), cell.last()) else { continue };
        let span = first.span.join(last.span);
        let named = cell.iter().any(Token::is_word) && !heads.is_place(index, scene.lexicon);
        let place = sentence.places.iter().any(|place| {
            sentence.tokens.get(place.start).map(|t| t.span.start) == Some(span.start)
                && sentence.tokens.get(place.end - 1).map(|t| t.span.end) == Some(span.end)
        });
        if named && !place && !heads.is_how(span.of(scene.text), scene.lexicon) && !heads.is_units(index) {
            label = Some(Slot { text: span.of(scene.text).to_owned(), span });
        }
    }
    let said = [&heads.row.label, &heads.title]
        .into_iter()
        .find(|words| !words.is_empty() && !heads.is_how(words, scene.lexicon));
    label.or_else(|| Some(Slot { text: said?.clone(), span: Span::default() }))
}

/// The one figure of a cell, where it is a date, and its place among the cell's tokens.
fn dated<'c, 't>(scene: &Scene<'_>, cell: &'c [Token<'t>]) -> Option<(usize, &'c Token<'t>)> {
    let mut figures = cell.iter().enumerate().filter(|(_, token)| token.figure().is_some());
    let found = figures.next().filter(|_| figures.next().is_none())?;
    let reading = &scene.mentions.get(found.1.figure()?)?.reading;
    matches!(reading, Reading::Date(_)).then_some(found)
}

fn has_plural(scene: &Scene<'_>, words: &str) -> bool {
    words.split(' ').any(|word| scene.lexicon.words.is_plural(scene.lang, &word.to_lowercase()))
}

/// "Jobs Protected", "Number of Enrollees Who Used the Drug in 2023": the last plural, but for what it opens with.
fn unit(scene: &Scene<'_>, label: &str) -> String {
    let words = &scene.lexicon.words;
    let opening = label.split(" (").next().unwrap_or(label);
    // "N.º de viviendas"
    let number = scene.lexicon.heads.get(scene.lang).at_start_where(opening, |&word| word == HeadWord::Number);
    let noun = number.and_then(|(length, _)| opening.get(length..)?.strip_prefix(" de "));
    let opening = noun.unwrap_or(opening);
    let closed = Tags::REL.with(Tags::PREP).with(Tags::CONJ);
    let stop = |word: &&str| !words.tags(scene.lang, &word.to_lowercase()).any(closed) || *word == "of";
    let phrase = || opening.split(' ').map(|word| word.trim_end_matches(':')).take_while(stop);
    let mut plurals = phrase().filter(|word| words.is_plural(scene.lang, &word.to_lowercase()));
    // A Spanish noun comes before what describes it.
    let plural = if scene.lang == crate::figure::Lang::Es { plurals.next() } else { plurals.last() };
    words.singular(scene.lang, plural.or_else(|| phrase().last()).unwrap_or(opening))
}
