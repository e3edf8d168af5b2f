//! A whole numeral, in digits, words or both: "2.5 million", "two hundred and fifty thousand", "21 mil 256".
//!
//! A numeral is a little program: each word acts on a [`Builder`] that refuses what no number continues with, and
//! the numeral ends where the next word is refused.

use super::builder::Builder;
use super::marks::style_at;
use super::number::{digits, fraction, vulgar};
use super::unit;
use super::{Cx, Res, fail};
use crate::figure::Lang;
use crate::lexicon::{NumberClass, NumberWord, Scale, ScaleUse, Tags, UnitKind, first_word, is_hyphen};
use rust_decimal::Decimal;

/// A numeral as said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    /// Its value.
    pub(super) value: Decimal,
    /// XBRL decimals.
    pub(super) decimals: i32,
    /// The value without its last magnitude: 20 of "20 million".
    pub(super) mantissa: Decimal,
    /// The power of ten of its last magnitude, 0 if none.
    pub(super) exponent: u32,
    /// Whether it is in digits only: neither word nor magnitude.
    pub(super) bare: bool,
    /// Whether its first part is a word.
    pub(super) words: bool,
}

impl Numeral {
    /// The number times a power of ten that stands apart from it.
    pub(super) fn times(self, exponent: u32) -> Option<Self> {
        let power = 10_i64.checked_pow(exponent).map(Decimal::from)?;
        let value = self.value.checked_mul(power)?;
        Some(Self { value, decimals: self.decimals - exponent as i32, exponent, bare: false, ..self })
    }
}

/// How a numeral is to be read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reads {
    /// It stands beside a currency: "$5m".
    pub(super) money: bool,
    /// "and" belongs to a "between", not to the number.
    pub(super) no_and: bool,
}

/// The numeral at the beginning of `input`.
pub(super) fn numeral<'a>(cx: &Cx<'_>, input: &'a str, reads: Reads) -> Res<'a, Numeral> {
    let mut builder = Builder::new();
    let (mut rest, words) = first(cx, input, &mut builder)?;
    while let Some(after) = next(cx, rest, &mut builder, words, reads) {
        rest = after;
    }
    let Some(value) = builder.value() else { return fail(input) };
    let (mantissa, exponent) =
        if builder.open.is_some() || builder.exponent == 0 { (value, 0) } else { (builder.mantissa, builder.exponent) };
    Ok((
        rest,
        Numeral { value: value.normalize(), decimals: builder.decimals, mantissa, exponent, bare: builder.bare, words },
    ))
}

/// The first part: digits, a number word, "half a", or a magnitude that stands for one of it ("mil").
fn first<'a>(
    cx: &Cx<'_>,
    input: &'a str,
    builder: &mut Builder,
) -> Result<(&'a str, bool), nom::Err<nom::error::Error<&'a str>>> {
    let slash = || vulgar(input).filter(|(rest, ..)| unit::behind(cx, rest, 0).is_some());
    let part = slash().and_then(|(rest, part, whole)| Some((rest, Decimal::from(part).checked_div(whole.into())?)));
    let sign = || fraction(input).ok().filter(|_| !input.starts_with([' ', '-']));
    if let Some((rest, part)) = sign().or(part) {
        builder.add(part.round_dp(6).normalize(), part.scale().min(6) as i32, Decimal::ZERO);
        return Ok((rest, false));
    }
    if input.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',') {
        let (rest, read) = digits(input, style_at(cx, input))?;
        builder.add(read.value, read.decimals, Decimal::ZERO);
        builder.bare = true;
        return Ok((rest, false));
    }
    if let Some(rest) = part_of_magnitude(cx, input, builder) {
        return Ok((rest, true));
    }
    if let Some((length, word)) = cx.lex.numbers.get(cx.lang()).at_start(input) {
        let rest = input.get(length..).unwrap_or_default();
        return match word.class {
            NumberClass::Half => half(cx, rest, builder).map_or_else(|| fail(input), |rest| Ok((rest, true))),
            NumberClass::Hundred | NumberClass::Dozen if article_before(cx, input) => {
                builder.add(Decimal::ONE, 0, Decimal::ZERO);
                builder.multiply(word.value);
                Ok((rest, true))
            }
            NumberClass::Hundred
            | NumberClass::Dozen
            | NumberClass::Part
            | NumberClass::Article
            | NumberClass::Point
            | NumberClass::Minus => fail(input),
            class => {
                builder.add(word.value, 0, room(class));
                Ok((rest, true))
            }
        };
    }
    if let Some((length, scale)) =
        cx.lex.scales.get(cx.lang()).at_start_where(input, |scale| scale.use_ == ScaleUse::Word)
    {
        // "mil 500"; "a million", "un millón".
        let alone = cx.lang() == Lang::Es && scale.exponent == 3;
        if alone || article_before(cx, input) {
            builder.add(Decimal::ONE, 0, Decimal::ZERO);
            if builder.scale(scale.exponent, cx.lang()) {
                return Ok((input.get(length..).unwrap_or_default(), true));
            }
        }
    }
    fail(input)
}

/// "a quarter of a million", "three quarters of a billion", "tres cuartos de millón": a fraction of a magnitude.
fn part_of_magnitude<'a>(cx: &Cx<'_>, input: &'a str, builder: &mut Builder) -> Option<&'a str> {
    let numbers = cx.lex.numbers.get(cx.lang());
    let (length, first) = numbers.at_start(input)?;
    let (part, whole, rest) = match first.class {
        NumberClass::Small => {
            let body = input.get(length..)?.strip_prefix(|c: char| c == ' ' || is_hyphen(c))?;
            let (length, word) = numbers.at_start_where(body, |word| {
                word.class == NumberClass::Part || first.value == Decimal::ONE && word.class == NumberClass::Half
            })?;
            let whole = if word.class == NumberClass::Half { Decimal::TWO } else { word.value };
            (first.value, whole, body.get(length..)?)
        }
        NumberClass::Part | NumberClass::Half if article_before(cx, input) => (
            Decimal::ONE,
            if first.class == NumberClass::Half { Decimal::TWO } else { first.value },
            input.get(length..)?,
        ),
        _ => return None,
    };
    let of = match cx.lang() {
        Lang::En => [" of a ", " of one ", " "],
        Lang::Es => [" de un ", " de ", " "],
    };
    let body = of.iter().find_map(|of| rest.strip_prefix(of)).or_else(|| rest.strip_prefix(is_hyphen))?;
    let share = part.checked_div(whole).filter(|_| part < whole)?.round_dp(6).normalize();
    // "a quarter mile"
    if cx.lex.units.get(cx.lang()).at_start_where(body, |unit| unit.kind == UnitKind::Length && !unit.glues).is_some() {
        builder.add(share, share.scale() as i32, Decimal::ZERO);
        return rest.get(rest.len() - body.len() - 1..);
    }
    let scales = cx.lex.scales.get(cx.lang());
    let (length, scale) = scales.at_start_where(body, |scale| scale.use_ == ScaleUse::Word && scale.exponent > 3)?;
    builder.add(share, share.scale() as i32, Decimal::ZERO);
    builder.scale(scale.exponent, Lang::En).then(|| body.get(length..))?
}

/// "half a million", "half-million", "medio millón": what stands after the half.
fn half<'a>(cx: &Cx<'_>, rest: &'a str, builder: &mut Builder) -> Option<&'a str> {
    let whole = rest;
    let rest = rest.strip_prefix(|c: char| c == ' ' || is_hyphen(c))?;
    let article = ["a ", "an ", "a-"].iter().find_map(|article| rest.strip_prefix(article));
    let rest = article.unwrap_or(rest);
    let half = Decimal::new(5, 1);
    builder.add(half, 1, Decimal::ZERO);
    if let Some((length, word)) = cx.lex.numbers.get(cx.lang()).at_start(rest)
        && word.class == NumberClass::Dozen
    {
        builder.open = Some((word.value * half).normalize());
        builder.decimals = 0;
        builder.room = Decimal::ZERO;
        return rest.get(length..);
    }
    let scales = cx.lex.scales.get(cx.lang());
    if let Some((length, scale)) = scales.at_start_where(rest, |scale| scale.use_ == ScaleUse::Word) {
        return builder.scale(scale.exponent, cx.lang()).then(|| rest.get(length..))?;
    }
    // "half an hour", "medio kilómetro": the space before the unit is left to it.
    let unit = (article.is_some() || cx.lang() == Lang::Es) && cx.lex.units.get(cx.lang()).at_start(rest).is_some();
    unit.then(|| whole.get(whole.len() - rest.len() - 1..))?
}

/// The next part, if the number goes on.
fn next<'a>(cx: &Cx<'_>, input: &'a str, builder: &mut Builder, words: bool, reads: Reads) -> Option<&'a str> {
    let lang = cx.lang();
    let glued = !input.starts_with(|c: char| c == ' ' || c == ',' && words || is_hyphen(c));
    if glued {
        if words {
            return None;
        }
        let scales = cx.lex.scales.get(lang);
        let (length, scale) = scales
            .at_start_where(input, |scale| {
                scale.use_ == ScaleUse::Abbreviation
                    || reads.money
                    || (scale.use_ == ScaleUse::Word && scale.exponent >= 6)
            })
            .or_else(|| sign_of_millions(cx, input))?;
        return ends_word(input, length)
            .filter(|_| builder.scale(scale.exponent, lang))
            .inspect(|_| builder.bare = false);
    }
    let rest = input.get(1..).filter(|_| input.starts_with(' ')).or_else(|| {
        let hyphen = input.chars().next()?;
        input.get(hyphen.len_utf8()..)
    })?;
    if let Some(after) = hundreds_behind_comma(cx, input, builder, words) {
        return Some(after);
    }
    if let Some(after) = and_half(cx, input, builder).or_else(|| and_part(cx, input, builder)) {
        return Some(after);
    }
    // A magnitude.
    let scales = cx.lex.scales.get(lang);
    let allowed = |use_: ScaleUse| match use_ {
        ScaleUse::Word => true,
        ScaleUse::Abbreviation | ScaleUse::Money => reads.money,
    };
    let found = scales.at_start_where(rest, |scale| allowed(scale.use_)).or_else(|| {
        let body = rest.strip_prefix("de ").filter(|_| lang == Lang::Es).unwrap_or(rest);
        sign_of_millions(cx, body).map(|(length, scale)| (length + rest.len() - body.len(), scale)).filter(|_| !words)
    });
    if let Some((length, scale)) = found {
        let mut tried = *builder;
        if tried.scale(scale.exponent, lang) {
            tried.bare = false;
            *builder = tried;
            return rest.get(length..);
        }
        return None;
    }
    // Digits after a magnitude: "21 mil 256", "dos millones 500 mil".
    if lang == Lang::Es
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && builder.exponent > 0
        && builder.open.is_none()
    {
        let (after, read) = digits(rest, style_at(cx, rest)).ok()?;
        let mut tried = *builder;
        let whole = read.value < Decimal::ONE_THOUSAND
            && !after.starts_with(|c: char| c.is_alphanumeric() || c == '/' || c == ':' || c == '%');
        if whole && tried.add(read.value, read.decimals, Decimal::ZERO) {
            *builder = tried;
            return Some(after);
        }
        return None;
    }
    if words && let Some(after) = decimals(cx, rest, builder) {
        return Some(after);
    }
    // A word: only inside a number that is in words, or in Spanish after a magnitude; but "3 hundred", "3 dozen".
    let spanish = lang == Lang::Es && builder.exponent > 0;
    let multiple = |word: &NumberWord| matches!(word.class, NumberClass::Hundred | NumberClass::Dozen);
    let times = builder.bare && cx.lex.numbers.get(lang).at_start_where(rest, multiple).is_some();
    if !words && !spanish && !times {
        return None;
    }
    let (joined, rest) = match and(lang, input) {
        Some(rest) if !reads.no_and => (true, rest),
        _ => (false, rest),
    };
    let (length, word) = cx.lex.numbers.get(lang).at_start(rest)?;
    let after = rest.get(length..)?;
    let mut tried = *builder;
    let fits = match word.class {
        NumberClass::Half | NumberClass::Part | NumberClass::Article | NumberClass::Point | NumberClass::Minus => false,
        NumberClass::Hundred | NumberClass::Dozen => !joined && tried.multiply(word.value),
        class => may_join(builder, joined, lang, word.value) && tried.add(word.value, 0, room(class)),
    };
    // "between one hundred and two hundred": the "and" joins two numbers.
    // "two thousand and one hundred" is one.
    let two = joined && lang == Lang::En && multiplies(cx, after) && builder.exponent != 3;
    (fits && !two).then(|| {
        tried.bare = false;
        *builder = tried;
        after
    })
}

/// "five thousand, six hundred": the comma that parts thousands from hundreds in words.
fn hundreds_behind_comma<'a>(cx: &Cx<'_>, input: &'a str, builder: &mut Builder, words: bool) -> Option<&'a str> {
    let body = input.strip_prefix(", ").filter(|_| words && cx.lang() == Lang::En)?;
    if builder.exponent < 3 || builder.open.is_some() {
        return None;
    }
    let numbers = cx.lex.numbers.get(Lang::En);
    let (length, first) = numbers.at_start_where(body, |word| word.class == NumberClass::Small)?;
    let rest = body.get(length..)?;
    let mut tried = *builder;
    let (hundred, word) = numbers.at_start_where(rest.strip_prefix(' ')?, |word| word.class == NumberClass::Hundred)?;
    let fits = first.value < Decimal::TEN && tried.add(first.value, 0, room(first.class)) && tried.multiply(word.value);
    let after = rest.get(1 + hundred..)?;
    fits.then(|| {
        *builder = tried;
        after
    })
}

/// "two point five", "dos coma veinticinco": the decimals of a number in words.
fn decimals<'a>(cx: &Cx<'_>, rest: &'a str, builder: &mut Builder) -> Option<&'a str> {
    let numbers = cx.lex.numbers.get(cx.lang());
    let (length, _) = numbers.at_start_where(rest, |word| word.class == NumberClass::Point)?;
    let open = builder.open.filter(|open| open.is_integer() && builder.exponent == 0)?;
    let mut rest = rest.get(length..)?;
    let mut digits = String::new();
    while digits.len() < 6
        && let Some(body) = rest.strip_prefix([' ', '-'])
        && let Some((length, word)) =
            numbers.at_start_where(body, |w| matches!(w.class, NumberClass::Small | NumberClass::Tens))
        && (digits.is_empty() || word.value < Decimal::TEN)
    {
        // "veinticinco" tells two digits at once, "twenty-five" both of them.
        let tens = digits.len() == 2 && digits.ends_with('0') && builder.room == Decimal::TEN;
        if tens {
            digits.pop();
        }
        builder.room = if word.class == NumberClass::Tens { Decimal::TEN } else { Decimal::ZERO };
        digits.push_str(&word.value.normalize().to_string());
        rest = body.get(length..)?;
    }
    let part: Decimal = format!("0.{digits}").parse().ok().filter(|_| !digits.is_empty())?;
    builder.open = Some(open + part);
    builder.decimals = digits.len() as i32;
    builder.room = Decimal::ZERO;
    Some(rest)
}

/// "2.7m people", "3 MM de pesos", "8 B homes": a sign of a magnitude that also means other things, where the words
/// behind it are counted in millions: a currency, a unit other than of length, "of its", or a plural.
fn sign_of_millions<'l>(cx: &Cx<'l>, input: &str) -> Option<(usize, &'l Scale)> {
    let (length, scale) = cx.lex.scales.get(cx.lang()).at_start_where(input, |scale| scale.use_ != ScaleUse::Word)?;
    // "300 mm lenses"
    if cx.lang() == Lang::En && input.starts_with("mm") {
        return None;
    }
    let body = input.get(length..)?.strip_prefix(' ')?;
    let body = body.strip_prefix("de ").filter(|_| cx.lang() == Lang::Es).unwrap_or(body);
    let money = cx.lex.currencies.get(cx.lang()).at_start_where(body, |currency| currency.place.is_after());
    let unit = cx.lex.units.get(cx.lang()).at_start_where(body, |unit| {
        !matches!(unit.kind, UnitKind::Between | UnitKind::Base | UnitKind::Extent | UnitKind::Length) && !unit.glues
    });
    let owned = body
        .strip_prefix("of ")
        .is_some_and(|whole| cx.lex.words.tags(cx.lang(), first_word(whole)).any(Tags::DET.with(Tags::POSS)));
    let word = first_word(body);
    let tags = cx.lex.words.tags(cx.lang(), word);
    let plural = word.len() > 3 && cx.lex.words.is_plural(cx.lang(), word) && !tags.any(Tags::PREP.with(Tags::AUX));
    let whole = |found: Option<usize>| found.is_some_and(|length| !body[length..].starts_with(char::is_alphanumeric));
    let counted = whole(money.map(|(length, _)| length)) || whole(unit.map(|(length, _)| length)) || owned || plural;
    counted.then_some((length, scale))
}

/// What follows " and a half", "y media", if one stands here.
pub(super) fn half_form(lang: Lang, input: &str) -> Option<&str> {
    let forms: &[&str] = match lang {
        Lang::En => &[" and a half", "-and-a-half", " and one half", " and one-half"],
        Lang::Es => &[" y medio", " y media"],
    };
    forms.iter().find_map(|form| input.strip_prefix(form))
}

/// " and a half", "y medio": half of the unit that follows.
fn and_half<'a>(cx: &Cx<'_>, input: &'a str, builder: &mut Builder) -> Option<&'a str> {
    let after = half_form(cx.lang(), input).filter(|after| !after.starts_with(char::is_alphabetic))?;
    let half = Decimal::new(5, 1);
    if let Some(open) = builder.open {
        builder.open = Some(open + half);
        builder.decimals = 1;
        builder.room = Decimal::ZERO;
    } else {
        // "dos millones y medio"
        let power = Decimal::from(10_i64.checked_pow(builder.exponent)?);
        builder.closed = builder.closed.checked_add(power * half)?;
        builder.decimals = 1 - builder.exponent as i32;
        builder.mantissa += half;
        builder.room = Decimal::ZERO;
    }
    builder.bare = false;
    Some(after)
}

/// "two and a quarter", "three and two-thirds", "two and fifty-four hundredths", "dos y tres cuartos": parts of one added
/// to a whole number; "two and a third of the homes" are two and a share.
fn and_part<'a>(cx: &Cx<'_>, input: &'a str, builder: &mut Builder) -> Option<&'a str> {
    let whole = builder.open.filter(|open| open.is_integer() && builder.exponent == 0)?;
    let numbers = cx.lex.numbers.get(cx.lang());
    let body = and(cx.lang(), input)?;
    let (length, first) = numbers.at_start(body)?;
    let (count, rest) = match first.class {
        NumberClass::Article => (Decimal::ONE, body.get(length..)?),
        NumberClass::Small => (first.value, body.get(length..)?),
        NumberClass::Tens => {
            let rest = body.get(length..)?;
            let unit = rest.strip_prefix(is_hyphen).and_then(|rest| {
                let (length, word) = numbers.at_start_where(rest, |word| word.class == NumberClass::Small)?;
                (word.value < Decimal::TEN).then(|| Some((word.value, rest.get(length..)?)))?
            });
            unit.map_or((first.value, rest), |(value, rest)| (first.value + value, rest))
        }
        _ => return None,
    };
    let part = rest.strip_prefix(|c: char| c == ' ' || is_hyphen(c))?;
    let (length, word) = numbers.at_start_where(part, |word| word.class == NumberClass::Part)?;
    let rest = part.get(length..)?;
    let of = [" of ", " de "].iter().any(|of| rest.starts_with(of));
    let share = count.checked_div(word.value).filter(|_| !of && count < word.value)?.round_dp(6).normalize();
    builder.open = Some(whole + share);
    builder.decimals = share.scale() as i32;
    builder.room = Decimal::ZERO;
    builder.bare = false;
    Some(rest)
}

/// What follows the joining word, if one stands here.
fn and(lang: Lang, input: &str) -> Option<&str> {
    let form = match lang {
        Lang::En => " and ",
        Lang::Es => " y ",
    };
    input.strip_prefix(form)
}

/// "and" joins what is below a hundred to hundreds or a magnitude; "y" a unit to tens.
fn may_join(builder: &Builder, joined: bool, lang: Lang, value: Decimal) -> bool {
    let tens_open = builder.room == Decimal::TEN;
    match (lang, joined) {
        (Lang::En, false) => true,
        (Lang::En, true) => !tens_open && value < Decimal::ONE_HUNDRED,
        (Lang::Es, joined) => joined == (tens_open && builder.open.is_some()),
    }
}

/// Whether a magnitude or "hundred" that multiplies follows at once.
fn multiplies(cx: &Cx<'_>, after: &str) -> bool {
    let Some(rest) = after.strip_prefix(|c: char| c == ' ' || is_hyphen(c)) else { return false };
    cx.lex.numbers.get(cx.lang()).at_start(rest).is_some_and(|(_, word)| word.class == NumberClass::Hundred)
}

fn room(class: NumberClass) -> Decimal {
    match class {
        NumberClass::Tens => Decimal::TEN,
        NumberClass::Hundreds => Decimal::ONE_HUNDRED,
        _ => Decimal::ZERO,
    }
}

/// The rest after `length` bytes if a word ends there.
fn ends_word(input: &str, length: usize) -> Option<&str> {
    input.get(length..).filter(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether "a ", "an ", "un " or "una " stands directly before `input`.
pub(super) fn article_before(cx: &Cx<'_>, input: &str) -> bool {
    article_start(cx, cx.at(input)).is_some()
}

/// The byte at which the article directly before `at` begins.
pub(super) fn article_start(cx: &Cx<'_>, at: usize) -> Option<usize> {
    let before = cx.text.get(..at)?.strip_suffix(' ')?;
    cx.lex
        .numbers
        .get(cx.lang())
        .at_end_where(before, |word| word.class == NumberClass::Article)
        .map(|(start, _)| start)
}
