//! Devices that are signed in.

use super::{SignedIn, entity::session, proof};
use crate::{
    error::Error,
    ledger::{self, Doer, Note},
    notifications::entity::subscription,
    secret::{self, Secret},
};
use chrono::{DateTime, Duration, Utc};
use domain::{
    id::{HandId, MemberId, SessionId},
    ledger::Deed,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set, sea_query::Expr,
};

/// A merchant's phone stays signed in for a year; the town hall's QR brings it back after that.
pub const LIFETIME: Duration = Duration::days(365);

/// Characters kept of what a device calls itself.
const DEVICE_MAX: usize = 200;

/// A device that was just signed in.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// For the device's cookie; known nowhere else.
    pub secret: Secret,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
}

/// The browser on which somebody comes in.
#[derive(Clone, Copy, Debug)]
pub struct Browser<'b> {
    /// What it calls itself.
    pub device: &'b str,
    /// The secret that it holds already. What that opens ends when somebody comes in: a browser has one session.
    pub earlier: Option<&'b Secret>,
}

/// One that holds nothing yet.
impl<'b> From<&'b str> for Browser<'b> {
    fn from(device: &'b str) -> Self {
        Self {
            device,
            earlier: None,
        }
    }
}

/// Signs a device in, under a secret of its own.
pub(super) async fn sign_in(
    tx: &impl ConnectionTrait,
    member: MemberId,
    browser: Browser<'_>,
    at: DateTime<Utc>,
) -> Result<NewSession, Error> {
    let (id, new) = open(tx, member, browser.device, None, at, at + LIFETIME).await?;
    if let Some(earlier) = browser.earlier {
        end_earlier(tx, earlier, (member, id), at).await?;
    }
    proof::begin(tx, member, at).await?;
    if let Some(doer) = Doer::on(tx, member, Some(id)).await? {
        ledger::note(tx, &doer, Note::of(Deed::SignedIn), at).await?;
    }
    Ok(new)
}

/// Signs a device in to lend a hand at a shelf, and for nothing else.
pub(crate) async fn lend(
    tx: &impl ConnectionTrait,
    member: MemberId,
    device: &str,
    hand: HandId,
    at: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<(SessionId, NewSession), sea_orm::DbErr> {
    open(tx, member, device, Some(hand), at, until).await
}

async fn open(
    tx: &impl ConnectionTrait,
    member: MemberId,
    device: &str,
    hand: Option<HandId>,
    at: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<(SessionId, NewSession), sea_orm::DbErr> {
    let new = NewSession {
        secret: Secret::generate(),
        expires_at: until,
    };
    let id = SessionId(secret::id());
    let row = session::ActiveModel {
        id: Set(id),
        member_id: Set(member),
        token_hash: Set(new.secret.hash()),
        device: Set(device.chars().take(DEVICE_MAX).collect()),
        created_at: Set(at),
        expires_at: Set(new.expires_at),
        stand_in_id: Set(None),
        proved_at: Set(None),
        hand_id: Set(hand),
    };
    row.insert(tx).await?;
    Ok((id, new))
}

/// Ends what a browser had before. It rings on for whom it rang, if that is the same person.
async fn end_earlier(
    tx: &impl ConnectionTrait,
    earlier: &Secret,
    (member, now): (MemberId, SessionId),
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let who = match super::signed_in(tx, earlier, at).await {
        Ok(who) => who,
        Err(Error::NotFound) => return Ok(()),
        Err(other) => return Err(other),
    };
    if who.member() == member {
        subscription::Entity::update_many()
            .col_expr(subscription::Column::SessionId, Expr::value(now))
            .filter(subscription::Column::SessionId.eq(who.session()))
            .exec(tx)
            .await?;
    }
    sign_out(tx, &who, at).await
}

/// Signs this device out; its secret opens nothing any more.
pub async fn sign_out(tx: &impl ConnectionTrait, who: &SignedIn, at: DateTime<Utc>) -> Result<(), Error> {
    if let Some(doer) = Doer::on(tx, who.member(), Some(who.session())).await? {
        ledger::note(tx, &doer, Note::of(Deed::SignedOut), at).await?;
    }
    session::Entity::delete_by_id(who.session()).exec(tx).await?;
    Ok(())
}
