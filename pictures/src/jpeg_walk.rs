//! A walk along a JPEG's segments before any decoder sees it (ITU T.81, annex B).
//!
//! The decoder is forgiving, which is good for slightly odd cameras and bad for us in three ways: a file cut short comes
//! out half grey, as if that were the product; a progressive picture quietly takes three times the memory; and a file
//! made of thousands of tiny segments keeps it busy for minutes. Walking the segments answers all three in milliseconds.

use crate::refused::PhotoRefused::{self, Broken};

/// More segments than any camera writes: long colour profiles, depth maps and progressive scans together stay under 200.
const MAX_SEGMENTS: usize = 1000;

const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: u8 = 0xD9;

/// What the decoder will have to keep in memory beside the decoded pixels, in bytes.
///
/// # Errors
/// [`PhotoRefused::Broken`] when the file ends before its picture does, or is not a chain of segments.
pub(crate) fn scratch_bytes(jpeg: &[u8]) -> Result<u64, PhotoRefused> {
    let mut rest = jpeg.get(2..).ok_or(Broken)?;
    let mut frame = None;
    let mut by_parts = false;
    for _ in 0..MAX_SEGMENTS {
        let (marker, after) = next_marker(rest)?;
        if marker == END_OF_IMAGE {
            let frame: Frame = frame.ok_or(Broken)?;
            return Ok(if by_parts { frame.coefficient_bytes } else { 0 });
        }
        let (body, after) = segment(after)?;
        rest = after;
        if is_start_of_frame(marker) {
            // Decoders allow one frame only; so do we, or they and we could read a different one.
            let new = Frame::read(marker, body)?;
            by_parts |= new.progressive;
            if frame.replace(new).is_some() {
                return Err(Broken);
            }
        } else if marker == START_OF_SCAN {
            let components = body.first().ok_or(Broken)?;
            by_parts |= frame.as_ref().is_some_and(|frame| *components < frame.components);
            rest = after_scan(rest)?;
        }
    }
    Err(Broken)
}

/// What matters of a start-of-frame segment.
struct Frame {
    progressive: bool,
    components: u8,
    /// All coefficients, 16 bits each: kept when the picture comes in several scans.
    coefficient_bytes: u64,
}

impl Frame {
    /// `precision(1) height(2) width(2) components(1)`, then `id(1) sampling(1) table(1)` for each component.
    fn read(marker: u8, body: &[u8]) -> Result<Self, PhotoRefused> {
        let (&[_, h0, h1, w0, w1, components], specs) = body.split_first_chunk::<6>().ok_or(Broken)?;
        let pixels = u64::from(u16::from_be_bytes([h0, h1])) * u64::from(u16::from_be_bytes([w0, w1]));
        let blocks = specs.chunks_exact(3).map(|spec| (spec[1] >> 4, spec[1] & 15));
        let (across, down) = blocks
            .clone()
            .fold((1, 1), |(h, v), block| (block.0.max(h), block.1.max(v)));
        let per_unit: u64 = blocks.map(|(h, v)| u64::from(h) * u64::from(v)).sum();
        let coefficient_bytes = pixels * per_unit * 2 / (u64::from(across) * u64::from(down));
        Ok(Self {
            progressive: marker == 0xC2,
            components,
            coefficient_bytes,
        })
    }
}

/// The next marker and what follows it. Markers follow each other, with nothing between but `0xFF` filling.
fn next_marker(bytes: &[u8]) -> Result<(u8, &[u8]), PhotoRefused> {
    let [0xFF, rest @ ..] = bytes else {
        return Err(Broken);
    };
    let filling = rest.iter().take_while(|byte| **byte == 0xFF).count();
    let (marker, rest) = rest[filling..].split_first().ok_or(Broken)?;
    Ok((*marker, rest))
}

/// A segment's content, and what follows the segment.
fn segment(bytes: &[u8]) -> Result<(&[u8], &[u8]), PhotoRefused> {
    let (length, rest) = bytes.split_first_chunk::<2>().ok_or(Broken)?;
    let length = usize::from(u16::from_be_bytes(*length))
        .checked_sub(2)
        .ok_or(Broken)?;
    rest.split_at_checked(length).ok_or(Broken)
}

/// What follows a scan's data: the data hides its own `0xFF` as `FF 00`, and may hold restart markers.
fn after_scan(mut bytes: &[u8]) -> Result<&[u8], PhotoRefused> {
    loop {
        let at = bytes.iter().position(|byte| *byte == 0xFF).ok_or(Broken)?;
        bytes = &bytes[at..];
        match bytes.get(1).ok_or(Broken)? {
            0xC0..=0xCF | 0xD9..=0xFE => return Ok(bytes),
            _ => bytes = &bytes[1..],
        }
    }
}

/// SOF0 to SOF15; C4, C8 and CC are other segments.
fn is_start_of_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A skeleton: 16×16, three components, luminance twice as dense as the colours.
    fn skeleton(frame: u8, scan_components: u8) -> Vec<u8> {
        let mut jpeg = vec![0xFF, 0xD8, 0xFF, frame, 0, 17, 8, 0, 16, 0, 16, 3];
        jpeg.extend([1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
        jpeg.extend([0xFF, 0xDA, 0, 3, scan_components]);
        jpeg.extend([1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4, 0xFF, 0xFF, 0xD9]);
        jpeg
    }

    #[test]
    fn an_ordinary_picture_needs_nothing_beside_its_pixels() {
        assert_eq!(scratch_bytes(&skeleton(0xC0, 3)), Ok(0));
    }

    #[test]
    fn a_picture_in_several_scans_keeps_its_coefficients() {
        assert_eq!(scratch_bytes(&skeleton(0xC2, 3)), Ok(16 * 16 * 3));
        assert_eq!(scratch_bytes(&skeleton(0xC0, 1)), Ok(16 * 16 * 3));
    }

    #[test]
    fn what_is_glued_behind_does_not_matter() {
        let mut jpeg = skeleton(0xC0, 3);
        jpeg.extend(b"PK\x03\x04 an archive");
        assert_eq!(scratch_bytes(&jpeg), Ok(0));
    }

    #[test]
    fn a_file_cut_anywhere_is_broken() {
        let jpeg = skeleton(0xC0, 3);
        for end in 0..jpeg.len() {
            assert_eq!(scratch_bytes(&jpeg[..end]), Err(Broken), "cut at {end}");
        }
    }

    #[test]
    fn a_chain_of_thousands_of_segments_is_broken() {
        let mut jpeg = vec![0xFF, 0xD8];
        jpeg.extend([0xFF, 0xE1, 0, 2].repeat(MAX_SEGMENTS));
        jpeg.extend(&skeleton(0xC0, 3)[2..]);
        assert_eq!(scratch_bytes(&jpeg), Err(Broken));
    }

    #[test]
    fn two_frames_are_broken() {
        let jpeg = skeleton(0xC0, 3);
        let frame = &jpeg[2..21];
        let twice = [&jpeg[..21], frame, &jpeg[21..]].concat();
        assert_eq!(scratch_bytes(&twice), Err(Broken));
    }
}
