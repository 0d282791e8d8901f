//! A whole shelf, read piece by piece while the market goes on.

use domain::{
    catalogue::{Change, Stock},
    id::ProductId,
};
use services::{catalogue, db::Db, error::Error, on_both_engines, secret, testing::Cast};

async fn piece(db: &Db, cast: &Cast, after: Option<ProductId>, limit: u64) -> Vec<ProductId> {
    let products = catalogue::on_offer(db.read(), cast.town.id, None, after, limit)
        .await
        .unwrap();
    products.into_iter().map(|product| product.id).collect()
}

async fn withdraw(db: &Db, cast: &Cast, product: ProductId) {
    let tx = db.write().await.unwrap();
    catalogue::change(&tx, &cast.grocer_merchant, product, Change::Withdraw, cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_both_engines! {
    async fn everything_is_read_once_whatever_happens_in_between(db: &Db) {
        let cast = Cast::on_stage(db).await;
        // All listed at the same instant: only their ids tell them apart.
        let mut all = Vec::new();
        for name in ["Miel", "Confiture", "Farine", "Sel", "Riz"] {
            all.push(cast.product(db, &cast.grocer_merchant, name, "3", Stock::Plenty).await);
        }
        all.sort_unstable();
        all.reverse();
        let first = piece(db, &cast, None, 2).await;
        assert_eq!(first, all[..2]);
        // The last one that was read is taken back, and something new comes before it.
        withdraw(db, &cast, first[1]).await;
        let mut rest = piece(db, &cast, Some(first[1]), 2).await;
        assert_eq!(rest, all[2..4]);
        rest = piece(db, &cast, Some(rest[1]), 2).await;
        assert_eq!(rest, all[4..]);
        assert!(piece(db, &cast, Some(rest[0]), 2).await.is_empty());
    }

    async fn a_shop_and_a_town_are_read_apart_from_others(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let there = Cast::named(db, "etampes").await;
        let honey = cast.product(db, &cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let top = cast.product(db, &cast.toys_merchant, "Toupie", "12", Stock::Pieces(1)).await;
        cast.product(db, &cast.toys_merchant, "Quille", "12", Stock::Out).await;
        let theirs = there.product(db, &there.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let mut here = piece(db, &cast, None, 10).await;
        here.sort_unstable();
        let mut wanted = vec![honey, top];
        wanted.sort_unstable();
        assert_eq!(here, wanted);
        let of_toys = catalogue::on_offer(db.read(), cast.town.id, Some(cast.toys.id), None, 10).await.unwrap();
        assert_eq!(of_toys.iter().map(|product| product.id).collect::<Vec<_>>(), [top]);
        for stranger in [theirs, ProductId(secret::id())] {
            let behind = catalogue::on_offer(db.read(), cast.town.id, None, Some(stranger), 10).await;
            assert!(matches!(behind, Err(Error::NotFound)));
        }
    }
}
