//! What moves a part through its life, the straight way. Each verb asks the one table ([`domain::orders::allowed`]) and
//! moves the part by a conditional update. What the shopper should know leaves in the same transaction.

use super::{
    entity::{order, part},
    step::{ChangeRefused, Step},
    withdrawals::is_withdrawn,
};
use crate::{accounts::MerchantOf, db::Transaction, error::Error, live, notifications};
use chrono::{DateTime, Utc};
use domain::{
    id::OrderPartId,
    notifications::{Message, News},
    orders::{Act, Code, PartState, Shown},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Marks as seen what a screen showed; returns what changed. What is not new any more stays as it is.
pub async fn see(
    tx: &Transaction,
    who: &MerchantOf,
    shown: &[OrderPartId],
    at: DateTime<Utc>,
) -> Result<Vec<live::Change>, Error> {
    let new = part::Entity::find()
        .filter(part::Column::ShopId.eq(who.shop()))
        .filter(part::Column::State.eq(PartState::Placed))
        .filter(part::Column::Id.is_in(shown.iter().copied()))
        .order_by_asc(part::Column::Id)
        .all(tx)
        .await?;
    let mut seen = Vec::with_capacity(new.len());
    for row in new {
        match Step::of(who, Act::See, row.id.into(), at).take(tx, row).await {
            Ok(change) => seen.push(change),
            // A shopper who cancels in this instant was simply faster.
            Err(Error::Refused(_)) => {}
            Err(Error::NotFound) => return Err(Error::NotFound),
            Err(Error::Failed(failed)) => return Err(failed.into()),
        }
    }
    Ok(seen)
}

/// The merchant says yes.
pub async fn accept(
    tx: &Transaction,
    who: &MerchantOf,
    shown: impl Into<Shown>,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let shown = shown.into();
    let row = of_shop(tx, who, shown.part).await?;
    Step::of(who, Act::Accept, shown, at).take(tx, row).await
}

/// The goods wait on the counter.
pub async fn make_ready(
    tx: &Transaction,
    who: &MerchantOf,
    shown: impl Into<Shown>,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let shown = shown.into();
    let row = of_shop(tx, who, shown.part).await?;
    let order = order_of(tx, &row).await?;
    let change = Step::of(who, Act::MakeReady, shown, at).take(tx, row).await?;
    tell_shopper(tx, &order, News::Ready, at).await?;
    Ok(change)
}

/// The goods change hands; the shopper's code proves whose they are.
pub async fn hand_over(
    tx: &Transaction,
    who: &MerchantOf,
    shown: impl Into<Shown>,
    code: &Code,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let shown = shown.into();
    let row = of_shop(tx, who, shown.part).await?;
    if order_of(tx, &row).await?.code != *code {
        return Err(Error::Refused(ChangeRefused::WrongCode));
    }
    Step::of(who, Act::HandOver, shown, at).take(tx, row).await
}

/// A finger slipped: one step back.
pub async fn undo(
    tx: &Transaction,
    who: &MerchantOf,
    shown: impl Into<Shown>,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let shown = shown.into();
    let row = of_shop(tx, who, shown.part).await?;
    // The shopper has the goods and gives them back: that they were handed over is part of it.
    if row.state == PartState::HandedOver && is_withdrawn(tx, row.id).await? {
        return Err(Error::Refused(ChangeRefused::TooLate));
    }
    let was_ready = row.state == PartState::Ready;
    let order = order_of(tx, &row).await?;
    let change = Step::of(who, Act::Undo, shown, at).take(tx, row).await?;
    if was_ready {
        // The last word they had from us was to come.
        tell_shopper(tx, &order, News::NotReady, at).await?;
    }
    Ok(change)
}

/// One message about the whole order, if its shopper left an address.
pub(super) async fn tell_shopper(
    tx: &Transaction,
    order: &order::Model,
    news: News,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    if order.email.is_empty() {
        return Ok(());
    }
    let message = Message::OrderStands {
        order: order.id,
        news,
    };
    notifications::tell(tx, &[message], at).await
}

pub(super) async fn order_of(
    tx: &impl ConnectionTrait,
    row: &part::Model,
) -> Result<order::Model, Error<ChangeRefused>> {
    let order = order::Entity::find_by_id(row.order_id).one(tx).await?;
    order.ok_or(Error::NotFound)
}

/// Held until the transaction ends: of two who act at once the second waits, and then reads what the first did.
pub(super) async fn of_shop(
    tx: &Transaction,
    who: &MerchantOf,
    id: OrderPartId,
) -> Result<part::Model, Error<ChangeRefused>> {
    let row = part::Entity::find_by_id(id)
        .filter(part::Column::ShopId.eq(who.shop()))
        .lock_exclusive()
        .one(tx)
        .await?;
    row.ok_or(Error::NotFound)
}
