//! Addresses and networks, as an operator lists them.

use anyhow::{Context, Error, Result, ensure};
use std::{net::IpAddr, str::FromStr};

/// A list of networks: `127.0.0.1, 10.0.0.0/8, ::1`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Networks(Vec<Network>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    /// How many of its first bits count.
    bits: u32,
}

impl Networks {
    /// Whether an address is in one of them.
    pub fn hold(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.holds(address))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromStr for Networks {
    type Err = Error;

    fn from_str(list: &str) -> Result<Self> {
        list.split([',', ' '])
            .filter(|one| !one.is_empty())
            .map(Network::from_str)
            .collect::<Result<_>>()
            .map(Self)
    }
}

impl FromStr for Network {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().with_context(|| format!("{text} is no address"))?;
        let whole = if address.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => bits
                .parse()
                .with_context(|| format!("{text} is no network, as 10.0.0.0/8 is"))?,
            None => whole,
        };
        ensure!(bits <= whole, "{text} is no network: it has {whole} bits at most");
        Ok(Self { address, bits })
    }
}

impl Network {
    fn holds(self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => {
                let mask = u32::MAX.checked_shl(32 - self.bits).unwrap_or(0);
                ours.to_bits() & mask == theirs.to_bits() & mask
            }
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => {
                let mask = u128::MAX.checked_shl(128 - self.bits).unwrap_or(0);
                ours.to_bits() & mask == theirs.to_bits() & mask
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_holds_its_addresses_and_networks() {
        let list: Networks = "127.0.0.1, 10.0.0.0/8 2001:db8::/32,::1".parse().unwrap();
        let holds = |text: &str| list.hold(text.parse().unwrap());
        for inside in [
            "127.0.0.1",
            "10.200.3.4",
            "2001:db8:ffff::1",
            "::1",
            "::ffff:10.1.1.1",
        ] {
            assert!(holds(inside), "{inside}");
        }
        for outside in ["127.0.0.2", "11.0.0.1", "2001:db9::1", "::2"] {
            assert!(!holds(outside), "{outside}");
        }
        let all: Networks = "0.0.0.0/0 ::/0".parse().unwrap();
        assert!(all.hold("203.0.113.7".parse().unwrap()) && all.hold("2001:db8::1".parse().unwrap()));
        assert!("".parse::<Networks>().unwrap().is_empty());
    }

    #[test]
    fn what_is_no_network_is_said() {
        for wrong in ["localhost", "10.0.0.0/33", "::1/129", "10.0.0.0/x", "10.0.0/8"] {
            assert!(wrong.parse::<Networks>().is_err(), "{wrong}");
        }
    }
}
