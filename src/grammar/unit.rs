//! The unit behind a number, and the base of a rate behind that: "5 km", "two full years", "60 km/h", "€45/MWh".

use super::Cx;
use super::numeral::{Reads, article_start, numeral};
use super::quantity::after;
use crate::figure::Lang;
use crate::lexicon::{Label, Tags, Unit, UnitKind, first_word, is_hyphen};
use crate::span::Span;
use rust_decimal::Decimal;

/// So many bytes before a number may speak of heat.
const HEAT: usize = 160;

/// What stands behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Behind<'a, 'l> {
    /// What follows the unit.
    pub(super) rest: &'a str,
    pub(super) unit: &'l Unit,
}

/// A unit after its number.
pub(super) fn behind<'a, 'l>(cx: &Cx<'l>, rest: &'a str, exponent: u32) -> Option<Behind<'a, 'l>> {
    let units = cx.lex.units.get(cx.lang());
    let glued = !rest.starts_with(|c: char| c == ' ' || is_hyphen(c));
    if let Some(found) = inches(cx, rest) {
        return Some(found);
    }
    let found = after(cx, rest, exponent).find_map(|body| {
        let letter = body.chars().next();
        let fits = |unit: &Unit| {
            !matches!(unit.kind, UnitKind::Base | UnitKind::Extent)
                && (!glued || unit.glues)
                && (unit.letter.is_none() || unit.letter == letter)
        };
        let (length, unit) = units.at_start_where(body, fits)?;
        // "two full years", "2,000 new miles"
        let (body, length, unit) = match unit.kind {
            UnitKind::Between => {
                let body = body.get(length..)?.strip_prefix(' ')?;
                let counted = |unit: &Unit| {
                    !matches!(unit.kind, UnitKind::Between | UnitKind::Percent | UnitKind::Base | UnitKind::Extent)
                };
                let (length, unit) = units.at_start_where(body, counted)?;
                (body, length, unit)
            }
            _ => (body, length, unit),
        };
        let rest = body.get(length..)?;
        let lone = body.get(..length)?.chars().count() == 1 && body.starts_with(char::is_alphabetic);
        // "95F", "19 C": degrees only where the words before speak of heat.
        let degrees = lone && unit.kind == UnitKind::Temperature;
        if degrees && !speaks_of_heat(cx, cx.at(body)) {
            return None;
        }
        // "a 12m wall": one thing, so no millions of it.
        let single = glued && is_of_one(cx, cx.at(body), rest);
        let taken = lone && !degrees && !single && !stands_alone(cx, rest, glued, body.starts_with(char::is_uppercase));
        // "40,000 TB patients" are no terabytes.
        let word = rest.strip_prefix(' ').is_some_and(|next| {
            let links = Tags::PREP.with(Tags::CONJ).with(Tags::DET).with(Tags::AUX);
            next.starts_with(char::is_alphabetic) && !cx.lex.words.tags(cx.lang(), first_word(next)).any(links)
        });
        let of = rest.starts_with(" of ") || rest.starts_with(" de ");
        let data = unit.kind == UnitKind::Data && unit.glues && !glued && word && !of;
        // "six HP Tech Labs", "two million J&J shots", "30 mi- — homes"
        let symbol = unit.glues && body.starts_with(char::is_uppercase) && !glued;
        let name = symbol && rest.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase));
        // "COVID-19 ha causado", "20 ha en Sonora"
        let form = body.get(..length)?;
        let next = rest.strip_prefix(' ').map(first_word).unwrap_or_default();
        let closed = Tags::PREP.with(Tags::CONJ).with(Tags::DET);
        let aux = cx.lex.words.tags(cx.lang(), form).any(Tags::AUX)
            && next.starts_with(char::is_alphabetic)
            && !cx.lex.words.tags(cx.lang(), next).any(closed)
            // "3.412 ha quemadas": the verb has none of the plural.
            && !["as", "os"].iter().any(|plural| next.ends_with(plural));
        let torn = aux || rest.starts_with(['&', '@', '_']) || rest.starts_with("- ");
        // "151,000 ha.¹": the mark of a note.
        let note = form.ends_with('.') && rest.starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
        let ends = note || !rest.starts_with(char::is_alphanumeric);
        (!taken && !data && !name && !torn && ends).then_some(Behind { rest, unit })
    })?;
    (found.unit.kind != UnitKind::Between).then_some(found)
}

/// Whether an article stands before the number that ends at `at`, and a noun in the singular behind its unit.
fn is_of_one(cx: &Cx<'_>, at: usize, rest: &str) -> bool {
    let before = cx.before(at).trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let article = article_start(cx, before.len()).is_some();
    let noun = rest.strip_prefix(' ').map(first_word).unwrap_or_default();
    cx.lang() == Lang::En && article && noun.starts_with(char::is_lowercase) && !cx.lex.words.is_plural(Lang::En, noun)
}

/// Whether a word or a sign of heat stands before the byte `at`.
fn speaks_of_heat(cx: &Cx<'_>, at: usize) -> bool {
    let labels = cx.lex.labels.get(cx.lang());
    let before = cx.before(at);
    let start = (before.len().saturating_sub(HEAT)..=before.len()).find(|&at| before.is_char_boundary(at));
    let near = before.get(start.unwrap_or_default()..).unwrap_or_default();
    near.contains('°')
        || near.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).any(|word| {
            labels.at_start_where(word, |label| *label == Label::Heat).is_some_and(|(length, _)| length == word.len())
        })
}

/// "12 in long": the preposition's letters are inches where an adjective of extent ends the phrase.
fn inches<'a, 'l>(cx: &Cx<'l>, rest: &'a str) -> Option<Behind<'a, 'l>> {
    let body = rest.strip_prefix(" in ").filter(|_| cx.lang() == Lang::En)?;
    let word = first_word(body);
    let next = first_word(body.get(word.len()..)?.trim_start());
    let ends =
        !next.starts_with(char::is_alphabetic) || cx.lex.words.tags(Lang::En, next).any(Tags::PREP.with(Tags::CONJ));
    let (_, unit) = cx.lex.units.get(Lang::En).at_start("inch").filter(|_| is_extent(cx, word) && ends)?;
    Some(Behind { rest: rest.get(" in".len()..)?, unit })
}

/// Whether a unit of one letter is one: "8.5m people" are millions, "4m x 6m", "1.7m tall" and "3.5 t" are measures.
fn stands_alone(cx: &Cx<'_>, rest: &str, glued: bool, capital: bool) -> bool {
    let rate = rest.starts_with('/');
    let next = rest.strip_prefix(' ').map(first_word).unwrap_or_default();
    let word = next.starts_with(char::is_alphabetic) && !matches!(next, "of" | "de");
    let closed = next.len() == 1
        || cx.lex.words.tags(cx.lang(), next).any(Tags::PREP.with(Tags::CONJ).with(Tags::AUX))
        || is_extent(cx, next);
    rate || !word || !capital && (!glued || closed)
}

/// "1.7m tall": an adjective of extent, as the table of units lists them.
fn is_extent(cx: &Cx<'_>, word: &str) -> bool {
    let units = cx.lex.units.get(cx.lang());
    units.at_start_where(word, |unit| unit.kind == UnitKind::Extent).is_some_and(|(length, _)| length == word.len())
}

/// "45 cases per 100,000 people": the round number that a rate is told of, with its noun, behind up to three words.
pub(super) fn per_many(cx: &Cx<'_>, rest: &str) -> Option<(String, Span)> {
    let labels = cx.lex.labels.get(cx.lang());
    let mut at = rest;
    for _ in 0..4 {
        let body = at.strip_prefix(' ')?;
        if let Some((length, _)) = labels.at_start_where(body, |label| *label == Label::Per) {
            let base = body.get(length..)?.strip_prefix(' ')?;
            if base.starts_with(|c: char| c.is_ascii_digit()) {
                let (after, _) = numeral(cx, base, Reads::default()).ok()?;
                let noun =
                    after.strip_prefix(' ').map(first_word).filter(|noun| noun.starts_with(char::is_lowercase))?;
                let start = cx.at(base);
                let end = cx.at(after) + 1 + noun.len();
                return Some((cx.text.get(start..end)?.to_owned(), Span::new(start, end)));
            }
        }
        let word = first_word(body);
        at = body.get(word.len()..).filter(|_| word.starts_with(char::is_alphabetic))?;
    }
    None
}

/// The base of a rate directly behind a unit, a currency or a noun: what it is, in the singular, and its span.
pub(super) fn per_slash(cx: &Cx<'_>, rest: &str) -> Option<(String, Span)> {
    let body = rest.strip_prefix('/')?;
    let at = cx.at(body);
    let units = cx.lex.units.get(cx.lang());
    let counted = |unit: &Unit| !matches!(unit.kind, UnitKind::Between | UnitKind::Percent | UnitKind::Extent);
    if let Some((length, unit)) = units.at_start_where(body, counted)
        && !body.get(length..)?.starts_with(char::is_alphanumeric)
    {
        // "$4/MMBtu": a form that is many of its unit stands as it is.
        let own = if unit.factor == Decimal::ONE { unit.name.clone() } else { body.get(..length)?.to_owned() };
        return Some((own, Span::new(at, at + length)));
    }
    let word = first_word(body);
    let noun = word.chars().count() > 2 && word.starts_with(char::is_lowercase);
    noun.then(|| (cx.lex.words.singular(cx.lang(), word), Span::new(at, at + word.len())))
}
