//! Orders over the nights that have an hour less or an hour more, and over the day that most years lack: none is lost, doubled
//! or moved.

use chrono::{DateTime, Duration, Utc};
use domain::{
    catalogue::Stock,
    orders::{PartState, Reservation},
    pickup::{SlotLength, Window},
};
use sea_orm::{EntityTrait, Set};
use services::{
    db::Db,
    error::Error,
    on_both_engines,
    orders::{self, PlaceRefused, Placer, clock, entity::part},
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

async fn state(db: &Db, page: &str) -> PartState {
    let (_, order) = orders::page(db.read(), page).await.unwrap();
    let row = part::Entity::find_by_id(order.parts[0].id)
        .one(db.read())
        .await
        .unwrap();
    row.unwrap().state
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
}
