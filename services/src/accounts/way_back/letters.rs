//! Letters on their way: written down with what they tell, and made when they are sent.

use super::{
    super::{entity::access_letter, proof::SealKey},
    ENTERS_WITHIN,
};
use crate::{db::Db, error::Error, notifications, secret};
use chrono::{DateTime, Duration, Utc};
use domain::{
    id::{LetterId, MemberId},
    notifications::{AccessNews, Message},
    text::Email,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, Set};

/// What is written down of a letter.
pub(super) struct Draft<'l> {
    pub what: AccessNews,
    pub member: Option<MemberId>,
    /// Where it goes; none: wherever the address of that hash is confirmed.
    pub address: Option<&'l Email>,
    pub address_hash: String,
    pub locale: &'l str,
    pub lives: Duration,
}

/// Asks for a letter by which whoever reads it comes in. For an address that nobody confirmed the same is written, and no
/// letter is sent. `locale` is the language of the letter, as "fr".
pub async fn ask(
    tx: &impl ConnectionTrait,
    seal: &SealKey,
    typed: &Email,
    locale: &str,
    at: DateTime<Utc>,
) -> Result<LetterId, Error> {
    let draft = Draft {
        what: AccessNews::Enter,
        member: None,
        address: None,
        address_hash: hashed(typed),
        locale,
        lives: ENTERS_WITHIN,
    };
    Ok(post(tx, seal, draft, at).await?)
}

/// By what an address is found, and what is kept of one that is nobody's.
pub(super) fn hashed(address: &Email) -> String {
    secret::hash(address.small().as_str().as_bytes())
}

/// Leaves a letter for the postman.
pub(super) async fn post(
    tx: &impl ConnectionTrait,
    seal: &SealKey,
    draft: Draft<'_>,
    at: DateTime<Utc>,
) -> Result<LetterId, DbErr> {
    let id = LetterId(secret::id());
    let row = access_letter::ActiveModel {
        id: Set(id),
        what: Set(draft.what),
        token_hash: Set(seal.letter(id).hash()),
        member_id: Set(draft.member),
        address: Set(draft.address.map(ToString::to_string).unwrap_or_default()),
        address_hash: Set(draft.address_hash),
        locale: Set(draft.locale.to_owned()),
        written_at: Set(at),
        expires_at: Set(at + draft.lives),
        used_at: Set(None),
    };
    row.insert(tx).await?;
    notifications::tell(tx, &[Message::Access { letter: id }], at).await?;
    Ok(id)
}

/// Forgets letters whose time is over.
pub async fn sweep(db: &Db, at: DateTime<Utc>) -> Result<(), DbErr> {
    let tx = db.write().await?;
    access_letter::Entity::delete_many()
        .filter(access_letter::Column::ExpiresAt.lte(at))
        .exec(&tx)
        .await?;
    tx.commit().await
}
