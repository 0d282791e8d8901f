//! Who stands behind a shop's sign: what the law wants shoppers to know of a professional who sells on somebody else's market
//! (Regulation (EU) 2022/2065, art. 30 and 31; Code de la consommation, art. L111-1, L221-5 and L616-1).

use crate::text::{Email, Name, Remark, TextError, optional};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraderForm {
    /// The person or company that sells.
    pub name: String,
    /// Where customers write to.
    pub email: String,
    /// SIREN or SIRET, with or without blanks.
    pub number: String,
    /// Who settles disputes; may be empty.
    pub mediator: String,
    /// Says to sell only what the law allows.
    pub certified: bool,
}

/// Fit to be shown to everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trader {
    /// The person or company that sells.
    pub name: Name,
    /// Where customers write to.
    pub email: Email,
    /// Its number in the register of companies.
    pub number: CompanyNumber,
    /// Who settles disputes: name and address, on paper or online.
    pub mediator: Option<Remark>,
}

/// Every field that needs another look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Error)]
#[error("some fields need another look")]
pub struct TraderError {
    /// What is wrong with the name.
    pub name: Option<TextError>,
    /// What is wrong with the address.
    pub email: Option<TextError>,
    /// It is no SIREN or SIRET.
    pub number: bool,
    /// What is wrong with the mediator.
    pub mediator: Option<TextError>,
    /// The box is not ticked (art. 30(1)(e)).
    pub certified: bool,
}

impl TraderForm {
    /// Turns what was typed into an identity, or says everything that is wrong at once.
    pub fn parse(&self) -> Result<Trader, TraderError> {
        let mut wrong = TraderError::default();
        let name = self.name.parse().map_err(|why| wrong.name = Some(why));
        let email = self.email.parse().map_err(|why| wrong.email = Some(why));
        let number = CompanyNumber::parse(&self.number);
        let mediator = optional(&self.mediator).map_err(|why| wrong.mediator = Some(why));
        wrong.number = number.is_none();
        wrong.certified = !self.certified;
        match (name, email, number, mediator) {
            (Ok(name), Ok(email), Some(number), Ok(mediator)) if self.certified => Ok(Trader {
                name,
                email,
                number,
                mediator,
            }),
            _ => Err(wrong),
        }
    }
}

/// Nine digits of a company (SIREN), or fourteen of one of its places (SIRET).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyNumber(String);

/// La Poste numbers its places by another rule than everybody else.
const LA_POSTE: &str = "356000000";

impl CompanyNumber {
    /// Reads a number as it stands on a bill. None when a digit is wrong or missing.
    pub fn parse(typed: &str) -> Option<Self> {
        let digits: String = typed
            .chars()
            .filter(|sign| !sign.is_whitespace() && !matches!(sign, '.' | '-' | '\u{a0}' | '\u{202f}'))
            .collect();
        let is_number = matches!(digits.len(), 9 | 14) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_right = || is_luhn(&digits) || digits.starts_with(LA_POSTE) && sum(&digits).is_multiple_of(5);
        (is_number && is_right() && digits.bytes().any(|byte| byte != b'0')).then_some(Self(digits))
    }

    /// Only the digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CompanyNumber {
    /// In groups of three, and the last five together: "732 829 320 00074".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (company, place) = self.0.split_at(9);
        write!(f, "{} {} {}", &company[..3], &company[3..6], &company[6..])?;
        if place.is_empty() {
            Ok(())
        } else {
            write!(f, " {place}")
        }
    }
}

fn sum(digits: &str) -> u32 {
    digits.bytes().map(|byte| u32::from(byte - b'0')).sum()
}

/// Every second digit from the right counts double; the digits of all that add up to a multiple of ten.
fn is_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .map(|byte| u32::from(byte - b'0'))
        .zip([1, 2].into_iter().cycle())
        .map(|(digit, times)| digit * times)
        .map(|number| number / 10 + number % 10)
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn form() -> TraderForm {
        TraderForm {
            name: "Épicerie Blanchard SARL".into(),
            email: "bonjour@lapause.example".into(),
            number: "732 829 320 00074".into(),
            mediator: String::new(),
            certified: true,
        }
    }

    #[test]
    fn numbers_are_read_as_they_stand_on_a_bill() {
        for right in [
            "732829320",
            "732 829 320",
            "73282932000074",
            "732.829.320-00074",
            "35600000000048",
        ] {
            assert!(CompanyNumber::parse(right).is_some(), "{right}");
        }
        for wrong in [
            "",
            "732829321",
            "7328293200007",
            "732829320000741",
            "FR732829320",
            "000000000",
            "٧٣٢٨٢٩٣٢٠",
        ] {
            assert!(CompanyNumber::parse(wrong).is_none(), "{wrong}");
        }
        assert_eq!(form().parse().unwrap().number.to_string(), "732 829 320 00074");
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        assert!(form().parse().is_ok());
        let wrong = TraderForm::default().parse().unwrap_err();
        assert_eq!(wrong.name, Some(TextError::Missing));
        assert_eq!(wrong.email, Some(TextError::Missing));
        assert!(wrong.number && wrong.certified && wrong.mediator.is_none());
        let unsaid = TraderForm {
            certified: false,
            ..form()
        };
        let only = TraderError {
            certified: true,
            ..TraderError::default()
        };
        assert_eq!(unsaid.parse(), Err(only));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused(typed in ".{0,40}") {
            if let Some(number) = CompanyNumber::parse(&typed) {
                prop_assert_eq!(CompanyNumber::parse(&number.to_string()), Some(number));
            }
        }
    }
}
