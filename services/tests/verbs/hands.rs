//! Helping hands: codes that are read out, what whoever types one may do, and what ends it.

use chrono::{DateTime, Duration, Utc};
use domain::{
    catalogue::{Change, Stock},
    hand::{Ending, HelpCode, Term},
    id::{HandId, ProductId},
    ledger::Deed,
    orders::Actor,
    text::Name,
};
use sea_orm::EntityTrait;
use services::{
    accounts::{self, NewSession, OwnerOf, ShelfOf, SignedIn, Whose},
    catalogue,
    db::Db,
    error::Error,
    hands::{self, TakeRefused, Taken, Taker, entity},
    ledger, on_both_engines,
    testing::Cast,
};

fn owner(cast: &Cast) -> OwnerOf {
    cast.grocer_merchant.owner().unwrap()
}

async fn ask(db: &Db, who: &OwnerOf, term: Term, at: DateTime<Utc>) -> HelpCode {
    let tx = db.write().await.unwrap();
    let code = hands::ask(&tx, who, term, at).await.unwrap();
    tx.commit().await.unwrap();
    code
}

/// Takes a code; what is refused leaves nothing.
async fn take(
    db: &Db,
    who: Taker<'_>,
    code: &HelpCode,
    at: DateTime<Utc>,
) -> Result<Taken, Error<TakeRefused>> {
    let tx = db.write().await.unwrap();
    let taken = hands::take(&tx, who, code, at).await?;
    tx.commit().await.unwrap();
    Ok(taken)
}

fn paul() -> Name {
    "Paul Petit".parse().unwrap()
}

/// Somebody who was nobody here takes it.
async fn take_as_guest(db: &Db, code: &HelpCode, at: DateTime<Utc>) -> Result<Taken, Error<TakeRefused>> {
    take(db, Taker::Guest(&paul(), "Android Chrome/130", None), code, at).await
}

/// Paul helps at La pause.
async fn helping(db: &Db, cast: &Cast, term: Term) -> NewSession {
    let code = ask(db, &owner(cast), term, cast.at).await;
    let taken = take_as_guest(db, &code, cast.at).await.unwrap();
    taken.session.unwrap()
}

async fn device(db: &Db, device: &NewSession, at: DateTime<Utc>) -> SignedIn {
    accounts::signed_in(db.read(), &device.secret, at).await.unwrap()
}

async fn shelf(db: &Db, session: &NewSession, at: DateTime<Utc>) -> Result<ShelfOf, Error> {
    device(db, session, at).await.shelf(db.read()).await
}

async fn hand_of(db: &Db, cast: &Cast) -> HandId {
    hands::lent(db.read(), &owner(cast), cast.at).await.unwrap()[0].id
}

async fn change(
    db: &Db,
    who: &ShelfOf,
    id: ProductId,
    change: Change,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let tx = db.write_in(who.town()).await.unwrap();
    let who = who.in_good_standing(&tx).await.unwrap();
    catalogue::change(&tx, &who, id, change, at).await?;
    tx.commit().await.unwrap();
    Ok(())
}

on_both_engines! {
    async fn whoever_types_the_code_works_at_that_shelf_under_their_own_name(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let honey = cast.product(db, &cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let doll = cast.product(db, &cast.toys_merchant, "Poupée", "24", Stock::Plenty).await;
        let paul = helping(db, &cast, Term::Hour).await;
        let who = shelf(db, &paul, cast.at).await.unwrap();
        assert_eq!((who.shop(), who.actor()), (cast.grocer.id, Actor::Helper));
        change(db, &who, honey, Change::Off, cast.at).await.unwrap();
        // Another shop's product is not found, and neither is what else the shop has.
        assert!(matches!(change(db, &who, doll, Change::Off, cast.at).await, Err(Error::NotFound)));
        let phone = device(db, &paul, cast.at).await;
        assert!(matches!(phone.merchant(db.read()).await, Err(Error::NotFound)));
        assert!(matches!(phone.official(db.read()).await, Err(Error::NotFound)));
        let tx = db.write().await.unwrap();
        assert!(matches!(accounts::leave(&tx, &phone, cast.at).await, Err(Error::NotFound)));
        drop(tx);
        // The owner reads it, and the town hall that somebody came.
        let lines = ledger::of_shop(db.read(), &cast.grocer_merchant, None).await.unwrap();
        let off = lines.iter().find(|line| line.deed == Deed::Off).unwrap();
        assert_eq!(off.name.as_ref().unwrap().as_str(), "Paul Petit");
        assert_eq!((off.actor, off.device.as_str()), (Some(Actor::Helper), "Android, Chrome"));
        let of_town = ledger::of_town(db.read(), &cast.official).await.unwrap();
        assert!(of_town.iter().any(|line| line.deed == Deed::HandLent) && of_town.iter().all(|line| line.deed != Deed::Off));
        let lent = hands::lent(db.read(), &owner(&cast), cast.at).await.unwrap();
        assert_eq!((lent.len(), lent[0].name.as_str(), lent[0].until), (1, "Paul Petit", cast.at + Duration::hours(1)));
    }

    async fn a_code_is_good_once_and_for_a_quarter_of_an_hour(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let why = |taken: Result<Taken, Error<TakeRefused>>| match taken {
            Err(Error::Refused(why)) => why,
            other => panic!("{other:?}"),
        };
        let wrong = HelpCode::from_bits(1);
        assert_eq!(why(take_as_guest(db, &wrong, cast.at).await), TakeRefused::Unknown);
        let late = ask(db, &owner(&cast), Term::Hour, cast.at).await;
        assert_eq!(hands::waits_until(db.read(), &owner(&cast), cast.at).await.unwrap(), Some(cast.at + Duration::minutes(15)));
        let quarter = cast.at + Duration::minutes(15);
        assert_eq!(why(take_as_guest(db, &late, quarter).await), TakeRefused::Expired);
        // Another takes the place of the one that waits.
        let code = ask(db, &owner(&cast), Term::ThreeDays, cast.at).await;
        assert_eq!(why(take_as_guest(db, &late, cast.at).await), TakeRefused::Unknown);
        let taken = take_as_guest(db, &code, cast.at).await.unwrap();
        assert_eq!((taken.shop, taken.until), (cast.grocer.id, cast.at + Duration::days(3)));
        assert_eq!(why(take_as_guest(db, &code, cast.at).await), TakeRefused::Used);
        assert_eq!(hands::waits_until(db.read(), &owner(&cast), cast.at).await.unwrap(), None);
        let voided = ask(db, &owner(&cast), Term::Hour, cast.at).await;
        let tx = db.write().await.unwrap();
        hands::void(&tx, &owner(&cast)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(why(take_as_guest(db, &voided, cast.at).await), TakeRefused::Unknown);
        // Of a code the database knows only what it hashes to, and the owner who made it cannot take it.
        let rows = entity::Entity::find().all(db.read()).await.unwrap();
        assert!(rows.iter().all(|row| row.code_hash.len() == 64 && !row.code_hash.contains(code.as_str())));
        let own = ask(db, &owner(&cast), Term::Hour, cast.at).await;
        let grocer = device(db, &cast.grocer_session, cast.at).await;
        assert_eq!(why(take(db, Taker::Known(&grocer), &own, cast.at).await), TakeRefused::OwnShop);
        take_as_guest(db, &own, cast.at).await.unwrap();
    }

    async fn of_two_who_type_it_at_once_one_comes_in(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let code = ask(db, &owner(&cast), Term::Hour, cast.at).await;
        let (one, other) = tokio::join!(take_as_guest(db, &code, cast.at), take_as_guest(db, &code, cast.at));
        assert!(one.is_ok() != other.is_ok());
        assert_eq!(hands::lent(db.read(), &owner(&cast), cast.at).await.unwrap().len(), 1);
    }

    async fn past_its_time_nothing_is_changed_any_more(db: &Db) {
        let cast = Cast::on_stage(db).await;
        // Until midnight in Dourdan.
        let paul = helping(db, &cast, Term::Today).await;
        let midnight: DateTime<Utc> = "2026-11-24T23:00:00Z".parse().unwrap();
        assert!(shelf(db, &paul, midnight - Duration::seconds(1)).await.is_ok());
        assert!(matches!(shelf(db, &paul, midnight).await, Err(Error::NotFound)));
        let place = hands::place(db.read(), &device(db, &paul, midnight).await, midnight).await.unwrap().unwrap();
        assert_eq!((place.ending, place.has_own_place), (Some(Ending::Lapsed), false));
        assert!(hands::lent(db.read(), &owner(&cast), midnight).await.unwrap().is_empty());
        hands::sweep(db, midnight).await.unwrap();
        hands::sweep(db, midnight).await.unwrap();
        let lines = ledger::of_shop(db.read(), &cast.grocer_merchant, None).await.unwrap();
        let ends: Vec<_> = lines.iter().filter(|line| line.deed == Deed::HandEnded).collect();
        assert_eq!(ends.len(), 1);
        assert_eq!((ends[0].after.as_deref(), ends[0].name.as_ref()), (Some("lapsed"), None));
        // A year later nobody knows who it was.
        hands::sweep(db, midnight + Duration::days(366)).await.unwrap();
        assert!(entity::Entity::find().all(db.read()).await.unwrap().is_empty());
        let members = accounts::entity::member::Entity::find().all(db.read()).await.unwrap();
        assert!(members.iter().all(|member| member.name.as_str() != "Paul Petit"));
    }

    async fn the_owner_ends_it_at_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let paul = helping(db, &cast, Term::ThreeDays).await;
        let hand = hand_of(db, &cast).await;
        let tx = db.write().await.unwrap();
        let stranger = cast.toys_merchant.owner().unwrap();
        assert!(matches!(hands::take_back(&tx, &stranger, hand, cast.at).await, Err(Error::NotFound)));
        for _ in 0..2 {
            hands::take_back(&tx, &owner(&cast), hand, cast.at).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert!(matches!(shelf(db, &paul, cast.at).await, Err(Error::NotFound)));
        let place = hands::place(db.read(), &device(db, &paul, cast.at).await, cast.at).await.unwrap().unwrap();
        assert_eq!((place.shop.id, place.ending), (cast.grocer.id, Some(Ending::TakenBack)));
        let lines = ledger::of_shop(db.read(), &cast.grocer_merchant, None).await.unwrap();
        let ends = lines.iter().filter(|line| line.deed == Deed::HandEnded);
        assert_eq!(ends.map(|line| line.about.as_ref().unwrap().as_str()).collect::<Vec<_>>(), ["Paul Petit"]);
    }

    async fn an_official_helps_and_comes_back_to_the_town_hall(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let code = ask(db, &owner(&cast), Term::Hour, cast.at).await;
        let official = device(db, &cast.official_session, cast.at).await;
        let taken = take(db, Taker::Known(&official), &code, cast.at).await.unwrap();
        assert!(taken.session.is_none());
        // The same device is still the official's, and at one shelf.
        let helping = device(db, &cast.official_session, cast.at).await;
        assert!(helping.official(db.read()).await.is_ok() && helping.merchant(db.read()).await.is_err());
        assert_eq!(helping.shelf(db.read()).await.unwrap().shop(), cast.grocer.id);
        let tx = db.write().await.unwrap();
        hands::go_out(&tx, &helping).await.unwrap();
        tx.commit().await.unwrap();
        let out = device(db, &cast.official_session, cast.at).await;
        assert!(out.hand().is_none() && out.shelf(db.read()).await.is_err());
        let lent = hands::lent_by(db.read(), &out, cast.at).await.unwrap();
        assert_eq!((lent.len(), lent[0].shop.as_str()), (1, "La pause"));
        let tx = db.write().await.unwrap();
        let stranger = device(db, &cast.toys_session, cast.at).await;
        assert!(matches!(hands::enter(&tx, &stranger, lent[0].id, cast.at).await, Err(Error::NotFound)));
        hands::enter(&tx, &out, lent[0].id, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        let tx = db.write().await.unwrap();
        let back = device(db, &cast.official_session, cast.at).await;
        assert!(hands::finish(&tx, &back, cast.at).await.unwrap(), "the device is still the official's");
        tx.commit().await.unwrap();
        let home = device(db, &cast.official_session, cast.at).await;
        assert!(home.hand().is_none() && home.official(db.read()).await.is_ok());
        assert!(hands::lent(db.read(), &owner(&cast), cast.at).await.unwrap().is_empty());
        assert!(hands::enter(&db.write().await.unwrap(), &home, lent[0].id, cast.at).await.is_err());
    }

    async fn a_neighbour_who_helps_is_not_at_their_own_counter_until_they_come_back(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let code = ask(db, &owner(&cast), Term::Hour, cast.at).await;
        let toys = device(db, &cast.toys_session, cast.at).await;
        take(db, Taker::Known(&toys), &code, cast.at).await.unwrap();
        let helping = device(db, &cast.toys_session, cast.at).await;
        assert!(matches!(helping.merchant(db.read()).await, Err(Error::NotFound)));
        // Also when it is over: an open page of the other shop is taken for none of theirs.
        let later = cast.at + Duration::hours(2);
        let over = device(db, &cast.toys_session, later).await;
        assert!(over.merchant(db.read()).await.is_err() && over.shelf(db.read()).await.is_err());
        let tx = db.write().await.unwrap();
        hands::go_out(&tx, &over).await.unwrap();
        tx.commit().await.unwrap();
        let home = device(db, &cast.toys_session, later).await;
        assert_eq!(home.merchant(db.read()).await.unwrap().shop(), cast.toys.id);
    }

    async fn whoever_goes_on_to_another_shelf_has_finished_at_the_first(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let first = helping(db, &cast, Term::Hour).await;
        let before = device(db, &first, cast.at).await;
        let tx = db.write().await.unwrap();
        let guest = hands::go_out(&tx, &before).await;
        assert!(matches!(guest, Err(Error::NotFound)), "there is nowhere to come back to");
        drop(tx);
        let toys = cast.toys_merchant.owner().unwrap();
        let code = ask(db, &toys, Term::Hour, cast.at).await;
        let taken = take(db, Taker::Guest(&paul(), "phone", Some(&before)), &code, cast.at).await.unwrap();
        assert_eq!(taken.shop, cast.toys.id);
        assert!(hands::lent(db.read(), &owner(&cast), cast.at).await.unwrap().is_empty());
        assert!(matches!(accounts::signed_in(db.read(), &first.secret, cast.at).await, Err(Error::NotFound)));
        assert!(shelf(db, &taken.session.unwrap(), cast.at).await.is_ok());
    }

    async fn when_the_owner_leaves_all_help_ends(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let paul = helping(db, &cast, Term::ThreeDays).await;
        let code = ask(db, &owner(&cast), Term::Hour, cast.at).await;
        let tx = db.write().await.unwrap();
        let grocer = device(db, &cast.grocer_session, cast.at).await;
        accounts::leave(&tx, &grocer, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(shelf(db, &paul, cast.at).await, Err(Error::NotFound)));
        assert!(matches!(take_as_guest(db, &code, cast.at).await, Err(Error::Refused(TakeRefused::Unknown))));
    }

    async fn when_an_owner_is_signed_out_by_the_operator_all_help_ends(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let paul = helping(db, &cast, Term::ThreeDays).await;
        let code = ask(db, &owner(&cast), Term::Hour, cast.at).await;
        let end = async |whose: Whose<'_>| {
            let tx = db.write().await.unwrap();
            accounts::end_sessions(&tx, whose, cast.at).await.unwrap();
            tx.commit().await.unwrap();
        };
        end(Whose::Shop(cast.toys.id)).await;
        assert!(shelf(db, &paul, cast.at).await.is_ok());
        end(Whose::Shop(cast.grocer.id)).await;
        assert!(matches!(shelf(db, &paul, cast.at).await, Err(Error::NotFound)));
        assert!(matches!(take_as_guest(db, &code, cast.at).await, Err(Error::Refused(TakeRefused::Unknown))));
        let lines = ledger::of_shop(db.read(), &cast.grocer_merchant, None).await.unwrap();
        let ended = lines.iter().find(|line| line.deed == Deed::HandEnded).unwrap();
        assert_eq!((ended.actor, ended.after.as_deref()), (None, Some("taken_back")));
    }
}
