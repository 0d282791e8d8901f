//! Draws on one page, and notes for screen readers what is text and what is ornament.

use crate::face::{Block, Face, LEADING, Line};
use krilla::{
    color::rgb,
    geom::{Path, PathBuilder, Point, Size, Transform},
    image::Image,
    num::NormalizedF32,
    paint::{Fill, FillRule, Stroke},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag, Tag, TagGroup, TagKind},
};

/// The market's colours, as on its pages in daylight.
#[derive(Clone, Copy)]
pub enum Colour {
    Ink,
    SoftInk,
    Line,
    Kraft,
    Timber,
    Slate,
    Frame,
    Chalk,
    SoftChalk,
    Tomato,
    Canvas,
}

impl Colour {
    /// Red, green and blue.
    pub const fn rgb(self) -> (u8, u8, u8) {
        match self {
            Self::Ink => (26, 32, 41),
            Self::SoftInk => (76, 83, 94),
            Self::Line => (190, 182, 168),
            Self::Kraft => (240, 221, 193),
            Self::Timber => (127, 90, 61),
            Self::Slate => (38, 44, 51),
            Self::Frame => (160, 127, 96),
            Self::Chalk => (249, 247, 238),
            Self::SoftChalk => (199, 196, 185),
            Self::Tomato => (204, 53, 41),
            Self::Canvas => (250, 244, 231),
        }
    }

    fn paint(self) -> rgb::Color {
        let (red, green, blue) = self.rgb();
        rgb::Color::new(red, green, blue)
    }
}

/// Where a line of text begins.
#[derive(Clone, Copy)]
pub enum Place {
    /// Its left end is here.
    From(f32),
    /// Its middle is here.
    Around(f32),
}

impl Place {
    fn start(self, width: f32) -> f32 {
        match self {
            Self::From(x) => x,
            Self::Around(x) => x - width / 2.0,
        }
    }
}

/// Draws on one page.
pub struct Pen<'page> {
    surface: Surface<'page>,
    said: Vec<Node>,
}

impl<'page> Pen<'page> {
    /// Over an empty page.
    pub const fn new(surface: Surface<'page>) -> Self {
        Self {
            surface,
            said: Vec::new(),
        }
    }

    /// What screen readers say of the page.
    pub fn finish(self) -> Vec<Node> {
        self.surface.finish();
        self.said
    }

    /// Draws in another place, larger or smaller.
    pub fn moved(&mut self, x: f32, y: f32, scale: f32, draw: impl FnOnce(&mut Self)) {
        self.through(Transform::from_row(scale, 0.0, 0.0, scale, x, y), draw);
    }

    /// Draws at an angle in degrees around a point: a slate never hangs quite straight.
    pub fn turned(&mut self, degrees: f32, x: f32, y: f32, draw: impl FnOnce(&mut Self)) {
        self.through(Transform::from_rotate_at(degrees, x, y), draw);
    }

    fn through(&mut self, transform: Transform, draw: impl FnOnce(&mut Self)) {
        self.surface.push_transform(&transform);
        draw(self);
        self.surface.pop();
    }

    /// Draws what says nothing.
    pub fn ornament(&mut self, draw: impl FnOnce(&mut Self)) {
        let nothing = Artifact::with_kind(ArtifactType::Layout);
        self.surface.start_tagged(ContentTag::Artifact(nothing));
        draw(self);
        self.surface.end_tagged();
    }

    /// Draws a picture that says `alt`.
    pub fn picture(&mut self, alt: &str, draw: impl FnOnce(&mut Self)) {
        let here = self.surface.start_tagged(ContentTag::Other);
        draw(self);
        self.surface.end_tagged();
        let figure = Tag::Figure(Some(alt.to_owned()));
        self.said
            .push(TagGroup::with_children(figure, vec![here.into()]).into());
    }

    /// Lays a photograph over a square by its left upper corner and its side: whatever hangs over is cut off.
    pub fn photograph(&mut self, alt: &str, photo: &Image, (x, y): (f32, f32), side: f32) {
        let (wide, high) = photo.size();
        #[expect(clippy::cast_precision_loss, reason = "at most some thousand pixels")]
        let (wide, high) = (wide as f32, high as f32);
        let scale = side / wide.min(high);
        let covers = Size::from_wh(wide * scale, high * scale);
        let (Some(covered), Some(frame)) = (covers, drawn(|path| rectangle(path, x, y, side, side))) else {
            return;
        };
        let (left, top) = (x - (wide * scale - side) / 2.0, y - (high * scale - side) / 2.0);
        self.picture(alt, |pen| {
            pen.surface.push_clip_path(&frame, &FillRule::default());
            pen.moved(left, top, 1.0, |pen| {
                pen.surface.draw_image(photo.clone(), covered);
            });
            pen.surface.pop();
        });
    }

    /// Writes a text below `top` and returns where its last line stands.
    pub fn write(
        &mut self,
        tag: impl Into<TagKind>,
        face: &Face,
        block: &Block,
        at: (Place, f32),
        colour: Colour,
    ) -> f32 {
        let (place, top) = at;
        let mut group = TagGroup::new(tag);
        let mut baseline = top + block.size * crate::face::CAPITAL;
        for (number, line) in block.lines.iter().enumerate() {
            if number > 0 {
                baseline += block.size * LEADING;
            }
            let here = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            let x = place.start(line.width * block.size);
            self.glyphs(face, line, (x, baseline), block.size, colour);
            self.surface.end_tagged();
            group.push(here);
        }
        self.said.push(group.into());
        baseline
    }

    /// Writes in several sizes what is read as one.
    pub fn write_as_one(&mut self, words: &str, draw: impl FnOnce(&mut Self)) {
        let whole = SpanTag::empty().with_actual_text(Some(words));
        let here = self.surface.start_tagged(ContentTag::Span(whole));
        draw(self);
        self.surface.end_tagged();
        self.said
            .push(TagGroup::with_children(Tag::P, vec![here.into()]).into());
    }

    /// Glyphs on a baseline; the caller has said what they are.
    pub fn glyphs(&mut self, face: &Face, line: &Line, at: (f32, f32), size: f32, colour: Colour) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(colour, NormalizedF32::ONE)));
        let start = Point::from_xy(at.0, at.1);
        self.surface
            .draw_glyphs(start, &line.glyphs, face.font(), &line.text, size, false);
    }

    /// A filled shape.
    pub fn fill(&mut self, colour: Colour, shape: impl FnOnce(&mut PathBuilder)) {
        if let Some(path) = drawn(shape) {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(fill(colour, NormalizedF32::ONE)));
            self.surface.draw_path(&path);
        }
    }

    /// A shadow over what is there already.
    pub fn shade(&mut self, strength: f32, shape: impl FnOnce(&mut PathBuilder)) {
        let strength = NormalizedF32::new(strength).unwrap_or(NormalizedF32::ZERO);
        if let Some(path) = drawn(shape) {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(fill(Colour::Ink, strength)));
            self.surface.draw_path(&path);
        }
    }

    /// A line along a shape.
    pub fn stroke(&mut self, colour: Colour, width: f32, shape: impl FnOnce(&mut PathBuilder)) {
        if let Some(path) = drawn(shape) {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(Stroke {
                paint: colour.paint().into(),
                width,
                line_cap: krilla::paint::LineCap::Round,
                line_join: krilla::paint::LineJoin::Round,
                ..Stroke::default()
            }));
            self.surface.draw_path(&path);
        }
    }
}

fn fill(colour: Colour, opacity: NormalizedF32) -> Fill {
    Fill {
        paint: colour.paint().into(),
        opacity,
        ..Fill::default()
    }
}

fn drawn(shape: impl FnOnce(&mut PathBuilder)) -> Option<Path> {
    let mut path = PathBuilder::new();
    shape(&mut path);
    path.finish()
}

/// A rectangle by its left upper corner and its size.
pub fn rectangle(path: &mut PathBuilder, x: f32, y: f32, width: f32, height: f32) {
    path.move_to(x, y);
    path.line_to(x + width, y);
    path.line_to(x + width, y + height);
    path.line_to(x, y + height);
    path.close();
}
