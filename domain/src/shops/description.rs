//! What a merchant says about the shop: how to reach it, and when its door is open.

use super::hours::{DayError, Week, WeekForm};
use crate::{
    pickup::Lead,
    text::{Phone, Remark, TextError},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// As typed. All of it may stay empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DescriptionForm {
    /// Street and number.
    pub address: String,
    /// How to call.
    pub phone: String,
    /// A sentence or two.
    pub about: String,
    /// When the door is open.
    pub week: WeekForm,
    /// What is needed between an order and its collection.
    pub lead: Lead,
    /// Closed to the public: goods are handed over at the door.
    pub at_the_door: bool,
}

/// Fit to be shown to everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// Street and number, or none.
    pub address: Option<Remark>,
    /// How to call, or none.
    pub phone: Option<Phone>,
    /// A sentence or two, or none.
    pub about: Option<Remark>,
    /// When the door is open.
    pub week: Week,
    /// What is needed between an order and its collection.
    pub lead: Lead,
    /// Closed to the public: goods are handed over at the door.
    pub at_the_door: bool,
}

/// Every field that needs another look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("some fields need another look")]
pub struct DescriptionError {
    /// What is wrong with the address.
    pub address: Option<TextError>,
    /// What is wrong with the phone number.
    pub phone: Option<TextError>,
    /// What is wrong with the words.
    pub about: Option<TextError>,
    /// What is wrong with each day, Monday first.
    pub days: [Option<DayError>; 7],
}

impl DescriptionForm {
    /// Turns what was typed into a description, or says everything that is wrong at once.
    pub fn parse(&self) -> Result<Description, DescriptionError> {
        let mut wrong = DescriptionError::default();
        let address = optional(self.address.parse(), &mut wrong.address);
        let phone = optional(self.phone.parse(), &mut wrong.phone);
        let about = optional(self.about.parse(), &mut wrong.about);
        let week = self.week.parse().unwrap_or_else(|days| {
            wrong.days = days;
            Week::default()
        });
        if wrong == DescriptionError::default() {
            Ok(Description {
                address,
                phone,
                about,
                week,
                lead: self.lead,
                at_the_door: self.at_the_door,
            })
        } else {
            Err(wrong)
        }
    }
}

/// Nothing typed is nothing said.
fn optional<T>(parsed: Result<T, TextError>, wrong: &mut Option<TextError>) -> Option<T> {
    match parsed {
        Ok(text) => Some(text),
        Err(TextError::Missing) => None,
        Err(error) => {
            *wrong = Some(error);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_to_be_said() {
        let said = DescriptionForm::default().parse().unwrap();
        assert_eq!((said.address, said.phone, said.about), (None, None, None));
        assert_eq!(said.week.to_osm(), "");
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let form = DescriptionForm {
            phone: "12".into(),
            about: "é".repeat(500),
            ..DescriptionForm::default()
        };
        let wrong = form.parse().unwrap_err();
        assert_eq!(wrong.phone, Some(TextError::NotAPhoneNumber));
        assert_eq!(wrong.about, Some(TextError::TooLong { max: 300 }));
    }
}
