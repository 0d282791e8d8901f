//! Products on a shelf: how they are sold, how much is in one, how many there are, the form that puts one on
//! sale, and what spares typing in it.

mod content;
mod folded;
mod listing;
mod product;
mod spoken;
mod stock;
mod suggest;

pub use content::{Content, ContentError, Measure, UnitPrice, unit_price};
pub use listing::{Listing, ListingError, ListingForm};
pub use product::{Product, SoldBy};
pub use spoken::{Spoken, hear};
pub use stock::{Stock, StockKind};
pub use suggest::suggest;

words! {
    /// What one price buys.
    Unit {
        Piece = "piece",
        Kilogram = "kilogram",
        HundredGrams = "hundred_grams",
        Litre = "litre",
    }
}
