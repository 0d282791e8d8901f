//! The devices of one person: a list, and a way to close one that is not at hand.

use super::{
    SignedIn,
    entity::{member, session},
};
use crate::{
    error::Error,
    ledger::{self, Doer, Note},
};
use chrono::{DateTime, Utc};
use domain::{
    id::{MemberId, SessionId},
    ledger::{Deed, device},
    text::Name,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// A device on which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Which.
    pub id: SessionId,
    /// "Android, Chrome"; empty when it says nothing known of itself.
    pub name: String,
    /// When it was signed in.
    pub since: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// The devices on which this person is signed in, the newest first.
pub async fn devices(
    db: &impl ConnectionTrait,
    who: &SignedIn,
    at: DateTime<Utc>,
) -> Result<Vec<Device>, Error> {
    let rows = session::Entity::find()
        .filter(session::Column::MemberId.eq(who.member()))
        .filter(session::Column::ExpiresAt.gt(at))
        .order_by_desc(session::Column::CreatedAt)
        .order_by_desc(session::Column::Id)
        .all(db)
        .await?;
    let devices = rows.into_iter().map(|row| Device {
        is_this: row.id == who.session(),
        id: row.id,
        name: device(&row.device),
        since: row.created_at,
    });
    Ok(devices.collect())
}

/// Signs out another device of this person. Somebody else's is not found, and neither is one that is out already.
pub async fn sign_out_there(
    tx: &impl ConnectionTrait,
    who: &SignedIn,
    there: SessionId,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let row = session::Entity::find_by_id(there)
        .filter(session::Column::MemberId.eq(who.member()))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    if let Some(doer) = Doer::on(tx, who.member(), Some(who.session())).await? {
        let note = Note::of(Deed::SignedOutThere).from_to(Some(device(&row.device)), None);
        ledger::note(tx, &doer, note, at).await?;
    }
    session::Entity::delete_by_id(row.id).exec(tx).await?;
    Ok(())
}

/// What somebody is called.
pub async fn name_of(db: &impl ConnectionTrait, member: MemberId) -> Result<Name, Error> {
    let row = member::Entity::find_by_id(member).one(db).await?;
    Ok(row.ok_or(Error::NotFound)?.name)
}
