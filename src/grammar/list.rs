//! Numbers in a list that leave their unit or magnitude to the last one: "$2, $3 and $5 million", "5, 10 and 15 km",
//! "rose by 10, 20 and 30 per cent", "96 y 83 millones, respectivamente".

use super::Cx;
use super::count::{counts_something, looks_like_year};
use super::named::labelled;
use super::numeral::Reads;
use super::quantity::{Of, Quantity, joined, quantity};
use super::range::{Read, follows_between, share, single};
use crate::figure::Lang;
use crate::span::Span;
use rust_decimal::Decimal;

/// No list is longer.
const LONGEST: usize = 12;

/// The figures of the list at the beginning of `input`, each with what the last one says for all; none where there is no
/// list, or nothing is left to its last number.
pub(super) fn list(cx: &Cx<'_>, input: &str) -> Option<Vec<Read>> {
    let (mut rest, first) = quantity(cx, input, Reads::default()).ok()?;
    if !is_plain(cx, &first) || follows_between(cx, first.start) || labelled(cx, cx.before(first.start), false) {
        return None;
    }
    let mut items = vec![first];
    loop {
        let (closes, body) = joint(cx.lang(), rest)?;
        let (after, item) = joined(cx, body, Reads::default()).ok()?;
        // "40 × 20 × 15 cm"
        let closes = closes && !(times(rest).is_some() && times(after).is_some());
        let goes_on = !closes && is_plain(cx, &item);
        items.push(item);
        if closes {
            break;
        }
        rest = after;
        if !goes_on || items.len() > LONGEST {
            return None;
        }
    }
    let last = items.pop()?;
    let says = last.number.exponent > 0 || !matches!(last.of, Of::Bare);
    // "5 or 6 percent" is a range, "half of 500 and $5 million" no list.
    let range = items.len() == 1
        && last.number.mantissa == items[0].number.value + Decimal::ONE
        && rest.starts_with([' '])
        && is_or(rest);
    // "EUR 2, 3.5 and 4 million": the currency before the first is that of all.
    let bare = |item: &Quantity| item.of == Of::Bare;
    let shared = items[0].lead && bare(&last) && items[1..].iter().all(bare) && !counts_something(cx.tail(last.end));
    let last = if shared { Quantity { of: items[0].of.clone(), ..last } } else { last };
    let alike = |item: &Quantity| item.of == last.of || item.of == Of::Bare && !last.lead;
    if !says || range || !items.iter().all(alike) {
        return None;
    }
    let apart = items.len() == 1 && rest.starts_with(',');
    let near = |item: &Quantity| {
        let (small, large) = (item.number.value.min(last.number.mantissa), item.number.value.max(last.number.mantissa));
        large <= small * Decimal::ONE_THOUSAND
    };
    if apart || !items.iter().all(near) {
        return None;
    }
    for item in &mut items {
        // "$500 and $1 million" are each their own.
        let small = item.number.value < Decimal::ONE_THOUSAND
            && item.number.value <= last.number.mantissa * Decimal::ONE_HUNDRED;
        if last.number.exponent > 0 && !small {
            return None;
        }
        share(item, &last);
        item.of = last.of.clone();
        item.per.clone_from(&last.per);
    }
    Some(items.iter().chain([&last]).map(single).collect())
}

/// A number that says neither magnitude nor unit, but perhaps its currency's sign, and is no year.
fn is_plain(cx: &Cx<'_>, item: &Quantity) -> bool {
    let words = Span::new(item.start, item.end).of(cx.text);
    let open = matches!(item.of, Of::Bare) || matches!(item.of, Of::Money(_)) && !words.ends_with(char::is_alphabetic);
    item.number.exponent == 0
        && open
        && item.shift == 0
        && !words.contains("/100")
        && !looks_like_year(words)
        && item.per.is_none()
}

/// Whether the joint before the last item closes the list, and what follows it.
fn joint(lang: Lang, rest: &str) -> Option<(bool, &str)> {
    let closing: &[&str] = match lang {
        // "five- and ten-year bonds"
        Lang::En => &[", and ", " and ", ", or ", " or ", " & ", " x ", " × ", " by ", "- and ", "- or "],
        Lang::Es => &[" y ", " o ", " e ", ", y ", " x ", " × ", " por "],
    };
    let closed = closing.iter().find_map(|joint| rest.strip_prefix(joint)).map(|body| (true, body));
    closed.or_else(|| rest.strip_prefix(", ").map(|body| (false, body)))
}

/// What follows the sign between two dimensions.
fn times(rest: &str) -> Option<&str> {
    [" × ", " x ", " by ", " por "].iter().find_map(|sign| rest.strip_prefix(sign))
}

fn is_or(rest: &str) -> bool {
    [" or ", " o "].iter().any(|or| rest.starts_with(or))
}
