//! What values a figure allows for, given its modifier and its stated precision.

use crate::figure::{Figure, Modifier};
use rust_decimal::Decimal;

/// A stretch of values without its ends; an open end is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Bounds {
    /// The values that a figure allows for; none where it has no value.
    ///
    /// "$3.4 billion" allows for $3.35 to $3.45 billion, "about" and "nearly" for a tenth more or less.
    pub(super) fn of(figure: &Figure) -> Option<Self> {
        let value = figure.value?;
        let (low, high) = (value, figure.value_max.unwrap_or(value));
        let slack = half_unit(figure.decimals.unwrap_or_default());
        let tenth = |value: Decimal| value.abs() / Decimal::TEN;
        let (low, high) = match figure.modifier {
            Modifier::MoreThan | Modifier::AtLeast => (Some(low.saturating_sub(slack)), None),
            Modifier::LessThan | Modifier::AtMost => (None, Some(high.saturating_add(slack))),
            Modifier::About => (Some(low.saturating_sub(tenth(low))), Some(high.saturating_add(tenth(high)))),
            Modifier::Nearly => (Some(low.saturating_sub(tenth(low))), Some(high.saturating_add(slack))),
            _ => (Some(low.saturating_sub(slack)), Some(high.saturating_add(slack))),
        };
        Some(Self { low, high })
    }

    /// Whether some value is allowed by both.
    pub(super) fn meet(self, other: Self) -> bool {
        let below = |low: Option<Decimal>, high: Option<Decimal>| match (low, high) {
            (Some(low), Some(high)) => low < high,
            _ => true,
        };
        below(self.low, other.high) && below(other.low, self.high)
    }
}

/// Half of the last place stated: 0.5 for 0 decimals, 50,000,000 for -8.
fn half_unit(decimals: i32) -> Decimal {
    const FEW: i32 = 20;
    let scale = u32::try_from((decimals + 1).clamp(0, FEW)).unwrap_or_default();
    let zeros = (-decimals - 1).clamp(-1, FEW);
    match u32::try_from(zeros) {
        Ok(zeros) => Decimal::from(5) * Decimal::from(10_u64.saturating_pow(zeros.min(19))),
        Err(_) => Decimal::new(5, scale),
    }
}

/// Whether two values are equal, or one is the other rounded to the precision it is stated with.
pub(super) fn same_rounded(a: &Figure, b: &Figure) -> bool {
    let (Some(x), Some(y)) = (a.value, b.value) else { return false };
    if a.value_max.is_some() || b.value_max.is_some() {
        return x == y && a.value_max == b.value_max;
    }
    let coarse = a.decimals.unwrap_or_default().min(b.decimals.unwrap_or_default());
    let difference = x.saturating_sub(y).abs();
    // A coarse unit that is large against the value says nothing: "1 million" and "1.4 million".
    x == y || (difference <= half_unit(coarse) && difference <= x.abs().max(y.abs()) / Decimal::from(50))
}

#[cfg(test)]
mod tests {
    use super::super::tests::figure;
    use super::*;

    #[track_caller]
    fn check(a: (Modifier, &str, i32), b: (Modifier, &str, i32), meet: bool) {
        let bounds = |(modifier, value, decimals): (Modifier, &str, i32)| {
            let figure = Figure { modifier, decimals: Some(decimals), ..figure("a", value, "job", "") };
            Bounds::of(&figure).unwrap()
        };
        assert_eq!(bounds(a).meet(bounds(b)), meet);
        assert_eq!(bounds(b).meet(bounds(a)), meet);
    }

    #[test]
    fn values_meet_where_the_words_allow() {
        use Modifier::{About, AtMost, Exact, MoreThan, Nearly};
        check((Exact, "13", 0), (Exact, "14", 0), false);
        check((MoreThan, "30000", 0), (MoreThan, "48000", 0), true);
        check((AtMost, "30000", 0), (MoreThan, "48000", 0), false);
        check((Exact, "3400000000", -8), (Exact, "3380000000", -7), true);
        check((Exact, "3400000000", -8), (Exact, "3300000000", -8), false);
        check((About, "100", 0), (Exact, "109", 0), true);
        check((Nearly, "100", 0), (Exact, "103", 0), false);
    }

    #[test]
    fn rounding_is_no_difference() {
        let said = |value: &str, decimals| Figure { decimals: Some(decimals), ..figure("a", value, "USD", "") };
        assert!(same_rounded(&said("3400000000", -8), &said("3380000000", -7)));
        assert!(!same_rounded(&said("1000000", -6), &said("1400000", -5)));
        assert!(!same_rounded(&said("13", 0), &said("14", 0)));
        assert_eq!(half_unit(-8), Decimal::from(50_000_000));
        assert_eq!(half_unit(0), Decimal::new(5, 1));
        assert_eq!(half_unit(2), Decimal::new(5, 3));
        assert_eq!(half_unit(-1), Decimal::from(5));
    }
}
