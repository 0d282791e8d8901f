//! Where a till listens. An owner types it, so anybody can name any address: only names of the public internet are taken,
//! and whoever calls looks again at where the name leads ([`crate::notifications`]).

use std::str::FromStr;
use url::{Host, Url};

/// Characters; those of today's programs have some hundred.
const LONGEST: usize = 500;
/// Names that mean this machine or this house.
const OURS: [&str; 5] = [".localhost", ".local", ".internal", ".lan", ".home.arpa"];

/// An `https:` address by a name of the public internet, without a user or a password in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TillAddress(Url);

/// Why what was typed is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressRefused {
    /// Nothing was typed.
    Missing,
    /// No address, or one that is too long.
    NotAnAddress,
    /// It does not begin with `https://`.
    NotSecure,
    /// A number, or a name of this machine or of a house: nobody else gets there.
    NotPublic,
}

impl TillAddress {
    /// As it is called.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The machine's name, which says enough where the rest is nobody's business.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

impl FromStr for TillAddress {
    type Err = AddressRefused;

    fn from_str(typed: &str) -> Result<Self, AddressRefused> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(AddressRefused::Missing);
        }
        let url = Url::parse(typed).ok().filter(|_| typed.len() <= LONGEST);
        let mut url = url.ok_or(AddressRefused::NotAnAddress)?;
        if url.scheme() != "https" {
            return Err(AddressRefused::NotSecure);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressRefused::NotAnAddress);
        }
        let is_public = match url.host() {
            Some(Host::Domain(name)) => is_of_the_internet(name),
            _ => false,
        };
        if !is_public {
            return Err(AddressRefused::NotPublic);
        }
        url.set_fragment(None);
        Ok(Self(url))
    }
}

fn is_of_the_internet(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name.contains('.') && !OURS.iter().any(|ours| name.ends_with(ours))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_internet_are_taken() {
        let taken: TillAddress = " https://caisse.example:8443/halle?boutique=12#rien "
            .parse()
            .unwrap();
        assert_eq!(taken.as_str(), "https://caisse.example:8443/halle?boutique=12");
        assert_eq!(taken.host(), "caisse.example");
        for (typed, why) in [
            ("", AddressRefused::Missing),
            ("caisse.example", AddressRefused::NotAnAddress),
            ("http://caisse.example/halle", AddressRefused::NotSecure),
            ("ftp://caisse.example/halle", AddressRefused::NotSecure),
            ("https://lea:secret@caisse.example/", AddressRefused::NotAnAddress),
            ("https://127.0.0.1/", AddressRefused::NotPublic),
            // The same, as browsers and libraries read it too.
            ("https://2130706433/", AddressRefused::NotPublic),
            ("https://0x7f.1/", AddressRefused::NotPublic),
            ("https://[::1]/", AddressRefused::NotPublic),
            ("https://93.184.216.34/", AddressRefused::NotPublic),
            ("https://localhost/", AddressRefused::NotPublic),
            ("https://caisse.localhost./", AddressRefused::NotPublic),
            ("https://caisse.local/", AddressRefused::NotPublic),
            ("https://metadata.google.internal/", AddressRefused::NotPublic),
            ("https://caisse/", AddressRefused::NotPublic),
        ] {
            assert_eq!(typed.parse::<TillAddress>(), Err(why), "{typed}");
        }
        let long = format!("https://caisse.example/{}", "a".repeat(LONGEST));
        assert_eq!(long.parse::<TillAddress>(), Err(AddressRefused::NotAnAddress));
    }
}
