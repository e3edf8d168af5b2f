//! The slots `change` (on top of or against something earlier) and `per` (the base of a rate).

use super::{Governor, Scene, Sentence, Slot, Slots};
use crate::figure::{Change, Lang};
use crate::lexicon::Tags;
use crate::span::Span;

/// What sets the figure against something earlier: the words beside it, else "by" after a verb that raises or lowers.
pub(super) fn of(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    mention: usize,
    governor: Governor,
) -> Option<(Change, Option<Span>)> {
    let mention = &scene.mentions[mention];
    if let Some(change) = mention.change {
        return Some((change, mention.change_span));
    }
    let tokens = &sentence.tokens;
    if let Some(after) = tokens.get(token + 1) {
        let change = match after.text.to_lowercase().as_str() {
            "additional" | "more" | "adicionales" => Some(Change::Additional),
            "fewer" | "less" => Some(Change::Decrease),
            _ => None,
        };
        if let Some(change) = change {
            return Some((change, Some(after.span)));
        }
    }
    let mut before = token;
    while before > 0 && tokens[before - 1].beside {
        before -= 1;
    }
    let by = before.checked_sub(1).map(|i| &tokens[i])?;
    let group = &sentence.groups[governor.group?];
    let up_or_down = if group.tags.any(Tags::UP) {
        Change::Increase
    } else if group.tags.any(Tags::DOWN) {
        Change::Decrease
    } else {
        return None;
    };
    let direct = group.head + 1 == before && group.tags.any(Tags::PAST.with(Tags::ING).with(Tags::BASE));
    (matches!(by.text, "by" | "un" | "en") || direct).then(|| (up_or_down, Some(tokens[group.head].span)))
}

/// "per year", "a month", "each day", "annually" behind the figure or its noun phrase.
pub(super) fn per(scene: &Scene<'_>, sentence: &Sentence<'_>, token: usize, slots: &Slots) -> Option<Slot> {
    let tokens = &sentence.tokens;
    let behind = slots.what.as_ref().and_then(|what| tokens.iter().position(|t| t.span.start >= what.span.end));
    [Some(token + 1), behind].into_iter().flatten().find_map(|at| {
        let first = tokens.get(at)?;
        let adverb = match first.text.to_lowercase().as_str() {
            "annually" | "yearly" | "anuales" | "anualmente" => Some("year"),
            "monthly" | "mensuales" | "mensualmente" => Some("month"),
            "weekly" | "semanales" => Some("week"),
            "daily" | "diarios" | "diarias" => Some("day"),
            "hourly" => Some("hour"),
            _ => None,
        };
        if let Some(unit) = adverb {
            return Some(Slot { text: unit.to_owned(), span: first.span });
        }
        let unit = tokens.get(at + 1).filter(|t| t.is_word())?;
        let link = match scene.lang {
            Lang::En => matches!(first.text, "per" | "a" | "an" | "each" | "every"),
            Lang::Es => matches!(first.text, "por" | "al" | "cada" | "a"),
        };
        let word = unit.text.to_lowercase();
        let time = match word.as_str() {
            "year" | "annum" | "año" => "year",
            "month" | "mes" => "month",
            "week" | "semana" => "week",
            "day" | "día" => "day",
            "hour" | "hora" => "hour",
            other if first.text == "per" || first.text == "cada" => other,
            _ => return None,
        };
        link.then(|| Slot { text: time.to_owned(), span: unit.span })
    })
}
