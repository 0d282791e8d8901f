//! What the clock does when there is little time, and when something stands in its way.

use chrono::{DateTime, NaiveDateTime, Utc};
use domain::{
    catalogue::Stock,
    notifications::Message,
    orders::{Act, Actor, Alarm, Part, PartState},
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, Set};
use services::{
    db::Db,
    error::Error,
    notifications::{
        self,
        entity::{delivery, message},
    },
    on_both_engines,
    orders::{self, Happening, Placed, Placer, clock, entity::part},
    testing::{Cast, reservation, seal},
};

async fn place(db: &Db, cast: &Cast, key: &str) -> (Placed, Part) {
    let jam = cast
        .product(db, &cast.grocer_merchant, "Confiture", "4,50", Stock::Always)
        .await;
    let mut wanted = reservation(cast, key, &[(jam, 1)], &[&cast.grocer]);
    wanted.email = Some("jeanne@courriel.example".parse().unwrap());
    let placed = orders::place(db, &cast.town, &wanted, Placer::Shopper, "fr", cast.at)
        .await
        .unwrap();
    let part = orders::page(db.read(), &placed.page_key)
        .await
        .unwrap()
        .1
        .parts
        .remove(0);
    (placed, part)
}

/// Where an order stands after the clock looked.
async fn look(db: &Db, part: &Part, at: &str) -> (PartState, Alarm) {
    clock::tick(db, utc(at)).await.unwrap();
    let row = part::Entity::find_by_id(part.id)
        .one(db.read())
        .await
        .unwrap()
        .unwrap();
    (row.state, row.alarm)
}

async fn words(db: &Db) -> Vec<String> {
    let rows = message::Entity::find()
        .order_by_asc(message::Column::Id)
        .all(db.read())
        .await
        .unwrap();
    rows.into_iter().map(|row| row.what).collect()
}

async fn spoil(db: &Db, part: &Part) {
    let id = part.id.0;
    let written = if db.read().get_database_backend() == sea_orm::DbBackend::Sqlite {
        format!("X'{}'", id.simple())
    } else {
        format!("'{id}'")
    };
    db.for_migrations()
        .execute_unprepared(&format!(
            "UPDATE order_parts SET alarm = 'nonsense' WHERE id = {written}"
        ))
        .await
        .unwrap();
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

on_both_engines! {
    async fn where_the_window_ends_soon_everybody_is_told_before(db: &Db) {
        // Noon in Dourdan; the window ends in half an hour, and the shop would wait for an hour.
        let mut cast = Cast::at(db, utc("2026-11-24T11:00:00Z")).await;
        cast.settle(db, |row| {
            row.lead_minutes = Set(Some(15));
            row.alarm_minutes = Set(Some(60));
        }).await;
        let (_, part) = place(db, &cast, "k").await;
        assert_eq!(part.window.to, utc("2026-11-24T11:30:00Z"));
        assert_eq!(look(db, &part, "2026-11-24T11:09:59Z").await, (PartState::Placed, Alarm::Rung));
        assert_eq!(look(db, &part, "2026-11-24T11:10:00Z").await, (PartState::Placed, Alarm::SecondContact));
        assert_eq!(look(db, &part, "2026-11-24T11:20:00Z").await, (PartState::Placed, Alarm::TownHall));
        assert_eq!(look(db, &part, "2026-11-24T11:29:59Z").await, (PartState::Placed, Alarm::TownHall));
        assert_eq!(look(db, &part, "2026-11-24T11:30:00Z").await.0, PartState::Expired);
        // Whoever asks at the shop later reads what time did.
        let history = orders::history(db.read(), &cast.grocer_merchant, part.id).await.unwrap();
        assert_eq!(
            history.iter().map(|happened| (happened.actor, happened.what)).collect::<Vec<_>>(),
            [
                (Actor::Shopper, Happening::Did(Act::Place)),
                (Actor::Clock, Happening::Told(Alarm::SecondContact)),
                (Actor::Clock, Happening::Told(Alarm::TownHall)),
                (Actor::Clock, Happening::Did(Act::Expire)),
            ]
        );
        assert_eq!(history[1].at, "2026-11-24T12:10:00".parse::<NaiveDateTime>().unwrap());
        let stranger = orders::history(db.read(), &cast.toys_merchant, part.id).await;
        assert!(matches!(stranger, Err(Error::NotFound)), "{stranger:?}");
        assert_eq!(words(db).await, ["new_order", "order_stands", "still_unseen", "nobody_saw", "order_stands"]);
    }

    async fn quiet_hours_over_the_whole_window_hide_an_order_from_nobody(db: &Db) {
        let mut cast = Cast::on_stage(db).await;
        cast.settle(db, |row| {
            row.quiet_from = Set(Some("09:30".into()));
            row.quiet_to = Set(Some("13:00".into()));
            row.alarm_email = Set("lea@commerce.example".into());
        }).await;
        let (_, part) = place(db, &cast, "k").await;
        // From ten to half past twelve, in thirds.
        assert_eq!(part.window.to, utc("2026-11-24T11:30:00Z"));
        assert_eq!(look(db, &part, "2026-11-24T09:49:59Z").await.1, Alarm::Rung);
        assert_eq!(look(db, &part, "2026-11-24T09:50:00Z").await.1, Alarm::SecondContact);
        assert_eq!(look(db, &part, "2026-11-24T10:40:00Z").await, (PartState::Placed, Alarm::TownHall));
        assert_eq!(orders::unseen_in_town(db.read(), &cast.official).await.unwrap().len(), 1);
        // A letter makes no noise: it does not wait until it is of no more use.
        let now = utc("2026-11-24T10:40:00Z");
        notifications::address(db, now).await.unwrap();
        let told = delivery::Entity::find().all(db.read()).await.unwrap();
        let contact = told.iter().find(|told| told.target == "second_contact").unwrap();
        assert_eq!(contact.due_at, now);
        let prepared = notifications::prepare(db.read(), &seal(), contact, now).await.unwrap();
        assert!(matches!(prepared, notifications::Prepared::Send(_)), "{prepared:?}");
        assert_eq!(look(db, &part, "2026-11-24T11:30:00Z").await.0, PartState::Expired);
    }

    async fn an_order_that_cannot_be_read_keeps_no_other_waiting(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (_, spoiled) = place(db, &cast, "k1").await;
        let (_, sound) = place(db, &cast, "k2").await;
        notifications::address(db, cast.at).await.unwrap();
        spoil(db, &spoiled).await;
        let late = utc("2026-11-24T09:15:00Z");
        let ticked = clock::tick(db, late).await.unwrap();
        assert_eq!((ticked.changes.len(), ticked.failed.len()), (1, 1));
        let row = part::Entity::find_by_id(sound.id).one(db.read()).await.unwrap().unwrap();
        assert_eq!(row.alarm, Alarm::SecondContact);
        // It is not looked at again and again, and not forgotten either.
        assert!(clock::tick(db, late).await.unwrap().failed.is_empty());
        assert_eq!(clock::tick(db, utc("2026-11-24T09:16:00Z")).await.unwrap().failed.len(), 1);
    }

    async fn a_message_that_cannot_be_addressed_keeps_no_other_waiting(db: &Db) {
        let cast = Cast::on_stage(db).await;
        let (first, spoiled) = place(db, &cast, "k1").await;
        let (second, _) = place(db, &cast, "k2").await;
        spoil(db, &spoiled).await;
        let addressed = notifications::address(db, cast.at).await.unwrap();
        assert_eq!((addressed.count, addressed.failed.len()), (3, 1));
        let told = delivery::Entity::find().all(db.read()).await.unwrap();
        assert!(told.iter().any(|told| told.about == second.order.0), "{told:?}");
        assert!(!told.iter().any(|told| told.about == first.order.0), "{told:?}");
        assert!(notifications::address(db, cast.at).await.unwrap().failed.is_empty());
        let waiting = message::Entity::find().all(db.read()).await.unwrap();
        let waits: Message = serde_json::from_str(&waiting[0].body).unwrap();
        assert!(matches!(waits, Message::OrderStands { order, .. } if order == first.order));
        assert_eq!(notifications::address(db, utc("2026-11-24T09:01:00Z")).await.unwrap().failed.len(), 1);
    }
}
