//! Amounts that leave their unit to another: "$31 million from Mexico and another 40 million from Canada", "180 millones
//! de euros: la primera etapa, de 110 millones", "un aumento del 12,5; en el resto, un aumento del 9 por ciento".

use super::{Amount, Cx, Mention, Reading};
use crate::figure::{Change, Lang};
use crate::lexicon::Tags;
use crate::span::Span;
use rust_decimal::Decimal;

/// So many bytes may lie between the two amounts.
const REACH: usize = 120;
/// Nobody counts so little in millions.
const LEAST: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// The mention as money, or as so much of a unit, like the amount before it, where it is written and stands as that
/// one's like; else as it is.
pub(crate) fn like_before(cx: &Cx<'_>, before: &[Mention], mention: Mention) -> Mention {
    // A small count or a date may stand between the two.
    let before = before.iter().rev().take(4).find(|m| match &m.reading {
        Reading::Money { .. } | Reading::Measure { .. } => true,
        Reading::Count { amount } => amount.value >= LEAST,
        _ => false,
    });
    let (Some(Mention { reading: whole, span, .. }), Reading::Count { amount }) = (before, &mention.reading) else {
        return mention;
    };
    let of = match whole {
        Reading::Money { currency, .. } => Reading::Money { amount: *amount, currency: currency.clone() },
        Reading::Measure { unit, .. } => Reading::Measure { amount: *amount, unit: unit.clone() },
        _ => return mention,
    };
    let words = mention.span.of(cx.text);
    let between = cx.text.get(span.end..mention.span.start).unwrap_or_default();
    let scaled = amount.value >= LEAST && words.ends_with(|c: char| c.is_alphabetic()) && words.contains(' ');
    // "fined the coach 10,000 francs and the club another 25,000"
    let another = [" another", " otros", " otras"].iter().any(|another| between.trim_end().ends_with(another));
    let scaled = scaled || another && words.contains([',', '.']) && amount.decimals == 0;
    let credit = of_credit(cx, between);
    let near = between.len() <= if credit { 2 * REACH } else { REACH }
        && !between.contains(". ")
        && !between.contains(['!', '?', '|']);
    let after = cx.tail(mention.span.end);
    let alike = mention.change == Some(Change::Additional) || credit || is_alike(cx, between, after);
    if !(scaled && near && alike && stands_alone(cx, after)) {
        return mention;
    }
    let rule = if matches!(of, Reading::Money { .. }) { "money.unsaid" } else { "measure.unsaid" };
    Mention { reading: of, rule, ..mention }
}

/// The numbers that a list leaves bare: "Spain received €3.2 billion; Italy, 2.1, and France, 1.8", "982,765 of the
/// 2,272,931 hectares".
pub(crate) fn with_unit(cx: &Cx<'_>, mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        let Reading::Count { amount } = mentions[at].reading else { continue };
        let span = mentions[at].span;
        let part_of = || {
            let whole = mentions.get(at + 1)?;
            let between = cx.text.get(span.end..whole.span.start)?;
            // "450 of the 64-ounce cans"
            let of = matches!(between, " of the " | " of " | " de los " | " de las ")
                && !whole.span.of(cx.text).contains(crate::lexicon::is_hyphen);
            match &whole.reading {
                Reading::Measure { unit, .. } if of => Some(Reading::Measure { amount, unit: unit.clone() }),
                _ => None,
            }
        };
        // "redujo su deuda en 312 millones, hasta los 1.045 millones de euros"
        let until = || {
            let whole = mentions.get(at + 1)?;
            let between = cx.text.get(span.end..whole.span.start)?.trim_start_matches(',');
            let joint = matches!(between, " hasta " | " hasta los " | " hasta las " | " a " | " to ");
            let scaled = amount.value >= LEAST && span.of(cx.text).ends_with(char::is_alphabetic);
            match &whole.reading {
                Reading::Money { currency, .. } if joint && scaled => {
                    Some(Reading::Money { amount, currency: currency.clone() })
                }
                _ => None,
            }
        };
        let found = part_of()
            .or_else(|| paired(cx, mentions, at, amount))
            .or_else(until)
            .or_else(|| listed(cx, &mentions[..at], span, amount));
        if let Some(reading) = found {
            mentions[at].rule = match reading {
                Reading::Money { .. } => "money.unsaid",
                Reading::Percent { .. } => "percent.unsaid",
                _ => "measure.unsaid",
            };
            mentions[at].reading = reading;
        }
    }
}

/// A pair that tells what another is of lies no more figures away.
const BESIDE: usize = 12;

/// "de 340 a 460; el segundo de 250 a 320, y el tercero de 160 a 200 pesos": what the numbers of a pair are by another
/// pair of the sentence that says it.
fn paired(cx: &Cx<'_>, mentions: &[Mention], at: usize, amount: Amount) -> Option<Reading> {
    let (from, to) = if cx.lang() == Lang::En { ("from ", " to ") } else { ("de ", " a ") };
    let digits = |span: Span| span.of(cx.text).bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    // The pair that the mention at an index belongs to, as the spans of its first and last number.
    let pair = |index: usize| {
        let mention = mentions.get(index)?;
        let opens = |span: Span| cx.before(span.start).ends_with(from);
        let joined = |one: &Mention, other: &Mention| cx.text.get(one.span.end..other.span.start) == Some(to);
        let next = mentions.get(index + 1).filter(|next| opens(mention.span) && joined(mention, next));
        let last = || index.checked_sub(1).and_then(|before| mentions.get(before));
        let one = || (opens(mention.span) && mention.span.of(cx.text).contains(to)).then_some((mention, mention));
        let back = || last().filter(|first| opens(first.span) && joined(first, mention)).map(|first| (first, mention));
        next.map(|next| (mention, next)).or_else(back).or_else(one)
    };
    let (first, last) = pair(at)?;
    let whole = digits(first.span) && digits(last.span);
    let bare = whole
        || first.span == last.span
            && first
                .span
                .of(cx.text)
                .split(to)
                .all(|number| number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')));
    let after = cx.tail(last.span.end);
    let closed = after.is_empty() || after.starts_with([',', ';', '.']);
    if !(bare && closed) {
        return None;
    }
    let near = |other: &Mention| {
        let (start, end) = (first.span.start.min(other.span.start), last.span.end.max(other.span.end));
        cx.text.get(start..end).is_some_and(|between| between.len() <= 3 * REACH && !between.contains(". "))
    };
    (at.saturating_sub(BESIDE)..mentions.len().min(at + BESIDE)).find_map(|index| {
        let Reading::Money { currency, .. } = &mentions[index].reading else { return None };
        let told = near(&mentions[index]) && pair(index).is_some();
        told.then(|| Reading::Money { amount, currency: currency.clone() })
    })
}

/// What a bare number with a fraction is behind a name and a comma, by the amount before it.
fn listed(cx: &Cx<'_>, before: &[Mention], span: Span, amount: Amount) -> Option<Reading> {
    let bare = span.of(cx.text).bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') && amount.decimals > 0;
    let name = cx.before(span.start).strip_suffix(", ")?.rsplit(' ').next()?;
    let after = cx.tail(span.end);
    let closed = after.is_empty()
        || after.starts_with([',', '.', ';'])
        || [" y ", " and "].iter().any(|and| after.starts_with(and));
    let last =
        before.iter().rev().take(3).find(|m| matches!(m.reading, Reading::Money { .. } | Reading::Percent { .. }))?;
    let between = cx.text.get(last.span.end..span.start)?;
    let near = between.len() <= 2 * REACH && !between.contains(". ") && !between.contains(['!', '?', '|']);
    if !(bare && closed && near && name.starts_with(char::is_uppercase)) {
        return None;
    }
    match &last.reading {
        Reading::Percent { unit, .. } => Some(Reading::Percent { amount, unit }),
        Reading::Money { amount: whole, currency } => {
            // Both are told to as many digits, so the precision of the one tells its magnitude.
            let exponent =
                u32::try_from(amount.decimals - whole.decimals).ok().filter(|e| matches!(e, 3 | 6 | 9 | 12))?;
            let value = amount.value.checked_mul(Decimal::from(10_i64.pow(exponent)))?.normalize();
            let amount = Amount { value, max: None, decimals: whole.decimals };
            Some(Reading::Money { amount, currency: currency.clone() })
        }
        _ => None,
    }
}

/// So many bytes before a number name what it is of.
const NAMED: usize = 60;
/// A shorter word names nothing.
const SHORTEST: usize = 5;

/// The numbers with a fraction and no noun, behind a word that also stands before a percentage of the same sentence, as
/// percentages: nothing that is counted has a fraction.
pub(crate) fn with_percent(cx: &Cx<'_>, mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        let Reading::Count { amount } = mentions[at].reading else { continue };
        let span = mentions[at].span;
        let bare =
            amount.decimals > 0 && span.of(cx.text).bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
        let alone =
            || stands_alone(cx, cx.tail(span.end)) && !cx.before(span.start).ends_with(|c: char| !c.is_whitespace());
        if !bare || !alone() {
            continue;
        }
        let earlier = mentions[..at].iter().rev().take(3);
        let alike = earlier.chain(mentions[at + 1..].iter().take(3)).any(|other| {
            let percent = matches!(other.reading, Reading::Percent { unit: "%", .. });
            percent && is_of_the_same(cx, span, other.span)
        });
        if alike {
            mentions[at].reading = Reading::Percent { amount, unit: "%" };
            mentions[at].rule = "percent.unsaid";
        }
    }
}

/// Whether two numbers of a sentence are of the same: the words before each name it, or the one leads to the other.
fn is_of_the_same(cx: &Cx<'_>, one: Span, other: Span) -> bool {
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    let between = cx.text.get(first.end..second.start).unwrap_or_default();
    if between.len() > 2 * REACH || between.contains(". ") || between.contains(['!', '?', '|']) {
        return false;
    }
    let steps = matches!((cx.lang(), between), (Lang::En, " to ") | (Lang::Es, " a "));
    let mut last = names(between);
    steps || last.any(|word| names(cx.before(first.start)).any(|same| same.eq_ignore_ascii_case(word)))
}

/// The words that may name a number, of those right before it.
fn names(before: &str) -> impl Iterator<Item = &str> {
    let near = before.floor_char_boundary(before.len().saturating_sub(NAMED));
    let words = before.get(near..).unwrap_or_default().split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.len() >= SHORTEST)
}

/// "una línea de crédito por 500 millones", "inferior en 6.1 millones": only money is told so.
fn of_credit(cx: &Cx<'_>, between: &str) -> bool {
    let mut words = between.trim_end().rsplit(' ');
    match (cx.lang(), words.next(), words.next()) {
        (Lang::Es, Some("por" | "de"), Some(noun)) => cx.lex.words.money(Lang::Es, noun).is_some(),
        (Lang::Es, Some("en"), Some(word)) => matches!(word, "inferior" | "superior" | "menor" | "mayor"),
        _ => false,
    }
}

/// Whether the words before the number set it beside the amount before: "and", "another", "of".
fn is_alike(cx: &Cx<'_>, between: &str, after: &str) -> bool {
    let words = cx.lex.modifiers.get(cx.lang());
    let mut before = between.trim_end();
    while let Some((start, _)) = words.at_end_where(before, |said| said.head.is_none()) {
        before = before.get(..start).unwrap_or_default().trim_end();
    }
    let last = before.rsplit(' ').next().unwrap_or_default();
    let links: &[&str] = match cx.lang() {
        Lang::En => &["and", "or", "to", "of", "from", "another", "other", "further", "which", "against", "with"],
        Lang::Es => &["y", "o", "a", "de", "otros", "otras", "más", "unos", "cuales", "frente", "con"],
    };
    let added = before.len() < between.trim_end().len() && last.ends_with(',');
    // "las exportaciones sumaron 7.221 millones de dólares y las importaciones, 5.646 millones"
    let gapped = last.len() > SHORTEST
        && last.ends_with(',')
        && !after.starts_with(',')
        && [" y ", " and ", "; "].iter().any(|and| between.contains(and));
    // A Spanish count in millions says "millones de …": "de los que Madrid puso 17 millones".
    let verb =
        cx.lang() == Lang::Es && cx.lex.words.tags(Lang::Es, last).any(Tags::PAST.with(Tags::FUTURE).with(Tags::BE));
    links.contains(&last) || added || gapped || verb
}

/// Whether no noun follows that the number would count.
fn stands_alone(cx: &Cx<'_>, after: &str) -> bool {
    let Some(rest) = after.strip_prefix(' ') else { return !after.starts_with(|c: char| c.is_alphanumeric()) };
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let follows = match cx.lang() {
        Lang::En => " in for from to over and or by through during since on under available ",
        Lang::Es => " en para por a y o durante desde entre adicionales más provenientes ",
    };
    // "un déficit de 8,7 explicado por"
    let told = cx.lex.words.tags(cx.lang(), word).any(Tags::AUX.with(Tags::PART));
    // "frente a los 56,6 millones de 2015"
    let year = ["de ", "of "]
        .iter()
        .find_map(|of| rest.strip_prefix(of))
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    word.is_empty() || told || year || follows.contains(&format!(" {word} "))
}
