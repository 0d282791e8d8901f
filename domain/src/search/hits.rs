//! How well something answers, and what comes first.

use chrono::{DateTime, Utc};
use std::cmp::Reverse;

/// How a word of the market answers one that was typed, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// Only if the finger slipped.
    Corrected,
    /// It begins like that.
    Beginning,
    /// It is that word.
    Whole,
}

/// Where the word stands, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the name of the aisle or of the trade.
    Aisle,
    /// On the shop's sign.
    Shop,
    /// In the product's own name.
    Name,
}

/// An answer to one typed word. A better word is worth more than a better place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// How well.
    pub quality: Quality,
    /// Where.
    pub place: Place,
}

impl Hit {
    /// What it is worth among the hits of one product. A name's word beats a shop's, a shop's an aisle's; but any whole word
    /// beats every beginning, so that wines come before "Vingt mille lieues" for who types "vin".
    pub const fn points(self) -> u32 {
        let quality = match self.quality {
            Quality::Whole => 12,
            Quality::Beginning => 6,
            Quality::Corrected => 3,
        };
        let place = match self.place {
            Place::Name => 5,
            Place::Shop => 4,
            Place::Aisle => 3,
        };
        quality * place
    }
}

/// By what products are put in order: the greatest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// The sum of [`Hit::points`].
    pub points: u32,
    /// Whether it can be bought.
    pub is_available: bool,
    /// Where the first word that answers stands in the name: honey before gingerbread with honey.
    pub head: Reverse<u8>,
    /// Whether somebody said lately that it is there.
    pub is_fresh: bool,
    /// When it was put on sale.
    pub listed_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_whole_word_beats_every_beginning_and_every_beginning_every_slip() {
        let of = |quality| {
            let places = [Place::Aisle, Place::Shop, Place::Name];
            places.map(|place| Hit { quality, place }.points())
        };
        let (slips, beginnings, wholes) =
            (of(Quality::Corrected), of(Quality::Beginning), of(Quality::Whole));
        for worse_and_better in [(slips, beginnings), (beginnings, wholes)] {
            let (worse, better) = worse_and_better;
            assert!(worse.is_sorted() && better.is_sorted());
            assert!(worse[2] < better[0], "{worse:?} {better:?}");
        }
    }
}
