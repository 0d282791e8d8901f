//! What a shopper wants, over any number of shops of a town. A basket has no account and no cookie: it travels as a
//! short text in a link or a hidden field, and a device may keep that text.

use crate::{id::ProductId, money::Price};
use std::{fmt, str::FromStr};
use thiserror::Error;
use uuid::Uuid;

/// Products and how many of each, in the order in which they were chosen; each product once. With the price at which
/// the shopper last saw it, so that a change is told and never taken silently.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basket(Vec<Line>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    product: ProductId,
    quantity: u32,
    seen: Option<Price>,
}

/// The text is no basket, or a larger one than a person fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a basket")]
pub struct NotABasket;

impl Basket {
    /// Different products in one basket; 60 of them still make a link under 2,800 characters.
    pub const MAX_PRODUCTS: usize = 60;
    /// Pieces of one product.
    pub const MAX_QUANTITY: u32 = 99;

    /// Sets how many of a product are wanted; 0 takes it out. What goes over the limits is left as it was.
    pub fn set(&mut self, product: ProductId, quantity: u32) {
        let quantity = quantity.min(Self::MAX_QUANTITY);
        match self.0.iter().position(|line| line.product == product) {
            Some(at) if quantity == 0 => drop(self.0.remove(at)),
            Some(at) => self.0[at].quantity = quantity,
            None if quantity > 0 && self.0.len() < Self::MAX_PRODUCTS => self.0.push(Line {
                product,
                quantity,
                seen: None,
            }),
            None => {}
        }
    }

    /// Adds pieces of a product to those already in the basket.
    pub fn add(&mut self, product: ProductId, quantity: u32) {
        self.set(product, self.quantity(product).saturating_add(quantity));
    }

    /// Takes down at which price a product of the basket was shown.
    pub fn see(&mut self, product: ProductId, price: Price) {
        if let Some(line) = self.0.iter_mut().find(|line| line.product == product) {
            line.seen = Some(price);
        }
    }

    /// Adds all that is in another basket; what both saw, the other saw last.
    pub fn add_all(&mut self, other: &Self) {
        for line in &other.0 {
            self.add(line.product, line.quantity);
            if let Some(price) = line.seen {
                self.see(line.product, price);
            }
        }
    }

    /// Takes out as many pieces as another basket holds.
    pub fn take_out(&mut self, other: &Self) {
        for line in &other.0 {
            let left = self.quantity(line.product).saturating_sub(line.quantity);
            self.set(line.product, left);
        }
    }

    /// How many pieces of a product are wanted; 0 when it is not in the basket.
    pub fn quantity(&self, product: ProductId) -> u32 {
        self.line(product).map_or(0, |line| line.quantity)
    }

    /// The price at which a product was last shown; none when nobody took it down.
    pub fn seen(&self, product: ProductId) -> Option<Price> {
        self.line(product).and_then(|line| line.seen)
    }

    /// Products with their quantities (each at least 1).
    pub fn lines(&self) -> impl Iterator<Item = (ProductId, u32)> + '_ {
        self.0.iter().map(|line| (line.product, line.quantity))
    }

    /// Pieces in all.
    pub fn pieces(&self) -> u32 {
        self.0.iter().map(|line| line.quantity).sum()
    }

    /// True when nothing was chosen yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn line(&self, product: ProductId) -> Option<&Line> {
        self.0.iter().find(|line| line.product == product)
    }
}

/// `<32 hex digits>.<quantity>`, and `.<cents>` behind it where a price was seen, joined by `_`: safe in a link as it is.
impl fmt::Display for Basket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, line) in self.0.iter().enumerate() {
            let joint = if at == 0 { "" } else { "_" };
            write!(f, "{joint}{}.{}", line.product.0.simple(), line.quantity)?;
            if let Some(price) = line.seen {
                write!(f, ".{}", price.cents().0)?;
            }
        }
        Ok(())
    }
}

/// Reads what older devices kept without prices too. A price that is none was not seen: it decides nothing but whether
/// the shopper is told of a change.
impl FromStr for Basket {
    type Err = NotABasket;

    fn from_str(text: &str) -> Result<Self, NotABasket> {
        let mut basket = Self::default();
        for line in text
            .split('_')
            .filter(|line| !line.is_empty())
            .take(Self::MAX_PRODUCTS + 1)
        {
            let (product, rest) = line.split_once('.').ok_or(NotABasket)?;
            let (quantity, cents) = rest.split_once('.').unwrap_or((rest, ""));
            let product = ProductId(Uuid::try_parse(product).map_err(|_| NotABasket)?);
            basket.add(product, quantity.parse().map_err(|_| NotABasket)?);
            if let Some(price) = cents.parse().ok().and_then(|cents| Price::from_cents(cents).ok()) {
                basket.see(product, price);
            }
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

    fn price(cents: i64) -> Price {
        Price::from_cents(cents).unwrap()
    }

    #[test]
    fn what_an_older_device_kept_is_still_a_basket() {
        let text = format!("{}.3_{}.1", product(1).0.simple(), product(2).0.simple());
        let basket: Basket = text.parse().unwrap();
        assert_eq!(
            basket.lines().collect::<Vec<_>>(),
            [(product(1), 3), (product(2), 1)]
        );
        assert_eq!(basket.seen(product(1)), None);
        assert_eq!(basket.to_string(), text);
    }

    #[test]
    fn the_price_that_was_seen_travels_along() {
        let mut basket = Basket::default();
        basket.add(product(1), 2);
        basket.see(product(1), price(390));
        basket.see(product(2), price(100));
        basket.add(product(1), 1);
        assert_eq!(basket.to_string(), format!("{}.3.390", product(1).0.simple()));
        let mut kept: Basket = format!("{}.1.350", product(1).0.simple()).parse().unwrap();
        kept.add_all(&basket);
        assert_eq!(
            (kept.quantity(product(1)), kept.seen(product(1))),
            (4, Some(price(390)))
        );
    }

    #[test]
    fn what_was_bought_goes_and_the_rest_stays() {
        let mut kept = Basket::default();
        kept.add(product(1), 2);
        kept.see(product(1), price(390));
        kept.add(product(2), 1);
        kept.add(product(3), 5);
        let bought = format!(
            "{}.2_{}.9_{}.1",
            product(1).0.simple(),
            product(2).0.simple(),
            product(4).0.simple()
        );
        kept.take_out(&bought.parse().unwrap());
        assert_eq!(kept.lines().collect::<Vec<_>>(), [(product(3), 5)]);
    }

    #[test]
    fn a_price_that_is_none_was_not_seen() {
        for cents in ["0", "-390", "99999999999999999999", "trois", "", "390.1"] {
            let text = format!("{}.1.{cents}", product(1).0.simple());
            let basket: Basket = text.parse().unwrap();
            assert_eq!(
                (basket.quantity(product(1)), basket.seen(product(1))),
                (1, None),
                "{cents}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_basket_survives_its_link(
            lines in proptest::collection::vec((any::<u128>(), 1u32..=99, proptest::option::of(1..=Price::MAX.0)), 0..60)
        ) {
            let mut basket = Basket::default();
            for (id, quantity, seen) in lines {
                basket.set(product(id), quantity);
                if let Some(cents) = seen {
                    basket.see(product(id), price(cents));
                }
            }
            prop_assert_eq!(basket.to_string().parse(), Ok(basket));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,80}") {
            let _ = text.parse::<Basket>();
        }
    }
}
