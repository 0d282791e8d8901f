//! What stands in a picture's place until it arrives: about 25 bytes in the database, a blur in the page.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fast_image_resize::Resizer;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, RgbImage, RgbaImage};

use crate::pyramid::resized;
use crate::refused::PhotoRefused;
use crate::sizes::fit;

/// `ThumbHash` takes pictures of at most 100 pixels a side.
const HASHED_SIDE: u32 = 100;

/// Longest side of the blur, in pixels. The browser smooths it when stretching, and the page carries one for each card:
/// more pixels would weigh without being seen.
const BLUR_SIDE: u32 = 8;

/// The picture's `ThumbHash`, about 25 bytes (<https://evanw.github.io/thumbhash/>).
///
/// # Errors
/// As [`crate::pyramid::pyramid`].
pub(crate) fn thumbhash_of(picture: RgbImage) -> Result<Vec<u8>, PhotoRefused> {
    let size = fit(picture.dimensions(), (HASHED_SIDE, HASHED_SIDE));
    let tiny = resized(&picture.into(), size, &mut Resizer::new())?.into_rgba8();
    Ok(thumbhash::rgba_to_thumb_hash(
        side(size.0),
        side(size.1),
        tiny.as_raw(),
    ))
}

/// A placeholder as a `data:` URL: a PNG of at most 8 × 8 pixels, about 300 characters, in the photo's proportions.
/// Stretch it to the picture's size with ordinary smoothing. Some 10 µs; nothing when the bytes are no `ThumbHash`.
///
/// The page's Content-Security-Policy must allow `img-src data:`.
pub fn thumbhash_data_url(thumbhash: &[u8]) -> Option<String> {
    let (width, height, rgba) = thumbhash::thumb_hash_to_rgba(thumbhash).ok()?;
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    if width == 0 || height == 0 {
        return None;
    }
    let blur = DynamicImage::from(RgbaImage::from_raw(width, height, rgba)?);
    let size = fit((width, height), (BLUR_SIDE, BLUR_SIDE));
    let blur = resized(&blur, size, &mut Resizer::new()).ok()?.into_rgb8();
    let mut png = Vec::new();
    PngEncoder::new(&mut png)
        .write_image(&blur, size.0, size.1, ExtendedColorType::Rgb8)
        .ok()?;
    Some(format!("data:image/png;base64,{}", STANDARD.encode(png)))
}

/// At most [`HASHED_SIDE`]: fits any `usize`.
fn side(pixels: u32) -> usize {
    usize::try_from(pixels).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    #[test]
    fn a_placeholder_is_small_and_has_the_photos_colour() {
        let hash = thumbhash_of(RgbImage::from_pixel(320, 240, Rgb([200, 40, 40]))).expect("a hash");
        assert!(hash.len() <= 25, "{} bytes", hash.len());
        let url = thumbhash_data_url(&hash).expect("a placeholder");
        assert!(url.len() < 500, "{} characters", url.len());
        let png = STANDARD
            .decode(url.trim_start_matches("data:image/png;base64,"))
            .expect("base64");
        let drawn = image::load_from_memory(&png).expect("a picture").into_rgb8();
        assert_eq!(drawn.dimensions(), (8, 6));
        let Rgb([r, g, b]) = *drawn.get_pixel(4, 3);
        assert!(r > 180 && g < 70 && b < 70, "{r} {g} {b}");
    }

    #[test]
    fn the_thinnest_pictures_have_one_too() {
        for size in [(1, 1), (1, 960), (320, 1), (320, 960)] {
            let hash = thumbhash_of(RgbImage::new(size.0, size.1)).expect("a hash");
            assert!(thumbhash_data_url(&hash).is_some(), "{size:?}");
        }
    }

    #[test]
    fn any_bytes_are_survived() {
        assert_eq!(thumbhash_data_url(&[]), None);
        for fill in 0..=255 {
            for length in 0..40 {
                drop(thumbhash_data_url(&vec![fill; length]));
            }
        }
    }
}
