//! What a thing stands on, and the wall behind it.

use super::DrawError;
use super::colour::Rgb;

/// Wall and table.
type Bands = (Rgb, Rgb);

const GROUNDS: &[(&str, Bands)] = &[
    ("paper", (Rgb(0xf4, 0xe8, 0xd2), Rgb(0xe3, 0xcd, 0xa6))),
    ("kraft", (Rgb(0xe0, 0xc4, 0x9b), Rgb(0xc4, 0x9e, 0x6d))),
    ("linen", (Rgb(0xec, 0xe6, 0xd9), Rgb(0xd2, 0xc6, 0xaf))),
    ("slate", (Rgb(0xa3, 0xb1, 0xb1), Rgb(0x69, 0x79, 0x7e))),
    ("wood", (Rgb(0xf1, 0xdf, 0xc2), Rgb(0xb8, 0x85, 0x55))),
    ("sage", (Rgb(0xda, 0xe0, 0xc9), Rgb(0xb0, 0xbd, 0x98))),
    ("blush", (Rgb(0xf4, 0xda, 0xc9), Rgb(0xdd, 0xb0, 0x98))),
    ("sky", (Rgb(0xd5, 0xe2, 0xe3), Rgb(0xa6, 0xc0, 0xc5))),
];

/// The ground asked for, or the one of the house that best sets off the thing.
pub fn choose(asked: Option<&str>, motif: &str, main: Rgb) -> Result<Bands, DrawError> {
    if let Some(name) = asked {
        let known = GROUNDS
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, bands)| *bands);
        let mixed = || Rgb::parse(name).map(|wall| (wall, wall.shade(18)));
        return known
            .or_else(mixed)
            .ok_or_else(|| DrawError::Ground(name.to_owned()));
    }
    let start = motif
        .bytes()
        .chain([main.0, main.1, main.2])
        .fold(0usize, |sum, byte| sum * 7 % 1009 + usize::from(byte));
    let rotation = (0..GROUNDS.len()).map(|step| GROUNDS[(start + step) % GROUNDS.len()].1);
    let contrast = |(wall, table): &Bands| wall.distance(main).min(table.distance(main));
    let fit = rotation.clone().find(|bands| contrast(bands) > 170);
    Ok(fit
        .or_else(|| rotation.max_by_key(contrast))
        .unwrap_or(GROUNDS[0].1))
}

/// A table seen from the side, against its wall.
pub fn side((wall, table): Bands) -> String {
    let (edge, lit) = (table.dark(), table.tint(16));
    format!(
        r#"<rect width="600" height="600" fill="{wall}"/><path d="M0 60Q300 30 600 70V0H0Z" fill="{}"/><rect y="392" width="600" height="208" fill="{table}"/><rect y="392" width="600" height="7" fill="{lit}"/><path d="M0 560Q320 548 600 564V600H0Z" fill="{edge}" fill-opacity=".35"/>"#,
        wall.tint(35)
    )
}

/// The same table seen from above.
pub fn above((wall, table): Bands) -> String {
    format!(
        r#"<rect width="600" height="600" fill="{wall}"/><path d="M0 430L600 300V600H0Z" fill="{}"/><path d="M0 430L600 300V308L0 438Z" fill="{}"/>"#,
        wall.mix(table, 60),
        wall.tint(40)
    )
}
