//! Products on a shelf: how they are sold, how much is in one, how many there are, the form that puts one on
//! sale, and what spares typing in it.

mod allergen;
mod category;
mod content;
mod described;
mod ean;
mod edit;
mod folded;
mod fresh;
mod listing;
mod product;
mod reduction;
mod spoken;
mod stock;
mod suggest;

pub use allergen::Allergen;
pub use category::Category;
pub(crate) use content::measured;
pub use content::{Content, ContentError, Measure, UnitPrice, unit_price};
pub use described::{Described, Source};
pub use ean::{Ean, NotAnEan};
pub use edit::{Change, Edit, EditError, Outcome, Wish, Wished};
pub use folded::folded;
pub use fresh::{days_fresh, is_stale};
pub use listing::{Listing, ListingError, ListingForm};
pub use product::{Product, Shelved, SoldBy};
pub use reduction::{Before, COMPARED_OVER, PastPrice, compared_with};
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

impl Unit {
    /// By what a shop of that kind mostly sells, until its merchant does otherwise.
    pub const fn usual(kind: crate::shops::ShopKind) -> Self {
        use crate::shops::ShopKind;
        match kind {
            ShopKind::MarketGarden | ShopKind::Butcher => Self::Kilogram,
            _ => Self::Piece,
        }
    }
}
