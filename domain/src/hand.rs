//! A helping hand: somebody works at a shop's shelf for a while, by a code that its owner reads out to them.

use crate::{
    crockford,
    text::{Name, TextError},
};
use chrono::{DateTime, Duration, Utc};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// Said in two breaths.
const LENGTH: usize = 8;

/// How long a code waits for somebody to type it.
pub const CODE_LASTS: Duration = Duration::minutes(15);

words! {
    /// For how long an owner wants help.
    #[derive(Default)]
    Term {
        /// An hour.
        #[default]
        Hour = "hour",
        /// Until the day is over at the shop, and an hour at least.
        Today = "today",
        /// Three days.
        ThreeDays = "three_days",
    }
}

impl Term {
    /// When it is over, counted from the instant at which the code is typed; `midnight` is when the day ends at the shop.
    pub fn until(self, taken: DateTime<Utc>, midnight: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Hour => taken + Duration::hours(1),
            Self::Today => midnight.max(taken + Duration::hours(1)),
            Self::ThreeDays => taken + Duration::days(3),
        }
    }
}

words! {
    /// How it ended.
    Ending {
        /// The owner took it back.
        TakenBack = "taken_back",
        /// Whoever helped has done.
        Finished = "finished",
        /// Its time was over.
        Lapsed = "lapsed",
    }
}

/// Until when somebody helps, and whether it ended before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it ends by itself.
    pub until: DateTime<Utc>,
    /// How it ended before that.
    pub ending: Option<Ending>,
}

impl Span {
    /// How it ended, if it did.
    pub fn ended(self, at: DateTime<Utc>) -> Option<Ending> {
        self.ending
            .or_else(|| (at >= self.until).then_some(Ending::Lapsed))
    }
}

/// The code by which somebody comes to help, for example `K7M4Q2XD`: a million million of them.
#[derive(Clone, PartialEq, Eq)]
pub struct HelpCode(String);

/// Never shown by accident, in a log least of all.
impl fmt::Debug for HelpCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HelpCode(…)")
    }
}

impl HelpCode {
    /// A code from 40 random bits; higher bits are ignored.
    pub fn from_bits(bits: u64) -> Self {
        Self(crockford::spelt(bits, LENGTH))
    }

    /// As it is kept, once it is hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is read out: "K7M4-Q2XD".
    pub fn spoken(&self) -> String {
        let (first, second) = self.0.split_at(LENGTH / 2);
        format!("{first}-{second}")
    }
}

/// Not eight characters of the alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a code")]
pub struct NotACode;

/// Reads a code as people hear and type it.
impl FromStr for HelpCode {
    type Err = NotACode;

    fn from_str(typed: &str) -> Result<Self, NotACode> {
        crockford::heard(typed, LENGTH).map(Self).ok_or(NotACode)
    }
}

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpForm {
    /// The code.
    pub code: String,
    /// Who helps; nobody asks whoever is known already.
    pub name: String,
}

/// Every field that needs another look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Error)]
#[error("some fields need another look")]
pub struct HelpError {
    /// No such code can be.
    pub code: bool,
    /// What is wrong with the name.
    pub name: Option<TextError>,
}

impl HelpForm {
    /// The code alone, where it is known who types it.
    pub fn code(&self) -> Result<HelpCode, HelpError> {
        self.code.parse().map_err(|NotACode| HelpError {
            code: true,
            name: None,
        })
    }

    /// The code and who types it, or everything that is wrong at once.
    pub fn parse(&self) -> Result<(HelpCode, Name), HelpError> {
        match (self.code.parse(), self.name.parse()) {
            (Ok(code), Ok(name)) => Ok((code, name)),
            (code, name) => Err(HelpError {
                code: code.is_err(),
                name: name.err(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_as_it_was_read_out() {
        let code: HelpCode = "k7m4 q2xd".parse().unwrap();
        assert_eq!((code.as_str(), code.spoken().as_str()), ("K7M4Q2XD", "K7M4-Q2XD"));
        assert_eq!("oil0-1lIO".parse::<HelpCode>().unwrap().as_str(), "01101110");
        for wrong in ["", "K7M4", "K7M4Q", "K7M4-Q2XDD", "K7M4-Q2XU", "K7M4-Q2Xé"] {
            assert_eq!(wrong.parse::<HelpCode>(), Err(NotACode), "{wrong}");
        }
        assert_eq!(format!("{code:?}"), "HelpCode(…)");
    }

    #[test]
    fn today_is_until_midnight_and_an_hour_at_least() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let midnight = at("2026-11-24T23:00:00Z");
        let noon = at("2026-11-24T11:00:00Z");
        assert_eq!(Term::Today.until(noon, midnight), midnight);
        let late = at("2026-11-24T22:50:00Z");
        assert_eq!(Term::Today.until(late, midnight), at("2026-11-24T23:50:00Z"));
        assert_eq!(Term::Hour.until(noon, midnight), at("2026-11-24T12:00:00Z"));
        assert_eq!(Term::ThreeDays.until(noon, midnight), at("2026-11-27T11:00:00Z"));
    }

    #[test]
    fn it_holds_until_its_time_is_over_or_somebody_ends_it() {
        let until: DateTime<Utc> = "2026-11-24T12:00:00Z".parse().unwrap();
        let open = Span { until, ending: None };
        assert_eq!(open.ended(until - Duration::seconds(1)), None);
        assert_eq!(open.ended(until), Some(Ending::Lapsed));
        let ended = Span {
            ending: Some(Ending::TakenBack),
            ..open
        };
        assert_eq!(ended.ended(until - Duration::hours(1)), Some(Ending::TakenBack));
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let form = |code: &str, name: &str| HelpForm {
            code: code.into(),
            name: name.into(),
        };
        let wrong = form("K7M", " ").parse().unwrap_err();
        assert!(wrong.code && wrong.name == Some(TextError::Missing));
        let (_, name) = form("K7M4Q2XD", " Paul Petit ").parse().unwrap();
        assert_eq!(name.as_str(), "Paul Petit");
        assert!(!form("K7M4Q2XD", "").parse().unwrap_err().code);
    }

    proptest! {
        #[test]
        fn every_code_can_be_read_back(bits: u64) {
            let code = HelpCode::from_bits(bits);
            prop_assert_eq!(code.spoken().parse::<HelpCode>(), Ok(code));
        }
    }
}
