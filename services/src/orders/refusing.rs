//! What a shop cannot serve: the goods go back to the shelf, the other shops' parts stand, and the shopper is told.

use super::{
    changes::{of_shop, order_of, tell_shopper},
    entity::part,
    step::{ChangeRefused, Step},
};
use crate::{
    accounts::{MerchantOf, OfficialOf},
    catalogue,
    db::Transaction,
    error::Error,
    live, shops,
};
use chrono::{DateTime, Utc};
use domain::{
    id::OrderPartId,
    notifications::News,
    orders::{Act, Actor, Refusal},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

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
