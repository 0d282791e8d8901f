//! Deliveries on their way. A node takes some for a while; what it does not settle in that time, because it was killed,
//! another takes. So a thing may be sent twice, and never not at all: notifications of one order part replace each
//! other on the device, and a letter sent again has the same Message-ID.

use super::{
    Channel, DeliveryState,
    entity::{delivery, subscription},
};
use crate::{
    db::{Db, Transaction},
    error::Failed,
    secret,
};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType, SimpleExpr},
};
use uuid::Uuid;

/// How long a node may have something; several times what sending takes at most.
pub(super) const LEASE: Duration = Duration::minutes(2);
/// Seconds before the next try; about a day in all.
const PAUSES: [i64; 10] = [10, 60, 300, 1_800, 7_200, 14_400, 14_400, 14_400, 14_400, 14_400];
/// What a push service or mail server asks for at most.
const LONGEST_PAUSE: Duration = Duration::hours(6);
/// How long what is done stays, so that it is not done again.
const KEPT: Duration = Duration::days(30);

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Taken by the push service or the mail server.
    Sent,
    /// There is nothing to tell any more, or nobody.
    Pointless,
    /// The shop wants quiet until then.
    NotYet(DateTime<Utc>),
    /// The device does not exist any more.
    Gone,
    /// Not this time.
    Later {
        /// In words, without names or addresses.
        why: String,
        /// How long they ask us to wait.
        after: Option<Duration>,
    },
    /// Never.
    Never {
        /// In words, without names or addresses.
        why: String,
    },
}

/// What goes to devices and by letter, and what tills are told: apart, since a till takes as long as whoever made it likes.
const LETTERS: [Channel; 2] = [Channel::Push, Channel::Mail];
const CALLS: [Channel; 1] = [Channel::Till];

/// Takes what is due to devices and by letter, for a while, so that no other node sends it too.
pub async fn take(db: &Db, node: Uuid, most: u64, at: DateTime<Utc>) -> Result<Vec<delivery::Model>, Failed> {
    take_by(db, node, &LETTERS, most, at).await
}

/// The same of what tills are told.
pub async fn take_calls(
    db: &Db,
    node: Uuid,
    most: u64,
    at: DateTime<Utc>,
) -> Result<Vec<delivery::Model>, Failed> {
    take_by(db, node, &CALLS, most, at).await
}

async fn take_by(
    db: &Db,
    node: Uuid,
    channels: &[Channel],
    most: u64,
    at: DateTime<Utc>,
) -> Result<Vec<delivery::Model>, Failed> {
    let waiting = || {
        delivery::Entity::find()
            .select_only()
            .column(delivery::Column::Id)
            .filter(delivery::Column::State.eq(DeliveryState::Waiting))
            .filter(delivery::Column::DueAt.lte(at))
            .filter(delivery::Column::Channel.is_in(channels.iter().copied()))
            .order_by_asc(delivery::Column::DueAt)
    };
    // Most looks find nothing: they shall not keep anybody from writing.
    let first: Option<Uuid> = waiting().limit(1).into_tuple().one(db.read()).await?;
    if first.is_none() {
        return Ok(Vec::new());
    }
    let tx = db.write().await?;
    let ids: Vec<Uuid> = waiting()
        .limit(most)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .into_tuple()
        .all(&tx)
        .await?;
    let taken = delivery::Entity::update_many()
        .col_expr(delivery::Column::DueAt, Expr::value(at + LEASE))
        .col_expr(delivery::Column::Holder, Expr::value(Some(node)))
        .col_expr(
            delivery::Column::Attempts,
            Expr::col(delivery::Column::Attempts).add(1),
        )
        .filter(delivery::Column::Id.is_in(ids))
        .exec_with_returning(&tx)
        .await?;
    tx.commit().await?;
    Ok(taken)
}

/// When the next delivery is due, or its holder's time is over.
pub async fn due(db: &Db) -> Result<Option<DateTime<Utc>>, Failed> {
    let first = delivery::Entity::find()
        .select_only()
        .column(delivery::Column::DueAt)
        .filter(delivery::Column::State.eq(DeliveryState::Waiting))
        .order_by_asc(delivery::Column::DueAt)
        .limit(1)
        .into_tuple()
        .one(db.read())
        .await?;
    Ok(first)
}

/// Writes down what became of what this node took. An attempt that failed counts only if nobody else has taken it since.
pub async fn settle(
    db: &Db,
    node: Uuid,
    outcomes: Vec<(delivery::Model, Outcome)>,
    at: DateTime<Utc>,
) -> Result<(), Failed> {
    let tx = db.write().await?;
    for (delivery, outcome) in outcomes {
        one(&tx, node, &delivery, outcome, at).await?;
    }
    Ok(tx.commit().await?)
}

async fn one(
    tx: &Transaction,
    node: Uuid,
    delivery: &delivery::Model,
    outcome: Outcome,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    match outcome {
        Outcome::Sent => done(tx, delivery, None, DeliveryState::Sent, "", at).await,
        Outcome::Pointless => done(tx, delivery, Some(node), DeliveryState::Pointless, "", at).await,
        Outcome::Gone => {
            if let Ok(device) = delivery.target.parse::<Uuid>() {
                subscription::Entity::delete_by_id(device).exec(tx).await?;
            }
            let why = "the device is gone";
            done(tx, delivery, Some(node), DeliveryState::Pointless, why, at).await
        }
        Outcome::NotYet(due) => {
            again(
                tx,
                node,
                delivery,
                due,
                delivery.attempts - 1,
                &delivery.last_error,
            )
            .await
        }
        Outcome::Never { why } => done(tx, delivery, Some(node), DeliveryState::Dead, &why, at).await,
        Outcome::Later { why, after } => match pause(delivery.attempts, after, secret::bits()) {
            Some(pause) => again(tx, node, delivery, at + pause, delivery.attempts, &why).await,
            None => done(tx, delivery, Some(node), DeliveryState::Dead, &why, at).await,
        },
    }
}

/// How long to wait after so many attempts; none when it was enough. Spread, so that what failed together does not
/// come back together.
fn pause(attempts: i32, asked: Option<Duration>, bits: u32) -> Option<Duration> {
    let tries = usize::try_from(attempts).unwrap_or_default().max(1);
    let seconds = *PAUSES.get(tries - 1)?;
    let spread = seconds * 800 + seconds * 400 * i64::from(bits) / i64::from(u32::MAX);
    let ours = Duration::milliseconds(spread);
    Some(asked.map_or(ours, |asked| ours.max(asked.min(LONGEST_PAUSE))))
}

async fn done(
    tx: &Transaction,
    delivery: &delivery::Model,
    holder: Option<Uuid>,
    state: DeliveryState,
    why: &str,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut update = delivery::Entity::update_many()
        .col_expr(delivery::Column::State, Expr::value(state.as_str()))
        .col_expr(delivery::Column::Holder, nobody())
        .col_expr(delivery::Column::LastError, Expr::value(why))
        .col_expr(delivery::Column::DoneAt, Expr::value(Some(at)))
        .filter(delivery::Column::Id.eq(delivery.id));
    if let Some(holder) = holder {
        update = update.filter(delivery::Column::Holder.eq(holder));
    }
    update.exec(tx).await?;
    Ok(())
}

async fn again(
    tx: &Transaction,
    node: Uuid,
    delivery: &delivery::Model,
    due: DateTime<Utc>,
    attempts: i32,
    why: &str,
) -> Result<(), DbErr> {
    delivery::Entity::update_many()
        .col_expr(delivery::Column::DueAt, Expr::value(due))
        .col_expr(delivery::Column::Holder, nobody())
        .col_expr(delivery::Column::Attempts, Expr::value(attempts))
        .col_expr(delivery::Column::LastError, Expr::value(why))
        .filter(delivery::Column::Id.eq(delivery.id))
        .filter(delivery::Column::Holder.eq(node))
        .exec(tx)
        .await?;
    Ok(())
}

fn nobody() -> SimpleExpr {
    Expr::value(None::<Uuid>)
}

/// Gives everything back that this node has taken and not settled: somebody else may send it at once.
pub async fn hand_back(db: &Db, node: Uuid, at: DateTime<Utc>) -> Result<(), Failed> {
    let tx = db.write().await?;
    delivery::Entity::update_many()
        .col_expr(delivery::Column::DueAt, Expr::value(at))
        .col_expr(delivery::Column::Holder, nobody())
        .col_expr(
            delivery::Column::Attempts,
            Expr::col(delivery::Column::Attempts).sub(1),
        )
        .filter(delivery::Column::Holder.eq(node))
        .filter(delivery::Column::State.eq(DeliveryState::Waiting))
        .exec(&tx)
        .await?;
    Ok(tx.commit().await?)
}

/// Forgets what was done or given up long ago.
pub async fn sweep(db: &Db, at: DateTime<Utc>) -> Result<(), Failed> {
    let tx = db.write().await?;
    delivery::Entity::delete_many()
        .filter(delivery::Column::State.ne(DeliveryState::Waiting))
        .filter(delivery::Column::DoneAt.lt(at - KEPT))
        .exec(&tx)
        .await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_are_spread_and_end_after_a_day() {
        let seconds = |attempts, bits| pause(attempts, None, bits).map(|pause| pause.num_seconds());
        assert_eq!((seconds(1, 0), seconds(1, u32::MAX)), (Some(8), Some(12)));
        assert_eq!((seconds(3, 0), seconds(3, u32::MAX)), (Some(240), Some(360)));
        assert_eq!(seconds(11, 0), None);
        let all: i64 = (1..=10)
            .filter_map(|attempts| seconds(attempts, u32::MAX / 2))
            .sum();
        assert!((20..=26).contains(&(all / 3600)), "{all}");
    }

    #[test]
    fn who_asks_for_patience_gets_it_within_reason() {
        let asked = |minutes| pause(1, Some(Duration::minutes(minutes)), 0).unwrap();
        assert_eq!(asked(30), Duration::minutes(30));
        assert_eq!(asked(0).num_seconds(), 8);
        assert_eq!(asked(60 * 24 * 365), LONGEST_PAUSE);
    }
}
