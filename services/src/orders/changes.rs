//! What moves a part through its life. Each verb asks the one table ([`domain::orders::allowed`]) and moves the part by
//! a conditional update. What the shopper should know leaves in the same transaction.

use super::{
    entity::{line, order, part},
    step::{ChangeRefused, Step},
    withdrawals::is_withdrawn,
};
use crate::{
    accounts::{MerchantOf, OfficialOf},
    catalogue,
    db::Transaction,
    error::Error,
    live, notifications, shops,
};
use chrono::{DateTime, Utc};
use domain::{
    id::OrderPartId,
    notifications::{Message, News},
    orders::{Act, Actor, Code, Given, PartState, Refusal, allowed},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde::Serialize;

/// Marks everything new in the inbox as seen; returns what changed.
pub async fn see_all(
    tx: &Transaction,
    who: &MerchantOf,
    at: DateTime<Utc>,
) -> Result<Vec<live::Change>, Error> {
    let new = part::Entity::find()
        .filter(part::Column::ShopId.eq(who.shop()))
        .filter(part::Column::State.eq(PartState::Placed))
        .order_by_asc(part::Column::Id)
        .all(tx)
        .await?;
    let mut seen = Vec::with_capacity(new.len());
    for row in new {
        match Step::of(who, Act::See, at).take(tx, row).await {
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
    id: OrderPartId,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let row = of_shop(tx, who, id).await?;
    Step::of(who, Act::Accept, at).take(tx, row).await
}

/// The goods wait on the counter.
pub async fn make_ready(
    tx: &Transaction,
    who: &MerchantOf,
    id: OrderPartId,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let row = of_shop(tx, who, id).await?;
    let order = order_of(tx, &row).await?;
    let change = Step::of(who, Act::MakeReady, at).take(tx, row).await?;
    tell_shopper(tx, &order, News::Ready, at).await?;
    Ok(change)
}

/// The goods change hands; the shopper's code proves whose they are.
pub async fn hand_over(
    tx: &Transaction,
    who: &MerchantOf,
    id: OrderPartId,
    code: &Code,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let row = of_shop(tx, who, id).await?;
    if order_of(tx, &row).await?.code != *code {
        return Err(Error::Refused(ChangeRefused::WrongCode));
    }
    Step::of(who, Act::HandOver, at).take(tx, row).await
}

/// What the scales or the shelf say, line by line in the order of the ticket; none: as ordered.
pub type Weighed = Vec<Option<Given>>;

/// Not all of it is given, or another weight, as both agreed. Lines beyond the end of the list stay as they are; a list
/// that changes nothing changes nothing.
pub async fn adjust(
    tx: &Transaction,
    who: &MerchantOf,
    id: OrderPartId,
    weighed: &Weighed,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let row = of_shop(tx, who, id).await?;
    if !allowed(who.actor(), Act::Adjust, row.state) {
        return Err(Error::Refused(ChangeRefused::Moved(row.state)));
    }
    let lines = line::Entity::find()
        .filter(line::Column::PartId.eq(row.id))
        .order_by_asc(line::Column::Position)
        .all(tx)
        .await?;
    let mut adjusted = Vec::new();
    for (line, given) in lines.iter().zip(weighed) {
        let as_ordered = Given::whole(line.quantity.unsigned_abs());
        let given = given.filter(|given| *given != as_ordered).map(Given::thousandths);
        if given == line.given {
            continue;
        }
        line::Entity::update_many()
            .col_expr(line::Column::Given, Expr::value(given))
            .filter(line::Column::Id.eq(line.id))
            .exec(tx)
            .await?;
        adjusted.push(Adjusted {
            position: line.position,
            before: line.given,
            given,
        });
    }
    if adjusted.is_empty() {
        return Ok(live::Change {
            shop: row.shop_id,
            order: row.order_id,
        });
    }
    let order = order_of(tx, &row).await?;
    // On the counter both stand before it: nobody has to be written to.
    let tells = row.state != PartState::Ready;
    let step = Step {
        detail: serde_json::to_string(&adjusted).ok(),
        ..Step::of(who, Act::Adjust, at)
    };
    let change = step.take(tx, row).await?;
    if tells {
        tell_shopper(tx, &order, News::Changed, at).await?;
    }
    Ok(change)
}

/// What the history keeps of an adjusted line, in thousandths of its unit; none: as ordered.
#[derive(Serialize)]
struct Adjusted {
    position: i32,
    before: Option<i32>,
    given: Option<i32>,
}

/// A finger slipped: one step back.
pub async fn undo(
    tx: &Transaction,
    who: &MerchantOf,
    id: OrderPartId,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    // Held, so that nobody withdraws from it in this instant.
    let row = part::Entity::find_by_id(id)
        .filter(part::Column::ShopId.eq(who.shop()))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    // The shopper has the goods and gives them back: that they were handed over is part of it.
    if row.state == PartState::HandedOver && is_withdrawn(tx, id).await? {
        return Err(Error::Refused(ChangeRefused::TooLate));
    }
    Step::of(who, Act::Undo, at).take(tx, row).await
}

/// The merchant cannot serve it: the goods go back to the shelf, the other shops' parts stand.
pub async fn refuse(
    tx: &Transaction,
    who: &MerchantOf,
    id: OrderPartId,
    refusal: &Refusal,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let row = of_shop(tx, who, id).await?;
    let refusal = with_own_offer(tx, who, refusal).await?;
    let step = Step {
        because: Some(refusal.because),
        refusal: Some(&refusal),
        ..Step::of(who, Act::Refuse, at)
    };
    refused(tx, row, step, at).await
}

/// An official called the shop, where nobody had looked: it said yes, or it cannot.
pub async fn answer_for_shop(
    tx: &Transaction,
    who: &OfficialOf,
    id: OrderPartId,
    refusal: Option<&Refusal>,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let row = part::Entity::find_by_id(id)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    if shops::town_of(tx, row.shop_id).await.map_err(Error::widen)?.id != who.town() {
        return Err(Error::NotFound);
    }
    let act = if refusal.is_some() {
        Act::Refuse
    } else {
        Act::Accept
    };
    let step = Step {
        member: Some(who.member()),
        because: refusal.map(|refusal| refusal.because),
        refusal,
        ..Step::new(Actor::Official, act, at)
    };
    if refusal.is_some() {
        refused(tx, row, step, at).await
    } else {
        step.take(tx, row).await
    }
}

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

async fn refused(
    tx: &Transaction,
    row: part::Model,
    step: Step<'_>,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let order = order_of(tx, &row).await?;
    let change = step.take(tx, row).await?;
    tell_shopper(tx, &order, News::Refused, at).await?;
    Ok(change)
}

/// A merchant offers what is on the own shelf; anything else is left out.
async fn with_own_offer(
    tx: &impl ConnectionTrait,
    who: &MerchantOf,
    refusal: &Refusal,
) -> Result<Refusal, DbErr> {
    let mut refusal = refusal.clone();
    if let Some(offered) = refusal.instead
        && !catalogue::is_on_sale(tx, who.shop(), offered).await?
    {
        refusal.instead = None;
    }
    Ok(refusal)
}

async fn order_of(
    tx: &impl ConnectionTrait,
    row: &part::Model,
) -> Result<order::Model, Error<ChangeRefused>> {
    let order = order::Entity::find_by_id(row.order_id).one(tx).await?;
    order.ok_or(Error::NotFound)
}

async fn of_shop(
    tx: &impl ConnectionTrait,
    who: &MerchantOf,
    id: OrderPartId,
) -> Result<part::Model, Error<ChangeRefused>> {
    let row = part::Entity::find_by_id(id)
        .filter(part::Column::ShopId.eq(who.shop()))
        .one(tx)
        .await?;
    row.ok_or(Error::NotFound)
}
