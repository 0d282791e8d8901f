//! What is really given at the counter: 950 g instead of a kilo, two pieces instead of three, nothing of a line. Kept
//! in thousandths of the unit, so that nothing is lost by rounding.

use crate::{catalogue::Unit, money::Cents};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// Thousandths of a unit: 950 is 0.95 kg, or nine and a half packs of a hundred grams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Given(u32);

/// Not a quantity that can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("not a quantity")]
pub struct NotGiven;

impl Given {
    /// Nothing of it.
    pub const NOTHING: Self = Self(0);
    /// A thousand units: more is a slip of the finger.
    const MOST: u32 = 1_000_000;

    /// So many whole units.
    pub const fn whole(units: u32) -> Self {
        Self(units.saturating_mul(1_000))
    }

    /// As it is kept.
    pub fn of_thousandths(thousandths: i32) -> Self {
        Self(thousandths.unsigned_abs())
    }

    /// As it is kept.
    pub fn thousandths(self) -> i32 {
        i32::try_from(self.0).unwrap_or(i32::MAX)
    }

    /// What it costs at a price for one unit, half a cent rounded up.
    pub fn cost(self, unit_price: Cents) -> Cents {
        Cents((unit_price.0 * i64::from(self.0) + 500) / 1_000)
    }

    /// As typed: "0,95", "2", "1.25". Pieces are given whole.
    pub fn parse(typed: &str, unit: Unit) -> Result<Self, NotGiven> {
        let given: Self = typed.parse()?;
        if unit == Unit::Piece && !given.0.is_multiple_of(1_000) {
            return Err(NotGiven);
        }
        Ok(given)
    }
}

impl FromStr for Given {
    type Err = NotGiven;

    fn from_str(typed: &str) -> Result<Self, NotGiven> {
        let typed = typed.trim().replace(',', ".");
        let (whole, rest) = typed.split_once('.').unwrap_or((&typed, ""));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 4 || rest.len() > 3 || !digits(whole) || !digits(rest) {
            return Err(NotGiven);
        }
        let whole: u32 = whole.parse().map_err(|_| NotGiven)?;
        let rest: u32 = format!("{rest:0<3}").parse().map_err(|_| NotGiven)?;
        let thousandths = whole * 1_000 + rest;
        if thousandths > Self::MOST {
            Err(NotGiven)
        } else {
            Ok(Self(thousandths))
        }
    }
}

/// As one would type it: "0,95", "2".
impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rest = format!("{:03}", self.0 % 1_000);
        let rest = rest.trim_end_matches('0');
        write!(f, "{}", self.0 / 1_000)?;
        if rest.is_empty() {
            Ok(())
        } else {
            write!(f, ",{rest}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_weight_is_read_as_it_is_typed() {
        for (typed, thousandths) in [
            ("0,95", 950),
            ("2", 2_000),
            (" 1.250 ", 1_250),
            ("0", 0),
            ("1000", 1_000_000),
        ] {
            assert_eq!(
                typed.parse::<Given>().unwrap().thousandths(),
                thousandths,
                "{typed}"
            );
        }
        for wrong in ["", "-1", "1,2345", "1001", "99999", "un", "1,2,3", "1e3"] {
            assert_eq!(wrong.parse::<Given>(), Err(NotGiven), "{wrong}");
        }
        assert!(Given::parse("1,5", Unit::Piece).is_err());
        assert!(Given::parse("2", Unit::Piece).is_ok());
    }

    #[test]
    fn a_weight_costs_what_the_scales_say() {
        let cost = |typed: &str, cents| typed.parse::<Given>().unwrap().cost(Cents(cents)).0;
        assert_eq!(cost("0,95", 320), 304);
        assert_eq!(cost("0,333", 1_000), 333);
        assert_eq!(cost("0,5", 305), 153);
        assert_eq!(cost("0", 450), 0);
    }

    proptest! {
        #[test]
        fn every_quantity_can_be_read_back(thousandths in 0..=1_000_000i32) {
            let given = Given::of_thousandths(thousandths);
            prop_assert_eq!(given.to_string().parse::<Given>(), Ok(given));
        }
    }
}
