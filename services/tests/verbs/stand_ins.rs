//! Officials who hold a shop's counter: what they may, until when, and what ends it.

use chrono::{DateTime, Duration, Utc};
use domain::{
    catalogue::Stock,
    id::ShopId,
    ledger::Deed,
    orders::Actor,
    shops::{Fact, ShopKind},
    stand_in::{Consent, Ending, Term},
};
use services::{
    accounts::{self, InvitationRefused, MerchantOf, NewSession, SignedIn},
    catalogue,
    db::Db,
    error::Error,
    ledger, on_both_engines,
    orders::{self, Placer},
    shops::{self, NewShop},
    stand_ins::{self, GiveBackRefused, OpenRefused},
    testing::{Cast, reservation},
};

/// A shop that is only on the roster.
async fn on_roster(db: &Db, cast: &Cast) -> ShopId {
    let tx = db.write().await.unwrap();
    let new = NewShop {
        hours: "Mo-Su 08:00-20:00".into(),
        ..NewShop::named("Chez Lucette".parse().unwrap(), ShopKind::Grocer)
    };
    let shop = shops::add(&tx, cast.town.id, new, cast.at).await.unwrap();
    tx.commit().await.unwrap();
    shop.id
}

fn yes(term: Term) -> Consent {
    Consent {
        by: "Mme Martin".parse().unwrap(),
        term,
    }
}

async fn open(db: &Db, cast: &Cast, shop: ShopId, term: Term, at: DateTime<Utc>) {
    let tx = db.write_in(cast.town.id).await.unwrap();
    stand_ins::open(&tx, &cast.official, shop, &yes(term), at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn device_of(db: &Db, device: &NewSession, at: DateTime<Utc>) -> SignedIn {
    accounts::signed_in(db.read(), &device.secret, at).await.unwrap()
}

async fn merchant(db: &Db, device: &NewSession, at: DateTime<Utc>) -> Result<MerchantOf, Error> {
    device_of(db, device, at).await.merchant(db.read()).await
}

async fn give_back(
    db: &Db,
    cast: &Cast,
    shop: ShopId,
    at: DateTime<Utc>,
) -> Result<(), Error<GiveBackRefused>> {
    let tx = db.write_in(cast.town.id).await.unwrap();
    let given = stand_ins::give_back(&tx, &cast.official, shop, at).await;
    tx.commit().await.unwrap();
    given
}

/// The merchant's own phone comes through a link.
async fn take_over(db: &Db, cast: &Cast, shop: ShopId, at: DateTime<Utc>) -> NewSession {
    let tx = db.write().await.unwrap();
    let link = cast.official.invite(&tx, shop, at).await.unwrap();
    let phone = accounts::accept(&tx, &link, "phone", at).await.unwrap();
    let again = accounts::accept(&tx, &link, "another", at).await;
    assert!(matches!(again, Err(Error::Refused(InvitationRefused::Used))));
    tx.commit().await.unwrap();
    phone
}

on_both_engines! {
    async fn an_official_sells_for_a_shop_whose_merchant_said_yes(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let shop = on_roster(db, &cast).await;
        assert!(merchant(db, &cast.official_session, cast.at).await.is_err());
        open(db, &cast, shop, Term::Visit, cast.at).await;
        let who = merchant(db, &cast.official_session, cast.at).await.unwrap();
        assert_eq!((who.shop(), who.town(), who.actor()), (shop, cast.town.id, Actor::Helper));
        // It is on the market at once, with its first product.
        let found = shops::by_slug(db.read(), cast.town.id, "chez-lucette").await.unwrap();
        assert_eq!(found.id, shop);
        let honey = cast.product(db, &who, "Miel", "9,80", Stock::Plenty).await;
        assert!(catalogue::all_of_shop(db.read(), &who).await.unwrap().iter().any(|shelved| shelved.product.id == honey));
        // The ledger says who did it, and for whom.
        let lines = ledger::of_shop(db.read(), &who, None).await.unwrap();
        let told: Vec<_> = lines.iter().map(|line| (line.deed, line.actor)).collect();
        assert_eq!(told, [(Deed::Listed, Some(Actor::Official)), (Deed::StoodIn, Some(Actor::Official))]);
        assert!(lines.iter().all(|line| line.name.as_ref().unwrap().as_str() == "Camille Roux"));
        assert_eq!(lines[1].after.as_deref(), Some("2026-11-24T11:00:00Z Mme Martin"));
        let hall = ledger::of_town(db.read(), &cast.official).await.unwrap();
        assert!(hall.iter().any(|line| line.deed == Deed::StoodIn) && hall.iter().all(|line| line.deed != Deed::Listed));
    }

    async fn said_twice_it_is_held_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let shop = on_roster(db, &cast).await;
        for seconds in [0, 5] {
            open(db, &cast, shop, Term::Visit, cast.at + Duration::seconds(seconds)).await;
        }
        let who = merchant(db, &cast.official_session, cast.at).await.unwrap();
        assert_eq!(ledger::of_shop(db.read(), &who, None).await.unwrap().len(), 1);
        // Said anew for longer, it is the same one, and written down.
        open(db, &cast, shop, Term::Month, cast.at + Duration::hours(1)).await;
        let later = cast.at + Duration::days(29);
        assert_eq!(merchant(db, &cast.official_session, later).await.unwrap().stands_in(), who.stands_in());
        assert_eq!(ledger::of_shop(db.read(), &who, None).await.unwrap().len(), 2);
        assert_eq!(stand_ins::held(db.read(), &cast.official, later).await.unwrap().len(), 1);
    }

    async fn who_stands_in_is_none_of_the_shops_own_people(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let shop = on_roster(db, &cast).await;
        open(db, &cast, shop, Term::Month, cast.at).await;
        let who = merchant(db, &cast.official_session, cast.at).await.unwrap();
        // Links for devices and the bell take a guard that they cannot have.
        assert!(matches!(who.in_person(), Err(Error::NotFound)));
        assert!(cast.grocer_merchant.in_person().is_ok());
        // Of a shop that nobody owns they say what it is, as its merchant told them.
        assert!(who.as_owner().is_ok());
        // And nobody leaves for good from somebody else's counter.
        let tx = db.write().await.unwrap();
        let leaves = accounts::leave(&tx, &device_of(db, &cast.official_session, cast.at).await, cast.at).await;
        assert!(matches!(leaves, Err(Error::NotFound)));
        // Nothing makes them its owner, or lets them back in as that.
        assert!(matches!(cast.official_just_proved.let_back_in(&tx, shop, cast.at).await, Err(Error::NotFound)));
    }

    async fn its_time_is_over_when_it_is_over(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let shop = on_roster(db, &cast).await;
        open(db, &cast, shop, Term::Visit, cast.at).await;
        let (before, after) = (cast.at + Duration::minutes(119), cast.at + Duration::hours(2));
        assert!(merchant(db, &cast.official_session, before).await.is_ok());
        assert!(matches!(merchant(db, &cast.official_session, after).await, Err(Error::NotFound)));
        let over = stand_ins::over(db.read(), &device_of(db, &cast.official_session, after).await, after).await.unwrap();
        assert_eq!(over.unwrap().ending, Some(Ending::Lapsed));
        stand_ins::sweep(db, before).await.unwrap();
        assert!(shops::by_slug(db.read(), cast.town.id, "chez-lucette").await.is_ok());
        // Nobody acts for it any more: it waits off the market, and the town hall sees that it does.
        stand_ins::sweep(db, after).await.unwrap();
        stand_ins::sweep(db, after).await.unwrap();
        assert!(shops::by_slug(db.read(), cast.town.id, "chez-lucette").await.is_err());
        let held = stand_ins::held(db.read(), &cast.official, after).await.unwrap();
        assert_eq!(held[0].held.as_ref().unwrap().ended, Some(Ending::Lapsed));
        let hall = ledger::of_town(db.read(), &cast.official).await.unwrap();
        let ended: Vec<_> = hall.iter().filter(|line| line.deed == Deed::StoodDown).collect();
        assert_eq!((ended.len(), ended[0].after.as_deref()), (1, Some("lapsed")));
        // Asked again, the merchant says yes again.
        open(db, &cast, shop, Term::Month, after).await;
        assert!(merchant(db, &cast.official_session, after).await.is_ok());
        // The year after, nobody knows any more who said it.
        let next_year = after + Duration::days(400);
        stand_ins::sweep(db, next_year).await.unwrap();
        stand_ins::sweep(db, next_year + Duration::days(1)).await.unwrap();
        assert!(stand_ins::stall(db.read(), &cast.official, shop, next_year).await.unwrap().held.is_none());
    }

    async fn the_merchant_takes_it_over_and_it_is_theirs_alone(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let shop = on_roster(db, &cast).await;
        open(db, &cast, shop, Term::Visit, cast.at).await;
        let held = merchant(db, &cast.official_session, cast.at).await.unwrap();
        cast.product(db, &held, "Miel", "9,80", Stock::Plenty).await;
        let phone = take_over(db, &cast, shop, cast.at).await;
        let owner = merchant(db, &phone, cast.at).await.unwrap();
        assert_eq!((owner.shop(), owner.actor(), owner.stands_in()), (shop, Actor::Merchant, None));
        assert_eq!(catalogue::all_of_shop(db.read(), &owner).await.unwrap().len(), 1);
        assert!(matches!(merchant(db, &cast.official_session, cast.at).await, Err(Error::NotFound)));
        let over = stand_ins::over(db.read(), &device_of(db, &cast.official_session, cast.at).await, cast.at).await.unwrap();
        assert_eq!(over.unwrap().ending, Some(Ending::TakenOver));
        // The merchant reads all of it, and the town hall cannot open it again by itself.
        let lines = ledger::of_shop(db.read(), &owner, None).await.unwrap();
        let deeds: Vec<_> = lines.iter().map(|line| line.deed).collect();
        for deed in [Deed::StoodIn, Deed::Listed, Deed::Claimed, Deed::StoodDown] {
            assert!(deeds.contains(&deed), "{deed}");
        }
        let tx = db.write().await.unwrap();
        let again = stand_ins::open(&tx, &cast.official, shop, &yes(Term::Visit), cast.at).await;
        assert!(matches!(again, Err(Error::Refused(OpenRefused::HasMerchant))));
        let entered = stand_ins::enter(&tx, &cast.official, shop, cast.at).await;
        assert!(matches!(entered, Err(Error::NotFound)));
        drop(tx);
        assert!(stand_ins::held(db.read(), &cast.official, cast.at).await.unwrap().is_empty());
        assert!(give_back(db, &cast, shop, cast.at).await.is_ok(), "there is nothing to give");
        assert!(shops::by_slug(db.read(), cast.town.id, "chez-lucette").await.is_ok(), "and it stays open");
    }

    async fn of_two_phones_before_one_square_one_takes_it_over(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let shop = on_roster(db, &cast).await;
        open(db, &cast, shop, Term::Visit, cast.at).await;
        let tx = db.write().await.unwrap();
        let links = [cast.official.invite(&tx, shop, cast.at).await.unwrap(), cast.official.invite(&tx, shop, cast.at).await.unwrap()];
        tx.commit().await.unwrap();
        let go_through = async |link| {
            let tx = db.write().await.unwrap();
            let let_in = accounts::accept(&tx, link, "phone", cast.at).await;
            tx.commit().await.unwrap();
            let_in
        };
        let (one, other) = tokio::join!(go_through(&links[0]), go_through(&links[1]));
        assert!(one.is_ok() != other.is_ok());
    }

    async fn given_back_it_waits_for_its_merchant(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let shop = on_roster(db, &cast).await;
        open(db, &cast, shop, Term::Month, cast.at).await;
        let who = merchant(db, &cast.official_session, cast.at).await.unwrap();
        let honey = cast.product(db, &who, "Miel", "9,80", Stock::Plenty).await;
        let sold = shops::by_id(db.read(), shop).await.unwrap();
        let wanted = reservation(&cast, "k1", &[(honey, 1)], &[&sold]);
        let placed = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await.unwrap();
        // Somebody has to serve what was ordered.
        let waits = give_back(db, &cast, shop, cast.at).await;
        assert!(matches!(waits, Err(Error::Refused(GiveBackRefused::OrdersWait(1)))));
        let (_, order) = orders::page(db.read(), &placed.page_key).await.unwrap();
        let tx = db.write().await.unwrap();
        let part = order.parts[0].id;
        orders::make_ready(&tx, &who, part, cast.at).await.unwrap();
        orders::hand_over(&tx, &who, part, &order.code, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        give_back(db, &cast, shop, cast.at).await.unwrap();
        give_back(db, &cast, shop, cast.at).await.unwrap();
        assert!(shops::by_slug(db.read(), cast.town.id, "chez-lucette").await.is_err());
        assert!(merchant(db, &cast.official_session, cast.at).await.is_err());
        let phone = take_over(db, &cast, shop, cast.at).await;
        let owner = merchant(db, &phone, cast.at).await.unwrap();
        assert_eq!(catalogue::all_of_shop(db.read(), &owner).await.unwrap().len(), 1);
        assert!(shops::by_slug(db.read(), cast.town.id, "chez-lucette").await.is_ok());
    }

    async fn one_phone_serves_several_shops_in_turn(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let lucette = on_roster(db, &cast).await;
        let tx = db.write().await.unwrap();
        let new = NewShop::named("La mercerie".parse().unwrap(), ShopKind::Other);
        let mercerie = shops::add(&tx, cast.town.id, new, cast.at).await.unwrap().id;
        tx.commit().await.unwrap();
        for shop in [lucette, mercerie] {
            open(db, &cast, shop, Term::Month, cast.at).await;
        }
        for shop in [lucette, mercerie, lucette] {
            let tx = db.write().await.unwrap();
            stand_ins::enter(&tx, &cast.official, shop, cast.at).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(merchant(db, &cast.official_session, cast.at).await.unwrap().shop(), shop);
        }
        let tx = db.write().await.unwrap();
        stand_ins::go_out(&tx, &cast.official).await.unwrap();
        tx.commit().await.unwrap();
        assert!(merchant(db, &cast.official_session, cast.at).await.is_err());
        let held = stand_ins::held(db.read(), &cast.official, cast.at).await.unwrap();
        assert_eq!(held.len(), 2);
        // What the law wants to be known, and nobody said.
        let at_the_mercerie = held.iter().find(|stall| stall.shop.id == mercerie).unwrap();
        assert_eq!(at_the_mercerie.missing, Fact::ALL);
    }

    async fn another_towns_shop_is_not_found(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let other = Cast::named(db, "etampes").await;
        let shop = on_roster(db, &other).await;
        let tx = db.write().await.unwrap();
        let opened = stand_ins::open(&tx, &cast.official, shop, &yes(Term::Visit), cast.at).await;
        assert!(matches!(opened, Err(Error::NotFound)));
        drop(tx);
        open(db, &other, shop, Term::Visit, cast.at).await;
        assert!(matches!(give_back(db, &cast, shop, cast.at).await, Err(Error::NotFound)));
        let tx = db.write().await.unwrap();
        assert!(matches!(stand_ins::enter(&tx, &cast.official, shop, cast.at).await, Err(Error::NotFound)));
        assert!(matches!(stand_ins::stall(db.read(), &cast.official, shop, cast.at).await, Err(Error::NotFound)));
    }
}
