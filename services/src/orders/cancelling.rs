//! What a shopper takes back, with the page's key.

use super::{
    entity::{order, part},
    step::{ChangeRefused, Step},
};
use crate::{db::Transaction, error::Error, live};
use chrono::{DateTime, Utc};
use domain::{
    id::OrderPartId,
    orders::{Act, Actor, PartState},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// The shopper takes a part back; whoever holds the page's key may.
pub async fn cancel(
    tx: &Transaction,
    page_key: &str,
    id: OrderPartId,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let order = by_page_key(tx, page_key).await?;
    let row = part::Entity::find_by_id(id)
        .filter(part::Column::OrderId.eq(order.id))
        .one(tx)
        .await?;
    let row = row.ok_or(Error::NotFound)?;
    Step::new(Actor::Shopper, Act::Cancel, at).take(tx, row).await
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
        .all(tx)
        .await?;
    let mut changes = Vec::with_capacity(rows.len());
    let mut stood = None;
    for row in rows {
        match Step::new(Actor::Shopper, Act::Cancel, at).take(tx, row).await {
            Ok(change) => changes.push(change),
            Err(Error::Refused(ChangeRefused::Moved(PartState::Cancelled))) => {}
            Err(Error::Refused(refused)) => stood = Some(refused),
            Err(other) => return Err(other),
        }
    }
    match stood {
        Some(refused) if changes.is_empty() => Err(Error::Refused(refused)),
        _ => Ok(changes),
    }
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
