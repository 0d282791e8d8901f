//! Where a shop stands: on the plan, and on shoppers' walks.

use super::{entity, town_id_of};
use crate::{
    accounts::{AsOwner, OfficialOf, entity::shop_member},
    error::Error,
};
use domain::{id::ShopId, walk::Position};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set,
};

/// Puts the merchant's shop where it stands; none: nobody knows.
pub async fn place(tx: &impl ConnectionTrait, who: &AsOwner, at: Option<Position>) -> Result<(), Error> {
    put(tx, who.shop(), at).await
}

/// The same by an official at the door of a shop of their town. A shop that has its merchant is theirs to place, and not
/// found here, as another town's.
pub async fn place_at_the_door(
    tx: &impl ConnectionTrait,
    who: &OfficialOf,
    shop: ShopId,
    at: Option<Position>,
) -> Result<(), Error> {
    let people = shop_member::Entity::find().filter(shop_member::Column::ShopId.eq(shop));
    if town_id_of(tx, shop).await? != who.town() || people.count(tx).await? > 0 {
        return Err(Error::NotFound);
    }
    put(tx, shop, at).await
}

async fn put(tx: &impl ConnectionTrait, shop: ShopId, at: Option<Position>) -> Result<(), Error> {
    let row = entity::ActiveModel {
        id: Set(shop),
        latitude: Set(at.map(|at| at.latitude)),
        longitude: Set(at.map(|at| at.longitude)),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}
