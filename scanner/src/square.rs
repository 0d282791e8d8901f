//! The words in a square (QR code).

use rqrr::PreparedImage;

/// Of the first square that can be read in a picture of one byte a pixel, row by row.
pub fn words(luma: &[u8], width: u32, height: u32) -> Option<String> {
    let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
    if width == 0 || height == 0 || luma.len() != width.checked_mul(height)? {
        return None;
    }
    let mut picture = PreparedImage::prepare_from_greyscale(width, height, |x, y| luma[y * width + x]);
    let mut read = picture
        .detect_grids()
        .into_iter()
        .filter_map(|grid| grid.decode().ok());
    read.next().map(|(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::words;
    use fast_qr::QRBuilder;

    const ADDRESS: &str = "https://marche.example/comptoir/remise/7K3QX";
    /// Pixels of a module, and of the paper around the square.
    const MODULE: usize = 6;
    const MARGIN: usize = 80;

    /// As a camera sees the square: on grey paper, turned by so many degrees.
    fn picture(turned: f64) -> (Vec<u8>, u32) {
        let square = QRBuilder::new(ADDRESS).build().unwrap();
        let side = square.size * MODULE + 2 * MARGIN;
        let (sin, cos) = turned.to_radians().sin_cos();
        #[expect(clippy::cast_precision_loss, reason = "hundreds of pixels")]
        let middle = side as f64 / 2.0;
        let is_ink = |x: usize, y: usize| {
            #[expect(clippy::cast_precision_loss, reason = "hundreds of pixels")]
            let (x, y) = (x as f64 - middle, y as f64 - middle);
            #[expect(clippy::cast_possible_truncation, reason = "hundreds of pixels")]
            let at = |along: f64| (along + middle) as isize - MARGIN.cast_signed();
            let (column, row) = (at(x * cos + y * sin), at(y * cos - x * sin));
            let within = 0..(square.size * MODULE).cast_signed();
            within.contains(&column)
                && within.contains(&row)
                && square[row.cast_unsigned() / MODULE][column.cast_unsigned() / MODULE].value()
        };
        let pixel = |at: usize| if is_ink(at % side, at / side) { 40 } else { 190 };
        (
            (0..side * side).map(pixel).collect(),
            u32::try_from(side).unwrap(),
        )
    }

    #[test]
    fn a_square_is_read_however_the_phone_is_held() {
        for turned in [0.0, 7.0, 45.0, 90.0, 180.0, 200.0] {
            let (luma, side) = picture(turned);
            assert_eq!(
                words(&luma, side, side).as_deref(),
                Some(ADDRESS),
                "{turned} degrees"
            );
        }
    }

    #[test]
    fn where_there_is_none_nothing_is_read() {
        assert_eq!(words(&vec![200; 640 * 480], 640, 480), None);
        assert_eq!(words(&[], 0, 0), None);
        assert_eq!(words(&[0; 12], 4, 4), None);
    }
}
