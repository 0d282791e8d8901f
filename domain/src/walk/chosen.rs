//! The plan that a shopper chose, as a form sends it back: which shops in which trip, and the window of each. It holds
//! names alone; whether the windows are still there is looked up when the order is placed.

use super::Plan;
use crate::{basket::Basket, id::ShopId};
use std::{fmt, str::FromStr};
use thiserror::Error;
use uuid::Uuid;

/// Trips, each with its shops and the [key](crate::pickup::Window::key) of the window at each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen(pub Vec<Vec<(ShopId, String)>>);

/// The text is no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a plan")]
pub struct NotAPlan;

impl Chosen {
    /// Every shop of the plan with its window's key.
    pub fn windows(&self) -> impl Iterator<Item = (ShopId, &str)> {
        self.0.iter().flatten().map(|(shop, key)| (*shop, key.as_str()))
    }
}

impl From<&Plan> for Chosen {
    fn from(plan: &Plan) -> Self {
        let trips = plan.trips.iter().map(|trip| {
            let stops = trip.stops.iter().map(|stop| (stop.shop, stop.window.key()));
            stops.collect()
        });
        Self(trips.collect())
    }
}

/// `<32 hex digits>.<key>` joined by `_`, trips joined by `~`: safe in a link as it is.
impl fmt::Display for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (trip, stops) in self.0.iter().enumerate() {
            for (stop, (shop, key)) in stops.iter().enumerate() {
                let joint = match (trip, stop) {
                    (0, 0) => "",
                    (_, 0) => "~",
                    _ => "_",
                };
                write!(f, "{joint}{}.{key}", shop.0.simple())?;
            }
        }
        Ok(())
    }
}

impl FromStr for Chosen {
    type Err = NotAPlan;

    fn from_str(text: &str) -> Result<Self, NotAPlan> {
        let stop = |text: &str| {
            let (shop, key) = text.split_once('.').ok_or(NotAPlan)?;
            let shop = Uuid::try_parse(shop).map_err(|_| NotAPlan)?;
            let is_key = (1..=40).contains(&key.len())
                && key.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
            is_key.then(|| (ShopId(shop), key.to_owned())).ok_or(NotAPlan)
        };
        let trips = text.split('~').map(|trip| trip.split('_').map(stop).collect());
        let trips: Vec<Vec<_>> = trips.collect::<Result<_, _>>()?;
        let mut shops: Vec<ShopId> = trips.iter().flatten().map(|(shop, _)| *shop).collect();
        let all = shops.len();
        shops.sort_unstable();
        shops.dedup();
        // A shop is visited once, and there are no more of them than products.
        if shops.len() == all && all <= Basket::MAX_PRODUCTS {
            Ok(Self(trips))
        } else {
            Err(NotAPlan)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_plan_is_refused() {
        let shop = Uuid::from_u128(7).simple();
        for text in [
            "",
            "~",
            "_",
            "x.1",
            &format!("{shop}."),
            &format!("{shop}.x"),
            &format!("{shop}.1_{shop}.2"),
        ] {
            assert_eq!(text.parse::<Chosen>(), Err(NotAPlan), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_plan_survives_its_form(trips in proptest::collection::vec(1_usize..4, 1..5), keys in any::<u32>()) {
            let mut shops = 0_u128..;
            let mut stop = || Some((ShopId(Uuid::from_u128(shops.next()?)), keys.to_string()));
            let trips = trips.into_iter().map(|stops| (0..stops).filter_map(|_| stop()).collect());
            let chosen = Chosen(trips.collect());
            prop_assert_eq!(chosen.to_string().parse(), Ok(chosen));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,80}") {
            let _ = text.parse::<Chosen>();
        }
    }
}
