//! A market with its photographs, and its backups, in a bucket: well, and while the storage is not.

use crate::{
    backups::files,
    outages::{Gallery, other_picture},
};
use chrono::{DateTime, Duration, Utc};
use http::{StatusCode, header};
use server::{
    backups::{Vault, take},
    settings::Settings,
};
use services::{
    photos::Photos,
    testing::{self, Mood, TestBucket, TestDb},
};
use std::{fs, path::Path, process::Command, time::Duration as Patience};
use tokio::task::block_in_place;

/// Enough for a storage in this process, and not too long to wait for one that is silent.
const PATIENCE: Patience = Patience::from_secs(2);

async fn takes_only_the_pictures_along(mood: Mood) {
    let db = testing::sqlite().await;
    let storage = TestBucket::open().await;
    let photos = Photos::bucket(&storage.bucket, PATIENCE).unwrap();
    let gallery = Box::pin(Gallery::keeping(&db, photos)).await;

    storage.feels(mood);
    let gone = gallery.stage.get(&gallery.address).await;
    gone.assert_status(StatusCode::SERVICE_UNAVAILABLE);
    gone.assert_header(header::RETRY_AFTER, "10");
    gone.assert_header(header::CACHE_CONTROL, "no-store");
    gallery
        .hang(other_picture())
        .await
        .assert_status(StatusCode::INTERNAL_SERVER_ERROR);
    gallery.the_market_goes_on("down").await;

    storage.feels(Mood::Well);
    let picture = gallery.stage.get(&gallery.address).await;
    picture.assert_status_ok();
    assert!(!picture.as_bytes().is_empty());
    gallery
        .hang(other_picture())
        .await
        .assert_status(StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_bucket_that_fails_takes_only_the_pictures_along() {
    takes_only_the_pictures_along(Mood::Failing).await;
}

#[tokio::test]
async fn a_bucket_that_is_silent_takes_only_the_pictures_along() {
    takes_only_the_pictures_along(Mood::Silent).await;
}

#[tokio::test]
async fn a_bucket_that_breaks_off_takes_only_the_pictures_along() {
    takes_only_the_pictures_along(Mood::Broken).await;
}

#[tokio::test]
async fn old_backups_leave_a_bucket_and_take_their_photos_along() {
    let (full, empty) = (testing::sqlite().await, testing::sqlite().await);
    let storage = TestBucket::open().await;
    let data = tempfile::tempdir().unwrap();
    let settings = |db: &TestDb| {
        let file = data.path().join("halle.toml");
        let said = format!("database_url = '{}'\ndata = '{}'", db.url, data.path().display());
        fs::write(&file, said).unwrap();
        Settings::read(Some(&file)).unwrap()
    };
    let photos = Photos::memory();
    Box::pin(Gallery::keeping(&full, photos.clone())).await;
    let place = settings(&full).place(&storage.setting("dourdan/vault")).unwrap();
    let vault = Vault::at(&place, data.path()).unwrap();
    let then: DateTime<Utc> = "2026-11-01T02:00:00Z".parse().unwrap();
    let first = take(&settings(&full), &full, &photos, &vault, then).await;
    assert_eq!(first.unwrap().label.photos, 1);
    assert_eq!(vault.photos().unwrap().names().await.unwrap().len(), 1);
    // Begun that night elsewhere, and never finished.
    let begun = storage.file("vault/2026-11-01T03-00-00Z/photos.txt");
    fs::create_dir_all(begun.parent().unwrap()).unwrap();
    fs::write(&begun, "").unwrap();
    assert_eq!(vault.taken().await.unwrap(), [then]);

    let second = take(
        &settings(&full),
        &full,
        &photos,
        &vault,
        then + Duration::hours(2),
    )
    .await;
    assert_eq!(second.unwrap().new_bytes, 0);
    assert!(begun.exists(), "somebody may be at it still");
    let late = then + Duration::days(60);
    let last = take(&settings(&empty), &empty, &photos, &vault, late)
        .await
        .unwrap();
    assert_eq!(last.thrown_away, 2);
    assert_eq!(vault.taken().await.unwrap(), [late]);
    assert!(vault.photos().unwrap().names().await.unwrap().is_empty());
    assert!(!begun.exists());
    let left = files(&storage.file("vault"));
    assert!(
        left.iter().all(|path| path.starts_with("2026-12-31T02-00-00Z")),
        "{left:?}"
    );
}

/// `halle` on a market's data, with its backups in a bucket.
struct Halle<'a> {
    data: &'a Path,
    photos: &'a str,
    backups: &'a str,
}

impl Halle<'_> {
    /// Whether it did what was asked, and what it said. The storage answers meanwhile.
    fn run(&self, words: &[&str]) -> (bool, String) {
        let mut halle = Command::new(env!("CARGO_BIN_EXE_halle"));
        halle
            .current_dir(self.data)
            .env("HALLE_DATA", self.data)
            .env("HALLE_PHOTOS", self.photos)
            .env("HALLE_BACKUPS", self.backups)
            .args(words);
        let done = block_in_place(|| halle.output()).unwrap();
        let said = [done.stdout, done.stderr].concat();
        (done.status.success(), String::from_utf8_lossy(&said).into_owned())
    }

    fn done(&self, words: &[&str]) -> String {
        let (well, said) = self.run(words);
        assert!(well, "halle {words:?}: {said}");
        said
    }

    fn refused(&self, words: &[&str]) -> String {
        let (well, said) = self.run(words);
        assert!(!well, "halle {words:?}: {said}");
        said
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn photos_move_to_a_bucket_and_come_back_from_a_backup_in_another() {
    let storage = TestBucket::open().await;
    let place = tempfile::tempdir().unwrap();
    let (market, again) = (place.path().join("market"), place.path().join("again"));
    let (pictures, vault) = (storage.setting("pictures"), storage.setting("dourdan/vault"));
    let market_at = |photos| Halle {
        data: &market,
        photos,
        backups: &vault,
    };
    fs::create_dir(&market).unwrap();
    fs::create_dir(&again).unwrap();

    let before = market_at("photos");
    before.done(&["migrate"]);
    before.done(&["seed", "--demo"]);
    let moved = before.done(&["photos", "--to", &pictures]);
    assert!(!moved.contains(" 0 of them since now"), "{moved}");
    let moved = before.done(&["photos", "--to", &pictures]);
    assert!(moved.contains(" 0 of them since now"), "{moved}");

    let after = market_at(&pictures);
    assert!(
        after
            .refused(&["verify"])
            .contains("there is no backup in s3://halle-test/dourdan/vault")
    );
    after.done(&["backup"]);
    let second = after.done(&["backup"]);
    assert!(second.contains("0 bytes of them new"), "{second}");
    after.done(&["verify"]);
    let doctor = after.done(&["doctor"]);
    assert!(doctor.contains("in the same storage as the photos"), "{doctor}");

    let restored = Halle {
        data: &again,
        photos: "photos",
        backups: &vault,
    };
    restored.done(&["restore"]);
    assert_eq!(files(&again.join("photos")), files(&market.join("photos")));
    for path in files(&market.join("photos")) {
        let same = |data: &Path| fs::read(data.join("photos").join(&path)).unwrap();
        assert_eq!(same(&again), same(&market), "{}", path.display());
    }
    for key in ["push.key", "seal.key"] {
        assert_eq!(
            fs::read(again.join(key)).unwrap(),
            fs::read(market.join(key)).unwrap()
        );
    }
    restored.done(&["doctor"]);

    let rotten = files(&storage.file("vault/photos")).remove(0);
    fs::write(storage.file("vault/photos").join(rotten), "rot").unwrap();
    assert!(
        after
            .refused(&["verify"])
            .contains("1 photos are damaged or gone")
    );
    storage.feels(Mood::Failing);
    assert!(
        after
            .refused(&["backup"])
            .contains("s3://halle-test/dourdan/vault")
    );
    let doctor = after.refused(&["doctor"]);
    assert!(
        doctor.contains("WRONG  photos") && doctor.contains("WRONG  backups"),
        "{doctor}"
    );
    assert!(doctor.contains("does not answer as it should"), "{doctor}");
    // What went there and came from there does not stay here.
    for data in [&market, &again] {
        assert_eq!(files(&data.join("backups-on-their-way")), [Path::new(".lock")]);
    }
}
