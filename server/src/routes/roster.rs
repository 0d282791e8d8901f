//! The town's list of shops as a file.

use crate::pages::Server;
use app::{error::ApiError, tour::desk::official, town_hall::ListPosted};
use axum::{
    extract::{Multipart, State},
    response::Response,
};
use http::{StatusCode, request::Parts};
use services::{
    error::Error,
    roster::{self, MAX_BYTES, Report, SheetRefused},
};

/// `POST /mairie/liste`: all shops of a list that can be read, or none.
pub async fn import(State(server): State<Server>, asked: Parts, body: Multipart) -> Response {
    match try_import(&server, &asked, body).await {
        Ok(report) => server.again(&asked, StatusCode::OK, ListPosted(Ok(report))).await,
        Err(ApiError::Refused(why)) => {
            let said = ListPosted(Err(why));
            server.again(&asked, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => server.instead(&asked, error).await,
    }
}

async fn try_import(
    server: &Server,
    asked: &Parts,
    body: Multipart,
) -> Result<Report, ApiError<SheetRefused>> {
    let house = &server.house;
    let who = official(house, &asked.headers).await?;
    let list = list(body).await.ok_or(ApiError::Refused(SheetRefused::TooBig))?;
    let tx = house.db.write_in(who.town()).await.map_err(Error::from)?;
    let report = roster::import(&tx, &who, &list, house.clock.now())
        .await
        .map_err(|error| ApiError::from_verb(error, |why| why))?;
    tx.commit().await.map_err(Error::from)?;
    Ok(report)
}

/// The file that was sent, empty when none was chosen; none when the body is over the limit.
async fn list(mut body: Multipart) -> Option<Vec<u8>> {
    let mut list = Vec::new();
    while let Some(field) = body.next_field().await.ok()? {
        if field.name() == Some("list") {
            list = field.bytes().await.ok()?.to_vec();
        }
    }
    (list.len() <= MAX_BYTES).then_some(list)
}
