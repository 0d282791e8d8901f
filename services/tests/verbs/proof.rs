//! How officials prove who they are.

use chrono::{DateTime, Duration, Utc};
use domain::ledger::Deed;
use sea_orm::EntityTrait;
use services::{
    accounts::{
        self, LeaveRefused, NewSession, Office, Unproven,
        entity::{recovery_code, second_factor},
        proof::{self, LostRefused, Nonce, SealKey, WrongCode, lost},
    },
    db::Db,
    error::Error,
    ledger, on_both_engines,
    testing::{Cast, seal},
};

async fn unproven(db: &Db, device: &NewSession, at: DateTime<Utc>) -> Unproven {
    let who = accounts::signed_in(db.read(), &device.secret, at).await.unwrap();
    who.unproven(db.read()).await.unwrap()
}

async fn is_official(db: &Db, device: &NewSession, at: DateTime<Utc>) -> bool {
    let who = accounts::signed_in(db.read(), &device.secret, at).await.unwrap();
    match who.official(db.read()).await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(other) => panic!("{other:?}"),
    }
}

/// One more device of the official's.
async fn another(db: &Db, cast: &Cast, at: DateTime<Utc>) -> NewSession {
    let tx = db.write().await.unwrap();
    let link = accounts::may_sign_in(&tx, Some(cast.town.id), None, at)
        .await
        .unwrap();
    let device = accounts::accept(&tx, &link, "test", at).await.unwrap();
    tx.commit().await.unwrap();
    device
}

async fn prove(db: &Db, device: &NewSession, code: &str, at: DateTime<Utc>) -> Result<(), Error<WrongCode>> {
    let who = unproven(db, device, at).await;
    let tx = db.write().await.unwrap();
    proof::prove(&tx, &seal(), &who, code, at).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn prove_by_recovery(
    db: &Db,
    device: &NewSession,
    code: &str,
    at: DateTime<Utc>,
) -> Result<(), Error<WrongCode>> {
    let who = unproven(db, device, at).await;
    let tx = db.write().await.unwrap();
    proof::prove_by_recovery(&tx, &seal(), &who, code, at).await?;
    tx.commit().await.unwrap();
    Ok(())
}

fn code(cast: &Cast, at: DateTime<Utc>) -> String {
    seal().key(cast.official.member(), &cast.official_nonce).code(at)
}

/// Sets the official's key up anew, and gives the recovery codes.
async fn renew(db: &Db, device: &NewSession, at: DateTime<Utc>) -> (Nonce, Vec<String>) {
    let who = unproven(db, device, at).await;
    let nonce = Nonce::fresh();
    let code = seal().key(who.member(), &nonce).code(at);
    let tx = db.write().await.unwrap();
    let codes = proof::set_up(&tx, &seal(), &who.may_set_up().unwrap(), &nonce, &code, at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (nonce, codes.written().collect())
}

/// Somebody new at the town hall, who has just come in.
async fn newcomer(db: &Db, cast: &Cast, name: &str) -> NewSession {
    let tx = db.write().await.unwrap();
    let link = accounts::invite_official(&tx, cast.town.id, name.parse().unwrap(), cast.at)
        .await
        .unwrap();
    let device = accounts::accept(&tx, &link, "test", cast.at).await.unwrap();
    tx.commit().await.unwrap();
    device
}

on_both_engines! {
    async fn a_device_that_did_not_prove_itself_is_nobodys_at_the_town_hall(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let device = another(db, &cast, cast.at).await;
        assert!(!is_official(db, &device, cast.at).await);
        assert!(is_official(db, &cast.official_session, cast.at).await);
        // A merchant has nothing to prove, and nowhere to prove it.
        let merchant = accounts::signed_in(db.read(), &cast.grocer_session.secret, cast.at).await.unwrap();
        assert!(matches!(merchant.unproven(db.read()).await, Err(Error::NotFound)));
        let at = cast.at + Duration::minutes(1);
        prove(db, &device, &code(&cast, at), at).await.unwrap();
        assert!(is_official(db, &device, at).await);
    }

    async fn a_proof_lasts_twelve_hours(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let almost = cast.at + proof::LASTS - Duration::seconds(1);
        assert!(is_official(db, &cast.official_session, almost).await);
        let after = cast.at + proof::LASTS;
        assert!(!is_official(db, &cast.official_session, after).await);
        cast.official_proves(db, after).await;
        assert!(is_official(db, &cast.official_session, after).await);
        // What is grave asks for one of a moment ago.
        let who = accounts::signed_in(db.read(), &cast.official_session.secret, after).await.unwrap();
        let who = who.official(db.read()).await.unwrap();
        assert!(who.just_proved(after + Duration::minutes(9)).is_ok());
        assert!(matches!(who.just_proved(after + Duration::minutes(10)), Err(Error::NotFound)));
    }

    async fn a_code_is_good_once_and_only_around_its_time(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let device = another(db, &cast, cast.at).await;
        let refused = |proved: Result<(), Error<WrongCode>>| matches!(proved, Err(Error::Refused(WrongCode)));
        // That of the setting up is used already, also on another device.
        assert!(refused(prove(db, &device, &code(&cast, cast.at), cast.at).await));
        let at = cast.at + Duration::minutes(10);
        for wrong in ["", "abc", "12345", "1234567"] {
            assert!(refused(prove(db, &device, wrong, at).await), "{wrong}");
        }
        for off in [-2, 2] {
            let other = code(&cast, at + Duration::seconds(30 * off));
            if other != code(&cast, at) {
                assert!(refused(prove(db, &device, &other, at).await), "{off}");
            }
        }
        // A clock that is one step behind; then one ahead; never back.
        prove(db, &device, &code(&cast, at - Duration::seconds(30)), at).await.unwrap();
        prove(db, &device, &code(&cast, at + Duration::seconds(30)), at).await.unwrap();
        assert!(refused(prove(db, &device, &code(&cast, at), at).await));
        assert!(refused(prove(db, &device, &code(&cast, at + Duration::seconds(30)), at).await));
    }

    async fn of_two_who_send_the_same_code_at_once_one_is_let_in(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (one, other) = (another(db, &cast, cast.at).await, another(db, &cast, cast.at).await);
        let at = cast.at + Duration::minutes(1);
        let code = code(&cast, at);
        let (first, second) = tokio::join!(prove(db, &one, &code, at), prove(db, &other, &code, at));
        assert!(first.is_ok() != second.is_ok());
    }

    async fn recovery_codes_are_good_once_each(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (_, codes) = renew(db, &cast.official_session, cast.at).await;
        assert_eq!(codes.len(), 8);
        let device = another(db, &cast, cast.at).await;
        let at = cast.at + Duration::minutes(1);
        prove_by_recovery(db, &device, &codes[0].to_lowercase(), at).await.unwrap();
        assert!(is_official(db, &device, at).await);
        for wrong in [codes[0].as_str(), "ABCDE-FGHJK", ""] {
            let again = prove_by_recovery(db, &device, wrong, at).await;
            assert!(matches!(again, Err(Error::Refused(WrongCode))), "{wrong}");
        }
        let who = unproven(db, &device, at).await;
        assert_eq!(proof::recovery_codes_left(db.read(), &who).await.unwrap(), 7);
        let lines = ledger::of_town(db.read(), &cast.official).await.unwrap();
        assert_eq!(lines.iter().filter(|line| line.deed == Deed::RecoveryUsed).count(), 1);
        // Nobody else's.
        let there = Cast::named(db, "etampes").await;
        let theirs = prove_by_recovery(db, &there.official_session, &codes[1], at).await;
        assert!(matches!(theirs, Err(Error::Refused(WrongCode))));
    }

    async fn a_new_phone_replaces_the_old_one_everywhere(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let device = another(db, &cast, cast.at).await;
        let at = cast.at + Duration::minutes(1);
        prove(db, &device, &code(&cast, at), at).await.unwrap();
        let (_, old) = renew(db, &device, at).await;
        let (nonce, _) = renew(db, &device, at + Duration::minutes(1)).await;
        let later = at + Duration::minutes(2);
        // Proved by the key of then.
        assert!(!is_official(db, &cast.official_session, later).await);
        assert!(is_official(db, &device, later).await);
        assert!(prove(db, &cast.official_session, &code(&cast, later), later).await.is_err());
        assert!(prove_by_recovery(db, &cast.official_session, &old[0], later).await.is_err());
        let code = seal().key(cast.official.member(), &nonce).code(later);
        prove(db, &cast.official_session, &code, later).await.unwrap();
        // Not without a proof of a moment ago.
        let stale = unproven(db, &device, later + Duration::hours(1)).await;
        assert!(matches!(stale.may_set_up(), Err(Error::NotFound)));
        assert!(stale.official().is_ok());
    }

    async fn a_wrong_code_sets_nothing_up(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let device = newcomer(db, &cast, "Noé Blanc").await;
        let who = unproven(db, &device, cast.at).await;
        let (shown, other) = (Nonce::fresh(), Nonce::fresh());
        let code = seal().key(who.member(), &shown).code(cast.at + Duration::minutes(5));
        let tx = db.write().await.unwrap();
        for nonce in [&shown, &other] {
            let set = proof::set_up(&tx, &seal(), &who.may_set_up().unwrap(), nonce, &code, cast.at).await;
            assert!(matches!(set, Err(Error::Refused(WrongCode))));
        }
        tx.rollback().await.unwrap();
        assert!(unproven(db, &device, cast.at).await.key_since().is_none());
    }

    async fn a_key_that_was_set_up_meanwhile_is_not_replaced_by_who_saw_none(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let device = newcomer(db, &cast, "Noé Blanc").await;
        let before = unproven(db, &device, cast.at).await.may_set_up().unwrap();
        renew(db, &device, cast.at).await;
        let nonce = Nonce::fresh();
        let code = seal().key(before.member(), &nonce).code(cast.at);
        let tx = db.write().await.unwrap();
        let second = proof::set_up(&tx, &seal(), &before, &nonce, &code, cast.at).await;
        assert!(matches!(second, Err(Error::Refused(WrongCode))));
    }

    async fn a_newcomer_has_a_day(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let device = newcomer(db, &cast, "Noé Blanc").await;
        let last = cast.at + proof::GRACE - Duration::seconds(1);
        assert!(is_official(db, &device, last).await);
        let who = unproven(db, &device, last).await.official().unwrap();
        assert_eq!(who.grace(), Some(cast.at + proof::GRACE));
        assert!(who.just_proved(last).is_ok());
        let over = cast.at + proof::GRACE;
        assert!(!is_official(db, &device, over).await);
        // A second device does not begin another day, and setting up is still possible.
        renew(db, &device, over).await;
        assert!(is_official(db, &device, over).await);
        assert_eq!(unproven(db, &device, over).await.official().unwrap().grace(), None);
    }

    async fn who_lost_everything_comes_in_anew(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let tx = db.write().await.unwrap();
        let before = accounts::may_sign_in(&tx, Some(cast.town.id), None, cast.at).await.unwrap();
        let nobody = lost(&tx, Office::TownHall(cast.town.id), &"Personne".parse().unwrap(), cast.at).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
        let link = lost(&tx, Office::TownHall(cast.town.id), &"Camille Roux".parse().unwrap(), cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let old = accounts::signed_in(db.read(), &cast.official_session.secret, cast.at).await;
        assert!(matches!(old, Err(Error::NotFound)));
        let rows = recovery_code::Entity::find().all(db.read()).await.unwrap();
        assert!(rows.iter().all(|row| row.member_id != cast.official.member()));
        let tx = db.write().await.unwrap();
        assert!(matches!(accounts::accept(&tx, &before, "thief", cast.at).await, Err(Error::NotFound)));
        let later = cast.at + Duration::days(3);
        let device = accounts::accept(&tx, &link, "test", later).await.unwrap();
        tx.commit().await.unwrap();
        assert!(is_official(db, &device, later).await);
        assert_eq!(unproven(db, &device, later).await.official().unwrap().grace(), Some(later + proof::GRACE));
        let lines = ledger::of_town(db.read(), &cast.official).await.unwrap();
        assert!(lines.iter().any(|line| line.deed == Deed::KeyLost && line.actor.is_none()));
    }

    async fn of_two_namesakes_nobody_loses_a_key(db: &Db) {
        let cast = Cast::on_stage(db).await;
        newcomer(db, &cast, "Camille Roux").await;
        let tx = db.write().await.unwrap();
        let refused = lost(&tx, Office::TownHall(cast.town.id), &"Camille Roux".parse().unwrap(), cast.at).await;
        assert!(matches!(refused, Err(Error::Refused(LostRefused::Namesakes))));
    }

    async fn the_database_alone_yields_no_code(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (nonce, codes) = renew(db, &cast.official_session, cast.at).await;
        let who = cast.official.member();
        let secret = seal().key(who, &nonce).by_hand().replace(' ', "");
        let factors = second_factor::Entity::find().all(db.read()).await.unwrap();
        let kept = recovery_code::Entity::find().all(db.read()).await.unwrap();
        assert_eq!((factors.len(), kept.len()), (1, 8));
        let written = format!("{factors:?} {kept:?}");
        assert!(!written.contains(&secret));
        for code in &codes {
            let plain = code.replace('-', "");
            assert!(!written.contains(&plain));
            // Nor by trying: what it hashes to needs the key too.
            assert!(!written.contains(&services::secret::hash(plain.as_bytes())));
        }
        // With another seal key, no code of the official's fits.
        let at = cast.at + Duration::minutes(1);
        let code = seal().key(who, &nonce).code(at);
        let unproven = unproven(db, &cast.official_session, at).await;
        let tx = db.write().await.unwrap();
        let other = SealKey::generate();
        // Once in a million times, two keys agree.
        if other.key(who, &nonce).code(at) != code {
            assert!(proof::prove(&tx, &other, &unproven, &code, at).await.is_err());
        }
        assert!(proof::prove_by_recovery(&tx, &other, &unproven, &codes[0], at).await.is_err());
    }

    async fn whoever_leaves_takes_the_key_along_and_somebody_with_one_stays(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let noe = newcomer(db, &cast, "Noé Blanc").await;
        let leave = async |device: &NewSession| {
            let who = accounts::signed_in(db.read(), &device.secret, cast.at).await.unwrap();
            let tx = db.write().await.unwrap();
            let left = accounts::leave(&tx, &who, cast.at).await;
            tx.settle(left).await
        };
        // A colleague without a key lets nobody in.
        assert!(matches!(leave(&cast.official_session).await, Err(Error::Refused(LeaveRefused::NobodyStays))));
        renew(db, &noe, cast.at).await;
        let (one, other) = tokio::join!(leave(&cast.official_session), leave(&noe));
        assert!(one.is_ok() != other.is_ok(), "of two who leave at once, one stays");
        assert_eq!(second_factor::Entity::find().all(db.read()).await.unwrap().len(), 1);
        assert_eq!(recovery_code::Entity::find().all(db.read()).await.unwrap().len(), 8);
    }
}
