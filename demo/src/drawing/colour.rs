//! Gouache colours: every tone can be shaded towards plum and tinted towards cream, never to dead black or white.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

pub const CREAM: Rgb = Rgb(0xfb, 0xf3, 0xe0);
pub const INK: Rgb = Rgb(0x3a, 0x2c, 0x33);
pub const LEAF: Rgb = Rgb(0x5d, 0x86, 0x4a);
pub const WOOD: Rgb = Rgb(0xc0, 0x8b, 0x57);
pub const STEEL: Rgb = Rgb(0xa9, 0xb2, 0xb6);
pub const CORK: Rgb = Rgb(0xcf, 0xa2, 0x70);

impl Rgb {
    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text
            .strip_prefix('#')
            .filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let channel = |from: usize| u8::from_str_radix(&digits[from..from + 2], 16).ok();
        Some(Self(channel(0)?, channel(2)?, channel(4)?))
    }

    pub fn mix(self, other: Self, percent: u16) -> Self {
        let blend = |from: u8, to: u8| {
            let mixed = (u16::from(from) * (100 - percent) + u16::from(to) * percent + 50) / 100;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Self(
            blend(self.0, other.0),
            blend(self.1, other.1),
            blend(self.2, other.2),
        )
    }

    pub fn shade(self, percent: u16) -> Self {
        self.mix(Self(0x33, 0x1b, 0x2b), percent)
    }

    pub fn tint(self, percent: u16) -> Self {
        self.mix(Self(0xff, 0xf7, 0xe6), percent)
    }

    /// The side away from the light.
    pub fn dark(self) -> Self {
        self.shade(22)
    }

    pub fn light(self) -> Self {
        self.tint(28)
    }

    /// This tone, or its own shadow where it would be lost on that paper.
    pub fn against(self, paper: Self) -> Self {
        let distance = |tone: &Self| tone.distance(paper);
        let darker = [0, 35, 60, 80].map(|percent| self.shade(percent));
        let seen = darker.into_iter().find(|tone| distance(tone) > 330);
        let white = || Some(CREAM).filter(|tone| distance(tone) > 330);
        seen.or_else(white).unwrap_or(INK)
    }

    pub fn pale(self) -> bool {
        self.distance(Self(0, 0, 0)) > 1120
    }

    /// How far apart two tones look, roughly.
    pub fn distance(self, other: Self) -> u32 {
        let apart = |one: u8, two: u8| u32::from(one.abs_diff(two));
        2 * apart(self.0, other.0) + 3 * apart(self.1, other.1) + apart(self.2, other.2)
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}
