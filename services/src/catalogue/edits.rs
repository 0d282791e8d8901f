//! Changes that phones ask for, perhaps hours after they were wished, perhaps twice, perhaps in another order than
//! another phone of the same shop. Each is done once and each gets an answer.
//!
//! The rule between two phones: **the price that was wished last stands**, by the age that each phone tells, whatever
//! arrives first. A phone whose wish comes too late is told which price stands. All other wishes are done as they
//! arrive.

use super::{
    entity::{edit, product},
    verbs::{change, mine},
};
use crate::{
    accounts::{InGoodStanding, ShelfOf, Suspended},
    error::{Error, Failed},
};
use chrono::{DateTime, Duration, Utc};
use domain::catalogue::{Change, Edit, EditError, Outcome, Wished};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, OnConflict},
};

/// How long the answer to an edit is remembered, and so how long a phone may sleep between two tries.
const REMEMBERED: Duration = Duration::days(60);

/// Does what a phone asks for, and says what became of it. Asked again under the same id, it changes nothing and gives
/// the first answer. While the town hall suspends the shop nothing is done, and that is no answer that is remembered: asked
/// again afterwards, it is done.
pub async fn apply(
    tx: &impl ConnectionTrait,
    who: &ShelfOf,
    asked: &Edit,
    now: DateTime<Utc>,
) -> Result<Outcome, Error> {
    let standing = match who.in_good_standing(tx).await {
        Ok(standing) => standing,
        Err(Error::Refused(Suspended)) => {
            return match first_answer(tx, who, asked).await {
                Err(Error::NotFound) => Ok(Outcome::Refused(EditError::Suspended)),
                known => known,
            };
        }
        Err(Error::NotFound) => return Err(Error::NotFound),
        Err(Error::Failed(failed)) => return Err(Error::Failed(failed)),
    };
    // The row comes first: whoever asks the same at the same instant waits for it, and then reads its answer.
    if !claim(tx, who, asked, now).await? {
        return first_answer(tx, who, asked).await;
    }
    let outcome = match asked.wish.parse() {
        Err(why) => Outcome::Refused(why),
        Ok(wish) => grant(tx, &standing, asked, wish, now).await?,
    };
    let row = edit::ActiveModel {
        id: Set(asked.id),
        outcome: Set(serde_json::to_string(&outcome).map_err(Failed::new)?),
        ..Default::default()
    };
    edit::Entity::update(row).exec(tx).await?;
    Ok(outcome)
}

/// True when nobody asked for this edit before.
async fn claim(
    tx: &impl ConnectionTrait,
    who: &ShelfOf,
    asked: &Edit,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    edit::Entity::delete_many()
        .filter(edit::Column::DoneAt.lt(now - REMEMBERED))
        .exec(tx)
        .await?;
    let row = edit::ActiveModel {
        id: Set(asked.id),
        shop_id: Set(who.shop()),
        outcome: Set(String::new()),
        done_at: Set(now),
    };
    let claimed = edit::Entity::insert(row)
        .on_conflict(OnConflict::column(edit::Column::Id).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await;
    match claimed {
        Ok(rows) => Ok(rows > 0),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// What became of it the first time. Another shop's edit of the same id is none of this shop's business.
async fn first_answer(tx: &impl ConnectionTrait, who: &ShelfOf, asked: &Edit) -> Result<Outcome, Error> {
    let known = edit::Entity::find_by_id(asked.id)
        .filter(edit::Column::ShopId.eq(who.shop()))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(serde_json::from_str(&known.outcome).map_err(Failed::new)?)
}

async fn grant(
    tx: &impl ConnectionTrait,
    who: &InGoodStanding<ShelfOf>,
    asked: &Edit,
    wish: Change,
    now: DateTime<Utc>,
) -> Result<Outcome, Error> {
    let known = match mine(tx, who, asked.product).await {
        Ok(known) => known,
        Err(Error::NotFound) => return Ok(Outcome::Gone),
        Err(other) => return Err(other),
    };
    if !matches!(wish, Change::Price(_) | Change::Reduced(_)) {
        change(tx, who, asked.product, wish, now).await?;
        return Ok(Outcome::Done);
    }
    let wished = instant(asked.wished, now);
    // A phone sends its wishes in order, so its own earlier price is always older.
    let is_mine = asked.wished.by.is_some() && asked.wished.by == known.priced_by;
    if !is_mine && wished < known.priced_at.unwrap_or(known.listed_at) {
        return Ok(Outcome::Later(known.price));
    }
    change(tx, who, asked.product, wish, now).await?;
    product::Entity::update_many()
        .col_expr(product::Column::PricedAt, Expr::value(wished))
        .col_expr(product::Column::PricedBy, Expr::value(asked.wished.by))
        .filter(product::Column::Id.eq(asked.product))
        .exec(tx)
        .await?;
    Ok(Outcome::Done)
}

/// When it was wished, by our clock. Longer ago than we remember is as long ago as we remember.
pub(super) fn instant(wished: Wished, now: DateTime<Utc>) -> DateTime<Utc> {
    let age = i64::try_from(wished.age).map_or(REMEMBERED, Duration::milliseconds);
    now - age.min(REMEMBERED)
}
