//! What time does to orders: an order that nobody sees is told to the shop's second contact, then to the town hall, and
//! is given up in the end; goods that nobody collects go back to the shelf. Quiet hours put it off.

use super::{
    entity::{change, order, part},
    step,
};
use crate::{
    db::{Db, Transaction},
    error::{Error, Failed},
    live, notifications, pickup, secret,
    shops::{self, entity as shop},
};
use chrono::{DateTime, Duration, Utc};
use domain::{
    id::OrderPartId,
    notifications::{Message, News},
    orders::{Act, Actor, Alarm, PartState, Reason, awake_between, awake_later},
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set, sea_query::Expr};

/// How long goods are kept aside after the window in which they should have been collected.
pub const KEPT_ASIDE: Duration = Duration::hours(24);

/// Parts that are looked at in one go.
const AT_ONCE: u64 = 100;
/// When a part is looked at again that could not be.
const AGAIN: Duration = Duration::minutes(1);

/// What decides when the clock must look at a part.
pub(super) struct Part {
    pub(super) state: PartState,
    pub(super) alarm: Alarm,
    pub(super) placed_at: DateTime<Utc>,
    /// When it is to be collected: from, to.
    pub(super) window: (DateTime<Utc>, DateTime<Utc>),
}

impl From<&part::Model> for Part {
    fn from(row: &part::Model) -> Self {
        Self {
            state: row.state,
            alarm: row.alarm,
            placed_at: row.placed_at,
            window: (row.pickup_from, row.pickup_to),
        }
    }
}

/// When the clock must look again; never once it is over. While nobody has seen it: after the shop's patience, after
/// twice that, and at last when the shopper would set out (or after three times, when that is later), but never behind
/// the end of the window. Where the window ends sooner, patience is a third of what is left, so that everybody is told.
pub(super) fn due(shop: &shop::Model, time_zone: &str, part: &Part) -> Option<DateTime<Utc>> {
    let (from, to) = part.window;
    match part.state {
        PartState::Placed => {
            let quiet = shop.quiet();
            let placed = pickup::wall_clock(time_zone, part.placed_at);
            let left = match quiet {
                Some(_) => awake_between(quiet, placed, pickup::wall_clock(time_zone, to)),
                None => to - part.placed_at,
            };
            let third = left / 3;
            let patience = |times| {
                // It is to be collected in the quiet hours: they cannot be waited for.
                if third.is_zero() {
                    return part.placed_at + (to - part.placed_at) / 3 * times;
                }
                let patience = shop.patience().duration().min(third) * times;
                let later = awake_later(quiet, placed, patience);
                let soonest = part.placed_at + patience;
                // Only quiet hours are read off the wall: in autumn its clock shows an hour twice.
                if later == placed + patience {
                    soonest
                } else {
                    pickup::instant_at(time_zone, later).max(soonest)
                }
            };
            Some(match part.alarm {
                Alarm::Rung => patience(1).min(to),
                Alarm::SecondContact => patience(2).min(to),
                Alarm::TownHall => patience(3).max(from).min(to),
            })
        }
        PartState::Seen | PartState::Accepted | PartState::Ready => Some(to + KEPT_ASIDE),
        _ => None,
    }
}

/// What a look at the clock came to.
#[derive(Debug, Default)]
pub struct Ticked {
    /// What changed.
    pub changes: Vec<live::Change>,
    /// Parts that could not be looked at: they are put off, and keep nobody else waiting.
    pub failed: Vec<Failed>,
}

/// Does what is due, each part in a transaction of its own; several servers may do this at once. Asked again at the same
/// instant, it goes on with what is left.
pub async fn tick(db: &Db, at: DateTime<Utc>) -> Result<Ticked, Failed> {
    // Only their ids: one row that cannot be read shall not hide the others.
    let due: Vec<OrderPartId> = part::Entity::find()
        .select_only()
        .column(part::Column::Id)
        .filter(part::Column::DueAt.lte(at))
        .order_by_asc(part::Column::DueAt)
        .limit(AT_ONCE)
        .into_tuple()
        .all(db.read())
        .await?;
    let mut ticked = Ticked::default();
    for id in due {
        let tx = db.write().await?;
        let looked = look_at(&tx, id, at).await;
        match tx.settle(looked).await {
            Ok(change) => ticked.changes.extend(change),
            Err(failed) => {
                ticked.failed.push(failed);
                put_off(db, id, at).await?;
            }
        }
    }
    Ok(ticked)
}

async fn put_off(db: &Db, id: OrderPartId, at: DateTime<Utc>) -> Result<(), DbErr> {
    let tx = db.write().await?;
    part::Entity::update_many()
        .col_expr(part::Column::DueAt, Expr::value(at + AGAIN))
        .filter(part::Column::Id.eq(id))
        .filter(part::Column::DueAt.lte(at))
        .exec(&tx)
        .await?;
    tx.commit().await
}

async fn look_at(
    tx: &Transaction,
    id: OrderPartId,
    at: DateTime<Utc>,
) -> Result<Option<live::Change>, Failed> {
    let row = part::Entity::find_by_id(id)
        .filter(part::Column::DueAt.lte(at))
        .one(tx)
        .await?;
    // Another server was faster.
    let Some(row) = row else { return Ok(None) };
    match step_of(tx, row, at).await {
        Ok(change) => Ok(change),
        Err(Error::Failed(failed)) => Err(failed),
        Err(other) => Err(Failed::new(other.to_string())),
    }
}

async fn step_of(
    tx: &Transaction,
    row: part::Model,
    at: DateTime<Utc>,
) -> Result<Option<live::Change>, Error> {
    let alarm = match (row.state, row.alarm) {
        (PartState::Placed, _) if at >= row.pickup_to => return expire(tx, row, at).await,
        (PartState::Placed, Alarm::Rung) => Alarm::SecondContact,
        (PartState::Placed, Alarm::SecondContact) => Alarm::TownHall,
        _ => return expire(tx, row, at).await,
    };
    let shop = shop::Entity::find_by_id(row.shop_id)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let town = shops::town_of(tx, row.shop_id).await?;
    let next = due(
        &shop,
        &town.time_zone,
        &Part {
            alarm,
            ..(&row).into()
        },
    );
    let told = part::Entity::update_many()
        .col_expr(part::Column::Alarm, Expr::value(alarm))
        .col_expr(part::Column::DueAt, Expr::value(next))
        .filter(part::Column::Id.eq(row.id))
        .filter(part::Column::State.eq(row.state))
        .filter(part::Column::Alarm.eq(row.alarm))
        .exec(tx)
        .await?;
    // Somebody was faster: another server, or the merchant.
    if told.rows_affected == 0 {
        return Ok(None);
    }
    remember(tx, &row, alarm, at).await?;
    let message = match alarm {
        Alarm::TownHall => Message::NobodySaw {
            town: town.id,
            part: row.id,
        },
        _ => Message::StillUnseen {
            shop: row.shop_id,
            part: row.id,
        },
    };
    notifications::tell(tx, &[message], at).await?;
    Ok(Some(live::Change {
        shop: row.shop_id,
        order: row.order_id,
    }))
}

/// Writes into the history who was told.
async fn remember(tx: &Transaction, row: &part::Model, alarm: Alarm, at: DateTime<Utc>) -> Result<(), DbErr> {
    let history = change::ActiveModel {
        id: Set(secret::id()),
        part_id: Set(row.id),
        actor: Set(Actor::Clock),
        member_id: Set(None),
        from_state: Set(Some(row.state)),
        to_state: Set(row.state),
        act: Set(None),
        detail: Set(serde_json::to_string(&alarm).ok()),
        at: Set(at),
    };
    change::Entity::insert(history).exec_without_returning(tx).await?;
    Ok(())
}

async fn expire(
    tx: &Transaction,
    row: part::Model,
    at: DateTime<Utc>,
) -> Result<Option<live::Change>, Error> {
    let because = if row.state == PartState::Placed {
        Reason::Unanswered
    } else {
        Reason::NotCollected
    };
    let order = order::Entity::find_by_id(row.order_id)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let step = step::Step {
        because: Some(because),
        ..step::Step::new(Actor::Clock, Act::Expire, at)
    };
    match step.take(tx, row).await {
        Ok(change) => {
            super::changes::tell_shopper(tx, &order, News::Expired, at).await?;
            Ok(Some(change))
        }
        // Somebody was faster.
        Err(Error::Refused(_)) => Ok(None),
        Err(Error::NotFound) => Err(Error::NotFound),
        Err(Error::Failed(failed)) => Err(failed.into()),
    }
}
