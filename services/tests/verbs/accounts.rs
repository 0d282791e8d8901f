//! Links that let somebody in once, and guards.

use chrono::Duration;
use domain::ledger::Deed;
use sea_orm::EntityTrait;
use services::{
    accounts::{self, Browser, EndRefused, InvitationRefused, NewSession, Whose, end_sessions},
    error::Error,
    ledger, on_both_engines,
    secret::Secret,
    testing::Cast,
};

on_both_engines! {
    async fn a_link_works_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let tx = db.write().await.unwrap();
        let link = accounts::another_device(&tx, &cast.grocer_merchant.in_person().unwrap(), cast.at).await.unwrap();
        let session = accounts::accept(&tx, &link, "second phone", cast.at).await.unwrap();
        let again = accounts::accept(&tx, &link, "third phone", cast.at).await;
        assert!(matches!(again, Err(Error::Refused(InvitationRefused::Used))));
        let who = accounts::signed_in(&tx, &session.secret, cast.at).await.unwrap();
        assert_eq!(who.merchant(&tx).await.unwrap().shop(), cast.grocer.id);
    }

    async fn of_two_phones_at_once_one_is_let_in(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let tx = db.write().await.unwrap();
        let link = accounts::another_device(&tx, &cast.grocer_merchant.in_person().unwrap(), cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let go_through = async || {
            let tx = db.write().await.unwrap();
            let let_in = accounts::accept(&tx, &link, "phone", cast.at).await;
            tx.commit().await.unwrap();
            let_in
        };
        let (one, other) = tokio::join!(go_through(), go_through());
        assert!(one.is_ok() != other.is_ok());
    }

    async fn a_link_has_its_time(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let tx = db.write().await.unwrap();
        let link = accounts::another_device(&tx, &cast.grocer_merchant.in_person().unwrap(), cast.at).await.unwrap();
        let late = accounts::look(&tx, &link, cast.at + Duration::minutes(16)).await;
        assert!(matches!(late, Err(Error::Refused(InvitationRefused::Expired))));
        let unknown = accounts::look(&tx, &Secret::generate(), cast.at).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
    }

    async fn a_signed_out_device_opens_nothing(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let tx = db.write().await.unwrap();
        let secret = &cast.grocer_session.secret;
        let who = accounts::signed_in(&tx, secret, cast.at).await.unwrap();
        assert!(matches!(accounts::signed_in(&tx, secret, cast.at + Duration::days(366)).await, Err(Error::NotFound)));
        accounts::sign_out(&tx, &who, cast.at).await.unwrap();
        assert!(matches!(accounts::signed_in(&tx, secret, cast.at).await, Err(Error::NotFound)));
    }

    async fn a_browser_has_one_session_and_a_new_one_ends_what_it_had(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let tx = db.write().await.unwrap();
        let before = accounts::signed_in(&tx, &cast.grocer_session.secret, cast.at).await.unwrap();
        let link = accounts::another_device(&tx, &cast.grocer_merchant.in_person().unwrap(), cast.at).await.unwrap();
        let on = |earlier| Browser { device: "phone", earlier: Some(earlier) };
        let session = accounts::accept(&tx, &link, on(&cast.grocer_session.secret), cast.at).await.unwrap();
        let now = accounts::signed_in(&tx, &session.secret, cast.at).await.unwrap();
        assert_ne!(now.session(), before.session());
        assert!(matches!(accounts::signed_in(&tx, &cast.grocer_session.secret, cast.at).await, Err(Error::NotFound)));
        // Also when the next one is somebody else, and whatever else a browser brings.
        let link = accounts::another_device(&tx, &cast.toys_merchant.in_person().unwrap(), cast.at).await.unwrap();
        let theirs = accounts::accept(&tx, &link, on(&session.secret), cast.at).await.unwrap();
        assert!(matches!(accounts::signed_in(&tx, &session.secret, cast.at).await, Err(Error::NotFound)));
        let link = accounts::another_device(&tx, &cast.toys_merchant.in_person().unwrap(), cast.at).await.unwrap();
        accounts::accept(&tx, &link, on(&Secret::presented("planted")), cast.at).await.unwrap();
        assert!(accounts::signed_in(&tx, &theirs.secret, cast.at).await.is_ok());
    }

    async fn the_operator_ends_sessions_of_a_shop_of_somebody_or_all(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let is_in = async |session: &NewSession| accounts::signed_in(db.read(), &session.secret, cast.at).await.is_ok();
        let end = async |whose: Whose<'_>| {
            let tx = db.write().await.unwrap();
            let ended = end_sessions(&tx, whose, cast.at).await;
            tx.settle(ended).await
        };
        let tx = db.write().await.unwrap();
        let waiting = accounts::another_device(&tx, &cast.grocer_merchant.in_person().unwrap(), cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(end(Whose::Shop(cast.grocer.id)).await.unwrap(), 1);
        assert!(!is_in(&cast.grocer_session).await && is_in(&cast.toys_session).await);
        assert!(matches!(accounts::look(db.read(), &waiting, cast.at).await, Err(Error::NotFound)));
        let camille = "Camille Roux".parse().unwrap();
        assert_eq!(end(Whose::Named(cast.town.id, &camille)).await.unwrap(), 1);
        assert!(!is_in(&cast.official_session).await && is_in(&cast.toys_session).await);
        let nobody = "Personne".parse().unwrap();
        assert!(matches!(end(Whose::Named(cast.town.id, &nobody)).await, Err(Error::NotFound)));
        let there = Cast::named(db, "etampes").await;
        assert_eq!(end(Whose::All).await.unwrap(), 4);
        assert!(!is_in(&cast.toys_session).await && !is_in(&there.official_session).await);
        let lines = ledger::of_town(db.read(), &cast.official).await.unwrap();
        let ended: Vec<_> = lines.iter().filter(|line| line.deed == Deed::SessionsEnded).collect();
        assert_eq!(ended.len(), 3);
        assert!(ended.iter().all(|line| line.actor.is_none()));
        assert!(ended.iter().any(|line| line.about.as_ref() == Some(&camille)));
        let shop = ledger::of_shop(db.read(), &cast.grocer_merchant, None).await.unwrap();
        assert!(shop.iter().any(|line| line.deed == Deed::SessionsEnded));
    }

    async fn of_two_namesakes_nobody_is_signed_out(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let tx = db.write().await.unwrap();
        accounts::invite_official(&tx, cast.town.id, "La pause".parse().unwrap(), cast.at).await.unwrap();
        let name = "La pause".parse().unwrap();
        let refused = end_sessions(&tx, Whose::Named(cast.town.id, &name), cast.at).await;
        assert!(matches!(refused, Err(Error::Refused(EndRefused::Namesakes))));
    }

    async fn a_merchant_is_no_official_and_the_other_way_round(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let merchant = accounts::signed_in(db.read(), &cast.grocer_session.secret, cast.at).await.unwrap();
        assert!(matches!(merchant.official(db.read()).await, Err(Error::NotFound)));
        let official = accounts::signed_in(db.read(), &cast.official_session.secret, cast.at).await.unwrap();
        assert!(matches!(official.merchant(db.read()).await, Err(Error::NotFound)));
    }

    async fn the_database_holds_no_secret(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let rows = accounts::entity::session::Entity::find().all(db.read()).await.unwrap();
        assert_eq!(rows.len(), 3);
        for row in rows {
            assert_ne!(row.token_hash, cast.grocer_session.secret.reveal());
        }
    }
}
