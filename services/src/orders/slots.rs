//! The pickup windows of a shop with the room that is left in them. A place is taken by a part that was not given up:
//! it is counted and never booked, so there is nothing that could go out of step. It weighs on every window that it
//! overlaps: a shop may have cut its hours otherwise since it was ordered.

use super::entity::part;
use crate::{error::Error, pickup};
use chrono::{DateTime, Utc};
use domain::{
    catalogue::Product,
    id::ShopId,
    orders::PartState,
    pickup::{Lead, Window},
    shops::Shop,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, Select,
};

/// A window as a shopper may choose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// When.
    pub window: Window,
    /// False: as many orders as it holds are there.
    pub has_room: bool,
}

/// What these products of a shop need to be prepared: the shop's time, or that of the slowest of them.
pub fn lead<'p>(shop: &Shop, products: impl Iterator<Item = &'p Product>) -> Lead {
    products
        .filter_map(|product| product.lead)
        .chain([shop.lead])
        .max_by_key(|lead| lead.minutes())
        .unwrap_or(shop.lead)
}

/// The windows a shopper may choose from for goods that need `lead`, those that are full among them.
pub async fn offered(
    db: &impl ConnectionTrait,
    shop: &Shop,
    lead: Lead,
    time_zone: &str,
    at: DateTime<Utc>,
) -> Result<Vec<Offered>, Error> {
    let windows = pickup::windows(shop, lead, time_zone, at);
    let Some(capacity) = shop.slots.capacity else {
        let all = windows.into_iter().map(|window| Offered {
            window,
            has_room: true,
        });
        return Ok(all.collect());
    };
    let taken: Vec<(DateTime<Utc>, DateTime<Utc>, i64)> = places(shop.id)
        .filter(part::Column::PickupTo.gt(at))
        .select_only()
        .column(part::Column::PickupFrom)
        .column(part::Column::PickupTo)
        .column_as(part::Column::Id.count(), "taken")
        .group_by(part::Column::PickupFrom)
        .group_by(part::Column::PickupTo)
        .into_tuple()
        .all(db)
        .await?;
    let all = windows.into_iter().map(|window| {
        let overlapping = taken
            .iter()
            .filter(|(from, to, _)| *from < window.to && *to > window.from);
        let taken: i64 = overlapping.map(|(_, _, taken)| taken).sum();
        Offered {
            has_room: taken < i64::from(capacity),
            window,
        }
    });
    Ok(all.collect())
}

/// How many places of a window are taken.
pub(super) async fn taken(db: &impl ConnectionTrait, shop: ShopId, window: &Window) -> Result<u64, DbErr> {
    places(shop)
        .filter(part::Column::PickupFrom.lt(window.to))
        .filter(part::Column::PickupTo.gt(window.from))
        .count(db)
        .await
}

fn places(shop: ShopId) -> Select<part::Entity> {
    let given_up = PartState::ALL
        .iter()
        .copied()
        .filter(|state| state.returns_stock());
    part::Entity::find()
        .filter(part::Column::ShopId.eq(shop))
        .filter(part::Column::State.is_not_in(given_up))
}
