//! What else has to hold of what is found.

use crate::{
    catalogue::Category,
    money::{Cents, Price},
};

words! {
    /// What it may cost, in steps that people think in.
    PriceBand {
        Small = "moins-de-5",
        Middle = "5-a-15",
        Large = "15-a-30",
        Huge = "plus-de-30",
    }
}

impl PriceBand {
    /// The band in which a price falls; its upper end belongs to it.
    pub const fn of(price: Price) -> Self {
        match price.cents() {
            Cents(..=500) => Self::Small,
            Cents(..=1500) => Self::Middle,
            Cents(..=3000) => Self::Large,
            Cents(_) => Self::Huge,
        }
    }
}

/// Narrows what is found; each may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only of shops whose door is open.
    pub open: bool,
    /// Only at such prices.
    pub price: Option<PriceBand>,
    /// Only of this aisle.
    pub category: Option<Category>,
    /// Only of the shop with this slug.
    pub shop: Option<String>,
}

impl Filters {
    /// Whether nothing is narrowed.
    pub const fn is_empty(&self) -> bool {
        !self.open && self.price.is_none() && self.category.is_none() && self.shop.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_price_has_its_band() {
        for (cents, band) in [
            (1, PriceBand::Small),
            (500, PriceBand::Small),
            (501, PriceBand::Middle),
            (1500, PriceBand::Middle),
            (3000, PriceBand::Large),
            (3001, PriceBand::Huge),
        ] {
            assert_eq!(PriceBand::of(Price::from_cents(cents).unwrap()), band);
        }
    }
}
