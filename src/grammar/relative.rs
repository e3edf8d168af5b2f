//! Dates told from the document's own: "last September", "the past two years", "next year", "dos años atrás".

use super::Cx;
use super::date::{Moment, Part, YearOf};
use super::date_parts::dated;
use super::numeral::{Reads, article_before, numeral};
use super::weekday::named_day;
use crate::figure::Lang;
use crate::lexicon::{CalendarWord, ModifierOf, Stretch, Tags, first_word, is_hyphen};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The relative date at the beginning of `input`: what follows, what it says, whether its year is a fiscal one.
pub(super) fn relative<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Moment, bool)> {
    counted_first(cx, input).or_else(|| noun_first(cx, input)).or_else(|| relative_first(cx, input))
}

/// "last two years", "next year", "this fall", "último trimestre".
fn relative_first<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Moment, bool)> {
    let (length, direction) = relative_word(cx, input)?;
    let word = input.get(..length)?.to_lowercase();
    let rest = input.get(length..)?.strip_prefix(|c: char| c == ' ' || is_hyphen(c))?;
    // "this past summer", "estos últimos dos años"
    if relative_word(cx, rest).is_some() {
        return relative_first(cx, rest);
    }
    // "pasado mes de enero"
    let words = cx.lex.calendar.get(cx.lang());
    let is_month = |word: &CalendarWord| matches!(word, CalendarWord::Month(_));
    if let Some(body) = rest.strip_prefix("mes de ").filter(|body| words.at_start_where(body, is_month).is_some())
        && let Some((after, found)) = dated(cx, body, true)
    {
        let year = if found.year == YearOf::Unstated { YearOf::Nearest(direction) } else { found.year };
        return Some((after, Moment::Calendar { part: found.part, year }, found.fiscal));
    }
    if direction != 0
        && let Some((after, months)) = halves(cx, rest)
    {
        return Some((after, Moment::Span { count: months, stretch: Stretch::Month, direction }, false));
    }
    if direction != 0
        && let Some((after, count)) = count(cx, rest)
        && let Some((after, stretch, _)) =
            after.strip_prefix(|c: char| c == ' ' || is_hyphen(c)).and_then(|body| unit(cx, body))
    {
        // "is planned to last eleven weeks"
        let before = cx.before(cx.at(input)).trim_end();
        let word = before.rsplit(' ').next().unwrap_or_default();
        let verb = word == "to" || cx.lex.words.tags(Lang::En, word).any(Tags::MODAL);
        if cx.lang() == Lang::En && input.starts_with("last ") && verb {
            return None;
        }
        // "the last two years of the plan"
        if direction < 0 && is_of_a_thing(cx, after) {
            return None;
        }
        return Some((after, Moment::Span { count, stretch, direction }, false));
    }
    if let Some((after, offset, fiscal)) = relative_year(cx, input).filter(|(_, _, fiscal)| *fiscal) {
        return Some((after, Moment::Around { stretch: Stretch::Year, offset }, fiscal));
    }
    if let Some((after, stretch, plural)) = unit(cx, rest) {
        if plural || matches!(stretch, Stretch::Hour | Stretch::Day) || after.starts_with(is_hyphen) {
            return None;
        }
        // "the past year" is the year up to now, "last year" the calendar's.
        let before = cx.before(cx.at(input)).trim_end();
        let the = cx.lang() == Lang::En && direction != 0 && before.ends_with(" the");
        // "two years ago this week" is no week of this year.
        if direction == 0 && before.ends_with(" ago") {
            return None;
        }
        let any = ["any", "each", "every"].iter().any(|each| before.ends_with(each));
        if any && is_before_another(&word) {
            return None;
        }
        if is_before_another(&word)
            && let Some(moment) = time_before(cx, cx.at(input), stretch)
        {
            return Some((after, moment, false));
        }
        // "the next month or two"
        let or_two = [" or two", " o dos"].iter().find_map(|or_two| after.strip_prefix(or_two));
        if let Some(after) = or_two.filter(|_| direction != 0) {
            return Some((after, Moment::Span { count: 2, stretch, direction }, false));
        }
        // "the past year and a half"
        if let Some(after) =
            super::quantity::half_after(cx, after).filter(|_| stretch == Stretch::Year && direction != 0)
        {
            return Some((after, Moment::Span { count: 18, stretch: Stretch::Month, direction }, false));
        }
        // "the past quarter" is the calendar's.
        let rolls = the
            || ["past", "coming", "últim"].iter().any(|form| word.starts_with(form))
            || (stretch == Stretch::Decade && direction != 0);
        let whole = rolls && stretch != Stretch::Quarter;
        let moment = if whole {
            Moment::Span { count: 1, stretch, direction }
        } else {
            Moment::Around { stretch, offset: direction }
        };
        return Some((after, moment, false));
    }
    if let Some((after, day)) = named_day(cx, rest) {
        return Some((after, Moment::Weekday { day, direction }, false));
    }
    words.at_start_where(rest, |word| matches!(word, CalendarWord::Month(_) | CalendarWord::Season(_)))?;
    let (after, found) = dated(cx, rest, true)?;
    if after.starts_with(is_hyphen) {
        return None;
    }
    let year = if found.year == YearOf::Unstated { YearOf::Nearest(direction) } else { found.year };
    Some((after, Moment::Calendar { part: found.part, year }, found.fiscal))
}

/// Whether what follows says of which thing a stretch is a part, so that the document's date does not end it.
pub(super) fn is_of_a_thing(cx: &Cx<'_>, after: &str) -> bool {
    let Some(body) = [" of ", " del ", " de "].iter().find_map(|of| after.strip_prefix(of)) else { return false };
    let drawn = after.starts_with(" del ");
    let tags = cx.lex.words.tags(cx.lang(), first_word(body));
    let noun = if drawn { body } else { body.find(' ').and_then(|at| body.get(at + 1..)).unwrap_or_default() };
    let timed =
        |text: &str| unit(cx, text).is_some() || dated(cx, text, true).is_some() || relative_word(cx, text).is_some();
    (drawn || tags.any(Tags::DET)) && !timed(noun) && !timed(body)
}

/// Words that set a time against one told just before: "the previous year", "el año anterior".
fn is_before_another(word: &str) -> bool {
    matches!(word, "previous" | "prior" | "preceding" | "anterior" | "previo" | "precedente")
}

/// The year or month before the one that the sentence tells ahead of the byte `at`.
fn time_before(cx: &Cx<'_>, at: usize, stretch: Stretch) -> Option<Moment> {
    match stretch {
        Stretch::Year => Some(year_before(cx, at)),
        Stretch::Month => month_before(cx, at),
        _ => None,
    }
}

/// The month before the last one that the sentence names ahead of the byte `at`.
fn month_before(cx: &Cx<'_>, at: usize) -> Option<Moment> {
    let before = cx.before(at);
    let sentence = before.rsplit(". ").next().unwrap_or(before);
    let words = cx.lex.calendar.get(cx.lang());
    let named = sentence.rsplit(|c: char| !c.is_alphanumeric()).find_map(|word| {
        let (length, found) = words.at_start_where(word, |word| matches!(word, CalendarWord::Month(_)))?;
        let CalendarWord::Month(month) = *found else { return None };
        (length == word.len()).then_some((month, word))
    });
    let (month, word) = named?;
    let after = &sentence[word.as_ptr() as usize - sentence.as_ptr() as usize + word.len()..];
    let year = after
        .split(|c: char| !c.is_alphanumeric())
        .find_map(|word| word.parse::<i16>().ok())
        .filter(|year| *year > 1900);
    let (month, back) = if month == 1 { (12, 1) } else { (month - 1, 0) };
    let year = year.map_or(YearOf::Unstated, |year| YearOf::Stated(year - back));
    Some(Moment::Calendar { part: Part::Month(month), year })
}

/// The year before the one that the sentence tells ahead of the byte `at`, else before the document's.
fn year_before(cx: &Cx<'_>, at: usize) -> Moment {
    let before = cx.before(at);
    let sentence = before.rsplit(". ").next().unwrap_or(before);
    let year = sentence
        .rsplit(|c: char| !c.is_alphanumeric())
        .find_map(|word| word.parse::<i16>().ok().filter(|year| word.len() == 4 && (1900..2100).contains(year)));
    match year {
        Some(year) => Moment::Calendar { part: Part::Year, year: YearOf::Stated(year - 1) },
        None => Moment::Around { stretch: Stretch::Year, offset: -1 },
    }
}

/// "two years ago", "tres últimos años", "dos años atrás".
fn counted_first<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Moment, bool)> {
    let (rest, count) = count(cx, input)?;
    let body = rest.strip_prefix(' ')?;
    if cx.lang() == Lang::Es
        && let Some((length, direction)) = relative_word(cx, body).filter(|(_, direction)| *direction != 0)
        && let Some((after, stretch, _)) = body.get(length..).and_then(|rest| unit(cx, rest.strip_prefix(' ')?))
    {
        return Some((after, Moment::Span { count, stretch, direction }, false));
    }
    let (after, stretch, _) = unit(cx, body)?;
    let words = cx.lex.calendar.get(cx.lang());
    let ago = after.strip_prefix(' ').and_then(|tail| {
        let (length, word) = words.at_start_where(tail, |word| matches!(word, CalendarWord::Ago(_)))?;
        match *word {
            CalendarWord::Ago(direction) => Some((tail.get(length..)?, direction)),
            _ => None,
        }
    });
    if let Some((after, direction)) = ago {
        return Some((after, Moment::Away { count, stretch, direction }, false));
    }
    let before = cx.before(cx.at(input));
    // "desde hace dos años" is a length of time.
    let hace = cx.lang() == Lang::Es && before.ends_with("ace ") && !before.ends_with("desde hace ");
    hace.then_some((after, Moment::Away { count, stretch, direction: -1 }, false))
}

/// "año pasado", "mayo próximo", "semana pasada": the noun first.
fn noun_first<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Moment, bool)> {
    if cx.lang() == Lang::En {
        return english_noun_first(cx, input);
    }
    if let Some((after, stretch, plural)) = unit(cx, input) {
        // "antes de fin de año"
        let inside = || {
            let modifiers = cx.lex.modifiers.get(cx.lang());
            let before = cx.before(cx.at(input)).strip_suffix(' ')?;
            modifiers.at_end_where(before, |said| said.of == ModifierOf::DateInside)
        };
        // "a mediados del año 2023"
        let numbered = after.strip_prefix(' ').is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_digit()));
        let closed = !numbered && [" de ", " del "].iter().all(|of| !after.starts_with(of));
        if matches!(stretch, Stretch::Year | Stretch::Month)
            && !plural
            && closed
            && relative_after(cx, after).is_none()
            && inside().is_some()
        {
            return Some((after, Moment::Around { stretch, offset: 0 }, false));
        }
        let (after, offset) = relative_after(cx, after)?;
        let said = input.get(..input.len() - after.len())?;
        if said.rsplit(' ').next().is_some_and(is_before_another)
            && let Some(moment) = time_before(cx, cx.at(input), stretch)
        {
            return Some((after, moment, false));
        }
        return (!plural).then_some((after, Moment::Around { stretch, offset }, false));
    }
    if let Some((after, day)) = named_day(cx, input) {
        let (after, direction) = relative_after(cx, after)?;
        return Some((after, Moment::Weekday { day, direction }, false));
    }
    let (after, found) = dated(cx, input, true)?;
    if found.year != YearOf::Unstated || !matches!(found.part, Part::Month(_) | Part::Season(_) | Part::Day { .. }) {
        return None;
    }
    let (after, direction) = relative_after(cx, after)?;
    Some((after, Moment::Calendar { part: found.part, year: YearOf::Nearest(direction) }, false))
}

/// "a year ago", "the end of the decade".
fn english_noun_first<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Moment, bool)> {
    let words = cx.lex.calendar.get(cx.lang());
    let (after, stretch, plural) = unit(cx, input)?;
    let before = cx.before(cx.at(input));
    if plural || after.starts_with(is_hyphen) {
        return None;
    }
    if article_before(cx, input) {
        let tail = after.strip_prefix(' ')?;
        let (length, word) = words.at_start_where(tail, |word| matches!(word, CalendarWord::Ago(_)))?;
        let CalendarWord::Ago(direction) = *word else { return None };
        return Some((tail.get(length..)?, Moment::Away { count: 1, stretch, direction }, false));
    }
    let inside = before.strip_suffix(" the ")?;
    let modifiers = cx.lex.modifiers.get(cx.lang());
    let within = modifiers.at_end_where(inside, |said| said.of == ModifierOf::DateInside).is_some();
    (within && !matches!(stretch, Stretch::Hour | Stretch::Day) && !after.starts_with(" of ")).then_some((
        after,
        Moment::Around { stretch, offset: 0 },
        false,
    ))
}

/// A year told from the document's: "last year", "this fiscal year", "año próximo", "este año".
pub(super) fn relative_year<'a>(cx: &Cx<'_>, tail: &'a str) -> Option<(&'a str, i8, bool)> {
    let words = cx.lex.calendar.get(cx.lang());
    let fiscal = |body: &'a str| {
        let (length, _) = words.at_start_where(body, |word| *word == CalendarWord::Fiscal)?;
        let form = body.get(..length)?;
        (form.contains(' ') && !form.ends_with('s')).then(|| body.get(length..))?
    };
    let year = |body: &'a str| {
        unit(cx, body).filter(|&(_, stretch, plural)| stretch == Stretch::Year && !plural).map(|(rest, _, _)| rest)
    };
    if let Some((length, direction)) = relative_word(cx, tail) {
        let body = tail.get(length..)?.strip_prefix(' ')?;
        if let Some(after) = fiscal(body) {
            return Some((after, direction, true));
        }
        return year(body).map(|after| (after, direction, false));
    }
    if cx.lang() == Lang::Es {
        let after = fiscal(tail).map(|after| (after, true)).or_else(|| year(tail).map(|after| (after, false)));
        let (after, is_fiscal) = after?;
        let (after, offset) = relative_after(cx, after)?;
        return Some((after, offset, is_fiscal));
    }
    None
}

fn relative_word(cx: &Cx<'_>, input: &str) -> Option<(usize, i8)> {
    let words = cx.lex.calendar.get(cx.lang());
    let (length, word) = words.at_start_where(input, |word| matches!(word, CalendarWord::Relative(_)))?;
    match *word {
        CalendarWord::Relative(direction) => Some((length, direction)),
        _ => None,
    }
}

fn relative_after<'a>(cx: &Cx<'_>, rest: &'a str) -> Option<(&'a str, i8)> {
    let body = rest.strip_prefix(' ')?;
    let words = cx.lex.calendar.get(cx.lang());
    let (length, word) = words.at_start_where(body, |word| matches!(word, CalendarWord::RelativeAfter(_)))?;
    match *word {
        CalendarWord::RelativeAfter(direction) => Some((body.get(length..)?, direction)),
        _ => None,
    }
}

/// A stretch of the calendar, and whether it stands in the plural.
pub(super) fn unit<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Stretch, bool)> {
    let words = cx.lex.calendar.get(cx.lang());
    let input = input.strip_prefix("calendar ").unwrap_or(input);
    let (length, word) = words.at_start_where(input, |word| matches!(word, CalendarWord::Unit(_)))?;
    let CalendarWord::Unit(stretch) = *word else { return None };
    Some((input.get(length..)?, stretch, input.get(..length)?.ends_with('s') && input.get(..length)? != "mes"))
}

/// "two and a half years" in months.
fn halves<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, u16)> {
    let (rest, number) = numeral(cx, input, Reads::default()).ok()?;
    let (after, stretch, _) = unit(cx, rest.strip_prefix([' ', '-'])?)?;
    let months = (number.value * Decimal::from(12_u8)).normalize();
    let half = stretch == Stretch::Year && !number.value.is_integer() && months.is_integer();
    Some((after, months.to_u16().filter(|_| half)?))
}

/// A small whole number, the upper of "five to ten", without the space after it.
pub(super) fn count<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, u16)> {
    let (mut rest, mut number) = numeral(cx, input, Reads::default()).ok()?;
    for joint in [" to ", "-", "–", " a ", " o ", " or "] {
        if let Some((after, upper)) = rest.strip_prefix(joint).and_then(|body| numeral(cx, body, Reads::default()).ok())
            && upper.value > number.value
        {
            (rest, number) = (after, upper);
            break;
        }
    }
    let count = number.value.to_u16().filter(|&count| count > 0 && number.value.is_integer())?;
    Some((rest, count))
}
