//! Links in letters: what they open, and going through.

use super::{
    super::{
        InvitationRefused, NewSession,
        entity::{access_letter, mail_address, member, shop_member, town_member},
        proof::SealKey,
        sessions::{self, Browser},
    },
    address::tell_old,
};
use crate::{
    error::Error,
    ledger::{self, Doer, Note},
    secret::Secret,
    shops, towns,
};
use chrono::{DateTime, Utc};
use domain::{
    id::MemberId,
    ledger::Deed,
    notifications::AccessNews,
    text::{Email, Name},
    towns::Town,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set,
    sea_query::{Expr, OnConflict},
};

/// What somebody comes in to.
#[derive(Clone, Debug)]
pub struct Access {
    /// Who.
    pub member: MemberId,
    /// As the ledger names them.
    pub name: Name,
    /// The shop's sign; none: the town hall.
    pub shop: Option<Name>,
    /// Where.
    pub town: Town,
}

/// What a link in a letter would do.
#[derive(Clone, Debug)]
pub enum Opens {
    /// Letters about this access reach its person at this address.
    Confirms(Box<Access>, Email),
    /// Whoever reads letters there comes in to one of these.
    Enters(Vec<Access>),
}

/// Looks at a link without going through. Not found also when whoever it is about works nowhere any more.
pub async fn look(
    db: &impl ConnectionTrait,
    secret: &Secret,
    at: DateTime<Utc>,
) -> Result<Opens, Error<InvitationRefused>> {
    let row = unused(db, secret, at).await?;
    if row.what == AccessNews::Enter {
        let known = accesses(db, &row.address_hash).await.map_err(Error::widen)?;
        return if known.is_empty() {
            Err(Error::NotFound)
        } else {
            Ok(Opens::Enters(known))
        };
    }
    let (access, address) = confirms(db, &row).await.map_err(Error::widen)?;
    Ok(Opens::Confirms(Box::new(access), address))
}

/// Goes through a link that confirms an address: from now on a letter there lets its person in, and one to the address
/// before does not, which is told so.
pub async fn confirm(
    tx: &impl ConnectionTrait,
    seal: &SealKey,
    secret: &Secret,
    at: DateTime<Utc>,
) -> Result<(), Error<InvitationRefused>> {
    let row = unused(tx, secret, at).await?;
    let (access, address) = confirms(tx, &row).await.map_err(Error::widen)?;
    take(tx, &row, at).await?;
    let member = access.member;
    let before = mail_address::Entity::find_by_id(member).one(tx).await?;
    let new = mail_address::ActiveModel {
        member_id: Set(member),
        address: Set(address.clone()),
        address_hash: Set(row.address_hash),
        locale: Set(row.locale),
        confirmed_at: Set(at),
    };
    let instead = OnConflict::column(mail_address::Column::MemberId)
        .update_columns([
            mail_address::Column::Address,
            mail_address::Column::AddressHash,
            mail_address::Column::Locale,
            mail_address::Column::ConfirmedAt,
        ])
        .to_owned();
    mail_address::Entity::insert(new)
        .on_conflict(instead)
        .exec_without_returning(tx)
        .await?;
    let old = before.filter(|before| before.address != address);
    if let Some(old) = old {
        tell_old(tx, seal, &old, AccessNews::Changed, at).await?;
    }
    if let Some(doer) = Doer::on(tx, member, None).await? {
        ledger::note(tx, &doer, Note::of(Deed::AddressConfirmed), at).await?;
    }
    Ok(())
}

/// Goes through a link that lets somebody in, as one of those whose address it is; anybody else is not found. Of two who go
/// through at the same instant, one is let in. Other letters to the address let nobody in any more.
pub async fn come_in<'b>(
    tx: &impl ConnectionTrait,
    secret: &Secret,
    who: MemberId,
    browser: impl Into<Browser<'b>>,
    at: DateTime<Utc>,
) -> Result<NewSession, Error<InvitationRefused>> {
    let row = unused(tx, secret, at).await?;
    if row.what != AccessNews::Enter {
        return Err(Error::NotFound);
    }
    let known = accesses(tx, &row.address_hash).await.map_err(Error::widen)?;
    if !known.iter().any(|access| access.member == who) {
        return Err(Error::NotFound);
    }
    take(tx, &row, at).await?;
    access_letter::Entity::delete_many()
        .filter(access_letter::Column::What.eq(AccessNews::Enter))
        .filter(access_letter::Column::AddressHash.eq(row.address_hash))
        .filter(access_letter::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    sessions::sign_in(tx, who, browser.into(), at)
        .await
        .map_err(Error::widen)
}

/// What somebody comes in to; none for who works nowhere.
pub(crate) async fn access_of(db: &impl ConnectionTrait, member: MemberId) -> Result<Option<Access>, Error> {
    let of_shop = shop_member::Entity::find()
        .filter(shop_member::Column::MemberId.eq(member))
        .order_by_desc(shop_member::Column::Since)
        .one(db)
        .await?;
    let (shop, town) = if let Some(row) = of_shop {
        let shop = shops::by_id(db, row.shop_id).await?;
        (Some(shop.name), shops::town_of(db, row.shop_id).await?)
    } else {
        let of_town = town_member::Entity::find()
            .filter(town_member::Column::MemberId.eq(member))
            .order_by_desc(town_member::Column::Since)
            .one(db)
            .await?;
        let Some(row) = of_town else { return Ok(None) };
        (None, towns::by_id(db, row.town_id).await?)
    };
    let known = member::Entity::find_by_id(member).one(db).await?;
    Ok(known.map(|known| Access {
        member,
        name: known.name,
        shop,
        town,
    }))
}

/// Everybody who confirmed the address of this hash, and works somewhere.
pub(crate) async fn accesses(db: &impl ConnectionTrait, address_hash: &str) -> Result<Vec<Access>, Error> {
    let rows = mail_address::Entity::find()
        .filter(mail_address::Column::AddressHash.eq(address_hash))
        .order_by_asc(mail_address::Column::MemberId)
        .all(db)
        .await?;
    let mut known = Vec::with_capacity(rows.len());
    for row in rows {
        known.extend(access_of(db, row.member_id).await?);
    }
    Ok(known)
}

/// A letter whose link nobody went through.
async fn unused(
    db: &impl ConnectionTrait,
    secret: &Secret,
    at: DateTime<Utc>,
) -> Result<access_letter::Model, Error<InvitationRefused>> {
    let row = access_letter::Entity::find()
        .filter(access_letter::Column::TokenHash.eq(secret.hash()))
        .filter(access_letter::Column::What.is_in([AccessNews::Confirm, AccessNews::Enter]))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    if row.used_at.is_some() {
        return Err(Error::Refused(InvitationRefused::Used));
    }
    if row.expires_at <= at {
        return Err(Error::Refused(InvitationRefused::Expired));
    }
    Ok(row)
}

/// Whose address a letter confirms, and which; not found for another kind of letter.
async fn confirms(db: &impl ConnectionTrait, row: &access_letter::Model) -> Result<(Access, Email), Error> {
    let confirms = row.member_id.filter(|_| row.what == AccessNews::Confirm);
    let access = access_of(db, confirms.ok_or(Error::NotFound)?).await?;
    let address = row.address.parse().map_err(|_| Error::NotFound)?;
    Ok((access.ok_or(Error::NotFound)?, address))
}

async fn take(
    tx: &impl ConnectionTrait,
    row: &access_letter::Model,
    at: DateTime<Utc>,
) -> Result<(), Error<InvitationRefused>> {
    let taken = access_letter::Entity::update_many()
        .col_expr(access_letter::Column::UsedAt, Expr::value(at))
        .filter(access_letter::Column::Id.eq(row.id))
        .filter(access_letter::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    if taken.rows_affected == 0 {
        return Err(Error::Refused(InvitationRefused::Used));
    }
    Ok(())
}
