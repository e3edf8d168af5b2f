//! The YAML block between `---` lines at the head of a text: title, date, publisher, source.
//!
//! It is no prose: [`split`] says where the prose begins.

use granit_parser::{Event, Parser, ScalarStyle, StrInput};
use std::collections::BTreeMap;

/// Values nested deeper are no document's.
const DEEPEST: usize = 16;

/// What the front matter states.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// Every plain value under its key in lower case.
    values: BTreeMap<String, String>,
    /// Why it could not be read, if so.
    pub(super) problem: Option<String>,
}

impl FrontMatter {
    /// The first of these keys that holds something.
    pub(super) fn get(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.values.get(*key)).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// The front matter of `text`, and the byte at which the prose begins (0 where there is none).
pub(super) fn split(text: &str) -> (FrontMatter, usize) {
    let none = (FrontMatter::default(), 0);
    let head = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let start = text.len() - head.len();
    let Some((first, _)) = line_at(text, start) else { return none };
    if first.trim_end() != "---" {
        return none;
    }
    let yaml_start = after_line(text, start);
    let mut at = yaml_start;
    while let Some((line, next)) = line_at(text, at) {
        if matches!(line.trim_end(), "---" | "...") {
            return match parse(&text[yaml_start..at]) {
                Some(found) => (found, next),
                None => none,
            };
        }
        at = next;
    }
    none
}

/// Reads the YAML; none where it is no mapping, so that a text set between two rules stays prose.
fn parse(yaml: &str) -> Option<FrontMatter> {
    if !yaml.lines().any(is_key) {
        return None;
    }
    match mapping(yaml) {
        Ok(values) => Some(FrontMatter { values, problem: None }),
        // Lines of "key: value" are read even where the whole is no YAML (an unquoted title with a colon).
        Err(problem) => Some(FrontMatter {
            values: yaml.lines().filter(|line| is_key(line)).filter_map(key_and_value).collect(),
            problem: Some(format!("the front matter is no YAML: {problem}")),
        }),
    }
}

/// The next thing that stands in the YAML.
fn next<'a>(events: &mut Parser<'a, StrInput<'a>>) -> Result<Event<'a>, String> {
    let event = events.next().ok_or("it ends too early")?;
    event.map(|(event, _)| event).map_err(|error| format!("line {}: {}", error.marker().line(), error.info()))
}

/// The plain values of a YAML mapping, each under its key in lower case.
fn mapping(yaml: &str) -> Result<BTreeMap<String, String>, String> {
    let events = &mut Parser::new_from_str(yaml);
    while !matches!(next(events)?, Event::DocumentStart(..)) {}
    if !matches!(next(events)?, Event::MappingStart(..)) {
        return Err("it holds no keys".to_owned());
    }
    let mut values = BTreeMap::new();
    loop {
        let key = match next(events)? {
            Event::MappingEnd => return Ok(values),
            key => plain(key, events, 0)?,
        };
        let event = next(events)?;
        let value = plain(event, events, 0)?;
        if let (Some(key), Some(value)) = (key, value)
            && values.insert(key.to_lowercase(), value).is_some()
        {
            return Err(format!("the key `{key}` stands twice"));
        }
    }
}

/// The value that begins with `event`: words and numbers as they are written, of a list the first item, of a mapping
/// its `name`; none for a truth value, nothing, or another value's alias.
fn plain<'a>(event: Event<'a>, events: &mut Parser<'a, StrInput<'a>>, depth: usize) -> Result<Option<String>, String> {
    if depth > DEEPEST {
        return Err(format!("it is nested more than {DEEPEST} levels deep"));
    }
    match event {
        Event::Scalar(text, ScalarStyle::Plain, ..) if matches!(&*text, "" | "~" | "null" | "true" | "false") => {
            Ok(None)
        }
        Event::Scalar(text, ..) => Ok(Some(text.split_whitespace().collect::<Vec<_>>().join(" "))),
        Event::SequenceStart(..) => {
            let mut first = None;
            for at in 0.. {
                match next(events)? {
                    Event::SequenceEnd => break,
                    item if at == 0 => first = plain(item, events, depth + 1)?,
                    item => drop(plain(item, events, depth + 1)?),
                }
            }
            Ok(first)
        }
        Event::MappingStart(..) => {
            let mut name = None;
            loop {
                let key = match next(events)? {
                    Event::MappingEnd => return Ok(name),
                    key => plain(key, events, depth + 1)?,
                };
                let event = next(events)?;
                let value = plain(event, events, depth + 1)?;
                if key.as_deref() == Some("name") {
                    name = value;
                }
            }
        }
        _ => Ok(None),
    }
}

fn is_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
            && (value.is_empty() || value.starts_with([' ', '\t', '\r']))
    })
}

fn key_and_value(line: &str) -> Option<(String, String)> {
    let (key, value) = line.split_once(':')?;
    let value = value.trim();
    let inner = ['"', '\''].iter().find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote));
    Some((key.to_lowercase(), inner.unwrap_or(value).to_owned()))
}

/// The line that begins at `at`, without its ending, and the byte after it.
fn line_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    let line = rest.split('\n').next().unwrap_or(rest);
    Some((line, (at + line.len() + 1).min(text.len())))
}

fn after_line(text: &str, at: usize) -> usize {
    line_at(text, at).map_or(text.len(), |(_, next)| next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn title_and_rest(text: &str) -> (String, String) {
        let (found, start) = split(text);
        (found.get(&["title"]).unwrap_or_default().to_owned(), text[start..].to_owned())
    }

    #[test]
    fn front_matter_is_told_from_prose() {
        for (text, title, rest) in [
            ("---\ntitle: \"A \\u2013 B\"\n---\nText", "A – B", "Text"),
            ("\u{FEFF}---\r\ntitle: A\r\n---\r\nText", "A", "Text"),
            ("---\ntitle: A: B\ndate: 2022\n---\nText", "A: B", "Text"),
            ("---\ntitle: [one, two]\n...\nText", "one", "Text"),
            ("---\ntitle: {name: one, url: two} # three\n---\nText", "one", "Text"),
            ("---\ntitle: >\n  one\n  two\n---\nText", "one two", "Text"),
            ("---\nTitle: 2022\nsub: {title: x}\ndraft: true\n---\nText", "2022", "Text"),
            ("---\ntitle: null\n---\nText", "", "Text"),
            ("---\nA rule above\n---\nText", "", "---\nA rule above\n---\nText"),
            ("---\ntitle: never closed\n", "", "---\ntitle: never closed\n"),
            ("---", "", "---"),
            ("", "", ""),
        ] {
            assert_eq!(title_and_rest(text), (title.to_owned(), rest.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_yaml_is_told() {
        let deep = format!("title: A\nlist: {}{}", "[".repeat(100), "]".repeat(100));
        for (yaml, problem) in [
            ("title: A: B", "the front matter is no YAML: line 1: "),
            ("title: A\ntitle: B", "the front matter is no YAML: the key `title` stands twice"),
            ("title: A\nlist: [", "the front matter is no YAML: "),
            (&deep, "the front matter is no YAML: it is nested more than 16 levels deep"),
        ] {
            let (found, _) = split(&format!("---\n{yaml}\n---\nText"));
            assert!(found.problem.as_deref().unwrap_or_default().starts_with(problem), "{:?}", found.problem);
            assert!(found.get(&["title"]).is_some(), "{yaml}");
        }
    }

    #[test]
    fn a_date_is_read_quoted_or_not() {
        for text in ["---\ndate: '2022-09-12'\n---\n", "---\ndate: 2022-09-12\n---\n"] {
            assert_eq!(split(text).0.get(&["date"]), Some("2022-09-12"));
        }
    }
}
