//! What a merchant settles about the shop: the days it stays closed, what it needs to prepare, its door and its picture.

use chrono::NaiveDate;
use domain::{
    catalogue::Stock,
    pickup::Lead,
    shops::{Closure, DescriptionForm, Door, DoorState, Shop, ShopKind, WeekForm},
    walk::Position,
};
use services::{
    accounts::{AsOwner, InGoodStanding},
    db::Db,
    error::Error,
    on_both_engines,
    orders::{self, PlaceRefused},
    photos::{PhotoHash, Stored},
    pickup,
    shops::{self, NewShop},
    testing::{Cast, reservation},
};

/// A day of the week in which the play begins, on a Tuesday the 24th.
fn day(of_november: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, of_november).unwrap()
}

fn days(first: u32, last: u32) -> Closure {
    Closure {
        first: day(first),
        last: day(last),
    }
}

fn owner(cast: &Cast) -> AsOwner {
    cast.grocer_merchant.as_owner().unwrap()
}

async fn grocer(db: &Db, cast: &Cast) -> Shop {
    shops::by_id(db.read(), cast.grocer.id).await.unwrap()
}

async fn close(db: &Db, cast: &Cast, closure: Closure) {
    let tx = db.write().await.unwrap();
    shops::close(&tx, &owner(cast), closure, day(24)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn describe(db: &Db, cast: &Cast, change: impl FnOnce(&mut DescriptionForm)) {
    let shop = grocer(db, cast).await;
    let mut form = DescriptionForm {
        address: shop.address,
        week: pickup::usual_week(&shop.hours).unwrap().form(),
        lead: shop.lead,
        at_the_door: shop.at_the_door,
        sells_at_a_distance: shop.sells_at_a_distance,
        ..Default::default()
    };
    change(&mut form);
    let tx = db.write().await.unwrap();
    owner(cast)
        .describe(&tx, form.parse().unwrap(), day(24))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn door(cast: &Cast, shop: &Shop) -> Door {
    pickup::door(shop, &cast.town, cast.at)
}

/// The days on which somebody can collect.
fn offered(cast: &Cast, shop: &Shop) -> Vec<NaiveDate> {
    let mut days: Vec<_> = pickup::windows(shop, shop.lead, &cast.town.time_zone, cast.at)
        .iter()
        .map(|window| window.local_from.date())
        .collect();
    days.dedup();
    days
}

on_both_engines! {
    async fn a_closed_day_offers_no_window_and_says_so_at_the_door(db: &Db) {
        let cast = Cast::on_stage(db).await;
        assert!(door(&cast, &grocer(db, &cast).await).is_open());
        close(db, &cast, Closure::on(day(24))).await;
        close(db, &cast, days(26, 27)).await;
        let shop = grocer(db, &cast).await;
        assert_eq!(shop.hours, "Tu-Sa 09:00-12:30,14:30-19:00; 2026 Nov 24 off; 2026 Nov 26-2026 Nov 27 off");
        assert_eq!(offered(&cast, &shop), [day(25), day(28)]);
        assert_eq!(door(&cast, &shop).state, DoorState::Closed("2026-11-25T09:00:00".parse().ok()));

        let tx = db.write().await.unwrap();
        shops::reopen(&tx, &owner(&cast), Closure::on(day(24)), day(24)).await.unwrap();
        // Three days later, the other closing has lost its first day; then it is over.
        shops::reopen(&tx, &owner(&cast), Closure::on(day(26)), day(27)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(grocer(db, &cast).await.hours, "Tu-Sa 09:00-12:30,14:30-19:00; 2026 Nov 27 off");
        let tx = db.write().await.unwrap();
        shops::reopen(&tx, &owner(&cast), Closure::on(day(30)), day(28)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(grocer(db, &cast).await.hours, cast.grocer.hours);
        assert_eq!(shops::by_id(db.read(), cast.toys.id).await.unwrap().hours, cast.toys.hours);
    }

    async fn two_phones_close_two_days_at_once(db: &Db) {
        let cast = Cast::on_stage(db).await;
        tokio::join!(
            close(db, &cast, Closure::on(day(25))),
            close(db, &cast, Closure::on(day(27))),
            describe(db, &cast, |form| {
                let [.., saturday, sunday] = &mut form.week.days;
                sunday.clone_from(saturday);
            })
        );
        let hours = grocer(db, &cast).await.hours;
        assert_eq!(hours, "Tu-Su 09:00-12:30,14:30-19:00; 2026 Nov 25 off; 2026 Nov 27 off");
    }

    async fn a_closing_of_a_shop_without_hours_tells_no_hours(db: &Db) {
        let cast = Cast::on_stage(db).await;
        describe(db, &cast, |form| form.week = WeekForm::default()).await;
        close(db, &cast, Closure::on(day(24))).await;
        let shop = grocer(db, &cast).await;
        assert!(!shop.has_hours());
        assert_eq!(door(&cast, &shop).state, DoorState::Closed(None));
        let tx = db.write().await.unwrap();
        let week = WeekForm::usual();
        let form = DescriptionForm { week, ..Default::default() };
        owner(&cast).describe(&tx, form.parse().unwrap(), day(24)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(offered(&cast, &grocer(db, &cast).await)[0], day(25));
    }

    async fn a_shop_that_closes_hears_who_was_coming(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture de fraise", "4,50", Stock::Always).await;
        let wanted = reservation(&cast, "k", &[(jam, 1)], &[&cast.grocer]);
        let placed = orders::place(db, &cast.town, &wanted, orders::Placer::Shopper, "fr", cast.at).await.unwrap();
        let planned = async |closure| {
            let (from, to) = pickup::closed_between(&cast.town.time_zone, closure);
            let mine = orders::count_planned(db.read(), &cast.grocer_merchant, from, to).await.unwrap();
            let theirs = orders::count_planned(db.read(), &cast.toys_merchant, from, to).await.unwrap();
            (mine, theirs)
        };
        assert_eq!(planned(Closure::on(day(24))).await, (1, 0));
        assert_eq!(planned(days(20, 30)).await, (1, 0));
        assert_eq!(planned(Closure::on(day(23))).await, (0, 0));
        assert_eq!(planned(Closure::on(day(25))).await, (0, 0));
        // Closing takes nothing from who was promised something; who cancels is no longer awaited.
        close(db, &cast, Closure::on(day(24))).await;
        let (_, order) = orders::page(db.read(), &placed.page_key).await.unwrap();
        assert_eq!(planned(Closure::on(day(24))).await, (1, 0));
        let tx = db.write().await.unwrap();
        orders::cancel(&tx, &placed.page_key, order.parts[0].id, cast.at).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(planned(Closure::on(day(24))).await, (0, 0));
    }

    async fn a_window_closes_for_who_chose_it_before_the_shop_did(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture de fraise", "4,50", Stock::Pieces(1)).await;
        let wanted = reservation(&cast, "k", &[(jam, 1)], &[&cast.grocer]);
        close(db, &cast, Closure::on(day(24))).await;
        let late = orders::place(db, &cast.town, &wanted, orders::Placer::Shopper, "fr", cast.at).await;
        assert!(matches!(late, Err(Error::Refused(PlaceRefused::Windows(shops))) if shops == [cast.grocer.id]));
    }

    async fn a_shop_that_needs_longer_is_given_longer(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let jam = cast.product(db, &cast.grocer_merchant, "Confiture de fraise", "4,50", Stock::Always).await;
        let wanted = reservation(&cast, "k", &[(jam, 1)], &[&cast.grocer]);
        describe(db, &cast, |form| form.lead = Lead::FourHours).await;
        // At ten in the morning: the window that ends at half past twelve is too near now.
        let late = orders::place(db, &cast.town, &wanted, orders::Placer::Shopper, "fr", cast.at).await;
        assert!(matches!(late, Err(Error::Refused(PlaceRefused::Windows(shops))) if shops == [cast.grocer.id]));
        let shop = grocer(db, &cast).await;
        assert_eq!(shop.lead, Lead::FourHours);
        let wanted = reservation(&cast, "k", &[(jam, 1)], &[&shop]);
        let placed = orders::place(db, &cast.town, &wanted, orders::Placer::Shopper, "fr", cast.at).await.unwrap();
        let (_, order) = orders::page(db.read(), &placed.page_key).await.unwrap();
        assert_eq!(order.parts[0].window.local_from, "2026-11-24T14:30:00".parse().unwrap());
        describe(db, &cast, |form| form.lead = Lead::DayBefore).await;
        assert_eq!(offered(&cast, &grocer(db, &cast).await)[0], day(25));
        describe(db, &cast, |form| form.lead = Lead::default()).await;
        assert_eq!(grocer(db, &cast).await.lead, Lead::Hour);
    }

    async fn what_is_said_about_the_shop_keeps_its_closings(db: &Db) {
        let cast = Cast::on_stage(db).await;
        close(db, &cast, days(25, 26)).await;
        describe(db, &cast, |form| form.at_the_door = true).await;
        let shop = grocer(db, &cast).await;
        assert_eq!(shop.hours, "Tu-Sa 09:00-12:30,14:30-19:00; 2026 Nov 25-2026 Nov 26 off");
        assert!(shop.at_the_door && !door(&cast, &shop).is_open());
        describe(db, &cast, |form| {
            form.at_the_door = false;
            form.week.closed_on_holidays = true;
        }).await;
        let shop = grocer(db, &cast).await;
        assert_eq!(shop.hours, "Tu-Sa 09:00-12:30,14:30-19:00; PH off; 2026 Nov 25-2026 Nov 26 off");
        assert!(!shop.at_the_door && door(&cast, &shop).is_open());
    }

    async fn closings_that_are_over_are_forgotten(db: &Db) {
        let cast = Cast::on_stage(db).await;
        close(db, &cast, Closure::on(day(25))).await;
        close(db, &cast, days(27, 30)).await;
        let form = DescriptionForm {
            week: pickup::usual_week(&cast.grocer.hours).unwrap().form(),
            ..Default::default()
        };
        let tx = db.write().await.unwrap();
        owner(&cast).describe(&tx, form.parse().unwrap(), day(28)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(grocer(db, &cast).await.hours, "Tu-Sa 09:00-12:30,14:30-19:00; 2026 Nov 27-2026 Nov 30 off");
        let tx = db.write().await.unwrap();
        shops::close(&tx, &owner(&cast), Closure::on(NaiveDate::from_ymd_opt(2026, 12, 24).unwrap()), NaiveDate::from_ymd_opt(2026, 12, 1).unwrap()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(grocer(db, &cast).await.hours, "Tu-Sa 09:00-12:30,14:30-19:00; 2026 Dec 24 off");
    }

    async fn a_picture_hangs_above_one_shop(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let stored = |what: &[u8]| Stored { hash: PhotoHash::of(what), width: 1200, height: 675, thumbhash: vec![1, 2, 3] };
        let hang = async |who: &InGoodStanding, picture: Option<&Stored>| {
            let tx = db.write().await.unwrap();
            shops::set_cover(&tx, &who.as_owner().unwrap(), picture, cast.at).await.unwrap();
            tx.commit().await.unwrap();
        };
        let cover = async |shop: &Shop| shops::cover(db.read(), shop.id).await.unwrap().map(|photo| photo.hash);
        let (front, counter) = (stored(b"the front"), stored(b"the counter"));
        assert_eq!(cover(&cast.grocer).await, None);
        hang(&cast.grocer_merchant, Some(&front)).await;
        hang(&cast.toys_merchant, Some(&front)).await;
        hang(&cast.grocer_merchant, Some(&counter)).await;
        assert_eq!(cover(&cast.grocer).await, Some(counter.hash.to_string()));
        hang(&cast.grocer_merchant, None).await;
        assert_eq!(cover(&cast.grocer).await, None);
        assert_eq!(cover(&cast.toys).await, Some(front.hash.to_string()));
    }

    async fn a_shop_stands_where_its_merchant_says_or_an_official_at_its_door(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let there = Box::pin(Cast::named(db, "etampes")).await;
        let stands = async |shop| shops::by_id(db.read(), shop).await.unwrap().position;
        let bridge: Option<Position> = "48.5286, 2.0094".parse().ok();
        let tx = db.write().await.unwrap();
        shops::place(&tx, &owner(&cast), bridge).await.unwrap();
        let new = NewShop::named("Chez Lucette".parse().unwrap(), ShopKind::Grocer);
        let lucette = shops::add(&tx, cast.town.id, new, cast.at).await.unwrap().id;
        // Another town's official finds no such shop, and a shop that has its merchant is nobody else's to place.
        for (who, shop) in [(&there.official, lucette), (&cast.official, cast.toys.id), (&there.official, cast.toys.id)] {
            let placed = shops::place_at_the_door(&tx, who, shop, bridge).await;
            assert!(matches!(placed, Err(Error::NotFound)));
        }
        shops::place_at_the_door(&tx, &cast.official, lucette, bridge).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((stands(cast.grocer.id).await, stands(lucette).await), (bridge, bridge));
        assert_eq!(stands(cast.toys.id).await, cast.toys.position);
        let tx = db.write().await.unwrap();
        shops::place(&tx, &owner(&cast), None).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(stands(cast.grocer.id).await, None);
    }
}
