//! Holding a counter no longer: taken over by its merchant, given back, or past its time.

use super::{entity, opening::step_in};
use crate::{
    accounts::{OfficialOf, entity::shop_member},
    db::{Db, Transaction},
    error::Error,
    ledger::{self, Doer, Note},
    orders::entity::part,
    shops,
};
use chrono::{DateTime, Duration, Utc};
use domain::{id::ShopId, ledger::Deed, orders::PartState, stand_in::Ending};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, Set,
    sea_query::Expr,
};

/// How long a yes is kept once it is over: as long as the ledger keeps its line.
const REMEMBERED: Duration = Duration::days(365);

/// Why a shop cannot be given back yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GiveBackRefused {
    /// Nobody else could serve these orders.
    OrdersWait(u64),
}

/// Gives a shop back that this official, or another of the town, holds: nobody of the town hall acts for it any more. If
/// nobody owns it, it goes off the market with all that is on its shelf, until somebody comes through its invitation or
/// it is held again. Given back already, nothing happens; not found for a shop of another town.
pub async fn give_back(
    tx: &Transaction,
    who: &OfficialOf,
    shop: ShopId,
    at: DateTime<Utc>,
) -> Result<(), Error<GiveBackRefused>> {
    shops::to_change(tx, shop).await.map_err(Error::widen)?;
    if shops::town_id_of(tx, shop).await.map_err(Error::widen)? != who.town() {
        return Err(Error::NotFound);
    }
    if !is_owned(tx, shop).await? {
        let waiting = waiting(tx, shop).await?;
        if waiting > 0 {
            return Err(Error::Refused(GiveBackRefused::OrdersWait(waiting)));
        }
    }
    let by = Doer {
        shop: Some(shop),
        ..who.doer()
    };
    end(tx, shop, Ending::GivenBack, &by, at).await?;
    close_if_alone(tx, shop, at).await?;
    Ok(step_in(tx, who, None).await?)
}

/// Somebody owns the shop from now on: nobody stands in for them.
pub(crate) async fn taken_over(
    tx: &impl ConnectionTrait,
    by: &Doer,
    shop: ShopId,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    end(tx, shop, Ending::TakenOver, by, at).await
}

/// Ends what is past its time, takes the shops off the market for which nobody acts since, and forgets who said yes when
/// the ledger does.
pub async fn sweep(db: &Db, at: DateTime<Utc>) -> Result<(), DbErr> {
    let over = entity::Entity::find()
        .filter(entity::Column::EndedAt.is_null())
        .filter(entity::Column::Until.lte(at))
        .all(db.read())
        .await?;
    for row in over {
        let tx = db.write_in(row.town_id).await?;
        if shops::to_change(&tx, row.shop_id).await.is_err() {
            continue;
        }
        // Said anew a moment ago, it is none of these.
        let still = entity::Entity::find_by_id(row.id)
            .filter(entity::Column::EndedAt.is_null())
            .filter(entity::Column::Until.lte(at))
            .one(&tx)
            .await?;
        if let Some(row) = still {
            let (shop, by) = (row.shop_id, Doer::operator(row.town_id));
            end_one(&tx, row, Ending::Lapsed, &by, at).await?;
            close_if_alone(&tx, shop, at).await?;
        }
        tx.commit().await?;
    }
    let tx = db.write().await?;
    entity::Entity::delete_many()
        .filter(entity::Column::EndedAt.lt(at - REMEMBERED))
        .exec(&tx)
        .await?;
    tx.commit().await
}

/// Whether nobody acts for a shop: no owner, no helper, nobody of the town hall.
async fn is_alone(tx: &impl ConnectionTrait, shop: ShopId, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let held = entity::Entity::find()
        .filter(entity::Column::ShopId.eq(shop))
        .filter(entity::Column::EndedAt.is_null())
        .filter(entity::Column::Until.gt(at));
    Ok(!is_owned(tx, shop).await? && held.count(tx).await? == 0)
}

async fn is_owned(tx: &impl ConnectionTrait, shop: ShopId) -> Result<bool, DbErr> {
    let people = shop_member::Entity::find().filter(shop_member::Column::ShopId.eq(shop));
    Ok(people.count(tx).await? > 0)
}

async fn close_if_alone(tx: &impl ConnectionTrait, shop: ShopId, at: DateTime<Utc>) -> Result<(), DbErr> {
    if !is_alone(tx, shop, at).await? {
        return Ok(());
    }
    shops::entity::Entity::update_many()
        .col_expr(
            shops::entity::Column::ClaimedAt,
            Expr::value(None::<DateTime<Utc>>),
        )
        .filter(shops::entity::Column::Id.eq(shop))
        .exec(tx)
        .await?;
    Ok(())
}

/// Ends whatever holds a shop.
async fn end(
    tx: &impl ConnectionTrait,
    shop: ShopId,
    ending: Ending,
    by: &Doer,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let open = entity::Entity::find()
        .filter(entity::Column::ShopId.eq(shop))
        .filter(entity::Column::EndedAt.is_null())
        .all(tx)
        .await?;
    for row in open {
        end_one(tx, row, ending, by, at).await?;
    }
    Ok(())
}

async fn end_one(
    tx: &impl ConnectionTrait,
    row: entity::Model,
    ending: Ending,
    by: &Doer,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    // Past its time before that, it lapsed, whoever notices.
    let ending = row.span().ended(at).unwrap_or(ending);
    let note = Note::of(Deed::StoodDown)
        .at_shop(row.shop_id)
        .about(row.member_id)
        .from_to(Some(row.consent_by.to_string()), Some(ending.to_string()));
    ledger::note(tx, by, note, at).await?;
    let ended = entity::ActiveModel {
        id: Set(row.id),
        ended_at: Set(Some(at.min(row.until))),
        ending: Set(Some(ending)),
        ..Default::default()
    };
    ended.update(tx).await?;
    Ok(())
}

/// Parts of orders that somebody at this shop has yet to end.
pub(super) async fn waiting(db: &impl ConnectionTrait, shop: ShopId) -> Result<u64, DbErr> {
    let open: Vec<PartState> = PartState::ALL
        .iter()
        .copied()
        .filter(|state| !state.is_over())
        .collect();
    part::Entity::find()
        .filter(part::Column::ShopId.eq(shop))
        .filter(part::Column::State.is_in(open))
        .count(db)
        .await
}
