//! The number under a barcode.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// A trade item number with 8 or 13 digits (GTIN-8 and GTIN-13 of GS1's General Specifications). The 12 digits of an
/// American one are the 13 with a nought in front.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
#[serde(try_from = "String", into = "String")]
pub struct Ean(String);

/// Not the digits of a barcode, or one of them was misread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("not a barcode's number")]
pub struct NotAnEan;

impl Ean {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Numbers that a shop gives itself, by GS1's prefixes 02 and 20 to 29 (and 0 and 2 of eight digits): another shop
    /// means something else by the same number.
    pub fn is_in_store(&self) -> bool {
        let digits = self.0.as_str();
        match digits.len() {
            8 => digits.starts_with(['0', '2']),
            _ => digits.starts_with('2') || digits.starts_with("02"),
        }
    }
}

impl FromStr for Ean {
    type Err = NotAnEan;

    fn from_str(typed: &str) -> Result<Self, NotAnEan> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotAnEan);
        }
        let digits = match digits.len() {
            8 | 13 => digits,
            12 => format!("0{digits}"),
            _ => return Err(NotAnEan),
        };
        // From the right, digits weigh 1 and 3 in turn, and the whole is a multiple of ten.
        let sum: u32 = digits
            .bytes()
            .rev()
            .zip([1, 3].into_iter().cycle())
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum();
        if sum.is_multiple_of(10) {
            Ok(Self(digits))
        } else {
            Err(NotAnEan)
        }
    }
}

impl fmt::Display for Ean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Ean {
    type Error = NotAnEan;
    fn try_from(typed: String) -> Result<Self, NotAnEan> {
        typed.parse()
    }
}

impl From<Ean> for String {
    fn from(ean: Ean) -> Self {
        ean.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_digit_checks_the_others() {
        for right in ["4006381333931", "96385074", "036000291452", "3 017620 422003"] {
            assert!(right.parse::<Ean>().is_ok(), "{right}");
        }
        for wrong in [
            "4006381333932",
            "4006381333913",
            "96385075",
            "",
            "123",
            "40063813339a1",
        ] {
            assert_eq!(wrong.parse::<Ean>(), Err(NotAnEan), "{wrong}");
        }
    }

    #[test]
    fn a_shops_own_numbers_are_no_one_elses() {
        assert!("2000000000015".parse::<Ean>().unwrap().is_in_store());
        assert!(!"4006381333931".parse::<Ean>().unwrap().is_in_store());
    }

    proptest! {
        #[test]
        fn one_misread_digit_is_always_noticed(first in 0_u64..1_000_000_000_000, at in 0_usize..13, other in 1_u8..10) {
            let twelve = format!("{first:012}");
            let last = (0..10).find_map(|last| format!("{twelve}{last}").parse::<Ean>().ok()).unwrap();
            let mut digits = last.as_str().as_bytes().to_vec();
            digits[at] = b'0' + (digits[at] - b'0' + other) % 10;
            prop_assert!(String::from_utf8(digits).unwrap().parse::<Ean>().is_err());
        }
    }
}
