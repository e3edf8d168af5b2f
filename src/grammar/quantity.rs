//! A number with what it is of: "$3.4 billion", "50 percent", "five weeks", "1,500 miles", "40,000".

use super::currency::{self, Lead, resolve_code};
use super::numeral::{Numeral, Reads, article_start, half_form, numeral};
use super::sign::{closes, minus_start, strip_minus};
use super::unit::{self, Behind, per_many, per_slash};
use super::{Amount, Cx, Reading, Res, Style, fail};
use crate::figure::Lang;
use crate::lexicon::{NumberClass, Scale, ScaleUse, Unit, UnitKind, first_word, is_hyphen};
use crate::span::Span;
use rust_decimal::Decimal;

/// What a number is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Of {
    /// ISO 4217 code.
    Money(String),
    /// `%`, `pp` or `bp`.
    Percent(&'static str),
    /// year, month, week, day, hour or minute.
    Duration(&'static str),
    /// The unit's name.
    Measure(String),
    /// Nothing said: what is counted stands around it.
    Bare,
}

/// A number, what it is of, and the bytes of the text that say so.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The value, its currency's and unit's factors included.
    pub(super) number: Numeral,
    pub(super) of: Of,
    /// Whether a "+" or "-plus" stands after the number.
    pub(super) plus: bool,
    /// Whether its currency stands before it.
    pub(super) lead: bool,
    /// Whether a minus is written, or the accountant's brackets.
    pub(super) minus: bool,
    /// The power of ten of the currency's form, -2 for cents.
    pub(super) shift: i32,
    /// The base of a rate ("/ha") and its bytes.
    pub(super) per: Option<(String, Span)>,
}

impl Quantity {
    /// Its value and precision alone.
    pub(super) fn amount(&self) -> Amount {
        Amount { value: self.value(), max: None, decimals: self.number.decimals }
    }

    /// Its value with its sign.
    pub(super) fn value(&self) -> Decimal {
        let value = self.number.value.normalize();
        if self.minus { -value } else { value }
    }
}

/// An amount of something as the tables read it.
pub(super) fn reading(of: Of, amount: Amount) -> (Reading, &'static str) {
    match of {
        Of::Money(currency) => (Reading::Money { amount, currency }, "money"),
        Of::Percent(unit) => (Reading::Percent { amount, unit }, "percent"),
        Of::Duration(unit) => (Reading::Duration { amount, unit }, "duration"),
        Of::Measure(unit) => (Reading::Measure { amount, unit }, "measure"),
        Of::Bare => (Reading::Count { amount }, "count"),
    }
}

/// The quantity at the beginning of `input`.
pub(super) fn quantity<'a>(cx: &Cx<'_>, input: &'a str, reads: Reads) -> Res<'a, Quantity> {
    let start = cx.at(input);
    let lead = currency::before(cx, input);
    if lead.is_none()
        && let Some(found) = lone_stretch(cx, input)
    {
        return Ok(found);
    }
    let reads = Reads { money: lead.is_some() || reads.money, ..reads };
    let body = lead.as_ref().map_or(input, |lead| lead.rest);
    let cx = &of_money(cx, body, lead.is_some());
    let spaced = lead.as_ref().and_then(|_| currency::spaced_groups(cx, body).ok());
    let (mut rest, mut number) = spaced.map_or_else(|| numeral(cx, body, reads), Ok)?;
    let mut minus = false;
    let mut start = if lead.is_none() { number_start(cx, start, input) } else { start };
    if let Some(Lead { exponent: before @ 1.., .. }) = lead {
        number = number
            .times(before)
            .ok_or_else(|| nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Fail)))?;
    }
    if lead.as_ref().is_some_and(|lead| lead.bracket) {
        let Some(after) = rest.strip_prefix(')') else { return fail(input) };
        minus = true;
        rest = magnitude(cx, after, &mut number, 1).unwrap_or(after);
    } else if let Some(after) = closes(cx, start, rest)
        && let Some(after) = bracket_end(cx, after, &mut number, lead.is_some())
    {
        (minus, rest, start) = (true, after, start - 1);
    }
    let rest = restated(cx, rest, number.value).unwrap_or(rest);
    let (rest, scaled) = plus_scale(cx, rest, &mut number);
    let (rest, plus) = plus(rest);
    let mut made = Quantity {
        start,
        end: cx.at(rest),
        number,
        of: Of::Bare,
        plus: plus || scaled,
        lead: lead.is_some(),
        minus,
        shift: 0,
        per: None,
    };
    if let Some(lead) = lead {
        let (rest, code) = match currency::after_number(cx, rest, number.exponent) {
            Some((after, other, 0)) if lead.code == "$" || resolve_code(cx, &other) == resolve_code(cx, &lead.code) => {
                (after, other)
            }
            _ => (rest, lead.code),
        };
        if rest.starts_with(|c: char| c.is_alphanumeric()) {
            return fail(input);
        }
        made.minus |= lead.minus;
        return Ok(money(cx, made, rest, &code, lead.shift));
    }
    if let Some((rest, code, shift)) = currency::after_number(cx, rest, number.exponent) {
        // "60 USD million"
        let rest = magnitude(cx, rest, &mut made.number, 6).unwrap_or(rest);
        let rest = if shift == 0 { currency::subunits(cx, rest, &mut made.number).unwrap_or(rest) } else { rest };
        return Ok(money(cx, made, rest, &code, shift));
    }
    if let Some(Behind { rest, unit }) = unit::behind(cx, rest, number.exponent) {
        let Some(value) = number.value.checked_mul(unit.factor) else { return fail(input) };
        number.value = value;
        // "two years and a half"
        let half = half_after(cx, rest).filter(|_| number.decimals <= 0 && unit.kind != UnitKind::Percent);
        let rest = match half.zip(value.checked_add(unit.factor / Decimal::TWO)) {
            Some((rest, value)) => {
                number = Numeral { value, decimals: 1, bare: false, ..number };
                rest
            }
            None => rest,
        };
        // "5 feet 6 inches", "dos kilos 300 gramos"
        let rest = match second_part(cx, rest, unit).filter(|_| number.decimals <= 0 && number.exponent == 0) {
            Some((rest, part)) => {
                number = Numeral { value: number.value + part, decimals: part.scale() as i32, bare: false, ..number };
                rest
            }
            None => rest,
        };
        let of = match unit.kind {
            UnitKind::Percent => Of::Percent(percent_name(&unit.name)),
            UnitKind::Duration if let Some(stretch) = stretch_name(&unit.name) => Of::Duration(stretch),
            _ => Of::Measure(unit.name.clone()),
        };
        let end = cx.at(rest);
        let per = match &unit.per {
            Some(per) => Some((per.clone(), Span::new(end, end))),
            None => per_slash(cx, rest),
        };
        made = Quantity { end, number, of, per, ..made };
        return Ok((rest, signed(cx, made)));
    }
    made.per = noun_rate(cx, rest).or_else(|| per_many(cx, rest));
    Ok((rest, signed(cx, made)))
}

/// The convention of an amount of money: "R$ 10.000" has no cents of three noughts, "12,34 €" no group of two digits,
/// whatever the document's decimal mark.
fn of_money<'a>(cx: &Cx<'a>, body: &str, lead: bool) -> Cx<'a> {
    let flipped = Cx { style: Style { decimal_comma: !cx.style.decimal_comma, ..cx.style }, ..*cx };
    let (group, decimal) = if cx.style.decimal_comma { ('.', ',') } else { (',', '.') };
    let count = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = count(body);
    let tail = |mark: char| body.get(whole..)?.strip_prefix(mark).map(|tail| (count(tail), tail));
    let ends = |rest: &str| !rest.starts_with([',', '.']) || rest.get(1..).is_none_or(|next| count(next) == 0);
    let noughts = tail(decimal).is_some_and(|(digits, tail)| {
        digits == 3 && tail.starts_with("000") && (1..=3).contains(&whole) && ends(tail.get(3..).unwrap_or_default())
    });
    let cents = tail(group).is_some_and(|(digits, tail)| {
        let rest = tail.get(digits..).unwrap_or_default();
        digits == 2 && whole > 0 && ends(rest) && (lead || currency::after_number(cx, rest, 0).is_some())
    });
    if lead && noughts || cents { flipped } else { *cx }
}

/// What stands behind "(ten)" or "(10)" where that says the number before it again: "10 (ten) days", "ten (10) days".
fn restated<'a>(cx: &Cx<'_>, rest: &'a str, value: Decimal) -> Option<&'a str> {
    let (after, again) = numeral(cx, rest.strip_prefix(" (")?, Reads::default()).ok()?;
    after.strip_prefix(')').filter(|_| again.value == value)
}

/// The quantity behind a joint, where the minus comes first: "from 5% to -3%".
pub(super) fn joined<'a>(cx: &Cx<'_>, body: &'a str, reads: Reads) -> Res<'a, Quantity> {
    let Some(number) = strip_minus(body) else { return quantity(cx, body, reads) };
    let (rest, made) = quantity(cx, number, reads)?;
    Ok((rest, Quantity { start: cx.at(body), minus: true, ..made }))
}

/// The smaller part of an amount told in two units, as a part of the first.
fn second_part<'a>(cx: &Cx<'_>, rest: &'a str, unit: &Unit) -> Option<(&'a str, Decimal)> {
    // "12 km and 300 m of pipe" are two.
    let joints: &[&str] = if unit.kind == UnitKind::Duration { &[" and ", " y ", " con ", " "] } else { &[" "] };
    let body = joints.iter().find_map(|joint| rest.strip_prefix(joint)).filter(|_| unit.factor == Decimal::ONE)?;
    let (after, part) = numeral(cx, body, Reads::default()).ok()?;
    let Behind { rest, unit: smaller } = unit::behind(cx, after, part.exponent)?;
    let count = cx.lex.subunits.count(&unit.name, &smaller.name).filter(|_| smaller.factor == Decimal::ONE)?;
    let share = part.value.checked_div(count)?.round_dp(6).normalize();
    (part.value < count).then_some((rest, share))
}

/// The amount as money of the form `code`, which counts in powers of ten by `shift`.
fn money<'a>(cx: &Cx<'_>, mut made: Quantity, rest: &'a str, code: &str, shift: i32) -> (&'a str, Quantity) {
    shift_number(&mut made.number, shift);
    made =
        Quantity { end: cx.at(rest), of: Of::Money(resolve_code(cx, code)), shift, per: per_slash(cx, rest), ..made };
    (rest, signed(cx, made))
}

/// With the minus that stands before it, if one does.
fn signed(cx: &Cx<'_>, made: Quantity) -> Quantity {
    match minus_start(cx, made.start).filter(|_| !made.minus) {
        Some(start) => Quantity { start, minus: true, ..made },
        None => made,
    }
}

/// What stands behind a bracket that closes right behind a number, where that makes it the accountant's: a magnitude of
/// money, or a percent sign.
fn bracket_end<'a>(cx: &Cx<'_>, after: &'a str, number: &mut Numeral, money: bool) -> Option<&'a str> {
    if money {
        return magnitude(cx, after, number, 3);
    }
    let percent = after.trim_start().starts_with('%') || [" percent", " per cent"].iter().any(|p| after.starts_with(p));
    percent.then_some(after)
}

/// A magnitude of at least this power of ten that stands apart from its number.
fn magnitude<'a>(cx: &Cx<'_>, rest: &'a str, number: &mut Numeral, least: u32) -> Option<&'a str> {
    let body = rest.strip_prefix([' ', '-']).unwrap_or(rest);
    let glued = body.len() == rest.len();
    let fits = |scale: &Scale| scale.exponent >= least && !(glued && scale.use_ == ScaleUse::Word);
    let (length, scale) = cx.lex.scales.get(cx.lang()).at_start_where(body, fits).filter(|_| number.exponent == 0)?;
    *number = number.times(scale.exponent)?;
    body.get(length..).filter(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// "12 people/km2": the base of a rate behind the noun that is counted.
fn noun_rate(cx: &Cx<'_>, rest: &str) -> Option<(String, Span)> {
    let noun = rest.strip_prefix(' ')?;
    per_slash(cx, noun.get(first_word(noun).len()..)?).filter(|_| noun.starts_with(char::is_alphabetic))
}

/// "a decade", "a century": the article is the number. "an hour and a half", "año y medio" may do without.
fn lone_stretch<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Quantity)> {
    let fits = |unit: &Unit| unit.kind == UnitKind::Duration;
    let (length, unit) = cx.lex.units.get(cx.lang()).at_start_where(input, fits)?;
    let rest = input.get(length..)?;
    let article = article_start(cx, cx.at(input)).filter(|_| !rest.starts_with(is_hyphen));
    let mut number =
        Numeral { value: unit.factor, decimals: 0, mantissa: unit.factor, exponent: 0, bare: false, words: true };
    let of = Of::Duration(stretch_name(&unit.name)?);
    if let Some(rest) = half_after(cx, rest) {
        let start = article.or_else(|| (cx.lang() == Lang::Es).then(|| cx.at(input)))?;
        number = Numeral { value: unit.factor * Decimal::new(15, 1), decimals: 1, ..number };
        return Some((
            rest,
            Quantity {
                start,
                end: cx.at(rest),
                number,
                of,
                plus: false,
                lead: false,
                minus: false,
                shift: 0,
                per: None,
            },
        ));
    }
    let mut start = article.filter(|_| unit.factor > Decimal::TWO && !input.starts_with(char::is_uppercase))?;
    // "half a century", "a quarter of a century"
    let parts = [("half ", Decimal::TWO), ("a quarter of ", Decimal::from(4)), ("un cuarto de ", Decimal::from(4))];
    if let Some((part, share)) = parts.iter().find(|(part, _)| cx.before(start).ends_with(part)) {
        start -= part.len();
        number.value /= share;
    }
    Some((
        rest,
        Quantity { start, end: cx.at(rest), number, of, plus: false, lead: false, minus: false, shift: 0, per: None },
    ))
}

/// What stands after " and a half" behind a unit, where it is no half of something else: "and a half million".
pub(super) fn half_after<'a>(cx: &Cx<'_>, rest: &'a str) -> Option<&'a str> {
    let after = half_form(cx.lang(), rest)?;
    let Some(next) = after.strip_prefix([' ', '-']) else {
        return (!after.starts_with(char::is_alphanumeric)).then_some(after);
    };
    let scaled = cx.lex.scales.get(cx.lang()).at_start_where(next, |scale| scale.use_ == ScaleUse::Word).is_some();
    let counted = cx.lex.numbers.get(cx.lang()).at_start(next).is_some();
    let measured = cx.lex.units.get(cx.lang()).at_start(next).is_some();
    (!scaled && !counted && !measured).then_some(after)
}

/// "$140+ billion": the sign stands between the number and its magnitude.
fn plus_scale<'a>(cx: &Cx<'_>, rest: &'a str, number: &mut Numeral) -> (&'a str, bool) {
    let body = rest.strip_prefix('+').filter(|body| body.starts_with([' ', '-']));
    match body.and_then(|body| magnitude(cx, body, number, 1)) {
        Some(rest) => (rest, true),
        None => (rest, false),
    }
}

/// "a hundred" begins with its article.
fn number_start(cx: &Cx<'_>, start: usize, input: &str) -> usize {
    let numbers = cx.lex.numbers.get(cx.lang());
    let class = numbers.at_start(input).map(|(_, word)| word.class);
    let multiplier = matches!(class, Some(NumberClass::Hundred | NumberClass::Dozen | NumberClass::Part));
    let scale = cx.lex.scales.get(cx.lang()).at_start_where(input, |scale| scale.use_ == ScaleUse::Word);
    let thousand = cx.lang() == Lang::Es && scale.is_some_and(|(_, scale)| scale.exponent == 3);
    if multiplier || (scale.is_some() && !thousand) { article_start(cx, start).unwrap_or(start) } else { start }
}

/// "+", "-plus" and "plus" right after a number.
fn plus(rest: &str) -> (&str, bool) {
    for form in ["+", "-plus", "‑plus", " plus"] {
        if let Some(after) = rest.strip_prefix(form)
            && !after.starts_with(char::is_alphanumeric)
            && (form != " plus"
                || after.starts_with([' ', '-'])
                    && !after.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '$'))
        {
            return (after, true);
        }
    }
    (rest, false)
}

/// Where a unit may begin after a number: glued, after a space or hyphen, or after the Spanish "de".
pub(super) fn after<'a>(cx: &Cx<'_>, rest: &'a str, exponent: u32) -> impl Iterator<Item = &'a str> {
    let body = rest.strip_prefix(|c: char| c == ' ' || is_hyphen(c)).unwrap_or(rest);
    let of = match cx.lang() {
        Lang::Es if exponent >= 6 => body.strip_prefix("de "),
        _ => None,
    };
    std::iter::once(body).chain(of)
}

fn shift_number(number: &mut Numeral, shift: i32) {
    let power = Decimal::from(10_i64.pow(shift.unsigned_abs().min(12)));
    let moved = if shift < 0 { number.value.checked_div(power) } else { number.value.checked_mul(power) };
    if let Some(value) = moved {
        number.value = value.normalize();
        number.decimals -= shift;
    }
}

pub(super) fn percent_name(name: &str) -> &'static str {
    match name {
        "pp" => "pp",
        "bp" => "bp",
        _ => "%",
    }
}

/// The name of a length of time that the tables know.
pub(super) fn stretch_name(name: &str) -> Option<&'static str> {
    ["year", "month", "week", "day", "hour", "minute", "second"].into_iter().find(|&known| known == name)
}
