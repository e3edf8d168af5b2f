//! nom parsers, one file a construct: text at an anchor → a typed reading and its span.
//!
//! Pure: knows no sentence and no document. All spans are bytes of the text given (a block's text: white space folded).

mod builder;
mod cell;
mod column;
mod count;
mod currency;
mod date;
mod date_digits;
mod date_list;
mod date_pair;
mod date_parts;
mod date_run;
mod date_year;
mod duration;
mod fraction;
mod head;
mod home;
mod list;
mod lone;
mod marks;
mod modifier;
mod named;
mod number;
mod numeral;
mod postcode;
mod proper;
mod quantity;
mod range;
mod reading;
mod refuse;
mod relative;
mod resolve;
mod sign;
mod steps;
mod style;
mod telephone;
mod tense;
mod unit;
mod unsaid;
mod weekday;
mod year_words;

pub use crate::lexicon::{Stretch, Tense};
pub(crate) use cell::{ROW_UNIT, in_caption, in_head, in_table, is_row, is_units, plain_years, under_unit};
pub use column::Heads;
pub(crate) use column::{Around, HeadRow, cells};
pub use date::{DateReading, Moment, Part, Slice, Whole, YearBefore, YearOf};
pub use home::{country_of, names_a_country};
pub(crate) use reading::read_at;
pub(crate) use refuse::{address_end, skip_digits};
pub(crate) use resolve::is_impossible;
pub use resolve::resolve;
pub use steps::steps;
pub use style::style_of;
pub(crate) use unsaid::{like_before, with_percent, with_unit};

use crate::figure::{Change, Lang, Modifier};
use crate::lexicon::{CurrencyCode, Lexicon};
use crate::span::Span;
use nom::error::{Error, ErrorKind};
use rust_decimal::Decimal;

/// What every parser knows besides its input, which is always a tail of `text`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cx<'a> {
    pub(crate) text: &'a str,
    pub(crate) style: Style,
    pub(crate) lex: &'a Lexicon,
}

impl<'a> Cx<'a> {
    /// The byte of `text` at which a tail of it begins.
    const fn at(&self, tail: &str) -> usize {
        self.text.len().saturating_sub(tail.len())
    }

    /// The text before a byte.
    fn before(&self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or_default()
    }

    /// The text from a byte on.
    fn tail(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    const fn lang(&self) -> Lang {
        self.style.lang
    }
}

/// What a parser gives: the rest, and what it read.
type Res<'a, T> = Result<(&'a str, T), nom::Err<Error<&'a str>>>;

/// The answer of a parser that does not find its construct at `input`.
fn fail<T>(input: &str) -> Res<'_, T> {
    Err(nom::Err::Error(Error::new(input, ErrorKind::Fail)))
}

/// How numbers, dates and the bare `$` are to be read: the document's own conventions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The language of the words.
    pub lang: Lang,
    /// Whether "1.400" is fourteen hundred and "542,95" a fraction.
    pub decimal_comma: bool,
    /// Whether 9/12/2022 is the ninth of December.
    pub day_first: bool,
    /// By the number of digits before its mark, less one: whether a number with the decimal mark before three digits may
    /// all the same be a whole one, as the document groups none of its length.
    pub odd_groups: [bool; 3],
    /// Whether pounds are money.
    pub pounds: bool,
    /// The month in which a fiscal year begins.
    pub fiscal_from: i8,
    /// What a bare `$` is.
    pub dollar: CurrencyCode,
    /// Of each name of `shared_currencies.csv`, in its order, which of its codes the document means.
    pub shared: [u8; SHARED_NAMES],
}

/// The month in which the fiscal year of the United States begins, which an English text of no country means.
const FEDERAL_YEAR: i8 = 10;

/// At most so many names of money shared by countries are told apart; of those behind them the first code is meant.
pub const SHARED_NAMES: usize = 24;

impl Default for Style {
    fn default() -> Self {
        Self {
            lang: Lang::En,
            decimal_comma: false,
            day_first: false,
            odd_groups: [false; 3],
            pounds: false,
            fiscal_from: FEDERAL_YEAR,
            dollar: CurrencyCode::USD,
            shared: [0; SHARED_NAMES],
        }
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
    /// The base of a rate directly behind it ("60 km/h": hour), and its words; empty where the unit holds it ("mph").
    pub per: Option<(String, Span)>,
    /// The grammar rule that read it, as `explain` names it.
    pub rule: &'static str,
}

impl Mention {
    /// The same where so many bytes stand before the text it was found in.
    pub(crate) fn behind(self, bytes: usize) -> Self {
        let moved = |span: Span| Span::new(span.start + bytes, span.end + bytes);
        Self {
            span: moved(self.span),
            modifier_span: self.modifier_span.map(moved),
            change_span: self.change_span.map(moved),
            per: self.per.map(|(base, span)| (base, moved(span))),
            ..self
        }
    }
}
