//! From a file to pixels, after asking how many there will be.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits};

use crate::kind::Kind;
use crate::refused::{MAX_BYTES, MAX_PIXELS, MAX_WORKING_BYTES, PhotoRefused};
use crate::{jpeg_walk, pyramid, webp_walk};

/// A decoded photo, as the sensor saw it.
pub(crate) struct Picture {
    /// Not yet turned upright.
    pub(crate) pixels: DynamicImage,
    /// How to turn it (EXIF tag 0x0112).
    pub(crate) orientation: Orientation,
}

/// Decodes an upload, once everything that can be known without decoding has been found acceptable.
///
/// # Errors
/// All of [`PhotoRefused`].
pub(crate) fn decode(upload: &[u8]) -> Result<Picture, PhotoRefused> {
    check_weight(upload)?;
    match Kind::of(upload)? {
        Kind::Jpeg => {
            let scratch = jpeg_walk::scratch_bytes(upload)?;
            // The decoder keeps a copy of the file.
            let copy = u64::try_from(upload.len()).unwrap_or(u64::MAX);
            read(
                JpegDecoder::new(Cursor::new(upload)).map_err(|error| refusal(&error))?,
                scratch + copy,
            )
        }
        Kind::Png => {
            let decoder =
                PngDecoder::with_limits(Cursor::new(upload), limits()).map_err(|error| refusal(&error))?;
            if decoder.is_apng().map_err(|error| refusal(&error))? {
                return Err(PhotoRefused::NotAPicture);
            }
            read(decoder, 0)
        }
        Kind::WebP => {
            let decoder = WebPDecoder::new(Cursor::new(upload)).map_err(|error| refusal(&error))?;
            if decoder.has_animation() {
                return Err(PhotoRefused::NotAPicture);
            }
            let (width, height) = decoder.dimensions();
            webp_walk::check_sizes(upload, (width, height))?;
            // Measured in the decoder's source: at worst 1.5 bytes a pixel of lossy planes and 5 of transparency.
            read(decoder, u64::from(width) * u64::from(height) * 7)
        }
    }
}

/// What can be said without opening the file at all: its weight and its first bytes.
///
/// # Errors
/// [`PhotoRefused::TooManyBytes`], [`PhotoRefused::NotAPicture`] and [`PhotoRefused::Heic`].
pub fn check_outside(upload: &[u8]) -> Result<(), PhotoRefused> {
    check_weight(upload)?;
    Kind::of(upload).map(|_| ())
}

fn check_weight(upload: &[u8]) -> Result<(), PhotoRefused> {
    let fits = u64::try_from(upload.len()).is_ok_and(|bytes| bytes <= MAX_BYTES);
    if fits {
        Ok(())
    } else {
        Err(PhotoRefused::TooManyBytes { max: MAX_BYTES })
    }
}

fn read(mut decoder: impl ImageDecoder, scratch: u64) -> Result<Picture, PhotoRefused> {
    let (width, height) = decoder.dimensions();
    // A damaged EXIF block is no reason to lose the photo: it is shown as it lies.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    // First the decoder works beside the pixels, then the resizer: never both.
    let resizing = pyramid::scratch_bytes(
        (width, height),
        orientation,
        decoder.color_type().bytes_per_pixel(),
    );
    let working = decoder.total_bytes().saturating_add(scratch.max(resizing));
    if u64::from(width) * u64::from(height) > MAX_PIXELS || working > MAX_WORKING_BYTES {
        return Err(PhotoRefused::TooManyPixels);
    }
    decoder.set_limits(limits()).map_err(|error| refusal(&error))?;
    let pixels = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
    Ok(Picture { pixels, orientation })
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_WORKING_BYTES);
    limits
}

fn refusal(error: &ImageError) -> PhotoRefused {
    match error {
        ImageError::Limits(_) => PhotoRefused::TooManyPixels,
        _ => PhotoRefused::Broken,
    }
}
