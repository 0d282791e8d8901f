//! Links that let somebody in once, and guards.

use chrono::Duration;
use sea_orm::EntityTrait;
use services::{
    accounts::{self, InvitationRefused},
    error::Error,
    on_both_engines,
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
