//! A scene → PNG at two pixels a CSS pixel, through plotters' bitmap backend.
//!
//! The backend draws shapes without smoothing: they are drawn at twice the size wanted and averaged, two by two pixels.
//! Text is smoothed by its own coverage. Only the backend is used: all that plotters has above it (axes, series, text)
//! is laid out by this room for both formats, and the decoders of its picture crate would never be called.

use super::ChartError;
use super::font;
use super::scene::{Anchor, Role, Scene, Shape, Xy};
use super::theme::Theme;
use plotters_backend::{BackendColor, BackendStyle, DrawingBackend};
use plotters_bitmap::{BitMapBackend, BitMapBackendError};
use std::fs::File;
use std::io::{BufWriter, Write as _};
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
    paint(&mut buffer, drawn, scene, theme).map_err(|error| failed(&error))?;
    encode(&average(&buffer, size), size, path).map_err(|error| failed(&error))
}

fn encode(pixels: &[u8], (width, height): (u32, u32), path: &Path) -> Result<(), png::EncodingError> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::FilterType::Sub);
    encoder.set_adaptive_filter(png::AdaptiveFilterType::Adaptive);
    let mut image = encoder.write_header()?;
    image.write_image_data(pixels)?;
    image.finish()?;
    Ok(file.flush()?)
}

fn side(css: f64) -> u32 {
    ((css.max(1.0) * f64::from(DENSITY)).round() as u32).min(32_000)
}

fn color(theme: Theme, role: Role) -> BackendColor {
    BackendColor { alpha: 1.0, rgb: theme.color(role) }
}

fn pixel((x, y): Xy) -> (i32, i32) {
    ((x * SCALE).round() as i32, (y * SCALE).round() as i32)
}

/// A line's colour and width in drawn pixels.
struct Stroke(BackendColor, u32);

impl BackendStyle for Stroke {
    fn color(&self) -> BackendColor {
        self.0
    }

    fn stroke_width(&self) -> u32 {
        self.1
    }
}

type DrawingError = plotters_backend::DrawingErrorKind<BitMapBackendError>;

fn paint(buffer: &mut [u8], drawn: (u32, u32), scene: &Scene, theme: Theme) -> Result<(), DrawingError> {
    let mut area = BitMapBackend::with_buffer(buffer, drawn);
    let corner = (drawn.0 as i32, drawn.1 as i32);
    area.draw_rect((0, 0), corner, &color(theme, Role::Background), true)?;
    scene.groups.iter().flat_map(|group| &group.shapes).try_for_each(|shape| draw(&mut area, shape, theme))
}

fn draw(area: &mut BitMapBackend<'_>, shape: &Shape, theme: Theme) -> Result<(), DrawingError> {
    match shape {
        Shape::Rect { at, fill } => {
            let (from, to) = (pixel((at.x, at.y)), pixel((at.right(), at.bottom())));
            // The backend paints both corners' pixels.
            let to = (to.0 - 1, to.1 - 1);
            if to.0 >= from.0 && to.1 >= from.1 {
                area.draw_rect(from, to, &color(theme, *fill), true)?;
            }
        }
        Shape::Line { from, to, width, stroke } => {
            let style = Stroke(color(theme, *stroke), (width * SCALE).round().max(1.0) as u32);
            area.draw_path([pixel(*from), pixel(*to)], &style)?;
        }
        Shape::Polygon { points, fill } => {
            area.fill_polygon(points.iter().map(|&point| pixel(point)), &color(theme, *fill))?;
        }
        Shape::Circle { center, radius, fill } => {
            let radius = (radius * SCALE).round().max(0.0) as u32;
            area.draw_circle(pixel(*center), radius, &color(theme, *fill), true)?;
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
                if let Err(error) = area.draw_pixel((px, py), ink.mix(f64::from(coverage))) {
                    failed = Some(error);
                }
            });
            if let Some(error) = failed {
                return Err(error);
            }
        }
    }
    Ok(())
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
