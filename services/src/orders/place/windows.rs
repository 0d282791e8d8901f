//! The chosen pickup window of each shop, looked up again: between showing and sending, a door may have closed, the hours
//! have changed, or a window filled. Nobody is moved to another one; they are asked.

use super::{
    PlaceRefused, Tried, Wanted,
    goods::{ByShop, Shops},
};
use crate::{orders::slots, pickup, shops::entity as shop};
use domain::{
    id::ShopId,
    pickup::Window,
    walk::{Position, Trip},
};
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};
use std::collections::BTreeMap;

pub(super) type Windows = BTreeMap<ShopId, Window>;

pub(super) async fn chosen(
    tx: &impl ConnectionTrait,
    wanted: &Wanted,
    by_shop: &ByShop,
    shops: &Shops,
) -> Result<Windows, Tried> {
    let chosen = offered(wanted, by_shop, shops)?;
    let mut full = Vec::new();
    for (id, window) in &chosen {
        if let Some(capacity) = shops[id].slots().capacity
            && !has_room(tx, *id, window, capacity).await?
        {
            full.push(*id);
        }
    }
    if !full.is_empty() {
        return Err(PlaceRefused::Full(full).into());
    }
    in_one_go(wanted, &chosen, shops)?;
    Ok(chosen)
}

/// The chosen windows among those that the shops offer now, be there room in them or not.
pub(super) fn offered(wanted: &Wanted, by_shop: &ByShop, shops: &Shops) -> Result<Windows, PlaceRefused> {
    let mut chosen = Windows::new();
    let mut missing = Vec::new();
    for (id, lines) in by_shop {
        let shop = shops[id].clone().into();
        let lead = slots::lead(&shop, lines.iter().map(|(product, _)| product));
        let key = wanted.reservation.windows.get(id).map_or("", String::as_str);
        let ready = pickup::ready(lead, wanted.at);
        let offered = pickup::windows(&shop, lead, &wanted.town.time_zone, wanted.at);
        let found = offered
            .iter()
            .find_map(|window| Some((window.begins(key, ready)?, window.to)));
        match found {
            None => missing.push(*id),
            Some((from, to)) => {
                let window = pickup::window_between(&wanted.town.time_zone, from, to);
                chosen.insert(*id, window);
            }
        }
    }
    if missing.is_empty() {
        Ok(chosen)
    } else {
        Err(PlaceRefused::Windows(missing))
    }
}

/// Whether each trip can still be walked.
pub(super) fn in_one_go(wanted: &Wanted, chosen: &Windows, shops: &Shops) -> Result<(), PlaceRefused> {
    let mut trips = wanted.reservation.trips.iter();
    match trips.find(|trip| !holds(trip, chosen, shops)) {
        Some(trip) => Err(PlaceRefused::Walk(trip.clone())),
        None => Ok(()),
    }
}

/// Whether the windows of a trip still leave the time to walk it: they begin later as time goes by.
fn holds(trip: &[ShopId], chosen: &Windows, shops: &Shops) -> bool {
    let errands: Vec<_> = trip
        .iter()
        .filter_map(|id| {
            let (shop, window) = (shops.get(id)?, chosen.get(id)?);
            Some((*id, Position::new(shop.latitude, shop.longitude), *window))
        })
        .collect();
    errands.len() < 2 || Trip::through(&errands).is_some()
}

/// Counted while nobody else can take a place at this shop: SQLite has one writer, PostgreSQL holds the shop's row.
async fn has_room(
    tx: &impl ConnectionTrait,
    shop: ShopId,
    window: &Window,
    capacity: u32,
) -> Result<bool, Tried> {
    shop::Entity::find_by_id(shop).lock_exclusive().one(tx).await?;
    Ok(slots::taken(tx, shop, window).await? < u64::from(capacity))
}
