//! Proving oneself on a device.

use super::{
    super::entity::{recovery_code, second_factor},
    Nonce, SealKey, WrongCode, proved, recovery,
};
use crate::{
    accounts::Unproven,
    error::Error,
    ledger::{self, Note},
};
use chrono::{DateTime, Utc};
use domain::ledger::Deed;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// Proves this device by the code that the application shows. A code is good once, on whichever device; whoever calls has
/// counted the try.
pub async fn prove(
    tx: &impl ConnectionTrait,
    seal: &SealKey,
    who: &Unproven,
    typed: &str,
    at: DateTime<Utc>,
) -> Result<(), Error<WrongCode>> {
    let wrong = Error::Refused(WrongCode);
    let row = second_factor::Entity::find_by_id(who.member()).one(tx).await?;
    let Some(row) = row.filter(|row| row.confirmed_at.is_some()) else {
        return Err(wrong);
    };
    let key = seal.key(who.member(), &Nonce::presented(&row.nonce));
    let Some(step) = key.step(typed, at) else {
        return Err(wrong);
    };
    // Of two who send the same code at once, one is let in.
    let taken = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::LastStep, Expr::value(step))
        .filter(second_factor::Column::MemberId.eq(who.member()))
        .filter(second_factor::Column::Nonce.eq(row.nonce))
        .filter(second_factor::Column::LastStep.lt(step))
        .exec(tx)
        .await?;
    if taken.rows_affected == 0 {
        return Err(wrong);
    }
    Ok(proved(tx, who.session(), at).await?)
}

/// Proves this device by a code that was kept for the day on which the phone is lost; each is good once.
pub async fn prove_by_recovery(
    tx: &impl ConnectionTrait,
    seal: &SealKey,
    who: &Unproven,
    typed: &str,
    at: DateTime<Utc>,
) -> Result<(), Error<WrongCode>> {
    let Some(code) = recovery::read(typed) else {
        return Err(Error::Refused(WrongCode));
    };
    let taken = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::value(at))
        .filter(recovery_code::Column::MemberId.eq(who.member()))
        .filter(recovery_code::Column::CodeHash.eq(seal.hash(who.member(), &code)))
        .filter(recovery_code::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    if taken.rows_affected == 0 {
        return Err(Error::Refused(WrongCode));
    }
    ledger::note(tx, &who.doer(), Note::of(Deed::RecoveryUsed), at).await?;
    Ok(proved(tx, who.session(), at).await?)
}
