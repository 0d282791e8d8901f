//! Price cards beside the goods, and labels on them.

use crate::{
    NotPrinted,
    face::{Face, Faces, Room},
    motifs::{Price, awning, price_label, qr, square},
    page::Pages,
    pen::{Colour, Pen, Place},
};
use fast_qr::QRCode;
use krilla::tagging::Tag;
use std::num::NonZeroU16;

/// How the sheets are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Eight cards of A7 on a sheet of A4, with lines to cut along.
    Cards,
    /// One card on a page of A5.
    Pages,
    /// Twenty-four labels of 70 × 37 mm on a sheet of A4, as they are sold to be peeled off.
    Labels,
}

/// What the cards say.
#[derive(Clone, Debug)]
pub struct PriceCards {
    /// How they are cut.
    pub cut: Cut,
    /// Language of the words, "fr".
    pub language: String,
    /// Title of the document.
    pub title: String,
    /// The shop's sign.
    pub shop: String,
    /// The products.
    pub tags: Vec<PriceTag>,
}

/// One product's card.
#[derive(Clone, Debug)]
pub struct PriceTag {
    /// Its name.
    pub name: String,
    /// "9".
    pub euros: String,
    /// ",80", or nothing.
    pub cents: String,
    /// "le kilo", or nothing.
    pub unit: String,
    /// What its square is, to those who cannot see it.
    pub square: String,
    /// What its square opens.
    pub link: String,
}

/// A card of A7; a page of A5 is the same at twice the size.
const CARD: (f32, f32) = (105.0, 74.25);
const LABEL: (f32, f32) = (70.0, 37.0);
const A4: (f32, f32) = (210.0, 297.0);
const A5_LYING: (f32, f32) = (210.0, 148.0);

impl Cut {
    /// The sheet, columns, rows, and the first one's left upper corner.
    const fn sheet(self) -> ((f32, f32), usize, usize, (f32, f32)) {
        match self {
            Self::Cards => (A4, 2, 4, (0.0, 0.0)),
            Self::Pages => (A5_LYING, 1, 1, (0.0, 0.0)),
            // Eight rows leave a millimetre of the sheet.
            Self::Labels => (A4, 3, 8, (0.0, 0.5)),
        }
    }

    /// Distance from one to the next.
    const fn step(self) -> (f32, f32) {
        match self {
            Self::Cards => CARD,
            Self::Pages => A5_LYING,
            Self::Labels => LABEL,
        }
    }
}

impl PriceCards {
    /// The PDF.
    ///
    /// # Errors
    /// [`NotPrinted::Empty`] without a product; the others by a link that is too long, or by a fault of ours.
    pub fn print(&self) -> Result<Vec<u8>, NotPrinted> {
        if self.tags.is_empty() {
            return Err(NotPrinted::Empty);
        }
        let faces = Faces::new()?;
        let tags: Vec<(&PriceTag, QRCode)> = self
            .tags
            .iter()
            .map(|tag| Ok((tag, square(&tag.link)?)))
            .collect::<Result<_, NotPrinted>>()?;
        let (sheet, columns, rows, first) = self.cut.sheet();
        let mut pages = Pages::new(&self.title, &self.language);
        for tags in tags.chunks(columns * rows) {
            pages.add(sheet, |pen| {
                if self.cut == Cut::Cards {
                    cutting_lines(pen);
                }
                for (at, (tag, code)) in tags.iter().enumerate() {
                    let (x, y) = place(at, columns, first, self.cut.step());
                    match self.cut {
                        Cut::Cards => pen.moved(x, y, 1.0, |pen| self.card(pen, &faces, tag, code)),
                        Cut::Pages => pen.moved(x, y, 2.0, |pen| self.card(pen, &faces, tag, code)),
                        Cut::Labels => pen.moved(x, y, 1.0, |pen| self.label(pen, &faces, tag, code)),
                    }
                }
            })?;
        }
        pages.finish()
    }

    fn card(&self, pen: &mut Pen<'_>, faces: &Faces, tag: &PriceTag, code: &QRCode) {
        awning(pen, CARD.0, 8.0, 15);
        let room = Room {
            width: 91.0,
            height: 18.0,
            lines: 2,
            sizes: (11.0, 5.0),
        };
        let name = faces.semibold.fit(&tag.name, room);
        let top = 13.0 + (19.0 - name.height()) / 2.0;
        heading(pen, &faces.semibold, &name, 7.0, top);
        hang(pen, faces, tag, (6.5, 61.5), (19.0, 60.0));
        self.whose(pen, faces, (7.0, 66.0), (62.0, 4.2));
        qr(pen, &tag.square, code, (73.0, 43.5), 25.0);
    }

    fn label(&self, pen: &mut Pen<'_>, faces: &Faces, tag: &PriceTag, code: &QRCode) {
        let room = Room {
            width: 61.0,
            height: 8.4,
            lines: 2,
            sizes: (5.0, 3.2),
        };
        let name = faces.semibold.fit(&tag.name, room);
        heading(pen, &faces.semibold, &name, 4.5, 4.0);
        hang(pen, faces, tag, (4.5, 28.8), (10.0, 36.0));
        self.whose(pen, faces, (4.5, 31.2), (38.0, 2.7));
        qr(pen, &tag.square, code, (46.5, 14.2), 18.6);
    }

    /// Who sells it.
    fn whose(&self, pen: &mut Pen<'_>, faces: &Faces, (x, top): (f32, f32), (width, size): (f32, f32)) {
        let room = Room {
            width,
            height: f32::INFINITY,
            lines: 1,
            sizes: (size, size * 0.8),
        };
        let shop = faces.regular.fit(&self.shop, room);
        pen.write(
            Tag::P,
            &faces.regular,
            &shop,
            (Place::From(x), top),
            Colour::SoftInk,
        );
    }
}

fn heading(pen: &mut Pen<'_>, face: &Face, name: &crate::face::Block, x: f32, top: f32) {
    let tag = Tag::Hn(NonZeroU16::MIN, None);
    pen.write(tag, face, name, (Place::From(x), top), Colour::Ink);
}

fn hang(pen: &mut Pen<'_>, faces: &Faces, tag: &PriceTag, corner: (f32, f32), fits: (f32, f32)) {
    let price = Price {
        euros: &tag.euros,
        cents: &tag.cents,
        unit: &tag.unit,
    };
    price_label(pen, (&faces.semibold, &faces.regular), &price, corner, fits);
}

#[expect(clippy::cast_precision_loss, reason = "at most 24 on a sheet")]
fn place(at: usize, columns: usize, first: (f32, f32), step: (f32, f32)) -> (f32, f32) {
    let (column, row) = ((at % columns) as f32, (at / columns) as f32);
    (first.0 + column * step.0, first.1 + row * step.1)
}

fn cutting_lines(pen: &mut Pen<'_>) {
    pen.ornament(|pen| {
        pen.stroke(Colour::Line, 0.15, |path| {
            path.move_to(CARD.0, 0.0);
            path.line_to(CARD.0, A4.1);
            for row in 1_u8..4 {
                path.move_to(0.0, f32::from(row) * CARD.1);
                path.line_to(A4.0, f32::from(row) * CARD.1);
            }
        });
    });
}
