//! The short code that proves at the counter whose order it is: five characters one can say aloud.

use crate::crockford;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

const LENGTH: usize = 5;

/// The code of an order, for example `K7M4Q`: about 33 million of them, one order each.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// Not five characters of the alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("not a code")]
pub struct NotACode;

impl Code {
    /// A code from 25 random bits; higher bits are ignored.
    pub fn from_bits(bits: u32) -> Self {
        Self(crockford::spelt(bits.into(), LENGTH))
    }

    /// As it is stored and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a code as people say and type it: small letters, blanks and dashes, O for zero, I and L for one.
impl FromStr for Code {
    type Err = NotACode;

    fn from_str(typed: &str) -> Result<Self, NotACode> {
        crockford::heard(typed, LENGTH).map(Self).ok_or(NotACode)
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;
    fn try_from(text: String) -> Result<Self, NotACode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_as_it_is_said() {
        assert_eq!(" k7-m4q ".parse::<Code>().unwrap().as_str(), "K7M4Q");
        assert_eq!("oil00".parse::<Code>().unwrap().as_str(), "01100");
        for wrong in ["", "K7M4", "K7M4QQ", "K7M4U", "K7M4é"] {
            assert_eq!(wrong.parse::<Code>(), Err(NotACode), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn every_code_can_be_read_back(bits: u32) {
            let code = Code::from_bits(bits);
            prop_assert_eq!(code.as_str().parse::<Code>(), Ok(code.clone()));
        }
    }
}
