//! Two numbers that belong together: a range ("$20 to $30 million") is one figure, a change ("from 23% to 32%") two.

use super::count::{counts_something, is_dated, looks_like_year};
use super::date::Part;
use super::date_parts::{Dated, dated};
use super::modifier::of_quantity;
use super::numeral::{Numeral, Reads};
use super::quantity::{Of, Quantity, joined, quantity, reading};
use super::{Amount, Cx, Reading};
use crate::figure::{Change, Lang};
use crate::lexicon::{CalendarWord, Label, Tags, is_hyphen};
use crate::span::Span;
use rust_decimal::Decimal;

/// So many words before a number may tell whether it and the next are a range or a change.
const REACH: usize = 30;

/// A figure read, before the words beside it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Read {
    pub(super) span: Span,
    pub(super) reading: Reading,
    pub(super) rule: &'static str,
    /// Whether a "+" stands after it.
    pub(super) plus: bool,
    /// The base of a rate and its bytes.
    pub(super) per: Option<(String, Span)>,
}

/// How two numbers are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// "to", a hyphen or dash.
    To,
    /// "or".
    Or,
    /// "and" after "between".
    And,
}

/// The quantity, range or change that begins at the beginning of `input`.
pub(super) fn quantities(cx: &Cx<'_>, input: &str) -> Vec<Read> {
    let between = follows_between(cx, cx.at(input));
    let reads = Reads { no_and: between, ..Reads::default() };
    let Ok((rest, first)) = quantity(cx, input, reads) else { return Vec::new() };
    second(cx, rest, &first, between).or_else(|| compared(cx, rest, &first)).unwrap_or_else(|| vec![single(&first)])
}

/// "SEK 3,412m (3,189)", "12.3% (11.8)": the same of the time before in brackets, without its unit.
fn compared(cx: &Cx<'_>, rest: &str, first: &Quantity) -> Option<Vec<Read>> {
    let body = rest.strip_prefix(" (")?;
    let (after, second) = quantity(cx, body, Reads::default()).ok()?;
    after.strip_prefix(')')?;
    let (own, other) = (first.number.mantissa, second.number.value);
    let within = |small: Decimal, large: Decimal| small.checked_mul(Decimal::from(4)).is_some_and(|four| four >= large);
    let alike = within(other, own) && within(own, other);
    let sure = second.number.decimals > 0 || other >= Decimal::ONE_HUNDRED && !is_year(cx, &second);
    let fits = matches!(first.of, Of::Money(_) | Of::Percent(_)) && second.of == Of::Bare && second.number.bare;
    let mut second = Quantity { of: first.of.clone(), ..second };
    (fits && alike && sure && own > Decimal::ZERO && share(&mut second, first))
        .then(|| vec![single(first), single(&second)])
}

/// Whether "between" stands before the byte `at`, so that "and" joins the ends of a range.
pub(super) fn follows_between(cx: &Cx<'_>, at: usize) -> bool {
    let before = cx.before(at);
    // "entre un 15% y un 30%"
    let article = [" un ", " el "].iter().find_map(|article| before.strip_suffix(article));
    let own = article.filter(|_| cx.lang() == Lang::Es).unwrap_or(before);
    ends_with_word(own, cx.lang(), "between", "entre")
}

/// One quantity as it stands.
pub(super) fn single(quantity: &Quantity) -> Read {
    let (reading, rule) = reading(quantity.of.clone(), quantity.amount());
    let span = Span::new(quantity.start, quantity.end);
    Read { span, reading, rule, plus: quantity.plus, per: quantity.per.clone() }
}

/// The figures that a second number makes with the first, if it belongs to it.
fn second(cx: &Cx<'_>, rest: &str, first: &Quantity, between: bool) -> Option<Vec<Read>> {
    let (joint, body) = joint(cx, rest, between)?;
    // "€300-400m": what the currency before the first says of the letter holds for the second.
    let reads = Reads { money: matches!(first.of, Of::Money(_)), ..Reads::default() };
    let (after, mut second) = joined(cx, body, reads).ok()?;
    if after.starts_with(|c: char| c.is_alphanumeric()) || first.number.words && is_article(cx, body) {
        return None;
    }
    // "9.900 millones de euros a 30 de junio"
    let day = |(tail, dated): (&str, Dated)| matches!(dated.part, Part::Day { .. }) && tail.len() < after.len();
    if first.of != Of::Bare && second.of == Of::Bare && dated(cx, body, true).is_some_and(day) {
        return None;
    }
    let mut first = of_millions(cx, first, &second).unwrap_or_else(|| first.clone());
    let own = matches!(first.of, Of::Money(_) | Of::Percent(_));
    // "$25 million to 1,500 women": those who get it.
    if first.of != Of::Bare && second.of == Of::Bare && counts_something(after) {
        return None;
    }
    // Whether the unit is said once, for both.
    let mut taken = false;
    match (&first.of, &second.of) {
        // "$400 million in 2020 to $800 million"
        (Of::Bare, other) if *other != Of::Bare && is_year(cx, &first) => return None,
        // "from $3 million in 2020 to 5 million"
        (Of::Bare, Of::Bare) if second.number.exponent > 0 && is_year(cx, &first) => return None,
        // "from 4,150 pupils in 2018 to 5,020 pupils in 2022"
        (Of::Bare, Of::Bare) if is_dated_year(cx, &first) && !is_year(cx, &second) => return None,
        (Of::Bare, other) if second.start == cx.at(body) => {
            taken = *other != Of::Bare;
            first.of = second.of.clone();
        }
        (Of::Money(_), Of::Bare) => second.of = first.of.clone(),
        (one, other) if one == other => {}
        _ => return None,
    }
    if is_dash(rest) {
        share_thousands(&mut first, &second);
    }
    let own_amount = first.of == second.of && !share_magnitude(&mut first, &second) && !taken;
    let rising = second.value() > first.value();
    let fits = match joint {
        Joint::To | Joint::And => rising,
        Joint::Or => second.value() == first.value() + Decimal::ONE,
    };
    // "grew by 25% to 30%": nothing more than doubles by so small a share.
    let between = matches!(first.of, Of::Percent(_)) && second.value() <= first.value() * Decimal::TWO;
    // "expand by 2028 to 60 towns"
    let year = first.of == Of::Bare && is_year(cx, &first);
    if joint == Joint::To && own_amount && !year && !between && !is_dash(rest) && is_step(cx, &first) {
        return Some(vec![single(&first), single(&second)]);
    }
    if joint == Joint::To && is_change(cx, first.start, rest, own, rising) {
        return (first.of != Of::Bare || rising).then(|| vec![single(&first), single(&second)]);
    }
    if !fits {
        return None;
    }
    let amount = Amount {
        value: first.value(),
        max: Some(second.value()),
        decimals: first.number.decimals.max(second.number.decimals),
    };
    let (reading, rule) = reading(second.of.clone(), amount);
    let rule = match rule {
        "money" => "money.range",
        "percent" => "percent.range",
        "count" => "count.range",
        "measure" => "measure.range",
        _ => "duration.range",
    };
    Some(vec![Read { span: Span::new(first.start, second.end), reading, rule, plus: second.plus, per: second.per }])
}

fn is_year(cx: &Cx<'_>, quantity: &Quantity) -> bool {
    looks_like_year(Span::new(quantity.start, quantity.end).of(cx.text))
}

fn is_dated_year(cx: &Cx<'_>, quantity: &Quantity) -> bool {
    is_year(cx, quantity) && is_dated(cx, Span::new(quantity.start, quantity.end))
}

/// "from 3m to 5m homes": the letter of the first is that of the second, which counts millions.
fn of_millions(cx: &Cx<'_>, first: &Quantity, second: &Quantity) -> Option<Quantity> {
    let letter = |quantity: &Quantity| Span::new(quantity.start, quantity.end).of(cx.text).chars().next_back();
    let alike = letter(first) == letter(second) && letter(first).is_some_and(char::is_alphabetic);
    let counts = second.of == Of::Bare && second.number.exponent > 0 && first.number.exponent == 0;
    let number = first.number.times(second.number.exponent).filter(|_| alike && counts)?;
    matches!(first.of, Of::Measure(_)).then_some(Quantity { number, of: Of::Bare, ..first.clone() })
}

/// "$20 to $30 million": the first takes the magnitude of the second where that is how it reads, and tells whether.
fn share_magnitude(first: &mut Quantity, second: &Quantity) -> bool {
    let exponent = second.number.exponent;
    if first.number.exponent != 0
        || exponent == 0
        || first.number.value >= second.number.mantissa.max(Decimal::ONE_THOUSAND)
    {
        return false;
    }
    // "from 500 to 1 million" keeps its own, "from 10 to 5 million" does not.
    if first.number.value >= second.number.mantissa && first.number.value >= Decimal::ONE_HUNDRED {
        return false;
    }
    share(first, second)
}

/// "$5–8,000": the first counts thousands like the second.
fn share_thousands(first: &mut Quantity, second: &Quantity) {
    let (small, large) = (first.number.value, second.number.value);
    let round =
        second.number.exponent == 0 && large >= Decimal::ONE_THOUSAND && large % Decimal::ONE_THOUSAND == Decimal::ZERO;
    if round && first.number.bare && first.number.decimals == 0 && small < large / Decimal::ONE_THOUSAND {
        first.number.value = small * Decimal::ONE_THOUSAND;
    }
}

/// Gives the first the magnitude of the second.
pub(super) fn share(first: &mut Quantity, second: &Quantity) -> bool {
    let exponent = second.number.exponent + second.shift.max(0) as u32;
    let shared = first.number.times(exponent);
    if let Some(number) = shared {
        first.number = Numeral { exponent: 0, ..number };
    }
    shared.is_some()
}

/// "fell by 120,000 to 3.1 million", "rose 2% to 7%": the words before say that the first is how much something changed,
/// so the second is where it got.
fn is_step(cx: &Cx<'_>, first: &Quantity) -> bool {
    let (reading, _) = reading(first.of.clone(), first.amount());
    let beside = of_quantity(cx, Span::new(first.start, first.end), &reading, false);
    if matches!(beside.change, Some(Change::Increase | Change::Decrease)) {
        return true;
    }
    let start = beside.modifier_span.map_or(first.start, |span| span.start);
    let mut words = cx.before(start).trim_end().rsplit(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let moves = |word: &String| cx.lex.words.tags(cx.lang(), word).any(Tags::UP.with(Tags::DOWN));
    let word = words.next().unwrap_or_default();
    let by = matches!((cx.lang(), word.as_str()), (Lang::En, "by") | (Lang::Es, "en"));
    let labels = cx.lex.labels.get(cx.lang());
    let labelled = labels.at_end_where(cx.before(start).trim_end(), |label| *label == Label::Change).is_some();
    // "extended by 2 weeks to 7 weeks"
    let told = by && first.of != Of::Bare;
    moves(&word) || labelled || told || by && words.take(2).any(|word| moves(&word))
}

fn is_dash(rest: &str) -> bool {
    rest.trim_start().starts_with(|c: char| is_hyphen(c) || matches!(c, '–' | '—' | '−'))
}

/// Whether two numbers joined by "to" are a change: "from" stands before, and the words do not speak of a range.
fn is_change(cx: &Cx<'_>, start: usize, rest: &str, own: bool, rising: bool) -> bool {
    let before = cx.before(start);
    if is_dash(rest) {
        return false;
    }
    let from = ends_with_word(before, cx.lang(), "from", "de") || ends_with_word(before, cx.lang(), "from", "del");
    if !from {
        return false;
    }
    let labels = cx.lex.labels.get(cx.lang());
    let mut cue = None;
    let mut words = before.rsplit(' ').skip(2).take(REACH).peekable();
    // "pasa de 340 a 460; el segundo de 250 a 320": a clause without a verb has that of the one before.
    let mut verb = false;
    while let Some(word) = words.next() {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        if word.ends_with('.') || word.ends_with(';') && verb {
            break;
        }
        let word = word.trim_end_matches(';');
        let known = cx.lex.words.tags(cx.lang(), &word.to_lowercase());
        verb |= known.any(Tags::PAST.with(Tags::THIRD).with(Tags::FUTURE).with(Tags::AUX)) && !known.any(Tags::NOUNISH);
        // "en el segundo rango de 250 a 320": one of several.
        let nth = words.peek().is_some_and(|before| {
            let fits = |word: &CalendarWord| matches!(word, CalendarWord::Ordinal(_));
            cx.lex
                .calendar
                .get(cx.lang())
                .at_start_where(before, fits)
                .is_some_and(|(length, _)| length == before.len())
        });
        let fits = |label: &Label| *label == Label::Change || *label == Label::Range && !nth;
        let found = labels.at_start_where(word, fits);
        let moves = known.any(Tags::UP.with(Tags::DOWN));
        cue = found.map(|(_, label)| *label).or_else(|| moves.then_some(Label::Change));
        if cue.is_some() {
            break;
        }
    }
    match cue {
        Some(Label::Range) => false,
        Some(Label::Change) => true,
        // Each with its own sign: a change; one unit for both: a range.
        _ => !rising || own,
    }
}

/// "one hundred and a dozen": an article begins no second number of a range.
fn is_article(cx: &Cx<'_>, body: &str) -> bool {
    super::numeral::article_before(cx, body)
}

/// The joint at the beginning of `rest` and what follows it.
fn joint<'a>(cx: &Cx<'_>, rest: &'a str, between: bool) -> Option<(Joint, &'a str)> {
    let forms: &[(&str, Joint)] = match cx.lang() {
        Lang::En => &[
            (" to ", Joint::To),
            ("-to-", Joint::To),
            ("- to ", Joint::To),
            (" or ", Joint::Or),
            (" and ", Joint::And),
        ],
        Lang::Es => &[
            (" a un ", Joint::To),
            (" a ", Joint::To),
            (" al ", Joint::To),
            (" hasta ", Joint::To),
            (" o ", Joint::Or),
            (" u ", Joint::Or),
            (" y un ", Joint::And),
            (" y el ", Joint::And),
            (" y ", Joint::And),
        ],
    };
    let dashes = [
        ("-", Joint::To),
        ("–", Joint::To),
        ("‑", Joint::To),
        ("−", Joint::To),
        (" - ", Joint::To),
        (" – ", Joint::To),
        (" -", Joint::To),
        ("—", Joint::To),
    ];
    let found = forms.iter().chain(&dashes).find_map(|&(form, joint)| Some((joint, rest.strip_prefix(form)?)))?;
    match found {
        (Joint::And, _) if !between => None,
        // A dash joins only what begins with a digit or a sign.
        (Joint::To, body) if !rest.starts_with(' ') || rest.starts_with(" -") || rest.starts_with(" –") => body
            .starts_with(|c: char| {
                c.is_ascii_digit() || !c.is_alphanumeric() || rest.starts_with("-to-") || rest.starts_with("- to ")
            })
            .then_some(found),
        _ => Some(found),
    }
}

fn ends_with_word(before: &str, lang: Lang, en: &str, es: &str) -> bool {
    let word = if lang == Lang::En { en } else { es };
    let before = before.trim_end();
    before
        .len()
        .checked_sub(word.len())
        .and_then(|start| Some((before.get(..start)?, before.get(start..)?)))
        .is_some_and(|(rest, last)| last.eq_ignore_ascii_case(word) && !rest.ends_with(char::is_alphanumeric))
}
