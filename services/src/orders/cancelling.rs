//! What a shopper takes back, with the page's key.

use super::{
    entity::{order, part},
    step::{ChangeRefused, Step, return_goods},
};
use crate::{db::Transaction, error::Error, live, notifications};
use chrono::{DateTime, Utc};
use domain::{
    id::{OrderPartId, ShopId},
    notifications::Message,
    orders::{Act, Actor, PartState},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// The shopper takes a part back; whoever holds the page's key may. The shop is told: it may be preparing.
pub async fn cancel(
    tx: &Transaction,
    page_key: &str,
    id: OrderPartId,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let order = by_page_key(tx, page_key).await?;
    let row = part::Entity::find_by_id(id)
        .filter(part::Column::OrderId.eq(order.id))
        .lock_exclusive()
        .one(tx)
        .await?;
    let row = row.ok_or(Error::NotFound)?;
    let change = Step::new(Actor::Shopper, Act::Cancel, at).take(tx, row).await?;
    tell_shops(tx, &[(change.shop, id)], at).await?;
    Ok(change)
}

/// The shopper takes back all that can still be taken back: what changed. Refused only when nothing can, with the state
/// of a part that stands in the way.
pub async fn cancel_all(
    tx: &Transaction,
    page_key: &str,
    at: DateTime<Utc>,
) -> Result<Vec<live::Change>, Error<ChangeRefused>> {
    let order = by_page_key(tx, page_key).await?;
    let rows = part::Entity::find()
        .filter(part::Column::OrderId.eq(order.id))
        .order_by_asc(part::Column::Id)
        .lock_exclusive()
        .all(tx)
        .await?;
    let mut changes = Vec::with_capacity(rows.len());
    let mut cancelled = Vec::with_capacity(rows.len());
    let mut stood = None;
    for row in rows {
        let id = row.id;
        match Step::new(Actor::Shopper, Act::Cancel, at)
            .take_and_keep(tx, row)
            .await
        {
            Ok((change, _)) => {
                cancelled.push((change.shop, id));
                changes.push(change);
            }
            Err(Error::Refused(ChangeRefused::Moved(PartState::Cancelled))) => {}
            Err(Error::Refused(refused)) => stood = Some(refused),
            Err(other) => return Err(other),
        }
    }
    if !cancelled.is_empty() {
        // All shops' goods in one go: part by part, two orders over several shops could wait for each other.
        return_goods(tx, &cancelled).await?;
        tell_shops(tx, &cancelled, at).await?;
    }
    match stood {
        Some(refused) if changes.is_empty() => Err(Error::Refused(refused)),
        _ => Ok(changes),
    }
}

async fn tell_shops(
    tx: &Transaction,
    cancelled: &[(ShopId, OrderPartId)],
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let told = cancelled.iter().map(|(shop, part)| Message::Cancelled {
        shop: *shop,
        part: *part,
    });
    notifications::tell(tx, &told.collect::<Vec<_>>(), at).await
}

async fn by_page_key(
    tx: &impl ConnectionTrait,
    page_key: &str,
) -> Result<order::Model, Error<ChangeRefused>> {
    let order = order::Entity::find()
        .filter(order::Column::PageKey.eq(page_key))
        .one(tx)
        .await?;
    order.ok_or(Error::NotFound)
}
