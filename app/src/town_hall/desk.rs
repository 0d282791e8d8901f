//! What an official says for the town: guard, parse, one verb, commit.

use crate::{error::ApiError, state::House};
use chrono::NaiveDate;
use domain::{
    text::TextError,
    towns::{AnnouncementError, AnnouncementForm, FrontForm, LockdownError, LockdownForm},
};
use services::{
    accounts::{JustProved, OfficialOf},
    error::Error,
    pickup, towns,
};

/// Announces what was typed, or takes down what stands when nothing was.
pub async fn announce(
    house: &House,
    who: &OfficialOf,
    form: &AnnouncementForm,
) -> Result<(), ApiError<AnnouncementError>> {
    let said = form.parse(today(house, who).await?).map_err(ApiError::Refused)?;
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    towns::announce(&tx, who, said, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Takes down the welcome, the colour, and whether shops are counted.
pub async fn describe(house: &House, who: &OfficialOf, form: &FrontForm) -> Result<(), ApiError<TextError>> {
    let front = form.parse().map_err(ApiError::Refused)?;
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    towns::describe(&tx, who, front, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Closes the town's shops to the public.
pub async fn close(
    house: &House,
    who: &JustProved,
    form: &LockdownForm,
) -> Result<(), ApiError<LockdownError>> {
    let lockdown = form.parse(today(house, who).await?).map_err(ApiError::Refused)?;
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    towns::close(&tx, who, lockdown, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Opens them again.
pub async fn reopen(house: &House, who: &OfficialOf) -> Result<(), Error> {
    let tx = house.db.write_in(who.town()).await?;
    towns::reopen(&tx, who, house.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}

async fn today(house: &House, who: &OfficialOf) -> Result<NaiveDate, Error> {
    let town = towns::by_id(house.db.read(), who.town()).await?;
    Ok(pickup::wall_clock(&town.time_zone, house.clock.now()).date())
}
