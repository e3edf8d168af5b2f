//! The YAML block between `---` lines at the head of a text: title, date, publisher, source.
//!
//! It is no prose: [`split`] says where the prose begins.

use std::collections::BTreeMap;

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
    match serde_saphyr::from_str::<BTreeMap<String, serde_json::Value>>(yaml) {
        Ok(map) => Some(FrontMatter {
            values: map.into_iter().filter_map(|(key, value)| Some((key.to_lowercase(), plain(&value)?))).collect(),
            problem: None,
        }),
        // Lines of "key: value" are read even where the whole is no YAML (an unquoted title with a colon).
        Err(error) => Some(FrontMatter {
            values: yaml.lines().filter(|line| is_key(line)).filter_map(key_and_value).collect(),
            problem: Some(format!("the front matter is no YAML: {}", error.to_string().lines().next().unwrap_or(""))),
        }),
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

fn plain(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Array(items) => items.first().and_then(plain),
        serde_json::Value::Object(map) => map.get("name").and_then(plain),
        serde_json::Value::Bool(_) | serde_json::Value::Null => None,
    }
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
            ("---\nA rule above\n---\nText", "", "---\nA rule above\n---\nText"),
            ("---\ntitle: never closed\n", "", "---\ntitle: never closed\n"),
            ("---", "", "---"),
            ("", "", ""),
        ] {
            assert_eq!(title_and_rest(text), (title.to_owned(), rest.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_date_is_read_quoted_or_not() {
        for text in ["---\ndate: '2022-09-12'\n---\n", "---\ndate: 2022-09-12\n---\n"] {
            assert_eq!(split(text).0.get(&["date"]), Some("2022-09-12"));
        }
    }
}
