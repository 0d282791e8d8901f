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
    accounts::{self, LeaveRefused},
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
    let who = merchant(server, headers).await?;
    if who.at_counter().is_some() {
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
    match try_leave(&server, &asked.headers).await {
        Ok(()) => (
            [(header::SET_COOKIE, session::forget_cookie(&server.house))],
            see_other("/"),
        )
            .into_response(),
        Err(ApiError::Refused(why)) => server.again(&asked, StatusCode::CONFLICT, LeavePosted(why)).await,
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_leave(server: &Server, headers: &HeaderMap) -> Result<(), ApiError<LeaveRefused>> {
    let who = merchant(server, headers).await?;
    let tx = server.house.db.write().await.map_err(Error::from)?;
    accounts::leave(&tx, &who)
        .await
        .map_err(|error| ApiError::from_verb(error, |why| why))?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Whoever works at a counter; nobody is told to sign in again.
async fn merchant<R>(server: &Server, headers: &HeaderMap) -> Result<accounts::SignedIn, ApiError<R>> {
    session::signed_in(&server.house, headers)
        .await
        .map_err(|error| match error {
            Error::NotFound => ApiError::SignedOut,
            Error::Failed(failed) => failed.into(),
            Error::Refused(never) => match never {},
        })
}
