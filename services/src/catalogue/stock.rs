//! Stock as orders take it: by a conditional update inside the order's transaction, so that two shoppers never get
//! the same last piece.

use super::entity::product;
use crate::{db::Transaction, shops};
use chrono::{DateTime, Utc};
use domain::{
    catalogue::{Stock, StockKind},
    id::ProductId,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    QueryTrait, UpdateMany,
    sea_query::{CaseStatement, Expr, SimpleExpr},
};

/// Takes pieces of a product; false when there are not enough, or it was switched off. Uncounted stock gives any
/// quantity.
pub async fn take(tx: &Transaction, product: ProductId, quantity: u32) -> Result<bool, DbErr> {
    let quantity = i32::try_from(quantity).unwrap_or(i32::MAX);
    // Of many pieces no page tells the number: pages that were kept stay as true as they were.
    let of_many = counted(product, quantity, Stock::TOLD_PIECES + 1);
    if tx
        .unseen(of_many.build(tx.get_database_backend()))
        .await?
        .rows_affected()
        > 0
    {
        return Ok(true);
    }
    if counted(product, quantity, 0).exec(tx).await?.rows_affected > 0 {
        return Ok(true);
    }
    let uncounted = product::Entity::find_by_id(product)
        .filter(product::Column::StockKind.is_in([StockKind::Always, StockKind::Plenty, StockKind::Few]))
        .filter(is_shown());
    Ok(uncounted.one(tx).await?.is_some())
}

/// Takes pieces of many counted products with one statement or two, on SQLite, where what was read still holds: of each, how
/// many, and how many there are afterwards. False when something of it could not be taken after all.
pub async fn take_all(tx: &Transaction, taken: &[(ProductId, u32, u32)]) -> Result<bool, DbErr> {
    let of_many =
        |(_, _, afterwards): &&(ProductId, u32, u32)| i64::from(*afterwards) > Stock::TOLD_PIECES.into();
    let (many, few): (Vec<_>, Vec<_>) = taken.iter().partition(of_many);
    if !many.is_empty() {
        let statement = all_counted(&many).build(tx.get_database_backend());
        if tx.unseen(statement).await?.rows_affected() != many.len() as u64 {
            return Ok(false);
        }
    }
    Ok(few.is_empty() || all_counted(&few).exec(tx).await?.rows_affected == few.len() as u64)
}

/// Takes of each its own number of pieces, where there are as many.
fn all_counted(taken: &[&(ProductId, u32, u32)]) -> UpdateMany<product::Entity> {
    let of_each = taken
        .iter()
        .fold(CaseStatement::new(), |all, (product, quantity, _)| {
            let quantity = i32::try_from(*quantity).unwrap_or(i32::MAX);
            all.case(Expr::col(product::Column::Id).eq(*product), quantity)
        });
    let of_each: SimpleExpr = of_each.finally(0).into();
    product::Entity::update_many()
        .col_expr(
            product::Column::StockCount,
            Expr::col(product::Column::StockCount).sub(of_each.clone()),
        )
        .filter(product::Column::Id.is_in(taken.iter().map(|(product, ..)| *product)))
        .filter(product::Column::StockKind.eq(StockKind::Pieces))
        .filter(Expr::col(product::Column::StockCount).gte(of_each))
        .filter(is_shown())
}

/// Takes pieces if at least so many are there afterwards.
fn counted(product: ProductId, quantity: i32, afterwards: i32) -> UpdateMany<product::Entity> {
    product::Entity::update_many()
        .col_expr(
            product::Column::StockCount,
            Expr::col(product::Column::StockCount).sub(quantity),
        )
        .filter(product::Column::Id.eq(product))
        .filter(product::Column::StockKind.eq(StockKind::Pieces))
        .filter(product::Column::StockCount.gte(quantity.saturating_add(afterwards)))
        .filter(is_shown())
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

/// Takes more of what is being handed over than was ordered, whether shoppers see it or not; how many are left when there
/// are not enough. Nothing to do for stock that is not counted.
pub async fn take_along(
    tx: &impl ConnectionTrait,
    product: ProductId,
    quantity: i32,
) -> Result<Result<(), u32>, DbErr> {
    let taken = product::Entity::update_many()
        .col_expr(
            product::Column::StockCount,
            Expr::col(product::Column::StockCount).sub(quantity),
        )
        .filter(product::Column::Id.eq(product))
        .filter(product::Column::StockCount.gte(quantity))
        .exec(tx)
        .await?;
    if taken.rows_affected > 0 {
        return Ok(Ok(()));
    }
    let row = product::Entity::find_by_id(product).one(tx).await?;
    let counted = row.and_then(|row| row.stock_count);
    Ok(counted.map_or(Ok(()), |left| Err(left.unsigned_abs())))
}

/// One piece less at the counter. Pieces that are counted never go below none; of the last "few" one knows only that
/// there are few.
pub(super) async fn sold_at_the_counter(
    tx: &impl ConnectionTrait,
    product: ProductId,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    product::Entity::update_many()
        .col_expr(
            product::Column::StockCount,
            Expr::col(product::Column::StockCount).sub(1),
        )
        .col_expr(product::Column::ChangedAt, Expr::value(at))
        .col_expr(product::Column::ConfirmedAt, Expr::value(at))
        .filter(product::Column::Id.eq(product))
        .filter(product::Column::StockKind.eq(StockKind::Pieces))
        .filter(product::Column::StockCount.gt(0))
        .exec(tx)
        .await?;
    Ok(())
}

/// What shoppers may see, and so may be promised.
pub(crate) fn is_shown() -> Condition {
    Condition::all()
        .add(product::Column::Hidden.eq(false))
        .add(product::Column::WithdrawnAt.is_null())
        .add(product::Column::HeldBy.is_null())
        .add(product::Column::ShopId.not_in_subquery(shops::suspended()))
}

/// Whether all of these may be seen.
pub(crate) async fn are_shown(tx: &impl ConnectionTrait, products: &[ProductId]) -> Result<bool, DbErr> {
    let shown = product::Entity::find()
        .filter(product::Column::Id.is_in(products.iter().copied()))
        .filter(is_shown());
    Ok(shown.count(tx).await? == products.len() as u64)
}

/// How many pieces a shopper could still ask for.
pub async fn left(tx: &impl ConnectionTrait, product: ProductId) -> Result<u32, DbErr> {
    let row = product::Entity::find_by_id(product)
        .filter(is_shown())
        .one(tx)
        .await?;
    Ok(row.map_or(0, |row| {
        Stock::from_parts(row.stock_kind, row.stock_count).on_offer()
    }))
}
