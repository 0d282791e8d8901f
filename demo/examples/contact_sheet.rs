//! Every drawing on one sheet: `cargo run -p demo --example contact_sheet -- sheet.png [first] [count]`.

use demo::drawing::{MOTIFS, Picture, draw};
use image::{RgbImage, imageops};

const TILE: u32 = 200;
const COLUMNS: u32 = 8;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("where should the sheet go?")?;
    let first = arguments.next().map_or(Ok(0), |text| text.parse())?;
    let count = arguments.next().map_or(Ok(MOTIFS.len()), |text| text.parse())?;
    let shown: Vec<_> = MOTIFS.iter().skip(first).take(count).collect();
    let rows = u32::try_from(shown.len())?.div_ceil(COLUMNS);
    let mut sheet = RgbImage::from_pixel(COLUMNS * TILE, rows * TILE, image::Rgb([255; 3]));
    for (place, motif) in (0u32..).zip(shown) {
        let picture = Picture {
            motif: (*motif).to_owned(),
            colours: Vec::new(),
            ground: None,
        };
        let tile = image::load_from_memory(&draw(&picture, TILE)?)?.to_rgb8();
        let (column, row) = (place % COLUMNS, place / COLUMNS);
        imageops::replace(&mut sheet, &tile, i64::from(column * TILE), i64::from(row * TILE));
    }
    sheet.save(path)?;
    Ok(())
}
