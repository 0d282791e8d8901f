//! How busy the database is, as an operator reads it.

use futures::FutureExt;
use sea_orm::ConnectionTrait;
use services::{
    on_both_engines,
    testing::{self, Cast},
    towns,
};
use std::pin::pin;

on_both_engines! {
    async fn statements_are_counted_and_so_are_those_that_fail(db: &Db) {
        Cast::on_stage(db).await;
        let load = db.load();
        let (before, failed) = (load.statements(), load.failed());
        towns::by_slug(db.read(), "dourdan").await.unwrap();
        let after = load.statements();
        assert_eq!(after.count(), before.count() + 1);
        assert!(after.sum > before.sum);
        assert_eq!(load.failed(), failed);
        // In a transaction too.
        let tx = db.write().await.unwrap();
        towns::by_slug(&tx, "dourdan").await.unwrap();
        let nonsense = sea_orm::Statement::from_string(tx.get_database_backend(), "SELECT nothing FROM nowhere");
        tx.query_one_raw(nonsense).await.unwrap_err();
        tx.rollback().await.unwrap();
        assert_eq!((load.statements().count(), load.failed()), (after.count() + 2, failed + 1));
    }

    async fn a_transaction_keeps_a_connection_busy(db: &Db) {
        let tx = db.write().await.unwrap();
        let pools = db.pools();
        let writes = pools.iter().find(|pool| pool.name != "readers").unwrap();
        assert!(writes.busy >= 1 && writes.busy <= writes.open, "{pools:?}");
        tx.rollback().await.unwrap();
    }
}

#[tokio::test]
async fn whoever_waits_for_the_writer_is_counted_until_they_have_it_or_give_up() {
    let db = testing::sqlite().await;
    let waiting = || db.load().writers().length();
    let held = db.write().await.unwrap();
    assert_eq!(waiting(), 0);
    let mut second = pin!(db.write());
    assert!(second.as_mut().now_or_never().is_none());
    assert!(db.write().now_or_never().is_none(), "gives up at once");
    assert_eq!(waiting(), 1);
    held.rollback().await.unwrap();
    second.await.unwrap().rollback().await.unwrap();
    assert_eq!(waiting(), 0);
}
