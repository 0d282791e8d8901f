//! Photos, from upload to stored pictures: real ones from phones, damaged ones, and hostile ones made here.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::{flip_horizontal, flip_vertical, rotate90, rotate180, rotate270};
use image::{ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use services::photos::{
    AcceptError, MAX_BYTES, PhotoFormat, PhotoHash, PhotoRefused, Photos, Prepared, WIDTHS, prepare, size_at,
};

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

// ---- hostile files --------------------------------------------------------------------------------------------------

#[test]
fn what_is_no_picture_is_refused() {
    for file in [
        &b""[..],
        b"Deux kilos de poires",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        b"<?xml version=\"1.0\"?><svg/>",
        b"GIF89a\x01\0\x01\0\x80\0\0",
        b"%PDF-1.7",
        b"PK\x03\x04",
        &[0; 4096],
    ] {
        assert_eq!(prepare(file), Err(PhotoRefused::NotAPicture));
    }
}

#[test]
fn moving_pictures_are_refused() {
    let still = png(&RgbaImage::new(8, 8));
    // `acTL`: two frames, for ever. It goes right behind the header (8 + 25 bytes).
    let animation = [
        &still[..33],
        &png_chunk(*b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]),
        &still[33..],
    ]
    .concat();
    assert_eq!(prepare(&animation), Err(PhotoRefused::NotAPicture));
}

#[test]
fn one_byte_too_many_is_refused_before_anything_else() {
    let limit = usize::try_from(MAX_BYTES).expect("a size");
    let mut photo = jpeg(&pattern(64, 64));
    photo.resize(limit, 0);
    assert!(
        prepare(&photo).is_ok(),
        "what follows the picture does not matter"
    );
    photo.push(0);
    assert_eq!(
        prepare(&photo),
        Err(PhotoRefused::TooManyBytes { max: MAX_BYTES })
    );
}

#[test]
fn huge_pictures_are_refused_without_being_decoded() {
    let before = peak_memory_kb();
    let started = Instant::now();
    for (width, height) in [(60_000, 60_000), (50_001, 1000), (2_000_000_000, 2_000_000_000)] {
        // No such picture exists behind the header: only the header can have told.
        let header = huge_png(width, height);
        assert_eq!(
            prepare(&header),
            Err(PhotoRefused::TooManyPixels),
            "{width} × {height}"
        );
    }
    for frame in [0xC0, 0xC2] {
        assert_eq!(
            prepare(&resized_jpeg(60_000, 60_000, frame)),
            Err(PhotoRefused::TooManyPixels)
        );
    }
    // 26 megapixels are welcome, but not with all their coefficients in memory.
    assert_eq!(
        prepare(&resized_jpeg(6500, 4000, 0xC2)),
        Err(PhotoRefused::TooManyPixels)
    );
    assert!(
        started.elapsed() < Duration::from_secs(2),
        "{:?}",
        started.elapsed()
    );
    // Other tests may run beside this one, hence the margin; decoding one of these would take gigabytes.
    assert!(peak_memory_kb().saturating_sub(before) < 600_000);
}

#[test]
fn a_file_cut_at_any_kilobyte_is_broken() {
    let photo = jpeg(&pattern(500, 400));
    assert!(photo.len() > 20_000, "{} bytes", photo.len());
    for end in (1024..photo.len()).step_by(1024).chain([photo.len() - 1]) {
        assert_eq!(prepare(&photo[..end]), Err(PhotoRefused::Broken), "cut at {end}");
    }
    let screenshot = png(&RgbaImage::from_fn(200, 200, |x, y| {
        Rgba([byte(x * y), byte(x), byte(y), 255])
    }));
    for end in (1024..screenshot.len() - 64).step_by(1024) {
        assert_eq!(
            prepare(&screenshot[..end]),
            Err(PhotoRefused::Broken),
            "cut at {end}"
        );
    }
}

#[test]
fn damage_anywhere_is_refused_or_drawn_clean() {
    let mut webp = std::io::Cursor::new(Vec::new());
    pattern(60, 40)
        .write_to(&mut webp, ImageFormat::WebP)
        .expect("a file");
    let lossy = prepare(&jpeg(&pattern(60, 40))).expect("a photo").files[0]
        .bytes
        .to_vec();
    for photo in [
        jpeg(&pattern(60, 40)),
        png(&RgbaImage::new(60, 40)),
        webp.into_inner(),
        lossy,
    ] {
        for at in (0..photo.len()).step_by(photo.len() / 150 + 1) {
            for damage in [0x00, 0x01, 0x7F, 0xFF] {
                let mut damaged = photo.clone();
                damaged[at] ^= damage;
                if let Ok(prepared) = prepare(&damaged) {
                    assert_eq!(prepared.files.len(), 6);
                }
            }
        }
    }
}

#[test]
fn a_chain_of_tiny_segments_does_not_keep_us_busy() {
    let photo = jpeg(&pattern(64, 64));
    let piece = |number: u32| {
        let guid = [b'0'; 32];
        let place = [u32::MAX.to_be_bytes(), number.to_be_bytes()].concat();
        [
            b"http://ns.adobe.com/xmp/extension/\0".as_slice(),
            &guid,
            &place,
            b"x",
        ]
        .concat()
    };
    let chain: Vec<u8> = (0..100_000)
        .flat_map(|number| segment(0xE1, &piece(number)))
        .collect();
    let started = Instant::now();
    assert_eq!(
        prepare(&[&photo[..2], &chain, &photo[2..]].concat()),
        Err(PhotoRefused::Broken)
    );
    assert!(
        started.elapsed() < Duration::from_secs(2),
        "{:?}",
        started.elapsed()
    );
}

// ---- the store ------------------------------------------------------------------------------------------------------

#[tokio::test]
async fn an_accepted_photo_can_be_read_in_every_size_and_format() {
    let folder = tempfile::tempdir().expect("a folder");
    for photos in [
        Photos::memory(),
        Photos::folder(&folder.path().join("new/photos")).expect("a store"),
    ] {
        let photo = jpeg(&pattern(900, 600));
        let stored = photos.accept(photo.clone()).await.expect("a photo");
        assert_eq!((stored.width, stored.height), (900, 600));
        for file in prepare(&photo).expect("a photo").files {
            let read = photos
                .read(&stored.hash, file.width_class, file.format)
                .await
                .expect("an answer");
            assert_eq!(read, Some(file.bytes));
        }
        assert_eq!(photos.about(&stored.hash).await.expect("an answer"), Some(stored));
    }
}

#[tokio::test]
async fn what_is_not_there_is_nothing() {
    let photos = Photos::memory();
    let stored = photos.accept(jpeg(&pattern(50, 50))).await.expect("a photo");
    let other = PhotoHash::of(b"another");
    assert_eq!(
        photos
            .read(&stored.hash, 641, PhotoFormat::WebP)
            .await
            .expect("an answer"),
        None
    );
    assert_eq!(
        photos
            .read(&other, 640, PhotoFormat::WebP)
            .await
            .expect("an answer"),
        None
    );
    assert_eq!(photos.about(&other).await.expect("an answer"), None);
}

#[tokio::test]
async fn the_same_photo_twice_is_stored_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let photos = Photos::folder(folder.path()).expect("a store");
    let photo = jpeg(&pattern(400, 300));
    let first = photos.accept(photo.clone()).await.expect("a photo");
    let files = files_under(folder.path());
    assert_eq!(files.len(), 7, "six pictures and what is known of them");
    assert_eq!(photos.accept(photo).await.expect("a photo"), first);
    assert_eq!(files_under(folder.path()), files);
}

#[tokio::test]
async fn a_photo_half_written_is_drawn_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let photos = Photos::folder(folder.path()).expect("a store");
    let photo = jpeg(&pattern(400, 300));
    let first = photos.accept(photo.clone()).await.expect("a photo");
    let files = files_under(folder.path());
    let about = files
        .iter()
        .find(|file| file.ends_with("about.json"))
        .expect("a description");
    std::fs::write(about, "").expect("damage");
    std::fs::remove_file(
        files
            .iter()
            .find(|file| file.ends_with("640.webp"))
            .expect("a file"),
    )
    .expect("damage");
    assert_eq!(photos.accept(photo).await.expect("a photo"), first);
    assert!(
        photos
            .read(&first.hash, 640, PhotoFormat::WebP)
            .await
            .expect("an answer")
            .is_some()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_are_all_taken() {
    let photos = Photos::memory();
    let uploads: Vec<_> = (0..24_u32)
        .map(|number| {
            // Eight different photos, each three times.
            let (photos, photo) = (photos.clone(), jpeg(&pattern(200 + number % 8, 150)));
            tokio::spawn(async move { photos.accept(photo).await })
        })
        .collect();
    let mut hashes = HashSet::new();
    for upload in uploads {
        hashes.insert(upload.await.expect("a task").expect("a photo").hash);
    }
    assert_eq!(hashes.len(), 8);
}

#[tokio::test]
async fn a_refused_file_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let photos = Photos::folder(folder.path()).expect("a store");
    let cut = &jpeg(&pattern(400, 300))[..5000];
    for (file, why) in [
        (b"text".as_slice(), PhotoRefused::NotAPicture),
        (cut, PhotoRefused::Broken),
    ] {
        match photos.accept(file.to_vec()).await {
            Err(AcceptError::Refused(refused)) => assert_eq!(refused, why),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(files_under(folder.path()), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_store_that_cannot_write_fails_and_recovers() {
    let folder = tempfile::tempdir().expect("a folder");
    let photos = Photos::folder(&folder.path().join("photos")).expect("a store");
    let photo = jpeg(&pattern(40, 30));
    // A file where the store's folder was: nobody can write there, not even root.
    std::fs::remove_dir(folder.path().join("photos")).expect("an empty folder");
    std::fs::write(folder.path().join("photos"), "").expect("a file");
    assert!(matches!(
        photos.accept(photo.clone()).await,
        Err(AcceptError::Failed(_))
    ));
    std::fs::remove_file(folder.path().join("photos")).expect("a file");
    std::fs::create_dir(folder.path().join("photos")).expect("a folder");
    assert!(photos.accept(photo).await.is_ok());
}

#[test]
fn a_refusal_can_be_sent_to_the_page() {
    let refused = PhotoRefused::TooManyBytes { max: MAX_BYTES };
    let json = serde_json::to_string(&refused).expect("JSON");
    assert_eq!(
        serde_json::from_str::<PhotoRefused>(&json).expect("a refusal"),
        refused
    );
}

// ---- what the tests look at -----------------------------------------------------------------------------------------

/// The files of one folder of the shared test photos; none, and a line that says so, where they are not installed.
fn data(folder: &str) -> Vec<PathBuf> {
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

fn read(file: &Path) -> Vec<u8> {
    std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
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
fn assert_clean(prepared: &Prepared) {
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
fn assert_nothing_left(prepared: &Prepared, metadata: &[u8]) {
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

fn decoded(prepared: &Prepared, width_class: u32, format: PhotoFormat) -> RgbImage {
    let file = prepared
        .files
        .iter()
        .find(|file| (file.width_class, file.format) == (width_class, format));
    image::load_from_memory(&file.expect("a file").bytes)
        .expect("a picture")
        .into_rgb8()
}

fn thumbnail(prepared: &Prepared) -> RgbImage {
    let picture = decoded(prepared, 320, PhotoFormat::Jpeg);
    image::imageops::thumbnail(&picture, picture.width() / 20, picture.height() / 20)
}

/// Mean difference of two pictures' samples, of 255.
fn mean_difference(one: &RgbImage, other: &RgbImage) -> f64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let total: u64 = one
        .iter()
        .zip(other.iter())
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    f64::from(u32::try_from(total).expect("small pictures")) / f64::from(one.width() * one.height() * 3)
}

/// The most memory this process has held so far, in kB; 0 where the system does not say.
fn peak_memory_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or_default()
}

// ---- making files ---------------------------------------------------------------------------------------------------

/// A picture without any symmetry, with some grain so that its file has some weight.
fn pattern(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = (x * 7 + y * 13) % 32;
        Rgb([
            byte(x * 200 / width + grain),
            byte(y * 200 / height + grain),
            if x < width / 3 { 220 } else { 20 },
        ])
    })
}

fn byte(value: u32) -> u8 {
    value.to_le_bytes()[0]
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 92)
        .encode_image(picture)
        .expect("a file");
    file
}

fn png(picture: &RgbaImage) -> Vec<u8> {
    let mut file = Vec::new();
    let (width, height) = picture.dimensions();
    PngEncoder::new(&mut file)
        .write_image(picture, width, height, ExtendedColorType::Rgba8)
        .expect("a file");
    file
}

/// A PNG's header and the beginning of its pixels.
fn huge_png(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [
        &b"\x89PNG\r\n\x1A\n"[..],
        &png_chunk(*b"IHDR", &header),
        &png_chunk(*b"IDAT", &[0x78, 0x9C]),
    ]
    .concat()
}

fn png_chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let content = [&name[..], body].concat();
    let length = u32::try_from(body.len()).expect("a short chunk").to_be_bytes();
    [&length[..], &content, &crc32(&content).to_be_bytes()].concat()
}

/// PNG's checksum (ISO 15948, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 }
        })
    })
}

/// A small JPEG that claims another size and kind of frame.
fn resized_jpeg(width: u16, height: u16, frame: u8) -> Vec<u8> {
    let mut photo = jpeg(&pattern(64, 64));
    let at = photo
        .windows(2)
        .position(|bytes| bytes == [0xFF, 0xC0])
        .expect("a frame");
    photo[at + 1] = frame;
    photo[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    photo[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    photo
}

/// An EXIF block with an orientation, and a text behind it.
fn exif(orientation: u8, text: &str) -> Vec<u8> {
    let head = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0";
    [head.as_slice(), &[orientation, 0, 0, 0, 0, 0, 0], text.as_bytes()].concat()
}

/// The JPEG with one more segment at its beginning.
fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    [&jpeg[..2], &segment(marker, body), &jpeg[2..]].concat()
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2)
        .expect("a short segment")
        .to_be_bytes();
    [&[0xFF, marker], &length[..], body].concat()
}

/// The segments of a JPEG before its pixels: marker and content.
fn segments(jpeg: &[u8]) -> Vec<(u8, &[u8])> {
    let mut found = Vec::new();
    let mut rest = &jpeg[2..];
    while let [0xFF, marker, high, low, ..] = *rest {
        let end = 2 + usize::from(u16::from_be_bytes([high, low]));
        found.push((marker, &rest[4..end]));
        if marker == 0xDA {
            break;
        }
        rest = &rest[end..];
    }
    found
}
