//! Noting a call.

use super::entity;
use crate::{accounts::OfficialOf, error::Error, pickup, shops, towns};
use chrono::{DateTime, Duration, Utc};
use domain::{
    id::CallId,
    tour::{CallError, CallForm},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, Set, sea_query::OnConflict};

/// How long a phone may have kept a call; one noted longer ago is taken to be that old.
const KEPT: Duration = Duration::days(60);

/// Notes what was said at a door of this town, perhaps a while ago. Sent again under the same id, it changes nothing; not
/// found at a door of another town.
pub async fn note(
    tx: &impl ConnectionTrait,
    who: &OfficialOf,
    form: &CallForm,
    now: DateTime<Utc>,
) -> Result<(), Error<CallError>> {
    let age = i64::try_from(form.age)
        .map_or(KEPT, Duration::milliseconds)
        .min(KEPT);
    let made_at = now - age;
    if shops::town_id_of(tx, form.shop).await.map_err(Error::widen)? != who.town() {
        return Err(Error::NotFound);
    }
    let town = towns::by_id(tx, who.town()).await.map_err(Error::widen)?;
    let then = pickup::wall_clock(&town.time_zone, made_at).date();
    let call = form.parse(then).map_err(Error::Refused)?;
    let row = entity::ActiveModel {
        id: Set(call.id),
        town_id: Set(who.town()),
        shop_id: Set(call.shop),
        member_id: Set(who.member()),
        said: Set(call.said),
        come_back_on: Set(call.on),
        note: Set(call.note.map(String::from).unwrap_or_default()),
        made_at: Set(made_at),
        received_at: Set(now),
    };
    let noted = entity::Entity::insert(row)
        .on_conflict(OnConflict::column(entity::Column::Id).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await;
    match noted {
        Ok(0) | Err(DbErr::RecordNotInserted) => is_ours(tx, who, call.id).await,
        Ok(_) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// A call that was noted before: another town's of the same id is none of this town's business.
async fn is_ours(tx: &impl ConnectionTrait, who: &OfficialOf, id: CallId) -> Result<(), Error<CallError>> {
    let known = entity::Entity::find_by_id(id).one(tx).await?;
    known
        .filter(|call| call.town_id == who.town())
        .map(|_| ())
        .ok_or(Error::NotFound)
}
