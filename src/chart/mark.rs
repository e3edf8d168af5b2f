//! The mark of a point: its shape says how the value is bounded, its filling whether it has happened.
//!
//! ● as stated, ◆ about, ▲ more than or at least, ▼ nearly, less than or up to; full for what has happened, half for
//! a commitment, hollow for a target. Drawn as shapes, since the font has no such glyphs.

use super::scene::{Role, Shape, Xy};
use crate::figure::{Modifier, Status};

/// The outline of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outline {
    Circle,
    Diamond,
    Up,
    Down,
}

/// How much of a mark is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Filling {
    Full,
    Half,
    Hollow,
    /// Full, in the baseline's colour.
    Gray,
}

pub(super) const fn outline(modifier: Modifier) -> Outline {
    match modifier {
        Modifier::MoreThan | Modifier::AtLeast => Outline::Up,
        Modifier::LessThan | Modifier::AtMost | Modifier::Nearly => Outline::Down,
        Modifier::About => Outline::Diamond,
        _ => Outline::Circle,
    }
}

pub(super) const fn filling(status: Option<Status>) -> Filling {
    match status {
        Some(Status::Commitment) => Filling::Half,
        Some(Status::Target) => Filling::Hollow,
        Some(Status::Baseline) => Filling::Gray,
        Some(Status::Actual) | None => Filling::Full,
    }
}

impl Filling {
    pub(super) const fn role(self) -> Role {
        match self {
            Self::Full => Role::Actual,
            Self::Half => Role::Commitment,
            Self::Hollow => Role::Target,
            Self::Gray => Role::Baseline,
        }
    }

    pub(super) const fn tint(self) -> Role {
        match self {
            Self::Full => Role::ActualTint,
            Self::Half => Role::CommitmentTint,
            Self::Hollow => Role::TargetTint,
            Self::Gray => Role::BaselineTint,
        }
    }
}

/// The shapes of a mark of about `radius`: a rim in the background's colour to set it off, the mark, its hollow.
pub(super) fn shapes(at: Xy, radius: f64, outline: Outline, filling: Filling, role: Role) -> Vec<Shape> {
    let mut shapes = vec![shape(at, radius * 1.33, outline, Role::Background), shape(at, radius, outline, role)];
    let rim = match outline {
        Outline::Circle => 0.32,
        Outline::Diamond => 0.42,
        Outline::Up | Outline::Down => 0.52,
    };
    let inner = radius * (1.0 - rim);
    match filling {
        Filling::Full | Filling::Gray => {}
        Filling::Hollow => shapes.push(shape(at, inner, outline, Role::Background)),
        Filling::Half => shapes
            .push(Shape::Polygon { points: left_half(&corners(at, inner, outline), at.0), fill: Role::Background }),
    }
    shapes
}

fn shape(at: Xy, radius: f64, outline: Outline, fill: Role) -> Shape {
    match outline {
        Outline::Circle => Shape::Circle { center: at, radius, fill },
        _ => Shape::Polygon { points: corners(at, radius, outline), fill },
    }
}

fn corners((x, y): Xy, r: f64, outline: Outline) -> Vec<Xy> {
    // A triangle of the same area as the circle looks as large.
    let (side, rise) = (r * 1.2, r * 1.25);
    match outline {
        Outline::Circle => (0..24)
            .map(|i| f64::from(i) * std::f64::consts::TAU / 24.0)
            .map(|a| (x + r * a.cos(), y + r * a.sin()))
            .collect(),
        Outline::Diamond => vec![(x, y - r * 1.25), (x + r * 1.25, y), (x, y + r * 1.25), (x - r * 1.25, y)],
        Outline::Up => vec![(x, y - rise), (x + side, y + rise * 0.7), (x - side, y + rise * 0.7)],
        Outline::Down => vec![(x, y + rise), (x - side, y - rise * 0.7), (x + side, y - rise * 0.7)],
    }
}

/// The part of a convex outline to the left of `x`.
fn left_half(corners: &[Xy], x: f64) -> Vec<Xy> {
    let mut half = Vec::new();
    let next = corners.iter().cycle().skip(1);
    for (&(ax, ay), &(bx, by)) in corners.iter().zip(next) {
        if ax <= x {
            half.push((ax, ay));
        }
        if (ax < x) != (bx < x) && (bx - ax).abs() > f64::EPSILON {
            half.push((x, ay + (by - ay) * (x - ax) / (bx - ax)));
        }
    }
    half
}
