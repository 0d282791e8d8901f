//! The picture beside a link, read again: its size, where the photograph is, and that no text and no file stops it.

#![expect(
    clippy::unwrap_used,
    reason = "a failed expectation is a test's way of speaking"
)]

use image::{ImageFormat, Rgb, RgbImage};
use printing::{CARD_SIZE, Card, Cell, Slate};

/// A photograph all in green, as wide and high.
fn meadow(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    RgbImage::from_pixel(width, height, Rgb([40, 160, 60]))
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

fn cell(photo: Option<Vec<u8>>) -> Cell {
    Cell {
        photo,
        slate: Some(Slate {
            euros: "9".into(),
            cents: ",80".into(),
            unit: "le kilo".into(),
        }),
    }
}

fn card(cells: Vec<Cell>) -> Card {
    Card {
        cells,
        above: "Épicerie".into(),
        title: "Miel de tilleul".into(),
        below: "La pause, Dourdan".into(),
        sentence: "Réservez, payez en boutique.".into(),
        market: "Le marché de Dourdan".into(),
    }
}

fn drawn(card: &Card) -> RgbImage {
    let picture = image::load_from_memory_with_format(&card.draw().unwrap(), ImageFormat::Jpeg)
        .unwrap()
        .into_rgb8();
    assert_eq!(picture.dimensions(), CARD_SIZE);
    picture
}

fn is_green(picture: &RgbImage, x: u32, y: u32) -> bool {
    let Rgb([red, green, blue]) = *picture.get_pixel(x, y);
    green > red.saturating_add(60) && green > blue.saturating_add(60)
}

#[test]
fn the_photograph_fills_the_square_and_the_slate_hangs_over_its_corner() {
    for (width, height) in [(640, 640), (1200, 300), (90, 700), (1, 1)] {
        let picture = drawn(&card(vec![cell(Some(meadow(width, height)))]));
        for (x, y) in [(5, 80), (620, 80), (620, 620), (315, 300)] {
            assert!(is_green(&picture, x, y), "{width}×{height} at {x},{y}");
        }
        assert!(!is_green(&picture, 60, 570), "the slate");
        assert!(!is_green(&picture, 640, 300), "the words");
    }
}

#[test]
fn four_share_the_square() {
    let meadows = (0..4).map(|_| cell(Some(meadow(640, 480)))).collect();
    let picture = drawn(&card(meadows));
    for (x, y) in [(5, 80), (625, 80), (5, 400), (625, 400)] {
        assert!(is_green(&picture, x, y), "at {x},{y}");
    }
}

#[test]
fn what_is_no_photograph_leaves_the_market_hall() {
    let none = card(vec![cell(None)]).draw().unwrap();
    for broken in [
        b"".to_vec(),
        b"\xFF\xD8\xFF".to_vec(),
        meadow(64, 64)[..200].to_vec(),
    ] {
        assert_eq!(card(vec![cell(Some(broken))]).draw().unwrap(), none);
    }
    drawn(&card(Vec::new()));
}

#[test]
fn no_text_is_too_much() {
    for words in [
        "",
        " ",
        "🍯🍯🍯",
        &"Anticonstitutionnellement".repeat(5),
        &"a b ".repeat(60),
        "\u{0}\u{202E}\n\t",
    ] {
        let mut card = card(vec![cell(None)]);
        card.title = words.to_owned();
        card.above = words.to_owned();
        card.below = words.to_owned();
        card.market = words.to_owned();
        card.cells[0].slate = Some(Slate {
            euros: words.chars().take(30).collect(),
            cents: String::new(),
            unit: words.chars().take(30).collect(),
        });
        drawn(&card);
    }
}

#[test]
fn it_is_light_enough_for_a_message() {
    let card = card(vec![cell(Some(meadow(1200, 900)))]).draw().unwrap();
    assert!(card.len() < 150_000, "{}", card.len());
}
