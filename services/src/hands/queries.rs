//! Who helps whom, and until when; and why a device is at no shelf any more.

use super::entity;
use crate::{
    accounts::{OwnerOf, SignedIn, entity::member},
    error::Error,
    shops, towns,
};
use chrono::{DateTime, Utc};
use domain::{hand::Ending, id::HandId, shops::Shop, text::Name};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// A help that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lent {
    /// Which.
    pub id: HandId,
    /// Who helps.
    pub name: Name,
    /// When it ends by itself.
    pub until: DateTime<Utc>,
}

/// The same, as whoever helps sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lending {
    /// Which.
    pub id: HandId,
    /// Whose shelf it is.
    pub shop: Name,
    /// Where the shop's clock stands.
    pub time_zone: String,
    /// When it ends by itself.
    pub until: DateTime<Utc>,
}

/// The shelf at which a device helps, or helped last.
#[derive(Clone, Debug)]
pub struct Place {
    /// Whose.
    pub shop: Shop,
    /// Until when.
    pub until: DateTime<Utc>,
    /// How it ended; none: it goes on.
    pub ending: Option<Ending>,
    /// Whether its holder works for a shop or a town too, and comes back there.
    pub has_own_place: bool,
}

/// Who helps at the owner's shelf now, who came first first.
pub async fn lent(db: &impl ConnectionTrait, who: &OwnerOf, at: DateTime<Utc>) -> Result<Vec<Lent>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::ShopId.eq(who.shop()))
        .filter(entity::Column::EndedAt.is_null())
        .filter(entity::Column::Until.gt(at))
        .order_by_asc(entity::Column::TakenAt)
        .find_also_related(member::Entity)
        .all(db)
        .await?;
    let lent = rows.into_iter().filter_map(|(row, member)| {
        Some(Lent {
            id: row.id,
            name: member?.name,
            until: row.until?,
        })
    });
    Ok(lent.collect())
}

/// Until when a code waits at the owner's shop for somebody to type it; none when there is none.
pub async fn waits_until(
    db: &impl ConnectionTrait,
    who: &OwnerOf,
    at: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Error> {
    let row = entity::Entity::find()
        .filter(entity::Column::ShopId.eq(who.shop()))
        .filter(entity::Column::TakenAt.is_null())
        .filter(entity::Column::CodeUntil.gt(at))
        .one(db)
        .await?;
    Ok(row.map(|row| row.code_until))
}

/// At whose shelves somebody helps now, what ends first first.
pub async fn lent_by(
    db: &impl ConnectionTrait,
    who: &SignedIn,
    at: DateTime<Utc>,
) -> Result<Vec<Lending>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::MemberId.eq(who.member()))
        .filter(entity::Column::EndedAt.is_null())
        .filter(entity::Column::Until.gt(at))
        .order_by_asc(entity::Column::Until)
        .find_also_related(shops::entity::Entity)
        .all(db)
        .await?;
    let mut lent = Vec::new();
    for (row, shop) in rows {
        if let (Some(shop), Some(until)) = (shop, row.until) {
            lent.push(Lending {
                id: row.id,
                time_zone: towns::by_id(db, row.town_id).await?.time_zone,
                shop: shop.name,
                until,
            });
        }
    }
    Ok(lent)
}

/// The shelf at which this device is, or was last; none: it is at none but its holder's own.
pub async fn place(
    db: &impl ConnectionTrait,
    who: &SignedIn,
    at: DateTime<Utc>,
) -> Result<Option<Place>, Error> {
    let Some(hand) = who.hand() else {
        return Ok(None);
    };
    let row = entity::Entity::find_by_id(hand).one(db).await?;
    let Some((row, span)) = row.and_then(|row| row.span().map(|span| (row, span))) else {
        return Ok(None);
    };
    Ok(Some(Place {
        shop: shops::by_id(db, row.shop_id).await?,
        until: span.until,
        ending: span.ended(at),
        has_own_place: who.has_own_place(db).await?,
    }))
}
