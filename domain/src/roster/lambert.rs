//! Positions in official French files.

use crate::walk::Position;

/// Eccentricity of the ellipsoid IAG GRS 1980.
const ECCENTRICITY: f64 = 0.081_819_191_042_816;
/// Constants of the projection Lambert 93, with metres.
const N: f64 = 0.725_607_765_053_267;
const C: f64 = 11_754_255.426_096;
const X_S: f64 = 700_000.0;
const Y_S: f64 = 12_655_612.049_876;
/// Degrees east of Greenwich on which it is centred.
const MERIDIAN: f64 = 3.0;
/// What the projection is made for, in metres: metropolitan France.
const EAST: std::ops::RangeInclusive<f64> = 0.0..=1_300_000.0;
const NORTH: std::ops::RangeInclusive<f64> = 6_000_000.0..=7_200_000.0;

/// A point in Lambert 93 (EPSG:2154, metres), as degrees; none when it is not in metropolitan France. After IGN, note
/// NT/G 71, algorithms 2 and 4.
pub fn from_lambert_93(x: f64, y: f64) -> Option<Position> {
    if !EAST.contains(&x) || !NORTH.contains(&y) {
        return None;
    }
    let (dx, dy) = (x - X_S, y - Y_S);
    let isometric = (C / dx.hypot(dy)).ln() / N;
    let gamma = (dx / -dy).atan();
    let mut latitude = 2.0 * isometric.exp().atan() - std::f64::consts::FRAC_PI_2;
    // Twelve rounds leave less than a millimetre.
    for _ in 0..12 {
        let sine = ECCENTRICITY * latitude.sin();
        let stretched = ((1.0 + sine) / (1.0 - sine)).powf(ECCENTRICITY / 2.0) * isometric.exp();
        latitude = 2.0 * stretched.atan() - std::f64::consts::FRAC_PI_2;
    }
    Position::new(
        Some(latitude.to_degrees()),
        Some(MERIDIAN + (gamma / N).to_degrees()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_the_map_are_found_on_the_globe() {
        // By definition of the projection.
        let origin = from_lambert_93(700_000.0, 6_600_000.0).unwrap();
        assert!(
            (origin.latitude - 46.5).abs() < 1e-6 && (origin.longitude - 3.0).abs() < 1e-6,
            "{origin:?}"
        );
        // The square in front of Notre-Dame, to the pace.
        let paris = from_lambert_93(652_229.0, 6_861_682.0).unwrap();
        let notre_dame = Position::new(Some(48.8534), Some(2.3488)).unwrap();
        assert!(paris.metres_to(notre_dame) < 60.0, "{paris:?}");
        assert_eq!(from_lambert_93(f64::NAN, 6_600_000.0), None);
        assert_eq!(from_lambert_93(2.0, 48.5), None);
    }
}
