//! What happened to a part, as its shop reads it: who, what, when.

use super::entity::{change, part};
use crate::{
    accounts::{MerchantOf, entity::member},
    error::Error,
    pickup, shops,
};
use chrono::NaiveDateTime;
use domain::{
    id::{MemberId, OrderPartId},
    orders::{Act, Actor, Alarm},
    text::Name,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// When, on the shop's wall clock.
    pub at: NaiveDateTime,
    /// As whom.
    pub actor: Actor,
    /// Who; none: nobody of whom a name is known.
    pub name: Option<Name>,
    /// What.
    pub what: Happening,
}

/// What can happen to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// Somebody acted.
    Did(Act),
    /// Nobody looked, and somebody else was told.
    Told(Alarm),
}

/// All that happened to a part of this shop, the oldest first.
pub async fn history(
    db: &impl ConnectionTrait,
    who: &MerchantOf,
    id: OrderPartId,
) -> Result<Vec<Happened>, Error> {
    part::Entity::find_by_id(id)
        .filter(part::Column::ShopId.eq(who.shop()))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let town = shops::town_of(db, who.shop()).await?;
    let rows = change::Entity::find()
        .filter(change::Column::PartId.eq(id))
        .order_by_asc(change::Column::At)
        .order_by_asc(change::Column::Id)
        .all(db)
        .await?;
    let names = member::Entity::find()
        .filter(member::Column::Id.is_in(rows.iter().filter_map(|row| row.member_id)))
        .all(db)
        .await?;
    let names: HashMap<MemberId, Name> = names.into_iter().map(|row| (row.id, row.name)).collect();
    let happened = rows.into_iter().filter_map(|row| {
        Some(Happened {
            at: pickup::wall_clock(&town.time_zone, row.at),
            actor: row.actor,
            name: row.member_id.and_then(|id| names.get(&id).cloned()),
            what: what(&row)?,
        })
    });
    Ok(happened.collect())
}

/// None: written before acts were.
fn what(row: &change::Model) -> Option<Happening> {
    let alarm = || serde_json::from_str(row.detail.as_deref()?).ok();
    row.act
        .map(Happening::Did)
        .or_else(|| alarm().map(Happening::Told))
}
