//! What a merchant says about the shop: how to reach it, and when its door is open.

use super::hours::{DayError, Week, WeekForm};
use crate::{
    pickup::{Lead, MAX_CAPACITY, SlotLength, Slots},
    text::{Phone, Remark, TextError, optional},
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
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
    /// How long a pickup window lasts.
    pub slot_length: SlotLength,
    /// How many orders fit into one; empty: as many as come.
    pub slot_capacity: String,
    /// Closed to the public: goods are handed over at the door.
    pub at_the_door: bool,
    /// Takes firm orders besides reservations.
    pub sells_at_a_distance: bool,
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
    /// The pickup windows.
    pub slots: Slots,
    /// Closed to the public: goods are handed over at the door.
    pub at_the_door: bool,
    /// Takes firm orders besides reservations.
    pub sells_at_a_distance: bool,
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
    /// How many orders fit into a window is no number from 1 to [`MAX_CAPACITY`].
    pub capacity: bool,
    /// Whoever sells at a distance says where they are and how to call them (Code de la consommation, art. L221-5 and
    /// L111-1): the address or the phone number is missing.
    pub distance: bool,
}

impl DescriptionForm {
    /// Turns what was typed into a description, or says everything that is wrong at once.
    pub fn parse(&self) -> Result<Description, DescriptionError> {
        let mut wrong = DescriptionError::default();
        let address = or_wrong(&self.address, &mut wrong.address);
        let phone = or_wrong(&self.phone, &mut wrong.phone);
        let about = or_wrong(&self.about, &mut wrong.about);
        let week = self.week.parse().unwrap_or_else(|days| {
            wrong.days = days;
            Week::default()
        });
        let capacity = match (self.slot_capacity.trim(), self.slot_capacity.trim().parse()) {
            ("", _) => None,
            (_, Ok(count @ 1..=MAX_CAPACITY)) => Some(count),
            _ => {
                wrong.capacity = true;
                None
            }
        };
        wrong.distance = self.sells_at_a_distance && (address.is_none() || phone.is_none());
        if wrong == DescriptionError::default() {
            Ok(Description {
                address,
                phone,
                about,
                week,
                lead: self.lead,
                slots: Slots {
                    length: self.slot_length,
                    capacity,
                },
                at_the_door: self.at_the_door,
                sells_at_a_distance: self.sells_at_a_distance,
            })
        } else {
            Err(wrong)
        }
    }
}

/// What was typed, if anything; what is wrong with it is noted.
fn or_wrong<T: FromStr<Err = TextError>>(typed: &str, wrong: &mut Option<TextError>) -> Option<T> {
    optional(typed).unwrap_or_else(|error| {
        *wrong = Some(error);
        None
    })
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
    fn a_window_holds_a_number_of_orders_or_as_many_as_come() {
        let form = |typed: &str| DescriptionForm {
            slot_capacity: typed.into(),
            ..DescriptionForm::default()
        };
        assert_eq!(form(" ").parse().unwrap().slots.capacity, None);
        assert_eq!(form(" 8 ").parse().unwrap().slots.capacity, Some(8));
        for wrong in ["0", "501", "-1", "dix"] {
            assert!(form(wrong).parse().unwrap_err().capacity, "{wrong}");
        }
    }

    #[test]
    fn whoever_sells_at_a_distance_says_who_they_are() {
        let mut form = DescriptionForm {
            sells_at_a_distance: true,
            address: "12 rue de Chartres".into(),
            ..DescriptionForm::default()
        };
        assert!(form.parse().unwrap_err().distance);
        form.phone = "01 99 00 00 12".into();
        assert!(form.parse().unwrap().sells_at_a_distance);
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
