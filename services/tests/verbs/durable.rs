//! What was answered is on the disk, and two that wait for each other both come to their end.

use domain::{catalogue::Stock, id::ProductId};
use futures::future;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, Statement};
use services::{
    db::{self, Db, Transaction},
    orders::{self, Placer},
    testing::{self, Cast, reservation},
};
use std::{fs::File, io::Read, time::Duration};

#[tokio::test]
async fn the_writer_waits_for_the_disk() {
    let kept = testing::sqlite().await;
    assert_eq!(kept.careless_settings().await.unwrap(), Vec::<String>::new());
    // As only the battery of power cuts opens it.
    let folder = tempfile::tempdir().unwrap();
    let url = format!(
        "sqlite://{}?synchronous=normal",
        folder.path().join("halle.db").display()
    );
    let careless = Db::connect(&url).await.unwrap();
    assert_eq!(careless.careless_settings().await.unwrap(), ["synchronous=1"]);
}

/// Everybody who reads began before the last commit, and there is always somebody.
#[tokio::test]
async fn the_journal_begins_anew_though_somebody_always_reads() {
    const READS: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) \
                         SELECT count(*) FROM n, (SELECT count(*) FROM towns)";
    /// Before that, no commit shortens it by itself.
    const TOO_LONG: u64 = 7_000 * 4_096;
    const PACE: Duration = Duration::from_millis(5);
    let db = testing::sqlite().await;
    let file = db.url.trim_start_matches("sqlite://");
    let journal = format!("{}-wal", file.trim_end_matches("?mode=rwc"));
    // In its head stands how often it began anew.
    let beginnings = || {
        let mut head = [0; 16];
        File::open(&journal).unwrap().read_exact(&mut head).unwrap();
        head[12..].to_vec()
    };
    let tx = db.write().await.unwrap();
    tx.execute_unprepared("CREATE TABLE heap (piece BLOB)")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let db = Db::clone(&db);
            tokio::spawn(async move {
                loop {
                    db.read().execute_unprepared(READS).await.unwrap();
                }
            })
        })
        .collect();
    let first = beginnings();
    while beginnings() == first {
        assert!(
            std::fs::metadata(&journal).unwrap().len() < TOO_LONG,
            "it only grows"
        );
        let tx = db.write().await.unwrap();
        tx.execute_unprepared("INSERT INTO heap VALUES (randomblob(8000))")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        // As fast as a town sells, and no faster: a writer that never rests leaves no instant to anybody.
        tokio::time::sleep(PACE).await;
    }
    for reader in readers {
        reader.abort();
    }
}

mod what_postgresql_was_told_is_read {
    use super::*;

    #[tokio::test]
    async fn postgres() {
        let db = testing::postgres().await;
        let careless = db.careless_settings().await.unwrap();
        for name in ["fsync", "synchronous_commit", "full_page_writes"] {
            let asked = Statement::from_string(DbBackend::Postgres, format!("SHOW {name}"));
            let told = db.read().query_one_raw(asked).await.unwrap().unwrap();
            let is_off = told.try_get_by_index::<String>(0).unwrap() == "off";
            assert_eq!(careless.contains(&format!("{name}=off")), is_off, "{careless:?}");
        }
    }
}

mod of_two_that_wait_for_each_other_the_order_is_tried_again {
    use super::*;

    #[tokio::test]
    async fn postgres() {
        let db = testing::postgres().await;
        let cast = Cast::on_stage(&db).await;
        let mut products = Vec::new();
        for name in ["Confiture", "Miel"] {
            products.push(
                cast.product(&db, &cast.grocer_merchant, name, "4,50", Stock::Pieces(5))
                    .await,
            );
        }
        products.sort_unstable();
        let wanted: Vec<_> = products.iter().map(|product| (*product, 1)).collect();
        let wanted = reservation(&cast, "k", &wanted, &[&cast.grocer]);
        // Somebody who takes them the other way round.
        let other = db.write().await.unwrap();
        touch(&other, products[1]).await.unwrap();
        let place = orders::place(&db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at);
        let cross = async {
            while waiting(&db).await == 0 {
                tokio::task::yield_now().await;
            }
            let crossed = touch(&other, products[0]).await;
            // Whichever of the two the database gives up.
            assert!(
                crossed.as_ref().map_or_else(db::is_deadlock, |_| true),
                "{crossed:?}"
            );
            other.rollback().await.unwrap();
        };
        let (placed, ()) = future::join(place, cross).await;
        placed.unwrap();
    }

    async fn touch(tx: &Transaction, product: ProductId) -> Result<ExecResult, DbErr> {
        let id = product.0;
        tx.execute_unprepared(&format!("UPDATE products SET name = name WHERE id = '{id}'"))
            .await
    }

    /// How many wait for a row.
    async fn waiting(db: &Db) -> i64 {
        let asked = Statement::from_string(
            DbBackend::Postgres,
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
        );
        let told = db.read().query_one_raw(asked).await.unwrap().unwrap();
        told.try_get_by_index(0).unwrap()
    }
}
