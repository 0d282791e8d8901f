//! Products on a shelf: how they are sold, how many there are, and the form that puts one on sale.

mod listing;
mod product;
mod stock;

pub use listing::{Listing, ListingError, ListingForm};
pub use product::{Product, SoldBy};
pub use stock::{Stock, StockKind};

words! {
    /// What one price buys.
    Unit {
        Piece = "piece",
        Kilogram = "kilogram",
        HundredGrams = "hundred_grams",
        Litre = "litre",
    }
}
