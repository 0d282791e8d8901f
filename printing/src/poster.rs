//! The poster in a shop's window.

use crate::{
    NotPrinted,
    face::{Block, Face, Faces, Room},
    motifs::{ASKEW, awning, hall, qr, slate, square},
    page::Pages,
    pen::{Colour, Pen, Place, rectangle},
};
use krilla::tagging::Tag;
use std::num::NonZeroU16;

/// Sheets that a shop's printer takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 148 × 210 mm.
    A5,
}

impl Paper {
    /// Width and height in millimetres, upright.
    const fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::A5 => (148.0, 210.0),
        }
    }
}

/// What the poster says.
#[derive(Clone, Debug)]
pub struct Poster {
    /// The sheet.
    pub paper: Paper,
    /// Language of the words, "fr".
    pub language: String,
    /// Title of the document.
    pub title: String,
    /// The shop's sign.
    pub sign: String,
    /// What it sells, in a word or two.
    pub kind: String,
    /// "Commandez ici, retirez en boutique".
    pub sentence: String,
    /// How to use the square.
    pub hint: String,
    /// The address of the shop's page as one would type it.
    pub address: String,
    /// "Le marché de Dourdan".
    pub market: String,
    /// What the square is, to those who cannot see it.
    pub square: String,
    /// What the square opens.
    pub link: String,
}

/// Posters of many shops in one file, a page each.
#[derive(Clone, Debug)]
pub struct Posters {
    /// Title of the document.
    pub title: String,
    /// Language of its title, "fr".
    pub language: String,
    /// In this order.
    pub posters: Vec<Poster>,
}

impl Posters {
    /// The PDF.
    ///
    /// # Errors
    /// [`NotPrinted::Empty`] without a poster; the others when a link is too long, or by a fault of ours.
    pub fn print(&self) -> Result<Vec<u8>, NotPrinted> {
        if self.posters.is_empty() {
            return Err(NotPrinted::Empty);
        }
        let mut pages = Pages::new(&self.title, &self.language);
        let faces = Faces::new()?;
        for poster in &self.posters {
            poster.draw(&mut pages, &faces)?;
        }
        pages.finish()
    }
}

/// All lengths below are those of an A4 sheet.
const WIDTH: f32 = 210.0;
const HEIGHT: f32 = 297.0;
const MIDDLE: f32 = WIDTH / 2.0;
/// Side of the square.
const SIDE: f32 = 78.0;
/// Where the square begins.
const SQUARE: f32 = 160.0;

impl Poster {
    /// The PDF.
    ///
    /// # Errors
    /// [`NotPrinted`] when the link is too long, or by a fault of ours.
    pub fn print(&self) -> Result<Vec<u8>, NotPrinted> {
        let mut pages = Pages::new(&self.title, &self.language);
        self.draw(&mut pages, &Faces::new()?)?;
        pages.finish()
    }

    /// A page more.
    pub(crate) fn draw(&self, pages: &mut Pages, faces: &Faces) -> Result<(), NotPrinted> {
        let code = square(&self.link)?;
        let Faces { regular, semibold } = faces;
        let size = self.paper.size();
        pages.add(size, |pen| {
            pen.moved(0.0, 0.0, size.0 / WIDTH, |pen| {
                awning(pen, WIDTH, 32.0, 12);
                self.sign(pen, semibold, regular);
                let words = semibold.fit(&self.sentence, Room::block(178.0, 2, (16.5, 9.0)));
                pen.write(
                    Tag::P,
                    semibold,
                    &words,
                    (Place::Around(MIDDLE), 113.0),
                    Colour::Ink,
                );
                corners(pen, MIDDLE - SIDE / 2.0, SQUARE);
                qr(pen, &self.square, &code, (MIDDLE - SIDE / 2.0, SQUARE), SIDE);
                let hint = regular.fit(&self.hint, Room::block(178.0, 1, (6.2, 4.0)));
                pen.write(
                    Tag::P,
                    regular,
                    &hint,
                    (Place::Around(MIDDLE), 251.5),
                    Colour::SoftInk,
                );
                let address = semibold.fit(&self.address, Room::block(178.0, 1, (9.0, 4.0)));
                pen.write(
                    Tag::P,
                    semibold,
                    &address,
                    (Place::Around(MIDDLE), 260.5),
                    Colour::Ink,
                );
                self.footer(pen, semibold);
            });
        })
    }

    /// The shop's sign, which hangs from the awning.
    fn sign(&self, pen: &mut Pen<'_>, semibold: &Face, regular: &Face) {
        let inside = Room {
            height: 29.0,
            ..Room::block(150.0, 2, (30.0, 11.0))
        };
        let name = semibold.fit(&self.sign, inside);
        let kind = regular.fit(&self.kind, Room::block(148.0, 1, (8.5, 6.0)));
        let words = name.height() + 9.0 + kind.height();
        let (width, height) = (174.0, 60.0);
        let (left, top) = (MIDDLE - width / 2.0, 42.0);
        pen.ornament(|pen| {
            for x in [left + 26.0, left + width - 26.0] {
                pen.stroke(Colour::Timber, 0.9, |path| {
                    path.move_to(x, 31.0);
                    path.line_to(x, top + 3.0);
                });
            }
        });
        pen.turned(ASKEW * 0.6, MIDDLE, top, |pen| {
            pen.ornament(|pen| slate(pen, (left, top), (width, height), 3.2));
            let above = top + (height - words) / 2.0;
            let tag = Tag::Hn(NonZeroU16::MIN, None);
            let stands = pen.write(
                tag,
                semibold,
                &name,
                (Place::Around(MIDDLE), above),
                Colour::Chalk,
            );
            pen.write(
                Tag::P,
                regular,
                &kind,
                (Place::Around(MIDDLE), stands + 9.0),
                Colour::SoftChalk,
            );
        });
    }

    /// Whose market it is.
    fn footer(&self, pen: &mut Pen<'_>, semibold: &Face) {
        let top = 276.0;
        pen.ornament(|pen| {
            pen.fill(Colour::Kraft, |path| {
                rectangle(path, 0.0, top, WIDTH, HEIGHT + 1.0 - top);
            });
        });
        let market: Block = semibold.fit(&self.market, Room::block(150.0, 1, (7.5, 4.0)));
        let wide = market
            .lines
            .iter()
            .map(|line| line.width * market.size)
            .fold(0.0, f32::max);
        let left = MIDDLE - wide / 2.0 - 6.0;
        pen.moved(left, top + 3.2, 9.0 / 24.0, |pen| hall(pen, Colour::Timber));
        pen.write(
            Tag::P,
            semibold,
            &market,
            (Place::From(left + 12.0), top + 6.4),
            Colour::Ink,
        );
    }
}

/// A viewfinder's corners: whoever has never met such a square sees what to do.
fn corners(pen: &mut Pen<'_>, x: f32, y: f32) {
    let (away, arm) = (8.5, 15.0);
    let (left, top) = (x - away, y - away);
    let (right, bottom) = (x + SIDE + away, y + SIDE + away);
    pen.ornament(|pen| {
        pen.stroke(Colour::Tomato, 2.2, |path| {
            for (at, down) in [(top, 1.0), (bottom, -1.0)] {
                for (edge, inwards) in [(left, 1.0), (right, -1.0)] {
                    path.move_to(edge + inwards * arm, at);
                    path.line_to(edge, at);
                    path.line_to(edge, at + down * arm);
                }
            }
        });
    });
}
