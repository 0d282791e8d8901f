//! A shop as an official types it.

use super::Entry;
use crate::{
    shops::ShopKind,
    text::{TextError, optional},
};
use serde::{Deserialize, Serialize};

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryForm {
    /// Its sign.
    pub name: String,
    /// What it mainly sells, as chosen.
    pub kind: String,
    /// Street and number; may be empty.
    pub address: String,
    /// May be empty.
    pub phone: String,
}

/// What is wrong with each field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryError {
    /// The name.
    pub name: Option<TextError>,
    /// The address.
    pub address: Option<TextError>,
    /// The phone number.
    pub phone: Option<TextError>,
}

impl EntryForm {
    /// The shop, or all that is wrong at once.
    pub fn parse(&self) -> Result<Entry, EntryError> {
        let (name, address, phone) = (self.name.parse(), optional(&self.address), optional(&self.phone));
        match (name, address, phone) {
            (Ok(name), Ok(address), Ok(phone)) => Ok(Entry {
                name,
                kind: self.kind.parse().unwrap_or(ShopKind::Other),
                address,
                phone,
                siret: None,
                position: None,
            }),
            (name, address, phone) => Err(EntryError {
                name: name.err(),
                address: address.err(),
                phone: phone.err(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let form = EntryForm {
            kind: "toys".into(),
            phone: "demain".into(),
            ..Default::default()
        };
        let wrong = EntryError {
            name: Some(TextError::Missing),
            address: None,
            phone: Some(TextError::NotAPhoneNumber),
        };
        assert_eq!(form.parse(), Err(wrong));
        let form = EntryForm {
            name: "Le cheval de bois".into(),
            phone: String::new(),
            ..form
        };
        let shop = form.parse().unwrap();
        assert_eq!(
            (shop.kind, shop.address, shop.phone),
            (ShopKind::Toys, None, None)
        );
    }
}
