//! What programs read. The comments are what vendors read in the document.

use crate::{
    api::{
        self, Asked, document, problem, tell,
        told::{Problem, Product, Products, ShopToday, Shops, Towns},
    },
    pages::Server,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{StatusCode, header, request::Parts};

/// All towns of this market.
#[utoipa::path(get, path = "/api/v1/towns", tag = "towns", responses(
    (status = 200, body = Towns, description = "By name"),
    (status = 304, description = "Nothing changed"),
))]
pub async fn towns(State(server): State<Server>, asked: Parts) -> Response {
    tell(&server, &asked, api::towns(&server.house)).await
}

/// The shops of a town.
#[utoipa::path(get, path = "/api/v1/towns/{town}/shops", tag = "shops",
    params(("town" = String, Path, description = "The town's `slug`")),
    responses(
        (status = 200, body = Shops, description = "By name"),
        (status = 304, description = "Nothing changed"),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "No such town"),
    ))]
pub async fn shops(State(server): State<Server>, Path(town): Path<String>, asked: Parts) -> Response {
    tell(&server, &asked, api::shops(&server.house, &town)).await
}

/// A shop with its next openings.
#[utoipa::path(get, path = "/api/v1/towns/{town}/shops/{shop}", tag = "shops",
    params(
        ("town" = String, Path, description = "The town's `slug`"),
        ("shop" = String, Path, description = "The shop's `slug`"),
    ),
    responses(
        (status = 200, body = ShopToday, description = "As it is today"),
        (status = 304, description = "Nothing changed"),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "No such shop, or it is not shown just now"),
        (status = 410, body = Problem, content_type = "application/problem+json", description = "It left the market"),
    ))]
pub async fn shop(
    State(server): State<Server>,
    Path((town, shop)): Path<(String, String)>,
    asked: Parts,
) -> Response {
    tell(&server, &asked, api::shop(&server.house, &town, &shop)).await
}

/// What can be bought in a town, piece by piece.
#[utoipa::path(get, path = "/api/v1/towns/{town}/products", tag = "products",
    params(
        ("town" = String, Path, description = "The town's `slug`"),
        ("limit" = Option<u32>, Query, description = "How many at once, 1 to 100; 50 when nothing is said"),
        ("after" = Option<String>, Query, description = "The `id` of the last product of the piece before; `next` holds the whole address"),
    ),
    responses(
        (status = 200, body = Products, description = "Newest first"),
        (status = 304, description = "Nothing changed"),
        (status = 400, body = Problem, content_type = "application/problem+json", description = "`limit` or `after` cannot be read"),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "No such town"),
    ))]
pub async fn of_town(
    State(server): State<Server>,
    Path(town): Path<String>,
    paging: Asked,
    asked: Parts,
) -> Response {
    tell(&server, &asked, api::products(&server.house, &town, None, paging)).await
}

/// What can be bought in a shop, piece by piece.
#[utoipa::path(get, path = "/api/v1/towns/{town}/shops/{shop}/products", tag = "products",
    params(
        ("town" = String, Path, description = "The town's `slug`"),
        ("shop" = String, Path, description = "The shop's `slug`"),
        ("limit" = Option<u32>, Query, description = "How many at once, 1 to 100; 50 when nothing is said"),
        ("after" = Option<String>, Query, description = "The `id` of the last product of the piece before; `next` holds the whole address"),
    ),
    responses(
        (status = 200, body = Products, description = "Newest first"),
        (status = 304, description = "Nothing changed"),
        (status = 400, body = Problem, content_type = "application/problem+json", description = "`limit` or `after` cannot be read"),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "No such shop, or it is not shown just now"),
        (status = 410, body = Problem, content_type = "application/problem+json", description = "It left the market"),
    ))]
pub async fn of_shop(
    State(server): State<Server>,
    Path((town, shop)): Path<(String, String)>,
    paging: Asked,
    asked: Parts,
) -> Response {
    let making = api::products(&server.house, &town, Some(&shop), paging);
    tell(&server, &asked, making).await
}

/// A product, sold out or not.
#[utoipa::path(get, path = "/api/v1/towns/{town}/shops/{shop}/products/{product}", tag = "products",
    params(
        ("town" = String, Path, description = "The town's `slug`"),
        ("shop" = String, Path, description = "The shop's `slug`"),
        ("product" = String, Path, description = "The product's `slug`"),
    ),
    responses(
        (status = 200, body = Product, description = "As shoppers see it"),
        (status = 304, description = "Nothing changed"),
        (status = 301, description = "Its name changed, and its address with it"),
        (status = 404, body = Problem, content_type = "application/problem+json", description = "No such product, or it is not shown just now"),
        (status = 410, body = Problem, content_type = "application/problem+json", description = "It was taken back for good"),
    ))]
pub async fn product(
    State(server): State<Server>,
    Path((town, shop, product)): Path<(String, String, String)>,
    asked: Parts,
) -> Response {
    let making = api::product(&server.house, (&town, &shop, &product));
    tell(&server, &asked, making).await
}

/// `GET /api/v1/openapi.json`
pub async fn openapi() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    (headers, [super::abroad::FOR_ALL], document::json()).into_response()
}

/// Whatever else a program asks for is answered as a program reads it.
pub async fn nothing() -> Response {
    problem(
        StatusCode::NOT_FOUND,
        "Not found",
        "No address of version 1; /api/v1/openapi.json lists them.",
    )
}
