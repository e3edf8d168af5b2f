//! The unit that the head of a column, or the first cell of a row, gives to the bare numbers of a table: "Revenue (US$
//! million)", "Access (% of households)", "Area (hectares)", "Millions of dollars".

use super::currency::resolve_code;
use super::quantity::{percent_name, stretch_name};
use super::{Amount, Cx, Mention, Reading, Style};
use crate::lexicon::{Lexicon, ScaleUse, UnitKind};
use rust_decimal::Decimal;

/// Words of a unit that say nothing of it.
const FILLERS: &[&str] = &["in", "of", "en", "de", "the", "los", "las", "current", "corrientes", "constant"];

/// An amount from a million on is written out, whatever the head says.
const WRITTEN_OUT: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// What a head says of the numbers under it.
#[derive(Debug, Clone, PartialEq)]
struct CellUnit {
    /// The power of ten by which it scales them.
    exponent: u32,
    of: Of,
}

#[derive(Debug, Clone, PartialEq)]
enum Of {
    Money(String),
    Percent(&'static str),
    Duration(&'static str, Decimal),
    Measure(String, Decimal),
    /// Only the magnitude is said.
    Scale,
}

/// The units that the head row of a table tells, column by column: read once for all its rows.
#[derive(Debug, Clone)]
pub(crate) struct Heads(Vec<Option<CellUnit>>);

impl Heads {
    /// Reads the text of a head row, cells parted by `|`.
    pub(crate) fn new(header: &str, style: Style, lexicon: &Lexicon) -> Self {
        Self(header.split('|').map(|head| unit_of(head, style, lexicon)).collect())
    }
}

/// The mentions of a table's row as the heads of their columns, or else the row's own label, say their unit.
///
/// `row` is the text of the row, cells parted by `|`; spans are bytes of it.
pub(crate) fn in_table(
    mentions: Vec<Mention>,
    row: &str,
    heads: &Heads,
    style: Style,
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let label = row.split('|').next().and_then(|label| unit_of(label, style, lexicon));
    let (mut at, mut column) = (0, 0);
    let apply = |mention: Mention| {
        column += row.get(at..mention.span.start).unwrap_or_default().matches('|').count();
        at = mention.span.start;
        let unit = heads.0.get(column).and_then(Option::as_ref).or(label.as_ref());
        let bare = column > 0 && !mention.span.of(row).contains(char::is_alphabetic);
        match unit.filter(|_| bare).and_then(|unit| scaled(&mention, unit)) {
            Some(reading) => Mention { reading, rule: "table.unit", ..mention },
            None => mention,
        }
    };
    mentions.into_iter().map(apply).collect()
}

/// The reading under this unit; none where the number tells another one itself.
fn scaled(mention: &Mention, unit: &CellUnit) -> Option<Reading> {
    let times = |amount: &Amount, factor: Decimal| {
        let power = Decimal::from(10_i64.checked_pow(unit.exponent)?).checked_mul(factor)?;
        let grow = |value: Decimal| value.checked_mul(power).map(|value| value.normalize());
        let max = match amount.max {
            Some(max) => Some(grow(max)?),
            None => None,
        };
        let exponent = i32::try_from(unit.exponent).ok()?;
        Some(Amount { value: grow(amount.value)?, max, decimals: amount.decimals - exponent })
    };
    Some(match (&mention.reading, &unit.of) {
        (Reading::Count { amount }, Of::Money(code)) => {
            Reading::Money { amount: times(amount, Decimal::ONE)?, currency: code.clone() }
        }
        (Reading::Count { amount }, Of::Percent(unit)) => {
            Reading::Percent { amount: times(amount, Decimal::ONE)?, unit }
        }
        (Reading::Count { amount }, Of::Duration(unit, factor)) => {
            Reading::Duration { amount: times(amount, *factor)?, unit }
        }
        (Reading::Count { amount }, Of::Measure(unit, factor)) => {
            Reading::Measure { amount: times(amount, *factor)?, unit: unit.clone() }
        }
        (Reading::Count { amount }, Of::Scale) => Reading::Count { amount: times(amount, Decimal::ONE)? },
        // "$2,800" under "Deficit ($ billions)"
        (Reading::Money { amount, currency }, Of::Money(_) | Of::Scale)
            if unit.exponent > 0 && amount.value < WRITTEN_OUT =>
        {
            Reading::Money { amount: times(amount, Decimal::ONE)?, currency: currency.clone() }
        }
        _ => return None,
    })
}

/// The unit in the brackets that end a head, behind its last comma or "in", or that the whole head is.
fn unit_of(head: &str, style: Style, lexicon: &Lexicon) -> Option<CellUnit> {
    let head = head.trim();
    if let Some((_, inside)) = head.rsplit_once('(') {
        return read(inside.split(')').next()?, style, lexicon);
    }
    let behind = |mark: &str| head.rsplit_once(mark).and_then(|(_, unit)| read(unit, style, lexicon));
    read(head, style, lexicon).or_else(|| behind(", ")).or_else(|| behind(" in ")).or_else(|| behind(" en "))
}

/// A unit that these words are and nothing else; what a share or a measure is of may follow.
fn read(words: &str, style: Style, lexicon: &Lexicon) -> Option<CellUnit> {
    let cx = Cx { text: words, style, lex: lexicon };
    let (currencies, scales) = (lexicon.currencies.get(style.lang), lexicon.scales.get(style.lang));
    let units = lexicon.units.get(style.lang);
    let mut rest = words.trim();
    let mut found = CellUnit { exponent: 0, of: Of::Scale };
    let ends = |rest: &str, length: usize| !rest[length..].starts_with(char::is_alphanumeric);
    while !rest.is_empty() {
        // "US$ million, 2015 prices"
        if rest.starts_with(',') && found != (CellUnit { exponent: 0, of: Of::Scale }) {
            break;
        }
        let word = rest.split(' ').next().unwrap_or_default();
        let lower_word = word.trim_end_matches(',').to_lowercase();
        let currency = currencies.at_start(rest).filter(|&(length, _)| ends(rest, length) && found.of == Of::Scale);
        let scale = ["", "s", "es"].iter().filter(|_| found.exponent == 0).find_map(|end| {
            let stem = lower_word.strip_suffix(end)?;
            let (length, scale) = scales.at_start_where(stem, |scale| scale.use_ == ScaleUse::Word)?;
            (length == stem.len()).then_some((lower_word.len(), scale))
        });
        let length = if let Some((length, currency)) = currency {
            found.of = Of::Money(resolve_code(&cx, &currency.code));
            found.exponent += u32::try_from(currency.exponent).ok()?;
            length
        } else if let Some((length, scale)) = scale {
            found.exponent += scale.exponent;
            length
        } else if FILLERS.contains(&word) {
            word.len()
        } else {
            let (length, unit) = units.at_start(rest).filter(|_| found.of == Of::Scale)?;
            // "% of households", "tons of maize", but "M$" is no metre.
            let behind = rest.get(length..)?.trim_start();
            let closed = [",", "of ", "de ", "/"].iter().any(|mark| behind.starts_with(mark)) || behind.is_empty();
            let letter = length == 1 && rest.starts_with(char::is_uppercase);
            if letter || !closed && unit.kind != UnitKind::Percent {
                return None;
            }
            found.of = match unit.kind {
                UnitKind::Percent => Of::Percent(percent_name(&unit.name)),
                UnitKind::Duration => Of::Duration(stretch_name(&unit.name)?, unit.factor),
                UnitKind::Between | UnitKind::Base | UnitKind::Extent => return None,
                _ => Of::Measure(unit.name.clone(), unit.factor),
            };
            break;
        };
        rest = rest.get(length..)?.trim_start();
    }
    (found != CellUnit { exponent: 0, of: Of::Scale }).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(head: &str) -> Option<CellUnit> {
        unit_of(head, Style::default(), Lexicon::embedded())
    }

    #[test]
    fn heads_tell_their_unit() {
        let money = |exponent| Some(CellUnit { exponent, of: Of::Money("USD".to_owned()) });
        assert_eq!(of("Revenue (US$ million)"), money(6));
        assert_eq!(of("Deficit ($ billions)"), money(9));
        assert_eq!(of("Millions of dollars"), money(6));
        assert_eq!(of("Exports, US$ million"), money(6));
        assert_eq!(of("Cost in dollars"), money(0));
        assert_eq!(of("Tax revenue (% of GDP)"), Some(CellUnit { exponent: 0, of: Of::Percent("%") }));
        assert_eq!(of("Families (thousands)"), Some(CellUnit { exponent: 3, of: Of::Scale }));
        let area = |unit: &str| Some(CellUnit { exponent: 0, of: Of::Measure(unit.to_owned(), Decimal::ONE) });
        assert_eq!(of("Land (hectares)"), area("hectare"));
    }

    #[test]
    fn other_heads_tell_none() {
        for head in
            ["Jobs", "Baseline (2022)", "Actual (June 2024)", "Dollars and cents saved", "Thousand Oaks", "", "("]
        {
            assert_eq!(of(head), None, "{head}");
        }
    }
}
