//! The shelf: listed once, changed by its own shop only, seen while there is something to sell.

use domain::{
    catalogue::{Change, ListingForm, Stock},
    id::ProductId,
    money::Price,
};
use services::{
    catalogue,
    db::Db,
    error::Error,
    on_both_engines,
    oversight::{self, Step},
    secret,
    testing::Cast,
};

fn listing(name: &str) -> domain::catalogue::Listing {
    ListingForm {
        name: name.into(),
        price: "3,50".into(),
        ..Default::default()
    }
    .parse()
    .unwrap()
}

async fn names(db: &Db, cast: &Cast) -> Vec<String> {
    let products = catalogue::newest_in_town(db.read(), cast.town.id, 60)
        .await
        .unwrap();
    products.into_iter().map(|product| product.slug).collect()
}

on_both_engines! {
    async fn a_listing_sent_twice_is_listed_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let id = ProductId(secret::id());
        for _ in 0..2 {
            let tx = db.write().await.unwrap();
            catalogue::put_on_sale(&tx, &cast.grocer_merchant, id, listing("Miel"), cast.at).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(names(db, &cast).await, ["miel"]);
        let tx = db.write().await.unwrap();
        let stolen = catalogue::put_on_sale(&tx, &cast.toys_merchant, id, listing("Miel"), cast.at).await;
        assert!(matches!(stolen, Err(Error::NotFound)));
    }

    async fn two_products_of_one_name_have_two_addresses(db: &Db) {
        let cast = Cast::on_stage(db).await;
        for name in ["Miel", "Miel", "", ""] {
            cast.product(db, &cast.grocer_merchant, name, "9", Stock::Always).await;
        }
        assert_eq!(names(db, &cast).await, ["article-2", "article", "miel-2", "miel"]);
    }

    async fn products_of_one_name_listed_at_once_are_all_on_sale(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let list = || async {
            let tx = db.write().await.unwrap();
            let id = ProductId(secret::id());
            catalogue::put_on_sale(&tx, &cast.grocer_merchant, id, listing("Miel"), cast.at).await.unwrap();
            tx.commit().await.unwrap();
        };
        tokio::join!(list(), list(), list(), list(), list());
        let mut found = names(db, &cast).await;
        found.sort();
        assert_eq!(found, ["miel", "miel-2", "miel-3", "miel-4", "miel-5"]);
    }

    async fn what_is_sold_out_leaves_the_market_and_stays_on_the_shelf(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let id = cast.product(db, &cast.grocer_merchant, "Miel", "9", Stock::Few).await;
        let set = async |stock| {
            let tx = db.write().await.unwrap();
            catalogue::change(&tx, &cast.grocer_merchant, id, Change::Stock(stock), cast.at).await.unwrap();
            tx.commit().await.unwrap();
        };
        for (stock, seen) in [(Stock::Out, 0), (Stock::Pieces(2), 1), (Stock::Pieces(0), 0), (Stock::Plenty, 1)] {
            set(stock).await;
            assert_eq!(names(db, &cast).await.len(), seen, "{stock:?}");
            assert_eq!(catalogue::all_of_shop(db.read(), &cast.grocer_merchant).await.unwrap()[0].product.stock, stock);
        }
    }

    async fn pieces_off_the_stall_are_counted_when_they_come_back(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let id = cast.product(db, &cast.grocer_merchant, "Miel", "9", Stock::Pieces(2)).await;
        for (change, stock) in [(Change::Off, Stock::Out), (Change::Back, Stock::Pieces(2))] {
            let tx = db.write().await.unwrap();
            catalogue::change(&tx, &cast.grocer_merchant, id, change, cast.at).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(catalogue::all_of_shop(db.read(), &cast.grocer_merchant).await.unwrap()[0].product.stock, stock);
        }
    }

    async fn a_stranger_changes_nothing(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let id = cast.product(db, &cast.grocer_merchant, "Miel", "9", Stock::Few).await;
        let tx = db.write().await.unwrap();
        let one_cent = Change::Price(Price::from_cents(1).unwrap());
        let stranger = catalogue::change(&tx, &cast.toys_merchant, id, one_cent, cast.at).await;
        assert!(matches!(stranger, Err(Error::NotFound)));
    }

    async fn the_town_hall_sees_how_far_each_shop_has_come(db: &Db) {
        let cast = Cast::on_stage(db).await;
        cast.product(db, &cast.grocer_merchant, "Miel", "9", Stock::Few).await;
        let board = oversight::board(db.read(), &cast.official).await.unwrap();
        let steps: Vec<_> =
            board.shops.iter().map(|on| (on.shop.name.as_str(), on.step, on.products, on.heard)).collect();
        assert_eq!(steps, [("La pause", Step::Selling, 1, Some(false)), ("Le cheval de bois", Step::Claimed, 0, None)]);
        assert_eq!((board.selling(), board.products(), board.reservations), (1, 1, 0));
    }
}
