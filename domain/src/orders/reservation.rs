//! What a shopper tells us to reserve: a basket, who they are, and when they come to each shop.

use crate::{
    basket::Basket,
    id::ShopId,
    text::{Email, Name, Phone, TextError, optional},
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
    /// For each shop, the key of the chosen pickup window.
    pub windows: BTreeMap<ShopId, String>,
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
}

/// Every field that needs another look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("some fields need another look")]
pub struct ReservationError {
    /// What is wrong with the name.
    pub name: Option<TextError>,
    /// What is wrong with the phone number.
    pub phone: Option<TextError>,
    /// What is wrong with the e-mail address.
    pub email: Option<TextError>,
    /// There is nothing in the basket.
    pub empty: bool,
}

impl ReservationForm {
    /// Turns what was typed into a reservation, or says everything that is wrong at once.
    pub fn parse(&self) -> Result<Reservation, ReservationError> {
        let basket = self.basket.parse::<Basket>().unwrap_or_default();
        match (self.name.parse(), self.phone.parse(), optional(&self.email)) {
            (Ok(name), Ok(phone), Ok(email)) if !basket.is_empty() => {
                let key = self
                    .key
                    .chars()
                    .filter(char::is_ascii_alphanumeric)
                    .take(64)
                    .collect();
                Ok(Reservation {
                    key,
                    basket,
                    name,
                    phone,
                    email,
                    windows: self.windows.clone(),
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
}
