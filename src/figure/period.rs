//! A stretch of time: first day, last day, and how EDTF (ISO 8601-2) writes it.
//!
//! ```
//! use quantifact::figure::Period;
//! let autumn = Period::parse("2022-23").unwrap();
//! assert_eq!((autumn.start.to_string(), autumn.end.to_string()), ("2022-09-01".into(), "2022-11-30".into()));
//! assert_eq!(Period::parse("2024-33").unwrap().end.to_string(), "2024-03-31");
//! assert!(Period::parse("2024/2023").is_err());
//! ```

use jiff::civil::Date;

/// A closed stretch of days. `start` is never after `end`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Period {
    /// How EDTF writes it: a day, month, season (21-24), quarter (33-36), half (40-41), year, decade or interval.
    pub edtf: String,
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
    /// Whether its year is a fiscal one. The plain year stands in the period.
    pub fiscal: bool,
}

/// Why a text is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PeriodError {
    /// It is not of an EDTF form that is read here.
    #[error(
        "expected a day, month, season, quarter, half, year, decade or interval (such as 2022-09-12, 2024-33 or 2021/2023), found `{0}`"
    )]
    Form(String),
    /// The first day of an interval comes after its last.
    #[error("the interval `{0}` ends before it begins")]
    Reversed(String),
}

impl Period {
    /// A single day; none where the calendar has no such day.
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = Date::new(year, month, day).ok()?;
        Some(Self { edtf: date.to_string(), start: date, end: date, fiscal: false })
    }

    /// A month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Self::months(year, month, 1, format!("{year:04}-{month:02}"))
    }

    /// A year.
    pub fn year(year: i16) -> Option<Self> {
        Self::months(year, 1, 12, format!("{year:04}"))
    }

    /// A season by its EDTF code, 21 spring to 24 winter; the winter of a year ends in the next year's February.
    pub fn season(year: i16, code: u8) -> Option<Self> {
        let first = [3, 6, 9, 12].get(usize::from(code.checked_sub(21)?)).copied()?;
        Self::months(year, first, 3, format!("{year:04}-{code}"))
    }

    /// A quarter, 1 to 4.
    pub fn quarter(year: i16, quarter: u8) -> Option<Self> {
        let first = [1, 4, 7, 10].get(usize::from(quarter.checked_sub(1)?)).copied()?;
        Self::months(year, first, 3, format!("{year:04}-{}", 32 + quarter))
    }

    /// A half, 1 or 2.
    pub fn half(year: i16, half: u8) -> Option<Self> {
        let first = [1, 7].get(usize::from(half.checked_sub(1)?)).copied()?;
        Self::months(year, first, 6, format!("{year:04}-{}", 39 + half))
    }

    /// The ten years that begin with this one, which must end in 0.
    pub fn decade(first: i16) -> Option<Self> {
        if first % 10 != 0 {
            return None;
        }
        let (start, end) = (Self::year(first)?.start, Self::year(first + 9)?.end);
        Some(Self { edtf: format!("{:03}X", first / 10), start, end, fiscal: false })
    }

    /// From the first day of `from` to the last day of `to`; none where that runs backwards.
    pub fn interval(from: &Self, to: &Self) -> Option<Self> {
        if from == to {
            return Some(from.clone());
        }
        let (first, last) = (from.first_edtf(), to.last_edtf());
        (from.start <= to.end).then(|| Self {
            edtf: format!("{first}/{last}"),
            start: from.start,
            end: to.end,
            fiscal: from.fiscal || to.fiscal,
        })
    }

    /// Reads an EDTF text as this type writes it.
    ///
    /// # Errors
    /// Names the text where it is of no such form, or where an interval runs backwards.
    pub fn parse(edtf: &str) -> Result<Self, PeriodError> {
        if let Some((from, to)) = edtf.split_once('/') {
            let (from, to) = (Self::parse(from)?, Self::parse(to)?);
            return Self::interval(&from, &to).ok_or_else(|| PeriodError::Reversed(edtf.to_owned()));
        }
        Self::parse_one(edtf).ok_or_else(|| PeriodError::Form(edtf.to_owned()))
    }

    /// The year of its first day.
    pub fn first_year(&self) -> i16 {
        self.start.year()
    }

    fn parse_one(text: &str) -> Option<Self> {
        if !text.is_ascii() {
            return None;
        }
        let number = |part: &str| -> Option<i16> {
            (!part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
        };
        match (text.len(), text.get(4..5)) {
            (4, _) if text.ends_with('X') => Self::decade(number(&text[..3])?.checked_mul(10)?),
            (4, _) => Self::year(number(text)?),
            (7, Some("-")) => {
                let (year, part) = (number(&text[..4])?, number(&text[5..])?);
                match part {
                    1..=12 => Self::month(year, part as i8),
                    21..=24 => Self::season(year, part as u8),
                    33..=36 => Self::quarter(year, part as u8 - 32),
                    40..=41 => Self::half(year, part as u8 - 39),
                    _ => None,
                }
            }
            (10, Some("-")) if text.get(7..8) == Some("-") => {
                Self::day(number(&text[..4])?, number(&text[5..7])? as i8, number(&text[8..])? as i8)
            }
            _ => None,
        }
    }

    /// How an interval that begins with this period writes its beginning.
    fn first_edtf(&self) -> &str {
        self.edtf.split('/').next().unwrap_or(&self.edtf)
    }

    /// How an interval that ends with this period writes its end.
    fn last_edtf(&self) -> &str {
        self.edtf.rsplit('/').next().unwrap_or(&self.edtf)
    }

    fn months(year: i16, first: i8, count: i8, edtf: String) -> Option<Self> {
        if !(0..=9998).contains(&year) {
            return None;
        }
        let start = Date::new(year, first, 1).ok()?;
        let last = first + count - 1;
        let (year, month) = if last > 12 { (year + 1, last - 12) } else { (year, last) };
        let end = Date::new(year, month, 1).ok()?.last_of_month();
        Some(Self { edtf, start, end, fiscal: false })
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.edtf)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn days(edtf: &str) -> String {
        let period = Period::parse(edtf).unwrap();
        assert_eq!(period.edtf, edtf);
        format!("{} {}", period.start, period.end)
    }

    #[test]
    fn every_form_reads_back() {
        assert_eq!(days("2022"), "2022-01-01 2022-12-31");
        assert_eq!(days("2024-02"), "2024-02-01 2024-02-29");
        assert_eq!(days("2022-24"), "2022-12-01 2023-02-28");
        assert_eq!(days("2023-41"), "2023-07-01 2023-12-31");
        assert_eq!(days("202X"), "2020-01-01 2029-12-31");
        assert_eq!(days("2022-08-31/2022-09-01"), "2022-08-31 2022-09-01");
        assert_eq!(days("2021/2023"), "2021-01-01 2023-12-31");
    }

    #[test]
    fn what_is_no_period_is_named() {
        for text in ["", "22", "2022-13", "2023-02-29", "+022", "20é2", "2022-1-1", "/", "abcd"] {
            assert!(Period::parse(text).is_err(), "{text}");
        }
        assert_eq!(Period::parse("2024/2023"), Err(PeriodError::Reversed("2024/2023".into())));
    }
}
