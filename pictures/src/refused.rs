//! Why a file is refused, and how much of it we are ready to look at.

use serde::{Deserialize, Serialize};

/// The largest upload, in bytes (12 MB). Phones shrink to a quarter of a megabyte before sending; this is for browsers
/// without scripts, which send the camera's original.
pub const MAX_BYTES: u64 = 12_000_000;

/// The largest picture, in pixels (50 megapixels), whatever it would weigh in memory.
pub const MAX_PIXELS: u64 = 50_000_000;

/// The memory one photo may take, in bytes: the decoded pixels, and what the decoder or the resizer needs beside them.
/// With the upload itself (12 MB) it stays below the 128 MB a hostile photo may cost. A colour JPEG in the shape of a
/// phone's reaches it at about 31 megapixels, a progressive one at 12 to 18, a PNG with transparency at 23.
pub(crate) const MAX_WORKING_BYTES: u64 = 112_000_000;

/// Why a file is refused. Each becomes one sentence for the person who sent it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PhotoRefused {
    /// Neither JPEG, PNG nor WebP, or one that moves: text, a film, an animation, a drawing in SVG…
    #[error("the file is not a photo in JPEG, PNG or WebP")]
    NotAPicture,
    /// HEIC, HEIF or AVIF, what an iPhone keeps. The sentence tells how to send a JPEG instead.
    #[error("the file is a HEIC, HEIF or AVIF picture")]
    Heic,
    /// Heavier than [`MAX_BYTES`].
    #[error("the file is larger than {max} bytes")]
    TooManyBytes {
        /// What would have been accepted, in bytes.
        max: u64,
    },
    /// More than [`MAX_PIXELS`], or so many that decoding them would take too much memory.
    #[error("the picture has too many pixels")]
    TooManyPixels,
    /// It begins like a picture, but is damaged or did not arrive whole.
    #[error("the picture is damaged or incomplete")]
    Broken,
}
