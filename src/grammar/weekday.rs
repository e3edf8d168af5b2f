//! Days of the week, told from the document's date: "said on Tuesday", "last Friday", "el jueves", "el martes pasado".

use super::Cx;
use super::date::Moment;
use super::date_parts::dated;
use crate::figure::Lang;
use crate::lexicon::{CalendarWord, Tags, is_hyphen};

/// The day named at the beginning of `input` and what follows it, where no date of its own stands behind it and it is no
/// habit ("every Monday", "Monday through Friday") or name ("Friday Prayers").
pub(super) fn named_day<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, i8)> {
    let words = cx.lex.calendar.get(cx.lang());
    let (length, word) = words.at_start_where(input, |word| matches!(word, CalendarWord::Weekday(_)))?;
    let CalendarWord::Weekday(day) = *word else { return None };
    let rest = input.get(length..)?;
    if cx.lang() == Lang::En && !input.starts_with(char::is_uppercase) || rest.starts_with(is_hyphen) {
        return None;
    }
    let body = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    let joint = [" to ", " through ", " and ", " or ", " a ", " y ", " o "];
    let other = joint
        .iter()
        .find_map(|joint| rest.strip_prefix(joint))
        .is_some_and(|body| words.at_start_where(body, |word| matches!(word, CalendarWord::Weekday(_))).is_some());
    let name = cx.lang() == Lang::En && rest.starts_with(' ') && body.starts_with(char::is_uppercase);
    (!other && !name && dated(cx, body, true).is_none()).then_some((rest, day))
}

/// A bare day where the words before it make a date of it: "on Tuesday", "announced Friday", "el jueves".
pub(super) fn weekday<'a>(cx: &Cx<'_>, input: &'a str) -> Option<(&'a str, Moment)> {
    let (rest, day) = named_day(cx, input)?;
    let before = cx.before(cx.at(input)).trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next()?.to_lowercase();
    let tells = match cx.lang() {
        Lang::En => {
            let tags = cx.lex.words.tags(Lang::En, &word);
            let link =
                ["on", "by", "until", "since", "late", "early", "before", "after", "from"].contains(&word.as_str());
            before.ends_with(char::is_alphabetic) && (link || tags.any(Tags::PAST) && !tags.any(Tags::AUX))
        }
        Lang::Es => matches!(word.as_str(), "el" | "este") && before.ends_with(char::is_alphabetic),
    };
    tells.then_some((rest, Moment::Weekday { day, direction: 0 }))
}
