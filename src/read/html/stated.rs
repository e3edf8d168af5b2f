//! What a page states of itself: its `<meta>` elements, and JSON-LD (schema.org) where they say nothing.

use super::super::metadata::Stated;
use serde_json::Value;

/// No more of a page's JSON-LD is looked at, in bytes and values.
const LONGEST: usize = 1 << 20;
const MOST_VALUES: usize = 10_000;

/// Takes what a `<meta>` element says.
pub(super) fn meta(stated: &mut Stated, name: &str, content: String) {
    let slot = match name.to_ascii_lowercase().as_str() {
        "og:site_name" | "dc.publisher" | "dcterms.publisher" | "publisher" => &mut stated.publisher,
        "article:published_time"
        | "date"
        | "dc.date"
        | "dcterms.date"
        | "dcterms.created"
        | "dc.date.issued"
        | "dcterms.issued"
        | "pubdate"
        | "publishdate"
        | "datepublished"
        | "article.published" => &mut stated.date,
        "og:url" if stated.url.is_empty() => &mut stated.url,
        "dc.language" | "content-language" | "og:locale" if stated.lang.is_empty() => &mut stated.lang,
        _ => return,
    };
    *slot = content;
}

/// Takes what JSON-LD says of the page, where nothing else said it. Malformed JSON says nothing.
pub(super) fn json_ld(stated: &mut Stated, json: &str) {
    if json.len() > LONGEST {
        return;
    }
    let Ok(value) = serde_json::from_str::<Value>(json) else { return };
    let mut queue = std::collections::VecDeque::from([&value]);
    let mut seen = 0;
    while let Some(value) = queue.pop_front().filter(|_| seen < MOST_VALUES) {
        seen += 1;
        match value {
            Value::Array(values) => queue.extend(values),
            Value::Object(object) => {
                let text = |key: &str| object.get(key).and_then(Value::as_str);
                let name = |value: &Value| match value {
                    Value::Array(values) => values.first().and_then(named),
                    value => named(value),
                };
                take(&mut stated.date, text("datePublished"));
                take(&mut stated.publisher, object.get("publisher").and_then(name).as_deref());
                take(&mut stated.title, text("headline"));
                take(&mut stated.lang, text("inLanguage"));
                queue.extend(object.get("@graph"));
            }
            _ => {}
        }
    }
}

/// `"UNHCR"` or `{"name": "UNHCR"}`.
fn named(value: &Value) -> Option<String> {
    value.as_str().or_else(|| value.get("name").and_then(Value::as_str)).map(str::to_owned)
}

fn take(slot: &mut String, found: Option<&str>) {
    if let Some(found) = found.filter(|_| slot.trim().is_empty()) {
        found.trim().clone_into(slot);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ld_fills_what_is_free() {
        let json = r#"{"@graph": [{"@type": "WebSite", "name": "x"},
            {"datePublished": "2022-03-01", "publisher": {"name": "Ministry"}, "headline": "Later"}]}"#;
        let mut stated = Stated { title: "Title".to_owned(), ..Stated::default() };
        json_ld(&mut stated, json);
        assert_eq!([&stated.date, &stated.publisher, &stated.title], ["2022-03-01", "Ministry", "Title"]);
        for json in ["", "[", "3", r#"{"datePublished": 5, "publisher": []}"#, &"[".repeat(5000)] {
            let mut stated = Stated::default();
            json_ld(&mut stated, json);
            assert_eq!((stated.date.as_str(), stated.publisher.as_str()), ("", ""), "{json}");
        }
    }
}
