//! What is offered while somebody types what is looked for.

use crate::pages::Server;
use app::{error::bare, search, session};
use axum::{
    extract::{Path, Query, State},
    response::{Html, IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use services::error::Error;

/// The same letters are typed again and again.
const FRESH: &str = "private, max-age=30";

/// What was typed so far.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    q: String,
}

/// `GET /api/recherche/{town}`: lines for the list under the field.
pub async fn offers(
    State(server): State<Server>,
    Path(town): Path<String>,
    Query(typed): Query<Typed>,
    headers: HeaderMap,
) -> Response {
    match search::offers(&server.house, session::locale_of(&headers), &town, &typed.q).await {
        Ok(lines) => {
            let headers = [
                (header::CACHE_CONTROL, FRESH),
                (header::VARY, "accept-language, cookie"),
            ];
            (headers, Html(lines)).into_response()
        }
        Err(Error::Failed(failed)) => bare(&failed).into_response(),
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
    }
}
