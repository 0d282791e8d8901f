//! Somebody's key: from the first day to a new phone.

use super::{
    super::entity::{operator, second_factor, session, town_member},
    Nonce, RecoveryCodes, SealKey, WrongCode, proved, recovery,
};
use crate::{
    accounts::MaySetUp,
    error::Error,
    ledger::{self, Note},
};
use chrono::{DateTime, Utc};
use domain::{id::MemberId, ledger::Deed};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, Set,
    sea_query::{Expr, OnConflict},
};

/// Counts the day without a key from an official's first coming in. Whoever works for no town, nor runs the instance, has
/// nothing to prove.
pub(in super::super) async fn begin(
    tx: &impl ConnectionTrait,
    member: MemberId,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let of_towns = town_member::Entity::find().filter(town_member::Column::MemberId.eq(member));
    let of_instance = operator::Entity::find_by_id(member);
    if of_towns.count(tx).await? == 0 && of_instance.one(tx).await?.is_none() {
        return Ok(());
    }
    let row = second_factor::ActiveModel {
        member_id: Set(member),
        nonce: Set(String::new()),
        started_at: Set(at),
        confirmed_at: Set(None),
        last_step: Set(0),
    };
    let first = OnConflict::column(second_factor::Column::MemberId)
        .do_nothing()
        .to_owned();
    let begun = second_factor::Entity::insert(row)
        .on_conflict(first)
        .exec_without_returning(tx)
        .await;
    match begun {
        Ok(_) | Err(DbErr::RecordNotInserted) => Ok(()),
        Err(other) => Err(other),
    }
}

/// Takes the key of this nonce as theirs once a code shows that their application has it, and proves this device. Their other
/// devices prove themselves anew, and their recovery codes are new. An earlier key is good for nothing any more.
pub async fn set_up(
    tx: &impl ConnectionTrait,
    seal: &SealKey,
    who: &MaySetUp,
    nonce: &Nonce,
    typed: &str,
    at: DateTime<Utc>,
) -> Result<RecoveryCodes, Error<WrongCode>> {
    let member = who.member();
    let Some(step) = seal.key(member, nonce).step(typed, at) else {
        return Err(Error::Refused(WrongCode));
    };
    begin(tx, member, at).await?;
    let known = second_factor::Entity::find_by_id(member).one(tx).await?;
    let known = known.ok_or(Error::NotFound)?;
    if known.confirmed_at.is_some() && !who.had_key() {
        return Err(Error::Refused(WrongCode));
    }
    // Of two who set one up at once, one is taken.
    let taken = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::Nonce, Expr::value(nonce.as_str()))
        .col_expr(second_factor::Column::ConfirmedAt, Expr::value(at))
        .col_expr(second_factor::Column::LastStep, Expr::value(step))
        .filter(second_factor::Column::MemberId.eq(member))
        .filter(second_factor::Column::Nonce.eq(known.nonce))
        .exec(tx)
        .await?;
    if taken.rows_affected == 0 {
        return Err(Error::Refused(WrongCode));
    }
    session::Entity::update_many()
        .col_expr(session::Column::ProvedAt, Expr::value(None::<DateTime<Utc>>))
        .filter(session::Column::MemberId.eq(member))
        .exec(tx)
        .await?;
    proved(tx, who.session(), at).await?;
    ledger::note(tx, &who.doer(), Note::of(Deed::KeySet), at).await?;
    Ok(recovery::renew(tx, seal, member).await?)
}

/// As if there had never been a key.
pub(in super::super) async fn forget(tx: &impl ConnectionTrait, member: MemberId) -> Result<(), DbErr> {
    recovery::forget(tx, member).await?;
    second_factor::Entity::delete_by_id(member).exec(tx).await?;
    Ok(())
}
