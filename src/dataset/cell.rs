//! One value of one row: what each format writes, and how it looks as text.

use jiff::civil::Date;
use rust_decimal::Decimal;
use std::fmt;

/// A value as the tables hold it. Displayed, it is what a CSV cell says before escaping.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Cell<'a> {
    /// The document does not say.
    Empty,
    /// Words.
    Text(&'a str),
    /// A decimal number; written without trailing zeros or an exponent.
    Number(Decimal),
    /// A whole number.
    Integer(i64),
    /// A day, as ISO 8601 writes it.
    Date(Date),
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.normalize().fmt(f),
            Self::Integer(number) => number.fmt(f),
            Self::Date(date) => date.fmt(f),
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}

impl From<Decimal> for Cell<'_> {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Cell<'_> {
    fn from(number: i32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Date> for Cell<'_> {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain() {
        let plain = |text: &str| Cell::Number(text.parse().unwrap()).to_string();
        assert_eq!(plain("1400.50"), "1400.5");
        assert_eq!(plain("3400000000.00"), "3400000000");
        assert_eq!(plain("-0.0"), "0");
        assert_eq!(plain("0.000000001"), "0.000000001");
    }
}
