//! The currency beside a number: its sign, code or name before or after it, and the subunits told behind it.
//!
//! "$5", "US$ -3 million", "EUR million 12.5", "20€", "60 USD million", "3 dollars 50 cents", "25 euros con 50".

use super::count::looks_like_year;
use super::numeral::{Numeral, Reads, numeral};
use super::quantity::after;
use super::sign::{bracketed, strip_minus};
use super::style::shared_code;
use super::{Cx, Res, fail};
use crate::figure::Lang;
use crate::lexicon::{Currency, Label, Place, ScaleUse, Tags};
use rust_decimal::Decimal;

/// The code of a bare pound, which may be a weight.
const POUND: &str = "pound";
/// So many words before a number may tell that its pounds are paid.
const PAID: usize = 6;

/// Whether pounds behind a number are money: the document writes it so, or a word just before tells of a price.
fn is_pound_money(cx: &Cx<'_>, at: usize) -> bool {
    let weight =
        [" of ", " de "].iter().any(|of| cx.tail(at).find(' ').is_some_and(|end| cx.tail(at + end).starts_with(of)));
    let before = cx.before(at);
    let sentence = before.rsplit(". ").next().unwrap_or(before);
    let words = cx.lex.labels.get(cx.lang());
    let paid = sentence.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(PAID).any(|word| {
        words.at_start_where(word, |label| *label == Label::Price).is_some_and(|(length, _)| length == word.len())
    });
    !weight && (cx.style.pounds || paid)
}

/// A currency before its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lead<'a> {
    /// What stands behind it: the number.
    pub(super) rest: &'a str,
    /// The form's code in the table.
    pub(super) code: String,
    /// The power of ten of the form.
    pub(super) shift: i32,
    /// The power of ten of a magnitude between the currency and its number.
    pub(super) exponent: u32,
    /// Whether a minus stands between the two.
    pub(super) minus: bool,
    /// Whether the number stands in brackets of its own.
    pub(super) bracket: bool,
}

/// A currency before its number, and the number's place.
pub(super) fn before<'a>(cx: &Cx<'_>, input: &'a str) -> Option<Lead<'a>> {
    let currencies = cx.lex.currencies.get(cx.lang());
    let (length, currency) = currencies.at_start_where(input, |currency| currency.place != Place::After)?;
    let sign = input.get(..length)?;
    let rest = input.get(length..)?;
    // "S/2021/12" is a document.
    let sign_of_path = sign.ends_with('/') && rest.starts_with(|c: char| c.is_ascii_digit()) && {
        rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('/')
    };
    if sign_of_path {
        return None;
    }
    let stands = if currency.place == Place::Scaled {
        is_scaled(cx, rest)
    } else {
        !is_letter(sign) || stands_as_money(cx, sign, rest)
    };
    if !stands {
        return None;
    }
    let mut lead =
        Lead { rest, code: currency.code.clone(), shift: currency.exponent, exponent: 0, minus: false, bracket: false };
    lead.rest = skip_space(rest);
    // "CAD $1.5 billion": the code says whose dollar the sign is.
    let code = currency.code.len() == 3 && input.starts_with(&currency.code);
    lead.rest = lead.rest.strip_prefix('$').filter(|_| code).map_or(lead.rest, skip_space);
    let scales = cx.lex.scales.get(cx.lang());
    // "EUR million 12.5"
    if let Some((length, scale)) = scales.at_start_where(lead.rest, |scale| scale.use_ == ScaleUse::Word)
        && let Some(number) = lead.rest.get(length..)?.strip_prefix(' ')
        && number.starts_with(|c: char| c.is_ascii_digit())
    {
        (lead.rest, lead.exponent) = (number, scale.exponent);
    }
    // "CVE-2021", "NIS-2": a code's hyphen is no minus.
    let coded = sign.ends_with(char::is_alphabetic) && lead.rest.len() == rest.len();
    if let Some(number) = strip_minus(lead.rest).filter(|_| !coded) {
        (lead.rest, lead.minus) = (number, true);
    }
    if let Some(number) = bracketed(lead.rest) {
        (lead.rest, lead.bracket) = (number, true);
    }
    Some(lead)
}

fn skip_space(rest: &str) -> &str {
    rest.strip_prefix([' ', '\u{a0}']).unwrap_or(rest)
}

/// A sign that is a letter, with or without its point.
fn is_letter(sign: &str) -> bool {
    sign.trim_end_matches('.').len() == 1 && sign.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// "4.6bn", "750 million", "1,430": a number right here with its magnitude, or in groups.
fn is_scaled(cx: &Cx<'_>, rest: &str) -> bool {
    let rest = skip_space(rest);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(rest);
    let group = rest.get(first..).and_then(|tail| tail.strip_prefix([',', '.']));
    let grouped = (1..=3).contains(&first)
        && !rest.starts_with('0')
        && group.is_some_and(|group| digits(group) == 3 && !group[3..].starts_with(char::is_alphanumeric));
    if grouped {
        return true;
    }
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let scale = number.strip_prefix(' ').unwrap_or(number);
    let ends = |length: usize| !scale.get(length..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let found = cx.lex.scales.get(cx.lang()).at_start_where(scale, |scale| scale.exponent >= 6);
    rest.starts_with(|c: char| c.is_ascii_digit()) && found.is_some_and(|(length, _)| ends(length))
}

/// "Q1,850" are quetzales, "Q1" is a quarter; "L 96 millones" are lempiras, "L 4" may be anything.
fn stands_as_money(cx: &Cx<'_>, sign: &str, rest: &str) -> bool {
    let glued = rest.starts_with(|c: char| c.is_ascii_digit());
    let number = skip_space(rest);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let tail = number.get(digits..).unwrap_or_default();
    let goes_on =
        tail.starts_with([',', '.']) && tail.get(1..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
    let scaled = cx.lex.scales.get(cx.lang()).at_start_where(skip_space(tail), |_| true).is_some();
    // "R437 500"
    let grouped = glued
        && tail.strip_prefix(' ').is_some_and(|group| {
            let digits = group.bytes().take_while(u8::is_ascii_digit).count();
            digits == 3 && !tail.get(4..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        });
    digits > 0 && (goes_on || scaled || grouped || digits > 1 && glued && sign == "Q")
}

/// A currency after its number: "million dollars", "millones de pesos", "USD".
pub(super) fn after_number<'a>(cx: &Cx<'_>, rest: &'a str, exponent: u32) -> Option<(&'a str, String, i32)> {
    after(cx, rest, exponent).find_map(|body| {
        let currencies = cx.lex.currencies.get(cx.lang());
        let fits = |currency: &Currency| {
            currency.place.is_after() && (currency.code != POUND || is_pound_money(cx, cx.at(body)))
        };
        let (length, currency) = currencies.at_start_where(body, fits)?;
        let (form, rest) = body.split_at_checked(length)?;
        // "in 2020 €5 million", "in 2020 USD 5 million": it belongs to the number behind it.
        let taken = !form.starts_with(char::is_lowercase) && skip_space(rest).starts_with(|c: char| c.is_ascii_digit());
        // "the 2019 RAND study"
        let code = form.bytes().all(|byte| byte.is_ascii_uppercase());
        let dated = code
            && looks_like_year(cx.before(cx.at(body)).trim_end().rsplit(' ').next().unwrap_or_default())
            && rest.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_alphabetic));
        // "26 trillion won", not "2 million won the prize"
        let verb = super::proper::tags(cx, form).any(Tags::PAST)
            && rest.strip_prefix(' ').is_some_and(|next| {
                next.starts_with(char::is_alphabetic)
                    && !super::proper::tags(cx, crate::lexicon::first_word(next)).any(Tags::PREP.with(Tags::CONJ))
            });
        // "5p", but "9 p.c."
        let pointed = form.len() == 1 && rest.starts_with('.') && rest.get(1..2).is_some_and(|c| c != " ");
        // "3 Córdoba": the city.
        let place = cx.lex.document.shared_places.contains(form);
        (!taken && !place && !dated && !verb && !pointed && !rest.starts_with(char::is_alphanumeric))
            .then(|| (rest, currency.code.clone(), currency.exponent))
    })
}

/// "3 dollars 50 cents", "15 dólares con 50 centavos", "25 euros con 50": the subunits behind whole units, added.
pub(super) fn subunits<'a>(cx: &Cx<'_>, rest: &'a str, number: &mut Numeral) -> Option<&'a str> {
    if number.exponent > 0 || number.decimals > 0 {
        return None;
    }
    // "mil doscientos pesos 50/100"
    if let Some((cents, after)) = rest.strip_prefix(' ').and_then(|body| body.split_at_checked(2))
        && let (Ok(cents), Some(after)) = (cents.parse::<u8>(), after.strip_prefix("/100"))
        && !after.starts_with(char::is_alphanumeric)
    {
        number.value += Decimal::new(i64::from(cents), 2);
        number.decimals = 2;
        return Some(after);
    }
    let joints: &[&str] = match cx.lang() {
        Lang::En => &[" and ", ", ", " "],
        Lang::Es => &[" con ", " y ", ", ", " "],
    };
    let (joint, body) = joints.iter().find_map(|joint| Some((*joint, rest.strip_prefix(joint)?)))?;
    let (after, part) = numeral(cx, body, Reads::default()).ok()?;
    let small = part.exponent == 0 && part.decimals == 0 && part.value < Decimal::ONE_HUNDRED;
    let named = after_number(cx, after, 0).filter(|(.., exponent)| *exponent == -2).map(|(rest, ..)| rest);
    let bare = joint == " con " && !after.trim_start().starts_with(char::is_alphanumeric);
    let rest = named.or_else(|| bare.then_some(after)).filter(|_| small)?;
    number.value += part.value.checked_div(Decimal::ONE_HUNDRED)?;
    number.decimals = 2;
    Some(rest)
}

/// The ISO 4217 code of a form, by the document.
pub(super) fn resolve_code(cx: &Cx<'_>, code: &str) -> String {
    let own = cx.style.dollar.as_str();
    match code {
        POUND => "GBP".to_owned(),
        "$" => own.to_owned(),
        "dollar" => if own.ends_with('D') { own } else { "USD" }.to_owned(),
        code => shared_code(cx.style, code, cx.lex).unwrap_or(code).to_owned(),
    }
}

/// "Rs.3, 215 billion": a space behind the comma of a group, where the currency before and the magnitude behind leave no
/// doubt that it is one number.
pub(super) fn spaced_groups<'a>(cx: &Cx<'_>, body: &'a str) -> Res<'a, Numeral> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let head = digits(body);
    let Some(group) = body.get(head..).and_then(|rest| rest.strip_prefix(", ")) else { return fail(body) };
    let Some(rest) = group.get(3..).filter(|_| (1..=3).contains(&head) && digits(group) == 3) else {
        return fail(body);
    };
    let whole = format!("{}{}", body.get(..head).unwrap_or_default(), group.get(..3).unwrap_or_default());
    let scaled = rest.strip_prefix(' ').and_then(|scale| {
        let scales = cx.lex.scales.get(cx.lang());
        let (length, scale) = scales.at_start_where(scale, |scale| scale.use_ == ScaleUse::Word)?;
        Some((rest.get(length + 1..)?, scale.exponent))
    });
    let (Some((rest, exponent)), Ok(value)) = (scaled, whole.parse::<Decimal>()) else { return fail(body) };
    let number = Numeral { value, decimals: 0, mantissa: value, exponent: 0, bare: false, words: false };
    number.times(exponent).map_or_else(|| fail(body), |number| Ok((rest, number)))
}
