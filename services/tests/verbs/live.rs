//! Two servers on one PostgreSQL hear each other, also after the line between them broke.

use domain::id::{OrderId, ShopId, TownId};
use sea_orm::ConnectionTrait;
use services::{
    db::Db,
    live::{Change, Heard, Live, Told},
    secret,
    testing::postgres,
};
use std::time::Duration;
use tokio::{sync::broadcast::Receiver, time::timeout};

/// Far more than it takes, and never waited for when all is well.
const PATIENCE: Duration = Duration::from_secs(20);

fn change() -> Change {
    Change {
        shop: ShopId(secret::id()),
        order: OrderId(secret::id()),
    }
}

async fn until(heard: &mut Receiver<Told>, wanted: Heard) {
    let found = async { while heard.recv().await.unwrap().heard != wanted {} };
    timeout(PATIENCE, found)
        .await
        .unwrap_or_else(|_| panic!("nobody told {wanted:?}"));
}

mod across_servers {
    use super::*;

    #[tokio::test]
    async fn postgres() {
        let db = super::postgres().await;
        let there_db = Db::connect(&db.url).await.unwrap();
        let (one, other) = (Live::across(&db.url, &db), Live::across(&db.url, &there_db));
        let (mut here, mut there) = (one.listen(), other.listen());
        // Both lines are up once they say so.
        until(&mut here, Heard::LookAgain).await;
        until(&mut there, Heard::LookAgain).await;

        let (towns, mark) = (there_db.revisions(), there_db.revisions().mark());
        let [ours, theirs] = [TownId(secret::id()), TownId(secret::id())];
        assert!(towns.hold(mark, ours.into()));
        let tx = db.write_in(ours).await.unwrap();
        tx.execute_unprepared("UPDATE products SET price = 1")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let first = change();
        one.tell(first);
        until(&mut there, Heard::Changed(first)).await;
        // Told before it, so heard before it.
        assert!(!towns.hold(mark, ours.into()) && towns.hold(mark, theirs.into()));
        assert_eq!(here.recv().await.unwrap().heard, Heard::Changed(first));
        let back = change();
        other.tell(back);
        // Each heard its own once: the next thing it hears is the other's.
        assert_eq!(here.recv().await.unwrap().heard, Heard::Changed(back));

        db.read()
            .execute_unprepared(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                 WHERE datname = current_database() AND query ILIKE 'LISTEN%'",
            )
            .await
            .unwrap();
        until(&mut there, Heard::LookAgain).await;
        // What was told in between is lost: nothing from before holds.
        assert!(!towns.hold(mark, theirs.into()));
        let after = change();
        one.tell(after);
        until(&mut there, Heard::Changed(after)).await;
    }
}
