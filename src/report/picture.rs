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

/// The picture as SVG that may stand in the page; none where it is no SVG. `prefix` keeps its identifiers its own,
/// `label` is what it is called to those who cannot see it.
pub(super) fn inline_svg(svg: &str, prefix: &str, label: &str) -> Option<String> {
    let mut reader = Reader::from_str(svg);
    let mut out = String::with_capacity(svg.len());
    // Elements that are open and written, and how deep inside a dropped one we are.
    let mut open: Vec<String> = Vec::new();
    let mut dropped = 0usize;
    let mut begun = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) => {
                let name = element.name().0.to_owned();
                if dropped > 0 || !ELEMENTS.contains(&name.as_str()) || (!begun && name != "svg") {
                    dropped += 1;
                    continue;
                }
                write_start(&mut out, &element, &name, prefix, (!begun).then_some(label));
                out.push('>');
                begun = true;
                open.push(name);
            }
            Event::Empty(element) => {
                let name = element.name().0.to_owned();
                if begun && dropped == 0 && ELEMENTS.contains(&name.as_str()) {
                    write_start(&mut out, &element, &name, prefix, None);
                    out.push_str("/>");
                }
            }
            Event::End(_) if dropped > 0 => dropped -= 1,
            Event::End(_) => {
                let name = open.pop()?;
                let _ = write!(out, "</{name}>");
                if open.is_empty() {
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

/// Writes `<name` and the attributes that may stay; of the outermost element also its label.
fn write_start(out: &mut String, element: &BytesStart, name: &str, prefix: &str, label: Option<&str>) {
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
            // A paint may name a gradient of its own picture and nothing else.
            _ if ATTRIBUTES.contains(&key) => match value.strip_prefix("url(#") {
                Some(target) => format!("url(#{prefix}{target}"),
                None if value.to_ascii_lowercase().contains("url(") => continue,
                None => value.into_owned(),
            },
            _ => continue,
        };
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
            "<svg role=\"group\" aria-label=\"Jobs &quot;created&quot;\" width=\"9\" height=\"5\" viewBox=\"0 0 9 5\">\n\
             <g id=\"c0-a\"><rect x=\"1\" fill=\"url(#c0-p)\" data-figure=\"f1 f2\"/><text>A &amp; B →</text></g></svg>"
        );
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
