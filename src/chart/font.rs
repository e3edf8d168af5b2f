//! The two fonts that come with the program (Inter, SIL Open Font License): how wide a text is, where it wraps, and
//! its glyphs as coverage.
//!
//! plotters' own text leaves out each glyph's left bearing and sits too high, so text is set here, glyph by glyph.

use ab_glyph::{Font as _, FontRef, GlyphId, PxScale, ScaleFont as _, point};
use std::sync::LazyLock;

/// How heavy the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

/// The family as CSS names it; a text keeps its measured length in whatever font a viewer has.
pub(super) const FAMILY: &str = "Inter, 'Helvetica Neue', Arial, sans-serif";

static REGULAR: LazyLock<FontRef<'static>> = LazyLock::new(|| read(Weight::Regular));
static SEMI_BOLD: LazyLock<FontRef<'static>> = LazyLock::new(|| read(Weight::SemiBold));

/// The font's file.
pub(super) const fn bytes(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => include_bytes!("fonts/Inter-Regular.ttf"),
        Weight::SemiBold => include_bytes!("fonts/Inter-SemiBold.ttf"),
    }
}

fn read(weight: Weight) -> FontRef<'static> {
    FontRef::try_from_slice(bytes(weight)).expect("the embedded font is read by the tests")
}

fn font(weight: Weight) -> &'static FontRef<'static> {
    match weight {
        Weight::Regular => &REGULAR,
        Weight::SemiBold => &SEMI_BOLD,
    }
}

/// The scale at which an em is `size` pixels: `ab_glyph` counts from ascender to descender.
fn scale(font: &FontRef<'static>, size: f64) -> PxScale {
    let em = font.units_per_em().unwrap_or(1000.0);
    PxScale::from(size as f32 * font.height_unscaled() / em)
}

/// Each character's glyph and the x at which it stands, and the x at which the text ends.
fn set(text: &str, size: f64, weight: Weight) -> (Vec<(GlyphId, f32)>, f32) {
    let font = font(weight).as_scaled(scale(font(weight), size));
    let mut x = 0.0;
    let mut before = None;
    let mut glyphs = Vec::new();
    for c in text.chars() {
        let glyph = font.glyph_id(c);
        if let Some(before) = before {
            x += font.kern(before, glyph);
        }
        glyphs.push((glyph, x));
        x += font.h_advance(glyph);
        before = Some(glyph);
    }
    (glyphs, x)
}

/// How wide a text is, in pixels, where an em is `size` pixels.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    f64::from(set(text, size, weight).1)
}

/// Calls `dot` with the coverage (above 0, at most 1) of each pixel that the text touches; `x` and `y` are where its
/// base line begins.
pub(super) fn rasterize(text: &str, (x, y): (f64, f64), size: f64, weight: Weight, mut dot: impl FnMut(i32, i32, f32)) {
    let font = font(weight);
    let scale = scale(font, size);
    for (id, advance) in set(text, size, weight).0 {
        let glyph = id.with_scale_and_position(scale, point(x as f32 + advance, y as f32));
        if let Some(outline) = font.outline_glyph(glyph) {
            let corner = outline.px_bounds().min;
            outline.draw(|dx, dy, coverage| {
                if coverage > 0.0 {
                    dot(corner.x as i32 + dx as i32, corner.y as i32 + dy as i32, coverage.min(1.0));
                }
            });
        }
    }
}

/// A short text that [`wrap`] will not break: its spaces become no-break spaces.
pub(super) fn unbroken(text: &str) -> String {
    if text.chars().count() > 26 { text.to_owned() } else { text.replace(' ', "\u{A0}") }
}

/// Breaks a text into lines no wider than `room` pixels, at spaces where it can; at most `most` lines, the last of
/// which ends in "…" where words were left out.
pub(super) fn wrap(text: &str, size: f64, weight: Weight, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut cut = false;
    for word in text.split(|c: char| c.is_whitespace() && c != '\u{A0}').filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, size, weight) <= room {
            line = longer;
            continue;
        }
        if lines.len() + 1 >= most.max(1) && !line.is_empty() {
            cut = true;
            break;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if width(word, size, weight) <= room {
            word.clone_into(&mut line);
        } else {
            // One word wider than the line: no space to break at.
            line = shorten(word, size, weight, room);
            cut = false;
        }
    }
    if cut {
        line = shorten(&format!("{line} …"), size, weight, room.max(width("…", size, weight))).replace(" …", "…");
        if !line.ends_with('…') {
            line.push('…');
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text itself where it fits, else as much of its beginning as fits before "…".
pub(super) fn shorten(text: &str, size: f64, weight: Weight, room: f64) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let room = room - width("…", size, weight);
    let mut kept = String::new();
    let (glyphs, end) = set(text, size, weight);
    let ends = glyphs.iter().skip(1).map(|(_, x)| *x).chain([end]);
    for (c, end) in text.chars().zip(ends) {
        if f64::from(end) > room {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_fonts_read_and_hold_what_charts_write() {
        for weight in [Weight::Regular, Weight::SemiBold] {
            for c in "aZ09$€£%–—·…,.ñéü−“”’\u{A0}".chars() {
                assert_ne!(font(weight).glyph_id(c).0, 0, "{weight:?} {c}");
            }
        }
    }

    #[test]
    fn lines_are_no_wider_than_the_room() {
        let text = "The United States and Mexico established a Supply-Chain-Working-Group-of-very-long-name, or not";
        for room in [5.0, 40.0, 90.0, 200.0] {
            for most in [1, 2, 9] {
                let lines = wrap(text, 12.0, Weight::Regular, room, most);
                assert!(lines.len() <= most.max(1), "{lines:?}");
                let widest = lines.iter().map(|line| width(line, 12.0, Weight::Regular)).fold(0.0, f64::max);
                assert!(widest <= room.max(width("…", 12.0, Weight::Regular)) + 8.0, "{room} {widest} {lines:?}");
            }
        }
        assert_eq!(wrap("a b", 12.0, Weight::Regular, 500.0, 2), ["a b"]);
        assert_eq!(wrap("", 12.0, Weight::Regular, 500.0, 2), Vec::<String>::new());
    }

    #[test]
    fn a_glyph_covers_pixels_around_its_base_line() {
        let mut dots = Vec::new();
        rasterize("H", (10.0, 50.0), 20.0, Weight::Regular, |x, y, _| dots.push((x, y)));
        let (low, high) = (dots.iter().map(|d| d.1).max().unwrap(), dots.iter().map(|d| d.1).min().unwrap());
        assert!((48..=50).contains(&low) && (34..=36).contains(&high), "{high} {low}");
        assert!(dots.iter().all(|d| (10..26).contains(&d.0)));
    }
}
