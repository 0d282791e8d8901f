//! The pictures beside links.

use super::{FOR_ALL, broken, elsewhere, is_known};
use crate::pages::Server;
use app::abroad::Sketch;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, Uri, header};
use serde::Deserialize;
use services::{catalogue, error::Error, shops, towns};

/// Products among which a card chooses those with a photograph.
const AMONG: u64 = 24;

/// What a page's head says of its picture.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    v: String,
}

/// `/{town}/carte.jpg`
pub async fn of_town(
    State(server): State<Server>,
    Path(town): Path<String>,
    Query(asked): Query<Asked>,
    address: Uri,
    headers: HeaderMap,
) -> Response {
    let sketch = town_card(&server, &town).await;
    answer(&server, (&address, &headers), &asked, sketch).await
}

async fn town_card(server: &Server, town: &str) -> Result<Sketch, Error> {
    let db = server.house.db.read();
    let town = towns::by_slug(db, town).await?;
    let products = catalogue::newest_in_town(db, town.id, AMONG).await?;
    Ok(Sketch::of_town(&town, &products))
}

/// `/{town}/{shop}/carte.jpg`
pub async fn of_shop(
    State(server): State<Server>,
    Path((town, shop)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    address: Uri,
    headers: HeaderMap,
) -> Response {
    let sketch = shop_card(&server, &town, &shop).await;
    answer(&server, (&address, &headers), &asked, sketch).await
}

async fn shop_card(server: &Server, town: &str, shop: &str) -> Result<Sketch, Error> {
    let db = server.house.db.read();
    let town = towns::by_slug(db, town).await?;
    let shop = shops::by_slug(db, town.id, shop).await?;
    let cover = shops::cover(db, shop.id).await?;
    let products = catalogue::in_shop(db, shop.id, AMONG).await?;
    Ok(Sketch::of_shop(&town, &shop, cover.as_ref(), &products))
}

/// `/{town}/{shop}/{product}/carte.jpg`
pub async fn of_product(
    State(server): State<Server>,
    Path((town, shop, product)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
    address: Uri,
    headers: HeaderMap,
) -> Response {
    let sketch = product_card(&server, &town, &shop, &product).await;
    answer(&server, (&address, &headers), &asked, sketch).await
}

async fn product_card(server: &Server, town: &str, shop: &str, product: &str) -> Result<Sketch, Error> {
    let db = server.house.db.read();
    let town = towns::by_slug(db, town).await?;
    let shop = shops::by_slug(db, town.id, shop).await?;
    let product = catalogue::by_slug(db, shop.id, product).await?;
    Ok(Sketch::of_product(&town, &product))
}

async fn answer(
    server: &Server,
    (address, headers): (&Uri, &HeaderMap),
    asked: &Asked,
    sketch: Result<Sketch, Error>,
) -> Response {
    let sketch = match sketch {
        Ok(sketch) => sketch,
        Err(error) => return elsewhere(server, address, error).await,
    };
    let version = sketch.version();
    // Under its own version it never changes; without one, or under yesterday's, it is today's for a while.
    let cache = if asked.v == version {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=600"
    };
    let about = [
        (header::CACHE_CONTROL, cache.to_owned()),
        (header::ETAG, format!("\"{version}\"")),
    ];
    if is_known(headers, &version) {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    match server.cards.draw(&server.house, sketch).await {
        Ok(Some(card)) => (about, [FOR_ALL], [(header::CONTENT_TYPE, "image/jpeg")], card).into_response(),
        Ok(None) => (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")]).into_response(),
        Err(failed) => broken(&failed),
    }
}
