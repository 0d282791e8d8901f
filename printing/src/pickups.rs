//! A day's pickups on paper: who comes when and takes what, with a box to tick.

use crate::{
    NotPrinted,
    face::{Faces, LEADING, Room},
    page::Pages,
    pen::{Colour, Pen, Place, rectangle},
};
use krilla::tagging::Tag;
use std::num::NonZeroU16;

/// What the list says.
#[derive(Clone, Debug)]
pub struct Pickups {
    /// Language of the words, "fr".
    pub language: String,
    /// Title of the document.
    pub title: String,
    /// The shop's sign.
    pub shop: String,
    /// "Retraits du vendredi 27 novembre".
    pub day: String,
    /// In the order in which they come.
    pub pickups: Vec<Pickup>,
    /// "À préparer en tout".
    pub together: String,
    /// What all of them take together, a line each; where nothing is left to prepare, the list ends without.
    pub all: Vec<String>,
}

/// One order.
#[derive(Clone, Debug)]
pub struct Pickup {
    /// "10 h – 10 h 30".
    pub when: String,
    /// Who comes.
    pub name: String,
    /// What they take, a line each.
    pub goods: Vec<String>,
    /// What they pay.
    pub total: String,
    /// "prête", or nothing.
    pub state: String,
}

const A4: (f32, f32) = (210.0, 297.0);
const LEFT: f32 = 16.0;
const RIGHT: f32 = A4.0 - LEFT;
const TOP: f32 = 34.0;
const BOTTOM: f32 = 280.0;
/// Size of a line of goods.
const SIZE: f32 = 4.6;
const STEP: f32 = SIZE * LEADING * 1.15;
/// Above the goods: the box, the hour and the name.
const HEAD: f32 = 12.0;

/// What fits a page: of which order, the goods from where to where.
type Slice<'a> = (&'a Pickup, &'a [String], bool);

impl Pickups {
    /// The PDF.
    ///
    /// # Errors
    /// [`NotPrinted::Empty`] when nobody comes; [`NotPrinted`] by a fault of ours.
    pub fn print(&self) -> Result<Vec<u8>, NotPrinted> {
        if self.pickups.is_empty() {
            return Err(NotPrinted::Empty);
        }
        let faces = Faces::new()?;
        let mut pages = Pages::new(&self.title, &self.language);
        // What all take together is a last entry, without a box.
        let together = Pickup {
            when: String::new(),
            name: self.together.clone(),
            goods: self.all.clone(),
            total: String::new(),
            state: String::new(),
        };
        let together = (!together.goods.is_empty()).then_some(&together);
        for sheet in flow(self.pickups.iter().chain(together)) {
            pages.add(A4, |pen| {
                self.title(pen, &faces);
                let mut top = TOP;
                for (pickup, goods, begins) in sheet {
                    top = entry(pen, &faces, pickup, goods, begins, top);
                }
            })?;
        }
        pages.finish()
    }

    fn title(&self, pen: &mut Pen<'_>, faces: &Faces) {
        let shop = faces.semibold.fit(&self.shop, Room::line(178.0, 8.0));
        let tag = Tag::Hn(NonZeroU16::MIN, None);
        let below = pen.write(
            tag,
            &faces.semibold,
            &shop,
            (Place::From(LEFT), 13.0),
            Colour::Ink,
        );
        let day = faces.regular.fit(&self.day, Room::line(178.0, 5.0));
        let at = (Place::From(LEFT), below + 3.5);
        pen.write(Tag::P, &faces.regular, &day, at, Colour::SoftInk);
    }
}

/// An order that does not fit goes over to the next page, one that is longer than a page goes on there.
fn flow<'a>(pickups: impl Iterator<Item = &'a Pickup>) -> Vec<Vec<Slice<'a>>> {
    let mut sheets: Vec<Vec<Slice<'a>>> = vec![Vec::new()];
    let mut top = TOP;
    for pickup in pickups {
        if top > TOP && top + height(pickup.goods.len()) > BOTTOM {
            sheets.push(Vec::new());
            top = TOP;
        }
        let (mut rest, mut begins) = (pickup.goods.as_slice(), true);
        loop {
            let fit = rest.len().min(lines_below(top));
            let (here, later) = rest.split_at(fit);
            if let Some(sheet) = sheets.last_mut() {
                sheet.push((pickup, here, begins));
            }
            top += height(here.len());
            (rest, begins) = (later, false);
            if rest.is_empty() {
                break;
            }
            sheets.push(Vec::new());
            top = TOP;
        }
    }
    sheets
}

#[expect(clippy::cast_precision_loss, reason = "some hundred lines")]
fn height(lines: usize) -> f32 {
    HEAD + lines as f32 * STEP + 4.0
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a page is some thirty lines high"
)]
fn lines_below(top: f32) -> usize {
    ((BOTTOM - top - HEAD - 4.0) / STEP).max(1.0) as usize
}

/// Returns where the next one begins.
fn entry(pen: &mut Pen<'_>, faces: &Faces, pickup: &Pickup, goods: &[String], begins: bool, top: f32) -> f32 {
    pen.ornament(|pen| {
        pen.fill(Colour::Line, |path| {
            rectangle(path, LEFT, top, RIGHT - LEFT, 0.3);
        });
        if begins && !pickup.when.is_empty() {
            pen.stroke(Colour::Ink, 0.5, |path| {
                rectangle(path, LEFT, top + 4.0, 6.0, 6.0);
            });
        }
    });
    let inner = LEFT + 11.0;
    let head = if begins {
        pickup.name.clone()
    } else {
        format!("{} (…)", pickup.name)
    };
    let head = [pickup.when.as_str(), &head]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let name = faces.semibold.fit(&head, Room::line(118.0, 5.6));
    let tag = Tag::Hn(NonZeroU16::MIN.saturating_add(1), None);
    pen.write(
        tag,
        &faces.semibold,
        &name,
        (Place::From(inner), top + 5.0),
        Colour::Ink,
    );
    if begins {
        let words = [pickup.state.as_str(), &pickup.total];
        let words = words
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>();
        let total = faces.semibold.fit(&words.join(" · "), Room::line(50.0, 5.2));
        let wide = total
            .lines
            .iter()
            .map(|line| line.width * total.size)
            .fold(0.0, f32::max);
        let at = (Place::From(RIGHT - wide), top + 5.0);
        pen.write(Tag::P, &faces.semibold, &total, at, Colour::Ink);
    }
    let mut at = top + HEAD;
    for good in goods {
        let words = faces.regular.fit(good, Room::line(RIGHT - inner, SIZE));
        pen.write(
            Tag::P,
            &faces.regular,
            &words,
            (Place::From(inner), at),
            Colour::Ink,
        );
        at += STEP;
    }
    top + height(goods.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pickup(goods: usize) -> Pickup {
        Pickup {
            when: "10 h".into(),
            name: "Mme Martin".into(),
            goods: (0..goods).map(|number| format!("{number} × Miel")).collect(),
            total: "9,80 €".into(),
            state: String::new(),
        }
    }

    #[test]
    fn every_line_stands_once_and_none_below_the_page() {
        for counts in [vec![1; 40], vec![45, 45], vec![200], vec![0, 3, 120, 1]] {
            let pickups: Vec<Pickup> = counts.iter().copied().map(pickup).collect();
            let sheets = flow(pickups.iter());
            for sheet in &sheets {
                let high: f32 = sheet.iter().map(|(_, goods, _)| height(goods.len())).sum();
                assert!(TOP + high <= BOTTOM + STEP, "{counts:?}");
            }
            let begun = sheets.iter().flatten().filter(|(_, _, begins)| *begins).count();
            let lines: usize = sheets.iter().flatten().map(|(_, goods, _)| goods.len()).sum();
            assert_eq!((begun, lines), (counts.len(), counts.iter().sum()));
        }
    }
}
