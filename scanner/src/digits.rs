//! From edges to digits, by the tables of GS1's General Specifications (symbols of the EAN/UPC family).

use crate::edges::Edges;

/// Widths of a digit's two spaces and two bars, in modules: seven in all. The same widths stand for it in the right half,
/// as bars and spaces; read backwards they stand for it too, in the left half of a symbol with 13 digits.
const DIGITS: [[u8; 4]; 10] = [
    [3, 2, 1, 1],
    [2, 2, 2, 1],
    [2, 1, 2, 2],
    [1, 4, 1, 1],
    [1, 1, 3, 2],
    [1, 2, 3, 1],
    [1, 1, 1, 4],
    [1, 3, 1, 2],
    [1, 2, 1, 3],
    [3, 1, 1, 2],
];
/// Which of the six left digits are read backwards (the first one is the highest bit): this spells the very first digit.
const FIRST: [u8; 10] = [
    0b00_0000, 0b00_1011, 0b00_1101, 0b00_1110, 0b01_0011, 0b01_1001, 0b01_1100, 0b01_0101, 0b01_0110,
    0b01_1010,
];

/// How far a digit's four widths may be from the table, together, in modules. Two different digits are 2 apart.
const DIGIT_OFF: f32 = 1.3;
/// How wide the thin bars and spaces of the guards may be, in modules.
const GUARD: std::ops::Range<f32> = 0.4..1.7;

/// A symbol: a guard of three, digits of four bars and spaces, a guard of five, as many digits, a guard of three.
struct Symbol {
    /// Digits in each half.
    half: usize,
    /// Modules from its first edge to its last.
    modules: f32,
    /// Modules of blank paper that must be on both sides; half of what the standard asks for.
    quiet: f32,
}

const EAN_13: Symbol = Symbol {
    half: 6,
    modules: 95.0,
    quiet: 3.5,
};
const EAN_8: Symbol = Symbol {
    half: 4,
    modules: 67.0,
    quiet: 3.5,
};

impl Symbol {
    /// Bars and spaces between its first edge and its last.
    const fn widths(&self) -> usize {
        3 + self.half * 4 + 5 + self.half * 4 + 3
    }
}

/// The first number on a line with the right check digit, read forwards or backwards.
pub fn first_in(edges: &Edges) -> Option<String> {
    let end = edges.at.last().copied()?;
    forwards(&edges.at, edges.bar_first).or_else(|| {
        let backwards: Vec<f32> = edges.at.iter().rev().map(|at| end - at).collect();
        // With an even number of edges, what lies between the last two is of the same kind as between the first two.
        forwards(&backwards, edges.bar_first == edges.at.len().is_multiple_of(2))
    })
}

fn forwards(edges: &[f32], bar_first: bool) -> Option<String> {
    let mut starts = (usize::from(!bar_first)..edges.len()).step_by(2);
    starts.find_map(|start| symbol(edges, start, &EAN_13).or_else(|| symbol(edges, start, &EAN_8)))
}

fn symbol(edges: &[f32], start: usize, kind: &Symbol) -> Option<String> {
    let end = start + kind.widths();
    let inside = edges.get(start..=end)?;
    let module = (inside[inside.len() - 1] - inside[0]) / kind.modules;
    if !is_quiet(edges, start, end, module * kind.quiet) {
        return None;
    }
    let widths: Vec<f32> = inside
        .windows(2)
        .map(|pair| (pair[1] - pair[0]) / module)
        .collect();
    let widths = without_spread_ink(widths, kind)?;
    let digits = read(&widths, kind)?;
    is_right(&digits).then(|| digits.iter().map(|digit| char::from(b'0' + digit)).collect())
}

/// Whether there is blank paper before and after; the picture's rim counts as paper.
fn is_quiet(edges: &[f32], start: usize, end: usize, least: f32) -> bool {
    let before = start
        .checked_sub(1)
        .is_none_or(|before| edges[start] - edges[before] >= least);
    let after = edges.get(end + 1).is_none_or(|after| after - edges[end] >= least);
    before && after
}

/// The guards are bars and spaces of one module each. Where ink ran or light ate into it, they tell by how much, and
/// all the others are put right by as much. None when these are no guards.
fn without_spread_ink(mut widths: Vec<f32>, kind: &Symbol) -> Option<Vec<f32>> {
    let (middle, last) = (3 + kind.half * 4, widths.len() - 3);
    let guards = || (0..3).chain(middle..middle + 5).chain(last..last + 3);
    // Bars have even places: the first is one. The guards have six of them, and five spaces.
    let bars: f32 = guards()
        .filter(|at| at.is_multiple_of(2))
        .map(|at| widths[at])
        .sum();
    let spaces: f32 = guards()
        .filter(|at| !at.is_multiple_of(2))
        .map(|at| widths[at])
        .sum();
    let spread = (bars / 6.0 - spaces / 5.0) / 2.0;
    for (at, width) in widths.iter_mut().enumerate() {
        *width += if at.is_multiple_of(2) { -spread } else { spread };
    }
    guards().all(|at| GUARD.contains(&widths[at])).then_some(widths)
}

fn read(widths: &[f32], kind: &Symbol) -> Option<Vec<u8>> {
    let middle = 3 + kind.half * 4;
    let (left, right) = (&widths[3..middle], &widths[middle + 5..widths.len() - 3]);
    let mut digits = vec![0];
    let mut backwards = 0;
    for digit in left.as_chunks::<4>().0 {
        let (value, is_backwards) = nearest(*digit)?;
        digits.push(value);
        backwards = backwards << 1 | u8::from(is_backwards);
    }
    for digit in right.as_chunks::<4>().0 {
        let (value, is_backwards) = nearest(*digit)?;
        if is_backwards {
            return None;
        }
        digits.push(value);
    }
    if kind.half == EAN_8.half {
        digits.remove(0);
        return (backwards == 0).then_some(digits);
    }
    digits[0] = (0..10).zip(FIRST).find(|(_, spelt)| *spelt == backwards)?.0;
    Some(digits)
}

/// The digit whose widths are the nearest, and whether it is read backwards.
fn nearest(widths: [f32; 4]) -> Option<(u8, bool)> {
    // A bottle is round: towards its sides, seven modules are fewer pixels.
    let module = widths.iter().sum::<f32>() / 7.0;
    let off = |table: [u8; 4]| -> f32 {
        widths
            .iter()
            .zip(table)
            .map(|(width, modules)| (width / module - f32::from(modules)).abs())
            .sum()
    };
    let both_ways = |(value, table): (u8, [u8; 4])| {
        let [a, b, c, d] = table;
        [(off(table), value, false), (off([d, c, b, a]), value, true)]
    };
    let (off, value, backwards) = (0..10)
        .zip(DIGITS)
        .flat_map(both_ways)
        .min_by(|(one, ..), (other, ..)| one.total_cmp(other))?;
    (off < DIGIT_OFF).then_some((value, backwards))
}

/// From the right, digits weigh 1 and 3 in turn, and the whole is a multiple of ten.
fn is_right(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .zip([1, 3].into_iter().cycle())
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_digits_look_alike() {
        let mut seen = Vec::new();
        for digit in DIGITS {
            assert_eq!(digit.iter().sum::<u8>(), 7);
            let [a, b, c, d] = digit;
            for way in [digit, [d, c, b, a]] {
                assert!(!seen.contains(&way), "{way:?}");
                seen.push(way);
            }
        }
    }

    #[test]
    fn a_line_without_a_symbol_has_no_number() {
        for bar_first in [true, false] {
            let even = Edges {
                at: (0..200_u8).map(f32::from).collect(),
                bar_first,
            };
            assert_eq!(first_in(&even), None);
            let empty = Edges {
                at: Vec::new(),
                bar_first,
            };
            assert_eq!(first_in(&empty), None);
        }
    }
}
