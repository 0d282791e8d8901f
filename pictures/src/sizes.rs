//! How large each stored picture is.

/// The widths kept of each photo, in pixels: a card on a phone, a card on a dense screen, the product's own page.
///
/// They are ceilings: a photo narrower than one of them is stored at its own width under that name, never enlarged.
pub const WIDTHS: [u32; 3] = [320, 640, 1200];

/// No picture is stored taller than this many times its width class: a till receipt scanned as one long strip must not
/// become a picture that WebP (16,383 pixels a side) or a browser cannot show. The tallest phone screens are 2.3.
const TALLEST: u32 = 3;

/// Width and height of the picture stored under `width_class` (one of [`WIDTHS`]) for a photo whose largest picture is
/// `largest` (width, height), in pixels. For `srcset`, and for `width` and `height` in the page.
pub fn size_at(largest: (u32, u32), width_class: u32) -> (u32, u32) {
    fit(largest, (width_class, width_class.saturating_mul(TALLEST)))
}

/// The largest size of the same shape that fits in a frame: never larger than the picture, never below one pixel.
pub(crate) fn fit((width, height): (u32, u32), (frame_width, frame_height): (u32, u32)) -> (u32, u32) {
    if width <= frame_width && height <= frame_height {
        return (width, height);
    }
    let wider_than_frame =
        u64::from(width) * u64::from(frame_height) >= u64::from(height) * u64::from(frame_width);
    if wider_than_frame {
        (frame_width, scale(height, frame_width, width))
    } else {
        (scale(width, frame_height, height), frame_height)
    }
}

/// `side × to / from`, rounded, at least 1. `from` is a side of a picture: never 0.
fn scale(side: u32, to: u32, from: u32) -> u32 {
    let (side, to, from) = (u64::from(side), u64::from(to), u64::from(from));
    u32::try_from((side * to + from / 2) / from.max(1))
        .unwrap_or(u32::MAX)
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_keeps_its_shape() {
        assert_eq!(size_at((4000, 3000), 1200), (1200, 900));
        assert_eq!(size_at((3000, 4000), 1200), (1200, 1600));
        assert_eq!(size_at((1200, 900), 320), (320, 240));
    }

    #[test]
    fn nothing_is_enlarged() {
        for width in WIDTHS {
            assert_eq!(size_at((300, 200), width), (300, 200));
            assert_eq!(size_at((1, 1), width), (1, 1));
        }
    }

    #[test]
    fn strips_stay_within_bounds() {
        assert_eq!(size_at((1000, 40_000), 1200), (90, 3600));
        assert_eq!(size_at((1, 65_535), 320), (1, 960));
        assert_eq!(size_at((65_535, 1), 640), (640, 1));
    }

    #[test]
    fn readers_and_writers_agree_on_every_size() {
        for source in [
            (4032, 3024),
            (3024, 4032),
            (1999, 1),
            (777, 5000),
            (1201, 1201),
            (641, 480),
        ] {
            let largest = size_at(source, 1200);
            assert_eq!(size_at(largest, 1200), largest, "{source:?}");
        }
    }
}
