//! The market on paper: a cover, then the goods by shop or by aisle, two beside each other.

use crate::{
    NotPrinted, Poster,
    face::{Faces, Room},
    motifs::{Price, hall, price_label, qr, square},
    page::Pages,
    pen::{Colour, Pen, Place, rectangle},
};
use fast_qr::QRCode;
use krilla::{image::Image, tagging::Tag};
use std::num::NonZeroU16;

/// What the catalogue shows.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The first page; title, language, sheet and market of the whole are its own.
    pub cover: Poster,
    /// In this order.
    pub sections: Vec<Section>,
}

/// A shop, or an aisle.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its sign.
    pub title: String,
    /// What it is, where and when it is open: one line each.
    pub words: Vec<String>,
    /// What its square is and what it opens.
    pub square: Option<(String, String)>,
    /// What it sells.
    pub goods: Vec<Good>,
}

/// One product.
#[derive(Clone, Debug)]
pub struct Good {
    /// Its photograph, a JPEG; what cannot be read is left out.
    pub photo: Option<Vec<u8>>,
    /// What the photograph shows, to those who cannot see it.
    pub alt: String,
    /// Its name.
    pub name: String,
    /// Who sells it, where the section does not say so.
    pub shop: String,
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

const A4: (f32, f32) = (210.0, 297.0);
const LEFT: f32 = 14.0;
const TOP: f32 = 14.0;
/// Where the page's foot begins.
const FOOT: f32 = 284.0;
const COLUMNS: usize = 2;
/// From one product to the next.
const STEP: (f32, f32) = (93.0, 43.0);
/// A product's photograph.
const PHOTO: f32 = 39.0;
const HEAD: f32 = 26.0;

/// What stands on a page, each with its distance from the upper edge.
#[derive(Default)]
struct Sheet<'a> {
    heads: Vec<(f32, &'a Section)>,
    rows: Vec<(f32, &'a [Good])>,
    /// Whose goods these are, for the page's foot.
    of: &'a str,
}

impl Catalogue {
    /// The PDF.
    ///
    /// # Errors
    /// [`NotPrinted::Empty`] without a product; the others by a link that is too long, or by a fault of ours.
    pub fn print(&self) -> Result<Vec<u8>, NotPrinted> {
        if self.sections.iter().all(|section| section.goods.is_empty()) {
            return Err(NotPrinted::Empty);
        }
        let faces = Faces::new()?;
        let mut pages = Pages::new(&self.cover.title, &self.cover.language);
        self.cover.draw(&mut pages, &faces)?;
        for (number, sheet) in (2_usize..).zip(flow(&self.sections)) {
            let squares = Squares::of(&sheet)?;
            pages.add(A4, |pen| {
                for ((top, section), code) in sheet.heads.iter().zip(&squares.heads) {
                    head(pen, &faces, section, code.as_ref(), *top);
                }
                let mut codes = squares.goods.iter();
                for (top, goods) in &sheet.rows {
                    let mut left = LEFT;
                    for (good, code) in goods.iter().zip(codes.by_ref()) {
                        cell(pen, &faces, good, code, (left, *top));
                        left += STEP.0;
                    }
                }
                self.foot(pen, &faces, sheet.of, number);
            })?;
        }
        pages.finish()
    }

    /// Which market, whose goods, which page.
    fn foot(&self, pen: &mut Pen<'_>, faces: &Faces, of: &str, number: usize) {
        pen.ornament(|pen| {
            pen.fill(Colour::Kraft, |path| {
                rectangle(path, 0.0, FOOT, A4.0, A4.1 - FOOT);
            });
        });
        pen.moved(LEFT, FOOT + 3.0, 6.5 / 24.0, |pen| hall(pen, Colour::Timber));
        let words = format!("{} · {of} · {number}", self.cover.market);
        let words = faces.regular.fit(&words, Room::line(160.0, 4.2));
        let at = (Place::From(LEFT + 9.0), FOOT + 5.0);
        pen.write(Tag::P, &faces.regular, &words, at, Colour::Ink);
    }
}

/// The squares of a page, before anything of it is drawn: a link may be too long.
struct Squares {
    heads: Vec<Option<QRCode>>,
    goods: Vec<QRCode>,
}

impl Squares {
    fn of(sheet: &Sheet<'_>) -> Result<Self, NotPrinted> {
        let heads = sheet.heads.iter().map(|(_, section)| {
            let link = section.square.as_ref().map(|(_, link)| square(link));
            link.transpose()
        });
        let goods = sheet.rows.iter().flat_map(|(_, goods)| goods.iter());
        Ok(Self {
            heads: heads.collect::<Result<_, _>>()?,
            goods: goods.map(|good| square(&good.link)).collect::<Result<_, _>>()?,
        })
    }
}

/// Where everything stands: a head never without its first row below it.
fn flow(sections: &[Section]) -> Vec<Sheet<'_>> {
    let mut sheets: Vec<Sheet<'_>> = Vec::new();
    let mut top = FOOT;
    for section in sections.iter().filter(|section| !section.goods.is_empty()) {
        for (at, goods) in section.goods.chunks(COLUMNS).enumerate() {
            let wants = if at == 0 { HEAD + STEP.1 } else { STEP.1 };
            if top + wants > FOOT {
                sheets.push(Sheet::default());
                top = TOP;
            }
            // The first row found no page, and one was begun.
            let Some(sheet) = sheets.last_mut() else { continue };
            sheet.of = &section.title;
            if at == 0 {
                sheet.heads.push((top, section));
                top += HEAD;
            }
            sheet.rows.push((top, goods));
            top += STEP.1;
        }
    }
    sheets
}

/// A section's sign, its words and its square.
fn head(pen: &mut Pen<'_>, faces: &Faces, section: &Section, code: Option<&QRCode>, top: f32) {
    let room = Room {
        height: 8.0,
        ..Room::line(150.0, 9.0)
    };
    let sign = faces.semibold.fit(&section.title, room);
    let tag = Tag::Hn(NonZeroU16::MIN.saturating_add(1), None);
    let mut below = pen.write(tag, &faces.semibold, &sign, (Place::From(LEFT), top), Colour::Ink) + 3.0;
    for words in &section.words {
        let words = faces.regular.fit(words, Room::line(155.0, 4.2));
        let at = (Place::From(LEFT), below);
        below = pen.write(Tag::P, &faces.regular, &words, at, Colour::SoftInk) + 2.2;
    }
    if let (Some((alt, _)), Some(code)) = (&section.square, code) {
        qr(pen, alt, code, (A4.0 - LEFT - 19.0, top - 1.0), 19.0);
    }
    pen.ornament(|pen| {
        pen.fill(Colour::Tomato, |path| {
            rectangle(path, LEFT, top + HEAD - 5.0, A4.0 - 2.0 * LEFT, 0.6);
        });
    });
}

fn cell(pen: &mut Pen<'_>, faces: &Faces, good: &Good, code: &QRCode, (left, top): (f32, f32)) {
    let photo = good.photo.clone();
    match photo.and_then(|photo| Image::from_jpeg(photo.into(), true).ok()) {
        Some(photo) => pen.photograph(&good.alt, &photo, (left, top), PHOTO),
        None => pen.ornament(|pen| {
            pen.fill(Colour::Kraft, |path| rectangle(path, left, top, PHOTO, PHOTO));
        }),
    }
    let beside = left + PHOTO + 3.0;
    let room = Room {
        width: 46.0,
        height: 15.0,
        lines: 3,
        sizes: (5.0, 3.4),
    };
    let name = faces.semibold.fit(&good.name, room);
    let tag = Tag::Hn(NonZeroU16::MIN.saturating_add(2), None);
    let below = pen.write(
        tag,
        &faces.semibold,
        &name,
        (Place::From(beside), top + 0.6),
        Colour::Ink,
    );
    if !good.shop.is_empty() {
        let shop = faces.regular.fit(&good.shop, Room::line(46.0, 3.6));
        let at = (Place::From(beside), below + 2.2);
        pen.write(Tag::P, &faces.regular, &shop, at, Colour::SoftInk);
    }
    let price = Price {
        euros: &good.euros,
        cents: &good.cents,
        unit: &good.unit,
    };
    price_label(
        pen,
        (&faces.semibold, &faces.regular),
        &price,
        (beside, top + PHOTO - 1.5),
        (9.0, 28.0),
    );
    qr(pen, &good.square, code, (beside + 31.0, top + PHOTO - 16.0), 15.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(title: &str, count: usize) -> Section {
        let good = Good {
            photo: None,
            alt: String::new(),
            name: "Miel".into(),
            shop: String::new(),
            euros: "9".into(),
            cents: String::new(),
            unit: String::new(),
            square: String::new(),
            link: "https://halle.example/m".into(),
        };
        Section {
            title: title.into(),
            words: Vec::new(),
            square: None,
            goods: vec![good; count],
        }
    }

    #[test]
    fn a_head_never_stands_alone_at_the_foot_of_a_page() {
        for count in 1..30 {
            let sections = [section("La pause", count), section("Au puits", 1)];
            for sheet in flow(&sections) {
                for (top, _) in &sheet.heads {
                    assert!(sheet.rows.iter().any(|(row, _)| row - top == HEAD), "{count}");
                }
                assert!(sheet.rows.iter().all(|(row, _)| row + STEP.1 <= FOOT), "{count}");
            }
        }
    }

    #[test]
    fn every_product_stands_somewhere_once_and_an_empty_shop_nowhere() {
        let sections = [
            section("La pause", 25),
            section("Vide", 0),
            section("Au puits", 3),
        ];
        let sheets = flow(&sections);
        let goods: usize = sheets
            .iter()
            .flat_map(|sheet| sheet.rows.iter())
            .map(|(_, goods)| goods.len())
            .sum();
        let heads: Vec<&str> = sheets
            .iter()
            .flat_map(|sheet| sheet.heads.iter())
            .map(|(_, section)| section.title.as_str())
            .collect();
        assert_eq!((goods, heads), (28, vec!["La pause", "Au puits"]));
    }
}
