//! Forgetting whose an order was: by itself some time after its end, or at once when the shopper asks. Goods, prices and
//! times stay, because the books of a shop do; names, phone numbers, addresses and what was written by hand go.

use super::entity::{order, part, withdrawal};
use crate::{
    db::{Db, Transaction},
    error::{Error, Failed},
    live,
};
use chrono::{DateTime, Utc};
use domain::{
    id::{OrderId, OrderPartId},
    orders::{PartState, REMEMBERED, Share, StillNeeded, forgotten_at, may_forget},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, Query},
};

/// Orders in one transaction: nobody who wants to order waits for long.
const AT_ONCE: u64 = 100;

/// Where people stand in the tables of orders. What was there is only gone from the files once these are scrubbed.
pub const PERSONAL_TABLES: [&str; 3] = ["orders", "order_parts", "withdrawals"];

/// Whether an order that is over still knows whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remembrance {
    /// It forgot.
    Forgotten {
        /// When.
        at: DateTime<Utc>,
    },
    /// It still knows, and has to.
    Needed {
        /// What for.
        why: StillNeeded,
        /// When it forgets by itself; none while somebody waits for the shopper.
        until: Option<DateTime<Utc>>,
    },
    /// It still knows, and forgets when it is asked.
    Known {
        /// When it forgets by itself.
        until: Option<DateTime<Utc>>,
    },
}

/// What an order knows of its shopper; whoever holds the page's key may ask.
pub async fn remembrance(
    db: &impl ConnectionTrait,
    page_key: &str,
    at: DateTime<Utc>,
) -> Result<Remembrance, Error> {
    let row = by_key(db, page_key).await?;
    if let Some(at) = row.erased_at {
        return Ok(Remembrance::Forgotten { at });
    }
    let shares = shares(db, row.id).await?;
    let until = forgotten_at(&shares);
    Ok(match may_forget(&shares, at) {
        Ok(()) => Remembrance::Known { until },
        Err(why) => Remembrance::Needed { why, until },
    })
}

/// Forgets whose an order was, because the shopper asks. Asked again, nothing changes. Returns whom to tell.
pub async fn forget(
    tx: &Transaction,
    page_key: &str,
    at: DateTime<Utc>,
) -> Result<Vec<live::Change>, Error<StillNeeded>> {
    let row = by_key(tx, page_key).await.map_err(Error::widen)?;
    // Held, so that no shop takes a handover back in this instant.
    let parts = part::Entity::find()
        .filter(part::Column::OrderId.eq(row.id))
        .order_by_asc(part::Column::Id)
        .lock_exclusive()
        .all(tx)
        .await?;
    if row.erased_at.is_some() {
        return Ok(Vec::new());
    }
    may_forget(&shares(tx, row.id).await?, at).map_err(Error::Refused)?;
    erase(tx, &[row.id], at).await?;
    Ok(parts
        .into_iter()
        .map(|part| live::Change {
            shop: part.shop_id,
            order: row.id,
        })
        .collect())
}

/// Forgets the shoppers of all orders that ended long enough ago; says how many those were. Asked again at the same
/// instant, it does nothing. Several servers may do this at once.
pub async fn forget_old(db: &Db, at: DateTime<Utc>) -> Result<usize, Failed> {
    let mut forgotten = 0;
    loop {
        let due: Vec<OrderId> = old(db.read(), at).await?;
        if due.is_empty() {
            return Ok(forgotten);
        }
        let tx = db.write().await?;
        erase(&tx, &due, at).await?;
        tx.commit().await?;
        forgotten += due.len();
    }
}

/// Whether somebody was forgotten since an instant.
pub async fn forgot_since(db: &impl ConnectionTrait, since: DateTime<Utc>) -> Result<bool, Failed> {
    let lately = order::Entity::find().filter(order::Column::ErasedAt.gte(since));
    Ok(lately.limit(1).count(db).await? > 0)
}

/// Orders all of whose parts, and all withdrawals from them, ended long enough ago.
async fn old(db: &impl ConnectionTrait, at: DateTime<Utc>) -> Result<Vec<OrderId>, DbErr> {
    let limit = at - REMEMBERED;
    let over: Vec<_> = PartState::ALL
        .iter()
        .copied()
        .filter(|state| state.is_over())
        .collect();
    let lively = Query::select()
        .expr(Expr::value(1))
        .from(part::Entity)
        .and_where(
            Expr::col((part::Entity, part::Column::OrderId)).equals((order::Entity, order::Column::Id)),
        )
        .and_where(
            part::Column::State
                .is_not_in(over)
                .or(part::Column::ChangedAt.gt(limit)),
        )
        .to_owned();
    let withdrawn = Query::select()
        .expr(Expr::value(1))
        .from(withdrawal::Entity)
        .inner_join(
            part::Entity,
            Expr::col((part::Entity, part::Column::Id))
                .equals((withdrawal::Entity, withdrawal::Column::PartId)),
        )
        .and_where(
            Expr::col((part::Entity, part::Column::OrderId)).equals((order::Entity, order::Column::Id)),
        )
        .and_where(withdrawal::Column::StatedAt.gt(limit))
        .to_owned();
    order::Entity::find()
        .select_only()
        .column(order::Column::Id)
        .filter(order::Column::ErasedAt.is_null())
        .filter(order::Column::PlacedAt.lte(limit))
        .filter(Expr::exists(lively).not())
        .filter(Expr::exists(withdrawn).not())
        .order_by_asc(order::Column::PlacedAt)
        .limit(AT_ONCE)
        .into_tuple()
        .all(db)
        .await
}

/// Everything that says who it was, and everything that somebody wrote by hand. The hash of what was sent goes too: a phone
/// number is short enough to be guessed from it.
async fn erase(tx: &Transaction, orders: &[OrderId], at: DateTime<Utc>) -> Result<(), DbErr> {
    let nothing = || Expr::value("");
    order::Entity::update_many()
        .col_expr(order::Column::Name, nothing())
        .col_expr(order::Column::Phone, nothing())
        .col_expr(order::Column::Email, nothing())
        .col_expr(order::Column::RequestHash, nothing())
        .col_expr(order::Column::ErasedAt, Expr::value(Some(at)))
        .filter(order::Column::Id.is_in(orders.iter().copied()))
        .filter(order::Column::ErasedAt.is_null())
        .exec(tx)
        .await?;
    part::Entity::update_many()
        .col_expr(part::Column::RefusedWords, nothing())
        .filter(part::Column::OrderId.is_in(orders.iter().copied()))
        .filter(part::Column::RefusedWords.ne(""))
        .exec(tx)
        .await?;
    let theirs = Query::select()
        .column(part::Column::Id)
        .from(part::Entity)
        .and_where(part::Column::OrderId.is_in(orders.iter().copied()))
        .to_owned();
    withdrawal::Entity::update_many()
        .col_expr(withdrawal::Column::Name, nothing())
        .col_expr(withdrawal::Column::Email, nothing())
        .filter(withdrawal::Column::PartId.in_subquery(theirs))
        .exec(tx)
        .await?;
    Ok(())
}

async fn by_key(db: &impl ConnectionTrait, page_key: &str) -> Result<order::Model, Error> {
    order::Entity::find()
        .filter(order::Column::PageKey.eq(page_key))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

async fn shares(db: &impl ConnectionTrait, id: OrderId) -> Result<Vec<Share>, DbErr> {
    let parts = part::Entity::find()
        .filter(part::Column::OrderId.eq(id))
        .all(db)
        .await?;
    let declared = withdrawal::Entity::find()
        .filter(withdrawal::Column::PartId.is_in(parts.iter().map(|part| part.id)))
        .all(db)
        .await?;
    let withdrawn = |id: OrderPartId| declared.iter().find(|declared| declared.part_id == id);
    Ok(parts
        .iter()
        .map(|part| Share {
            state: part.state,
            since: part.changed_at,
            withdrawn_at: withdrawn(part.id).map(|declared| declared.stated_at),
        })
        .collect())
}
