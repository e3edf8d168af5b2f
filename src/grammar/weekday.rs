//! Days of the week, told from the document's date: "said on Tuesday", "last Friday", "el jueves", "el martes pasado".

use super::Cx;
use super::count::counts_something;
use super::date::{Moment, Slice, Whole};
use super::date_digits::day_alone;
use super::date_parts::dated;
use crate::figure::Lang;
use crate::lexicon::{CalendarWord, Tags, first_word, is_hyphen};
use crate::span::Span;

/// Parts of a day that may stand behind its name.
const DAYTIMES: [&str; 4] = ["morning", "afternoon", "evening", "night"];

/// The day named at the beginning of `input` and what follows it, where no date of its own stands behind it and it is no
/// habit ("every Monday", "Monday through Friday") or name ("Friday Prayers").
pub(super) fn named_day<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, i8)> {
    let words = cx.lex.calendar.get(cx.lang());
    let (length, word) = words.at_start_where(input, |word| matches!(word, CalendarWord::Weekday(_)))?;
    let CalendarWord::Weekday(day) = *word else { return None };
    let rest = input.get(length..)?;
    let fits = |word: &CalendarWord| *word == CalendarWord::Holiday;
    if words.at_end_where(cx.before(cx.at(rest)), fits).is_some() || words.at_start_where(input, fits).is_some() {
        return None;
    }
    if cx.lang() == Lang::En && !input.starts_with(char::is_uppercase) || rest.starts_with(is_hyphen) {
        return None;
    }
    let body = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    let body = DAYTIMES.iter().find_map(|part| body.strip_prefix(part)?.strip_prefix(' ')).unwrap_or(body);
    // "Monday through Friday", "Saturdays and Sundays", "Tuesday or Thursday"
    let day_word = |word: &CalendarWord| matches!(word, CalendarWord::Weekday(_) | CalendarWord::WeekdayShort(_));
    let joins = |word: &CalendarWord| matches!(word, CalendarWord::To | CalendarWord::And);
    let either = [" or ", " o "];
    let ahead =
        rest.strip_prefix(' ').and_then(|body| body.get(words.at_start_where(body, joins)?.0..)).map(str::trim_start);
    let ahead = ahead.or_else(|| either.iter().find_map(|or| rest.strip_prefix(or)));
    let before = cx.before(cx.at(input));
    let behind =
        words.at_end_where(before.trim_end(), joins).and_then(|(start, _)| before.get(..start)).map(str::trim_end);
    let behind = behind.or_else(|| either.iter().find_map(|or| before.strip_suffix(or)));
    let other = ahead.is_some_and(|body| words.at_start_where(body, day_word).is_some())
        || behind.is_some_and(|body| words.at_end_where(body, day_word).is_some());
    let name = cx.lang() == Lang::En && rest.starts_with(' ') && body.starts_with(char::is_uppercase);
    (!other && !name && dated(cx, body, true).is_none()).then_some((rest, day))
}

/// A bare day where the words around it make a date of it: "on Tuesday", "announced Friday", "el jueves", "At an event
/// Tuesday, she said"; and with its day of the month: "Tuesday the 19th".
pub(super) fn weekday<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Moment)> {
    let (rest, day) = named_day(cx, input)?;
    if let Some((after, date)) = day_of_month(cx, rest) {
        return Some((after, Moment::Within { index: date, count: 1, slice: Slice::Weekday(day), of: Whole::Unsaid }));
    }
    let before = cx.before(cx.at(input)).trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next()?.to_lowercase();
    let tells = match cx.lang() {
        Lang::En => {
            let tags = cx.lex.words.tags(Lang::En, &word);
            let link = cx.lex.calendar.get(Lang::En).at_end_where(before, |said| *said == CalendarWord::Introduces);
            let told = link.is_some() || tags.any(Tags::PAST) && !tags.any(Tags::AUX);
            before.ends_with(char::is_alphabetic) && told && !is_each(&word) || heads_clause(cx, before, rest)
        }
        Lang::Es => matches!(word.as_str(), "el" | "este") && before.ends_with(char::is_alphabetic),
    };
    tells.then_some((rest, Moment::Weekday { day, direction: 0 }))
}

/// Words before a day of the week that make a habit of it, or part it from others.
fn is_each(word: &str) -> bool {
    matches!(word, "every" | "each" | "and" | "or" | "the" | "of" | "for" | "to")
}

/// Whether a verb, a preposition or the end of the clause follows the day, so that it is no part of a name: "Tuesday is
/// focused", "visited the college Wednesday to announce", "Speaking there Monday, she".
fn heads_clause(cx: &Cx<'_>, before: &str, rest: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or_default();
    let alone = before.is_empty()
        || before.ends_with(['.', '!', '?', ';', '…', '”', '*'])
        || word == "and" && before.contains(';');
    let inside = before.ends_with(char::is_alphanumeric) && !is_each(&word.to_lowercase());
    let stops = rest.is_empty() || rest.starts_with([',', '.', ';']);
    let next = first_word(rest.strip_prefix(' ').unwrap_or_default());
    let tags = cx.lex.words.tags(Lang::En, next);
    let verb = tags.any(Tags::AUX.with(Tags::PAST)) || next == "to";
    let links = verb || tags.any(Tags::PREP.with(Tags::CONJ)) || DAYTIMES.contains(&next);
    let small = next.starts_with(char::is_lowercase);
    alone && (rest.starts_with(',') || small && verb) || inside && (stops || small && links)
}

/// " the 19th", ", the 19th", " 19" behind a day of the week where no month follows.
fn day_of_month<'a>(cx: &Cx<'_>, rest: &'a str) -> Option<(&'a str, i8)> {
    let body = rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ')?;
    let article = body.strip_prefix("the ");
    let (after, day) = day_alone(article.unwrap_or(body))?;
    let ordinal = after.len() + 2 < article.unwrap_or(body).len() || article.is_none() && cx.lang() == Lang::Es;
    let closed = !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | '%' | '/' | '-'))
        && !after
            .get(1..)
            .is_some_and(|next| after.starts_with(['.', ',']) && next.starts_with(|c: char| c.is_ascii_digit()));
    (ordinal && closed && !counts_something(after)).then_some((after, day))
}

/// The day of the week that stands beside the date at `span`: "Monday, October 31", "el lunes 31 de octubre".
pub(super) fn stated_weekday(cx: &Cx<'_>, span: Span) -> Option<i8> {
    let words = cx.lex.calendar.get(cx.lang());
    let fits = |word: &CalendarWord| matches!(word, CalendarWord::Weekday(_) | CalendarWord::WeekdayShort(_));
    let before = cx.before(span.start).trim_end_matches([' ', ',']);
    let before = before.strip_suffix(" the").unwrap_or(before);
    let after = || words.at_start_where(cx.tail(span.end).strip_prefix(" (")?, fits).map(|(_, word)| word);
    match words.at_end_where(before, fits).map(|(_, word)| word).or_else(after)? {
        CalendarWord::Weekday(day) | CalendarWord::WeekdayShort(day) => Some(*day),
        _ => None,
    }
}
