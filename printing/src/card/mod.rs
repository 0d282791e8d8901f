//! The picture that other sites show beside a link: photographs with their slates, what it is, whose it is.

mod canvas;
mod draw;

use crate::NotPrinted;

/// Width and height in pixels: what link previews ask for.
pub const CARD_SIZE: (u32, u32) = (1200, 630);

/// What the picture shows.
#[derive(Clone, Debug)]
pub struct Card {
    /// One photograph, or four.
    pub cells: Vec<Cell>,
    /// "Épicerie", or nothing.
    pub above: String,
    /// The product's name, the shop's or the town's.
    pub title: String,
    /// "La pause, Dourdan".
    pub below: String,
    /// "Réservez, payez en boutique".
    pub sentence: String,
    /// "Le marché de Dourdan".
    pub market: String,
}

/// One photograph.
#[derive(Clone, Debug)]
pub struct Cell {
    /// A JPEG; none, or one that cannot be read: the market hall stands in.
    pub photo: Option<Vec<u8>>,
    /// What hangs over its corner.
    pub slate: Option<Slate>,
}

/// A price.
#[derive(Clone, Debug)]
pub struct Slate {
    /// "9".
    pub euros: String,
    /// ",80", or nothing.
    pub cents: String,
    /// "le kilo", or nothing.
    pub unit: String,
}

impl Card {
    /// The picture as a JPEG of some 60 to 120 kB. Takes a processor for some 30 ms: never on an async thread.
    ///
    /// # Errors
    /// [`NotPrinted`] by a fault of ours only.
    pub fn draw(&self) -> Result<Vec<u8>, NotPrinted> {
        draw::draw(self)
    }
}
