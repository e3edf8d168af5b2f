//! What of a page's text can be seen: not what stands outside the page, in a hidden layer, or white on white.
//!
//! Text drawn with no ink is what a scanner read, where hardly any other stands on the page; else it is hidden.

use hayro_font::kurbo::{Affine, Point, Rect};
use hayro_syntax::Pdf;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Number, Object, ObjectIdentifier};
use std::collections::HashSet;

/// So many painted shapes of a page are kept; where there are more, white text is taken to stand on them.
const MOST: usize = 2000;
/// A colour from here on is white.
const WHITE: f64 = 0.98;
/// The part of a page that a picture must fill for the page to be one.
const FILLED: f64 = 0.5;

/// The colour of what is filled, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    White,
    Other,
}

/// What was painted on a page so far.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    /// What the path being made covers.
    path: Option<Rect>,
    /// What is painted in other colours than white.
    dark: Vec<Rect>,
    /// The largest picture.
    picture: f64,
    page: Rect,
}

impl Canvas {
    /// A page that has this box.
    pub(super) fn new(page: Rect) -> Self {
        Self { page, ..Self::default() }
    }

    /// Takes an operator of a path or a colour; the colour, where it sets one.
    pub(super) fn operator(&mut self, operator: &Op<'_, '_>, ctm: Affine, ink: Ink) -> Option<Ink> {
        let white = |white: bool| Some(if white { Ink::White } else { Ink::Other });
        let full = |number: &Number| number.as_f64() >= WHITE;
        match operator {
            Op::MoveTo(to) => self.reach(ctm, to.0, to.1),
            Op::LineTo(to) => self.reach(ctm, to.0, to.1),
            Op::CubicTo(to) => self.reach(ctm, to.4, to.5),
            Op::RectPath(rect) => {
                self.reach(ctm, rect.0, rect.1);
                let (x, y) = (rect.0.as_f64() + rect.2.as_f64(), rect.1.as_f64() + rect.3.as_f64());
                self.reach_point(ctm * Point::new(x, y));
            }
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => {
                let path = self.path.take();
                self.dark.extend(path.filter(|_| ink == Ink::Other && self.dark.len() <= MOST));
            }
            Op::StrokePath(_) | Op::CloseAndStrokePath(_) | Op::EndPath(_) => self.path = None,
            Op::Shading(_) => self.dark.push(self.page),
            Op::InlineImage(_) => self.picture(ctm),
            Op::NonStrokeColorDeviceGray(gray) => return white(full(&gray.0)),
            Op::NonStrokeColorDeviceRgb(rgb) => return white(full(&rgb.0) && full(&rgb.1) && full(&rgb.2)),
            Op::NonStrokeColorCmyk(ink) => {
                return white([ink.0, ink.1, ink.2, ink.3].iter().all(|ink| ink.as_f64() <= 1.0 - WHITE));
            }
            Op::NonStrokeColor(color) => return white(color.0.len() == 3 && color.0.iter().all(full)),
            Op::NonStrokeColorNamed(color) => {
                return white(color.1.is_none() && color.0.len() == 3 && color.0.iter().all(full));
            }
            Op::ColorSpaceNonStroke(_) => return Some(Ink::Other),
            _ => {}
        }
        None
    }

    fn reach(&mut self, ctm: Affine, x: Number, y: Number) {
        self.reach_point(ctm * Point::new(x.as_f64(), y.as_f64()));
    }

    fn reach_point(&mut self, point: Point) {
        let own = Rect::from_points(point, point);
        self.path = Some(self.path.map_or(own, |path| path.union(own)));
    }

    /// A picture is painted on the unit square.
    pub(super) fn picture(&mut self, ctm: Affine) {
        let place = ctm.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        self.picture = self.picture.max(place.intersect(self.page).area());
        if self.dark.len() <= MOST {
            self.dark.push(place);
        }
    }

    /// Whether a picture fills most of the page.
    pub(super) fn is_picture(&self) -> bool {
        self.page.area() > 0.0 && self.picture >= FILLED * self.page.area()
    }

    /// Whether a character of this colour and place can be seen.
    pub(super) fn shows(&self, ink: Ink, at: Point, size: f64) -> bool {
        let middle = Point::new(at.x, at.y + size / 4.0);
        let on_page = self.page.area() <= 0.0 || self.page.inflate(1.0, 1.0).contains(middle);
        let on_paint = || self.dark.len() > MOST || self.dark.iter().any(|dark| dark.contains(middle));
        on_page && (ink == Ink::Other || on_paint())
    }
}

/// The layers that are hidden when the file is opened (ISO 32000-1, 8.11).
pub(super) fn hidden_layers(file: &Pdf) -> HashSet<ObjectIdentifier> {
    let layers = || {
        let catalog = file.xref().get::<Dict<'_>>(file.xref().root_id())?;
        let all = catalog.get::<Dict<'_>>("OCProperties")?;
        let usual = all.get::<Dict<'_>>("D")?;
        let listed = |dict: &Dict<'_>, key: &str| -> HashSet<ObjectIdentifier> {
            let array = dict.get::<Array<'_>>(key);
            array.iter().flat_map(Array::raw_iter).filter_map(|item| id(&item)).collect()
        };
        let off = usual.get::<Name<'_>>("BaseState").is_some_and(|state| state.as_ref() == b"OFF");
        let mut hidden = listed(&usual, "OFF");
        if off {
            let shown = listed(&usual, "ON");
            hidden.extend(listed(&all, "OCGs").into_iter().filter(|layer| !shown.contains(layer)));
        }
        Some(hidden)
    };
    layers().unwrap_or_default()
}

fn id(item: &MaybeRef<Object<'_>>) -> Option<ObjectIdentifier> {
    match item {
        MaybeRef::Ref(layer) => Some((*layer).into()),
        MaybeRef::NotRef(_) => None,
    }
}

/// Whether content of the layer, or of the group of layers, that `of` names by `key` is hidden.
pub(super) fn is_hidden(of: &Dict<'_>, key: &[u8], hidden: &HashSet<ObjectIdentifier>) -> bool {
    if hidden.is_empty() {
        return false;
    }
    let layer = of.get_ref(key).map(ObjectIdentifier::from);
    let group = of.get::<Dict<'_>>(key).filter(|group| group.contains_key("OCGs"));
    let Some(group) = group else { return layer.is_some_and(|layer| hidden.contains(&layer)) };
    let one = group.get_ref("OCGs").map(ObjectIdentifier::from).filter(|_| group.get::<Array<'_>>("OCGs").is_none());
    let several = group.get::<Array<'_>>("OCGs");
    let layers: Vec<ObjectIdentifier> =
        one.into_iter().chain(several.iter().flat_map(Array::raw_iter).filter_map(|item| id(&item))).collect();
    let all = group.get::<Name<'_>>("P").is_some_and(|policy| policy.as_ref() == b"AllOn");
    let off = |layer: &ObjectIdentifier| hidden.contains(layer);
    if all { layers.iter().any(off) } else { !layers.is_empty() && layers.iter().all(off) }
}
