//! Lifting what was decided, and forgetting what holds nobody back any more.

use super::entity::{decision, reply};
use crate::{
    accounts::OfficialOf,
    catalogue::entity::product,
    db::{Db, Transaction},
    error::{Error, Failed},
    ledger::{self, Note},
    notifications,
    shops::{self, entity as shop},
};
use chrono::{DateTime, Utc};
use domain::{
    decisions::{Measure, REMEMBERED},
    id::{DecisionId, ShopId},
    ledger::Deed,
    notifications::Message,
    text::Telling,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, Set, prelude::Uuid,
    sea_query::Expr,
};

/// Why something cannot be lifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiftRefused {
    /// It holds nobody back, or no longer.
    NotStanding,
}

/// Lifts a measure of the official's town, by a decision of its own. Sent again under the same id, it is lifted once.
/// Another town's is not found.
pub async fn lift(
    tx: &Transaction,
    who: &OfficialOf,
    id: DecisionId,
    lifts: DecisionId,
    facts: &Telling,
    at: DateTime<Utc>,
) -> Result<ShopId, Error<LiftRefused>> {
    let held = decision::Entity::find_by_id(lifts)
        .filter(decision::Column::TownId.eq(who.town()))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let known = decision::Entity::find_by_id(id).one(tx).await?;
    if known.is_some_and(|known| known.lifts_id == Some(lifts)) {
        return Ok(held.shop_id);
    }
    shops::to_change(tx, held.shop_id).await.map_err(Error::widen)?;
    let ended = decision::Entity::update_many()
        .col_expr(decision::Column::LiftedAt, Expr::value(Some(at)))
        .filter(decision::Column::Id.eq(lifts))
        .filter(decision::Column::Measure.is_in([Measure::Held, Measure::Suspended]))
        .filter(decision::Column::LiftedAt.is_null())
        .exec(tx)
        .await?;
    if ended.rows_affected == 0 {
        return Err(Error::Refused(LiftRefused::NotStanding));
    }
    let row = decision::ActiveModel {
        id: Set(id),
        town_id: Set(who.town()),
        shop_id: Set(held.shop_id),
        product_id: Set(held.product_id),
        report_id: Set(held.report_id),
        lifts_id: Set(Some(lifts)),
        measure: Set(Measure::Lifted),
        rule: Set(None),
        why: Set(String::new()),
        facts: Set(facts.to_string()),
        member_id: Set(who.member()),
        decided_at: Set(at),
        lifted_at: Set(None),
    };
    row.insert(tx).await?;
    release(tx, who, &held, at).await.map_err(Error::widen)?;
    let message = Message::Decided {
        shop: held.shop_id,
        decision: id,
    };
    notifications::tell(tx, &[message], at).await?;
    Ok(held.shop_id)
}

/// What it held back may be seen again.
async fn release(
    tx: &Transaction,
    who: &OfficialOf,
    held: &decision::Model,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let (deed, was) = match held.measure {
        Measure::Suspended => (Deed::Reinstated, held.rule),
        _ => (Deed::Released, held.rule),
    };
    shop::Entity::update_many()
        .col_expr(shop::Column::SuspendedBy, Expr::value(None::<Uuid>))
        .filter(shop::Column::Id.eq(held.shop_id))
        .filter(shop::Column::SuspendedBy.eq(held.id))
        .exec(tx)
        .await?;
    // Also what was made like it since.
    product::Entity::update_many()
        .col_expr(product::Column::HeldBy, Expr::value(None::<Uuid>))
        .col_expr(product::Column::ChangedAt, Expr::value(at))
        .filter(product::Column::ShopId.eq(held.shop_id))
        .filter(product::Column::HeldBy.eq(held.id))
        .exec(tx)
        .await?;
    let mut note = Note::of(deed).at_shop(held.shop_id);
    note = note.from_to(was.map(|rule| rule.as_str().to_owned()), None);
    if let Some(product) = held.product_id {
        note = note.on(product);
    }
    Ok(ledger::note(tx, &who.doer(), note, at).await?)
}

/// Forgets, with its answers, what has held nobody back for a year.
pub async fn sweep(db: &Db, at: DateTime<Utc>) -> Result<(), Failed> {
    let limit = at - REMEMBERED;
    let over = Condition::all().add(decision::Column::DecidedAt.lt(limit)).add(
        Condition::any()
            .add(decision::Column::LiftedAt.lt(limit))
            .add(decision::Column::Measure.is_not_in([Measure::Held, Measure::Suspended])),
    );
    let old: Vec<DecisionId> = decision::Entity::find()
        .select_only()
        .column(decision::Column::Id)
        .filter(over)
        .into_tuple()
        .all(db.read())
        .await?;
    if old.is_empty() {
        return Ok(());
    }
    let tx = db.write().await?;
    reply::Entity::delete_many()
        .filter(reply::Column::DecisionId.is_in(old.iter().copied()))
        .exec(&tx)
        .await?;
    decision::Entity::delete_many()
        .filter(decision::Column::Id.is_in(old))
        .exec(&tx)
        .await?;
    Ok(tx.commit().await?)
}
