//! Lists and single shops, onto the roster.

use super::{
    known::Known,
    sheet::{self, SheetRefused},
};
use crate::{
    accounts::OfficialOf,
    addresses::{self, entity::Kind},
    db::Transaction,
    error::Error,
    secret,
    shops::{self, entity},
    slugs, towns,
};
use chrono::{DateTime, Utc};
use domain::{
    id::ShopId,
    roster::{Columns, Entry, Left, Note, Place, entry},
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, QuerySelect, Set};

/// Shops that one list may bring.
const MAX_SHOPS: usize = 2_000;
/// What is shown of a line that was left out, in characters.
const SHOWN: usize = 60;

/// What became of one shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was not on the roster.
    Added,
    /// It was; now more is known of it.
    Completed,
    /// It was, and nothing is new.
    Known,
}

/// What became of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Shops that were not on the roster.
    pub added: usize,
    /// Shops of which more is known now.
    pub completed: usize,
    /// Shops of which nothing is new.
    pub known: usize,
    /// Lines that were left out: their numbers, why, and how they begin.
    pub left: Vec<(u64, Left, String)>,
    /// What was not taken of lines that were: their numbers, and the shop's name.
    pub notes: Vec<(u64, Note, String)>,
}

/// Reads a list and puts its shops onto the roster: all that can be read, or nothing.
pub async fn import(
    tx: &Transaction,
    who: &OfficialOf,
    bytes: &[u8],
    at: DateTime<Utc>,
) -> Result<Report, Error<SheetRefused>> {
    let lines = sheet::lines(bytes).map_err(Error::Refused)?;
    let Some(((_, first), lines)) = lines.split_first() else {
        return Err(Error::Refused(SheetRefused::Empty));
    };
    let columns = Columns::named(first).map_err(|_| Error::Refused(SheetRefused::UnknownColumns))?;
    let town = towns::entity::Entity::find_by_id(who.town())
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let place = Place {
        insee_code: &town.insee_code,
        postcodes: &town.postcodes,
    };
    let mut report = Report::default();
    let mut entries = Vec::new();
    for (number, line) in lines {
        let read = if sheet::is_broken(line) {
            Err(Left::Broken)
        } else {
            entry(&columns, line, place)
        };
        match read {
            Ok((entry, notes)) => {
                let name = entry.name.to_string();
                report
                    .notes
                    .extend(notes.into_iter().map(|note| (*number, note, name.clone())));
                entries.push(entry);
            }
            Err(why) => report.left.push((*number, why, beginning(line))),
        }
    }
    if entries.len() > MAX_SHOPS {
        return Err(Error::Refused(SheetRefused::TooManyShops));
    }
    let mut roster = Roster::of(tx, who).await.map_err(Error::widen)?;
    for entry in entries {
        match roster.take(tx, entry, at).await.map_err(Error::widen)?.1 {
            Fate::Added => report.added += 1,
            Fate::Completed => report.completed += 1,
            Fate::Known => report.known += 1,
        }
    }
    Ok(report)
}

/// One shop, typed by hand; says which shop it is and what became of it.
pub async fn add(
    tx: &Transaction,
    who: &OfficialOf,
    entry: Entry,
    at: DateTime<Utc>,
) -> Result<(ShopId, Fate), Error> {
    Roster::of(tx, who).await?.take(tx, entry, at).await
}

fn beginning(line: &[String]) -> String {
    let said = line
        .iter()
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty());
    let said: String = said.collect::<Vec<_>>().join(" · ").chars().take(SHOWN).collect();
    said.chars().filter(|c| !c.is_control()).collect()
}

struct Roster<'a> {
    who: &'a OfficialOf,
    known: Known,
    /// Addresses that no new shop of the town may get.
    taken: Vec<String>,
}

impl<'a> Roster<'a> {
    async fn of(tx: &Transaction, who: &'a OfficialOf) -> Result<Self, Error> {
        tx.seen_in(who.town());
        // Two officials with the same list: the second waits, and finds all of it known.
        let town = towns::entity::Entity::find_by_id(who.town()).lock_exclusive();
        town.one(tx).await?.ok_or(Error::NotFound)?;
        let known = Known::of(tx, who.town()).await?;
        let taken = known.rows.iter().map(|row| row.slug.clone());
        let taken = taken.chain(shops::RESERVED_SLUGS.map(String::from)).collect();
        Ok(Self { who, known, taken })
    }

    async fn take(
        &mut self,
        tx: &impl ConnectionTrait,
        entry: Entry,
        at: DateTime<Utc>,
    ) -> Result<(ShopId, Fate), Error> {
        match self.known.find(&entry) {
            Some(known) => self.complete(tx, known, entry).await,
            None => self.put(tx, entry, at).await,
        }
    }

    async fn put(
        &mut self,
        tx: &impl ConnectionTrait,
        entry: Entry,
        at: DateTime<Utc>,
    ) -> Result<(ShopId, Fate), Error> {
        let (id, wanted) = (ShopId(secret::id()), slugs::slug(entry.name.as_str(), "commerce"));
        let town = self.who.town();
        let had = addresses::had_by_others(tx, Kind::Shop, town.0, id.0, &wanted).await?;
        self.taken.extend(had);
        let slug = slugs::free(&wanted, &self.taken);
        self.taken.push(slug.clone());
        let row = entity::ActiveModel {
            id: Set(id),
            town_id: Set(town),
            slug: Set(slug),
            name: Set(entry.name),
            kind: Set(entry.kind),
            address: Set(entry.address.map(String::from).unwrap_or_default()),
            phone: Set(entry.phone.map(String::from).unwrap_or_default()),
            latitude: Set(entry.position.map(|position| position.latitude)),
            longitude: Set(entry.position.map(|position| position.longitude)),
            hours: Set(String::new()),
            about: Set(String::new()),
            created_at: Set(at),
            siret: Set(entry.siret),
            ..Default::default()
        };
        self.known.learn(row.insert(tx).await?);
        Ok((id, Fate::Added))
    }

    /// Fills what is empty. What a merchant or an official said stands; of a claimed shop only the number is filled in.
    async fn complete(
        &mut self,
        tx: &impl ConnectionTrait,
        at: usize,
        entry: Entry,
    ) -> Result<(ShopId, Fate), Error> {
        let row = &mut self.known.rows[at];
        let id = row.id;
        let mut change = entity::ActiveModel {
            id: Set(id),
            ..Default::default()
        };
        let mut learnt = false;
        let is_ours = row.claimed_at.is_none();
        if let Some(address) = entry.address.filter(|_| is_ours && row.address.is_empty()) {
            row.address = address.into();
            change.address = Set(row.address.clone());
            learnt = true;
        }
        if let Some(phone) = entry.phone.filter(|_| is_ours && row.phone.is_empty()) {
            row.phone = phone.into();
            change.phone = Set(row.phone.clone());
            learnt = true;
        }
        if let Some(position) = entry.position.filter(|_| is_ours && row.latitude.is_none()) {
            row.latitude = Some(position.latitude);
            row.longitude = Some(position.longitude);
            change.latitude = Set(row.latitude);
            change.longitude = Set(row.longitude);
            learnt = true;
        }
        if let Some(siret) = entry.siret.filter(|_| row.siret.is_none()) {
            row.siret = Some(siret.clone());
            change.siret = Set(row.siret.clone());
            learnt = true;
            self.known.numbered(at, siret);
        }
        if !learnt {
            return Ok((id, Fate::Known));
        }
        change.update(tx).await?;
        Ok((id, Fate::Completed))
    }
}
