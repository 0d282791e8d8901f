//! Who works at a town hall.

use chrono::{DateTime, Utc};
use domain::ledger::Deed;
use services::{
    accounts::{
        self, Arrival, ByKey, Colleague, InvitationRefused, NameTaken, NewSession, OwnAccess,
        proof::{self, Nonce},
    },
    db::Db,
    error::Error,
    ledger, on_both_engines,
    secret::Secret,
    testing::{Cast, seal},
};

fn by_key(cast: &Cast) -> ByKey {
    cast.official_just_proved.by_key().unwrap()
}

async fn team(db: &Db, cast: &Cast) -> Vec<Colleague> {
    accounts::team(db.read(), &cast.official, cast.at).await.unwrap()
}

async fn named(db: &Db, cast: &Cast, name: &str) -> Colleague {
    let team = team(db, cast).await;
    team.into_iter()
        .find(|colleague| colleague.name.as_str() == name)
        .unwrap()
}

async fn appoint(db: &Db, who: &ByKey, name: &str, at: DateTime<Utc>) -> Result<Secret, Error<NameTaken>> {
    let tx = db.write_in(who.town()).await.unwrap();
    let secret = who.appoint(&tx, name.parse().unwrap(), at).await?;
    tx.commit().await.unwrap();
    Ok(secret)
}

async fn come_in(db: &Db, link: &Secret, at: DateTime<Utc>) -> Result<NewSession, Error<InvitationRefused>> {
    let tx = db.write().await.unwrap();
    let device = accounts::accept(&tx, link, "test", at).await?;
    tx.commit().await.unwrap();
    Ok(device)
}

/// Sets up a key on a device, which has proved itself then.
async fn set_up(db: &Db, device: &NewSession, at: DateTime<Utc>) {
    let who = accounts::signed_in(db.read(), &device.secret, at).await.unwrap();
    let who = who.unproven(db.read()).await.unwrap();
    let nonce = Nonce::fresh();
    let code = seal().key(who.member(), &nonce).code(at);
    let tx = db.write().await.unwrap();
    proof::set_up(&tx, &seal(), &who.may_set_up().unwrap(), &nonce, &code, at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn guard(db: &Db, device: &NewSession, at: DateTime<Utc>) -> Result<ByKey, Error> {
    let who = accounts::signed_in(db.read(), &device.secret, at).await?;
    who.official(db.read()).await?.just_proved(at)?.by_key()
}

async fn let_go(db: &Db, who: &ByKey, whom: &Colleague, at: DateTime<Utc>) -> Result<(), Error<OwnAccess>> {
    let tx = db.write_in(who.town()).await.unwrap();
    who.let_go(&tx, whom.id, at).await?;
    tx.commit().await.unwrap();
    Ok(())
}

on_both_engines! {
    async fn a_colleague_is_invited_comes_in_and_sets_up_a_key(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let link = appoint(db, &by_key(&cast), "Noé Blanc", cast.at).await.unwrap();
        let waiting = named(db, &cast, "Noé Blanc").await;
        assert_eq!((waiting.arrival, waiting.seen, waiting.is_you), (Arrival::Awaited, None, false));
        let again = appoint(db, &by_key(&cast), "Noé Blanc", cast.at).await;
        assert!(matches!(again, Err(Error::Refused(NameTaken))));
        let device = come_in(db, &link, cast.at).await.unwrap();
        let newcomer = named(db, &cast, "Noé Blanc").await;
        assert_eq!((newcomer.arrival, newcomer.seen), (Arrival::WithoutKey, Some(cast.at)));
        // On the first day they are an official, and let nobody else in.
        assert!(matches!(guard(db, &device, cast.at).await, Err(Error::NotFound)));
        set_up(db, &device, cast.at).await;
        assert_eq!(named(db, &cast, "Noé Blanc").await.arrival, Arrival::WithKey(cast.at));
        assert!(guard(db, &device, cast.at).await.is_ok());
        let me = named(db, &cast, "Camille Roux").await;
        assert!(me.is_you);
        let entries = ledger::of_town(db.read(), &cast.official).await.unwrap();
        let appointed = |entry: &&ledger::Entry| entry.deed == Deed::Appointed && entry.name.is_some();
        let entry = entries.iter().find(appointed).unwrap();
        assert_eq!(entry.name.as_ref().unwrap().as_str(), "Camille Roux");
        assert_eq!(entry.about.as_ref().unwrap().as_str(), "Noé Blanc");
    }

    async fn who_is_let_go_is_out_at_once_and_for_good(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let link = appoint(db, &by_key(&cast), "Noé Blanc", cast.at).await.unwrap();
        let device = come_in(db, &link, cast.at).await.unwrap();
        set_up(db, &device, cast.at).await;
        let gone = named(db, &cast, "Noé Blanc").await;
        let tx = db.write_in(cast.town.id).await.unwrap();
        let (_, unused) = by_key(&cast).link_for(&tx, gone.id, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let_go(db, &by_key(&cast), &gone, cast.at).await.unwrap();
        assert!(matches!(accounts::signed_in(db.read(), &device.secret, cast.at).await, Err(Error::NotFound)));
        assert!(matches!(come_in(db, &unused, cast.at).await, Err(Error::NotFound)));
        assert_eq!(team(db, &cast).await.len(), 1);
        assert!(matches!(let_go(db, &by_key(&cast), &gone, cast.at).await, Err(Error::NotFound)));
        let entries = ledger::of_town(db.read(), &cast.official).await.unwrap();
        let entry = entries.iter().find(|entry| entry.deed == Deed::LetGo).unwrap();
        assert_eq!(entry.about.as_ref().unwrap().as_str(), "Noé Blanc");
        // The name is free again.
        appoint(db, &by_key(&cast), "Noé Blanc", cast.at).await.unwrap();
    }

    async fn somebody_always_stays(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let me = named(db, &cast, "Camille Roux").await;
        assert!(matches!(let_go(db, &by_key(&cast), &me, cast.at).await, Err(Error::Refused(OwnAccess))));
        let link = appoint(db, &by_key(&cast), "Noé Blanc", cast.at).await.unwrap();
        let device = come_in(db, &link, cast.at).await.unwrap();
        set_up(db, &device, cast.at).await;
        let other = guard(db, &device, cast.at).await.unwrap();
        let noe = named(db, &cast, "Noé Blanc").await;
        // Each was let through before the other one acted.
        let_go(db, &by_key(&cast), &noe, cast.at).await.unwrap();
        assert!(matches!(let_go(db, &other, &me, cast.at).await, Err(Error::NotFound)));
        assert!(matches!(appoint(db, &other, "Zoé Noir", cast.at).await, Err(Error::NotFound)));
        assert_eq!(team(db, &cast).await.len(), 1);
    }

    async fn a_new_link_takes_the_place_of_the_first(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let first = appoint(db, &by_key(&cast), "Noé Blanc", cast.at).await.unwrap();
        let waiting = named(db, &cast, "Noé Blanc").await;
        let tx = db.write_in(cast.town.id).await.unwrap();
        let (name, second) = by_key(&cast).link_for(&tx, waiting.id, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(name.as_str(), "Noé Blanc");
        assert!(matches!(come_in(db, &first, cast.at).await, Err(Error::NotFound)));
        come_in(db, &second, cast.at).await.unwrap();
        // In, and without a key: whoever went through a link now would set it up.
        let tx = db.write_in(cast.town.id).await.unwrap();
        assert!(matches!(by_key(&cast).link_for(&tx, waiting.id, cast.at).await, Err(Error::NotFound)));
    }

    async fn another_town_halls_people_are_not_found(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let there = Cast::named(db, "etampes").await;
        let stranger = team(db, &there).await.remove(0);
        assert!(matches!(let_go(db, &by_key(&cast), &stranger, cast.at).await, Err(Error::NotFound)));
        let tx = db.write_in(cast.town.id).await.unwrap();
        assert!(matches!(by_key(&cast).link_for(&tx, stranger.id, cast.at).await, Err(Error::NotFound)));
    }
}
