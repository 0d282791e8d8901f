//! The bell of a shop: who is told of an order that nobody looks at, after how long, and when nothing may ring.

use crate::{
    orders::{Patience, Quiet},
    text::{Email, TextError, optional},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How a shop's bell is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bell {
    /// Who is told of an order that stays unseen, besides the shop's phones.
    pub second_contact: Option<Email>,
    /// How long it may stay unseen.
    pub patience: Patience,
    /// Hours in which nothing rings.
    pub quiet: Option<Quiet>,
    /// When somebody of the shop last heard the test ring; none: nobody knows whether it rings.
    pub heard_at: Option<DateTime<Utc>>,
}

/// The same as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BellForm {
    /// An e-mail address; may be empty.
    pub second_contact: String,
    /// A [`Patience`].
    pub patience: String,
    /// "21:00"; both or none.
    pub quiet_from: String,
    /// "7:30"
    pub quiet_to: String,
}

/// What a shop settles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BellSet {
    /// Who is told.
    pub second_contact: Option<Email>,
    /// After how long.
    pub patience: Patience,
    /// When nothing rings.
    pub quiet: Option<Quiet>,
}

/// What needs another look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BellError {
    /// The address.
    pub second_contact: Option<TextError>,
    /// The quiet hours: one is missing or cannot be read, or both are the same.
    pub quiet: bool,
}

impl BellForm {
    /// The bell as the form shows it.
    pub fn of(bell: &Bell) -> Self {
        let time = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
        Self {
            second_contact: bell
                .second_contact
                .as_ref()
                .map(Email::to_string)
                .unwrap_or_default(),
            patience: bell.patience.as_str().to_owned(),
            quiet_from: bell.quiet.map(|quiet| time(quiet.from)).unwrap_or_default(),
            quiet_to: bell.quiet.map(|quiet| time(quiet.to)).unwrap_or_default(),
        }
    }

    /// Reads what was typed, or says everything that is wrong at once.
    pub fn parse(&self) -> Result<BellSet, BellError> {
        let address = optional(&self.second_contact);
        let wants_quiet = !(self.quiet_from.trim().is_empty() && self.quiet_to.trim().is_empty());
        let quiet = Quiet::between(&as_on_a_clock(&self.quiet_from), &as_on_a_clock(&self.quiet_to));
        let wrong = BellError {
            second_contact: address.as_ref().err().copied(),
            quiet: wants_quiet && quiet.is_none(),
        };
        match address {
            Ok(second_contact) if wrong == BellError::default() => Ok(BellSet {
                second_contact,
                patience: self.patience.parse().unwrap_or_default(),
                quiet,
            }),
            _ => Err(wrong),
        }
    }
}

/// "21 h", "21h30", "7.30" and "21" as people write them, turned into "21:00".
fn as_on_a_clock(typed: &str) -> String {
    let plain: String = typed
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if matches!(c, 'h' | '.') { ':' } else { c })
        .collect();
    let (hours, minutes) = plain.split_once(':').unwrap_or((&plain, ""));
    if hours.is_empty() {
        return String::new();
    }
    format!("{hours}:{}", if minutes.is_empty() { "00" } else { minutes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn form(second_contact: &str, quiet_from: &str, quiet_to: &str) -> BellForm {
        BellForm {
            second_contact: second_contact.into(),
            patience: "30".into(),
            quiet_from: quiet_from.into(),
            quiet_to: quiet_to.into(),
        }
    }

    #[test]
    fn a_bell_is_set_as_people_write_hours() {
        for (from, to) in [
            ("21:00", "07:30"),
            ("21 h", "7h30"),
            ("21", "7.30"),
            ("21H00", " 7:30 "),
        ] {
            let set = form("", from, to).parse().unwrap();
            assert_eq!(set.quiet, Quiet::between("21:00", "07:30"), "{from} {to}");
        }
        let set = form(" lea@commerce.example ", "", " ").parse().unwrap();
        assert_eq!(set.second_contact.unwrap().as_str(), "lea@commerce.example");
        assert_eq!((set.patience, set.quiet), (Patience::HalfHour, None));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let wrong = form("lea", "21:00", "").parse().unwrap_err();
        assert_eq!(wrong.second_contact, Some(TextError::NotAnEmail));
        assert!(wrong.quiet);
        for (from, to) in [
            ("25:00", "7:00"),
            ("soir", "7:00"),
            ("7:00", "7 h"),
            ("", "7:00"),
            ("h", "h"),
        ] {
            assert!(form("", from, to).parse().unwrap_err().quiet, "{from} {to}");
        }
    }

    #[test]
    fn what_is_kept_is_shown_again() {
        let set = form("lea@commerce.example", "21 h", "7h30").parse().unwrap();
        let bell = Bell {
            second_contact: set.second_contact.clone(),
            patience: set.patience,
            quiet: set.quiet,
            heard_at: None,
        };
        assert_eq!(BellForm::of(&bell).parse().unwrap(), set);
        assert_eq!(BellForm::of(&Bell::default()).quiet_from, "");
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(address in ".{0,40}", from in ".{0,8}", to in ".{0,8}") {
            let _ = form(&address, &from, &to).parse();
        }
    }
}
