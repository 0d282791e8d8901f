//! What is kept about whoever works here: taken along, or left behind for good.

use super::Fields;
use crate::pages::{Server, see_other};
use app::{error::ApiError, law::LeavePosted, page::NoPage, routes, session};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header, request::Parts};
use services::{
    accounts::{self, LeaveRefused, OfficialOf, SignedIn},
    error::{Error, Failed},
};

/// `GET /comptoir/mes-donnees.json`
pub async fn export(State(server): State<Server>, asked: Parts) -> Response {
    match try_export(&server, &asked.headers).await {
        Ok(json) => (
            [
                (header::CONTENT_TYPE, "application/json"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"mes-donnees.json\"",
                ),
                (header::CACHE_CONTROL, "private, no-store"),
            ],
            json,
        )
            .into_response(),
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_export(server: &Server, headers: &HeaderMap) -> Result<String, ApiError<NoPage>> {
    let (who, _) = worker(server, headers).await?;
    if who.is_elsewhere() {
        return Err(ApiError::NotFound);
    }
    let account = accounts::account(server.house.db.read(), &who).await?;
    Ok(serde_json::to_string_pretty(&account).map_err(Failed::new)?)
}

/// `POST /comptoir/mes-donnees`
pub async fn leave(State(server): State<Server>, asked: Parts, fields: Fields) -> Response {
    if !fields.has("leave") {
        return see_other(routes::ACCOUNT);
    }
    let (who, official) = match worker::<NoPage>(&server, &asked.headers).await {
        Ok(who) => who,
        Err(error) => return server.instead(&asked, error).await,
    };
    if let Some(official) = official
        && let Err(asks) = server.just_proved(&asked, official, &fields).await
    {
        return asks;
    }
    match try_leave(&server, &who).await {
        Ok(()) => (
            [(header::SET_COOKIE, session::forget_cookie(&server.house))],
            see_other("/"),
        )
            .into_response(),
        Err(ApiError::Refused(why)) => server.again(&asked, StatusCode::CONFLICT, LeavePosted(why)).await,
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_leave(server: &Server, who: &SignedIn) -> Result<(), ApiError<LeaveRefused>> {
    let tx = server.house.db.write().await.map_err(Error::from)?;
    accounts::leave(&tx, who, server.house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |why| why))?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Whoever works at a counter or at the town hall; an official's device that has yet to prove itself is nobody's here either.
async fn worker<R>(
    server: &Server,
    headers: &HeaderMap,
) -> Result<(SignedIn, Option<OfficialOf>), ApiError<R>> {
    let signed_out = |error: Error| match error {
        Error::NotFound => ApiError::SignedOut,
        Error::Failed(failed) => failed.into(),
        Error::Refused(never) => match never {},
    };
    let who = session::signed_in(&server.house, headers)
        .await
        .map_err(signed_out)?;
    match who.unproven(server.house.db.read()).await {
        Ok(unproven) => Ok((who, Some(unproven.official().map_err(signed_out)?))),
        Err(Error::NotFound) => Ok((who, None)),
        Err(other) => Err(signed_out(other)),
    }
}
