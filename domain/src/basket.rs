//! What a shopper wants, over any number of shops of a town. A basket has no account and no cookie: it travels as a
//! short text in a link or a hidden field, and a device may keep that text.

use crate::id::ProductId;
use std::{fmt, str::FromStr};
use thiserror::Error;
use uuid::Uuid;

/// Products and how many of each, in the order in which they were chosen; each product once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basket(Vec<(ProductId, u32)>);

/// The text is no basket, or a larger one than a person fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a basket")]
pub struct NotABasket;

impl Basket {
    /// Different products in one basket; 60 of them still make a link under 2,300 characters.
    pub const MAX_PRODUCTS: usize = 60;
    /// Pieces of one product.
    pub const MAX_QUANTITY: u32 = 99;

    /// Sets how many of a product are wanted; 0 takes it out. What goes over the limits is left as it was.
    pub fn set(&mut self, product: ProductId, quantity: u32) {
        let quantity = quantity.min(Self::MAX_QUANTITY);
        match self.0.iter().position(|(id, _)| *id == product) {
            Some(at) if quantity == 0 => drop(self.0.remove(at)),
            Some(at) => self.0[at].1 = quantity,
            None if quantity > 0 && self.0.len() < Self::MAX_PRODUCTS => self.0.push((product, quantity)),
            None => {}
        }
    }

    /// Adds pieces of a product to those already in the basket.
    pub fn add(&mut self, product: ProductId, quantity: u32) {
        self.set(product, self.quantity(product).saturating_add(quantity));
    }

    /// How many pieces of a product are wanted; 0 when it is not in the basket.
    pub fn quantity(&self, product: ProductId) -> u32 {
        self.0
            .iter()
            .find(|(id, _)| *id == product)
            .map_or(0, |(_, quantity)| *quantity)
    }

    /// Products with their quantities (each at least 1).
    pub fn lines(&self) -> impl Iterator<Item = (ProductId, u32)> + '_ {
        self.0.iter().copied()
    }

    /// Pieces in all.
    pub fn pieces(&self) -> u32 {
        self.0.iter().map(|(_, quantity)| quantity).sum()
    }

    /// True when nothing was chosen yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// `<32 hex digits>.<quantity>` joined by `_`: safe in a link as it is.
impl fmt::Display for Basket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (product, quantity)) in self.0.iter().enumerate() {
            let joint = if at == 0 { "" } else { "_" };
            write!(f, "{joint}{}.{quantity}", product.0.simple())?;
        }
        Ok(())
    }
}

impl FromStr for Basket {
    type Err = NotABasket;

    fn from_str(text: &str) -> Result<Self, NotABasket> {
        let mut basket = Self::default();
        for line in text
            .split('_')
            .filter(|line| !line.is_empty())
            .take(Self::MAX_PRODUCTS + 1)
        {
            let (product, quantity) = line.split_once('.').ok_or(NotABasket)?;
            let product = Uuid::try_parse(product).map_err(|_| NotABasket)?;
            basket.add(ProductId(product), quantity.parse().map_err(|_| NotABasket)?);
        }
        Ok(basket)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn product(n: u128) -> ProductId {
        ProductId(Uuid::from_u128(n))
    }

    #[test]
    fn adding_twice_adds_up_and_zero_takes_out() {
        let mut basket = Basket::default();
        basket.add(product(1), 2);
        basket.add(product(1), 1);
        basket.add(product(2), 500);
        assert_eq!(
            basket.lines().collect::<Vec<_>>(),
            [(product(1), 3), (product(2), 99)]
        );
        basket.set(product(1), 0);
        assert_eq!(basket.pieces(), 99);
    }

    proptest! {
        #[test]
        fn a_basket_survives_its_link(lines in proptest::collection::vec((any::<u128>(), 1u32..=99), 0..60)) {
            let mut basket = Basket::default();
            for (id, quantity) in lines {
                basket.set(product(id), quantity);
            }
            prop_assert_eq!(basket.to_string().parse(), Ok(basket));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,80}") {
            let _ = text.parse::<Basket>();
        }
    }
}
