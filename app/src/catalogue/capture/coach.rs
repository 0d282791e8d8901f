//! What a photographer at one's side would say: too dark, blurred, tilted. Never more than a hint.

/// What could be better about a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// More light would help.
    Dark,
    /// The camera moved, or did not find its distance.
    Blurred,
    /// Its lines lean to one side.
    Tilted,
}

/// Mean light, of 255, under which a picture counts as dark.
const DARK: u64 = 62;
/// Share of the sharpest pixels whose contrast counts, one in so many.
const SHARPEST: usize = 200;
/// Contrast to the neighbours that these have at least in a picture that is in focus, of 1020.
const SHARP: u32 = 46;
/// Degrees from upright or level at which a picture counts as tilted, and up to which it is not meant to be.
const TILT: std::ops::RangeInclusive<f64> = 4.0..=20.0;
/// Edges weaker than this tell nothing about a picture's lines.
const EDGE: f64 = 90.0;
/// Share of all lines near upright or level that must agree on one angle.
const AGREED: f64 = 0.45;

/// Looks at a square picture in grey, row by row.
pub(super) fn look(grey: &[u8], side: usize) -> Option<Hint> {
    if side < 16 || grey.len() < side * side {
        return None;
    }
    if mean(grey) < DARK {
        Some(Hint::Dark)
    } else if sharpness(grey, side) < SHARP {
        Some(Hint::Blurred)
    } else if lean(grey, side).is_some_and(|angle| TILT.contains(&angle.abs())) {
        Some(Hint::Tilted)
    } else {
        None
    }
}

fn mean(grey: &[u8]) -> u64 {
    grey.iter().map(|light| u64::from(*light)).sum::<u64>() / grey.len() as u64
}

/// How much the sharpest pixels differ from their four neighbours. The sharpest only, because a product before a bare
/// wall is mostly wall.
fn sharpness(grey: &[u8], side: usize) -> u32 {
    let at = |x: usize, y: usize| i32::from(grey[y * side + x]);
    let mut contrasts: Vec<u32> = (1..side - 1)
        .flat_map(|y| (1..side - 1).map(move |x| (x, y)))
        .map(|(x, y)| {
            let around = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1);
            (4 * at(x, y) - around).unsigned_abs()
        })
        .collect();
    let rank = contrasts.len() / SHARPEST;
    let (_, sharpest, _) = contrasts.select_nth_unstable_by(rank, |a, b| b.cmp(a));
    *sharpest
}

/// By how many degrees the lines that are nearly upright or level lean, if most of them agree.
fn lean(grey: &[u8], side: usize) -> Option<f64> {
    let at = |x: usize, y: usize| f64::from(grey[y * side + x]);
    // One bin a degree, from -20 to 20.
    let mut lines = [0.0_f64; 41];
    for y in 1..side - 1 {
        for x in 1..side - 1 {
            let across = at(x + 1, y - 1) + 2.0 * at(x + 1, y) + at(x + 1, y + 1)
                - at(x - 1, y - 1)
                - 2.0 * at(x - 1, y)
                - at(x - 1, y + 1);
            let down = at(x - 1, y + 1) + 2.0 * at(x, y + 1) + at(x + 1, y + 1)
                - at(x - 1, y - 1)
                - 2.0 * at(x, y - 1)
                - at(x + 1, y - 1);
            let strength = across.hypot(down);
            if strength < EDGE {
                continue;
            }
            // From -45 to 45: how far from the nearest axis.
            let degrees = down.atan2(across).to_degrees();
            let off = (degrees + 45.0).rem_euclid(90.0) - 45.0;
            if off.abs() <= 20.0 {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 40")]
                let bin = (off + 20.0).round() as usize;
                lines[bin] += strength;
            }
        }
    }
    let all: f64 = lines.iter().sum();
    let near = |bin: usize| {
        lines[bin.saturating_sub(3)..=(bin + 3).min(40)]
            .iter()
            .sum::<f64>()
    };
    let best = (0..lines.len()).max_by(|a, b| near(*a).total_cmp(&near(*b)))?;
    #[expect(clippy::cast_precision_loss, reason = "0 to 40")]
    let angle = best as f64 - 20.0;
    (all > 0.0 && near(best) / all >= AGREED).then_some(angle)
}

#[cfg(test)]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a drawing of 160 pixels"
)]
mod tests {
    use super::*;

    const SIDE: usize = 160;

    /// A box of stripes whose lines lean by so many degrees, with edges so many pixels wide.
    fn stripes(degrees: f64, softness: f64, light: f64) -> Vec<u8> {
        let (sin, cos) = degrees.to_radians().sin_cos();
        (0..SIDE * SIDE)
            .map(|at| {
                let (x, y) = ((at % SIDE) as f64, (at / SIDE) as f64);
                let across = x * cos + y * sin;
                let wave = (across * std::f64::consts::TAU / 32.0).sin() * 16.0 / softness;
                (light * (0.5 + 0.5 * wave.clamp(-1.0, 1.0))) as u8
            })
            .collect()
    }

    #[test]
    fn a_good_picture_needs_no_hint() {
        assert_eq!(look(&stripes(0.0, 1.0, 220.0), SIDE), None);
    }

    #[test]
    fn the_dark_is_noticed() {
        assert_eq!(look(&stripes(0.0, 1.0, 80.0), SIDE), Some(Hint::Dark));
    }

    #[test]
    fn a_blur_is_noticed() {
        assert_eq!(look(&stripes(0.0, 40.0, 220.0), SIDE), Some(Hint::Blurred));
    }

    #[test]
    fn a_tilt_is_noticed_and_a_slant_is_taken_as_meant() {
        for degrees in [7.0, -9.0, 15.0] {
            assert_eq!(
                look(&stripes(degrees, 1.0, 220.0), SIDE),
                Some(Hint::Tilted),
                "{degrees}"
            );
        }
        for degrees in [1.0, -2.0, 40.0] {
            assert_eq!(look(&stripes(degrees, 1.0, 220.0), SIDE), None, "{degrees}");
        }
    }

    #[test]
    fn a_bare_wall_or_no_picture_is_no_reason_to_panic() {
        assert_eq!(look(&vec![200; SIDE * SIDE], SIDE), Some(Hint::Blurred));
        assert_eq!(look(&[], 0), None);
        assert_eq!(look(&[0; 9], 3), None);
    }
}
