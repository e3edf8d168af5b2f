//! Text → HTML, values of a query, JSON inside HTML, safe links, and the hash that a Content-Security-Policy names a script by.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt;

/// A text that writes itself as HTML, in an element or between double or single quotes.
pub(super) struct Html<'a>(pub(super) &'a str);

impl fmt::Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            let (before, special) = rest.split_at(at);
            f.write_str(before)?;
            f.write_str(match special.as_bytes().first() {
                Some(b'&') => "&amp;",
                Some(b'<') => "&lt;",
                Some(b'>') => "&gt;",
                Some(b'"') => "&quot;",
                _ => "&#39;",
            })?;
            rest = &special[1..];
        }
        f.write_str(rest)
    }
}

/// A text that writes itself as a value of a URL's query: all but RFC 3986's unreserved characters percent-encoded.
pub(super) struct Param<'a>(pub(super) &'a str);

impl fmt::Display for Param<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                write!(f, "{}", char::from(byte))?;
            } else {
                write!(f, "%{byte:02X}")?;
            }
        }
        Ok(())
    }
}

/// JSON that may stand in a `<script type="application/json">`: no `<` that could end the element or open a comment.
pub(super) fn script_json(value: &impl Serialize) -> String {
    // It fails only for keys that are no strings, of which there are none. `<` stands only inside strings, where
    // `\u003c` says the same.
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c")
}

/// Whether a document's URL may be a link: only http and https lead out.
pub(super) fn is_web_url(url: &str) -> bool {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")) && !url.chars().any(|c| c.is_control() || c == ' ')
}

/// The hash source of an inline script or style, as CSP level 3 writes it: `sha256-` and the digest in base64.
pub(super) fn csp_hash(source: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(source.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_keeps_text_as_text() {
        let hostile = r#""><img src=x onerror='a()'>&amp;"#;
        assert_eq!(Html(hostile).to_string(), "&quot;&gt;&lt;img src=x onerror=&#39;a()&#39;&gt;&amp;amp;");
    }

    #[test]
    fn json_cannot_end_its_script() {
        let json = script_json(&serde_json::json!(["</script><!--"]));
        assert!(!json.contains('<'));
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), ["</script><!--"]);
    }

    #[test]
    fn a_value_stays_one_value_of_a_query() {
        assert_eq!(Param("a=b&c#d é+'").to_string(), "a%3Db%26c%23d%20%C3%A9%2B%27");
    }

    #[test]
    fn only_the_web_is_linked() {
        for url in ["https://example.org/a?b=1", "HTTP://example.org"] {
            assert!(is_web_url(url), "{url}");
        }
        for url in ["javascript:alert(1)", " https://a", "data:text/html,x", "https://a\nb", "//a", "", "https:/é"] {
            assert!(!is_web_url(url), "{url}");
        }
    }
}
