//! Where everything goes on a card. Lengths are pixels.

use super::{
    CARD_SIZE, Card, Cell, Slate,
    canvas::{Canvas, Frame, rectangle},
};
use crate::{
    NotPrinted,
    face::{CAPITAL, Face, Room},
    motifs::{ASKEW, CENTS, MARGIN},
    pen::Colour,
};

const WIDTH: f32 = 1200.0;
const HEIGHT: f32 = 630.0;
/// The photographs fill a square on the left.
const SQUARE: f32 = HEIGHT;
const GAP: f32 = 6.0;
const PAPER: (u8, u8, u8) = (253, 250, 244);
/// Where the words begin, and how wide they may be.
const LEFT: f32 = SQUARE + 50.0;
const ROOM: f32 = WIDTH - LEFT - 46.0;
const TEETH: u8 = 20;
const AWNING: f32 = 56.0;
/// Whose market it is stands on a band of kraft.
const BAND: f32 = 540.0;

pub fn draw(card: &Card) -> Result<Vec<u8>, NotPrinted> {
    let (regular, semibold) = (Face::regular()?, Face::semibold()?);
    let mut canvas = Canvas::new(CARD_SIZE, PAPER)?;
    let frames = frames(card.cells.len());
    for (cell, frame) in card.cells.iter().zip(&frames) {
        photo(&mut canvas, cell, *frame);
    }
    if card.cells.is_empty() {
        stand_in(&mut canvas, frames[0]);
    }
    words(&mut canvas, (&semibold, &regular), card);
    awning(&mut canvas);
    for (cell, frame) in card.cells.iter().zip(&frames) {
        if let Some(price) = &cell.slate {
            slate(&mut canvas, (&semibold, &regular), price, *frame);
        }
    }
    canvas.jpeg()
}

/// Where each photograph goes: one has all of the square, four share it.
fn frames(count: usize) -> Vec<Frame> {
    let half = (SQUARE - GAP) / 2.0;
    let far = half + GAP;
    match count {
        0 | 1 => vec![(0.0, 0.0, SQUARE, SQUARE)],
        _ => vec![
            (0.0, 0.0, half, half),
            (far, 0.0, half, half),
            (0.0, far, half, half),
            (far, far, half, half),
        ],
    }
}

fn photo(canvas: &mut Canvas, cell: &Cell, frame: Frame) {
    let hangs = cell.photo.as_ref().is_some_and(|jpeg| canvas.photo(jpeg, frame));
    if !hangs {
        stand_in(canvas, frame);
    }
}

fn stand_in(canvas: &mut Canvas, frame: Frame) {
    canvas.bar(Colour::Kraft, frame);
    let (left, top, width, height) = frame;
    let side = width.min(height) * 0.42;
    let (x, y) = (left + (width - side) / 2.0, top + (height - side) / 2.0);
    canvas.moved(x, y, side / 24.0, |canvas| hall(canvas, Colour::Timber, 1.1));
}

fn words(canvas: &mut Canvas, (semibold, regular): (&Face, &Face), card: &Card) {
    let line = |size: f32| Room {
        width: ROOM,
        height: f32::INFINITY,
        lines: 1,
        sizes: (size, size * 0.66),
    };
    let above = regular.fit(&card.above, line(31.0));
    let title = semibold.fit(
        &card.title,
        Room {
            width: ROOM,
            height: 240.0,
            lines: 4,
            sizes: (88.0, 42.0),
        },
    );
    let below = regular.fit(&card.below, line(36.0));
    let sentence = regular.fit(
        &card.sentence,
        Room {
            lines: 2,
            ..line(29.0)
        },
    );
    // What is not said takes no room; the rest stands in the middle between awning and band.
    let blocks = [
        (regular, above, Colour::SoftInk, 34.0),
        (semibold, title, Colour::Ink, 42.0),
        (regular, below, Colour::Ink, 30.0),
        (regular, sentence, Colour::SoftInk, 0.0),
    ];
    let said = || blocks.iter().filter(|(_, block, ..)| !block.lines.is_empty());
    let tall: f32 = said().map(|(_, block, _, gap)| block.height() + gap).sum();
    let mut top = AWNING + ((BAND - AWNING - tall) / 2.0).max(24.0);
    for (face, block, colour, gap) in said() {
        top = canvas.write(face, block, (LEFT, top), *colour) + gap;
    }
    canvas.bar(Colour::Kraft, (SQUARE, BAND, WIDTH - SQUARE, HEIGHT - BAND));
    canvas.moved(LEFT, BAND + 19.0, 52.0 / 24.0, |canvas| {
        hall(canvas, Colour::Timber, 1.5);
    });
    let market = semibold.fit(
        &card.market,
        Room {
            width: ROOM - 72.0,
            ..line(36.0)
        },
    );
    let top = BAND + (HEIGHT - BAND - market.size * CAPITAL) / 2.0;
    canvas.write(semibold, &market, (LEFT + 70.0, top), Colour::Ink);
}

fn awning(canvas: &mut Canvas) {
    let tooth = WIDTH / f32::from(TEETH);
    canvas.shade(38, |path| {
        for at in 0..TEETH {
            scallop(path, f32::from(at) * tooth, tooth, AWNING + 5.0);
        }
    });
    for at in 0..TEETH {
        let colour = if at % 2 == 0 {
            Colour::Tomato
        } else {
            Colour::Canvas
        };
        canvas.fill(colour, |path| {
            scallop(path, f32::from(at) * tooth, tooth, AWNING);
        });
    }
    canvas.shade(24, |path| rectangle(path, (0.0, 0.0, WIDTH, AWNING * 0.28)));
}

fn scallop(path: &mut tiny_skia::PathBuilder, x: f32, tooth: f32, height: f32) {
    let radius = tooth / 2.0;
    let (straight, pull) = (height - radius, radius * crate::motifs::ROUND);
    let (right, middle) = (x + tooth, x + radius);
    path.move_to(x, 0.0);
    path.line_to(right, 0.0);
    path.line_to(right, straight);
    path.cubic_to(right, straight + pull, middle + pull, height, middle, height);
    path.cubic_to(middle - pull, height, x, straight + pull, x, straight);
    path.close();
}

/// The price, over the photograph's lower left corner.
fn slate(canvas: &mut Canvas, (semibold, regular): (&Face, &Face), price: &Slate, frame: Frame) {
    let (left, top, width, height) = frame;
    let (wished, inset) = if width > SQUARE / 2.0 {
        (118.0, 34.0)
    } else {
        (58.0, 18.0)
    };
    let euros = semibold.line(&price.euros);
    let cents = semibold.line(&price.cents);
    let sign = semibold.line("\u{202F}€");
    let unit = regular.line(&price.unit);
    let (unit_size, gap) = if unit.text.is_empty() {
        (0.0, 0.0)
    } else {
        (0.36, 0.22)
    };
    let amount = euros.width + cents.width * CENTS.0 + sign.width;
    let wide = amount + gap + unit.width * unit_size + 2.0 * MARGIN;
    // A price of many figures is drawn smaller, slate and all.
    let size = ((width - 2.0 * inset) / wide).min(wished);
    let (x, bottom) = (left + inset, top + height - inset);
    let (wide, tall) = (wide * size, (CAPITAL + 2.0 * MARGIN) * size);
    let edge = size * 0.05;
    canvas.turned(ASKEW, x, bottom, |canvas| {
        canvas.shade(90, |path| {
            rectangle(path, (x + edge * 0.6, bottom - tall + edge * 1.6, wide, tall));
        });
        canvas.bar(Colour::Frame, (x, bottom - tall, wide, tall));
        let inner = (
            x + edge,
            bottom - tall + edge,
            wide - 2.0 * edge,
            tall - 2.0 * edge,
        );
        canvas.bar(Colour::Slate, inner);
        let baseline = bottom - MARGIN * size;
        let mut x = x + MARGIN * size;
        canvas.line(semibold, &euros, (x, baseline), size, Colour::Chalk);
        x += euros.width * size;
        let raised = baseline - CENTS.1 * size;
        canvas.line(semibold, &cents, (x, raised), size * CENTS.0, Colour::Chalk);
        x += cents.width * CENTS.0 * size;
        canvas.line(semibold, &sign, (x, baseline), size, Colour::Chalk);
        x += (sign.width + gap) * size;
        canvas.line(regular, &unit, (x, baseline), size * unit_size, Colour::SoftChalk);
    });
}

/// The market hall, 24 wide and high.
fn hall(canvas: &mut Canvas, colour: Colour, width: f32) {
    canvas.stroke(colour, width, |path| {
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
}
