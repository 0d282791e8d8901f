//! Whoever runs the instance, as a person.

use chrono::{DateTime, Duration, Utc};
use domain::ledger::Deed;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use services::{
    accounts::{
        self, NewSession, Office, SignedIn,
        proof::{self, LostRefused, lost},
    },
    db::Db,
    error::Error,
    ledger::{self, INSTANCE},
    on_both_engines,
    secret::Secret,
    testing::{Cast, operator, seal},
};

const NAME: &str = "Solène Hébert";

async fn person(db: &Db, device: &NewSession, at: DateTime<Utc>) -> SignedIn {
    accounts::signed_in(db.read(), &device.secret, at).await.unwrap()
}

async fn runs_it(db: &Db, device: &NewSession, at: DateTime<Utc>) -> bool {
    match person(db, device, at).await.operator(db.read()).await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(other) => panic!("{other:?}"),
    }
}

async fn go_through(db: &Db, link: &Secret, at: DateTime<Utc>) -> NewSession {
    let tx = db.write().await.unwrap();
    let device = accounts::accept(&tx, link, "test", at).await.unwrap();
    tx.commit().await.unwrap();
    device
}

async fn invited(db: &Db, name: &str, at: DateTime<Utc>) -> NewSession {
    let tx = db.write().await.unwrap();
    let link = accounts::invite_operator(&tx, &name.parse().unwrap(), at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    go_through(db, &link, at).await
}

on_both_engines! {
    async fn nobody_runs_the_instance_by_being_somebody_else(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (device, _) = operator(db, NAME, cast.at).await;
        assert!(runs_it(db, &device, cast.at).await);
        for other in [&cast.official_session, &cast.grocer_session] {
            assert!(!runs_it(db, other, cast.at).await);
            let who = person(db, other, cast.at).await;
            assert!(matches!(who.unproven_operator(db.read()).await, Err(Error::NotFound)));
        }
        // Nor is whoever runs it somebody in a town.
        let who = person(db, &device, cast.at).await;
        assert!(matches!(who.official(db.read()).await, Err(Error::NotFound)));
        assert!(matches!(who.unproven(db.read()).await, Err(Error::NotFound)));
        assert!(matches!(who.merchant(db.read()).await, Err(Error::NotFound)));
    }

    async fn there_is_no_day_without_a_key(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let device = invited(db, NAME, cast.at).await;
        assert!(!runs_it(db, &device, cast.at).await);
        let who = person(db, &device, cast.at).await.unproven_operator(db.read()).await.unwrap();
        assert_eq!(who.office(), Office::Instance);
        assert!(who.owes_proof() && who.official().is_err() && who.may_set_up().is_ok());
    }

    async fn a_proof_lasts_and_is_fresh_as_an_officials(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (device, nonce) = operator(db, NAME, cast.at).await;
        let almost = cast.at + proof::LASTS - Duration::seconds(1);
        assert!(runs_it(db, &device, almost).await);
        let after = cast.at + proof::LASTS;
        assert!(!runs_it(db, &device, after).await);
        let who = person(db, &device, after).await.unproven_operator(db.read()).await.unwrap();
        let code = seal().key(who.member(), &nonce).code(after);
        let tx = db.write().await.unwrap();
        proof::prove(&tx, &seal(), &who, &code, after).await.unwrap();
        tx.commit().await.unwrap();
        let who = person(db, &device, after).await.operator(db.read()).await.unwrap();
        assert!(who.just_proved(after + Duration::minutes(9)).is_ok());
        assert!(matches!(who.just_proved(after + Duration::minutes(10)), Err(Error::NotFound)));
    }

    async fn one_more_device_proves_itself_and_a_lost_key_is_set_up_anew(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (first, _) = operator(db, NAME, cast.at).await;
        let second = invited(db, NAME, cast.at).await;
        assert!(!runs_it(db, &second, cast.at).await);
        assert_eq!(person(db, &first, cast.at).await.member(), person(db, &second, cast.at).await.member());
        let tx = db.write().await.unwrap();
        let name = NAME.parse().unwrap();
        // An official of the same name is somebody else.
        assert!(matches!(lost(&tx, Office::TownHall(cast.town.id), &name, cast.at).await, Err(Error::NotFound)));
        let link = lost(&tx, Office::Instance, &name, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        for device in [&first, &second] {
            assert!(accounts::signed_in(db.read(), &device.secret, cast.at).await.is_err());
        }
        let anew = go_through(db, &link, cast.at).await;
        let who = person(db, &anew, cast.at).await.unproven_operator(db.read()).await.unwrap();
        assert!(who.key_since().is_none() && !runs_it(db, &anew, cast.at).await);
    }

    async fn an_access_that_was_taken_away_opens_nothing(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (device, _) = operator(db, NAME, cast.at).await;
        let (other, _) = operator(db, "Ali Ben Salem", cast.at).await;
        let tx = db.write().await.unwrap();
        accounts::dismiss_operator(&tx, &NAME.parse().unwrap(), cast.at).await.unwrap();
        let nobody = accounts::dismiss_operator(&tx, &"Personne".parse().unwrap(), cast.at).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
        tx.commit().await.unwrap();
        assert!(accounts::signed_in(db.read(), &device.secret, cast.at).await.is_err());
        assert!(runs_it(db, &other, cast.at).await);
        let names = accounts::operators(db.read()).await.unwrap();
        assert_eq!(names.iter().map(ToString::to_string).collect::<Vec<_>>(), ["Ali Ben Salem"]);
    }

    async fn what_concerns_no_town_is_written_down_for_no_town(db: &Db) {
        let cast = Cast::on_stage(db).await;
        operator(db, NAME, cast.at).await;
        let deeds = ledger::entity::Entity::find()
            .filter(ledger::entity::Column::TownId.eq(INSTANCE))
            .order_by_asc(ledger::entity::Column::Id)
            .all(db.read())
            .await
            .unwrap();
        let mut words: Vec<Deed> = deeds.iter().map(|row| row.deed).collect();
        words.sort_by_key(|deed| deed.as_str());
        assert_eq!(words, [Deed::Appointed, Deed::KeySet, Deed::SignedIn]);
        assert!(deeds.iter().all(|row| row.actor.is_none()));
        let of_town = ledger::of_town(db.read(), &cast.official).await.unwrap();
        assert!(of_town.iter().all(|entry| entry.about.as_ref().is_none_or(|name| name.as_str() != NAME)));
    }

    async fn namesakes_are_told_apart_by_nobody(db: &Db) {
        let cast = Cast::on_stage(db).await;
        operator(db, NAME, cast.at).await;
        let (device, _) = operator(db, "Ali Ben Salem", cast.at).await;
        let who = person(db, &device, cast.at).await.member();
        let row = accounts::entity::member::ActiveModel {
            id: sea_orm::Set(who),
            name: sea_orm::Set(NAME.parse().unwrap()),
            ..Default::default()
        };
        sea_orm::ActiveModelTrait::update(row, db.for_migrations()).await.unwrap();
        let tx = db.write().await.unwrap();
        let refused = accounts::invite_operator(&tx, &NAME.parse().unwrap(), cast.at).await;
        assert!(matches!(refused, Err(Error::Refused(LostRefused::Namesakes))));
    }
}
