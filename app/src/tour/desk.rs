//! What officials note, from a script or from a plain form alike.

use crate::{error::ApiError, session, state::House};
use domain::tour::{CallError, CallForm};
use http::HeaderMap;
use services::{accounts::OfficialOf, error::Error, tour};

/// The official who sent these headers; everybody else is asked to sign in.
pub async fn official<R>(house: &House, headers: &HeaderMap) -> Result<OfficialOf, ApiError<R>> {
    session::official(house, headers)
        .await
        .map_err(|error| match error {
            Error::NotFound => ApiError::SignedOut,
            other => other.into(),
        })
}

/// Notes a call.
pub async fn note(house: &House, who: &OfficialOf, call: &CallForm) -> Result<(), ApiError<CallError>> {
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    tour::note(&tx, who, call, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |why| why))?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}
