//! Files made here.

use image::{
    ExtendedColorType, ImageEncoder, Rgb, RgbImage, RgbaImage,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
};

/// A picture without any symmetry, with some grain so that its file has some weight.
pub(super) fn pattern(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = (x * 7 + y * 13) % 32;
        Rgb([
            byte(x * 200 / width + grain),
            byte(y * 200 / height + grain),
            if x < width / 3 { 220 } else { 20 },
        ])
    })
}

pub(super) fn byte(value: u32) -> u8 {
    value.to_le_bytes()[0]
}

pub(super) fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 92)
        .encode_image(picture)
        .expect("a file");
    file
}

pub(super) fn png(picture: &RgbaImage) -> Vec<u8> {
    let mut file = Vec::new();
    let (width, height) = picture.dimensions();
    PngEncoder::new(&mut file)
        .write_image(picture, width, height, ExtendedColorType::Rgba8)
        .expect("a file");
    file
}

/// A PNG's header and the beginning of its pixels.
pub(super) fn huge_png(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [
        &b"\x89PNG\r\n\x1A\n"[..],
        &png_chunk(*b"IHDR", &header),
        &png_chunk(*b"IDAT", &[0x78, 0x9C]),
    ]
    .concat()
}

pub(super) fn png_chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let content = [&name[..], body].concat();
    let length = u32::try_from(body.len()).expect("a short chunk").to_be_bytes();
    [&length[..], &content, &crc32(&content).to_be_bytes()].concat()
}

/// PNG's checksum (ISO 15948, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 }
        })
    })
}

/// A small JPEG that claims another size and kind of frame.
pub(super) fn resized_jpeg(width: u16, height: u16, frame: u8) -> Vec<u8> {
    let mut photo = jpeg(&pattern(64, 64));
    let at = photo
        .windows(2)
        .position(|bytes| bytes == [0xFF, 0xC0])
        .expect("a frame");
    photo[at + 1] = frame;
    photo[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    photo[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    photo
}

/// An EXIF block with an orientation, and a text behind it.
pub(super) fn exif(orientation: u8, text: &str) -> Vec<u8> {
    let head = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0";
    [head.as_slice(), &[orientation, 0, 0, 0, 0, 0, 0], text.as_bytes()].concat()
}

/// The JPEG with one more segment at its beginning.
pub(super) fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    [&jpeg[..2], &segment(marker, body), &jpeg[2..]].concat()
}

pub(super) fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2)
        .expect("a short segment")
        .to_be_bytes();
    [&[0xFF, marker], &length[..], body].concat()
}

/// The segments of a JPEG before its pixels: marker and content.
pub(super) fn segments(jpeg: &[u8]) -> Vec<(u8, &[u8])> {
    let mut found = Vec::new();
    let mut rest = &jpeg[2..];
    while let [0xFF, marker, high, low, ..] = *rest {
        let end = 2 + usize::from(u16::from_be_bytes([high, low]));
        found.push((marker, &rest[4..end]));
        if marker == 0xDA {
            break;
        }
        rest = &rest[end..];
    }
    found
}
