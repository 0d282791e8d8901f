//! Addressing what was told, many messages at a time. One that cannot be addressed keeps nobody else waiting.

use super::{address::write, entity::message, tell::KNOWN};
use crate::{
    db::{Db, Transaction},
    error::Failed,
};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, LockBehavior, LockType},
};
use uuid::Uuid;

/// Messages at once: what a rush brings between two looks.
const BATCH: u64 = 100;
/// When a message is looked at again that could not be addressed.
const AGAIN: Duration = Duration::minutes(1);

/// What addressing came to.
#[derive(Debug, Default)]
pub struct Addressed {
    /// How many messages were addressed.
    pub count: usize,
    /// Those that could not be: they are put off, and keep nobody else waiting.
    pub failed: Vec<Failed>,
}

/// Addresses what was told. Several nodes may do it at once.
pub async fn address(db: &Db, at: DateTime<Utc>) -> Result<Addressed, Failed> {
    // Most looks find nothing: they shall not keep anybody from writing.
    if waiting(at).limit(1).one(db.read()).await?.is_none() {
        return Ok(Addressed::default());
    }
    let tx = db.write().await?;
    let batch = next(&tx, at, BATCH).await?;
    let written = write_all(&tx, &batch, at).await;
    match tx.settle(written).await {
        Ok(()) => Ok(Addressed {
            count: batch.len(),
            failed: Vec::new(),
        }),
        Err(_) => one_by_one(db, batch.iter().map(|row| row.id), at).await,
    }
}

/// One of them stands in the way of all the others: which?
async fn one_by_one(
    db: &Db,
    ids: impl Iterator<Item = Uuid>,
    at: DateTime<Utc>,
) -> Result<Addressed, Failed> {
    let mut addressed = Addressed::default();
    for id in ids {
        let tx = db.write().await?;
        let row = waiting(at)
            .filter(message::Column::Id.eq(id))
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(&tx)
            .await?;
        let written = write_all(&tx, &row, at).await;
        match tx.settle(written).await {
            Ok(()) => addressed.count += row.len(),
            Err(why) => {
                addressed.failed.push(why.into());
                put_off(db, id, at).await?;
            }
        }
    }
    Ok(addressed)
}

async fn put_off(db: &Db, id: Uuid, at: DateTime<Utc>) -> Result<(), DbErr> {
    let tx = db.write().await?;
    message::Entity::update_many()
        .col_expr(message::Column::ToldAt, Expr::value(at + AGAIN))
        .filter(message::Column::Id.eq(id))
        .exec(&tx)
        .await?;
    tx.commit().await
}

/// What this version can read, and was not put off.
fn waiting(at: DateTime<Utc>) -> Select<message::Entity> {
    message::Entity::find()
        .filter(message::Column::What.is_in(KNOWN))
        .filter(message::Column::ToldAt.lte(at))
}

async fn next(tx: &Transaction, at: DateTime<Utc>, most: u64) -> Result<Vec<message::Model>, DbErr> {
    waiting(at)
        .order_by_asc(message::Column::ToldAt)
        .order_by_asc(message::Column::Id)
        .limit(most)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(tx)
        .await
}

async fn write_all(tx: &Transaction, batch: &[message::Model], at: DateTime<Utc>) -> Result<(), DbErr> {
    for (place, row) in batch.iter().enumerate() {
        // It tells how the whole order stands: the last one tells it all.
        let overtaken = batch[place + 1..]
            .iter()
            .any(|later| later.what == super::tell::ORDER_STANDS && later.about == row.about);
        if !overtaken {
            write(tx, row, at).await?;
        }
    }
    let ids = batch.iter().map(|row| row.id);
    message::Entity::delete_many()
        .filter(message::Column::Id.is_in(ids))
        .exec(tx)
        .await?;
    Ok(())
}
