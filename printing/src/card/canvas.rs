//! Draws on pixels.

use crate::{
    NotPrinted,
    face::{Block, Face, LEADING, Line},
    pen::Colour,
};
use image::{DynamicImage, ExtendedColorType, ImageFormat, codecs::jpeg::JpegEncoder, imageops::FilterType};
use rustybuzz::ttf_parser::OutlineBuilder;
use tiny_skia::{
    Color, FillRule, FilterQuality, LineCap, LineJoin, Paint, PathBuilder, Pixmap, PixmapPaint, Stroke,
    Transform,
};

/// Of 100.
const QUALITY: u8 = 84;

/// Left, top, width and height.
pub type Frame = (f32, f32, f32, f32);

/// A picture that is being drawn.
pub struct Canvas {
    pixels: Pixmap,
    at: Transform,
}

impl Canvas {
    /// All of one colour.
    pub fn new((width, height): (u32, u32), ground: (u8, u8, u8)) -> Result<Self, NotPrinted> {
        let mut pixels = Pixmap::new(width, height).ok_or(NotPrinted::Empty)?;
        pixels.fill(Color::from_rgba8(ground.0, ground.1, ground.2, u8::MAX));
        Ok(Self {
            pixels,
            at: Transform::identity(),
        })
    }

    /// Draws at an angle in degrees around a point.
    pub fn turned(&mut self, degrees: f32, x: f32, y: f32, draw: impl FnOnce(&mut Self)) {
        self.through(Transform::from_rotate_at(degrees, x, y), draw);
    }

    /// Draws in another place, larger or smaller.
    pub fn moved(&mut self, x: f32, y: f32, scale: f32, draw: impl FnOnce(&mut Self)) {
        self.through(Transform::from_row(scale, 0.0, 0.0, scale, x, y), draw);
    }

    fn through(&mut self, transform: Transform, draw: impl FnOnce(&mut Self)) {
        let before = self.at;
        self.at = before.pre_concat(transform);
        draw(self);
        self.at = before;
    }

    /// A filled shape.
    pub fn fill(&mut self, colour: Colour, shape: impl FnOnce(&mut PathBuilder)) {
        self.paint(&paint(colour, u8::MAX), shape);
    }

    /// A shadow over what is there already; `strength` of 255.
    pub fn shade(&mut self, strength: u8, shape: impl FnOnce(&mut PathBuilder)) {
        self.paint(&paint(Colour::Ink, strength), shape);
    }

    fn paint(&mut self, paint: &Paint<'_>, shape: impl FnOnce(&mut PathBuilder)) {
        let mut path = PathBuilder::new();
        shape(&mut path);
        if let Some(path) = path.finish() {
            self.pixels
                .fill_path(&path, paint, FillRule::Winding, self.at, None);
        }
    }

    /// A line along a shape.
    pub fn stroke(&mut self, colour: Colour, width: f32, shape: impl FnOnce(&mut PathBuilder)) {
        let mut path = PathBuilder::new();
        shape(&mut path);
        let stroke = Stroke {
            width,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        if let Some(path) = path.finish() {
            self.pixels
                .stroke_path(&path, &paint(colour, u8::MAX), &stroke, self.at, None);
        }
    }

    /// A rectangle.
    pub fn bar(&mut self, colour: Colour, frame: Frame) {
        self.fill(colour, |path| rectangle(path, frame));
    }

    /// A line of text on a baseline.
    pub fn line(&mut self, face: &Face, line: &Line, (x, baseline): (f32, f32), size: f32, colour: Colour) {
        let mut letters = Letters {
            path: PathBuilder::new(),
            x,
            baseline,
            scale: size / face.units(),
        };
        for glyph in &line.glyphs {
            face.outline(glyph, &mut letters);
            letters.x += glyph.x_advance * size;
        }
        if let Some(path) = letters.path.finish() {
            self.pixels
                .fill_path(&path, &paint(colour, u8::MAX), FillRule::Winding, self.at, None);
        }
    }

    /// A text from its left upper corner; returns where its last line stands.
    pub fn write(&mut self, face: &Face, block: &Block, (x, top): (f32, f32), colour: Colour) -> f32 {
        let mut baseline = top + block.size * crate::face::CAPITAL;
        for (number, line) in block.lines.iter().enumerate() {
            if number > 0 {
                baseline += block.size * LEADING;
            }
            self.line(face, line, (x, baseline), block.size, colour);
        }
        baseline
    }

    /// A photograph that fills its frame; what is too wide or too high hangs over and is cut. False when it cannot be
    /// read.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole pixels of a small picture"
    )]
    pub fn photo(&mut self, jpeg: &[u8], (left, top, width, height): Frame) -> bool {
        let size = (width.round() as u32, height.round() as u32);
        let Ok(photo) = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg) else {
            return false;
        };
        let Some(pixels) = pixels(&photo, size) else {
            return false;
        };
        let paint = PixmapPaint {
            quality: FilterQuality::Nearest,
            ..PixmapPaint::default()
        };
        self.pixels.draw_pixmap(
            left.round() as i32,
            top.round() as i32,
            pixels.as_ref(),
            &paint,
            self.at,
            None,
        );
        true
    }

    /// The file.
    pub fn jpeg(&self) -> Result<Vec<u8>, NotPrinted> {
        // The ground covers everything: nothing is left see-through.
        let rgb: Vec<u8> = self
            .pixels
            .data()
            .chunks_exact(4)
            .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
            .collect();
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
            .encode(
                &rgb,
                self.pixels.width(),
                self.pixels.height(),
                ExtendedColorType::Rgb8,
            )
            .map_err(|error| NotPrinted::Document(error.to_string()))?;
        Ok(jpeg)
    }
}

fn pixels(photo: &DynamicImage, (width, height): (u32, u32)) -> Option<Pixmap> {
    let rgba = photo
        .resize_to_fill(width, height, FilterType::Triangle)
        .into_rgba8();
    Pixmap::from_vec(rgba.into_raw(), tiny_skia::IntSize::from_wh(width, height)?)
}

fn paint(colour: Colour, opacity: u8) -> Paint<'static> {
    let (red, green, blue) = colour.rgb();
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, opacity);
    paint
}

/// A rectangle by its frame.
pub fn rectangle(path: &mut PathBuilder, (left, top, width, height): Frame) {
    path.move_to(left, top);
    path.line_to(left + width, top);
    path.line_to(left + width, top + height);
    path.line_to(left, top + height);
    path.close();
}

/// Takes outlines from a font, whose letters stand on their heads.
struct Letters {
    path: PathBuilder,
    x: f32,
    baseline: f32,
    scale: f32,
}

impl Letters {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.baseline - y * self.scale)
    }
}

impl OutlineBuilder for Letters {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
