//! A scene → PNG at two pixels a CSS pixel, through plotters' bitmap backend.
//!
//! plotters draws shapes without smoothing: they are drawn at twice the size wanted and averaged, two by two pixels.
//! Text is smoothed by its own coverage.

use super::ChartError;
use super::font;
use super::scene::{Anchor, Role, Scene, Shape, Xy};
use super::theme::Theme;
use plotters::prelude::*;
use std::path::Path;

/// Pixels of the file for a CSS pixel.
const DENSITY: u32 = 2;
/// Drawn pixels for a pixel of the file, along each side.
const OVERSAMPLE: u32 = 2;
const SCALE: f64 = (DENSITY * OVERSAMPLE) as f64;

/// Writes the file. Two calls give the same bytes.
pub(super) fn write(scene: &Scene, theme: Theme, path: &Path) -> Result<(), ChartError> {
    let size = (side(scene.width), side(scene.height));
    let drawn = (size.0 * OVERSAMPLE, size.1 * OVERSAMPLE);
    let mut buffer = vec![0; drawn.0 as usize * drawn.1 as usize * 3];
    let failed = |error: &dyn std::fmt::Display| ChartError::Png { path: path.to_owned(), message: error.to_string() };
    {
        let area = BitMapBackend::with_buffer(&mut buffer, drawn).into_drawing_area();
        area.fill(&color(theme, Role::Background)).map_err(|error| failed(&error))?;
        for shape in scene.groups.iter().flat_map(|group| &group.shapes) {
            draw(&area, shape, theme).map_err(|error| failed(&error))?;
        }
        area.present().map_err(|error| failed(&error))?;
    }
    let averaged = average(&buffer, size);
    let mut file = BitMapBackend::new(path, size);
    file.blit_bitmap((0, 0), size, &averaged).map_err(|error| failed(&error))?;
    file.present().map_err(|error| failed(&error))
}

fn side(css: f64) -> u32 {
    ((css.max(1.0) * f64::from(DENSITY)).round() as u32).min(32_000)
}

fn color(theme: Theme, role: Role) -> RGBColor {
    let (r, g, b) = theme.color(role);
    RGBColor(r, g, b)
}

fn pixel((x, y): Xy) -> (i32, i32) {
    ((x * SCALE).round() as i32, (y * SCALE).round() as i32)
}

type Area<'a> = DrawingArea<BitMapBackend<'a>, plotters::coord::Shift>;

fn draw(area: &Area<'_>, shape: &Shape, theme: Theme) -> Result<(), Box<dyn std::error::Error>> {
    match shape {
        Shape::Rect { at, fill } => {
            let (from, to) = (pixel((at.x, at.y)), pixel((at.right(), at.bottom())));
            // plotters paints both corners' pixels.
            let to = (to.0 - 1, to.1 - 1);
            if to.0 >= from.0 && to.1 >= from.1 {
                area.draw(&Rectangle::new([from, to], color(theme, *fill).filled())).map_err(own)?;
            }
        }
        Shape::Line { from, to, width, stroke } => {
            let style = color(theme, *stroke).stroke_width((width * SCALE).round().max(1.0) as u32);
            area.draw(&PathElement::new(vec![pixel(*from), pixel(*to)], style)).map_err(own)?;
        }
        Shape::Polygon { points, fill } => {
            let points: Vec<_> = points.iter().map(|&point| pixel(point)).collect();
            area.draw(&Polygon::new(points, color(theme, *fill).filled())).map_err(own)?;
        }
        Shape::Circle { center, radius, fill } => {
            let radius = (radius * SCALE).round() as i32;
            area.draw(&Circle::new(pixel(*center), radius, color(theme, *fill).filled())).map_err(own)?;
        }
        Shape::Text { x, y, size, weight, anchor, fill, text } => {
            let shift = match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => 0.5,
                Anchor::End => 1.0,
            };
            let x = x - shift * font::width(text, *size, *weight);
            let ink = color(theme, *fill);
            let mut failed = None;
            font::rasterize(text, (x * SCALE, y * SCALE), size * SCALE, *weight, |px, py, coverage| {
                if let Err(error) = area.draw_pixel((px, py), &ink.mix(f64::from(coverage))) {
                    failed = Some(own(error));
                }
            });
            if let Some(error) = failed {
                return Err(error);
            }
        }
    }
    Ok(())
}

/// Cuts an error loose from the area it came from.
fn own(error: impl std::fmt::Display) -> Box<dyn std::error::Error> {
    error.to_string().into()
}

/// Averages squares of [`OVERSAMPLE`] by [`OVERSAMPLE`] pixels into one. `size` is that of the result.
fn average(drawn: &[u8], size: (u32, u32)) -> Vec<u8> {
    let (width, over) = (size.0 as usize, OVERSAMPLE as usize);
    let stride = width * over * 3;
    let mut averaged = Vec::with_capacity(width * size.1 as usize * 3);
    for rows in drawn.chunks_exact(stride * over) {
        for x in 0..width {
            for channel in 0..3 {
                let samples = (0..over * over).map(|i| i / over * stride + (x * over + i % over) * 3 + channel);
                let sum: usize = samples.filter_map(|at| rows.get(at)).map(|&sample| usize::from(sample)).sum();
                averaged.push((sum / (over * over)) as u8);
            }
        }
    }
    averaged
}
