//! The store: what was accepted can be read, once, whole, and after a fault too.

use super::{
    files::{jpeg, pattern},
    looks::files_under,
};
use services::photos::{AcceptError, MAX_BYTES, PhotoFormat, PhotoHash, PhotoRefused, Photos, prepare};
use std::{collections::HashSet, path::PathBuf};

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
