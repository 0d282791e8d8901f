//! What the market's pages and its papers have in common: the awning, the slate, the square to aim at, the hall.

use crate::{
    NotPrinted,
    face::{CAPITAL, Face},
    pen::{Colour, Pen, rectangle},
};
use fast_qr::{ECL, QRBuilder, QRCode};
use krilla::geom::PathBuilder;

/// How far a circle's tangents reach, in radii.
pub const ROUND: f32 = 0.552_284_8;
/// Size of the cents beside the euros, and how far they are raised, in font sizes.
pub const CENTS: (f32, f32) = (0.62, 0.24);
/// Room between the slate's edge and what is written on it, in font sizes.
pub const MARGIN: f32 = 0.32;
/// Degrees by which a slate hangs askew.
pub const ASKEW: f32 = -1.5;

/// A striped canvas with scallops from the page's upper edge, `teeth` stripes wide.
pub fn awning(pen: &mut Pen<'_>, width: f32, height: f32, teeth: u16) {
    let tooth = width / f32::from(teeth);
    pen.ornament(|pen| {
        for at in 0..teeth {
            let x = f32::from(at) * tooth;
            let colour = if at % 2 == 0 {
                Colour::Tomato
            } else {
                Colour::Canvas
            };
            pen.fill(colour, |path| scallop(path, x, tooth, height));
        }
        // The light cloth needs an edge on white paper.
        for at in (1..teeth).step_by(2) {
            let x = f32::from(at) * tooth;
            pen.stroke(Colour::Frame, tooth * 0.02, |path| {
                scallop(path, x, tooth, height);
            });
        }
        pen.shade(0.1, |path| rectangle(path, 0.0, 0.0, width, height * 0.28));
    });
}

fn scallop(path: &mut PathBuilder, x: f32, tooth: f32, height: f32) {
    let radius = tooth / 2.0;
    let (straight, pull) = (height - radius, radius * ROUND);
    path.move_to(x, 0.0);
    path.line_to(x + tooth, 0.0);
    path.line_to(x + tooth, straight);
    path.cubic_to(
        x + tooth,
        straight + pull,
        x + radius + pull,
        height,
        x + radius,
        height,
    );
    path.cubic_to(x + radius - pull, height, x, straight + pull, x, straight);
    path.close();
}

/// A slate in its wooden frame.
pub fn slate(pen: &mut Pen<'_>, (x, y): (f32, f32), (width, height): (f32, f32), frame: f32) {
    pen.shade(0.16, |path| {
        rectangle(path, x + frame * 0.4, y + frame * 0.7, width, height);
    });
    pen.fill(Colour::Frame, |path| rectangle(path, x, y, width, height));
    pen.fill(Colour::Slate, |path| {
        rectangle(
            path,
            x + frame,
            y + frame,
            width - 2.0 * frame,
            height - 2.0 * frame,
        );
    });
}

/// A price as the slate says it.
pub struct Price<'a> {
    /// "9".
    pub euros: &'a str,
    /// ",80", or nothing.
    pub cents: &'a str,
    /// "le kilo", or nothing.
    pub unit: &'a str,
}

/// Hangs a slate with a price: its lower left corner at `corner`, its letters `size` large or smaller, so that it is at
/// most `width` wide.
pub fn price_label(
    pen: &mut Pen<'_>,
    (semibold, regular): (&Face, &Face),
    price: &Price<'_>,
    corner: (f32, f32),
    (size, width): (f32, f32),
) {
    let euros = semibold.line(price.euros);
    let cents = semibold.line(price.cents);
    let sign = semibold.line("\u{202F}€");
    let unit = regular.line(price.unit);
    let unit_size = if unit.text.is_empty() { 0.0 } else { 0.36 };
    let gap = if unit.text.is_empty() { 0.0 } else { 0.22 };
    let amount = euros.width + cents.width * CENTS.0 + sign.width;
    let wide = amount + gap + unit.width * unit_size + 2.0 * MARGIN;
    let size = size.min(width / wide);
    let frame = size * 0.06;
    let (width, height) = (wide * size, (CAPITAL + 2.0 * MARGIN) * size);
    let (left, top) = (corner.0, corner.1 - height);
    let baseline = corner.1 - MARGIN * size;
    let said = format!("{}{}\u{202F}€ {}", price.euros, price.cents, price.unit);
    pen.turned(ASKEW, left, corner.1, |pen| {
        pen.ornament(|pen| slate(pen, (left, top), (width, height), frame));
        pen.write_as_one(said.trim_end(), |pen| {
            let mut x = left + MARGIN * size;
            pen.glyphs(semibold, &euros, (x, baseline), size, Colour::Chalk);
            x += euros.width * size;
            let raised = baseline - CENTS.1 * size;
            pen.glyphs(semibold, &cents, (x, raised), size * CENTS.0, Colour::Chalk);
            x += cents.width * CENTS.0 * size;
            pen.glyphs(semibold, &sign, (x, baseline), size, Colour::Chalk);
            x += (sign.width + gap) * size;
            pen.glyphs(regular, &unit, (x, baseline), size * unit_size, Colour::SoftChalk);
        });
    });
}

/// A square that opens a link. Medium error correction survives a cheap printer and a wet window.
pub fn square(link: &str) -> Result<QRCode, NotPrinted> {
    QRBuilder::new(link)
        .ecl(ECL::M)
        .build()
        .map_err(|_| NotPrinted::TooLongForQr(link.len()))
}

/// Draws a square by its left upper corner and its side. Leave white paper around it, four modules wide.
pub fn qr(pen: &mut Pen<'_>, alt: &str, code: &QRCode, (x, y): (f32, f32), side: f32) {
    #[expect(clippy::cast_precision_loss, reason = "at most 177 modules")]
    let module = side / code.size as f32;
    pen.picture(alt, |pen| {
        pen.fill(Colour::Ink, |path| {
            let mut top = y;
            for row in 0..code.size {
                dark_stretches(code[row].iter().map(|module| module.value()), |from, to| {
                    // A hair too large, so that no light shows between two rows.
                    let left = x + from * module;
                    rectangle(path, left, top, (to - from) * module, module * 1.02);
                });
                top += module;
            }
        });
    });
}

/// From where to where a row is dark: one rectangle each, and not one for each module.
fn dark_stretches(row: impl Iterator<Item = bool>, mut draw: impl FnMut(f32, f32)) {
    let (mut at, mut from) = (0.0, None);
    for dark in row.chain([false]) {
        match (dark, from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                draw(start, at);
                from = None;
            }
            _ => {}
        }
        at += 1.0;
    }
}

/// The market hall, as drawn beside the market's name on every page: 24 wide and high.
pub fn hall(pen: &mut Pen<'_>, colour: Colour) {
    pen.ornament(|pen| {
        pen.stroke(colour, 1.5, |path| {
            path.move_to(2.5, 11.0);
            path.line_to(7.0, 5.5);
            path.line_to(17.0, 5.5);
            path.line_to(21.5, 11.0);
            path.close();
            path.move_to(10.0, 5.5);
            path.line_to(10.0, 3.75);
            path.line_to(12.0, 2.0);
            path.line_to(14.0, 3.75);
            path.line_to(14.0, 5.5);
            for x in [4.75, 9.6, 14.4, 19.25] {
                path.move_to(x, 11.0);
                path.line_to(x, 20.5);
            }
            path.move_to(2.5, 20.5);
            path.line_to(21.5, 20.5);
        });
    });
}
