//! Beginning to hold a counter, and going in and out of it.

use super::entity;
use crate::{
    accounts::{
        OfficialOf,
        entity::{session, shop_member},
    },
    error::Error,
    ledger::{self, Note},
    secret, shops,
};
use chrono::{DateTime, SecondsFormat, Utc};
use domain::{
    id::{ShopId, StandInId},
    ledger::Deed,
    stand_in::Consent,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, Set, sea_query::Expr,
};

/// Why an official cannot hold a shop's counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenRefused {
    /// Somebody owns the shop: it is theirs to open.
    HasMerchant,
}

/// Holds the counter of a shop of this town from now on, as its merchant agreed, and goes in on this device. The shop comes
/// onto the market if it was only on the roster. Said again while it lasts, it counts from now; the same within a minute is a
/// finger that slipped. Not found for a shop of another town.
pub async fn open(
    tx: &impl ConnectionTrait,
    who: &OfficialOf,
    shop: ShopId,
    consent: &Consent,
    at: DateTime<Utc>,
) -> Result<StandInId, Error<OpenRefused>> {
    // Whoever opens or claims the same shop at this instant waits here.
    shops::to_change(tx, shop).await.map_err(Error::widen)?;
    if shops::town_id_of(tx, shop).await.map_err(Error::widen)? != who.town() {
        return Err(Error::NotFound);
    }
    let owners = shop_member::Entity::find().filter(shop_member::Column::ShopId.eq(shop));
    if owners.count(tx).await? > 0 {
        return Err(Error::Refused(OpenRefused::HasMerchant));
    }
    shops::entity::Entity::update_many()
        .col_expr(shops::entity::Column::ClaimedAt, Expr::value(at))
        .filter(shops::entity::Column::Id.eq(shop))
        .filter(shops::entity::Column::ClaimedAt.is_null())
        .exec(tx)
        .await?;
    let id = match mine(tx, who, shop, at).await? {
        Some(known) if is_same(&known, consent, at) => known.id,
        known => write(tx, who, shop, consent, known, at).await?,
    };
    step_in(tx, who, Some(id)).await?;
    Ok(id)
}

/// The same yes, sent twice.
fn is_same(known: &entity::Model, consent: &Consent, at: DateTime<Utc>) -> bool {
    let until = at + consent.term.lasts();
    known.consent_by == consent.by && known.term == consent.term && (until - known.until).num_seconds() < 60
}

async fn write(
    tx: &impl ConnectionTrait,
    who: &OfficialOf,
    shop: ShopId,
    consent: &Consent,
    known: Option<entity::Model>,
    at: DateTime<Utc>,
) -> Result<StandInId, DbErr> {
    let until = at + consent.term.lasts();
    let id = known
        .as_ref()
        .map_or_else(|| StandInId(secret::id()), |row| row.id);
    let row = entity::ActiveModel {
        id: Set(id),
        town_id: Set(who.town()),
        shop_id: Set(shop),
        member_id: Set(who.member()),
        consent_by: Set(consent.by.clone()),
        term: Set(consent.term),
        since: Set(known.as_ref().map_or(at, |row| row.since)),
        until: Set(until),
        ended_at: Set(None),
        ending: Set(None),
    };
    let written = |until: DateTime<Utc>| until.to_rfc3339_opts(SecondsFormat::Secs, true);
    let before = known.as_ref().map(|row| written(row.until));
    if known.is_some() {
        row.update(tx).await?;
    } else {
        row.insert(tx).await?;
    }
    let after = format!("{} {}", written(until), consent.by);
    let note = Note::of(Deed::StoodIn).at_shop(shop).from_to(before, Some(after));
    ledger::note(tx, &who.doer(), note, at).await?;
    Ok(id)
}

/// What this official holds of a shop now.
async fn mine(
    tx: &impl ConnectionTrait,
    who: &OfficialOf,
    shop: ShopId,
    at: DateTime<Utc>,
) -> Result<Option<entity::Model>, DbErr> {
    entity::Entity::find()
        .filter(entity::Column::ShopId.eq(shop))
        .filter(entity::Column::MemberId.eq(who.member()))
        .filter(entity::Column::EndedAt.is_null())
        .filter(entity::Column::Until.gt(at))
        .order_by_desc(entity::Column::Since)
        .one(tx)
        .await
}

/// Goes in at a counter that this official holds, on this device; not found once it is over, and at somebody else's.
pub async fn enter(
    tx: &impl ConnectionTrait,
    who: &OfficialOf,
    shop: ShopId,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let held = mine(tx, who, shop, at).await?.ok_or(Error::NotFound)?;
    Ok(step_in(tx, who, Some(held.id)).await?)
}

/// Goes out of whatever counter this device is at; the counter stays held.
pub async fn go_out(tx: &impl ConnectionTrait, who: &OfficialOf) -> Result<(), Error> {
    Ok(step_in(tx, who, None).await?)
}

pub(super) async fn step_in(
    tx: &impl ConnectionTrait,
    who: &OfficialOf,
    at_counter: Option<StandInId>,
) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::StandInId, Expr::value(at_counter.map(|id| id.0)))
        // A device is at one place at a time.
        .col_expr(session::Column::HandId, Expr::value(None::<uuid::Uuid>))
        .filter(session::Column::Id.eq(who.session()))
        .exec(tx)
        .await?;
    Ok(())
}
