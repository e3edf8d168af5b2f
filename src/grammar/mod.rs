//! nom parsers, one file a construct: text at an anchor → a typed reading and its span.
//!
//! Pure: knows no sentence and no document. All spans are bytes of the text given (a block's text: white space folded).

use crate::figure::{Change, Lang, Modifier};
use crate::span::Span;
use rust_decimal::Decimal;

/// How numbers, dates and the bare `$` are to be read: the document's own conventions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The language of the words.
    pub lang: Lang,
    /// Whether "1.400" is fourteen hundred and "542,95" a fraction.
    pub decimal_comma: bool,
    /// Whether 9/12/2022 is the ninth of December.
    pub day_first: bool,
    /// The ISO 4217 code of a bare `$`.
    pub dollar: &'static str,
}

impl Default for Style {
    fn default() -> Self {
        Self { lang: Lang::En, decimal_comma: false, day_first: false, dollar: "USD" }
    }
}

/// A number, or a range of two, with its stated precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The value, or the low end.
    pub value: Decimal,
    /// The high end of a range; greater than `value`.
    pub max: Option<Decimal>,
    /// XBRL decimals: "$3.4 billion" = -8, "40,000" = 0.
    pub decimals: i32,
}

/// What the words at a place say.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// An amount of money.
    Money {
        /// How much.
        amount: Amount,
        /// ISO 4217 code.
        currency: String,
    },
    /// A share or change.
    Percent {
        /// How much.
        amount: Amount,
        /// `%`, `pp` or `bp`.
        unit: &'static str,
    },
    /// A number of people or things. What is counted, `context` finds.
    Count {
        /// How many.
        amount: Amount,
    },
    /// A length, area, mass …
    Measure {
        /// How much.
        amount: Amount,
        /// Its singular name.
        unit: String,
    },
    /// A length of time (a decade is 10 years).
    Duration {
        /// How long.
        amount: Amount,
        /// year, month, week, day or hour.
        unit: &'static str,
    },
    /// A date or a span of dates, as said; resolving it against the document's date makes a period of it.
    Date(DateReading),
}

/// A figure as it stands in a block.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The words of the figure itself: number with currency sign, magnitude and `%`, no modifier, no noun.
    pub span: Span,
    /// What they say.
    pub reading: Reading,
    /// How the words directly beside it bound it.
    pub modifier: Modifier,
    /// The modifier's words.
    pub modifier_span: Option<Span>,
    /// What the words directly beside it set it against.
    pub change: Option<Change>,
    /// The change's words.
    pub change_span: Option<Span>,
    /// The grammar rule that read it, as `explain` names it.
    pub rule: &'static str,
}

/// A date as the words say it; years may be missing, and it may be relative to the document's date.
///
/// Owned by `grammar/date.rs`; extend freely.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateReading {}
