//! The next door of the tour, from a shop that is done.

use crate::{page::NoPage, state::House};
use chrono::NaiveDate;
use domain::{id::ShopId, tour as way};
use services::{accounts::OfficialOf, tour};

/// The first door on the way from a shop where somebody should knock today.
pub async fn next_door(
    house: &House,
    who: &OfficialOf,
    from: ShopId,
    today: NaiveDate,
) -> Result<Option<(ShopId, String)>, NoPage> {
    let doors = tour::doors(house.db.read(), who).await?;
    let here = doors.iter().find(|door| door.shop.id == from);
    let here = here.and_then(|door| door.shop.position);
    let places: Vec<way::Door<'_>> = doors
        .iter()
        .map(|door| way::Door {
            address: &door.shop.address,
            position: door.shop.position,
        })
        .collect();
    let next = way::along(&places, here)
        .into_iter()
        .flat_map(|street| street.doors)
        .map(|(at, _)| &doors[at])
        .find(|door| door.shop.id != from && door.standing.is_due(today));
    Ok(next.map(|door| (door.shop.id, door.shop.name.to_string())))
}
