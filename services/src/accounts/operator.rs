//! Permission for the whole instance: opening towns, letting their first officials in, looking after what waits. It says
//! nothing about what happens inside a town; that is its officials' and its merchants' own.

use super::{
    JustProved, Office, Unproven,
    entity::{member, operator},
    invitations::{for_office, join},
    proof::{self, LostRefused},
};
use crate::{
    error::Error,
    ledger::{self, Doer, INSTANCE, Note},
    secret::Secret,
};
use chrono::{DateTime, Utc};
use domain::{
    id::{MemberId, SessionId, TownId},
    ledger::Deed,
    text::Name,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Set,
};

/// Runs this instance, on a device that proved itself by a key.
#[derive(Clone, Copy, Debug)]
pub struct Operator {
    member: MemberId,
    session: SessionId,
    proved_at: Option<DateTime<Utc>>,
}

impl Operator {
    pub(super) fn of(who: &Unproven) -> Result<Self, Error> {
        if who.office != Office::Instance || !who.proved_within(proof::LASTS) {
            return Err(Error::NotFound);
        }
        Ok(Self {
            member: who.member,
            session: who.session,
            proved_at: who.proved_at,
        })
    }

    /// Who it is.
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// The same, if the proof is of a moment ago; else not found.
    pub fn just_proved(self, at: DateTime<Utc>) -> Result<JustProved<Self>, Error> {
        let is_fresh = self.proved_at.is_some_and(|proved| at < proved + proof::JUST_NOW);
        if is_fresh {
            Ok(JustProved(self))
        } else {
            Err(Error::NotFound)
        }
    }

    /// As whom a town's ledger names them.
    pub const fn doer(&self, town: TownId) -> Doer {
        Doer {
            member: Some(self.member),
            session: Some(self.session),
            ..Doer::operator(town)
        }
    }
}

/// Somebody may run this instance from now on: the link by which they come in. Of who may already, for one more device,
/// which still has to prove itself.
pub async fn invite_operator(
    tx: &impl ConnectionTrait,
    name: &Name,
    at: DateTime<Utc>,
) -> Result<Secret, Error<LostRefused>> {
    if let Some(known) = proof::one_more_device(tx, Office::Instance, name, at).await? {
        return Ok(known);
    }
    let member = join(tx, name.clone(), at).await?;
    let row = operator::ActiveModel {
        member_id: Set(member),
        since: Set(at),
    };
    row.insert(tx).await?;
    note(tx, Deed::Appointed, member, at).await?;
    for_office(tx, Office::Instance, member, at)
        .await
        .map_err(Error::widen)
}

/// Takes somebody's way to the whole instance away: devices, key and links. Not found when nobody of this name has it.
pub async fn dismiss_operator(
    tx: &impl ConnectionTrait,
    name: &Name,
    at: DateTime<Utc>,
) -> Result<(), Error<LostRefused>> {
    let who = proof::named(tx, Office::Instance, name).await?;
    let who = who.ok_or(Error::NotFound)?;
    proof::shut_out(tx, who).await?;
    operator::Entity::delete_by_id(who).exec(tx).await?;
    note(tx, Deed::LetGo, who, at).await?;
    Ok(())
}

/// Everybody who may run this instance, by name.
pub async fn operators(db: &impl ConnectionTrait) -> Result<Vec<Name>, Error> {
    let ids = operator::Entity::find()
        .select_only()
        .column(operator::Column::MemberId);
    let rows = member::Entity::find()
        .filter(member::Column::Id.in_subquery(ids.into_query()))
        .order_by_asc(member::Column::Name)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

async fn note(
    tx: &impl ConnectionTrait,
    deed: Deed,
    about: MemberId,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    ledger::note(tx, &Doer::operator(INSTANCE), Note::of(deed).about(about), at).await
}
