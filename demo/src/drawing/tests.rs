use super::*;
use std::collections::HashSet;

fn picture(motif: &str, colours: &[&str]) -> Picture {
    Picture {
        motif: motif.to_owned(),
        colours: colours.iter().map(|&colour| colour.to_owned()).collect(),
        ground: None,
    }
}

#[test]
fn every_motif_is_drawn_and_none_is_blank() {
    for name in MOTIFS {
        let jpeg = draw(&picture(name, &[]), 64).unwrap_or_else(|error| panic!("{name}: {error}"));
        let pixels = image::load_from_memory(&jpeg).unwrap().to_rgb8();
        assert_eq!(pixels.dimensions(), (64, 64), "{name}");
        // The thing stands in the middle; the upper corner is wall.
        let corner = *pixels.get_pixel(2, 20);
        let seen = pixels.pixels().filter(|pixel| {
            let apart = |channel: usize| pixel.0[channel].abs_diff(corner.0[channel]);
            apart(0).max(apart(1)).max(apart(2)) > 30
        });
        assert!(seen.count() > 300, "{name} is hardly there");
        let tones: HashSet<_> = pixels
            .pixels()
            .map(|pixel| pixel.0.map(|channel| channel / 16))
            .collect();
        assert!(tones.len() > 12, "{name} is flat");
    }
}

#[test]
fn no_two_motifs_share_a_name() {
    assert_eq!(MOTIFS.iter().collect::<HashSet<_>>().len(), MOTIFS.len());
}

#[test]
fn colours_change_the_picture() {
    for name in MOTIFS {
        let variants =
            ["#b3402f", "#2f6f8f", "#e0b040"].map(|main| draw(&picture(name, &[main]), 64).unwrap());
        assert_eq!(variants.iter().collect::<HashSet<_>>().len(), 3, "{name}");
    }
}

#[test]
fn a_picture_needs_only_its_motif() {
    let read: Picture = toml::from_str("motif = \"jar\"").unwrap();
    assert_eq!(read, picture("jar", &[]));
}

#[test]
fn what_is_not_known_is_refused() {
    assert!(
        matches!(draw(&picture("submarine", &[]), 64), Err(DrawError::Motif(name)) if name == "submarine")
    );
    assert!(matches!(
        draw(&picture("jar", &["red"]), 64),
        Err(DrawError::Colour(_))
    ));
    let moon = Picture {
        ground: Some("moon".to_owned()),
        ..picture("jar", &[])
    };
    assert!(matches!(draw(&moon, 64), Err(DrawError::Ground(_))));
    assert!(matches!(draw(&picture("jar", &[]), 0), Err(DrawError::Side(0))));
}
