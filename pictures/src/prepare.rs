//! The whole way from an upload to the files to store, in one call.

use bytes::Bytes;

use crate::decode::decode;
use crate::encode::{PhotoFormat, encode};
use crate::hash::PhotoHash;
use crate::placeholder::thumbhash_of;
use crate::pyramid::pyramid;
use crate::refused::PhotoRefused;
use crate::sizes::WIDTHS;

/// A photo ready to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// Its name.
    pub hash: PhotoHash,
    /// Width of the largest picture, upright, in pixels: at most 1200.
    pub width: u32,
    /// Height of the largest picture, upright, in pixels: at most 3600.
    pub height: u32,
    /// Its placeholder, about 25 bytes: see [`crate::thumbhash_data_url`].
    pub thumbhash: Vec<u8>,
    /// One file for each of [`WIDTHS`] in each [`PhotoFormat`]: always six.
    pub files: Vec<PreparedFile>,
}

/// One picture of a photo, as it will be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedFile {
    /// Which of [`WIDTHS`] it stands for. The picture itself is narrower when the upload was.
    pub width_class: u32,
    /// How it is encoded.
    pub format: PhotoFormat,
    /// The file.
    pub bytes: Bytes,
}

/// Turns an upload into clean pictures. Some 250 ms of CPU and 60 MB for a phone's 12 megapixels, at most 2 s and
/// 128 MB for anything: never on an async thread. The photo store does it in the right place.
///
/// # Errors
/// See [`PhotoRefused`].
///
/// # Panics
/// If a decoder has a bug that a file sets off. None is known; The photo store refuses the file then.
pub fn prepare(upload: &[u8]) -> Result<Prepared, PhotoRefused> {
    prepare_as(PhotoHash::of(upload), upload)
}

/// [`prepare`] for an upload whose name is known already.
///
/// # Errors
/// See [`PhotoRefused`].
pub fn prepare_as(hash: PhotoHash, upload: &[u8]) -> Result<Prepared, PhotoRefused> {
    let pictures = pyramid(decode(upload)?)?;
    let mut files: Vec<PreparedFile> = Vec::with_capacity(WIDTHS.len() * PhotoFormat::ALL.len());
    let mut drawn = None;
    for (picture, width_class) in pictures.iter().zip(WIDTHS) {
        // A photo narrower than several sizes is the same picture in each: encoded once.
        let same = drawn == Some(picture.dimensions());
        drawn = Some(picture.dimensions());
        for format in PhotoFormat::ALL {
            let before = files.iter().rfind(|file| same && file.format == format);
            let bytes = before
                .map(|file| file.bytes.clone())
                .or_else(|| encode(picture, format));
            files.push(PreparedFile {
                width_class,
                format,
                bytes: bytes.ok_or(PhotoRefused::Broken)?,
            });
        }
    }
    let [small, _, large] = pictures;
    let (width, height) = large.dimensions();
    Ok(Prepared {
        hash,
        width,
        height,
        thumbhash: thumbhash_of(small)?,
        files,
    })
}
