//! What officials do at a shop's counter before and after they are there: guard, parse, one verb, commit.

use crate::{error::ApiError, state::House};
use domain::{
    id::ShopId,
    stand_in::{ConsentError, ConsentForm},
};
use services::{
    accounts::OfficialOf,
    error::Error,
    secret::Secret,
    stand_ins::{self, GiveBackRefused, OpenRefused},
};

/// Why a counter was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// Something that was typed needs another look.
    Wrong(ConsentError),
    /// Its merchant holds it.
    HasMerchant,
}

/// Opens a shop's counter on this device, as its merchant agreed.
pub async fn open(
    house: &House,
    who: &OfficialOf,
    shop: ShopId,
    form: &ConsentForm,
) -> Result<(), ApiError<NotOpened>> {
    let consent = form
        .parse()
        .map_err(|wrong| ApiError::Refused(NotOpened::Wrong(wrong)))?;
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    stand_ins::open(&tx, who, shop, &consent, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |OpenRefused::HasMerchant| NotOpened::HasMerchant))?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Goes in at a counter that this official holds.
pub async fn enter(house: &House, who: &OfficialOf, shop: ShopId) -> Result<(), Error> {
    let tx = house.db.write().await?;
    stand_ins::enter(&tx, who, shop, house.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Goes out of it; it stays held.
pub async fn go_out(house: &House, who: &OfficialOf) -> Result<(), Error> {
    let tx = house.db.write().await?;
    stand_ins::go_out(&tx, who).await?;
    Ok(tx.commit().await?)
}

/// Gives a shop back.
pub async fn give_back(
    house: &House,
    who: &OfficialOf,
    shop: ShopId,
) -> Result<(), ApiError<GiveBackRefused>> {
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    stand_ins::give_back(&tx, who, shop, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |why| why))?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// The square by which a shop's merchant takes it over.
pub async fn square(house: &House, who: &OfficialOf, shop: ShopId) -> Result<Secret, Error> {
    let tx = house.db.write_in(who.town()).await?;
    let secret = who.invite(&tx, shop, house.clock.now()).await?;
    tx.commit().await?;
    Ok(secret)
}
