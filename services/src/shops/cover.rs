//! The picture of a shop, shown above its shelf.

use super::entity;
use crate::{
    accounts::MerchantOf,
    catalogue::entity::photo,
    error::Error,
    photos::{Stored, thumbhash_data_url},
};
use chrono::{DateTime, Utc};
use domain::{id::ShopId, photos::Photo};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, Set, sea_query::OnConflict};

/// Hangs a picture whose files are stored already, or takes the one that hangs there down.
pub async fn set_cover(
    tx: &impl ConnectionTrait,
    who: &MerchantOf,
    picture: Option<&Stored>,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    if let Some(stored) = picture {
        know(tx, stored, at).await?;
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
    let row = photo::Entity::find_by_id(hash).one(db).await?;
    Ok(row.map(|row| Photo {
        placeholder: thumbhash_data_url(&row.thumbhash),
        hash: row.hash,
        width: row.width.unsigned_abs(),
        height: row.height.unsigned_abs(),
    }))
}

/// The same picture may hang elsewhere already.
async fn know(tx: &impl ConnectionTrait, stored: &Stored, at: DateTime<Utc>) -> Result<(), Error> {
    let row = photo::ActiveModel {
        hash: Set(stored.hash.to_string()),
        width: Set(i32::try_from(stored.width).unwrap_or(i32::MAX)),
        height: Set(i32::try_from(stored.height).unwrap_or(i32::MAX)),
        thumbhash: Set(stored.thumbhash.clone()),
        created_at: Set(at),
    };
    let known = photo::Entity::insert(row)
        .on_conflict(OnConflict::column(photo::Column::Hash).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await;
    match known {
        Ok(_) | Err(DbErr::RecordNotInserted) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
