//! Where shops stand.

use super::entity;
use crate::error::Error;
use domain::id::{ShopId, TownId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;

/// Latitude and longitude in degrees of the claimed shops of a town, as far as they are known.
pub async fn positions(
    db: &impl ConnectionTrait,
    town: TownId,
) -> Result<HashMap<ShopId, (f64, f64)>, Error> {
    let rows: Vec<(ShopId, Option<f64>, Option<f64>)> = columns()
        .filter(entity::Column::TownId.eq(town))
        .filter(entity::Column::ClaimedAt.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let known = rows
        .into_iter()
        .filter_map(|(shop, latitude, longitude)| Some((shop, (latitude?, longitude?))));
    Ok(known.collect())
}

/// The same of one shop.
pub async fn position(db: &impl ConnectionTrait, shop: ShopId) -> Result<Option<(f64, f64)>, Error> {
    let row: Option<(ShopId, Option<f64>, Option<f64>)> = columns()
        .filter(entity::Column::Id.eq(shop))
        .into_tuple()
        .one(db)
        .await?;
    Ok(row.and_then(|(_, latitude, longitude)| latitude.zip(longitude)))
}

fn columns() -> sea_orm::Select<entity::Entity> {
    entity::Entity::find().select_only().columns([
        entity::Column::Id,
        entity::Column::Latitude,
        entity::Column::Longitude,
    ])
}
