//! The words directly beside a figure that bound it ("more than") or set it against something earlier.

use super::{Cx, Reading};
use crate::figure::{Change, Modifier};
use crate::lexicon::{ModifierOf, Side, is_hyphen};
use crate::span::Span;
use rust_decimal::Decimal;

/// At most so many phrases stand before a number: "up to an additional estimated 40,000".
const DEEPEST: usize = 4;

/// What the words beside a figure say, and where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Beside {
    pub(super) modifier: Modifier,
    pub(super) modifier_span: Option<Span>,
    pub(super) change: Option<Change>,
    pub(super) change_span: Option<Span>,
}

/// What the words beside the quantity at `span` say of it.
pub(super) fn of_quantity(cx: &Cx<'_>, span: Span, reading: &Reading, plus: bool) -> Beside {
    let fits = |of: ModifierOf| match of {
        ModifierOf::Quantity => !matches!(reading, Reading::Duration { .. }),
        ModifierOf::Duration => matches!(reading, Reading::Duration { .. }),
        ModifierOf::Percent => matches!(reading, Reading::Percent { .. }),
        ModifierOf::Any | ModifierOf::Skip => true,
        ModifierOf::Date | ModifierOf::DateInside | ModifierOf::SkipDate => false,
    };
    let mut made = Beside::default();
    let words = cx.lex.modifiers.get(cx.lang());
    let mut at = span.start;
    let mut bounded = false;
    for _ in 0..DEEPEST {
        let before = cx.before(at).trim_end_matches([' ', '(']);
        let Some((start, said)) = words.at_end_where(before, |said| said.side == Side::Before && fits(said.of)) else {
            break;
        };
        let here = Span::new(start, before.len());
        // "a framework under three core pillars"
        if said.modifier == Some(Modifier::LessThan) && is_few(cx, span, reading) && before.ends_with("nder") {
            break;
        }
        // "under a $420 million programme"
        let within = cx
            .text
            .get(start..span.start)
            .is_some_and(|words| words.ends_with("nder a ") || words.ends_with("nder an "));
        if within && matches!(reading, Reading::Money { .. }) {
            break;
        }
        // "up to an estimated 250,000": the bound says more than the estimate.
        if let Some(modifier) = said.modifier.filter(|_| !bounded) {
            bounded = modifier != Modifier::About;
            made.modifier = modifier;
            made.modifier_span = (modifier != Modifier::Exact).then_some(here);
        }
        if said.change.is_some() && made.change.is_none() {
            made.change = said.change;
            made.change_span = Some(here);
        }
        at = start;
    }
    let mut at = span.end;
    for _ in 0..2 {
        let rest = cx.tail(at);
        let body = rest.trim_start_matches(|c: char| c == ' ' || is_hyphen(c));
        let Some((length, said)) = words.at_start_where(body, |said| said.side == Side::After && fits(said.of)) else {
            break;
        };
        // "10 million lower-income households"
        if body.get(length..).is_some_and(|rest| rest.starts_with(is_hyphen)) {
            break;
        }
        let start = cx.at(body);
        let here = Span::new(start, start + length);
        if said.modifier.is_some() && made.modifier == Modifier::Exact {
            made.modifier = said.modifier.unwrap_or_default();
            made.modifier_span = Some(here);
        }
        if said.change.is_some() && made.change.is_none() {
            made.change = said.change;
            made.change_span = Some(here);
        }
        at = here.end;
    }
    if plus && made.modifier == Modifier::Exact {
        made.modifier = Modifier::AtLeast;
        made.modifier_span = Some(Span::new(span.end.saturating_sub(1), span.end));
    }
    made
}

/// A few of something, told in a word: nothing that would be bounded from above.
fn is_few(cx: &Cx<'_>, span: Span, reading: &Reading) -> bool {
    let word = span.of(cx.text).bytes().all(|b| b.is_ascii_lowercase());
    word && matches!(reading, Reading::Count { amount } if amount.value <= Decimal::TEN)
}

/// What the words before the date at `span` say, and where the date begins with those that are part of it.
pub(super) fn of_date(cx: &Cx<'_>, span: Span) -> (Span, Beside) {
    let mut made = Beside::default();
    let words = cx.lex.modifiers.get(cx.lang());
    let (mut at, mut start) = (span.start, span.start);
    for _ in 0..DEEPEST {
        let before = cx.before(at).trim_end_matches(|c: char| c == ' ' || is_hyphen(c));
        let fits = |of| matches!(of, ModifierOf::Date | ModifierOf::DateInside | ModifierOf::SkipDate);
        let Some((found, said)) = words.at_end_where(before, |said| said.side == Side::Before && fits(said.of)) else {
            break;
        };
        let here = Span::new(found, before.len());
        match (said.of, said.modifier) {
            (ModifierOf::DateInside, Some(modifier)) if made.modifier == Modifier::Exact => {
                made.modifier = modifier;
                made.modifier_span = Some(here);
                start = found;
            }
            (ModifierOf::Date, Some(modifier)) => {
                made.modifier = modifier;
                made.modifier_span = Some(here);
                break;
            }
            _ => {}
        }
        at = found;
    }
    (Span::new(start, span.end), made)
}
