//! What a store of photos owes the market, whichever it is; and what a bucket owes it besides, well or not.

use bytes::Bytes;
use image::{Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use services::{
    photos::{AcceptError, PhotoFormat, PhotoHash, PhotoStoreError, Photos, WIDTHS, prepare},
    place::{Bucket, Files, PlaceError, Trouble},
    testing::{Mood, TestBucket},
};
use std::{fs, time::Duration};

/// Long enough for a storage in the same process, on a machine that is busy.
const PATIENT: Duration = Duration::from_secs(20);
/// For one that will not answer anyway.
const IMPATIENT: Duration = Duration::from_millis(300);

/// One test for each kind of store; each gets it twice, as two servers have it.
macro_rules! on_every_store {
    ($(async fn $name:ident($here:ident: &Photos, $there:ident: &Photos) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn on($here: &Photos, $there: &Photos) $body

            #[tokio::test]
            async fn memory() {
                let photos = Photos::memory();
                on(&photos, &photos.clone()).await;
            }

            #[tokio::test]
            async fn folder() {
                let folder = tempfile::tempdir().unwrap();
                let open = || Photos::folder(&folder.path().join("new/photos")).unwrap();
                on(&open(), &open()).await;
            }

            #[tokio::test]
            async fn bucket() {
                let storage = TestBucket::open().await;
                let open = || Photos::bucket(&storage.bucket, PATIENT).unwrap();
                on(&open(), &open()).await;
            }
        }
    )+};
}

/// An upload; each width is another one.
fn upload(width: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, 40, |x, y| {
        Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], 90])
    });
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 90)
        .encode_image(&picture)
        .unwrap();
    file
}

async fn largest(photos: &Photos, hash: &PhotoHash) -> Result<Option<Bytes>, PhotoStoreError> {
    photos
        .read(hash, WIDTHS[WIDTHS.len() - 1], PhotoFormat::WebP)
        .await
}

on_every_store! {
    async fn what_one_server_takes_all_give_out(here: &Photos, there: &Photos) {
        let photo = upload(700);
        let stored = here.accept(photo.clone()).await.unwrap();
        for file in prepare(&photo).unwrap().files {
            let weight = there.weight(&stored.hash, file.width_class, file.format).await.unwrap();
            assert_eq!(weight, Some(file.bytes.len() as u64));
            // The second time it may come from nearer.
            for _ in 0..2 {
                let read = there.read(&stored.hash, file.width_class, file.format).await.unwrap();
                assert_eq!(read.as_ref(), Some(&file.bytes));
            }
        }
        assert_eq!(there.about(&stored.hash).await.unwrap(), Some(stored.clone()));
        assert_eq!(there.accept(photo).await.unwrap(), stored);
        assert_eq!(there.names().await.unwrap(), [stored.hash]);
    }

    async fn what_is_not_there_is_nothing(here: &Photos, there: &Photos) {
        let other = PhotoHash::of(b"another");
        assert!(there.names().await.unwrap().is_empty());
        here.accept(upload(50)).await.unwrap();
        assert_eq!(largest(there, &other).await.unwrap(), None);
        assert_eq!(there.weight(&other, WIDTHS[0], PhotoFormat::Jpeg).await.unwrap(), None);
        assert_eq!(there.about(&other).await.unwrap(), None);
        assert!(!there.is_sound(&other).await.unwrap());
        there.throw_away(&other).await.unwrap();
    }

    async fn what_is_thrown_away_is_gone_and_can_come_back(here: &Photos, there: &Photos) {
        let (one, two) = (here.accept(upload(60)).await.unwrap(), here.accept(upload(61)).await.unwrap());
        here.throw_away(&one.hash).await.unwrap();
        assert_eq!(there.names().await.unwrap(), [two.hash]);
        assert_eq!(largest(there, &one.hash).await.unwrap(), None);
        assert_eq!(there.accept(upload(60)).await.unwrap(), one);
        assert!(largest(here, &one.hash).await.unwrap().is_some());
    }

    async fn photos_come_from_another_store_whole_and_once(here: &Photos, there: &Photos) {
        let from = Photos::memory();
        let mut names = Vec::new();
        for width in 70..74 {
            names.push(from.accept(upload(width)).await.unwrap().hash);
        }
        for name in &names {
            assert!(here.bring(name, &from).await.unwrap().is_some_and(|bytes| bytes > 0));
            assert_eq!(there.bring(name, &from).await.unwrap(), Some(0));
            assert!(there.is_sound(name).await.unwrap());
            assert_eq!(largest(there, name).await.unwrap(), largest(&from, name).await.unwrap());
        }
        assert_eq!(here.bring(&PhotoHash::of(b"another"), &from).await.unwrap(), None);
        let mut found = there.names().await.unwrap();
        found.sort();
        names.sort();
        assert_eq!(found, names);
    }
}

#[tokio::test]
async fn a_photo_half_written_to_a_bucket_is_none_and_is_drawn_again() {
    let storage = TestBucket::open().await;
    let photos = Photos::bucket(&storage.bucket, PATIENT).unwrap();
    let stored = photos.accept(upload(80)).await.unwrap();
    let file = |name: &str| storage.file(&format!("{}/{}/{name}", &stored.hash.as_str()[..2], stored.hash));
    fs::remove_file(file("640.webp")).unwrap();
    fs::write(file("about.json"), "").unwrap();
    assert_eq!(photos.about(&stored.hash).await.unwrap(), None);
    assert_eq!(photos.accept(upload(80)).await.unwrap(), stored);
    let drawn = photos.read(&stored.hash, 640, PhotoFormat::WebP).await.unwrap();
    assert!(drawn.is_some());
}

#[tokio::test]
async fn rot_in_a_bucket_is_seen() {
    let storage = TestBucket::open().await;
    let (photos, from) = (
        Photos::bucket(&storage.bucket, PATIENT).unwrap(),
        Photos::memory(),
    );
    let stored = from.accept(upload(81)).await.unwrap();
    photos.bring(&stored.hash, &from).await.unwrap();
    let file = format!("{}/{}/320.jpg", &stored.hash.as_str()[..2], stored.hash);
    fs::write(storage.file(&file), "rot").unwrap();
    assert!(!photos.is_sound(&stored.hash).await.unwrap());
}

/// A bucket that goes wrong: uploads are refused before anything is acknowledged, what was acknowledged is there afterwards,
/// and the same server goes on.
async fn goes_wrong(mood: Mood) {
    let storage = TestBucket::open().await;
    let kept = Photos::bucket(&storage.bucket, PATIENT).unwrap();
    let before = kept.accept(upload(90)).await.unwrap();

    storage.feels(mood);
    let photos = Photos::bucket(&storage.bucket, IMPATIENT).unwrap();
    assert!(largest(&photos, &before.hash).await.is_err());
    assert!(photos.about(&before.hash).await.is_err());
    assert!(matches!(
        photos.accept(upload(91)).await,
        Err(AcceptError::Failed(_))
    ));

    storage.feels(Mood::Well);
    assert!(largest(&kept, &before.hash).await.unwrap().is_some());
    let late = kept.accept(upload(91)).await.unwrap();
    assert_eq!(kept.about(&late.hash).await.unwrap(), Some(late));
}

#[tokio::test]
async fn a_bucket_that_fails_takes_nothing_and_recovers() {
    goes_wrong(Mood::Failing).await;
}

#[tokio::test]
async fn a_bucket_that_is_silent_takes_nothing_and_recovers() {
    goes_wrong(Mood::Silent).await;
}

#[tokio::test]
async fn a_bucket_that_breaks_off_takes_nothing_and_recovers() {
    goes_wrong(Mood::Broken).await;
}

#[tokio::test]
async fn what_was_looked_at_lately_is_shown_while_the_bucket_is_down() {
    let storage = TestBucket::open().await;
    let photos = Photos::bucket(&storage.bucket, PATIENT).unwrap();
    let stored = photos.accept(upload(95)).await.unwrap();
    let seen = largest(&photos, &stored.hash).await.unwrap();
    storage.feels(Mood::Failing);
    assert_eq!(largest(&photos, &stored.hash).await.unwrap(), seen);
    let other = photos.read(&stored.hash, WIDTHS[0], PhotoFormat::Jpeg).await;
    assert!(other.is_err(), "{other:?}");
}

#[tokio::test]
async fn files_of_any_size_go_to_a_bucket_and_come_back() {
    let storage = TestBucket::open().await;
    let here = tempfile::tempdir().unwrap();
    let files = Files::of(&storage.bucket).unwrap();
    // Nothing, a little, one part to the byte, and a little more.
    for size in [0, 7, 8 << 20, (8 << 20) + 3_usize] {
        let (from, to) = (here.path().join("from"), here.path().join("to"));
        let bytes: Vec<u8> = (0..size).map(|at| (at >> 10).to_le_bytes()[0]).collect();
        fs::write(&from, &bytes).unwrap();
        files.send(&from, &format!("a/{size}")).await.unwrap();
        files.fetch(&format!("a/{size}"), &to).await.unwrap();
        assert!(fs::read(&to).unwrap() == bytes, "{size} bytes");
    }
    files.send(&here.path().join("to"), "b/7").await.unwrap();
    fs::write(here.path().join("to"), "written over").unwrap();
    files.send(&here.path().join("to"), "b/7").await.unwrap();
    assert_eq!(
        files.read("b/7").await.unwrap().as_deref(),
        Some(b"written over".as_slice())
    );
    assert_eq!(files.read("b/8").await.unwrap(), None);
    assert!(matches!(
        files.fetch("b/8", &here.path().join("to")).await,
        Err(PlaceError::Storage(_))
    ));
    assert!(matches!(
        files.send(&here.path().join("nothing"), "b/8").await,
        Err(PlaceError::Here(..))
    ));
    assert_eq!(files.folders().await.unwrap(), ["a", "b"]);
    assert_eq!(files.files_of("b").await.unwrap(), ["7"]);
    for _ in 0..2 {
        files.delete("b/7").await.unwrap();
    }
    assert_eq!(files.folders().await.unwrap(), ["a"]);
}

#[tokio::test]
async fn a_bucket_says_what_is_wrong_with_it() {
    let storage = TestBucket::open().await;
    let trouble = async |bucket: &Bucket| {
        Files::of(bucket)
            .unwrap()
            .probe()
            .await
            .map_err(|error| error.trouble())
    };
    assert_eq!(trouble(&storage.bucket).await, Ok(()));
    assert!(!storage.file(".halle-doctor").exists(), "the probe stays behind");
    let mut wrong = storage.bucket.clone();
    wrong.storage.key = "another-key".to_owned();
    assert_eq!(trouble(&wrong).await, Err(Trouble::NotAllowed));
    storage.feels(Mood::Failing);
    assert_eq!(trouble(&storage.bucket).await, Err(Trouble::Unwell));
}
