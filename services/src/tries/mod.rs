//! How often somebody tried a link, a key or a code. Kept in the database: whoever guesses at two servers guesses twice. Of
//! an address nothing is kept but a hash, made with a key that is thrown away at the end of the day.

pub mod entity;

use crate::{
    db::Db,
    error::{Error, Failed},
    secret::{self, Secret},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::limits::{Limited, TooMany};
use entity::{key, tried};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, Set,
    sea_query::{CaseStatement, Expr, OnConflict},
};

/// Takes one of what somebody is allowed, in one statement: of many who try at the same instant, no more than that pass.
pub async fn take(db: &Db, what: Limited, who: &str, at: DateTime<Utc>) -> Result<(), Error<TooMany>> {
    let allowance = what.allowance();
    let (now, step) = (at.timestamp_millis(), allowance.step().num_milliseconds());
    let known = Expr::col((tried::Entity, tried::Column::Owing));
    let owing = CaseStatement::new()
        .case(known.clone().gt(now), known.clone())
        .finally(now);
    let one_more = OnConflict::columns([tried::Column::What, tried::Column::Who])
        .value(tried::Column::Owing, Expr::expr(owing).add(step))
        .action_and_where(known.lte(allowance.latest(at).timestamp_millis()))
        .to_owned();
    let row = tried::ActiveModel {
        what: Set(what.to_string()),
        who: Set(who.to_owned()),
        owing: Set(now + step),
    };
    let tx = db.write().await?;
    let written = tried::Entity::insert(row)
        .on_conflict(one_more)
        .exec_without_returning(&tx)
        .await;
    let taken = match written {
        Ok(rows) => rows > 0,
        Err(DbErr::RecordNotInserted) => false,
        Err(other) => return Err(other.into()),
    };
    tx.commit().await?;
    if taken {
        return Ok(());
    }
    allowed(db, what, who, at).await?;
    // Paid back in between.
    Err(Error::Refused(TooMany { again_at: at }))
}

/// Whether one more would be allowed; takes nothing.
pub async fn allowed(db: &Db, what: Limited, who: &str, at: DateTime<Utc>) -> Result<(), Error<TooMany>> {
    let found = tried::Entity::find_by_id((what.to_string(), who.to_owned()))
        .one(db.read())
        .await?;
    let owing = found.and_then(|row| DateTime::from_timestamp_millis(row.owing));
    match what.allowance().take(owing, at) {
        Ok(_) => Ok(()),
        Err(too_many) => {
            // For the operator: that somebody tries, and never who.
            tracing::warn!(%what, "too many tries");
            Err(Error::Refused(too_many))
        }
    }
}

/// Gives back what was taken: it was no guess.
pub async fn give_back(db: &Db, what: Limited, who: &str) -> Result<(), Failed> {
    let step = what.allowance().step().num_milliseconds();
    let tx = db.write().await?;
    tried::Entity::update_many()
        .col_expr(tried::Column::Owing, Expr::col(tried::Column::Owing).sub(step))
        .filter(tried::Column::What.eq(what.as_str()))
        .filter(tried::Column::Who.eq(who))
        .exec(&tx)
        .await?;
    Ok(tx.commit().await?)
}

/// The key of a day, the same on every server. Whoever asks first makes it.
pub async fn key_of(db: &Db, day: NaiveDate) -> Result<String, Failed> {
    if let Some(known) = key::Entity::find_by_id(day).one(db.read()).await? {
        return Ok(known.key);
    }
    let row = key::ActiveModel {
        day: Set(day),
        key: Set(Secret::generate().reveal().to_owned()),
    };
    let tx = db.write().await?;
    key::Entity::insert(row)
        .on_conflict(OnConflict::column(key::Column::Day).do_nothing().to_owned())
        .exec_without_returning(&tx)
        .await?;
    tx.commit().await?;
    let made = key::Entity::find_by_id(day).one(db.read()).await?;
    let made = made.ok_or_else(|| Failed::new("the day's key is gone as soon as it was made"))?;
    Ok(made.key)
}

/// What is counted instead of an address.
pub fn hashed(key: &str, address: &[u8]) -> String {
    secret::hash(&[key.as_bytes(), address].concat())
}

/// Forgets what is paid back, and with which keys addresses were hashed on days that are over.
pub async fn sweep(db: &Db, now: DateTime<Utc>) -> Result<(), Failed> {
    let tx = db.write().await?;
    tried::Entity::delete_many()
        .filter(tried::Column::Owing.lt(now.timestamp_millis()))
        .exec(&tx)
        .await?;
    key::Entity::delete_many()
        .filter(key::Column::Day.lt(now.date_naive()))
        .exec(&tx)
        .await?;
    Ok(tx.commit().await?)
}
