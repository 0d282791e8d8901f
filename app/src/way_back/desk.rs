//! Letters and their links, as they are asked for: one verb, commit, and word to the postman.

use crate::state::House;
use domain::text::Email;
use services::{
    accounts::{
        InvitationRefused,
        way_back::{self, Oneself},
    },
    error::Error,
    secret::Secret,
};

/// Asks for a letter by which whoever reads it comes in; the same is done for an address that is nobody's.
pub async fn ask(house: &House, to: &Email, locale: &str) -> Result<(), Error> {
    let tx = house.db.write().await?;
    way_back::ask(&tx, &house.seal, to, locale, house.clock.now()).await?;
    tx.commit().await?;
    house.postbox.wake();
    Ok(())
}

/// Asks for the letter that confirms somebody's own address.
pub async fn write(house: &House, who: &Oneself, to: &Email, locale: &str) -> Result<(), Error> {
    let tx = house.db.write().await?;
    way_back::write(&tx, &house.seal, who, to, locale, house.clock.now()).await?;
    tx.commit().await?;
    house.postbox.wake();
    Ok(())
}

/// Takes somebody's own address away.
pub async fn remove(house: &House, who: &Oneself) -> Result<(), Error> {
    let tx = house.db.write().await?;
    way_back::remove(&tx, &house.seal, who, house.clock.now()).await?;
    tx.commit().await?;
    house.postbox.wake();
    Ok(())
}

/// Goes through a link that confirms an address.
pub async fn confirm(house: &House, secret: &Secret) -> Result<(), Error<InvitationRefused>> {
    let tx = house.db.write().await?;
    way_back::confirm(&tx, &house.seal, secret, house.clock.now()).await?;
    tx.commit().await?;
    house.postbox.wake();
    Ok(())
}
