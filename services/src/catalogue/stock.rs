//! Stock as orders take it: by a conditional update inside the order's transaction, so that two shoppers never get
//! the same last piece.

use super::entity::product;
use domain::{
    catalogue::{Stock, StockKind},
    id::ProductId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

/// Takes pieces of a product; false when there are not enough, or it was switched off. Uncounted stock gives any
/// quantity.
pub async fn take(tx: &impl ConnectionTrait, product: ProductId, quantity: u32) -> Result<bool, DbErr> {
    let quantity = i32::try_from(quantity).unwrap_or(i32::MAX);
    let counted = product::Entity::update_many()
        .col_expr(
            product::Column::StockCount,
            Expr::col(product::Column::StockCount).sub(quantity),
        )
        .filter(product::Column::Id.eq(product))
        .filter(product::Column::StockKind.eq(StockKind::Pieces))
        .filter(product::Column::StockCount.gte(quantity))
        .exec(tx)
        .await?;
    if counted.rows_affected > 0 {
        return Ok(true);
    }
    let uncounted = product::Entity::find_by_id(product).filter(product::Column::StockKind.is_in([
        StockKind::Always,
        StockKind::Plenty,
        StockKind::Few,
    ]));
    Ok(uncounted.one(tx).await?.is_some())
}

/// Gives pieces back; nothing to do for stock that is not counted.
pub async fn put_back(tx: &impl ConnectionTrait, product: ProductId, quantity: i32) -> Result<(), DbErr> {
    product::Entity::update_many()
        .col_expr(
            product::Column::StockCount,
            Expr::col(product::Column::StockCount).add(quantity),
        )
        .filter(product::Column::Id.eq(product))
        // Off the stall or on it: the pieces are there again.
        .filter(product::Column::StockCount.is_not_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// How many pieces a shopper could still ask for.
pub async fn left(tx: &impl ConnectionTrait, product: ProductId) -> Result<u32, DbErr> {
    let row = product::Entity::find_by_id(product).one(tx).await?;
    Ok(row.map_or(0, |row| {
        Stock::from_parts(row.stock_kind, row.stock_count).on_offer()
    }))
}
