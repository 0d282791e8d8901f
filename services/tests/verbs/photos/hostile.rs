//! Files that are no pictures, that claim to be huge ones, and damage of every kind.

use super::{
    files::{byte, huge_png, jpeg, pattern, png, png_chunk, resized_jpeg, segment},
    looks::peak_memory_kb,
};
use image::{ImageFormat, Rgba, RgbaImage};
use services::photos::{MAX_BYTES, PhotoRefused, prepare};
use std::time::{Duration, Instant};

#[test]
fn what_is_no_picture_is_refused() {
    for file in [
        &b""[..],
        b"Deux kilos de poires",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        b"<?xml version=\"1.0\"?><svg/>",
        b"GIF89a\x01\0\x01\0\x80\0\0",
        b"%PDF-1.7",
        b"PK\x03\x04",
        &[0; 4096],
    ] {
        assert_eq!(prepare(file), Err(PhotoRefused::NotAPicture));
    }
}

#[test]
fn moving_pictures_are_refused() {
    let still = png(&RgbaImage::new(8, 8));
    // `acTL`: two frames, for ever. It goes right behind the header (8 + 25 bytes).
    let animation = [
        &still[..33],
        &png_chunk(*b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]),
        &still[33..],
    ]
    .concat();
    assert_eq!(prepare(&animation), Err(PhotoRefused::NotAPicture));
}

#[test]
fn one_byte_too_many_is_refused_before_anything_else() {
    let limit = usize::try_from(MAX_BYTES).expect("a size");
    let mut photo = jpeg(&pattern(64, 64));
    photo.resize(limit, 0);
    assert!(
        prepare(&photo).is_ok(),
        "what follows the picture does not matter"
    );
    photo.push(0);
    assert_eq!(
        prepare(&photo),
        Err(PhotoRefused::TooManyBytes { max: MAX_BYTES })
    );
}

#[test]
fn huge_pictures_are_refused_without_being_decoded() {
    let before = peak_memory_kb();
    let started = Instant::now();
    for (width, height) in [(60_000, 60_000), (50_001, 1000), (2_000_000_000, 2_000_000_000)] {
        // No such picture exists behind the header: only the header can have told.
        let header = huge_png(width, height);
        assert_eq!(
            prepare(&header),
            Err(PhotoRefused::TooManyPixels),
            "{width} × {height}"
        );
    }
    for frame in [0xC0, 0xC2] {
        assert_eq!(
            prepare(&resized_jpeg(60_000, 60_000, frame)),
            Err(PhotoRefused::TooManyPixels)
        );
    }
    // 26 megapixels are welcome, but not with all their coefficients in memory.
    assert_eq!(
        prepare(&resized_jpeg(6500, 4000, 0xC2)),
        Err(PhotoRefused::TooManyPixels)
    );
    assert!(
        started.elapsed() < Duration::from_secs(2),
        "{:?}",
        started.elapsed()
    );
    // Other tests may run beside this one, hence the margin; decoding one of these would take gigabytes.
    assert!(peak_memory_kb().saturating_sub(before) < 600_000);
}

#[test]
fn a_file_cut_at_any_kilobyte_is_broken() {
    let photo = jpeg(&pattern(500, 400));
    assert!(photo.len() > 20_000, "{} bytes", photo.len());
    for end in (1024..photo.len()).step_by(1024).chain([photo.len() - 1]) {
        assert_eq!(prepare(&photo[..end]), Err(PhotoRefused::Broken), "cut at {end}");
    }
    let screenshot = png(&RgbaImage::from_fn(200, 200, |x, y| {
        Rgba([byte(x * y), byte(x), byte(y), 255])
    }));
    for end in (1024..screenshot.len() - 64).step_by(1024) {
        assert_eq!(
            prepare(&screenshot[..end]),
            Err(PhotoRefused::Broken),
            "cut at {end}"
        );
    }
}

#[test]
fn damage_anywhere_is_refused_or_drawn_clean() {
    let mut webp = std::io::Cursor::new(Vec::new());
    pattern(60, 40)
        .write_to(&mut webp, ImageFormat::WebP)
        .expect("a file");
    let lossy = prepare(&jpeg(&pattern(60, 40))).expect("a photo").files[0]
        .bytes
        .to_vec();
    for photo in [
        jpeg(&pattern(60, 40)),
        png(&RgbaImage::new(60, 40)),
        webp.into_inner(),
        lossy,
    ] {
        for at in (0..photo.len()).step_by(photo.len() / 150 + 1) {
            for damage in [0x00, 0x01, 0x7F, 0xFF] {
                let mut damaged = photo.clone();
                damaged[at] ^= damage;
                if let Ok(prepared) = prepare(&damaged) {
                    assert_eq!(prepared.files.len(), 6);
                }
            }
        }
    }
}

#[test]
fn a_chain_of_tiny_segments_does_not_keep_us_busy() {
    let photo = jpeg(&pattern(64, 64));
    let piece = |number: u32| {
        let guid = [b'0'; 32];
        let place = [u32::MAX.to_be_bytes(), number.to_be_bytes()].concat();
        [
            b"http://ns.adobe.com/xmp/extension/\0".as_slice(),
            &guid,
            &place,
            b"x",
        ]
        .concat()
    };
    let chain: Vec<u8> = (0..100_000)
        .flat_map(|number| segment(0xE1, &piece(number)))
        .collect();
    let started = Instant::now();
    assert_eq!(
        prepare(&[&photo[..2], &chain, &photo[2..]].concat()),
        Err(PhotoRefused::Broken)
    );
    assert!(
        started.elapsed() < Duration::from_secs(2),
        "{:?}",
        started.elapsed()
    );
}
