//! What a merchant answers.

use super::entity::{decision, reply};
use crate::{
    accounts::InPerson,
    error::Error,
    ledger::{self, Note},
};
use chrono::{DateTime, Utc};
use domain::{
    decisions::Measure,
    id::{DecisionId, ReplyId},
    ledger::Deed,
    text::Telling,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, Set, sea_query::OnConflict};

/// Answers a decision about this shop; the town hall reads it there. Sent again under the same id, it is answered once.
/// Another shop's decision is not found, nor is one that is not the merchant's to read.
pub async fn reply(
    tx: &impl ConnectionTrait,
    who: &InPerson,
    id: ReplyId,
    to: DecisionId,
    words: &Telling,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    decision::Entity::find_by_id(to)
        .filter(decision::Column::ShopId.eq(who.shop()))
        .filter(decision::Column::Measure.ne(Measure::Nothing))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let row = reply::ActiveModel {
        id: Set(id),
        decision_id: Set(to),
        member_id: Set(who.member()),
        words: Set(words.to_string()),
        replied_at: Set(at),
    };
    let written = reply::Entity::insert(row)
        .on_conflict(OnConflict::column(reply::Column::Id).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await;
    match written {
        Ok(1..) => Ok(ledger::note(tx, &who.doer(), Note::of(Deed::Replied), at).await?),
        Ok(0) | Err(DbErr::RecordNotInserted) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
