//! What goes onto paper: the window's poster, price cards and labels, the market's catalogue, a day's pickups, a council's sheet, as PDF; and
//! the picture beside a link, which looks like them, as JPEG. Words in, bytes out; no files, no clock.
//!
//! On paper lengths are millimetres. Texts come ready made, in the language of whoever will read the paper.

mod card;
mod catalogue;
mod council;
mod face;
mod motifs;
mod page;
mod pen;
mod pickups;
mod poster;
mod prices;

pub use card::{CARD_SIZE, Card, Cell, Slate};
pub use catalogue::{Catalogue, Good, Section};
pub use council::{Council, Figure, Stride};
pub use pickups::{Pickup, Pickups};
pub use poster::{Paper, Poster, Posters};
pub use prices::{Cut, PriceCards, PriceTag};

use thiserror::Error;

/// Why there is nothing to print. None of these is the person's fault.
#[derive(Debug, Error)]
pub enum NotPrinted {
    /// A face that is built in cannot be read.
    #[error("the face {0} cannot be read")]
    Face(&'static str),
    /// A link that is longer than a QR code holds.
    #[error("a link of {0} characters is too long for a QR code")]
    TooLongForQr(usize),
    /// The document has no page.
    #[error("there is nothing on the paper")]
    Empty,
    /// The document could not be written.
    #[error("the document cannot be written: {0}")]
    Document(String),
}
