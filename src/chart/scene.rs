//! A picture as a list of shapes, in CSS pixels, before it is written as SVG or PNG.
//!
//! Colours are [`Role`]s, so that one scene serves both themes. Hollow shapes are a filled one with a smaller one in
//! the background's colour on top: neither writer needs outlines.

use super::font::Weight;

/// What a colour is for; a [`super::Theme`] says which colour that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Background,
    Ink,
    Muted,
    Grid,
    Axis,
    Actual,
    ActualTint,
    Commitment,
    CommitmentTint,
    Target,
    TargetTint,
    Baseline,
    BaselineTint,
}

impl Role {
    pub(super) const ALL: [Self; 13] = [
        Self::Background,
        Self::Ink,
        Self::Muted,
        Self::Grid,
        Self::Axis,
        Self::Actual,
        Self::ActualTint,
        Self::Commitment,
        Self::CommitmentTint,
        Self::Target,
        Self::TargetTint,
        Self::Baseline,
        Self::BaselineTint,
    ];

    /// The class an SVG shape of this role carries.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Background => "q-background",
            Self::Ink => "q-ink",
            Self::Muted => "q-muted",
            Self::Grid => "q-grid",
            Self::Axis => "q-axis",
            Self::Actual => "q-actual",
            Self::ActualTint => "q-actual-tint",
            Self::Commitment => "q-commitment",
            Self::CommitmentTint => "q-commitment-tint",
            Self::Target => "q-target",
            Self::TargetTint => "q-target-tint",
            Self::Baseline => "q-baseline",
            Self::BaselineTint => "q-baseline-tint",
        }
    }
}

/// A point, x to the right, y down.
pub(super) type Xy = (f64, f64);

/// An upright box.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Box2 {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

impl Box2 {
    pub(super) const fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    pub(super) fn right(self) -> f64 {
        self.x + self.w
    }

    pub(super) fn bottom(self) -> f64 {
        self.y + self.h
    }

    /// Whether the two share more than an edge.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether `other` lies inside.
    pub(super) fn contains(self, other: Self) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }

    /// The box grown by `by` on every side.
    pub(super) fn grown(self, by: f64) -> Self {
        Self::new(self.x - by, self.y - by, self.w + 2.0 * by, self.h + 2.0 * by)
    }
}

/// Which point of a line of text its x names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// One shape.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Rect {
        at: Box2,
        fill: Role,
    },
    Line {
        from: Xy,
        to: Xy,
        width: f64,
        stroke: Role,
    },
    Polygon {
        points: Vec<Xy>,
        fill: Role,
    },
    Circle {
        center: Xy,
        radius: f64,
        fill: Role,
    },
    /// `y` is the base line.
    Text {
        x: f64,
        y: f64,
        size: f64,
        weight: Weight,
        anchor: Anchor,
        fill: Role,
        text: String,
    },
}

/// Shapes that belong together: a mark with the figures it stands for, or (without figures) a part of the frame.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Group {
    /// The `figure_id`s that the mark stands for.
    pub(super) figures: Vec<String>,
    /// What a reader is told who rests on the mark.
    pub(super) note: String,
    pub(super) shapes: Vec<Shape>,
}

/// The picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Scene {
    pub(super) width: f64,
    pub(super) height: f64,
    /// The title, for those who cannot see it.
    pub(super) title: String,
    /// The subtitle and every mark in words, for the same readers.
    pub(super) description: String,
    /// Subtitle, notes and sources, unwrapped, for writers that set their own lines.
    pub(super) said: Vec<String>,
    pub(super) groups: Vec<Group>,
}

impl Scene {
    /// Adds shapes of the frame.
    pub(super) fn add(&mut self, shapes: impl IntoIterator<Item = Shape>) {
        match self.groups.last_mut() {
            Some(last) if last.figures.is_empty() => last.shapes.extend(shapes),
            _ => self.groups.push(Group { shapes: shapes.into_iter().collect(), ..Group::default() }),
        }
    }
}

/// A line of text.
pub(super) fn text(at: Xy, size: f64, weight: Weight, anchor: Anchor, fill: Role, text: &str) -> Shape {
    Shape::Text { x: at.0, y: at.1, size, weight, anchor, fill, text: text.to_owned() }
}
