//! The demo town's product pictures, drawn in the manner of a market poster.

mod bakery;
mod butcher;
mod cellar;
mod clothes;
mod colour;
mod dairy;
mod florist;
mod grocer;
mod ground;
mod hardware;
mod kitchen_garden;
mod ornament;
mod pastry;
mod sets;
mod shape;
mod sheet;
mod stationer;
mod tea_room;
mod toys;
mod vegetables;

use colour::Rgb;
use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use serde::Deserialize;
use sheet::{Sheet, Tones};

/// What to draw: the thing, its colours (`#rrggbb`, up to three) and what it stands on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Picture {
    pub motif: String,
    #[serde(default)]
    pub colours: Vec<String>,
    #[serde(default)]
    pub ground: Option<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    #[error("no drawing is called {0:?}")]
    Motif(String),
    #[error("{0:?} is not a colour: write #rrggbb")]
    Colour(String),
    #[error("nothing stands on {0:?}")]
    Ground(String),
    #[error("a picture of {0} pixels cannot be made")]
    Side(u32),
    #[error("the drawing is not well formed")]
    Svg(#[from] resvg::usvg::Error),
    #[error("the picture cannot be written")]
    Jpeg(#[from] image::ImageError),
}

/// Where the eye is: in front of the table, or above it.
#[derive(Clone, Copy)]
enum View {
    Side,
    Above,
}

struct Motif {
    name: &'static str,
    view: View,
    colours: [Rgb; 3],
    paint: fn(&mut Sheet, Tones),
}

const fn motif(name: &'static str, view: View, colours: [u32; 3], paint: fn(&mut Sheet, Tones)) -> Motif {
    const fn tone(hex: u32) -> Rgb {
        let [_, red, green, blue] = hex.to_be_bytes();
        Rgb(red, green, blue)
    }
    Motif {
        name,
        view,
        colours: [tone(colours[0]), tone(colours[1]), tone(colours[2])],
        paint,
    }
}

const SHELVES: &[&[Motif]] = &[
    grocer::MOTIFS,
    cellar::MOTIFS,
    bakery::MOTIFS,
    pastry::MOTIFS,
    dairy::MOTIFS,
    florist::MOTIFS,
    stationer::MOTIFS,
    toys::MOTIFS,
    sets::MOTIFS,
    hardware::MOTIFS,
    clothes::MOTIFS,
    tea_room::MOTIFS,
    kitchen_garden::MOTIFS,
    vegetables::MOTIFS,
    butcher::MOTIFS,
];

const COUNT: usize = {
    let (mut count, mut shelf) = (0, 0);
    while shelf < SHELVES.len() {
        count += SHELVES[shelf].len();
        shelf += 1;
    }
    count
};

/// Everything that can be drawn.
pub const MOTIFS: &[&str] = &{
    let mut names = [""; COUNT];
    let (mut count, mut shelf) = (0, 0);
    while shelf < SHELVES.len() {
        let mut place = 0;
        while place < SHELVES[shelf].len() {
            names[count] = SHELVES[shelf][place].name;
            count += 1;
            place += 1;
        }
        shelf += 1;
    }
    names
};

/// Draws a square JPEG.
pub fn draw(picture: &Picture, side: u32) -> Result<Vec<u8>, DrawError> {
    let tree = Tree::from_str(&compose(picture)?, &Options::default())?;
    let scale = u16::try_from(side)
        .map(|side| f32::from(side) / SIDE)
        .map_err(|_| DrawError::Side(side))?;
    let mut pixels = Pixmap::new(side, side).ok_or(DrawError::Side(side))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    // The ground covers the whole sheet: nothing is left see-through.
    let rgb: Vec<u8> = pixels
        .data()
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 88).encode(&rgb, side, side, ExtendedColorType::Rgb8)?;
    Ok(jpeg)
}

/// The side of the sheet everything is drawn on.
const SIDE: f32 = 600.;

const DEFINITIONS: &str = r##"<defs><radialGradient id="shadow"><stop offset=".35" stop-color="#331b2b" stop-opacity=".42"/><stop offset="1" stop-color="#331b2b" stop-opacity="0"/></radialGradient><filter id="lift" x="-.1" y="-.1" width="1.2" height="1.2"><feDropShadow dx="9" dy="13" stdDeviation="9" flood-color="#331b2b" flood-opacity=".34"/></filter></defs>"##;

fn compose(picture: &Picture) -> Result<String, DrawError> {
    let motif = SHELVES
        .iter()
        .flat_map(|shelf| shelf.iter())
        .find(|motif| motif.name == picture.motif)
        .ok_or_else(|| DrawError::Motif(picture.motif.clone()))?;
    let [mut main, mut accent, mut third] = motif.colours;
    for (tone, asked) in [&mut main, &mut accent, &mut third]
        .into_iter()
        .zip(&picture.colours)
    {
        *tone = Rgb::parse(asked).ok_or_else(|| DrawError::Colour(asked.clone()))?;
    }
    let bands = ground::choose(picture.ground.as_deref(), motif.name, main)?;
    let mut sheet = Sheet::default();
    (motif.paint)(&mut sheet, Tones { main, accent, third });
    let marks = sheet.into_marks();
    let scene = match motif.view {
        View::Side => ground::side(bands) + &marks,
        View::Above => format!(r#"{}<g filter="url(#lift)">{marks}</g>"#, ground::above(bands)),
    };
    Ok(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600">{DEFINITIONS}{scene}</svg>"#
    ))
}

#[cfg(test)]
mod tests;
