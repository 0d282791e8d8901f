//! The number of a French establishment.

use crate::shops::CompanyNumber;
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

impl FromStr for Siret {
    type Err = NotASiret;

    /// Read and checked as the numbers of companies are ([`CompanyNumber`]); that of a company alone is none.
    fn from_str(typed: &str) -> Result<Self, NotASiret> {
        CompanyNumber::parse(typed)
            .map(|number| number.as_str().to_owned())
            .filter(|digits| digits.len() == 14)
            .map(Self)
            .ok_or(NotASiret)
    }
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
            "732829320",
            "",
            "00000000000000",
            "7328293200007é",
            "35600000049838",
        ] {
            assert_eq!(wrong.parse::<Siret>(), Err(NotASiret), "{wrong}");
        }
    }
}
