//! The picture of a shop, shown above its shelf.

use super::entity;
use crate::{
    accounts::AsOwner,
    error::Error,
    photos::{Stored, known},
};
use chrono::{DateTime, Utc};
use domain::{id::ShopId, photos::Photo};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, Set};

/// Hangs a picture whose files are stored already, or takes the one that hangs there down.
pub async fn set_cover(
    tx: &impl ConnectionTrait,
    who: &AsOwner,
    picture: Option<&Stored>,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    if let Some(stored) = picture {
        known::note(tx, stored, at).await?;
    }
    let row = entity::ActiveModel {
        id: Set(who.shop()),
        cover_hash: Set(picture.map(|stored| stored.hash.to_string())),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}

/// The picture of a shop, if it has one.
pub async fn cover(db: &impl ConnectionTrait, shop: ShopId) -> Result<Option<Photo>, Error> {
    let shop = entity::Entity::find_by_id(shop)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let Some(hash) = shop.cover_hash else {
        return Ok(None);
    };
    let row = known::Entity::find_by_id(hash).one(db).await?;
    Ok(row.map(Photo::from))
}
