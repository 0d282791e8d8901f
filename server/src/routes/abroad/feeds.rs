//! What is new, as RSS.

use super::{FOR_ALL, is_known, nothing};
use crate::pages::Server;
use app::abroad;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use services::{error::Error, secret};

/// `/{town}/nouveautes.rss`
pub async fn town(State(server): State<Server>, Path(town): Path<String>, headers: HeaderMap) -> Response {
    answer(&headers, abroad::town_feed(&server.house, &town).await)
}

/// `/{town}/{shop}/nouveautes.rss`
pub async fn shop(
    State(server): State<Server>,
    Path((town, shop)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    answer(&headers, abroad::shop_feed(&server.house, &town, &shop).await)
}

fn answer(asked: &HeaderMap, feed: Result<String, Error>) -> Response {
    let feed = match feed {
        Ok(feed) => feed,
        Err(error) => return nothing(error),
    };
    let tag = secret::hash(feed.as_bytes());
    let about = [
        (header::CACHE_CONTROL, "public, max-age=300".to_owned()),
        (header::ETAG, format!("\"{tag}\"")),
    ];
    if is_known(asked, &tag) {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    let kind = [(header::CONTENT_TYPE, "application/rss+xml; charset=utf-8")];
    (about, [FOR_ALL], kind, feed).into_response()
}
