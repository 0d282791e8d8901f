//! From which address somebody asks. Only a proxy that the operator trusts is believed about somebody else's.

use super::Networks;
use http::{HeaderMap, HeaderName, header};
use std::net::{IpAddr, SocketAddr};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The other end of a connection; the entrance notes it in each request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// Who asked for something, as far as it can be known.
///
/// Nobody in particular when the other end is a machine of the house that nobody trusts: most likely a proxy, and whoever
/// counted its requests would count a whole town as one.
pub(super) fn caller(peer: Peer, headers: &HeaderMap, trusted: &Networks) -> Option<IpAddr> {
    let Peer(peer) = peer;
    let peer = peer.to_canonical();
    if !trusted.hold(peer) {
        return (!is_of_a_house(peer)).then_some(peer);
    }
    let said = [
        last_stranger(&x_forwarded_for(headers), peer, trusted),
        last_stranger(&forwarded(headers), peer, trusted),
    ];
    match said {
        // A proxy writes one of the two. The other came with the request, and who wrote it may be anybody.
        [Some(one), Some(other)] => Some(if one == other { one } else { peer }),
        [one, other] => one.or(other),
    }
}

/// From the last to the first: those we trust say who asked them, until one is a stranger. What cannot be read is on the
/// account of whoever handed it on. None: nobody said anything.
fn last_stranger(chain: &[Option<IpAddr>], peer: IpAddr, trusted: &Networks) -> Option<IpAddr> {
    let mut by = peer;
    for step in chain.iter().rev() {
        let Some(address) = step else {
            return Some(by);
        };
        if !trusted.hold(*address) {
            return Some(*address);
        }
        by = *address;
    }
    (!chain.is_empty()).then_some(by)
}

fn x_forwarded_for(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    elements(headers, &X_FORWARDED_FOR)
        .map(|one| address(&one))
        .collect()
}

/// `Forwarded: for=192.0.2.43, for="[2001:db8::17]:4711";proto=https` (RFC 7239).
fn forwarded(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let from = |one: String| {
        one.split(';').find_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            name.trim()
                .eq_ignore_ascii_case("for")
                .then(|| address(value.trim().trim_matches('"')))?
        })
    };
    elements(headers, &header::FORWARDED).map(from).collect()
}

fn elements(headers: &HeaderMap, name: &HeaderName) -> impl Iterator<Item = String> {
    headers
        .get_all(name)
        .iter()
        .flat_map(|value| {
            let text = String::from_utf8_lossy(value.as_bytes());
            text.split(',').map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|one| !one.trim().is_empty())
}

/// With a port or without.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let address = bare
        .unwrap_or(text)
        .parse()
        .ok()
        .or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()))?;
    Some(IpAddr::to_canonical(&address))
}

/// Not on the Internet: this machine, or one beside it.
fn is_of_a_house(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => {
            four.is_loopback() || four.is_private() || four.is_link_local() || four.is_unspecified()
        }
        IpAddr::V6(six) => {
            six.is_loopback() || six.is_unique_local() || six.is_unicast_link_local() || six.is_unspecified()
        }
    }
}

/// What is counted as one: an IPv4 address; of an IPv6 address the network of a household or a phone, which has 2⁶⁴ to
/// choose from. Wider blocks would put neighbours together who share nothing but a provider.
pub(super) fn block(address: IpAddr) -> Vec<u8> {
    match address {
        IpAddr::V4(four) => four.octets().to_vec(),
        IpAddr::V6(six) => six.octets()[..8].to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(peer: &str, headers: &[(&'static str, &str)]) -> Option<String> {
        let trusted: Networks = "127.0.0.1, ::1, 10.0.0.0/8".parse().unwrap();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let found = caller(Peer(peer.parse().unwrap()), &map, &trusted);
        found.map(|address| address.to_string())
    }

    #[test]
    fn a_stranger_is_who_it_is_whatever_it_says() {
        let said = [
            ("x-forwarded-for", "198.51.100.1"),
            ("forwarded", "for=198.51.100.2"),
        ];
        assert_eq!(asked("203.0.113.7", &said).as_deref(), Some("203.0.113.7"));
        assert_eq!(asked("::ffff:203.0.113.7", &[]).as_deref(), Some("203.0.113.7"));
    }

    #[test]
    fn a_proxy_that_nobody_trusts_is_not_a_whole_town() {
        let nobody = Networks::default();
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "203.0.113.7".parse().unwrap());
        for house in ["127.0.0.1", "::1", "172.17.0.1", "192.168.1.4", "fd00::1"] {
            assert_eq!(caller(Peer(house.parse().unwrap()), &headers, &nobody), None);
        }
    }

    #[test]
    fn the_last_stranger_counts() {
        let one = |list: &str| asked("127.0.0.1", &[("x-forwarded-for", list)]);
        assert_eq!(one("203.0.113.7").as_deref(), Some("203.0.113.7"));
        // What a client says of itself stands further left.
        assert_eq!(
            one("1.1.1.1, 203.0.113.7, 10.0.0.2").as_deref(),
            Some("203.0.113.7")
        );
        assert_eq!(one("203.0.113.7:4711").as_deref(), Some("203.0.113.7"));
        assert_eq!(
            one("2001:db8::1, [2001:db8::2]:80").as_deref(),
            Some("2001:db8::2")
        );
        // What cannot be read is on the account of whoever handed it on.
        assert_eq!(one("203.0.113.7, junk, 10.0.0.2").as_deref(), Some("10.0.0.2"));
        assert_eq!(one("unknown").as_deref(), Some("127.0.0.1"));
        assert_eq!(one("10.0.0.9").as_deref(), Some("10.0.0.9"));
        assert_eq!(one(""), None);
        let lines = [("x-forwarded-for", "1.1.1.1"), ("x-forwarded-for", "203.0.113.7")];
        assert_eq!(asked("127.0.0.1", &lines).as_deref(), Some("203.0.113.7"));
    }

    #[test]
    fn forwarded_is_read_as_the_standard_writes_it() {
        let one = |list: &str| asked("10.1.2.3", &[("forwarded", list)]);
        assert_eq!(
            one("for=203.0.113.7;proto=https;by=10.0.0.1").as_deref(),
            Some("203.0.113.7")
        );
        assert_eq!(
            one("for=1.1.1.1, For=\"[2001:db8::17]:4711\"").as_deref(),
            Some("2001:db8::17")
        );
        assert_eq!(one("for=_hidden").as_deref(), Some("10.1.2.3"));
        assert_eq!(one("proto=https").as_deref(), Some("10.1.2.3"));
    }

    #[test]
    fn whoever_adds_a_second_header_is_on_the_proxys_account() {
        let both = |other: &str| {
            asked(
                "127.0.0.1",
                &[("x-forwarded-for", "203.0.113.7"), ("forwarded", other)],
            )
        };
        assert_eq!(both("for=198.51.100.9").as_deref(), Some("127.0.0.1"));
        assert_eq!(both("for=203.0.113.7").as_deref(), Some("203.0.113.7"));
    }

    #[test]
    fn a_household_counts_as_one_and_neighbours_do_not() {
        let of = |text: &str| block(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::a"), of("2001:db8:1:2:ffff::b"));
        assert_ne!(of("2001:db8:1:2::a"), of("2001:db8:1:3::a"));
        assert_ne!(of("203.0.113.7"), of("203.0.113.8"));
    }
}
