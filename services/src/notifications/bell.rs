//! The bell of a shop and of a town hall: how it is set, and whether somebody has heard it.

use super::{DeliveryState, entity::delivery, prepare::audible, rings, tell, tell::TEST_RING};
use crate::{
    accounts::{InPerson, MerchantOf, OfficialOf, SignedIn},
    error::Error,
    shops, towns,
};
use chrono::{DateTime, Duration, Utc};
use domain::{
    notifications::Message,
    orders::Patience,
    shops::{Bell, BellSet},
    text::Email,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set,
};

/// How long after a test ring somebody may say that they heard it.
const HEARD_WITHIN: Duration = Duration::hours(1);

/// Why nobody can have heard this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeardRefused {
    /// It is not asked to ring.
    Silent,
    /// No test ring has left for it within the last hour.
    NotRung,
}

/// How the shop's bell is set.
pub async fn bell(db: &impl ConnectionTrait, who: &MerchantOf) -> Result<Bell, Error> {
    let row = shops::entity::Entity::find_by_id(who.shop()).one(db).await?;
    let row = row.ok_or(Error::NotFound)?;
    Ok(Bell {
        second_contact: row.alarm_email.parse().ok(),
        patience: row.patience(),
        quiet: row.quiet(),
        heard_at: row.alarm_heard_at,
    })
}

/// Whether nothing may ring at the shop now.
pub async fn is_quiet(db: &impl ConnectionTrait, who: &MerchantOf, at: DateTime<Utc>) -> Result<bool, Error> {
    Ok(audible(db, who.shop(), at).await? > at)
}

/// Sets it; `locale` is the language in which the second contact is written to.
pub async fn set_bell(
    tx: &impl ConnectionTrait,
    who: &InPerson,
    set: BellSet,
    locale: &str,
) -> Result<(), Error> {
    let time = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    let row = shops::entity::ActiveModel {
        id: Set(who.shop()),
        alarm_minutes: Set((set.patience != Patience::default()).then(|| set.patience.minutes())),
        alarm_email: Set(set.second_contact.map(String::from).unwrap_or_default()),
        alarm_locale: Set(locale.to_owned()),
        quiet_from: Set(set.quiet.map(|quiet| time(quiet.from))),
        quiet_to: Set(set.quiet.map(|quiet| time(quiet.to))),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}

/// Rings this device, to see whether it does.
pub async fn ring_me(
    tx: &impl ConnectionTrait,
    who: &SignedIn,
    at: DateTime<Utc>,
) -> Result<(), Error<HeardRefused>> {
    if !rings(tx, who).await.map_err(Error::widen)? {
        return Err(Error::Refused(HeardRefused::Silent));
    }
    let session = who.session();
    tell(tx, &[Message::TestRing { session }], at).await?;
    Ok(())
}

/// Somebody of the shop has heard this device ring. Taken only after a ring that has really left: it is what the shop
/// relies on from then on.
pub async fn hear(
    tx: &impl ConnectionTrait,
    device: &SignedIn,
    who: &InPerson,
    at: DateTime<Utc>,
) -> Result<(), Error<HeardRefused>> {
    let rung = delivery::Entity::find()
        .filter(delivery::Column::What.eq(TEST_RING))
        .filter(delivery::Column::About.eq(device.session().0))
        .filter(delivery::Column::State.eq(DeliveryState::Sent))
        .filter(delivery::Column::DoneAt.gt(at - HEARD_WITHIN))
        .count(tx)
        .await?;
    if rung == 0 {
        return Err(Error::Refused(HeardRefused::NotRung));
    }
    let row = shops::entity::ActiveModel {
        id: Set(who.shop()),
        alarm_heard_at: Set(Some(at)),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}

/// Who at the town hall is written to about an order that nobody saw.
pub async fn bell_of_town(db: &impl ConnectionTrait, who: &OfficialOf) -> Result<Option<Email>, Error> {
    let row = towns::entity::Entity::find_by_id(who.town()).one(db).await?;
    Ok(row.ok_or(Error::NotFound)?.alarm_email.parse().ok())
}

/// Says who that is; `locale` is the language in which they are written to.
pub async fn set_town_bell(
    tx: &impl ConnectionTrait,
    who: &OfficialOf,
    address: Option<Email>,
    locale: &str,
) -> Result<(), Error> {
    let row = towns::entity::ActiveModel {
        id: Set(who.town()),
        alarm_email: Set(address.map(String::from).unwrap_or_default()),
        alarm_locale: Set(locale.to_owned()),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}
