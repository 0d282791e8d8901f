//! The number of a French establishment.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Fourteen digits: nine of the company, five of its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
#[serde(try_from = "String", into = "String")]
pub struct Siret(String);

/// Not fourteen digits, or digits that do not check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASiret;

impl fmt::Display for NotASiret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a SIRET")
    }
}

/// La Poste has more places than Luhn's formula has room for: their digits add up to a multiple of five instead.
const LA_POSTE: &str = "356000000";

impl FromStr for Siret {
    type Err = NotASiret;

    /// Blanks between the digits are let through. Checked by Luhn's formula (ISO/IEC 7812-1, annex B), as INSEE says.
    fn from_str(typed: &str) -> Result<Self, NotASiret> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() != 14 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotASiret);
        }
        let sum: u32 = digits.bytes().map(|b| u32::from(b - b'0')).sum();
        let checks = luhn(&digits) || digits.starts_with(LA_POSTE) && sum.is_multiple_of(5);
        let is_nobody = sum == 0;
        (checks && !is_nobody).then_some(Self(digits)).ok_or(NotASiret)
    }
}

/// Every second digit from the right counts twice, and two digits are added up.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, b)| match (at % 2, u32::from(b - b'0')) {
            (1, digit) if digit > 4 => 2 * digit - 9,
            (1, digit) => 2 * digit,
            (_, digit) => digit,
        })
        .sum();
    sum.is_multiple_of(10)
}

impl Siret {
    /// Its digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Siret {
    type Error = NotASiret;
    fn try_from(text: String) -> Result<Self, NotASiret> {
        text.parse()
    }
}

impl From<Siret> for String {
    fn from(siret: Siret) -> Self {
        siret.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_no_siret() {
        assert_eq!(
            "732 829 320 00074".parse::<Siret>().unwrap().as_str(),
            "73282932000074"
        );
        // A counter of La Poste: Luhn says no, its own rule says yes.
        assert!("35600000049837".parse::<Siret>().is_ok());
        for wrong in [
            "73282932000075",
            "7328293200007",
            "",
            "00000000000000",
            "7328293200007é",
            "35600000049838",
        ] {
            assert_eq!(wrong.parse::<Siret>(), Err(NotASiret), "{wrong}");
        }
    }
}
