//! What a merchant says about the shop: guard, parse, one verb, commit.

use super::CoverRefused;
use crate::{catalogue::desk::take_photo, error::ApiError, state::House};
use chrono::{Days, NaiveDate};
use domain::{
    id::ShopId,
    ledger::Deed,
    shops::{Closure, ClosureError, ClosureForm, DescriptionError, DescriptionForm, TraderError, TraderForm},
    walk::{PlaceError, Position},
};
use services::{
    accounts::{MerchantOf, OfficialOf},
    error::Error,
    ledger::{self, Note},
    pickup, shops,
};

/// Takes down what was typed.
pub async fn describe(
    house: &House,
    who: &MerchantOf,
    form: &DescriptionForm,
) -> Result<(), ApiError<DescriptionError>> {
    let said = form.parse().map_err(ApiError::Refused)?;
    let today = today(house, who).await?;
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    who.describe(&tx, said, today).await?;
    let note = Note::of(Deed::Described);
    ledger::note(&tx, &who.doer(), note, house.clock.now())
        .await
        .map_err(Error::from)?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Takes down where the shop stands; nothing typed: nobody knows any more.
pub async fn place(house: &House, who: &MerchantOf, typed: &str) -> Result<(), ApiError<PlaceError>> {
    let at = optional_place(typed)?;
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    shops::place(&tx, who, at).await?;
    let note = Note::of(Deed::Described);
    ledger::note(&tx, &who.doer(), note, house.clock.now())
        .await
        .map_err(Error::from)?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// The same, by an official at its door.
pub async fn place_at_the_door(
    house: &House,
    who: &OfficialOf,
    shop: ShopId,
    typed: &str,
) -> Result<(), ApiError<PlaceError>> {
    let at = optional_place(typed)?;
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    shops::place_at_the_door(&tx, who, shop, at).await?;
    let note = Note::of(Deed::Described).at_shop(shop);
    ledger::note(&tx, &who.doer(), note, house.clock.now())
        .await
        .map_err(Error::from)?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

fn optional_place(typed: &str) -> Result<Option<Position>, ApiError<PlaceError>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(ApiError::Refused)
}

/// Takes down who stands behind the sign.
pub async fn identify(
    house: &House,
    who: &MerchantOf,
    form: &TraderForm,
) -> Result<(), ApiError<TraderError>> {
    let trader = form.parse().map_err(ApiError::Refused)?;
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    shops::identify(&tx, who, trader, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Which days a merchant closes.
#[derive(Clone, Debug)]
pub enum ToClose {
    /// The day it is at the shop.
    Today,
    /// The one after.
    Tomorrow,
    /// These.
    Days(ClosureForm),
}

/// Closes the shop for some days.
pub async fn close(house: &House, who: &MerchantOf, what: &ToClose) -> Result<(), ApiError<ClosureError>> {
    let today = today(house, who).await?;
    let closure = match what {
        ToClose::Today => Closure::on(today),
        ToClose::Tomorrow => Closure::on(today.checked_add_days(Days::new(1)).unwrap_or(today)),
        ToClose::Days(form) => form.parse(today).map_err(ApiError::Refused)?,
    };
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    shops::close(&tx, who, closure, today).await?;
    let note = noted(Deed::Closed, closure);
    ledger::note(&tx, &who.doer(), note, house.clock.now())
        .await
        .map_err(Error::from)?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Opens the shop again on days that were closed.
pub async fn reopen(
    house: &House,
    who: &MerchantOf,
    form: &ClosureForm,
) -> Result<(), ApiError<ClosureError>> {
    let today = today(house, who).await?;
    let closure = form.parse(today).map_err(ApiError::Refused)?;
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    shops::reopen(&tx, who, closure, today).await?;
    let note = noted(Deed::Reopened, closure);
    ledger::note(&tx, &who.doer(), note, house.clock.now())
        .await
        .map_err(Error::from)?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

fn noted(deed: Deed, days: Closure) -> Note {
    Note::of(deed).from_to(None, Some(format!("{}/{}", days.first, days.last)))
}

async fn today(house: &House, who: &MerchantOf) -> Result<NaiveDate, Error> {
    let town = shops::town_of(house.db.read(), who.shop()).await?;
    Ok(pickup::wall_clock(&town.time_zone, house.clock.now()).date())
}

/// Hangs the shop's picture.
pub async fn hang_cover(
    house: &House,
    who: &MerchantOf,
    picture: Vec<u8>,
) -> Result<(), ApiError<CoverRefused>> {
    if picture.is_empty() {
        return Err(ApiError::Refused(CoverRefused::Missing));
    }
    let stored = take_photo(house, picture)
        .await
        .map_err(|error| error.map_refused(CoverRefused::Photo))?;
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    shops::set_cover(&tx, who, Some(&stored), house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Takes the shop's picture down.
pub async fn take_cover_down(house: &House, who: &MerchantOf) -> Result<(), ApiError<CoverRefused>> {
    let tx = house.db.write_in(who.place()).await.map_err(Error::from)?;
    shops::set_cover(&tx, who, None, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}
