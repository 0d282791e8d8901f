//! Orders over the nights that have an hour less or an hour more, and over the day that most years lack: none is lost, doubled
//! or moved, and nobody waits longer to be told. Nor is one when the server's own clock is set back.

use chrono::{DateTime, Duration, Utc};
use domain::{
    catalogue::Stock,
    orders::{Alarm, PartState, Reservation},
    pickup::{SlotLength, Window},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use services::{
    catalogue,
    db::Db,
    error::Error,
    on_both_engines,
    orders::{
        self, ChangeRefused, PlaceRefused, Placer, clock,
        entity::{change, order, part},
    },
    testing::{Cast, reservation},
};

/// The fairground's stall, open from one to five at night, an order an hour. Returns the hours of the coming night.
async fn open_at_night(db: &Db, cast: &mut Cast) -> Vec<Window> {
    cast.settle(db, |row| {
        row.hours = Set("Mo-Su 01:00-05:00".into());
        row.lead_minutes = Set(Some(0));
        row.slot_minutes = Set(SlotLength::Hour.minutes());
        row.slot_capacity = Set(Some(1));
    })
    .await;
    let offered = orders::offered(
        db.read(),
        &cast.grocer,
        cast.grocer.lead,
        &cast.town.time_zone,
        cast.at,
    )
    .await
    .unwrap();
    let night = offered[0].window.local_from.date();
    offered
        .into_iter()
        .map(|offered| offered.window)
        .filter(|window| window.local_from.date() == night)
        .collect()
}

async fn row(db: &Db, page: &str) -> part::Model {
    let (_, order) = orders::page(db.read(), page).await.unwrap();
    let row = part::Entity::find_by_id(order.parts[0].id)
        .one(db.read())
        .await
        .unwrap();
    row.unwrap()
}

async fn state(db: &Db, page: &str) -> PartState {
    row(db, page).await.state
}

async fn see_all(db: &Db, cast: &Cast, pages: &[String]) {
    let tx = db.write().await.unwrap();
    for page in pages {
        let (_, order) = orders::page(&tx, page).await.unwrap();
        orders::see(&tx, &cast.grocer_merchant, &[order.parts[0].id], cast.at)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

/// One order an hour through a night of so many hours, and each is kept aside for as long after its own.
async fn a_night_of(hours: usize, db: &Db, eve: &str) {
    let mut cast = Cast::at(db, eve.parse::<DateTime<Utc>>().unwrap()).await;
    let night = open_at_night(db, &mut cast).await;
    assert_eq!(night.len(), hours, "{night:?}");
    for pair in night.windows(2) {
        assert_eq!(pair[0].to, pair[1].from, "one hour follows the other: {night:?}");
    }
    let doughnut = cast
        .product(db, &cast.grocer_merchant, "Beignet", "2", Stock::Pieces(20))
        .await;
    let wish = |key: String, window: &Window| {
        let wanted = reservation(&cast, &key, &[(doughnut, 1)], &[]);
        Reservation {
            windows: [(cast.grocer.id, window.key())].into(),
            ..wanted
        }
    };
    let mut placed = Vec::new();
    for (hour, window) in night.iter().enumerate() {
        assert_eq!(window.to - window.from, Duration::hours(1));
        let wanted = wish(format!("first{hour}"), window);
        let order = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at)
            .await
            .unwrap();
        let (_, shown) = orders::page(db.read(), &order.page_key).await.unwrap();
        assert_eq!(
            (shown.parts[0].window.from, shown.parts[0].window.to),
            (window.from, window.to)
        );
        placed.push(order.page_key);
        let second = wish(format!("second{hour}"), window);
        let refused = orders::place(db, &cast.town, &second, Placer::Shopper, "fr", cast.at).await;
        assert!(
            matches!(&refused, Err(Error::Refused(PlaceRefused::Full(shops))) if *shops == [cast.grocer.id]),
            "hour {hour}: {refused:?}"
        );
    }
    see_all(db, &cast, &placed).await;
    for (hour, window) in night.iter().enumerate() {
        let end = window.to + clock::KEPT_ASIDE;
        clock::tick(db, end - Duration::seconds(1)).await.unwrap();
        for waits in &placed[hour..] {
            assert_eq!(
                state(db, waits).await,
                PartState::Seen,
                "before the end of hour {hour}"
            );
        }
        clock::tick(db, end).await.unwrap();
        assert!(
            state(db, &placed[hour]).await.is_over(),
            "at the end of hour {hour}"
        );
    }
    // Read by benches/odd-nights.
    println!("odd night after {eve}: {} orders", placed.len());
}

on_both_engines! {
    async fn a_night_with_an_hour_less_has_three(db: &Db) {
        Box::pin(a_night_of(3, db, "2027-03-27T20:00:00Z")).await;
    }

    async fn a_night_with_an_hour_more_has_five(db: &Db) {
        Box::pin(a_night_of(5, db, "2027-10-30T20:00:00Z")).await;
    }

    async fn the_day_that_most_years_lack_has_four(db: &Db) {
        Box::pin(a_night_of(4, db, "2028-02-28T20:00:00Z")).await;
    }

    async fn the_hour_that_comes_twice_makes_the_alarm_neither_late_nor_early(db: &Db) {
        let mut cast = Cast::at(db, "2027-10-31T00:50:00Z".parse().unwrap()).await;
        open_at_night(db, &mut cast).await;
        let doughnut = cast.product(db, &cast.grocer_merchant, "Beignet", "2", Stock::Always).await;
        // Quiet hours that are far from it change nothing.
        for (quiet_from, quiet_to) in [(None, None), (Some("12:00"), Some("13:00"))] {
            cast.settle(db, |row| {
                row.slot_capacity = Set(None);
                row.quiet_from = Set(quiet_from.map(str::to_owned));
                row.quiet_to = Set(quiet_to.map(str::to_owned));
            }).await;
            for placed in ["2027-10-31T00:10:00Z", "2027-10-31T00:50:00Z", "2027-10-31T01:10:00Z"] {
                cast.at = placed.parse().unwrap();
                let key = format!("{placed}{quiet_from:?}");
                let wanted = reservation(&cast, &key, &[(doughnut, 1)], &[&cast.grocer]);
                let order = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at).await.unwrap();
                let rings = cast.at + Duration::minutes(15);
                assert_eq!(row(db, &order.page_key).await.due_at, Some(rings), "{key}");
                clock::tick(db, rings).await.unwrap();
                let told = row(db, &order.page_key).await;
                assert_eq!((told.alarm, told.due_at), (Alarm::SecondContact, Some(rings + Duration::minutes(15))), "{key}");
            }
        }
    }

    async fn a_clock_that_is_set_back_loses_and_doubles_nothing(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let doughnut = cast.product(db, &cast.grocer_merchant, "Beignet", "2", Stock::Pieces(5)).await;
        let left = async || catalogue::by_ids(db.read(), cast.town.id, &[doughnut]).await.unwrap()[0].stock;
        let (ten, nine) = (cast.at, cast.at - Duration::hours(1));
        let town = cast.town.clone();
        let place = async |wanted: &Reservation, at: DateTime<Utc>| {
            orders::place(db, &town, wanted, Placer::Shopper, "fr", at).await.unwrap().page_key
        };
        let first = reservation(&cast, "first", &[(doughnut, 2)], &[&cast.grocer]);
        let page = place(&first, ten).await;
        // The same again from an hour that was over, and another order beside it.
        assert_eq!(place(&first, nine).await, page);
        assert_eq!(left().await, Stock::Pieces(3));
        let second = place(&reservation(&cast, "second", &[(doughnut, 1)], &[&cast.grocer]), nine).await;
        assert_eq!(order::Entity::find().count(db.read()).await.unwrap(), 2);
        assert_eq!(left().await, Stock::Pieces(2));
        // Taken back before it was sent, by the clock; and once.
        let id = row(db, &page).await.id;
        for is_first in [true, false] {
            let tx = db.write().await.unwrap();
            let taken_back = orders::cancel(&tx, &page, id, nine).await;
            tx.commit().await.unwrap();
            match taken_back {
                Ok(_) => assert!(is_first),
                Err(Error::Refused(ChangeRefused::Moved(PartState::Cancelled))) => assert!(!is_first),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((left().await, place(&first, nine).await), (Stock::Pieces(4), page.clone()));
        // Given up, and looked at again from an hour before that.
        let ends = row(db, &second).await.pickup_to;
        for at in [ends, ends - Duration::hours(1), ends] {
            clock::tick(db, at).await.unwrap();
            assert_eq!((state(db, &second).await, left().await), (PartState::Expired, Stock::Pieces(5)), "{at}");
        }
        for page in [&page, &second] {
            let history = change::Entity::find().filter(change::Column::PartId.eq(row(db, page).await.id));
            assert_eq!(history.count(db.read()).await.unwrap(), 2);
        }
    }
}
