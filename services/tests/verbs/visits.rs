//! Visits: counted once each, added up by day, shown to whose they are.

use chrono::{DateTime, Utc};
use domain::{
    catalogue::Stock,
    visits::{CameBy, Figures},
};
use sea_orm::EntityTrait;
use services::{
    db::Db,
    on_both_engines,
    orders::{self, Placer},
    testing::{Cast, reservation},
    visits::{self, Seen, ShopWeek, Tally, entity},
};

const ZONE: &str = "Europe/Paris";

fn page(shop: &str, product: &str) -> Seen {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Seen {
        town: "dourdan".into(),
        shop: some(shop),
        product: some(product),
    }
}

async fn week(db: &Db, cast: &Cast, now: DateTime<Utc>) -> ShopWeek {
    visits::of_shop(db.read(), &cast.grocer_merchant, ZONE, now)
        .await
        .unwrap()
}

on_both_engines! {
    async fn what_is_seen_of_a_product_is_seen_of_its_shop_and_its_town(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let honey = cast.product(db, &cast.grocer_merchant, "Miel", "9", Stock::Always).await;
        let tally = Tally::default();
        tally.count(page("", ""), None);
        tally.count(page("la-pause", ""), Some(CameBy::Poster));
        tally.count(page("la-pause", "miel"), Some(CameBy::PriceCard));
        tally.count(page("la-pause", "miel"), Some(CameBy::Shared));
        tally.count(page("le-cheval-de-bois", ""), None);
        tally.flush(db, cast.at).await.unwrap();
        let mine = week(db, &cast, cast.at).await;
        assert_eq!(mine.figures, Figures { views: 3, scans: 2, shared: 1, ..Figures::default() });
        assert_eq!((mine.products[0].product, mine.products[0].figures.views), (honey, 2));
        let town = visits::of_town(db.read(), &cast.official, ZONE, cast.at).await.unwrap();
        assert_eq!(town.figures, Figures { views: 5, scans: 2, shared: 1, ..Figures::default() });
        let shops: Vec<(&str, u64)> = town.shops.iter().map(|(name, figures)| (name.as_str(), figures.views)).collect();
        assert_eq!(shops, [("La pause", 3), ("Le cheval de bois", 1)]);
    }

    async fn counts_of_several_servers_and_moments_add_up(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let tally = Tally::default();
        for _ in 0..3 {
            // Two servers, each with a count of its own, at once.
            let other = Tally::default();
            tally.count(page("la-pause", ""), None);
            other.count(page("la-pause", ""), None);
            let (one, two) = tokio::join!(tally.flush(db, cast.at), other.flush(db, cast.at));
            one.and(two).unwrap();
        }
        assert_eq!(week(db, &cast, cast.at).await.figures.views, 6);
        // What was written is not written again.
        tally.flush(db, cast.at).await.unwrap();
        assert_eq!(week(db, &cast, cast.at).await.figures.views, 6);
    }

    async fn what_cannot_be_written_is_counted_still(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let tally = Tally::default();
        tally.count(page("la-pause", ""), Some(CameBy::Poster));
        let folder = tempfile::tempdir().unwrap();
        let empty = Db::connect(&format!("sqlite://{}", folder.path().join("empty.db").display())).await.unwrap();
        tally.flush(&empty, cast.at).await.unwrap_err();
        tally.count(page("la-pause", ""), None);
        tally.flush(db, cast.at).await.unwrap();
        assert_eq!(week(db, &cast, cast.at).await.figures, Figures { views: 2, scans: 1, ..Figures::default() });
    }

    async fn what_is_no_place_of_ours_leaves_no_trace(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let tally = Tally::default();
        for (shop, product) in [("panier", ""), ("personne", ""), ("personne", "miel")] {
            tally.count(page(shop, product), None);
        }
        tally.count(Seen { town: "nulle-part".into(), shop: None, product: None }, None);
        tally.flush(db, cast.at).await.unwrap();
        assert_eq!(entity::Entity::find().all(db.read()).await.unwrap(), []);
    }

    async fn a_week_has_seven_days_on_the_towns_calendar(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let tally = Tally::default();
        // The last minute of the 17th in Paris, the first of the 18th, and the first of the 24th.
        for instant in ["2026-11-17T22:59:00Z", "2026-11-17T23:01:00Z", "2026-11-23T23:01:00Z"] {
            tally.count(page("la-pause", ""), None);
            tally.flush(db, at(instant)).await.unwrap();
        }
        assert_eq!(week(db, &cast, at("2026-11-24T22:59:00Z")).await.figures.views, 2);
        assert_eq!(week(db, &cast, at("2026-11-24T23:01:00Z")).await.figures.views, 1);
        assert_eq!(week(db, &cast, at("2026-12-24T12:00:00Z")).await, ShopWeek::default());
    }

    async fn orders_are_their_own_count(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let honey = cast.product(db, &cast.grocer_merchant, "Miel", "9", Stock::Always).await;
        let tally = Tally::default();
        tally.count(page("la-pause", "miel"), None);
        tally.flush(db, cast.at).await.unwrap();
        let wanted = reservation(&cast, "k", &[(honey, 1)], &[&cast.grocer]);
        let placed = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await.unwrap();
        let (_, order) = orders::page(db.read(), &placed.page_key).await.unwrap();
        let tx = db.write().await.unwrap();
        orders::make_ready(&tx, &cast.grocer_merchant, order.parts[0].id, cast.at).await.unwrap();
        orders::hand_over(&tx, &cast.grocer_merchant, order.parts[0].id, &order.code, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let figures = Figures { views: 1, reservations: 1, handovers: 1, ..Figures::default() };
        let mine = week(db, &cast, cast.at).await;
        assert_eq!(mine.figures, figures);
        assert_eq!(mine.products[0].figures, figures);
        let toys = visits::of_shop(db.read(), &cast.toys_merchant, ZONE, cast.at).await.unwrap();
        assert_eq!(toys, ShopWeek::default());
        let town = visits::of_town(db.read(), &cast.official, ZONE, cast.at).await.unwrap();
        assert_eq!(town.figures, figures);
    }
}
