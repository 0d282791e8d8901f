//! Reads from a grey picture the number under a barcode, EAN-13, EAN-8, and UPC-A as the EAN-13 that it is, and the words in
//! a square (QR code).
//!
//! A module of its own, which a browser loads only when it knows none of them by itself and somebody aims at one.

mod digits;
mod edges;
mod picture;
mod square;

use picture::Picture;
use wasm_bindgen::prelude::wasm_bindgen;

/// The digits of a barcode in a picture of one byte a pixel, row by row; none when nothing was read for certain. It may
/// lie, stand, be upside down or lean a little.
#[wasm_bindgen]
pub fn read(luma: &[u8], width: u32, height: u32) -> Option<String> {
    let picture = Picture::new(luma, width, height)?;
    let mut read_once: Vec<String> = Vec::new();
    for number in picture.lines().filter_map(|line| number(&line)) {
        // One line in some picture of a fence may pass the check digit by chance. Two that agree do not.
        if read_once.contains(&number) {
            return Some(number);
        }
        read_once.push(number);
    }
    None
}

/// The words in a square in a picture of one byte a pixel, row by row; none when there is none that can be read.
#[wasm_bindgen]
pub fn read_square(luma: &[u8], width: u32, height: u32) -> Option<String> {
    square::words(luma, width, height)
}

/// The number on a line: as it is, else sharpened for a module of about two, four or seven pixels.
fn number(line: &[f32]) -> Option<String> {
    let of = |line: &[f32]| digits::first_in(&edges::of(line));
    of(line).or_else(|| {
        [2, 4, 7]
            .into_iter()
            .find_map(|width| of(&picture::sharpened(line, width)))
    })
}
