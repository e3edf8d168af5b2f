//! A line that holds only a date: "September 13, 2022", "13 September 2022", "April 2022", "05 de mayo de 2022",
//! "Monday, Sept. 12, 2022", "2022-09-12".

use crate::figure::{Lang, Period};
use crate::lexicon::{CalendarWord, Lexicon};

/// The day or month that `text` holds and nothing else; none where anything else is said.
pub(super) fn parse(text: &str, lexicon: &Lexicon) -> Option<Period> {
    if text.len() > 60 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let text = text.trim().trim_end_matches('.');
    if let Some(period) = Period::parse(text).ok().filter(|_| text.len() >= 7 && !text.contains('/')) {
        return Some(period);
    }
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        if let Some(number) = number(word) {
            match number {
                1..=31 if day.is_none() => day = Some(number as i8),
                1900..=2199 if year.is_none() => year = Some(number),
                _ => return None,
            }
        } else if let Some(found) = month_of(word, lexicon) {
            if month.replace(found).is_some() {
                return None;
            }
        } else if !lexicon.document.date_fillers.contains(&word.trim_end_matches('.').to_lowercase()) {
            return None;
        }
    }
    match day {
        Some(day) => Period::day(year?, month?, day),
        None => Period::month(year?, month?),
    }
}

/// The month that `word` names in any language, in full or short, with a full stop or without.
pub(super) fn month_of(word: &str, lexicon: &Lexicon) -> Option<i8> {
    Lang::ALL.iter().find_map(|&lang| {
        let is_month = |word: &CalendarWord| matches!(word, CalendarWord::Month(_) | CalendarWord::MonthShort(_));
        match lexicon.calendar.get(lang).at_start_where(word, is_month)? {
            (length, &(CalendarWord::Month(month) | CalendarWord::MonthShort(month)))
                if word.get(length..).is_some_and(|rest| matches!(rest, "" | ".")) =>
            {
                Some(month)
            }
            _ => None,
        }
    })
}

/// "13", "05", "1st"
fn number(word: &str) -> Option<i16> {
    let digits = word.trim_end_matches(|char: char| char.is_ascii_alphabetic());
    let ordinal = matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th");
    (ordinal && digits.len() <= 4).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        for (text, expected) in [
            ("September 13, 2022", "2022-09-13"),
            ("13 September 2022", "2022-09-13"),
            ("Monday, Sept. 12th, 2022", "2022-09-12"),
            ("April 2022", "2022-04"),
            ("05 de mayo de 2022", "2022-05-05"),
            ("jueves 5 de mayo del 2022.", "2022-05-05"),
            ("2022-09-12", "2022-09-12"),
            ("12", ""),
            ("2022", ""),
            ("September 13", ""),
            ("February 30, 2022", ""),
            ("In September 2022", ""),
            ("September 13, 2022, in Mexico", ""),
            ("2021/2023", ""),
        ] {
            let found = parse(text, Lexicon::embedded()).map(|period| period.edtf).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
    }
}
