//! How strong a drink is.

use crate::catalogue::folded;
use std::{fmt, str::FromStr};
use thiserror::Error;

/// Alcohol by volume in tenths of a percent, 0 to [`Strength::MAX`]: labels give one decimal at most (Regulation (EU)
/// 1169/2011, annex XII).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strength(u16);

/// Why what was typed is no strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StrengthError {
    /// Nothing was typed.
    #[error("missing")]
    Missing,
    /// Not a number with one decimal at most.
    #[error("not a number of percent")]
    NotAPercentage,
    /// Stronger than anything that is drunk.
    #[error("too strong")]
    TooStrong,
}

impl Strength {
    /// 96 %, in tenths: neutral alcohol.
    pub const MAX: u16 = 960;

    /// From tenths of a percent.
    pub const fn from_tenths(tenths: u16) -> Result<Self, StrengthError> {
        if tenths > Self::MAX {
            Err(StrengthError::TooStrong)
        } else {
            Ok(Self(tenths))
        }
    }

    /// Tenths of a percent.
    pub const fn tenths(self) -> u16 {
        self.0
    }
}

/// Reads what stands on a bottle: "12,5 % vol", "5.5°", "40 %", "alc. 13 % vol.".
impl FromStr for Strength {
    type Err = StrengthError;

    fn from_str(typed: &str) -> Result<Self, StrengthError> {
        let text: String = folded(typed).chars().filter(|c| !c.is_whitespace()).collect();
        if text.is_empty() {
            return Err(StrengthError::Missing);
        }
        let text = text.trim_start_matches("alcool").trim_start_matches("alc");
        let text = text.trim_start_matches(['.', ':']);
        let text = text.trim_end_matches('.').trim_end_matches("vol");
        let text = text.trim_end_matches(['%', '°', 'º']);
        let (whole, tenth) = text.split_once([',', '.']).unwrap_or((text, "0"));
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        // "13,50" is "13,5"; a second decimal that says something is none of a label.
        let tenth = match tenth.len() {
            2 => tenth.strip_suffix('0').unwrap_or(tenth),
            _ => tenth,
        };
        if !is_number(whole) || !is_number(tenth) || tenth.len() != 1 {
            return Err(StrengthError::NotAPercentage);
        }
        let whole: u16 = whole.parse().map_err(|_| StrengthError::TooStrong)?;
        let tenth: u16 = tenth.parse().map_err(|_| StrengthError::NotAPercentage)?;
        Self::from_tenths(whole.saturating_mul(10).saturating_add(tenth))
    }
}

/// As a French label says it, without the sign: "12,5", "40". It can be read back.
impl fmt::Display for Strength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 % 10 {
            0 => write!(f, "{}", self.0 / 10),
            tenth => write!(f, "{},{tenth}", self.0 / 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn strengths_are_read_as_they_stand_on_bottles() {
        for (typed, tenths) in [
            ("12,5", 125),
            ("12.5 % vol", 125),
            ("5,5°", 55),
            ("Alc. 40 % Vol.", 400),
            ("13,50 %", 135),
            ("0", 0),
        ] {
            assert_eq!(
                typed.parse::<Strength>().map(Strength::tenths),
                Ok(tenths),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_no_strength_is_refused() {
        use StrengthError::{Missing, NotAPercentage, TooStrong};
        for (typed, why) in [
            (" ", Missing),
            ("fort", NotAPercentage),
            ("12,55", NotAPercentage),
            ("-5", NotAPercentage),
            ("125", TooStrong),
            ("99999999", TooStrong),
        ] {
            assert_eq!(typed.parse::<Strength>(), Err(why), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_read_back(tenths in 0_u16..=960) {
            let strength = Strength::from_tenths(tenths).unwrap();
            prop_assert_eq!(strength.to_string().parse::<Strength>(), Ok(strength));
        }

        #[test]
        fn nothing_that_is_typed_makes_it_panic(typed in ".{0,20}") {
            let _ = typed.parse::<Strength>();
        }
    }
}
