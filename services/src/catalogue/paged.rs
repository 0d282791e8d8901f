//! A long shelf piece by piece, for who reads all of it: behind a product comes what comes behind it, whatever is put on
//! sale or taken back in between.

use super::{
    entity::product,
    queries::{can_be_bought, products, with_shop_and_photo},
};
use crate::error::Error;
use chrono::{DateTime, Utc};
use domain::{
    catalogue::Product,
    id::{ProductId, ShopId, TownId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder,
    QuerySelect,
};

/// What can be bought in a town, or in one of its shops, newest first: at most `limit` of what comes behind `after`.
/// [`Error::NotFound`]: the town never had such a product.
pub async fn on_offer(
    db: &impl ConnectionTrait,
    town: TownId,
    shop: Option<ShopId>,
    after: Option<ProductId>,
    limit: u64,
) -> Result<Vec<Product>, Error> {
    let mut rows = with_shop_and_photo().filter(product::Column::TownId.eq(town));
    if let Some(shop) = shop {
        rows = rows.filter(product::Column::ShopId.eq(shop));
    }
    if let Some(after) = after {
        rows = rows.filter(behind(db, town, after).await?);
    }
    let rows = rows
        .filter(can_be_bought())
        .order_by(product::Column::ListedAt, Order::Desc)
        .order_by(product::Column::Id, Order::Desc)
        .limit(limit);
    products(rows, db).await
}

/// Listed earlier, or at the same time under a smaller id. What was taken back still has its place.
async fn behind(db: &impl ConnectionTrait, town: TownId, last: ProductId) -> Result<Condition, Error> {
    let listed_at: Option<DateTime<Utc>> = product::Entity::find_by_id(last)
        .filter(product::Column::TownId.eq(town))
        .select_only()
        .column(product::Column::ListedAt)
        .into_tuple()
        .one(db)
        .await?;
    let listed_at = listed_at.ok_or(Error::NotFound)?;
    let at_the_same_time = product::Column::ListedAt
        .eq(listed_at)
        .and(product::Column::Id.lt(last));
    Ok(Condition::any()
        .add(product::Column::ListedAt.lt(listed_at))
        .add(at_the_same_time))
}
