//! What the tests look at.

use super::files::segments;
use image::RgbImage;
use services::photos::{PhotoFormat, Prepared, WIDTHS, size_at};
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

/// The files of one folder of the shared test photos; none, and a line that says so, where they are not installed.
pub(super) fn data(folder: &str) -> Vec<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data/photos")
        .join(folder);
    let Ok(entries) = std::fs::read_dir(&path) else {
        println!("SKIPPED: no test photos in {}", path.display());
        return Vec::new();
    };
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", path.display());
    files
}

pub(super) fn read(file: &Path) -> Vec<u8> {
    std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

pub(super) fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// All six files, of the right sizes, made of pixels and nothing else.
pub(super) fn assert_clean(prepared: &Prepared) {
    let expected: Vec<_> = WIDTHS
        .into_iter()
        .flat_map(|width| PhotoFormat::ALL.map(|format| (width, format)))
        .collect();
    let found: Vec<_> = prepared
        .files
        .iter()
        .map(|file| (file.width_class, file.format))
        .collect();
    assert_eq!(found, expected);
    assert!((5..=25).contains(&prepared.thumbhash.len()));
    for file in &prepared.files {
        let size = size_at((prepared.width, prepared.height), file.width_class);
        assert_eq!(
            decoded(prepared, file.width_class, file.format).dimensions(),
            size
        );
        match file.format {
            PhotoFormat::WebP => {
                let picture = u32::from_le_bytes(file.bytes[16..20].try_into().expect("a length"));
                assert_eq!(&file.bytes[12..16], b"VP8 ");
                assert_eq!(
                    file.bytes.len(),
                    20 + usize::try_from(picture.next_multiple_of(2)).expect("a length")
                );
            }
            PhotoFormat::Jpeg => {
                let others = segments(&file.bytes)
                    .into_iter()
                    .filter(|(marker, _)| matches!(marker, 0xE1..=0xFE));
                assert_eq!(others.count(), 0, "only the JFIF header");
                assert!(file.bytes.ends_with(&[0xFF, 0xD9]));
            }
        }
    }
}

/// No file holds a telling piece of the original's metadata.
pub(super) fn assert_nothing_left(prepared: &Prepared, metadata: &[u8]) {
    const PIECE: usize = 12;
    let telling = |piece: &&[u8]| piece.iter().collect::<HashSet<_>>().len() > 6;
    let pieces: HashSet<&[u8]> = metadata.windows(PIECE).filter(telling).collect();
    assert!(!pieces.is_empty());
    for file in &prepared.files {
        assert!(
            !file
                .bytes
                .windows(6)
                .any(|bytes| bytes == b"Exif\0\0" || bytes == b"GPSLat")
        );
        let left = file.bytes.windows(PIECE).find(|bytes| pieces.contains(bytes));
        // The standard Huffman tables of JPEG may also stand in the original's thumbnail.
        let tables: Vec<u8> = segments(&file.bytes)
            .into_iter()
            .filter(|(m, _)| *m == 0xC4)
            .flat_map(|(_, b)| b.to_vec())
            .collect();
        let left = left.filter(|left| !tables.windows(PIECE).any(|table| table == *left));
        assert_eq!(left, None);
    }
}

pub(super) fn decoded(prepared: &Prepared, width_class: u32, format: PhotoFormat) -> RgbImage {
    let file = prepared
        .files
        .iter()
        .find(|file| (file.width_class, file.format) == (width_class, format));
    image::load_from_memory(&file.expect("a file").bytes)
        .expect("a picture")
        .into_rgb8()
}

pub(super) fn thumbnail(prepared: &Prepared) -> RgbImage {
    let picture = decoded(prepared, 320, PhotoFormat::Jpeg);
    image::imageops::thumbnail(&picture, picture.width() / 20, picture.height() / 20)
}

/// Mean difference of two pictures' samples, of 255.
pub(super) fn mean_difference(one: &RgbImage, other: &RgbImage) -> f64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let total: u64 = one
        .iter()
        .zip(other.iter())
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    f64::from(u32::try_from(total).expect("small pictures")) / f64::from(one.width() * one.height() * 3)
}

/// The most memory this process has held so far, in kB; 0 where the system does not say.
pub(super) fn peak_memory_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or_default()
}
