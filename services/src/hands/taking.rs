//! Taking a code, and going in and out of the shelf that it opens.

use super::{asking::hashed, ending::finish, entity};
use crate::{
    accounts::{
        self, NewSession, SignedIn,
        entity::{session, shop_member},
    },
    error::Error,
    ledger::{self, Doer, Note},
    pickup, shops,
};
use chrono::{DateTime, Days, Duration, NaiveTime, SecondsFormat, Utc};
use domain::{
    hand::HelpCode,
    id::{HandId, MemberId, SessionId, ShopId},
    ledger::Deed,
    orders::Actor,
    text::Name,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

/// How long a device that came only to help is known after that, so that its open page says why it is over.
const LINGERS: Duration = Duration::days(7);

/// Why a code opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeRefused {
    /// Nobody made it, or its owner took it back.
    Unknown,
    /// Somebody took it before.
    Used,
    /// Nobody took it in time.
    Expired,
    /// Whoever types it works at that shop already.
    OwnShop,
}

impl TakeRefused {
    /// In a word, for the operator.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Used => "used",
            Self::Expired => "expired",
            Self::OwnShop => "their own shop",
        }
    }
}

/// Who types a code.
#[derive(Clone, Copy, Debug)]
pub enum Taker<'a> {
    /// Somebody with a place of their own here: this device helps for a while, and they come back.
    Known(&'a SignedIn),
    /// Somebody else, by the name that they give, on a device that is called so. What this device did before, if it was a
    /// helper's, is done then.
    Guest(&'a Name, &'a str, Option<&'a SignedIn>),
}

/// A code that was taken.
#[derive(Clone, Debug)]
pub struct Taken {
    /// At whose shelf.
    pub shop: ShopId,
    /// Until when.
    pub until: DateTime<Utc>,
    /// Of a device that was nobody's before.
    pub session: Option<NewSession>,
}

/// Takes a code: whoever types it works at that shelf from now on, until the time that its owner chose is over. Of two who take
/// it at the same instant, one does. Whoever calls has counted the try.
pub async fn take(
    tx: &impl ConnectionTrait,
    who: Taker<'_>,
    code: &HelpCode,
    at: DateTime<Utc>,
) -> Result<Taken, Error<TakeRefused>> {
    let row = entity::Entity::find()
        .filter(entity::Column::CodeHash.eq(hashed(code)))
        .one(tx)
        .await?
        .ok_or(Error::Refused(TakeRefused::Unknown))?;
    if row.taken_at.is_some() {
        return Err(Error::Refused(TakeRefused::Used));
    }
    if row.code_until <= at {
        return Err(Error::Refused(TakeRefused::Expired));
    }
    let until = until(tx, &row, at).await.map_err(Error::widen)?;
    let (member, device, session) = come_in(tx, who, &row, at, until).await?;
    let taken = entity::Entity::update_many()
        .col_expr(entity::Column::TakenAt, Expr::value(at))
        .col_expr(entity::Column::Until, Expr::value(until))
        .col_expr(entity::Column::MemberId, Expr::value(member.0))
        .filter(entity::Column::Id.eq(row.id))
        .filter(entity::Column::TakenAt.is_null())
        .exec(tx)
        .await?;
    if taken.rows_affected == 0 {
        return Err(Error::Refused(TakeRefused::Used));
    }
    let note = Note::of(Deed::HandLent)
        .about(member)
        .from_to(None, Some(until.to_rfc3339_opts(SecondsFormat::Secs, true)));
    ledger::note(tx, &doer(&row, member, device), note, at).await?;
    Ok(Taken {
        shop: row.shop_id,
        until,
        session,
    })
}

/// When help that begins now is over.
async fn until(
    tx: &impl ConnectionTrait,
    row: &entity::Model,
    at: DateTime<Utc>,
) -> Result<DateTime<Utc>, Error> {
    let time_zone = shops::town_of(tx, row.shop_id).await?.time_zone;
    let tomorrow = pickup::wall_clock(&time_zone, at).date() + Days::new(1);
    let midnight = pickup::instant_at(&time_zone, tomorrow.and_time(NaiveTime::MIN));
    Ok(row.term.until(at, midnight))
}

/// Puts the device to that shelf, and says whose it is.
async fn come_in(
    tx: &impl ConnectionTrait,
    who: Taker<'_>,
    row: &entity::Model,
    at: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<(MemberId, SessionId, Option<NewSession>), Error<TakeRefused>> {
    match who {
        Taker::Known(who) => {
            let own = shop_member::Entity::find_by_id((row.shop_id, who.member()))
                .one(tx)
                .await?;
            if own.is_some() {
                return Err(Error::Refused(TakeRefused::OwnShop));
            }
            step_in(tx, who, Some(row.id)).await?;
            Ok((who.member(), who.session(), None))
        }
        Taker::Guest(name, device, before) => {
            if let Some(before) = before.filter(|before| before.hand().is_some()) {
                finish(tx, before, at).await.map_err(Error::widen)?;
            }
            let member = accounts::join(tx, name.clone(), at).await?;
            let (id, session) = accounts::lend(tx, member, device, row.id, at, until + LINGERS).await?;
            Ok((member, id, Some(session)))
        }
    }
}

/// As whom the ledger names who lends a hand.
pub(super) const fn doer(row: &entity::Model, member: MemberId, session: SessionId) -> Doer {
    Doer {
        town: row.town_id,
        shop: Some(row.shop_id),
        actor: Some(Actor::Helper),
        member: Some(member),
        session: Some(session),
    }
}

/// Goes to a shelf again at which this person helps; not found once that is over.
pub async fn enter(
    tx: &impl ConnectionTrait,
    who: &SignedIn,
    hand: HandId,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let row = entity::Entity::find_by_id(hand)
        .filter(entity::Column::MemberId.eq(who.member()))
        .one(tx)
        .await?;
    let lent = row.filter(|row| row.holds(at)).ok_or(Error::NotFound)?;
    Ok(step_in(tx, who, Some(lent.id)).await?)
}

/// Comes back to their own place; they may still go there again. Not found for whoever has none, and where nobody helps.
pub async fn go_out(tx: &impl ConnectionTrait, who: &SignedIn) -> Result<(), Error> {
    if who.hand().is_none() || !who.has_own_place(tx).await? {
        return Err(Error::NotFound);
    }
    Ok(step_in(tx, who, None).await?)
}

/// A device is at one place at a time.
pub(super) async fn step_in(
    tx: &impl ConnectionTrait,
    who: &SignedIn,
    hand: Option<HandId>,
) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::HandId, Expr::value(hand.map(|id| id.0)))
        .col_expr(session::Column::StandInId, Expr::value(None::<uuid::Uuid>))
        .filter(session::Column::Id.eq(who.session()))
        .exec(tx)
        .await?;
    Ok(())
}
