//! A chart's SVG, reduced to shapes and words: no script, style, link, event or foreign element passes.
//!
//! A chart holds words of the documents, so it is trusted no more than they are. What remains is written anew from a
//! list of elements and attributes; identifiers get a prefix, so that charts do not reach into each other.

use super::escape::Html;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::fmt::Write;

/// Elements that draw, group or tell.
const ELEMENTS: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "path",
    "polygon",
    "polyline",
    "rect",
    "stop",
    "svg",
    "text",
    "title",
    "tspan",
];

/// Attributes that give form; an `id` and references to it are handled apart.
const ATTRIBUTES: &[&str] = &[
    "aria-label",
    "class",
    "cx",
    "cy",
    "d",
    "data-figure",
    "dominant-baseline",
    "dx",
    "dy",
    "fill",
    "fill-opacity",
    "fill-rule",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "gradientUnits",
    "height",
    "lengthAdjust",
    "letter-spacing",
    "offset",
    "opacity",
    "points",
    "preserveAspectRatio",
    "r",
    "role",
    "rx",
    "ry",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// Words of a picture are at least this high in the page, in CSS pixels.
const LEAST: f64 = 12.0;

/// The picture as SVG that may stand in the page; none where it is no SVG. `prefix` keeps its identifiers its own,
/// `label` is what it is called to those who cannot see it. It is drawn as large as its smallest words need.
pub(super) fn inline_svg(svg: &str, prefix: &str, label: &str) -> Option<String> {
    let mut reader = Reader::from_str(svg);
    let mut out = String::with_capacity(svg.len());
    // Elements that are open and written, and how deep inside a dropped one we are.
    let mut open: Vec<String> = Vec::new();
    let mut dropped = 0usize;
    let mut begun = false;
    let mut size = Size::default();
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) => {
                let name = element.name().0.to_owned();
                if dropped > 0 || !ELEMENTS.contains(&name.as_str()) || (!begun && name != "svg") {
                    dropped += 1;
                    continue;
                }
                if begun {
                    write_start(&mut out, &element, &name, prefix, None, &mut size);
                } else {
                    write_start(&mut out, &element, &name, prefix, Some(label), &mut size);
                    size.at = out.len();
                }
                out.push('>');
                begun = true;
                open.push(name);
            }
            Event::Empty(element) => {
                let name = element.name().0.to_owned();
                if begun && dropped == 0 && ELEMENTS.contains(&name.as_str()) {
                    write_start(&mut out, &element, &name, prefix, None, &mut size);
                    out.push_str("/>");
                }
            }
            Event::End(_) if dropped > 0 => dropped -= 1,
            Event::End(_) => {
                let name = open.pop()?;
                let _ = write!(out, "</{name}>");
                if open.is_empty() {
                    out.insert_str(size.at, &size.attributes());
                    return Some(out);
                }
            }
            Event::Text(text) if dropped == 0 && !open.is_empty() => {
                let _ = write!(out, "{}", Html(&text.xml10_content()));
            }
            Event::CData(text) if dropped == 0 && !open.is_empty() => {
                let _ = write!(out, "{}", Html(&text.xml10_content()));
            }
            Event::GeneralRef(entity) if dropped == 0 && !open.is_empty() => {
                let name = entity.xml10_content();
                let text = match entity.resolve_char_ref().ok()? {
                    Some(c) => c.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default().to_owned(),
                };
                let _ = write!(out, "{}", Html(&text));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// What tells how large a picture is to be.
#[derive(Default)]
struct Size {
    /// Where its attributes are to be written.
    at: usize,
    width: String,
    height: String,
    /// The smallest words in it, in its own units; 0 where it says none.
    words: f64,
}

impl Size {
    /// Width and height, in CSS pixels where they are plain numbers.
    fn attributes(&self) -> String {
        let (Ok(width), Ok(height)) = (self.width.parse::<f64>(), self.height.parse::<f64>()) else {
            return String::new();
        };
        let scale = if self.words > 0.0 { (LEAST / self.words).clamp(1.0, LEAST) } else { 1.0 };
        format!(" width=\"{}\" height=\"{}\"", (width * scale).ceil(), (height * scale).ceil())
    }
}

/// Writes `<name` and the attributes that may stay; of the outermost element also its label, but not its size.
fn write_start(out: &mut String, element: &BytesStart, name: &str, prefix: &str, label: Option<&str>, size: &mut Size) {
    let _ = write!(out, "<{name}");
    if let Some(label) = label {
        let _ = write!(out, " role=\"group\" aria-label=\"{}\"", Html(label));
    }
    for attribute in element.attributes().flatten() {
        let key = attribute.key.0;
        let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else { continue };
        let value = match key {
            "id" => format!("{prefix}{value}"),
            "clip-path" => match value.strip_prefix("url(#") {
                Some(target) => format!("url(#{prefix}{target}"),
                None => continue,
            },
            "role" | "aria-label" if label.is_some() => continue,
            "width" if label.is_some() => {
                size.width = value.into_owned();
                continue;
            }
            "height" if label.is_some() => {
                size.height = value.into_owned();
                continue;
            }
            // A paint may name a gradient of its own picture and nothing else.
            _ if ATTRIBUTES.contains(&key) => match value.strip_prefix("url(#") {
                Some(target) => format!("url(#{prefix}{target}"),
                None if value.to_ascii_lowercase().contains("url(") => continue,
                None => value.into_owned(),
            },
            _ => continue,
        };
        if let ("font-size", Ok(words)) = (key, value.parse::<f64>()) {
            size.words = if size.words > 0.0 { size.words.min(words) } else { words };
        }
        let _ = write!(out, " {key}=\"{}\"", Html(&value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_and_words_stay() {
        let svg = r#"<?xml version="1.0"?><svg width="9" height="5" viewBox="0 0 9 5" xmlns="http://www.w3.org/2000/svg">
<g id="a"><rect x="1" fill="url(#p)" data-figure="f1 f2"/><text>A &amp; B &#8594;</text></g></svg>"#;
        let out = inline_svg(svg, "c0-", "Jobs \"created\"").unwrap();
        assert_eq!(
            out,
            "<svg role=\"group\" aria-label=\"Jobs &quot;created&quot;\" viewBox=\"0 0 9 5\" width=\"9\" height=\"5\">\n\
             <g id=\"c0-a\"><rect x=\"1\" fill=\"url(#c0-p)\" data-figure=\"f1 f2\"/><text>A &amp; B →</text></g></svg>"
        );
    }

    #[test]
    fn a_picture_is_as_large_as_its_smallest_words_need() {
        let size = |words: &str| {
            let svg = format!(r#"<svg width="100" height="50" viewBox="0 0 100 50"><g>{words}</g></svg>"#);
            let out = inline_svg(&svg, "", "").unwrap();
            out.split_once("50\" ").and_then(|(_, rest)| rest.split_once('>')).unwrap().0.to_owned()
        };
        assert_eq!(size(r#"<text font-size="16">a</text><text font-size="10">b</text>"#), r#"width="120" height="60""#);
        assert_eq!(size(r#"<text font-size="12">a</text>"#), r#"width="100" height="50""#);
        assert_eq!(size("<text>a</text>"), r#"width="100" height="50""#);
        assert_eq!(size(r#"<text font-size="0.001">a</text>"#), r#"width="1200" height="600""#);
    }

    #[test]
    fn what_acts_or_fetches_goes() {
        let svg = r#"<svg onload="a()" style="x"><script>a()</script><foreignObject><b>x</b></foreignObject>
<a href="javascript:a()"><text>t</text></a><image href="http://a/b"/><style>*{}</style>
<rect fill="URL(http://a)" onclick="a()" clip-path="url(http://a)"/><use href="x#y"/></svg>"#;
        let out = inline_svg(svg, "c-", "").unwrap();
        for bad in ["script", "foreign", "href", "http", "style", "onload", "onclick", "a()"] {
            assert!(!out.contains(bad), "{bad} in {out}");
        }
        assert!(out.contains("<rect/>"));
    }

    #[test]
    fn what_is_no_picture_is_none() {
        for text in ["", "words", "<html></html>", "<svg><g></svg>", "<svg>", "<rect/>"] {
            assert_eq!(inline_svg(text, "", ""), None, "{text}");
        }
    }
}
