//! The sheet of paper: flat shapes with a lit edge and a shaded one, laid one over the other.

use super::colour::{CREAM, Rgb};
use super::shape::{self, Point};
use std::fmt::Arguments;
use std::fmt::Write;

/// The colours of one picture: what the thing is, what it wears, and a third for the detail.
#[derive(Clone, Copy)]
pub struct Tones {
    pub main: Rgb,
    pub accent: Rgb,
    pub third: Rgb,
}

#[derive(Default)]
pub struct Sheet {
    marks: String,
    clips: u32,
}

impl Sheet {
    pub fn into_marks(self) -> String {
        self.marks
    }

    /// A flat shape.
    pub fn fill(&mut self, outline: &str, tone: Rgb) {
        self.put(format_args!(r#"<path d="{outline}" fill="{tone}"/>"#));
    }

    /// A see-through shape: glass, steam, a reflection.
    pub fn veil(&mut self, outline: &str, tone: Rgb, opacity: f32) {
        self.put(format_args!(
            r#"<path d="{outline}" fill="{tone}" fill-opacity="{opacity}"/>"#
        ));
    }

    pub fn line(&mut self, outline: &str, tone: Rgb, width: f32) {
        self.put(format_args!(r#"<path d="{outline}" fill="none" stroke="{tone}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>"#));
    }

    /// Stitches, seams, perforations.
    pub fn dashes(&mut self, outline: &str, tone: Rgb, width: f32, (dash, gap): (f32, f32)) {
        self.put(format_args!(r#"<path d="{outline}" fill="none" stroke="{tone}" stroke-width="{width}" stroke-dasharray="{dash} {gap}"/>"#));
    }

    /// A shape with volume: lit from the upper left, shaded at the lower right.
    pub fn solid(&mut self, outline: &str, tone: Rgb) {
        self.moulded(outline, tone, 1.);
    }

    /// The same, with the rims of light and shade this much broader.
    pub fn moulded(&mut self, outline: &str, tone: Rgb, depth: f32) {
        // The shade shows where the lit shape, drawn again a little higher, does not cover it.
        self.fill(outline, tone.dark());
        self.clip(outline, |s| {
            s.turned((-20. * depth, -13. * depth), 0., |s| {
                s.fill(outline, tone.light());
                s.clip(outline, |s| {
                    s.turned((27. * depth, 19. * depth), 0., |s| s.fill(outline, tone));
                });
            });
        });
    }

    pub fn oval(&mut self, cx: f32, cy: f32, rx: f32, ry: f32, tone: Rgb) {
        self.fill(&shape::oval(cx, cy, rx, ry), tone);
    }

    pub fn bar(&mut self, [x, y, w, h]: [f32; 4], round: f32, tone: Rgb) {
        self.fill(&shape::rect(x, y, w, h, round), tone);
    }

    /// A round fruit, a bead, a pompom.
    pub fn ball(&mut self, cx: f32, cy: f32, rx: f32, ry: f32, tone: Rgb) {
        self.moulded(&shape::oval(cx, cy, rx, ry), tone, (rx / 70.).min(1.6));
        self.turned((cx - rx * 0.38, cy - ry * 0.42), -35., |s| {
            s.veil(&shape::oval(0., 0., rx * 0.2, ry * 0.11), CREAM, 0.75);
        });
    }

    /// A reflection on glass or glaze.
    pub fn glint(&mut self, [x, y, w, h]: [f32; 4]) {
        self.veil(&shape::rect(x, y, w, h, w / 2.), CREAM, 0.5);
    }

    /// The soft shadow where a thing stands.
    pub fn shadow(&mut self, cx: f32, cy: f32, reach: f32) {
        self.put(format_args!(
            r#"<ellipse cx="{}" cy="{cy}" rx="{reach}" ry="{}" fill="url(#shadow)"/>"#,
            cx + reach * 0.08,
            reach * 0.2
        ));
    }

    /// Ridges, stripes, checks: the same line again and again inside an outline.
    pub fn stripes(&mut self, outline: &str, [from, to, step]: [f32; 3], tone: Rgb, width: f32) {
        self.clip(outline, |s| {
            let mut x = from;
            while x <= to {
                s.put(format_args!(
                    r#"<rect x="{}" y="-300" width="{width}" height="900" fill="{tone}"/>"#,
                    x - width / 2.
                ));
                x += step;
            }
        });
    }

    /// Dots scattered at the given places.
    pub fn specks(&mut self, places: &[Point], radius: f32, tone: Rgb) {
        for (x, y) in places {
            self.oval(*x, *y, radius, radius * 0.85, tone);
        }
    }

    pub fn turned(&mut self, at: Point, angle: f32, paint: impl FnOnce(&mut Self)) {
        self.placed(at, angle, 1., paint);
    }

    /// Paints around an origin moved to `at`, turned by `angle` degrees and scaled.
    pub fn placed(&mut self, (x, y): Point, angle: f32, scale: f32, paint: impl FnOnce(&mut Self)) {
        self.put(format_args!(
            r#"<g transform="translate({x} {y}) rotate({angle}) scale({scale})">"#
        ));
        paint(self);
        self.marks.push_str("</g>");
    }

    pub fn clip(&mut self, outline: &str, paint: impl FnOnce(&mut Self)) {
        self.clips += 1;
        let id = self.clips;
        self.put(format_args!(
            r#"<clipPath id="c{id}"><path d="{outline}"/></clipPath><g clip-path="url(#c{id})">"#
        ));
        paint(self);
        self.marks.push_str("</g>");
    }

    fn put(&mut self, mark: Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.marks.write_fmt(mark);
    }
}
