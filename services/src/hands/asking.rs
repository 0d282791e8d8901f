//! Asking for help: the code, and that it is good for nothing any more.

use super::entity;
use crate::{
    accounts::OwnerOf,
    error::Error,
    ledger::{self, Note},
    secret,
};
use chrono::{DateTime, Utc};
use domain::{
    hand::{CODE_LASTS, HelpCode, Term},
    id::HandId,
    ledger::Deed,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

/// A code by which somebody may help at the owner's shelf, good once, within a quarter of an hour. One that was made before
/// and that nobody took is good for nothing any more.
pub async fn ask(
    tx: &impl ConnectionTrait,
    who: &OwnerOf,
    term: Term,
    at: DateTime<Utc>,
) -> Result<HelpCode, Error> {
    void(tx, who).await?;
    let code = HelpCode::from_bits(secret::long_bits());
    let row = entity::ActiveModel {
        id: Set(HandId(secret::id())),
        town_id: Set(who.town()),
        shop_id: Set(who.shop()),
        asked_by: Set(who.member()),
        code_hash: Set(hashed(&code)),
        term: Set(term),
        asked_at: Set(at),
        code_until: Set(at + CODE_LASTS),
        member_id: Set(None),
        taken_at: Set(None),
        until: Set(None),
        ended_at: Set(None),
        ending: Set(None),
    };
    row.insert(tx).await?;
    let note = Note::of(Deed::HandAsked).from_to(None, Some(term.to_string()));
    ledger::note(tx, &who.doer(), note, at).await?;
    Ok(code)
}

/// Nobody takes the code any more that waits at the owner's shop.
pub async fn void(tx: &impl ConnectionTrait, who: &OwnerOf) -> Result<(), Error> {
    entity::Entity::delete_many()
        .filter(entity::Column::ShopId.eq(who.shop()))
        .filter(entity::Column::TakenAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// What the database keeps of a code.
pub(super) fn hashed(code: &HelpCode) -> String {
    secret::hash(code.as_str().as_bytes())
}
