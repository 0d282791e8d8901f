//! The form of a product. The same fields come from the capture screen, from a plain HTML form and from a queue that
//! was offline; [`ListingForm::parse`] is the one place where they become something that may be sold.

use super::{Category, Content, ContentError, Ean, Stock, Unit, Wished};
use crate::{
    id::{ProductId, ShopId},
    money::{Price, PriceError},
    text::{Name, Remark, TextError},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Pieces a merchant can count in one product.
pub(super) const MAX_PIECES: u32 = 9_999;

/// What the merchant typed, as typed. Only the price must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListingForm {
    /// Made by the device before the first try, so that trying again never lists twice. Empty in a page without
    /// scripts that lost it: then the server makes one.
    pub product: Option<ProductId>,
    /// Whose counter the page was: the device may be at another one since. None in a page that does not say.
    pub shop: Option<ShopId>,
    /// For example "3,50".
    pub price: String,
    /// May stay empty.
    pub name: String,
    /// A word of [`Unit`]; empty means per piece.
    pub unit: String,
    /// How much is in one piece: "500 g". May stay empty.
    pub content: String,
    /// A word of [`super::StockKind`]; empty means always.
    pub stock: String,
    /// How many pieces, when the stock is counted.
    pub pieces: String,
    /// A word of [`Category`]; empty means what the shop usually sells.
    pub category: String,
    /// The digits of its barcode, when it has one.
    pub ean: String,
    /// The brand, as a barcode told it.
    pub brand: String,
    /// The allergens, as a barcode told them.
    pub allergens: String,
    /// When the merchant confirmed it on the phone.
    pub wished: Wished,
}

/// A product that may go on sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What it costs per unit.
    pub price: Price,
    /// None until the merchant has time to name it.
    pub name: Option<Name>,
    /// What the price buys.
    pub unit: Unit,
    /// How much is in one piece, when the price is per piece.
    pub content: Option<Content>,
    /// How much there is.
    pub stock: Stock,
    /// None: what its shop usually sells.
    pub category: Option<Category>,
    /// The digits of its barcode.
    pub ean: Option<Ean>,
    /// The brand, as a barcode told it.
    pub brand: Option<Name>,
    /// The allergens, as a barcode told them.
    pub allergens: Option<Remark>,
    /// When the merchant decided it.
    pub wished: Wished,
}

/// Every field that needs another look, each with its reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("some fields need another look")]
pub struct ListingError {
    /// What is wrong with the price.
    pub price: Option<PriceError>,
    /// What is wrong with the name.
    pub name: Option<TextError>,
    /// What is wrong with how much is in one piece.
    pub content: Option<ContentError>,
    /// The count of pieces is no whole number from 1 to 9,999.
    pub pieces: bool,
    /// The town hall has suspended the shop: nothing comes onto its shelf until that is lifted.
    #[serde(default)]
    pub suspended: bool,
}

impl ListingError {
    /// Nothing is wrong with what was typed.
    pub const SUSPENDED: Self = Self {
        price: None,
        name: None,
        content: None,
        pieces: false,
        suspended: true,
    };
}

impl ListingForm {
    /// Turns what was typed into a listing, or says everything that is wrong at once. A unit or stock that is in no
    /// list (only a tampered form sends one) falls back to the default rather than to a riddle.
    pub fn parse(&self) -> Result<Listing, ListingError> {
        let price = Price::parse(&self.price);
        let name = match self.name.parse::<Name>() {
            Err(TextError::Missing) => Ok(None),
            other => other.map(Some),
        };
        let stock = super::edit::stock(&self.stock, &self.pieces);
        let unit = self.unit.parse().unwrap_or(Unit::Piece);
        let content = match self.content.parse::<Content>() {
            // What is sold by weight or volume has no content of its own.
            _ if unit != Unit::Piece => Ok(None),
            Err(ContentError::Missing) => Ok(None),
            other => other.map(Some),
        };
        match (price, name, content, stock) {
            (Ok(price), Ok(name), Ok(content), Some(stock)) => Ok(Listing {
                price,
                name,
                unit,
                content,
                stock,
                // What comes with a barcode helps where it can be read, and is no reason to refuse a sale.
                category: self.category.parse().ok(),
                ean: self.ean.parse().ok(),
                brand: self.brand.parse().ok(),
                allergens: self.allergens.parse().ok(),
                wished: self.wished,
            }),
            (price, name, content, stock) => Err(ListingError {
                price: price.err(),
                name: name.err(),
                content: content.err(),
                pieces: stock.is_none(),
                suspended: false,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn form(price: &str) -> ListingForm {
        ListingForm {
            price: price.into(),
            ..Default::default()
        }
    }

    #[test]
    fn a_price_is_enough() {
        let listing = form("3,50").parse().unwrap();
        assert_eq!(
            (listing.price.cents().0, listing.name, listing.unit, listing.stock),
            (350, None, Unit::Piece, Stock::Always)
        );
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let wrong = ListingForm {
            name: "é".repeat(99),
            stock: "pieces".into(),
            pieces: "0".into(),
            ..form("1e9")
        };
        let error = wrong.parse().unwrap_err();
        assert_eq!(error.price, Some(PriceError::NotANumber));
        assert_eq!(error.name, Some(TextError::TooLong { max: 80 }));
        assert!(error.pieces);
    }

    #[test]
    fn pieces_are_counted() {
        let counted = ListingForm {
            stock: "pieces".into(),
            pieces: " 3 ".into(),
            ..form("18")
        };
        assert_eq!(counted.parse().unwrap().stock, Stock::Pieces(3));
    }

    proptest! {
        #[test]
        fn no_form_makes_it_panic(price in ".{0,20}", name in ".{0,100}", unit in ".{0,9}", stock in ".{0,9}", pieces in ".{0,9}") {
            let _ = ListingForm { price, name, unit, stock, pieces, ..ListingForm::default() }.parse();
        }
    }
}
