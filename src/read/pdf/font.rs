//! Fonts: the codes of a string → their letters and widths.

use super::limits::FONT_ENTRIES;
use super::unpack;
use hayro_font::hayro_cmap::BfString;
use hayro_font::kurbo::Vec2;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// A character of a font.
#[derive(Debug, Clone)]
pub(super) struct Char {
    /// Its letters; none where the font does not tell them.
    pub(super) text: Option<Rc<str>>,
    /// How far it moves on, in sizes of type.
    pub(super) advance: Vec2,
}

/// A font with what was asked of it so far.
pub(super) struct Type<'a> {
    font: Font<'a>,
    chars: RefCell<HashMap<u32, Char>>,
    pub(super) bold: bool,
    /// Its letters are drawings: their size is told by their width alone.
    pub(super) drawn: bool,
}

impl Type<'_> {
    /// The code at this byte, and its length.
    pub(super) fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) = self.font.read_code(bytes, at);
        (code, length.max(1))
    }

    pub(super) fn char(&self, code: u32) -> Char {
        if let Some(char) = self.chars.borrow().get(&code) {
            return char.clone();
        }
        let text = match self.font.glyph(self.font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let text = text.and_then(|text| match text {
            BfString::Char(char) => letters(char.encode_utf8(&mut [0; 4])),
            BfString::String(text) => letters(&text),
        });
        let char = Char { text, advance: self.font.code_advance(code) / f64::from(hayro_font::UNITS_PER_EM) };
        self.chars.borrow_mut().insert(code, char.clone());
        char
    }

    /// The size of type that drawn letters have, in units of their own: they are half as wide as high.
    pub(super) fn drawn_size(&self) -> f64 {
        let widths: Vec<f64> = (0..=255).map(|code| self.char(code).advance.x).filter(|&width| width > 0.0).collect();
        if widths.is_empty() { 1.0 } else { 2.0 * widths.iter().sum::<f64>() / widths.len() as f64 }
    }
}

/// What a font says a character means; none for characters that mean nothing.
fn letters(text: &str) -> Option<Rc<str>> {
    let means = |char: char| !char.is_control() && !matches!(char, '\u{FFFD}' | '\u{FFFF}');
    let parted = |char: char| match char {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        '\t' | '\n' | '\r' => " ",
        // It would draw a table's edge.
        '|' => "¦",
        _ => "",
    };
    let mut letters = String::new();
    for char in text.chars() {
        match parted(char) {
            "" if means(char) => letters.push(char),
            known => letters.push_str(known),
        }
    }
    (!letters.is_empty()).then(|| letters.into())
}

/// The fonts of a document.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    types: HashMap<usize, Option<Rc<Type<'a>>>>,
    standard: FontResolverFn,
    maps: CMapResolverFn,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            types: HashMap::new(),
            standard: Arc::new(|query| {
                Some(match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
                })
            }),
            maps: Arc::new(|_| None),
        }
    }

    /// The font that a dictionary describes; none where it cannot be read.
    pub(super) fn of(&mut self, dict: &Dict<'a>) -> Option<Rc<Type<'a>>> {
        // The source of a dictionary stands at one place of the file for as long as the file is open.
        let key = dict.data().as_ptr() as usize;
        if let Some(known) = self.types.get(&key) {
            return known.clone();
        }
        let font = is_bounded(dict).then(|| self.cache.font(dict, &self.standard, &self.maps)).flatten();
        let name = dict.get::<Name<'_>>("BaseFont").map(|name| name.as_str().to_ascii_lowercase()).unwrap_or_default();
        let font = font.map(|font| {
            let bold = name.contains("bold") || name.contains("black") || name.contains("heavy");
            let drawn = dict.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_ref() == b"Type3");
            Rc::new(Type { font, chars: RefCell::default(), bold, drawn })
        });
        self.types.insert(key, font.clone());
        font
    }
}

/// Whether a font keeps within what a font may hold; the library reads it without asking.
fn is_bounded(dict: &Dict<'_>) -> bool {
    let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|all| all.iter::<Dict<'_>>().next());
    let within = |dict: &Dict<'_>| {
        let streams =
            ["ToUnicode", "Encoding", "CIDToGIDMap"].into_iter().filter_map(|key| dict.get::<Stream<'_>>(key));
        let programs = dict.get::<Dict<'_>>("FontDescriptor");
        let programs = programs.iter().flat_map(|of| {
            ["FontFile", "FontFile2", "FontFile3"].into_iter().filter_map(|key| of.get::<Stream<'_>>(key))
        });
        let numbers = ["FirstChar", "LastChar"].into_iter().filter_map(|key| dict.get::<f32>(key));
        streams.chain(programs).all(|stream| unpack::is_bounded(&stream))
            && numbers.into_iter().all(|number| (0.0..=255.0).contains(&number))
            && [("W", 3), ("W2", 5)]
                .into_iter()
                .all(|(key, length)| dict.get::<Array<'_>>(key).is_none_or(|widths| counts(&widths, length)))
    };
    within(dict) && descendant.is_none_or(|dict| within(&dict))
}

/// Whether the ranges of a list of widths, of so many numbers each, hold no more characters than a font may.
fn counts(widths: &Array<'_>, length: usize) -> bool {
    let (mut range, mut total) = (Vec::new(), 0);
    for item in widths.iter::<Object<'_>>() {
        match item {
            Object::Number(number) => range.push(number.as_f64()),
            _ => range.clear(),
        }
        if range.len() == length {
            total += (range[1] - range[0]).max(0.0) as usize;
            range.clear();
        }
        if total > FONT_ENTRIES {
            return false;
        }
    }
    true
}
