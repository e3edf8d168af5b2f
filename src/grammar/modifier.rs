//! The words directly beside a figure that bound it ("more than") or set it against something earlier.

use super::count::counts_something;
use super::proper::tags;
use super::{Cx, Reading};
use crate::figure::{Change, Lang, Modifier};
use crate::lexicon::{Head, ModifierOf, ModifierWords, Side, Tags, form_at_end, is_hyphen};
use crate::span::Span;
use rust_decimal::Decimal;

/// At most so many phrases stand before a number: "up to an additional estimated 40,000".
const DEEPEST: usize = 4;

/// At most so many words stand between the two parts of a bound: "not have to spend more than".
const REACH: usize = 7;

/// At most so many words of a noun phrase stand between a number and a bound behind it.
const PHRASE: usize = 5;

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
    let fits = |of: ModifierOf| applies(cx, of, span, reading);
    let mut made = Beside::default();
    before(cx, span, reading, &fits, &mut made);
    after(cx, span, &fits, &mut made);
    if made.modifier == Modifier::Exact
        && let Some((here, modifier)) = behind(cx, span.end, &fits)
    {
        made.modifier = modifier;
        made.modifier_span = Some(here);
    }
    if plus && made.modifier == Modifier::Exact {
        made.modifier = Modifier::MoreThan;
        // "50+¢": the sign may stand within.
        let said = span.of(cx.text);
        let at = ["+", "plus"].iter().find_map(|sign| Some((said.rfind(sign)?, sign.len())));
        made.modifier_span = at.map(|(at, length)| Span::new(span.start + at, span.start + at + length));
    }
    made
}

/// Whether words of this kind may stand beside the quantity read.
fn applies(cx: &Cx<'_>, of: ModifierOf, span: Span, reading: &Reading) -> bool {
    let lasts = matches!(reading, Reading::Duration { .. });
    match of {
        ModifierOf::Quantity => !lasts,
        ModifierOf::Many => !lasts && !is_few(cx, span, reading),
        ModifierOf::Large => {
            let small = matches!(reading, Reading::Count { amount } if amount.value < Decimal::ONE_THOUSAND);
            !lasts && !small
        }
        ModifierOf::Duration => lasts,
        ModifierOf::Percent => matches!(reading, Reading::Percent { .. }),
        ModifierOf::Any | ModifierOf::Skip => true,
        ModifierOf::Date | ModifierOf::DateInside | ModifierOf::SkipDate => false,
    }
}

/// Reads the words before the quantity.
fn before(cx: &Cx<'_>, span: Span, reading: &Reading, fits: &impl Fn(ModifierOf) -> bool, made: &mut Beside) {
    let words = cx.lex.modifiers.get(cx.lang());
    let mut at = span.start;
    let mut bounded = false;
    for _ in 0..DEEPEST {
        let before = cx.before(at).trim_end_matches([' ', '(']);
        let Some((start, said)) = words.at_end_where(before, |said| {
            said.side == Side::Before
                && fits(said.of)
                && said.head.as_ref().is_none_or(|head| reaches(cx, head, before))
        }) else {
            break;
        };
        let here = Span::new(start, before.len());
        // "under a $420 million programme"
        let within = cx
            .text
            .get(start..span.start)
            .is_some_and(|words| words.ends_with("nder a ") || words.ends_with("nder an "));
        if within && matches!(reading, Reading::Money { .. }) || is_initial(here.of(cx.text)) || is_margin(cx, here) {
            break;
        }
        // "up to an estimated 250,000": the bound says more than the estimate.
        if let Some(modifier) = said.modifier.filter(|_| !bounded) {
            bounded = modifier != Modifier::About;
            let none = modifier == Modifier::Exact || modifier == Modifier::AtMost && arrives(cx, here);
            made.modifier = if none { Modifier::Exact } else { modifier };
            // The "at" of "capped … at" stays a preposition, "ronda" the verb of its subject.
            let apart =
                said.head.as_ref().is_some_and(|head| head.tail == 1) || tags(cx, here.of(cx.text)).any(Tags::AMOUNTS);
            made.modifier_span = (!none && !apart).then_some(here);
        }
        if said.change.is_some() && made.change.is_none() {
            made.change = said.change;
            made.change_span = Some(here);
        }
        at = start;
    }
}

/// Reads the words directly after the quantity.
fn after(cx: &Cx<'_>, span: Span, fits: &impl Fn(ModifierOf) -> bool, made: &mut Beside) {
    let words = cx.lex.modifiers.get(cx.lang());
    let mut at = span.end;
    for _ in 0..2 {
        let rest = cx.tail(at);
        let body = rest.trim_start_matches(|c: char| c == ' ' || is_hyphen(c));
        let fits = |said: &ModifierWords| {
            let beside =
                said.side == Side::After || said.side == Side::Behind && said.modifier != Some(Modifier::Exact);
            beside && fits(said.of)
        };
        let Some((length, said)) = words.at_start_where(body, fits) else { break };
        // "10 million lower-income households"
        if body.get(length..).is_some_and(|rest| rest.starts_with(is_hyphen)) {
            break;
        }
        let start = cx.at(body);
        let here = Span::new(start, start + length);
        if let Some(modifier) = said.modifier {
            // "inferior al 2,9 % registrado": what it is compared with.
            if modifier == Modifier::Exact {
                *made = Beside { modifier, modifier_span: None, ..*made };
            } else if made.modifier == Modifier::Exact {
                *made = Beside { modifier, modifier_span: Some(here), ..*made };
            }
        }
        if said.change.is_some() && made.change.is_none() {
            made.change = said.change;
            made.change_span = Some(here);
        }
        at = here.end;
    }
}

/// "5,000 workers or fewer", "dos cuartos como máximo": a bound behind the few words that the number counts.
fn behind(cx: &Cx<'_>, end: usize, fits: &impl Fn(ModifierOf) -> bool) -> Option<(Span, Modifier)> {
    let words = cx.lex.modifiers.get(cx.lang());
    let mut rest = cx.tail(end);
    for _ in 0..=PHRASE {
        let body = rest.strip_prefix(' ')?;
        let body = body.strip_prefix('(').unwrap_or(body);
        if let Some((length, said)) = words.at_start_where(body, |said| said.side == Side::Behind && fits(said.of)) {
            let next = body.get(length..)?;
            let start = cx.at(body);
            let bound = said.modifier.filter(|modifier| *modifier != Modifier::Exact && !counts(cx, next));
            return bound.map(|modifier| (Span::new(start, start + length), modifier));
        }
        let length = body.find(|c: char| !(c.is_alphabetic() || is_hyphen(c) || c == '’')).unwrap_or(body.len());
        let tags = tags(cx, body.get(..length)?);
        let closes = Tags::CONJ.with(Tags::REL).with(Tags::SUB).with(Tags::PRON).with(Tags::AUX).with(Tags::NEG);
        if length == 0 || tags.any(closes) {
            return None;
        }
        rest = body.get(length..)?;
    }
    None
}

/// Whether a number or a plural follows, to which the words before it belong: "or more teachers", "at least 30 dogs".
pub(super) fn counts(cx: &Cx<'_>, rest: &str) -> bool {
    let body = rest.trim_start_matches([' ', '$', '€', '£']);
    counts_something(rest)
        || body.starts_with(|c: char| c.is_ascii_digit())
        || cx.lex.numbers.get(cx.lang()).at_start(body).is_some()
}

/// Whether the first part of a form stands before its last part, which ends `before`, in the same clause: "no … más de".
fn reaches(cx: &Cx<'_>, head: &Head, before: &str) -> bool {
    let mut at = before.len();
    for count in 1..=REACH {
        let Some(space) = before.get(..at).and_then(|words| words.rfind(' ')) else { return false };
        let word = before.get(space + 1..at).unwrap_or_default();
        let rest = before.get(..space).unwrap_or_default();
        let tags = cx.lex.words.tags(cx.lang(), word);
        // "no plans for more than 20": what a preposition brings in is no object of the verb.
        let other = count == head.tail + 1 && tags.any(Tags::PREP);
        if count > head.tail && (other || tags.any(Tags::CONJ.with(Tags::REL).with(Tags::SUB))) {
            return false;
        }
        if rest.ends_with([',', ';', '.', ':']) {
            return false;
        }
        if count >= head.tail && form_at_end(&head.form, rest, false).is_some() {
            return true;
        }
        at = space;
    }
    false
}

/// "Hepatitis C. 300 people": a capital with its point is no "c." for "circa".
fn is_initial(words: &str) -> bool {
    words.len() <= 3 && words.ends_with('.') && words.starts_with(char::is_uppercase)
}

/// "25 ± 2": what stands after the sign is how far the number before it may be off.
fn is_margin(cx: &Cx<'_>, here: Span) -> bool {
    here.of(cx.text).starts_with(['±', '+']) && cx.before(here.start).trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// "cayó hasta 12,4 millones": what fell or rose arrived there.
fn arrives(cx: &Cx<'_>, here: Span) -> bool {
    let arrived = |word: &str| {
        let tags = cx.lex.words.tags(Lang::Es, word.trim_end_matches(','));
        tags.any(Tags::PAST.with(Tags::FUTURE)) && tags.any(Tags::UP.with(Tags::DOWN))
    };
    cx.lang() == Lang::Es
        && here.of(cx.text).eq_ignore_ascii_case("hasta")
        && cx
            .before(here.start)
            .trim_end()
            .rsplit(' ')
            .take(REACH)
            .take_while(|word| !word.ends_with(['.', ';', ':']))
            .any(arrived)
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
