//! What people do to their bell, from a script or from a plain form alike: guard, parse, one verb, commit.

use super::api::{RingRefused, Subscribed};
use crate::{error::ApiError, session, state::House};
use domain::{
    shops::{BellError, BellForm},
    text::{Email, TextError},
};
use http::HeaderMap;
use services::{
    accounts::{InPerson, OfficialOf, SignedIn},
    error::Error,
    notifications::{self, Device, HeardRefused},
};

/// Who sits before this device, whatever they may do.
pub async fn anybody<R>(house: &House, headers: &HeaderMap) -> Result<SignedIn, ApiError<R>> {
    session::signed_in(house, headers)
        .await
        .map_err(|error| match error {
            Error::NotFound => ApiError::SignedOut,
            other => other.into(),
        })
}

/// Rings this device from now on.
pub async fn allow(
    house: &House,
    headers: &HeaderMap,
    device: Subscribed,
) -> Result<(), ApiError<RingRefused>> {
    let who = anybody(house, headers).await?;
    let device = Device {
        endpoint: device.endpoint,
        p256dh: device.keys.p256dh,
        auth: device.keys.auth,
        locale: session::locale_of(headers).to_string(),
    };
    let tx = house.db.write().await.map_err(Error::from)?;
    notifications::subscribe(&tx, &who, device, &house.postbox.hosts, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |_| RingRefused::Unfit))?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Does not ring this device any more.
pub async fn silence(house: &House, headers: &HeaderMap) -> Result<(), ApiError<RingRefused>> {
    let who = anybody(house, headers).await?;
    let tx = house.db.write().await.map_err(Error::from)?;
    notifications::silence(&tx, &who).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Rings this device now.
pub async fn ring_me(house: &House, headers: &HeaderMap) -> Result<(), ApiError<RingRefused>> {
    let who = anybody(house, headers).await?;
    let tx = house.db.write().await.map_err(Error::from)?;
    notifications::ring_me(&tx, &who, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |_| RingRefused::Silent))?;
    tx.commit().await.map_err(Error::from)?;
    house.postbox.wake();
    Ok(())
}

/// Somebody has heard this device.
pub async fn heard(house: &House, device: &SignedIn, who: &InPerson) -> Result<(), ApiError<HeardRefused>> {
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    notifications::hear(&tx, device, who, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |why| why))?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Sets the shop's bell as typed.
pub async fn set(
    house: &House,
    who: &InPerson,
    form: &BellForm,
    locale: &str,
) -> Result<(), ApiError<BellError>> {
    let set = form.parse().map_err(ApiError::Refused)?;
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    notifications::set_bell(&tx, who, set, locale).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Sets whom at the town hall to write to, as typed; nothing for nobody.
pub async fn set_for_town(
    house: &House,
    who: &OfficialOf,
    typed: &str,
    locale: &str,
) -> Result<(), ApiError<TextError>> {
    let address: Option<Email> = match typed.parse() {
        Ok(address) => Some(address),
        Err(TextError::Missing) => None,
        Err(why) => return Err(ApiError::Refused(why)),
    };
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    notifications::set_town_bell(&tx, who, address, locale).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}
