//! The drawing operators of a page → the characters it shows, each at its place.
//!
//! Forms are drawn within forms only so deep, never within themselves, and each is unpacked once.

use super::font::{Fonts, Type};
use super::limits::{Budget, DEPTH, SAVED};
use super::seen::{self, Canvas, Ink};
use super::unpack;
use hayro_font::kurbo::{Affine, Point, Rect, Vec2};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// The flags of an annotation that is hidden or not to be viewed (ISO 32000-1, 12.5.3).
const UNSEEN: u32 = 2 | 32;

/// The mode in which text is neither filled nor stroked (ISO 32000-1, 9.3.6).
const INKLESS: f64 = 3.0;

/// A character on the page.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// Its letters.
    pub(super) text: Rc<str>,
    /// Where it begins, on its baseline, in points from the lower left.
    pub(super) at: Point,
    /// How far it moves on.
    pub(super) advance: Vec2,
    /// The size of its type.
    pub(super) size: f64,
    pub(super) bold: bool,
    /// It is drawn without ink.
    pub(super) hidden: bool,
}

/// What one page shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) glyphs: Vec<Glyph>,
    /// What was lost, in words that follow "page 3".
    pub(super) lost: BTreeSet<String>,
    /// Characters whose letters no font tells.
    pub(super) unknown: usize,
}

/// The state of drawing.
#[derive(Clone)]
struct State<'a> {
    ctm: Affine,
    font: Option<Rc<Type<'a>>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    /// Horizontal scaling, 1 being none.
    stretch: f64,
    leading: f64,
    rise: f64,
    /// Text is drawn without ink.
    inkless: bool,
    ink: Ink,
}

impl Default for State<'_> {
    fn default() -> Self {
        Self {
            ctm: Affine::IDENTITY,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            inkless: false,
            ink: Ink::Other,
        }
    }
}

/// Marked content that is open.
struct Marked {
    /// The letters it stands for, and the first character that it replaces.
    actual: Option<(Rc<str>, usize)>,
    /// It is a running head or foot.
    furniture: bool,
    /// Its layer is hidden.
    hidden: bool,
}

/// Reads pages of one document.
pub(super) struct Reader<'a> {
    pub(super) fonts: Fonts<'a>,
    pub(super) budget: Budget,
    /// The contents of forms, by their place.
    forms: HashMap<ObjectIdentifier, Rc<[u8]>>,
    shown: Shown,
    canvas: Canvas,
    /// Layers that are hidden.
    layers: HashSet<ObjectIdentifier>,
    state: State<'a>,
    saved: Vec<State<'a>>,
    text: Affine,
    line: Affine,
    marked: Vec<Marked>,
    /// The forms being drawn.
    within: Vec<ObjectIdentifier>,
    /// Running heads and feet that the file names are left out.
    bare: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(budget: Budget, layers: HashSet<ObjectIdentifier>) -> Self {
        Self {
            fonts: Fonts::new(),
            budget,
            forms: HashMap::new(),
            shown: Shown::default(),
            canvas: Canvas::default(),
            layers,
            state: State::default(),
            saved: Vec::new(),
            text: Affine::IDENTITY,
            line: Affine::IDENTITY,
            marked: Vec::new(),
            within: Vec::new(),
            bare: false,
        }
    }

    /// What a page shows; `first` where it is the document's first page.
    pub(super) fn page(&mut self, page: &Page<'a>, first: bool) -> Shown {
        (self.state, self.bare) = (State::default(), !first);
        self.saved.clear();
        self.marked.clear();
        self.within.clear();
        let shown = page.intersected_crop_box();
        self.canvas = Canvas::new(Rect::new(shown.x0, shown.y0, shown.x1, shown.y1));
        let done = self.budget.page().and_then(|()| {
            let content = self.contents(page.raw());
            self.run(&content, page.resources())?;
            self.annotations(page)
        });
        if let Err(problem) = done {
            self.shown.lost.insert(problem);
        }
        if self.shown.glyphs.is_empty() && self.canvas.is_picture() {
            self.shown.lost.insert("is a picture without text".to_owned());
        }
        leave_out_hidden(&mut self.shown.glyphs);
        std::mem::take(&mut self.shown)
    }

    /// What stands on the page besides its content: texts set on it, and the fields of a form as they are filled in.
    fn annotations(&mut self, page: &Page<'a>) -> Result<(), String> {
        let Some(all) = page.raw().get::<Array<'_>>("Annots") else { return Ok(()) };
        for annotation in all.iter::<Dict<'a>>() {
            let kind = annotation.get::<Name<'_>>("Subtype");
            let text = kind.is_some_and(|kind| matches!(kind.as_ref(), b"FreeText" | b"Widget"));
            let unseen = annotation.get::<u32>("F").is_some_and(|flags| flags & UNSEEN != 0);
            let unseen = unseen || seen::is_hidden(&annotation, b"OC", &self.layers);
            let form = annotation.get::<Dict<'a>>("AP").and_then(|looks| looks.get::<Stream<'a>>("N"));
            let (Some(form), Some(place)) = (form.filter(|_| text && !unseen), annotation.get::<[f64; 4]>("Rect"))
            else {
                continue;
            };
            let place = Rect::new(place[0], place[1], place[2], place[3]).abs();
            let matrix = form.dict().get::<[f64; 6]>("Matrix").map_or(Affine::IDENTITY, Affine::new);
            let own =
                form.dict().get::<[f64; 4]>("BBox").map_or(place, |own| Rect::new(own[0], own[1], own[2], own[3]));
            let own = matrix.transform_rect_bbox(own.abs());
            let (across, up) = (place.width() / own.width(), place.height() / own.height());
            self.state = State::default();
            if across.is_finite() && up.is_finite() {
                self.state.ctm =
                    Affine::new([across, 0.0, 0.0, up, place.x0 - own.x0 * across, place.y0 - own.y0 * up]);
            }
            self.draw_form(&form, page.resources())?;
        }
        Ok(())
    }

    /// The content of a page, which may stand in several streams.
    fn contents(&mut self, page: &Dict<'a>) -> Vec<u8> {
        if let Some(stream) = page.get::<Stream<'_>>("Contents") {
            return self.unpacked(&stream);
        }
        let Some(streams) = page.get::<Array<'_>>("Contents") else {
            if page.contains_key("Contents") {
                self.shown.lost.insert("has lost its content".to_owned());
            }
            return Vec::new();
        };
        let mut content = Vec::new();
        let (told, mut found) = (streams.raw_iter().count(), 0);
        for stream in streams.iter::<Stream<'_>>() {
            found += 1;
            content.extend(self.unpacked(&stream));
            content.push(b' ');
        }
        if found < told {
            self.shown.lost.insert(format!("has lost {} of the {told} parts of its content", told - found));
        }
        content
    }

    fn unpacked(&mut self, stream: &Stream<'_>) -> Vec<u8> {
        let (bytes, end) = unpack::unpack(stream, self.budget.stream());
        self.budget.unpacked(bytes.len());
        self.shown.lost.extend(end.told());
        // What swells is no text.
        if end == unpack::End::TooLarge { Vec::new() } else { bytes }
    }

    fn run(&mut self, content: &[u8], resources: &Resources<'a>) -> Result<(), String> {
        let mut operators = TypedIter::new(content);
        let floor = (self.saved.len(), self.marked.len());
        while let Some(operator) = operators.next() {
            self.budget.operator()?;
            match operator {
                Op::SaveState(_) if self.saved.len() < SAVED => self.saved.push(self.state.clone()),
                Op::RestoreState(_) if self.saved.len() > floor.0 => {
                    self.state = self.saved.pop().unwrap_or_else(|| self.state.clone());
                }
                Op::Transform(m) => self.state.ctm *= affine([m.0, m.1, m.2, m.3, m.4, m.5]),
                Op::XObject(name) => self.draw(name.0, resources)?,
                Op::BeginMarkedContent(_) => self.marked.push(Marked { actual: None, furniture: false, hidden: false }),
                Op::BeginMarkedContentWithProperties(mark) => self.mark(mark.0, mark.1, resources),
                Op::EndMarkedContent(_) if self.marked.len() > floor.1 => self.unmark(),
                operator => {
                    if let Some(ink) = self.canvas.operator(&operator, self.state.ctm, self.state.ink) {
                        self.state.ink = ink;
                    }
                    self.text_operator(&operator, resources)?;
                }
            }
        }
        while self.marked.len() > floor.1 {
            self.unmark();
        }
        self.saved.truncate(floor.0);
        Ok(())
    }

    fn text_operator(&mut self, operator: &Op<'_, '_>, resources: &Resources<'a>) -> Result<(), String> {
        match operator {
            Op::BeginText(_) => (self.text, self.line) = (Affine::IDENTITY, Affine::IDENTITY),
            Op::CharacterSpacing(space) => self.state.character_space = space.0.as_f64(),
            Op::WordSpacing(space) => self.state.word_space = space.0.as_f64(),
            Op::HorizontalScaling(scale) => self.state.stretch = scale.0.as_f64() / 100.0,
            Op::TextLeading(leading) => self.state.leading = leading.0.as_f64(),
            Op::TextRenderingMode(mode) => self.state.inkless = (mode.0.as_f64() - INKLESS).abs() < 0.5,
            Op::TextRise(rise) => self.state.rise = rise.0.as_f64(),
            Op::TextFont(font) => {
                self.state.size = font.1.as_f64();
                self.state.font = resources.get_font(font.0).and_then(|dict| self.fonts.of(&dict));
            }
            Op::SetGraphicsState(state) => {
                let font = resources.get_ext_g_state(state.0).and_then(|state| state.get::<Array<'_>>("Font"));
                if let Some(font) = font {
                    self.state.font = font.iter::<Dict<'a>>().next().and_then(|dict| self.fonts.of(&dict));
                    self.state.size = font.iter::<f32>().last().map_or(self.state.size, f64::from);
                }
            }
            Op::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                self.state.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::SetTextMatrix(m) => {
                self.text = affine([m.0, m.1, m.2, m.3, m.4, m.5]);
                self.line = self.text;
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Op::ShowText(text) => self.show(text.0.as_bytes())?,
            Op::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text.0.as_bytes())?;
            }
            Op::ShowTextWithParameters(text) => {
                self.state.word_space = text.0.as_f64();
                self.state.character_space = text.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.show(text.2.as_bytes())?;
            }
            Op::ShowTexts(parts) => {
                for part in parts.0.iter::<Object<'_>>() {
                    match part {
                        Object::String(text) => self.show(text.as_bytes())?,
                        Object::Number(by) => {
                            let by = -by.as_f64() / 1000.0 * self.state.size * self.state.stretch;
                            self.text *= Affine::translate((by, 0.0));
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.text = self.line;
    }

    fn show(&mut self, text: &[u8]) -> Result<(), String> {
        let Some(font) = self.state.font.clone() else {
            self.shown.unknown += text.len();
            return Ok(());
        };
        let hidden = self.marked.iter().any(|marked| self.bare && marked.furniture || marked.hidden);
        // Letters of a font that tells none may be told beside.
        let told = self.marked.iter().any(|marked| marked.actual.is_some());
        let drawn = if font.drawn { font.drawn_size() } else { 1.0 };
        let mut at = 0;
        while at < text.len() {
            self.budget.glyph()?;
            let (code, length) = font.code(text, at);
            at += length;
            let char = font.char(code);
            let State { size, stretch, rise, .. } = self.state;
            let place = self.state.ctm * self.text * Affine::new([size * stretch, 0.0, 0.0, size, 0.0, rise]);
            let [right_x, right_y, up_x, up_y, x, y] = place.as_coeffs();
            let space =
                self.state.character_space + if code == 32 && length == 1 { self.state.word_space } else { 0.0 };
            let advance = char.advance;
            let by = if advance.y == 0.0 {
                Vec2::new((advance.x * size + space) * stretch, 0.0)
            } else {
                Vec2::new(0.0, advance.y * size + space)
            };
            self.text *= Affine::translate(by);
            let (right, up) = (Vec2::new(right_x, right_y), Vec2::new(up_x, up_y));
            let size = up_x.hypot(up_y) * drawn;
            let sound =
                [x, y, size, right_x, right_y].into_iter().all(|number| number.is_finite() && number.abs() < 1e6);
            let at = Point::new(x, y);
            let seen = sound && !hidden && self.canvas.shows(self.state.ink, at, size);
            match char.text.or_else(|| told.then(|| "".into())) {
                _ if !seen => {}
                Some(text) => {
                    let advance = right * advance.x + up * advance.y;
                    let hidden = self.state.inkless;
                    self.shown.glyphs.push(Glyph { text, at, advance, size, bold: font.bold, hidden });
                }
                None => self.shown.unknown += 1,
            }
        }
        Ok(())
    }

    fn draw(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Result<(), String> {
        let Some(form) = resources.get_x_object(name) else { return Ok(()) };
        if seen::is_hidden(form.dict(), b"OC", &self.layers) {
            return Ok(());
        }
        if form.dict().get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_ref() == b"Image") {
            self.canvas.picture(self.state.ctm);
            return Ok(());
        }
        self.draw_form(&form, resources)
    }

    fn draw_form(&mut self, form: &Stream<'a>, resources: &Resources<'a>) -> Result<(), String> {
        self.budget.draw()?;
        let id = form.obj_id();
        if self.within.contains(&id) {
            self.shown.lost.insert("draws a form within itself".to_owned());
            return Ok(());
        }
        if self.within.len() >= DEPTH {
            self.shown.lost.insert(format!("draws more than {DEPTH} forms within each other"));
            return Ok(());
        }
        let content = self.form(form);
        let matrix = form.dict().get::<[f64; 6]>("Matrix").map_or(Affine::IDENTITY, Affine::new);
        let own = form.dict().get::<Dict<'a>>("Resources").map(Resources::new);
        let before = (self.state.clone(), self.text, self.line);
        self.state.ctm *= matrix;
        self.within.push(id);
        let done = self.run(&content, own.as_ref().unwrap_or(resources));
        self.within.pop();
        (self.state, self.text, self.line) = before;
        done
    }

    /// The content of a form, unpacked once.
    fn form(&mut self, form: &Stream<'_>) -> Rc<[u8]> {
        if let Some(content) = self.forms.get(&form.obj_id()) {
            return Rc::clone(content);
        }
        let content: Rc<[u8]> = self.unpacked(form).into();
        self.forms.insert(form.obj_id(), Rc::clone(&content));
        content
    }

    fn mark(&mut self, tag: &Name<'_>, properties: &Object<'_>, resources: &Resources<'a>) {
        let named = match properties {
            Object::Name(name) => resources.properties.get::<Dict<'a>>(name),
            _ => None,
        };
        let inline = match properties {
            Object::Dict(dict) => Some(dict),
            _ => None,
        };
        let text = |key: &str| {
            let of = |dict: &Dict<'_>| match dict.get::<Object<'_>>(key)? {
                Object::String(text) => Some(super::stated::text(text.as_bytes())),
                Object::Name(name) => Some(name.as_str().to_owned()),
                _ => None,
            };
            named.as_ref().and_then(&of).or_else(|| inline.and_then(&of))
        };
        let furniture = tag.as_ref() == b"Artifact" && text("Type").is_some_and(|kind| kind == "Pagination");
        let layer = match properties {
            Object::Name(name) if tag.as_ref() == b"OC" => Some(name),
            _ => None,
        };
        let hidden = layer.is_some_and(|layer| seen::is_hidden(&resources.properties, layer.as_ref(), &self.layers));
        let actual = text("ActualText").map(|text| (text.into(), self.shown.glyphs.len()));
        self.marked.push(Marked { actual, furniture, hidden });
    }

    /// Ends marked content: where it stands for other letters, its first character gets them.
    fn unmark(&mut self) {
        let Some((actual, start)) = self.marked.pop().and_then(|marked| marked.actual) else { return };
        let glyphs = &mut self.shown.glyphs;
        let (Some(first), Some(last)) = (glyphs.get(start).cloned(), glyphs.last().cloned()) else { return };
        let end = last.at + last.advance;
        let beside = (end - first.at).cross(first.advance).abs() < first.size * first.advance.hypot() * 0.5;
        if beside {
            glyphs.truncate(start);
            if !actual.is_empty() {
                glyphs.push(Glyph { text: actual, advance: end - first.at, ..first });
            }
        }
    }
}

/// Leaves out the characters drawn without ink, unless they are most of the page.
fn leave_out_hidden(glyphs: &mut Vec<Glyph>) {
    let hidden = glyphs.iter().filter(|glyph| glyph.hidden).count();
    if hidden * 2 < glyphs.len() {
        glyphs.retain(|glyph| !glyph.hidden);
    }
}

fn affine(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(|number| number.as_f64()))
}
