//! What an owner does with the till: guard, parse, one verb, commit.

use crate::{error::ApiError, state::House};
use services::{
    accounts::InPerson,
    error::Error,
    tills::{self, AddressRefused, TillAddress, TillSecret, TrialRefused},
};

/// Plugs it in at an address as typed; gives the secret, which is shown this once.
pub async fn connect(
    house: &House,
    who: &InPerson,
    typed: &str,
) -> Result<TillSecret, ApiError<AddressRefused>> {
    let address: TillAddress = typed.parse().map_err(ApiError::Refused)?;
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    let secret = tills::connect(&tx, &house.seal, who, &address, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(secret)
}

/// Unplugs it.
pub async fn disconnect(house: &House, who: &InPerson) -> Result<(), ApiError<TrialRefused>> {
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    tills::disconnect(&tx, who, house.clock.now()).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Sends it something that is no order.
pub async fn try_it(house: &House, who: &InPerson) -> Result<(), ApiError<TrialRefused>> {
    let tx = house.db.write().await.map_err(Error::from)?;
    tills::try_it(&tx, who, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |why| why))?;
    tx.commit().await.map_err(Error::from)?;
    house.postbox.wake();
    Ok(())
}
