//! The lines of a picture along which a barcode may be read.

/// About how many rows are tried, and as many columns.
const LINES: usize = 48;
/// Lines that are averaged into one, against the grain of a dim picture.
const THICKNESS: usize = 3;

/// Grey values from 0 (black) to 255, row by row.
pub struct Picture<'a> {
    luma: &'a [u8],
    width: usize,
    height: usize,
}

impl<'a> Picture<'a> {
    /// None when the sizes do not fit the values.
    pub fn new(luma: &'a [u8], width: u32, height: u32) -> Option<Self> {
        let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
        let fits = width >= THICKNESS && height >= THICKNESS && width.checked_mul(height)? == luma.len();
        fits.then_some(Self { luma, width, height })
    }

    /// Rows from the middle outwards, where people aim; then columns, for a barcode that stands.
    pub fn lines(&self) -> impl Iterator<Item = Vec<f32>> {
        let rows = middle_out(self.height).map(|y| self.line(y * self.width, 1, self.width, self.width));
        let columns = middle_out(self.width).map(|x| self.line(x, self.width, 1, self.height));
        rows.chain(columns)
    }

    /// The mean of neighbouring lines: `step` leads along the line, `aside` to the next one.
    fn line(&self, start: usize, step: usize, aside: usize, length: usize) -> Vec<f32> {
        let mean = |at: usize| {
            let sum: u16 = (0..THICKNESS)
                .map(|n| u16::from(self.luma[start + at * step + n * aside]))
                .sum();
            f32::from(sum) / 3.0
        };
        (0..length).map(mean).collect()
    }
}

/// A line on which what is blurred over `width` pixels stands out again.
pub fn sharpened(line: &[f32], width: usize) -> Vec<f32> {
    let last = line.len().saturating_sub(1);
    let sharper = |(at, value): (usize, &f32)| {
        let around = f32::midpoint(line[at.saturating_sub(width)], line[(at + width).min(last)]);
        value + (value - around)
    };
    line.iter().enumerate().map(sharper).collect()
}

/// Where lines begin that share no pixel, from the middle of `count` outwards.
fn middle_out(count: usize) -> impl Iterator<Item = usize> {
    let last = count - THICKNESS;
    let (step, middle) = ((count / LINES).max(THICKNESS), last / 2);
    (0..=middle / step).flat_map(move |n| {
        let after = (n > 0).then_some(middle + n * step).filter(|at| *at <= last);
        [Some(middle - n * step), after].into_iter().flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_begin_in_the_middle_and_stay_inside() {
        assert_eq!(middle_out(13).collect::<Vec<_>>(), [5, 2, 8]);
        assert_eq!(middle_out(3).collect::<Vec<_>>(), [0]);
        let picture: Vec<u8> = (0..12).collect();
        let lines: Vec<Vec<f32>> = Picture::new(&picture, 4, 3)
            .map(|it| it.lines().collect())
            .unwrap();
        assert_eq!(lines, [vec![4.0, 5.0, 6.0, 7.0], vec![1.0, 5.0, 9.0]]);
    }

    #[test]
    fn sizes_that_do_not_fit_are_no_picture() {
        for (width, height) in [(4, 4), (0, 0), (12, 1), (u32::MAX, u32::MAX)] {
            assert!(
                Picture::new(&[0; 12], width, height).is_none(),
                "{width} × {height}"
            );
        }
    }
}
