//! Three honest states instead of an inventory: unique pieces are counted, "a few" and "plenty" are said, "always"
//! never runs out. Any of them can be switched off.

use serde::{Deserialize, Serialize};

words! {
    /// How a merchant says how much there is.
    StockKind {
        Always = "always",
        Plenty = "plenty",
        Few = "few",
        /// Counted pieces; the count is beside.
        Pieces = "pieces",
        /// Switched off: nothing to sell until it is switched on again.
        Out = "out",
    }
}

/// How much there is of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stock {
    /// Never runs out.
    Always,
    /// More than enough for today.
    Plenty,
    /// Some left, not counted.
    Few,
    /// That many left, each of them promised once.
    Pieces(u32),
    /// Switched off.
    Out,
}

impl Stock {
    /// From its two columns: the kind, and the count (only pieces have one).
    pub fn from_parts(kind: StockKind, count: Option<i32>) -> Self {
        match kind {
            StockKind::Always => Self::Always,
            StockKind::Plenty => Self::Plenty,
            StockKind::Few => Self::Few,
            StockKind::Pieces => Self::Pieces(count.and_then(|n| u32::try_from(n).ok()).unwrap_or(0)),
            StockKind::Out => Self::Out,
        }
    }

    /// The kind's column.
    pub const fn kind(self) -> StockKind {
        match self {
            Self::Always => StockKind::Always,
            Self::Plenty => StockKind::Plenty,
            Self::Few => StockKind::Few,
            Self::Pieces(_) => StockKind::Pieces,
            Self::Out => StockKind::Out,
        }
    }

    /// The count's column.
    pub fn count(self) -> Option<i32> {
        match self {
            Self::Pieces(count) => Some(i32::try_from(count).unwrap_or(i32::MAX)),
            _ => None,
        }
    }

    /// Up to that many pieces are the last ones.
    pub const LAST_PIECES: i32 = 3;

    /// Up to that many pieces, shoppers are told how many there are. Above it there is plenty, and a page that says so stays
    /// true while some are sold.
    pub const TOLD_PIECES: i32 = 12;

    /// As shoppers hear of it: more pieces than one counts are plenty.
    #[must_use]
    pub fn as_told(self) -> Self {
        match self.count() {
            Some(count) if count > Self::TOLD_PIECES => Self::Plenty,
            _ => self,
        }
    }

    /// How many pieces one shopper may ask for; 0 when there is nothing to sell.
    pub fn on_offer(self) -> u32 {
        match self {
            Self::Pieces(count) => count.min(crate::basket::Basket::MAX_QUANTITY),
            Self::Out => 0,
            _ => crate::basket::Basket::MAX_QUANTITY,
        }
    }
}
