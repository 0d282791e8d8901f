//! The town memory: a shop's word about a barcode helps the next shop.

use chrono::Duration;
use domain::{
    catalogue::{Change, Described, Ean, ListingForm, Source},
    id::ProductId,
};
use sea_orm::{
    ConnectionTrait, ExprTrait,
    sea_query::{Expr, Query},
};
use services::{
    accounts::{InGoodStanding, MerchantOf},
    catalogue,
    db::Db,
    on_both_engines, secret,
    testing::Cast,
};

const HONEY: &str = "3760020507350";
/// A number that shops give to what they weigh themselves.
const OWN: &str = "2000000000015";

fn ean(digits: &str) -> Ean {
    digits.parse().unwrap()
}

/// Puts something with a barcode on a shelf, some hours after the play began.
async fn shelve(
    db: &Db,
    cast: &Cast,
    who: &InGoodStanding,
    digits: &str,
    name: &str,
    hours: i64,
) -> ProductId {
    let form = ListingForm {
        name: name.into(),
        price: "9".into(),
        ean: digits.into(),
        brand: "Les ruches".into(),
        allergens: "lait".into(),
        ..ListingForm::default()
    };
    let id = ProductId(secret::id());
    let at = cast.at + Duration::hours(hours);
    let tx = db.write().await.unwrap();
    catalogue::put_on_sale(&tx, who, id, form.parse().unwrap(), at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn name(db: &Db, who: &MerchantOf, digits: &str) -> Option<String> {
    let described = catalogue::described(db.read(), who, &ean(digits)).await.unwrap();
    described.map(|known| known.name)
}

on_both_engines! {
    async fn what_one_shop_described_helps_the_next(db: &Db) {
        let cast = Cast::on_stage(db).await;
        assert_eq!(name(db, &cast.toys_merchant, HONEY).await, None);
        let id = shelve(db, &cast, &cast.grocer_merchant, HONEY, "Miel de forêt", 0).await;
        let weigh = Query::update()
            .table("products")
            .value("content_amount", 500)
            .value("content_measure", "gram")
            .and_where(Expr::col("id").eq(id.0))
            .to_owned();
        let tx = db.write().await.unwrap();
        tx.execute(&weigh).await.unwrap();
        tx.commit().await.unwrap();
        let expected = Described {
            name: "Miel de forêt".into(),
            quantity: "500 g".into(),
            brand: "Les ruches".into(),
            allergens: "lait".into(),
            source: Source::TownMemory,
        };
        let known = catalogue::described(db.read(), &cast.toys_merchant, &ean(HONEY)).await.unwrap();
        assert_eq!(known, Some(expected));
    }

    async fn the_last_word_counts_and_what_was_taken_back_does_not(db: &Db) {
        let cast = Cast::on_stage(db).await;
        shelve(db, &cast, &cast.grocer_merchant, HONEY, "Miel", 0).await;
        let better = shelve(db, &cast, &cast.toys_merchant, HONEY, "Miel de forêt", 2).await;
        shelve(db, &cast, &cast.grocer_merchant, HONEY, "", 3).await;
        assert_eq!(name(db, &cast.grocer_merchant, HONEY).await.as_deref(), Some("Miel de forêt"));
        let tx = db.write().await.unwrap();
        catalogue::change(&tx, &cast.toys_merchant, better, Change::Withdraw, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(name(db, &cast.grocer_merchant, HONEY).await.as_deref(), Some("Miel"));
    }

    async fn a_shops_own_number_means_nothing_to_another(db: &Db) {
        let cast = Cast::on_stage(db).await;
        shelve(db, &cast, &cast.grocer_merchant, OWN, "Comté à la coupe", 0).await;
        assert_eq!(name(db, &cast.toys_merchant, OWN).await, None);
        assert_eq!(name(db, &cast.grocer_merchant, OWN).await.as_deref(), Some("Comté à la coupe"));
    }
}
