//! A line that holds only a date: "September 13, 2022", "13 September 2022", "April 2022", "05 de mayo de 2022",
//! "Monday, Sept. 12, 2022", "2022-09-12".

use crate::figure::{Lang, Period};
use crate::lexicon::Lexicon;

/// No dateline is longer than this, in bytes.
const LONGEST_DATELINE: usize = 100;
/// No line of several parts, one of them a date, is longer than this, in bytes.
const LONGEST_LINE: usize = 160;

/// The day or month that `text` holds and nothing else; none where anything else is said.
pub(super) fn parse(text: &str, lexicon: &Lexicon) -> Option<Period> {
    if text.len() > 60 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let text = text.trim().trim_end_matches('.');
    if let Some(period) = Period::parse(text).ok().filter(|_| text.len() >= 7 && !text.contains('/')) {
        return Some(period);
    }
    if let Some(period) = text.split([' ', ',']).next_back().and_then(in_digits).filter(|_| is_filled(text, lexicon)) {
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

/// Whether the words before the last are fillers: "Updated: 13/03/2025".
fn is_filled(text: &str, lexicon: &Lexicon) -> bool {
    let before = text.rsplit_once([' ', ',']).map_or("", |(before, _)| before);
    let mut words = before.split([' ', ',']).filter(|word| !word.is_empty());
    words.all(|word| lexicon.document.date_fillers.contains(&word.trim_end_matches('.').to_lowercase()))
}

/// "13/03/2025", "03.13.2025", where the numbers themselves tell the day from the month.
fn in_digits(word: &str) -> Option<Period> {
    let mut parts = word.split(['/', '.']);
    let (one, other, year) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || one.len() > 2 || other.len() > 2 || parts.next().is_some() {
        return None;
    }
    let (one, other, year) = (one.parse().ok()?, other.parse().ok()?, year.parse().ok()?);
    match (one, other) {
        (13.., 1..=12) => Period::day(year, other, one),
        (1..=12, 13..) => Period::day(year, one, other),
        _ if one == other => Period::day(year, one, one),
        _ => None,
    }
}

/// The date of a dateline, with which a press release or report opens: "WASHINGTON, Oct. 18, 2023 (Agency) –", "Ciudad de
/// México, 14 de marzo de 2023.-", "May 28, 2024 – Winnipeg". Before the date stand capitals and a comma at most.
pub(super) fn dateline(text: &str, lexicon: &Lexicon) -> Option<Period> {
    let end = text.char_indices().map(|(at, _)| at).take_while(|&at| at <= LONGEST_DATELINE).find(|&at| {
        let rest = &text[at..];
        let year = text[..at].trim_end_matches(')').ends_with(|c: char| c.is_ascii_digit());
        year && ([".-", ". ", " (", ": ", " - ", " /"].iter().any(|mark| rest.starts_with(mark))
            || rest.trim_start_matches([' ', '*']).starts_with(['—', '–', '|', '-']))
    });
    let end = end.or((text.len() <= LONGEST_DATELINE).then_some(text.len()))?;
    let head = text[..end].trim_start_matches(['(', '*', ' ']);
    let small = |word: &str| {
        matches!(
            word,
            "de" | "del" | "la" | "el" | "los" | "las" | "y" | "e" | "en" | "of" | "the" | "and" | "for" | "|"
        )
    };
    let is_dash = |c: char| matches!(c, '-' | '–' | '—');
    let mut at = 0;
    // "Austin, Texas--(Wire)--May 3, 2021": a dash parts words as a space does.
    for word in head.split_inclusive(|c: char| c == ' ' || is_dash(c)) {
        let place = head[..at].trim_end();
        // "PHNOM PENH, CAMBODIA (11 September 2025)"
        let bracket = word.starts_with('(') && head.ends_with(')');
        // "Press Office | Updated: May 3, 2021", "FOR IMMEDIATE RELEASE May 3, 2021"
        let shouted = !place.is_empty() && !place.contains(char::is_lowercase) && place.contains(' ');
        let parted = place.ends_with(|c: char| matches!(c, ',' | '.' | ':' | '|') || is_dash(c));
        if (at == 0 || bracket || shouted || parted)
            && let Some(period) = parse(head[at..].trim_matches(['(', ')']), lexicon)
        {
            return Some(period);
        }
        let bare = word.trim_start_matches('(').trim_end_matches(|c: char| c == ' ' || is_dash(c));
        if !bare.is_empty() && !bare.starts_with(char::is_uppercase) && !small(bare) {
            return None;
        }
        at += word.len();
    }
    None
}

/// The date that one part of a short line is: "Note | Lima, 27 de febrero de 2025", "Report No. 4 (as of 14 March 2024)".
pub(super) fn in_part(text: &str, lexicon: &Lexicon) -> Option<Period> {
    let parts = || text.split(['|', '·', '•', '(', ')']).flat_map(|part| part.split(". "));
    let date = |part: &str| {
        let part = part.trim_matches(['*', '_', ' ']);
        parse(part, lexicon).or_else(|| dateline(part, lexicon))
    };
    (text.len() <= LONGEST_LINE).then(|| parts().find_map(date)).flatten()
}

/// The month that `word` names in any language, in full or short, with a full stop or without.
pub(super) fn month_of(word: &str, lexicon: &Lexicon) -> Option<i8> {
    Lang::ALL.iter().find_map(|&lang| lexicon.calendar.get(lang).month(word))
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
    fn datelines() {
        for (text, expected) in [
            ("WASHINGTON, Oct. 18, 2023 (Agency) - Exports rose", "2023-10-18"),
            ("RABAT, June 14, 2022 — The Board approved", "2022-06-14"),
            ("May 28, 2024 – Winnipeg, Manitoba", "2024-05-28"),
            ("Ciudad de México, 14 de marzo de 2023.- Funcionarios", "2023-03-14"),
            ("Ana Ruiz Barranquilla, 9 de noviembre de 2023", "2023-11-09"),
            ("Geneva, 3 May 2021. The agency", "2021-05-03"),
            ("DHAKA, BANGLADESH (11 September 2025) — The bank", "2025-09-11"),
            ("FOR IMMEDIATE RELEASE May 3, 2021", "2021-05-03"),
            ("Embajada en Lima | Oficina de Prensa Actualizada: 3 de octubre de 2023", "2023-10-03"),
            ("ANA RUIZ. Jalapa (Guatemala), 21 de mayo de 2024", "2024-05-21"),
            ("AUSTIN, TX – March 3, 2025 – The agency", "2025-03-03"),
            ("AUSTIN, Texas, March 3, 2025 /PRNewswire/ -- The agency", "2025-03-03"),
            ("AUSTIN, Texas--(BUSINESS WIRE)--March 3, 2025--The agency", "2025-03-03"),
            ("Lima, 13/03/2025. La agencia", "2025-03-13"),
            ("Lima, 03/04/2025. La agencia", ""),
            ("On May 27, 2021, the agency launched", ""),
            ("In talks held there, May 27, 2021 – the agency", ""),
            ("The agency met on May 27, 2021 – and left", ""),
            ("Washington – the agency", ""),
        ] {
            let found = dateline(text, Lexicon::embedded()).map(|period| period.edtf).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn parts_of_lines() {
        for (text, expected) in [
            ("**Bank** | Note | Lima, 27 de febrero de 2025", "2025-02-27"),
            ("Situation Report No. 4 (as of 14 March 2024)", "2024-03-14"),
            ("Prepared by staff. Washington, DC, December 3, 2024", "2024-12-03"),
            ("Nota informativa · Santiago, 3 de octubre de 2024", "2024-10-03"),
            ("The agency met on May 27, 2021.", ""),
        ] {
            let found = in_part(text, Lexicon::embedded()).map(|period| period.edtf).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
    }

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
            ("Last updated March 2024", "2024-03"),
            ("Actualizado el 3 de mayo de 2024", "2024-05-03"),
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
