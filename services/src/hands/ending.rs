//! Helping no longer: taken back by the owner, done, or past its time.

use super::{
    entity,
    taking::{doer, step_in},
};
use crate::{
    accounts::{
        OwnerOf, SignedIn,
        entity::{session, shop_member, town_member},
        forget_name,
    },
    db::Db,
    error::Error,
    ledger::{self, Doer, Note},
};
use chrono::{DateTime, Duration, Utc};
use domain::{
    hand::Ending,
    id::{HandId, MemberId, ShopId},
    ledger::Deed,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr,
};

/// How long it is kept who helped, once it is over: as long as the ledger keeps its lines.
const REMEMBERED: Duration = Duration::days(365);
/// How long a code that nobody took is told from one that nobody made.
const TOLD: Duration = Duration::days(1);

/// Ends a help at the owner's shelf at once. Over already, nothing happens; another shop's is not found.
pub async fn take_back(
    tx: &impl ConnectionTrait,
    who: &OwnerOf,
    hand: HandId,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let row = entity::Entity::find_by_id(hand)
        .filter(entity::Column::ShopId.eq(who.shop()))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    end(tx, &row, Ending::TakenBack, &who.doer(), at).await?;
    Ok(())
}

/// Whoever lends a hand on this device has done: it is over for the shop too, and the device is its holder's own again. Says
/// whether it still is anybody's. Not found where nobody lends a hand.
pub async fn finish(tx: &impl ConnectionTrait, who: &SignedIn, at: DateTime<Utc>) -> Result<bool, Error> {
    let hand = who.hand().ok_or(Error::NotFound)?;
    let row = entity::Entity::find_by_id(hand)
        .filter(entity::Column::MemberId.eq(who.member()))
        .one(tx)
        .await?;
    if let Some(row) = row {
        let by = doer(&row, who.member(), who.session());
        end(tx, &row, Ending::Finished, &by, at).await?;
    }
    if who.has_own_place(tx).await? {
        step_in(tx, who, None).await?;
        return Ok(true);
    }
    session::Entity::delete_by_id(who.session()).exec(tx).await?;
    Ok(false)
}

/// Ends all help at a shop that nobody owns any more.
pub(crate) async fn end_all(tx: &impl ConnectionTrait, shop: ShopId, at: DateTime<Utc>) -> Result<(), DbErr> {
    end_where(tx, Condition::all().add(entity::Column::ShopId.eq(shop)), at).await
}

/// Ends all help for which one of these asked; none: for which anybody did.
pub(crate) async fn end_asked_by(
    tx: &impl ConnectionTrait,
    owners: Option<&[MemberId]>,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut theirs = Condition::all();
    if let Some(owners) = owners {
        theirs = theirs.add(entity::Column::AskedBy.is_in(owners.iter().copied()));
    }
    end_where(tx, theirs, at).await
}

async fn end_where(tx: &impl ConnectionTrait, which: Condition, at: DateTime<Utc>) -> Result<(), DbErr> {
    let rows = entity::Entity::find()
        .filter(which)
        .filter(entity::Column::EndedAt.is_null())
        .all(tx)
        .await?;
    for row in rows {
        if row.taken_at.is_some() {
            end(tx, &row, Ending::TakenBack, &Doer::operator(row.town_id), at).await?;
        } else {
            entity::Entity::delete_by_id(row.id).exec(tx).await?;
        }
    }
    Ok(())
}

/// Ends one, unless it is over already.
async fn end(
    tx: &impl ConnectionTrait,
    row: &entity::Model,
    ending: Ending,
    by: &Doer,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(span) = row.span() else {
        return Ok(());
    };
    // Past its time before that, it lapsed, whoever notices.
    let ending = span.ended(at).unwrap_or(ending);
    let ended = entity::Entity::update_many()
        .col_expr(entity::Column::EndedAt, Expr::value(at.min(span.until)))
        .col_expr(entity::Column::Ending, Expr::value(ending.as_str()))
        .filter(entity::Column::Id.eq(row.id))
        .filter(entity::Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    if ended.rows_affected > 0 {
        let mut note = Note::of(Deed::HandEnded)
            .at_shop(row.shop_id)
            .from_to(None, Some(ending.to_string()));
        if let Some(member) = row.member_id {
            note = note.about(member);
        }
        ledger::note(tx, by, note, at).await?;
    }
    Ok(())
}

/// Ends what is past its time, throws codes away that nobody took, and forgets who helped when the ledger does.
pub async fn sweep(db: &Db, at: DateTime<Utc>) -> Result<(), DbErr> {
    let tx = db.write().await?;
    let over = entity::Entity::find()
        .filter(entity::Column::EndedAt.is_null())
        .filter(entity::Column::Until.lte(at))
        .all(&tx)
        .await?;
    for row in over {
        end(&tx, &row, Ending::Lapsed, &Doer::operator(row.town_id), at).await?;
    }
    entity::Entity::delete_many()
        .filter(entity::Column::TakenAt.is_null())
        .filter(entity::Column::CodeUntil.lte(at - TOLD))
        .exec(&tx)
        .await?;
    let old = entity::Entity::find()
        .filter(entity::Column::EndedAt.lt(at - REMEMBERED))
        .all(&tx)
        .await?;
    for row in old {
        entity::Entity::delete_by_id(row.id).exec(&tx).await?;
        if let Some(member) = row.member_id {
            forget_guest(&tx, member).await?;
        }
    }
    tx.commit().await
}

/// Whoever came only to help is known by nothing else: their name goes with the last of it.
async fn forget_guest(tx: &impl ConnectionTrait, member: MemberId) -> Result<(), DbErr> {
    let shops = shop_member::Entity::find().filter(shop_member::Column::MemberId.eq(member));
    let towns = town_member::Entity::find().filter(town_member::Column::MemberId.eq(member));
    let hands = entity::Entity::find().filter(entity::Column::MemberId.eq(member));
    if shops.count(tx).await? + towns.count(tx).await? + hands.count(tx).await? == 0 {
        session::Entity::delete_many()
            .filter(session::Column::MemberId.eq(member))
            .exec(tx)
            .await?;
        forget_name(tx, member).await?;
    }
    Ok(())
}
