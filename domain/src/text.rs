//! Text once it has been checked: a value of these types is fit to be stored and shown.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A word that is in none of our lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("unknown word")]
pub struct UnknownWord;

/// Why a text cannot be taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum TextError {
    /// Nothing but spaces.
    #[error("missing")]
    Missing,
    /// More characters than the field holds.
    #[error("more than {max} characters")]
    TooLong {
        /// The most characters that fit.
        max: usize,
    },
    /// A phone number has 6 to 15 digits (ITU-T E.164 allows 15 at most).
    #[error("not a phone number")]
    NotAPhoneNumber,
    /// An e-mail address has one "@" with something before it and a name with a dot behind it.
    #[error("not an e-mail address")]
    NotAnEmail,
    /// Neither an e-mail address nor the address of a site.
    #[error("neither an e-mail address nor a site")]
    NotOnline,
}

macro_rules! text_newtype {
    ($(#[$meta:meta])* $name:ident, $parse:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text as it is stored and shown.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = TextError;
            fn from_str(typed: &str) -> Result<Self, TextError> {
                let parse: fn(&str) -> Result<String, TextError> = $parse;
                parse(typed).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(typed: String) -> Result<Self, TextError> {
                typed.parse()
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    };
}

text_newtype!(
    /// A name of a product, a shop or a person: 1 to 80 characters on one line.
    Name,
    |typed| one_line(typed, 80)
);

text_newtype!(
    /// A remark: a sentence or two, an address, a reason; 1 to 300 characters on one line.
    Remark,
    |typed| one_line(typed, 300)
);

text_newtype!(
    /// What a town says on its pages: a sentence or two, 1 to 200 characters on one line.
    Sentence,
    |typed| one_line(typed, 200)
);

text_newtype!(
    /// What is printed on a label, copied: ingredients or warnings; 1 to 2,000 characters on one line.
    LabelText,
    |typed| one_line(typed, 2_000)
);

text_newtype!(
    /// What somebody tells at length: a report, a reason, an answer; 1 to 2,000 characters on one line.
    Telling,
    |typed| one_line(typed, 2_000)
);

text_newtype!(
    /// Where somebody is reached on the internet: an e-mail address or the address of a site, at most 254 characters.
    Online,
    online
);

text_newtype!(
    /// A phone number as people write it, digits grouped in the French way when it is a French one.
    Phone,
    phone
);

text_newtype!(
    /// An e-mail address: at most 254 characters (RFC 5321), without blanks; whether it exists shows when it is used.
    Email,
    email
);

impl Email {
    /// The same in small letters, as it is compared: no mail server that people use tells addresses apart by that.
    #[must_use]
    pub fn small(&self) -> Self {
        Self(self.0.to_ascii_lowercase())
    }
}

/// As loose as possible: only what no mail server would take is refused.
fn email(typed: &str) -> Result<String, TextError> {
    let address = one_line(typed, 254)?;
    let fits = address.split_once('@').is_some_and(|(person, house)| {
        !person.is_empty()
            && house.split('.').count() > 1
            && house.split('.').all(|label| !label.is_empty())
            && !address.contains([' ', ',', ';', ':', '<', '>', '(', ')', '[', ']', '\\', '"'])
            && !house.contains('@')
    });
    if fits {
        Ok(address)
    } else {
        Err(TextError::NotAnEmail)
    }
}

/// An e-mail address, or a name with a dot in it and no blank.
fn online(typed: &str) -> Result<String, TextError> {
    let address = one_line(typed, 254)?;
    if address.contains('@') {
        return email(&address);
    }
    let house = address
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    let house = house.split('/').next().unwrap_or_default();
    let is_house = house.split('.').count() > 1 && house.split('.').all(|label| !label.is_empty());
    if is_house && !address.contains(' ') {
        Ok(address)
    } else {
        Err(TextError::NotOnline)
    }
}

/// For a field that may stay empty: nothing typed is nothing said.
pub fn optional<T: std::str::FromStr<Err = TextError>>(typed: &str) -> Result<Option<T>, TextError> {
    match typed.parse() {
        Ok(text) => Ok(Some(text)),
        Err(TextError::Missing) => Ok(None),
        Err(wrong) => Err(wrong),
    }
}

/// Runs of blanks become one space, characters that cannot be seen are dropped.
fn one_line(typed: &str, max: usize) -> Result<String, TextError> {
    let seen: String = typed
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| is_seen(*c))
        .collect();
    let line = seen
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    match line.chars().count() {
        0 => Err(TextError::Missing),
        count if count > max => Err(TextError::TooLong { max }),
        _ => Ok(line),
    }
}

/// False for controls and for the marks that turn the direction of writing: they hide what a text says.
fn is_seen(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn phone(typed: &str) -> Result<String, TextError> {
    let line = one_line(typed, 40)?;
    let plus = if line.starts_with('+') { "+" } else { "" };
    if !line
        .trim_start_matches('+')
        .chars()
        .all(|c| c.is_ascii_digit() || " .-()/".contains(c))
    {
        return Err(TextError::NotAPhoneNumber);
    }
    let digits: String = line.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        10 if plus.is_empty() && digits.starts_with('0') => Ok(in_pairs(&digits)),
        6..=15 => Ok(format!("{plus}{digits}")),
        _ => Err(TextError::NotAPhoneNumber),
    }
}

fn in_pairs(digits: &str) -> String {
    let pairs: Vec<&str> = (0..digits.len())
        .step_by(2)
        .map(|at| &digits[at..at + 2])
        .collect();
    pairs.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_visible_line() {
        assert_eq!(
            "  Miel \n de\tforêt\u{202E} ".parse::<Name>().unwrap().as_str(),
            "Miel de forêt"
        );
        assert_eq!(" \u{200B} ".parse::<Name>(), Err(TextError::Missing));
        assert_eq!(
            "é".repeat(81).parse::<Name>(),
            Err(TextError::TooLong { max: 80 })
        );
        assert!("é".repeat(80).parse::<Name>().is_ok());
    }

    #[test]
    fn somebody_is_reached_at_a_mail_address_or_a_site() {
        for right in [
            "contact@jouets.example",
            "jouets.example",
            "https://www.jouets.example/fr",
        ] {
            assert_eq!(right.parse::<Online>().unwrap().as_str(), right);
        }
        for wrong in ["jouets", "12 rue des Jouets, Moirans.", "moi@"] {
            assert!(wrong.parse::<Online>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn phone_numbers_are_read_as_people_write_them() {
        assert_eq!("0199001234".parse::<Phone>().unwrap().as_str(), "01 99 00 12 34");
        assert_eq!(
            "01.99.00.12.34".parse::<Phone>().unwrap().as_str(),
            "01 99 00 12 34"
        );
        assert_eq!(
            "+33 1 99 00 12 34".parse::<Phone>().unwrap().as_str(),
            "+33199001234"
        );
        for wrong in ["12", "call me", "0199001234567890", "01 99 00 12 3x"] {
            assert_eq!(wrong.parse::<Phone>(), Err(TextError::NotAPhoneNumber), "{wrong}");
        }
        assert_eq!(" ".parse::<Phone>(), Err(TextError::Missing));
    }
}
