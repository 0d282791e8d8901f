//! Forgetting who reported something, and in which words: that it was reported, and what came of it, stays.

use super::entity;
use crate::{db::Db, error::Failed};
use chrono::{DateTime, Utc};
use domain::reports::{REMEMBERED, REMEMBERED_OPEN};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    QuerySelect, sea_query::Expr,
};

/// Where people stand in these tables. What was there is only gone from the files once they are scrubbed.
pub const PERSONAL_TABLES: [&str; 1] = ["reports"];

/// Forgets everybody whose time is over; says how many reports those were. Several servers may do this at once.
pub async fn forget_old(db: &Db, at: DateTime<Utc>) -> Result<u64, Failed> {
    let due = Condition::all().add(entity::Column::ErasedAt.is_null()).add(
        Condition::any()
            .add(entity::Column::AnsweredAt.lte(at - REMEMBERED))
            .add(
                entity::Column::AnsweredAt
                    .is_null()
                    .and(entity::Column::ReportedAt.lte(at - REMEMBERED_OPEN)),
            ),
    );
    // Most looks find nobody: they shall not keep anybody from writing.
    if entity::Entity::find()
        .filter(due.clone())
        .count(db.read())
        .await?
        == 0
    {
        return Ok(0);
    }
    let tx = db.write().await?;
    let forgotten = entity::Entity::update_many()
        .col_expr(entity::Column::Words, Expr::value(""))
        .col_expr(entity::Column::Name, Expr::value(""))
        .col_expr(entity::Column::Email, Expr::value(""))
        .col_expr(entity::Column::ErasedAt, Expr::value(Some(at)))
        .filter(due)
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(forgotten.rows_affected)
}

/// Whether somebody was forgotten since an instant.
pub async fn forgot_since(db: &impl ConnectionTrait, since: DateTime<Utc>) -> Result<bool, Failed> {
    let lately = entity::Entity::find().filter(entity::Column::ErasedAt.gte(since));
    Ok(lately.limit(1).count(db).await? > 0)
}
