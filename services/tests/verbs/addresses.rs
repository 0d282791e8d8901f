//! Addresses that change: the old one leads to the new one, and to nothing else.

use domain::{
    catalogue::{Change, Stock},
    id::ProductId,
};
use services::{
    accounts,
    addresses::{self, MoveRefused, Whither},
    catalogue,
    db::Db,
    error::Error,
    on_both_engines, shops,
    testing::Cast,
    towns,
};

async fn change(db: &Db, cast: &Cast, product: ProductId, change: Change) {
    let tx = db.write().await.unwrap();
    catalogue::change(&tx, &cast.grocer_merchant, product, change, cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn name(db: &Db, cast: &Cast, product: ProductId, name: &str) {
    change(db, cast, product, Change::Name(name.parse().unwrap())).await;
}

/// Where an address leads: "→ …", "gone", "away" or "nowhere".
async fn leads(db: &Db, address: &str) -> String {
    let segments: Vec<&str> = address.split('/').collect();
    match addresses::whither(db.read(), &segments).await {
        Ok(Whither::Moved(to)) => format!("→ {}", to.join("/")),
        Ok(Whither::Gone(_, shop)) => format!("gone from {}", shop.name),
        Ok(Whither::Away(_, shop)) => format!("away at {}", shop.name),
        Ok(Whither::Left(_, shop)) => format!("left: {}", shop.name),
        Ok(Whither::Suspended(_, shop)) => format!("suspended: {}", shop.name),
        Err(Error::NotFound) => "nowhere".to_owned(),
        Err(other) => panic!("{other}"),
    }
}

on_both_engines! {
    async fn a_product_that_gets_its_name_gets_its_address(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let honey = cast.product(db, &cast.grocer_merchant, "", "9", Stock::Always).await;
        name(db, &cast, honey, "Miel de tilleul").await;
        assert!(catalogue::by_slug(db.read(), cast.grocer.id, "miel-de-tilleul").await.is_ok());
        assert_eq!(leads(db, "dourdan/la-pause/article").await, "→ dourdan/la-pause/miel-de-tilleul");
        // The address on yesterday's price card is never given to something else.
        let other = cast.product(db, &cast.grocer_merchant, "", "3", Stock::Always).await;
        let other = catalogue::by_ids(db.read(), cast.town.id, &[other]).await.unwrap().remove(0);
        assert_eq!(other.slug, "article-2");
    }

    async fn renamed_twice_it_is_found_by_every_name_it_had(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture", "4", Stock::Always).await;
        name(db, &cast, jam, "Confiture de fraise").await;
        name(db, &cast, jam, "Confiture de mûre").await;
        for had in ["confiture", "confiture-de-fraise"] {
            assert_eq!(leads(db, &format!("dourdan/la-pause/{had}")).await, "→ dourdan/la-pause/confiture-de-mure");
        }
        // Back to the first name: the address it had is its own again, and leads nowhere else.
        name(db, &cast, jam, "Confiture").await;
        assert!(catalogue::by_slug(db.read(), cast.grocer.id, "confiture").await.is_ok());
        assert_eq!(leads(db, "dourdan/la-pause/confiture-de-mure").await, "→ dourdan/la-pause/confiture");
        // A capital letter is no new name.
        name(db, &cast, jam, "CONFITURE").await;
        assert!(catalogue::by_slug(db.read(), cast.grocer.id, "confiture").await.is_ok());
    }

    async fn what_is_gone_is_told_from_what_is_only_away(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let honey = cast.product(db, &cast.grocer_merchant, "Miel", "9", Stock::Always).await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture", "4", Stock::Always).await;
        change(db, &cast, honey, Change::Withdraw).await;
        change(db, &cast, jam, Change::Hide).await;
        assert_eq!(leads(db, "dourdan/la-pause/miel").await, "gone from La pause");
        assert_eq!(leads(db, "dourdan/la-pause/confiture").await, "away at La pause");
        for never in ["dourdan/la-pause/cidre", "dourdan/personne", "nulle-part", "dourdan/la-pause/miel/x", "dourdan", "dourdan/la-pause", "dourdan/le-cheval-de-bois/miel"] {
            assert_eq!(leads(db, never).await, "nowhere", "{never}");
        }
    }

    async fn a_shop_whose_merchant_left_is_told_from_one_that_never_was(db: &Db) {
        let cast = Cast::on_stage(db).await;
        cast.product(db, &cast.grocer_merchant, "Miel", "9", Stock::Always).await;
        let tx = db.write().await.unwrap();
        for session in [&cast.grocer_session, &cast.toys_session] {
            let who = accounts::signed_in(&tx, &session.secret, cast.at).await.unwrap();
            accounts::leave(&tx, &who, cast.at).await.unwrap();
        }
        tx.commit().await.unwrap();
        for address in ["dourdan/la-pause", "dourdan/la-pause/miel", "dourdan/la-pause/rien"] {
            assert_eq!(leads(db, address).await, "left: La pause", "{address}");
        }
        // It never sold anything.
        assert_eq!(leads(db, "dourdan/le-cheval-de-bois").await, "nowhere");
    }

    async fn a_shop_and_a_town_that_move_are_followed(db: &Db) {
        let cast = Cast::on_stage(db).await;
        cast.product(db, &cast.grocer_merchant, "Miel", "9", Stock::Always).await;
        let tx = db.write().await.unwrap();
        addresses::move_shop(&tx, &cast.town, &cast.grocer, "la-nouvelle-pause", cast.at).await.unwrap();
        addresses::move_town(&tx, &cast.town, "dourdan-91", cast.at).await.unwrap();
        tx.commit().await.unwrap();
        for (old, now) in [
            ("dourdan", "→ dourdan-91"),
            ("dourdan/panier", "→ dourdan-91/panier"),
            ("dourdan/la-pause", "→ dourdan-91/la-nouvelle-pause"),
            ("dourdan-91/la-pause/miel", "→ dourdan-91/la-nouvelle-pause/miel"),
            ("dourdan/la-nouvelle-pause/miel", "→ dourdan-91/la-nouvelle-pause/miel"),
            ("dourdan/la-pause/rien", "nowhere"),
        ] {
            assert_eq!(leads(db, old).await, now, "{old}");
        }
        assert!(shops::by_slug(db.read(), cast.town.id, "la-nouvelle-pause").await.is_ok());
        assert!(towns::by_slug(db.read(), "dourdan-91").await.is_ok());
    }

    async fn nobody_moves_to_an_address_that_is_or_was_somebody_elses(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let tx = db.write().await.unwrap();
        addresses::move_shop(&tx, &cast.town, &cast.grocer, "epicerie", cast.at).await.unwrap();
        tx.commit().await.unwrap();
        for (to, why) in [
            ("la-pause", MoveRefused::Taken),
            ("epicerie", MoveRefused::Taken),
            ("panier", MoveRefused::Taken),
            ("vitrine", MoveRefused::Taken),
            ("", MoveRefused::NotASlug),
            ("Le Cheval", MoveRefused::NotASlug),
            ("a/b", MoveRefused::NotASlug),
        ] {
            let tx = db.write().await.unwrap();
            let moved = addresses::move_shop(&tx, &cast.town, &cast.toys, to, cast.at).await;
            assert!(matches!(&moved, Err(Error::Refused(refused)) if *refused == why), "{to}: {moved:?}");
        }
        let tx = db.write().await.unwrap();
        let moved = addresses::move_town(&tx, &cast.town, "mairie", cast.at).await;
        assert!(matches!(moved, Err(Error::Refused(MoveRefused::Taken))), "{moved:?}");
    }
}
