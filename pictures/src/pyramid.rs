//! From one decoded photo to its three sizes, each drawn from the one above it.
//!
//! The order spares memory: the full-size photo (36 MB for 12 megapixels) exists once, is never copied, turned or
//! converted, and is gone before the first file is encoded. Only the shrunken picture is turned upright.

use fast_image_resize::{ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage};

use crate::decode::Picture;
use crate::refused::PhotoRefused;
use crate::sizes::{WIDTHS, size_at};

/// Upright, opaque pictures, one for each of [`WIDTHS`] and in that order.
///
/// # Errors
/// [`PhotoRefused::Broken`] when the pixels cannot be resized: our decoders produce none of that sort.
pub(crate) fn pyramid(picture: Picture) -> Result<[RgbImage; 3], PhotoRefused> {
    let [small, medium, _] = WIDTHS;
    let mut resizer = Resizer::new();
    let large = upright(picture, &mut resizer)?;
    let size = (large.width(), large.height());
    let medium = resized(&large, size_at(size, medium), &mut resizer)?;
    let small = resized(&medium, size_at(size, small), &mut resizer)?;
    Ok([small.into_rgb8(), medium.into_rgb8(), large.into_rgb8()])
}

/// The picture drawn again in this size (width, height), opaque pixels only.
///
/// # Errors
/// As [`pyramid`].
pub(crate) fn resized(
    picture: &DynamicImage,
    size: (u32, u32),
    resizer: &mut Resizer,
) -> Result<DynamicImage, PhotoRefused> {
    if (picture.width(), picture.height()) == size {
        return Ok(picture.clone());
    }
    let mut drawn = DynamicImage::new(size.0, size.1, picture.color());
    // Transparency is gone by now; weighing it would cost a copy of the full-size photo.
    let options = ResizeOptions::new().use_alpha(false);
    resizer
        .resize(picture, &mut drawn, &options)
        .map_err(|_| PhotoRefused::Broken)?;
    Ok(drawn)
}

/// The largest size, upright, in 8-bit RGB. Consumes the full-size photo, so that its memory is free afterwards.
fn upright(picture: Picture, resizer: &mut Resizer) -> Result<DynamicImage, PhotoRefused> {
    let Picture {
        mut pixels,
        orientation,
    } = picture;
    lay_on_white(&mut pixels);
    let lying = (pixels.width(), pixels.height());
    let target = largest_as_it_lies(lying, orientation);
    let mut pixels = if target == lying {
        pixels
    } else {
        resized(&pixels, target, resizer)?
    };
    pixels.apply_orientation(orientation);
    Ok(pixels.into_rgb8().into())
}

/// Memory that shrinking such a photo takes beside its pixels, in bytes: the largest size, and the half-way picture
/// (shrunk across, not yet down). `lying` is width and height as decoded.
pub(crate) fn scratch_bytes(lying: (u32, u32), orientation: Orientation, bytes_per_pixel: u8) -> u64 {
    let (width, height) = largest_as_it_lies(lying, orientation);
    u64::from(width) * (u64::from(lying.1) + u64::from(height)) * u64::from(bytes_per_pixel)
}

/// The largest size, before it is turned upright.
fn largest_as_it_lies(lying: (u32, u32), orientation: Orientation) -> (u32, u32) {
    as_it_lies(size_at(as_it_lies(lying, orientation), WIDTHS[2]), orientation)
}

/// Width and height exchanged when the camera was held sideways: from upright to lying, and back.
fn as_it_lies((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (height, width),
        Orientation::NoTransforms
        | Orientation::Rotate180
        | Orientation::FlipHorizontal
        | Orientation::FlipVertical => (width, height),
    }
}

/// Puts a transparent picture on white paper, in place: shops cut their packshots out, and black would swallow them.
fn lay_on_white(pixels: &mut DynamicImage) {
    match pixels {
        DynamicImage::ImageLumaA8(grey) => blend(grey, 2, u8::MAX),
        DynamicImage::ImageRgba8(rgb) => blend(rgb, 4, u8::MAX),
        DynamicImage::ImageLumaA16(grey) => blend(grey, 2, u16::MAX),
        DynamicImage::ImageRgba16(rgb) => blend(rgb, 4, u16::MAX),
        _ => (),
    }
}

/// `samples` are pixels of so many `channels`, the last being opacity; `white` is the largest value.
fn blend<T: Copy + PartialEq + Into<u32> + TryFrom<u32>>(samples: &mut [T], channels: usize, white: T) {
    let full: u32 = white.into();
    for pixel in samples.chunks_exact_mut(channels) {
        let Some((opacity, colours)) = pixel.split_last_mut() else {
            continue;
        };
        if *opacity == white {
            continue;
        }
        let ink: u32 = (*opacity).into();
        for colour in colours {
            // At most full² + full / 2, which fits 32 bits even for 16-bit samples.
            let value: u32 = (*colour).into();
            *colour = T::try_from((value * ink + full * (full - ink) + full / 2) / full).unwrap_or(white);
        }
        *opacity = white;
    }
}

#[cfg(test)]
mod tests {
    use image::{Rgba, Rgba32FImage, RgbaImage};

    use super::*;

    fn picture(pixels: impl Into<DynamicImage>, orientation: Orientation) -> Picture {
        Picture {
            pixels: pixels.into(),
            orientation,
        }
    }

    #[test]
    fn a_photo_taken_sideways_stands_up() {
        let lying = RgbImage::new(2400, 1200);
        let sizes = pyramid(picture(lying, Orientation::Rotate90)).expect("a picture");
        assert_eq!(
            sizes.map(|size| size.dimensions()),
            [(320, 640), (640, 1280), (1200, 2400)]
        );
    }

    #[test]
    fn a_small_photo_is_not_enlarged() {
        let sizes = pyramid(picture(RgbImage::new(400, 100), Orientation::NoTransforms)).expect("a picture");
        assert_eq!(
            sizes.map(|size| size.dimensions()),
            [(320, 80), (400, 100), (400, 100)]
        );
    }

    #[test]
    fn transparency_becomes_white_paper() {
        let mut eight = [10_u8, 20, 30, 0, 10, 20, 30, 255, 0, 0, 0, 128];
        blend(&mut eight, 4, u8::MAX);
        assert_eq!(eight, [255, 255, 255, 255, 10, 20, 30, 255, 127, 127, 127, 255]);
        let mut sixteen = [0_u16, 0, 0, 1, 7, 65_535];
        blend(&mut sixteen, 2, u16::MAX);
        assert_eq!(sixteen, [65_535, 65_535, 65_534, 65_535, 7, 65_535]);
    }

    #[test]
    fn an_opaque_white_frame_stays_white_when_shrunk() {
        let clear = RgbaImage::from_pixel(2400, 10, Rgba([0, 0, 0, 0]));
        let [small, ..] = pyramid(picture(clear, Orientation::NoTransforms)).expect("a picture");
        assert!(small.pixels().all(|pixel| pixel.0 == [255; 3]));
    }

    #[test]
    fn every_depth_can_be_drawn() {
        for pixels in [
            DynamicImage::new_luma8(1300, 20),
            DynamicImage::new_luma_a8(1300, 20),
            DynamicImage::new_rgb8(1300, 20),
            DynamicImage::new_rgba8(1300, 20),
            DynamicImage::new_luma16(1300, 20),
            DynamicImage::new_luma_a16(1300, 20),
            DynamicImage::new_rgb16(1300, 20),
            DynamicImage::new_rgba16(1300, 20),
            Rgba32FImage::new(1300, 20).into(),
        ] {
            let colour = pixels.color();
            assert!(
                pyramid(picture(pixels, Orientation::Rotate270FlipH)).is_ok(),
                "{colour:?}"
            );
        }
    }
}
