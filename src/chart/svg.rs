//! A scene → SVG.
//!
//! Written here and not by plotters: its SVG backend knows whole pixels only and cannot carry `data-figure`, the list
//! of figures a mark stands for, by which a report links the mark to its rows.

use super::font::{self, Weight};
use super::scene::{Anchor, Box2, Group, Role, Scene, Shape, Xy};
use super::theme::Theme;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::fmt::Write as _;

/// A file that stands alone: it brings the two fonts, so that it looks the same wherever it is opened.
pub(super) fn file(scene: &Scene, theme: Theme) -> String {
    let mut style = String::from("<style>");
    for (weight, number) in [(Weight::Regular, 400), (Weight::SemiBold, 600)] {
        let _ = write!(
            style,
            "@font-face{{font-family:Inter;font-weight:{number};src:url(data:font/ttf;base64,{})}}",
            BASE64.encode(font::bytes(weight))
        );
    }
    style.push_str("</style>\n<desc>");
    write(scene, theme).replacen("<desc>", &style, 1)
}

/// The picture as an element. Two calls give the same bytes.
pub(super) fn write(scene: &Scene, theme: Theme) -> String {
    let (w, h) = (number(scene.width), number(scene.height));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\" \
         aria-label=\"{}\" font-family=\"{}\">\n",
        escape(&scene.title),
        escape(font::FAMILY)
    );
    // Writing to a string does not fail, here and below.
    let _ = writeln!(svg, "<desc>{}</desc>", escape(&scene.description));
    let background = Shape::Rect { at: Box2::new(0.0, 0.0, scene.width, scene.height), fill: Role::Background };
    write_shape(&mut svg, &background, theme);
    for group in &scene.groups {
        write_group(&mut svg, group, theme);
    }
    svg.push_str("</svg>\n");
    svg
}

fn write_group(svg: &mut String, group: &Group, theme: Theme) {
    let marked = !group.figures.is_empty();
    if marked {
        let ids = escape(&group.figures.join(" "));
        let _ = writeln!(svg, "<g class=\"q-mark\" data-figure=\"{ids}\"><title>{}</title>", escape(&group.note));
    }
    for shape in &group.shapes {
        write_shape(svg, shape, theme);
    }
    if marked {
        svg.push_str("</g>\n");
    }
}

fn write_shape(svg: &mut String, shape: &Shape, theme: Theme) {
    let fill = |role: Role| format!("class=\"{}\" fill=\"{}\"", role.class(), theme.hex(role));
    // A class rule of `css` gives fill and stroke alike: shapes without a stroke say so by its width.
    let flat = "stroke-width=\"0\"";
    let _ = match shape {
        Shape::Rect { at, fill: role } => writeln!(
            svg,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {} {flat}/>",
            number(at.x),
            number(at.y),
            number(at.w),
            number(at.h),
            fill(*role)
        ),
        Shape::Line { from, to, width, stroke } => writeln!(
            svg,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{}\" stroke=\"{}\" stroke-width=\"{}\"/>",
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1),
            stroke.class(),
            theme.hex(*stroke),
            number(*width)
        ),
        Shape::Polygon { points, fill: role } => {
            writeln!(svg, "<polygon points=\"{}\" {} {flat}/>", path(points), fill(*role))
        }
        Shape::Circle { center, radius, fill: role } => writeln!(
            svg,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {} {flat}/>",
            number(center.0),
            number(center.1),
            number(*radius),
            fill(*role)
        ),
        Shape::Text { x, y, size, weight, anchor, fill: role, text } => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let bold = if *weight == Weight::SemiBold { " font-weight=\"600\"" } else { "" };
            writeln!(
                svg,
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{bold}{anchor} {} {flat} textLength=\"{}\" \
                 lengthAdjust=\"spacingAndGlyphs\">{}</text>",
                number(*x),
                number(*y),
                number(*size),
                fill(*role),
                number(font::width(text, *size, *weight)),
                escape(text)
            )
        }
    };
}

fn path(points: &[Xy]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect::<Vec<_>>().join(" ")
}

/// A coordinate to a tenth of a pixel.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text as XML 1.0 may hold it, in content or in an attribute; characters that XML forbids become U+FFFD.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_document_stays_text() {
        assert_eq!(escape("<b a=\"1\">&'\u{0}\n"), "&lt;b a=&quot;1&quot;&gt;&amp;&#39;\u{FFFD} ");
        let group = Group { figures: vec!["\"><script>".into()], note: "</title><script>".into(), shapes: vec![] };
        let scene = Scene { width: 1.0, height: 1.0, groups: vec![group], ..Scene::default() };
        assert!(!write(&scene, Theme::Light).contains("<script"));
    }

    #[test]
    fn a_file_brings_its_fonts() {
        let svg = file(&Scene { width: 1.0, height: 1.0, ..Scene::default() }, Theme::Light);
        assert_eq!(svg.matches("src:url(data:font/ttf;base64,AAEAAAA").count(), 2);
        assert!(svg.len() > font::bytes(Weight::Regular).len() && svg.contains("</style>\n<desc></desc>"));
    }

    #[test]
    fn coordinates_are_short() {
        for (value, text) in [(1.0, "1"), (1.25, "1.2"), (-0.01, "0"), (-3.46, "-3.5")] {
            assert_eq!(number(value), text);
        }
    }
}
