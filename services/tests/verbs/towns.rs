//! What a town hall says for the town: an announcement, its page, and its shops closed to the public.

use chrono::{Duration, NaiveDate};
use domain::{
    ledger::Deed,
    orders::Actor,
    shops::{Door, Shop, ShopKind},
    towns::{Announcement, Awning, Days, Front, Lockdown, Town},
};
use services::{db::Db, ledger, on_both_engines, pickup, shops, testing::Cast, towns};

fn day(of_november: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, of_november).unwrap()
}

/// All but grocers close from the Tuesday on which the play begins.
fn lockdown() -> Lockdown {
    Lockdown {
        from: day(24),
        to: Some(day(25)),
        essential: vec![ShopKind::Grocer],
    }
}

async fn town(db: &Db, cast: &Cast) -> Town {
    towns::by_id(db.read(), cast.town.id).await.unwrap()
}

async fn close(db: &Db, cast: &Cast, lockdown: Lockdown) {
    let tx = db.write().await.unwrap();
    towns::close(&tx, &cast.official_just_proved, lockdown, cast.at)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn reopen(db: &Db, cast: &Cast) {
    let tx = db.write().await.unwrap();
    towns::reopen(&tx, &cast.official, cast.at).await.unwrap();
    tx.commit().await.unwrap();
}

async fn door(db: &Db, cast: &Cast, shop: &Shop) -> Door {
    let shop = shops::by_id(db.read(), shop.id).await.unwrap();
    pickup::door(&shop, &town(db, cast).await, cast.at)
}

/// What the town's ledger says of the town itself, oldest first: deed, before, after.
async fn written(db: &Db, cast: &Cast) -> Vec<(Deed, Option<String>, Option<String>)> {
    let lines = ledger::of_town(db.read(), &cast.official).await.unwrap();
    let of_town = lines.into_iter().rev().filter(|line| {
        matches!(
            line.deed,
            Deed::TownClosed | Deed::TownReopened | Deed::Announced | Deed::Unannounced | Deed::TownDescribed
        )
    });
    of_town
        .map(|line| {
            assert_eq!(line.actor, Some(Actor::Official));
            assert!(line.name.is_some());
            (line.deed, line.before, line.after)
        })
        .collect()
}

on_both_engines! {
    async fn a_town_closes_all_but_the_essential_shops_and_opens_at_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        assert!(door(db, &cast, &cast.toys).await.is_open());
        close(db, &cast, lockdown()).await;
        let (grocer, toys) = (door(db, &cast, &cast.grocer).await, door(db, &cast, &cast.toys).await);
        assert!(grocer.is_open() && !grocer.at_the_door);
        assert!(!toys.is_open() && toys.at_the_door);
        // It goes on selling: as many moments to come by as before.
        let shop = shops::by_id(db.read(), cast.toys.id).await.unwrap();
        assert!(!pickup::windows(&shop, shop.lead, &cast.town.time_zone, cast.at).is_empty());
        // What the merchant decided for the shop is left alone.
        assert!(!shop.at_the_door);
        reopen(db, &cast).await;
        assert!(door(db, &cast, &cast.toys).await.is_open());
        assert_eq!(town(db, &cast).await.lockdown, None);
    }

    async fn a_town_that_opens_does_not_open_a_shop_that_closed_itself(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let tx = db.write().await.unwrap();
        let form = domain::shops::DescriptionForm {
            week: pickup::usual_week(&cast.toys.hours).unwrap().form(),
            at_the_door: true,
            ..Default::default()
        };
        cast.toys_merchant.as_owner().unwrap().describe(&tx, form.parse().unwrap(), day(24)).await.unwrap();
        tx.commit().await.unwrap();
        close(db, &cast, lockdown()).await;
        reopen(db, &cast).await;
        assert!(door(db, &cast, &cast.toys).await.at_the_door);
    }

    async fn a_closing_is_kept_as_it_was_said_and_may_have_no_end(db: &Db) {
        let cast = Cast::on_stage(db).await;
        for said in [
            lockdown(),
            Lockdown { to: None, ..lockdown() },
            Lockdown { essential: Vec::new(), from: day(30), to: None },
        ] {
            close(db, &cast, said.clone()).await;
            assert_eq!(town(db, &cast).await.lockdown, Some(said));
        }
    }

    async fn every_decision_is_written_down_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let at = |minutes| cast.at + Duration::minutes(minutes);
        let tx = db.write().await.unwrap();
        let longer = Lockdown { to: None, ..lockdown() };
        for (minutes, said) in [(1, lockdown()), (2, lockdown()), (3, longer)] {
            towns::close(&tx, &cast.official_just_proved, said, at(minutes)).await.unwrap();
        }
        for minutes in [4, 5] {
            towns::reopen(&tx, &cast.official, at(minutes)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let text = |said: &str| Some(said.to_owned());
        let (two_days, open_end) = ("2026-11-24/2026-11-25 grocer", "2026-11-24/ grocer");
        assert_eq!(written(db, &cast).await, [
            (Deed::TownClosed, None, text(two_days)),
            (Deed::TownClosed, text(two_days), text(open_end)),
            (Deed::TownReopened, text(open_end), None),
        ]);
    }

    async fn what_a_town_says_stands_until_it_says_otherwise(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let known = town(db, &cast).await;
        assert_eq!((known.front, known.announcement), (Front::default(), None));
        let said = Announcement {
            words: "Marché de Noël samedi.".parse().unwrap(),
            days: Days { from: None, to: Some(day(28)) },
        };
        let front = Front { welcome: "Bienvenue.".parse().ok(), awning: Awning::Basil, counts: true };
        for _ in 0..2 {
            let tx = db.write().await.unwrap();
            towns::announce(&tx, &cast.official, Some(said.clone()), cast.at).await.unwrap();
            let later = cast.at + Duration::minutes(1);
            towns::describe(&tx, &cast.official, front.clone(), later).await.unwrap();
            tx.commit().await.unwrap();
        }
        let known = town(db, &cast).await;
        assert_eq!((known.front, known.announcement), (front, Some(said)));
        let tx = db.write().await.unwrap();
        towns::announce(&tx, &cast.official, None, cast.at + Duration::minutes(2)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(town(db, &cast).await.announcement, None);
        let words = Some("Marché de Noël samedi.".to_owned());
        assert_eq!(written(db, &cast).await, [
            (Deed::Announced, None, words.clone()),
            (Deed::TownDescribed, None, Some("Bienvenue.".to_owned())),
            (Deed::Unannounced, words, None),
        ]);
    }

    async fn a_decision_is_of_its_own_town_only(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let there = Cast::named(db, "etampes").await;
        close(db, &there, lockdown()).await;
        assert!(door(db, &cast, &cast.toys).await.is_open());
        assert!(!door(db, &there, &there.toys).await.is_open());
        assert!(written(db, &cast).await.is_empty());
    }

    async fn what_was_undone_is_not_written_down(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let tx = db.write().await.unwrap();
        towns::close(&tx, &cast.official_just_proved, lockdown(), cast.at).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(town(db, &cast).await.lockdown, None);
        assert!(written(db, &cast).await.is_empty());
    }

    async fn shops_are_counted_when_they_sell(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let count = async || shops::count_selling(db.read(), cast.town.id).await.unwrap();
        assert_eq!(count().await, 0);
        cast.product(db, &cast.grocer_merchant, "Miel", "9,80", domain::catalogue::Stock::Plenty).await;
        cast.product(db, &cast.grocer_merchant, "Thé", "4", domain::catalogue::Stock::Plenty).await;
        assert_eq!(count().await, 1);
        let mut kinds = shops::kinds_in_town(db.read(), cast.town.id).await.unwrap();
        kinds.sort();
        assert_eq!(kinds, [(ShopKind::Grocer, 1), (ShopKind::Toys, 1)]);
    }
}
