//! A place as people write it down, or copy it from a map.

use super::Position;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// Why no place can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum PlaceError {
    /// Neither two numbers nor a link that names them.
    #[error("not a place")]
    NotAPlace,
    /// Two numbers that lie on no Earth: latitudes end at 90 degrees, longitudes at 180.
    #[error("on no Earth")]
    OnNoEarth,
}

/// "48.52860, 2.00940": five decimals are a metre.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.5}, {:.5}", self.latitude, self.longitude)
    }
}

/// Latitude and longitude in degrees, with decimal points or commas and with whatever between them; a `geo:` link
/// (RFC 5870); or a link to a map that names the place.
impl FromStr for Position {
    type Err = PlaceError;

    fn from_str(typed: &str) -> Result<Self, PlaceError> {
        let typed = typed.trim();
        let pair = if let Some(place) = behind(typed, "geo:") {
            geo(place)
        } else if typed.contains("://") || behind(typed, "www.").is_some() {
            link(typed)
        } else {
            side_by_side(typed)
        };
        let (latitude, longitude) = pair.ok_or(PlaceError::NotAPlace)?;
        Self::new(Some(latitude), Some(longitude)).ok_or(PlaceError::OnNoEarth)
    }
}

/// What comes after a beginning, capitals aside.
fn behind<'a>(text: &'a str, begins: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(begins.len())?;
    head.eq_ignore_ascii_case(begins).then_some(rest)
}

/// "48.5286,2.0094;u=10". Phones write "0,0?q=48.5286,2.0094(La pause)" where the place has a name.
fn geo(place: &str) -> Option<(f64, f64)> {
    let named = place
        .split_once("q=")
        .and_then(|(_, named)| points(named.split(['(', '&']).next()?));
    named.or_else(|| points(place.split([';', '?']).next()?))
}

/// The mark of a map, else what its middle is.
fn link(address: &str) -> Option<(f64, f64)> {
    let asked = |name: &str| {
        let mut parts = address.split(['?', '&', '#']).skip(1);
        number(parts.find_map(|part| part.strip_prefix(name))?)
    };
    if let (Some(latitude), Some(longitude)) = (asked("mlat="), asked("mlon=")) {
        return Some((latitude, longitude));
    }
    if let Some((_, map)) = address.split_once("map=") {
        let mut parts = map.split(['/', '&']).skip(1);
        return Some((number(parts.next()?)?, number(parts.next()?)?));
    }
    let (_, middle) = address.split_once("/@")?;
    let mut parts = middle.split(',');
    Some((number(parts.next()?)?, number(parts.next()?)?))
}

/// "48.5286,2.0094", as programs write it.
fn points(text: &str) -> Option<(f64, f64)> {
    let (latitude, longitude) = text.split_once(',')?;
    Some((number(latitude)?, number(longitude.split(',').next()?)?))
}

/// "48.5286, 2.0094", "48,5286 2,0094", "48,5286 ; 2,0094". A comma alone may be the one of decimals: "48,52" is no place.
fn side_by_side(typed: &str) -> Option<(f64, f64)> {
    let pieces: Vec<&str> = typed
        .split(|c: char| c.is_whitespace() || c == ';' || c == '/')
        .map(|piece| piece.trim_end_matches(','))
        .filter(|piece| !piece.is_empty())
        .collect();
    match pieces.as_slice() {
        [latitude, longitude] => Some((number(latitude)?, number(longitude)?)),
        [both] => match both.split(',').collect::<Vec<_>>().as_slice() {
            [latitude, longitude] if both.contains('.') => Some((number(latitude)?, number(longitude)?)),
            [a, b, c, d] => Some((number(&format!("{a}.{b}"))?, number(&format!("{c}.{d}"))?)),
            _ => None,
        },
        _ => None,
    }
}

/// Degrees; nothing but digits, one point or comma and a sign.
fn number(text: &str) -> Option<f64> {
    let text = text
        .trim()
        .trim_end_matches('°')
        .replace(',', ".")
        .replace('−', "-");
    let is_plain = text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    is_plain.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DOOR: Position = Position {
        latitude: 48.5286,
        longitude: 2.0094,
    };

    #[test]
    fn a_place_is_read_as_it_is_typed_or_copied() {
        for typed in [
            "48.5286, 2.0094",
            " 48.5286,2.0094 ",
            "48.5286 2.0094",
            "48,5286 2,0094",
            "48,5286, 2,0094",
            "48,5286 ; 2,0094",
            "48,5286,2,0094",
            "48.5286°, 2.0094°",
            "48.5286 / 2.0094",
            "48.5286\u{A0}2.0094",
            "geo:48.5286,2.0094",
            "GEO:48.5286,2.0094;u=12",
            "geo:48.5286,2.0094,90?z=19",
            "geo:0,0?q=48.5286,2.0094(La pause)",
            "https://www.openstreetmap.org/?mlat=48.5286&mlon=2.0094#map=19/48.53/2.01",
            "https://www.openstreetmap.org/#map=19/48.5286/2.0094",
            "https://www.openstreetmap.org/node/123#map=19/48.5286/2.0094&layers=N",
            "www.openstreetmap.org/search?query=Dourdan#map=19/48.5286/2.0094",
            "https://maps.example/maps/place/La+pause/@48.5286,2.0094,17z/data=x",
        ] {
            assert_eq!(typed.parse::<Position>(), Ok(DOOR), "{typed}");
        }
        let south: Position = "−34.6, -58.4".parse().unwrap();
        assert!(south.latitude < 0.0 && south.longitude < 0.0);
    }

    #[test]
    fn what_is_no_place_is_said_to_be_none() {
        for typed in [
            "",
            "12 rue de Chartres",
            "48,5286",
            "48,52",
            "48.5286",
            "48.5286, 2.0094, 3 etage",
            "48.5286,2,0094",
            "quarante-huit, deux",
            "NaN, NaN",
            "inf 2",
            "https://osm.org/go/0BPIpq",
            "https://www.openstreetmap.org/?mlat=48.5286",
            "https://www.openstreetmap.org/#map=19",
            "geo:",
            "geo:here",
        ] {
            assert_eq!(typed.parse::<Position>(), Err(PlaceError::NotAPlace), "{typed}");
        }
        for typed in ["148.5286, 2.0094", "48.5286, 182", "geo:91,0", "-90.1 0"] {
            assert_eq!(typed.parse::<Position>(), Err(PlaceError::OnNoEarth), "{typed}");
        }
        for typed in ["90, 180", "-90.0 -180.0", "0.0, 0.0"] {
            assert!(typed.parse::<Position>().is_ok(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_stops_us(typed in ".{0,80}") {
            let _ = typed.parse::<Position>();
        }

        #[test]
        fn a_place_is_read_as_it_was_written(latitude in -90.0..90.0f64, longitude in -180.0..180.0f64) {
            let place = Position { latitude, longitude };
            let read: Position = place.to_string().parse().unwrap();
            prop_assert!(place.metres_to(read) < 2.0);
        }
    }
}
