//! Where letters reach somebody: written by themselves, confirmed by a letter, taken away again.

use super::{
    super::{
        ByKey, InPerson, SignedIn,
        entity::{access_letter, mail_address},
        proof::SealKey,
    },
    CONFIRMS_WITHIN, TOLD_WITHIN,
    letters::{Draft, hashed, post},
};
use crate::{
    error::Error,
    ledger::{self, Doer, Note},
};
use chrono::{DateTime, Utc};
use domain::{
    id::{LetterId, MemberId},
    ledger::Deed,
    notifications::AccessNews,
    text::Email,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

/// May say where letters reach them: one of a shop's own people, or an official who proved it a moment ago by a key.
#[derive(Clone, Copy, Debug)]
pub struct Oneself {
    member: MemberId,
    doer: Doer,
}

impl InPerson {
    /// For what they say about themselves.
    pub fn oneself(&self) -> Oneself {
        Oneself {
            member: self.member(),
            doer: self.doer(),
        }
    }
}

impl ByKey {
    /// For what they say about themselves. Without a key, whoever reads their letters would set one up in their place.
    pub fn oneself(&self) -> Oneself {
        Oneself {
            member: self.member(),
            doer: self.doer(),
        }
    }
}

/// Where letters reach somebody, as their own page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnAddress {
    /// A letter there lets them in.
    pub confirmed: Option<Email>,
    /// It was written, and its letter waits to be answered.
    pub awaited: Option<Email>,
}

/// Where letters reach whoever is signed in.
pub async fn own_address(
    db: &impl ConnectionTrait,
    who: &SignedIn,
    at: DateTime<Utc>,
) -> Result<OwnAddress, Error> {
    let known = mail_address::Entity::find_by_id(who.member()).one(db).await?;
    let awaited = access_letter::Entity::find()
        .filter(access_letter::Column::MemberId.eq(who.member()))
        .filter(access_letter::Column::What.eq(AccessNews::Confirm))
        .filter(access_letter::Column::UsedAt.is_null())
        .filter(access_letter::Column::ExpiresAt.gt(at))
        .order_by_desc(access_letter::Column::WrittenAt)
        .one(db)
        .await?;
    Ok(OwnAddress {
        confirmed: known.map(|row| row.address),
        awaited: awaited.and_then(|row| row.address.parse().ok()),
    })
}

/// Asks for the letter that confirms an address; one that was asked for before confirms nothing any more. Until then what was
/// confirmed stays. `locale` is the language of letters there, as "fr".
pub async fn write(
    tx: &impl ConnectionTrait,
    seal: &SealKey,
    who: &Oneself,
    typed: &Email,
    locale: &str,
    at: DateTime<Utc>,
) -> Result<LetterId, Error> {
    drop_awaited(tx, who.member).await?;
    let address = typed.small();
    let draft = Draft {
        what: AccessNews::Confirm,
        member: Some(who.member),
        address_hash: hashed(&address),
        address: Some(&address),
        locale,
        lives: CONFIRMS_WITHIN,
    };
    Ok(post(tx, seal, draft, at).await?)
}

/// Takes the address away, and tells it so. Asked again, nothing changes.
pub async fn remove(
    tx: &impl ConnectionTrait,
    seal: &SealKey,
    who: &Oneself,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    drop_awaited(tx, who.member).await?;
    let Some(known) = mail_address::Entity::find_by_id(who.member).one(tx).await? else {
        return Ok(());
    };
    mail_address::Entity::delete_by_id(who.member).exec(tx).await?;
    tell_old(tx, seal, &known, AccessNews::Removed, at).await?;
    ledger::note(tx, &who.doer, Note::of(Deed::AddressRemoved), at).await?;
    Ok(())
}

/// Tells an address that it lets nobody in any more.
pub(super) async fn tell_old(
    tx: &impl ConnectionTrait,
    seal: &SealKey,
    old: &mail_address::Model,
    what: AccessNews,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let draft = Draft {
        what,
        member: Some(old.member_id),
        address: Some(&old.address),
        address_hash: old.address_hash.clone(),
        locale: &old.locale,
        lives: TOLD_WITHIN,
    };
    post(tx, seal, draft, at).await?;
    Ok(())
}

/// As if there had never been one: of somebody who leaves, or whose access is taken away.
pub(in super::super) async fn forget(tx: &impl ConnectionTrait, member: MemberId) -> Result<(), DbErr> {
    access_letter::Entity::delete_many()
        .filter(access_letter::Column::MemberId.eq(member))
        .exec(tx)
        .await?;
    mail_address::Entity::delete_by_id(member).exec(tx).await?;
    Ok(())
}

async fn drop_awaited(tx: &impl ConnectionTrait, member: MemberId) -> Result<(), DbErr> {
    access_letter::Entity::delete_many()
        .filter(access_letter::Column::MemberId.eq(member))
        .filter(access_letter::Column::What.eq(AccessNews::Confirm))
        .filter(access_letter::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
