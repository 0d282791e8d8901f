//! A walk along a WebP's chunks before any decoder sees it (RFC 9649).
//!
//! An extended WebP states its size twice: once for the canvas, once in the picture itself. The decoder reports the
//! first and reserves memory for the second, so a file could announce a stamp and unfold into a poster.

use crate::refused::PhotoRefused::{self, Broken};

/// Checks that every lossy picture in the file is as large as announced (width, height).
///
/// # Errors
/// [`PhotoRefused::Broken`] when one is not, or is cut before it says.
pub(crate) fn check_sizes(webp: &[u8], announced: (u32, u32)) -> Result<(), PhotoRefused> {
    let mut rest = webp.get(12..).ok_or(Broken)?;
    while let Some((header, after)) = rest.split_first_chunk::<8>() {
        let [b0, b1, b2, b3, s0, s1, s2, s3] = *header;
        if [b0, b1, b2, b3] == *b"VP8 " && lossy_size(after) != Some(announced) {
            return Err(Broken);
        }
        let size = usize::try_from(u32::from_le_bytes([s0, s1, s2, s3])).map_err(|_| Broken)?;
        // Chunks are padded to an even length; what is cut short is for the decoder to judge.
        rest = after.get(size.saturating_add(size % 2)..).unwrap_or_default();
    }
    Ok(())
}

/// `tag(3) 9D 01 2A width(2) height(2)`, 14 bits each, the others being a scale for display (RFC 6386, 9.1).
fn lossy_size(chunk: &[u8]) -> Option<(u32, u32)> {
    let &[w0, w1, h0, h1] = chunk.get(6..10)?.first_chunk::<4>()?;
    let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3FFF);
    Some((side(w0, w1), side(h0, h1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extended(picture: (u16, u16)) -> Vec<u8> {
        let mut webp = b"RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x0F\0\0\x0F\0\0".to_vec();
        webp.extend(b"VP8 \x0A\0\0\0\0\0\0\x9D\x01\x2A");
        webp.extend(picture.0.to_le_bytes());
        webp.extend(picture.1.to_le_bytes());
        webp
    }

    #[test]
    fn a_picture_as_large_as_announced_passes() {
        assert_eq!(check_sizes(&extended((16, 16)), (16, 16)), Ok(()));
    }

    #[test]
    fn a_poster_announced_as_a_stamp_is_broken() {
        assert_eq!(check_sizes(&extended((16_383, 16_383)), (16, 16)), Err(Broken));
    }
}
