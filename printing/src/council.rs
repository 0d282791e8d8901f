//! A market's last weeks on one sheet, for a town's council: figures, how far the shops have come, week after week, and who
//! does not get on.

use crate::{
    NotPrinted,
    face::{Block, CAPITAL, Face, Faces, LEADING, Room},
    page::Pages,
    pen::{Colour, Pen, Place, rectangle},
};
use krilla::tagging::Tag;
use std::num::NonZeroU16;

/// What the sheet says. It is one page whatever stands on it: of a list that is too long it shows the beginning.
#[derive(Clone, Debug)]
pub struct Council {
    /// Language of the words, "fr".
    pub language: String,
    /// Title of the document.
    pub title: String,
    /// "Le marché de Dourdan".
    pub market: String,
    /// "Du samedi 31 octobre au vendredi 27 novembre 2026".
    pub period: String,
    /// At a glance, side by side.
    pub figures: Vec<Figure>,
    /// "Le chemin des commerces".
    pub way: String,
    /// Its steps in order.
    pub steps: Vec<Stride>,
    /// "Semaine après semaine".
    pub weekly: String,
    /// What stands above the columns, that of the weeks first.
    pub head: Vec<String>,
    /// A week each, with a cell for each column.
    pub weeks: Vec<Vec<String>>,
    /// "Qui a besoin d’un coup de main".
    pub helped: String,
    /// Who, and what is missing there.
    pub stuck: Vec<(String, String)>,
    /// "Et 12 autres"; "Personne en ce moment."; empty when the list says it all.
    pub rest: String,
    /// How it was counted.
    pub foot: String,
}

/// A figure and what it counts.
#[derive(Clone, Debug)]
pub struct Figure {
    /// "13".
    pub value: String,
    /// "commerces en ligne".
    pub words: String,
}

/// How many went so far.
#[derive(Clone, Debug)]
pub struct Stride {
    /// "Première remise".
    pub words: String,
    /// "9 sur 13".
    pub value: String,
    /// How many of a hundred.
    pub percent: u8,
}

const A4: (f32, f32) = (210.0, 297.0);
const LEFT: f32 = 16.0;
const RIGHT: f32 = A4.0 - LEFT;
const WIDE: f32 = RIGHT - LEFT;
/// Size of a running line, and from one to the next.
const SIZE: f32 = 4.2;
const STEP: f32 = 7.0;
/// Where each part begins.
const FIGURES: f32 = 36.0;
const WAY: f32 = 66.0;
const WEEKLY: f32 = 128.0;
const HELPED: f32 = 186.0;
const FOOT: f32 = 281.0;
/// Where the bars of the way stand, and how long the whole is.
const BARS: f32 = LEFT + 62.0;
const BAR: f32 = 82.0;

/// At which of its ends a text stands.
#[derive(Clone, Copy)]
enum End {
    Left(f32),
    Right(f32),
}

impl Council {
    /// How many of those who do not get on fit the sheet.
    pub const STUCK: usize = 11;
    /// How many weeks do.
    pub const WEEKS: usize = 5;

    /// The PDF.
    ///
    /// # Errors
    /// [`NotPrinted`] by a fault of ours.
    pub fn print(&self) -> Result<Vec<u8>, NotPrinted> {
        let faces = Faces::new()?;
        let mut pages = Pages::new(&self.title, &self.language);
        pages.add(A4, |pen| {
            self.title(pen, &faces);
            self.glance(pen, &faces);
            self.way(pen, &faces);
            self.weeks(pen, &faces);
            self.stuck(pen, &faces);
            let foot = faces.regular.fit(&self.foot, Room::block(WIDE, 2, (3.2, 2.4)));
            let at = (Place::From(LEFT), FOOT);
            pen.write(Tag::P, &faces.regular, &foot, at, Colour::SoftInk);
        })?;
        pages.finish()
    }

    fn title(&self, pen: &mut Pen<'_>, faces: &Faces) {
        let market = faces.semibold.fit(&self.market, Room::line(WIDE, 9.0));
        let tag = Tag::Hn(NonZeroU16::MIN, None);
        let at = (Place::From(LEFT), 13.0);
        let below = pen.write(tag, &faces.semibold, &market, at, Colour::Ink);
        let period = faces.regular.fit(&self.period, Room::line(WIDE, 5.0));
        let at = (Place::From(LEFT), below + 3.5);
        pen.write(Tag::P, &faces.regular, &period, at, Colour::SoftInk);
    }

    fn glance(&self, pen: &mut Pen<'_>, faces: &Faces) {
        let each = WIDE / count(self.figures.len().max(1));
        for (at, figure) in self.figures.iter().enumerate() {
            let left = LEFT + each * count(at);
            let room = each - 3.0;
            pen.write_as_one(&format!("{} {}", figure.value, figure.words), |pen| {
                let value = faces.semibold.fit(&figure.value, Room::line(room, 10.0));
                set(
                    pen,
                    &faces.semibold,
                    &value,
                    (End::Left(left), FIGURES),
                    Colour::Ink,
                );
                let words = faces.regular.fit(&figure.words, Room::block(room, 2, (3.9, 2.7)));
                let at = (End::Left(left), FIGURES + 11.0);
                set(pen, &faces.regular, &words, at, Colour::SoftInk);
            });
        }
    }

    fn way(&self, pen: &mut Pen<'_>, faces: &Faces) {
        heading(pen, faces, &self.way, WAY);
        let mut top = WAY + 11.0;
        for step in &self.steps {
            pen.ornament(|pen| {
                pen.fill(Colour::Kraft, |path| rectangle(path, BARS, top - 0.7, BAR, 4.2));
                let full = BAR * f32::from(step.percent.min(100)) / 100.0;
                if full > 0.0 {
                    pen.fill(Colour::Tomato, |path| rectangle(path, BARS, top - 0.7, full, 4.2));
                }
            });
            pen.write_as_one(&format!("{}, {}", step.words, step.value), |pen| {
                let words = faces
                    .regular
                    .fit(&step.words, Room::line(BARS - LEFT - 3.0, SIZE));
                set(pen, &faces.regular, &words, (End::Left(LEFT), top), Colour::Ink);
                let room = Room::line(RIGHT - BARS - BAR - 3.0, SIZE);
                let value = faces.semibold.fit(&step.value, room);
                set(
                    pen,
                    &faces.semibold,
                    &value,
                    (End::Right(RIGHT), top),
                    Colour::Ink,
                );
            });
            top += STEP;
        }
    }

    fn weeks(&self, pen: &mut Pen<'_>, faces: &Faces) {
        heading(pen, faces, &self.weekly, WEEKLY);
        let mut top = WEEKLY + 11.0;
        row(
            pen,
            &faces.regular,
            &self.head,
            &self.head.join(", "),
            top,
            Colour::SoftInk,
        );
        for week in self.weeks.iter().take(Self::WEEKS) {
            top += STEP;
            pen.ornament(|pen| {
                pen.fill(Colour::Line, |path| rectangle(path, LEFT, top - 2.1, WIDE, 0.2));
            });
            // Heard without the columns, a figure would say nothing.
            let told: Vec<String> = self
                .head
                .iter()
                .zip(week)
                .map(|(head, cell)| format!("{head} {cell}"))
                .collect();
            row(pen, &faces.regular, week, &told.join(", "), top, Colour::Ink);
        }
    }

    fn stuck(&self, pen: &mut Pen<'_>, faces: &Faces) {
        heading(pen, faces, &self.helped, HELPED);
        let mut top = HELPED + 11.0;
        for (who, what) in self.stuck.iter().take(Self::STUCK) {
            pen.write_as_one(&format!("{who}, {what}"), |pen| {
                let who = faces.semibold.fit(who, Room::line(72.0, SIZE));
                set(pen, &faces.semibold, &who, (End::Left(LEFT), top), Colour::Ink);
                let what = faces.regular.fit(what, Room::line(WIDE - 76.0, SIZE));
                set(
                    pen,
                    &faces.regular,
                    &what,
                    (End::Left(LEFT + 76.0), top),
                    Colour::SoftInk,
                );
            });
            top += STEP;
        }
        if !self.rest.is_empty() {
            let rest = faces.regular.fit(&self.rest, Room::line(WIDE, SIZE));
            let at = (Place::From(LEFT), top);
            pen.write(Tag::P, &faces.regular, &rest, at, Colour::SoftInk);
        }
    }
}

fn heading(pen: &mut Pen<'_>, faces: &Faces, words: &str, top: f32) {
    pen.ornament(|pen| {
        pen.fill(Colour::Ink, |path| rectangle(path, LEFT, top - 4.0, WIDE, 0.4));
    });
    let words = faces.semibold.fit(words, Room::line(WIDE, 5.6));
    let tag = Tag::Hn(NonZeroU16::MIN.saturating_add(1), None);
    pen.write(
        tag,
        &faces.semibold,
        &words,
        (Place::From(LEFT), top),
        Colour::Ink,
    );
}

/// Cells side by side: the first is words, the others are figures that end where their column does.
fn row(pen: &mut Pen<'_>, face: &Face, cells: &[String], told: &str, top: f32, colour: Colour) {
    let first = 84.0;
    let each = (WIDE - first) / count(cells.len().saturating_sub(1).max(1));
    pen.write_as_one(told, |pen| {
        for (at, cell) in cells.iter().enumerate() {
            let (end, room) = if at == 0 {
                (End::Left(LEFT), first - 3.0)
            } else {
                (End::Right(LEFT + first + each * count(at)), each - 3.0)
            };
            let words = face.fit(cell, Room::line(room, SIZE));
            set(pen, face, &words, (end, top), colour);
        }
    });
}

/// Sets lines below `top`; whoever calls has said what they are.
fn set(pen: &mut Pen<'_>, face: &Face, block: &Block, (end, top): (End, f32), colour: Colour) {
    let mut baseline = top + block.size * CAPITAL;
    for line in &block.lines {
        let x = match end {
            End::Left(x) => x,
            End::Right(x) => x - line.width * block.size,
        };
        pen.glyphs(face, line, (x, baseline), block.size, colour);
        baseline += block.size * LEADING;
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few columns")]
const fn count(things: usize) -> f32 {
    things as f32
}

/// Each part ends before the next one begins: six steps, so many weeks with what stands above them, so many shops and a line.
const _: () = {
    assert!(WAY + 11.0 + STEP * 6.0 < WEEKLY - 4.0);
    assert!(WEEKLY + 11.0 + STEP * count(1 + Council::WEEKS) < HELPED - 4.0);
    assert!(HELPED + 11.0 + STEP * count(Council::STUCK) + SIZE < FOOT);
};
