//! What a shopper tells us to reserve: a basket, who they are, and when they come to each shop.

use super::OrderKind;
use crate::{
    basket::Basket,
    id::ShopId,
    text::{Email, Name, Phone, TextError, optional},
    walk::Chosen,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// What was typed, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReservationForm {
    /// Made when the page was shown: sending the form twice makes one order.
    pub key: String,
    /// A [`Basket`] as text.
    pub basket: String,
    /// Who comes.
    pub name: String,
    /// Where to reach them if something is missing.
    pub phone: String,
    /// Where news of the order go; may stay empty.
    pub email: String,
    /// A [`Chosen`] plan as text; empty when none was chosen.
    pub plan: String,
    /// For each shop, the key of the pickup window that was chosen there; it goes before the plan's.
    pub windows: BTreeMap<ShopId, String>,
    /// A word of [`OrderKind`]; anything else is a reservation.
    pub kind: String,
    /// Who comes says that they are eighteen.
    pub of_age: bool,
}

/// A reservation fit to be tried against stock and opening hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reservation {
    /// Same key, same order.
    pub key: String,
    /// Never empty.
    pub basket: Basket,
    /// Who comes.
    pub name: Name,
    /// Where to reach them.
    pub phone: Phone,
    /// Where news of the order go.
    pub email: Option<Email>,
    /// For each shop, the key of the chosen pickup window.
    pub windows: BTreeMap<ShopId, String>,
    /// The shops that are visited in one go, as the plan showed it: their windows must still have the time in common.
    pub trips: Vec<Vec<ShopId>>,
    /// What it is in law.
    pub kind: OrderKind,
    /// Who comes says that they are eighteen.
    pub of_age: bool,
}

/// Every field that needs another look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("some fields need another look")]
pub struct ReservationError {
    /// What is wrong with the name.
    pub name: Option<TextError>,
    /// What is wrong with the phone number.
    pub phone: Option<TextError>,
    /// What is wrong with the e-mail address. A firm order needs one: it is confirmed in writing (Code de la
    /// consommation, art. L221-13).
    pub email: Option<TextError>,
    /// There is nothing in the basket.
    pub empty: bool,
}

impl ReservationForm {
    /// Turns what was typed into a reservation, or says everything that is wrong at once.
    pub fn parse(&self) -> Result<Reservation, ReservationError> {
        let basket = self.basket.parse::<Basket>().unwrap_or_default();
        let kind: OrderKind = self.kind.parse().unwrap_or_default();
        let email = match optional(&self.email) {
            Ok(None) if kind == OrderKind::Firm => Err(TextError::Missing),
            email => email,
        };
        match (self.name.parse(), self.phone.parse(), email) {
            (Ok(name), Ok(phone), Ok(email)) if !basket.is_empty() => {
                let key = self
                    .key
                    .chars()
                    .filter(char::is_ascii_alphanumeric)
                    .take(64)
                    .collect();
                let (windows, trips) = self.moments();
                Ok(Reservation {
                    key,
                    basket,
                    name,
                    phone,
                    email,
                    windows,
                    trips,
                    kind,
                    of_age: self.of_age,
                })
            }
            (name, phone, email) => Err(ReservationError {
                name: name.err(),
                phone: phone.err(),
                email: email.err(),
                empty: basket.is_empty(),
            }),
        }
    }

    /// The window at each shop, its own before that of the plan; and the trips of the plan without the shops that are
    /// visited at a moment of their own.
    fn moments(&self) -> (BTreeMap<ShopId, String>, Vec<Vec<ShopId>>) {
        let plan: Chosen = self.plan.parse().unwrap_or_default();
        let own = |shop: &ShopId| self.windows.get(shop).filter(|key| !key.is_empty());
        let mut windows: BTreeMap<ShopId, String> =
            plan.windows().map(|(shop, key)| (shop, key.to_owned())).collect();
        windows.extend(
            self.windows
                .keys()
                .filter_map(|shop| Some((*shop, own(shop)?.clone()))),
        );
        let trips = plan.0.iter().map(|trip| {
            let together = trip
                .iter()
                .map(|(shop, _)| *shop)
                .filter(|shop| own(shop).is_none());
            together.collect()
        });
        (
            windows,
            trips.filter(|trip: &Vec<ShopId>| trip.len() > 1).collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn shop(number: u128) -> ShopId {
        ShopId(Uuid::from_u128(number))
    }

    fn form() -> ReservationForm {
        ReservationForm {
            basket: format!("{}.1", Uuid::from_u128(9).simple()),
            name: "Jeanne Martin".into(),
            phone: "01 99 00 12 34".into(),
            plan: Chosen(vec![
                vec![
                    (shop(1), "10".into()),
                    (shop(2), "20".into()),
                    (shop(3), "30".into()),
                ],
                vec![(shop(4), "40".into())],
            ])
            .to_string(),
            ..ReservationForm::default()
        }
    }

    #[test]
    fn a_plan_fills_the_windows_of_each_shop() {
        let wanted = form().parse().unwrap();
        let keys: Vec<&str> = wanted.windows.values().map(String::as_str).collect();
        assert_eq!(keys, ["10", "20", "30", "40"]);
        assert_eq!(wanted.trips, [vec![shop(1), shop(2), shop(3)]]);
        assert_eq!((wanted.kind, wanted.of_age), (OrderKind::Reservation, false));
    }

    #[test]
    fn a_moment_of_its_own_goes_before_the_plan() {
        let mut form = form();
        form.windows = [(shop(2), "99".to_owned()), (shop(3), String::new())].into();
        let wanted = form.parse().unwrap();
        assert_eq!(wanted.windows[&shop(2)], "99");
        assert_eq!(wanted.windows[&shop(3)], "30");
        assert_eq!(wanted.trips, [vec![shop(1), shop(3)]]);
        form.plan = "rien".into();
        let wanted = form.parse().unwrap();
        assert_eq!(wanted.windows, [(shop(2), "99".to_owned())].into());
        assert_eq!(wanted.trips, Vec::<Vec<ShopId>>::new());
    }

    #[test]
    fn a_firm_order_is_confirmed_in_writing() {
        let mut form = form();
        form.kind = OrderKind::Firm.to_string();
        assert_eq!(form.parse().unwrap_err().email, Some(TextError::Missing));
        form.email = "jeanne@exemple.fr".into();
        assert_eq!(form.parse().unwrap().kind, OrderKind::Firm);
    }
}
