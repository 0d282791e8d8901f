//! What is new, as RSS.

use super::{FOR_ALL, elsewhere, is_known};
use crate::pages::Server;
use app::abroad;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, Uri, header};
use services::{error::Error, secret};

/// `/{town}/nouveautes.rss`
pub async fn town(
    State(server): State<Server>,
    Path(town): Path<String>,
    address: Uri,
    headers: HeaderMap,
) -> Response {
    let feed = abroad::town_feed(&server.house, &town).await;
    answer(&server, (&address, &headers), feed).await
}

/// `/{town}/{shop}/nouveautes.rss`
pub async fn shop(
    State(server): State<Server>,
    Path((town, shop)): Path<(String, String)>,
    address: Uri,
    headers: HeaderMap,
) -> Response {
    let feed = abroad::shop_feed(&server.house, &town, &shop).await;
    answer(&server, (&address, &headers), feed).await
}

async fn answer(
    server: &Server,
    (address, asked): (&Uri, &HeaderMap),
    feed: Result<String, Error>,
) -> Response {
    let feed = match feed {
        Ok(feed) => feed,
        Err(error) => return elsewhere(server, address, error).await,
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
