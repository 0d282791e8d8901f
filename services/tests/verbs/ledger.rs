//! What is written down of changes, and who reads it.

use chrono::Duration;
use domain::{
    catalogue::{Change, Edit, Stock, Wish, Wished},
    id::EditId,
    ledger::Deed,
    money::Price,
    orders::Actor,
};
use services::{accounts, catalogue, db::Db, ledger, on_both_engines, secret, testing::Cast};

async fn deeds(db: &Db, cast: &Cast) -> Vec<Deed> {
    let lines = ledger::of_shop(db.read(), &cast.grocer_merchant, None)
        .await
        .unwrap();
    lines.into_iter().map(|line| line.deed).collect()
}

on_both_engines! {
    async fn every_change_of_a_product_is_written_down_with_who_and_on_what(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        let honey = cast.product(db, who, "Miel", "9,80", Stock::Pieces(3)).await;
        let tx = db.write().await.unwrap();
        for (minute, change) in [
            Change::Price(Price::parse("10,50").unwrap()),
            Change::Name("Miel de tilleul".parse().unwrap()),
            Change::Sold,
            Change::Off,
            Change::Back,
            Change::Hide,
            Change::Show,
            Change::Still,
            Change::Withdraw,
        ].into_iter().enumerate() {
            let at = cast.at + Duration::minutes(i64::try_from(minute).unwrap() + 1);
            catalogue::change(&tx, who, honey, change, at).await.unwrap();
        }
        tx.commit().await.unwrap();
        let lines = ledger::of_shop(db.read(), who, Some(honey)).await.unwrap();
        let written: Vec<Deed> = lines.iter().rev().map(|line| line.deed).collect();
        assert_eq!(written, [Deed::Listed, Deed::Priced, Deed::Named, Deed::Sold, Deed::Off, Deed::Back, Deed::Hidden, Deed::Shown, Deed::Withdrawn]);
        let priced = &lines[lines.len() - 2];
        assert_eq!((priced.before.as_deref(), priced.after.as_deref()), (Some("9,80"), Some("10,50")));
        assert_eq!(priced.actor, Some(Actor::Merchant));
        assert_eq!(priced.name.as_ref().unwrap().as_str(), "La pause");
        // Its name of today, also in lines from before it had it, and after it left the shelf.
        assert_eq!(priced.product.clone().unwrap().1.unwrap().as_str(), "Miel de tilleul");
        assert!(ledger::of_shop(db.read(), &cast.toys_merchant, Some(honey)).await.unwrap().is_empty());
    }

    async fn what_was_undone_or_asked_twice_is_written_as_often_as_it_was_done(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let who = &cast.grocer_merchant;
        let honey = cast.product(db, who, "Miel", "9,80", Stock::Plenty).await;
        let before = deeds(db, &cast).await;
        let tx = db.write().await.unwrap();
        catalogue::change(&tx, who, honey, Change::Off, cast.at).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(deeds(db, &cast).await, before);
        let edit = Edit {
            id: EditId(secret::id()),
            shop: None,
            product: honey,
            wished: Wished::default(),
            wish: Wish::Price("8".into()),
        };
        for _ in 0..2 {
            let tx = db.write().await.unwrap();
            catalogue::apply(&tx, who, &edit, cast.at + Duration::minutes(1)).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(deeds(db, &cast).await.len(), before.len() + 1);
    }

    async fn a_town_hall_reads_of_links_and_devices_and_not_of_shelves(db: &Db) {
        let cast = Cast::on_stage(db).await;
        cast.product(db, &cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let at = cast.at + Duration::minutes(1);
        let tx = db.write().await.unwrap();
        let link = accounts::another_device(&tx, &cast.grocer_merchant.in_person().unwrap(), at).await.unwrap();
        let agent = "Mozilla/5.0 (Linux; Android 14; Pixel 7) Chrome/130.0 Mobile Safari/537.36";
        let phone = accounts::accept(&tx, &link, agent, at + Duration::minutes(1)).await.unwrap();
        let phone = accounts::signed_in(&tx, &phone.secret, at).await.unwrap();
        accounts::sign_out(&tx, &phone, at + Duration::minutes(2)).await.unwrap();
        tx.commit().await.unwrap();
        let lines = ledger::of_town(db.read(), &cast.official).await.unwrap();
        let written: Vec<Deed> = lines.iter().map(|line| line.deed).take(3).collect();
        assert_eq!(written, [Deed::SignedOut, Deed::SignedIn, Deed::Opened]);
        // Also once the device is gone.
        assert_eq!(lines[0].device, "Android, Chrome");
        assert_eq!(lines[0].shop.as_ref().unwrap().as_str(), "La pause");
        assert!(lines.iter().all(|line| line.product.is_none()));
        for deed in [Deed::Claimed, Deed::Appointed] {
            assert!(lines.iter().any(|line| line.deed == deed), "{deed}");
        }
        let there = Cast::named(db, "etampes").await;
        let elsewhere = ledger::of_town(db.read(), &there.official).await.unwrap();
        assert!(elsewhere.iter().all(|line| line.deed != Deed::Opened));
    }

    async fn a_year_later_it_is_forgotten(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let honey = cast.product(db, &cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let tx = db.write().await.unwrap();
        catalogue::change(&tx, &cast.grocer_merchant, honey, Change::Off, cast.at + Duration::days(366)).await.unwrap();
        tx.commit().await.unwrap();
        ledger::sweep(db, cast.at + Duration::days(366)).await.unwrap();
        assert_eq!(deeds(db, &cast).await, [Deed::Off]);
    }
}
