//! Fractions of a whole, as percent: "two-thirds of", "a quarter of", "one in five", "la mitad de".

use super::number::vulgar;
use super::numeral::{Reads, article_start, numeral};
use super::range::Read;
use super::{Amount, Cx, Reading};
use crate::figure::Lang;
use crate::lexicon::{CalendarWord, NumberClass, Tags, is_hyphen};
use crate::span::Span;
use rust_decimal::Decimal;

/// So many words before a fraction may hold the verb of its change.
const REACH: usize = 8;

/// The fraction at the beginning of `input`, and whether its percentage is exact.
pub(super) fn fraction(cx: &Cx<'_>, input: &str) -> Option<(Read, bool)> {
    let start = cx.at(input);
    let (read, exact) = written(cx, input, start)
        .or_else(|| part_alone(cx, input, start))
        .or_else(|| counted(cx, input, start))
        .or_else(|| out_of(cx, input, start))?;
    Some((of_percent(cx, &read).unwrap_or(read), exact))
}

/// "¾ of", "3/4 of the", "⅓ de".
fn written(cx: &Cx<'_>, input: &str, start: usize) -> Option<(Read, bool)> {
    let (rest, part, whole) = vulgar(input)?;
    let shared = (of_a_whole(cx, rest, false) || is_of_one(cx, start, rest))
        && !cx.before(start).ends_with(|c: char| c.is_alphanumeric() || c == '/');
    shared.then(|| made(start, cx.at(rest), Decimal::from(part), Decimal::from(whole)))?
}

/// "a 2/3 majority": an article before the fraction at `start`, and a noun behind it.
pub(super) fn is_of_one(cx: &Cx<'_>, start: usize, rest: &str) -> bool {
    article_start(cx, start).is_some()
        && rest.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase))
        && super::unit::behind(cx, rest, 0).is_none()
}

/// "two-tenths of a percent", "half of one percentage point": the part of one percent.
fn of_percent(cx: &Cx<'_>, read: &Read) -> Option<Read> {
    let Reading::Percent { amount: Amount { value, max: None, .. }, .. } = &read.reading else { return None };
    let (length, unit) = one_percent(cx.tail(read.span.end))?;
    let value = value.checked_div(Decimal::ONE_HUNDRED)?.round_dp(6).normalize();
    let decimals = value.scale().min(2) as i32;
    let reading = Reading::Percent { amount: Amount { value, max: None, decimals }, unit };
    Some(Read {
        span: Span::new(read.span.start, read.span.end + length),
        reading,
        rule: read.rule,
        plus: false,
        per: None,
    })
}

/// The length of " of one percent", and its unit.
fn one_percent(rest: &str) -> Option<(usize, &'static str)> {
    let body = rest.strip_prefix(" of ").or_else(|| rest.strip_prefix(" de "))?;
    let one = ["a ", "one ", "1 ", "1", "un "].iter().find_map(|one| body.strip_prefix(one));
    let body = one.or_else(|| Some(body).filter(|body| body.starts_with("punto")))?;
    let forms =
        [("percentage point", "pp"), ("percent", "%"), ("per cent", "%"), ("%", "%"), ("punto porcentual", "pp")];
    let (tail, unit) = forms.iter().find_map(|&(form, unit)| Some((body.strip_prefix(form)?, unit)))?;
    (!tail.starts_with(char::is_alphanumeric)).then(|| (rest.len() - tail.len(), unit))
}

/// "half of", "a third of", "la mitad de".
fn part_alone(cx: &Cx<'_>, input: &str, start: usize) -> Option<(Read, bool)> {
    let (length, word) = cx.lex.numbers.get(cx.lang()).at_start(input)?;
    let rest = input.get(length..)?;
    match (word.class, cx.lang()) {
        (NumberClass::Half, Lang::En)
            if (of_a_whole(cx, rest, true) || changes_by(cx, start, rest)) && !is_ordinal(cx, start) =>
        {
            made(start, cx.at(rest), Decimal::ONE, Decimal::TWO)
        }
        (NumberClass::Part, Lang::Es)
            if word.value == Decimal::TWO && of_a_whole(cx, rest, false) && !is_ordinal(cx, start) =>
        {
            let start = cx
                .before(start)
                .strip_suffix("la ")
                .or_else(|| cx.before(start).strip_suffix("La "))
                .map_or(start, str::len);
            made(start, cx.at(rest), Decimal::ONE, Decimal::TWO)
        }
        (NumberClass::Part, lang) => {
            // "la tercera parte tarda más"
            let named = lang == Lang::Es && input.get(..length)?.contains(' ') && rest.starts_with(' ');
            let la = || Some(start - ["la ", "La "].iter().find(|la| named && cx.before(start).ends_with(**la))?.len());
            (named || of_a_whole(cx, rest, false) || changes_by(cx, start, rest))
                .then(|| made(article_start(cx, start).or_else(la)?, cx.at(rest), Decimal::ONE, word.value))?
        }
        _ => None,
    }
}

/// "fell by a fifth", "cayó en un tercio": the part by which something changes.
fn changes_by(cx: &Cx<'_>, start: usize, rest: &str) -> bool {
    let before = cx.before(article_start(cx, start).unwrap_or(start)).trim_end();
    let by = if cx.lang() == Lang::En { " by" } else { " en" };
    let verb = before.strip_suffix(by).unwrap_or_default().rsplit(' ').take(REACH);
    let moves = |word: &str| super::proper::tags(cx, word).any(Tags::UP.with(Tags::DOWN));
    let closed = !rest.starts_with(char::is_alphanumeric)
        && rest.strip_prefix(' ').is_none_or(|next| {
            super::proper::tags(cx, crate::lexicon::first_word(next)).any(Tags::PREP.with(Tags::CONJ).with(Tags::SUB))
        });
    closed && verb.into_iter().any(moves)
}

/// "the second half of the game": an ordinal makes it one of two.
fn is_ordinal(cx: &Cx<'_>, start: usize) -> bool {
    let words = cx.lex.calendar.get(cx.lang());
    let before = cx.before(start).trim_end_matches(|c: char| c == ' ' || is_hyphen(c));
    words.at_end_where(before, |word| matches!(word, CalendarWord::Ordinal(_))).is_some()
}

/// "two-thirds", "three quarters of", "tres cuartas partes".
fn counted(cx: &Cx<'_>, input: &str, start: usize) -> Option<(Read, bool)> {
    let (rest, number) = numeral(cx, input, Reads::default()).ok()?;
    let hyphen = rest.starts_with(is_hyphen);
    let body = rest.strip_prefix(|c: char| c == ' ' || is_hyphen(c))?;
    let (length, word) = cx.lex.numbers.get(cx.lang()).at_start(body)?;
    let rest = body.get(length..)?;
    let plain = word.class == NumberClass::Part && number.exponent == 0 && number.value < word.value;
    let joined = hyphen && !rest.starts_with(is_hyphen) || cx.lang() == Lang::Es;
    (plain && (joined || of_a_whole(cx, rest, false))).then(|| made(start, cx.at(rest), number.value, word.value))?
}

/// "one in five", "9 out of 10", "uno de cada cinco".
fn out_of(cx: &Cx<'_>, input: &str, start: usize) -> Option<(Read, bool)> {
    let (rest, number) = numeral(cx, input, Reads::default()).ok()?;
    let forms: &[(&str, bool)] = match cx.lang() {
        Lang::En => {
            &[(" out of every ", true), (" out of ", true), (" in every ", true), (" of every ", true), (" in ", false)]
        }
        Lang::Es => &[(" de cada ", true)],
    };
    let (body, sure) = forms.iter().find_map(|&(form, sure)| Some((rest.strip_prefix(form)?, sure)))?;
    let (rest, whole) = numeral(cx, body, Reads::default()).ok()?;
    let small = number.exponent == 0 && number.value < whole.value && whole.value <= Decimal::ONE_THOUSAND;
    let likely = sure || is_share(number.value, whole.value);
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '%');
    (small && likely && ends && number.value > Decimal::ZERO)
        .then(|| made(start, cx.at(rest), number.value, whole.value))?
}

/// "one in 25", "nine in ten", "2 in 3" read as shares; "three in 12 towns" does not.
fn is_share(number: Decimal, whole: Decimal) -> bool {
    let one = number == Decimal::ONE && whole >= Decimal::TWO;
    let round = [3, 4, 5, 10, 20, 100, 1000].map(Decimal::from).contains(&whole);
    one || round || number + Decimal::ONE == whole && whole <= Decimal::TEN
}

/// Whether a whole follows: "of the", "of all", "the"; neither a year nor a magnitude.
fn of_a_whole(cx: &Cx<'_>, rest: &str, the: bool) -> bool {
    if one_percent(rest).is_some() {
        return true;
    }
    let forms: &[&str] = match cx.lang() {
        Lang::En => &[" of "],
        Lang::Es => &[" de ", " del "],
    };
    let Some(body) = forms.iter().find_map(|form| rest.strip_prefix(form)) else {
        return the && (rest.starts_with(" the ") || rest.starts_with(" our ") || rest.starts_with(" their "));
    };
    let time = [
        "the year",
        "the fiscal",
        "fiscal",
        "FY",
        "this year",
        "last year",
        "next year",
        "a ",
        "año",
        "the 20",
        "the 19",
        "the decade",
        "the century",
        "siglo",
    ];
    !body.starts_with(|c: char| c.is_ascii_digit()) && !time.iter().any(|form| body.starts_with(form))
}

fn made(start: usize, end: usize, number: Decimal, whole: Decimal) -> Option<(Read, bool)> {
    let share = number.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let value = share.round_dp(6).normalize();
    let exact = value == share;
    let decimals = if exact { value.scale() as i32 } else { 0 };
    let reading = Reading::Percent { amount: Amount { value, max: None, decimals }, unit: "%" };
    Some((Read { span: Span::new(start, end), reading, rule: "percent.fraction", plus: false, per: None }, exact))
}
