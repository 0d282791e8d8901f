//! Who works at a shop: its owner, and those who help there.

use chrono::{DateTime, Utc};
use domain::{catalogue::Stock, ledger::Deed, orders::Actor, shops::ShopRole};
use sea_orm::EntityTrait;
use services::{
    accounts::{
        self, InvitationRefused, LeaveRefused, MerchantOf, NameTaken, NewSession, OwnerOf, Person,
        entity::shop_member,
    },
    db::Db,
    error::Error,
    ledger, on_both_engines,
    orders::{self, Placer},
    secret::Secret,
    shops,
    testing::{Cast, reservation},
};

fn owner(cast: &Cast) -> OwnerOf {
    cast.grocer_merchant.owner().unwrap()
}

async fn invite(db: &Db, who: &OwnerOf, name: &str, at: DateTime<Utc>) -> Result<Secret, Error<NameTaken>> {
    let tx = db.write_in(who.town()).await.unwrap();
    let link = accounts::invite_helper(&tx, who, name.parse().unwrap(), at).await?;
    tx.commit().await.unwrap();
    Ok(link)
}

async fn come_in(db: &Db, link: &Secret, at: DateTime<Utc>) -> Result<NewSession, Error<InvitationRefused>> {
    let tx = db.write().await.unwrap();
    let device = accounts::accept(&tx, link, "test", at).await?;
    tx.commit().await.unwrap();
    Ok(device)
}

async fn merchant(db: &Db, device: &NewSession, at: DateTime<Utc>) -> Result<MerchantOf, Error> {
    let who = accounts::signed_in(db.read(), &device.secret, at).await?;
    who.merchant(db.read()).await
}

async fn people(db: &Db, cast: &Cast) -> Vec<Person> {
    accounts::people(db.read(), &owner(cast), cast.at).await.unwrap()
}

on_both_engines! {
    async fn a_helper_runs_the_shelf_and_the_orders_and_settles_nothing(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let link = invite(db, &owner(&cast), "Léa", cast.at).await.unwrap();
        let known = people(db, &cast).await;
        assert_eq!(known.iter().map(|one| (one.name.as_str(), one.role)).collect::<Vec<_>>(), [("La pause", ShopRole::Owner), ("Léa", ShopRole::Helper)]);
        assert_eq!((known[0].seen, known[1].seen), (Some(cast.at), None));
        assert!(matches!(invite(db, &owner(&cast), "Léa", cast.at).await, Err(Error::Refused(NameTaken))));
        let device = come_in(db, &link, cast.at).await.unwrap();
        assert_eq!(people(db, &cast).await[1].seen, Some(cast.at));
        let lea = merchant(db, &device, cast.at).await.unwrap();
        assert_eq!((lea.shop(), lea.actor()), (cast.grocer.id, Actor::Helper));
        let honey = cast.product(db, &lea, "Miel", "9,80", Stock::Plenty).await;
        let wanted = reservation(&cast, "k", &[(honey, 1)], &[&cast.grocer]);
        orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await.unwrap();
        assert_eq!(orders::count_unseen(db.read(), &lea).await.unwrap(), 1);
        // Who sells, when it is open, and who else comes in take guards that they cannot have.
        assert!(lea.in_person().is_ok());
        assert!(matches!(lea.as_owner(), Err(Error::NotFound)) && matches!(lea.owner(), Err(Error::NotFound)));
        let lines = ledger::of_town(db.read(), &cast.official).await.unwrap();
        let invited = lines.iter().find(|line| line.deed == Deed::HelperInvited).unwrap();
        assert_eq!(invited.about.as_ref().unwrap().as_str(), "Léa");
    }

    async fn who_helps_no_longer_is_out_at_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let device = come_in(db, &invite(db, &owner(&cast), "Léa", cast.at).await.unwrap(), cast.at).await.unwrap();
        let lea = people(db, &cast).await[1].id;
        let tx = db.write().await.unwrap();
        let (name, unused) = accounts::link_for_helper(&tx, &owner(&cast), lea, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(name.as_str(), "Léa");
        // Nobody of another shop, and never the owner.
        let tx = db.write().await.unwrap();
        let toys = cast.toys_merchant.owner().unwrap();
        assert!(matches!(accounts::let_helper_go(&tx, &toys, lea, cast.at).await, Err(Error::NotFound)));
        assert!(matches!(accounts::link_for_helper(&tx, &toys, lea, cast.at).await, Err(Error::NotFound)));
        assert!(matches!(accounts::let_helper_go(&tx, &owner(&cast), owner(&cast).member(), cast.at).await, Err(Error::NotFound)));
        accounts::let_helper_go(&tx, &owner(&cast), lea, cast.at).await.unwrap();
        assert!(matches!(accounts::let_helper_go(&tx, &owner(&cast), lea, cast.at).await, Err(Error::NotFound)));
        tx.commit().await.unwrap();
        assert!(matches!(merchant(db, &device, cast.at).await, Err(Error::NotFound)));
        assert!(matches!(come_in(db, &unused, cast.at).await, Err(Error::NotFound)));
        assert_eq!(people(db, &cast).await.len(), 1);
        // The name is free again.
        invite(db, &owner(&cast), "Léa", cast.at).await.unwrap();
    }

    async fn a_helper_leaves_and_the_shop_goes_on(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let device = come_in(db, &invite(db, &owner(&cast), "Léa", cast.at).await.unwrap(), cast.at).await.unwrap();
        let honey = cast.product(db, &cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let wanted = reservation(&cast, "k", &[(honey, 1)], &[&cast.grocer]);
        orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await.unwrap();
        let tx = db.write().await.unwrap();
        let who = accounts::signed_in(&tx, &device.secret, cast.at).await.unwrap();
        accounts::leave(&tx, &who, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert!(shops::by_slug(db.read(), cast.town.id, "la-pause").await.is_ok());
        assert_eq!(people(db, &cast).await.len(), 1);
    }

    async fn a_shop_without_its_owner_is_nobodys(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let device = come_in(db, &invite(db, &owner(&cast), "Léa", cast.at).await.unwrap(), cast.at).await.unwrap();
        let honey = cast.product(db, &cast.grocer_merchant, "Miel", "9,80", Stock::Plenty).await;
        let wanted = reservation(&cast, "k", &[(honey, 1)], &[&cast.grocer]);
        let placed = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await.unwrap();
        let grocer = accounts::signed_in(db.read(), &cast.grocer_session.secret, cast.at).await.unwrap();
        // A helper serves what was ordered; who answers for it does not leave meanwhile.
        let tx = db.write().await.unwrap();
        assert!(matches!(accounts::leave(&tx, &grocer, cast.at).await, Err(Error::Refused(LeaveRefused::OrdersWait(1)))));
        drop(tx);
        let lea = merchant(db, &device, cast.at).await.unwrap();
        let (_, order) = orders::page(db.read(), &placed.page_key).await.unwrap();
        let tx = db.write().await.unwrap();
        orders::make_ready(&tx, &lea, order.parts[0].id, cast.at).await.unwrap();
        orders::hand_over(&tx, &lea, order.parts[0].id, &order.code, cast.at).await.unwrap();
        accounts::leave(&tx, &grocer, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert!(shops::by_slug(db.read(), cast.town.id, "la-pause").await.is_err());
        assert!(matches!(merchant(db, &device, cast.at).await, Err(Error::NotFound)));
        // Somebody else may claim it.
        let left = shop_member::Entity::find().all(db.read()).await.unwrap();
        assert!(left.iter().all(|row| row.shop_id != cast.grocer.id));
        let tx = db.write().await.unwrap();
        let link = accounts::invite_merchant(&tx, cast.grocer.id, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        come_in(db, &link, cast.at).await.unwrap();
    }
}
