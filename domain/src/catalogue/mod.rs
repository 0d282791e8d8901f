//! Products on a shelf: how they are sold, how many there are, and the form that puts one on sale.

mod allergen;
mod category;
mod described;
mod ean;
mod edit;
mod fresh;
mod listing;
mod product;
mod stock;

pub use allergen::Allergen;
pub use category::Category;
pub use described::{Described, Source};
pub use ean::{Ean, NotAnEan};
pub use edit::{Change, Edit, EditError, Outcome, Wish, Wished};
pub use fresh::{days_fresh, is_stale};
pub use listing::{Listing, ListingError, ListingForm};
pub use product::{Product, Shelved, SoldBy};
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
