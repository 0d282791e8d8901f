//! Where a line of grey values changes between light and dark.

/// How far values must turn back to be more than noise: a part of the line's whole contrast, and never less than some
/// grey levels.
const TURN: f32 = 0.14;
const LEAST_TURN: f32 = 8.0;

/// Places of the changes, in pixels and parts of them. What lies between two of them is a bar or a space, in turn.
#[derive(Debug, PartialEq)]
pub struct Edges {
    pub at: Vec<f32>,
    /// Whether a bar follows the first edge.
    pub bar_first: bool,
}

/// The brightest or darkest place of a bar or a space.
#[derive(Clone, Copy)]
struct Peak {
    at: usize,
    value: f32,
}

/// All changes of a line. Each is where the value is half-way between the extremes on its two sides: this holds in
/// shade and in light alike, and finds a thin bar that a blurred picture only hints at.
pub fn of(line: &[f32]) -> Edges {
    let peaks = peaks(line);
    let at = peaks
        .windows(2)
        .filter_map(|pair| half_way(line, pair[0], pair[1]))
        .collect();
    let bar_first = matches!(peaks[..], [first, second, ..] if first.value > second.value);
    Edges { at, bar_first }
}

fn peaks(line: &[f32]) -> Vec<Peak> {
    let (low, high) = line.iter().fold((f32::MAX, f32::MIN), |(low, high), value| {
        (low.min(*value), high.max(*value))
    });
    let turn = ((high - low) * TURN).max(LEAST_TURN);
    let mut peaks = Vec::new();
    let Some(first) = line.first() else { return peaks };
    let start = Peak { at: 0, value: *first };
    let (mut low, mut high) = (start, start);
    // None until the first turn shows which way the line goes.
    let mut rising = None;
    for (at, value) in line.iter().copied().enumerate() {
        let here = Peak { at, value };
        if value > high.value {
            high = here;
        }
        if value < low.value {
            low = here;
        }
        if rising != Some(true) && value - low.value >= turn {
            peaks.push(low);
            (rising, high) = (Some(true), here);
        } else if rising != Some(false) && high.value - value >= turn {
            peaks.push(high);
            (rising, low) = (Some(false), here);
        }
    }
    peaks.extend(rising.map(|up| if up { high } else { low }));
    peaks
}

fn half_way(line: &[f32], from: Peak, to: Peak) -> Option<f32> {
    let half = f32::midpoint(from.value, to.value);
    (from.at..to.at).find_map(|at| {
        let (here, next) = (line[at], line[at + 1]);
        let crosses = (here - half) * (next - half) <= 0.0 && here.to_bits() != next.to_bits();
        let whole = f32::from(u16::try_from(at).ok()?);
        crosses.then(|| whole + (half - here) / (next - here))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_is_where_the_value_is_half_way() {
        let edges = of(&[200.0, 200.0, 200.0, 150.0, 0.0, 0.0, 200.0, 198.0, 200.0]);
        let expected = Edges {
            at: vec![3.0 + 1.0 / 3.0, 5.5],
            bar_first: true,
        };
        assert_eq!(edges, expected);
    }

    #[test]
    fn an_even_surface_has_no_edges() {
        assert!(of(&[100.0, 103.0, 99.0, 104.0, 101.0]).at.is_empty());
        assert!(of(&[]).at.is_empty());
    }

    #[test]
    fn a_thin_bar_in_the_shade_is_found() {
        let edges = of(&[240.0, 240.0, 30.0, 30.0, 30.0, 70.0, 30.0, 30.0]);
        assert_eq!((edges.at.len(), edges.bar_first), (3, true));
    }
}
