//! A number with what it is of: "$3.4 billion", "50 percent", "five weeks", "1,500 miles", "40,000".

use super::numeral::{Numeral, Reads, article_start, half_form, numeral};
use super::style::shared_code;
use super::{Amount, Cx, Reading, Res, fail};
use crate::figure::Lang;
use crate::lexicon::{NumberClass, Place, ScaleUse, Unit, UnitKind, is_hyphen};
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
    /// The power of ten of the currency's form, -2 for cents.
    pub(super) shift: i32,
}

impl Quantity {
    /// Its value and precision alone.
    pub(super) fn amount(&self) -> Amount {
        Amount { value: self.number.value.normalize(), max: None, decimals: self.number.decimals }
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
pub(super) fn quantity<'a>(cx: &Cx<'_>, input: &'a str, no_and: bool) -> Res<'a, Quantity> {
    let start = cx.at(input);
    let (body, sign) = match currency_before(cx, input) {
        Some((rest, code, shift)) => (rest, Some((code, shift))),
        None => (input, None),
    };
    if sign.is_none()
        && let Some(found) = lone_stretch(cx, input)
    {
        return Ok(found);
    }
    let (rest, mut number) = numeral(cx, body, Reads { money: sign.is_some(), no_and })?;
    let (rest, scaled) = plus_scale(cx, rest, &mut number);
    let start = if sign.is_none() { number_start(cx, start, input) } else { start };
    let (rest, plus) = plus(rest);
    let plus = plus || scaled;
    let mut made = Quantity { start, end: cx.at(rest), number, of: Of::Bare, plus, shift: 0 };
    if let Some((code, shift)) = sign {
        let (rest, code) = match currency_after(cx, rest, number.exponent) {
            Some((after, other, 0)) if code == "$" || resolve_code(cx, &other) == resolve_code(cx, &code) => {
                (after, other)
            }
            _ => (rest, code),
        };
        if rest.starts_with(|c: char| c.is_alphanumeric()) {
            return fail(input);
        }
        shift_number(&mut number, shift);
        made = Quantity { end: cx.at(rest), number, of: Of::Money(resolve_code(cx, &code)), shift, ..made };
        return Ok((rest, made));
    }
    if let Some((rest, code, shift)) = currency_after(cx, rest, number.exponent) {
        shift_number(&mut number, shift);
        made = Quantity { end: cx.at(rest), number, of: Of::Money(resolve_code(cx, &code)), shift, ..made };
        return Ok((rest, made));
    }
    if let Some((rest, unit)) = unit_after(cx, rest, number.exponent) {
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
        let signed = unit.kind == UnitKind::Percent || unit.kind == UnitKind::Temperature;
        if let Some(start) = minus_start(cx, made.start).filter(|_| signed) {
            number.value = -number.value;
            made.start = start;
        }
        let of = match unit.kind {
            UnitKind::Percent => Of::Percent(percent_name(&unit.name)),
            UnitKind::Duration => Of::Duration(stretch_name(&unit.name)),
            _ => Of::Measure(unit.name.clone()),
        };
        made = Quantity { end: cx.at(rest), number, of, ..made };
        return Ok((rest, made));
    }
    Ok((rest, made))
}

/// "a decade", "a century": the article is the number. "an hour and a half", "año y medio" may do without.
fn lone_stretch<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Quantity)> {
    let fits = |unit: &Unit| unit.kind == UnitKind::Duration;
    let (length, unit) = cx.lex.units.get(cx.lang()).at_start_where(input, fits)?;
    let rest = input.get(length..)?;
    let article = article_start(cx, cx.at(input)).filter(|_| !rest.starts_with(is_hyphen));
    let mut number =
        Numeral { value: unit.factor, decimals: 0, mantissa: unit.factor, exponent: 0, bare: false, words: true };
    let of = Of::Duration(stretch_name(&unit.name));
    if let Some(rest) = half_after(cx, rest) {
        let start = article.or_else(|| (cx.lang() == Lang::Es).then(|| cx.at(input)))?;
        number = Numeral { value: unit.factor * Decimal::new(15, 1), decimals: 1, ..number };
        return Some((rest, Quantity { start, end: cx.at(rest), number, of, plus: false, shift: 0 }));
    }
    let mut start = article.filter(|_| unit.factor > Decimal::TWO && !input.starts_with(char::is_uppercase))?;
    // "half a century"
    if cx.lang() == Lang::En && cx.before(start).ends_with("half ") {
        start -= "half ".len();
        number.value /= Decimal::TWO;
    }
    Some((rest, Quantity { start, end: cx.at(rest), number, of, plus: false, shift: 0 }))
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
    let scale = rest.strip_prefix('+').and_then(|rest| {
        let body = rest.strip_prefix([' ', '-'])?;
        let (length, scale) =
            cx.lex.scales.get(cx.lang()).at_start_where(body, |scale| scale.use_ == ScaleUse::Word)?;
        let power = 10_i64.checked_pow(scale.exponent).map(Decimal::from)?;
        Some((body.get(length..)?, scale.exponent, number.value.checked_mul(power)?))
    });
    let Some((rest, exponent, value)) = scale.filter(|_| number.exponent == 0) else { return (rest, false) };
    *number = Numeral { value, decimals: number.decimals - exponent as i32, exponent, bare: false, ..*number };
    (rest, true)
}

/// The byte at which a minus before the number stands; a dash between words or numbers is none.
fn minus_start(cx: &Cx<'_>, start: usize) -> Option<usize> {
    let before = cx.before(start);
    let rest = before.strip_suffix(['-', '−', '‑'])?;
    let free = rest.is_empty()
        || rest.ends_with('(')
        || rest.ends_with("| ")
        || (rest.ends_with(' ') && rest.trim_end().ends_with(char::is_alphabetic));
    free.then_some(rest.len())
}

/// "a hundred" begins with its article.
fn number_start(cx: &Cx<'_>, start: usize, input: &str) -> usize {
    let numbers = cx.lex.numbers.get(cx.lang());
    let class = numbers.at_start(input).map(|(_, word)| word.class);
    let multiplier = matches!(class, Some(NumberClass::Hundred | NumberClass::Dozen));
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

/// A currency before its number, and the number's place.
fn currency_before<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, String, i32)> {
    let (length, currency) =
        cx.lex.currencies.get(cx.lang()).at_start_where(input, |currency| currency.place != Place::After)?;
    let rest = input.get(length..)?;
    // "Q1,850" are quetzales, "Q1" is a quarter; "L 96 millones" are lempiras, "L 4" may be anything.
    if let sign @ ("Q" | "L" | "L.") = input.get(..length)? {
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = rest.get(digits..)?.starts_with([',', '.']) && rest.as_bytes().get(digits + 1)?.is_ascii_digit();
        let scaled = rest.get(digits..)?.starts_with(" mil");
        if digits == 0 || !(goes_on || scaled || sign == "Q" && digits > 1) {
            return None;
        }
    }
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    // "CAD $1.5 billion": the code says whose dollar the sign is.
    let code = currency.code.len() == 3 && input.starts_with(&currency.code);
    let rest = rest.strip_prefix('$').filter(|_| code).map_or(rest, |sign| sign.strip_prefix(' ').unwrap_or(sign));
    Some((rest, currency.code.clone(), currency.exponent))
}

/// A currency after its number: "million dollars", "millones de pesos", "USD".
fn currency_after<'a>(cx: &Cx<'_>, rest: &'a str, exponent: u32) -> Option<(&'a str, String, i32)> {
    after(cx, rest, exponent).find_map(|body| {
        let (length, currency) =
            cx.lex.currencies.get(cx.lang()).at_start_where(body, |currency| currency.place != Place::Before)?;
        let rest = body.get(length..)?;
        // "3 Córdoba": the city.
        let place = cx.lex.document.shared_places.contains(body.get(..length)?);
        (!place && !rest.starts_with(char::is_alphanumeric)).then(|| (rest, currency.code.clone(), currency.exponent))
    })
}

/// A unit after its number.
fn unit_after<'a, 'l>(cx: &Cx<'l>, rest: &'a str, exponent: u32) -> Option<(&'a str, &'l Unit)> {
    let units = cx.lex.units.get(cx.lang());
    let glued = !rest.starts_with(|c: char| c == ' ' || is_hyphen(c));
    let found = after(cx, rest, exponent).find_map(|body| {
        let fits = |unit: &Unit| !glued || unit.glues;
        let (length, unit) = units.at_start_where(body, fits)?;
        // "two full years", "2,000 new miles"
        let (body, length, unit) = match unit.kind {
            UnitKind::Between => {
                let body = body.get(length..)?.strip_prefix(' ')?;
                let (length, unit) = units
                    .at_start_where(body, |unit| unit.kind != UnitKind::Between && unit.kind != UnitKind::Percent)?;
                (body, length, unit)
            }
            _ => (body, length, unit),
        };
        let rest = body.get(length..)?;
        // "M" is no metre, and "8.5m people" are millions. "40,000 TB patients" are no terabytes.
        let word = rest.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_alphabetic));
        let of = rest.starts_with(" of ") || rest.starts_with(" de ");
        let capital = length == 1
            && (body.starts_with(char::is_uppercase) || glued && word && !of && body.starts_with(char::is_alphabetic))
            || unit.kind == UnitKind::Data && unit.glues && !glued && word && !of;
        (!capital && !rest.starts_with(char::is_alphanumeric)).then_some((rest, unit))
    })?;
    (found.1.kind != UnitKind::Between).then_some(found)
}

/// Where a unit may begin after a number: glued, after a space or hyphen, or after the Spanish "de".
fn after<'a>(cx: &Cx<'_>, rest: &'a str, exponent: u32) -> impl Iterator<Item = &'a str> {
    let body = rest.strip_prefix(|c: char| c == ' ' || is_hyphen(c)).unwrap_or(rest);
    let of = match cx.lang() {
        Lang::Es if exponent >= 6 => body.strip_prefix("de "),
        _ => None,
    };
    std::iter::once(body).chain(of)
}

/// The ISO 4217 code of a form, by the document.
pub(super) fn resolve_code(cx: &Cx<'_>, code: &str) -> String {
    let own = cx.style.dollar.as_str();
    match code {
        "$" => own.to_owned(),
        "dollar" => if own.ends_with('D') { own } else { "USD" }.to_owned(),
        code => shared_code(cx.style, code, cx.lex).unwrap_or(code).to_owned(),
    }
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

pub(super) fn stretch_name(name: &str) -> &'static str {
    ["month", "week", "day", "hour", "minute"].into_iter().find(|&known| known == name).unwrap_or("year")
}
