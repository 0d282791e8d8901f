//! What a merchant changes on the shelf: as a phone asks for it, perhaps hours later, and as it is done.

use super::{Category, Content, ContentError, Stock, StockKind, Unit, listing::MAX_PIECES};
use crate::{
    id::{DeviceId, EditId, ProductId, ShopId},
    money::{Price, PriceError},
    pickup::Lead,
    text::{Name, TextError},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A change that a phone asks for. The phone made its id, so that asking again does it once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Which change it is.
    pub id: EditId,
    /// Whose shelf it is about: the phone may be at another counter since. None from a page that does not say.
    #[serde(default)]
    pub shop: Option<ShopId>,
    /// What it is about.
    pub product: ProductId,
    /// Who wished it, and how long ago.
    pub wished: Wished,
    /// What is wished.
    pub wish: Wish,
}

/// When something was wished at a counter: a time that two phones can be compared by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wished {
    /// The phone; it sends its wishes in order. None from a page without scripts.
    pub by: Option<DeviceId>,
    /// Milliseconds ago. An age and not a time of day: the phone's clock may be days off.
    pub age: u64,
}

/// What a merchant wishes, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// Another price: "3,50".
    Price(String),
    /// A lower one, told to shoppers as a reduction.
    Reduced(String),
    /// A name, at last or another.
    Name(String),
    /// A word of [`Unit`]: what the price buys.
    Unit(String),
    /// How much is in one piece: "500 g"; empty: nothing is said of it.
    Content(String),
    /// A word of [`StockKind`], and how many pieces when they are counted; none of them means sold out.
    Stock(String, String),
    /// A word of [`Category`].
    Category(String),
    /// A word of [`Lead`]; empty: the shop's usual time.
    Lead(String),
    /// One was sold at the counter.
    Sold,
    /// Off the stall.
    Off,
    /// Back on the stall.
    Back,
    /// Out of shoppers' sight.
    Hide,
    /// In their sight again.
    Show,
    /// It is still there.
    Still,
    /// Another one like it, under this id; out of sight until it is told apart.
    Duplicate(ProductId),
    /// It was put on sale by mistake.
    Withdraw,
}

/// A wish that can be granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new price.
    Price(Price),
    /// A lower one, told to shoppers as a reduction.
    Reduced(Price),
    /// A name, at last or another.
    Name(Name),
    /// What the price buys. What is sold by weight or volume has no content of its own.
    Unit(Unit),
    /// How much is in one piece; none: nothing is said of it.
    Content(Option<Content>),
    /// Counted, or said.
    Stock(Stock),
    /// Where shoppers look for it.
    Category(Category),
    /// What it needs to be prepared; none: the shop's usual time.
    Lead(Option<Lead>),
    /// One piece less, when they are counted; never less than none.
    Sold,
    /// Off the stall. A count is kept for the day it comes back.
    Off,
    /// Back on the stall: with the pieces that were left, else with plenty.
    Back,
    /// Out of shoppers' sight.
    Hide,
    /// In their sight again.
    Show,
    /// Still there.
    Still,
    /// Another one like it, out of sight.
    Duplicate(ProductId),
    /// Gone for good; orders that hold it stand.
    Withdraw,
}

/// Why a wish cannot be granted as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum EditError {
    /// What is wrong with the price.
    #[error("the price needs another look")]
    Price(PriceError),
    /// What is wrong with the name.
    #[error("the name needs another look")]
    Name(TextError),
    /// What is wrong with how much is in one piece.
    #[error("the content needs another look")]
    Content(ContentError),
    /// The count is no whole number from 0 to 9,999.
    #[error("the count needs another look")]
    Pieces,
    /// The town hall has suspended the shop: its shelf stays as it is until that is lifted.
    #[error("the shop is suspended")]
    Suspended,
}

/// What became of an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Done, now or when it was asked for the first time.
    Done,
    /// Another phone decided the price later than this one did: that price stands.
    Later(Price),
    /// Not as it was typed.
    Refused(EditError),
    /// There is no such product on this shop's shelf any more.
    Gone,
}

impl Wish {
    /// What is to be done, or what is wrong with it.
    pub fn parse(&self) -> Result<Change, EditError> {
        Ok(match self {
            Self::Price(typed) => Change::Price(Price::parse(typed).map_err(EditError::Price)?),
            Self::Reduced(typed) => Change::Reduced(Price::parse(typed).map_err(EditError::Price)?),
            Self::Name(typed) => Change::Name(typed.parse().map_err(EditError::Name)?),
            Self::Unit(word) => Change::Unit(word.parse().unwrap_or(Unit::Piece)),
            Self::Content(typed) => Change::Content(match typed.parse() {
                Err(ContentError::Missing) => None,
                other => Some(other.map_err(EditError::Content)?),
            }),
            Self::Stock(kind, pieces) if is_none_left(kind, pieces) => Change::Stock(Stock::Pieces(0)),
            Self::Stock(kind, pieces) => Change::Stock(stock(kind, pieces).ok_or(EditError::Pieces)?),
            Self::Category(word) => Change::Category(word.parse().unwrap_or(Category::Other)),
            Self::Lead(word) => Change::Lead(word.parse().ok()),
            Self::Sold => Change::Sold,
            Self::Off => Change::Off,
            Self::Back => Change::Back,
            Self::Hide => Change::Hide,
            Self::Show => Change::Show,
            Self::Still => Change::Still,
            Self::Duplicate(id) => Change::Duplicate(*id),
            Self::Withdraw => Change::Withdraw,
        })
    }
}

/// Whoever counts the last ones may count none; nothing goes on sale that way.
fn is_none_left(kind: &str, pieces: &str) -> bool {
    kind.parse() == Ok(StockKind::Pieces) && pieces.trim().parse() == Ok(0_u32)
}

/// How much there is, as typed: a word of [`StockKind`] (always, when it is in no list), and a count of pieces.
pub(super) fn stock(kind: &str, pieces: &str) -> Option<Stock> {
    match kind.parse().unwrap_or(StockKind::Always) {
        StockKind::Pieces => match pieces.trim().parse() {
            Ok(count) if (1..=MAX_PIECES).contains(&count) => Some(Stock::Pieces(count)),
            _ => None,
        },
        uncounted => Some(Stock::from_parts(uncounted, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_read_by_the_rules_of_the_listing_form() {
        assert!(
            matches!(Wish::Price("3,50".into()).parse(), Ok(Change::Price(price)) if price.cents().0 == 350)
        );
        assert_eq!(
            Wish::Price("0".into()).parse(),
            Err(EditError::Price(PriceError::Zero))
        );
        assert_eq!(
            Wish::Name(" ".into()).parse(),
            Err(EditError::Name(TextError::Missing))
        );
        assert_eq!(
            Wish::Stock("pieces".into(), "4".into()).parse(),
            Ok(Change::Stock(Stock::Pieces(4)))
        );
        assert_eq!(
            Wish::Stock("pieces".into(), "-1".into()).parse(),
            Err(EditError::Pieces)
        );
    }

    #[test]
    fn what_the_price_buys_may_be_corrected() {
        assert_eq!(
            Wish::Unit("kilogram".into()).parse(),
            Ok(Change::Unit(Unit::Kilogram))
        );
        assert_eq!(Wish::Content(" ".into()).parse(), Ok(Change::Content(None)));
        assert_eq!(
            Wish::Content("500 g".into()).parse(),
            Ok(Change::Content("500 g".parse().ok()))
        );
        assert_eq!(
            Wish::Content("beaucoup".into()).parse(),
            Err(EditError::Content(ContentError::NotAQuantity))
        );
    }

    #[test]
    fn no_piece_left_is_sold_out() {
        assert_eq!(
            Wish::Stock("pieces".into(), " 0 ".into()).parse(),
            Ok(Change::Stock(Stock::Pieces(0)))
        );
    }
}
