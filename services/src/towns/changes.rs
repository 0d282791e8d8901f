//! What a town hall says on its market's pages, and how it closes the town's shops and opens them again. Each is in the ledger
//! with who did it; said again as it stands, it changes nothing and is not written down twice.

use super::entity;
use crate::{
    accounts::{JustProved, OfficialOf},
    error::Error,
    ledger::{self, Note},
};
use chrono::{DateTime, Utc};
use domain::{
    id::TownId,
    ledger::Deed,
    text::Sentence,
    towns::{Announcement, Front, Lockdown},
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, QuerySelect, Set};

/// Announces something on every page of the town's market, or nothing any more.
pub async fn announce(
    tx: &impl ConnectionTrait,
    who: &OfficialOf,
    said: Option<Announcement>,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let known = to_change(tx, who).await?.announcement();
    if known == said {
        return Ok(());
    }
    let words = |said: &Option<Announcement>| said.as_ref().map(|said| said.words.to_string());
    let deed = if said.is_some() {
        Deed::Announced
    } else {
        Deed::Unannounced
    };
    let note = Note::of(deed).from_to(words(&known), words(&said));
    let days = said.as_ref().map(|said| said.days).unwrap_or_default();
    let row = entity::ActiveModel {
        id: Set(who.town()),
        announcement: Set(words(&said).unwrap_or_default()),
        announced_from: Set(days.from),
        announced_to: Set(days.to),
        ..Default::default()
    };
    change(tx, who, row, note, at).await
}

/// Takes down what the town shows of itself.
pub async fn describe(
    tx: &impl ConnectionTrait,
    who: &OfficialOf,
    front: Front,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let known = to_change(tx, who).await?.front();
    if known == front {
        return Ok(());
    }
    let words = |front: &Front| front.welcome.as_ref().map(Sentence::to_string);
    let note = Note::of(Deed::TownDescribed).from_to(words(&known), words(&front));
    let row = entity::ActiveModel {
        id: Set(who.town()),
        welcome: Set(words(&front).unwrap_or_default()),
        awning: Set(front.awning),
        counts_shops: Set(front.counts),
        ..Default::default()
    };
    change(tx, who, row, note, at).await
}

/// Closes the town's shops to the public, all but the essential ones. What each merchant decided for the own shop is left
/// alone, and stands again once the town is open.
pub async fn close(
    tx: &impl ConnectionTrait,
    who: &JustProved,
    lockdown: Lockdown,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let known = to_change(tx, who).await?.lockdown();
    if known.as_ref() == Some(&lockdown) {
        return Ok(());
    }
    let before = known.map(|known| known.to_string());
    let note = Note::of(Deed::TownClosed).from_to(before, Some(lockdown.to_string()));
    let kinds: Vec<&str> = lockdown.essential.iter().map(|kind| kind.as_str()).collect();
    let row = entity::ActiveModel {
        id: Set(who.town()),
        closed_from: Set(Some(lockdown.from)),
        closed_to: Set(lockdown.to),
        essential_kinds: Set(kinds.join(" ")),
        ..Default::default()
    };
    change(tx, who, row, note, at).await
}

/// Opens the town at once, or forgets that it was going to close.
pub async fn reopen(tx: &impl ConnectionTrait, who: &OfficialOf, at: DateTime<Utc>) -> Result<(), Error> {
    let Some(known) = to_change(tx, who).await?.lockdown() else {
        return Ok(());
    };
    let note = Note::of(Deed::TownReopened).from_to(Some(known.to_string()), None);
    let row = entity::ActiveModel {
        id: Set(who.town()),
        closed_from: Set(None),
        closed_to: Set(None),
        essential_kinds: Set(String::new()),
        ..Default::default()
    };
    change(tx, who, row, note, at).await
}

/// Two officials who say something at the same time do so one after the other.
pub(crate) async fn to_change(tx: &impl ConnectionTrait, who: &OfficialOf) -> Result<entity::Model, Error> {
    lock(tx, who.town()).await
}

/// A town, for who is about to write what follows from it: others who do the same wait until that is done.
pub(crate) async fn lock(tx: &impl ConnectionTrait, town: TownId) -> Result<entity::Model, Error> {
    let row = entity::Entity::find_by_id(town).lock_exclusive().one(tx).await?;
    row.ok_or(Error::NotFound)
}

async fn change(
    tx: &impl ConnectionTrait,
    who: &OfficialOf,
    row: entity::ActiveModel,
    note: Note,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    row.update(tx).await?;
    ledger::note(tx, &who.doer(), note, at).await?;
    Ok(())
}
