//! The serif that we print with, and how wide it sets a text.

use crate::NotPrinted;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, UnicodeBuffer, ttf_parser::OutlineBuilder};

/// Libertinus Serif, under the SIL Open Font License; the font's own name table carries its notice.
static REGULAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/LibertinusSerif-Regular.otf"));
static SEMIBOLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/LibertinusSerif-Semibold.otf"));

/// Distance between two lines, in font sizes.
pub const LEADING: f32 = 1.12;
/// How much smaller a text becomes from one try to the next.
const STEP: f32 = 0.95;

/// A face, ready to measure and to be embedded.
pub struct Face {
    font: Font,
    shaper: rustybuzz::Face<'static>,
}

/// Both faces.
pub struct Faces {
    /// For running words.
    pub regular: Face,
    /// For names and prices.
    pub semibold: Face,
}

impl Faces {
    /// Both, ready.
    pub fn new() -> Result<Self, NotPrinted> {
        Ok(Self {
            regular: Face::regular()?,
            semibold: Face::semibold()?,
        })
    }
}

/// A line of text, measured in font sizes.
pub struct Line {
    /// What it says.
    pub text: String,
    /// Its glyphs.
    pub glyphs: Vec<KrillaGlyph>,
    /// In font sizes.
    pub width: f32,
}

/// A text in lines, at the size in which it fits.
pub struct Block {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The font's size.
    pub size: f32,
}

impl Block {
    /// From the top of its first letter to its last baseline.
    pub fn height(&self) -> f32 {
        self.size * tall(self.lines.len())
    }
}

/// Height of a capital letter, in font sizes.
pub const CAPITAL: f32 = 0.65;

/// From the first capital to the last baseline, in font sizes.
#[expect(clippy::cast_precision_loss, reason = "a few lines")]
fn tall(lines: usize) -> f32 {
    CAPITAL + lines.saturating_sub(1) as f32 * LEADING
}

/// Into how much room a text goes.
#[derive(Clone, Copy)]
pub struct Room {
    /// How wide.
    pub width: f32,
    /// How high, from the first capital to the last baseline.
    pub height: f32,
    /// At most so many lines.
    pub lines: usize,
    /// The font size that we would like, and the one below which nobody reads it.
    pub sizes: (f32, f32),
}

impl Room {
    /// A block of lines, as high as they need.
    pub const fn block(width: f32, lines: usize, sizes: (f32, f32)) -> Self {
        Self {
            width,
            height: f32::INFINITY,
            lines,
            sizes,
        }
    }

    /// One line, which may shrink by a third before words are left out.
    pub const fn line(width: f32, size: f32) -> Self {
        Self::block(width, 1, (size, size * 0.7))
    }
}

impl Face {
    /// The face for running words.
    pub fn regular() -> Result<Self, NotPrinted> {
        Self::read(REGULAR, "Regular")
    }

    /// The face for names and prices.
    pub fn semibold() -> Result<Self, NotPrinted> {
        Self::read(SEMIBOLD, "Semibold")
    }

    fn read(bytes: &'static [u8], name: &'static str) -> Result<Self, NotPrinted> {
        let font = Font::new(bytes.into(), 0).ok_or(NotPrinted::Face(name))?;
        let shaper = rustybuzz::Face::from_slice(bytes, 0).ok_or(NotPrinted::Face(name))?;
        Ok(Self { font, shaper })
    }

    /// For the document.
    pub fn font(&self) -> Font {
        self.font.clone()
    }

    /// Font units in a font size.
    pub fn units(&self) -> f32 {
        self.font.units_per_em()
    }

    /// The shape of a glyph, in font units.
    pub fn outline(&self, glyph: &KrillaGlyph, into: &mut dyn OutlineBuilder) {
        if let Ok(id) = u16::try_from(glyph.glyph_id.to_u32()) {
            self.shaper
                .outline_glyph(rustybuzz::ttf_parser::GlyphId(id), into);
        }
    }

    /// Sets a line. Signs that the face does not have, such as little pictures, are left out: a box says nothing.
    pub fn line(&self, text: &str) -> Line {
        let known = |sign: &char| sign.is_whitespace() || self.shaper.glyph_index(*sign).is_some();
        let text: String = text.chars().filter(known).collect();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let shaped = rustybuzz::shape(&self.shaper, &[], buffer);
        let (infos, places) = (shaped.glyph_infos(), shaped.glyph_positions());
        let glyphs: Vec<KrillaGlyph> = infos
            .iter()
            .zip(places)
            .enumerate()
            .map(|(at, (info, place))| {
                let next = infos[at..].iter().find(|other| other.cluster != info.cluster);
                let end = next.map_or(text.len(), |other| other.cluster as usize);
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    self.sizes(place.x_advance),
                    self.sizes(place.x_offset),
                    self.sizes(place.y_offset),
                    self.sizes(place.y_advance),
                    info.cluster as usize..end,
                    None,
                )
            })
            .collect();
        let width = places.iter().map(|place| self.sizes(place.x_advance)).sum();
        Line { text, glyphs, width }
    }

    /// Sets a text into a room: as large as we would like, else smaller, else cut with an ellipsis.
    pub fn fit(&self, text: &str, room: Room) -> Block {
        let words: Vec<(&str, f32)> = text
            .split([' ', '\n'])
            .filter(|word| !word.is_empty())
            .map(|word| (word, self.line(word).width))
            .collect();
        let space = self.line(" ").width;
        let (mut size, least) = room.sizes;
        let mut lines = wrap(&words, space, room.width / size);
        while lines.len() > room.lines
            || widest(&lines) > room.width / size
            || tall(lines.len()) > room.height / size
        {
            if size * STEP < least {
                return self.cut(&lines, room, size);
            }
            size *= STEP;
            lines = wrap(&words, space, room.width / size);
        }
        let lines = balanced(&words, space, lines);
        let lines = lines.iter().map(|line| self.line(&line.text)).collect();
        Block { lines, size }
    }

    fn cut(&self, lines: &[Wrapped], room: Room, size: f32) -> Block {
        let mut kept: Vec<Line> = Vec::new();
        for (at, line) in lines.iter().take(room.lines).enumerate() {
            let goes_on = at + 1 == room.lines && lines.len() > room.lines;
            let mut text = line.text.clone();
            let mut set = self.line(&ellipsis(&text, goes_on));
            while set.width > room.width / size && text.pop().is_some() {
                set = self.line(&ellipsis(&text, true));
            }
            kept.push(set);
        }
        Block { lines: kept, size }
    }

    #[expect(clippy::cast_precision_loss, reason = "font units are small numbers")]
    fn sizes(&self, units: i32) -> f32 {
        units as f32 / self.units()
    }
}

fn ellipsis(text: &str, goes_on: bool) -> String {
    if goes_on {
        format!("{}…", text.trim_end())
    } else {
        text.to_owned()
    }
}

/// A line before it is set.
struct Wrapped {
    text: String,
    width: f32,
}

fn widest(lines: &[Wrapped]) -> f32 {
    lines.iter().map(|line| line.width).fold(0.0, f32::max)
}

fn wrap(words: &[(&str, f32)], space: f32, width: f32) -> Vec<Wrapped> {
    let mut lines: Vec<Wrapped> = Vec::new();
    for (word, wide) in words {
        match lines.last_mut() {
            Some(line) if line.width + space + wide <= width => {
                line.text.push(' ');
                line.text.push_str(word);
                line.width += space + wide;
            }
            _ => lines.push(Wrapped {
                text: (*word).to_owned(),
                width: *wide,
            }),
        }
    }
    lines
}

/// The same number of lines, as equally long as may be: a lonely last word looks forgotten.
fn balanced(words: &[(&str, f32)], space: f32, lines: Vec<Wrapped>) -> Vec<Wrapped> {
    let mut best = lines;
    loop {
        let narrower = wrap(words, space, widest(&best) - 0.01);
        if narrower.len() > best.len() || widest(&narrower) >= widest(&best) {
            return best;
        }
        best = narrower;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room {
        width: 60.0,
        height: 20.0,
        lines: 2,
        sizes: (6.0, 3.0),
    };

    fn said(block: &Block) -> Vec<&str> {
        block.lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn every_french_letter_has_a_glyph() {
        let face = Face::semibold().unwrap();
        let letters = "àâäæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ€’«»–…×½0123456789";
        let line = face.line(letters);
        assert_eq!(line.text, letters);
        assert!(line.glyphs.iter().all(|glyph| glyph.glyph_id.to_u32() != 0));
    }

    #[test]
    fn a_narrow_space_is_narrow() {
        let face = Face::semibold().unwrap();
        let space = |sign: &str| face.line(&format!("9{sign}€")).width - face.line("9€").width;
        assert!(space("\u{202F}") > 0.05 && space("\u{202F}") < space(" "));
    }

    #[test]
    fn little_pictures_are_left_out() {
        assert_eq!(Face::regular().unwrap().line("Miel 🍯").text, "Miel ");
    }

    #[test]
    fn a_short_name_is_large_and_a_long_one_still_fits() {
        let face = Face::semibold().unwrap();
        let short = face.fit("Miel", ROOM);
        assert!((short.size - 6.0).abs() < f32::EPSILON);
        let long = face.fit("Confiture de fraise de Carros et de rhubarbe du jardin", ROOM);
        assert!(long.lines.len() <= 2 && long.size < 6.0);
        assert!(long.lines.iter().all(|line| line.width * long.size <= ROOM.width));
    }

    #[test]
    fn two_lines_are_no_higher_than_their_room() {
        let low = Room { height: 8.0, ..ROOM };
        let block = Face::semibold()
            .unwrap()
            .fit("Confiture de fraise de Carros", low);
        assert!(block.height() <= low.height && !block.lines.last().unwrap().text.ends_with('…'));
    }

    #[test]
    fn lines_are_equally_long() {
        let block = Face::semibold().unwrap().fit(
            "Commandez ici, retirez en boutique",
            Room {
                width: 170.0,
                height: 40.0,
                lines: 2,
                sizes: (15.0, 9.0),
            },
        );
        assert_eq!(said(&block), ["Commandez ici,", "retirez en boutique"]);
    }

    #[test]
    fn what_does_not_fit_at_all_is_cut_where_it_ends() {
        let face = Face::semibold().unwrap();
        let endless = face.fit(&"Aiguillettes ".repeat(30), ROOM);
        assert_eq!(endless.lines.len(), 2);
        assert!(endless.lines[1].text.ends_with('…'));
        let word = face.fit(&"a".repeat(300), ROOM);
        assert!(word.lines[0].text.ends_with('…'));
        assert!(word.lines[0].width * word.size <= ROOM.width);
    }
}
