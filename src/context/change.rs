//! The slots `change` (on top of or against something earlier) and `per` (the base of a rate).

use super::{Governor, Scene, Sentence, Slot, Slots};
use crate::figure::{Change, Lang};
use crate::grammar::Reading;
use crate::lexicon::{CalendarWord, Tags, UnitKind};
use crate::span::Span;
use rust_decimal::Decimal;

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
    let direct = group.head + 1 == before
        && group.tags.any(Tags::PAST.with(Tags::ING).with(Tags::BASE).with(Tags::THIRD).with(Tags::FUTURE));
    (matches!(by.text, "by" | "un" | "en") || direct).then(|| (up_or_down, Some(tokens[group.head].span)))
}

/// "per year", "a barrel", "for each pupil", "por hectárea", "la hora", "annually" behind the figure or its noun phrase.
pub(super) fn per(
    scene: &Scene<'_>,
    sentence: &Sentence<'_>,
    token: usize,
    mention: usize,
    slots: &Slots,
) -> Option<Slot> {
    let tokens = &sentence.tokens;
    let behind = slots.what.as_ref().and_then(|what| tokens.iter().position(|t| t.span.start >= what.span.end));
    let money = matches!(scene.mentions[mention].reading, Reading::Money { .. });
    [Some(token + 1), behind].into_iter().flatten().find_map(|at| {
        let first = tokens.get(at)?;
        let calendar = scene.lexicon.calendar.get(scene.lang);
        if let Some((length, CalendarWord::Yearly(stretch))) =
            calendar.at_start_where(first.text, |word| matches!(word, CalendarWord::Yearly(_)))
            && length == first.text.len()
        {
            return Some(Slot { text: (*stretch).to_owned(), span: first.span });
        }
        let every = |i: usize| tokens.get(i).is_some_and(|t| matches!(t.text, "each" | "every" | "cada"));
        // "for each pupil", "a la semana", "por cada alumno"
        let skip = usize::from(
            matches!(first.text, "for" | "por") && every(at + 1) || first.text == "a" && scene.lang == Lang::Es,
        );
        let (link, base) = (tokens.get(at + skip)?, tokens.get(at + skip + 1).filter(|t| t.is_word())?);
        let word = base.text.to_lowercase();
        let units = scene.lexicon.units.get(scene.lang);
        let unit = units.at_start(&word).filter(|&(length, unit)| length == word.len() && unit.factor == Decimal::ONE);
        let time = unit
            .filter(|(_, unit)| matches!(unit.kind, UnitKind::Duration | UnitKind::Base))
            .map(|(_, unit)| unit.name.clone());
        let measure = unit.is_some_and(|(_, unit)| !matches!(unit.kind, UnitKind::Between | UnitKind::Percent));
        let somebody = base.is(Tags::WHO) && !scene.lexicon.words.is_plural(scene.lang, &word);
        let noun = !base.is(Tags::PREP.with(Tags::DET).with(Tags::PRON).with(Tags::AUX)) && !base.capital;
        let tells = match (scene.lang, link.text) {
            (Lang::En, "per") | (Lang::Es, "cada") => noun,
            (Lang::En, "each" | "every") => time.is_some() || skip > 0 && noun,
            // "$75 a barrel", "25 cents a share"
            (Lang::En, "a" | "an") => {
                let next = tokens.get(at + skip + 2);
                time.is_some() || money && (measure || noun && next.is_none_or(|t| !t.is_word() || t.is(Tags::PREP)))
            }
            (Lang::Es, "por") => time.is_some() || measure || somebody,
            (Lang::Es, "al") => time.is_some(),
            (Lang::Es, "la" | "el") => (money || skip > 0) && (time.is_some() || measure && skip == 0),
            _ => false,
        };
        tells.then(|| Slot { text: time.unwrap_or(word), span: base.span })
    })
}
