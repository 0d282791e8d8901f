//! What phones ask for, late, twice, or two of them at once: each wish is done once and each gets an answer.

use domain::{
    catalogue::{Edit, EditError, ListingForm, Outcome, Shelved, Stock, Wish, Wished},
    id::{DeviceId, EditId, ProductId},
    money::{Price, PriceError},
};
use services::{
    accounts::MerchantOf, catalogue, db::Db, error::Error, on_both_engines, secret, testing::Cast,
};

fn a_phone() -> DeviceId {
    DeviceId(secret::id())
}

fn edit(product: ProductId, by: DeviceId, minutes_ago: u64, wish: Wish) -> Edit {
    Edit {
        id: EditId(secret::id()),
        shop: None,
        product,
        wished: Wished {
            by: Some(by),
            age: minutes_ago * 60_000,
        },
        wish,
    }
}

fn price(typed: &str) -> Wish {
    Wish::Price(typed.into())
}

async fn ask(db: &Db, cast: &Cast, edit: &Edit) -> Outcome {
    let tx = db.write().await.unwrap();
    let outcome = catalogue::apply(&tx, &cast.grocer_merchant, edit, cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    outcome
}

async fn shelf(db: &Db, who: &MerchantOf) -> Vec<Shelved> {
    catalogue::all_of_shop(db.read(), who).await.unwrap()
}

/// A jar of honey that a phone put on sale so many minutes ago.
async fn honey(db: &Db, cast: &Cast, by: DeviceId, minutes_ago: u64, stock: (&str, &str)) -> ProductId {
    let form = ListingForm {
        name: "Miel".into(),
        price: "9".into(),
        stock: stock.0.into(),
        pieces: stock.1.into(),
        wished: Wished {
            by: Some(by),
            age: minutes_ago * 60_000,
        },
        ..Default::default()
    };
    let tx = db.write().await.unwrap();
    let id = ProductId(secret::id());
    catalogue::put_on_sale(&tx, &cast.grocer_merchant, id, form.parse().unwrap(), cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

on_both_engines! {
    async fn an_edit_asked_for_twice_is_done_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let phone = a_phone();
        let id = honey(db, &cast, phone, 0, ("pieces", "3")).await;
        let sold = edit(id, phone, 0, Wish::Sold);
        let both = tokio::join!(ask(db, &cast, &sold), ask(db, &cast, &sold));
        assert_eq!(both, (Outcome::Done, Outcome::Done));
        assert_eq!(ask(db, &cast, &sold).await, Outcome::Done);
        assert_eq!(shelf(db, &cast.grocer_merchant).await[0].product.stock, Stock::Pieces(2));
    }

    async fn the_price_wished_last_stands_whatever_arrives_first(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (counter, market) = (a_phone(), a_phone());
        let id = honey(db, &cast, counter, 60, ("always", "")).await;
        assert_eq!(ask(db, &cast, &edit(id, market, 10, price("8"))).await, Outcome::Done);
        // The other phone had no network for half an hour: it is told which price stands.
        let eight = Price::from_cents(800).unwrap();
        assert_eq!(ask(db, &cast, &edit(id, counter, 30, price("7"))).await, Outcome::Later(eight));
        assert_eq!(ask(db, &cast, &edit(id, counter, 5, price("6"))).await, Outcome::Done);
        assert_eq!(shelf(db, &cast.grocer_merchant).await[0].product.price.cents().0, 600);
    }

    async fn a_phone_never_argues_with_itself(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let phone = a_phone();
        // The network was slower for the first request than the merchant was between the two.
        let id = honey(db, &cast, phone, 0, ("always", "")).await;
        assert_eq!(ask(db, &cast, &edit(id, phone, 1, price("7"))).await, Outcome::Done);
        assert_eq!(shelf(db, &cast.grocer_merchant).await[0].product.price.cents().0, 700);
    }

    async fn a_wish_that_cannot_be_granted_gets_its_answer(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let phone = a_phone();
        let id = honey(db, &cast, phone, 0, ("always", "")).await;
        let free = ask(db, &cast, &edit(id, phone, 0, price("0"))).await;
        assert_eq!(free, Outcome::Refused(EditError::Price(PriceError::Zero)));
        let unknown = ask(db, &cast, &edit(ProductId(secret::id()), phone, 0, Wish::Off)).await;
        assert_eq!(unknown, Outcome::Gone);
    }

    async fn what_was_taken_back_is_gone_for_everybody(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let phone = a_phone();
        let id = honey(db, &cast, phone, 0, ("always", "")).await;
        assert_eq!(ask(db, &cast, &edit(id, phone, 0, Wish::Withdraw)).await, Outcome::Done);
        assert!(shelf(db, &cast.grocer_merchant).await.is_empty());
        assert!(catalogue::in_shop(db.read(), cast.grocer.id, 9).await.unwrap().is_empty());
        assert!(!catalogue::take(&db.write().await.unwrap(), id, 1).await.unwrap());
        assert_eq!(ask(db, &cast, &edit(id, phone, 0, Wish::Back)).await, Outcome::Gone);
        // Its listing, sent once more by a phone that heard no answer, does not bring it back.
        let tx = db.write().await.unwrap();
        let form = ListingForm { price: "9".into(), ..Default::default() };
        catalogue::put_on_sale(&tx, &cast.grocer_merchant, id, form.parse().unwrap(), cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert!(shelf(db, &cast.grocer_merchant).await.is_empty());
    }

    async fn what_is_hidden_is_on_the_shelf_only(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let phone = a_phone();
        let id = honey(db, &cast, phone, 0, ("always", "")).await;
        ask(db, &cast, &edit(id, phone, 0, Wish::Hide)).await;
        assert!(shelf(db, &cast.grocer_merchant).await[0].hidden);
        assert!(matches!(catalogue::by_slug(db.read(), cast.grocer.id, "miel").await, Err(Error::NotFound)));
        assert_eq!(catalogue::count_in_town(db.read(), cast.town.id).await.unwrap(), 0);
        ask(db, &cast, &edit(id, phone, 0, Wish::Show)).await;
        assert_eq!(catalogue::count_in_town(db.read(), cast.town.id).await.unwrap(), 1);
    }

    async fn a_strangers_edit_finds_nothing(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let phone = a_phone();
        let id = honey(db, &cast, phone, 0, ("always", "")).await;
        let mine = edit(id, phone, 0, Wish::Hide);
        ask(db, &cast, &mine).await;
        let tx = db.write().await.unwrap();
        let replayed = catalogue::apply(&tx, &cast.toys_merchant, &mine, cast.at).await;
        assert!(matches!(replayed, Err(Error::NotFound)));
        let theirs = edit(id, phone, 0, Wish::Off);
        assert_eq!(catalogue::apply(&tx, &cast.toys_merchant, &theirs, cast.at).await.unwrap(), Outcome::Gone);
    }
}
