//! Letters about how somebody comes in, as they are true when they are sent.

use super::{
    parcel::{AccessLetter, Parcel, Wish},
    prepare::Prepared,
};
use crate::{
    accounts::{
        entity::{access_letter, mail_address},
        proof::SealKey,
        way_back::{self, Access},
    },
    error::Error,
};
use chrono::{DateTime, Utc};
use domain::{id::LetterId, text::Email};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// Pointless once its time is over or its link was used, and where nobody confirmed the address that somebody typed.
pub(super) async fn prepare(
    db: &impl ConnectionTrait,
    seal: &SealKey,
    id: LetterId,
    at: DateTime<Utc>,
) -> Result<Prepared, Error> {
    let row = access_letter::Entity::find_by_id(id).one(db).await?;
    let row = row
        .filter(|row| row.expires_at > at && row.used_at.is_none())
        .ok_or(Error::NotFound)?;
    let (to, accesses): (Email, Vec<Access>) = match row.member_id {
        Some(member) => (
            row.address.parse().map_err(|_| Error::NotFound)?,
            way_back::access_of(db, member).await?.into_iter().collect(),
        ),
        None => (
            confirmed(db, &row.address_hash).await?,
            way_back::accesses(db, &row.address_hash).await?,
        ),
    };
    let town = accesses.first().ok_or(Error::NotFound)?.town.clone();
    let letter = AccessLetter {
        what: row.what,
        accesses,
        town,
        link: seal.letter(id),
    };
    Ok(Prepared::Send(Parcel::Letter {
        to,
        locale: row.locale,
        wish: Wish::Access(Box::new(letter)),
    }))
}

async fn confirmed(db: &impl ConnectionTrait, address_hash: &str) -> Result<Email, Error> {
    let known = mail_address::Entity::find()
        .filter(mail_address::Column::AddressHash.eq(address_hash))
        .one(db)
        .await?;
    Ok(known.ok_or(Error::NotFound)?.address)
}
