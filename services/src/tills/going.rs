//! What became of what a till was told.

use crate::{
    accounts::InPerson,
    error::Error,
    notifications::{Channel, DeliveryState, entity::delivery},
};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

/// How it goes with a till.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Going {
    /// When something last arrived there; none: not within a month.
    pub arrived_at: Option<DateTime<Utc>>,
    /// How much is still to be sent, for the first time or again.
    pub waiting: u64,
    /// How much was given up.
    pub given_up: u64,
    /// Why the last of these did not arrive, in words for whoever makes the till; empty: nothing failed.
    pub why: String,
}

/// How it goes with the shop's till.
pub async fn going(db: &impl ConnectionTrait, who: &InPerson) -> Result<Going, Error> {
    let by_state: Vec<(DeliveryState, i64, Option<DateTime<Utc>>)> = told(who)
        .select_only()
        .column(delivery::Column::State)
        .column_as(delivery::Column::Id.count(), "deliveries")
        .column_as(delivery::Column::DoneAt.max(), "last")
        .group_by(delivery::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let mut going = Going::default();
    for (state, count, last) in by_state {
        match state {
            DeliveryState::Waiting => going.waiting = count.unsigned_abs(),
            DeliveryState::Dead => going.given_up = count.unsigned_abs(),
            DeliveryState::Sent => going.arrived_at = last,
            DeliveryState::Pointless => {}
        }
    }
    let why: Option<String> = told(who)
        .select_only()
        .column(delivery::Column::LastError)
        .filter(delivery::Column::State.is_in([DeliveryState::Waiting, DeliveryState::Dead]))
        .filter(delivery::Column::LastError.ne(""))
        .order_by_desc(delivery::Column::ToldAt)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    going.why = why.unwrap_or_default();
    Ok(going)
}

fn told(who: &InPerson) -> Select<delivery::Entity> {
    delivery::Entity::find()
        .filter(delivery::Column::Channel.eq(Channel::Till))
        .filter(delivery::Column::Target.eq(who.shop().to_string()))
}
