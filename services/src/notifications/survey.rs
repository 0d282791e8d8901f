//! The outbox as its operator sees it.

use super::{
    DeliveryState,
    entity::{delivery, message},
    queue::due,
};
use crate::{db::Db, error::Failed};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::Expr,
};
use uuid::Uuid;

/// Whoever is due for longer waits for somebody who does not come.
const LATE: Duration = Duration::minutes(10);
/// More letters than that nobody reads one by one.
const LISTED: u64 = 1_000;

/// Whether what people are told leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// What is to be sent, now or later.
    pub waiting: u64,
    /// Something was due ten minutes ago and more.
    pub is_late: bool,
    /// What was given up.
    pub dead: u64,
}

/// How many deliveries stand alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// "told" before they are addressed, else the state's word.
    pub state: String,
    /// How many.
    pub count: u64,
    /// When the oldest of them was told.
    pub oldest: DateTime<Utc>,
}

/// What was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetter {
    /// By which it can be sent again.
    pub id: Uuid,
    /// The message's word.
    pub what: String,
    /// "push" or "mail".
    pub channel: String,
    /// When it was told.
    pub told_at: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: u32,
    /// Why it failed the last time.
    pub why: String,
}

/// What lies in the outbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Told and not yet sent, for the first time or again.
    pub waiting: u64,
    /// When the oldest of these was told; none: there are none.
    pub oldest: Option<DateTime<Utc>>,
    /// Given up.
    pub dead: u64,
}

/// What lies in the outbox. Reads no more than that: what was sent long ago is not counted again every few seconds.
pub async fn backlog(db: &impl ConnectionTrait) -> Result<Backlog, Failed> {
    let told: Option<(i64, Option<DateTime<Utc>>)> = message::Entity::find()
        .select_only()
        .column_as(message::Column::Id.count(), "messages")
        .column_as(message::Column::ToldAt.min(), "oldest")
        .into_tuple()
        .one(db)
        .await?;
    let (told, oldest_told) = told.unwrap_or_default();
    let mut backlog = Backlog {
        waiting: told.unsigned_abs(),
        oldest: oldest_told,
        dead: 0,
    };
    let by_state: Vec<(DeliveryState, i64, DateTime<Utc>)> = by_state()
        .filter(delivery::Column::State.is_in([DeliveryState::Waiting, DeliveryState::Dead]))
        .into_tuple()
        .all(db)
        .await?;
    for (state, count, oldest) in by_state {
        if state == DeliveryState::Dead {
            backlog.dead = count.unsigned_abs();
        } else {
            backlog.waiting += count.unsigned_abs();
            backlog.oldest = Some(backlog.oldest.map_or(oldest, |told| told.min(oldest)));
        }
    }
    Ok(backlog)
}

fn by_state() -> Select<delivery::Entity> {
    delivery::Entity::find()
        .select_only()
        .column(delivery::Column::State)
        .column_as(delivery::Column::Id.count(), "deliveries")
        .column_as(delivery::Column::ToldAt.min(), "oldest")
        .group_by(delivery::Column::State)
        .order_by_asc(delivery::Column::State)
}

/// Counts by state, those that are not there left out.
pub async fn survey(db: &impl ConnectionTrait) -> Result<Vec<Count>, Failed> {
    let mut found = Vec::new();
    let told = message::Entity::find();
    if let Some(oldest) = told.clone().order_by_asc(message::Column::ToldAt).one(db).await? {
        found.push(Count {
            state: "told".to_owned(),
            count: told.count(db).await?,
            oldest: oldest.told_at,
        });
    }
    let by_state: Vec<(DeliveryState, i64, DateTime<Utc>)> = by_state().into_tuple().all(db).await?;
    found.extend(by_state.into_iter().map(|(state, count, oldest)| Count {
        state: state.to_string(),
        count: count.unsigned_abs(),
        oldest,
    }));
    Ok(found)
}

/// The outbox in three figures.
pub async fn health(db: &Db, at: DateTime<Utc>) -> Result<Health, Failed> {
    let in_state = |state: DeliveryState| {
        delivery::Entity::find()
            .filter(delivery::Column::State.eq(state))
            .count(db.read())
    };
    Ok(Health {
        waiting: message::Entity::find().count(db.read()).await? + in_state(DeliveryState::Waiting).await?,
        is_late: due(db).await?.is_some_and(|due| at - due > LATE),
        dead: in_state(DeliveryState::Dead).await?,
    })
}

/// What was given up, the oldest first, at most a thousand.
pub async fn dead_letters(db: &impl ConnectionTrait) -> Result<Vec<DeadLetter>, Failed> {
    let rows = delivery::Entity::find()
        .filter(delivery::Column::State.eq(DeliveryState::Dead))
        .order_by_asc(delivery::Column::ToldAt)
        .limit(LISTED)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| DeadLetter {
            id: row.id,
            what: row.what,
            channel: row.channel.to_string(),
            told_at: row.told_at,
            attempts: row.attempts.unsigned_abs(),
            why: row.last_error,
        })
        .collect())
}

/// Gives dead letters another day: one of them, or all; says how many that were.
pub async fn send_again(
    tx: &impl ConnectionTrait,
    only: Option<Uuid>,
    at: DateTime<Utc>,
) -> Result<u64, Failed> {
    let mut update = delivery::Entity::update_many()
        .col_expr(
            delivery::Column::State,
            Expr::value(DeliveryState::Waiting.as_str()),
        )
        .col_expr(delivery::Column::DueAt, Expr::value(at))
        .col_expr(delivery::Column::Attempts, Expr::value(0))
        .col_expr(delivery::Column::DoneAt, Expr::value(None::<DateTime<Utc>>))
        .filter(delivery::Column::State.eq(DeliveryState::Dead));
    if let Some(id) = only {
        update = update.filter(delivery::Column::Id.eq(id));
    }
    Ok(update.exec(tx).await?.rows_affected)
}
