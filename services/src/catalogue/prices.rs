//! What products cost before: kept at each change of a price, whatever way it came, for reductions to be compared with.

use super::entity::{past_price, product};
use crate::{error::Error, secret, shops};
use chrono::{DateTime, Utc};
use domain::{
    catalogue::{Before, COMPARED_OVER, Category, PastPrice, compared_with},
    id::ProductId,
    money::Price,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, Set};

/// Keeps the price that a product has until now; nothing when it stays the same.
pub(super) async fn leave(
    tx: &impl ConnectionTrait,
    known: &product::Model,
    new: Price,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    if known.price == new {
        return Ok(());
    }
    let row = past_price::ActiveModel {
        id: Set(secret::id()),
        product_id: Set(known.id),
        price: Set(known.price),
        since: Set(known.priced_at.unwrap_or(known.listed_at)),
        until: Set(at),
    };
    past_price::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Forgets what a product cost before: it is counted otherwise now, and compares with nothing.
pub(super) async fn forget(tx: &impl ConnectionTrait, product: ProductId) -> Result<(), DbErr> {
    past_price::Entity::delete_many()
        .filter(past_price::Column::ProductId.eq(product))
        .exec(tx)
        .await?;
    Ok(())
}

/// With which price an announced reduction is compared; none when it is none.
pub(super) async fn reduced_from(
    tx: &impl ConnectionTrait,
    known: &product::Model,
    new: Price,
    at: DateTime<Utc>,
) -> Result<Option<Price>, Error> {
    let category = match known.category {
        Some(category) => category,
        None => Category::usual(shops::by_id(tx, known.shop_id).await?.kind),
    };
    let past = past_price::Entity::find()
        .filter(past_price::Column::ProductId.eq(known.id))
        .filter(past_price::Column::Until.gt(at - COMPARED_OVER))
        .all(tx)
        .await?;
    let past: Vec<PastPrice> = past.into_iter().map(PastPrice::from).collect();
    let before = Before {
        price: known.price,
        reduced_from: known.reduced_from,
        perishes: category.perishes(),
    };
    Ok(compared_with(before, &past, new, at))
}

/// What a product cost before, the latest first, each with the instant until which it did.
pub async fn past_prices(db: &impl ConnectionTrait, product: ProductId) -> Result<Vec<PastPrice>, Error> {
    use sea_orm::QueryOrder;
    let rows = past_price::Entity::find()
        .filter(past_price::Column::ProductId.eq(product))
        .order_by_desc(past_price::Column::Until)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(PastPrice::from).collect())
}

impl From<past_price::Model> for PastPrice {
    fn from(row: past_price::Model) -> Self {
        Self {
            price: row.price,
            until: row.until,
        }
    }
}
