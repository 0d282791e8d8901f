use crate::{
    capture::{form, sell},
    support::{Stage, location},
};
use domain::{catalogue::ListingForm, id::ProductId};
use http::{StatusCode, header::RETRY_AFTER};
use services::{
    catalogue,
    db::Db,
    error::Error,
    secret,
    testing::{self, TestDb},
};
use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};
use tracing_subscriber::fmt::MakeWriter;

/// What the operator reads.
#[derive(Clone, Default)]
struct Journal(Arc<Mutex<Vec<u8>>>);

impl Journal {
    /// The lines that name an incident.
    fn incidents(&self) -> Vec<String> {
        let written = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        written
            .lines()
            .filter(|line| line.contains("incident="))
            .map(str::to_owned)
            .collect()
    }
}

impl Write for Journal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Journal {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// A merchant lists while `breaks` stands; the page owns up, the operator reads why once, and nothing is half stored.
async fn owns_up<Broken>(
    db: &TestDb,
    breaks: impl AsyncFnOnce(&Stage) -> Broken,
    mends: impl AsyncFnOnce(&Db),
) {
    let stage = Stage::on(db).await;
    let journal = Journal::default();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(journal.clone())
        .finish();
    let reading = tracing::subscriber::set_default(subscriber);

    let broken = breaks(&stage).await;
    let page = sell(&stage, form("3,50")).await;
    page.assert_status(StatusCode::INTERNAL_SERVER_ERROR);
    let incidents = journal.incidents();
    assert_eq!(incidents.len(), 1, "{incidents:?}");
    let code = incidents[0]
        .split("incident=")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap();
    assert!(page.text().contains(code), "the page does not name {code}");
    assert!(
        !incidents[0].contains("Confiture de fraise"),
        "what was typed is in the log: {}",
        incidents[0]
    );
    // Browsing goes on.
    stage.get("/dourdan").await.assert_status_ok();

    drop(broken);
    mends(db).await;
    let shelf = catalogue::all_of_shop(db.read(), &stage.cast.grocer_merchant)
        .await
        .unwrap();
    assert!(shelf.iter().all(|shelved| {
        shelved
            .product
            .name
            .as_ref()
            .is_none_or(|name| name.as_str() != "Confiture de fraise")
    }));
    assert_eq!(location(&sell(&stage, form("3,50")).await), "/comptoir?vendu=1");
    drop(reading);
}

async fn run(db: &Db, statement: &str) {
    use sea_orm::ConnectionTrait;
    db.for_migrations().execute_unprepared(statement).await.unwrap();
}

/// One more product with a name shorter than any other.
async fn fill(stage: &Stage) -> Result<(), Error> {
    let form = ListingForm {
        name: "A".into(),
        price: "1".into(),
        ..Default::default()
    };
    let (merchant, at) = (&stage.cast.grocer_merchant, stage.cast.at);
    let tx = stage.house.db.write().await?;
    catalogue::put_on_sale(&tx, merchant, ProductId(secret::id()), form.parse().unwrap(), at).await?;
    Ok(tx.commit().await?)
}

/// SQLite takes the limit for a disk that is full.
#[tokio::test]
async fn a_full_disk_is_owned_up_to() {
    let db = testing::sqlite().await;
    let breaks = async |stage: &Stage| {
        // As many pages as there are already, and then what room is left on those is taken up.
        run(&stage.house.db, "PRAGMA max_page_count = 1").await;
        while fill(stage).await.is_ok() {}
    };
    let mends = async |db: &Db| run(db, "PRAGMA max_page_count = 1073741823").await;
    Box::pin(owns_up(&db, breaks, mends)).await;
}

/// Somebody else holds the database for longer than anybody waits: nothing broke, and a moment later all goes on.
#[tokio::test]
async fn a_locked_database_asks_for_a_moment() {
    let db = testing::sqlite().await;
    let stage = Stage::on(&db).await;
    let held = stage.house.db.write().await.unwrap();
    let page = sell(&stage, form("3,50")).await;
    page.assert_status(StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.maybe_header(RETRY_AFTER).is_some());
    assert!(page.text().contains("Il y a foule au marché"), "{}", page.text());
    stage.get("/dourdan").await.assert_status_ok();
    drop(held);
    assert_eq!(location(&sell(&stage, form("3,50")).await), "/comptoir?vendu=1");
}
