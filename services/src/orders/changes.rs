//! What moves a part through its life. Each verb asks the one table ([`allowed`]) and moves the part by a conditional
//! update: of two people who act at the same instant, one wins and the other is told.

use super::entity::{change, line, order, part};
use crate::{accounts::MerchantOf, catalogue, error::Error, live, secret};
use chrono::{DateTime, Utc};
use domain::{
    id::{MemberId, OrderPartId},
    orders::{Act, Actor, Code, PartState, allowed},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set, sea_query::Expr,
};

/// Why a part does not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeRefused {
    /// It stands elsewhere by now.
    Moved(PartState),
    /// The code is another order's, or nobody's.
    WrongCode,
}

/// Marks everything new in the inbox as seen; returns what changed.
pub async fn see_all(
    tx: &DatabaseTransaction,
    who: &MerchantOf,
    at: DateTime<Utc>,
) -> Result<Vec<live::Change>, Error> {
    let new = part::Entity::find()
        .filter(part::Column::ShopId.eq(who.shop()))
        .filter(part::Column::State.eq(PartState::Placed))
        .all(tx)
        .await?;
    let mut seen = Vec::with_capacity(new.len());
    for row in new {
        match step(tx, row, Actor::Merchant, Act::See, Some(who.member()), at).await {
            Ok(change) => seen.push(change),
            // A shopper who cancels in this instant was simply faster.
            Err(Error::Refused(_)) => {}
            Err(Error::NotFound) => return Err(Error::NotFound),
            Err(Error::Failed(failed)) => return Err(failed.into()),
        }
    }
    Ok(seen)
}

/// The goods wait on the counter.
pub async fn make_ready(
    tx: &DatabaseTransaction,
    who: &MerchantOf,
    id: OrderPartId,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let row = of_shop(tx, who, id).await?;
    step(tx, row, Actor::Merchant, Act::MakeReady, Some(who.member()), at).await
}

/// The goods change hands; the shopper's code proves whose they are.
pub async fn hand_over(
    tx: &DatabaseTransaction,
    who: &MerchantOf,
    id: OrderPartId,
    code: &Code,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let row = of_shop(tx, who, id).await?;
    let order = order::Entity::find_by_id(row.order_id)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    if order.code != *code {
        return Err(Error::Refused(ChangeRefused::WrongCode));
    }
    step(tx, row, Actor::Merchant, Act::HandOver, Some(who.member()), at).await
}

/// The merchant cannot serve it: the goods go back to the shelf.
pub async fn refuse(
    tx: &DatabaseTransaction,
    who: &MerchantOf,
    id: OrderPartId,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let row = of_shop(tx, who, id).await?;
    step(tx, row, Actor::Merchant, Act::Refuse, Some(who.member()), at).await
}

/// The shopper takes a part back; whoever holds the page's key may.
pub async fn cancel(
    tx: &DatabaseTransaction,
    page_key: &str,
    id: OrderPartId,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let order = order::Entity::find()
        .filter(order::Column::PageKey.eq(page_key))
        .one(tx)
        .await?;
    let order = order.ok_or(Error::NotFound)?;
    let row = part::Entity::find_by_id(id)
        .filter(part::Column::OrderId.eq(order.id))
        .one(tx)
        .await?;
    step(
        tx,
        row.ok_or(Error::NotFound)?,
        Actor::Shopper,
        Act::Cancel,
        None,
        at,
    )
    .await
}

async fn of_shop(
    tx: &DatabaseTransaction,
    who: &MerchantOf,
    id: OrderPartId,
) -> Result<part::Model, Error<ChangeRefused>> {
    let row = part::Entity::find_by_id(id)
        .filter(part::Column::ShopId.eq(who.shop()))
        .one(tx)
        .await?;
    row.ok_or(Error::NotFound)
}

/// One step: the state if it is still the one that was read, the history, and the stock on a way out.
async fn step(
    tx: &DatabaseTransaction,
    row: part::Model,
    actor: Actor,
    act: Act,
    member: Option<MemberId>,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    if !allowed(actor, act, row.state) {
        return Err(Error::Refused(ChangeRefused::Moved(row.state)));
    }
    let moved = part::Entity::update_many()
        .col_expr(part::Column::State, Expr::value(act.leads_to()))
        .col_expr(part::Column::ChangedAt, Expr::value(at))
        .filter(part::Column::Id.eq(row.id))
        .filter(part::Column::State.eq(row.state))
        .exec(tx)
        .await?;
    if moved.rows_affected == 0 {
        let now = part::Entity::find_by_id(row.id)
            .one(tx)
            .await?
            .ok_or(Error::NotFound)?;
        return Err(Error::Refused(ChangeRefused::Moved(now.state)));
    }
    let history = change::ActiveModel {
        id: Set(secret::id()),
        part_id: Set(row.id),
        actor: Set(actor),
        member_id: Set(member),
        from_state: Set(Some(row.state)),
        to_state: Set(act.leads_to()),
        at: Set(at),
    };
    history.insert(tx).await?;
    if act.leads_to().returns_stock() {
        for line in line::Entity::find()
            .filter(line::Column::PartId.eq(row.id))
            .all(tx)
            .await?
        {
            catalogue::put_back(tx, line.product_id, line.quantity).await?;
        }
    }
    Ok(live::Change {
        shop: row.shop_id,
        order: row.order_id,
    })
}
