//! Prices tell the truth: each is kept when another takes its place, and a reduction is compared with the lowest of thirty days.

use chrono::{DateTime, Duration, Utc};
use domain::{
    catalogue::{Category, Change, Edit, Outcome, Stock, Unit, Wish, Wished},
    id::{DeviceId, EditId, ProductId},
    money::Price,
};
use services::{catalogue, db::Db, on_both_engines, secret, testing::Cast};

fn price(typed: &str) -> Price {
    Price::parse(typed).unwrap()
}

async fn change(db: &Db, cast: &Cast, id: ProductId, what: Change, at: DateTime<Utc>) {
    let tx = db.write().await.unwrap();
    catalogue::change(&tx, &cast.toys_merchant, id, what, at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn struck(db: &Db, cast: &Cast, id: ProductId) -> Option<Price> {
    let found = catalogue::by_ids(db.read(), cast.town.id, &[id]).await.unwrap();
    found[0].reduced_from
}

async fn horse(db: &Db, cast: &Cast) -> ProductId {
    cast.product(db, &cast.toys_merchant, "Cheval", "20", Stock::Always)
        .await
}

on_both_engines! {
    async fn a_price_raised_for_the_occasion_is_not_the_one_that_is_struck(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let horse = horse(db, &cast).await;
        let day = |number| cast.at + Duration::days(number);
        change(db, &cast, horse, Change::Price(price("30")), day(50)).await;
        assert_eq!(struck(db, &cast, horse).await, None, "nobody announced anything");
        change(db, &cast, horse, Change::Reduced(price("21")), day(52)).await;
        assert_eq!(struck(db, &cast, horse).await, None, "it cost 20 two days ago");
        change(db, &cast, horse, Change::Price(price("30")), day(53)).await;
        change(db, &cast, horse, Change::Reduced(price("18")), day(54)).await;
        assert_eq!(struck(db, &cast, horse).await, Some(price("20")));
        // A second cut is compared with what the first was, a price without words ends it.
        change(db, &cast, horse, Change::Reduced(price("15")), day(60)).await;
        assert_eq!(struck(db, &cast, horse).await, Some(price("20")));
        change(db, &cast, horse, Change::Price(price("15")), day(61)).await;
        assert_eq!(struck(db, &cast, horse).await, None);
    }

    async fn what_a_piece_cost_is_compared_with_no_kilogram(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let horse = horse(db, &cast).await;
        let day = |number| cast.at + Duration::days(number);
        change(db, &cast, horse, Change::Reduced(price("18")), day(50)).await;
        assert_eq!(struck(db, &cast, horse).await, Some(price("20")));
        change(db, &cast, horse, Change::Unit(Unit::Piece), day(51)).await;
        assert_eq!(struck(db, &cast, horse).await, Some(price("20")), "nothing changed");
        change(db, &cast, horse, Change::Unit(Unit::Kilogram), day(51)).await;
        assert_eq!(struck(db, &cast, horse).await, None);
        assert!(catalogue::past_prices(db.read(), horse).await.unwrap().is_empty());
    }

    async fn what_is_weighed_has_no_content_of_its_own(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let horse = horse(db, &cast).await;
        let half = "500 g".parse().ok();
        for (what, content) in [(Change::Content(half), half), (Change::Unit(Unit::Litre), None)] {
            change(db, &cast, horse, what, cast.at).await;
            let found = catalogue::by_ids(db.read(), cast.town.id, &[horse]).await.unwrap();
            assert_eq!(found[0].content, content);
        }
    }

    async fn each_price_is_kept_whatever_way_the_next_one_came(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let horse = horse(db, &cast).await;
        let by = Some(DeviceId(secret::id()));
        for (number, wish) in [Wish::Price("22".into()), Wish::Reduced("11".into()), Wish::Price("11".into())]
            .into_iter()
            .enumerate()
        {
            let at = cast.at + Duration::days(i64::try_from(number).unwrap() + 1);
            let edit = Edit {
                id: EditId(secret::id()),
                shop: None,
                product: horse,
                wished: Wished { by, age: 0 },
                wish,
            };
            // A phone that asks twice changes nothing the second time.
            for _ in 0..2 {
                let tx = db.write().await.unwrap();
                let done = catalogue::apply(&tx, &cast.toys_merchant, &edit, at).await.unwrap();
                assert_eq!(done, Outcome::Done);
                tx.commit().await.unwrap();
            }
        }
        let past = catalogue::past_prices(db.read(), horse).await.unwrap();
        let costs: Vec<Price> = past.iter().map(|past| past.price).collect();
        assert_eq!(costs, [price("22"), price("20")]);
        assert_eq!(past[0].until, cast.at + Duration::days(2));
    }

    async fn what_spoils_is_compared_with_what_it_just_cost(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let soup = horse(db, &cast).await;
        change(db, &cast, soup, Change::Category(Category::BreadAndPastry), cast.at).await;
        change(db, &cast, soup, Change::Price(price("30")), cast.at + Duration::days(1)).await;
        change(db, &cast, soup, Change::Reduced(price("25")), cast.at + Duration::days(2)).await;
        assert_eq!(struck(db, &cast, soup).await, Some(price("30")));
    }
}
