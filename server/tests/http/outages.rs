//! What the market stands on gives way and comes back: browsing goes on, nothing acknowledged is lost, and nobody has to
//! start the server again.

use crate::{
    capture,
    reserving::{form, send},
    support::{Stage, cookie, location, picture},
};
use app::routes;
use axum_test::TestResponse;
use domain::catalogue::Stock;
use futures::future::join_all;
use http::{StatusCode, header};
use sea_orm::{ConnectionTrait, Database};
use services::{
    catalogue,
    db::Db,
    photos::Photos,
    testing::{self, TestDb},
};
use std::{
    cell::Cell,
    fs::{self, File},
    path::Path,
    process::Command,
};

/// Orders before, while and after nothing can be written.
async fn nothing_can_be_written(db: &TestDb, breaks: impl AsyncFnOnce(), mends: impl AsyncFnOnce()) {
    let stage = Stage::on(db).await;
    let honey = stage
        .cast
        .product(db, &stage.cast.grocer_merchant, "Miel", "9,80", Stock::Pieces(5))
        .await;
    let before = location(&send(&stage, &form(&stage, "before", honey, 1)).await);

    breaks().await;
    let refused = send(&stage, &form(&stage, "meanwhile", honey, 1)).await;
    refused.assert_status(StatusCode::INTERNAL_SERVER_ERROR);
    assert!(refused.text().contains("Incident"), "{}", refused.text());
    let pages = ["/dourdan", "/dourdan/la-pause", &before];
    for page in pages {
        stage.get(page).await.assert_status_ok();
    }

    mends().await;
    // The same form once more, as the shopper's browser has it.
    let meanwhile = location(&send(&stage, &form(&stage, "meanwhile", honey, 1)).await);
    assert_ne!(before, meanwhile);
    stage.get(&before).await.assert_status_ok();
    let shelf = catalogue::by_ids(db.read(), stage.cast.town.id, &[honey])
        .await
        .unwrap();
    assert_eq!(shelf[0].stock, Stock::Pieces(3));
    println!(
        "R5: nothing could be written: {} pages read, 1 order refused and taken afterwards, 0 lost",
        pages.len()
    );
}

mod a_database_that_takes_nothing_is_browsed_and_recovers {
    use super::*;

    async fn run(db: &Db, statement: &str) {
        db.for_migrations().execute_unprepared(statement).await.unwrap();
    }

    /// SQLite answers the writer as it would on a file system that was remounted read-only.
    #[tokio::test]
    async fn sqlite() {
        let db = testing::sqlite().await;
        let breaks = async || run(&db, "PRAGMA query_only = 1").await;
        Box::pin(nothing_can_be_written(&db, breaks, async || {
            run(&db, "PRAGMA query_only = 0").await;
        }))
        .await;
    }

    /// PostgreSQL as a standby that takes over, or as an operator who closes it for writing.
    #[tokio::test]
    async fn postgres() {
        let db = testing::postgres().await;
        let mends = async || read_only(&db, "off").await;
        Box::pin(nothing_can_be_written(
            &db,
            async || read_only(&db, "on").await,
            mends,
        ))
        .await;
    }

    async fn read_only(db: &TestDb, is_so: &str) {
        let (server, name) = db.url.rsplit_once('/').unwrap();
        // From another database, which stays as it is.
        let operator = Database::connect(format!("{server}/postgres")).await.unwrap();
        let next = format!("ALTER DATABASE {name} SET default_transaction_read_only = {is_so}");
        let present =
            format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        for statement in [next, present] {
            operator.execute_unprepared(&statement).await.unwrap();
        }
        operator.close().await.unwrap();
    }
}

/// A market that sells one thing, with its picture.
pub struct Gallery {
    pub stage: Stage,
    product: String,
    /// Where the picture is asked for.
    pub address: String,
    /// Where it is in the store.
    file: String,
}

impl Gallery {
    pub async fn keeping(db: &Db, photos: Photos) -> Self {
        let stage = Stage::keeping(db, photos).await;
        let merchant = &stage.cast.grocer_merchant;
        let product = stage
            .cast
            .product(db, merchant, "Miel", "9,80", Stock::Pieces(5))
            .await
            .to_string();
        let gallery = Self {
            product,
            address: String::new(),
            file: String::new(),
            stage,
        };
        gallery
            .hang(picture())
            .await
            .assert_status(StatusCode::NO_CONTENT);
        let merchant = &gallery.stage.cast.grocer_merchant;
        let shelf = catalogue::all_of_shop(db.read(), merchant).await.unwrap();
        let photo = shelf[0].product.photo.clone().unwrap();
        Self {
            address: photo.url(640, "webp"),
            file: format!("{}/{}/640.webp", &photo.hash[..2], photo.hash),
            ..gallery
        }
    }

    pub async fn hang(&self, picture: Vec<u8>) -> TestResponse {
        let address = format!("/api/comptoir/photos/{}", self.product);
        let put = self.stage.server.put(&address);
        put.add_header(header::COOKIE, cookie(&self.stage.cast.grocer_session))
            .bytes(picture.into())
            .await
    }

    /// What people do who need no picture's bytes.
    pub async fn the_market_goes_on(&self, key: &str) {
        for page in ["/dourdan", "/dourdan/la-pause", &routes::feed("/dourdan")] {
            self.stage.get(page).await.assert_status_ok();
        }
        location(
            &send(
                &self.stage,
                &form(&self.stage, key, self.product.parse().unwrap(), 1),
            )
            .await,
        );
        location(&capture::sell(&self.stage, capture::form("3,50")).await);
    }
}

/// Another picture than the one that hangs.
pub fn other_picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(80, 60, |x, _| image::Rgb([40, x.to_le_bytes()[0], 200]))
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn a_photo_store_that_is_gone_takes_only_the_pictures_along() {
    let db = testing::sqlite().await;
    let folder = tempfile::tempdir().unwrap();
    let (store, aside) = (folder.path().join("photos"), folder.path().join("aside"));
    let gallery = Box::pin(Gallery::keeping(&db, Photos::folder(&store).unwrap())).await;
    fs::rename(&store, &aside).unwrap();
    // Where the folder was, nothing can be made either.
    fs::write(&store, "").unwrap();
    assert!(
        !gallery
            .stage
            .get(&gallery.address)
            .await
            .status_code()
            .is_success()
    );
    gallery
        .hang(other_picture())
        .await
        .assert_status(StatusCode::INTERNAL_SERVER_ERROR);
    gallery.the_market_goes_on("gone").await;

    fs::remove_file(&store).unwrap();
    fs::rename(&aside, &store).unwrap();
    gallery.stage.get(&gallery.address).await.assert_status_ok();
    gallery
        .hang(other_picture())
        .await
        .assert_status(StatusCode::NO_CONTENT);
}

/// A file that lets whoever opens it wait.
struct Slow<'a>(&'a Path);

impl<'a> Slow<'a> {
    fn instead_of(path: &'a Path) -> Self {
        fs::rename(path, path.with_extension("aside")).unwrap();
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        Self(path)
    }

    /// Lets those go on who wait, and whoever comes while the handle is held.
    fn answer(&self) -> File {
        File::options().read(true).write(true).open(self.0).unwrap()
    }
}

/// Also when the test failed: threads that wait for a file wait for ever.
impl Drop for Slow<'_> {
    fn drop(&mut self) {
        drop(self.answer());
        fs::rename(self.0.with_extension("aside"), self.0).unwrap();
    }
}

#[tokio::test]
async fn a_photo_store_that_is_slow_holds_up_nobody_else() {
    let db = testing::sqlite().await;
    let folder = tempfile::tempdir().unwrap();
    let photos = Photos::folder(folder.path()).unwrap();
    let gallery = Box::pin(Gallery::keeping(&db, photos)).await;
    let file = folder.path().join(&gallery.file);
    let slow = Slow::instead_of(&file);
    let answered = Cell::new(0);
    let viewers = (0..40).map(async |_| {
        gallery.stage.get(&gallery.address).await;
        answered.set(answered.get() + 1);
    });
    let others = async {
        gallery.the_market_goes_on("slow").await;
        assert_eq!(answered.get(), 0, "the store was not slow");
        slow.answer()
    };
    let (_, held) = tokio::join!(join_all(viewers), others);
    assert_eq!(answered.get(), 40);
    println!(
        "R5: a slow photo store: {} viewers waited, nobody else did",
        answered.get()
    );
    drop((held, slow));
    let picture = gallery.stage.get(&gallery.address).await;
    picture.assert_status_ok();
    assert!(!picture.as_bytes().is_empty());
}
