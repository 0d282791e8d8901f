//! Who works at a town hall: the list, who comes new, and who works there no longer. Whoever runs the instance lets the first
//! ones in.

use super::{
    ByKey, JustProved, Office, OfficialOf, Operator,
    entity::{member, second_factor, session, town_member},
    invitations, proof,
};
use crate::{
    error::Error,
    ledger::{self, Note},
    secret::Secret,
    towns,
};
use chrono::{DateTime, Utc};
use domain::{
    id::{MemberId, TownId},
    ledger::Deed,
    text::Name,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// How far somebody has come at the town hall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Has a link that nobody went through.
    Awaited,
    /// Came in, and has yet to set up a key.
    WithoutKey,
    /// Proves by a key, since then.
    WithKey(DateTime<Utc>),
}

/// Somebody who works for a town.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub id: MemberId,
    /// As the others know them.
    pub name: Name,
    /// Since when they work there.
    pub since: DateTime<Utc>,
    /// How far they have come.
    pub arrival: Arrival,
    /// When a device of theirs that is still signed in last came in or proved itself.
    pub seen: Option<DateTime<Utc>>,
    /// Whether it is whoever asks.
    pub is_you: bool,
}

impl Colleague {
    /// Whether a link may be made for them. Not for who came in and has no key: whoever went through it would set up theirs.
    pub const fn may_have_link(&self) -> bool {
        !matches!(self.arrival, Arrival::WithoutKey)
    }
}

/// Somebody of this name works there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameTaken;

/// Nobody takes away what they may do themselves: somebody stays who can let others in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnAccess;

/// Everybody who works for an official's town, who came first first.
pub async fn team(
    db: &impl ConnectionTrait,
    who: &OfficialOf,
    at: DateTime<Utc>,
) -> Result<Vec<Colleague>, Error> {
    people(db, who.town(), Some(who.member()), at).await
}

async fn people(
    db: &impl ConnectionTrait,
    town: TownId,
    who: Option<MemberId>,
    at: DateTime<Utc>,
) -> Result<Vec<Colleague>, Error> {
    let works = town_member::Entity::find()
        .filter(town_member::Column::TownId.eq(town))
        .order_by_asc(town_member::Column::Since)
        .order_by_asc(town_member::Column::MemberId)
        .all(db)
        .await?;
    let ids = || works.iter().map(|row| row.member_id);
    let members = member::Entity::find()
        .filter(member::Column::Id.is_in(ids()))
        .all(db)
        .await?;
    let keys = second_factor::Entity::find()
        .filter(second_factor::Column::MemberId.is_in(ids()))
        .all(db)
        .await?;
    let devices = session::Entity::find()
        .filter(session::Column::MemberId.is_in(ids()))
        .filter(session::Column::ExpiresAt.gt(at))
        .all(db)
        .await?;
    let names: HashMap<MemberId, Name> = members.into_iter().map(|row| (row.id, row.name)).collect();
    let keys: HashMap<MemberId, Option<DateTime<Utc>>> = keys
        .into_iter()
        .map(|row| (row.member_id, row.confirmed_at))
        .collect();
    let colleague = |row: &town_member::Model| {
        let of_theirs = devices.iter().filter(|device| device.member_id == row.member_id);
        Some(Colleague {
            id: row.member_id,
            name: names.get(&row.member_id)?.clone(),
            since: row.since,
            arrival: match keys.get(&row.member_id) {
                None => Arrival::Awaited,
                Some(None) => Arrival::WithoutKey,
                Some(Some(since)) => Arrival::WithKey(*since),
            },
            seen: of_theirs
                .map(|device| device.proved_at.unwrap_or(device.created_at))
                .max(),
            is_you: who == Some(row.member_id),
        })
    };
    Ok(works.iter().filter_map(colleague).collect())
}

impl ByKey {
    /// Makes somebody a colleague, and the link by which they come in.
    pub async fn appoint(
        &self,
        tx: &impl ConnectionTrait,
        name: Name,
        at: DateTime<Utc>,
    ) -> Result<Secret, Error<NameTaken>> {
        let team = self.team_to_change(tx, at).await.map_err(Error::widen)?;
        if team.iter().any(|colleague| colleague.name == name) {
            return Err(Error::Refused(NameTaken));
        }
        invitations::appoint(tx, &self.doer(), name, at)
            .await
            .map_err(Error::widen)
    }

    /// A new link for a colleague, and their name: for who did not come in by the first, or for one more device, which still
    /// proves itself by their key. Links made for them before let nobody in any more. Not found for somebody of another town
    /// hall, and for who came in and has no key.
    pub async fn link_for(
        &self,
        tx: &impl ConnectionTrait,
        colleague: MemberId,
        at: DateTime<Utc>,
    ) -> Result<(Name, Secret), Error> {
        let team = self.team_to_change(tx, at).await?;
        let known = team.into_iter().find(|known| known.id == colleague);
        let known = known.filter(Colleague::may_have_link).ok_or(Error::NotFound)?;
        invitations::void_links(tx, colleague).await?;
        let note = Note::of(Deed::Opened).about(colleague);
        ledger::note(tx, &self.doer(), note, at).await?;
        let office = Office::TownHall(self.town());
        let link = invitations::for_office(tx, office, colleague, at).await?;
        Ok((known.name, link))
    }

    /// Takes a colleague's access away: their devices are signed out, their key, their links and the address of their letters
    /// are gone. Not found for somebody of another town hall.
    pub async fn let_go(
        &self,
        tx: &impl ConnectionTrait,
        colleague: MemberId,
        at: DateTime<Utc>,
    ) -> Result<(), Error<OwnAccess>> {
        if colleague == self.member() {
            return Err(Error::Refused(OwnAccess));
        }
        let team = self.team_to_change(tx, at).await.map_err(Error::widen)?;
        if !team.iter().any(|known| known.id == colleague) {
            return Err(Error::NotFound);
        }
        proof::shut_out(tx, colleague).await?;
        town_member::Entity::delete_by_id((self.town(), colleague))
            .exec(tx)
            .await?;
        let note = Note::of(Deed::LetGo).about(colleague);
        ledger::note(tx, &self.doer(), note, at).await?;
        Ok(())
    }

    /// The team, for one official after the other: of two who take each other's access away, the second finds that it is
    /// gone, and somebody stays.
    async fn team_to_change(
        &self,
        tx: &impl ConnectionTrait,
        at: DateTime<Utc>,
    ) -> Result<Vec<Colleague>, Error> {
        towns::to_change(tx, self).await?;
        let team = team(tx, self, at).await?;
        if team.iter().any(|colleague| colleague.is_you) {
            Ok(team)
        } else {
            Err(Error::NotFound)
        }
    }
}

/// Whether somebody with a key works for a town besides one of its people: who can let others in. Whoever asks holds the town.
pub(super) async fn somebody_stays(
    tx: &impl ConnectionTrait,
    town: TownId,
    without: MemberId,
) -> Result<bool, DbErr> {
    let others = town_member::Entity::find()
        .filter(town_member::Column::TownId.eq(town))
        .filter(town_member::Column::MemberId.ne(without))
        .all(tx)
        .await?;
    let with_key = second_factor::Entity::find()
        .filter(second_factor::Column::MemberId.is_in(others.into_iter().map(|row| row.member_id)))
        .filter(second_factor::Column::ConfirmedAt.is_not_null())
        .count(tx)
        .await?;
    Ok(with_key > 0)
}

impl Operator {
    /// Everybody who works for a town, who came first first.
    pub async fn team_of(
        &self,
        db: &impl ConnectionTrait,
        town: TownId,
        at: DateTime<Utc>,
    ) -> Result<Vec<Colleague>, Error> {
        people(db, town, None, at).await
    }
}

impl JustProved<Operator> {
    /// Makes somebody an official of a town, and the link by which they come in.
    pub async fn appoint_in(
        &self,
        tx: &impl ConnectionTrait,
        town: TownId,
        name: Name,
        at: DateTime<Utc>,
    ) -> Result<Secret, Error<NameTaken>> {
        towns::lock(tx, town).await.map_err(Error::widen)?;
        let team = self.team_of(tx, town, at).await.map_err(Error::widen)?;
        if team.iter().any(|known| known.name == name) {
            return Err(Error::Refused(NameTaken));
        }
        invitations::appoint(tx, &self.doer(town), name, at)
            .await
            .map_err(Error::widen)
    }

    /// A new link for an official who has not come in yet, and their name; links made for them before let nobody in any more.
    /// Not found for anybody else: who came in asks their colleagues.
    pub async fn link_again(
        &self,
        tx: &impl ConnectionTrait,
        town: TownId,
        official: MemberId,
        at: DateTime<Utc>,
    ) -> Result<(Name, Secret), Error> {
        towns::lock(tx, town).await?;
        let team = self.team_of(tx, town, at).await?;
        let known = team.into_iter().find(|known| known.id == official);
        let known = known.filter(|known| known.arrival == Arrival::Awaited);
        let known = known.ok_or(Error::NotFound)?;
        invitations::void_links(tx, official).await?;
        let note = Note::of(Deed::Opened).about(official);
        ledger::note(tx, &self.doer(town), note, at).await?;
        let link = invitations::for_office(tx, Office::TownHall(town), official, at).await?;
        Ok((known.name, link))
    }
}
