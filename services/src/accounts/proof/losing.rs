//! An official who has neither phone nor recovery codes any more, and the operator who knows that it is really them.

use super::{
    super::{
        entity::{invitation, member, session, town_member},
        invitations, way_back,
    },
    forget,
};
use crate::{
    error::Error,
    ledger::{self, Doer, Note},
    secret::Secret,
};
use chrono::{DateTime, Utc};
use domain::{
    id::{MemberId, TownId},
    ledger::Deed,
    text::Name,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// Why it is not clear who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostRefused {
    /// Several who work for the town have this name.
    Namesakes,
}

/// A link for one more device of somebody who works for a town; none if nobody there is called so. The device still has to
/// prove itself.
pub async fn one_more_device(
    tx: &impl ConnectionTrait,
    town: TownId,
    name: &Name,
    at: DateTime<Utc>,
) -> Result<Option<Secret>, Error<LostRefused>> {
    match named(tx, town, name).await? {
        Some(who) => Ok(Some(
            invitations::for_official(tx, who, at)
                .await
                .map_err(Error::widen)?,
        )),
        None => Ok(None),
    }
}

async fn named(
    tx: &impl ConnectionTrait,
    town: TownId,
    name: &Name,
) -> Result<Option<MemberId>, Error<LostRefused>> {
    let works = town_member::Entity::find()
        .filter(town_member::Column::TownId.eq(town))
        .all(tx)
        .await?;
    let named = member::Entity::find()
        .filter(member::Column::Id.is_in(works.into_iter().map(|row| row.member_id)))
        .filter(member::Column::Name.eq(name.as_str()))
        .all(tx)
        .await?;
    match named.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.id)),
        _ => Err(Error::Refused(LostRefused::Namesakes)),
    }
}

/// Takes the key of a town's official away and the address of their letters, signs all their devices out, and makes the link by which they come in again and
/// have a day to set up another. Not found when nobody of this name works for the town.
pub async fn lost(
    tx: &impl ConnectionTrait,
    town: TownId,
    name: &Name,
    at: DateTime<Utc>,
) -> Result<Secret, Error<LostRefused>> {
    let who = named(tx, town, name).await?.ok_or(Error::NotFound)?;
    forget(tx, who).await?;
    // Whoever reads their letters would set up the key before they do.
    way_back::forget(tx, who).await?;
    session::Entity::delete_many()
        .filter(session::Column::MemberId.eq(who))
        .exec(tx)
        .await?;
    // Nor does a link that was made for them before let anybody in.
    invitation::Entity::delete_many()
        .filter(invitation::Column::MemberId.eq(who))
        .exec(tx)
        .await?;
    let note = Note::of(Deed::KeyLost).about(who);
    ledger::note(tx, &Doer::operator(town), note, at).await?;
    invitations::for_official(tx, who, at).await.map_err(Error::widen)
}
