//! Money in whole euro cents, and a price as a merchant types it.

use serde::{Deserialize, Serialize};
use std::{iter::Sum, ops};
use thiserror::Error;

/// An amount in euro cents: exact, the same in the browser, the server and both databases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
#[serde(transparent)]
pub struct Cents(pub i64);

impl Cents {
    /// Whole euros, towards zero.
    pub const fn euros(self) -> i64 {
        self.0 / 100
    }

    /// What remains after the whole euros: 0 to 99.
    pub const fn rest(self) -> u64 {
        self.0.unsigned_abs() % 100
    }

    /// The amount as a French shopkeeper types it: "3,50".
    pub fn typed(self) -> String {
        format!("{},{:02}", self.euros(), self.rest())
    }
}

impl ops::Add for Cents {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl ops::Mul<u32> for Cents {
    type Output = Self;
    fn mul(self, times: u32) -> Self {
        Self(self.0.saturating_mul(i64::from(times)))
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), ops::Add::add)
    }
}

/// A price at which something is sold: at least one cent, at most [`Price::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
#[serde(transparent)]
pub struct Price(Cents);

/// Why what was typed is no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum PriceError {
    /// Nothing was typed.
    #[error("missing")]
    Missing,
    /// Letters or signs that no price has.
    #[error("not a number")]
    NotANumber,
    /// Below zero.
    #[error("negative")]
    Negative,
    /// Zero euros: nothing is sold for nothing here.
    #[error("zero")]
    Zero,
    /// More than two digits behind the comma.
    #[error("too many decimals")]
    TooManyDecimals,
    /// Above [`Price::MAX`]; most often a forgotten comma.
    #[error("too high")]
    TooHigh,
}

impl Price {
    /// 99,999.99 €: above it, a comma was forgotten.
    pub const MAX: Cents = Cents(9_999_999);

    /// A price from cents, for prices that come from a table rather than from a keypad.
    pub fn from_cents(cents: i64) -> Result<Self, PriceError> {
        match cents {
            ..0 => Err(PriceError::Negative),
            0 => Err(PriceError::Zero),
            _ if cents > Self::MAX.0 => Err(PriceError::TooHigh),
            _ => Ok(Self(Cents(cents))),
        }
    }

    /// Reads "3,50", "3.5", "3", "1 234,50 €". Blanks and the euro sign mean nothing.
    pub fn parse(typed: &str) -> Result<Self, PriceError> {
        let text: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '€')
            .collect();
        if text.is_empty() {
            return Err(PriceError::Missing);
        }
        let (negative, digits) = text
            .strip_prefix(['-', '−'])
            .map_or((false, text.as_str()), |rest| (true, rest));
        let (euros, cents) = digits.split_once([',', '.']).unwrap_or((digits, ""));
        let are_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        if !are_digits(euros) || !are_digits(cents) || (euros.is_empty() && cents.is_empty()) {
            return Err(PriceError::NotANumber);
        }
        if negative {
            return Err(PriceError::Negative);
        }
        if cents.len() > 2 {
            return Err(PriceError::TooManyDecimals);
        }
        // At this point only a number with too many digits fails to parse.
        let whole: i64 = format!("0{euros}").parse().map_err(|_| PriceError::TooHigh)?;
        let rest: i64 = format!("{cents:0<2}")
            .parse()
            .map_err(|_| PriceError::NotANumber)?;
        Self::from_cents(
            whole
                .checked_mul(100)
                .and_then(|c| c.checked_add(rest))
                .ok_or(PriceError::TooHigh)?,
        )
    }

    /// So many percent less, to the nearest cent; never nothing.
    #[must_use]
    pub const fn less(self, percent: u8) -> Self {
        let left = 100_i64.saturating_sub(percent as i64);
        let cents = (self.0.0 * left + 50) / 100;
        Self(Cents(if cents < 1 { 1 } else { cents }))
    }

    /// The amount.
    pub const fn cents(self) -> Cents {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn prices_are_read_as_shopkeepers_type_them() {
        for (typed, cents) in [
            ("3,50", 350),
            ("3.5", 350),
            ("3", 300),
            (",5", 50),
            ("3,", 300),
            (" 1 234,50 € ", 123_450),
            ("0,01", 1),
            ("99999,99", 9_999_999),
        ] {
            assert_eq!(Price::parse(typed).map(|p| p.cents().0), Ok(cents), "{typed}");
        }
    }

    #[test]
    fn what_is_no_price_says_why() {
        for (typed, why) in [
            ("", PriceError::Missing),
            (" € ", PriceError::Missing),
            ("0", PriceError::Zero),
            ("0,00", PriceError::Zero),
            ("-3", PriceError::Negative),
            ("12,345", PriceError::TooManyDecimals),
            ("1e9", PriceError::NotANumber),
            ("trois", PriceError::NotANumber),
            (",", PriceError::NotANumber),
            ("1,2,3", PriceError::NotANumber),
            ("100000", PriceError::TooHigh),
            ("99999999999999999999", PriceError::TooHigh),
            ("٣", PriceError::NotANumber),
        ] {
            assert_eq!(Price::parse(typed), Err(why), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_again(cents in 1..=Price::MAX.0) {
            let price = Price::from_cents(cents).unwrap();
            prop_assert_eq!(Price::parse(&price.cents().typed()), Ok(price));
        }

        #[test]
        fn no_text_makes_it_panic(typed in ".{0,40}") {
            let _ = Price::parse(&typed);
        }
    }
}
