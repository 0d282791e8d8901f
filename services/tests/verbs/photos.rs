//! Photos, from upload to stored pictures: real ones from phones, damaged ones, and hostile ones made here.

mod files;
mod hostile;
mod looks;
mod store;

use files::{exif, jpeg, pattern, png, segments, with_segment};
use image::{
    ImageFormat, RgbImage, Rgba, RgbaImage,
    imageops::{flip_horizontal, flip_vertical, rotate90, rotate180, rotate270},
};
use looks::{assert_clean, assert_nothing_left, data, decoded, mean_difference, read, thumbnail};
use services::photos::{PhotoFormat, PhotoRefused, prepare, size_at};
use std::path::Path;

// ---- real photos ----------------------------------------------------------------------------------------------------

#[test]
fn photos_from_phones_are_drawn() {
    for file in data("phones") {
        let prepared =
            prepare(&read(&file)).unwrap_or_else(|refused| panic!("{}: {refused}", file.display()));
        assert_eq!(prepared.width, 1200, "{}", file.display());
        assert_clean(&prepared);
    }
}

#[test]
fn damaged_photos_are_refused_or_drawn_clean() {
    for file in data("broken") {
        if let Ok(prepared) = prepare(&read(&file)) {
            assert_clean(&prepared);
        }
    }
}

#[test]
fn what_an_iphone_keeps_is_refused_by_its_name() {
    for file in data("heic") {
        assert_eq!(
            prepare(&read(&file)),
            Err(PhotoRefused::Heic),
            "{}",
            file.display()
        );
    }
}

#[test]
fn all_eight_orientations_give_the_same_upright_picture() {
    for file in data("orientation") {
        let name = file.to_string_lossy().into_owned();
        let upright = name
            .rfind('_')
            .map(|at| format!("{}_1.jpg", &name[..at]))
            .expect("a number in the name");
        let expected = thumbnail(&prepare(&read(Path::new(&upright))).expect("an upright photo"));
        let found = thumbnail(&prepare(&read(&file)).expect("a turned photo"));
        // The data set wrote each file's number into it and sharpened each anew: alike (15 of 255), not equal.
        let difference = mean_difference(&expected, &found);
        for wrong in [
            flip_horizontal(&expected),
            flip_vertical(&expected),
            rotate180(&expected),
        ] {
            let other = mean_difference(&wrong, &found);
            assert!(
                difference < 18.0 && difference * 1.5 < other,
                "{name}: {difference}, turned {other}"
            );
        }
    }
}

#[test]
fn nothing_of_the_originals_metadata_is_served() {
    for file in data("gps").into_iter().chain(data("phones")) {
        let original = read(&file);
        let exif = segments(&original)
            .into_iter()
            .find(|(marker, _)| *marker == 0xE1)
            .expect("EXIF")
            .1;
        let prepared = prepare(&original).expect("a photo");
        assert_clean(&prepared);
        assert_nothing_left(&prepared, exif);
    }
}

// ---- photos made here -----------------------------------------------------------------------------------------------

#[test]
fn every_size_exists_and_none_is_enlarged() {
    for (width, height) in [
        (1, 1),
        (300, 200),
        (640, 480),
        (1000, 3000),
        (1300, 10),
        (50, 4000),
    ] {
        let prepared = prepare(&jpeg(&pattern(width, height))).expect("a photo");
        assert_eq!((prepared.width, prepared.height), size_at((width, height), 1200));
        assert!(prepared.width <= width && prepared.height <= height);
        assert_clean(&prepared);
    }
}

#[test]
fn every_orientation_of_a_synthetic_photo_is_turned_upright() {
    let upright = pattern(600, 400);
    let expected = thumbnail(&prepare(&jpeg(&upright)).expect("a photo"));
    let lying = |turn: fn(&RgbImage) -> RgbImage| jpeg(&turn(&upright));
    let cases = [
        (1, lying(RgbImage::clone)),
        (2, lying(flip_horizontal)),
        (3, lying(rotate180)),
        (4, lying(flip_vertical)),
        (5, lying(|upright| flip_horizontal(&rotate90(upright)))),
        (6, lying(rotate270)),
        (7, lying(|upright| flip_horizontal(&rotate270(upright)))),
        (8, lying(rotate90)),
    ];
    for (orientation, photo) in cases {
        let found =
            thumbnail(&prepare(&with_segment(&photo, 0xE1, &exif(orientation, ""))).expect("a photo"));
        assert_eq!(
            found.dimensions(),
            expected.dimensions(),
            "orientation {orientation}"
        );
        let difference = mean_difference(&expected, &found);
        assert!(difference < 3.0, "orientation {orientation}: {difference}");
    }
}

#[test]
fn planted_metadata_is_left_behind() {
    let secret = "GPSLatitude 48.5286 home of Marie, Dourdan, camera 123456789";
    let photo = jpeg(&pattern(400, 300));
    for (marker, body) in [
        (0xE1, exif(1, secret)),
        (
            0xE1,
            format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{secret}</x:xmpmeta>").into_bytes(),
        ),
        (0xED, format!("Photoshop 3.0\08BIM{secret}").into_bytes()),
        (0xFE, secret.as_bytes().to_vec()),
    ] {
        let prepared = prepare(&with_segment(&photo, marker, &body)).expect("a photo");
        assert_clean(&prepared);
        assert_nothing_left(&prepared, secret.as_bytes());
    }
    let polyglot = [&photo, b"PK\x03\x04<script>".as_slice(), secret.as_bytes()].concat();
    assert_nothing_left(&prepare(&polyglot).expect("a photo"), secret.as_bytes());
}

#[test]
fn transparency_becomes_white() {
    let mut cut_out = RgbaImage::from_pixel(700, 700, Rgba([0, 0, 0, 0]));
    for pixel in cut_out.enumerate_rows_mut().take(350).flat_map(|(_, row)| row) {
        *pixel.2 = Rgba([0, 120, 0, 255]);
    }
    let prepared = prepare(&png(&cut_out)).expect("a photo");
    let picture = decoded(&prepared, 320, PhotoFormat::Jpeg);
    let (top, bottom) = (picture.get_pixel(160, 60), picture.get_pixel(160, 260));
    assert!(top.0[1] > 100 && top.0[0] < 30, "{top:?}");
    assert!(bottom.0.iter().all(|sample| *sample > 250), "{bottom:?}");
}

#[test]
fn png_and_webp_are_photos_too() {
    let picture = pattern(500, 400);
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let mut file = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut file, format).expect("a file");
        let prepared = prepare(file.get_ref()).expect("a photo");
        assert!(
            mean_difference(&picture, &decoded(&prepared, 1200, PhotoFormat::Jpeg)) < 6.0,
            "{format:?}"
        );
    }
}

#[test]
fn the_same_upload_always_gives_the_same_files() {
    let photo = jpeg(&pattern(700, 500));
    assert_eq!(prepare(&photo), prepare(&photo));
}
