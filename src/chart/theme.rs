//! Colours: light and dark, told apart by readers with any colour vision (Okabe and Ito's blue, green and vermilion,
//! darkened or lightened until they stand at least 3:1 off their background).

use super::scene::Role;
use std::fmt::Write as _;

/// The colours of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Theme {
    /// Dark on white.
    #[default]
    Light,
    /// Light on near-black.
    Dark,
}

/// Red, green, blue.
pub(super) type Rgb = (u8, u8, u8);

impl Theme {
    /// What stands between a file's name and its ending.
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Light => "",
            Self::Dark => ".dark",
        }
    }

    pub(super) const fn color(self, role: Role) -> Rgb {
        match (self, role) {
            (Self::Light, Role::Background) => (0xFF, 0xFF, 0xFF),
            (Self::Light, Role::Ink) => (0x1B, 0x1F, 0x24),
            (Self::Light, Role::Muted) => (0x57, 0x60, 0x6A),
            (Self::Light, Role::Grid) => (0xE6, 0xE9, 0xED),
            (Self::Light, Role::Axis) => (0x8C, 0x95, 0x9F),
            (Self::Light, Role::Actual) => (0x00, 0x6B, 0xAD),
            (Self::Light, Role::ActualTint) => (0xA9, 0xCE, 0xE6),
            (Self::Light, Role::Commitment) => (0x00, 0x80, 0x5E),
            (Self::Light, Role::CommitmentTint) => (0xB0, 0xDB, 0xCE),
            (Self::Light, Role::Target) => (0xC4, 0x52, 0x00),
            (Self::Light, Role::TargetTint) => (0xF0, 0xCB, 0xB0),
            (Self::Light, Role::Baseline) => (0x6E, 0x77, 0x81),
            (Self::Light, Role::BaselineTint) => (0xD3, 0xD8, 0xDE),
            (Self::Dark, Role::Background) => (0x14, 0x17, 0x1B),
            (Self::Dark, Role::Ink) => (0xF0, 0xF3, 0xF6),
            (Self::Dark, Role::Muted) => (0xA9, 0xB2, 0xBC),
            (Self::Dark, Role::Grid) => (0x2A, 0x30, 0x37),
            (Self::Dark, Role::Axis) => (0x6B, 0x75, 0x80),
            (Self::Dark, Role::Actual) => (0x56, 0xB4, 0xE9),
            (Self::Dark, Role::ActualTint) => (0x2A, 0x52, 0x6A),
            (Self::Dark, Role::Commitment) => (0x35, 0xC9, 0x9B),
            (Self::Dark, Role::CommitmentTint) => (0x1F, 0x55, 0x47),
            (Self::Dark, Role::Target) => (0xF5, 0x9B, 0x42),
            (Self::Dark, Role::TargetTint) => (0x64, 0x46, 0x29),
            (Self::Dark, Role::Baseline) => (0x9A, 0xA4, 0xAF),
            (Self::Dark, Role::BaselineTint) => (0x3C, 0x44, 0x4D),
        }
    }

    pub(super) fn hex(self, role: Role) -> String {
        let (r, g, b) = self.color(role);
        format!("#{r:02X}{g:02X}{b:02X}")
    }
}

/// Style rules that give a chart embedded in HTML the colours of `theme`, whatever it was drawn in.
///
/// Put them behind a selector's scope such as a media query. Every shape of [`super::Chart::svg`] carries the class of
/// its role, and a rule outweighs its `fill` and `stroke` attributes.
///
/// ```
/// use quantifact::chart::{Theme, css};
/// assert!(css(Theme::Dark).starts_with(".q-background{fill:#14171B;stroke:#14171B}\n"));
/// ```
pub fn css(theme: Theme) -> String {
    let mut rules = String::new();
    for role in Role::ALL {
        let (class, color) = (role.class(), theme.hex(role));
        // Writing to a string does not fail.
        let _ = writeln!(rules, ".{class}{{fill:{color};stroke:{color}}}");
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2 defines it.
    fn luminance((r, g, b): Rgb) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast(theme: Theme, role: Role) -> f64 {
        let (a, b) = (luminance(theme.color(role)), luminance(theme.color(Role::Background)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_and_marks_stand_off_the_background() {
        for theme in [Theme::Light, Theme::Dark] {
            for (role, least) in [
                (Role::Ink, 7.0),
                (Role::Muted, 4.5),
                (Role::Axis, 3.0),
                (Role::Actual, 3.0),
                (Role::Commitment, 3.0),
                (Role::Target, 3.0),
                (Role::Baseline, 3.0),
            ] {
                assert!(contrast(theme, role) >= least, "{theme:?} {role:?} {}", contrast(theme, role));
            }
        }
    }
}
