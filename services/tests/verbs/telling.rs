//! The outbox's slot: what is told in a transaction shares its fate.

use domain::{
    id::{OrderId, OrderPartId, ShopId},
    notifications::{Message, News},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use services::{
    db::Db,
    notifications::{entity::message, tell},
    on_both_engines, secret,
};

fn told() -> [Message; 3] {
    let order = OrderId(secret::id());
    let (shop, part) = (ShopId(secret::id()), OrderPartId(secret::id()));
    let stands = Message::OrderStands {
        order,
        news: News::Placed,
    };
    [stands, Message::NewOrder { shop, part }, stands]
}

async fn waiting(db: &Db) -> u64 {
    message::Entity::find().count(db.read()).await.unwrap()
}

on_both_engines! {
    async fn what_is_told_waits_once_after_the_commit_and_never_without_it(db: &Db) {
        let at = "2026-11-24T09:00:00Z".parse().unwrap();
        let undone = db.write().await.unwrap();
        tell(&undone, &told(), at).await.unwrap();
        drop(undone);
        assert_eq!(waiting(db).await, 0);

        let tx = db.write().await.unwrap();
        tell(&tx, &[], at).await.unwrap();
        tell(&tx, &told(), at).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(waiting(db).await, 2);
    }
}
