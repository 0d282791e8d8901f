//! From pixels to the files that are served.

use std::fmt;

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageResult, RgbImage};

/// Lossy WebP quality, of 100.
const WEBP_QUALITY: f32 = 75.0;

/// JPEG quality, of 100. Only old browsers, mail and link previews fetch these.
const JPEG_QUALITY: u8 = 80;

/// The formats each size is stored in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhotoFormat {
    /// What almost every browser shows, at about half of JPEG's weight.
    WebP,
    /// What everything shows: link previews, mail, old phones.
    Jpeg,
}

impl PhotoFormat {
    /// All formats, the preferred first.
    pub const ALL: [Self; 2] = [Self::WebP, Self::Jpeg];

    /// The file name's ending, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
        }
    }

    /// The format whose files end so; nothing for any other ending.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.extension() == extension)
    }

    /// The value of `Content-Type`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::WebP => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }
}

impl fmt::Display for PhotoFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.extension())
    }
}

/// The file for a picture: pixels and nothing else, no metadata of any kind. Nothing when the encoder gives up, which
/// pictures within our sizes do not make it do.
pub(crate) fn encode(picture: &RgbImage, format: PhotoFormat) -> Option<Bytes> {
    match format {
        PhotoFormat::WebP => webp(picture),
        PhotoFormat::Jpeg => jpeg(picture).ok(),
    }
}

fn webp(picture: &RgbImage) -> Option<Bytes> {
    let encoder = webp::Encoder::from_rgb(picture.as_raw(), picture.width(), picture.height());
    let file = encoder.encode_simple(false, WEBP_QUALITY).ok()?;
    Some(Bytes::copy_from_slice(&file))
}

fn jpeg(picture: &RgbImage) -> ImageResult<Bytes> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY).encode(
        picture.as_raw(),
        picture.width(),
        picture.height(),
        ExtendedColorType::Rgb8,
    )?;
    Ok(file.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_say_what_they_are() {
        let picture = RgbImage::new(3, 2);
        let webp = encode(&picture, PhotoFormat::WebP).expect("a file");
        let jpeg = encode(&picture, PhotoFormat::Jpeg).expect("a file");
        assert_eq!(&webp[8..16], b"WEBPVP8 ");
        assert!(jpeg.starts_with(&[0xFF, 0xD8, 0xFF]));
    }

    #[test]
    fn a_format_is_found_by_its_ending() {
        for format in PhotoFormat::ALL {
            assert_eq!(PhotoFormat::from_extension(format.extension()), Some(format));
        }
        assert_eq!(PhotoFormat::from_extension("svg"), None);
    }
}
