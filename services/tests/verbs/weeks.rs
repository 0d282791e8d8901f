//! A town's last weeks, held against orders that moved in them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    catalogue::Stock,
    id::ProductId,
    orders::{PartState, Reason},
};
use sea_orm::{ActiveModelTrait, Set};
use services::{
    db::Db,
    on_both_engines,
    orders::{self, Placer, entity::part},
    oversight::{self, WEEKS},
    testing::{Cast, reservation},
};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// An order that was sent and last moved when nobody of the cast was there.
async fn moved(
    db: &Db,
    cast: &Cast,
    (key, product): (&str, ProductId),
    (placed, changed): (&str, &str),
    (state, because): (PartState, Option<Reason>),
) {
    let wanted = reservation(cast, key, &[(product, 1)], &[&cast.grocer]);
    let sent = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at)
        .await
        .unwrap();
    let (_, order) = orders::page(db.read(), &sent.page_key).await.unwrap();
    let row = part::ActiveModel {
        id: Set(order.parts[0].id),
        placed_at: Set(at(placed)),
        changed_at: Set(at(changed)),
        state: Set(state),
        refused_because: Set(because),
        ..Default::default()
    };
    row.update(db.for_migrations()).await.unwrap();
}

on_both_engines! {
    async fn each_order_is_counted_in_the_week_in_which_it_moved(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let honey = cast.product(db, &cast.grocer_merchant, "Miel", "9,80", Stock::Always).await;
        let over = (PartState::HandedOver, None);
        // On the town's clock it is the eighteenth by then.
        moved(db, &cast, ("one", honey), ("2026-11-17T23:30:00Z", "2026-11-24T08:00:00Z"), over).await;
        moved(db, &cast, ("two", honey), ("2026-10-27T12:00:00Z", "2026-11-05T12:00:00Z"), over).await;
        let unanswered = (PartState::Expired, Some(Reason::Unanswered));
        moved(db, &cast, ("three", honey), ("2026-11-10T12:00:00Z", "2026-11-11T12:00:00Z"), unanswered).await;
        let left = (PartState::Expired, Some(Reason::NotCollected));
        moved(db, &cast, ("four", honey), ("2026-11-23T12:00:00Z", "2026-11-24T08:00:00Z"), left).await;
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let weeks = oversight::weeks(db.read(), &cast.official, &cast.town.time_zone, today).await.unwrap();
        assert_eq!(weeks.len(), WEEKS);
        assert_eq!((weeks[0].first, weeks[WEEKS - 1].last), (NaiveDate::from_ymd_opt(2026, 10, 28).unwrap(), today));
        assert!(weeks.windows(2).all(|pair| pair[0].last.succ_opt() == Some(pair[1].first)));
        let counted: Vec<_> = weeks.iter().map(|week| (week.orders, week.handovers, week.unanswered)).collect();
        assert_eq!(counted, [(0, 0, 0), (1, 1, 0), (0, 0, 1), (2, 1, 0)]);
        // Another town's are its own.
        let there = Cast::named(db, "etampes").await;
        let weeks = oversight::weeks(db.read(), &there.official, &there.town.time_zone, today).await.unwrap();
        assert!(weeks.iter().all(|week| week.orders + week.handovers + week.unanswered == 0));
    }
}
