//! Where a shop stands.

use super::{PACE, UNKNOWN_LEG};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Metres in one degree of latitude.
const DEGREE: f64 = 111_195.0;

/// A point on Earth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Degrees, north is positive.
    pub latitude: f64,
    /// Degrees, east is positive.
    pub longitude: f64,
}

impl Position {
    /// From two columns or fields; none when one is missing or lies on no Earth.
    pub fn new(latitude: Option<f64>, longitude: Option<f64>) -> Option<Self> {
        let (latitude, longitude) = (latitude?, longitude?);
        let is_there = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        is_there.then_some(Self { latitude, longitude })
    }

    /// Metres east and north of another point; a town is small enough for the Earth to be flat.
    pub fn from_point(self, other: Self) -> (f64, f64) {
        let middle = f64::midpoint(self.latitude, other.latitude).to_radians();
        (
            (self.longitude - other.longitude) * DEGREE * middle.cos(),
            (self.latitude - other.latitude) * DEGREE,
        )
    }

    /// Metres in a straight line.
    pub fn metres_to(self, other: Self) -> f64 {
        let (east, north) = self.from_point(other);
        east.hypot(north)
    }
}

/// Seconds on foot between two shops, in a straight line, to the next whole one.
pub(super) fn on_foot(from: Option<Position>, to: Option<Position>) -> u32 {
    let (Some(from), Some(to)) = (from, to) else {
        return UNKNOWN_LEG;
    };
    let time = Duration::try_from_secs_f64(from.metres_to(to) * 3600.0 / PACE).unwrap_or_default();
    u32::try_from(time.as_secs() + u64::from(time.subsec_nanos() > 0)).unwrap_or(u32::MAX / 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(latitude: f64, longitude: f64) -> Option<Position> {
        Position::new(Some(latitude), Some(longitude))
    }

    #[test]
    fn two_squares_of_dourdan_are_three_minutes_apart() {
        let (church, hall) = (at(48.5296, 2.0121), at(48.5296, 2.0148));
        let metres = church.unwrap().metres_to(hall.unwrap());
        assert!((metres - 198.8).abs() < 1.0, "{metres}");
        assert_eq!(on_foot(church, hall), 179);
        assert_eq!(on_foot(church, church), 0);
        assert_eq!(on_foot(church, None), UNKNOWN_LEG);
    }

    #[test]
    fn what_lies_on_no_earth_is_no_position() {
        assert_eq!(at(91.0, 2.0), None);
        assert_eq!(at(f64::NAN, 2.0), None);
        assert_eq!(Position::new(Some(48.0), None), None);
    }
}
