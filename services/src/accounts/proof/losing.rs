//! Somebody who has neither phone nor recovery codes any more, and whoever at the terminal knows that it is really them.

use super::{
    super::{
        Office,
        entity::{invitation, member, operator, session, town_member},
        invitations, way_back,
    },
    forget,
};
use crate::{
    error::Error,
    ledger::{self, Doer, INSTANCE, Note},
    secret::Secret,
};
use chrono::{DateTime, Utc};
use domain::{id::MemberId, ledger::Deed, text::Name};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};

/// Why it is not clear who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostRefused {
    /// Several who work there have this name.
    Namesakes,
}

/// A link for one more device of somebody who works there; none if nobody there is called so. The device still has to prove
/// itself.
pub async fn one_more_device(
    tx: &impl ConnectionTrait,
    office: Office,
    name: &Name,
    at: DateTime<Utc>,
) -> Result<Option<Secret>, Error<LostRefused>> {
    match named(tx, office, name).await? {
        Some(who) => {
            let link = invitations::for_office(tx, office, who, at).await;
            Ok(Some(link.map_err(Error::widen)?))
        }
        None => Ok(None),
    }
}

/// Who works there under that name.
pub(in super::super) async fn named(
    tx: &impl ConnectionTrait,
    office: Office,
    name: &Name,
) -> Result<Option<MemberId>, Error<LostRefused>> {
    let named = member::Entity::find()
        .filter(member::Column::Id.in_subquery(who_works_at(office)))
        .filter(member::Column::Name.eq(name.as_str()))
        .all(tx)
        .await?;
    match named.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.id)),
        _ => Err(Error::Refused(LostRefused::Namesakes)),
    }
}

fn who_works_at(office: Office) -> SelectStatement {
    match office {
        Office::TownHall(town) => town_member::Entity::find()
            .select_only()
            .column(town_member::Column::MemberId)
            .filter(town_member::Column::TownId.eq(town))
            .into_query(),
        Office::Instance => operator::Entity::find()
            .select_only()
            .column(operator::Column::MemberId)
            .into_query(),
    }
}

/// Takes somebody's key away and the address of their letters, signs all their devices out, and makes the link by which they
/// come in again and set up another: an official has a day for that. Not found when nobody of this name works there.
pub async fn lost(
    tx: &impl ConnectionTrait,
    office: Office,
    name: &Name,
    at: DateTime<Utc>,
) -> Result<Secret, Error<LostRefused>> {
    let who = named(tx, office, name).await?.ok_or(Error::NotFound)?;
    shut_out(tx, who).await?;
    let note = Note::of(Deed::KeyLost).about(who);
    let town = match office {
        Office::TownHall(town) => town,
        Office::Instance => INSTANCE,
    };
    ledger::note(tx, &Doer::operator(town), note, at).await?;
    invitations::for_office(tx, office, who, at)
        .await
        .map_err(Error::widen)
}

/// Signs all devices of somebody out, and takes their key and their links away.
pub(in super::super) async fn shut_out(tx: &impl ConnectionTrait, who: MemberId) -> Result<(), DbErr> {
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
    Ok(())
}
