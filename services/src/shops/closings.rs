//! Days on which a shop stays closed against its habit.

use super::{entity, to_change};
use crate::{accounts::AsOwner, error::Error};
use chrono::NaiveDate;
use domain::shops::{Closure, Closures};
use sea_orm::{ActiveModelTrait, ConnectionTrait, Set};

/// Keeps the shop closed on these days; `today` is the day at the shop, and what was over before it is forgotten.
/// Orders that stand for these days go on standing.
pub async fn close(
    tx: &impl ConnectionTrait,
    who: &AsOwner,
    closure: Closure,
    today: NaiveDate,
) -> Result<(), Error> {
    change(tx, who, today, |closures| closures.add(closure)).await
}

/// Opens these days again.
pub async fn reopen(
    tx: &impl ConnectionTrait,
    who: &AsOwner,
    closure: Closure,
    today: NaiveDate,
) -> Result<(), Error> {
    change(tx, who, today, |closures| closures.remove(closure)).await
}

async fn change(
    tx: &impl ConnectionTrait,
    who: &AsOwner,
    today: NaiveDate,
    how: impl FnOnce(&mut Closures) + Send,
) -> Result<(), Error> {
    let known = to_change(tx, who.shop()).await?;
    let (week, mut closures) = Closures::split(&known.hours);
    how(&mut closures);
    closures.forget_before(today);
    let row = entity::ActiveModel {
        id: Set(known.id),
        hours: Set(closures.after(&week)),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}
