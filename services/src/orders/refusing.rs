//! What a shop cannot serve: the goods go back to the shelf if they are there, the other shops' parts stand, and the shopper is told.

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
    id::{OrderPartId, ShopId},
    notifications::News,
    orders::{Act, Actor, Refusal, Shown},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QuerySelect};

/// The merchant cannot serve it: the goods go back to the shelf unless they are said to be sold out, the other shops'
/// parts stand.
pub async fn refuse(
    tx: &Transaction,
    who: &MerchantOf,
    shown: impl Into<Shown>,
    refusal: &Refusal,
    at: DateTime<Utc>,
) -> Result<live::Change, Error<ChangeRefused>> {
    let shown = shown.into();
    let row = of_shop(tx, who, shown.part).await?;
    let refusal = with_own_offer(tx, row.shop_id, refusal).await?;
    let step = Step {
        because: Some(refusal.because),
        refusal: Some(&refusal),
        ..Step::of(who, Act::Refuse, shown, at)
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
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    if shops::town_of(tx, row.shop_id).await.map_err(Error::widen)?.id != who.town() {
        return Err(Error::NotFound);
    }
    let Some(refusal) = refusal else {
        let step = Step {
            member: Some(who.member()),
            ..Step::new(Actor::Official, Act::Accept, at)
        };
        return step.take(tx, row).await;
    };
    let refusal = with_own_offer(tx, row.shop_id, refusal).await?;
    let step = Step {
        member: Some(who.member()),
        because: Some(refusal.because),
        refusal: Some(&refusal),
        ..Step::new(Actor::Official, Act::Refuse, at)
    };
    refused(tx, row, step, at).await
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

/// A shop offers what is on its own shelf; anything else is left out.
async fn with_own_offer(
    tx: &impl ConnectionTrait,
    shop: ShopId,
    refusal: &Refusal,
) -> Result<Refusal, DbErr> {
    let mut refusal = refusal.clone();
    if let Some(offered) = refusal.instead
        && !catalogue::is_on_sale(tx, shop, offered).await?
    {
        refusal.instead = None;
    }
    Ok(refusal)
}
