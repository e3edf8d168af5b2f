//! Text → HTML, values of a query, JSON inside HTML, safe links, and the hash that a Content-Security-Policy names a script by.

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
    format!("sha256-{}", base64(&Sha256::digest(source.as_bytes())))
}

/// RFC 4648 base64 with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0u32, |word, &byte| word << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            out.push(if place <= chunk.len() {
                char::from(ALPHABET[(word >> (18 - 6 * place) & 63) as usize])
            } else {
                '='
            });
        }
    }
    out
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

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
